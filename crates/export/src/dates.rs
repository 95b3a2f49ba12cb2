//! Times in words: `12 March 2024, 18:40`.

use sayso_news::{Edtf, MONTHS, Precision, When};

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// A time in words, no finer than it is known.
pub(crate) fn spoken(when: &When) -> String {
    value(&when.value, when.precision)
}

fn value(value: &Edtf, precision: Precision) -> String {
    match value.as_str().split_once('/') {
        Some((from, "..")) => format!("since {}", point(from, precision)),
        Some(("..", to)) => format!("until {}", point(to, precision)),
        Some((from, to)) => format!("{} to {}", point(from, precision), point(to, precision)),
        None => point(value.as_str(), precision),
    }
}

fn point(text: &str, precision: Precision) -> String {
    let (text, doubt) = match text.strip_suffix(['~', '%']) {
        Some(text) => (text, "about "),
        None => text.strip_suffix('?').map_or((text, ""), |text| (text, "perhaps ")),
    };
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let mut words = format!("{doubt}{}", day(date));
    if let Some(time) = time {
        words.push_str(", ");
        words.push_str(&clock(time, precision));
    }
    words
}

fn day(date: &str) -> String {
    let mut parts = date.splitn(3, '-');
    let year = parts.next().unwrap_or_default();
    let month: Option<usize> = parts.next().and_then(|month| month.parse().ok());
    let day: Option<u8> = parts.next().and_then(|day| day.parse().ok());
    match (month, day) {
        (Some(month @ 1..=12), Some(day)) => format!("{day} {} {year}", MONTHS[month - 1]),
        (Some(month @ 1..=12), None) => format!("{} {year}", MONTHS[month - 1]),
        (Some(season @ 21..=24), None) => format!("{} {year}", SEASONS[season - 21]),
        _ => date.to_owned(),
    }
}

fn clock(time: &str, precision: Precision) -> String {
    let (time, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let fine = precision == Precision::Second && !time.ends_with(":00");
    let shown = if fine { time } else { time.get(..5).unwrap_or(time) };
    match zone {
        "" => shown.to_owned(),
        "Z" => format!("{shown} UTC"),
        zone => format!("{shown} UTC{zone}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_finer_than_known() {
        for (edtf, words) in [
            ("2023", "2023"),
            ("2023-05", "May 2023"),
            ("2023-21", "spring 2023"),
            ("2023-05-22", "22 May 2023"),
            ("2023-05~", "about May 2023"),
            ("2023-05-02?", "perhaps 2 May 2023"),
            ("2022-01/2022-03", "January 2022 to March 2022"),
            ("2022-01/..", "since January 2022"),
            ("2023-05-22T10:00:30Z", "22 May 2023, 10:00 UTC"),
            ("2023-05-22T10:00:00+02:00", "22 May 2023, 10:00 UTC+02:00"),
        ] {
            assert_eq!(value(&Edtf::parse(edtf).unwrap(), Precision::Minute), words);
        }
    }
}
