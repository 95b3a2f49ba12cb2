//! Which of the dates that a page shows is that of publication.

use std::cell::LazyCell;

use sayso_lexicon::calendar::{Base, Lean, Meaning, Moment, Point, Stretch, View};
use sayso_lexicon::{DateRole, PageDates};
use sayso_news::{Basis, BlockKind};
use sayso_text::Span;

use super::shown::{Shown, reach};
use super::{Found, address, day_number, posts};
use crate::metadata::Evidence;

/// A date that is taken for the article's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visible {
    pub(super) stretch: Stretch,
    basis: Basis,
    span: Span,
    /// The page says so, and not only its layout.
    pub(super) sure: bool,
    /// It stands away from the headline and the text, and is better than nothing.
    pub(super) far: bool,
}

impl Visible {
    pub(super) const fn found(&self) -> Found {
        Found { stretch: self.stretch, basis: self.basis, span: Some(self.span) }
    }
}

/// The lines between which a date is the article's.
struct Place {
    title: Option<usize>,
    body: usize,
}

impl Place {
    fn of(evidence: &Evidence<'_>) -> Self {
        let body = evidence.lines_of(BlockKind::Body).next().unwrap_or(evidence.labels.len());
        Self { title: evidence.lines_of(BlockKind::Title).next().filter(|title| *title <= body), body }
    }

    /// Beside the headline, or right above the text where no headline is known.
    fn is_near(&self, line: usize) -> bool {
        let (above, below) =
            self.title.map_or((self.body.saturating_sub(6), self.body), |t| (t.saturating_sub(2), t + 8));
        (above..=below).contains(&line) && line <= self.body + 1
    }

    /// How far from the headline; what stands above it is farther.
    fn distance(&self, line: usize) -> usize {
        let title = self.title.unwrap_or(self.body);
        if line >= title { line - title } else { 2 * (title - line) }
    }

    /// How little speaks for a date; the page says so itself up to [`SURE`].
    fn rank(&self, date: &Shown) -> Option<u8> {
        let head = matches!(date.kind, BlockKind::Byline | BlockKind::Dateline);
        let near = self.is_near(date.line);
        let before = date.line < self.body;
        let legal = date.kind == BlockKind::Legal;
        match date.role {
            Some(DateRole::Other | DateRole::Captured | DateRole::Updated) => None,
            // Beside the headline even a line that looks like another article's tells this one's date.
            _ if date.others || (date.elsewhere && !near) => {
                let below = self.title.is_some_and(|title| date.line > title);
                let told = date.role.is_some() && date.is_bare();
                if near && (below || date.is_alone()) { Some(5) } else { told.then_some(FAR) }
            }
            Some(DateRole::Published) if near => Some(0),
            None if near && (head || date.marked) => Some(1),
            Some(DateRole::Published) if before || date.kind != BlockKind::Body => Some(2),
            Some(DateRole::Published) => Some(4),
            None if head || (date.is_alone() && near && !legal) => Some(3),
            None if (date.is_alone() && before && !legal) || date.line == self.body => Some(4),
            None => date.marked.then_some(FAR),
        }
    }
}

/// Ranks below this are told by the page itself.
const SURE: u8 = 3;
/// Ranks from this on are told far from the article.
const FAR: u8 = 6;

/// The date of publication among those shown. `address` helps where the year is not said.
pub(super) fn published(
    evidence: &Evidence<'_>,
    shown: &[Shown],
    address: Option<Moment>,
) -> Option<Visible> {
    let place = Place::of(evidence);
    let hint = hint(evidence, shown, address);
    // Asked once, however many dates leave it open which figure is the month.
    let weekday = LazyCell::new(|| posts::weekday(evidence));
    let known = shown.iter().filter_map(|s| {
        let at = whole(s, hint)
            .or_else(|| by_weekday(*weekday, s.meaning?))
            .or_else(|| by_order(evidence, s.meaning?))?;
        Some((place.rank(s)?, s, at))
    });
    let key = |(rank, date, _): &(u8, &Shown, Moment)| (*rank, place.distance(date.line), date.span);
    if let Some((rank, date, at)) = known.min_by_key(key) {
        let field = date.line == 0 && !date.is_alone();
        let basis = if field { Basis::Metadata } else { Basis::Dateline };
        return Some(Visible {
            stretch: Stretch::point(at),
            basis,
            span: date.span,
            sure: rank < SURE,
            far: rank >= FAR,
        });
    }
    wire(evidence, hint)
}

/// The day that is shown; where the words leave the year or the order of figures open, the hint decides.
fn whole(shown: &Shown, hint: Option<Moment>) -> Option<Moment> {
    let plausible = |at: &Moment| address::plausible(at.year);
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
fn by_weekday(weekday: Option<u8>, meaning: Meaning) -> Option<Moment> {
    let Meaning::Point(Point { base: Base::Either { year, first, second }, .. }) = meaning else {
        return None;
    };
    let weekday = i64::from(weekday?);
    let fits = |at: Moment| {
        let day = at.date()?.weekday().to_monday_one_offset();
        ((i64::from(day) - weekday).rem_euclid(7) <= 1).then_some(at)
    };
    match (fits(Moment::day(year, second, first)), fits(Moment::day(year, first, second))) {
        (Some(at), None) | (None, Some(at)) => Some(at),
        _ => None,
    }
}

/// `12/6/24` as the page's language and region write it.
pub(super) fn by_order(evidence: &Evidence<'_>, meaning: Meaning) -> Option<Moment> {
    let Meaning::Point(Point { base: Base::Either { year, first, second }, clock, .. }) = meaning else {
        return None;
    };
    let host = evidence.address().and_then(|url| url.split_once("://")?.1.split(['/', ':', '?']).next());
    let day_first = PageDates::all().day_first(evidence.language.as_deref()?, host.unwrap_or(""))?;
    let (month, day) = if day_first { (second, first) } else { (first, second) };
    Some(Moment { clock, ..Moment::day(year, month, day) })
}

/// A day near which the article was written: the latest full date that the page shows or that stands in a post.
fn hint(evidence: &Evidence<'_>, shown: &[Shown], address: Option<Moment>) -> Option<Moment> {
    if let Some(at) = address {
        return Some(Moment { day: at.day.or(Some(15)), ..at });
    }
    let whole = shown.iter().filter(|s| s.role != Some(DateRole::Other)).filter_map(|s| s.at);
    let posts = posts::dates(evidence).into_iter().map(|(at, _)| at);
    whole.chain(posts).filter(|at| address::plausible(at.year)).max_by_key(|at| day_number(*at))
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
    Some(Visible { stretch: Stretch::point(at), basis: Basis::Dateline, span, sure: true, far: false })
}
