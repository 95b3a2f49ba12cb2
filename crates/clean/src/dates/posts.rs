//! What posts set into an article tell: an article is written no earlier than the posts that it shows.

use sayso_lexicon::calendar::{Base, Lean, Meaning, Moment, Stretch, View, Which};
use sayso_news::{Basis, BlockKind};
use sayso_text::Span;

use super::{Found, day_number};
use crate::metadata::Evidence;

/// The full dates that stand in posts, and where.
pub(super) fn dates(evidence: &Evidence<'_>) -> Vec<(Moment, Span)> {
    let mut found = Vec::new();
    for line in evidence.lines_of(BlockKind::Embed) {
        let start = evidence.rendered.lines[line].span.start();
        for words in evidence.lexicon.calendar.find(evidence.words(line)) {
            let day = View::default().resolve(&words.meaning).map(|s| s.from);
            if let Some(day) = day.filter(|at| at.day.is_some() && super::address::plausible(at.year)) {
                found.push((day, words.span.shift(start)));
            }
        }
    }
    found
}

/// The day of publication, from the latest post and the weekdays that the article speaks of.
pub(super) fn published(evidence: &Evidence<'_>) -> Option<Found> {
    let (post, span) = dates(evidence).into_iter().max_by_key(|(at, _)| day_number(*at))?;
    let post = Moment { clock: None, ..post };
    let Some(spoken) = weekday(evidence).and_then(|weekday| nearest(weekday, post)) else {
        let stretch = Stretch { approximate: true, ..Stretch::point(post) };
        return Some(Found { stretch, basis: Basis::Embedded, span: Some(span) });
    };
    let day = if day_number(spoken) > day_number(post) { spoken } else { post };
    Some(Found::new(day, Basis::Inferred, Some(span)))
}

/// The weekday, 1 to 7, on which the first paragraphs say that things happened.
pub(super) fn weekday(evidence: &Evidence<'_>) -> Option<u8> {
    let first = evidence.lines_of(BlockKind::Body).take(6);
    first.flat_map(|line| evidence.lexicon.calendar.find(evidence.words(line))).find_map(|words| {
        let Meaning::Point(point) = words.meaning else { return None };
        match point.base {
            Base::Weekday { which: Which::Unsaid, weekday } if words.lean != Lean::Future => Some(weekday),
            _ => None,
        }
    })
}

/// The day of that weekday that is nearest to another day.
fn nearest(weekday: u8, day: Moment) -> Option<Moment> {
    let date = day.date()?;
    let ahead = (i64::from(weekday) - i64::from(date.weekday().to_monday_one_offset())).rem_euclid(7);
    let days = if ahead > 3 { ahead - 7 } else { ahead };
    Some(date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?.into())
}
