//! How likely two pages report one event.

use crate::features::Features;
use crate::page::Page;

/// What speaks for and against two pages reporting one event; each weighs as [`Weights`] says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evidence {
    /// Likeness of all words.
    pub(crate) words: f32,
    /// Likeness of names.
    pub(crate) names: f32,
    /// Likeness of headlines and first paragraphs.
    pub(crate) lead: f32,
    /// Days between the publications, where both are known.
    pub(crate) gap: Option<i32>,
}

impl Evidence {
    pub(crate) fn of(pages: &[Page], features: &[Features], a: usize, b: usize) -> Self {
        let (x, y) = (&features[a], &features[b]);
        let gap = pages[a].published.zip(pages[b].published).map(|(p, q)| p.since(q).abs());
        Self { words: x.words.dot(&y.words), names: x.names.dot(&y.names), lead: x.title.dot(&y.title), gap }
    }

    /// The likelihood, 0 to 1.
    pub(crate) fn likelihood(&self) -> f32 {
        let w = WEIGHTS;
        let apart = self.gap.map_or(0.0, |days| {
            let weeks = (days - NEAR).max(0) as f32 / 7.0;
            w.apart * weeks.min(4.0) + if days <= NEAR { w.near } else { 0.0 }
        });
        let sum = w.base + w.words * self.words + w.names * self.names + w.lead * self.lead + apart;
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// Days within which reports of one event mostly come.
const NEAR: i32 = 2;

/// Weights of the logistic function over the evidence.
struct Weights {
    base: f32,
    words: f32,
    names: f32,
    lead: f32,
    near: f32,
    apart: f32,
}

/// Set by hand and checked on the invented samples; see `docs` of the model card for what they reach.
const WEIGHTS: Weights = Weights { base: -4.0, words: 7.0, names: 5.0, lead: 4.0, near: 0.3, apart: -1.0 };
