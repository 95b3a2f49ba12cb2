//! Days as numbers, to tell how far apart two are.

use sayso_news::{Edtf, When};

/// Days since 1 March of the year 0, in the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i32);

impl Day {
    /// Before anything was printed.
    pub(crate) const FIRST: Self = Self(0);

    /// The day at which a time begins; `None` for one that is not known to the day.
    pub(crate) fn of(when: &When) -> Option<Self> {
        Self::begins(&when.value)
    }

    /// The day at which a value begins.
    pub(crate) fn begins(value: &Edtf) -> Option<Self> {
        match value.begins() {
            (Some(year), Some(month), Some(day)) => Some(Self::civil(i32::from(year), month, day)),
            _ => None,
        }
    }

    /// The first day of the next month: when a month is over.
    pub(crate) fn month_end(year: i16, month: u8) -> Option<Self> {
        let (year, month) = if month == 12 { (i32::from(year) + 1, 1) } else { (i32::from(year), month + 1) };
        (1..=12).contains(&month).then(|| Self::civil(year, month, 1))
    }

    /// The algorithm is Howard Hinnant's `days_from_civil`, which counts years from March.
    fn civil(year: i32, month: u8, day: u8) -> Self {
        let (month, day) = (i32::from(month), i32::from(day));
        let year = if month <= 2 { year - 1 } else { year };
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        Self(year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year)
    }

    /// As a number that keeps the order of days.
    pub(crate) const fn number(self) -> u64 {
        self.0 as u64
    }

    /// The day so many days later.
    pub(crate) const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `other` to this one.
    pub(crate) const fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

/// How far two pages are apart in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Days between the publications, or, where it is less, between one's publication and a day that the other names: a
    /// report of a trial says when the deed was done.
    pub(crate) days: i32,
    /// Days between the publications.
    pub(crate) published: i32,
}

/// The gap between two pages, each its day and the days that it names, sorted; `None` where a day is not known.
pub(crate) fn gap(a: (Option<Day>, &[Day]), b: (Option<Day>, &[Day])) -> Option<Gap> {
    let (ours, theirs) = (a.0?, b.0?);
    let published = ours.since(theirs).abs();
    if published <= 1 {
        return Some(Gap { days: published, published });
    }
    let named = nearest(a.1, theirs).min(nearest(b.1, ours)).saturating_add(1);
    Some(Gap { days: published.min(named), published })
}

/// Days from a day to the nearest in a sorted list; very many for an empty list.
fn nearest(days: &[Day], to: Day) -> i32 {
    let at = days.partition_point(|day| *day < to);
    let around = days[at.saturating_sub(1)..].iter().take(2);
    around.map(|day| day.since(to).abs()).min().unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let day = |text: &str| Day::begins(&Edtf::parse(text).unwrap()).unwrap();
        assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
        assert_eq!(day("2023-03-01").since(day("2023-02-28")), 1);
        assert_eq!(day("2024-01-01").since(day("2023-12-31")), 1);
        assert_eq!(day("2001-01-01").since(day("2000-01-01")), 366);
        assert_eq!(Day::begins(&Edtf::parse("2024-03").unwrap()), None);
    }
}
