//! Words that a rewriter of a brief may put in, and words that it must leave where they stand. Briefs are composed in
//! English, whatever language the reports have, so this table is in no drawer.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::rows;

/// What a word is to a sentence of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// "the"
    Determiner,
    /// "of", "by": ties what follows to what stands before.
    Preposition,
    /// "it", "is"
    Function,
    /// "and"
    And,
    /// "but", "against that": one clause ends and another begins.
    Link,
    /// "not", "only", "confirmed": turns, bounds or holds open.
    Polarity,
    /// "say", "according to"
    Say,
    /// "claim"
    Claim,
    /// "deny"
    Deny,
    /// "speak of"
    Speak,
}

/// The table `rewording`.
#[derive(Debug)]
pub struct Rewording {
    parts: FxHashMap<&'static str, Part>,
    /// Words of the longest phrase.
    longest: usize,
}

impl Rewording {
    /// The table, read once.
    pub fn english() -> &'static Self {
        static TABLE: OnceLock<Rewording> = OnceLock::new();
        TABLE.get_or_init(|| Self::read(include_str!("../data/en/rewording.tsv")))
    }

    fn read(table: &'static str) -> Self {
        let part = |name: &str| match name {
            "determiner" => Part::Determiner,
            "preposition" => Part::Preposition,
            "and" => Part::And,
            "link" => Part::Link,
            "polarity" => Part::Polarity,
            "say" => Part::Say,
            "claim" => Part::Claim,
            "deny" => Part::Deny,
            "speak" => Part::Speak,
            _ => Part::Function,
        };
        let parts: FxHashMap<_, _> = rows(table).map(|row| (row.column(0), part(row.column(1)))).collect();
        let longest = rows(table).map(|row| row.column(0).split(' ').count()).max().unwrap_or(1);
        Self { parts, longest }
    }

    /// What a word or phrase, in lower case, is; a verb in its base form.
    pub fn get(&self, words: &str) -> Option<Part> {
        self.parts.get(words).copied()
    }

    /// The longest phrase of several words that `words` begin with: how many they are, and what it is.
    pub fn phrase(&self, words: &[String]) -> Option<(usize, Part)> {
        (2..=self.longest.min(words.len())).rev().find_map(|n| Some((n, self.get(&words[..n].join(" "))?)))
    }
}
