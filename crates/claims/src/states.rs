//! Which state each member of the cast is of: its own, its body's, or the one that its name speaks of.

use rustc_hash::FxHashMap;
use sayso_news::{EntityId, EntityKind, Member, Story};

use crate::material::NONE;

/// State of each member, by index into the distinct states.
pub(crate) fn states(story: &Story, ids: &FxHashMap<EntityId, u32>) -> Vec<u32> {
    let mut names: Vec<&str> = story.cast.iter().filter_map(|m| m.state.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    let countries: Vec<(String, u32)> = story
        .cast
        .iter()
        .filter(|m| m.kind == EntityKind::Place && m.affiliation.is_none())
        .filter_map(|m| Some((m, names.binary_search(&m.state.as_deref()?).ok()? as u32)))
        .flat_map(|(m, state)| {
            std::iter::once(&m.name)
                .chain(&m.aliases)
                .flat_map(|name| name.split_whitespace())
                .map(move |word| (word.to_lowercase(), state))
        })
        .filter(|(word, _)| word.chars().count() >= 4)
        .collect();
    story
        .cast
        .iter()
        .map(|member| {
            let given = through(story, ids, member);
            given.and_then(|name| names.binary_search(&name).ok()).map_or_else(
                || if member.kind == EntityKind::Place { NONE } else { named(member, &countries) },
                |i| i as u32,
            )
        })
        .collect()
}

/// The state of a member or of what it belongs to.
fn through<'s>(story: &'s Story, ids: &FxHashMap<EntityId, u32>, member: &'s Member) -> Option<&'s str> {
    let mut member = member;
    // Affiliations are a few steps deep; more would be a ring.
    for _ in 0..4 {
        if let Some(state) = member.state.as_deref() {
            return Some(state);
        }
        let next = member.affiliation.and_then(|id| ids.get(&id))?;
        member = story.cast.get(*next as usize)?;
    }
    None
}

/// The country whose name or people the member's own name speaks of: "Tolmenian navy" is Tolmenia's.
fn named(member: &Member, countries: &[(String, u32)]) -> u32 {
    let mut best: (usize, u32) = (0, NONE);
    for word in member.name.split(|c: char| !c.is_alphabetic()) {
        if !word.starts_with(char::is_uppercase) {
            continue;
        }
        let word = word.to_lowercase();
        for (country, state) in countries {
            let shared = word.chars().zip(country.chars()).take_while(|(a, b)| a == b).count();
            let (len, all) = (word.chars().count(), country.chars().count());
            if shared >= 4.max(all.saturating_sub(2)) && len <= all + 4 && shared > best.0 {
                best = (shared, *state);
            }
        }
    }
    best.1
}
