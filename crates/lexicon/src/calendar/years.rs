//! Years, and what is counted by them: seasons, quarters, decades, centuries.

use super::dates::point;
use super::digits::is_year;
use super::meaning::{Base, Edge, Meaning, Point, Unit, Year};
use super::phrases::{Gap, Phrase, Phrases};
use super::words::{Link, Pick, When, Word};

impl Phrases<'_> {
    /// A year written with four digits at a word.
    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        match self.word(at)? {
            Word::Digits { value, width: 4, plain: true, half: false } if is_year(value) => {
                Some(value as i16)
            }
            _ => None,
        }
    }

    /// The year behind word `at`: " 2023", " of 2023", " last year", " of the same year".
    pub(super) fn year_behind(&self, at: usize) -> Option<(Year, usize)> {
        if !self.spaced(at) {
            return None;
        }
        let mut next = at + 1;
        if self.word(next) == Some(Word::Link(Link::Of)) && self.spaced(next) {
            next += 1;
        }
        if let Some(year) = self.year_number(next) {
            return Some((Year::Named(year), next + 1));
        }
        let the = self.word(next) == Some(Word::The) && self.spaced(next);
        if the {
            next += 1;
        }
        let year = match self.word(next)? {
            Word::Unit(Unit::Year, When::Always) if the => return Some((Year::Shifted(0), next + 1)),
            Word::Pick(Pick::This) => Year::Shifted(0),
            Word::Pick(Pick::Last | Pick::Past) => Year::Shifted(-1),
            Word::Pick(Pick::Next) => Year::Shifted(1),
            Word::Pick(Pick::That) => Year::Spoken,
            _ => return None,
        };
        let whole = self.word(next + 1) == Some(Word::Unit(Unit::Year, When::Always));
        (whole && self.spaced(next)).then_some((year, next + 2))
    }

    /// "the 19th century", "the third quarter of 2009", "the first half of the year", "the first week of March".
    pub(super) fn ordinal(&self, at: usize, n: i8) -> Option<(Meaning, usize)> {
        let gap = self.gap(at);
        if !matches!(gap, Gap::Space | Gap::Hyphen) {
            return None;
        }
        let next = at + 1;
        match self.word(next)? {
            Word::Unit(Unit::Century, _) if n > 0 => {
                let before_christ = self.spaced(next) && self.word(next + 1) == Some(Word::Era(true));
                let n = i16::from(n);
                let first = if before_christ { -n * 100 } else { (n - 1) * 100 };
                Some((point(Base::Century(first)), next + 1 + usize::from(before_christ)))
            }
            Word::Unit(Unit::Quarter, When::Always) => {
                let quarter = match n {
                    1..=4 => n as u8,
                    -1 => 4,
                    _ => return None,
                };
                let (year, stop) = self.year_behind(next).unwrap_or((Year::Unsaid, next + 1));
                let led = self.before(at) == Some(Word::The) || gap == Gap::Hyphen || year != Year::Unsaid;
                if led {
                    Some((point(Base::Quarter { year, quarter }), stop))
                } else {
                    self.bare_quarter(at, n)
                }
            }
            Word::Half if matches!(n, 1 | 2) => {
                if let Some((year, stop)) = self.year_behind(next) {
                    return Some((point(Base::Half { year, half: n as u8 }), stop));
                }
                let edge = if n == 1 { Edge::Early } else { Edge::Late };
                self.part_of(next, edge)
            }
            Word::Unit(Unit::Day | Unit::Week | Unit::Weekend | Unit::Month, _) => self.part_of(
                next,
                if n == 1 {
                    Edge::Early
                } else if n == -1 {
                    Edge::Late
                } else {
                    Edge::Mid
                },
            ),
            _ => None,
        }
    }

    /// Behind word `at`, "of" and a month or something longer: "(the last week) of March".
    pub(super) fn part_of(&self, at: usize, edge: Edge) -> Option<(Meaning, usize)> {
        if !(self.spaced(at) && self.word(at + 1) == Some(Word::Link(Link::Of)) && self.spaced(at + 1)) {
            return None;
        }
        let next = at + 2;
        let (base, stop) = if let Some(year) = self.year_number(next) {
            (Base::Year(Year::Named(year)), next + 1)
        } else {
            match self.base_led(next, true)? {
                (Meaning::Point(Point { base: base @ (Base::Month { .. } | Base::Decade(_)), .. }), stop) => {
                    (base, stop)
                }
                _ => return None,
            }
        };
        Some((Meaning::Point(Point { edge: Some(edge), ..Point::of(base) }), stop))
    }

    pub(super) fn decade(&self, at: usize, first: i16, short: bool, led: bool) -> Option<Base> {
        if !short {
            return Some(if first % 100 == 0 && first < 2000 {
                Base::Century(first)
            } else {
                Base::Decade(first)
            });
        }
        if self.behind(at).starts_with('°') {
            return None;
        }
        let marked = self.ahead(at).ends_with(['\'', '’', '‘']);
        let said = marked || self.before(at) == Some(Word::The) || led;
        (said && first >= 20).then_some(Base::Decade(1900 + first))
    }

    pub(super) fn season(&self, at: usize, season: u8, when: When, led: bool) -> Option<(Meaning, usize)> {
        if let Some((year, next)) = self.year_behind(at) {
            return Some((point(Base::Season { year, season }), next));
        }
        let link = match self.before(at) {
            Some(Word::The) => at.checked_sub(1).and_then(|the| self.link_before(the)),
            _ if when == When::Weak && self.tokens[at].capital => None,
            Some(Word::Link(link)) => Some(link),
            _ => None,
        };
        let of = self.spaced(at) && self.word(at + 1) == Some(Word::Link(Link::Of));
        let linked = matches!(link, Some(Link::In | Link::By | Link::Until | Link::Since)) && !of;
        (led || linked).then_some((point(Base::Season { year: Year::Unsaid, season }), at + 1))
    }

    /// A year that stands alone, where the words around say that it is one.
    pub(super) fn year(&self, at: usize, years: usize) -> Option<Phrase> {
        if let Some(old) = self.with_era(at) {
            return Some(old);
        }
        let year = self.year_number(at)?;
        if let Some(range) = self.year_range(at, year) {
            return Some(range);
        }
        let base = Base::Year(Year::Named(year));
        self.is_said(at, year, years).then_some(Phrase::point(at, at + 1, base))
    }

    /// "5000 BC", "347 AD": a year by its era.
    fn with_era(&self, at: usize) -> Option<Phrase> {
        let Word::Digits { value, plain: true, half: false, .. } = self.word(at)? else { return None };
        let Word::Era(before_christ) = self.word(at + 1)? else { return None };
        let year = i16::try_from(value).ok().filter(|_| self.spaced(at))?;
        let year = Year::Named(if before_christ { -year } else { year });
        Some(Phrase::point(at, at + 2, Base::Year(year)))
    }

    /// "2011–13". "2011-2013" is two years, each of its own.
    fn year_range(&self, at: usize, year: i16) -> Option<Phrase> {
        if !matches!(self.gap(at), Gap::Hyphen | Gap::Dash) || !(1500..2100).contains(&year) {
            return None;
        }
        let last = match self.word(at + 1)? {
            Word::Digits { value, width: 2, plain: true, half: false } => year - year % 100 + value as i16,
            _ => return None,
        };
        let range = Meaning::Range(Base::Year(Year::Named(year)), Base::Year(Year::Named(last)));
        (last > year && self.unit_free(at + 1)).then_some(Phrase::new(at, at + 2, range))
    }

    fn unit_free(&self, at: usize) -> bool {
        !matches!(self.word(at + 1), Some(Word::Unit(..) | Word::Month(..)))
    }

    /// The first of two years with a dash between.
    fn begins_range(&self, at: usize, year: i16) -> bool {
        let last = self.year_number(at + 1);
        matches!(self.gap(at), Gap::Hyphen | Gap::Dash)
            && last.is_some_and(|last| last > year && last - year < 200)
            && (1000..2100).contains(&year)
    }

    /// Whether the words around a number of four digits say that it is a year.
    fn is_said(&self, at: usize, year: i16, years: usize) -> bool {
        let behind = self.behind(at);
        let next = behind.strip_prefix(' ').unwrap_or("");
        let word: &str = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let round = year % 100 == 0;
        let plain = FUNCTION.contains(&word) || word.ends_with("ed");
        let noun = word.starts_with(|c: char| c.is_lowercase()) && !plain;
        // "2000 people", "1500 villages": a round number before a plural counts.
        let counting = noun
            && (round || !(1800..=2100).contains(&year))
            && (word.ends_with('s') || matches!(word, "people" | "men" | "women" | "children"));
        let unit = self.spaced(at) && matches!(self.word(at + 1), Some(Word::Unit(..)));
        if counting || unit || behind.starts_with(['%', '°']) {
            return false;
        }
        // "2009, 2010 and 2011"
        let listed =
            years == at && matches!(self.gap(at.saturating_sub(1)), Gap::Comma | Gap::Hyphen | Gap::Dash);
        let joined = years + 1 == at && matches!(self.before(at), Some(Word::Link(Link::And | Link::To)));
        if (years > 0 && (listed || joined)) || self.begins_range(at, year) {
            return true;
        }
        let known = (1500..=2100).contains(&year);
        let modern = (1900..=2100).contains(&year);
        match self.before(at) {
            Some(Word::Link(Link::In | Link::Since) | Word::Unit(Unit::Year, _) | Word::Holiday(_)) => true,
            Some(Word::Link(
                Link::Of
                | Link::By
                | Link::Until
                | Link::From
                | Link::Before
                | Link::After
                | Link::Between
                | Link::To
                | Link::For,
            )) => !noun && known,
            Some(Word::The | Word::A) => {
                (modern || (known && !word.ends_with('s'))) && !round && word.len() > 2
            }
            Some(Word::About) => !noun && modern && !round,
            _ if known && self.bracketed(at) => true,
            _ if self.owned(at) => (modern || (known && !word.ends_with('s'))) && !round && !word.is_empty(),
            _ => modern && !round && !noun && self.named(at),
        }
    }

    /// "(2014)", "[1958", "(Osei, 2014;": in brackets, with nothing that it counts.
    fn bracketed(&self, at: usize) -> bool {
        let (ahead, behind) = (self.ahead(at), self.behind(at));
        let close = behind.starts_with([')', ']']);
        let cited = ahead.ends_with(", ") && behind.starts_with([';', ':', ')']);
        ahead.ends_with(['(', '[']) || close || cited
    }

    /// "London 2012", "Expo 2016": behind a name.
    fn named(&self, at: usize) -> bool {
        let Some(before) = self.ahead(at).strip_suffix(' ') else { return false };
        let letters = before.bytes().rev().take(20).take_while(u8::is_ascii_alphabetic).count();
        letters > 2 && before[before.len() - letters..].starts_with(|c: char| c.is_ascii_uppercase())
    }
}

/// Words that may stand behind a year without being counted by it.
pub(super) const FUNCTION: [&str; 46] = [
    "a",
    "after",
    "also",
    "and",
    "as",
    "at",
    "because",
    "before",
    "but",
    "by",
    "during",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "in",
    "including",
    "is",
    "it",
    "its",
    "on",
    "onward",
    "onwards",
    "or",
    "she",
    "that",
    "the",
    "their",
    "they",
    "this",
    "through",
    "to",
    "under",
    "until",
    "was",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "with",
];
