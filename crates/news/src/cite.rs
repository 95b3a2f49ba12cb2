//! The only pointer into text from outside an article, and how sure a record is.

use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::{Article, ArticleId};

/// Words of one article, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cite {
    /// The article that the words stand in.
    pub article: ArticleId,
    /// Where in its text, in bytes.
    pub span: Span,
}

impl Cite {
    /// A pointer at `span` in `article`.
    pub const fn new(article: ArticleId, span: Span) -> Self {
        Self { article, span }
    }

    /// The cited words.
    pub fn words<'a>(&self, article: &'a Article) -> &'a str {
        debug_assert_eq!(self.article, article.id, "a cite is read in its own article");
        self.span.slice(&article.text)
    }
}

/// How likely a record is right, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(from = "f32", into = "f32")]
pub struct Score(f32);

impl Score {
    /// No doubt at all.
    pub const CERTAIN: Self = Self(1.0);

    /// A score; what is outside 0 to 1 is brought to the nearer end, and what is no number is 0.
    pub const fn new(value: f32) -> Self {
        if value.is_nan() { Self(0.0) } else { Self(value.clamp(0.0, 1.0)) }
    }

    /// The value, 0 to 1.
    pub const fn get(self) -> f32 {
        self.0
    }

    /// Both must be right.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl From<f32> for Score {
    fn from(value: f32) -> Self {
        Self::new(value)
    }
}

impl From<Score> for f32 {
    fn from(score: Score) -> Self {
        score.0
    }
}
