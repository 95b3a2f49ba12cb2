//! The pages that a stream holds, cut down to what later ones are compared with.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use sayso_news::{ArticleId, Cite};

use crate::beside::Beside;
use crate::copies::{REPRINT, SHORTEST};
use crate::day::{self, Day};
use crate::features::Features;
use crate::shingles::Sketch;

/// One page of the window.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) article: ArticleId,
    /// Its headline, or its first words: what a reason cites.
    pub(crate) headline: Cite,
    pub(crate) published: Option<Day>,
    /// Days that its text names, sorted.
    pub(crate) days: Vec<Day>,
    /// The day by which it grows old: of publication, where that is known and not in the future.
    pub(crate) day: Day,
    /// How many came before it.
    pub(crate) serial: u64,
    pub(crate) features: Features,
    /// Its wording.
    pub(crate) sketch: Sketch,
    /// The page that it reprints, by how many came before that one.
    pub(crate) original: Option<u64>,
    /// Number of its story.
    pub(crate) group: u64,
}

/// Pages by slot; slots of pages that left are used again.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    slots: Vec<Option<Kept>>,
    free: Vec<u32>,
    by_age: BTreeSet<(Day, u64, u32)>,
    by_article: FxHashMap<ArticleId, u32>,
}

impl Shelf {
    pub(crate) fn len(&self) -> usize {
        self.by_age.len()
    }

    pub(crate) fn slot_of(&self, article: ArticleId) -> Option<u32> {
        self.by_article.get(&article).copied()
    }

    pub(crate) fn get(&self, slot: u32) -> Option<&Kept> {
        self.slots.get(slot as usize)?.as_ref()
    }

    pub(crate) fn get_mut(&mut self, slot: u32) -> Option<&mut Kept> {
        self.slots.get_mut(slot as usize)?.as_mut()
    }

    pub(crate) fn put(&mut self, kept: Kept) -> u32 {
        let slot = self.free.pop().unwrap_or(self.slots.len() as u32);
        self.by_age.insert((kept.day, kept.serial, slot));
        self.by_article.insert(kept.article, slot);
        if slot as usize == self.slots.len() {
            self.slots.push(Some(kept));
        } else {
            self.slots[slot as usize] = Some(kept);
        }
        slot
    }

    /// Pages that came before any date was known are of this day.
    pub(crate) fn redate(&mut self, day: Day) {
        self.by_age.clear();
        for (slot, kept) in self.slots.iter_mut().enumerate() {
            if let Some(kept) = kept {
                kept.day = kept.day.max(day);
                self.by_age.insert((kept.day, kept.serial, slot as u32));
            }
        }
    }

    /// Takes out the oldest page, if it is of a day before `first` or if there are more than `most`.
    pub(crate) fn take_old(&mut self, first: Day, most: usize) -> Option<(u32, Kept)> {
        let (day, _, slot) = self.by_age.first().copied()?;
        if day >= first && self.len() <= most {
            return None;
        }
        self.by_age.pop_first();
        let kept = self.slots.get_mut(slot as usize)?.take()?;
        self.by_article.remove(&kept.article);
        self.free.push(slot);
        Some((slot, kept))
    }

    /// What tells how likely a page is of one event with others, among so many; `None` where it is not held.
    pub(crate) fn beside(&self, slot: u32, among: usize) -> Option<Held<'_>> {
        let page = self.get(slot)?;
        Some(Held { shelf: self, page, beside: Beside::new(&page.features), among })
    }
}

/// A held page beside which others are held.
#[derive(Debug)]
pub(crate) struct Held<'s> {
    shelf: &'s Shelf,
    page: &'s Kept,
    beside: Beside<'s>,
    among: usize,
}

impl Held<'_> {
    /// Whether the body of one of both stands in the other's, whole or nearly, and what share of it.
    pub(crate) fn reprints(&self, slot: u32) -> Option<f64> {
        let other = self.shelf.get(slot)?;
        self.page.sketch.share(&other.sketch, SHORTEST).filter(|share| *share >= REPRINT)
    }

    /// How likely both pages are of one event.
    pub(crate) fn likelihood(&self, slot: u32) -> f32 {
        let Some(other) = self.shelf.get(slot) else { return 0.0 };
        let gap = day::gap((self.page.published, &self.page.days), (other.published, &other.days));
        self.beside.evidence(&other.features, gap).likelihood(self.among)
    }
}
