//! How texts say that nobody has confirmed something, and how they name nobody.

use crate::rows;

/// What kind of unnamed source a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vagueness {
    /// Several unnamed people: "officials".
    Crowd,
    /// Reports of others, unnamed: "media reports".
    Medium,
    /// One person who is not named: "a source".
    Lone,
}

/// One word for sources that name nobody.
#[derive(Debug, Clone, Copy)]
pub struct VagueSource {
    /// Base form.
    pub words: &'static str,
    /// What kind.
    pub sense: Vagueness,
}

/// Reads the phrases that say that something is not confirmed.
pub(crate) fn phrases(table: &'static str) -> Vec<&'static str> {
    rows(table).map(|row| row.column(0)).collect()
}

/// Reads the words for sources that name nobody.
pub(crate) fn vague(table: &'static str) -> Vec<VagueSource> {
    rows(table)
        .map(|row| VagueSource {
            words: row.column(0),
            sense: match row.column(1) {
                "medium" => Vagueness::Medium,
                "lone" => Vagueness::Lone,
                _ => Vagueness::Crowd,
            },
        })
        .collect()
}
