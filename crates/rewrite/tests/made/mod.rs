//! Sentences of a brief with the words that they cite.

use sayso_news::{ArticleId, Cite, Line};
use sayso_text::Span;

/// A composed sentence and a text whose lines it cites.
pub(crate) struct Sentence {
    pub(crate) line: Line,
    text: String,
}

impl Sentence {
    pub(crate) fn new(composed: &str, cites: &str) -> Self {
        let article = ArticleId::of(&[cites.as_bytes()]);
        let mut at = 0_u32;
        let mut all = Vec::new();
        for line in cites.lines() {
            all.push(Cite::new(article, Span::new(at, at + line.len() as u32)));
            at += line.len() as u32 + 1;
        }
        let line = Line::new(composed, all[0], all[1..].to_vec());
        Self { line, text: cites.to_owned() }
    }

    pub(crate) fn words(&self, cite: Cite) -> &str {
        cite.span.slice(&self.text)
    }
}
