//! What made a record: every derived record says so, and `explain` follows it.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::{Cite, Score};

/// The stage that wrote a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is a crate, described in ARCHITECTURE.md")]
pub enum Stage {
    Ingest,
    Clean,
    Reading,
    Stories,
    Claims,
}

/// The maker of a record: stage, and the model, word table and rule within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The stage.
    pub stage: Stage,
    /// Name of the trained model, where one decided.
    pub model: Option<CompactString>,
    /// The word table and the entry in it, `cues:claim`, where one decided.
    pub lexicon: Option<CompactString>,
    /// Name of the rule, `quote-then-speaker`.
    pub rule: CompactString,
}

impl Made {
    /// Made by a rule of a stage.
    pub fn by(stage: Stage, rule: &str) -> Self {
        Self { stage, model: None, lexicon: None, rule: rule.into() }
    }

    /// The same, on the word of a lexicon's entry.
    #[must_use]
    pub fn with(mut self, table: &str, entry: &str) -> Self {
        let mut name = CompactString::new(table);
        name.push(':');
        name.push_str(entry);
        self.lexicon = Some(name);
        self
    }
}

/// One step of a derivation: what was decided, on which words, how surely, and by what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What was decided, in a few plain words: "speaker resolved: he → the governor".
    pub text: String,
    /// The words that it was decided on.
    pub cites: Vec<Cite>,
    /// How sure.
    pub score: Score,
    /// By what.
    pub made: Made,
}
