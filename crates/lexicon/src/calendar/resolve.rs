//! Tying a meaning to a date: what "last Monday" is, seen from the day of writing.

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::Date;

use super::meaning::{
    Amount, Anchor, Base, Clock, Holiday, Lean, Meaning, Part, Point, Side, Unit, Which, Year,
};
use super::moment::{Moment, Stretch, civil};
use super::reckoning::{day_of, holiday_date, iso, monday, months, part_of_decade, years_in};

/// From where a meaning is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// When the words were written.
    pub writing: Option<Moment>,
    /// The time that was last spoken of.
    pub spoken: Option<Moment>,
    /// Which way the sentence looks.
    pub lean: Lean,
    /// The quarter that a report speaks of, where it does: its year and number.
    pub quarter: Option<(i16, u8)>,
}

impl View {
    /// What a meaning stands for, seen from here; `None` where that cannot be told. Never an invalid date.
    pub fn resolve(&self, meaning: &Meaning) -> Option<Stretch> {
        match *meaning {
            Meaning::Point(point) => self.point(point),
            Meaning::Range(from, to) => self.range(from, to),
            Meaning::Length { amount, unit, side: Some(side) } => self.length(amount, unit, side),
            Meaning::Length { side: None, .. }
            | Meaning::Every { .. }
            | Meaning::Repeat(_)
            | Meaning::Vague(_) => None,
        }?
        .checked()
    }

    fn point(&self, point: Point) -> Option<Stretch> {
        let mut stretch = self.base(point.base)?;
        let clock = point.clock.or_else(|| {
            let noon = Clock { hour: 12, minute: None, second: None, zone: None };
            (point.part == Some(Part::Noon)).then_some(noon)
        });
        if let Some(clock) = clock {
            if stretch.to.is_some() || stretch.from.day.is_none() {
                return None;
            }
            stretch.from.clock = Some(clock);
        } else if point.part.is_some() || matches!(point.base, Base::Unsaid) {
            stretch.from.clock = None;
        }
        if let (Some(edge), Base::Decade(first)) = (point.edge, point.base) {
            stretch = part_of_decade(first, edge);
        }
        Some(stretch)
    }

    fn base(&self, base: Base) -> Option<Stretch> {
        let point = |moment| Some(Stretch::point(moment));
        match base {
            Base::Day { year, month, day } => {
                point(Moment::day(self.day_year(year, month, day)?, month, day))
            }
            Base::Either { year, first, second } => self.either(year, first, second),
            Base::Month { year, month } => point(Moment::month(self.month_year(year, month)?, month)),
            Base::Season { year, season } => point(Moment::month(self.season_year(year, season)?, season)),
            Base::Quarter { year, quarter } => {
                let last = quarter * 3;
                let near = self.writing.filter(|_| year == Year::Unsaid).and_then(|now| running(now, last));
                let year = match (year, self.lean, self.writing.and_then(|now| now.month)) {
                    _ if near.is_some() => near?,
                    // Budgets look ahead as often as back: without a word that tells, it is this year's.
                    (Year::Unsaid, Lean::Unknown, Some(4..=12)) => self.writing?.year,
                    _ => self.month_year(year, last)?,
                };
                Some(Stretch::between(Moment::month(year, last - 2), Moment::month(year, last)))
            }
            Base::Half { year, half } => {
                let last = half * 6;
                let year = self.month_year(year, last)?;
                Some(Stretch::between(Moment::month(year, last - 5), Moment::month(year, last)))
            }
            Base::Year(year) => point(Moment::year(self.year(year)?)),
            Base::Decade(first) => Some(Stretch::between(Moment::year(first), Moment::year(first + 9))),
            Base::Century(first) => Some(Stretch::between(Moment::year(first), Moment::year(first + 99))),
            Base::Holiday { year, holiday } => self.holiday(year, holiday),
            Base::Weekday { weekday, which } => point(self.weekday(weekday, which)?.into()),
            Base::Whole { unit, shift, from } => self.whole(unit, shift, from),
            Base::Away { amount, unit, back, from } => self.away(amount, unit, back, from),
            Base::Unsaid => point(day_of(self.spoken.or(self.writing)?)?),
        }
    }

    fn range(&self, from: Base, to: Base) -> Option<Stretch> {
        let last = self.base(to)?;
        let end = last.to.unwrap_or(last.from);
        // The year is said once, behind the last.
        let year = Year::Named(end.year);
        let start = match from {
            Base::Day { year: Year::Unsaid, month, day } => Base::Day { year, month, day },
            Base::Month { year: Year::Unsaid, month } => Base::Month { year, month },
            other => other,
        };
        let mut start = self.base(start)?.from;
        if (start.month, start.day) > (end.month, end.day) && start.year == end.year {
            start.year -= 1;
        }
        Some(Stretch::between(start, end))
    }

    fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Named(year) => Some(year),
            Year::Shifted(by) => self.writing?.year.checked_add(by),
            Year::Spoken => Some(self.spoken?.year),
            Year::Last => self.writing?.year.checked_sub(1),
            Year::Next => self.writing?.year.checked_add(1),
            Year::Unsaid => None,
        }
    }

    /// The year of a month that is named without one.
    fn month_year(&self, year: Year, month: u8) -> Option<i16> {
        if matches!(year, Year::Named(_) | Year::Shifted(_) | Year::Spoken) {
            return self.year(year);
        }
        let now = self.writing?;
        let this = now.month.filter(|m| *m <= 12)?;
        let ahead = (i16::from(month) - i16::from(this)).rem_euclid(12);
        let back = match (year, self.lean) {
            (Year::Last, _) => return Some(if month < this { now.year } else { now.year - 1 }),
            (Year::Next, _) => return Some(if month > this { now.year } else { now.year + 1 }),
            (_, Lean::Past) => true,
            (_, Lean::Future) => false,
            (_, Lean::Unknown) => ahead > 2,
        };
        Some(match (back, month.cmp(&this)) {
            (true, Ordering::Greater) => now.year - 1,
            (false, Ordering::Less) => now.year + 1,
            _ => now.year,
        })
    }

    /// The year of a day that is named without one.
    fn day_year(&self, year: Year, month: u8, day: u8) -> Option<i16> {
        if year != Year::Unsaid {
            return self.month_year(year, month);
        }
        let now = self.writing?;
        let Some(today) = now.date() else { return self.month_year(year, month) };
        let near = |by: i16| {
            let date = civil(now.year.checked_add(by)?, month, day)?;
            let days = (date - today).get_days();
            match self.lean {
                // Stories date days ahead even in the past tense ("declared a dividend due on May 24"), and back in the
                // future; a day far away would be told with its year.
                Lean::Past => (days <= 75).then_some((days.abs(), date.year())),
                Lean::Future => (days >= -75).then_some((days.abs(), date.year())),
                Lean::Unknown => Some((days.abs(), date.year())),
            }
        };
        [-1, 0, 1].into_iter().filter_map(near).min().map(|(_, year)| year)
    }

    fn season_year(&self, year: Year, season: u8) -> Option<i16> {
        if matches!(year, Year::Named(_) | Year::Spoken) {
            return self.year(year);
        }
        let now = self.writing?;
        let month = now.month.filter(|m| *m <= 12)?;
        // First month of spring, summer, autumn, winter in the north.
        let first = (season - 20) * 3;
        let over = month >= first + 3;
        let begun = month >= first;
        let wraps = season == 24;
        Some(match (year, self.lean) {
            (Year::Shifted(by), _) if wraps && month <= 2 => now.year - 1 + by,
            (Year::Shifted(by), _) => now.year + by,
            (Year::Last, _) => {
                if over {
                    now.year
                } else {
                    now.year - 1
                }
            }
            (Year::Next, _) => {
                if begun {
                    now.year + 1
                } else {
                    now.year
                }
            }
            (_, Lean::Future) => {
                if over {
                    now.year + 1
                } else {
                    now.year
                }
            }
            (_, Lean::Past) if !begun => now.year - 1,
            (_, Lean::Unknown) if wraps && month <= 2 => now.year - 1,
            _ => now.year,
        })
    }

    fn either(&self, year: i16, first: u8, second: u8) -> Option<Stretch> {
        let today = self.writing?.date()?;
        let near = |month: u8, day: u8| {
            let date = civil(year, month, day)?;
            ((-45..=10).contains(&(date - today).get_days())).then_some(date)
        };
        match (near(second, first), near(first, second)) {
            (Some(date), None) | (None, Some(date)) => Some(Stretch::point(date.into())),
            _ => None,
        }
    }

    fn holiday(&self, year: Year, holiday: Holiday) -> Option<Stretch> {
        let year = match year {
            Year::Named(_) | Year::Shifted(_) | Year::Spoken => self.year(year)?,
            _ => {
                let rough = match holiday {
                    Holiday::Fixed(month, day) => (month, day),
                    Holiday::Easter(_) => (4, 10),
                    Holiday::Nth(month, _, nth) => (month, nth * 7),
                };
                match year {
                    Year::Last | Year::Next => self.month_year(year, rough.0)?,
                    _ => self.day_year(year, rough.0, rough.1)?,
                }
            }
        };
        let date = holiday_date(year, holiday)?;
        Some(Stretch::point(date.into()))
    }

    fn weekday(&self, weekday: u8, which: Which) -> Option<Date> {
        let weekday = i64::from(weekday);
        if let Which::Spoken(by) = which {
            let day = self.spoken?.date()?;
            let ahead = (weekday - iso(day)).rem_euclid(7);
            let days = match by {
                0 if ahead > 3 => ahead - 7,
                0 => ahead,
                1 => {
                    if ahead == 0 {
                        7
                    } else {
                        ahead
                    }
                }
                _ => {
                    if ahead == 0 {
                        -7
                    } else {
                        ahead - 7
                    }
                }
            };
            return day.checked_add(days.days()).ok();
        }
        let today = self.writing?.date()?;
        let ahead = (weekday - iso(today)).rem_euclid(7);
        let days = match (which, self.lean) {
            (Which::Week(weeks), _) => weekday - iso(today) + 7 * i64::from(weeks),
            (Which::This, _) => weekday - iso(today),
            (Which::Last, _) => ahead - 7,
            (Which::Next, _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (_, Lean::Future) => ahead,
            _ => {
                if ahead == 0 {
                    0
                } else {
                    ahead - 7
                }
            }
        };
        today.checked_add(days.days()).ok()
    }

    fn from(&self, from: Anchor) -> Option<Moment> {
        match from {
            Anchor::Writing => self.writing,
            Anchor::Spoken => self.spoken,
        }
    }

    /// The quarter spoken of, or the last that was over; so many away.
    fn quarter_spoken(&self, shift: i16) -> Option<Stretch> {
        let (year, quarter) = match (self.quarter, self.writing) {
            (Some(spoken), _) => spoken,
            (None, Some(Moment { year, month: Some(month @ 1..=12), .. })) => {
                if month > 3 {
                    (year, (month - 1) / 3)
                } else {
                    (year - 1, 4)
                }
            }
            _ => return None,
        };
        let first = months(Moment::month(year, quarter * 3 - 2), 3 * i64::from(shift))?;
        Some(Stretch::between(first, months(first, 2)?))
    }

    fn whole(&self, unit: Unit, shift: i16, from: Anchor) -> Option<Stretch> {
        if unit == Unit::Quarter && from == Anchor::Spoken {
            return self.quarter_spoken(shift);
        }
        let here = self.from(from)?;
        let by = i64::from(shift);
        let point = |moment| Some(Stretch::point(moment));
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Night | Unit::Day => point(here.date()?.checked_add(by.days()).ok()?.into()),
            Unit::Week | Unit::Fortnight => {
                let monday = monday(here.date()?)?.checked_add(by.weeks()).ok()?;
                Some(Stretch::between(monday.into(), monday.checked_add(6.days()).ok()?.into()))
            }
            Unit::Weekend => {
                let today = here.date()?;
                let mut saturday = monday(today)?.checked_add((5 + 7 * by).days()).ok()?;
                if shift == 0 && self.lean == Lean::Past && saturday > today {
                    saturday = saturday.checked_sub(1.week()).ok()?;
                }
                Some(Stretch::between(saturday.into(), saturday.tomorrow().ok()?.into()))
            }
            Unit::Month => point(months(here, by)?),
            Unit::Quarter => {
                let month = i64::from(here.month.filter(|m| *m <= 12)?);
                let first = months(Moment::month(here.year, ((month - 1) / 3 * 3 + 1) as u8), 3 * by)?;
                Some(Stretch::between(first, months(first, 2)?))
            }
            Unit::Year => point(Moment::year(here.year.checked_add(shift)?)),
            Unit::Decade | Unit::Century | Unit::Millennium => {
                let size = years_in(unit)?;
                let first = here.year.div_euclid(size).checked_add(shift)?.checked_mul(size)?;
                Some(Stretch::between(Moment::year(first), Moment::year(first.checked_add(size - 1)?)))
            }
        }
    }

    fn away(&self, amount: Amount, unit: Unit, back: bool, from: Anchor) -> Option<Stretch> {
        // A report of a quarter compares it with the same one of the year before: "up from $3 million a year ago".
        let year_ago = unit == Unit::Year && back && amount == (Amount { count: Some(1), half: false });
        if year_ago && self.quarter.is_some() {
            return self.quarter_spoken(-4);
        }
        let here = self.from(from)?;
        let count = i64::from(amount.count?);
        if count > 20_000 {
            return None;
        }
        let by = if back { -count } else { count };
        let point = |from: Moment, approximate: bool| Some(Stretch { from, to: None, approximate });
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                let Some(now) = here.date_time() else {
                    // Without a time of day a few hours away is that day or the one beside it.
                    let days = if unit == Unit::Hour { by / 24 } else { 0 };
                    let day = here.date()?.checked_add(days.days()).ok()?;
                    return point(day.into(), true);
                };
                let span = match unit {
                    Unit::Hour => by.hours(),
                    Unit::Minute => by.minutes(),
                    _ => by.seconds(),
                };
                let half = if amount.half { if back { -30 } else { 30 } } else { 0 };
                let then = now.checked_add(span).ok()?.checked_add(half.minutes()).ok()?;
                let minute = (unit != Unit::Hour || amount.half).then_some(then.minute() as u8);
                let zone = here.clock.and_then(|c| c.zone);
                let clock = Clock { hour: then.hour() as u8, minute, second: None, zone };
                let day = Moment::from(then.date());
                point(Moment { clock: Some(clock), ..day }, unit == Unit::Hour)
            }
            Unit::Night | Unit::Day => point(here.date()?.checked_add(by.days()).ok()?.into(), amount.half),
            Unit::Week | Unit::Weekend | Unit::Fortnight => {
                let weeks = if unit == Unit::Fortnight { 2 * by } else { by };
                point(here.date()?.checked_add(weeks.weeks()).ok()?.into(), true)
            }
            Unit::Month => point(months(here, by)?, amount.half),
            Unit::Quarter => point(months(here, 3 * by)?, true),
            Unit::Year => point(Moment::year(here.year.checked_add(by as i16)?), amount.half),
            Unit::Decade | Unit::Century | Unit::Millennium => {
                let years = by.checked_mul(i64::from(years_in(unit)?))?;
                let year = i64::from(here.year).checked_add(years)?;
                point(Moment::year(i16::try_from(year).ok()?), true)
            }
        }
    }

    /// "the past three weeks", "the next six months".
    fn length(&self, amount: Amount, unit: Unit, side: Side) -> Option<Stretch> {
        let now = self.writing?;
        let here = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return self.hours(amount, unit, side),
            Unit::Month | Unit::Quarter => months(now, 0)?,
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Moment::year(now.year),
            _ => day_of(now)?,
        };
        let there = View { writing: Some(here), quarter: None, ..*self };
        let there = there.away(amount, unit, side == Side::Before, Anchor::Writing)?.from;
        Some(match side {
            Side::Before => Stretch::between(there, here),
            Side::After => Stretch::between(here, there),
        })
    }

    /// "the past 24 hours": whole days where no time of day is known.
    fn hours(&self, amount: Amount, unit: Unit, side: Side) -> Option<Stretch> {
        let today = self.writing?.date()?;
        let count = i64::from(amount.count?);
        let days = if unit == Unit::Hour { (count + 23) / 24 } else { 0 };
        if !(1..=60).contains(&days) {
            return None;
        }
        let there = today.checked_add(if side == Side::Before { -days } else { days }.days()).ok()?;
        let (from, to) = (there.min(today), there.max(today));
        Some(Stretch { approximate: true, ..Stretch::between(from.into(), to.into()) })
    }
}

/// The year of the quarter that ends with a month, where it is running or was over in the last four months: reports come
/// out then, and look at it as often ahead ("expects a loss for") as back.
fn running(now: Moment, last: u8) -> Option<i16> {
    let month = i16::from(now.month.filter(|month| *month <= 12)?);
    let last = i16::from(last);
    [now.year, now.year - 1].into_iter().find(|year| {
        let over = (now.year - year) * 12 + month - last;
        (-2..=4).contains(&over)
    })
}
