//! One input document, as it came.

use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::{CaptureId, When};

/// What kind of document the bytes are, told by content and not by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Media {
    /// Text without markup.
    #[serde(rename = "text/plain")]
    Text,
    /// An HTML page.
    #[serde(rename = "text/html")]
    Html,
    /// Bytes that are no text that can be read; kept by digest, with a note.
    #[serde(rename = "application/octet-stream")]
    Binary,
}

impl Media {
    /// The media type's registered name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Html => "text/html",
            Self::Binary => "application/octet-stream",
        }
    }
}

/// One input document. Written by `ingest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// Hash of the bytes and the member's name.
    pub id: CaptureId,
    /// Path or address as the user gave it.
    pub input: String,
    /// Name of the document inside the input, for inputs that hold many.
    pub member: Option<String>,
    /// Kind of document.
    pub media: Media,
    /// SHA-256 of the bytes as they came, in hexadecimal.
    pub sha256: String,
    /// Number of bytes as they came.
    pub size: u64,
    /// Name of the encoding that the bytes were read in (WHATWG label), `None` for bytes that are no text.
    pub encoding: Option<String>,
    /// When the copy was made, where the input itself says so.
    pub captured: Option<When>,
    /// Title that the input's own fields give (JSON Lines inputs).
    pub title: Option<String>,
    /// Address that the input's own fields give.
    pub url: Option<String>,
    /// Publication time that the input's own fields give.
    pub published: Option<When>,
    /// The bytes, decoded; empty for [`Media::Binary`]. Nothing is removed, a byte-order mark apart.
    pub content: String,
}

/// One run of an article's text that stands in the capture's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRun {
    /// Bytes of the article's text.
    pub text: Span,
    /// Bytes of the capture's decoded content. Same length as `text` where the words stand there verbatim; another
    /// length where they are spelled otherwise there (an entity, collapsed white space).
    pub source: Span,
}

/// The way from an article's text back to the capture's content. Empty when the text is the content itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Trace(pub Vec<TraceRun>);

impl Trace {
    /// The smallest span of the capture's content that holds the words at `span`; `None` where they do not stand in it.
    pub fn source(&self, span: Span) -> Option<Span> {
        if self.0.is_empty() {
            return Some(span);
        }
        let first = self.0.partition_point(|run| run.text.end() <= span.start());
        let mut found: Option<Span> = None;
        for run in self.0[first..].iter().take_while(|run| run.text.start() < span.end()) {
            let place = if run.text.len() == run.source.len() {
                let cut = span.start().max(run.text.start())..span.end().min(run.text.end());
                Span::of(
                    run.source.start() + cut.start - run.text.start()
                        ..run.source.start() + cut.end - run.text.start(),
                )
            } else {
                run.source
            };
            found = Some(found.map_or(place, |f| f.cover(place)));
        }
        found
    }
}
