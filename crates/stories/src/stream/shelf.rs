//! The pages that a stream holds, cut down to what later ones are compared with.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use sayso_news::{ArticleId, Cite};

use crate::day::{self, Day};
use crate::features::Features;
use crate::pair::Evidence;

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

    /// How likely two pages are of one event, among so many.
    pub(crate) fn likelihood(&self, a: u32, b: u32, among: usize) -> f32 {
        let (Some(x), Some(y)) = (self.get(a), self.get(b)) else { return 0.0 };
        let gap = day::gap((x.published, &x.days), (y.published, &y.days));
        Evidence::between(&x.features, &y.features, gap).likelihood(among)
    }
}
