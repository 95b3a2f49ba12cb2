//! Times told from another: "last week", "the past three months", "late on Monday", "the following day".

use super::amounts::ONE;
use super::meaning::{Anchor, Base, Edge, Meaning, Part, Point, Side, Unit, Vague, Which, Year};
use super::phrases::{Gap, Phrase, Phrases};
use super::words::{Link, Pick, Then, When, Word};

impl Phrases<'_> {
    /// What begins with "the".
    pub(super) fn the(&self, at: usize) -> Option<Phrase> {
        if !self.spaced(at) {
            return None;
        }
        let next = at + 1;
        if let Some(report) = self.report(at, next) {
            return Some(report);
        }
        let found = match self.word(next)? {
            Word::Pick(pick) => {
                let past = pick == Pick::Past && !self.before_noun(next);
                let past = past.then(|| Phrase::new(at, next + 1, Meaning::Vague(Vague::Past)));
                return self.picked(at, next, pick, true).or(past);
            }
            Word::Close(unit) => {
                let (meaning, stop) = self.close(next, unit);
                return Some(Phrase::new(at, stop, meaning));
            }
            Word::Edge(..) => self.edged(next)?,
            Word::Ordinal(_) | Word::Decade { .. } => {
                let (meaning, stop) = self.base(next)?;
                // "the third-quarter loss": the article is the loss's.
                let of_noun = self.gap(next) == Gap::Hyphen && stop == next + 2 && self.before_noun(stop - 1);
                if of_noun {
                    return None;
                }
                Phrase::new(at, stop, meaning)
            }
            Word::Season(season, _) => {
                let (year, stop) = self.year_behind(next)?;
                Phrase::point(at, stop, Base::Season { year, season })
            }
            Word::Day(shift @ (-2 | 2)) => {
                let base = Base::Whole { unit: Unit::Day, shift: i16::from(shift), from: Anchor::Writing };
                Phrase::point(at, next + 1, base)
            }
            Word::Unit(Unit::Year, When::Always)
                if self.spaced(next) && self.year_number(next + 1).is_some() =>
            {
                let year = self.year_number(next + 1)?;
                Phrase::point(at, next + 2, Base::Year(Year::Named(year)))
            }
            Word::Unit(Unit::Weekend, When::Always) => Phrase::point(
                at,
                next + 1,
                Base::Whole { unit: Unit::Weekend, shift: 0, from: Anchor::Writing },
            ),
            Word::Unit(unit, When::Always) if unit >= Unit::Night && self.ends_before(next).is_some() => {
                let shift = self.ends_before(next)?;
                Phrase::point(at, next + 2, Base::Whole { unit, shift, from: Anchor::Spoken })
            }
            Word::Part(_) | Word::Unit(Unit::Night, When::Always) => {
                let (part, stop) = self.part(next)?;
                let of = self.word(stop) == Some(Word::Link(Link::Of)) && self.spaced(next);
                let phrase = if of { self.night_of(next, part, stop) } else { None };
                phrase?
            }
            _ => return None,
        };
        let (point, stop) = match found.meaning {
            Meaning::Point(point) => self.tail(point, found.next),
            other => return Some(Phrase::new(at, found.next, other)),
        };
        Some(Phrase::new(at, stop, Meaning::Point(point)))
    }

    /// "(the morning) of May 22", "(the night) of 3–4 June" by its first day.
    fn night_of(&self, at: usize, part: Part, of: usize) -> Option<Phrase> {
        if !self.spaced(of) {
            return None;
        }
        let next = if self.word(of + 1) == Some(Word::The) && self.spaced(of + 1) { of + 2 } else { of + 1 };
        match self.base(next)? {
            (Meaning::Point(day), stop) if super::phrases::is_day(day.base) => {
                Some(Phrase::new(at, stop, Meaning::Point(Point { part: Some(part), ..day })))
            }
            _ => None,
        }
    }

    /// Behind a unit: "before" or "after" with nothing that it governs, as in "the year before".
    fn ends_before(&self, at: usize) -> Option<i16> {
        let shift = match self.word(at + 1)? {
            Word::Link(Link::Before) => -1,
            Word::Link(Link::After) => 1,
            _ => return None,
        };
        let rest = self.behind(at + 1);
        let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '!', '?', '\n', '"', '”']);
        (self.spaced(at) && ends).then_some(shift)
    }

    /// Whether a word in lower case that can be a noun stands right behind.
    pub(super) fn before_noun(&self, at: usize) -> bool {
        let word = self.behind(at).strip_prefix(' ').unwrap_or("");
        let word = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        !word.is_empty() && !super::years::FUNCTION.contains(&word)
    }

    /// What begins with "this", "last", "next" and the like.
    pub(super) fn pick(&self, at: usize) -> Option<Phrase> {
        match self.word(at)? {
            Word::Pick(pick) => self.picked(at, at, pick, false),
            _ => None,
        }
    }

    fn picked(&self, first: usize, at: usize, pick: Pick, the: bool) -> Option<Phrase> {
        if !self.spaced(at) || self.owned(at) {
            return None;
        }
        let next = at + 1;
        let pick = match pick {
            Pick::Current => Pick::This,
            Pick::Latest => Pick::Recent,
            pick => pick,
        };
        let (pick, at, next) = match (pick, self.word(next)?) {
            // "this past week", "this coming Monday"
            (Pick::This, Word::Pick(second)) if self.spaced(next) => (second, next, next + 1),
            _ => (pick, at, next),
        };
        let found = match self.word(next)? {
            Word::Unit(unit, when) => self.picked_unit(first, at, pick, (unit, when), the),
            // "the last second" and "the last quarter" are caught above or mean nothing.
            Word::Digits { .. } | Word::Count(_) | Word::Half | Word::Hundred(_) => {
                self.picked_amount(first, next, pick)
            }
            Word::Weekday(weekday, When::Always) => {
                let which = match pick {
                    Pick::This => Which::This,
                    Pick::Last | Pick::Past | Pick::Recent => Which::Last,
                    Pick::Next => Which::Next,
                    Pick::Before => Which::Spoken(-1),
                    Pick::That => Which::Spoken(0),
                    Pick::After => Which::Spoken(1),
                    Pick::Current | Pick::Latest => return None,
                };
                Some(Phrase::point(first, next + 1, Base::Weekday { weekday, which }))
            }
            Word::Month(month, when) if when != When::Short && self.tokens[next].capital => {
                let month = Base::Month { year: year(pick)?, month };
                // "that May", "the same May" are rarely times.
                (pick != Pick::That).then_some(Phrase::point(first, next + 1, month))
            }
            Word::Season(season, _) => {
                Some(Phrase::point(first, next + 1, Base::Season { year: year(pick)?, season }))
            }
            Word::Holiday(holiday) => {
                Some(Phrase::point(first, next + 1, Base::Holiday { year: year(pick)?, holiday }))
            }
            Word::Part(part) => {
                let (shift, from) = match pick {
                    Pick::This => (0, Anchor::Writing),
                    Pick::Last | Pick::Past | Pick::Recent => (-1, Anchor::Writing),
                    Pick::That => (0, Anchor::Spoken),
                    Pick::Next | Pick::After => (1, Anchor::Spoken),
                    Pick::Before => (-1, Anchor::Spoken),
                    Pick::Current | Pick::Latest => return None,
                };
                let day = Point::of(Base::Whole { unit: Unit::Day, shift, from });
                Some(Phrase::new(first, next + 1, Meaning::Point(Point { part: Some(part), ..day })))
            }
            _ => None,
        }?;
        if let Meaning::Point(Point { base, .. }) = found.meaning
            && let Base::Whole { unit: Unit::Year, shift, from: Anchor::Writing } = base
            && let Some(quarter) = self.owned_quarter(first, found.next, Year::Shifted(shift))
        {
            return Some(quarter);
        }
        match found.meaning {
            Meaning::Point(point) => {
                let (point, stop) = self.tail(point, found.next);
                Some(Phrase::new(first, stop, Meaning::Point(point)))
            }
            _ => Some(found),
        }
    }

    /// Whether a possessive stands before: "his last week in office" is no time of its own.
    pub(super) fn owned(&self, at: usize) -> bool {
        let before = self.ahead(at).trim_end_matches(' ');
        let word =
            &before[before.len() - before.bytes().rev().take(6).take_while(u8::is_ascii_graphic).count()..];
        ["his", "her", "its", "their", "our", "my", "your"].iter().any(|w| word.eq_ignore_ascii_case(w))
            || before.ends_with("'s")
            || before.ends_with("’s")
            || before.ends_with("s’")
    }

    /// "last week", "the past month", "the following day", "that night", "recent years".
    fn picked_unit(
        &self,
        first: usize,
        at: usize,
        pick: Pick,
        unit: (Unit, When),
        the: bool,
    ) -> Option<Phrase> {
        let next = at + 1;
        let (unit, when) = unit;
        if when == When::Short {
            return None;
        }
        if when == When::Plural {
            let vague = match pick {
                Pick::Past | Pick::Last | Pick::Recent => Vague::Past,
                Pick::Next => Vague::Future,
                _ => return None,
            };
            let mut stop = next + 1;
            // "recent weeks and months"
            if self.spaced(next)
                && self.word(stop) == Some(Word::Link(Link::And))
                && self.spaced(stop)
                && matches!(self.word(stop + 1), Some(Word::Unit(_, When::Plural)))
            {
                stop += 2;
            }
            return (unit > Unit::Hour).then_some(Phrase::new(first, stop, Meaning::Vague(vague)));
        }
        if matches!(pick, Pick::Last | Pick::After | Pick::Before) || (pick == Pick::Next && the) {
            let edge = if pick == Pick::Last { Edge::Late } else { Edge::Early };
            if pick == Pick::Last
                && let Some((meaning, stop)) = self.part_of(next, edge)
            {
                return Some(Phrase::new(first, stop, meaning));
            }
        }
        let length = |side| {
            Some(Phrase::new(first, next + 1, Meaning::Length { amount: ONE, unit, side: Some(side) }))
        };
        let whole = |shift, from| Some(Phrase::point(first, next + 1, Base::Whole { unit, shift, from }));
        if unit <= Unit::Hour {
            return match pick {
                Pick::Past => length(Side::Before),
                Pick::Next if the && unit == Unit::Hour => length(Side::After),
                _ => None,
            };
        }
        if unit == Unit::Night && pick == Pick::Last {
            let yesterday = Point::of(Base::Whole { unit: Unit::Day, shift: -1, from: Anchor::Writing });
            let night = Point { part: Some(Part::Night), ..yesterday };
            return Some(Phrase::new(first, next + 1, Meaning::Point(night)));
        }
        // "over the last year" reaches back from now; "than the last year" is the one before.
        let over = matches!(self.link_before(first), Some(Link::In | Link::Within));
        let rolling = pick == Pick::Past || (over && unit != Unit::Quarter) || unit > Unit::Year;
        match pick {
            Pick::Recent | Pick::Current | Pick::Latest => None,
            Pick::This if unit == Unit::Night => None,
            Pick::This => whole(0, Anchor::Writing),
            Pick::Last | Pick::Past if the && rolling && unit > Unit::Day && unit != Unit::Weekend => {
                length(Side::Before)
            }
            Pick::Last if unit == Unit::Day => None,
            Pick::Last | Pick::Past => whole(-1, Anchor::Writing),
            Pick::Next if unit <= Unit::Day => whole(1, Anchor::Spoken),
            Pick::Next => whole(1, Anchor::Writing),
            Pick::That => whole(0, Anchor::Spoken),
            Pick::Before => whole(-1, Anchor::Spoken),
            Pick::After => whole(1, Anchor::Spoken),
        }
    }

    /// "the past three weeks", "the next six months", "the last few days".
    fn picked_amount(&self, first: usize, at: usize, pick: Pick) -> Option<Phrase> {
        let side = match pick {
            Pick::Past | Pick::Last | Pick::Before | Pick::Recent => Some(Side::Before),
            Pick::Next => Some(Side::After),
            Pick::After | Pick::This | Pick::That | Pick::Current | Pick::Latest => None,
        };
        let (amount, unit, next) = self.counted_any(at)?;
        (self.is_age(next).is_none()).then_some(Phrase::new(
            first,
            next,
            Meaning::Length { amount, unit, side },
        ))
    }

    /// "early March", "late on Monday", "mid-2019", "later this year", "the end of 2022".
    pub(super) fn edged(&self, at: usize) -> Option<Phrase> {
        let (edge, noun) = match self.word(at)? {
            Word::Edge(edge, when) => (edge, when == When::Weak),
            Word::Then(Then::Later) => (Edge::Late, false),
            Word::Then(Then::Earlier) => (Edge::Early, false),
            _ => return None,
        };
        if !matches!(self.gap(at), Gap::Space | Gap::Hyphen) {
            return None;
        }
        let mut next = at + 1;
        let of = self.word(next) == Some(Word::Link(Link::Of));
        if noun != of && noun {
            return None;
        }
        if matches!(self.word(next), Some(Word::Link(Link::Of | Link::In | Link::On))) && self.spaced(next) {
            next += 1;
        }
        let the = self.word(next) == Some(Word::The) && self.spaced(next);
        let inner = if the { next + 1 } else { next };
        let (meaning, stop) = match self.word(inner)? {
            Word::Pick(pick) => {
                let phrase = self.picked(next, inner, pick, false)?;
                (phrase.meaning, phrase.next)
            }
            Word::Digits { .. } if self.year_number(inner).is_some() => {
                (Meaning::Point(Point::of(Base::Year(Year::Named(self.year_number(inner)?)))), inner + 1)
            }
            Word::Unit(unit, When::Always) if (the || noun) && unit >= Unit::Week => {
                (Meaning::Point(Point::of(Base::Whole { unit, shift: 0, from: Anchor::Writing })), inner + 1)
            }
            Word::Part(part) if the && !noun => {
                let of = self.word(inner + 1) == Some(Word::Link(Link::Of)) && self.spaced(inner);
                let day = if of { self.night_of(inner, part, inner + 1) } else { None };
                match day {
                    Some(day) => (day.meaning, day.next),
                    None => {
                        (Meaning::Point(Point { part: Some(part), ..Point::of(Base::Unsaid) }), inner + 1)
                    }
                }
            }
            Word::Decade { short: true, .. }
                if !the && self.before(at) != Some(Word::The) && !self.quoted(inner) =>
            {
                // "in his early 30s" is an age.
                return None;
            }
            Word::Edge(..) | Word::Then(_) => return None,
            _ => self.base_led(inner, true)?,
        };
        match meaning {
            Meaning::Point(point) => {
                let (point, stop) = self.tail(Point { edge: Some(edge), ..point }, stop);
                Some(Phrase::new(at, stop, Meaning::Point(point)))
            }
            _ => None,
        }
    }

    fn quoted(&self, at: usize) -> bool {
        self.ahead(at).ends_with(['\'', '’', '‘'])
    }
}

/// Which year "this", "last" and "next" pick for a month or a season.
fn year(pick: Pick) -> Option<Year> {
    Some(match pick {
        Pick::This => Year::Shifted(0),
        Pick::Last | Pick::Past => Year::Last,
        Pick::Next => Year::Next,
        Pick::That => Year::Spoken,
        Pick::Before | Pick::After | Pick::Recent | Pick::Current | Pick::Latest => return None,
    })
}
