//! A capture's whole visible text, with typed blocks over it.

use compact_str::CompactString;
use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::{ArticleId, CaptureId, Cite, Made, Score, Trace, When};

/// What a block of the visible text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The article's headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When, and where from, it was written.
    Dateline,
    /// Running text of the article.
    Body,
    /// A heading within the article.
    Heading,
    /// Words under a picture.
    Caption,
    /// A post of somebody else's, set into the article.
    Embed,
    /// A pointer to another article, set into this one.
    Teaser,
    /// Headlines of related articles.
    Related,
    /// Headlines that others read.
    Popular,
    /// Menus, breadcrumbs, buttons.
    Navigation,
    /// Readers' comments and the form for them.
    Comments,
    /// Cookies, copyright, terms.
    Legal,
    /// Subscription, newsletter, follow-us, advertisement.
    Promo,
    /// None of these.
    Other,
}

impl BlockKind {
    /// All kinds.
    pub const ALL: [Self; 15] = [
        Self::Title,
        Self::Byline,
        Self::Dateline,
        Self::Body,
        Self::Heading,
        Self::Caption,
        Self::Embed,
        Self::Teaser,
        Self::Related,
        Self::Popular,
        Self::Navigation,
        Self::Comments,
        Self::Legal,
        Self::Promo,
        Self::Other,
    ];

    /// Its name, as accounts, word tables and annotations have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::Heading => "heading",
            Self::Caption => "caption",
            Self::Embed => "embed",
            Self::Teaser => "teaser",
            Self::Related => "related",
            Self::Popular => "popular",
            Self::Navigation => "navigation",
            Self::Comments => "comments",
            Self::Legal => "legal",
            Self::Promo => "promo",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Consecutive lines of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands; no white space at its edges. Each body paragraph is a block of its own.
    pub span: Span,
    /// How sure the labeller is.
    pub score: Score,
    /// The rule or table entry that decided.
    pub made: Made,
}

/// A headline that points to another article: a lead, never a statement of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The headline.
    pub span: Span,
    /// Where it points.
    pub url: Option<String>,
}

/// Who is named as the writer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name, "By", office and place left out.
    pub name: String,
    /// What it names.
    pub kind: AuthorKind,
}

/// What the name in a byline names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthorKind {
    /// Somebody.
    Person,
    /// An agency, an outlet, another body.
    Organisation,
    /// Several, or one, of whom no name is told: "Staff and agencies", "Editorial board".
    Unnamed,
}

/// The part of its publication that an article stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// What tells it.
    pub basis: SectionBasis,
    /// The words, where they stand in the text.
    pub cite: Option<Cite>,
}

/// What tells the section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionBasis {
    /// The article's own data: `articleSection`.
    Data,
    /// A field of the page: `article:section`.
    Field,
    /// The way from the front page that leads to it.
    Breadcrumbs,
}

/// One entry of a live account: it was written at its own time, and not at the article's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// From its time of day to where the next entry begins.
    pub span: Span,
    /// When it was written.
    pub at: When,
}

/// A capture's whole visible text. Written by `clean`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Hash of the capture's id.
    pub id: ArticleId,
    /// The capture that it was made from.
    pub capture: CaptureId,
    /// Canonical address, where the capture tells it.
    pub url: Option<String>,
    /// The publication, where the capture tells it; never invented.
    pub outlet: Option<String>,
    /// The words that tell the outlet, where they stand in the text.
    pub outlet_cite: Option<Cite>,
    /// The headline without the outlet's suffix.
    pub title: Option<String>,
    /// The headline's first place in the text.
    pub title_cite: Option<Cite>,
    /// Who wrote it: people and agencies; others where nobody else is named.
    pub byline: Vec<Author>,
    /// The part of the publication that it stands in.
    pub section: Option<Section>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// When the copy was made, inferred from the text ("10 hours ago" beside a dated line).
    pub captured: Option<When>,
    /// ISO 639-1 code of the body's language.
    pub language: Option<CompactString>,
    /// The whole visible text. For a text capture: the decoded capture itself, nothing removed.
    pub text: String,
    /// Typed blocks: ordered, no overlaps, over every line that is not blank.
    pub blocks: Vec<Block>,
    /// The entries of a live account whose time is known, in the order of the text; none for another article.
    pub entries: Vec<Entry>,
    /// Headlines in `related`, `teaser` and `popular` blocks.
    pub leads: Vec<Lead>,
    /// The way from `text` back to the capture's content.
    pub trace: Trace,
}

impl Article {
    /// Blocks of one kind, in order.
    pub fn blocks_of(&self, kind: BlockKind) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }

    /// The entry of a live account that `span` stands in.
    pub fn entry(&self, span: Span) -> Option<&Entry> {
        let next = self.entries.partition_point(|entry| entry.span.start() <= span.start());
        self.entries[..next].last().filter(|entry| entry.span.contains(span))
    }

    /// A pointer at `span` in this article.
    pub const fn cite(&self, span: Span) -> Cite {
        Cite::new(self.id, span)
    }
}

#[cfg(test)]
mod tests {
    use super::BlockKind;

    #[test]
    fn kinds_are_called_as_they_are_written() {
        for kind in BlockKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(BlockKind::named(kind.name()), Some(kind));
        }
    }
}
