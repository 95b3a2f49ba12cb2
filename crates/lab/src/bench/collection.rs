//! Collections of any size: invented stories, each told by a few captures, made from the texts of the samples.
//!
//! Names, figures and dates are replaced, and so are most of the long words, the same way throughout a story and
//! another way in each: so stories differ as stories do, and captures of one story share what such captures share.
//! A number gives the same collection everywhere.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::MONTHS;
use sayso_pipeline::Held;

/// A short sequence of numbers that look random and are always the same (xorshift*).
#[derive(Debug, Clone)]
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % bound
    }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ONSETS: [&str; 20] =
    ["b", "br", "d", "dr", "f", "g", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ei", "ou"];
const CODAS: [&str; 10] = ["", "", "n", "r", "l", "s", "k", "m", "nd", "rt"];

/// The words of the samples, sorted by what may stand for them.
#[derive(Debug)]
pub(crate) struct Words {
    /// Words that are written with a capital wherever they stand.
    names: BTreeSet<String>,
    /// Long plain words by their ending, which stand for each other.
    plain: BTreeMap<&'static str, Vec<String>>,
}

const ENDINGS: [&str; 5] = ["ing", "ed", "ly", "s", ""];

fn ending(word: &str) -> &'static str {
    ENDINGS.iter().find(|e| word.ends_with(**e)).expect("every word ends in nothing at least")
}

/// A text as words and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c: char| c.is_alphanumeric() != first.is_alphanumeric()).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

impl Words {
    /// `kept` are words that stay: those that say that something is said, who holds an office, and so on.
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str>, kept: &BTreeSet<String>) -> Self {
        let (mut upper, mut lower) = (BTreeSet::new(), BTreeSet::new());
        for word in texts.flat_map(pieces).filter(|w| w.chars().all(char::is_alphabetic)) {
            let into = if word.starts_with(char::is_uppercase) { &mut upper } else { &mut lower };
            into.insert(word.to_owned());
        }
        let is_name = |w: &String| {
            let plain = w.to_lowercase();
            w.chars().count() > 2 && !lower.contains(&plain) && !kept.contains(&plain)
        };
        let names = upper.into_iter().filter(is_name).filter(|w| !calendar(w)).collect();
        let mut plain: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for word in lower.into_iter().filter(|w| w.chars().count() > 4 && !kept.contains(w)) {
            plain.entry(ending(&word)).or_default().push(word);
        }
        Self { names, plain }
    }
}

fn calendar(word: &str) -> bool {
    MONTHS.iter().chain(&DAYS).any(|w| w.starts_with(word))
}

/// What stands for what in one story.
struct Retelling<'w> {
    words: &'w Words,
    dice: Dice,
    names: BTreeMap<&'w str, String>,
    /// How far a plain word is moved along those of its ending.
    shift: usize,
    months: usize,
    days: usize,
    years: usize,
}

impl<'w> Retelling<'w> {
    fn new(words: &'w Words, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut below = |bound| dice.below(bound);
        let (shift, months, days, years) = (1 + below(100_000), below(12), below(7), below(20));
        Self { words, dice, names: BTreeMap::new(), shift, months, days, years }
    }

    fn tell(&mut self, text: &'w str) -> String {
        let mut told = String::with_capacity(text.len() * 5 / 4);
        pieces(text).for_each(|piece| self.word(piece, &mut told));
        told
    }

    fn word(&mut self, word: &'w str, told: &mut String) {
        if let Some(at) = MONTHS.iter().position(|m| *m == word) {
            told.push_str(MONTHS[(at + self.months) % 12]);
        } else if let Some(at) = DAYS.iter().position(|d| *d == word) {
            told.push_str(DAYS[(at + self.days) % 7]);
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            self.number(word, told);
        } else if self.words.names.contains(word) {
            let dice = &mut self.dice;
            told.push_str(self.names.entry(word).or_insert_with(|| name(word, dice)));
        } else {
            self.plain(word, told);
        }
    }

    fn number(&mut self, number: &str, told: &mut String) {
        match number.parse::<usize>() {
            Ok(year @ 1900..2100) => told.push_str(&(year - self.years).to_string()),
            // days of the month and hours stay days and hours
            Ok(0..=31) | Err(_) => told.push_str(number),
            Ok(n) => told.push_str(&(n + self.shift % (n / 2)).to_string()),
        }
    }

    fn plain(&mut self, word: &str, told: &mut String) {
        let lower = word.to_lowercase();
        let others = self.words.plain.get(ending(&lower)).map(Vec::as_slice).unwrap_or_default();
        // some words stay, as some do between two stories of any kind
        let other = others.binary_search(&lower).ok().filter(|at| !(at + self.shift).is_multiple_of(4));
        let Some(other) = other.map(|at| &others[(at + self.shift) % others.len()]) else {
            told.push_str(word);
            return;
        };
        let mut letters = other.chars();
        if word.starts_with(char::is_uppercase) {
            told.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        }
        told.push_str(letters.as_str());
    }
}

/// A name of about the same length that nobody has.
fn name(like: &str, dice: &mut Dice) -> String {
    if like.chars().all(char::is_uppercase) {
        return like.chars().map(|_| char::from(b'A' + dice.below(26) as u8)).collect();
    }
    let mut name = String::new();
    while name.len() + 1 < like.len().max(4) {
        for sounds in [&ONSETS[..], &VOWELS, &CODAS] {
            name.push_str(sounds[dice.below(sounds.len())]);
        }
    }
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.by_ref()).collect()
}

/// `count` captures of stories that are told two to five times each. `events` are the texts of the samples, a list for
/// each of their stories.
pub(crate) fn collection(events: &[Vec<String>], words: &Words, count: usize, seed: u64) -> Vec<Held> {
    let mut dice = Dice::new(seed);
    let mut captures = Vec::with_capacity(count);
    for story in 0.. {
        let texts = &events[dice.below(events.len())];
        let (tellings, first) = (2 + dice.below(4), dice.below(texts.len()));
        let mut retelling = Retelling::new(words, seed.wrapping_add(story).wrapping_mul(31));
        for telling in 0..tellings.min(texts.len()) {
            if captures.len() == count {
                return captures;
            }
            let text = retelling.tell(&texts[(first + telling) % texts.len()]);
            captures.push(Held { name: format!("{story:06}-{telling}.txt"), bytes: text.into_bytes() });
        }
    }
    captures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(count: usize) -> Vec<String> {
        let events = vec![vec![
            "Kestria beat back a raid on Zarnovo on 17 October 2023, the ministry said, and 41 fighters were captured.".to_owned(),
            "Zarnovo has fallen, a brigade said on Telegram: 52 fighters seized the harbour on Tuesday.".to_owned(),
        ]];
        let kept = BTreeSet::from(["said".to_owned(), "ministry".to_owned(), "telegram".to_owned()]);
        let words = Words::of(events.iter().flatten().map(String::as_str), &kept);
        let held = collection(&events, &words, count, 1);
        held.into_iter().map(|h| String::from_utf8(h.bytes).unwrap()).collect()
    }

    #[test]
    fn the_same_number_gives_the_same_collection() {
        assert_eq!(told(20), told(20));
        assert_eq!(told(20).len(), 20);
        assert_eq!(told(20)[..7], told(7)[..]);
    }

    #[test]
    fn a_name_is_one_name_within_a_story_and_another_in_the_next() {
        let told = told(4);
        let town = |text: &str| {
            text.split(' ').find(|w| w.len() > 5 && w.starts_with(char::is_uppercase)).map(str::to_owned)
        };
        assert!(told.iter().all(|text| !text.contains("Zarnovo") && !text.contains("Kestria")), "{told:?}");
        let name = town(&told[1]).unwrap_or_default();
        assert!(told[0].contains(&name) || told[1].starts_with(&name), "{told:?}");
        assert_ne!(told[0], told[2]);
        assert!(told.iter().all(|text| text.contains(" said")), "cues stay: {told:?}");
    }
}
