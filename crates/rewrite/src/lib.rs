//! A brief in smoother words, none of which says more than those it replaces.
//!
//! Whoever writes the sentences is outside: an [`Endpoint`] is asked, and what it answers is a [`Reply`]. Nothing can be
//! done with a reply but to hold it against the sentence that it is to replace ([`Composed::check`]). What passes is
//! [`Entailed`], and that alone becomes a line of the brief, with the cites that the composed line had. This crate never
//! speaks to another machine.
//!
//! A reply does not give its words away:
//!
//! ```compile_fail
//! let reply = sayso_rewrite::Reply::new("The town fell.");
//! let words: &str = &reply.0;
//! ```
//!
//! and nothing is entailed that was not checked:
//!
//! ```compile_fail
//! let smuggled = sayso_rewrite::Entailed { text: "The town fell.".into() };
//! ```

mod clauses;
mod entailed;
mod quotations;
mod refusal;
mod rewriter;
mod words;

pub use entailed::{Composed, Entailed, Reply};
pub use refusal::Refusal;
pub use rewriter::{Endpoint, Failure, TASK, rewrite};
