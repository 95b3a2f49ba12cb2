//! A story becomes claims: alignment, stance, opposition, origins, figures, and the brief.
//!
//! [`Weigher::weigh`] takes a story with its articles and readings and gives its [`Digest`](sayso_news::Digest). This
//! crate never reads text for names or attributions (that is `reading`) and never decides which articles belong
//! together (that is `stories`).

mod actors;
mod align;
mod assembly;
mod brief;
mod clauses;
mod clock;
mod confirmations;
mod contrast;
mod counts;
mod dates;
mod figures;
mod gist;
mod given;
mod grouping;
mod inherit;
mod leads;
mod logistic;
mod material;
mod numerals;
mod oppose;
mod pair;
mod phrases;
mod phrasing;
mod provenance;
mod rebuttals;
mod rules;
mod statements;
mod states;
mod support;
mod tables;
mod timeline;
mod voices;
mod weigher;
mod wordings;

pub use given::Given;
pub use weigher::{Sign, Weigher};
