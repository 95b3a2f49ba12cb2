//! Dates in addresses: `/2023/05/22/`, `-2023-05-22`, `20230522`, `/2023/may/22/`.

use sayso_lexicon::PageDates;
use sayso_lexicon::calendar::{Clock, Moment};

/// Years that an article on the web may be of.
pub(super) fn plausible(year: i16) -> bool {
    (1990..=2100).contains(&year)
}

/// The date in an address; only a month where it tells no more. Figures in the query are not looked at.
pub(super) fn date(url: &str) -> Option<Moment> {
    let url = snapshot(url).map_or(url, |(_, inner)| inner);
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or("");
    let path = &path[path.find('/')?..];
    if path.len() > 2000 {
        return None;
    }
    let parts: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let mut month_only = None;
    for (n, part) in parts.iter().enumerate() {
        if let Some(day) = compact(part) {
            return Some(day);
        }
        let Some(month) = parts.get(n + 1).and_then(|m| month(m)) else { continue };
        if let Some(year) = number(part, 4).and_then(|y| i16::try_from(y).ok()).filter(|y| plausible(*y)) {
            let day = parts.get(n + 2).filter(|d| d.len() <= 2).and_then(|d| number(d, d.len()));
            let at = day.map(|day| Moment::day(year, month, day as u8)).filter(Moment::is_valid);
            if at.is_some() {
                return at;
            }
            month_only = month_only.or(Some(Moment::month(year, month)));
        } else if let Some(day) = number(part, 2)
            && let Some(year) =
                parts.get(n + 2).and_then(|y| number(y, 4)).and_then(|y| i16::try_from(y).ok())
        {
            // `22-05-2023`: the day comes first unless it cannot.
            let at = Some(Moment::day(year, month, day as u8)).filter(|at| at.is_valid() && plausible(year));
            if at.is_some() {
                return at;
            }
        }
    }
    month_only
}

/// When a web archive took its copy, as its address says: `/web/20130307194448/http://…`.
pub(super) fn archived(url: &str) -> Option<Moment> {
    snapshot(url).map(|(at, _)| at)
}

/// The time and the address within an archive's address.
fn snapshot(url: &str) -> Option<(Moment, &str)> {
    let (host, rest) = url.split_once("://")?.1.split_once('/')?;
    if !host.contains("archive") {
        return None;
    }
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let digits = rest[start..].find(|c: char| !c.is_ascii_digit()).filter(|n| *n == 14)?;
    let part = |from: usize, to: usize| number(&rest[start + from..start + to], to - from);
    let day = compact(&rest[start..start + digits])?;
    let clock = Clock {
        hour: part(8, 10)? as u8,
        minute: part(10, 12).map(|m| m as u8),
        second: part(12, 14).map(|s| s as u8),
        zone: Some(0),
    };
    let at = Moment { clock: Some(clock), ..day };
    let inner = rest[start + digits..].split_once('/')?.1;
    at.is_valid().then_some((at, inner))
}

fn number(text: &str, width: usize) -> Option<u32> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn month(text: &str) -> Option<u8> {
    match text.len() {
        1 | 2 => number(text, text.len()).map(|m| m as u8).filter(|m| (1..=12).contains(m)),
        3..=12 => PageDates::all().month(text),
        _ => None,
    }
}

/// `20230522`, alone or before a time.
fn compact(part: &str) -> Option<Moment> {
    if !matches!(part.len(), 8 | 12 | 14) || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let at = Moment::day(part[..4].parse().ok()?, part[4..6].parse().ok()?, part[6..8].parse().ok()?);
    (plausible(at.year) && at.is_valid()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_many_forms() {
        for (url, want) in [
            ("https://x.example/en/2023/05/22/raid/", "2023-05-22"),
            ("https://x.example/news/dam-toll-2025-02-21", "2025-02-21"),
            ("http://x.example/2023/may/22/raid", "2023-05-22"),
            ("https://x.example/article_20230522_77.html", "2023-05-22"),
            ("https://x.example/22-05-2023/raid", "2023-05-22"),
            ("https://x.example/2023/05/raid-on-port", "2023-05"),
        ] {
            assert_eq!(date(url).map(|at| at.to_string()).as_deref(), Some(want), "{url}");
        }
        let copy = "https://web.archive.example/web/20130307194448/http://x.example/2008/05/09/raid";
        assert_eq!(date(copy).map(|at| at.to_string()).as_deref(), Some("2008-05-09"));
        assert_eq!(archived(copy).map(|at| at.to_string()).as_deref(), Some("2013-03-07T19:44:48Z"));
        for url in [
            "https://x.example/raid-2023",
            "https://x.example/12345678/a",
            "https://x.example/?d=2023-05-22",
            "x",
            "",
        ] {
            assert_eq!(date(url), None, "{url}");
        }
    }
}
