//! How common a word is in news at large: what the few pages at hand cannot tell.

use rustc_hash::FxHashMap;
use sayso_lexicon::{ConceptKind, Lexicon};

use crate::hash;
use crate::stem::stem;
use crate::vector::Feature;

/// Share of articles that have a word nobody listed.
const UNLISTED: f32 = 0.004;

/// Share of articles that have a name nobody listed.
const UNLISTED_NAME: f32 = 0.0015;

/// Shares of articles by band; band 0 tells nothing and is left out.
const BANDS: [f32; 4] = [1.0, 0.2, 0.07, 0.025];

/// The background that words are weighed against.
#[derive(Debug)]
pub(crate) struct Prior {
    words: FxHashMap<Feature, Known>,
}

/// What the tables tell of a word.
#[derive(Debug, Default)]
struct Known {
    band: Option<u8>,
    /// The kinds of event that it speaks of.
    concepts: Vec<Feature>,
}

impl Prior {
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        let mut words: FxHashMap<Feature, Known> = FxHashMap::default();
        for entry in &lexicon.prevalence {
            // Words of one family share a form; the commonest decides.
            let band = &mut words.entry(hash::of(&stem(entry.word))).or_default().band;
            *band = Some(band.map_or(entry.band, |band| entry.band.min(band)));
        }
        for concept in lexicon.concepts.iter().filter(|c| c.kind == ConceptKind::Event) {
            for word in concept.words.iter().filter(|w| !w.contains(' ')) {
                let known = &mut words.entry(hash::of(&stem(word))).or_default().concepts;
                let name = hash::chain(CONCEPT, hash::of(concept.name));
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        Self { words }
    }

    /// Share of articles with this word (stemmed and hashed), `None` for one that tells nothing; and what kinds of event
    /// the word speaks of.
    pub(crate) fn word(&self, word: Feature) -> (Option<f32>, &[Feature]) {
        let known = self.words.get(&word);
        let share = match known.and_then(|known| known.band) {
            Some(0) => None,
            Some(band) => BANDS.get(usize::from(band)).copied(),
            None => Some(UNLISTED),
        };
        (share, known.map_or(&[], |known| known.concepts.as_slice()))
    }

    /// Share of articles with this word of a name.
    pub(crate) fn name(&self, word: Feature) -> Option<f32> {
        match self.words.get(&word).and_then(|known| known.band) {
            Some(0) => None,
            Some(band) => BANDS.get(usize::from(band)).map(|share| share / 2.0),
            None => Some(UNLISTED_NAME),
        }
    }

    /// Share of articles with a whole name of several words that no table knows.
    pub(crate) const FULL_NAME: f32 = UNLISTED_NAME;

    /// Share of articles with a place or group that the tables know.
    pub(crate) const LISTED: f32 = 0.005;

    /// Share of articles that name a given well-known body, seat of power or capital.
    pub(crate) const KNOWN: f32 = 0.02;

    /// Share of articles that name a given head of state or government.
    pub(crate) const RULER: f32 = 0.02;

    /// Share of articles that name a given agency, paper or network.
    pub(crate) const OUTLET: f32 = 0.03;

    /// Share of articles that name a given state.
    pub(crate) const STATE: f32 = 0.04;

    /// Share of articles with a certain sound among their names.
    pub(crate) const SOUND: f32 = 0.004;

    /// Shares of articles that give a certain figure of one digit, of two, of three and more.
    pub(crate) const FIGURES: [f32; 3] = [0.1, 0.03, 0.005];

    /// Share of articles that name a certain day.
    pub(crate) const DAY: f32 = 0.01;

    /// Share of articles that speak of a given kind of event.
    pub(crate) const EVENT: f32 = 0.12;
}

/// Keeps the features of concepts apart from those of words.
const CONCEPT: u64 = 0x636F_6E63_6570_7473;
