//! The lexicon's cues, channels and hedges, laid out for looking up; built once.

use rustc_hash::FxHashMap;
use sayso_lexicon::{ChannelClass, Cue, CueClass, Hedge, Lexicon, Medium, Polarity};

/// What finding attributions looks up.
#[derive(Debug, Clone)]
pub(crate) struct AttributionRules {
    /// Cues by their class and first word.
    cues: [Phrases<&'static Cue>; 4],
    /// Channels by their class: nouns in lower case, names as they are written.
    channels: [Phrases<Medium>; 3],
    hedges: Phrases<&'static Hedge>,
    /// Denials by first word: what follows it.
    denials: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    /// What something is called that is held not to be so.
    untrue: Phrases<()>,
}

/// A match and how many tokens it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match<T> {
    pub(crate) value: T,
    pub(crate) len: usize,
}

/// Entries of one or more words, by their first word; those with the most words first.
#[derive(Debug, Clone)]
struct Phrases<T>(FxHashMap<&'static str, Vec<Phrase<T>>>);

/// What stands behind the first word of an entry.
#[derive(Debug, Clone)]
struct Phrase<T> {
    rest: Vec<&'static str>,
    value: T,
}

impl<T: Copy> Phrases<T> {
    fn new() -> Self {
        Self(FxHashMap::default())
    }

    fn put(&mut self, words: &'static str, value: T) {
        let mut parts = words.split(' ');
        let phrases = self.0.entry(parts.next().unwrap_or_default()).or_default();
        let rest: Vec<_> = parts.collect();
        let place = phrases.partition_point(|p| p.rest.len() >= rest.len());
        phrases.insert(place, Phrase { rest, value });
    }

    /// The longest entry that begins with `first`; `is(n, word)` tells whether the nth word after it is `word`.
    fn find(&self, first: &str, is: impl Fn(usize, &str) -> bool) -> Option<Match<T>> {
        self.0
            .get(first)?
            .iter()
            .find(|p| p.rest.iter().enumerate().all(|(i, word)| is(i + 1, word)))
            .map(|p| Match { value: p.value, len: p.rest.len() + 1 })
    }
}

impl AttributionRules {
    /// Lays out the tables of a language.
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        let mut rules = Self {
            cues: [Phrases::new(), Phrases::new(), Phrases::new(), Phrases::new()],
            channels: [Phrases::new(), Phrases::new(), Phrases::new()],
            hedges: Phrases::new(),
            denials: FxHashMap::default(),
            untrue: Phrases::new(),
        };
        for cue in &lexicon.cues {
            rules.cues[cue.class as usize].put(cue.words, cue);
        }
        for channel in &lexicon.channels {
            rules.channels[channel.class as usize].put(channel.words, channel.medium);
        }
        for hedge in &lexicon.hedges {
            rules.hedges.put(hedge.words, hedge);
        }
        for denial in &lexicon.denials {
            if let Some((first, rest)) = denial.words.split_first() {
                rules.denials.entry(first).or_default().push(rest.to_vec());
            }
        }
        for word in lexicon.polarity.iter().filter(|w| w.sense == Polarity::Untrue) {
            rules.untrue.put(word.words, ());
        }
        rules
    }

    /// The cue of a class that begins with `first`.
    pub(crate) fn cue(
        &self,
        class: CueClass,
        first: &str,
        is: impl Fn(usize, &str) -> bool,
    ) -> Option<Match<&'static Cue>> {
        self.cues[class as usize].find(first, is)
    }

    /// The channel of a class that begins with `first`.
    pub(super) fn channel(
        &self,
        class: ChannelClass,
        first: &str,
        is: impl Fn(usize, &str) -> bool,
    ) -> Option<Match<Medium>> {
        self.channels[class as usize].find(first, is)
    }

    /// The hedge that begins with `first`.
    pub(super) fn hedge(
        &self,
        first: &str,
        is: impl Fn(usize, &str) -> bool,
    ) -> Option<Match<&'static Hedge>> {
        self.hedges.find(first, is)
    }

    /// How many words that begin with `first` say that something is not so: "baseless", "a lie".
    pub(super) fn untrue(&self, first: &str, is: impl Fn(usize, &str) -> bool) -> Option<usize> {
        self.untrue.find(first, is).map(|found| found.len)
    }

    /// What can follow the first word of a denial.
    pub(super) fn denials(&self, first: &str) -> &[Vec<&'static str>] {
        self.denials.get(first).map_or(&[], Vec::as_slice)
    }
}
