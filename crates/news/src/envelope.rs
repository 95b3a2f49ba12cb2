//! The one versioned envelope in which records travel and lie on disk: `{"kind", "version", "body"}`, a line each.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Article, Capture, Digest, Note, Reading, Story};

/// A record that can travel.
pub trait Record: Serialize + DeserializeOwned {
    /// Name of the kind of record.
    const KIND: &'static str;
    /// Version of its form; rises when an older reader could not read it.
    const VERSION: u32;
}

macro_rules! records {
    ($($record:ty, $kind:literal, $version:literal;)*) => {
        $(impl Record for $record {
            const KIND: &'static str = $kind;
            const VERSION: u32 = $version;
        })*
    };
}

records! {
    Capture, "capture", 1;
    Article, "article", 2;
    Reading, "reading", 1;
    Story, "story", 1;
    Digest, "digest", 1;
    Note, "note", 1;
}

/// A record in its envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// Name of the kind of record.
    pub kind: String,
    /// Version of its form.
    pub version: u32,
    /// The record.
    pub body: T,
}

/// An envelope that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// The line is no envelope, or its body no such record.
    #[error("the line is no record: {0}")]
    Json(#[from] serde_json::Error),
    /// The envelope holds another kind.
    #[error("the line holds a record of kind `{found}`; `{wanted}` is wanted here")]
    Kind {
        /// Kind in the envelope.
        found: String,
        /// Kind asked for.
        wanted: &'static str,
    },
    /// The record was written by a newer program.
    #[error("the {kind} record is of version {found}; this program reads up to {known}: use a newer one")]
    Newer {
        /// Kind asked for.
        kind: &'static str,
        /// Version in the envelope.
        found: u32,
        /// Newest version known here.
        known: u32,
    },
}

impl<T: Record> Envelope<T> {
    /// Puts a record into its envelope.
    pub fn seal(body: T) -> Self {
        Self { kind: T::KIND.to_owned(), version: T::VERSION, body }
    }

    /// Takes a record out of one line of JSON.
    pub fn open(line: &str) -> Result<T, EnvelopeError> {
        let outside: Envelope<serde::de::IgnoredAny> = serde_json::from_str(line)?;
        if outside.kind != T::KIND {
            return Err(EnvelopeError::Kind { found: outside.kind, wanted: T::KIND });
        }
        if outside.version > T::VERSION {
            return Err(EnvelopeError::Newer { kind: T::KIND, found: outside.version, known: T::VERSION });
        }
        Ok(serde_json::from_str::<Self>(line)?.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_travels() {
        let note = Note::warning("x-y", "something").hint("do this");
        let line = serde_json::to_string(&Envelope::seal(note.clone())).unwrap();
        assert_eq!(Envelope::<Note>::open(&line).unwrap(), note);
        assert!(matches!(Envelope::<Story>::open(&line), Err(EnvelopeError::Kind { .. })));
        let newer = line.replace("\"version\":1", "\"version\":9");
        assert!(matches!(Envelope::<Note>::open(&newer), Err(EnvelopeError::Newer { found: 9, .. })));
    }
}
