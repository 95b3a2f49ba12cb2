//! Pairs of pages worth comparing: those that share some of their heaviest features. Never all pairs.

use rustc_hash::FxHashMap;

use crate::features::Features;
use crate::page::Page;
use crate::vector::{Feature, Vector};

/// Features of a page that go into the index.
const HEAVIEST: usize = 40;

/// Pages of one feature that are all compared; in a longer list, ordered by day, each meets this many after it.
const CROWD: usize = 60;

/// Candidates that one page keeps.
const KEPT: usize = 60;

/// Pairs, the smaller index first, sorted.
pub(crate) fn pairs(pages: &[Page], features: &[Features]) -> Vec<(u32, u32)> {
    let mut scores: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    let foreign = |a: u32, b: u32| features[a as usize].tongue.is_foreign_to(features[b as usize].tongue);
    let one = |feature: fn(&Features) -> &Vector| (feature, false);
    let views = [one(|f| &f.words), one(|f| &f.names), one(|f| &f.title), (|f| &f.sounds, true)];
    let first = features.first().map(|features| features.tongue);
    let tongues = first.is_some_and(|first| features.iter().any(|features| features.tongue != first));
    for (view, abroad) in views.into_iter().filter(|(_, abroad)| tongues || !abroad) {
        let meet = |a: u32, b: u32| !abroad || foreign(a, b);
        let mut postings: Vec<(Feature, u32, f32)> = Vec::new();
        for (page, features) in features.iter().enumerate() {
            let heaviest = view(features).heaviest(HEAVIEST);
            postings.extend(heaviest.into_iter().map(|(feature, weight)| (feature, page as u32, weight)));
        }
        let day = |page: u32| (pages[page as usize].published, page);
        postings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| day(a.1).cmp(&day(b.1))));
        for list in postings.chunk_by(|a, b| a.0 == b.0) {
            for (i, (_, a, p)) in list.iter().enumerate() {
                for (_, b, q) in list[i + 1..].iter().take(CROWD).filter(|(_, b, _)| meet(*a, *b)) {
                    *scores.entry((*a.min(b), *a.max(b))).or_default() += p * q;
                }
            }
        }
    }
    keep_best(scores, features.len())
}

/// The pairs that are among the best of either page.
fn keep_best(scores: FxHashMap<(u32, u32), f32>, pages: usize) -> Vec<(u32, u32)> {
    let mut of_page: Vec<Vec<(f32, u32)>> = vec![Vec::new(); pages];
    let mut scores: Vec<_> = scores.into_iter().collect();
    scores.sort_unstable_by_key(|(pair, _)| *pair);
    for ((a, b), score) in scores {
        of_page[a as usize].push((score, b));
        of_page[b as usize].push((score, a));
    }
    let mut pairs = Vec::new();
    for (page, mut others) in of_page.into_iter().enumerate() {
        let page = page as u32;
        others.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        others.truncate(KEPT);
        pairs.extend(others.into_iter().map(|(_, other)| (page.min(other), page.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
