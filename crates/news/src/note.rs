//! What a stage noticed: bad input is a note, never a panic and never a silent skip.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Cite;

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something may be missing or wrong.
    Warning,
    /// Something could not be used at all.
    Error,
}

/// Something that a stage noticed about an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// Stable name of the kind of note, `encoding-guessed`.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The input that it speaks of, as named by the user.
    pub input: Option<String>,
    /// The place in an article.
    pub at: Option<Cite>,
    /// One sentence: what was noticed.
    pub text: String,
    /// The way out, where there is one.
    pub hint: Option<String>,
}

impl Note {
    fn new(code: &'static str, severity: Severity, text: impl Into<String>) -> Self {
        Self { code: Cow::Borrowed(code), severity, input: None, at: None, text: text.into(), hint: None }
    }

    /// A note that is good to know.
    pub fn info(code: &'static str, text: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, text)
    }

    /// A note that something may be missing or wrong.
    pub fn warning(code: &'static str, text: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, text)
    }

    /// A note that something could not be used.
    pub fn error(code: &'static str, text: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, text)
    }

    /// The same, about this input.
    #[must_use]
    pub fn about(mut self, input: &str) -> Self {
        self.input = Some(input.to_owned());
        self
    }

    /// The same, at this place.
    #[must_use]
    pub fn at(mut self, cite: Cite) -> Self {
        self.at = Some(cite);
        self
    }

    /// The same, with the way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What every stage returns: the value, and what was noticed on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    /// The value.
    pub value: T,
    /// What was noticed.
    pub notes: Vec<Note>,
}

impl<T> Noted<T> {
    /// A value about which nothing was noticed.
    pub fn clean(value: T) -> Self {
        Self { value, notes: Vec::new() }
    }

    /// A value with notes.
    pub fn new(value: T, notes: Vec<Note>) -> Self {
        Self { value, notes }
    }

    /// The same notes about another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Noted<U> {
        Noted { value: make(self.value), notes: self.notes }
    }

    /// The value; its notes go to the end of `notes`.
    pub fn into(self, notes: &mut Vec<Note>) -> T {
        notes.extend(self.notes);
        self.value
    }
}
