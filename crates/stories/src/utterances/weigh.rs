//! What speaks for and against two quotations being one utterance in two languages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use sayso_news::Score;
use sayso_text::Span;

use super::figures;
use super::quote::{Heard, Quote, Sure, Voice, heard};
use crate::page::Page;
use crate::sound;

/// Days between two reports of one utterance.
const DAYS: i32 = 7;

/// The least share of the longer quotation's length that the shorter has, and that from which they are of like length.
const SHORTEST: f32 = 0.55;
const LIKE: f32 = 0.8;

/// The same for sentences held beside each other; two need be more alike to tell something by themselves, three need not.
const SENTENCE: f32 = 0.7;
const TWO_SENTENCES: f32 = 0.85;

/// Weight from which sentences of like length tell something where nothing else does.
const LONG: f32 = 80.0;

/// Consonants by which a word that is no name is known again in another language.
const LOANWORD: usize = 4;

/// What agrees inside, and what agrees in all, from which two quotations are proposed.
const INSIDE: f32 = 0.6;
const ENOUGH: f32 = 1.0;

/// What loanwords can tell at most.
const LOANWORDS: f32 = 1.2;

/// A weight that is worth half a certainty, less what is left to doubt.
const HALF: f32 = 0.8;
const MOST: f32 = 0.95;

/// How often what is heard and counted in a page stands in it.
#[derive(Debug, Default)]
pub(super) struct Counts {
    sounds: FxHashMap<String, u32>,
    figures: FxHashMap<String, u32>,
}

impl Counts {
    pub(super) fn of(page: &Page) -> Self {
        let mut counts = Self::default();
        for (span, _) in &page.content {
            for Heard { sound, .. } in heard(page, *span) {
                *counts.sounds.entry(sound).or_default() += 1;
            }
            for figure in figures::of(span.slice(&page.article.text)) {
                *counts.figures.entry(figure).or_default() += 1;
            }
        }
        counts
    }
}

/// A proposal.
#[derive(Debug)]
pub(super) struct Weighed {
    pub(super) total: f32,
    pub(super) score: Score,
    /// Why, in words.
    pub(super) why: String,
    /// The two names of the speaker.
    pub(super) speaker: [Option<Span>; 2],
}

/// One side: the quotation, its page, and what stands in that.
pub(super) struct Side<'s, 'a> {
    pub(super) quote: &'s Quote,
    pub(super) page: &'s Page<'a>,
    pub(super) counts: &'s Counts,
}

/// The same person named by both; `known` tells whether a sound is that of somebody who was read as speaking.
pub(super) fn speaker<'q>(
    a: &'q Quote,
    b: &'q Quote,
    known: impl Fn(&str) -> bool,
) -> Option<(&'q Voice, &'q Voice)> {
    let pairs = a.voices.iter().flat_map(|x| b.voices.iter().map(move |y| (x, y)));
    let alike = pairs.filter(|(x, y)| sound::alike(&x.sound, &y.sound));
    let told = alike.filter(|(x, y)| {
        let (least, most) = (x.sure.min(y.sure), x.sure.max(y.sure));
        most == Sure::Said || least == Sure::Person || known(&x.sound) || known(&y.sound)
    });
    told.max_by_key(|(x, y)| (x.sure.max(y.sure), x.sure.min(y.sure)))
}

/// Weighs two quotations by one speaker; `only` says that neither page has another of his.
pub(super) fn weigh(a: &Side, b: &Side, voices: (&Voice, &Voice), only: bool) -> Option<Weighed> {
    if !times_fit(a, b) {
        return None;
    }
    let (x, y) = (a.quote, b.quote);
    let length = x.weight.min(y.weight) / x.weight.max(y.weight);
    if length < SHORTEST {
        return None;
    }
    let mut reasons = Reasons::default();
    reasons.tell(format!("both name {} beside it", both(&voices.0.name, &voices.1.name)));
    let (figures, lone_figures) = same_figures(a, b, &mut reasons)?;
    let (words, lone_names) = same_words(a, b, &mut reasons)?;
    let profile = profile(x, y);
    let mut total = figures + words;
    let inside = total;
    if only {
        total += 0.3;
        reasons.tell("neither article has another quotation of that speaker".to_owned());
    }
    if length >= LIKE {
        total += 0.3;
        reasons.tell("they are of like length".to_owned());
    }
    if profile.is_some() {
        total += 0.4;
        let sentences = x.sentences.len();
        reasons.tell(format!("their {sentences} sentences are of like lengths one by one"));
    }
    match (x.asks, y.asks) {
        (true, true) => total += 0.2,
        (false, false) => {}
        _ => {
            total -= 0.4;
            reasons.doubt("only one asks something".to_owned());
        }
    }
    total -= 0.25 * lone_figures as f32 + 0.15 * lone_names.min(3) as f32;
    let bare = lone_figures + lone_names == 0 && x.asks == y.asks && x.weight.min(y.weight) >= LONG;
    let told = profile.is_some_and(|least| x.sentences.len() > 2 || least >= TWO_SENTENCES);
    let shape = inside == 0.0 && only && bare && told && length >= LIKE;
    if shape {
        reasons.doubt("no figure and no name inside tells it".to_owned());
    }
    if !shape && (inside < INSIDE || total < ENOUGH) {
        return None;
    }
    let score = if shape { total / (total + 2.0 * HALF) } else { (total / (total + HALF)).min(MOST) };
    Some(Weighed {
        total,
        score: Score::new((score * 1000.0).round() / 1000.0),
        why: reasons.words(),
        speaker: [voices.0.span, voices.1.span],
    })
}

/// Whether the two reports are near each other, and none is of a day before the words were said.
fn times_fit(a: &Side, b: &Side) -> bool {
    let near = a.page.published.zip(b.page.published).is_none_or(|(x, y)| x.since(y).abs() <= DAYS);
    let said = a.quote.said.zip(b.quote.said).is_none_or(|(x, y)| x.since(y).abs() <= 1);
    let after = |said: &Side, printed: &Side| {
        let days = said.quote.said.zip(printed.page.published).map(|(said, printed)| printed.since(said));
        // Clocks of two places differ by a day.
        days.is_none_or(|days| days >= -1)
    };
    near && said && after(a, b) && after(b, a)
}

/// What the figures that both have tell, and how many only one has; `None` where each has one that the other lacks.
fn same_figures(a: &Side, b: &Side, reasons: &mut Reasons) -> Option<(f32, usize)> {
    let (x, y) = (distinct(&a.quote.figures), distinct(&b.quote.figures));
    let lone = |ours: &BTreeMap<&str, u32>, theirs: &BTreeMap<&str, u32>| {
        ours.keys().filter(|figure| !theirs.contains_key(*figure)).count()
    };
    let (ours, theirs) = (lone(&x, &y), lone(&y, &x));
    if ours > 0 && theirs > 0 {
        return None;
    }
    let shared: Vec<&str> = x.keys().copied().filter(|figure| y.contains_key(figure)).collect();
    let told = shared.iter().map(|figure| {
        let known = |side: &Side, own: u32| side.counts.figures.get(*figure).is_some_and(|all| *all > own);
        let elsewhere = known(a, x[figure]) || known(b, y[figure]);
        figures::telling(figure) * if elsewhere { 0.5 } else { 1.0 }
    });
    let told = told.sum();
    if !shared.is_empty() {
        reasons.tell(format!("both give {}", shared.join(", ")));
    }
    if ours + theirs > 0 {
        let lone = x.keys().filter(|f| !y.contains_key(*f)).chain(y.keys().filter(|f| !x.contains_key(*f)));
        let lone: Vec<&str> = lone.copied().collect();
        reasons.doubt(format!("only one gives {}", lone.join(", ")));
    }
    Some((told, ours + theirs))
}

fn distinct(figures: &[String]) -> BTreeMap<&str, u32> {
    figures.chunk_by(|a, b| a == b).map(|run| (run[0].as_str(), run.len() as u32)).collect()
}

/// What the names and loanwords that both have tell, and how many names only one has; `None` where each has a name that
/// the other lacks.
fn same_words(a: &Side, b: &Side, reasons: &mut Reasons) -> Option<(f32, usize)> {
    let (x, y) = (by_sound(&a.quote.words), by_sound(&b.quote.words));
    let (mut names, mut loans) = (Vec::new(), Vec::new());
    let (mut named, mut borrowed) = (0.0, 0.0);
    let mut met: Vec<&str> = Vec::new();
    let mut lone = Vec::new();
    for (sound, (word, count)) in &x {
        let same = y.get_key_value(sound).or_else(|| y.iter().find(|(_, (their, _))| word.is(their)));
        let Some((other, (their, their_count))) = same else {
            lone.extend(word.name.then(|| word.span.slice(&a.page.article.text)));
            continue;
        };
        met.push(other);
        let known =
            |side: &Side, sound: &str, own: u32| side.counts.sounds.get(sound).is_some_and(|all| *all > own);
        let elsewhere = known(a, sound, *count) || known(b, other, *their_count);
        let words = both(word.span.slice(&a.page.article.text), their.span.slice(&b.page.article.text));
        if word.name || their.name {
            named += if elsewhere { 0.4 } else { 1.0 };
            names.push(words);
        } else if sound.len() >= LOANWORD {
            borrowed += if elsewhere { 0.2 } else { 0.4 };
            loans.push(words);
        }
    }
    let theirs = y.iter().filter(|(sound, (word, _))| word.name && !met.contains(*sound));
    let theirs: Vec<&str> = theirs.map(|(_, (word, _))| word.span.slice(&b.page.article.text)).collect();
    if !lone.is_empty() && !theirs.is_empty() {
        return None;
    }
    if !names.is_empty() {
        reasons.tell(format!("both name {} in it", names.join(", ")));
    }
    if !loans.is_empty() {
        reasons.tell(format!("words sound alike: {}", loans.join(", ")));
    }
    lone.extend(theirs);
    if !lone.is_empty() {
        reasons.doubt(format!("only one has {}", lone.join(", ")));
    }
    Some((named + f32::min(borrowed, LOANWORDS), lone.len()))
}

/// Each sound once, with a word that has it, one that is a name where there is one, and how often it comes.
fn by_sound(words: &[Heard]) -> BTreeMap<&str, (&Heard, u32)> {
    let mut sounds: BTreeMap<&str, (&Heard, u32)> = BTreeMap::new();
    for word in words {
        let known = sounds.entry(&word.sound).or_insert((word, 0));
        known.1 += 1;
        if word.name && !known.0.name {
            known.0 = word;
        }
    }
    sounds
}

/// The least share that a sentence has of its fellow's length, where both have the same number of sentences, more than
/// one, and none is much longer than its fellow.
fn profile(a: &Quote, b: &Quote) -> Option<f32> {
    let same = a.sentences.len() == b.sentences.len() && a.sentences.len() > 1;
    let like = a.sentences.iter().zip(&b.sentences).map(|(x, y)| x.min(*y) / x.max(*y));
    let least = like.fold(1.0, f32::min);
    (same && least >= SENTENCE).then_some(least)
}

/// A word as both texts spell it.
fn both(a: &str, b: &str) -> String {
    if a == b { a.to_owned() } else { format!("{a} ({b})") }
}

/// What is told of a proposal.
#[derive(Debug, Default)]
struct Reasons {
    told: Vec<String>,
    doubts: Vec<String>,
}

impl Reasons {
    fn tell(&mut self, reason: String) {
        self.told.push(reason);
    }

    fn doubt(&mut self, doubt: String) {
        self.doubts.push(doubt);
    }

    fn words(&self) -> String {
        let mut words = self.told.join("; ");
        if !self.doubts.is_empty() {
            let _ = write!(words, "; but {}", self.doubts.join(", "));
        }
        words
    }
}
