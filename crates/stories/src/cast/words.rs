//! The word tables, in the shape in which names and offices are compared.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_lexicon::{Gazetteer, Heads, Known, Lexicon, NamePart, People, TitleKind};

use super::form::fold;
use crate::stem::stem;

/// What words of names and offices mean for comparing them.
#[derive(Debug)]
pub(crate) struct Words {
    senses: FxHashMap<&'static str, &'static str>,
    offices: FxHashMap<&'static str, &'static str>,
    qualifiers: FxHashMap<&'static str, &'static str>,
    areas: FxHashMap<&'static str, Area>,
    small: FxHashSet<&'static str>,
    gazetteer: &'static Gazetteer,
    people: &'static People,
    heads: &'static Heads,
    vague: BTreeSet<String>,
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
            senses: FxHashMap::default(),
            offices: FxHashMap::default(),
            qualifiers: FxHashMap::default(),
            areas: FxHashMap::default(),
            small: FxHashSet::default(),
            gazetteer: &lexicon.gazetteer,
            people: &lexicon.people,
            heads: &lexicon.heads,
            vague: lexicon
                .vague
                .iter()
                .filter_map(|source| fold(source.words).pop())
                .map(|w| stem(&w))
                .collect(),
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
                    NamePart::Small => _ = words.small.insert(word),
                }
            }
        }
        words
    }

    /// The sense that a word of a name shares with others; the word itself where none is known.
    pub(crate) fn sense<'t>(&self, token: &'t str) -> &'t str {
        self.senses.get(token).copied().unwrap_or(token)
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
        self.small.contains(token)
    }

    /// What the tables know of a name.
    pub(crate) fn known(&self, name: &str) -> Option<Known> {
        self.gazetteer.get(name)
    }

    /// Whether a word heads names of bodies: "Legion", "Ministry".
    pub(crate) fn is_body(&self, word: &str) -> bool {
        self.heads.body(&word.to_lowercase()).is_some()
    }

    /// Whether a word speaks of sources that nobody can tell apart: "officials", "a witness".
    pub(crate) fn is_vague(&self, word: &str) -> bool {
        self.vague.contains(&stem(word))
    }

    /// Whether a word is an office, a rank or an honour that few hold, and no trade.
    pub(crate) fn is_rank(&self, word: &str) -> bool {
        let rank = self.people.title(word).is_some_and(|title| {
            matches!(
                title.kind,
                TitleKind::Rank | TitleKind::Office | TitleKind::Noble | TitleKind::Religious
            )
        });
        rank || self.offices.values().any(|sense| *sense == word)
    }
}
