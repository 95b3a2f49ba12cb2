//! A story becomes claims: alignment, stance, opposition, origins, figures, and the brief.
//!
//! [`Weigher::weigh`] takes a story with its articles and readings and gives its [`Digest`](sayso_news::Digest). This
//! crate never reads text for names or attributions (that is `reading`) and never decides which articles belong
//! together (that is `stories`).

mod weigher;

pub use weigher::Weigher;
