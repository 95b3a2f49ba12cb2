//! Quotations in two languages that may be one utterance: the same speaker is named by both, and what stands inside agrees.
//!
//! Nothing is translated. Figures, names and loanwords inside must agree, none may contradict, lengths and days must fit;
//! that the speaker is the same proposes nothing. What is found is a proposal with its doubt: no count rests on it.

mod figures;
mod quote;
mod weigh;

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{ArticleId, Made, Note, Stage, Step, Story, Utterance};
use sayso_text::Span;

use crate::features::Features;
use crate::page::Page;
use crate::sound;
use crate::tongue::Tongue;
use quote::{Quote, Sure};
use weigh::{Counts, Side, Weighed};

/// Quotations near one name that are held beside each other; the earliest articles come first.
const CROWD: usize = 64;

/// Pairs of quotations of one story that are weighed.
const WEIGHED: usize = 20_000;

/// Proposals that a story lists, and those of which there is a note.
const LISTED: usize = 48;
const NOTED: usize = 24;

/// What the better of two matches in one article must be ahead, to be the one.
const AHEAD: f32 = 0.25;

/// The proposals for `own`, who stand in the order of who wrote first and are no reprints; the surest first.
pub(crate) fn find(pages: &[Page], features: &[Features], own: &[usize]) -> Vec<Utterance> {
    let tongue = |page: usize| features[page].tongue;
    let tongues: BTreeSet<Tongue> = own.iter().map(|page| tongue(*page)).collect();
    if !tongues.iter().any(|a| tongues.iter().any(|b| a.is_foreign_to(*b))) {
        return Vec::new();
    }
    let (mut quotes, mut of_page) = (Vec::new(), BTreeMap::new());
    for page in own {
        let first = quotes.len();
        quotes.extend(quote::quotes(&pages[*page], *page));
        of_page.insert(*page, first..quotes.len());
    }
    let pairs = pairs(pages, &quotes, |a, b| tongue(a).is_foreign_to(tongue(b)));
    let counts: BTreeMap<usize, Counts> = pairs
        .iter()
        .flat_map(|(a, b)| [quotes[*a].page, quotes[*b].page])
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|page| (page, Counts::of(&pages[page])))
        .collect();
    let voices: BTreeSet<&str> = quotes
        .iter()
        .flat_map(|quote| &quote.voices)
        .filter(|voice| voice.sure == Sure::Said)
        .map(|voice| voice.sound.as_str())
        .collect();
    let side = |nth: usize| {
        let quote = &quotes[nth];
        Side { quote, page: &pages[quote.page], counts: &counts[&quote.page] }
    };
    let weigh = |(a, b): (usize, usize)| {
        let voices = weigh::speaker(&quotes[a], &quotes[b], |sound| voices.contains(sound))?;
        let alone = |nth: usize, sound: &str| {
            let beside = &quotes[of_page[&quotes[nth].page].clone()];
            beside.iter().filter(|quote| quote.is_by(sound)).count() == 1
        };
        let only = alone(a, &voices.0.sound) && alone(b, &voices.1.sound);
        Some((a, b, weigh::weigh(&side(a), &side(b), voices, only)?))
    };
    let mut proposals: Vec<(usize, usize, Weighed)> = pairs.into_iter().filter_map(weigh).collect();
    proposals.sort_by(|x, y| y.2.total.total_cmp(&x.2.total).then((x.0, x.1).cmp(&(y.0, y.1))));
    best(&quotes, proposals, tongue)
        .into_iter()
        .take(LISTED)
        .map(|(a, b, weighed)| record(pages, &quotes[a], &quotes[b], weighed))
        .collect()
}

/// Pairs of quotations in two languages that name somebody alike, each once, the earlier before the later.
fn pairs(
    pages: &[Page],
    quotes: &[Quote],
    foreign: impl Fn(usize, usize) -> bool,
) -> BTreeSet<(usize, usize)> {
    let mut near: BTreeMap<&str, (bool, Vec<usize>)> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for (nth, quote) in quotes.iter().enumerate() {
        // What ten papers of one language quote in the same words is held beside the others once.
        if !known.insert((pages[quote.page].article.language.clone(), words(pages, quote))) {
            continue;
        }
        for voice in &quote.voices {
            let (told, of) = near.entry(sound::beginning(&voice.sound)).or_default();
            *told |= voice.sure > Sure::Near;
            if of.last() != Some(&nth) && of.len() < CROWD {
                of.push(nth);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for (_, of) in near.values().filter(|(told, _)| *told) {
        for (at, a) in of.iter().enumerate() {
            for b in &of[at + 1..] {
                if foreign(quotes[*a].page, quotes[*b].page) && pairs.len() < WEIGHED {
                    pairs.insert((*a, *b));
                }
            }
        }
    }
    pairs
}

/// The words of a quotation, by their hashes.
fn words(pages: &[Page], quote: &Quote) -> Vec<u64> {
    let words = &pages[quote.page].words;
    let first = words.partition_point(|word| word.span.start() < quote.span.start());
    words[first..].iter().take_while(|word| quote.span.contains(word.span)).map(|word| word.hash).collect()
}

/// Of proposals, the surest first, those in which each quotation has one fellow in a language; none where another
/// quotation of the same article is as good.
fn best(
    quotes: &[Quote],
    proposals: Vec<(usize, usize, Weighed)>,
    tongue: impl Fn(usize) -> Tongue,
) -> Vec<(usize, usize, Weighed)> {
    let mut rivals: BTreeMap<(usize, usize), Vec<f32>> = BTreeMap::new();
    for (a, b, weighed) in &proposals {
        rivals.entry((*a, quotes[*b].page)).or_default().push(weighed.total);
        rivals.entry((*b, quotes[*a].page)).or_default().push(weighed.total);
    }
    // They come with the greatest first.
    let ahead = |nth: usize, page: usize, total: f32| match rivals[&(nth, page)][..] {
        [first, second, ..] => total >= first && first - second >= AHEAD,
        _ => true,
    };
    let mut taken = BTreeSet::new();
    let mut kept = Vec::new();
    for (a, b, weighed) in proposals {
        let sure = ahead(a, quotes[b].page, weighed.total) && ahead(b, quotes[a].page, weighed.total);
        let places = [(a, tongue(quotes[b].page)), (b, tongue(quotes[a].page))];
        if sure && places.iter().all(|place| !taken.contains(place)) {
            taken.extend(places);
            kept.push((a, b, weighed));
        }
    }
    kept
}

fn record(pages: &[Page], a: &Quote, b: &Quote, weighed: Weighed) -> Utterance {
    let cite = |quote: &Quote, span: Span| pages[quote.page].article.cite(span);
    let cites = weighed.speaker.iter().zip([a, b]);
    let cites = cites.filter_map(|(span, quote)| Some(cite(quote, (*span)?))).collect();
    let step =
        Step { text: weighed.why, cites, score: weighed.score, made: Made::by(Stage::Stories, "utterances") };
    Utterance { from: cite(a, a.span), to: cite(b, b.span), score: weighed.score, step }
}

/// What a reader of an article is told: that its words may stand in another language too.
pub(crate) fn notes(pages: &[Page], stories: &[Story]) -> Vec<Note> {
    // Pages come by the ids of their articles.
    let article = |id: ArticleId| {
        let at = pages.binary_search_by_key(&id, |page| page.article.id).ok()?;
        Some(pages[at].article)
    };
    let mut notes = Vec::new();
    for utterance in stories.iter().flat_map(|story| story.utterances.iter().take(NOTED)) {
        let (Some(from), Some(to)) = (article(utterance.from.article), article(utterance.to.article)) else {
            continue;
        };
        let language = |code: Option<&str>| code.unwrap_or("a language not told").to_owned();
        let title = from.title.as_deref().or(from.outlet.as_deref()).unwrap_or("an article");
        let text = format!(
            "these words ({}) may be an utterance that “{}” ({}) has in another language ({})",
            language(to.language.as_deref()),
            title.trim(),
            from.id,
            language(from.language.as_deref()),
        );
        let hint = format!("a proposal, {:.2} of 1: {}", utterance.score.get(), utterance.step.text);
        notes.push(Note::info("utterance-in-translation", text).at(utterance.to).hint(hint));
    }
    notes
}
