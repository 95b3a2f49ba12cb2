//! Words that hold something open, or nail it down.

use crate::cues::{Sureness, sureness};
use crate::{Row, rows};

/// Whose doubt the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HedgeClass {
    /// The one who reports: "reportedly"
    Narrator,
    /// The one who speaks: "probably"
    Speaker,
    /// A verb before another one: "appears to"
    Verb,
    /// How something is said: "flatly"
    Manner,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// In lower case.
    pub words: &'static str,
    /// Whose doubt.
    pub class: HedgeClass,
    /// How sure that leaves it.
    pub sureness: Sureness,
    /// Whether it puts distance between the one who reports and what is reported.
    pub distanced: bool,
}

/// Reads the table; an entry with a word that is not known is left out, and a test finds it.
pub(crate) fn read(table: &'static str) -> Vec<Hedge> {
    rows(table).filter_map(entry).collect()
}

fn entry(row: Row) -> Option<Hedge> {
    let class = match row.column(1) {
        "narrator" => HedgeClass::Narrator,
        "speaker" => HedgeClass::Speaker,
        "verb" => HedgeClass::Verb,
        "manner" => HedgeClass::Manner,
        _ => return None,
    };
    let distanced = row.column(3) == "distanced";
    Some(Hedge { words: row.column(0), class, sureness: sureness(row.column(2))?, distanced })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_read() {
        let tables = [include_str!("../data/de/hedges.tsv"), include_str!("../data/en/hedges.tsv")];
        for row in tables.into_iter().flat_map(rows) {
            assert!(entry(row).is_some(), "`{}` has a word that is not known", row.column(0));
        }
    }
}
