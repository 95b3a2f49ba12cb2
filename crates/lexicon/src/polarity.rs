//! Words that turn a statement round, set it against another, or point at one.

use crate::rows;

/// What a word does to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Turns it round: "not", "nobody".
    Negator,
    /// Says that a content is not so: "deny".
    Denial,
    /// Sets it against the one before: "countered".
    Contrast,
    /// Puts another figure or wording in place of an earlier one: "corrected".
    Correction,
    /// Says that an earlier figure has moved on: "has risen to".
    Update,
    /// Says nothing of its own and points at what was said before: "the claim".
    Hollow,
    /// Says that what was said before is not so, and nothing else: "untrue", "a fairy tale".
    Untrue,
}

/// One word or phrase.
#[derive(Debug, Clone, Copy)]
pub struct PolarityWord {
    /// Base forms.
    pub words: &'static str,
    /// What it does.
    pub sense: Polarity,
}

/// Reads the table.
pub(crate) fn read(table: &'static str) -> Vec<PolarityWord> {
    rows(table)
        .map(|row| PolarityWord {
            words: row.column(0),
            sense: match row.column(1) {
                "denial" => Polarity::Denial,
                "contrast" => Polarity::Contrast,
                "correction" => Polarity::Correction,
                "update" => Polarity::Update,
                "hollow" => Polarity::Hollow,
                "untrue" => Polarity::Untrue,
                _ => Polarity::Negator,
            },
        })
        .collect()
}
