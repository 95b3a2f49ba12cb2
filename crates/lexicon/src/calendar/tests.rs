//! What the calendar finds and what it leaves alone, as tables of sentences.

use proptest::prelude::*;

use super::*;
use crate::Lexicon;

fn calendar() -> &'static Calendar {
    &Lexicon::english().calendar
}

/// What is found in a text written on `day`, as `words = value` each; `-` is no value, and D, L and S stand for what
/// is no point of time.
fn read(day: &str, text: &str) -> Vec<String> {
    let found = calendar().find(text);
    let view = |lean| View { writing: Moment::read(day), lean, ..View::default() };
    found
        .iter()
        .map(|words| {
            let value = view(words.lean).resolve(&words.meaning);
            let value = value.map_or_else(
                || match words.kind {
                    TimeWordKind::Duration => "length".to_owned(),
                    TimeWordKind::Set => "set".to_owned(),
                    _ => "-".to_owned(),
                },
                |v| v.to_string(),
            );
            format!("{} = {value}", words.span.slice(text))
        })
        .collect()
}

#[track_caller]
fn check(day: &str, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, want) in cases {
        let got = read(day, text);
        if got != *want {
            wrong.push(format!("{text}\n   found  {got:?}\n   wanted {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Monday.
const DAY: &str = "2023-05-22";

#[test]
fn a_zone_of_any_figures_is_no_zone() {
    for zone in ["-2110", "+65535:65535", "--546:-8", "+-546:-8", "-546:08"] {
        let at = Moment::read(&format!("2023-05-22T10:00{zone}")).expect("the day is read");
        assert!(at.clock.is_none() || !at.is_valid(), "{zone}");
    }
}

#[test]
fn full_dates() {
    check(
        DAY,
        &[
            ("The port fell on 22 May 2023.", &["22 May 2023 = 2023-05-22"]),
            ("The port fell on May 22, 2023, they said.", &["May 22, 2023 = 2023-05-22"]),
            ("on May 22nd, 2023", &["May 22nd, 2023 = 2023-05-22"]),
            ("the 22nd of May 2023", &["the 22nd of May 2023 = 2023-05-22"]),
            ("Mon 22 May 2023 15.48 BST", &["Mon 22 May 2023 15.48 BST = 2023-05-22T15:48:00+01:00"]),
            ("Monday, May 22, 2023", &["Monday, May 22, 2023 = 2023-05-22"]),
            (
                "Thursday, October 19, 2023, 8:12 a.m.",
                &["Thursday, October 19, 2023, 8:12 a.m. = 2023-10-19T08:12:00"],
            ),
            ("date 2023-05-22 and", &["2023-05-22 = 2023-05-22"]),
            ("at 2023-05-22T16:30:05+02:00.", &["2023-05-22T16:30:05+02:00 = 2023-05-22T16:30:05+02:00"]),
            ("2023-05-22T08:05Z", &["2023-05-22T08:05Z = 2023-05-22T08:05:00Z"]),
            ("22/05/2023 09:20", &["22/05/2023 09:20 = 2023-05-22T09:20:00"]),
            ("05/22/2023", &["05/22/2023 = 2023-05-22"]),
            ("22.05.2023 – 19h44", &["22.05.2023 – 19h44 = 2023-05-22T19:44:00"]),
            ("Published: 17 October 2023 at 18:05", &["17 October 2023 at 18:05 = 2023-10-17T18:05:00"]),
            (
                "October 17, 2023 9:41 AM GMT · Updated",
                &["October 17, 2023 9:41 AM GMT = 2023-10-17T09:41:00Z"],
            ),
            ("Fri, Feb 21st 2025", &["Fri, Feb 21st 2025 = 2025-02-21"]),
            ("Sept. 5, 2022", &["Sept. 5, 2022 = 2022-09-05"]),
            ("am 4. 2. 2022 in Wien", &["4. 2. 2022 = 2022-02-04"]),
            ("22-May-2023", &["22-May-2023 = 2023-05-22"]),
            ("DEC 3 2021", &["DEC 3 2021 = 2021-12-03"]),
            ("from 5–6 September 2019 in Riga", &["5–6 September 2019 = 2019-09-05/2019-09-06"]),
            ("held on May 3-5, 2021", &["May 3-5, 2021 = 2021-05-03/2021-05-05"]),
            ("since 9/11 they have", &["9/11 = 2001-09-11"]),
        ],
    );
}

#[test]
fn figures_that_may_be_read_two_ways_are_refused_unless_the_writing_decides() {
    check(
        DAY,
        &[
            ("on 03/05/2023", &["03/05/2023 = 2023-05-03"]),
            ("on 03/04/2019", &["03/04/2019 = -"]),
            ("on 05/05/2020", &["05/05/2020 = 2020-05-05"]),
            ("on 31/02/2020", &[]),
        ],
    );
}

#[test]
fn times_of_day() {
    check(
        DAY,
        &[
            ("at 10:30 GMT on 22 May", &["10:30 GMT on 22 May = 2023-05-22T10:30:00Z"]),
            ("from 12:00 UTC Monday", &["12:00 UTC Monday = 2023-05-22T12:00:00Z"]),
            ("shortly before 11 p.m., the wave", &["11 p.m. = 2023-05-22T23:00:00"]),
            ("shut at 3pm yesterday", &["3pm yesterday = 2023-05-21T15:00:00"]),
            ("by 8 o’clock", &["8 o’clock = 2023-05-22T08:00:00"]),
            ("at 0630 GMT", &["0630 GMT = 2023-05-22T06:30:00Z"]),
            ("at 10.30pm local time", &["10.30pm local time = 2023-05-22T22:30:00"]),
            ("between 9:00 and 18:00", &["9:00 = 2023-05-22T09:00:00", "18:00 = 2023-05-22T18:00:00"]),
            ("at noon on Sunday", &["noon on Sunday = 2023-05-21T12:00:00"]),
            ("around midnight", &[]),
            ("before dawn on Tuesday, they said", &["dawn on Tuesday = 2023-05-16"]),
            ("a 3:2 win and a score of 3:50", &[]),
            ("6:40 p.m. (GMT +8)", &["6:40 p.m. (GMT +8) = 2023-05-22T18:40:00+08:00"]),
        ],
    );
}

#[test]
fn weekdays_look_back_unless_the_sentence_looks_ahead() {
    check(
        DAY,
        &[
            ("said on Monday", &["Monday = 2023-05-22"]),
            ("said on Friday", &["Friday = 2023-05-19"]),
            ("will meet on Friday", &["Friday = 2023-05-26"]),
            (
                "Talks are due to open on Friday, he said on Sunday.",
                &["Friday = 2023-05-26", "Sunday = 2023-05-21"],
            ),
            ("last Monday", &["last Monday = 2023-05-15"]),
            ("next Tuesday", &["next Tuesday = 2023-05-23"]),
            ("Thursday night", &["Thursday night = 2023-05-18"]),
            ("late on Wednesday", &["late on Wednesday = 2023-05-17"]),
            ("late Wednesday", &["late Wednesday = 2023-05-17"]),
            ("on Tuesday of last week", &["Tuesday of last week = 2023-05-16"]),
            ("on Mondays", &["Mondays = set"]),
            ("early on Tuesday morning", &["early on Tuesday morning = 2023-05-16"]),
            ("open Mon-Fri and sat down in the sun", &["Mon-Fri = set"]),
            ("the Sunday Times and Black Friday", &[]),
        ],
    );
}

#[test]
fn months_and_years() {
    check(
        DAY,
        &[
            ("In March the FSB reported", &["March = 2023-03"]),
            ("Early in March, the FSB also reported", &["Early in March = 2023-03"]),
            ("In May 2014 a gate burst", &["May 2014 = 2014-05"]),
            ("in October", &["October = 2022-10"]),
            ("will open in October", &["October = 2023-10"]),
            ("In September last year", &["September last year = 2022-09"]),
            ("since 2021", &["2021 = 2021"]),
            ("In 2023, the court", &["2023 = 2023"]),
            ("dates from 2017.", &["2017 = 2017"]),
            ("(Osei, 2014) and [2011]", &["2014 = 2014", "2011 = 2011"]),
            ("in 2009, 2010 and 2011", &["2009 = 2009", "2010 = 2010", "2011 = 2011"]),
            ("between 2014 and 2016", &["2014 = 2014", "2016 = 2016"]),
            ("the 2018 elections", &["2018 = 2018"]),
            ("early in the morning of 30 May 1932", &["early in the morning of 30 May 1932 = 1932-05-30"]),
            ("closed until Friday", &["Friday = 2023-05-26"]),
            ("to be held on June 5", &["June 5 = 2023-06-05"]),
            ("the war of 1914–18", &["1914–18 = 1914/1918"]),
            ("the late 1970s and the '90s", &["the late 1970s = 1977~/1979~", "90s = 1990/1999"]),
            ("the 19th century", &["the 19th century = 1800/1899"]),
            ("the third quarter of 2009", &["the third quarter of 2009 = 2009-07/2009-09"]),
            ("in Q1 2023", &["Q1 2023 = 2023-01/2023-03"]),
            ("the summer of 2010", &["the summer of 2010 = 2010-22"]),
            ("last summer", &["last summer = 2022-22"]),
            ("by the end of this year", &["the end of this year = 2023"]),
            ("the end of 2022", &["the end of 2022 = 2022"]),
            ("the first half of the year", &["the first half of the year = 2023-01/2023-06"]),
            ("in 300 BC", &["300 BC = -"]),
            ("from March to August 2011", &["March = 2011-03", "August 2011 = 2011-08"]),
            (
                "between 10 December and 4 January 2022",
                &["10 December = 2021-12-10", "4 January 2022 = 2022-01-04"],
            ),
            (
                "the 1958–2012 series of (1704 – 1787)",
                &["1958 = 1958", "2012 = 2012", "1704 = 1704", "1787 = 1787"],
            ),
            ("his last week in office, Osei's last year", &[]),
            ("London 2012, Flight 2013, Resolution 1973, her 2003 book", &["2012 = 2012", "2003 = 2003"]),
            ("in recent years", &["recent years = -"]),
            ("from January to March", &["January = 2023-01", "March = 2023-03"]),
            ("the March raid", &["March = 2023-03"]),
            ("by late June", &["late June = 2023-06"]),
        ],
    );
}

#[test]
fn told_from_another_time() {
    check(
        DAY,
        &[
            ("This morning the governor", &["This morning = 2023-05-22"]),
            ("yesterday evening", &["yesterday evening = 2023-05-21"]),
            ("tonight", &["tonight = 2023-05-22"]),
            ("last night", &["last night = 2023-05-21"]),
            ("last week", &["last week = 2023-05-15/2023-05-21"]),
            ("this month", &["this month = 2023-05"]),
            ("next year", &["next year = 2024"]),
            ("two days ago", &["two days ago = 2023-05-20"]),
            ("10 hours ago", &["10 hours ago = 2023-05-22~"]),
            ("11 days ago", &["11 days ago = 2023-05-11"]),
            ("a year ago", &["a year ago = 2022"]),
            ("about two months ago", &["about two months ago = 2023-03"]),
            ("several years ago", &["several years ago = -"]),
            ("the past three weeks", &["the past three weeks = 2023-05-01/2023-05-22"]),
            ("the next six months", &["the next six months = 2023-05/2023-11"]),
            ("later this year", &["later this year = 2023"]),
            ("earlier today", &["earlier today = 2023-05-22"]),
            ("the day before yesterday", &["the day before yesterday = 2023-05-20"]),
            ("two days later", &["two days later = -"]),
            ("the following day", &["the following day = -"]),
            ("this past week", &["this past week = 2023-05-15/2023-05-21"]),
            ("in three weeks’ time", &["three weeks = 2023-06-12~"]),
            ("3h ago", &["3h ago = 2023-05-22~"]),
            ("over the weekend, he said", &["the weekend = 2023-05-20/2023-05-21"]),
            ("he said over the weekend", &["the weekend = 2023-05-20/2023-05-21"]),
        ],
    );
}

#[test]
fn lengths_and_sets() {
    check(
        DAY,
        &[
            ("after more than nine months of fighting", &["more than nine months = length"]),
            ("a 27-year contract", &["27-year = length"]),
            ("for the past 5 1/2 years", &["the past 5 1/2 years = 2018/2023"]),
            ("a 50-second video", &["50-second = length"]),
            ("for two and a half years", &["two and a half years = length"]),
            ("twenty-three days", &["twenty-three days = length"]),
            ("within forty minutes", &["forty minutes = length"]),
            ("half an hour", &["half an hour = length"]),
            ("two consecutive days", &["two consecutive days = length"]),
            ("two or three weeks", &["two or three weeks = length"]),
            ("for decades", &["decades = length"]),
            ("for a week", &["a week = length"]),
            ("every day", &["every day = set"]),
            ("every two weeks", &["every two weeks = set"]),
            ("each Monday", &["each Monday = set"]),
            ("15 a year", &["a year = set"]),
            ("paid weekly", &["weekly = set"]),
        ],
    );
}

#[test]
fn holidays() {
    check(
        DAY,
        &[
            ("on Christmas Day", &["Christmas Day = 2022-12-25"]),
            ("at Easter", &["Easter = 2023-04-09"]),
            ("on New Year’s Eve 2021", &["New Year’s Eve 2021 = 2021-12-31"]),
            ("on Good Friday", &["Good Friday = 2023-04-07"]),
            ("last Thanksgiving", &["last Thanksgiving = 2022-11-24"]),
        ],
    );
}

#[test]
fn what_is_no_time() {
    check(
        DAY,
        &[
            ("They may leave; she may, he said. May he rest.", &[]),
            ("Prime Minister May told reporters", &[]),
            ("They march on. The March on Washington.", &[]),
            ("a second man came second, the second time", &[]),
            ("the cat sat in the sun and wed", &[]),
            ("Zorka P, 61, a net-mender, a 61-year-old, 18 years old", &[]),
            ("for $2000 and 1999 euros, 2,000 people, 2000 people", &[]),
            ("a crowd of 2000 people and 1500 soldiers", &[]),
            ("the fall of Kabul, the spring in her step", &[]),
            ("three quarters of the voters; a quarter of them", &[]),
            ("April Jones and August Wilson", &[]),
            ("at the end of the day, one day he will", &[]),
            ("a day of mourning, a last-minute deal", &[]),
            ("in his 80s, in her early thirties", &[]),
            ("version 10.11.12.13, call 555-2019, room 2021B, #2020", &[]),
            ("a 540-km border, 5.5 per cent", &[]),
        ],
    );
}

proptest! {
    #[test]
    fn spans_stand_on_boundaries_in_order_and_dates_are_dates(text in "(?s).{0,200}") {
        all_is_well(&text)?;
    }

    #[test]
    fn so_they_do_in_heaps_of_time_words(words in prop::collection::vec(
        prop::sample::select(vec![
            "May", "22", "2023", ",", "last", "the", "week", "ago", "two", "Monday", "of", "in", "early", "-", "–", "’s",
            "10:30", "GMT", "century", "99999", "1", "31", "February", "29", "days", "later", "end", "1990s", "a", "half",
            "and", "next", "second", "year", "12/11/10", ".", "é", "T10:00:00+14:00", "30", "every", "Easter", "0001",
            "decade", "millennia", "20000", "quarter", "the", "year-ago", "fiscal", "period", "now", "recent", "pm", "night", "Q3", "summer", "this", "past", "BC",
        ]), 0..24), spaces in prop::collection::vec(prop::bool::weighted(0.85), 24)) {
        let mut text = String::new();
        for (word, space) in words.iter().zip(spaces) {
            text.push_str(word);
            if space { text.push(' ') }
        }
        all_is_well(&text)?;
    }
}

fn all_is_well(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for words in calendar().find(text) {
        prop_assert!(words.span.start() >= end && !words.span.is_empty());
        prop_assert!(text.is_char_boundary(words.span.start()) && text.is_char_boundary(words.span.end()));
        end = words.span.end();
        for writing in [
            None,
            Moment::read("2023-05-22"),
            Moment::read("0001-01-01T00:00:00Z"),
            Moment::read("9999-12"),
            Moment::read("2020-24"),
        ] {
            for lean in [Lean::Past, Lean::Future, Lean::Unknown] {
                let view = View { writing, spoken: Moment::read("2024-02-29"), lean, ..View::default() };
                let value = view.standard(&words.meaning);
                prop_assert!(!value.is_empty() && value.is_ascii(), "{}", value);
                if let Some(stretch) = view.resolve(&words.meaning) {
                    prop_assert!(
                        stretch.from.is_valid() && stretch.to.is_none_or(|to| to.is_valid()),
                        "{:?}",
                        stretch
                    );
                    prop_assert_eq!(Moment::read(&stretch.to_string()), Some(written(stretch.from)));
                }
            }
        }
    }
    Ok(())
}

/// As it comes back from writing: an hour is written with its minutes and seconds.
fn written(moment: Moment) -> Moment {
    let clock =
        moment.clock.map(|c| Clock { minute: c.minute.or(Some(0)), second: c.second.or(Some(0)), ..c });
    Moment { clock, ..moment }
}

/// The standard value of each time in a text that speaks of the first quarter of 2023.
fn values(text: &str) -> Vec<String> {
    let found = calendar().find(text);
    let view = |lean| View { writing: Moment::read(DAY), lean, quarter: Some((2023, 1)), ..View::default() };
    found.iter().map(|w| format!("{} = {}", w.span.slice(text), view(w.lean).standard(&w.meaning))).collect()
}

#[test]
fn standard_values() {
    for (text, want) in [
        ("It lasted three years and a day and a half.", "three years = P3Y; a day and a half = P1DT12H"),
        (
            "for half an hour, two decades, several weeks",
            "half an hour = PT30M; two decades = P20Y; several weeks = PXW",
        ),
        ("last week and this weekend", "last week = 2023-W20; this weekend = 2023-W21-WE"),
        ("in the 1980s and the 19th century", "the 1980s = 198; the 19th century = 18"),
        (
            "last summer, in the second half of 2022",
            "last summer = 2022-SU; the second half of 2022 = 2022-H2",
        ),
        ("this morning at 9:30", "this morning at 9:30 = 2023-05-22T09:30"),
        (
            "on Mondays, every Tuesday night, each May",
            "Mondays = XXXX-WXX-1; every Tuesday night = XXXX-WXX-2TNI; each May = XXXX-05",
        ),
        ("It is now shut, as recently said.", "now = PRESENT_REF; recently = PAST_REF"),
        (
            "in the past, in the coming months, in the near future",
            "the past = PAST_REF; the coming months = FUTURE_REF; the near future = FUTURE_REF",
        ),
        ("over the past three months", "the past three months = P3M"),
        ("the past president and the future queen", ""),
        ("under the current plan, after the recent sale", "current = PRESENT_REF; recent = PAST_REF"),
        ("about 44 BC", "44 BC = BC0044"),
    ] {
        assert_eq!(values(text).join("; "), want, "{text}");
    }
}

#[test]
fn reports_of_companies() {
    for (text, want) in [
        ("profit for the quarter rose", "the quarter = 2023-Q1"),
        ("up from $3 million a year ago", "a year ago = 2022-Q1"),
        ("in the year-earlier period", "the year-earlier period = 2022-Q1"),
        ("Year-ago results were restated.", "Year-ago = 2022-Q1"),
        ("the year-ago third quarter", "the year-ago third quarter = 2022-Q3"),
        ("a third-quarter loss; the third-quarter loss", "third-quarter = 2023-Q3; third-quarter = 2023-Q3"),
        ("in the first nine months, for the six months", "the first nine months = P9M; the six months = P6M"),
        (
            "sales in fiscal 2021 and the fiscal second quarter",
            "fiscal 2021 = 2021; the fiscal second quarter = 2023-Q2",
        ),
        ("in the 2021 second quarter", "the 2021 second quarter = 2021-Q2"),
        ("last year’s third quarter", "last year’s third quarter = 2022-Q3"),
        ("the same period last year", "the same period last year = 2022-Q1"),
        ("by year-end, at the year's end", "year-end = 2023; the year's end = 2023"),
        ("the quarter-to-quarter comparison", ""),
        ("a quarterly dividend and the daily paper", ""),
        ("prices are set daily", "daily = P1D"),
        ("the two-day talks", "two-day = P2D"),
    ] {
        assert_eq!(values(text).join("; "), want, "{text}");
    }
}

#[test]
fn long_lines_take_linear_time() {
    for piece in [
        "May ", "1 ", "the ", "last ", "two ", "2023-", "1.", "early ", "of ", "a ", "é", "12:", "’", "-",
        "      ",
    ] {
        let text = piece.repeat(100_000);
        assert!(calendar().find(&text).len() < text.len());
    }
}

#[test]
fn every_entry_of_the_table_is_understood() {
    let table = include_str!("../../data/en/calendar.tsv");
    let wrong: Vec<_> =
        crate::rows(table).filter(|row| !words::is_understood(*row)).map(|row| row.column(0)).collect();
    assert!(wrong.is_empty(), "no meaning for {wrong:?}");
}
