//! Captures, articles and notes as seen from outside.

use sayso_news::{ArticleId, CaptureId};
use schemars::JsonSchema;
use serde::Serialize;

use super::cite::Rim;
use super::{BlockKind, Cite, Severity, Time, known};

/// One input document, as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Capture<'d> {
    /// Its id.
    #[schemars(with = "String")]
    pub id: CaptureId,
    /// Path or address as given.
    pub input: &'d str,
    /// Name of the document inside an input that holds many.
    pub member: Option<&'d str>,
    /// Media type, told by content.
    pub media: &'static str,
    /// SHA-256 of the bytes as they came.
    pub sha256: &'d str,
    /// Number of bytes as they came.
    pub bytes: u64,
    /// When the copy was made; may be inferred from its text.
    pub captured: Option<Time<'d>>,
}

impl<'d> Capture<'d> {
    pub(crate) fn of(
        capture: &'d sayso_news::Capture,
        article: Option<&'d sayso_news::Article>,
        rim: &Rim<'d>,
    ) -> Self {
        let captured = capture.captured.as_ref().or_else(|| article?.captured.as_ref());
        Self {
            id: capture.id,
            input: &capture.input,
            member: known(capture.member.as_deref()),
            media: capture.media.name(),
            sha256: &capture.sha256,
            bytes: capture.size,
            captured: captured.map(|when| rim.time(when)),
        }
    }
}

/// One stretch of an article's text: consecutive lines of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// A passage shared with another article, word for word or nearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reuse<'d> {
    /// The words in the earlier or credited article.
    pub from: Cite<'d>,
    /// The words in the other.
    pub to: Cite<'d>,
}

/// A capture's whole visible text, with typed blocks over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Article<'d> {
    /// Its id.
    #[schemars(with = "String")]
    pub id: ArticleId,
    /// The capture that it was made from.
    #[schemars(with = "String")]
    pub capture: CaptureId,
    /// The headline.
    pub title: Option<&'d str>,
    /// Who wrote it.
    pub byline: Vec<&'d str>,
    /// The publication, where the capture tells it.
    pub outlet: Option<&'d str>,
    /// Canonical address.
    pub url: Option<&'d str>,
    /// ISO 639-1 code.
    pub language: Option<&'d str>,
    /// When it was published.
    pub published: Option<Time<'d>>,
    /// When it was last changed.
    pub updated: Option<Time<'d>>,
    /// The whole visible text; for a text capture the decoded capture itself.
    pub text: &'d str,
    /// Ordered, no overlaps, over every line that is not blank.
    pub blocks: Vec<Block>,
    /// The article whose reprint this is.
    #[schemars(with = "Option<String>")]
    pub copy_of: Option<ArticleId>,
    /// Passages shared with other articles.
    pub reuse: Vec<Reuse<'d>>,
}

impl<'d> Article<'d> {
    /// An article outward, with what it reprints and the passages that it shares.
    pub(crate) fn of(
        article: &'d sayso_news::Article,
        copy_of: Option<ArticleId>,
        reuse: &[&'d sayso_news::Reuse],
        rim: &Rim<'d>,
    ) -> Self {
        let blocks = article.blocks.iter().filter_map(|block| {
            let cite = rim.cite(article.cite(block.span))?;
            Some(Block { kind: block.kind.into(), start: cite.start, end: cite.end })
        });
        let reuse = reuse.iter();
        Self {
            id: article.id,
            capture: article.capture,
            title: known(article.title.as_deref()),
            byline: article.byline.iter().map(|author| author.name.as_str()).collect(),
            outlet: known(article.outlet.as_deref()),
            url: known(article.url.as_deref()),
            language: known(article.language.as_deref()),
            published: article.published.as_ref().map(|when| rim.time(when)),
            updated: article.updated.as_ref().map(|when| rim.time(when)),
            text: &article.text,
            blocks: blocks.collect(),
            copy_of,
            reuse: reuse
                .filter_map(|reuse| Some(Reuse { from: rim.cite(reuse.from)?, to: rim.cite(reuse.to)? }))
                .collect(),
        }
    }
}

/// Something noticed about an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Note<'d> {
    /// Stable name of the kind of note.
    pub code: &'d str,
    /// How much it matters.
    pub severity: Severity,
    /// The input that it speaks of.
    pub input: Option<&'d str>,
    /// The place in an article.
    pub at: Option<Cite<'d>>,
    /// What was noticed.
    pub text: &'d str,
    /// The way out.
    pub hint: Option<&'d str>,
}

impl<'d> Note<'d> {
    pub(crate) fn of(note: &'d sayso_news::Note, rim: &Rim<'d>) -> Self {
        Self {
            code: &note.code,
            severity: note.severity.into(),
            input: known(note.input.as_deref()),
            at: note.at.and_then(|at| rim.cite(at)),
            text: &note.text,
            hint: known(note.hint.as_deref()),
        }
    }
}
