//! Live accounts: entries that stand under a time of day each, and when each was written.

use sayso_lexicon::calendar::{Base, Clock, Meaning, Moment, Point, Stretch, Unit, View};
use sayso_lexicon::{DateRole, PageDates};
use sayso_news::{ArticleId, Basis, BlockKind, Cite, Entry, When};
use sayso_text::{Span, head};

use crate::dates::{Clocks, day_number, stamped, when};
use crate::metadata::Evidence;

/// Fewer times of day are no live account, unless the page says that it is one.
const LEAST: usize = 3;
/// A time of day stands within so many bytes of a line's beginning.
const REACH: usize = 48;
/// So many letters may stand beside a time that heads an entry.
const BESIDE: usize = 24;
/// The text of an entry begins within so many lines of its time.
const NEAR: usize = 3;
/// Entries may stand in the wrong order by so many minutes; more is another day.
const JITTER: i32 = 60;
const HALF_DAY: i32 = 12 * 60;

/// The time that heads an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// Number of the line that the entry begins with.
    line: usize,
    /// The words of the time.
    pub(crate) at: Span,
    told: Told,
}

/// How an entry's time is told.
#[derive(Debug, Clone, Copy)]
enum Told {
    /// The day as well, by words or by what their element carries.
    Whole(Moment, Basis),
    Clock(Clock),
    /// So many minutes before the copy was made.
    Ago(i64),
}

/// The times that head entries, where the article is a live account.
pub(crate) fn heads(evidence: &Evidence<'_>) -> Vec<Head> {
    let mut body = evidence.lines_of(BlockKind::Body);
    let Some(first) = body.next() else { return Vec::new() };
    let last = body.last().unwrap_or(first);
    let mut heads: Vec<Head> = Vec::new();
    let mut day = None;
    for line in first.saturating_sub(NEAR)..=last {
        match read(evidence, line) {
            Some(head) => heads.push(Head { told: on_day(head.told, day), ..head }),
            // A date between entries is the day of those below it.
            None if !heads.is_empty() => day = dated(evidence, line).or(day),
            None => {}
        }
    }
    under_headings(evidence, &mut heads);
    let least = if evidence.rendered.page.live { 1 } else { LEAST };
    if heads.len() < least { Vec::new() } else { heads }
}

/// The entries whose time is known.
pub(crate) fn entries(evidence: &Evidence<'_>, heads: &[Head], clocks: &Clocks, id: ArticleId) -> Vec<Entry> {
    let Some(last) = evidence.lines_of(BlockKind::Body).last() else { return Vec::new() };
    let lines = &evidence.rendered.lines;
    let times = times(heads, clocks);
    let ends = heads.iter().skip(1).map(|next| next.line - 1).chain([last]);
    let entries = heads.iter().zip(ends).zip(times).filter_map(|((head, end), time)| {
        let (at, basis) = time?;
        let span = lines[head.line].span.cover(lines[end.max(head.line)].span);
        Some(Entry { span, at: when(Stretch::point(at), basis, Some(Cite::new(id, head.at)))? })
    });
    entries.collect()
}

/// The time that a line begins with, where the text of an entry follows it.
fn read(evidence: &Evidence<'_>, line: usize) -> Option<Head> {
    let kind = evidence.labels[line].kind;
    let other = matches!(
        kind,
        BlockKind::Comments | BlockKind::Related | BlockKind::Popular | BlockKind::Teaser | BlockKind::Embed
    );
    let words = evidence.words(line);
    let start = head(words, REACH);
    if other || evidence.rows[line].oversize || !start.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (at, told) = clock(evidence, start)?;
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count();
    let alone = letters(&words[at.end()..]) <= BESIDE;
    let is_body = |n: usize| evidence.labels.get(n).is_some_and(|label| label.kind == BlockKind::Body);
    let opens = words[at.end()..].trim_start_matches([':', '-', '–', '—', '|', '.', ' ', ')', ']']);
    let text = if alone {
        (line + 1..=line + NEAR).any(is_body)
    } else {
        // "14:32 GMT: The count …": the entry itself, and no sentence about that hour.
        kind == BlockKind::Body && opens.starts_with(|c: char| !c.is_lowercase())
    };
    let span = at.shift(evidence.rendered.lines[line].span.start());
    let told = stamped(evidence, evidence.rendered.lines[line].span)
        .filter(|at| at.clock.is_some())
        .map_or(told, |at| Told::Whole(at, Basis::Metadata));
    text.then_some(Head { line, at: span, told })
}

/// The time that these words begin with, and where it stands in them.
fn clock(evidence: &Evidence<'_>, words: &str) -> Option<(Span, Told)> {
    let found = evidence.lexicon.calendar.find(words).into_iter().next();
    let Some(found) = found.filter(|found| leads(&words[..found.span.start()])) else {
        return plain(words);
    };
    let Meaning::Point(point) = found.meaning else { return None };
    let told = match point {
        Point { base: Base::Away { amount, unit, back: true, .. }, clock: None, .. } => {
            let minutes = match unit {
                Unit::Minute => 1,
                Unit::Hour => 60,
                _ => return None,
            };
            Told::Ago(i64::from(amount.count?) * minutes)
        }
        Point { base: Base::Unsaid, clock: Some(clock), .. } => Told::Clock(clock),
        _ => {
            let whole = View::default().resolve(&found.meaning)?.from;
            whole.clock?;
            Told::Whole(whole, Basis::Dateline)
        }
    };
    Some((found.span, told))
}

/// Nothing, or a word that tells what the time is of.
fn leads(before: &str) -> bool {
    !before.contains(char::is_alphanumeric)
        || matches!(PageDates::all().opening(before), Some(DateRole::Published | DateRole::Updated))
}

/// "9.05", "2h ago": times that are none in a running text.
fn plain(words: &str) -> Option<(Span, Told)> {
    let from = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let rest = &words[from..];
    let digits = |text: &str| text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let size = digits(rest);
    let number: u8 = rest[..size].parse().ok().filter(|_| size <= 2)?;
    let behind = rest[size..].trim_start();
    if let Some(minutes) = behind.strip_prefix('.').filter(|m| digits(m) == 2) {
        let minute = minutes[..2].parse().ok().filter(|m| *m < 60)?;
        let clock = Clock { hour: number, minute: Some(minute), second: None, zone: None };
        let ends = minutes[2..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '%');
        return (number < 24 && ends).then_some((Span::of(from..from + size + 3), Told::Clock(clock)));
    }
    let unit = behind.find(|c: char| !c.is_alphabetic()).filter(|at| behind[*at..].starts_with(" ago"))?;
    let minutes = match &behind[..unit] {
        "m" | "min" | "mins" => 1,
        "h" | "hr" | "hrs" => 60,
        _ => return None,
    };
    let end = words.len() - behind.len() + unit + " ago".len();
    Some((Span::of(from..end), Told::Ago(i64::from(number) * minutes)))
}

/// The day that a line between entries names, and nothing else.
fn dated(evidence: &Evidence<'_>, line: usize) -> Option<Moment> {
    let alone = evidence.rows[line].is_dateline() && evidence.labels[line].kind != BlockKind::Embed;
    let words = alone.then(|| evidence.words(line))?;
    let found = evidence.lexicon.calendar.find(words).into_iter().next()?;
    View::default()
        .resolve(&found.meaning)
        .map(|s| s.from)
        .filter(|at| at.day.is_some() && at.clock.is_none())
}

fn on_day(told: Told, day: Option<Moment>) -> Told {
    match (told, day) {
        (Told::Clock(clock), Some(day)) => Told::Whole(Moment { clock: Some(clock), ..day }, Basis::Dateline),
        _ => told,
    }
}

/// Where times stand under the headings of their entries, the entries begin with those.
fn under_headings(evidence: &Evidence<'_>, heads: &mut [Head]) {
    let is_heading = |n: usize| evidence.labels.get(n).is_some_and(|label| label.kind == BlockKind::Heading);
    // A time that was told to be a heading heads its own entry.
    let taken: Vec<usize> = heads.iter().map(|head| head.line).collect();
    let under = |head: &&Head| {
        let above = head.line.checked_sub(1).filter(|n| is_heading(*n) && taken.binary_search(n).is_err());
        above.is_some() && !is_heading(head.line + 1)
    };
    if heads.iter().filter(under).count() * 2 > heads.len() {
        heads.iter_mut().filter(|head| under(&&**head)).for_each(|head| head.line -= 1);
    }
}

/// When each entry was written; the day is worked out from the article's own, along the entries from the oldest on.
fn times(heads: &[Head], clocks: &Clocks) -> Vec<Option<(Moment, Basis)>> {
    let moment = |when: &Option<When>| when.as_ref().and_then(|when| Moment::read(when.value.as_str()));
    let published = moment(&clocks.published).filter(|at| at.day.is_some());
    let captured = moment(&clocks.captured);
    let newest_first = is_newest_first(heads);
    let mut order: Vec<usize> = (0..heads.len()).collect();
    if newest_first {
        order.reverse();
    }
    let mut times = vec![None; heads.len()];
    let mut before = published.map(|at| (at, HALF_DAY));
    for n in order {
        let time = match heads[n].told {
            Told::Whole(at, basis) => Some((at, basis)),
            Told::Clock(clock) => {
                before.and_then(|(before, most)| next(before, clock, most)).map(|at| (at, Basis::Inferred))
            }
            Told::Ago(minutes) => captured.and_then(|at| back(at, minutes)).map(|at| (at, Basis::Inferred)),
        };
        before = time.map(|(at, _)| (at, JITTER)).or(before);
        times[n] = time;
    }
    // An account that would go on after its last change, or after the copy, has been misread.
    let end = captured.into_iter().chain(moment(&clocks.updated)).map(day_number).min();
    let late = |at: Moment| end.is_some_and(|end| day_number(at) > end + 1);
    if times.iter().flatten().any(|(at, _)| late(*at)) { vec![None; heads.len()] } else { times }
}

/// Whether the entries run backwards: of two neighbours the later stands less than half a day ahead.
fn is_newest_first(heads: &[Head]) -> bool {
    let minutes: Vec<i32> = heads
        .iter()
        .filter_map(|head| match head.told {
            Told::Whole(at, _) => Some(day_number(at) * 24 * 60 + minute_of_day(at.clock?)),
            Told::Clock(clock) => Some(minute_of_day(clock)),
            Told::Ago(minutes) => i32::try_from(-minutes).ok(),
        })
        .collect();
    let steps = minutes.windows(2).map(|pair| (pair[1] - pair[0]).rem_euclid(24 * 60));
    let (mut ahead, mut back) = (0, 0);
    for step in steps.filter(|step| *step != 0) {
        if step < HALF_DAY { ahead += 1 } else { back += 1 }
    }
    back > ahead
}

fn minute_of_day(clock: Clock) -> i32 {
    i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0))
}

/// The next moment at this time of day, `before` being the one before it; up to `most` minutes earlier is the same day.
fn next(before: Moment, clock: Clock, most: i32) -> Option<Moment> {
    let before = in_zone(before, clock.zone);
    let earlier = before.clock.map_or(0, minute_of_day) - minute_of_day(clock);
    let date = before.date()?;
    let date = if earlier > most { date.tomorrow().ok()? } else { date };
    Some(Moment { clock: Some(clock), ..Moment::from(date) })
}

/// The same moment as clocks of another zone show it.
fn in_zone(at: Moment, zone: Option<i16>) -> Moment {
    let Some((own, zone)) = at.clock.and_then(|clock| clock.zone).zip(zone) else { return at };
    back(at, i64::from(own) - i64::from(zone)).map_or(at, |moved| Moment {
        clock: moved.clock.map(|clock| Clock { zone: Some(zone), ..clock }),
        ..moved
    })
}

/// So many minutes before a moment whose time of day is known.
fn back(at: Moment, minutes: i64) -> Option<Moment> {
    let clock = at.clock?;
    let moved = at.date_time()?.checked_sub(jiff::Span::new().try_minutes(minutes).ok()?).ok()?;
    let clock = Clock {
        hour: moved.hour().cast_unsigned(),
        minute: Some(moved.minute().cast_unsigned()),
        second: None,
        zone: clock.zone,
    };
    Some(Moment { clock: Some(clock), ..Moment::from(moved.date()) })
}
