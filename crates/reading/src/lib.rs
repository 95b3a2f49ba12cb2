//! An article becomes a reading: notes in the margin of one article.
//!
//! [`Reader::read`] runs the modules in a fixed order over one [`Draft`](draft::Draft): tokens, sentences, quotations,
//! tags, names, entities, coreference, times, attributions. Only running text is read wholly; headlines, headings and
//! captions give names. This crate never knows of any other article.

mod attributions;
mod broken;
mod cased;
mod coreference;
mod draft;
mod entities;
mod hints;
mod names;
mod networks;
mod opinion;
mod places;
mod quotations;
mod reader;
mod sentences;
mod shape;
mod tags;
mod times;
mod tokens;

pub use networks::Trained;
pub use opinion::Trust;
pub use reader::{Reader, Sight};
