//! Where the places are that an article names, and what the text says that makes us think so.
//!
//! Every name may have many senses in the atlas ([`senses`]). What stands beside a name speaks for some of them
//! ([`beside`]), and so do the article's other places ([`context`]). A place that the atlas lacks is put into the region
//! that the text names, and the pin says so; where nothing decides, there is no pin.

mod asked;
mod beside;
mod context;
mod echoes;
mod senses;

use sayso_atlas::{Atlas, Kind, Site};
use sayso_news::{Cite, Made, MentionKind, Place, PlacePrecision, Score, Stage, Step};
use sayso_text::Span;

use crate::draft::Draft;
use asked::Asked;
use beside::Relation;
use senses::Sense;

/// Share of the belief that a sense needs, those beside it on the ground counted with it.
const SURE: f32 = 0.5;

/// What a place in a body's name counts beside one that is named for itself.
const ECHO: f32 = 0.6;

/// Relations of one place that are looked at.
const RELATIONS: usize = 12;

/// How far apart in degrees two senses may lie and still be one answer: a city and the region of its name.
const SAME: f64 = 0.6;

/// Gives the draft's places their place on the ground.
pub(crate) fn find(draft: &mut Draft<'_>) {
    let atlas = Atlas::shipped();
    let asked = asked::gather(draft);
    if asked.is_empty() {
        return;
    }
    let relations = beside::relations(draft, &asked);
    let mut said = vec![Vec::new(); asked.len()];
    for (nth, relation) in relations.iter().enumerate() {
        for at in [relation.inner, relation.outer] {
            if said[at].len() < RELATIONS {
                said[at].push(nth);
            }
        }
    }
    // Places in the names of bodies are not asked for, but they say where the article is: they stand behind the asked ones.
    let echoes = echoes::of(draft, atlas, &asked);
    let mut senses: Vec<Vec<Sense>> =
        asked.iter().chain(&echoes).map(|a| senses::of(atlas, draft, a)).collect();
    let weights: Vec<f32> = asked.iter().map(weight).chain(echoes.iter().map(|_| ECHO)).collect();
    context::settle(context::home(draft, atlas), &weights, &relations, &said, &mut senses);
    let answers: Vec<Option<Answer>> = senses.iter().map(|s| answer(s)).collect();
    for (at, place) in asked.iter().enumerate() {
        let outer: Vec<(&Relation, Answer)> = said[at]
            .iter()
            .map(|nth| &relations[*nth])
            .filter(|r| r.inner == at)
            .filter_map(|r| Some((r, answers[r.outer]?)))
            .collect();
        let holder =
            |a: &Answer| outer.iter().find(|(_, o)| context::holds(&o.site, &a.site)).map(|(r, _)| *r);
        let unknown = senses[at].is_empty();
        let mut holders = outer
            .iter()
            .filter(|(r, o)| r.within || (unknown && !r.listed && o.site.kind < Kind::Settlement));
        // What the text puts into one region is not a place of that name in another.
        let own = answers[at]
            .filter(|a| a.sure > 0.9 || holder(a).is_some() || !outer.iter().any(|(r, _)| r.within));
        draft.entities[place.entity].place = match own {
            Some(answer) => Some(known(draft, atlas, place, &answer, holder(&answer))),
            None => holders.next().map(|(r, answer)| within(draft, atlas, place, &asked[r.outer], answer, r)),
        };
    }
}

/// What a place counts for the others: more the more it is spoken of, but less than evenly.
fn weight(place: &Asked) -> f32 {
    0.7 + 0.3 * libm::log2f(place.count.max(1) as f32).min(4.0)
}

/// The sense that is taken, and how surely.
#[derive(Debug, Clone, Copy)]
struct Answer {
    site: Site,
    sure: f32,
    alone: bool,
}

fn answer(senses: &[Sense]) -> Option<Answer> {
    let best = senses.iter().max_by(|a, b| a.belief.total_cmp(&b.belief))?;
    let near = |s: &&Sense| {
        (s.site.latitude - best.site.latitude).abs() < SAME
            && (s.site.longitude - best.site.longitude).abs() < SAME
    };
    let sure: f32 = senses.iter().filter(near).map(|s| s.belief).sum();
    (sure >= SURE).then_some(Answer { site: best.site, sure, alone: senses.len() == 1 })
}

/// A place that the atlas has.
fn known(draft: &Draft<'_>, atlas: &Atlas, place: &Asked, answer: &Answer, by: Option<&Relation>) -> Place {
    let (rule, words) = match by {
        Some(relation) => ("place-in-the-region-the-text-names", Some(relation.words)),
        None if answer.alone => ("only-place-of-that-name", None),
        None => ("place-by-size-and-by-the-places-around-it", None),
    };
    let kind = match answer.site.kind {
        Kind::Country => "state",
        Kind::Region => "region",
        Kind::District => "district",
        Kind::Settlement => "settlement",
        _ => "feature",
    };
    let text = match words {
        Some(words) => format!("{}: the {kind} of that name in {}", place.name, draft.words(words)),
        None if answer.alone => format!("{}: the only {kind} of that name", place.name),
        None => format!(
            "{}: the {kind} of that name that the article's other places and its size speak for",
            place.name
        ),
    };
    pin(draft, atlas, place, &answer.site, (text, rule, words, answer.sure), false)
}

/// A place that the atlas lacks, in one that it has and that the text says holds it.
fn within(
    draft: &Draft<'_>,
    atlas: &Atlas,
    place: &Asked,
    outer: &Asked,
    answer: &Answer,
    by: &Relation,
) -> Place {
    let rule = match answer.site.kind {
        Kind::Settlement => "placed-in-the-town-the-text-names",
        Kind::Country => "placed-in-the-state-the-text-names",
        Kind::District => "placed-in-the-district-the-text-names",
        _ => "placed-in-the-region-the-text-names",
    };
    let text = format!("{}: not in the gazetteer; {} ({})", place.name, rule.replace('-', " "), outer.name);
    let sure = answer.sure * 0.9;
    pin(draft, atlas, place, &answer.site, (text, rule, Some(by.words), sure), true)
}

fn pin(
    draft: &Draft<'_>,
    atlas: &Atlas,
    place: &Asked,
    site: &Site,
    (text, rule, words, sure): (String, &str, Option<Span>, f32),
    within: bool,
) -> Place {
    let precision = precision(site.kind);
    let gazetteer = atlas.reference(site);
    let cites =
        std::iter::once(place.first).chain(words).map(|span| Cite::new(draft.article.id, span)).collect();
    let made = Made::by(Stage::Reading, rule).with("atlas", &gazetteer);
    let step = Step { text, cites, score: Score::new(sure), made };
    Place { latitude: site.latitude, longitude: site.longitude, gazetteer, precision, within, step }
}

const fn precision(kind: Kind) -> PlacePrecision {
    match kind {
        Kind::Settlement => PlacePrecision::Settlement,
        Kind::District => PlacePrecision::District,
        Kind::Region | Kind::Water | Kind::Mountain | Kind::Landscape => PlacePrecision::Region,
        // Nothing coarser has a name: half a continent is known no better than a state.
        Kind::Country | Kind::Continent => PlacePrecision::Country,
    }
}

/// Whether a mention names its entity itself, and does not only describe it or stand for it.
const fn names(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Name | MentionKind::Demonym)
}
