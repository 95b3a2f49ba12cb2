//! The times from which others are told.

use sayso_lexicon::calendar::{Anchor as Origin, Base, Grain, Meaning, Moment, TimeWords, View};
use sayso_news::{Article, Precision, When};
use sayso_text::Span;

/// When an article was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The time of publication, else of the last change.
    pub(crate) writing: Option<Moment>,
}

impl Anchor {
    /// What the entry of a live account says of itself; the article's own time for what stands in none.
    pub(crate) fn at(self, article: &Article, span: Span) -> Self {
        let entry = article.entry(span).and_then(|entry| Moment::read(entry.at.value.as_str()));
        Self { writing: entry.or(self.writing) }
    }

    /// What an article says of itself.
    pub(crate) fn of(article: &Article) -> Self {
        let read = |when: &When| Moment::read(when.value.as_str());
        let published = article.published.as_ref().and_then(read);
        Self { writing: published.or_else(|| article.updated.as_ref().and_then(read)) }
    }
}

/// The full date that stands last in a post: its own.
pub(super) fn own_date(text: &str, words: &[TimeWords]) -> Option<Moment> {
    let last = words.last()?;
    let rest = text.get(last.span.end()..)?;
    let Meaning::Point(point) = last.meaning else { return None };
    let told = matches!(point.base, Base::Whole { from: Origin::Writing, .. } | Base::Away { .. });
    if told || rest.chars().filter(|c| c.is_alphanumeric()).count() > 24 {
        return None;
    }
    View::default().resolve(&last.meaning).map(|s| s.from).filter(|m| m.day.is_some())
}

/// The record's word for how fine a time is known.
pub(crate) const fn precision(grain: Grain) -> Precision {
    match grain {
        Grain::Second => Precision::Second,
        Grain::Minute => Precision::Minute,
        Grain::Hour => Precision::Hour,
        Grain::Day => Precision::Day,
        Grain::Month => Precision::Month,
        Grain::Season => Precision::Season,
        Grain::Year => Precision::Year,
    }
}
