//! How texts say that nobody has confirmed something, how they point at what was told, and how they name nobody.

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

/// What a word points at that was told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pointer {
    /// What somebody said: "account".
    Account,
    /// The same, said without certainty: "estimate".
    Estimate,
    /// A number that was given: "toll".
    Count,
    /// What shows or holds what is told, and may itself be doubted: "video".
    Carrier,
    /// Any of them: "it".
    Pronoun,
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

/// Reads the words that point at what was told.
pub(crate) fn pointers(table: &'static str) -> Vec<(&'static str, Pointer)> {
    let sense = |name| match name {
        "account" => Pointer::Account,
        "estimate" => Pointer::Estimate,
        "count" => Pointer::Count,
        "carrier" => Pointer::Carrier,
        _ => Pointer::Pronoun,
    };
    rows(table).map(|row| (row.column(0), sense(row.column(1)))).collect()
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
