//! Dates that a page shows around its article: datelines, bylines, "Published", "Last updated".

use sayso_lexicon::calendar::{Base, Lean, Meaning, Moment, Stretch, TimeWords, View};
use sayso_lexicon::{DateRole, PageDates};
use sayso_news::{Basis, BlockKind};
use sayso_text::Span;

use super::{Found, address, day_number};
use crate::metadata::Evidence;
use crate::page::Stamp;
use crate::rendered::Regions;
use crate::words::Latin;

/// Lines are read this far.
const REACH: usize = 300;
/// Longer lines tell a date only where they begin with what it is of.
const SHORT: usize = 160;

/// A date that a line shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Number of the line.
    pub(super) line: usize,
    /// The words.
    pub(super) span: Span,
    /// What they mean.
    pub(super) meaning: Option<Meaning>,
    /// The day, where they, or their element, say all of it.
    pub(super) at: Option<Moment>,
    /// What the words before, or the element, say that it is of.
    pub(super) role: Option<DateRole>,
    /// What the line was told to be.
    pub(super) kind: BlockKind,
    /// It stands among other articles, or with readers.
    pub(super) others: bool,
    /// The markup says so, which may only mean that the whole page is one of many.
    pub(super) elsewhere: bool,
    /// Its element carries it for machines.
    pub(super) marked: bool,
    /// How many bytes of other words stand on the line.
    rest: usize,
}

impl Shown {
    /// Few other words stand on the line.
    pub(super) const fn is_alone(&self) -> bool {
        self.rest <= 30
    }

    /// Next to none do.
    pub(super) const fn is_bare(&self) -> bool {
        self.rest <= 12
    }
}

/// All dates that the lines around the article show, in order.
pub(super) fn read(evidence: &Evidence<'_>) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut stamps = evidence.rendered.page.stamps.iter().peekable();
    let first = evidence.lines_of(BlockKind::Body).next();
    for (line, label) in evidence.labels.iter().enumerate() {
        let span = evidence.rendered.lines[line].span;
        let mut found = Vec::new();
        let words = evidence.words(line);
        let short = span.len() <= SHORT || line == 0;
        let told = short || PageDates::all().opening(words) == Some(DateRole::Published);
        if (told || Some(line) == first) && !evidence.rows[line].oversize {
            dates(evidence, line, reach(words), &mut found);
        }
        while let Some(stamp) = stamps.next_if(|stamp| stamp.at < span.end()) {
            mark(evidence, line, stamp, &mut found);
        }
        found.retain(|date| {
            let of_it = matches!(date.role, Some(DateRole::Published | DateRole::Updated));
            match label.kind {
                BlockKind::Embed => false,
                BlockKind::Body | BlockKind::Heading | BlockKind::Caption => {
                    let leads = Some(line) == first && date.span.start() == span.start();
                    leads || (told && (of_it || date.is_bare()))
                }
                _ if date.others => date.is_alone() || date.marked,
                _ => told || date.marked,
            }
        });
        shown.append(&mut found);
    }
    shown
}

/// Adds what an element says for machines to the date that it holds; or as a date of its own, where its words show none.
fn mark(evidence: &Evidence<'_>, line: usize, stamp: &Stamp, found: &mut Vec<Shown>) {
    let at = super::stamp::read(&stamp.value, evidence).filter(|at| at.day.is_some());
    let held = found.iter_mut().find(|date| date.span.end() > stamp.at && date.span.start() <= stamp.at + 40);
    match held {
        Some(date) => {
            // The outlet's own day is the one before or after that of universal time.
            let universal = at.is_some_and(|at| at.clock.is_some_and(|clock| clock.zone == Some(0)));
            let beside = |shown: Moment| at.is_some_and(|at| (day_number(shown) - day_number(at)).abs() == 1);
            date.at = if universal { date.at.filter(|shown| beside(*shown)).or(at) } else { at.or(date.at) };
            date.role = stamp.role.or(date.role);
            date.marked |= at.is_some();
        }
        None if at.is_some() => {
            let span = evidence.rendered.lines[line].span;
            let date = shown(evidence, line, span);
            found.push(Shown { at, role: stamp.role, marked: true, rest: span.len() / 2, ..date });
        }
        None => {}
    }
}

/// A date on a line, of which nothing is known yet.
fn shown(evidence: &Evidence<'_>, line: usize, span: Span) -> Shown {
    let label = &evidence.labels[line];
    let within = evidence.rendered.lines[line].markup.as_ref().map_or(Regions::default(), |m| m.within);
    let elsewhere = Regions::RELATED.and(Regions::COMMENTS).and(Regions::POPULAR);
    Shown {
        line,
        span,
        meaning: None,
        at: None,
        role: None,
        kind: label.kind,
        // What merely stands after the body is not yet another article's.
        others: is_others(label.kind) && label.score > 0.5,
        elsewhere: within.any(elsewhere),
        marked: false,
        rest: 0,
    }
}

/// Lines of other articles and of readers.
const fn is_others(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Comments | BlockKind::Related | BlockKind::Popular | BlockKind::Teaser)
}

/// The dates of one line.
fn dates(evidence: &Evidence<'_>, line: usize, words: &str, keep: &mut Vec<Shown>) {
    let latin = Latin::of(words);
    let words = latin.text.as_ref();
    if !words.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let start = evidence.rendered.lines[line].span.start();
    let mut found: Vec<(Span, Option<Meaning>, Option<Moment>)> = Vec::new();
    for TimeWords { span, meaning, .. } in evidence.lexicon.calendar.find(words) {
        let at = View::default().resolve(&meaning).filter(|s| s.to.is_none()).map(|s| s.from);
        let point = matches!(meaning, Meaning::Point(_));
        // "9/11" is a day that is spoken of, and "Mar 27, 20255" none at all.
        let goes_on = words.as_bytes()[span.end()..].trim_ascii_start().strip_prefix(b",");
        let goes_on =
            goes_on.is_some_and(|rest| rest.trim_ascii_start().first().is_some_and(u8::is_ascii_digit));
        if point && at.is_none_or(|at| at.day.is_some() && span.len() >= 6) && !(at.is_none() && goes_on) {
            found.push((span, Some(meaning), at));
        }
    }
    for (span, at) in PageDates::all().find(words) {
        // A year of another calendar is none of the common one.
        let sound = |at: &Option<Moment>| at.is_some_and(|at| address::plausible(at.year));
        if !found.iter().any(|(other, _, at)| sound(at) && other.overlaps(span)) {
            found.retain(|(other, _, _)| !other.overlaps(span));
            found.push((span, None, Some(at)));
        }
    }
    found.sort_by_key(|(span, ..)| *span);
    let letters =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let taken: usize = found.iter().filter_map(|(span, ..)| words.get(span.range())).map(letters).sum();
    let rest = letters(&Latin::of(evidence.words(line)).text).saturating_sub(taken);
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
        let date = shown(evidence, line, latin.back(span).shift(start));
        keep.push(Shown { meaning, at, role, rest, ..date });
    }
}

/// "Published" on a line of its own above the date.
fn above(evidence: &Evidence<'_>, line: usize, before: &str) -> Option<DateRole> {
    let words = evidence.words(line.checked_sub(1)?);
    let bare = !before.contains(char::is_alphanumeric);
    (bare && words.len() <= 30 && !words.contains(|c: char| c.is_ascii_digit()))
        .then(|| PageDates::all().role(words))?
        .filter(|role| *role != DateRole::Other)
}

pub(super) fn reach(words: &str) -> &str {
    sayso_text::head(words, REACH)
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
    shown.iter().filter(|s| s.role == Some(DateRole::Updated) && !s.others).find_map(|s| {
        let told = s.at.map(Stretch::point);
        let stretch = told.or_else(|| {
            let Meaning::Point(point) = s.meaning? else { return None };
            let day = matches!(point.base, Base::Unsaid | Base::Day { .. } | Base::Either { .. });
            day.then(|| view.resolve(&Meaning::Point(point))).flatten()
        })?;
        Some(Found { stretch, basis: Basis::Dateline, span: Some(s.span) })
    })
}
