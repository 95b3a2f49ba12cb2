//! When the article was published and changed, and when the copy was made.
//!
//! Nothing here reads a clock. What the page's own fields call its publication wins over what it shows beside its headline,
//! that over fields that only give "the date", those over its address, and that over what its programs hold and what
//! posts set into it let one infer. Each answer says what it rests on.

mod address;
mod chosen;
mod posts;
mod shown;
mod stamp;
mod taken;

#[cfg(test)]
mod tests;

use sayso_lexicon::calendar::{Grain, Moment, Stretch};
use sayso_news::{ArticleId, Basis, Cite, Edtf, Precision, When};
use sayso_text::Span;

use crate::metadata::{Evidence, Metadata};

/// What a capture tells about time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clocks {
    pub(crate) published: Option<When>,
    pub(crate) updated: Option<When>,
    /// When the copy was made.
    pub(crate) captured: Option<When>,
}

/// An answer: the time, what it rests on, and the words that give it.
#[derive(Debug, Clone, Copy)]
struct Found {
    stretch: Stretch,
    basis: Basis,
    span: Option<Span>,
}

impl Found {
    fn new(at: Moment, basis: Basis, span: Option<Span>) -> Self {
        Self { stretch: Stretch::point(at), basis, span }
    }

    fn when(&self, article: ArticleId) -> Option<When> {
        when(self.stretch, self.basis, self.span.map(|span| Cite::new(article, span)))
    }
}

/// The record of a time; `None` for one that the calendar does not have.
pub(crate) fn when(stretch: Stretch, basis: Basis, cite: Option<Cite>) -> Option<When> {
    let value = Edtf::parse(&stretch.checked()?.to_string()).ok()?;
    Some(When { value, precision: precision(stretch.grain()), basis, cite })
}

/// The time that an element on these words carries for machines.
pub(crate) fn stamped(evidence: &Evidence<'_>, span: Span) -> Option<Moment> {
    let stamps = &evidence.rendered.page.stamps;
    // An element that opens a line is met before the line is begun, which costs up to two line breaks.
    let from = span.start().saturating_sub(2);
    let first = stamps.partition_point(|stamp| stamp.at < from);
    let on_line = stamps[first..].iter().take_while(|stamp| stamp.at < span.end());
    on_line.filter_map(|stamp| stamp::read(&stamp.value, evidence)).find(|at| at.day.is_some())
}

/// Reads all that a capture tells.
pub(crate) fn clocks(evidence: &Evidence<'_>, metadata: &Metadata, article: ArticleId) -> Clocks {
    let capture = evidence.capture;
    let found = capture.url.as_deref().or(metadata.url.as_deref());
    let archived = found.or(Some(&capture.input)).and_then(address::archived);
    let known = capture.captured.as_ref().and_then(|when| Moment::read(when.value.as_str()));
    let known = known.or(archived);
    // Nobody copies an article before it is out; a day's grace is for time zones.
    let possible = |at: &Moment| known.is_none_or(|known| day_number(*at) <= day_number(known) + 1);
    let shown = shown::read(evidence);
    let fields = |values: &[String]| {
        let found = values.iter().filter_map(|value| stamp::read(value, evidence)).find(possible);
        found.map(|at| Found::new(at, Basis::Metadata, None))
    };
    let addresses = metadata.url.as_deref().into_iter().chain(capture.url.as_deref());
    let address = addresses.filter_map(address::date).find(possible);
    let visible = chosen::published(evidence, &shown, address).filter(|f| possible(&f.stretch.from));
    let (far, visible) = (visible.filter(|found| found.far), visible.filter(|found| !found.far));
    let page = &evidence.rendered.page;
    let published = fields(&page.published)
        .or_else(|| general(fields(&page.dated), visible, address))
        .map(|field| finer(field, visible, address))
        .or_else(|| choose(visible, address))
        .or_else(|| fields(&page.scripted))
        .or_else(|| posts::published(evidence).filter(|f| possible(&f.stretch.from)))
        .or_else(|| shown::told_back(&shown, known));
    let earliest = published.map(|found| found.stretch.from);
    let given = capture.published.as_ref();
    let moment = |when: &When| Moment::read(when.value.as_str());
    let day = given.map_or(earliest, moment);
    let updated = fields(&page.modified)
        .or_else(|| shown::updated(&shown, day))
        .filter(|f| possible(&f.stretch.from))
        .filter(|f| {
            day.is_none_or(|day| day_number(f.stretch.from) >= day_number(day) && f.stretch.from != day)
        });
    let published = match given {
        Some(given) => Some(given.clone()),
        None => published
            .or_else(|| updated.and_then(before))
            .or_else(|| far.map(|found| found.found()))
            .and_then(|found| found.when(article)),
    };
    let captured = match &capture.captured {
        Some(given) => Some(given.clone()),
        None => archived
            .map(|at| Found::new(at, Basis::Url, None))
            .or_else(|| taken::captured(evidence, &shown, published.as_ref().and_then(moment)))
            .and_then(|f| f.when(article)),
    };
    Clocks { published, updated: updated.and_then(|f| f.when(article)), captured }
}

/// Where only the last change is known, publication is about that day or before it: an inference, and told as one.
fn before(updated: Found) -> Option<Found> {
    let at = Moment { clock: None, ..updated.stretch.from };
    let stretch = Stretch { approximate: true, ..Stretch::point(at) };
    at.day.is_some().then_some(Found { stretch, basis: Basis::Inferred, span: updated.span })
}

/// A field that gives "the date" may be of a change, or of the making of the copy: it gives way to a date of publication
/// that the page shows, unless the address has the field's.
fn general(field: Option<Found>, visible: Option<chosen::Visible>, address: Option<Moment>) -> Option<Found> {
    let field = field?;
    let day = day_number(field.stretch.from);
    let differs = |visible: &chosen::Visible| visible.sure && day_number(visible.stretch.from) != day;
    let backed = address.is_some_and(|at| at.day.is_some() && day_number(at) == day);
    Some(visible.filter(|visible| differs(visible) && !backed).map_or(field, |visible| visible.found()))
}

/// A visible date wins over the address unless it is only guessed to be the article's and the address has another.
fn choose(visible: Option<chosen::Visible>, address: Option<Moment>) -> Option<Found> {
    let by_address = address.filter(|at| at.day.is_some()).map(|at| Found::new(at, Basis::Url, None));
    match (visible, by_address) {
        (Some(visible), Some(address)) => {
            let near = (day_number(visible.stretch.from) - day_number(address.stretch.from)).abs() <= 1;
            Some(if visible.sure || near { visible.found() } else { address })
        }
        (Some(visible), None) => Some(visible.found()),
        (None, Some(address)) => Some(address),
        (None, None) => None,
    }
}

/// A field that gives no day gets it from what is shown or from the address, where they agree with it. A field in
/// universal time gives way to the day on which the outlet itself was, the one before or after.
fn finer(field: Found, visible: Option<chosen::Visible>, address: Option<Moment>) -> Found {
    let at = field.stretch.from;
    if let Some(clock) = at.clock.filter(|clock| clock.zone == Some(0)) {
        // Where it is the day before, it is at most ten hours earlier; the day after, at most fourteen later.
        let away = if clock.hour < 10 { -1 } else { 1 };
        let beside = |found: &Found| day_number(found.stretch.from) - day_number(at) == away;
        let local = choose(None, address).or_else(|| visible.filter(|v| v.sure).map(|v| v.found()));
        return local.filter(beside).unwrap_or(field);
    }
    if at.day.is_some() {
        return field;
    }
    let agrees = |found: &Found| {
        found.stretch.from.year == at.year && at.month.is_none_or(|m| found.stretch.from.month == Some(m))
    };
    choose(visible, address).filter(agrees).unwrap_or(field)
}

/// A day as a number that grows by one a day; months and years count by their first day.
pub(crate) fn day_number(at: Moment) -> i32 {
    let month = at.month.filter(|m| *m <= 12).unwrap_or(1);
    let day = Moment::day(at.year, month, at.day.unwrap_or(1)).date();
    day.map_or(0, |day| (day - jiff::civil::date(2000, 1, 1)).get_days())
}

const fn precision(grain: Grain) -> Precision {
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
