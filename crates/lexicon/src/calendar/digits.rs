//! What begins with a digit: dates in figures, times of day, years, ordinals, plain numbers.

use super::meaning::Clock;
use super::words::{Word, Words};

/// What was read.
pub(super) enum Numeric {
    Word(Word),
    /// `2023-05-22T10:00:00Z`: the date, where it ends, the time.
    DateTime(Word, usize, Word),
    /// Digits that neither count nor date anything: a price, a code, a share.
    None,
}

/// Reads what begins at byte `at`, a digit, and says where it ends.
pub(super) fn read(text: &str, at: usize, words: &Words) -> (Numeric, usize) {
    let free = free_before(text, at);
    if free {
        if let Some((date, end)) = year_first(text, at).or_else(|| year_last(text, at)) {
            let bytes = text.as_bytes();
            if matches!(bytes.get(end), Some(b'T' | b't'))
                && let Some((clock, stop)) = clock(text, end + 1, words)
            {
                return (Numeric::DateTime(date, end, clock), stop);
            }
            return (Numeric::Word(date), end);
        }
        if let Some((clock, end)) = clock(text, at, words) {
            return (Numeric::Word(clock), end);
        }
    }
    plain(text, at, free)
}

/// Whether what stands before leaves the digits free to be a date or an amount: no price, no code, no decimal part.
fn free_before(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        None => true,
        Some('-' | '–' | '—') => before.next().is_some_and(|c| c.is_alphanumeric() || c.is_whitespace()),
        Some('.' | ',' | ':' | '/') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(
            '$' | '€' | '£' | '¥' | '₽' | '₴' | '₹' | '#' | '№' | '@' | '&' | '=' | '_' | '+' | '*' | '%',
        ) => false,
        Some(c) => !c.is_alphanumeric(),
    }
}

/// The number at `at` if it has between `least` and `most` digits, and where it ends.
fn run(bytes: &[u8], at: usize, least: usize, most: usize) -> Option<(u32, usize)> {
    let mut end = at;
    let mut value: u32 = 0;
    while end < bytes.len() && bytes[end].is_ascii_digit() {
        if end - at == most {
            return None;
        }
        value = value * 10 + u32::from(bytes[end] - b'0');
        end += 1;
    }
    (end - at >= least).then_some((value, end))
}

fn digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// Days of a month.
pub(super) fn days(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn valid(year: i16, month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && day >= 1 && day <= u32::from(days(year, month as u8))
}

/// Whether a number written with four digits may be a year.
pub(super) fn is_year(value: u32) -> bool {
    (1000..=2100).contains(&value)
}

/// `2023-05-22`, `2023/05/22`, `2023.05.22`.
fn year_first(text: &str, at: usize) -> Option<(Word, usize)> {
    let bytes = text.as_bytes();
    let (year, end) = run(bytes, at, 4, 4)?;
    let mark = *bytes.get(end).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let (month, end) = run(bytes, end + 1, 1, 2)?;
    if bytes.get(end) != Some(&mark) {
        return None;
    }
    let (day, end) = run(bytes, end + 1, 1, 2)?;
    let more = bytes.get(end) == Some(&mark) && digit(bytes, end + 1);
    let date = Word::Date { year: year as i16, month: month as u8, day: day as u8 };
    (is_year(year) && valid(year as i16, month, day) && !more).then_some((date, end))
}

/// `22/05/2023`, `22.5.2023`, `05-22-2023`, `7/8/07`. Dots mean that the day comes first; otherwise a number above 12
/// tells, or nothing does.
fn year_last(text: &str, at: usize) -> Option<(Word, usize)> {
    let bytes = text.as_bytes();
    let (first, middle) = run(bytes, at, 1, 2)?;
    let mark = *bytes.get(middle).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    // "4. 2. 2022"
    let next = |at: usize| if mark == b'.' { spaces(text, at) } else { at };
    let (second, last) = run(bytes, next(middle + 1), 1, 2)?;
    if bytes.get(last) != Some(&mark) {
        let towers =
            (first, second, mark) == (9, 11, b'/') && !bytes.get(last).is_some_and(u8::is_ascii_alphanumeric);
        return towers.then_some((Word::Date { year: 2001, month: 9, day: 11 }, last));
    }
    let start = next(last + 1);
    let (year, end) = run(bytes, start, 2, 4)?;
    let spaced = start > last + 1;
    let year = match end - start {
        4 if is_year(year) => year,
        2 if mark == b'/' || (mark == b'.' && !spaced && middle - at == 2 && last - middle == 3) => {
            if year < 69 { 2000 + year } else { 1900 + year }
        }
        _ => return None,
    } as i16;
    if bytes.get(end) == Some(&mark) && digit(bytes, end + 1)
        || bytes.get(end).is_some_and(u8::is_ascii_alphabetic)
    {
        return None;
    }
    let day_first = valid(year, second, first);
    let month_first = mark != b'.' && valid(year, first, second);
    let (first, second) = (first as u8, second as u8);
    let word = match (day_first, month_first) {
        (true, true) if first != second => Word::Either { year, first, second },
        (true, _) => Word::Date { year, month: second, day: first },
        (false, true) => Word::Date { year, month: first, day: second },
        (false, false) => return None,
    };
    Some((word, end))
}

/// `10:30`, `10:30:05`, `10.30pm`, `3 p.m.`, `19h44`, `0630 GMT`, `8 o'clock`, with a zone if one follows.
pub(super) fn clock(text: &str, at: usize, words: &Words) -> Option<(Word, usize)> {
    let bytes = text.as_bytes();
    if let Some((value, end)) = run(bytes, at, 4, 4) {
        let (hour, minute) = (value / 100, value % 100);
        let (zone, stop) = zone(text, end, false, words)?;
        let clock = Clock { hour: hour as u8, minute: Some(minute as u8), second: None, zone };
        return (hour < 24 && minute < 60).then_some((Word::Clock { clock, sure: true }, stop));
    }
    let (hour, end) = run(bytes, at, 1, 2)?;
    let minute = |mark: u8| {
        (bytes.get(end) == Some(&mark)).then(|| run(bytes, end + 1, 2, 2)).flatten().filter(|(m, _)| *m < 60)
    };
    let mut sure = end - at == 2;
    let (minute, second, mut end) = if let Some((minute, end)) = minute(b':') {
        match (bytes.get(end) == Some(&b':')).then(|| run(bytes, end + 1, 2, 2)).flatten() {
            Some((second, stop)) if second < 60 => (Some(minute), Some(second), fraction(bytes, stop)),
            _ if bytes.get(end) == Some(&b':') && digit(bytes, end + 1) => return None,
            _ => (Some(minute), None, end),
        }
    } else if let Some((minute, end)) = minute(b'h') {
        sure = true;
        (Some(minute), None, end)
    } else if let Some((minute, end)) = minute(b'.') {
        // A full stop parts hours from minutes only where something else says that this is a time.
        if meridiem(text, end).is_none() && zone(text, end, false, words).is_none() {
            return None;
        }
        (Some(minute), None, end)
    } else {
        if meridiem(text, end).is_none() && o_clock(text, end).is_none() {
            return None;
        }
        (None, None, end)
    };
    let mut hour = hour as u8;
    if let Some((afternoon, stop)) = meridiem(text, end) {
        hour = match (hour, afternoon) {
            (0 | 13..=23, _) => hour,
            (12, false) => 0,
            (12, true) => 12,
            (_, true) => hour + 12,
            (_, false) => hour,
        };
        (sure, end) = (true, stop);
    } else if let Some(stop) = o_clock(text, end) {
        (sure, end) = (true, stop);
    }
    let mut offset = None;
    // "10:30-11:30" is no offset: only a full time, or one after a `T`, takes a bare sign.
    let signed = second.is_some() || (at > 0 && matches!(bytes[at - 1], b'T' | b't'));
    if let Some((zone, stop)) = zone(text, end, signed, words) {
        (offset, sure, end) = (zone, true, stop);
    }
    if hour > 23 || bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'%') {
        return None;
    }
    let clock =
        Clock { hour, minute: minute.map(|m| m as u8), second: second.map(|s| s as u8), zone: offset };
    Some((Word::Clock { clock, sure }, end))
}

/// Skips the fraction of a second.
fn fraction(bytes: &[u8], at: usize) -> usize {
    if !(bytes.get(at) == Some(&b'.') && digit(bytes, at + 1)) {
        return at;
    }
    let more = bytes[at + 1..].iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    at + 1 + more
}

fn spaces(text: &str, at: usize) -> usize {
    at + text[at..]
        .chars()
        .take(2)
        .take_while(|c| matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}'))
        .map(char::len_utf8)
        .sum::<usize>()
}

/// `pm`, ` a.m.`: whether after noon, and where it ends.
fn meridiem(text: &str, at: usize) -> Option<(bool, usize)> {
    let at = spaces(text, at);
    let bytes = text.as_bytes();
    let afternoon = match bytes.get(at)? {
        b'a' | b'A' => false,
        b'p' | b'P' => true,
        _ => return None,
    };
    let dotted = bytes.get(at + 1) == Some(&b'.');
    let m = at + 1 + usize::from(dotted);
    if !matches!(bytes.get(m), Some(b'm' | b'M')) {
        return None;
    }
    let end = m + 1 + usize::from(dotted && bytes.get(m + 1) == Some(&b'.'));
    (!text[end..].chars().next().is_some_and(char::is_alphanumeric)).then_some((afternoon, end))
}

fn o_clock(text: &str, at: usize) -> Option<usize> {
    let start = spaces(text, at);
    let rest = text[start..].strip_prefix(['o', 'O'])?.strip_prefix(['\'', '’'])?;
    let rest = rest.strip_prefix("clock").or_else(|| rest.strip_prefix("Clock"))?;
    Some(text.len() - rest.len())
}

/// `Z`, ` GMT`, `+02:00`, ` (GMT +8)`: the offset if it tells one, and where it ends.
fn zone(text: &str, at: usize, signed: bool, words: &Words) -> Option<(Option<i16>, usize)> {
    let bytes = text.as_bytes();
    if matches!(bytes.get(at), Some(b'Z')) && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
        return Some((Some(0), at + 1));
    }
    let start = spaces(text, at);
    if signed && let Some((offset, end)) = sign(text, start) {
        return Some((Some(offset), end));
    }
    let open = bytes.get(start) == Some(&b'(');
    let start = start + usize::from(open);
    let length = bytes[start..].iter().take(6).take_while(|b| b.is_ascii_uppercase()).count();
    let end = start + length;
    if !(2..=5).contains(&length) || bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mut offset = words.zone(&text[start..end])?.0;
    let mut end = end;
    if offset == Some(0)
        && let Some((more, stop)) = sign(text, spaces(text, end))
    {
        (offset, end) = (Some(more), stop);
    }
    if open {
        end += usize::from(bytes.get(end) == Some(&b')'));
    }
    Some((offset, end))
}

/// `+02:00`, `-0400`, `+3`: minutes.
fn sign(text: &str, at: usize) -> Option<(i16, usize)> {
    let bytes = text.as_bytes();
    let back = match bytes.get(at)? {
        b'+' => false,
        b'-' => true,
        _ => return None,
    };
    let (hours, minutes, end) = if let Some((both, end)) = run(bytes, at + 1, 4, 4) {
        (both / 100, both % 100, end)
    } else {
        let (hours, end) = run(bytes, at + 1, 1, 2)?;
        match (bytes.get(end) == Some(&b':')).then(|| run(bytes, end + 1, 2, 2)).flatten() {
            Some((minutes, end)) => (hours, minutes, end),
            None => (hours, 0, end),
        }
    };
    let minutes = (hours * 60 + minutes) as i16;
    (hours <= 14 && minutes <= 14 * 60 && !digit(bytes, end))
        .then_some((if back { -minutes } else { minutes }, end))
}

/// Letters that may be written right behind an amount.
const UNITS: [&str; 16] =
    ["d", "h", "hr", "hrs", "m", "min", "mins", "mo", "mos", "s", "sec", "w", "wk", "y", "yr", "yrs"];

/// A number, an ordinal, or a decade.
fn plain(text: &str, at: usize, free: bool) -> (Numeric, usize) {
    let bytes = text.as_bytes();
    let mut end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let width = (end - at).min(99) as u8;
    let mut value =
        bytes[at..end].iter().fold(0u32, |n, b| n.saturating_mul(10).saturating_add(u32::from(b - b'0')));
    let mut grouped = false;
    while width <= 3 && bytes.get(end) == Some(&b',') {
        let Some((more, stop)) = run(bytes, end + 1, 3, 3) else { break };
        (value, end, grouped) = (value.saturating_mul(1000).saturating_add(more), stop, true);
    }
    let width = if grouped { 99 } else { width };
    let (mut half, mut whole) = (false, true);
    if bytes.get(end) == Some(&b'.') && digit(bytes, end + 1) {
        let stop = end + 1 + bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        half = &text[end..stop] == ".5";
        (whole, end) = (half, stop);
    } else if text[end..].starts_with('½') {
        (half, end) = (true, end + '½'.len_utf8());
    } else if text[end..].starts_with(" 1/2") && !digit(bytes, end + 4) {
        (half, end) = (true, end + 4);
    }
    // Longer chains (addresses, versions) go as a whole.
    while matches!(bytes.get(end), Some(b'.' | b',' | b'/' | b':')) && digit(bytes, end + 1) {
        end = end + 1 + bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        (whole, half) = (false, false);
    }
    let letters = bytes[end..].iter().take(4).take_while(|b| b.is_ascii_alphabetic()).count();
    let suffix = &text[end..end + letters];
    let ends = !text[end + letters..].chars().next().is_some_and(char::is_alphanumeric);
    let usable = free && whole;
    if usable && ends && !half {
        if matches!(suffix, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH") {
            let word = i8::try_from(value).map_or(Numeric::None, |n| Numeric::Word(Word::Ordinal(n)));
            return (word, end + letters);
        }
        let written = suffix == "s" || (suffix.is_empty() && owned(text, at, end));
        if written && value.is_multiple_of(10) {
            let short = width == 2;
            if short || (width == 4 && is_year(value)) {
                let apostrophe = if suffix.is_empty() {
                    text[end..].chars().next().map_or(0, char::len_utf8) + 1
                } else {
                    1
                };
                let word = Word::Decade { first: value as i16, short };
                return (Numeric::Word(word), end + apostrophe);
            }
        }
    }
    let next = text[end..].chars().next();
    let plain = usable
        && next != Some('%')
        && next != Some('°')
        && (if letters == 0 {
            !next.is_some_and(char::is_alphanumeric)
        } else {
            ends && UNITS.contains(&suffix)
        });
    (Numeric::Word(Word::Digits { value, width, plain, half }), end)
}

/// "the 1930's": an apostrophe that makes a plural, told from "1930's best film" by the word before.
fn owned(text: &str, at: usize, end: usize) -> bool {
    let after = text[end..].strip_prefix(['\'', '’']).and_then(|rest| rest.strip_prefix('s'));
    let alone = after.is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric));
    let before = text[..at].trim_end_matches([' ', '\'', '’', '-']);
    alone && ["the", "The", "early", "late", "mid"].iter().any(|word| before.ends_with(word))
}
