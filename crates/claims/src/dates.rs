//! Which days a statement names, and whether it speaks of an earlier event.

use std::ops::Range;

use sayso_news::{MONTHS, Tag, TimeKind};

use crate::material::{Material, Sheet};
use crate::statements::Statement;

/// A time before the story's main event, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Past {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<u8>,
    /// Whether it stands before the statement's verb and so sets the scene: "In June the brigade said …".
    pub(crate) sets: bool,
}

impl Past {
    /// Whether both may be the same time.
    pub(crate) fn fits(self, other: Self) -> bool {
        let agree =
            |held: Option<i16>, other: Option<i16>| held.is_none() || other.is_none() || held == other;
        agree(self.year, other.year) && agree(self.month.map(i16::from), other.month.map(i16::from))
    }
}

/// The days that these tokens name.
pub(crate) fn days(sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<(i16, u8, u8)> {
    let span = sheet.span(tokens);
    let times = &sheet.reading.times;
    let first = times.partition_point(|t| t.span.end() <= span.start());
    let mut found: Vec<_> = times[first..]
        .iter()
        .take_while(|t| t.span.start() < span.end())
        .filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time))
        .filter_map(|t| match t.when.as_ref()?.value.begins() {
            (Some(year), Some(month), Some(day)) => Some((year, month, day)),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The earlier time that the sentence speaks of.
pub(crate) fn past(material: &Material<'_>, sheet: &Sheet<'_>, statement: &Statement) -> Option<Past> {
    let main = material
        .story
        .began
        .as_ref()
        .or(sheet.article.published.as_ref())
        .map_or((None, None, None), |when| when.value.begins());
    let sentence = sheet.reading.sentences.get(statement.sentence as usize)?;
    let times = &sheet.reading.times;
    let first = times.partition_point(|t| t.span.end() <= sentence.span.start());
    let in_sentence = times[first..].iter().take_while(|t| t.span.start() < sentence.span.end());
    let verb = statement.tokens.clone().find(|at| matches!(sheet.tag(*at), Tag::Verb | Tag::Auxiliary));
    let verb = sheet.span(verb.map_or(statement.tokens.clone(), |at| at..at + 1)).start();
    let mut found: Option<(bool, Past)> = None;
    for time in in_sentence {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            continue;
        }
        let inside = statement.span.contains(time.span);
        // "…, neither in November nor later": what trails behind a statement is not its time.
        if !inside && time.span.start() > statement.span.start() {
            continue;
        }
        let key = match &time.when {
            Some(when) => earlier(when.value.begins(), main),
            None => named_month(time.span.slice(&sheet.article.text), main),
        };
        let key = key.map(|past| Past { sets: time.span.start() < verb, ..past });
        if let Some(key) = key
            && found.as_ref().is_none_or(|(held, _)| inside && !held)
        {
            found = Some((inside, key));
        }
    }
    found.map(|(_, key)| key)
}

type Date = (Option<i16>, Option<u8>, Option<u8>);

/// The month or year of a date that lies well before the main event's; `None` where it may be the same event.
fn earlier(date: Date, main: Date) -> Option<Past> {
    let (year, main_year) = (date.0?, main.0?);
    match (date.1, main.1) {
        (Some(month), Some(main_month)) => {
            let count = |year: i16, month: u8| i32::from(year) * 12 + i32::from(month);
            let months = count(main_year, main_month) - count(year, month);
            let days = match (date.2, main.2) {
                (Some(day), Some(main_day)) => months * 30 + i32::from(main_day) - i32::from(day),
                _ => months * 30,
            };
            (days > 10 && months > 0).then_some(Past { year: Some(year), month: Some(month), sets: false })
        }
        _ => (year < main_year).then_some(Past { year: Some(year), month: date.1, sets: false }),
    }
}

/// The month that words name, where nobody could tell its year and it is not the main event's.
fn named_month(words: &str, main: Date) -> Option<Past> {
    let month = words
        .split(|c: char| !c.is_alphanumeric())
        .find_map(|w| MONTHS.iter().position(|m| m.eq_ignore_ascii_case(w)))
        .map(|m| m as u8 + 1)?;
    (main.1 != Some(month)).then_some(Past { year: None, month: Some(month), sets: false })
}
