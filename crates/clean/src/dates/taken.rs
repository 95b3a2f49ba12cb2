//! When the copy was made, as the page gives it away: a headline of the day, listed as "10 hours ago".

use std::collections::{BTreeMap, BTreeSet};

use sayso_lexicon::DateRole;
use sayso_lexicon::calendar::{Base, Lean, Meaning, Moment, Point, Stretch, Unit, View};
use sayso_news::{Basis, BlockKind};
use sayso_text::Span;

use super::shown::Shown;
use super::{Found, day_number};
use crate::metadata::Evidence;

/// When the copy was made; `published` is the earliest that it can be.
pub(super) fn captured(evidence: &Evidence<'_>, shown: &[Shown], published: Option<Moment>) -> Option<Found> {
    let after = |at: Moment| published.is_none_or(|p| day_number(at) >= day_number(p));
    let told =
        shown.iter().filter(|s| s.role == Some(DateRole::Captured)).find_map(|s| Some((s.at?, s.span)));
    if let Some((at, span)) = told.filter(|(at, _)| after(*at)) {
        return Some(Found::new(at, Basis::Dateline, Some(span)));
    }
    let items = items(evidence, published);
    let best = items
        .into_iter()
        .filter(|item| after(item.day))
        .min_by_key(|item| (item.hours, item.span.start()))?;
    Some(best.found())
}

/// A headline in a list that tells how long ago it came out, and from the words of which its day is known.
#[derive(Debug, Clone, Copy)]
struct Item {
    /// The day of the copy: that of the headline and the time since.
    day: Moment,
    /// How long ago, in hours.
    hours: i64,
    /// Whether the headline's own date of publication is shown, and not only a day that it speaks of.
    dated: bool,
    span: Span,
}

impl Item {
    fn found(self) -> Found {
        let next = self.day.date().and_then(|day| day.tomorrow().ok()).map(Moment::from);
        let stretch = match next {
            // A story of the day came out on it or on the next.
            Some(next) if !self.dated => Stretch::between(self.day, next),
            _ => Stretch { approximate: true, ..Stretch::point(self.day) },
        };
        Found { stretch, basis: Basis::Inferred, span: Some(self.span) }
    }
}

/// What is known of a headline's day.
#[derive(Debug, Clone, Copy)]
struct Day {
    at: Moment,
    dated: bool,
}

/// The items of all lists whose day is known.
fn items(evidence: &Evidence<'_>, published: Option<Moment>) -> Vec<Item> {
    let all = 0..evidence.labels.len();
    let mut headlines: Vec<(String, Ago)> = Vec::new();
    for n in all.clone() {
        let Some(ago) = ago(evidence, n) else { continue };
        let own = evidence.words(n).get(..ago.at).map(key).filter(|own| own.len() > LEAST);
        let above = || n.checked_sub(1).map(|above| key(evidence.words(above)));
        headlines.extend(own.or_else(above).filter(|own| own.len() > LEAST).map(|own| (own, ago)));
    }
    if headlines.is_empty() {
        return Vec::new();
    }
    let wanted: BTreeSet<&str> = headlines.iter().map(|(headline, _)| headline.as_str()).collect();
    let mut days: BTreeMap<&str, Day> = BTreeMap::new();
    let mut note = |headline: &str, day: Day| {
        if let Some(headline) = wanted.get(headline) {
            // A date of its own wins over a day that a headline speaks of; else the first stays.
            let place = days.entry(headline).or_insert(day);
            if day.dated && !place.dated {
                *place = day;
            }
        }
    };
    if let Some(at) = published {
        // The article itself may stand in the list.
        for line in evidence.lines_of(BlockKind::Title) {
            note(&key(evidence.words(line)), Day { at: Moment { clock: None, ..at }, dated: true });
        }
    }
    // The same headline elsewhere, with a date, or with a sentence under it that tells one.
    for n in all {
        let Some((day, own)) = day(evidence, n, published) else { continue };
        let words = evidence.words(n);
        let end = ago(evidence, n).map_or(words.len(), |ago| ago.at);
        note(&key(headline(&words[..end], own)), day);
        if let Some(above) = n.checked_sub(1) {
            note(&key(evidence.words(above)), day);
        }
    }
    let found = headlines.iter().filter_map(|(headline, ago)| {
        let known = days.get(headline.as_str())?;
        let days = jiff::Span::new().try_hours(ago.hours / 24 * 24).ok()?;
        let day = Moment::from(known.at.date()?.checked_add(days).ok()?);
        Some(Item { day, hours: ago.hours, dated: known.dated, span: ago.span })
    });
    found.collect()
}

/// Shorter keys may be anything.
const LEAST: usize = 8;

#[derive(Debug, Clone, Copy)]
struct Ago {
    hours: i64,
    /// Where in the line it begins.
    at: usize,
    span: Span,
}

/// "10 hours ago" at the end of a line, or alone on it.
fn ago(evidence: &Evidence<'_>, line: usize) -> Option<Ago> {
    let words = evidence.words(line);
    let told = !matches!(evidence.labels[line].kind, BlockKind::Comments | BlockKind::Embed);
    if words.len() > 300 || !told {
        return None;
    }
    let found = evidence.lexicon.calendar.find(words).into_iter().next_back()?;
    let ends = matches!(words.get(found.span.end()..)?.trim(), "" | ")" | "]" | "|");
    let Meaning::Point(Point { base, clock: None, .. }) = found.meaning else { return None };
    let hours = match base {
        Base::Away { amount, unit, back: true, .. } => {
            let count = i64::from(amount.count?);
            match unit {
                Unit::Second | Unit::Minute => 0,
                Unit::Hour => count,
                Unit::Day => count * 24,
                // Weeks and months are rounded too far.
                _ => return None,
            }
        }
        Base::Whole { unit: Unit::Day, shift: shift @ (0 | -1), .. } => i64::from(-shift) * 24,
        _ => return None,
    };
    let span = found.span.shift(evidence.rendered.lines[line].span.start());
    (ends && hours <= 24 * 14).then_some(Ago { hours, at: found.span.start(), span })
}

/// The day that a headline or the sentence under it tells, and where the words of it begin.
fn day(evidence: &Evidence<'_>, line: usize, published: Option<Moment>) -> Option<(Day, usize)> {
    let words = evidence.words(line);
    if words.len() > 600 || !words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let view = View { writing: published, spoken: None, lean: Lean::Unknown, quarter: None };
    evidence.lexicon.calendar.find(words).into_iter().find_map(|found| {
        let Meaning::Point(Point { base: Base::Day { .. }, .. }) = found.meaning else { return None };
        let at = view.resolve(&found.meaning).map(|s| Moment { clock: None, ..s.from })?;
        let dated = words.len() - found.span.end() <= 2 && separated(&words[..found.span.start()]);
        let ahead = found.lean == Lean::Future && !dated;
        let near = published.is_none_or(|p| (-7..=60).contains(&(day_number(at) - day_number(p))));
        (near && !ahead).then_some((Day { at, dated }, found.span.start()))
    })
}

/// "Headline - October 16, 2023": a mark parts the date from the words.
fn separated(head: &str) -> bool {
    let head = head.trim_end();
    head.is_empty() || head.ends_with(['-', '–', '—', '|', '·', '•', '(', '/', ':'])
}

/// A headline without the date behind it.
fn headline(words: &str, date: usize) -> &str {
    let head = &words[..date.min(words.len())];
    if separated(head) && !head.trim().is_empty() { head } else { words }
}

/// A headline as a key: letters and figures in lower case, without a number in front.
fn key(words: &str) -> String {
    let words =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ".)•-–*#".contains(c));
    let mut key = String::with_capacity(words.len());
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        key.extend(word.chars().flat_map(char::to_lowercase));
        key.push(' ');
    }
    key
}
