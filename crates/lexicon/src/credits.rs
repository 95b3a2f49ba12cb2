//! How an article says that its words are not all its own.

use crate::{Row, rows};

/// What a phrase of credit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditKind {
    /// The name of an agency or outlet follows: "with files from".
    Names,
    /// An agency's own copy is signed that way: "Reporting by".
    Desk,
    /// Some agency, of which no name is told: "with agencies".
    Wires,
}

/// One phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditPhrase {
    /// In lower case.
    pub words: &'static str,
    /// What it tells.
    pub kind: CreditKind,
}

/// Reads the table; an entry with a word that is not known is left out, and a test finds it.
pub(crate) fn read(table: &'static str) -> Vec<CreditPhrase> {
    rows(table).filter_map(entry).collect()
}

fn entry(row: Row) -> Option<CreditPhrase> {
    let kind = match row.column(1) {
        "names" => CreditKind::Names,
        "desk" => CreditKind::Desk,
        "wires" => CreditKind::Wires,
        _ => return None,
    };
    Some(CreditPhrase { words: row.column(0), kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_read() {
        let tables = [include_str!("../data/de/credits.tsv"), include_str!("../data/en/credits.tsv")];
        for row in tables.into_iter().flat_map(rows) {
            assert!(entry(row).is_some(), "`{}` has a word that is not known", row.column(0));
        }
    }
}
