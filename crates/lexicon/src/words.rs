//! Plain nouns and adjectives: what a capital letter at a sentence's start does not make a name.

use rustc_hash::FxHashMap;

use crate::rows;

/// Class of a plain word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "grammar's own words")]
pub enum Plain {
    Noun,
    Adjective,
}

/// The table `words`.
#[derive(Debug)]
pub struct Words(FxHashMap<&'static str, Plain>);

impl Words {
    pub(crate) fn read(table: &'static str) -> Self {
        let class = |name| if name == "adjective" { Plain::Adjective } else { Plain::Noun };
        Self(rows(table).map(|row| (row.column(0), class(row.column(1)))).collect())
    }

    /// The class of the word that is written so in lower case; plurals in -s of listed nouns are found too.
    pub fn get(&self, word: &str) -> Option<Plain> {
        self.0.get(word).copied().or_else(|| {
            let noun = |base: &str| self.0.get(base).copied().filter(|p| *p == Plain::Noun);
            let stem = word.strip_suffix('s')?;
            noun(stem)
                .or_else(|| noun(stem.strip_suffix('e')?))
                .or_else(|| stem.strip_suffix("ie").and_then(|s| noun(&format!("{s}y"))))
        })
    }
}
