//! Dates of the calendar: days, weekdays, months.

use super::meaning::{Anchor, Base, Meaning, Part, Point, Repeat, Unit, Which, Year};
use super::phrases::{Gap, Phrases};
use super::words::{Link, Pick, When, Word};

pub(super) fn point(base: Base) -> Meaning {
    Meaning::Point(Point::of(base))
}

impl Phrases<'_> {
    /// The date that begins at a word, without a time of day, and the word after it.
    pub(super) fn base(&self, at: usize) -> Option<(Meaning, usize)> {
        self.base_led(at, false)
    }

    /// The same; `led` says that the words before leave no doubt that a time follows ("early", "last").
    pub(super) fn base_led(&self, at: usize, led: bool) -> Option<(Meaning, usize)> {
        let base = match self.word(at)? {
            Word::Date { year, month, day } => Base::Day { year: Year::Named(year), month, day },
            Word::Either { year, first, second } => Base::Either { year, first, second },
            Word::Weekday(weekday, when) => return self.weekday(at, weekday, when),
            Word::Month(month, when) => return self.month(at, month, when, led),
            Word::Digits { .. } => return self.day_first(at),
            Word::Ordinal(n) => return self.day_first(at).or_else(|| self.ordinal(at, n)),
            Word::Day(shift) => {
                Base::Whole { unit: Unit::Day, shift: i16::from(shift), from: Anchor::Writing }
            }
            Word::Tonight => {
                let today = Base::Whole { unit: Unit::Day, shift: 0, from: Anchor::Writing };
                let part = Some(Part::Night);
                return Some((Meaning::Point(Point { part, ..Point::of(today) }), at + 1));
            }
            Word::Holiday(holiday) => {
                let (year, next) = self.year_behind(at).unwrap_or((Year::Unsaid, at + 1));
                return Some((point(Base::Holiday { year, holiday }), next));
            }
            Word::Quarter(quarter) => {
                let linked = matches!(self.before(at), Some(Word::Link(_) | Word::The | Word::Pick(_)));
                let unsaid = linked.then_some((Year::Unsaid, at + 1));
                let (year, next) = self.year_behind(at).or(unsaid)?;
                return Some((point(Base::Quarter { year, quarter }), next));
            }
            Word::HalfYear(half) => {
                let (year, next) = self.year_behind(at)?;
                return Some((point(Base::Half { year, half }), next));
            }
            Word::Decade { first, short } => self.decade(at, first, short, led)?,
            Word::Season(season, when) => return self.season(at, season, when, led),
            Word::Close(unit) => return Some(self.close(at, unit)),
            Word::Edge(..) | Word::Then(_) => {
                let phrase = self.edged(at)?;
                return Some((phrase.meaning, phrase.next));
            }
            _ => return None,
        };
        Some((point(base), at + 1))
    }

    fn weekday(&self, at: usize, weekday: u8, when: When) -> Option<(Meaning, usize)> {
        if when == When::Plural {
            let every = Meaning::Repeat(Repeat::Weekday(weekday, None));
            return self.tokens[at].capital.then_some((every, at + 1));
        }
        if matches!(self.gap(at), Gap::Space | Gap::Comma | Gap::Dot) {
            let next = at + 1;
            let next = if self.word(next) == Some(Word::The) && self.spaced(next) { next + 1 } else { next };
            let date = match self.word(next) {
                Some(
                    Word::Month(..)
                    | Word::Digits { .. }
                    | Word::Ordinal(_)
                    | Word::Date { .. }
                    | Word::Either { .. },
                ) => self.base(next),
                _ => None,
            };
            if let Some((Meaning::Point(Point { base: Base::Day { .. } | Base::Either { .. }, .. }), _)) =
                date
            {
                return date;
            }
        }
        if when == When::Short {
            let timed = matches!(self.word(at + 1), Some(Word::Clock { .. })) && self.spaced(at);
            return (timed && self.tokens[at].capital)
                .then_some((point(Base::Weekday { weekday, which: Which::Unsaid }), at + 1));
        }
        let (which, next) = self.week_behind(at).unwrap_or((Which::Unsaid, at + 1));
        Some((point(Base::Weekday { weekday, which }), next))
    }

    /// Behind a weekday: "of last week", "next week".
    fn week_behind(&self, at: usize) -> Option<(Which, usize)> {
        if !self.spaced(at) {
            return None;
        }
        let next = at + 1;
        let next =
            if self.word(next) == Some(Word::Link(Link::Of)) && self.spaced(next) { next + 1 } else { next };
        let weeks = match self.word(next)? {
            Word::Pick(Pick::This) => 0,
            Word::Pick(Pick::Last) => -1,
            Word::Pick(Pick::Next) => 1,
            _ => return None,
        };
        let week = self.word(next + 1) == Some(Word::Unit(Unit::Week, When::Always));
        (week && self.spaced(next)).then_some((Which::Week(weeks), next + 2))
    }

    /// A day's number at a word.
    fn day_number(&self, at: usize) -> Option<u8> {
        match self.word(at)? {
            Word::Digits { value: n @ 1..=31, width: 1 | 2, plain: true, half: false } => Some(n as u8),
            Word::Ordinal(n @ 1..=31) => Some(n as u8),
            _ => None,
        }
    }

    /// The year behind a day of a month: as above, or after a comma or a hyphen.
    fn year_of_day(&self, at: usize) -> (Year, usize) {
        if matches!(self.gap(at), Gap::Comma | Gap::Hyphen)
            && let Some(year) = self.year_number(at + 1)
            && !self.counts(at + 1, year)
        {
            return (Year::Named(year), at + 2);
        }
        self.year_behind(at).unwrap_or((Year::Unsaid, at + 1))
    }

    /// Whether a number that could be a year rather counts what follows: "on May 22, 1500 soldiers".
    fn counts(&self, at: usize, year: i16) -> bool {
        let next = self.behind(at).strip_prefix(' ').unwrap_or("");
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let plural =
            word.starts_with(|c: char| c.is_lowercase()) && (word.ends_with('s') || word == "people");
        plural && word.len() > 3 && (year % 100 == 0 || year < 1900)
    }

    /// Whether a month's name, as it is written, may be one beside a number; a full date leaves no doubt.
    fn month_counts(&self, at: usize, when: When, year: Year) -> bool {
        self.tokens[at].capital || matches!(when, When::Always | When::Name) || matches!(year, Year::Named(_))
    }

    /// "May 22, 2023", "May 22-24", "May 2023", "May", "May-June 2023".
    fn month(&self, at: usize, month: u8, when: When, led: bool) -> Option<(Meaning, usize)> {
        let gap = self.gap(at);
        if matches!(gap, Gap::Space | Gap::Dot)
            && let Some(day) = self.day_number(at + 1)
            && let Some(found) = self.month_first(at, month, when, day)
        {
            return Some(found);
        }
        if matches!(gap, Gap::Space | Gap::Comma | Gap::Dot | Gap::Hyphen)
            && let Some(year) = self.year_number(at + 1)
            && !self.counts(at + 1, year)
        {
            return Some((point(Base::Month { year: Year::Named(year), month }), at + 2));
        }
        if when == When::Short {
            return None;
        }
        if let Some((year, next)) = self.year_behind(at)
            && self.month_counts(at, when, year)
        {
            return Some((point(Base::Month { year, month }), next));
        }
        if matches!(gap, Gap::Hyphen | Gap::Dash)
            && let Some(Word::Month(second, then)) = self.word(at + 1)
            && then != When::Short
            && self.tokens[at].capital
        {
            let (year, next) = self.year_behind(at + 1).unwrap_or((Year::Unsaid, at + 2));
            return Some((
                Meaning::Range(Base::Month { year, month }, Base::Month { year, month: second }),
                next,
            ));
        }
        self.lone_month(at, when, led).then_some((point(Base::Month { year: Year::Unsaid, month }), at + 1))
    }

    /// Whether a month's name with nothing beside it is one.
    fn lone_month(&self, at: usize, when: When, led: bool) -> bool {
        let capital = self.tokens[at].capital;
        let link = self.link_before(at);
        match when {
            When::Always | When::Plural => true,
            When::Short => false,
            When::Name => {
                let surname = self
                    .behind(at)
                    .strip_prefix(' ')
                    .is_some_and(|rest| rest.starts_with(char::is_uppercase));
                led || (capital && !surname) || matches!(link, Some(Link::In | Link::Since | Link::Until))
            }
            When::Weak => {
                let noun = self.before(at) == Some(Word::The)
                    && !(self.spaced(at) && matches!(self.word(at + 1), Some(Word::Link(_))))
                    && self
                        .behind(at)
                        .strip_prefix(' ')
                        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
                let linked = matches!(link, Some(Link::In | Link::Since | Link::Until | Link::By))
                    || (matches!(link, Some(Link::From | Link::Between | Link::To | Link::And))
                        && self.beside_month(at));
                capital && (led || linked || noun)
            }
        }
    }

    /// Whether another month stands two words away: "from March to May", "between May and June".
    fn beside_month(&self, at: usize) -> bool {
        let month = |at: Option<usize>| {
            at.and_then(|at| self.word(at))
                .is_some_and(|w| matches!(w, Word::Month(_, when) if when != When::Short))
        };
        month(at.checked_sub(2)) || (self.spaced(at) && month(Some(at + 2)))
    }

    /// A day behind its month.
    fn month_first(&self, at: usize, month: u8, when: When, day: u8) -> Option<(Meaning, usize)> {
        let (year, next) = self.year_of_day(at + 1);
        let sure = year != Year::Unsaid;
        if !self.month_counts(at, when, year) {
            return None;
        }
        // "In March 12 people": a day takes "on".
        let ordinal = matches!(self.word(at + 1), Some(Word::Ordinal(_)));
        if !sure && !ordinal && self.link_before(at) == Some(Link::In) && self.gap(at) == Gap::Space {
            return None;
        }
        let from = Base::Day { year, month, day };
        if !sure && matches!(self.gap(at + 1), Gap::Hyphen | Gap::Dash) {
            if let Some(last) = self.day_number(at + 2).filter(|last| *last > day) {
                let (year, next) = self.year_of_day(at + 2);
                let range =
                    Meaning::Range(Base::Day { year, month, day }, Base::Day { year, month, day: last });
                return Some((range, next));
            }
            if let (Some(Word::Month(other, _)), Some(last)) = (self.word(at + 2), self.day_number(at + 3))
                && self.spaced(at + 2)
            {
                let (year, next) = self.year_of_day(at + 3);
                let range = Meaning::Range(
                    Base::Day { year, month, day },
                    Base::Day { year, month: other, day: last },
                );
                return Some((range, next));
            }
        }
        Some((point(from), next))
    }

    /// "22 May 2023", "the 22nd of May", "5–6 September 2019", "22-May-2023".
    fn day_first(&self, at: usize) -> Option<(Meaning, usize)> {
        let day = self.day_number(at)?;
        if let Some(last) = self.day_number(at + 1).filter(|last| *last > day)
            && matches!(self.gap(at), Gap::Hyphen | Gap::Dash)
        {
            return self.days_of(at + 1, day, last);
        }
        if matches!(self.word(at + 1), Some(Word::Link(Link::And | Link::To)))
            && let Some(last) = self.day_number(at + 2).filter(|last| *last > day)
            && self.spaced(at)
            && self.spaced(at + 1)
        {
            return self.days_of(at + 2, day, last);
        }
        let (month, when, place) = self.month_behind(at)?;
        let (year, next) = self.year_of_day(place);
        let listed = self.gap(at) == Gap::Dot && year == Year::Unsaid;
        let sure = self.month_counts(place, when, year) && !listed;
        sure.then_some((point(Base::Day { year, month, day }), next))
    }

    /// The month behind a day's number: " May", " of May", "-May", ". May".
    fn month_behind(&self, at: usize) -> Option<(u8, When, usize)> {
        let gap = self.gap(at);
        let mut place = at + 1;
        if gap == Gap::Space && self.word(place) == Some(Word::Link(Link::Of)) && self.spaced(place) {
            place += 1;
        } else if !matches!(gap, Gap::Space | Gap::Hyphen | Gap::Dot) {
            return None;
        }
        match self.word(place)? {
            Word::Month(month, when) => Some((month, when, place)),
            _ => None,
        }
    }

    fn days_of(&self, at: usize, day: u8, last: u8) -> Option<(Meaning, usize)> {
        let (month, when, place) = self.month_behind(at)?;
        let (year, next) = self.year_of_day(place);
        let range = Meaning::Range(Base::Day { year, month, day }, Base::Day { year, month, day: last });
        self.month_counts(place, when, year).then_some((range, next))
    }
}
