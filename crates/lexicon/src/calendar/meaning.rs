//! What words about time mean, before they are tied to a date.

use sayso_text::Span;

/// Words about time, where they stand, and what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeWords {
    /// The words.
    pub span: Span,
    /// What they mean.
    pub meaning: Meaning,
    /// What kind of time expression they are.
    pub kind: TimeWordKind,
    /// Which way the sentence looks from where it was written.
    pub lean: Lean,
}

/// What kind of time expression, as in `TimeML`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeWordKind {
    /// A day or something longer.
    Date,
    /// Something shorter than a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// Which way a sentence looks: words like "will" and "said" tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// Back.
    Past,
    /// Ahead.
    Future,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl Lean {
    /// This one, or the other where nothing tells.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "units of time")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "parts of the day")]
pub enum Part {
    Dawn,
    Morning,
    Noon,
    Lunchtime,
    Afternoon,
    Dusk,
    Evening,
    Night,
    Midnight,
    Overnight,
}

/// Where in a stretch: "early March", "mid-2019", "the end of the year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum Edge {
    Early,
    Mid,
    Late,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// `None` where only the hour is said.
    pub minute: Option<u8>,
    /// `None` where no second is said.
    pub second: Option<u8>,
    /// Minutes east of Greenwich; `None` where no zone is said, or one that does not tell the offset.
    pub zone: Option<i16>,
}

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// By its number.
    Named(i16),
    /// So many years from the one of writing: "last year" is -1.
    Shifted(i16),
    /// The year that was spoken of: "the same year".
    Spoken,
    /// The latest that is over: "last March".
    Last,
    /// The first that is to come: "next March".
    Next,
    /// Not said.
    Unsaid,
}

/// What a shift is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The time of writing: "two days ago".
    Writing,
    /// The time last spoken of: "two days later".
    Spoken,
}

/// Which one of a row of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// "this Monday"
    This,
    /// "last Monday"
    Last,
    /// "next Monday"
    Next,
    /// "Monday of last week": so many weeks from the one of writing.
    Week(i8),
    /// "that Monday", "the previous Monday", "the following Monday": -1, 0 or 1 from the one spoken of.
    Spoken(i8),
    /// "on Monday"
    Unsaid,
}

/// A day with a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// The same day each year: month and day.
    Fixed(u8, u8),
    /// So many days after Easter Sunday of the western churches.
    Easter(i8),
    /// The nth weekday (1 Monday … 7 Sunday) of a month: month, weekday, nth.
    Nth(u8, u8, u8),
}

/// How many; `None` is "several". A half comes on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Whole units.
    pub count: Option<u32>,
    /// And a half.
    pub half: bool,
}

/// The day, or longer stretch, that a point lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// A day of a month.
    Day {
        /// Its year.
        year: Year,
        /// 1 to 12.
        month: u8,
        /// 1 to 31; a day that the month does not have resolves to nothing.
        day: u8,
    },
    /// `5/6/2023`: may be month and day either way round.
    Either {
        /// The year.
        year: i16,
        /// One of the two.
        first: u8,
        /// The other.
        second: u8,
    },
    /// A month.
    Month {
        /// Its year.
        year: Year,
        /// 1 to 12.
        month: u8,
    },
    /// A season, 21 (spring) to 24 (winter).
    Season {
        /// Its year.
        year: Year,
        /// 21 to 24.
        season: u8,
    },
    /// A quarter, 1 to 4.
    Quarter {
        /// Its year.
        year: Year,
        /// 1 to 4.
        quarter: u8,
    },
    /// A half of a year, 1 or 2.
    Half {
        /// Its year.
        year: Year,
        /// 1 or 2.
        half: u8,
    },
    /// A year.
    Year(Year),
    /// Ten years, by the first.
    Decade(i16),
    /// A hundred years, by the first.
    Century(i16),
    /// A holiday.
    Holiday {
        /// Its year.
        year: Year,
        /// Which.
        holiday: Holiday,
    },
    /// A day of the week, 1 (Monday) to 7.
    Weekday {
        /// 1 to 7.
        weekday: u8,
        /// Which one.
        which: Which,
    },
    /// A whole day, week, month … so many from here: "yesterday", "this week", "next year".
    Whole {
        /// The unit.
        unit: Unit,
        /// How many units away; negative is back.
        shift: i16,
        /// From where.
        from: Anchor,
    },
    /// So much time before or after: "two years ago", "a week later".
    Away {
        /// How much.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Whether before.
        back: bool,
        /// From where.
        from: Anchor,
    },
    /// The day is not said: "at 10:30", "at dawn".
    Unsaid,
}

/// A point, or a stretch thought of as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day or longer stretch.
    pub base: Base,
    /// Where in it.
    pub edge: Option<Edge>,
    /// Which part of the day.
    pub part: Option<Part>,
    /// At which time of day.
    pub clock: Option<Clock>,
}

impl Point {
    /// A day or longer stretch with nothing added.
    pub const fn of(base: Base) -> Self {
        Self { base, edge: None, part: None, clock: None }
    }
}

/// On which side of the time of writing a stretch lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It ends now: "the past three weeks".
    Before,
    /// It begins now: "the next six months".
    After,
}

/// What words about time mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A point, or a stretch thought of as one.
    Point(Point),
    /// From one to another: "5–6 September 2019", "2011-2013".
    Range(Base, Base),
    /// How long, and where it touches the time of writing, if the words say that.
    Length {
        /// How much.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// On which side of the time of writing.
        side: Option<Side>,
    },
    /// How often: every so many units.
    Every {
        /// How much.
        amount: Amount,
        /// Of what.
        unit: Unit,
    },
    /// How often: each time that a day or season comes round.
    Repeat(Repeat),
    /// No point that could be named: "now", "recently", "in the coming months".
    Vague(Vague),
}

/// What comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// "on Mondays", "every Monday night": 1 (Monday) to 7.
    Weekday(u8, Option<Part>),
    /// "every weekend"
    Weekend,
    /// "every morning"
    Part(Part),
    /// "every May": 1 to 12.
    Month(u8),
    /// "each summer": 21 to 24.
    Season(u8),
}

/// On which side of the time of writing something lies, when no more is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// "recently", "in the past"
    Past,
    /// "now", "currently"
    Present,
    /// "soon", "in the coming months"
    Future,
}
