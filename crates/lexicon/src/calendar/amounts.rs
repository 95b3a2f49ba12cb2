//! Amounts of time: lengths, ages, "two days ago", "every three hours".

use super::meaning::{Amount, Anchor, Base, Meaning, Point, Repeat, Unit};
use super::phrases::{Gap, Phrase, Phrases};
use super::words::{Link, Then, When, Word};
use super::years::FUNCTION;

pub(super) const ONE: Amount = Amount { count: Some(1), half: false };
const SEVERAL: Amount = Amount { count: None, half: false };

impl Phrases<'_> {
    /// An amount without its unit at a word, and the word after it.
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let whole = |count, next| Some((Amount { count, half: false }, next));
        let joined = matches!(self.gap(at), Gap::Space | Gap::Hyphen);
        match self.word(at)? {
            Word::Digits { value, plain: true, half, .. } => {
                if !half && let Some(next) = self.and_half(at) {
                    return Some((Amount { count: Some(value), half: true }, next));
                }
                Some((Amount { count: Some(value), half }, at + 1))
            }
            Word::Count(None) => whole(None, at + 1),
            Word::Count(Some(n)) => {
                if let Some(next) = self.and_half(at) {
                    return Some((Amount { count: Some(n), half: true }, next));
                }
                match self.word(at + 1) {
                    Some(Word::Count(Some(m @ 1..=9))) if joined && n >= 20 && n % 10 == 0 => {
                        whole(Some(n + m), at + 2)
                    }
                    Some(Word::Hundred(size)) if joined => whole(Some(n * size), at + 2),
                    _ => whole(Some(n), at + 1),
                }
            }
            Word::Hundred(size) => whole(Some(size), at + 1),
            Word::Half => {
                let next =
                    if self.spaced(at) && self.word(at + 1) == Some(Word::A) { at + 2 } else { at + 1 };
                Some((Amount { count: Some(0), half: true }, next))
            }
            _ => None,
        }
    }

    /// Behind a number: "and a half", also with hyphens.
    fn and_half(&self, at: usize) -> Option<usize> {
        let words = (self.word(at + 1)?, self.word(at + 2)?, self.word(at + 3)?);
        let near = (at..at + 3).all(|i| matches!(self.gap(i), Gap::Space | Gap::Hyphen));
        (words == (Word::Link(Link::And), Word::A, Word::Half) && near).then_some(at + 4)
    }

    /// An amount with its unit at a word: "three weeks", "27-year", "two or three consecutive days". No quarters, which
    /// are more often parts of something than of a year: "three quarters of the voters".
    pub(super) fn counted(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        self.counted_any(at).filter(|(_, unit, next)| {
            *unit != Unit::Quarter || next.checked_sub(2).and_then(|at| self.word(at)) == Some(Word::Filler)
        })
    }

    /// The same with quarters.
    pub(super) fn counted_any(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        let (mut amount, mut next) = self.amount(at)?;
        // "two or three weeks", "2-3 weeks"
        let linked =
            matches!(self.word(next), Some(Word::Link(Link::And | Link::To))) && self.spaced(next - 1);
        if linked && self.spaced(next) {
            if let Some((_, stop)) = self.amount(next + 1)
                && self.unit(stop).is_some()
            {
                (amount, next) = (SEVERAL, stop);
            }
        } else if matches!(self.gap(next - 1), Gap::Hyphen | Gap::Dash)
            && let Some((_, stop)) = self.amount(next)
        {
            (amount, next) = (SEVERAL, stop);
        }
        let gap = self.gap(next - 1);
        if self.word(next) == Some(Word::Filler) && gap == Gap::Space && self.spaced(next) {
            let (unit, when, stop) = self.unit(next + 1)?;
            return (when == When::Plural).then_some((amount, unit, stop));
        }
        let (unit, when, stop) = self.unit(next)?;
        match gap {
            Gap::Space => {}
            Gap::Hyphen if when != When::Plural => {}
            Gap::Touch if when == When::Short => {}
            _ => return None,
        }
        // Short units ("3h") are too many other things: only "ago" makes them sure.
        if when == When::Short && !matches!(self.word(stop), Some(Word::Then(Then::Ago))) {
            return None;
        }
        Some((amount, unit, stop))
    }

    /// A unit at a word; the ordinal "second" is one too.
    fn unit(&self, at: usize) -> Option<(Unit, When, usize)> {
        match self.word(at)? {
            Word::Unit(unit, when) => Some((unit, when, at + 1)),
            Word::Ordinal(2)
                if self.tokens[at].end - self.tokens[at].start == 6
                    && !matches!(self.word(at + 1), Some(Word::Unit(Unit::Quarter, _) | Word::Half)) =>
            {
                Some((Unit::Second, When::Always, at + 1))
            }
            _ => None,
        }
    }

    /// What begins with an amount. `Err` is where to go on after an age.
    pub(super) fn amount_at(&self, first: usize, at: usize) -> Option<Result<Phrase, usize>> {
        let (amount, unit, next) = self.counted(at)?;
        if let Some(next) = self.is_age(next) {
            return Some(Err(next));
        }
        if self.behind(next - 1).starts_with("-old") || self.behind(next - 1).starts_with(" old") {
            return Some(Err(next));
        }
        // "one day he will": no length.
        let lone =
            matches!(self.word(at), Some(Word::Count(Some(1)))) && self.spaced(at) && unit == Unit::Day;
        let phrase = self.counted_from(first, amount, unit, next);
        match phrase.meaning {
            Meaning::Length { .. } if lone && self.link_before(first).is_none() && first == at => {
                Some(Err(next))
            }
            _ => Some(Ok(phrase)),
        }
    }

    /// An amount, and what it is counted from: "ago", "later", nothing.
    fn counted_from(&self, first: usize, mut amount: Amount, unit: Unit, mut next: usize) -> Phrase {
        // "a year and a half"
        if !amount.half
            && let Some(stop) = self.and_half(next - 1)
        {
            (amount.half, next) = (true, stop);
        }
        let away = |back, from, next| {
            Phrase::new(first, next, Meaning::Point(Point::of(Base::Away { amount, unit, back, from })))
        };
        let spaced = self.spaced(next - 1);
        match self.word(next) {
            Some(Word::Then(Then::Ago)) if spaced => away(true, Anchor::Writing, next + 1),
            Some(Word::Then(Then::Hence)) if spaced => away(false, Anchor::Writing, next + 1),
            Some(Word::Then(Then::Earlier)) if spaced => away(true, Anchor::Spoken, next + 1),
            Some(Word::Then(Then::Later)) if spaced => away(false, Anchor::Spoken, next + 1),
            _ => {
                let time = ["’ time", "' time", "’s time", "'s time"];
                let hence = time.iter().any(|t| self.behind(next - 1).starts_with(t));
                if hence && self.link_before(first) == Some(Link::In) {
                    return away(false, Anchor::Writing, next);
                }
                Phrase::new(first, next, Meaning::Length { amount, unit, side: None })
            }
        }
    }

    /// What begins with "a": "a year ago", "a day and a half", "(for) a week", "($5) a day".
    pub(super) fn a(&self, at: usize) -> Option<Phrase> {
        if !self.spaced(at) {
            return None;
        }
        let next = at + 1;
        match self.word(next)? {
            Word::Unit(unit, When::Always) if unit != Unit::Quarter => {
                let phrase = self.counted_from(at, ONE, unit, next + 1);
                if !matches!(phrase.meaning, Meaning::Length { .. }) {
                    return Some(phrase);
                }
                if self.is_rate(at) {
                    return Some(Phrase::new(at, next + 1, Meaning::Every { amount: ONE, unit }));
                }
                let long = unit > Unit::Minute
                    && match self.before(at) {
                        _ if self.before_event(next) => true,
                        Some(Word::Link(Link::For | Link::Within) | Word::Half) => true,
                        Some(Word::Link(Link::In | Link::After)) => unit > Unit::Night,
                        _ => false,
                    };
                (long || phrase.next > next + 1).then_some(phrase)
            }
            Word::Hundred(_) | Word::Half => self.amount_at(at, next)?.ok(),
            Word::Filler if self.spaced(next) => match self.unit(next + 1)? {
                (unit, When::Always, stop) if unit >= Unit::Hour && unit != Unit::Quarter => {
                    Some(self.counted_from(at, ONE, unit, stop))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Behind a unit: "before" or "after", as in "a day after the vote".
    fn before_event(&self, at: usize) -> bool {
        self.spaced(at) && matches!(self.word(at + 1), Some(Word::Link(Link::Before | Link::After)))
    }

    /// Whether an amount of something else stands before, as in "15 a year" or "twice a week".
    fn is_rate(&self, at: usize) -> bool {
        match self.before(at) {
            Some(Word::Digits { .. } | Word::Count(Some(_)) | Word::Times | Word::Unit(_, When::Plural)) => {
                true
            }
            Some(_) => false,
            None => {
                let before = self.ahead(at).trim_end();
                let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
                word.ends_with(|c: char| c.is_ascii_digit() || c == '%')
                    || matches!(
                        word,
                        "times"
                            | "people"
                            | "million"
                            | "billion"
                            | "tonnes"
                            | "barrels"
                            | "dollars"
                            | "euros"
                            | "pounds"
                    )
            }
        }
    }

    /// "about two years", "more than a week", "nearly half an hour".
    pub(super) fn about(&self, at: usize) -> Option<Phrase> {
        if !self.spaced(at) {
            return None;
        }
        let next = at + 1;
        match self.word(next)? {
            Word::A => {
                if let Word::Unit(unit, When::Always) = self.word(next + 1)?
                    && self.spaced(next)
                    && unit > Unit::Second
                    && unit != Unit::Quarter
                {
                    return Some(self.counted_from(at, ONE, unit, next + 2));
                }
                self.a(next).map(|phrase| Phrase { first: at, ..phrase })
            }
            Word::Digits { .. } | Word::Count(_) | Word::Half | Word::Hundred(_) => {
                self.amount_at(at, next)?.ok()
            }
            // "some years ago"
            Word::Unit(unit, When::Plural) if unit >= Unit::Hour => {
                let phrase = self.counted_from(at, SEVERAL, unit, next + 1);
                (!matches!(phrase.meaning, Meaning::Length { .. })).then_some(phrase)
            }
            _ => None,
        }
    }

    /// Units without an amount: "hours later", "for decades", "after months of fighting".
    pub(super) fn bare_plural(&self, at: usize) -> Option<Phrase> {
        let (unit, _, next) = self.unit(at)?;
        if unit < Unit::Minute || unit == Unit::Quarter {
            return None;
        }
        let phrase = self.counted_from(at, SEVERAL, unit, next);
        if !matches!(phrase.meaning, Meaning::Length { .. }) {
            return Some(phrase);
        }
        let behind = self.behind(at);
        let of = self.spaced(at) && self.word(next) == Some(Word::Link(Link::Of)) && unit >= Unit::Hour;
        let linked =
            matches!(self.before(at), Some(Word::Link(Link::For | Link::Within | Link::After | Link::In)));
        (behind.starts_with("-long") || linked || (of && self.before(at).is_none())).then_some(phrase)
    }

    /// Whether a word like "daily" stands before a noun and says of what kind it is: "the daily paper", "quarterly
    /// results". Behind a verb it says how often: "prices are set daily".
    fn qualifies(&self, at: usize) -> bool {
        let noun = self.behind(at).strip_prefix([' ', '-']);
        noun.is_some_and(|noun| {
            let word = noun.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            !word.is_empty() && !FUNCTION.contains(&word)
        })
    }

    /// How often: "every three hours", "each Monday", "daily", "twice a week".
    pub(super) fn set(&self, at: usize) -> Option<Phrase> {
        let every = |next, amount, unit| Some(Phrase::new(at, next, Meaning::Every { amount, unit }));
        let repeat = |next, repeat| Some(Phrase::new(at, next, Meaning::Repeat(repeat)));
        match self.word(at)? {
            Word::Often(unit) => {
                (!self.tokens[at].capital && !self.qualifies(at)).then(|| every(at + 1, ONE, unit))?
            }
            Word::Each(count) if self.spaced(at) => {
                let one = Amount { count: Some(count), half: false };
                match self.word(at + 1)? {
                    Word::Unit(Unit::Weekend, When::Always) => repeat(at + 2, Repeat::Weekend),
                    Word::Unit(unit, When::Always) => every(at + 2, one, unit),
                    Word::Weekday(weekday, _) => {
                        let part = if self.spaced(at + 1) { self.part(at + 2) } else { None };
                        let (part, next) = part.map_or((None, at + 2), |(part, next)| (Some(part), next));
                        repeat(next, Repeat::Weekday(weekday, part))
                    }
                    Word::Part(part) => repeat(at + 2, Repeat::Part(part)),
                    Word::Month(month, when) if when != When::Short && self.tokens[at + 1].capital => {
                        repeat(at + 2, Repeat::Month(month))
                    }
                    Word::Season(season, _) => repeat(at + 2, Repeat::Season(season)),
                    _ => {
                        let (amount, unit, next) = self.counted(at + 1)?;
                        every(next, amount, unit)
                    }
                }
            }
            Word::Times if self.spaced(at) => match (self.word(at + 1)?, self.word(at + 2)) {
                (Word::A, Some(Word::Unit(unit, When::Always)))
                    if self.spaced(at + 1) && unit > Unit::Minute =>
                {
                    every(at + 3, ONE, unit)
                }
                (Word::Unit(unit, When::Always), _) if unit > Unit::Minute => every(at + 2, ONE, unit),
                _ => None,
            },
            _ => None,
        }
    }
}
