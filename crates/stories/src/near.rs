//! Articles whose bodies are nearly one: the same index as that of the reprints, asked by Jaccard similarity.

use sayso_news::{Article, ArticleId, Reading};

use crate::page::Page;
use crate::shingles;
use sayso_news::spread::InTurn;

/// Two articles that share most of their wording.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The one with the smaller id.
    pub first: ArticleId,
    /// The other.
    pub second: ArticleId,
    /// Runs of five words that both have, as a share of those that either has.
    pub jaccard: f64,
}

/// Pairs of articles whose bodies are at least so alike, by id. Of several articles with one and the same body the one
/// with the smallest id stands for the rest: each of them is given once, with it.
pub fn near_duplicates(pairs: &[(&Article, &Reading)], least: f64) -> Vec<Near> {
    let mut pairs = pairs.to_vec();
    pairs.sort_by_key(|(article, _)| article.id);
    pairs.dedup_by_key(|(article, _)| article.id);
    let pages: Vec<Page> = pairs.iter().map(|(article, reading)| Page::new(article, reading)).collect();
    let sets = shingles::sets(&pages, &InTurn);
    let rank: Vec<u32> = (0..pages.len() as u32).collect();
    let folded = shingles::folded(&sets, &rank);
    let id = |page: u32| pages[page as usize].article.id;
    let same = folded.iter().zip(&rank).filter(|(first, page)| first != page);
    let same = same.map(|(first, page)| Near { first: id(*first), second: id(*page), jaccard: 1.0 });
    let alike = shingles::pairs(&sets, &rank, &folded).into_iter().filter_map(|(a, b)| {
        let (x, y) = (&sets[a as usize], &sets[b as usize]);
        let both = shingles::common(x, y);
        let jaccard = both as f64 / (x.len() + y.len() - both) as f64;
        (jaccard >= least).then(|| Near { first: id(a), second: id(b), jaccard })
    });
    let mut found: Vec<Near> = same.chain(alike).collect();
    found.sort_by_key(|near| (near.first, near.second));
    found
}
