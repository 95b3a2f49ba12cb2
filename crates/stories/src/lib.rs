//! Readings become stories: reprints, reuse, clusters, and the cast that they share.
//!
//! Articles of one event need not share a phrase; names, places, days and the drift of the words bring them together.
//! This crate never looks at what an article only points to (teasers, related headlines), and knows no other stage.

mod began;
mod beside;
mod candidates;
mod cast;
mod cluster;
mod collection;
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
mod stem;
mod story;
mod stream;
mod tongue;
mod utterances;
mod vector;

pub use near::{Near, near_duplicates};
pub use stream::{Change, ChangeKind, Stream, Window};

use sayso_lexicon::Lexicon;
use sayso_news::spread::{self, InTurn, Spread};
use sayso_news::{Article, Note, Noted, Reading, Story};
use sayso_text::Span;

use crate::cast::Words;
use crate::collection::Collection;
use crate::credit::CreditWords;
use crate::page::Page;
use crate::prior::Prior;

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
        let collection = Collection::of(pairs, self, &InTurn);
        let mut members: Vec<usize> = (0..collection.pages.len()).collect();
        collection.order(&mut members);
        (!members.is_empty()).then(|| story::tell(&collection, &members, &self.words))
    }

    /// The stories of these articles: most articles first, then by id. The order of the input does not matter; an
    /// article that stands alone is a story too.
    pub fn group(&self, pairs: &[(&Article, &Reading)]) -> Noted<Vec<Story>> {
        self.group_over(pairs, &InTurn)
    }

    /// The same, by as many hands as there are.
    pub fn group_over(&self, pairs: &[(&Article, &Reading)], spread: &dyn Spread) -> Noted<Vec<Story>> {
        let collection = Collection::of(pairs, self, spread);
        let Collection { pages, features, .. } = &collection;
        let candidates = candidates::pairs(pages, features, spread);
        let mut members =
            cluster::cluster(pages.len(), &collection.reprints(), &candidates, &collection, spread);
        for members in &mut members {
            collection.order(members);
        }
        let mut stories = spread::map(spread, members.len(), |story| {
            story::tell(&collection, &members[story], &self.words)
        });
        related::link(pages, features, &members, &mut stories);
        stories.sort_by(|a, b| b.articles.len().cmp(&a.articles.len()).then(a.id.cmp(&b.id)));
        let cut = pages.iter().filter(|page| page.cut).map(cut_short);
        let recalled = related::notes(pages, &stories);
        let translated = utterances::notes(pages, &stories);
        Noted::new(stories, cut.chain(recalled).chain(translated).collect())
    }
}

fn cut_short(page: &Page) -> Note {
    let text = "the body is longer than is compared word by word; reprints and shared passages past that are not seen";
    Note::info("body-compared-in-part", text).at(page.article.cite(Span::default()))
}
