//! Times as machines write them into a page's fields.

use sayso_lexicon::PageDates;
use sayso_lexicon::calendar::{Clock, Moment, View};

use crate::metadata::Evidence;
use crate::words::Latin;

/// Reads a field's value: ISO 8601, RFC 2822, plain figures, seconds since 1970, or a date in words.
pub(super) fn read(value: &str, evidence: &Evidence<'_>) -> Option<Moment> {
    let latin = Latin::of(value.trim());
    let value = latin.text.as_ref();
    if value.len() > 120 {
        return None;
    }
    let told = figures(value).or_else(|| iso(value)).or_else(|| {
        let words = evidence.lexicon.calendar.find(value);
        let days = words.iter().filter_map(|words| {
            let whole = View::default().resolve(&words.meaning).map(|stretch| stretch.from);
            whole.or_else(|| super::chosen::by_order(evidence, words.meaning))
        });
        days.into_iter().find(|at| at.day.is_some())
    });
    let told = told.or_else(|| PageDates::all().find(value).first().map(|(_, at)| *at));
    let told = told.or_else(|| month(value));
    told.filter(|at| at.is_valid() && super::address::plausible(at.year))
}

/// `2023-05-22T10:00:00+02:00`, `2023-5-2 10:00`, and what is right of one that goes on wrongly.
fn iso(value: &str) -> Option<Moment> {
    let field = |from: usize, most: usize| {
        let size = value.get(from..)?.bytes().take(most).take_while(u8::is_ascii_digit).count();
        Some((value[from..from + size].parse::<u16>().ok()?, from + size))
    };
    let mark =
        |at: usize, marks: &[u8]| value.as_bytes().get(at).filter(|b| marks.contains(b)).map(|_| at + 1);
    let (year, end) = field(0, 4).filter(|(_, end)| *end == 4)?;
    let (month, end) = field(mark(end, b"-/")?, 2)?;
    let (day, end) = field(mark(end, b"-/")?, 2)?;
    let at = Moment::day(year.cast_signed(), month as u8, day as u8);
    let clock = || {
        let (hour, end) = field(mark(end, b"T t")?, 2)?;
        let (minute, end) = field(mark(end, b":")?, 2)?;
        let second = mark(end, b":").and_then(|from| field(from, 2));
        let end = second.map_or(end, |(_, end)| end);
        let rest =
            value[end..].trim_start_matches(|c: char| c == '.' || c == ':' || c.is_ascii_digit()).trim();
        let zone = zone(rest);
        Some(Clock {
            hour: hour as u8,
            minute: Some(minute as u8),
            second: second.map(|(s, _)| s as u8),
            zone,
        })
    };
    let timed = Moment { clock: clock(), ..at };
    Some(if timed.is_valid() { timed } else { at }).filter(Moment::is_valid)
}

/// `Z`, `+02:00`, `+0200`, `-5`: minutes ahead of universal time.
fn zone(text: &str) -> Option<i16> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at(digits.len().min(2));
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i16>().ok()? };
    Some(sign * (hours.parse::<i16>().ok()? * 60 + minutes))
}

/// `20230522`, `20230522T103000Z`, `1684749600`, `1684749600000`.
fn figures(value: &str) -> Option<Moment> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let number = |range: std::ops::Range<usize>| value.get(range).and_then(|n| n.parse::<i64>().ok());
    let rest = &value[digits..];
    match digits {
        8 | 12 | 14 if rest.is_empty() || rest.starts_with(['T', ' ', '-', 'Z']) => {
            let at = Moment::day(number(0..4)? as i16, number(4..6)? as u8, number(6..8)? as u8);
            let clock = (digits > 8).then(|| {
                let second = if digits == 14 { number(12..14).map(|s| s as u8) } else { None };
                Some(Clock {
                    hour: number(8..10)? as u8,
                    minute: number(10..12).map(|m| m as u8),
                    second,
                    zone: None,
                })
            });
            let timed = Moment { clock: clock.flatten(), ..at };
            Some(if timed.is_valid() { timed } else { at }).filter(Moment::is_valid)
        }
        10 | 13 if rest.is_empty() => {
            let seconds = number(0..digits)? / if digits == 13 { 1000 } else { 1 };
            let day = jiff::civil::date(1970, 1, 1)
                .checked_add(jiff::Span::new().try_days(seconds / 86_400).ok()?)
                .ok()?;
            let left = seconds % 86_400;
            let clock = Clock {
                hour: (left / 3600) as u8,
                minute: Some((left / 60 % 60) as u8),
                second: Some((left % 60) as u8),
                zone: Some(0),
            };
            Some(Moment { clock: Some(clock), ..Moment::from(day) })
        }
        _ => None,
    }
}

/// `2023-05`: all that the field says.
fn month(value: &str) -> Option<Moment> {
    let at = Moment::read(value)?;
    (value.len() == 7 && at.month.is_some_and(|m| m <= 12)).then_some(at)
}
