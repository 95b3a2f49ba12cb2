//! What the line model looks at, and what the stage makes of the scores of any such model: for training and measuring it.

use sayso_news::{BlockKind, Capture, Media};
use sayso_text::Span;

use crate::label::{self, Row};
use crate::rendered::Rendered;
use crate::sheets;

/// The lines of a capture and the features that hold for each, as numbers of [`Survey::names`].
#[derive(Debug)]
pub struct Survey {
    rendered: Rendered,
    rows: Vec<Row>,
    titles: Vec<String>,
    text: bool,
}

impl Survey {
    pub(crate) fn new(capture: &Capture, rendered: Rendered, rows: Vec<Row>) -> Self {
        let titles = capture.title.iter().chain(&rendered.page.titles).cloned().collect();
        Self { rendered, rows, titles, text: capture.media == Media::Text }
    }

    fn titles(&self) -> Vec<&str> {
        self.titles.iter().map(String::as_str).collect()
    }

    /// The text that the lines stand in.
    pub fn words(&self) -> &str {
        &self.rendered.text
    }

    /// Where each line stands in it.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.rendered.lines.iter().map(|line| line.span)
    }

    /// The words of each line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.rendered.lines.iter().map(|line| line.span.slice(&self.rendered.text))
    }

    /// The features of each line.
    pub fn features(&self) -> Vec<Vec<u16>> {
        label::features(&self.rendered, &self.rows, &label::given(&self.rendered, &self.titles()))
    }

    /// What each line is told to be where a model gives these scores: its answer, and the marks that mend it.
    pub fn kinds(&self, scores: &[label::Scores]) -> Vec<BlockKind> {
        let mut labels = label::by_scores(&self.rendered, &self.rows, &self.titles(), scores);
        if self.text {
            sheets::mark(&self.rendered, &mut labels);
        }
        labels.into_iter().map(|label| label.kind).collect()
    }

    /// The features' names; numbers beyond them are hashes of words.
    pub const fn names() -> &'static [&'static str] {
        label::NAMES
    }

    /// How many hashes are told apart.
    pub const fn hashes() -> usize {
        label::BUCKETS
    }
}
