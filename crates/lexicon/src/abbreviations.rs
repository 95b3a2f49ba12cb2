//! Words that keep their full stop.

use rustc_hash::FxHashMap;

use crate::rows;

/// What an abbreviation tells of the text after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// Only a number follows it ("No. 5"); without one it is a plain word at a sentence's end.
    pub number: bool,
    /// It never ends a sentence ("Mr.").
    pub never_ends: bool,
}

/// The table `abbreviations`.
#[derive(Debug)]
pub struct Abbreviations(FxHashMap<&'static str, Abbreviation>);

impl Abbreviations {
    pub(crate) fn read(table: &'static str) -> Self {
        let entry = |number, never_ends| Abbreviation { number, never_ends };
        Self(
            rows(table)
                .map(|r| (r.column(0), entry(r.column(1) == "number", r.column(2) == "never")))
                .collect(),
        )
    }

    /// The abbreviation that is written so, its full stop left out.
    pub fn get(&self, word: &str) -> Option<Abbreviation> {
        self.0.get(word).copied()
    }
}
