//! An article becomes a reading: notes in the margin of one article.
//!
//! [`Reader::read`] runs the modules in a fixed order over one [`Draft`](draft::Draft): tokens, sentences, quotations,
//! tags, names, entities, coreference, times, attributions. Only running text is read wholly; headlines, headings and
//! captions give names. This crate never knows of any other article.

mod attributions;
mod cased;
mod coreference;
mod draft;
mod entities;
mod names;
mod quotations;
mod reader;
mod sentences;
mod shape;
mod tags;
mod times;
mod tokens;

pub use reader::Reader;
