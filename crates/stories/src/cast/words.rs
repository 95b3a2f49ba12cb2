//! The word tables, in the shape in which names and offices are compared.

use std::collections::BTreeMap;

use sayso_lexicon::{Gazetteer, Known, Lexicon, NamePart, People, TitleKind};

/// What words of names and offices mean for comparing them.
#[derive(Debug)]
pub(crate) struct Words {
    senses: BTreeMap<&'static str, &'static str>,
    offices: BTreeMap<&'static str, &'static str>,
    qualifiers: BTreeMap<&'static str, &'static str>,
    areas: BTreeMap<&'static str, Area>,
    small: Vec<&'static str>,
    gazetteer: &'static Gazetteer,
    people: &'static People,
}

/// What a word says that a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Area {
    Region,
    District,
    Settlement,
}

impl Words {
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        let mut words = Self {
            senses: BTreeMap::new(),
            offices: BTreeMap::new(),
            qualifiers: BTreeMap::new(),
            areas: BTreeMap::new(),
            small: Vec::new(),
            gazetteer: &lexicon.gazetteer,
            people: &lexicon.people,
        };
        for row in &lexicon.equivalents {
            for word in row.words.iter().copied() {
                match row.part {
                    NamePart::Name => _ = words.senses.insert(word, row.sense),
                    NamePart::Office => _ = words.offices.insert(word, row.sense),
                    NamePart::Qualifier => _ = words.qualifiers.insert(word, row.sense),
                    NamePart::Region => _ = words.areas.insert(word, Area::Region),
                    NamePart::District => _ = words.areas.insert(word, Area::District),
                    NamePart::Settlement => _ = words.areas.insert(word, Area::Settlement),
                    NamePart::Small => words.small.push(word),
                }
            }
        }
        words.small.sort_unstable();
        words
    }

    /// The sense that a word of a name shares with others; the word itself where none is known.
    pub(crate) fn sense(&self, token: &str) -> String {
        self.senses.get(token).copied().unwrap_or(token).to_owned()
    }

    /// The office that a word names; the word itself where none is known.
    pub(crate) fn office(&self, token: &str) -> String {
        self.offices.get(token).copied().unwrap_or(token).to_owned()
    }

    /// "former", "deputy"; `None` for a word that makes no other office of an office.
    pub(crate) fn qualifier(&self, token: &str) -> Option<&'static str> {
        self.qualifiers.get(token).copied()
    }

    /// What a word says that a place is.
    pub(crate) fn area(&self, token: &str) -> Option<Area> {
        self.areas.get(token).copied()
    }

    /// Whether a word may be left out of a name.
    pub(crate) fn is_small(&self, token: &str) -> bool {
        self.small.binary_search(&token).is_ok()
    }

    /// What the tables know of a name.
    pub(crate) fn known(&self, name: &str) -> Option<Known> {
        self.gazetteer.get(name)
    }

    /// Whether a word is a title, an office or a role.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        let listed = self.people.title(word).is_some_and(|title| title.kind != TitleKind::Honorific);
        listed || self.offices.values().any(|sense| *sense == word)
    }
}
