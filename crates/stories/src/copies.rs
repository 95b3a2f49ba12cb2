//! Reprints: articles whose body stands, whole or nearly, in another.

use rustc_hash::FxHashMap;
use sayso_news::{Copy, DebtGround, Score};

use crate::credit::Credits;
use crate::page::Page;
use crate::shingles;
use sayso_news::spread::Spread;

/// Share of the shorter body's shingles that must stand in the other.
pub(crate) const REPRINT: f64 = 0.8;

/// Likelihood from which a reprint stands in the story of its original whatever else speaks against it.
pub(crate) const REPRINTED: f32 = 0.25;

/// Bodies with fewer shingles are too short to tell a reprint from a common phrase.
pub(crate) const SHORTEST: usize = 20;

/// Which pages reprint which, by index: the reprint, the original, the share.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    of: FxHashMap<u32, (u32, f32)>,
}

impl Copies {
    /// Finds them.
    pub(crate) fn find(pages: &[Page], credits: &[Credits], rank: &[u32], spread: &dyn Spread) -> Self {
        let sets = shingles::sets(pages, spread);
        let folded = shingles::folded(&sets, rank);
        let long = |page: usize| sets[page].len() >= SHORTEST;
        let same = folded.iter().enumerate().map(|(page, first)| (*first, page as u32, 1.0));
        let same = same.filter(|(first, page, _)| first != page && long(*page as usize));
        let alike = shingles::pairs(&sets, rank, &folded).into_iter().filter_map(|(a, b)| {
            let (x, y) = (&sets[a as usize], &sets[b as usize]);
            let shorter = x.len().min(y.len());
            let share = shingles::common(x, y) as f64 / shorter as f64;
            (shorter >= SHORTEST && share >= REPRINT).then_some((a, b, share as f32))
        });
        let pairs: Vec<(u32, u32, f32)> = same.chain(alike).collect();
        Self::of_pairs(pages, credits, rank, &pairs)
    }

    /// Each page reprints the first of those that it is like; the earlier of a pair comes first in `pairs`.
    ///
    /// A page that credits another's outlet reprints that one, though it was captured or dated before it. A page that
    /// was made an original that way reprints nothing itself, so that no two pages reprint each other in a circle.
    fn of_pairs(pages: &[Page], credits: &[Credits], rank: &[u32], pairs: &[(u32, u32, f32)]) -> Self {
        let mut of: FxHashMap<u32, (u32, f32)> = FxHashMap::default();
        let mut originals: Vec<bool> = vec![false; pages.len()];
        let credited = |(a, b, share): &(u32, u32, f32)| {
            let (first, later, ground) = direction(pages, credits, *a as usize, *b as usize);
            let told = credits[later].names(&credits[first]).is_some();
            (ground == DebtGround::Credit && told).then_some((first as u32, later as u32, *share))
        };
        let mut told: Vec<(u32, u32, f32)> = pairs.iter().filter_map(credited).collect();
        told.sort_by_key(|(first, later, _)| (rank[*later as usize], rank[*first as usize]));
        for (first, later, share) in told {
            if !originals[later as usize] && !of.contains_key(&first) && !of.contains_key(&later) {
                of.insert(later, (first, share));
                originals[first as usize] = true;
            }
        }
        let mut rest: Vec<&(u32, u32, f32)> = pairs.iter().collect();
        rest.sort_by_key(|(first, later, _)| (rank[*later as usize], rank[*first as usize]));
        for (first, later, share) in rest {
            if !originals[*later as usize] {
                of.entry(*later).or_insert((*first, *share));
            }
        }
        Self { of }
    }

    /// The page that this one reprints, and the share of the shorter body that both have.
    pub(crate) fn original(&self, page: usize) -> Option<(usize, f32)> {
        self.of.get(&(page as u32)).map(|(first, share)| (*first as usize, *share))
    }

    /// The page among `members` that this one reprints; members are in the order of who wrote first.
    pub(crate) fn original_among(&self, page: usize, members: &[usize]) -> Option<(usize, f32)> {
        self.original(page).filter(|(original, _)| members.contains(original))
    }

    /// The records for the pages of one story, in their order.
    pub(crate) fn records(&self, pages: &[Page], members: &[usize]) -> Vec<Copy> {
        let record = |page: usize, original: usize, share: f32| Copy {
            article: pages[page].article.id,
            of: pages[original].article.id,
            score: Score::new((share * 1000.0).round() / 1000.0),
        };
        members
            .iter()
            .filter_map(|page| {
                let (original, share) = self.original_among(*page, members)?;
                Some(record(*page, original, share))
            })
            .collect()
    }
}

/// Which of two pages has its words from the other, the one that wrote first before the other, and what tells it.
///
/// That one credits the other's outlet decides; then the day; then that one credits somebody and the other nobody; then
/// the hour. Where nothing tells, the one with the smaller id comes first.
pub(crate) fn direction(
    pages: &[Page],
    credits: &[Credits],
    a: usize,
    b: usize,
) -> (usize, usize, DebtGround) {
    let names = |x: usize, y: usize| credits[x].names(&credits[y]).is_some();
    let ordered = |is_first: bool, ground| if is_first { (a, b, ground) } else { (b, a, ground) };
    if names(a, b) != names(b, a) {
        return ordered(names(b, a), DebtGround::Credit);
    }
    if let (Some(x), Some(y)) = (pages[a].published, pages[b].published) {
        if x != y {
            return ordered(x < y, DebtGround::Time);
        }
        let owes = |page: usize| !credits[page].given.is_empty();
        if owes(a) != owes(b) {
            return ordered(owes(b), DebtGround::Credit);
        }
        let time = |page: usize| pages[page].article.published.as_ref().map(|when| when.value.as_str());
        if let (Some(x), Some(y)) = (time(a), time(b))
            && x.len() == y.len()
            && x != y
        {
            return ordered(x < y, DebtGround::Time);
        }
    }
    ordered(pages[a].article.id < pages[b].article.id, DebtGround::Unknown)
}

/// Place of each page in the order of who wrote first: by day, then those that credit nobody before those that credit
/// an agency or another outlet, then by the hour where it is told, then by id.
pub(crate) fn ranks(pages: &[Page], credits: &[Credits]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by_cached_key(|i| {
        let page = &pages[*i];
        let time = page.article.published.as_ref().map(|when| when.value.clone());
        let owes = !credits[*i].given.is_empty();
        (page.published.is_none(), page.published, owes, time, page.article.id)
    });
    let mut rank = vec![0; pages.len()];
    for (place, page) in order.into_iter().enumerate() {
        rank[page] = place as u32;
    }
    rank
}
