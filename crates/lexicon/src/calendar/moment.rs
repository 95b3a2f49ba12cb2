//! Points and stretches of the calendar, and how they are written in EDTF.

use std::fmt;

use jiff::civil::{Date, DateTime};

use super::digits::days;
use super::meaning::Clock;

/// A point of the calendar, no finer than what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// 0 to 9999.
    pub year: i16,
    /// 1 to 12; or a season, 21 to 24.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
    /// Only with a day.
    pub clock: Option<Clock>,
}

impl Moment {
    /// A year.
    pub const fn year(year: i16) -> Self {
        Self { year, month: None, day: None, clock: None }
    }

    /// A month or season of a year.
    pub const fn month(year: i16, month: u8) -> Self {
        Self { year, month: Some(month), day: None, clock: None }
    }

    /// A day.
    pub const fn day(year: i16, month: u8, day: u8) -> Self {
        Self { year, month: Some(month), day: Some(day), clock: None }
    }

    /// Reads the beginning of a date in EDTF, as it is written there; `None` where that is open.
    pub fn read(edtf: &str) -> Option<Self> {
        let start = edtf.split('/').next().unwrap_or("").trim_end_matches(['~', '?', '%']);
        let (date, time) = start.split_once('T').map_or((start, None), |(date, time)| (date, Some(time)));
        let mut parts = date.split('-');
        let year = parts.next()?.parse().ok().filter(|y| (0..=9999).contains(y))?;
        let month = parts.next().and_then(|m| m.parse().ok());
        let day = parts.next().and_then(|d| d.parse().ok());
        let clock = time.and_then(read_clock);
        Some(Self { year, month, day, clock })
    }

    /// The day, where one is known.
    pub fn date(&self) -> Option<Date> {
        let (month, day) = (self.month?, self.day?);
        civil(self.year, month, day)
    }

    /// The day and the time of day, where both are known.
    pub fn date_time(&self) -> Option<DateTime> {
        let clock = self.clock?;
        let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0).min(59));
        Some(self.date()?.at(clock.hour.cast_signed(), minute.cast_signed(), second.cast_signed(), 0))
    }

    /// Whether this is a point of the calendar at all: a month that is one, a day that its month has.
    pub fn is_valid(&self) -> bool {
        let date = match (self.month, self.day) {
            (None, None) => true,
            (Some(m), None) => matches!(m, 1..=12 | 21..=24),
            (Some(m @ 1..=12), Some(d)) => d >= 1 && d <= days(self.year, m),
            _ => false,
        };
        let clock = self.clock.is_none_or(|c| {
            self.day.is_some()
                && c.hour < 24
                && c.minute.is_none_or(|m| m < 60)
                && c.second.is_none_or(|s| s < 60)
                && c.zone.is_none_or(|z| z.abs() <= 14 * 60)
        });
        date && clock && (0..=9999).contains(&self.year)
    }

    /// How fine it is.
    pub fn grain(&self) -> Grain {
        match (self.month, self.day, self.clock) {
            (_, _, Some(Clock { second: Some(_), .. })) => Grain::Second,
            (_, _, Some(Clock { minute: Some(_), .. })) => Grain::Minute,
            (_, _, Some(_)) => Grain::Hour,
            (_, Some(_), None) => Grain::Day,
            (Some(m), None, None) => {
                if m > 12 {
                    Grain::Season
                } else {
                    Grain::Month
                }
            }
            (None, None, None) => Grain::Year,
        }
    }
}

/// A day of the calendar, if it is one.
pub(super) fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, month.cast_signed(), day.cast_signed()).ok()
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self::day(date.year(), date.month() as u8, date.day() as u8)
    }
}

fn read_clock(time: &str) -> Option<Clock> {
    let (time, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => (&time[..at], Some(&time[at..])),
        None => (time, None),
    };
    let mut parts = time.split(':').map(|p| p.parse::<u8>().ok());
    let zone = match zone {
        None => None,
        Some("Z") => Some(0),
        Some(offset) => {
            let (hours, minutes) = offset.get(1..)?.split_once(':').unwrap_or((offset.get(1..)?, "0"));
            // Any figures may stand there.
            let minutes = hours.parse::<u16>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
            let minutes = i16::try_from(minutes).ok()?;
            Some(if offset.starts_with('-') { -minutes } else { minutes })
        }
    };
    Some(Clock { hour: parts.next()??, minute: parts.next().flatten(), second: parts.next().flatten(), zone })
}

/// How fine a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "units of time")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Month,
    Season,
    Year,
}

/// A point, or a stretch from one to another. `Display` writes it in EDTF level 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Where it begins; for a point, the point.
    pub from: Moment,
    /// Where it ends, for a stretch.
    pub to: Option<Moment>,
    /// Whether it is only known roughly.
    pub approximate: bool,
}

impl Stretch {
    /// A point.
    pub const fn point(at: Moment) -> Self {
        Self { from: at, to: None, approximate: false }
    }

    /// From one to another.
    pub const fn between(from: Moment, to: Moment) -> Self {
        Self { from, to: Some(to), approximate: false }
    }

    /// How fine it is known.
    pub fn grain(&self) -> Grain {
        self.from.grain()
    }

    /// The same, if its points are of the calendar and in order.
    pub fn checked(self) -> Option<Self> {
        let ordered = self.to.is_none_or(|to| {
            to.is_valid() && {
                let key = |m: Moment| (m.year, m.month.unwrap_or(0), m.day.unwrap_or(0));
                key(self.from) <= key(to)
            }
        });
        (self.from.is_valid() && ordered).then_some(self)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some(clock) = self.clock else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0), clock.second.unwrap_or(0))?;
        match clock.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rough = if self.approximate { "~" } else { "" };
        write!(f, "{}{rough}", self.from)?;
        match self.to {
            Some(to) => write!(f, "/{to}{rough}"),
            None => Ok(()),
        }
    }
}
