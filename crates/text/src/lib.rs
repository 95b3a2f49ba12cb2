//! Places in a text: spans in bytes, code points at the rim, lines.
//!
//! This crate never knows what a text means. Everything above points into text with [`Span`] alone.

mod codepoints;
mod head;
mod lines;
mod span;

pub use codepoints::CodePoints;
pub use head::head;
pub use lines::{Line, lines};
pub use span::{Span, TextTooLong};
