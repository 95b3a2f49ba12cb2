//! The names of a page, each entity once, for counting how much two pages' casts share.

use rustc_hash::FxHashMap;
use sayso_lexicon::Sort;
use sayso_news::{Entity, EntityKind, MentionKind};

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
    pub(crate) group: u64,
    /// How much the page makes of it.
    pub(crate) weight: f32,
    /// How common it is in news at large, as a share of articles.
    pub(crate) prior: f32,
}

/// The keys of a page's named entities, sorted by feature.
pub(crate) fn keys(page: &Page, prior: &Prior, words: &Words) -> Vec<Key> {
    let mut weights: FxHashMap<_, f32> = FxHashMap::default();
    for mention in page.reading.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
        if let Some(part) = page.part_of(mention.span) {
            let weight = weights.entry(mention.entity).or_default();
            *weight = weight.max(match part {
                Part::Title | Part::Lead => 1.0,
                Part::Body => 0.6,
                Part::Embed => 0.3,
            });
        }
    }
    let mut keys = Vec::new();
    for (nth, entity) in page.reading.entities.iter().enumerate().filter(|(_, entity)| entity.named) {
        let Some(weight) = weights.get(&entity.id).copied() else { continue };
        let names = std::iter::once(&entity.name).chain(&entity.aliases).take(FORMS);
        let standing = standing(entity, words);
        // A state's seat, head and bodies come along with the state: all of them tell one thing.
        let group = if standing.official { standing.state } else { None };
        let mut add = |key: &str, prior: f32| {
            let feature = hash::chain(ENTITY, hash::of(key));
            let group = group.map_or(nth as u64, |state| hash::chain(STATE, hash::of(state)));
            keys.push(Key { feature, group, weight, prior });
        };
        for form in names.filter_map(|name| Form::of(name, words)) {
            let single = form.tokens.len() == 1;
            let listed = prior.name(hash::of(&stem(&form.tokens[0]))).unwrap_or(1.0);
            let share = if single { listed.max(standing.share) } else { standing.share };
            add(&form.bag.join(" "), share);
            if let (EntityKind::Person, Some(family), false) = (entity.kind, form.tokens.last(), single) {
                add(family, share);
            }
        }
    }
    keys.sort_unstable_by(|a, b| a.feature.cmp(&b.feature).then(a.group.cmp(&b.group)));
    keys.dedup_by(|a, b| (a.feature, a.group) == (b.feature, b.group));
    keys
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
pub(crate) fn standing<'a>(entity: &'a Entity, words: &Words) -> Standing<'a> {
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

/// Keeps states apart from entities of a page.
const STATE: u64 = 0x0073_7461_7465;

/// Keeps these features apart from those of words.
const ENTITY: u64 = 0x0065_6E74_6974_7900;
