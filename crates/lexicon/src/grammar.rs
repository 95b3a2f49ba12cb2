//! Words that hold sentences together: a closed list.

use rustc_hash::FxHashMap;

use crate::rows;

/// Class of a grammatical word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "grammar's own words")]
pub enum Class {
    Determiner,
    Pronoun,
    Conjunction,
    Preposition,
    Auxiliary,
    Adverb,
    Number,
    Interjection,
    /// "'s", "'ll": what leans on the word before it.
    Clitic,
    /// Months, weekdays, marks of clock times: capitalised, and no names.
    Calendar,
}

/// One grammatical word.
#[derive(Debug, Clone, Copy)]
pub struct Grammatical {
    /// Its class; of several the commonest.
    pub class: Class,
    /// Its base form.
    pub lemma: &'static str,
    features: &'static str,
}

impl Grammatical {
    /// Whether the word has a feature: "personal", "male", "plural", "relative", "negation", "definite", …
    pub fn is(&self, feature: &str) -> bool {
        self.features.split('|').any(|f| f == feature)
    }
}

/// The table `grammar`.
#[derive(Debug)]
pub struct Grammar(FxHashMap<&'static str, Grammatical>);

impl Grammar {
    pub(crate) fn read(table: &'static str) -> Self {
        let class = |name: &str| match name {
            "determiner" => Class::Determiner,
            "pronoun" => Class::Pronoun,
            "conjunction" => Class::Conjunction,
            "preposition" => Class::Preposition,
            "auxiliary" => Class::Auxiliary,
            "number" => Class::Number,
            "interjection" => Class::Interjection,
            "clitic" => Class::Clitic,
            "calendar" => Class::Calendar,
            _ => Class::Adverb,
        };
        Self(
            rows(table)
                .map(|row| {
                    let word = row.column(0);
                    let features = row.column(3);
                    (word, Grammatical { class: class(row.column(1)), lemma: row.column(2), features })
                })
                .collect(),
        )
    }

    /// The grammatical word that is written so in lower case.
    pub fn get(&self, word: &str) -> Option<&Grammatical> {
        self.0.get(word)
    }
}
