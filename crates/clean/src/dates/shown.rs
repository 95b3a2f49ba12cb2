//! Dates that a page shows around its article: datelines, bylines, "Published", "Last updated".

use sayso_lexicon::calendar::{Base, Lean, Meaning, Moment, Point, Stretch, TimeWords, View};
use sayso_lexicon::{DateRole, PageDates};
use sayso_news::{Basis, BlockKind};
use sayso_text::Span;

use super::{Found, day_number};
use crate::metadata::Evidence;

/// Lines are read this far.
const REACH: usize = 300;

/// A date that a line shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Number of the line.
    pub(super) line: usize,
    /// The words.
    pub(super) span: Span,
    /// What they mean.
    pub(super) meaning: Option<Meaning>,
    /// The day, where they say all of it.
    pub(super) at: Option<Moment>,
    /// What the words before say that it is of.
    pub(super) role: Option<DateRole>,
    /// What the line was told to be.
    pub(super) kind: BlockKind,
    /// Few other words stand on the line.
    pub(super) alone: bool,
    /// Next to none do.
    bare: bool,
}

/// A date that is taken for the article's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visible {
    pub(super) stretch: Stretch,
    basis: Basis,
    span: Span,
    /// The page says so, and not only its layout.
    pub(super) sure: bool,
}

impl Visible {
    pub(super) const fn found(&self) -> Found {
        Found { stretch: self.stretch, basis: self.basis, span: Some(self.span) }
    }
}

/// All dates that the lines around the article show, in order.
pub(super) fn read(evidence: &Evidence<'_>) -> Vec<Shown> {
    let mut shown = Vec::new();
    for (line, label) in evidence.labels.iter().enumerate() {
        let words = reach(evidence.words(line));
        let short = evidence.words(line).len() <= 160 || line == 0;
        if !short || evidence.rows[line].oversize || !words.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        dates(evidence, line, words, &mut |date| {
            let told = matches!(date.role, Some(DateRole::Published | DateRole::Updated));
            let keep = match label.kind {
                BlockKind::Embed => false,
                BlockKind::Body | BlockKind::Heading | BlockKind::Caption => told || date.bare,
                _ if is_others(label.kind) => date.bare,
                _ => true,
            };
            if keep {
                shown.push(date);
            }
        });
    }
    shown
}

/// Lines of other articles and of readers.
const fn is_others(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Comments | BlockKind::Related | BlockKind::Popular | BlockKind::Teaser)
}

/// The dates of one line.
fn dates(evidence: &Evidence<'_>, line: usize, words: &str, keep: &mut impl FnMut(Shown)) {
    let start = evidence.rendered.lines[line].span.start();
    let mut found: Vec<(Span, Option<Meaning>, Option<Moment>)> = Vec::new();
    for TimeWords { span, meaning, .. } in evidence.lexicon.calendar.find(words) {
        let at = View::default().resolve(&meaning).filter(|s| s.to.is_none()).map(|s| s.from);
        let point = matches!(meaning, Meaning::Point(_));
        if point && at.is_none_or(|at| at.day.is_some()) {
            found.push((span, Some(meaning), at));
        }
    }
    for (span, at) in PageDates::all().find(words) {
        if !found.iter().any(|(other, _, at)| at.is_some() && other.overlaps(span)) {
            found.retain(|(other, _, _)| !other.overlaps(span));
            found.push((span, None, Some(at)));
        }
    }
    found.sort_by_key(|(span, ..)| *span);
    let taken: usize = found.iter().map(|(span, ..)| span.len()).sum();
    let alone = words.len() - taken <= 40;
    let bare = words.len() - taken <= 12;
    let mut end = 0;
    let last = found.last().map(|(span, ..)| *span);
    for (span, meaning, at) in found {
        let before = words.get(end..span.start()).unwrap_or("");
        // "22 May 2023 (updated)"
        let behind = || {
            let rest = words.get(span.end()..).filter(|_| Some(span) == last)?;
            let role = PageDates::all().role(&rest[..rest.find([',', '.', ';']).unwrap_or(rest.len())]);
            role.filter(|role| matches!(role, DateRole::Published | DateRole::Updated))
        };
        let role = PageDates::all().role(before).or_else(|| above(evidence, line, before)).or_else(behind);
        end = span.end();
        let kind = evidence.labels[line].kind;
        keep(Shown { line, span: span.shift(start), meaning, at, role, kind, alone, bare });
    }
}

/// "Published" on a line of its own above the date.
fn above(evidence: &Evidence<'_>, line: usize, before: &str) -> Option<DateRole> {
    let words = evidence.words(line.checked_sub(1)?);
    let bare = !before.contains(char::is_alphanumeric);
    (bare && words.len() <= 30 && !words.contains(|c: char| c.is_ascii_digit()))
        .then(|| PageDates::all().role(words))?
}

fn reach(words: &str) -> &str {
    let mut end = words.len().min(REACH);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

/// The date of publication among those shown. `address` helps where the year is not said.
pub(super) fn published(
    evidence: &Evidence<'_>,
    shown: &[Shown],
    address: Option<Moment>,
) -> Option<Visible> {
    let title = evidence.lines_of(BlockKind::Title).next();
    let body = evidence.lines_of(BlockKind::Body).next().unwrap_or(evidence.labels.len());
    let hint = hint(evidence, shown, address);
    let rank = |s: &Shown| {
        let head = matches!(s.kind, BlockKind::Byline | BlockKind::Dateline);
        let before = s.line < body;
        let near =
            title.is_some_and(|title| s.line + 2 >= title && s.line <= title + 8) && s.line <= body + 1;
        let after_title = title.is_some_and(|title| s.line > title);
        match s.role {
            // Between the headline and the text even a line that looks like another article's tells this one's date.
            _ if is_others(s.kind) => (s.role != Some(DateRole::Other) && near && after_title).then_some(5),
            Some(DateRole::Published) if head || before => Some(0),
            None if head => Some(1),
            Some(DateRole::Published) => Some(2),
            None if s.alone && near && s.kind != BlockKind::Legal => Some(3),
            None if s.alone && before && s.kind != BlockKind::Legal => Some(4),
            _ => None,
        }
    };
    let known = shown.iter().filter_map(|s| {
        let at = whole(s, hint).or_else(|| by_weekday(evidence, s.meaning?))?;
        Some((rank(s)?, s, at))
    });
    if let Some((rank, date, at)) = known.min_by_key(|(rank, date, _)| (*rank, date.span)) {
        let field = date.line == 0 && !date.alone;
        let basis = if field { Basis::Metadata } else { Basis::Dateline };
        return Some(Visible { stretch: Stretch::point(at), basis, span: date.span, sure: rank < 3 });
    }
    wire(evidence, hint)
}

/// The day that is shown; where the words leave the year or the order of figures open, the hint decides.
fn whole(shown: &Shown, hint: Option<Moment>) -> Option<Moment> {
    let plausible = |at: &Moment| super::address::plausible(at.year);
    if shown.at.is_some() {
        return shown.at.filter(plausible);
    }
    let Some(Meaning::Point(Point { base: Base::Day { .. } | Base::Either { .. }, .. })) = shown.meaning
    else {
        return None;
    };
    let view = View { writing: Some(hint?), spoken: None, lean: Lean::Unknown, quarter: None };
    view.resolve(&shown.meaning?).map(|s| s.from)
}

/// `12/6/24` above "on Tuesday": the reading of which Tuesday is the same day or the day before, if only one is so.
fn by_weekday(evidence: &Evidence<'_>, meaning: Meaning) -> Option<Moment> {
    let Meaning::Point(Point { base: Base::Either { year, first, second }, .. }) = meaning else {
        return None;
    };
    let weekday = i64::from(super::posts::weekday(evidence)?);
    let fits = |at: Moment| {
        let day = at.date()?.weekday().to_monday_one_offset();
        ((i64::from(day) - weekday).rem_euclid(7) <= 1).then_some(at)
    };
    match (fits(Moment::day(year, second, first)), fits(Moment::day(year, first, second))) {
        (Some(at), None) | (None, Some(at)) => Some(at),
        _ => None,
    }
}

/// A day near which the article was written: the latest full date that the page shows or that stands in a post.
fn hint(evidence: &Evidence<'_>, shown: &[Shown], address: Option<Moment>) -> Option<Moment> {
    if let Some(at) = address {
        return Some(Moment { day: at.day.or(Some(15)), ..at });
    }
    let whole = shown.iter().filter(|s| s.role != Some(DateRole::Other)).filter_map(|s| s.at);
    let posts = super::posts::dates(evidence).into_iter().map(|(at, _)| at);
    whole.chain(posts).filter(|at| super::address::plausible(at.year)).max_by_key(|at| day_number(*at))
}

/// "VALDOR, March 14 (Coastwire) -": a wire's dateline at the head of the first paragraph.
fn wire(evidence: &Evidence<'_>, hint: Option<Moment>) -> Option<Visible> {
    let line = evidence.lines_of(BlockKind::Body).next()?;
    let words = reach(evidence.words(line));
    let end = [" - ", " – ", " — ", " -- ", ": "].iter().filter_map(|mark| words.find(mark)).min()?;
    let head = words.get(..end).filter(|head| head.len() <= 80)?;
    let capitals = head.split_whitespace().next().is_some_and(|w| w.chars().all(|c| !c.is_lowercase()));
    let date = evidence.lexicon.calendar.find(head).into_iter().next_back().filter(|_| capitals)?;
    let view = View { writing: hint, spoken: None, lean: Lean::Unknown, quarter: None };
    let at = view.resolve(&date.meaning).map(|s| s.from).filter(|at| at.day.is_some())?;
    let span = date.span.shift(evidence.rendered.lines[line].span.start());
    Some(Visible { stretch: Stretch::point(at), basis: Basis::Dateline, span, sure: true })
}

/// "Published 3 hours ago": told back from the time of the copy.
pub(super) fn told_back(shown: &[Shown], captured: Option<Moment>) -> Option<Found> {
    let head = |s: &&Shown| {
        matches!(s.kind, BlockKind::Byline | BlockKind::Dateline) || s.role == Some(DateRole::Published)
    };
    let view = View { writing: Some(captured?), spoken: None, lean: Lean::Past, quarter: None };
    shown.iter().filter(head).find_map(|s| {
        let stretch = view.resolve(&s.meaning?).filter(|s| s.from.day.is_some())?;
        Some(Found { stretch, basis: Basis::Inferred, span: Some(s.span) })
    })
}

/// The date of the last change among those shown; a time of day alone is of the day of publication.
pub(super) fn updated(shown: &[Shown], published: Option<Moment>) -> Option<Found> {
    let view = View { writing: published, spoken: None, lean: Lean::Unknown, quarter: None };
    shown.iter().filter(|s| s.role == Some(DateRole::Updated) && !is_others(s.kind)).find_map(|s| {
        let told = s.at.map(Stretch::point);
        let stretch = told.or_else(|| {
            let Meaning::Point(point) = s.meaning? else { return None };
            let day = matches!(point.base, Base::Unsaid | Base::Day { .. } | Base::Either { .. });
            day.then(|| view.resolve(&Meaning::Point(point))).flatten()
        })?;
        Some(Found { stretch, basis: Basis::Dateline, span: Some(s.span) })
    })
}
