//! Days of the Solar Hijri calendar, in which Persian pages date themselves.
//!
//! The years from 1343 to 1472 (1964 to 2094) are read. In them the calendar, which the spring equinox at Tehran decides,
//! has its leap years by a cycle of 33 years.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use sayso_text::Span;

use super::{JOINTS, in_word, number, skip};
use crate::calendar::Moment;

const FIRST: i32 = 1343;
const LAST: i32 = 1472;
/// Which years of the cycle have a day more.
const LEAP: [i32; 8] = [1, 5, 9, 13, 17, 22, 26, 30];
/// New year's day of 1403.
const KNOWN: (i32, Date) = (1403, date(2024, 3, 20));

/// The day in the common calendar; `None` for a year that is not read and a day that is none.
pub(super) fn moment(year: i32, month: u8, day: u8) -> Option<Moment> {
    let longest = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + i32::from(is_leap(year)),
        _ => return None,
    };
    if !(FIRST..=LAST).contains(&year) || !(1..=longest).contains(&i32::from(day)) {
        return None;
    }
    let months = i32::from(month) - 1;
    let before = months * 30 + months.min(6) + i32::from(day) - 1;
    let days = (year - KNOWN.0) * 365 + leaps(year) - leaps(KNOWN.0) + before;
    let found = KNOWN.1.checked_add(days.days()).ok()?;
    Some(Moment::day(found.year(), found.month().cast_unsigned(), found.day().cast_unsigned()))
}

fn is_leap(year: i32) -> bool {
    LEAP.contains(&(year % 33))
}

/// Leap years before a year.
fn leaps(year: i32) -> i32 {
    year / 33 * 8 + LEAP.iter().map(|n| i32::from(*n < year % 33)).sum::<i32>()
}

/// "14 اردیبهشت 1403", by the month's name at `at..end`.
pub(super) fn named(text: &str, at: usize, end: usize, free: usize, month: u8) -> Option<(Span, Moment)> {
    let before = text[free..at].trim_end_matches(JOINTS);
    let width = before.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let start = free + before.len() - width;
    let (day, _) = number(text, start, 1, 2)?;
    let joint = skip(text, end, 1);
    let end = text[joint..]
        .strip_prefix("ماه")
        .filter(|rest| !rest.starts_with(in_word))
        .map_or(end, |rest| text.len() - rest.len());
    let (year, end) = number(text, skip(text, end, 3), 4, 4)?;
    Some((Span::of(start..end), moment(year.cast_signed(), month, day as u8)?))
}

/// Years told in figures alone that are surely of this calendar: those of the lunar one that are alike have long passed.
const IN_FIGURES: std::ops::RangeInclusive<u32> = 1370..=1419;

/// "1403/02/14", by its first figure.
pub(super) fn figures(text: &str, at: usize) -> Option<(Span, Moment)> {
    let (year, end) = number(text, at, 4, 4).filter(|(year, _)| IN_FIGURES.contains(year))?;
    let behind = |at: usize| text[at..].starts_with('/').then(|| number(text, at + 1, 1, 2)).flatten();
    let (month, end) = behind(end)?;
    let (day, end) = behind(end)?;
    let goes_on = text[end..].starts_with(|c: char| c == '/' || c.is_alphanumeric());
    let moment = moment(year.cast_signed(), month as u8, day as u8)?;
    (!goes_on).then_some((Span::of(at..end), moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Option<String> {
        moment(year, month, day).map(|moment| moment.to_string())
    }

    #[test]
    fn new_years_stand_at_the_equinox() {
        for (year, want) in [
            (1357, "1978-03-21"),
            (1371, "1992-03-21"),
            (1375, "1996-03-20"),
            (1376, "1997-03-21"),
            (1399, "2020-03-20"),
            (1400, "2021-03-21"),
            (1402, "2023-03-21"),
            (1403, "2024-03-20"),
            (1404, "2025-03-21"),
            (1408, "2029-03-20"),
            (1409, "2030-03-21"),
        ] {
            assert_eq!(day(year, 1, 1).as_deref(), Some(want), "{year}");
        }
    }

    #[test]
    fn days_and_the_ends_of_years() {
        assert_eq!(day(1358, 1, 12).as_deref(), Some("1979-04-01"));
        assert_eq!(day(1357, 11, 22).as_deref(), Some("1979-02-11"));
        assert_eq!(day(1403, 7, 1).as_deref(), Some("2024-09-22"));
        assert_eq!(day(1403, 12, 30).as_deref(), Some("2025-03-20"));
        for (year, month, of) in
            [(1402, 12, 30), (1403, 7, 31), (1403, 13, 1), (1403, 1, 0), (1342, 1, 1), (1473, 1, 1)]
        {
            assert_eq!(day(year, month, of), None, "{year} {month} {of}");
        }
        // Every year follows the one before without a gap.
        for year in FIRST..LAST {
            let last = moment(year, 12, if is_leap(year) { 30 } else { 29 }).and_then(|m| m.date());
            let next = moment(year + 1, 1, 1).and_then(|m| m.date());
            assert_eq!(last.map(|last| last.tomorrow().ok()), Some(next), "{year}");
        }
    }
}
