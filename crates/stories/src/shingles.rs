//! Runs of five words, the unit in which wordings are compared, and the index that finds pages sharing them.

use rustc_hash::FxHashMap;

use crate::hash;
use crate::page::{Page, Word};

/// Words in a shingle.
pub(crate) const WIDTH: usize = 5;

/// One shingle in this many goes into the index. Sampling by hash keeps the share of common shingles, so containment
/// can be told from the sample; `MinHash` with bands would miss a short reprint inside a long page, whose Jaccard
/// similarity is low.
const SAMPLE: u64 = 4;

/// In a list of more pages than this, each is compared only with the first and its neighbour.
const CROWD: usize = 12;

/// The shingles of a body, by place.
pub(crate) fn shingles(words: &[Word]) -> impl Iterator<Item = u64> {
    words.windows(WIDTH).map(|run| run.iter().fold(0, |state, word| hash::chain(state, word.hash)))
}

/// The distinct shingles of each page, sorted.
pub(crate) fn sets(pages: &[Page]) -> Vec<Vec<u64>> {
    pages
        .iter()
        .map(|page| {
            let mut set: Vec<u64> = shingles(&page.words).collect();
            set.sort_unstable();
            set.dedup();
            set
        })
        .collect()
}

/// Pairs of pages that share some wording, with how many sampled shingles they share; the smaller index first.
pub(crate) fn pairs(sets: &[Vec<u64>]) -> Vec<(u32, u32, u32)> {
    let mut sampled: Vec<(u64, u32)> = Vec::new();
    for (page, set) in sets.iter().enumerate() {
        // A short text is taken whole, else chance decides whether it is seen at all.
        let all = set.len() < 64;
        sampled.extend(set.iter().filter(|s| all || *s % SAMPLE == 0).map(|s| (*s, page as u32)));
    }
    sampled.sort_unstable();
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for list in sampled.chunk_by(|a, b| a.0 == b.0) {
        let mut meet = |a: u32, b: u32| *shared.entry((a, b)).or_default() += 1;
        if list.len() <= CROWD {
            for (i, a) in list.iter().enumerate() {
                for b in &list[i + 1..] {
                    meet(a.1, b.1);
                }
            }
        } else {
            for pair in list[1..].windows(2) {
                meet(list[0].1, pair[0].1);
                meet(pair[0].1, pair[1].1);
            }
            meet(list[0].1, list[list.len() - 1].1);
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().map(|((a, b), n)| (a, b, n)).collect();
    pairs.sort_unstable();
    pairs
}

/// How many members two sorted sets share.
pub(crate) fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut rest, mut shared) = (b, 0);
    for member in a {
        let smaller = rest.iter().take_while(|other| *other < member).count();
        rest = &rest[smaller..];
        if rest.first() == Some(member) {
            shared += 1;
        }
    }
    shared
}
