//! The record of one story.

use sayso_news::{ArticleId, Cite, Made, Stage, Story, StoryId};
use sayso_text::Span;

use crate::began;
use crate::beside::Beside;
use crate::cast::{self, Words};
use crate::collection::Collection;
use crate::debts;
use crate::features::Features;
use crate::grounds;
use crate::page::{Page, Part};
use crate::places;
use crate::utterances;

/// Writes the story of `members`, which are in the order of who wrote first.
pub(crate) fn tell(collection: &Collection, members: &[usize], words: &Words) -> Story {
    let Collection { pages, features, credits, copies, .. } = collection;
    let articles: Vec<ArticleId> = members.iter().map(|page| pages[*page].article.id).collect();
    let mut sorted = articles.clone();
    sorted.sort_unstable();
    let bytes: Vec<[u8; 8]> = sorted.iter().map(|id| id.bytes()).collect();
    let parts: Vec<&[u8]> = bytes.iter().map(<[u8; 8]>::as_slice).collect();
    let own: Vec<usize> =
        members.iter().copied().filter(|page| copies.original_among(*page, members).is_none()).collect();
    let id = StoryId::of(&parts);
    let cast = cast::assemble(pages, members, id, words);
    let began = began::began(pages, &own);
    let places = places::places(pages, &own, &cast.members, began.as_ref(), words);
    let (reuse, debts) = debts::find(pages, credits, copies, members, &own);
    let steps = grounds::steps(pages, features, members, &cast.members);
    Story {
        id,
        headline: headline(pages, features, &own),
        articles,
        copies: copies.records(pages, members),
        reuse,
        debts,
        utterances: utterances::find(pages, features, &own),
        related: Vec::new(),
        cast: cast.members,
        places,
        began,
        speakers: cast.speakers,
        steps,
        made: Made::by(Stage::Stories, "average-link"),
    }
}

/// The headline of the most central article: the one whose words are nearest to those of the others.
fn headline(pages: &[Page], features: &[Features], members: &[usize]) -> Cite {
    if let [only] = members {
        return headline_of(&pages[*only]);
    }
    let near = |page: usize| -> f32 {
        let beside = Beside::new(&features[page]);
        members.iter().take(50).map(|other| beside.words(&features[*other])).sum()
    };
    // Of several languages, one whose statements were read: the account is told from those.
    let first = features[members[0]].tongue;
    let mixed = members.iter().any(|page| features[*page].tongue.is_foreign_to(first));
    let mut best: Option<(usize, (bool, bool, f32))> = None;
    for page in members.iter().copied().take(50) {
        let read = mixed && !pages[page].reading.attributions.is_empty();
        let score = (title(&pages[page]).is_some(), read, near(page));
        if best.is_none_or(|(_, known)| score > known) {
            best = Some((page, score));
        }
    }
    let page = &pages[best.map_or(members[0], |(page, _)| page)];
    headline_of(page)
}

/// The headline of one page, or what can stand for it.
pub(crate) fn headline_of(page: &Page) -> Cite {
    title(page).unwrap_or_else(|| page.article.cite(opening(page)))
}

fn title(page: &Page) -> Option<Cite> {
    let block = || {
        page.content.iter().find(|(_, part)| *part == Part::Title).map(|(span, _)| page.article.cite(*span))
    };
    page.article.title_cite.or_else(block)
}

/// The first words that can stand for the article: its first sentence, its first paragraph, its first line.
fn opening(page: &Page) -> Span {
    let body = page.content.iter().find(|(_, part)| *part == Part::Lead).map(|(span, _)| *span);
    let sentence =
        body.and_then(|b| page.reading.sentences.iter().find(|s| b.contains(s.span))).map(|s| s.span);
    let block = || page.article.blocks.first().map(|b| b.span);
    sentence.or(body).or_else(block).unwrap_or_default()
}
