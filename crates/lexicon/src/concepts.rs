//! Which words speak of the same thing: "raid", "incursion" and "assault" are one concept.

use crate::rows;

/// What a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConceptKind {
    /// Happens.
    Event,
    /// Is done with words.
    Act,
    /// Holds.
    State,
    /// Takes part, and is no person.
    Thing,
    /// Takes part, and is a person or several.
    Person,
    /// Says next to nothing.
    Light,
}

/// One concept and the words that speak of it.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: ConceptKind,
    /// Base forms and phrases; `…` stands for up to four words, `one's` for any possessive.
    pub words: Vec<&'static str>,
}

/// Reads the table.
pub(crate) fn read(table: &'static str) -> Vec<Concept> {
    rows(table)
        .map(|row| Concept {
            name: row.column(0),
            kind: match row.column(1) {
                "event" => ConceptKind::Event,
                "act" => ConceptKind::Act,
                "state" => ConceptKind::State,
                "thing" => ConceptKind::Thing,
                "person" => ConceptKind::Person,
                _ => ConceptKind::Light,
            },
            words: row.list(2).collect(),
        })
        .collect()
}
