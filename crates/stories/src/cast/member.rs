//! The records of the members.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_news::{AttributionId, Cite, EntityId, EntityKind, Member, MentionKind, Step, StoryId};

use super::Cast;
use super::merge::{Cluster, Merger};
use super::part::Part as Entity;
use crate::page::{Page, Part};

/// Writes the cast of a story from what was put together.
pub(crate) fn cast(pages: &[Page], members: &[usize], merger: &Merger, story: StoryId) -> Cast {
    let mut id_of: FxHashMap<EntityId, EntityId> = FxHashMap::default();
    let mut ids: BTreeMap<usize, EntityId> = BTreeMap::new();
    for (number, _) in merger.clusters() {
        let first = merger.parts_of(number).map(|part| part.entity.id).min();
        let Some(first) = first else { continue };
        let id = EntityId::of(&[&story.bytes(), &first.bytes()]);
        ids.insert(number, id);
        id_of.extend(merger.parts_of(number).map(|part| (part.entity.id, id)));
    }
    let spoken = spoken(pages, members, &id_of);
    let mut cast: Vec<(f32, Member)> = Vec::new();
    for (number, cluster) in merger.clusters() {
        let Some(id) = ids.get(&number).copied() else { continue };
        let parts: Vec<&Entity> = merger.parts_of(number).collect();
        let weight =
            weight(pages, members, &parts) + spoken.get(&id).map_or(0.0, |n| libm::logf(1.0 + *n as f32));
        cast.push((weight, member(pages, members, id, &parts, cluster, &id_of)));
    }
    cast.sort_by(|(p, a), (q, b)| {
        b.named.cmp(&a.named).then(q.total_cmp(p)).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id))
    });
    let members_found: Vec<Member> = cast.into_iter().map(|(_, member)| member).collect();
    let speakers = speakers(pages, members, merger, &id_of, &members_found);
    Cast { members: members_found, speakers }
}

fn member(
    pages: &[Page],
    pages_of: &[usize],
    id: EntityId,
    parts: &[&Entity],
    cluster: &Cluster,
    id_of: &FxHashMap<EntityId, EntityId>,
) -> Member {
    let named = parts.iter().any(|part| part.entity.named);
    let name = fullest(pages, pages_of, parts, named);
    let mut aliases: Vec<String> = parts
        .iter()
        .filter(|part| part.entity.named)
        .flat_map(|part| std::iter::once(&part.entity.name).chain(&part.entity.aliases))
        .filter(|alias| **alias != name)
        .cloned()
        .collect();
    aliases.sort_unstable();
    aliases.dedup();
    let mut mentions: Vec<Cite> = parts
        .iter()
        .flat_map(|part| part.mentions.iter().map(|m| pages[pages_of[part.page]].article.cite(m.span)))
        .collect();
    mentions.sort_unstable();
    mentions.dedup();
    let mut ids: Vec<EntityId> = parts.iter().map(|part| part.entity.id).collect();
    ids.sort_unstable();
    let count = |part: &&Entity| part.mentions.len().max(1);
    let affiliation = most(parts.iter().filter_map(|part| {
        let to = id_of.get(&part.entity.affiliation?).copied().filter(|to| *to != id)?;
        Some((to, count(part)))
    }));
    let mut steps: Vec<Step> = cluster.steps.clone();
    steps.sort_by(|a, b| b.score.get().total_cmp(&a.score.get()).then_with(|| a.cites.cmp(&b.cites)));
    Member {
        id,
        kind: kind(parts),
        name,
        named,
        aliases,
        titles: titles(parts, named),
        affiliation,
        state: most(parts.iter().filter_map(|part| Some((part.entity.state.clone()?, count(part))))),
        place: {
            let known = parts.iter().filter_map(|part| Some((part.entity.place.as_ref()?, count(part))));
            let best = most(known.clone().map(|(place, n)| (place.gazetteer.as_str(), n)));
            known.map(|(place, _)| place).find(|place| Some(place.gazetteer.as_str()) == best).cloned()
        },
        mentions,
        parts: ids,
        steps,
    }
}

/// The kind that most mentions give; one that says nothing yields to any that says something.
fn kind(parts: &[&Entity]) -> EntityKind {
    let votes = |other: bool| {
        most(
            parts
                .iter()
                .filter(|part| (part.entity.kind == EntityKind::Other) == other)
                .map(|part| (part.entity.kind, part.mentions.len().max(1))),
        )
    };
    votes(false).unwrap_or(EntityKind::Other)
}

/// What has most votes; among equals the smallest.
fn most<T: Ord>(votes: impl Iterator<Item = (T, usize)>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for (vote, n) in votes {
        *counts.entry(vote).or_default() += n;
    }
    let mut best: Option<(T, usize)> = None;
    for (vote, n) in counts {
        if best.as_ref().is_none_or(|(_, known)| n > *known) {
            best = Some((vote, n));
        }
    }
    best.map(|(vote, _)| vote)
}

/// The fullest name: no acronym where there is a name, more words before fewer, then the one used most.
fn fullest(pages: &[Page], pages_of: &[usize], parts: &[&Entity], named: bool) -> String {
    if !named {
        let longest = |part: &&&Entity| (part.entity.name.len(), std::cmp::Reverse(part.entity.id));
        return parts.iter().max_by_key(longest).map(|part| part.entity.name.clone()).unwrap_or_default();
    }
    let mut used: FxHashMap<&str, usize> = FxHashMap::default();
    for part in parts {
        let article = pages[pages_of[part.page]].article;
        for mention in part.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            *used.entry(mention.span.slice(&article.text)).or_default() += 1;
        }
    }
    let forms = parts.iter().filter(|part| part.entity.named).flat_map(|part| &part.forms);
    let best = forms.max_by(|a, b| {
        let key = |form: &super::form::Form| {
            let used = used.get(form.text.as_str()).copied().unwrap_or(0);
            (form.acronym.is_none(), form.tokens.iter().filter(|t| t.len() > 1).count().min(8), used)
        };
        key(a).cmp(&key(b)).then_with(|| b.text.cmp(&a.text))
    });
    best.map(|form| form.text.clone()).unwrap_or_default()
}

/// Titles of all parts, each wording once; descriptions of those whose name another article gives are titles too.
fn titles(parts: &[&Entity], named: bool) -> Vec<String> {
    let described = |part: &&Entity| {
        let words = &part.entity.name;
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
        (named && !part.entity.named).then(|| bare.to_owned())
    };
    let mut titles: Vec<String> =
        parts.iter().flat_map(|part| part.entity.titles.iter().cloned().chain(described(part))).collect();
    titles.sort_by(|a, b| a.to_lowercase().cmp(&b.to_lowercase()).then_with(|| a.cmp(b)));
    titles.dedup_by(|a, b| a.to_lowercase() == b.to_lowercase());
    titles
}

/// How much the articles make of a member: in how many it is named, how often, and how far up.
fn weight(pages: &[Page], pages_of: &[usize], parts: &[&Entity]) -> f32 {
    let mut by_page: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    for part in parts {
        for mention in &part.mentions {
            let page = &pages[pages_of[part.page]];
            let (count, top) = by_page.entry(part.page).or_default();
            *count += 1.0;
            *top = top.max(match page.part_of(mention.span) {
                Some(Part::Title) => 2.0,
                Some(Part::Lead) => 1.0,
                _ => 0.0,
            });
        }
    }
    by_page.values().map(|(count, top)| libm::logf(1.0 + count) + top).sum()
}

/// How many attributions each member speaks.
fn spoken(
    pages: &[Page],
    members: &[usize],
    id_of: &FxHashMap<EntityId, EntityId>,
) -> FxHashMap<EntityId, usize> {
    let mut spoken = FxHashMap::default();
    for &page in members {
        for speaker in pages[page].reading.attributions.iter().filter_map(|a| a.speaker) {
            if let Some(member) = id_of.get(&speaker) {
                *spoken.entry(*member).or_default() += 1;
            }
        }
    }
    spoken
}

/// Attributions whose speaker the own article only describes and another names.
fn speakers(
    pages: &[Page],
    pages_of: &[usize],
    merger: &Merger,
    id_of: &FxHashMap<EntityId, EntityId>,
    members: &[Member],
) -> Vec<(AttributionId, EntityId)> {
    let unnamed: FxHashSet<EntityId> =
        merger.parts.iter().filter(|part| !part.entity.named).map(|part| part.entity.id).collect();
    let named: FxHashSet<EntityId> = members.iter().filter(|m| m.named).map(|m| m.id).collect();
    let mut found: Vec<(AttributionId, EntityId)> = pages_of
        .iter()
        .flat_map(|page| &pages[*page].reading.attributions)
        .filter_map(|attribution| {
            let speaker = attribution.speaker.filter(|speaker| unnamed.contains(speaker))?;
            let member = id_of.get(&speaker).copied().filter(|member| named.contains(member))?;
            Some((attribution.id, member))
        })
        .collect();
    found.sort_unstable();
    found
}
