//! What the article is called, by whom it is, where it came out: told by the page's fields and the labelled lines.

mod address;
mod byline;
mod outlet;
mod section;
mod title;

use sayso_lexicon::Lexicon;
use sayso_news::{Author, BlockKind, Capture, SectionBasis};
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
    pub(crate) byline: Vec<Author>,
    pub(crate) section: Option<Filed>,
    pub(crate) outlet: Option<String>,
    pub(crate) outlet_at: Option<Span>,
    pub(crate) url: Option<String>,
}

/// The section that an article stands in.
#[derive(Debug, Clone)]
pub(crate) struct Filed {
    pub(crate) name: String,
    pub(crate) basis: SectionBasis,
    pub(crate) at: Option<Span>,
}

/// What the readers of metadata look at.
pub(crate) struct Evidence<'a> {
    pub(crate) capture: &'a Capture,
    pub(crate) rendered: &'a Rendered,
    pub(crate) rows: &'a [Row],
    pub(crate) labels: &'a [Label],
    pub(crate) phrases: &'a Phrases,
    pub(crate) lexicon: &'a Lexicon,
    /// The language, perhaps with a region: what the page says of itself, where its words do not say otherwise.
    pub(crate) language: Option<String>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn words(&self, n: usize) -> &'a str {
        self.rendered.lines[n].span.slice(&self.rendered.text)
    }

    /// The article's address: what the page gives as its own, unless that is another site's; else where it was found.
    pub(crate) fn address(&self) -> Option<&'a str> {
        let found = self.capture.url.as_deref();
        let own = self.rendered.page.address.as_deref();
        own.filter(|own| found.is_none_or(|found| address::stands_for(own, found))).or(found)
    }

    /// Numbers of the lines of one kind.
    pub(crate) fn lines_of(&self, kind: BlockKind) -> impl Iterator<Item = usize> {
        self.labels.iter().enumerate().filter(move |(_, label)| label.kind == kind).map(|(n, _)| n)
    }
}

/// Reads all of it.
pub(crate) fn read(evidence: &Evidence<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    byline::read(evidence, &mut metadata);
    outlet::read(evidence, &mut metadata);
    title::read(evidence, &mut metadata);
    section::read(evidence, &mut metadata);
    metadata.url = evidence.address().map(str::to_owned);
    metadata
}
