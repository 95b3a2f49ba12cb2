//! Arithmetic of days, weeks, months and holidays.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::meaning::{Edge, Holiday, Unit};
use super::moment::{Moment, Stretch, civil};

pub(super) fn day_of(moment: Moment) -> Option<Moment> {
    moment.day.is_some().then_some(Moment { clock: None, ..moment })
}

/// 1 (Monday) to 7.
pub(super) fn iso(day: Date) -> i64 {
    i64::from(day.weekday().to_monday_one_offset())
}

fn named(weekday: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(weekday.cast_signed()).ok()
}

pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub((iso(day) - 1).days()).ok()
}

/// The week of a day by ISO 8601, and the year that it counts to.
pub(super) fn iso_week(day: Date) -> (i16, i8) {
    let week = day.iso_week_date();
    (week.year(), week.week())
}

/// The month so many months away.
pub(super) fn months(from: Moment, by: i64) -> Option<Moment> {
    let month = i64::from(from.month.filter(|m| *m <= 12)?);
    let count = i64::from(from.year) * 12 + month - 1 + by;
    let year = i16::try_from(count.div_euclid(12)).ok()?;
    Some(Moment::month(year, (count.rem_euclid(12) + 1) as u8))
}

pub(super) fn years_in(unit: Unit) -> Option<i16> {
    match unit {
        Unit::Decade => Some(10),
        Unit::Century => Some(100),
        Unit::Millennium => Some(1000),
        _ => None,
    }
}

pub(super) fn part_of_decade(first: i16, edge: Edge) -> Stretch {
    let (from, to) = match edge {
        Edge::Early => (0, 3),
        Edge::Mid => (4, 6),
        Edge::Late => (7, 9),
    };
    Stretch { approximate: true, ..Stretch::between(Moment::year(first + from), Moment::year(first + to)) }
}

/// The day of a holiday in a year.
pub(super) fn holiday_date(year: i16, holiday: Holiday) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => civil(year, month, day),
        Holiday::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
        Holiday::Nth(month, weekday, nth) => {
            civil(year, month, 1)?.nth_weekday_of_month(nth.cast_signed(), named(weekday)?).ok()
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.
fn easter(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (golden, century, of_century) = (year32 % 19, year32 / 100, year32 % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let count = epact + sunday - 7 * late + 114;
    civil(year, (count / 31) as u8, (count % 31 + 1) as u8)
}
