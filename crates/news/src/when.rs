//! Points and stretches of time, no finer than what is known.

use std::fmt;

use compact_str::{CompactString, format_compact};
use serde::{Deserialize, Serialize};

use crate::Cite;

/// Text that should be a date in EDTF and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a date in EDTF level 1 as used here (2023, 2023-05, 2023-05-22, 2023-21, 2023-05-22T10:00:00)"
)]
pub struct EdtfError(String);

/// A date in the Extended Date/Time Format, level 1 (<https://www.loc.gov/standards/datetime/>).
///
/// Years, months, days, seasons (`2023-21` spring … `2023-24` winter), times of day, `~` approximate and `?`
/// uncertain, and intervals `A/B`. Values order as text in the order of their beginnings.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "CompactString", into = "CompactString")]
pub struct Edtf(CompactString);

impl Edtf {
    /// Reads a value; the calendar is checked (no 30 February).
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let good = match text.split_once('/') {
            Some((a, b)) => (point(a) || a == "..") && (point(b) || b == "..") && (a, b) != ("..", ".."),
            None => point(text),
        };
        if good { Ok(Self(text.into())) } else { Err(EdtfError(text.to_owned())) }
    }

    /// A year, 0 to 9999.
    pub fn year(year: i16) -> Option<Self> {
        Self::parse(&format!("{year:04}")).ok()
    }

    /// A month, 1 to 12; or a season, 21 (spring) to 24 (winter).
    pub fn month(year: i16, month: u8) -> Option<Self> {
        Self::parse(&format!("{year:04}-{month:02}")).ok()
    }

    /// A day of the Gregorian calendar.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        Self::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
    }

    /// The same value, marked as approximate.
    #[must_use]
    pub fn approximately(&self) -> Self {
        if self.0.ends_with(['~', '?', '%']) { self.clone() } else { Self(format_compact!("{}~", self.0)) }
    }

    /// The interval from this value to a later one.
    pub fn until(&self, end: &Self) -> Option<Self> {
        Self::parse(&format!("{}/{}", self.0, end.0)).ok()
    }

    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year, month and day where the value begins; what it does not say is `None`. A season gives no month.
    pub fn begins(&self) -> (Option<i16>, Option<u8>, Option<u8>) {
        let start = self.0.split('/').next().unwrap_or_default();
        let start = start.split('T').next().unwrap_or_default().trim_end_matches(['~', '?', '%']);
        let mut parts = start.split('-');
        let year = parts.next().and_then(|y| y.parse().ok());
        let month = parts.next().and_then(|m| m.parse().ok()).filter(|m| *m <= 12);
        let day = if month.is_some() { parts.next().and_then(|d| d.parse().ok()) } else { None };
        (year, month, day)
    }
}

/// The names of the months in English, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn point(text: &str) -> bool {
    let text = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
    let (date, time) = text.split_once('T').map_or((text, None), |(d, t)| (d, Some(t)));
    let mut parts = date.split('-');
    let Some(year) = parts.next().and_then(|y| digits(y, 4)) else { return false };
    let month = parts.next().map(|m| digits(m, 2));
    let day = parts.next().map(|d| digits(d, 2));
    let good = parts.next().is_none()
        && match (month, day) {
            (None, _) | (Some(Some(1..=12 | 21..=24)), None) => true,
            (Some(Some(m @ 1..=12)), Some(Some(d))) => (1..=days(year, m)).contains(&d),
            _ => false,
        };
    good && time.is_none_or(|t| matches!(day, Some(Some(_))) && clock(t))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

fn clock(text: &str) -> bool {
    let (time, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, "Z"),
    };
    let fields: Vec<_> = time.split(':').map(|f| digits(f, 2)).collect();
    let time = matches!(fields[..], [Some(0..=23), Some(0..=59), Some(0..=60)]);
    let zone = zone == "Z"
        || zone.get(1..).is_some_and(|z| {
            let fields: Vec<_> = z.split(':').map(|f| digits(f, 2)).collect();
            matches!(fields[..], [Some(0..=14)] | [Some(0..=14), Some(0..=59)])
        });
    time && zone
}

impl fmt::Debug for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<CompactString> for Edtf {
    type Error = EdtfError;

    fn try_from(text: CompactString) -> Result<Self, EdtfError> {
        Self::parse(&text)
    }
}

impl From<Edtf> for CompactString {
    fn from(value: Edtf) -> Self {
        value.0
    }
}

/// How fine a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "units of time")]
pub enum Precision {
    Second,
    Minute,
    Hour,
    Day,
    Month,
    Season,
    Year,
}

/// What a time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The running text says it.
    Stated,
    /// Markup or the input's own fields say it.
    Metadata,
    /// A dateline or byline says it.
    Dateline,
    /// A post set into the article says it.
    Embedded,
    /// The address says it.
    Url,
    /// It follows from other times; the cite shows from which words.
    Inferred,
}

/// A time, how fine it is known, what it rests on, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    /// The time.
    pub value: Edtf,
    /// How fine it is known.
    pub precision: Precision,
    /// What it rests on.
    pub basis: Basis,
    /// The words that give it, where they stand in the visible text.
    pub cite: Option<Cite>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_checked() {
        for good in [
            "2023",
            "2023-05",
            "2023-21",
            "2024-02-29",
            "2023-05-22T10:00:00Z",
            "2023-05~",
            "2022-01/2022-03",
            "2023-05-22T10:00:00+02:00",
            "2023/..",
        ] {
            assert!(Edtf::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "23",
            "2023-13",
            "2023-02-29",
            "2023-05-22T10",
            "2023-5-2",
            "../..",
            "2023-21-01",
            "2023-05T10:00:00",
        ] {
            assert!(Edtf::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_not_said_is_not_known() {
        assert_eq!(Edtf::parse("2023-05~").unwrap().begins(), (Some(2023), Some(5), None));
        assert_eq!(Edtf::parse("2023-21").unwrap().begins(), (Some(2023), None, None));
        assert_eq!(Edtf::day(2023, 2, 30), None);
    }
}
