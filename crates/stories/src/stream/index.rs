//! Which held pages share telling features with a new one: lists by feature, in the order of days.

use rustc_hash::FxHashMap;

use crate::day::Day;
use crate::features::{Features, View};
use crate::vector::{self, Parts, Short};

/// Features of a page that go into the index, of each view.
const HEAVIEST: usize = 24;

/// In a long list, a page meets this many before it and as many behind it.
const CROWD: usize = 20;

/// Pages in a list; of a longer one, the oldest are let go.
const LONGEST: usize = 1024;

/// Candidates that a page is compared with.
const KEPT: usize = 60;

/// Shared weight under which two pages are not worth comparing.
const FAINT: f32 = 0.03;

#[derive(Debug, Clone, Copy)]
struct Entry {
    day: Day,
    slot: u32,
    weight: f32,
}

/// The lists.
#[derive(Debug, Default)]
pub(crate) struct Index {
    lists: [FxHashMap<Short, Vec<Entry>>; 4],
    /// By slot; all 0 between two calls.
    scores: Vec<f32>,
}

const VIEWS: [View; 4] = [View::Words, View::Names, View::Title, View::Sounds];

/// The features by which a page is found, view by view.
pub(crate) fn telling(features: &Features) -> [Parts; 4] {
    VIEWS.map(|view| vector::heaviest(features.view(view), HEAVIEST))
}

impl Index {
    /// The pages that share most with one of that day, by falling weight, then by slot.
    pub(crate) fn nearest(&mut self, telling: &[Parts; 4], day: Day) -> Vec<u32> {
        let mut touched: Vec<u32> = Vec::new();
        for (lists, features) in self.lists.iter().zip(telling) {
            for (feature, weight) in features {
                let Some(list) = lists.get(feature) else { continue };
                let at = if list.len() > CROWD { list.partition_point(|entry| entry.day <= day) } else { 0 };
                let near = at.saturating_sub(CROWD)..list.len().min(at + CROWD);
                for entry in &list[near] {
                    let score = &mut self.scores[entry.slot as usize];
                    if *score == 0.0 {
                        touched.push(entry.slot);
                    }
                    *score += weight * entry.weight;
                }
            }
        }
        let mut found: Vec<(f32, u32)> = touched
            .into_iter()
            .map(|slot| (std::mem::take(&mut self.scores[slot as usize]), slot))
            .filter(|(score, _)| *score >= FAINT)
            .collect();
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > KEPT {
            found.select_nth_unstable_by(KEPT, order);
            found.truncate(KEPT);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(_, slot)| slot).collect()
    }

    pub(crate) fn add(&mut self, slot: u32, day: Day, telling: &[Parts; 4]) {
        if self.scores.len() <= slot as usize {
            self.scores.resize(slot as usize + 1, 0.0);
        }
        for (lists, features) in self.lists.iter_mut().zip(telling) {
            for (feature, weight) in features {
                let list = lists.entry(*feature).or_default();
                let at = list.partition_point(|entry| entry.day <= day);
                list.insert(at, Entry { day, slot, weight: *weight });
                if list.len() > LONGEST {
                    list.remove(0);
                }
            }
        }
    }

    pub(crate) fn remove(&mut self, slot: u32, telling: &[Parts; 4]) {
        for (lists, features) in self.lists.iter_mut().zip(telling) {
            for (feature, _) in features {
                let Some(list) = lists.get_mut(feature) else { continue };
                if let Some(at) = list.iter().position(|entry| entry.slot == slot) {
                    list.remove(at);
                }
                if list.is_empty() {
                    lists.remove(feature);
                } else if list.capacity() > 4 * list.len() {
                    list.shrink_to_fit();
                }
            }
        }
    }
}
