//! Invented articles with their readings, any number of them: the samples' own, read once and retold by rule.
//!
//! A word is replaced by another of the same number of bytes, so every span of a reading holds in the new text too.
//! Names, figures and long plain words change the same way throughout a story and another way in each; stories are of
//! many sizes, one in ten articles is a reprint, and each day has its share of them.

use std::collections::{BTreeMap, BTreeSet};

use sayso_lexicon::Lexicon;
use sayso_news::{Article, ArticleId, AttributionId, CaptureId, Edtf, EntityId, MONTHS, Reading, When};

/// Articles that are published on one day.
const DAILY: u64 = 5_000;

/// A sample, read.
pub(super) type Sample = (Article, Reading);

/// Articles without end; the same number gives the same ones everywhere.
#[derive(Debug)]
pub(super) struct Retold {
    events: Vec<Vec<Sample>>,
    names: BTreeSet<String>,
    plain: BTreeMap<usize, Vec<&'static str>>,
    kept: BTreeSet<String>,
    /// Stories that are under way: their number, their event, and how many articles they still get.
    open: Vec<(u64, usize, u64)>,
    stories: u64,
    articles: u64,
    dice: u64,
}

/// Mixes two numbers into one that looks random (the finisher of `SplitMix64`).
const fn mix(a: u64, b: u64) -> u64 {
    let mut x = a.wrapping_add(b.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(7, |state, byte| mix(state, u64::from(byte)))
}

impl Retold {
    /// `events` are the samples, a list for each of their stories; `kept` are words that stay.
    pub(super) fn new(events: Vec<Vec<Sample>>, kept: BTreeSet<String>) -> Self {
        let mut names = BTreeSet::new();
        for (_, reading) in events.iter().flatten() {
            for entity in reading.entities.iter().filter(|entity| entity.named) {
                for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                    names.extend(
                        name.split(|c: char| !c.is_alphanumeric()).filter(|w| is_name(w)).map(str::to_owned),
                    );
                }
            }
        }
        let mut plain: BTreeMap<usize, Vec<&'static str>> = BTreeMap::new();
        for entry in &Lexicon::english().prevalence {
            if entry.band > 0 && entry.word.bytes().all(|b| b.is_ascii_lowercase()) {
                plain.entry(entry.word.len()).or_default().push(entry.word);
            }
        }
        Self { events, names, plain, kept, open: Vec::new(), stories: 0, articles: 0, dice: 1 }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.dice = mix(self.dice, 1);
        (self.dice >> 33) as usize % bound.max(1)
    }

    /// The next article, and the number of its story.
    pub(super) fn next(&mut self) -> (Article, Reading, u64) {
        while self.open.len() < 400 {
            let size = match self.below(100) {
                0..40 => 1,
                40..85 => 2 + self.below(4),
                85..97 => 6 + self.below(15),
                _ => 20 + self.below(60),
            };
            let event = self.below(self.events.len());
            self.open.push((self.stories, event, size as u64));
            self.stories += 1;
        }
        let at = self.below(self.open.len());
        let (story, event, left) = self.open[at];
        if left == 1 {
            self.open.swap_remove(at);
        } else {
            self.open[at].2 -= 1;
        }
        // A reprint is worded as the last article of its story that had this number.
        let reprint = self.below(10) == 0;
        let telling = if reprint { 0 } else { left };
        let nth = self.articles;
        self.articles += 1;
        let texts = &self.events[event];
        let (article, reading) = &texts[(mix(story, telling) >> 7) as usize % texts.len()];
        let seeds = (mix(story, 1), mix(story, telling + 2));
        let (article, reading) = self.retell(article, reading, seeds, nth);
        (article, reading, story)
    }

    fn retell(&self, article: &Article, reading: &Reading, seeds: (u64, u64), nth: u64) -> Sample {
        let (mut article, mut reading) = (article.clone(), reading.clone());
        let told = |text: &str| self.told(text, seeds);
        article.text = told(&article.text);
        article.title = article.title.as_deref().map(told);
        article.capture = CaptureId::of(&[&nth.to_le_bytes()]);
        article.id = ArticleId::of(&[&article.capture.bytes()]);
        let old = reading.article;
        let id = article.id;
        reading.article = id;
        let entity = |of: EntityId| EntityId::of(&[&id.bytes(), &of.bytes()]);
        for cite in article.title_cite.iter_mut().chain(article.outlet_cite.iter_mut()) {
            cite.article = id;
        }
        let published = day(nth / DAILY);
        for when in [&mut article.published, &mut article.updated] {
            redate(when, published.as_ref());
        }
        for time in &mut reading.times {
            redate(&mut time.when, published.as_ref());
        }
        for mention in &mut reading.mentions {
            mention.entity = entity(mention.entity);
        }
        for known in &mut reading.entities {
            known.id = entity(known.id);
            known.affiliation = known.affiliation.map(entity);
            known.name = told(&known.name);
            known.aliases.iter_mut().for_each(|alias| *alias = told(alias));
        }
        for attribution in &mut reading.attributions {
            attribution.id = AttributionId::of(&[&id.bytes(), &attribution.id.bytes()]);
            attribution.speaker = attribution.speaker.map(entity);
            attribution.via.iter_mut().for_each(|via| *via = entity(*via));
            if let Some(when) = &mut attribution.said {
                when.cite = None;
            }
        }
        debug_assert_ne!(old, id, "an id of its own");
        (article, reading)
    }

    /// The same text, word for word, with other words of the same length.
    fn told(&self, text: &str, seeds: (u64, u64)) -> String {
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end =
                rest.find(|c: char| c.is_alphanumeric() != first.is_alphanumeric()).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            rest = after;
            self.word(piece, seeds, &mut told);
        }
        told
    }

    fn word(&self, word: &str, (story, telling): (u64, u64), told: &mut String) {
        let seed = mix(story, hash(word));
        if word.len() > 2 && word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0') {
            let figure =
                word.bytes().enumerate().map(|(i, _)| char::from(b'1' + (mix(seed, i as u64) % 9) as u8));
            told.extend(figure);
        } else if self.names.contains(word) {
            name(word, seed, told);
        } else if word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase()) && !self.kept.contains(word)
        {
            // Half of the words are the story's, a quarter its teller's own, and the rest stay.
            let which = seed % 4;
            let seed = if which == 2 { mix(telling, hash(word)) } else { seed };
            let others = self.plain.get(&word.len()).map_or(&[][..], Vec::as_slice);
            match others.get((seed >> 9) as usize % others.len().max(1)) {
                Some(other) if which < 3 => told.push_str(other),
                _ => told.push_str(word),
            }
        } else {
            told.push_str(word);
        }
    }
}

fn is_name(word: &str) -> bool {
    word.len() > 2
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && !MONTHS.contains(&word)
}

/// A name of as many letters that nobody has.
fn name(like: &str, seed: u64, told: &mut String) {
    for (i, c) in like.bytes().enumerate() {
        let pool: &[u8] = if i % 2 == 0 { b"bdfghklmnprstvz" } else { b"aeiou" };
        let letter = pool[(mix(seed, i as u64) >> 5) as usize % pool.len()];
        told.push(char::from(if c.is_ascii_uppercase() { letter.to_ascii_uppercase() } else { letter }));
    }
}

/// A day by number; every month has 28 of them.
fn day(nth: u64) -> Option<Edtf> {
    let (year, month, day) = (2020 + nth / 336, nth / 28 % 12 + 1, nth % 28 + 1);
    Edtf::day(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn redate(when: &mut Option<When>, to: Option<&Edtf>) {
    if let (Some(when), Some(to)) = (when.as_mut(), to) {
        when.value = to.clone();
        when.cite = None;
    }
}
