//! The standard value of a time expression: what its words say, whether or not they have a place in time.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// Text that should be the value of a time expression and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no value of a time expression (1998-03-04, 1998-W10, 1998-Q1, P3D, XXXX-WXX-2, PAST_REF)")]
pub struct TimexError(String);

/// The value of a time expression in the language of `TimeML`'s TIMEX3, which is ISO 8601 and what ISO cannot say.
///
/// | form | for |
/// |---|---|
/// | `1998`, `1998-03`, `1998-03-04` | year, month, day |
/// | `199`, `19` | decade, century |
/// | `1998-W10`, `1998-W10-2`, `1998-W10-WE` | week, its weekday, its weekend |
/// | `1998-Q1`, `1998-H2`, `1998-SP` (`SU`, `FA`, `WI`) | quarter, half, season |
/// | `1998-03-04T10:30`, with seconds, `Z` or an offset | time of day |
/// | `1998-03-04TMO` (`MI`, `AF`, `EV`, `NI`, `DT`) | part of the day |
/// | `A/B` | from one to another |
/// | `P3D`, `PT30M`, `P1Y6M`, `PXW` | length, or how often; `X` for several |
/// | `XXXX-WXX-2`, `XXXX-05`, `XXXX-XX-XX` | what is not said is an `X` |
/// | `PAST_REF`, `PRESENT_REF`, `FUTURE_REF` | "recently", "now", "soon" |
/// | `BC0044` | a year before our era |
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "CompactString", into = "CompactString")]
pub struct Timex(CompactString);

impl Timex {
    /// Reads a value. Months, days and hours must be possible ones; of how many days a month has `Edtf` knows.
    pub fn parse(text: &str) -> Result<Self, TimexError> {
        let good = matches!(text, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF")
            || text.strip_prefix('P').is_some_and(length)
            || match text.split_once('/') {
                Some((from, to)) => point(from) && point(to),
                None => point(text),
            };
        if good { Ok(Self(text.into())) } else { Err(TimexError(text.to_owned())) }
    }

    /// A time of which nothing is known but that it is one.
    pub fn unknown() -> Self {
        Self(CompactString::const_new("XXXX-XX-XX"))
    }

    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Two digits within bounds, or `XX`.
fn two(text: &str, least: u8, most: u8) -> bool {
    let number = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    text == "XX" || (number && text.parse().is_ok_and(|n: u8| (least..=most).contains(&n)))
}

fn year(text: &str) -> bool {
    text == "XXXX" || (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
}

fn point(text: &str) -> bool {
    if let Some(before) = text.strip_prefix("BC") {
        return year(before);
    }
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    if time.is_none() && matches!(date.len(), 2 | 3) {
        return date.bytes().all(|b| b.is_ascii_digit());
    }
    let mut parts = date.split('-');
    let (Some(first), second, third) = (parts.next(), parts.next(), parts.next()) else { return false };
    if !year(first) || parts.next().is_some() {
        return false;
    }
    let part = |second: &str| {
        matches!(second, "SP" | "SU" | "FA" | "WI" | "Q1" | "Q2" | "Q3" | "Q4" | "QX" | "H1" | "H2" | "HX")
            || second.strip_prefix('W').is_some_and(|week| two(week, 1, 53))
            || two(second, 1, 12)
    };
    let (date, day) = match (second, third) {
        (None, _) => (true, false),
        (Some(second), None) => (part(second), false),
        (Some(second), Some(third)) => match second.strip_prefix('W') {
            Some(week) => {
                let weekday = matches!(third, "1" | "2" | "3" | "4" | "5" | "6" | "7");
                (two(week, 1, 53) && (weekday || third == "WE"), weekday)
            }
            None => (two(second, 1, 12) && two(third, 1, 31), true),
        },
    };
    date && time.is_none_or(|time| day && clock(time))
}

fn clock(text: &str) -> bool {
    if matches!(text, "MO" | "MI" | "AF" | "EV" | "NI" | "DT") {
        return true;
    }
    let (time, zone) = text.find(['Z', '+', '-']).map_or((text, "Z"), |at| text.split_at(at));
    let mut fields = time.split(':');
    let good = fields.next().is_some_and(|hour| two(hour, 0, 24))
        && fields.next().is_none_or(|minute| two(minute, 0, 59))
        && fields.next().is_none_or(|second| two(second, 0, 60))
        && fields.next().is_none();
    let zone = zone == "Z"
        || zone
            .get(1..)
            .and_then(|zone| zone.split_once(':'))
            .is_some_and(|(hours, minutes)| two(hours, 0, 14) && two(minutes, 0, 59));
    good && zone
}

/// What follows the `P` of a length: numbers, each with its unit; behind a `T` those of the clock.
fn length(text: &str) -> bool {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let some = !date.is_empty() || time.is_some();
    some && amounts(date, &["Y", "Q", "M", "WE", "W", "D"])
        && time.is_none_or(|time| !time.is_empty() && amounts(time, &["H", "M", "S", "NI"]))
}

/// A row of amounts in these units, the units in order.
fn amounts(mut text: &str, units: &[&str]) -> bool {
    let mut units = units.iter();
    while !text.is_empty() {
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
        let (number, rest) = match text.strip_prefix('X') {
            Some(rest) => ("1", rest),
            None => text.split_at(end),
        };
        if !number.starts_with(|c: char| c.is_ascii_digit()) || number.parse::<f64>().is_err() {
            return false;
        }
        let Some(rest) = units.find_map(|unit| rest.strip_prefix(unit)) else { return false };
        text = rest;
    }
    true
}

impl fmt::Debug for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<CompactString> for Timex {
    type Error = TimexError;

    fn try_from(text: CompactString) -> Result<Self, TimexError> {
        Self::parse(&text)
    }
}

impl From<Timex> for CompactString {
    fn from(value: Timex) -> Self {
        value.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_of_the_language() {
        for good in [
            "1998",
            "1998-03",
            "1998-03-04",
            "199",
            "19",
            "1998-W10",
            "1998-W10-2",
            "1998-W10-WE",
            "1998-Q1",
            "1998-H2",
            "1998-SP",
            "1998-03-04T10:30",
            "1998-03-04T24:00",
            "1998-03-04T10:30:05Z",
            "1998-03-04T10:30+02:00",
            "1998-03-04TMO",
            "XXXX-WXX-2TNI",
            "1998-03-04/1998-03-06",
            "P3D",
            "PT30M",
            "P1Y6M",
            "P2DT12H",
            "PXW",
            "PT1M30S",
            "P1.5W",
            "XXXX-05",
            "XXXX-XX-XX",
            "PAST_REF",
            "BC0044",
        ] {
            assert_eq!(Timex::parse(good).map(|v| v.to_string()), Ok(good.to_owned()));
        }
        assert_eq!(Timex::parse("XXXX-XX-XX"), Ok(Timex::unknown()));
    }

    #[test]
    fn others_are_not() {
        for bad in [
            "",
            "P",
            "PT",
            "PD",
            "P3",
            "P3X",
            "P3D4Y",
            "1998-13",
            "1998-W54",
            "1998-Q5",
            "1998-03-32",
            "1998-03T10:00",
            "1998T10:00",
            "1998-03-04T25:00",
            "98-03",
            "1",
            "now",
            "/1998",
            "1998-03-04TXO",
            "199T10:00",
            "1998-W10-8",
            "1998-SPTMO",
            "P..D",
            "ü",
            "Pü",
            "1998-üü",
        ] {
            assert!(Timex::parse(bad).is_err(), "{bad}");
        }
    }
}
