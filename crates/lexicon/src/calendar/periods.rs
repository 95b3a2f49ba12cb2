//! Periods of reports, and times that are only near: "the quarter", "fiscal 1997", "the year-ago period", "recently".

use super::amounts::ONE;
use super::dates::point;
use super::meaning::{Anchor, Base, Edge, Meaning, Point, Unit, Vague, Year};
use super::phrases::{Gap, Phrase, Phrases};
use super::words::{Link, Pick, When, Word};

impl Phrases<'_> {
    /// What begins with "the" and a word of reports: "the latest quarter", "the year-ago period", "the first nine
    /// months", "the 1988 third quarter".
    pub(super) fn report(&self, first: usize, at: usize) -> Option<Phrase> {
        if first != at && !self.spaced(first) {
            return None;
        }
        match self.word(at)? {
            Word::YearAgo => self.year_ago(first, at),
            Word::Fiscal => self.fiscal(first, at),
            Word::Pick(Pick::Current | Pick::Latest | Pick::That) | Word::Filler if self.spaced(at) => {
                self.latest(first, at)
            }
            Word::Ordinal(_) if self.spaced(at) => {
                let (amount, unit, next) = self.counted_any(at + 1)?;
                let whole = self.is_age(next).is_none();
                whole.then_some(Phrase::new(first, next, Meaning::Length { amount, unit, side: None }))
            }
            Word::Digits { .. } if self.year_number(at).is_some() => self.of_year(first, at),
            Word::Digits { .. } | Word::Count(_) => {
                let (amount, unit, next) = self.counted_any(at)?;
                // "the two-day talks": the article is that of the talks.
                let whole = matches!(self.word(next - 1), Some(Word::Unit(_, When::Plural)));
                (whole && self.is_age(next).is_none()).then_some(Phrase::new(
                    first,
                    next,
                    Meaning::Length { amount, unit, side: None },
                ))
            }
            Word::Unit(Unit::Quarter, When::Always) if first != at && !self.governs(at) => {
                let from = Anchor::Spoken;
                let (base, next) = self.and_ago(at + 1, 0, from);
                Some(Phrase::point(first, next, base))
            }
            Word::Unit(Unit::Year, When::Always) if first != at && self.is_year_of_report(first, at) => {
                Some(Phrase::point(first, at + 1, this(Unit::Year)))
            }
            _ => None,
        }
    }

    /// "the quarter of a century" is none of a year; nor is that of "the quarter-to-quarter comparison".
    fn governs(&self, at: usize) -> bool {
        self.behind(at).starts_with('-') || self.spaced(at) && self.word(at + 1) == Some(Word::Link(Link::Of))
    }

    /// "for the year", "during the year": the one of writing.
    fn is_year_of_report(&self, first: usize, at: usize) -> bool {
        let linked = matches!(self.link_before(first), Some(Link::For | Link::In | Link::Within));
        let more = self.spaced(at) && self.word(at + 1).is_some_and(|word| !matches!(word, Word::Link(_)));
        linked && !more && !self.governs(at)
    }

    /// Behind a quarter: "a year ago", "a year earlier", "last year".
    fn and_ago(&self, next: usize, shift: i16, from: Anchor) -> (Base, usize) {
        let quarter = |shift| Base::Whole { unit: Unit::Quarter, shift, from };
        if self.spaced(next - 1)
            && let Some(phrase) = self.one_year_back(next)
        {
            return (quarter(shift - 4), phrase.next);
        }
        (quarter(shift), next)
    }

    /// "a year ago", "a year earlier", "last year".
    fn one_year_back(&self, at: usize) -> Option<Phrase> {
        let phrase = match self.word(at)? {
            Word::A => self.a(at),
            Word::Pick(Pick::Last) => self.pick(at),
            _ => None,
        }?;
        let Meaning::Point(point) = phrase.meaning else { return None };
        let back = matches!(point.base, Base::Away { amount: ONE, unit: Unit::Year, back: true, .. })
            || matches!(point.base, Base::Whole { unit: Unit::Year, shift: -1, .. });
        back.then_some(phrase)
    }

    /// "the year-ago quarter", "the year-earlier period", "year-ago results".
    fn year_ago(&self, first: usize, at: usize) -> Option<Phrase> {
        let year_ago = Base::Away { amount: ONE, unit: Unit::Year, back: true, from: Anchor::Writing };
        let whole = |next| Some(Phrase::point(first, next, year_ago));
        if !self.spaced(at) {
            return Some(Phrase::point(at, at + 1, year_ago));
        }
        match self.word(at + 1) {
            Some(Word::Unit(Unit::Quarter | Unit::Month, When::Always) | Word::Period) => whole(at + 2),
            Some(Word::Ordinal(n @ 1..=4)) if self.quarter_at(at + 2) => {
                let base = Base::Quarter { year: Year::Shifted(-1), quarter: n as u8 };
                Some(Phrase::point(first, at + 3, base))
            }
            Some(Word::Digits { .. } | Word::Count(_)) => {
                let (amount, unit, next) = self.counted_any(at + 1)?;
                Some(Phrase::new(first, next, Meaning::Length { amount, unit, side: None }))
            }
            _ => Some(Phrase::point(at, at + 1, year_ago)),
        }
    }

    fn quarter_at(&self, at: usize) -> bool {
        self.word(at) == Some(Word::Unit(Unit::Quarter, When::Always))
            && matches!(self.gap(at - 1), Gap::Space | Gap::Hyphen)
    }

    /// "the latest quarter", "the full year", "the same period last year", "the current quarter".
    fn latest(&self, first: usize, at: usize) -> Option<Phrase> {
        let next = at + 1;
        let same = self.word(at) == Some(Word::Pick(Pick::That));
        match self.word(next)? {
            Word::YearAgo => self.year_ago(first, next),
            Word::Unit(Unit::Quarter, When::Always) if self.word(at) == Some(Word::Pick(Pick::Current)) => {
                Some(Phrase::point(first, next + 1, this(Unit::Quarter)))
            }
            Word::Unit(Unit::Quarter, When::Always) | Word::Period => {
                let (base, stop) = self.and_ago(next + 1, 0, Anchor::Spoken);
                let back = stop > next + 1;
                let said = back || !same && self.word(at) != Some(Word::Filler);
                said.then_some(Phrase::point(first, stop, base))
            }
            Word::Unit(unit @ (Unit::Month | Unit::Week), When::Always) if same && self.spaced(next) => {
                let back = self.one_year_back(next + 1)?;
                let base = Base::Whole {
                    unit,
                    shift: if unit == Unit::Month { -12 } else { -52 },
                    from: Anchor::Spoken,
                };
                Some(Phrase::point(first, back.next, base))
            }
            Word::Unit(Unit::Year, When::Always) if !same && first != at => {
                let of = self.governs(next);
                (!of).then_some(Phrase::point(first, next + 1, this(Unit::Year)))
            }
            Word::Digits { .. } | Word::Count(_) if !same => {
                let (amount, unit, next) = self.counted_any(next)?;
                Some(Phrase::new(first, next, Meaning::Length { amount, unit, side: None }))
            }
            _ => None,
        }
    }

    /// "the 1988 third quarter", "the 1988 period".
    fn of_year(&self, first: usize, at: usize) -> Option<Phrase> {
        let year = Year::Named(self.year_number(at)?);
        if !self.spaced(at) {
            return None;
        }
        match self.word(at + 1)? {
            Word::Ordinal(n @ 1..=4) if self.quarter_at(at + 2) => {
                Some(Phrase::point(first, at + 3, Base::Quarter { year, quarter: n as u8 }))
            }
            Word::Period | Word::Unit(Unit::Quarter | Unit::Year, When::Always) | Word::Fiscal => {
                Some(Phrase::point(first, at + 2, Base::Year(year)))
            }
            _ => None,
        }
    }

    /// "fiscal 1997", "fiscal third quarter".
    pub(super) fn fiscal(&self, first: usize, at: usize) -> Option<Phrase> {
        if !matches!(self.gap(at), Gap::Space | Gap::Hyphen) {
            return None;
        }
        if let Some(year) = self.year_number(at + 1) {
            return Some(Phrase::point(first, at + 2, Base::Year(Year::Named(year))));
        }
        match self.word(at + 1)? {
            Word::Ordinal(n @ 1..=4) if self.quarter_at(at + 2) => {
                let (year, next) = self.year_behind(at + 2).unwrap_or((Year::Unsaid, at + 3));
                Some(Phrase::point(first, next, Base::Quarter { year, quarter: n as u8 }))
            }
            _ => None,
        }
    }

    /// "this year's third quarter", "last year's first half".
    pub(super) fn owned_quarter(&self, first: usize, next: usize, year: Year) -> Option<Phrase> {
        let behind = self.behind(next - 1);
        let owns = behind.strip_prefix(['\'', '’'])?.strip_prefix("s ")?;
        let start = self.text.len() - owns.len();
        if self.tokens.get(next)?.start as usize != start {
            return None;
        }
        match self.word(next)? {
            Word::Ordinal(n @ 1..=4) if self.quarter_at(next + 1) => {
                Some(Phrase::point(first, next + 2, Base::Quarter { year, quarter: n as u8 }))
            }
            Word::Ordinal(n @ 1..=2) if self.spaced(next) && self.word(next + 1) == Some(Word::Half) => {
                Some(Phrase::point(first, next + 2, Base::Half { year, half: n as u8 }))
            }
            _ => None,
        }
    }

    /// "year-end", "the year's end": the end of the one of writing.
    pub(super) fn close(&self, at: usize, unit: Unit) -> (Meaning, usize) {
        let year = if unit == Unit::Year { self.year_behind(at) } else { None };
        let (base, next) = year.map_or((this(unit), at + 1), |(year, next)| (Base::Year(year), next));
        (Meaning::Point(Point { edge: Some(Edge::Late), ..Point::of(base) }), next)
    }

    /// "now", "recently", "in the near future"; but not "the future president".
    pub(super) fn vague(&self, at: usize, vague: Vague) -> Option<Phrase> {
        let token = self.tokens.get(at)?;
        let words = &self.text[token.start as usize..token.end as usize];
        let noun = words.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "));
        (!(noun && self.before_noun(at))).then_some(Phrase::new(at, at + 1, Meaning::Vague(vague)))
    }

    /// "current market conditions", "the recent sale": a word that says when, of something else.
    pub(super) fn said_of(&self, at: usize) -> Option<Phrase> {
        let vague = match self.word(at)? {
            Word::Pick(Pick::Current) => Vague::Present,
            Word::Pick(Pick::Recent) => Vague::Past,
            _ => return None,
        };
        let next = self.behind(at).strip_prefix(' ')?;
        let noun = next.starts_with(|c: char| c.is_alphanumeric());
        noun.then_some(Phrase::new(at, at + 1, Meaning::Vague(vague)))
    }

    /// "a flat second quarter", "its third quarter": a quarter with something said of it.
    pub(super) fn bare_quarter(&self, at: usize, n: i8) -> Option<(Meaning, usize)> {
        let quarter = u8::try_from(n).ok().filter(|n| (1..=4).contains(n))?;
        let (year, next) = self.year_behind(at + 1).unwrap_or((Year::Unsaid, at + 2));
        Some((point(Base::Quarter { year, quarter }), next))
    }
}

/// The unit of writing.
const fn this(unit: Unit) -> Base {
    Base::Whole { unit, shift: 0, from: Anchor::Writing }
}
