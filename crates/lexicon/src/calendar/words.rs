//! The table's words, and the scan that finds them in a text.

use rustc_hash::FxHashMap;

use super::digits::{self, Numeric};
use super::meaning::{Clock, Edge, Holiday, Lean, Part, Unit, Vague};
use crate::table::{Row, rows};

/// When a word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Always.
    Always,
    /// Only beside a number or a date: "Sat", "hrs".
    Short,
    /// Also an everyday word: "may", "march", "fall".
    Weak,
    /// Also a name: "April".
    Name,
    /// In the plural.
    Plural,
}

/// A preposition that tells that a time may follow, or joins two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    In,
    On,
    At,
    Of,
    Since,
    By,
    Until,
    From,
    To,
    Between,
    And,
    For,
    Before,
    After,
    Within,
}

/// Minutes east of Greenwich; `None` for a zone that has more than one offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zone(pub(super) Option<i16>);

/// A word that follows an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Ago,
    Earlier,
    Later,
    Hence,
    Old,
}

/// A word that picks one of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    This,
    Last,
    Past,
    Recent,
    Next,
    Before,
    After,
    That,
    /// "current"
    Current,
    /// "latest", "comparable"
    Latest,
}

/// A word that has to do with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Digits: value, how many, whether they may count something or be a year, whether a half is written on.
    Digits {
        value: u32,
        width: u8,
        plain: bool,
        half: bool,
    },
    /// "22nd", "third"; -1 is "final".
    Ordinal(i8),
    /// A number word; `None` is "several".
    Count(Option<u32>),
    Hundred(u32),
    Half,
    About,
    /// "1990s": first year. "'90s", "nineties": years of a century only.
    Decade {
        first: i16,
        short: bool,
    },
    Date {
        year: i16,
        month: u8,
        day: u8,
    },
    Either {
        year: i16,
        first: u8,
        second: u8,
    },
    Clock {
        clock: Clock,
        sure: bool,
    },
    /// "Q3".
    Quarter(u8),
    /// "H1".
    HalfYear(u8),
    Month(u8, When),
    Weekday(u8, When),
    Unit(Unit, When),
    Season(u8, When),
    Part(Part),
    /// Days from today.
    Day(i8),
    Tonight,
    Pick(Pick),
    Then(Then),
    Edge(Edge, When),
    Each(u32),
    Often(Unit),
    Times,
    Link(Link),
    The,
    A,
    /// Whether before Christ.
    Era(bool),
    Zone(Option<i16>),
    Holiday(Holiday),
    /// "now", "recently".
    Vague(Vague),
    /// "year-ago".
    YearAgo,
    Fiscal,
    Period,
    /// "year-end".
    Close(Unit),
    /// "Flight", "Resolution": the number behind is its name.
    Label,
    Filler,
    /// Words that look like a time and are none.
    Nothing,
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    pub(super) word: Word,
}

/// What stands under one first word.
#[derive(Debug, Default)]
struct Entry {
    word: Option<(Meant, bool)>,
    /// Longer entries that begin with it: the rest.
    longer: Vec<(&'static str, Meant)>,
}

#[derive(Debug, Clone, Copy)]
enum Meant {
    Word(Word),
    Cue(Lean),
}

/// A cue of tense, by the byte where it stands.
pub(super) type Cue = (u32, Lean);

/// The table, by first word.
#[derive(Debug)]
pub(super) struct Words {
    entries: FxHashMap<&'static str, Entry>,
    /// Whether a number with a full stop is an ordinal.
    ordinal_stop: bool,
    /// What stands behind the hour: "18 Uhr".
    oclock: Option<&'static str>,
}

impl Words {
    pub(super) fn new(table: &'static str, ordinal_stop: bool) -> Self {
        let mut entries: FxHashMap<&'static str, Entry> = FxHashMap::default();
        let mut oclock = None;
        for row in rows(table) {
            let words = row.column(0);
            if row.column(1) == "clock" {
                oclock = Some(words);
            }
            let Some(meant) = meant(row) else { continue };
            let first = words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len());
            let entry = entries.entry(&words[..first]).or_default();
            if first == words.len() {
                entry.word = Some((meant, row.column(3) == "cased"));
            } else {
                entry.longer.push((&words[first..], meant));
            }
        }
        Self { entries, ordinal_stop, oclock }
    }

    /// A time zone by its abbreviation.
    pub(super) fn zone(&self, word: &str) -> Option<Zone> {
        let mut buffer = [0; LONGEST];
        match self.entries.get(lower(word, &mut buffer)?)?.word? {
            (Meant::Word(Word::Zone(offset)), _) => Some(Zone(offset)),
            _ => None,
        }
    }

    /// All words of a text that have to do with time, and the cues of tense, in order.
    pub(super) fn scan(&self, text: &str) -> (Vec<Token>, Vec<Cue>) {
        let bytes = text.as_bytes();
        let mut tokens = Vec::new();
        let mut cues = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_digit() {
                at = self.number(text, at, &mut tokens);
            } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
                at = self.word(text, at, &mut tokens, &mut cues);
            } else {
                at += 1;
            }
        }
        (tokens, cues)
    }

    fn number(&self, text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
        if let Some((word, end)) = self.hour(text, at).or_else(|| self.ordinal(text, at)) {
            tokens.push(Token { start: at as u32, end: end as u32, capital: false, word });
            return end;
        }
        let (found, end) = digits::read(text, at, self);
        let mut push = |start: usize, end: usize, word: Word| {
            tokens.push(Token { start: start as u32, end: end as u32, capital: false, word });
        };
        match found {
            Numeric::Word(word) => push(at, end, word),
            Numeric::DateTime(date, split, clock) => {
                push(at, split, date);
                push(split + 1, end, clock);
            }
            Numeric::None => {}
        }
        end
    }

    /// "18 Uhr", "18.30 Uhr"
    fn hour(&self, text: &str, at: usize) -> Option<(Word, usize)> {
        let oclock = self.oclock?;
        let small = |from: usize| {
            let len = text[from..].bytes().take(3).take_while(u8::is_ascii_digit).count();
            let value = text[from..from + len].parse::<u8>().ok()?;
            (len < 3).then_some((value, from + len))
        };
        let free = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ':'));
        let (hour, mut end) = small(at).filter(|(hour, _)| free && *hour < 25)?;
        let mut minute = None;
        if matches!(text.as_bytes().get(end), Some(b'.' | b':'))
            && let Some((value, stop)) =
                small(end + 1).filter(|(value, stop)| *value < 60 && *stop == end + 3)
        {
            (minute, end) = (Some(value), stop);
        }
        let rest = text[end..].strip_prefix(|c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}'))?;
        let stop = text.len() - rest.len() + oclock.len();
        let named = rest.get(..oclock.len()).is_some_and(|word| word.eq_ignore_ascii_case(oclock))
            && !text[stop..].starts_with(char::is_alphanumeric);
        let clock = Clock { hour: hour % 24, minute, second: None, zone: None };
        named.then_some((Word::Clock { clock, sure: true }, stop))
    }

    /// "12." before a month or a noun.
    fn ordinal(&self, text: &str, at: usize) -> Option<(Word, usize)> {
        if !self.ordinal_stop || text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ','))
        {
            return None;
        }
        let len = text[at..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        let value = text[at..at + len].parse::<i8>().ok().filter(|v| len < 3 && (1..=31).contains(v))?;
        let rest = text[at + len..].strip_prefix('.')?;
        let word = rest.strip_prefix(|c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}'))?;
        let mut buffer = [0; LONGEST];
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let month = lower(&word[..end], &mut buffer)
            .and_then(|w| self.entries.get(w))
            .and_then(|e| e.word)
            .is_some_and(|(meant, _)| matches!(meant, Meant::Word(Word::Month(..))));
        month.then_some((Word::Ordinal(value), at + len + 1))
    }

    fn word(&self, text: &str, at: usize, tokens: &mut Vec<Token>, cues: &mut Vec<Cue>) -> usize {
        let bytes = text.as_bytes();
        let mut end = at;
        while end < bytes.len() && bytes[end].is_ascii_alphabetic() {
            end += 1;
        }
        // A word with a letter beyond ASCII is one of ours only where the table has such words.
        if bytes.get(end).is_some_and(|b| *b >= 0x80) {
            let rest = &text[end..];
            let stop = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            if stop > 0 {
                let stop = end + stop;
                let mut buffer = [0; LONGEST];
                let word = lower(&text[at..stop], &mut buffer).and_then(|w| self.entries.get(w)?.word);
                if let Some((Meant::Word(word), _)) = word {
                    let capital = text[at..].starts_with(char::is_uppercase);
                    tokens.push(Token { start: at as u32, end: stop as u32, capital, word });
                }
                return stop;
            }
            if end == at {
                return at + rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        // A name with digits in it ("Q3" apart) is no word.
        if bytes.get(end).is_some_and(u8::is_ascii_digit) {
            return lettered(text, at, end, tokens);
        }
        // The "s" of "this year's".
        if end == at + 1 && text[..at].ends_with(['\'', '’']) {
            return end;
        }
        let capital = bytes[at].is_ascii_uppercase();
        let mut buffer = [0; LONGEST];
        let Some(lower) = lower(&text[at..end], &mut buffer) else { return end };
        let Some(entry) = self.entries.get(lower) else {
            // "arrested" looks back; "to be arrested" does not.
            if lower.len() > 4 && lower.ends_with("ed") && !capital && !text[..at].ends_with(" be ") {
                cues.push((at as u32, Lean::Past));
            }
            return end;
        };
        let longer =
            entry.longer.iter().filter_map(|(rest, meant)| Some((starts(&text[end..], rest)?, *meant)));
        let longer = longer.max_by_key(|(length, _)| *length);
        let (end, meant) = match (longer, entry.word) {
            (Some((length, meant)), _) => (end + length, meant),
            (None, Some((meant, cased))) => {
                if cased && !text[at..end].bytes().all(|b| b.is_ascii_uppercase()) {
                    return end;
                }
                (end, meant)
            }
            (None, None) => return end,
        };
        match meant {
            Meant::Word(word) => {
                tokens.push(Token { start: at as u32, end: end as u32, capital, word });
            }
            // "was held" looks back; "to be held" does not.
            Meant::Cue(Lean::Past) if text[..at].ends_with(" be ") => {}
            Meant::Cue(lean) => cues.push((at as u32, lean)),
        }
        end
    }
}

/// Letters with digits on: "Q3" and "H1" tell a part of the year; all else is a name and skipped whole.
fn lettered(text: &str, at: usize, digits: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[digits..];
    let end = digits + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = match &text.as_bytes()[at..end] {
        [b'Q' | b'q', n @ b'1'..=b'4'] => Word::Quarter(n - b'0'),
        [b'H', n @ (b'1' | b'2')] => Word::HalfYear(n - b'0'),
        _ => return end,
    };
    tokens.push(Token { start: at as u32, end: end as u32, capital: true, word });
    end
}

/// The longest first word of the table.
const LONGEST: usize = 16;

fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let place = buffer.get_mut(..word.len())?;
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok()
}

/// How many bytes of `text` the rest of an entry takes, if the text begins with it: a space stands for any white
/// space, an apostrophe for both kinds, and no letter may follow.
fn starts(text: &str, rest: &str) -> Option<usize> {
    let mut at = 0;
    for want in rest.chars() {
        let have = text[at..].chars().next()?;
        if want == ' ' {
            let white: usize =
                text[at..].chars().take(4).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
            if white == 0 {
                return None;
            }
            at += white;
        } else {
            let same = have.to_ascii_lowercase() == want
                || (want == '\'' && have == '’')
                || (want == '-' && matches!(have, '‐' | '‑'));
            if !same {
                return None;
            }
            at += have.len_utf8();
        }
    }
    (!text[at..].chars().next().is_some_and(char::is_alphanumeric)).then_some(at)
}

fn meant(row: Row) -> Option<Meant> {
    let value = row.column(2);
    let number = || value.parse::<i16>().ok();
    let small = || value.parse::<u8>().ok();
    let when = match row.column(3) {
        "short" => When::Short,
        "weak" | "of" => When::Weak,
        "name" => When::Name,
        "plural" => When::Plural,
        _ => When::Always,
    };
    Some(Meant::Word(match row.column(1) {
        "month" => Word::Month(small()?, when),
        "weekday" => Word::Weekday(small()?, when),
        "unit" => Word::Unit(unit(value)?, when),
        "season" => Word::Season(small()?, when),
        "part" => Word::Part(part(value)?),
        "day" => Word::Day(value.parse().ok()?),
        "tonight" => Word::Tonight,
        "which" => Word::Pick(match value {
            "this" => Pick::This,
            "last" => Pick::Last,
            "past" => Pick::Past,
            "recent" => Pick::Recent,
            "next" => Pick::Next,
            "then-last" => Pick::Before,
            "then-next" => Pick::After,
            "that" => Pick::That,
            "current" => Pick::Current,
            "latest" => Pick::Latest,
            _ => return None,
        }),
        "after" => Word::Then(match value {
            "ago" => Then::Ago,
            "earlier" => Then::Earlier,
            "later" => Then::Later,
            "hence" => Then::Hence,
            "old" => Then::Old,
            _ => return None,
        }),
        "edge" => Word::Edge(
            match value {
                "early" => Edge::Early,
                "mid" => Edge::Mid,
                "late" => Edge::Late,
                _ => return None,
            },
            when,
        ),
        "half" => Word::Half,
        "each" => Word::Each(value.parse().ok()?),
        "often" => Word::Often(unit(value)?),
        "times" => Word::Times,
        "link" => Word::Link(link(value)?),
        "article" => {
            if value == "the" {
                Word::The
            } else {
                Word::A
            }
        }
        "about" => Word::About,
        "era" => Word::Era(value == "bc"),
        "number" => Word::Count(value.parse().ok().filter(|n| *n > 0)),
        "hundred" => Word::Hundred(value.parse().ok()?),
        "ordinal" => Word::Ordinal(value.parse().ok()?),
        "decade" => Word::Decade { first: number()?, short: true },
        "zone" => Word::Zone(number()),
        "holiday" => Word::Holiday(holiday(value)?),
        "vague" => Word::Vague(match value {
            "past" => Vague::Past,
            "present" => Vague::Present,
            "future" => Vague::Future,
            _ => return None,
        }),
        "year-ago" => Word::YearAgo,
        "fiscal" => Word::Fiscal,
        "period" => Word::Period,
        "close" => Word::Close(unit(value)?),
        "label" => Word::Label,
        "filler" => Word::Filler,
        "none" => Word::Nothing,
        "cue" => return Some(Meant::Cue(if value == "future" { Lean::Future } else { Lean::Past })),
        _ => return None,
    }))
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "night" => Unit::Night,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "dawn" => Part::Dawn,
        "morning" => Part::Morning,
        "noon" => Part::Noon,
        "lunchtime" => Part::Lunchtime,
        "afternoon" => Part::Afternoon,
        "dusk" => Part::Dusk,
        "evening" => Part::Evening,
        "night" => Part::Night,
        "midnight" => Part::Midnight,
        "overnight" => Part::Overnight,
        _ => return None,
    })
}

fn link(name: &str) -> Option<Link> {
    Some(match name {
        "in" => Link::In,
        "on" => Link::On,
        "at" => Link::At,
        "of" => Link::Of,
        "since" => Link::Since,
        "by" => Link::By,
        "until" => Link::Until,
        "from" => Link::From,
        "to" => Link::To,
        "between" => Link::Between,
        "and" => Link::And,
        "for" => Link::For,
        "before" => Link::Before,
        "after" => Link::After,
        "within" => Link::Within,
        _ => return None,
    })
}

/// `12-25`, `easter-2`, or `11-4-4`.
fn holiday(value: &str) -> Option<Holiday> {
    if let Some(days) = value.strip_prefix("easter") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    let mut parts = value.split('-');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    match third {
        None => Some(Holiday::Fixed(first.parse().ok()?, second.parse().ok()?)),
        Some(nth) => Some(Holiday::Nth(first.parse().ok()?, second.parse().ok()?, nth.parse().ok()?)),
    }
}

/// Whether an entry of the table has a meaning here.
#[cfg(test)]
pub(super) fn is_understood(row: Row) -> bool {
    meant(row).is_some()
}
