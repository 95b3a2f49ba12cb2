//! Reprints: articles whose body stands, whole or nearly, in another.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use sayso_news::{Article, Copy, Score};

use crate::page::Page;
use crate::shingles;

/// Share of the shorter body's shingles that must stand in the other.
const REPRINT: f64 = 0.8;

/// Bodies with fewer shingles are too short to tell a reprint from a common phrase.
const SHORTEST: usize = 20;

/// Pages that share less of their sample are not compared in full.
const WORTH_A_LOOK: u32 = 3;

/// Which pages reprint which, by index: the reprint, the original, the share.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    of: FxHashMap<u32, (u32, f32)>,
}

impl Copies {
    /// Finds them.
    pub(crate) fn find(pages: &[Page]) -> Self {
        let sets = shingles::sets(pages);
        let rank = ranks(pages);
        let mut of: FxHashMap<u32, (u32, f32)> = FxHashMap::default();
        for (a, b, shared) in shingles::pairs(&sets) {
            let (x, y) = (&sets[a as usize], &sets[b as usize]);
            let shorter = x.len().min(y.len());
            if shared < WORTH_A_LOOK || shorter < SHORTEST {
                continue;
            }
            let share = shingles::common(x, y) as f64 / shorter as f64;
            if share < REPRINT {
                continue;
            }
            let (first, later) = if rank[a as usize] < rank[b as usize] { (a, b) } else { (b, a) };
            let found = (first, share as f32);
            of.entry(later)
                .and_modify(|known| {
                    if rank[first as usize] < rank[known.0 as usize] {
                        *known = found;
                    }
                })
                .or_insert(found);
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

/// Place of each page in the order of who wrote first: by day, then those that credit nobody before those that credit
/// an agency or another outlet, then by the hour where it is told, then by id.
pub(crate) fn ranks(pages: &[Page]) -> Vec<u32> {
    let outlets: BTreeSet<String> =
        pages.iter().filter_map(|page| page.article.outlet.as_deref().map(str::to_lowercase)).collect();
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by_cached_key(|i| {
        let page = &pages[*i];
        let time = page.article.published.as_ref().map(|when| when.value.clone());
        (page.published.is_none(), page.published, credits(page.article, &outlets), time, page.article.id)
    });
    let mut rank = vec![0; pages.len()];
    for (place, page) in order.into_iter().enumerate() {
        rank[page] = place as u32;
    }
    rank
}

/// Whether the byline names an outlet other than the article's own.
fn credits(article: &Article, outlets: &BTreeSet<String>) -> bool {
    let own = article.outlet.as_deref().map(str::to_lowercase);
    article.byline.iter().any(|by| {
        let by = by.name.to_lowercase();
        own.as_ref() != Some(&by) && outlets.contains(&by)
    })
}
