//! Words and times as seen from outside, and the rim where bytes become code points.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use sayso_news::{ArticleId, When};
use sayso_text::CodePoints;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Basis, Precision};

/// Words of one article: Unicode code points, half-open, into its `text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Cite<'d> {
    /// The article.
    #[schemars(with = "String")]
    pub article: ArticleId,
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words: always `text[start:end]` of the article.
    pub text: &'d str,
}

/// A time, how fine it is known, what it rests on, and where that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Time<'d> {
    /// The time in EDTF level 1.
    pub value: &'d str,
    /// How fine it is known.
    pub precision: Precision,
    /// What it rests on.
    pub basis: Basis,
    /// The words that give it.
    pub cite: Option<Cite<'d>>,
}

/// The one place where byte spans become code-point offsets.
#[derive(Debug)]
pub(crate) struct Rim<'d>(BTreeMap<ArticleId, Edge<'d>>);

#[derive(Debug)]
struct Edge<'d> {
    text: &'d str,
    points: OnceCell<CodePoints<'d>>,
}

impl<'d> Rim<'d> {
    /// A rim over these articles; each is indexed when it is first pointed into.
    pub(crate) fn new(articles: impl IntoIterator<Item = &'d sayso_news::Article>) -> Self {
        let mut edges = BTreeMap::new();
        for article in articles {
            edges.entry(article.id).or_insert_with(|| Edge { text: &article.text, points: OnceCell::new() });
        }
        Self(edges)
    }

    /// A cite outward; `None` where it does not point at words of an article at hand.
    pub(crate) fn cite(&self, cite: sayso_news::Cite) -> Option<Cite<'d>> {
        let edge = self.0.get(&cite.article)?;
        let text = edge.text.get(cite.span.range())?;
        let (start, end) = edge.points.get_or_init(|| CodePoints::new(edge.text)).outward(cite.span);
        Some(Cite { article: cite.article, start, end, text })
    }

    /// Those of the cites that point at words.
    pub(crate) fn cites(&self, cites: impl IntoIterator<Item = sayso_news::Cite>) -> Vec<Cite<'d>> {
        cites.into_iter().filter_map(|cite| self.cite(cite)).collect()
    }

    /// A time outward.
    pub(crate) fn time(&self, when: &'d When) -> Time<'d> {
        Time {
            value: when.value.as_str(),
            precision: when.precision.into(),
            basis: when.basis.into(),
            cite: when.cite.and_then(|cite| self.cite(cite)),
        }
    }
}
