//! What people are called: given names, surnames, titles and roles.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Phrases, rows};

/// What a word tells of a person's gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum Gender {
    Male,
    Female,
    Either,
}

fn gender(word: &str) -> Gender {
    match word {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => Gender::Either,
    }
}

/// What kind of title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// "Mr", "Dr"
    Honorific,
    /// "Colonel"
    Rank,
    /// "Governor"
    Office,
    /// "Prince"
    Noble,
    /// "Bishop"
    Religious,
    /// "spokesman", "farmer": what one does, never a form of address.
    Role,
}

/// One title or role.
#[derive(Debug, Clone, Copy)]
pub struct Title {
    /// What kind.
    pub kind: TitleKind,
    /// What it tells of gender.
    pub gender: Gender,
}

/// Whom an epithet may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Epithet {
    /// "the tycoon"
    Anybody,
    /// "the officer": who bears a title of that kind.
    Titled(TitleKind),
}

/// The tables `given-names`, `surnames`, `titles` and `epithets`.
#[derive(Debug)]
pub struct People {
    given: FxHashMap<&'static str, Gender>,
    surnames: FxHashSet<&'static str>,
    titles: Phrases<Title>,
    /// What titles are short for.
    long: FxHashMap<&'static str, &'static str>,
    epithets: FxHashMap<&'static str, Epithet>,
    /// Titles whose bearers are called by an epithet.
    called: FxHashMap<&'static str, Vec<&'static str>>,
}

impl People {
    pub(crate) fn read(
        given: &'static str,
        surnames: &'static str,
        titles: &'static str,
        epithets: &'static str,
    ) -> Self {
        let kind = |name: &str| match name {
            "honorific" => TitleKind::Honorific,
            "rank" => TitleKind::Rank,
            "noble" => TitleKind::Noble,
            "religious" => TitleKind::Religious,
            "role" => TitleKind::Role,
            _ => TitleKind::Office,
        };
        Self {
            given: rows(given).map(|row| (row.column(0), gender(row.column(1)))).collect(),
            surnames: rows(surnames).map(|row| row.column(0)).collect(),
            epithets: rows(epithets)
                .filter_map(|row| match row.column(1) {
                    "-" => None,
                    "anybody" => Some((row.column(0), Epithet::Anybody)),
                    other => Some((row.column(0), Epithet::Titled(kind(other)))),
                })
                .collect(),
            called: rows(epithets)
                .map(|row| (row.column(0), row.column(2).split('|').filter(|t| !t.is_empty()).collect()))
                .collect(),
            long: rows(titles)
                .map(|row| (row.column(0), row.column(3)))
                .filter(|(_, long)| !long.is_empty())
                .collect(),
            titles: Phrases::new(rows(titles).map(|row| {
                let title = Title { kind: kind(row.column(1)), gender: gender(row.column(2)) };
                (row.column(0), title)
            })),
        }
    }

    /// The gender of a given name, as it is written; `None` for what is no given name.
    pub fn given(&self, name: &str) -> Option<Gender> {
        self.given.get(name).copied().or_else(|| {
            // "Jean-Baptiste", "Anna-Lena"
            let (first, last) = name.split_once('-')?;
            let gender = self.given.get(first).copied()?;
            last.starts_with(char::is_uppercase).then_some(gender)
        })
    }

    /// Whom a word in lower case may speak of in place of a name.
    pub fn epithet(&self, word: &str) -> Option<Epithet> {
        self.epithets.get(word).copied()
    }

    /// The titles whose bearers may be called so, in lower case: "deputy" and "senator" for "lawmaker".
    pub fn called(&self, words: &str) -> &[&'static str] {
        self.called.get(words).map_or(&[], Vec::as_slice)
    }

    /// The title that a word in lower case is short for, without its full stop; the word itself where it is none.
    pub fn spelt_out<'w>(&self, word: &'w str) -> &'w str
    where
        'static: 'w,
    {
        self.long.get(word).copied().unwrap_or(word)
    }

    /// Whether the name is a common surname.
    pub fn is_surname(&self, name: &str) -> bool {
        self.surnames.contains(name)
    }

    /// The longest title that `text` begins with, in small letters or capitals, and its length there.
    pub fn title_at(&self, text: &str) -> Option<(usize, &'static str, Title)> {
        self.titles.at(text, true)
    }

    /// The title of exactly these words.
    pub fn title(&self, words: &str) -> Option<Title> {
        self.titles.get(words, true).map(|(_, title)| title)
    }
}
