//! Pairs of pages worth comparing: those that share some of their heaviest features. Never all pairs.

use crate::features::{Features, View};
use crate::page::Page;
use crate::vector::{self, Short};
use sayso_news::spread::{self, Spread};

/// Features of a page that go into the index.
const HEAVIEST: usize = 40;

/// Pages of one feature that are all compared; in a longer list, ordered by day, each meets this many after it.
const CROWD: usize = 60;

/// Candidates that one page keeps.
const KEPT: usize = 60;

/// Candidates that it keeps however little they share.
const FEW: usize = 20;

/// Shared weight from which it keeps more than a few.
const ENOUGH: f32 = 0.1;

/// The view in which only pages of two languages meet.
const SOUNDS: usize = 3;

/// Pages by feature, for one view of them. A page is told by its place in the order of days.
struct Lists {
    /// Page and weight, sorted by feature, then by day.
    entries: Vec<(u32, f32)>,
    /// Where the places of each page begin, and where the last ones end.
    starts: Vec<u32>,
    /// The places of all pages, page by page.
    places: Vec<(u32, u32, u32)>,
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
    // Pages by day: so the places of a list that lie together are pages that lie together.
    let mut order: Vec<u32> = (0..pages.len() as u32).collect();
    order.sort_unstable_by_key(|page| (pages[*page as usize].published, *page));
    let lists: Vec<Lists> = views.iter().map(|view| Lists::of_view(&order, features, *view)).collect();
    let page = |place: u32| order[place as usize];
    let tongue = |place: u32| features[page(place) as usize].tongue;
    let foreign = |a: u32, b: u32| tongue(a).is_foreign_to(tongue(b));
    let mut pairs = spread::portions(spread, pages.len(), SHEAF, |sheaf| {
        let mut scores = vec![0.0_f32; pages.len()];
        let mut pairs = Vec::new();
        for place in sheaf.map(|place| place as u32) {
            let best = best(&lists, place, &page, &foreign, &mut scores);
            let ours = page(place);
            pairs.extend(best.map(page).map(|theirs| (ours.min(theirs), ours.max(theirs))));
        }
        pairs
    });
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The pages that share most with one, all by their places in the order of days; `scores` are all 0 before and after.
fn best(
    lists: &[Lists],
    place: u32,
    page: &dyn Fn(u32) -> u32,
    foreign: &dyn Fn(u32, u32) -> bool,
    scores: &mut [f32],
) -> impl Iterator<Item = u32> + use<> {
    let mut touched: Vec<u32> = Vec::new();
    for (view, lists) in lists.iter().enumerate() {
        for (at, start, end) in lists.of(place) {
            let (at, start, end) = (*at as usize, *start as usize, *end as usize);
            let weight = lists.entries[at].1;
            let before = at.saturating_sub(CROWD).max(start)..at;
            let behind = at + 1..(at + 1 + CROWD).min(end);
            for (other, q) in lists.entries[before].iter().chain(&lists.entries[behind]) {
                if view == SOUNDS && !foreign(place, *other) {
                    continue;
                }
                let score = &mut scores[*other as usize];
                if *score == 0.0 {
                    touched.push(*other);
                }
                *score += weight * q;
            }
        }
    }
    let mut others: Vec<(f32, u32)> =
        touched.into_iter().map(|other| (std::mem::take(&mut scores[other as usize]), other)).collect();
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then_with(|| page(a.1).cmp(&page(b.1)));
    if others.len() > KEPT {
        others.select_nth_unstable_by(KEPT, order);
        others.truncate(KEPT);
    }
    if others.len() > FEW {
        others.select_nth_unstable_by(FEW, order);
        let rest = others.split_off(FEW);
        others.extend(rest.into_iter().filter(|(score, _)| *score >= ENOUGH));
    }
    others.into_iter().map(|(_, other)| other)
}

impl Lists {
    /// `order` has the pages by day.
    fn of_view(order: &[u32], features: &[Features], view: View) -> Self {
        let mut postings: Vec<(u64, f32)> = Vec::new();
        for (place, page) in order.iter().enumerate() {
            let heaviest = vector::heaviest(features[*page as usize].view(view), HEAVIEST);
            let key = |feature: Short| u64::from(feature.bits()) << 32 | place as u64;
            postings.extend(heaviest.into_iter().map(|(feature, weight)| (key(feature), weight)));
        }
        postings.sort_unstable_by_key(|(key, _)| *key);
        // A feature that one page has alone brings no two together.
        let lists = || postings.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32);
        let mut starts = vec![0_u32; order.len() + 1];
        for (key, _) in lists().filter(|list| list.len() > 1).flatten() {
            starts[*key as u32 as usize + 1] += 1;
        }
        for place in 0..order.len() {
            starts[place + 1] += starts[place];
        }
        let mut filled = starts.clone();
        let mut places = vec![(0, 0, 0); starts[order.len()] as usize];
        let mut start = 0;
        for list in lists() {
            let end = start + list.len() as u32;
            for (at, (key, _)) in (start..).zip(list).filter(|_| list.len() > 1) {
                let slot = &mut filled[*key as u32 as usize];
                places[*slot as usize] = (at, start, end);
                *slot += 1;
            }
            start = end;
        }
        Self {
            entries: postings.iter().map(|(key, weight)| (*key as u32, *weight)).collect(),
            starts,
            places,
        }
    }

    /// Where a page stands in the lists, by feature: its place, and the bounds of its list.
    fn of(&self, place: u32) -> &[(u32, u32, u32)] {
        &self.places[self.starts[place as usize] as usize..self.starts[place as usize + 1] as usize]
    }
}
