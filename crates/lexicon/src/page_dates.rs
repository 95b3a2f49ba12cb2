//! Dates as pages in many languages show them: "22. Mai 2023", "22 мая 2023", "2023年5月22日", and what they are of.

mod clock;
mod solar;

use rustc_hash::FxHashMap;
use sayso_text::Span;
use std::sync::OnceLock;

use crate::calendar::Moment;
use crate::table::rows;

/// What a date on a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateRole {
    /// Publication.
    Published,
    /// The last change.
    Updated,
    /// The making of the copy.
    Captured,
    /// Something else: a birth, a deadline, a comment.
    Other,
}

/// Names of months and words before dates, in all languages that pages are met in.
#[derive(Debug)]
pub struct PageDates {
    months: FxHashMap<&'static str, u8>,
    solar_months: FxHashMap<&'static str, u8>,
    /// The year before the first of each era.
    eras: Vec<(&'static str, i16)>,
    clock_words: FxHashMap<&'static str, clock::Part>,
    roles: FxHashMap<&'static str, DateRole>,
    /// Whether the day comes first, by region or ending; `None` where that is open.
    orders: FxHashMap<&'static str, Option<bool>>,
}

impl PageDates {
    /// The tables, read once.
    pub fn all() -> &'static Self {
        static ALL: OnceLock<PageDates> = OnceLock::new();
        ALL.get_or_init(|| {
            let months = rows(include_str!("../data/mul/months.tsv"));
            let solar = rows(include_str!("../data/mul/solar_months.tsv"));
            let eras = rows(include_str!("../data/mul/eras.tsv"));
            let clock_words = rows(include_str!("../data/mul/clock_words.tsv"));
            let roles = rows(include_str!("../data/mul/date_roles.tsv"));
            let orders = rows(include_str!("../data/mul/date_orders.tsv"));
            Self {
                months: months.filter_map(|row| Some((row.column(0), row.column(1).parse().ok()?))).collect(),
                solar_months: solar
                    .filter_map(|row| Some((row.column(0), row.column(1).parse().ok()?)))
                    .collect(),
                eras: eras.filter_map(|row| Some((row.column(0), row.column(1).parse().ok()?))).collect(),
                clock_words: clock_words
                    .filter_map(|row| Some((row.column(0), clock::Part::named(row.column(1))?)))
                    .collect(),
                roles: roles.filter_map(|row| Some((row.column(0), role(row.column(1))?))).collect(),
                orders: orders.map(|row| (row.column(0), day_first(row.column(1)))).collect(),
            }
        })
    }

    /// The month of that name, in whatever language.
    pub fn month(&self, name: &str) -> Option<u8> {
        self.months.get(name.to_lowercase().as_str()).copied()
    }

    /// Whether the day comes first in 5/6/2023 on a page in this language (`en`, `en-GB`) at this host; `None` where
    /// that is open. The host's region counts for more than the language's, which many pages leave as it was delivered.
    pub fn day_first(&self, language: &str, host: &str) -> Option<bool> {
        let tag = language.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        if !matches!(parts.next(), Some("en" | "")) {
            return Some(true);
        }
        let known = |region: &str| self.orders.get(region).copied();
        let ending = host.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let by_host = known(&ending).unwrap_or_else(|| (ending.len() == 2).then_some(true));
        let region = parts.find(|part| part.len() == 2);
        by_host.or_else(|| region.and_then(|region| known(region).unwrap_or(Some(true))))
    }

    /// What a line's first words say that a date in it is of: "This entry was posted on …".
    pub fn opening(&self, line: &str) -> Option<DateRole> {
        let first: Vec<&str> = line.split_whitespace().take(3).collect();
        (1..=first.len())
            .rev()
            .find_map(|n| self.roles.get(first[..n].join(" ").to_lowercase().as_str()).copied())
    }

    /// What the words before a date, up to the date before it, say that it is of; the nearest words count.
    pub fn role(&self, before: &str) -> Option<DateRole> {
        let mut near = before.len().saturating_sub(80);
        while !before.is_char_boundary(near) {
            near += 1;
        }
        let lower = before[near..].to_lowercase();
        let words: Vec<(usize, &str)> = lower
            .split(|c: char| !in_word(c) && !c.is_numeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .map(|word| (word.as_ptr() as usize - lower.as_ptr() as usize, word))
            .collect();
        for last in (0..words.len()).rev().take(8) {
            for first in last.saturating_sub(2)..=last {
                let phrase = &lower[words[first].0..words[last].0 + words[last].1.len()];
                if let Some(role) = self.roles.get(phrase) {
                    return Some(*role);
                }
            }
        }
        None
    }

    /// All days with a month's name and a year in a line, and those in Chinese, Japanese and Korean figures, in order.
    pub fn find(&self, text: &str) -> Vec<(Span, Moment)> {
        let mut found: Vec<(Span, Moment)> = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            let of_solar = c == '1' && !text[..at].ends_with(|c: char| c.is_ascii_digit());
            if !c.is_alphabetic() && !of_solar {
                at += c.len_utf8();
                continue;
            }
            let end = at + rest.find(|c: char| !in_word(c)).unwrap_or(rest.len()).max(1);
            let free = found.last().map_or(0, |(span, _)| span.end());
            let day = match c {
                '年' | '년' => self.figures(text, at, free),
                '1' => solar::figures(text, at),
                _ => self.named(text, at, end, free),
            };
            match day {
                Some((span, moment)) => {
                    at = span.end().max(end);
                    let (clock, stop) =
                        self.clock(text, span.end()).map_or((None, span.end()), |(c, e)| (Some(c), e));
                    found.push((Span::of(span.start()..stop), Moment { clock, ..moment }));
                    at = at.max(stop);
                }
                None => at = end,
            }
        }
        found
    }

    /// A day around the month's name at `at..end`, not before byte `free`.
    fn named(&self, text: &str, at: usize, end: usize, free: usize) -> Option<(Span, Moment)> {
        if end - at > 32 {
            return None;
        }
        let word = text[at..end].trim_end_matches("\u{200c}ماه");
        let Some(month) = self.month(word) else {
            return solar::named(text, at, end, free, *self.solar_months.get(word)?);
        };
        let end = self.again(text, end, month);
        let head = &text[free..at];
        let before = head.trim_end_matches(JOINTS);
        let before = before.strip_suffix("de").or_else(|| before.strip_suffix("of")).unwrap_or(before);
        let before = before.trim_end_matches(JOINTS);
        let before = ["er", "º", "ª", "st", "nd", "rd", "th", "ño"]
            .iter()
            .find_map(|tail| before.strip_suffix(tail).filter(|b| b.ends_with(|c: char| c.is_ascii_digit())))
            .unwrap_or(before);
        let width = before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&width) {
            let start = before.len() - width;
            let day = before[start..].parse().ok()?;
            let (year, stop) = year_behind(text, end)?;
            let moment = Moment::day(year, month, day);
            return moment.is_valid().then_some((Span::of(free + start..stop), moment));
        }
        // "2023. május 22.", "2023 m. gegužės 22"
        let before = before.strip_suffix("m").unwrap_or(before).trim_end_matches(JOINTS);
        let width = before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
        let (day, stop) = number(text, skip(text, end, 3), 1, 2)?;
        if width == 4 {
            let start = before.len() - width;
            let moment = Moment::day(before[start..].parse().ok()?, month, day as u8);
            return (plausible(moment.year) && moment.is_valid())
                .then_some((Span::of(free + start..stop), moment));
        }
        // "mai 22, 2023"
        let (year, stop) = year_behind(text, stop)?;
        let moment = Moment::day(year, month, day as u8);
        moment.is_valid().then_some((Span::of(at..stop), moment))
    }
}

impl PageDates {
    /// "مايو/أيار": the same month's other name behind byte `at`.
    fn again(&self, text: &str, at: usize, month: u8) -> usize {
        let Some(other) = text[at..].strip_prefix('/') else { return at };
        let width = other.find(|c: char| !in_word(c)).unwrap_or(other.len());
        if width <= 32 && self.month(&other[..width]) == Some(month) { at + 1 + width } else { at }
    }

    /// `2023年5月22日`, `2023년 5월 22일`, `令和5年5月22日`, by its first sign.
    fn figures(&self, text: &str, at: usize, free: usize) -> Option<(Span, Moment)> {
        let before = &text[free..at];
        let width = before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
        let counted: i16 = before[before.len() - width..].parse().ok()?;
        let (start, year) = match width {
            4 => (at - 4, counted),
            1..=2 => {
                let words = before[..before.len() - width].trim_end_matches(' ');
                let (era, first) = self.eras.iter().find(|(era, _)| words.ends_with(era))?;
                (free + words.len() - era.len(), first + counted)
            }
            _ => return None,
        };
        let sign = |at: usize| text[at..].chars().next().map(char::len_utf8);
        let (month, end) = number(text, skip(text, at + sign(at)?, 1), 1, 2)?;
        let end = text[end..].starts_with(['月', '월']).then_some(end + sign(end)?)?;
        let (day, end) = number(text, skip(text, end, 1), 1, 2)?;
        let end = text[end..].starts_with(['日', '일']).then_some(end + sign(end)?)?;
        let moment = Moment::day(year, month as u8, day as u8);
        (plausible(year) && moment.is_valid()).then_some((Span::of(start..end), moment))
    }
}

/// What may stand between the parts of a date.
const JOINTS: [char; 7] = [' ', '.', ',', '\u{a0}', '-', '/', '،'];

/// Letters, and the marks that stand on, under and between them in Indian and Arabic scripts.
fn in_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{93c}' | '\u{94d}' | '\u{64b}'..='\u{652}' | '\u{200c}' | '\u{200d}')
}

fn role(name: &str) -> Option<DateRole> {
    Some(match name {
        "published" => DateRole::Published,
        "updated" => DateRole::Updated,
        "captured" => DateRole::Captured,
        "other" => DateRole::Other,
        _ => return None,
    })
}

fn day_first(order: &str) -> Option<bool> {
    match order {
        "day" => Some(true),
        "month" => Some(false),
        _ => None,
    }
}

/// Skips at most so many joints.
fn skip(text: &str, at: usize, most: usize) -> usize {
    at + text[at..].chars().take(most).take_while(|c| JOINTS.contains(c)).map(char::len_utf8).sum::<usize>()
}

/// A number of so many digits.
fn number(text: &str, at: usize, least: usize, most: usize) -> Option<(u32, usize)> {
    let digits = text[at..].bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    let fits = (least..=most).contains(&digits);
    fits.then(|| Some((text[at..at + digits].parse().ok()?, at + digits))).flatten()
}

fn plausible(year: i16) -> bool {
    (1800..=2100).contains(&year)
}

/// " 2023", " de 2023", ", 2023": the year behind byte `at`.
fn year_behind(text: &str, at: usize) -> Option<(i16, usize)> {
    let at = skip(text, at, 3);
    let after =
        ["del ", "de "].iter().find_map(|word| text[at..].starts_with(word).then_some(at + word.len()));
    let (year, end) = number(text, after.unwrap_or(at), 4, 4)?;
    let year = year as i16;
    plausible(year).then_some((year, end))
}

#[cfg(test)]
mod tests;
