//! How common words and names are in news at large.

use crate::rows;

/// A word and how common it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prevalence {
    /// The word, in lower case.
    pub word: &'static str,
    /// 0 tells nothing about a story; 1 in every fifth article, 2 in one of fifteen, 3 in one of forty.
    pub band: u8,
}

/// Reads the table.
pub(crate) fn read(table: &'static str) -> Vec<Prevalence> {
    rows(table)
        .map(|row| Prevalence { word: row.column(0), band: row.column(1).parse().unwrap_or(3) })
        .collect()
}
