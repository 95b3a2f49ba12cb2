//! Readings become stories: reprints, reuse, clusters, and the cast that they share.
//!
//! Articles of one event need not share a phrase; names, places, days and the drift of the words bring them together.
//! This crate never looks at what an article only points to (teasers, related headlines), and knows no other stage.

mod began;
mod beside;
mod candidates;
mod cast;
mod cluster;
mod copies;
mod credit;
mod day;
mod debts;
mod features;
mod focus;
mod frequencies;
mod grounds;
mod hash;
mod names;
mod near;
mod page;
mod pair;
mod places;
mod prior;
mod related;
mod reuse;
mod shingles;
mod sound;
mod spread;
mod stem;
mod story;
mod stream;
mod tongue;
mod vector;

pub use near::{Near, near_duplicates};
pub use spread::{InTurn, Spread};
pub use stream::{Change, ChangeKind, Stream, Window};

use sayso_lexicon::Lexicon;
use sayso_news::{Article, Note, Noted, Reading, Story};
use sayso_text::Span;

use crate::beside::Beside;
use crate::cast::Words;
use crate::cluster::Likeness;
use crate::copies::Copies;
use crate::credit::{CreditWords, Credits};
use crate::features::Features;
use crate::page::Page;
use crate::prior::Prior;

/// Likelihood from which a reprint stands in the story of its original whatever else speaks against it.
const REPRINTED: f32 = 0.25;

/// Groups articles into stories.
#[derive(Debug)]
pub struct Grouper {
    prior: Prior,
    words: Words,
    credits: CreditWords,
}

impl Grouper {
    /// A grouper with the words of one language.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self { prior: Prior::new(lexicon), words: Words::new(lexicon), credits: CreditWords::new() }
    }

    /// The one story of articles that are known to tell of one event; `None` where there are none.
    pub fn whole(&self, pairs: &[(&Article, &Reading)]) -> Option<Story> {
        let pages = pages(pairs, &InTurn);
        let features = Features::of(&pages, &self.prior, &self.words, &InTurn);
        let credits: Vec<Credits> = pages.iter().map(|page| self.credits.of(page.article)).collect();
        let rank = copies::ranks(&pages, &credits);
        let copies = Copies::find(&pages, &credits, &rank, &InTurn);
        let mut members: Vec<usize> = (0..pages.len()).collect();
        members.sort_by_key(|page| rank[*page]);
        (!members.is_empty())
            .then(|| story::tell(&pages, &features, &credits, &copies, &members, &self.words))
    }

    /// The stories of these articles: most articles first, then by id. The order of the input does not matter; an
    /// article that stands alone is a story too.
    pub fn group(&self, pairs: &[(&Article, &Reading)]) -> Noted<Vec<Story>> {
        self.group_over(pairs, &InTurn)
    }

    /// The same, by as many hands as there are.
    pub fn group_over(&self, pairs: &[(&Article, &Reading)], spread: &dyn Spread) -> Noted<Vec<Story>> {
        let pages = pages(pairs, spread);
        let features = Features::of(&pages, &self.prior, &self.words, spread);
        let credits: Vec<Credits> = pages.iter().map(|page| self.credits.of(page.article)).collect();
        let rank = copies::ranks(&pages, &credits);
        let copies = Copies::find(&pages, &credits, &rank, spread);
        let candidates = candidates::pairs(&pages, &features, spread);
        let likeness = Compared { pages: &pages, features: &features };
        // The same words months apart are a form letter, a login page or the next year's notice, and no reprint.
        let tied: Vec<(u32, u32)> = (0..pages.len())
            .filter_map(|page| copies.original(page).map(|(first, _)| (page as u32, first as u32)))
            .filter(|(page, first)| likeness.beside(*page, &[*first])[0] >= REPRINTED)
            .collect();
        let mut members = cluster::cluster(pages.len(), &tied, &candidates, &likeness, spread);
        for members in &mut members {
            members.sort_by_key(|page| rank[*page]);
        }
        let mut stories = spread::map(spread, members.len(), |story| {
            story::tell(&pages, &features, &credits, &copies, &members[story], &self.words)
        });
        related::link(&pages, &features, &members, &mut stories);
        stories.sort_by(|a, b| b.articles.len().cmp(&a.articles.len()).then(a.id.cmp(&b.id)));
        let cut = pages.iter().filter(|page| page.cut).map(cut_short);
        let recalled = related::notes(&pages, &stories);
        Noted::new(stories, cut.chain(recalled).collect())
    }
}

/// Pages compared by their features.
struct Compared<'p, 'a> {
    pages: &'p [Page<'a>],
    features: &'p [Features],
}

impl Likeness for Compared<'_, '_> {
    fn beside(&self, page: u32, others: &[u32]) -> Vec<f32> {
        let Self { pages, features } = self;
        let beside = Beside::new(&features[page as usize]);
        let likely = |other: &u32| {
            let other = *other as usize;
            let gap = pages[page as usize].gap(&pages[other]);
            beside.evidence(&features[other], gap).likelihood(pages.len())
        };
        others.iter().map(likely).collect()
    }
}

/// A page for each article, by id.
fn pages<'a>(pairs: &[(&'a Article, &'a Reading)], spread: &dyn Spread) -> Vec<Page<'a>> {
    let mut pairs = pairs.to_vec();
    pairs.sort_by_key(|(article, _)| article.id);
    pairs.dedup_by_key(|(article, _)| article.id);
    spread::map(spread, pairs.len(), |i| Page::new(pairs[i].0, pairs[i].1))
}

fn cut_short(page: &Page) -> Note {
    let text = "the body is longer than is compared word by word; reprints and shared passages past that are not seen";
    Note::info("body-compared-in-part", text).at(page.article.cite(Span::default()))
}
