//! The grammar: from words that have to do with time to time expressions.
//!
//! Every rule looks a fixed number of words ahead and one behind, so the whole is linear.

use sayso_text::Span;

use super::meaning::{Base, Clock, Lean, Meaning, Part, Point, TimeWordKind, TimeWords, Unit, Year};
use super::tense::Tense;
use super::words::{Cue, Link, Then, Token, When, Word};

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Touch,
    Space,
    Hyphen,
    Dash,
    Comma,
    Dot,
    /// Anything else, or too much.
    Far,
}

/// A time expression as words: its first, and the one after its last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) next: usize,
    pub(super) meaning: Meaning,
}

impl Phrase {
    pub(super) fn new(first: usize, next: usize, meaning: Meaning) -> Self {
        Self { first, next, meaning }
    }

    pub(super) fn point(first: usize, next: usize, base: Base) -> Self {
        Self::new(first, next, Meaning::Point(Point::of(base)))
    }
}

/// The words of one text, and where each rule may look.
#[derive(Debug)]
pub(super) struct Phrases<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
}

impl<'t> Phrases<'t> {
    /// All time expressions, in order.
    pub(super) fn find(text: &'t str, tokens: &'t [Token], cues: &[Cue]) -> Vec<TimeWords> {
        let phrases = Self { text, tokens };
        let mut tense = Tense::new(text, cues);
        let mut found: Vec<TimeWords> = Vec::new();
        let (mut at, mut year_until) = (0, 0);
        while at < tokens.len() {
            match phrases.at(at, year_until) {
                Step::Phrase(phrase) => {
                    let span = Span::new(tokens[phrase.first].start, tokens[phrase.next - 1].end);
                    let kind = kind(&phrase.meaning);
                    let lean = match phrases.link_before(phrase.first) {
                        Some(Link::Until) => Lean::Future,
                        Some(Link::By) => tense.at(span).or(Lean::Future),
                        _ => tense.at(span),
                    };
                    if let Some(last) = found.last_mut() {
                        last.meaning =
                            share_year(last.meaning, &text[last.span.end()..span.start()], &phrase.meaning);
                    }
                    found.push(TimeWords { span, meaning: phrase.meaning, kind, lean });
                    if matches!(phrase.meaning, Meaning::Point(Point { base: Base::Year(_), .. })) {
                        year_until = phrase.next;
                    }
                    at = phrase.next.max(at + 1);
                }
                Step::Skip(next) => at = next.max(at + 1),
            }
        }
        found
    }

    /// What begins at a word. `years` is the word after the last bare year, for "2009, 2010 and 2011".
    fn at(&self, at: usize, years: usize) -> Step {
        let found = match self.tokens[at].word {
            Word::Nothing => return Step::Skip(at + 1),
            Word::Label if self.spaced(at) && matches!(self.word(at + 1), Some(Word::Digits { .. })) => {
                return Step::Skip(at + 2);
            }
            Word::The => self.the(at),
            Word::A => self.a(at),
            Word::About => self.about(at),
            Word::Clock { .. } => self.clock_first(at),
            Word::Digits { .. } | Word::Count(_) | Word::Ordinal(_) | Word::Half | Word::Hundred(_) => {
                let amount = match self.amount_at(at, at) {
                    Some(Err(next)) => return Step::Skip(next),
                    Some(Ok(phrase)) => Some(phrase),
                    None => None,
                };
                self.date(at).or(amount).or_else(|| self.year(at, years))
            }
            Word::Unit(_, When::Plural) => self.bare_plural(at),
            Word::Part(_) => self.part_first(at),
            Word::Each(_) | Word::Often(_) | Word::Times => self.set(at),
            Word::Month(..) | Word::Weekday(..) => self.row(at).or_else(|| self.date(at)),
            Word::Pick(_) => self.pick(at).or_else(|| self.date(at)).or_else(|| self.said_of(at)),
            Word::Vague(vague) => self.vague(at, vague),
            Word::YearAgo | Word::Fiscal => self.report(at, at),
            _ => self.date(at),
        };
        match found {
            Some(phrase) => Step::Phrase(phrase),
            None => Step::Skip(at + 1),
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<Word> {
        self.tokens.get(at).map(|t| t.word)
    }

    /// What stands between word `at` and the next.
    pub(super) fn gap(&self, at: usize) -> Gap {
        let (Some(a), Some(b)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return Gap::Far };
        if b.start - a.end > 8 {
            return Gap::Far;
        }
        let between = &self.text[a.end as usize..b.start as usize];
        let white = between.chars().filter(|c| c.is_whitespace()).count();
        let broken = between.matches('\n').count() > 1;
        match between.trim() {
            _ if broken => Gap::Far,
            "" if between.is_empty() => Gap::Touch,
            "" => Gap::Space,
            "T" if white == 0 => Gap::Space,
            "-" | "‐" | "‑" if white == 0 => Gap::Hyphen,
            "-" | "–" | "—" => Gap::Dash,
            "," => Gap::Comma,
            "." => Gap::Dot,
            _ => Gap::Far,
        }
    }

    /// Whether word `at` is followed by the next with nothing but white space between.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.gap(at) == Gap::Space
    }

    /// The word before, with nothing but white space between.
    pub(super) fn before(&self, at: usize) -> Option<Word> {
        let before = at.checked_sub(1)?;
        self.spaced(before).then(|| self.tokens[before].word)
    }

    /// The preposition before.
    pub(super) fn link_before(&self, at: usize) -> Option<Link> {
        match self.before(at)? {
            Word::Link(link) => Some(link),
            _ => None,
        }
    }

    /// The text right behind word `at`.
    pub(super) fn behind(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| &self.text[t.end as usize..])
    }

    /// The text right before word `at`.
    pub(super) fn ahead(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| &self.text[..t.start as usize])
    }

    /// A date with a part of the day, a time of day, or neither: "Monday", "Monday morning", "May 22, 2023 at 10:30".
    fn date(&self, at: usize) -> Option<Phrase> {
        let (base, next) = self.base(at)?;
        if let Meaning::Point(point) = base {
            let (point, next) = self.tail(point, next);
            return Some(Phrase::new(at, next, Meaning::Point(point)));
        }
        Some(Phrase::new(at, next, base))
    }

    /// What may follow a date: a part of the day, a time of day.
    pub(super) fn tail(&self, mut point: Point, mut next: usize) -> (Point, usize) {
        if point.clock.is_some() || matches!(point.base, Base::Year(_) | Base::Decade(_) | Base::Century(_)) {
            return (point, next);
        }
        if point.part.is_none()
            && self.spaced(next - 1)
            && let Some((part, stop)) = self.part(next)
        {
            (point.part, next) = (Some(part), stop);
        }
        let day = !matches!(point.base, Base::Month { .. } | Base::Season { .. } | Base::Quarter { .. });
        if day && let Some((clock, stop)) = self.clock_behind(next - 1) {
            (point.clock, next) = (Some(clock), stop);
        }
        (point, next)
    }

    /// A part of the day at a word: "morning", "night".
    pub(super) fn part(&self, at: usize) -> Option<(Part, usize)> {
        match self.word(at)? {
            Word::Part(part) => Some((part, at + 1)),
            Word::Unit(Unit::Night, When::Always) => Some((Part::Night, at + 1)),
            _ => None,
        }
    }

    /// A time of day behind word `at`: " at 10:30", ", 08:05 GMT", " – 19h44".
    fn clock_behind(&self, at: usize) -> Option<(Clock, usize)> {
        let mut next = at + 1;
        if !matches!(self.gap(at), Gap::Space | Gap::Comma | Gap::Dash) {
            return None;
        }
        if matches!(self.word(next)?, Word::Link(Link::At | Link::By)) && self.spaced(next) {
            next += 1;
        }
        self.clock(next)
    }

    /// A time of day at a word, with a zone that is written out ("local time").
    fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        let Word::Clock { mut clock, .. } = self.word(at)? else { return None };
        let mut next = at + 1;
        if self.spaced(at)
            && let Some(Word::Zone(zone)) = self.word(next)
        {
            clock.zone = clock.zone.or(zone);
            next += 1;
        }
        Some((clock, next))
    }

    /// A time of day, and a date behind it: "10:30 GMT on 22 May", "12:00 UTC Monday".
    fn clock_first(&self, at: usize) -> Option<Phrase> {
        let (clock, next) = self.clock(at)?;
        let Some(Word::Clock { sure, .. }) = self.word(at) else { return None };
        let mut point = Point { clock: Some(clock), ..Point::of(Base::Unsaid) };
        if let Some((day, stop)) = self.day_behind(next - 1) {
            (point.base, point.part, point.edge) = (day.base, day.part, day.edge);
            return Some(Phrase::new(at, stop, Meaning::Point(point)));
        }
        let linked = match self.link_before(at) {
            Some(Link::In | Link::Of | Link::On | Link::For | Link::And) | None => false,
            Some(_) => true,
        };
        let said = sure || linked || self.before(at) == Some(Word::About);
        let zoned = next > at + 1;
        (said || zoned).then_some(Phrase::new(at, next, Meaning::Point(point)))
    }

    /// A day behind word `at`: " on 22 May", " Monday", ", yesterday".
    fn day_behind(&self, at: usize) -> Option<(Point, usize)> {
        if !matches!(self.gap(at), Gap::Space | Gap::Comma) {
            return None;
        }
        let mut next = at + 1;
        if matches!(self.word(next)?, Word::Link(Link::On | Link::Of | Link::In)) && self.spaced(next) {
            next += 1;
        }
        let next = if matches!(self.word(next)?, Word::The) && self.spaced(next) { next + 1 } else { next };
        let found = match self.word(next)? {
            Word::Pick(_) => self.pick(next)?,
            Word::Edge(..) => self.date(next)?,
            _ => {
                let (base, stop) = self.base(next)?;
                let short =
                    matches!(self.word(next), Some(Word::Weekday(_, When::Short))) && stop == next + 1;
                if short {
                    return None;
                }
                Phrase::new(next, stop, base)
            }
        };
        match found.meaning {
            Meaning::Point(point) if point.clock.is_none() && is_day(point.base) => {
                let part = if point.part.is_none() && self.spaced(found.next - 1) {
                    self.part(found.next)
                } else {
                    None
                };
                let (part, stop) = part.map_or((point.part, found.next), |(part, stop)| (Some(part), stop));
                Some((Point { part, ..point }, stop))
            }
            _ => None,
        }
    }

    /// "noon on Wednesday", "dawn on Tuesday", "at midnight", "in the early hours of Monday", "overnight".
    fn part_first(&self, at: usize) -> Option<Phrase> {
        let (part, next) = self.part(at)?;
        if let Some((day, stop)) = self.day_behind(next - 1).filter(|(day, _)| day.part.is_none()) {
            return Some(Phrase::new(at, stop, Meaning::Point(Point { part: Some(part), ..day })));
        }
        let said = match part {
            Part::Overnight => true,
            Part::Noon | Part::Midnight | Part::Dawn | Part::Dusk => self.link_before(at).is_some(),
            _ => false,
        };
        let point = Point { part: Some(part), ..Point::of(Base::Unsaid) };
        said.then_some(Phrase::new(at, next, Meaning::Point(point)))
    }

    /// Two weekdays in a row, "Monday–Friday", stand for every week.
    fn row(&self, at: usize) -> Option<Phrase> {
        let weekday = |at: usize| matches!(self.word(at), Some(Word::Weekday(..)));
        let joined = matches!(self.gap(at), Gap::Hyphen | Gap::Dash);
        let week = Meaning::Every { amount: super::amounts::ONE, unit: Unit::Week };
        (weekday(at) && joined && weekday(at + 1) && !matches!(self.word(at + 2), Some(Word::Digits { .. })))
            .then_some(Phrase::new(at, at + 2, week))
    }

    /// The rest of an amount that tells an age: "-old".
    pub(super) fn is_age(&self, next: usize) -> Option<usize> {
        let old = matches!(self.word(next), Some(Word::Then(Then::Old)));
        (old && matches!(self.gap(next - 1), Gap::Space | Gap::Hyphen)).then_some(next + 1)
    }
}

/// What the walk does next.
enum Step {
    Phrase(Phrase),
    Skip(usize),
}

/// "from March to August 2011": a year that is said once, behind the second of two.
fn share_year(first: Meaning, between: &str, second: &Meaning) -> Meaning {
    let joined = between.len() < 12
        && matches!(
            between.trim(),
            "to" | "and" | "or" | "until" | "till" | "through" | "-" | "–" | "—" | "/"
        );
    let (Meaning::Point(mut point), Meaning::Point(Point { base: later, .. }), true) =
        (first, second, joined)
    else {
        return first;
    };
    let (year, month) = match *later {
        Base::Month { year, month } | Base::Day { year, month, .. } if year != Year::Unsaid => (year, month),
        _ => return first,
    };
    if let Base::Month { year: place @ Year::Unsaid, month: before }
    | Base::Day { year: place @ Year::Unsaid, month: before, .. } = &mut point.base
    {
        *place = match year {
            Year::Named(year) if *before > month => Year::Named(year - 1),
            Year::Shifted(by) if *before > month => Year::Shifted(by - 1),
            other => other,
        };
    }
    Meaning::Point(point)
}

/// Whether a base is one day.
pub(super) fn is_day(base: Base) -> bool {
    match base {
        Base::Day { .. } | Base::Either { .. } | Base::Weekday { .. } | Base::Holiday { .. } => true,
        Base::Whole { unit, .. } | Base::Away { unit, .. } => matches!(unit, Unit::Day | Unit::Night),
        _ => false,
    }
}

fn kind(meaning: &Meaning) -> TimeWordKind {
    match meaning {
        Meaning::Point(point) => {
            let short = match point.base {
                Base::Away { unit, .. } => unit <= Unit::Hour,
                Base::Whole { unit, .. } => unit <= Unit::Night,
                _ => false,
            };
            if point.part.is_some() || point.clock.is_some() || short {
                TimeWordKind::Time
            } else {
                TimeWordKind::Date
            }
        }
        Meaning::Range(..) | Meaning::Vague(_) => TimeWordKind::Date,
        Meaning::Length { .. } => TimeWordKind::Duration,
        Meaning::Every { .. } | Meaning::Repeat(_) => TimeWordKind::Set,
    }
}
