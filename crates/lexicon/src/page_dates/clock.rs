//! A time of day close behind a date: ", 16:30", " um 16 Uhr", " à 19 h 44", " 下午2:05".

use super::{PageDates, in_word, number};
use crate::calendar::Clock;

/// What a word beside a time of day does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It may stand between date and time.
    Joint,
    /// It marks the figure before it.
    Hour,
    Minute,
    Morning,
    Afternoon,
}

impl Part {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "joint" | "weekday" => Self::Joint,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "morning" => Self::Morning,
            "afternoon" => Self::Afternoon,
            _ => return None,
        })
    }
}

/// So many words may stand between date and time.
const WORDS: usize = 4;
/// And so many signs between any two of these.
const SIGNS: usize = 6;

impl PageDates {
    /// The time behind byte `at`, and where it ends.
    pub(super) fn clock(&self, text: &str, at: usize) -> Option<(Clock, usize)> {
        let mut from = signs(text, at, SIGNS);
        let mut half = None;
        for _ in 0..WORDS {
            let Some((part, end)) = self.part(text, from) else { break };
            match part {
                Part::Joint => {}
                Part::Morning | Part::Afternoon => half = Some(part),
                Part::Hour | Part::Minute => break,
            }
            from = signs(text, end, SIGNS);
        }
        let (hour, end) = number(text, from, 1, 2)?;
        let (mut minute, mut second, mut end) = self.minutes(text, end)?;
        if let Some((part @ (Part::Morning | Part::Afternoon), stop)) = self.part(text, signs(text, end, 1)) {
            (half, end) = (Some(part), stop);
        }
        let hour = match half {
            Some(Part::Afternoon) if hour < 12 => hour + 12,
            Some(Part::Morning) if hour == 12 => 0,
            _ => hour,
        };
        let digit = text[end..].starts_with(|c: char| c.is_ascii_digit());
        if minute.is_none() {
            second = None;
        }
        minute = minute.filter(|minute| *minute < 60);
        let clock = Clock { hour: hour as u8, minute, second, zone: None };
        (hour < 24 && second.is_none_or(|s| s < 60) && !digit).then_some((clock, end))
    }

    /// Minutes and seconds behind an hour's figure, or a mark that says that it is one.
    fn minutes(&self, text: &str, at: usize) -> Option<(Option<u8>, Option<u8>, usize)> {
        if text[at..].starts_with([':', '.']) {
            let (minute, end) = number(text, at + 1, 2, 2).filter(|(minute, _)| *minute < 60)?;
            let second = text[end..].strip_prefix(':').and_then(|_| number(text, end + 1, 2, 2));
            let (second, end) = second.map_or((None, end), |(second, end)| (Some(second as u8), end));
            return Some((Some(minute as u8), second, end));
        }
        let (_, end) = self.part(text, signs(text, at, 1)).filter(|(part, _)| *part == Part::Hour)?;
        let Some((minute, stop)) = number(text, signs(text, end, 1), 1, 2).filter(|(minute, _)| *minute < 60)
        else {
            return Some((None, None, end));
        };
        let marked = self.part(text, stop).filter(|(part, _)| *part == Part::Minute);
        // "5 h" may be followed by a figure of something else.
        let told = marked.is_some() || stop - signs(text, end, 1) == 2;
        Some(if told {
            (Some(minute as u8), None, marked.map_or(stop, |(_, end)| end))
        } else {
            (None, None, end)
        })
    }

    /// The longest of the words that begins at byte `at`, whole; signs of East Asia need not be parted.
    fn part(&self, text: &str, at: usize) -> Option<(Part, usize)> {
        let width = text[at..].find(|c: char| !in_word(c)).unwrap_or(text.len() - at);
        if width > 40 {
            return None;
        }
        let word = &text[at..at + width];
        let told = self.clock_words.get(word.to_lowercase().as_str());
        let first = || {
            let end = word.chars().next().filter(|c| *c > '\u{2e80}')?.len_utf8();
            Some((*self.clock_words.get(&word[..end])?, at + end))
        };
        told.map(|part| (*part, at + width)).or_else(first)
    }
}

/// Skips at most so many signs that are neither letters nor figures, on one line.
fn signs(text: &str, at: usize, most: usize) -> usize {
    let signs = text[at..].chars().take(most).take_while(|c| !c.is_alphanumeric() && *c != '\n');
    at + signs.map(char::len_utf8).sum::<usize>()
}
