//! Pairs of pages worth comparing: those that share some of their heaviest features. Never all pairs.

use crate::features::{Features, View};
use crate::page::Page;
use crate::spread::{self, Spread};
use crate::vector::{self, Short};

/// Features of a page that go into the index.
const HEAVIEST: usize = 40;

/// Pages of one feature that are all compared; in a longer list, ordered by day, each meets this many after it.
const CROWD: usize = 60;

/// Candidates that one page keeps.
const KEPT: usize = 60;

/// The view in which only pages of two languages meet.
const SOUNDS: usize = 3;

/// Pages by feature, for one view of them.
struct Lists {
    /// Page and weight, sorted by feature, then by day.
    entries: Vec<(u32, f32)>,
    /// For each page its places in the lists, by feature: the place, and the bounds of its list.
    places: Vec<Vec<(u32, u32, u32)>>,
}

/// Pages that one hand takes at a time: its table of scores is made once for all of them.
const SHEAF: usize = 512;

/// Pairs, the smaller index first, sorted. What is held at a time are the lists and the scores of one page a hand.
pub(crate) fn pairs(pages: &[Page], features: &[Features], spread: &dyn Spread) -> Vec<(u32, u32)> {
    let first = features.first().map(|features| features.tongue);
    let tongues = first.is_some_and(|first| features.iter().any(|features| features.tongue != first));
    let views = [View::Words, View::Names, View::Title, View::Sounds];
    // Sounds bring only pages of two languages together.
    let views = &views[..if tongues { 4 } else { 3 }];
    let lists: Vec<Lists> = views.iter().map(|view| Lists::of(pages, features, *view)).collect();
    let foreign = |a: u32, b: u32| features[a as usize].tongue.is_foreign_to(features[b as usize].tongue);
    let mut pairs = spread::portions(spread, pages.len(), SHEAF, |sheaf| {
        let mut scores = vec![0.0_f32; pages.len()];
        let mut pairs = Vec::new();
        for page in sheaf.map(|page| page as u32) {
            let best = best(&lists, page, &foreign, &mut scores);
            pairs.extend(best.into_iter().map(|other| (page.min(other), page.max(other))));
        }
        pairs
    });
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The pages that share most with one; `scores` are all 0 before and after.
fn best(lists: &[Lists], page: u32, foreign: &dyn Fn(u32, u32) -> bool, scores: &mut [f32]) -> Vec<u32> {
    let mut touched: Vec<u32> = Vec::new();
    for (view, lists) in lists.iter().enumerate() {
        for (place, start, end) in &lists.places[page as usize] {
            let (place, start, end) = (*place as usize, *start as usize, *end as usize);
            let weight = lists.entries[place].1;
            let before = place.saturating_sub(CROWD).max(start)..place;
            let behind = place + 1..(place + 1 + CROWD).min(end);
            for (other, q) in before.chain(behind).map(|at| lists.entries[at]) {
                if view == SOUNDS && !foreign(page, other) {
                    continue;
                }
                let score = &mut scores[other as usize];
                if *score == 0.0 {
                    touched.push(other);
                }
                *score += weight * q;
            }
        }
    }
    let mut others: Vec<(f32, u32)> =
        touched.into_iter().map(|other| (std::mem::take(&mut scores[other as usize]), other)).collect();
    if others.len() > KEPT {
        others.select_nth_unstable_by(KEPT, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        others.truncate(KEPT);
    }
    others.into_iter().map(|(_, other)| other).collect()
}

impl Lists {
    fn of(pages: &[Page], features: &[Features], view: View) -> Self {
        let mut postings: Vec<(Short, u32, f32)> = Vec::new();
        for (page, features) in features.iter().enumerate() {
            let heaviest = vector::heaviest(features.view(view), HEAVIEST);
            postings.extend(heaviest.into_iter().map(|(feature, weight)| (feature, page as u32, weight)));
        }
        let day = |page: u32| (pages[page as usize].published, page);
        postings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| day(a.1).cmp(&day(b.1))));
        let mut places: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); pages.len()];
        let mut start = 0;
        for list in postings.chunk_by(|a, b| a.0 == b.0) {
            let end = start + list.len();
            // A feature that one page has alone brings no two together.
            if list.len() > 1 {
                for (i, (_, page, _)) in list.iter().enumerate() {
                    places[*page as usize].push(((start + i) as u32, start as u32, end as u32));
                }
            }
            start = end;
        }
        Self { entries: postings.into_iter().map(|(_, page, weight)| (page, weight)).collect(), places }
    }
}
