//! How common a word is in news at large: what the few pages at hand cannot tell.

use rustc_hash::FxHashMap;
use sayso_lexicon::Lexicon;

/// Share of articles that have a word nobody listed.
const UNLISTED: f32 = 0.004;

/// Share of articles that have a name nobody listed.
const UNLISTED_NAME: f32 = 0.0015;

/// Shares of articles by band; band 0 tells nothing and is left out.
const BANDS: [f32; 4] = [1.0, 0.2, 0.07, 0.025];

/// The background that words are weighed against.
#[derive(Debug)]
pub(crate) struct Prior {
    bands: FxHashMap<String, u8>,
}

impl Prior {
    pub(crate) fn new(_lexicon: &'static Lexicon) -> Self {
        Self { bands: FxHashMap::default() }
    }

    /// Share of articles with this word (stemmed); `None` for one that tells nothing.
    pub(crate) fn word(&self, stem: &str) -> Option<f32> {
        match self.bands.get(stem) {
            Some(0) => None,
            Some(band) => BANDS.get(usize::from(*band)).copied(),
            None if stem.len() < 2 => None,
            None => Some(UNLISTED),
        }
    }

    /// Share of articles with this word of a name.
    pub(crate) fn name(&self, stem: &str) -> Option<f32> {
        match self.bands.get(stem) {
            Some(0) => None,
            Some(band) => BANDS.get(usize::from(*band)).map(|share| share / 2.0),
            None if stem.len() < 2 => None,
            None => Some(UNLISTED_NAME),
        }
    }

    /// Share of articles with a whole name of several words.
    #[expect(clippy::unused_self, reason = "a background of its own may come with a language")]
    pub(crate) const fn full_name(&self) -> f32 {
        UNLISTED_NAME
    }

    /// Share of articles that name a given state.
    #[expect(clippy::unused_self, reason = "a background of its own may come with a language")]
    pub(crate) const fn state(&self) -> f32 {
        0.04
    }
}
