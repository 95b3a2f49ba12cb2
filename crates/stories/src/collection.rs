//! Articles that are grouped together, prepared once for every question that grouping asks of them.

use sayso_news::{Article, Reading};

use crate::Grouper;
use crate::beside::Beside;
use crate::cluster::Likeness;
use crate::copies::{self, Copies, REPRINTED};
use crate::credit::Credits;
use crate::features::Features;
use crate::page::Page;
use sayso_news::spread::{self, Spread};

/// The pages of all articles, by id, and what is known of each: by the same index.
#[derive(Debug)]
pub(crate) struct Collection<'a> {
    pub(crate) pages: Vec<Page<'a>>,
    pub(crate) features: Vec<Features>,
    pub(crate) credits: Vec<Credits>,
    pub(crate) copies: Copies,
    /// Place of each page in the order of who wrote first.
    rank: Vec<u32>,
}

impl<'a> Collection<'a> {
    pub(crate) fn of(pairs: &[(&'a Article, &'a Reading)], grouper: &Grouper, spread: &dyn Spread) -> Self {
        let mut pairs = pairs.to_vec();
        pairs.sort_by_key(|(article, _)| article.id);
        pairs.dedup_by_key(|(article, _)| article.id);
        let pages = spread::map(spread, pairs.len(), |i| Page::new(pairs[i].0, pairs[i].1));
        let features = Features::of(&pages, &grouper.prior, &grouper.words, spread);
        let credits: Vec<Credits> = pages.iter().map(|page| grouper.credits.of(page.article)).collect();
        let rank = copies::ranks(&pages, &credits);
        let copies = Copies::find(&pages, &credits, &rank, spread);
        Self { pages, features, credits, copies, rank }
    }

    /// Puts pages in the order of who wrote first.
    pub(crate) fn order(&self, pages: &mut [usize]) {
        pages.sort_by_key(|page| self.rank[*page]);
    }

    /// Each reprint with its original. The same words months apart are a form letter, a login page or the next year's
    /// notice, and no reprint.
    pub(crate) fn reprints(&self) -> Vec<(u32, u32)> {
        let pages = 0..self.pages.len();
        let pairs = pages.filter_map(|page| Some((page as u32, self.copies.original(page)?.0 as u32)));
        pairs.filter(|(page, first)| self.beside(*page, &[*first])[0] >= REPRINTED).collect()
    }
}

impl Likeness for Collection<'_> {
    fn beside(&self, page: u32, others: &[u32]) -> Vec<f32> {
        let beside = Beside::new(&self.features[page as usize]);
        let likely = |other: &u32| {
            let other = *other as usize;
            let gap = self.pages[page as usize].gap(&self.pages[other]);
            beside.evidence(&self.features[other], gap).likelihood(self.pages.len())
        };
        others.iter().map(likely).collect()
    }
}
