//! Words by which a speaker denies, whatever the cue: "had nothing to do with it".

use crate::rows;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// In lower case; `*` stands for one to four words.
    pub words: Vec<&'static str>,
}

/// Reads the table.
pub(crate) fn read(table: &'static str) -> Vec<Denial> {
    rows(table).map(|row| Denial { words: row.column(0).split(' ').collect() }).collect()
}
