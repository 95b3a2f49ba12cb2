//! Words that names of bodies and places are made with.

use rustc_hash::FxHashMap;

use crate::{Phrases, rows};

/// What a name with this head names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum Head {
    Organisation,
    Group,
    Settlement,
    Region,
    Water,
    Mountain,
    Facility,
}

/// The tables `organisation-words`, `place-words` and `name-synonyms`.
#[derive(Debug)]
pub struct Heads {
    bodies: Phrases<Head>,
    places: Phrases<Head>,
    synonyms: FxHashMap<&'static str, &'static str>,
}

impl Heads {
    pub(crate) fn read(bodies: &'static str, places: &'static str, synonyms: &'static str) -> Self {
        let body = |name: &str| if name == "group" { Head::Group } else { Head::Organisation };
        let place = |name: &str| match name {
            "settlement" => Head::Settlement,
            "water" => Head::Water,
            "mountain" => Head::Mountain,
            "facility" => Head::Facility,
            _ => Head::Region,
        };
        let mut same = FxHashMap::default();
        for row in rows(synonyms) {
            for word in row.list(1) {
                same.insert(word, row.column(0));
            }
        }
        Self {
            bodies: Phrases::new(rows(bodies).map(|row| (row.column(0), body(row.column(1))))),
            places: Phrases::new(rows(places).map(|row| (row.column(0), place(row.column(1))))),
            synonyms: same,
        }
    }

    /// The longest head of a body's name that `text` begins with, and its length there.
    pub fn body_at(&self, text: &str) -> Option<(usize, &'static str, Head)> {
        self.bodies.at(text, true)
    }

    /// The head of a body's name that is exactly these words.
    pub fn body(&self, words: &str) -> Option<Head> {
        self.bodies.get(words, true).map(|(_, head)| head)
    }

    /// The longest place word that `text` begins with, and its length there.
    pub fn place_at(&self, text: &str) -> Option<(usize, &'static str, Head)> {
        self.places.at(text, true)
    }

    /// The place word that is exactly these words.
    pub fn place(&self, words: &str) -> Option<Head> {
        self.places.get(words, true).map(|(_, head)| head)
    }

    /// The word, in lower case, that translators' choices for one word share; the word itself where there is no choice.
    pub fn shared<'w>(&self, word: &'w str) -> &'w str
    where
        'static: 'w,
    {
        self.synonyms.get(word).copied().unwrap_or(word)
    }

    /// The word that stands in the table for `word` and its like, where `word` stands in the table.
    pub fn synonym(&self, word: &str) -> Option<&'static str> {
        self.synonyms
            .get(word)
            .copied()
            .or_else(|| self.synonyms.values().copied().filter(|shared| *shared == word).min())
    }
}
