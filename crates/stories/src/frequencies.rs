//! How many pages have a feature: filled from all pages for a batch, kept running for a stream.

use rustc_hash::FxHashMap;

use crate::vector::Feature;

/// How many pages' worth of evidence the prior is.
const PRIOR_PAGES: f32 = 300.0;

/// How many pages there are, and how many have each feature.
#[derive(Debug, Default)]
pub(crate) struct Frequencies {
    have: FxHashMap<Feature, u32>,
    pages: u32,
}

impl Frequencies {
    /// One page more, with these features, each of them once.
    pub(crate) fn add(&mut self, features: impl Iterator<Item = Feature>) {
        self.pages += 1;
        for feature in features {
            *self.have.entry(feature).or_default() += 1;
        }
    }

    /// Pages so far.
    pub(crate) const fn pages(&self) -> u32 {
        self.pages
    }

    /// Forgets features that only one page had, then that only two had, until no more than so many are left: what is so
    /// rare tells as much as what is new.
    pub(crate) fn forget(&mut self, most: usize) {
        let mut rare = 1;
        while self.have.len() > most {
            self.have.retain(|_, have| *have > rare);
            rare *= 2;
        }
    }

    /// How much a feature tells that so large a share of articles has in news at large.
    pub(crate) fn idf(&self, feature: Feature, prior: f32) -> f32 {
        let n = self.have.get(&feature).copied().unwrap_or(0) as f32;
        let share = (PRIOR_PAGES * prior + n) / (PRIOR_PAGES + self.pages as f32);
        -libm::logf(share.min(1.0))
    }
}
