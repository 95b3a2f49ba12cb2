//! Meanings in the value language of `TimeML`: ISO 8601, and beyond it what ISO cannot say.
//!
//! A date is `1998-03-04`, a week `1998-W10`, a quarter `1998-Q1`, a decade `199`; a length is `P3D`, a frequency
//! `P1W` or `XXXX-WXX-2`; "recently" is `PAST_REF`. What is not known is an `X`.

use std::fmt::Write as _;

use super::meaning::{Amount, Anchor, Base, Clock, Meaning, Part, Point, Repeat, Unit, Vague};
use super::moment::{Moment, Stretch};
use super::reckoning::{iso_week, years_in};
use super::resolve::View;

/// A day of which nothing is known.
const UNKNOWN: &str = "XXXX-XX-XX";

impl View {
    /// The value of a meaning, seen from here. There always is one; what cannot be told is an `X` in it.
    pub fn standard(&self, meaning: &Meaning) -> String {
        match *meaning {
            Meaning::Point(point) => self.standard_point(point),
            Meaning::Range(..) => self.resolve(meaning).map_or_else(|| UNKNOWN.to_owned(), interval),
            Meaning::Length { amount, unit, .. } | Meaning::Every { amount, unit } => length(amount, unit),
            Meaning::Repeat(repeat) => repeated(repeat),
            Meaning::Vague(vague) => reference(vague).to_owned(),
        }
    }

    fn standard_point(&self, point: Point) -> String {
        if let Base::Away { amount: Amount { count: None, .. }, back, from, .. } = point.base {
            return match (from, back) {
                (Anchor::Writing, true) => reference(Vague::Past).to_owned(),
                (Anchor::Writing, false) => reference(Vague::Future).to_owned(),
                (Anchor::Spoken, _) => UNKNOWN.to_owned(),
            };
        }
        let found = self.resolve(&Meaning::Point(Point::of(point.base))).or_else(|| self.day_unspoken(point));
        let mut value = match found {
            Some(stretch) => known(point.base, &stretch),
            None => unknown(point.base),
        };
        // A time of day stands on a day; and only what is no day already may take one.
        if let Some(clock) = point.clock {
            on_day(&mut value);
            write_clock(&mut value, clock);
        } else if let Some(part) = point.part.or_else(|| night(point.base)) {
            on_day(&mut value);
            value.push_str(part_of_day(part));
        }
        value
    }

    /// A bare time of day where no day was spoken of.
    fn day_unspoken(&self, point: Point) -> Option<Stretch> {
        let unsaid = matches!(point.base, Base::Unsaid);
        let day = self.writing.filter(|now| unsaid && now.day.is_some())?;
        Some(Stretch::point(Moment { clock: None, ..day }))
    }
}

/// A resolved point in the unit that its words speak of.
fn known(base: Base, stretch: &Stretch) -> String {
    let from = stretch.from;
    match base {
        Base::Season { season, .. } => format!("{:04}-{}", from.year, season_of(season)),
        Base::Quarter { quarter, .. } => format!("{:04}-Q{quarter}", from.year),
        Base::Half { half, .. } => format!("{:04}-H{half}", from.year),
        Base::Decade(first) => decade(first),
        Base::Century(first) => century(first),
        Base::Whole { unit, .. } | Base::Away { unit, .. } => in_unit(unit, stretch),
        _ => moment(from),
    }
}

/// "that night" is a part of its day.
fn night(base: Base) -> Option<Part> {
    matches!(base, Base::Whole { unit: Unit::Night, .. }).then_some(Part::Night)
}

/// A point in a unit: the week of a day, the quarter of a month.
fn in_unit(unit: Unit, stretch: &Stretch) -> String {
    let from = stretch.from;
    match unit {
        // A year ago, told of a quarter.
        Unit::Year if stretch.to.is_some() => in_unit(Unit::Quarter, stretch),
        Unit::Week | Unit::Fortnight | Unit::Weekend => match from.date().map(iso_week) {
            Some((year, week)) if unit == Unit::Weekend => format!("{year:04}-W{week:02}-WE"),
            Some((year, week)) => format!("{year:04}-W{week:02}"),
            None => moment(from),
        },
        Unit::Quarter => match from.month {
            Some(month @ 1..=12) => format!("{:04}-Q{}", from.year, (month - 1) / 3 + 1),
            _ => moment(from),
        },
        Unit::Decade => decade(from.year),
        Unit::Century => century(from.year),
        _ => moment(from),
    }
}

fn decade(first: i16) -> String {
    if first < 0 { moment(Moment::year(first)) } else { format!("{:03}", first / 10) }
}

fn century(first: i16) -> String {
    if first < 0 { moment(Moment::year(first)) } else { format!("{:02}", first / 100) }
}

/// As far as a moment is known; `BC0044` for a year before our era.
fn moment(moment: Moment) -> String {
    if moment.year < 0 {
        return format!("BC{:04}", moment.year.unsigned_abs());
    }
    let mut value = format!("{:04}", moment.year);
    if let Some(month) = moment.month {
        // A season keeps its letters.
        if month > 12 {
            let _ = write!(value, "-{}", season_of(month));
        } else {
            let _ = write!(value, "-{month:02}");
        }
    }
    if let Some(day) = moment.day {
        let _ = write!(value, "-{day:02}");
    }
    if let Some(clock) = moment.clock {
        write_clock(&mut value, clock);
    }
    value
}

fn interval(stretch: Stretch) -> String {
    let from = moment(stretch.from);
    match stretch.to {
        Some(to) => format!("{from}/{}", moment(to)),
        None => from,
    }
}

/// What the words of an unresolved point still tell.
fn unknown(base: Base) -> String {
    match base {
        Base::Day { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        Base::Either { year, .. } => format!("{year:04}-XX-XX"),
        Base::Month { month, .. } => format!("XXXX-{month:02}"),
        Base::Season { season, .. } => format!("XXXX-{}", season_of(season)),
        Base::Quarter { quarter, .. } => format!("XXXX-Q{quarter}"),
        Base::Half { half, .. } => format!("XXXX-H{half}"),
        Base::Weekday { weekday, .. } => format!("XXXX-WXX-{weekday}"),
        Base::Decade(first) => decade(first),
        Base::Century(first) => century(first),
        Base::Year(super::meaning::Year::Named(year)) => moment(Moment::year(year)),
        Base::Year(_) => "XXXX".to_owned(),
        Base::Whole { unit, .. } | Base::Away { unit, .. } => match unit {
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => "XXXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            _ => UNKNOWN,
        }
        .to_owned(),
        Base::Holiday { .. } | Base::Unsaid => UNKNOWN.to_owned(),
    }
}

/// Makes a value one that a time of day may follow.
fn on_day(value: &mut String) {
    if let Some(at) = value.find('T') {
        value.truncate(at);
    }
    let day = value.len() == UNKNOWN.len() && value.matches('-').count() == 2;
    if !day {
        UNKNOWN.clone_into(value);
    }
}

fn write_clock(value: &mut String, clock: Clock) {
    let _ = write!(value, "T{:02}", clock.hour);
    if let Some(minute) = clock.minute {
        let _ = write!(value, ":{minute:02}");
        if let Some(second) = clock.second {
            let _ = write!(value, ":{second:02}");
        }
    } else {
        // "3 p.m." is the full hour.
        value.push_str(":00");
    }
    match clock.zone {
        None => {}
        Some(0) => value.push('Z'),
        Some(zone) => {
            let sign = if zone < 0 { '-' } else { '+' };
            let _ = write!(value, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60);
        }
    }
}

const fn part_of_day(part: Part) -> &'static str {
    match part {
        Part::Dawn | Part::Morning => "TMO",
        Part::Noon => "T12:00",
        Part::Lunchtime => "TMI",
        Part::Afternoon => "TAF",
        Part::Dusk | Part::Evening => "TEV",
        Part::Night | Part::Overnight => "TNI",
        Part::Midnight => "T24:00",
    }
}

const fn season_of(season: u8) -> &'static str {
    match season {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        _ => "WI",
    }
}

/// `P3D`, `PT30M`, `PXY`. Longer units than the year are told in years; a half in the next smaller unit.
fn length(amount: Amount, unit: Unit) -> String {
    let (letter, size, clock, half) = match unit {
        Unit::Second => ("S", 1, true, None),
        Unit::Minute => ("M", 1, true, Some((30, "S"))),
        Unit::Hour => ("H", 1, true, Some((30, "M"))),
        Unit::Night => ("NI", 1, true, None),
        Unit::Day => ("D", 1, false, Some((12, "H"))),
        Unit::Weekend => ("WE", 1, false, None),
        Unit::Week => ("W", 1, false, None),
        Unit::Fortnight => ("W", 2, false, None),
        Unit::Month => ("M", 1, false, None),
        Unit::Quarter => ("Q", 1, false, None),
        Unit::Year => ("Y", 1, false, Some((6, "M"))),
        Unit::Decade => ("Y", 10, false, Some((5, "Y"))),
        Unit::Century | Unit::Millennium => {
            ("Y", years_in(unit).map_or(1, i16::unsigned_abs).into(), false, Some((50, "Y")))
        }
    };
    let t = if clock { "T" } else { "" };
    let Some(count) = amount.count else { return format!("P{t}X{letter}") };
    let count = u64::from(count) * size;
    match (amount.half, half) {
        (false, _) => format!("P{t}{count}{letter}"),
        (true, Some((more, "Y"))) => format!("P{}Y", count + more),
        // A part of a day stands behind the `T`.
        (true, Some((more, smaller))) => {
            let whole = if count > 0 { format!("{count}{letter}") } else { String::new() };
            let t2 = if unit == Unit::Day { "T" } else { "" };
            format!("P{t}{whole}{t2}{more}{smaller}")
        }
        (true, None) => format!("P{t}{count}.5{letter}"),
    }
}

fn repeated(repeat: Repeat) -> String {
    match repeat {
        Repeat::Weekday(weekday, part) => {
            format!("XXXX-WXX-{weekday}{}", part.map_or("", part_of_day))
        }
        Repeat::Weekend => "XXXX-WXX-WE".to_owned(),
        Repeat::Part(part) => format!("{UNKNOWN}{}", part_of_day(part)),
        Repeat::Month(month) => format!("XXXX-{month:02}"),
        Repeat::Season(season) => format!("XXXX-{}", season_of(season)),
    }
}

const fn reference(vague: Vague) -> &'static str {
    match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}
