//! Times of day in a statement, told in figures or in words: "5.30 a.m.", "half past five", "ten to midnight".

use std::ops::Range;

use sayso_lexicon::NumberSense;

use crate::material::{Material, Sheet};

const HOUR: u16 = 60;
const DAY: u16 = 24 * HOUR;

/// A time of day, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clock {
    minute: u16,
    /// Whether it may be in either half of the day.
    open: bool,
}

impl Clock {
    /// Whether both may be the same time of day.
    pub(crate) fn fits(self, other: Self) -> bool {
        let half = |c: Self| c.minute % (DAY / 2);
        if self.open || other.open { half(self) == half(other) } else { self.minute == other.minute }
    }
}

/// Whether both name times of day, and none that may be one.
pub(crate) fn apart(a: &[Clock], b: &[Clock]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|c| b.iter().any(|d| c.fits(*d)))
}

/// The times of day in these tokens, in order.
pub(crate) fn clocks(material: &Material<'_>, sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<Clock> {
    let span = sheet.span(tokens.clone());
    let times = &sheet.reading.times;
    let first = times.partition_point(|t| t.span.end() <= span.start());
    let mut found: Vec<Clock> = times[first..]
        .iter()
        .take_while(|t| t.span.start() < span.end())
        .filter_map(|t| written(t.value.as_str()))
        .collect();
    found.extend(tokens.clone().filter_map(|at| spoken(material, sheet, at, tokens.end)));
    found.sort_unstable();
    found.dedup();
    found
}

/// The time of day of a TIMEX3 value.
fn written(value: &str) -> Option<Clock> {
    let (_, time) = value.split_once('T')?;
    let (hour, rest) = time.split_once(':')?;
    let minute: u16 = rest.get(..2)?.parse().ok()?;
    let hour: u16 = hour.parse().ok()?;
    Some(Clock { minute: (hour * HOUR + minute) % DAY, open: false })
}

/// A time of day told in words, by the word that makes it one.
fn spoken(material: &Material<'_>, sheet: &Sheet<'_>, at: usize, end: usize) -> Option<Clock> {
    parted(material, sheet, at, end).or_else(|| whole(material, sheet, at))
}

/// "seven in the morning", "ten at night", "four o'clock".
pub(crate) fn whole(material: &Material<'_>, sheet: &Sheet<'_>, at: usize) -> Option<Clock> {
    let half = match [at + 1, at + 2, at + 3].map(|i| sheet.lemma(i)) {
        ["in", "the", "morning"] => Some(false),
        ["in", "the", "afternoon" | "evening"] => Some(true),
        ["at", "night", _] => None,
        ["o'clock" | "o’clock", ..] => {
            let hour = small(material, sheet.word(at)).filter(|n| (1..=12).contains(n))?;
            return Some(Clock { minute: hour * HOUR % DAY, open: true });
        }
        _ => return None,
    };
    let hour = small(material, sheet.word(at)).filter(|n| (1..=12).contains(n))? % 12;
    // The night begins at six and ends at six.
    let late = half.unwrap_or(hour >= 6);
    Some(Clock { minute: (hour + if late { 12 } else { 0 }) * HOUR, open: false })
}

/// "half past five", "twenty to three", "24 past five".
fn parted(material: &Material<'_>, sheet: &Sheet<'_>, at: usize, end: usize) -> Option<Clock> {
    let past = match sheet.lemma(at) {
        "past" => true,
        "to" => false,
        _ => return None,
    };
    if at == 0 || at + 1 >= end {
        return None;
    }
    let minutes = match sheet.lemma(at - 1) {
        "half" if past => 30,
        "quarter" => 15,
        _ => small(material, sheet.word(at - 1)).filter(|n| (1..60).contains(n))?,
    };
    let (hour, open) = match sheet.lemma(at + 1) {
        "midnight" => (24, false),
        "noon" | "midday" => (12, false),
        _ => (small(material, sheet.word(at + 1)).filter(|n| (1..=12).contains(n))?, true),
    };
    let minute = if past { hour * HOUR + minutes } else { hour * HOUR - minutes };
    Some(Clock { minute: minute % DAY, open })
}

/// A whole number in figures or in one word.
fn small(material: &Material<'_>, word: &str) -> Option<u16> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let word = word.to_lowercase();
    let (tens, ones) = word.split_once('-').unwrap_or((&word, ""));
    let mut sum = 0.0;
    for part in [tens, ones].into_iter().filter(|p| !p.is_empty()) {
        let mut value = None;
        material.tables.numbers.at(
            0,
            |i| if i == 0 { part } else { "" },
            |_, (sense, number)| {
                if sense == NumberSense::Cardinal {
                    value = Some(number);
                }
            },
        );
        sum += value?;
    }
    (sum.fract() == 0.0 && (0.0..100.0).contains(&sum)).then_some(sum as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_the_day_are_told_apart_only_where_both_are_known() {
        let at = |hour: u16, minute: u16, open| Clock { minute: hour * HOUR + minute, open };
        assert!(at(5, 30, true).fits(at(17, 30, false)));
        assert!(!at(5, 30, false).fits(at(17, 30, false)));
        assert_eq!(written("2032-10-10T05:42"), Some(at(5, 42, false)));
        assert_eq!(written("2032-10-14TMO"), None);
        assert_eq!(written("2032-10-14T24:00"), Some(at(0, 0, false)));
    }
}
