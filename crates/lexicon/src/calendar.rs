//! Words about time: where they stand in a text, and what they mean.
//!
//! [`Calendar::find`] reads a text once, in linear time. What it finds is tied to dates by a [`View`]: the time of
//! writing, the time last spoken of, and which way the sentence looks.

mod amounts;
mod dates;
mod digits;
mod meaning;
mod moment;
mod periods;
mod phrases;
mod reckoning;
mod relative;
mod resolve;
mod standard;
mod tense;
mod words;
mod years;

pub use meaning::{
    Amount, Anchor, Base, Clock, Edge, Holiday, Lean, Meaning, Part, Point, Repeat, Side, TimeWordKind,
    TimeWords, Unit, Vague, Which, Year,
};
pub use moment::{Grain, Moment, Stretch};
pub use resolve::View;

use phrases::Phrases;
use words::Words;

use crate::Language;

/// The words of one language that have to do with time.
#[derive(Debug)]
pub struct Calendar {
    words: Words,
}

impl Calendar {
    /// Reads the table.
    pub(crate) fn read(table: &'static str, language: &Language) -> Self {
        Self { words: Words::new(table, language.ordinal_stop) }
    }

    /// All time expressions of a text, in order, none overlapping another.
    pub fn find(&self, text: &str) -> Vec<TimeWords> {
        let (tokens, cues) = self.words.scan(text);
        Phrases::find(text, &tokens, &cues)
    }
}

#[cfg(test)]
mod tests;
