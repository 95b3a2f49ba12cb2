//! What the article is called, by whom it is, where it came out: told by the page's fields and the labelled lines.

mod byline;
mod outlet;
mod title;

use sayso_lexicon::Lexicon;
use sayso_news::{BlockKind, Capture};
use sayso_text::Span;

use crate::label::{Label, Row};
use crate::rendered::Rendered;
use crate::words::Phrases;

/// What is told about an article as a whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    /// Where the title stands first.
    pub(crate) title_at: Option<Span>,
    pub(crate) byline: Vec<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) outlet_at: Option<Span>,
    pub(crate) url: Option<String>,
    /// Values of fields that give the time of publication, the most trustworthy first.
    pub(crate) published: Vec<String>,
    /// Values of fields that give the time of the last change.
    pub(crate) modified: Vec<String>,
}

/// What the readers of metadata look at.
pub(crate) struct Evidence<'a> {
    pub(crate) capture: &'a Capture,
    pub(crate) rendered: &'a Rendered,
    pub(crate) rows: &'a [Row],
    pub(crate) labels: &'a [Label],
    pub(crate) phrases: &'a Phrases,
    pub(crate) lexicon: &'a Lexicon,
}

impl<'a> Evidence<'a> {
    pub(crate) fn words(&self, n: usize) -> &'a str {
        self.rendered.lines[n].span.slice(&self.rendered.text)
    }

    /// Numbers of the lines of one kind.
    pub(crate) fn lines_of(&self, kind: BlockKind) -> impl Iterator<Item = usize> {
        self.labels.iter().enumerate().filter(move |(_, label)| label.kind == kind).map(|(n, _)| n)
    }
}

/// Reads all of it.
pub(crate) fn read(evidence: &Evidence<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    let page = &evidence.rendered.page;
    byline::read(evidence, &mut metadata);
    outlet::read(evidence, &mut metadata);
    title::read(evidence, &mut metadata);
    metadata.url = evidence.capture.url.clone().or_else(|| page.address.clone());
    metadata.published.clone_from(&page.published);
    metadata.modified.clone_from(&page.modified);
    metadata
}
