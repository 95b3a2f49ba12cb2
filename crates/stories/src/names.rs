//! The names of a page, each entity once, for counting how much two pages' casts share.

use sayso_lexicon::Sort;
use sayso_news::{Entity, EntityKind};

use crate::cast::Words;
use crate::cast::form::Form;
use crate::hash;
use crate::page::{Page, Part};
use crate::prior::Prior;
use crate::stem::stem;
use crate::vector::Feature;

/// Spellings of one entity that are listed.
const FORMS: usize = 8;

/// A way of naming an entity of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Key {
    pub(crate) feature: Feature,
    /// The entity, or all that come along with one state: they count once.
    pub(crate) group: u32,
    /// How much the page makes of it.
    pub(crate) weight: f32,
    /// How common it is in news at large, as a share of articles.
    pub(crate) prior: f32,
}

/// The keys of a page's named entities, sorted by feature; `standings` are those of its entities.
pub(crate) fn keys(page: &Page, standings: &[Option<Standing>], prior: &Prior, words: &Words) -> Vec<Key> {
    let mut weights = vec![0.0_f32; page.reading.entities.len()];
    for (entity, part) in page.spoken_of() {
        weights[entity] = weights[entity].max(match part {
            Part::Title | Part::Lead => 1.0,
            Part::Body => 0.6,
            Part::Embed => 0.3,
        });
    }
    let mut keys = Vec::new();
    let entities = page.reading.entities.iter().enumerate().zip(&weights).zip(standings);
    for (((nth, entity), weight), standing) in entities {
        let Some(standing) = standing.as_ref().filter(|_| *weight > 0.0) else { continue };
        let names = std::iter::once(&entity.name).chain(&entity.aliases).take(FORMS);
        // A state's seat, head and bodies come along with the state: all of them tell one thing.
        let group = if standing.official { standing.state } else { None };
        let group =
            group.map_or(nth as u32, |state| STATES | (hash::chain(STATE, hash::of(state)) >> 33) as u32);
        let mut add = |key: u64, prior: f32| {
            keys.push(Key { feature: hash::chain(ENTITY, key), group, weight: *weight, prior });
        };
        for form in names.filter_map(|name| Form::of(name, words)) {
            let single = form.tokens.len() == 1;
            let listed = prior.name(hash::of(&stem(&form.tokens[0]))).unwrap_or(1.0);
            let share = if single { listed.max(standing.share) } else { standing.share };
            add(hash::of(&form.bag.join(" ")), share);
            if let (EntityKind::Person, Some(family), false) = (entity.kind, form.tokens.last(), single) {
                add(hash::of(family), share);
            }
        }
    }
    keys.sort_unstable_by(|a, b| a.feature.cmp(&b.feature).then(a.group.cmp(&b.group)));
    keys.dedup_by(|a, b| (a.feature, a.group) == (b.feature, b.group));
    keys
}

/// What is known of the standing of a page's named entities, by their places.
pub(crate) fn standings<'a>(page: &Page<'a>, words: &Words) -> Vec<Option<Standing<'a>>> {
    page.reading.entities.iter().map(|entity| entity.named.then(|| standing(entity, words))).collect()
}

/// How common an entity is in news, and whether it comes along with a state.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// Share of articles that name it.
    pub(crate) share: f32,
    /// Whether it is a state, its seat, its head or one of its bodies.
    pub(crate) official: bool,
    /// Key of the state.
    state: Option<&'a str>,
}

/// What is known of an entity's standing in the world: the word tables know states, capitals, agencies and well-known
/// bodies, the text knows who is president.
fn standing<'a>(entity: &'a Entity, words: &Words) -> Standing<'a> {
    let known =
        words.known(&entity.name).or_else(|| entity.aliases.iter().take(FORMS).find_map(|a| words.known(a)));
    let heads = |title: &String| {
        let title = title.to_lowercase();
        HEADS.iter().any(|office| title.starts_with(office) || title.ends_with(office))
    };
    let country = entity.place.as_ref().is_some_and(sayso_news::Place::is_country);
    let (share, official) = match (entity.kind, known) {
        (EntityKind::Person, _) if entity.titles.iter().any(heads) => (Prior::RULER, true),
        (EntityKind::Person, _) => (Prior::FULL_NAME, false),
        (_, Some(known)) => match known.sort {
            Sort::State | Sort::Adjective | Sort::People => (Prior::STATE, true),
            Sort::Outlet | Sort::Platform => (Prior::OUTLET, false),
            Sort::Organisation if known.state.is_empty() => (Prior::KNOWN, false),
            Sort::Organisation => (Prior::KNOWN, true),
            _ if known.capital => (Prior::KNOWN, true),
            _ => (Prior::LISTED, false),
        },
        (EntityKind::Place, None) if country => (Prior::STATE, true),
        (EntityKind::Place | EntityKind::Organisation, None) => (Prior::FULL_NAME * 1.5, false),
        _ => (Prior::FULL_NAME, false),
    };
    let state = entity.state.as_deref().or(known.map(|known| known.state).filter(|state| !state.is_empty()));
    Standing { share, official, state }
}

/// Offices whose holders are named with their state in whatever happens there.
const HEADS: [&str; 7] = ["president", "prime minister", "premier", "chancellor", "king", "queen", "pope"];

/// Groups that are states have this bit; the others are places of entities.
const STATES: u32 = 1 << 31;

/// Keeps states apart from entities of a page.
const STATE: u64 = 0x0073_7461_7465;

/// Keeps these features apart from those of words.
const ENTITY: u64 = 0x0065_6E74_6974_7900;
