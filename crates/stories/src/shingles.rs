//! Runs of five words, the unit in which wordings are compared, and the index that finds pages sharing them.

use rustc_hash::FxHashMap;

use crate::hash;
use crate::page::{Page, Word};
use sayso_news::spread::{self, Spread};

/// Words in a shingle.
pub(crate) const WIDTH: usize = 5;

/// One shingle in this many goes into the index. Sampling by hash keeps the share of common shingles, so containment
/// can be told from the sample; `MinHash` with bands would miss a short reprint inside a long page, whose Jaccard
/// similarity is low.
const SAMPLE: u64 = 4;

/// Shingles up to which a page is indexed whole: of a shorter one, chance would decide whether it is seen at all.
const WHOLE: usize = 64;

/// In the list of one shingle, each page meets the first and this many before it.
const CROWD: usize = 16;

/// Pages that one page is compared with in full: those that share most.
const KEPT: usize = 64;

/// Sampled shingles that two pages share before they are compared in full.
const WORTH_A_LOOK: u32 = 3;

/// The shingles of a body, by place.
pub(crate) fn shingles(words: &[Word]) -> impl Iterator<Item = u64> {
    words.windows(WIDTH).map(|run| run.iter().fold(0, |state, word| hash::chain(state, word.hash)))
}

/// The distinct shingles of each page, sorted.
pub(crate) fn sets(pages: &[Page], spread: &dyn Spread) -> Vec<Vec<u64>> {
    spread::map(spread, pages.len(), |page| {
        let mut set: Vec<u64> = shingles(&pages[page].words).collect();
        set.sort_unstable();
        set.dedup();
        set
    })
}

/// Pages of one and the same wording stand as one: the group's first in `rank` for each page.
pub(crate) fn folded(sets: &[Vec<u64>], rank: &[u32]) -> Vec<u32> {
    let mut first: FxHashMap<&[u64], u32> = FxHashMap::default();
    for (page, set) in sets.iter().enumerate() {
        let known = first.entry(set).or_insert(page as u32);
        if rank[page] < rank[*known as usize] {
            *known = page as u32;
        }
    }
    // A page without wording is like no other.
    let of =
        |(page, set): (usize, &Vec<u64>)| if set.is_empty() { page as u32 } else { first[set.as_slice()] };
    sets.iter().enumerate().map(of).collect()
}

/// Pairs of pages that share enough wording to be compared in full, the earlier in `rank` first; pages that are
/// folded into another are left out. The time is that of sorting the sample, and what is held besides the sample
/// grows with the pages alone, however many of them share a phrase.
pub(crate) fn pairs(sets: &[Vec<u64>], rank: &[u32], folded: &[u32]) -> Vec<(u32, u32)> {
    let sampled = |page: usize| {
        let set = if folded[page] == page as u32 { sets[page].as_slice() } else { &[] };
        let whole = set.len() <= WHOLE;
        set.iter().copied().filter(move |s| whole || is_sampled(*s))
    };
    let mut order: Vec<u32> = (0..sets.len() as u32).collect();
    order.sort_unstable_by_key(|page| rank[*page as usize]);
    // The list of a shingle: its first page, and the last ones that had it.
    let mut lists: Vec<(u64, u32)> = Vec::new();
    for (place, page) in order.iter().enumerate() {
        lists.extend(sampled(*page as usize).map(|s| (s, place as u32)));
    }
    lists.sort_unstable();
    // Where the shingles of each page stand in the lists, page by page.
    let mut starts = vec![0_u32; order.len() + 1];
    for (_, place) in &lists {
        starts[*place as usize + 1] += 1;
    }
    for i in 0..order.len() {
        starts[i + 1] += starts[i];
    }
    let mut filled = starts.clone();
    let mut entries = vec![(0_u32, 0_u32); lists.len()];
    let mut at = 0;
    for list in lists.chunk_by(|a, b| a.0 == b.0) {
        for (i, (_, place)) in list.iter().enumerate() {
            let slot = &mut filled[*place as usize];
            entries[*slot as usize] = (at as u32, i as u32);
            *slot += 1;
        }
        at += list.len();
    }
    let mut found = Vec::new();
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for place in 0..order.len() {
        for (start, i) in &entries[starts[place] as usize..starts[place + 1] as usize] {
            let (start, i) = (*start as usize, *i as usize);
            let near = i.saturating_sub(CROWD)..i;
            let first = if near.start > 0 { 0..1 } else { 0..0 };
            for other in first.chain(near) {
                *shared.entry(lists[start + other].1).or_default() += 1;
            }
        }
        let worth = WORTH_A_LOOK.min(starts[place + 1] - starts[place]);
        let mut others: Vec<(u32, u32)> =
            shared.drain().filter(|(_, n)| *n >= worth).map(|(other, n)| (n, other)).collect();
        others.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        others.truncate(KEPT);
        found.extend(others.into_iter().map(|(_, other)| (order[other as usize], order[place])));
    }
    found
}

/// A body's wording cut down to what tells a reprint: a sample of its shingles, or all of them where there are few.
#[derive(Debug)]
pub(crate) struct Sketch {
    /// Half of each hash, sorted.
    shingles: Box<[u32]>,
    whole: bool,
}

impl Sketch {
    pub(crate) fn of(words: &[Word]) -> Self {
        let whole = words.len() < WHOLE + WIDTH;
        let mut sample: Vec<u32> = shingles(words)
            .filter(|shingle| whole || is_sampled(*shingle))
            .map(|shingle| shingle as u32)
            .collect();
        sample.sort_unstable();
        sample.dedup();
        Self { shingles: sample.into_boxed_slice(), whole }
    }

    /// Share of the shorter body's shingles that stand in the other, told from what both have a sample of; `None` where
    /// the shorter has fewer shingles than these.
    pub(crate) fn share(&self, other: &Self, fewest: usize) -> Option<f64> {
        if self.whole && other.whole {
            let shorter = self.shingles.len().min(other.shingles.len());
            return (shorter >= fewest)
                .then(|| common(&self.shingles, &other.shingles) as f64 / shorter as f64);
        }
        let sample = |sketch: &Self| -> Vec<u32> {
            sketch.shingles.iter().copied().filter(|shingle| is_sampled(u64::from(*shingle))).collect()
        };
        let (ours, theirs) = (sample(self), sample(other));
        let shorter = ours.len().min(theirs.len());
        (shorter * SAMPLE as usize >= fewest).then(|| common(&ours, &theirs) as f64 / shorter as f64)
    }
}

const fn is_sampled(shingle: u64) -> bool {
    shingle.is_multiple_of(SAMPLE)
}

/// How many members two sorted sets share.
pub(crate) fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        shared += usize::from(x == y);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(hashes: std::ops::Range<u64>) -> Vec<Word> {
        hashes.map(|n| Word { hash: hash::mix(n), span: sayso_text::Span::default() }).collect()
    }

    #[test]
    fn a_sketch_tells_a_reprint_whatever_the_lengths() {
        let share = |ours: std::ops::Range<u64>, theirs: std::ops::Range<u64>| {
            Sketch::of(&words(ours)).share(&Sketch::of(&words(theirs)), 20)
        };
        assert_eq!(share(0..400, 0..400), Some(1.0));
        assert_eq!(share(0..50, 0..50), Some(1.0));
        assert_eq!(share(100..165, 0..400), Some(1.0), "a short one within a long one");
        assert_eq!(share(0..400, 500..900), Some(0.0));
        assert_eq!(share(0..12, 0..12), None, "too short to tell");
    }
}
