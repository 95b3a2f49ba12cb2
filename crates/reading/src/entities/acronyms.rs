//! Acronyms and what they are short for.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use sayso_news::{EntityKind, Tag};

use super::clusters::Clusters;
use super::spelling;
use crate::draft::Draft;
use crate::names::{Form, Name, is_acronym};

/// Merges acronyms with the names that they stand for.
pub(super) fn merge(draft: &Draft<'_>, names: &[Name], clusters: &mut Clusters) {
    defined(names, clusters);
    by_initials(draft, clusters);
    same_slot(draft, names, clusters);
}

/// "Free Meva Brigade (FMB)": the text says so.
fn defined(names: &[Name], clusters: &mut Clusters) {
    for (at, name) in names.iter().enumerate() {
        let Some(long) = name.short_for else { continue };
        let (Some(short), Some(long)) = (clusters.of(at), clusters.of(long)) else { continue };
        if short.slot != long.slot && !clusters.slots[long.slot].merged {
            clusters.merge(short.slot, long.slot, 0.97, "acronym-in-brackets", None);
        }
    }
}

/// Whether the slot is called by an acronym alone, and which.
fn acronym(draft: &Draft<'_>, clusters: &Clusters, slot: usize) -> Option<CompactString> {
    let slot = &clusters.slots[slot];
    let word = draft.words(slot.first);
    (slot.words.len() == 1 && is_acronym(word) && slot.known.is_none())
        .then(|| word.replace('.', "").to_uppercase().into())
}

/// "RVC" for "Russian Volunteer Corps", where no other name has those initials.
fn by_initials(draft: &Draft<'_>, clusters: &mut Clusters) {
    let mut of = FxHashMap::<CompactString, Vec<usize>>::default();
    for at in clusters.live() {
        let slot = &clusters.slots[at];
        if slot.words.len() < 2 || slot.kind == Some(EntityKind::Person) {
            continue;
        }
        let initial = |w: &CompactString| {
            w.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default()
        };
        let content: CompactString =
            slot.words.iter().filter(|w| !spelling::joins(w)).map(initial).collect::<String>().into();
        let all: CompactString = slot.words.iter().map(initial).collect::<String>().into();
        if content != all {
            of.entry(all).or_default().push(at);
        }
        of.entry(content).or_default().push(at);
    }
    let live: Vec<_> = clusters.live().collect();
    for at in live {
        let Some(letters) = acronym(draft, clusters, at) else { continue };
        let long: Vec<_> = of
            .get(&letters)
            .into_iter()
            .flatten()
            .copied()
            .filter(|l| !clusters.slots[*l].merged && *l != at)
            .take(3)
            .collect();
        if let [only] = long[..] {
            clusters.merge(at, only, 0.85, "initials", None);
        }
    }
}

/// An acronym in another language: "the Liberty of Russia Legion and the Russian Volunteer Corps" in one sentence, "the
/// RDK and the ‘Freedom of Russia’ Legion" in another. What stands beside the same partner, with as many words as the
/// acronym has letters and the same first letter, may be the same; the score says that it is a guess.
fn same_slot(draft: &Draft<'_>, names: &[Name], clusters: &mut Clusters) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let bodies: Vec<usize> = (0..names.len()).filter(|at| names[*at].form == Form::Named).collect();
    for pair in bodies.windows(2) {
        let (a, b) = (&names[pair[0]], &names[pair[1]]);
        let between = a.tokens.end..b.tokens.start;
        if between.len() > 4 || between.is_empty() || !between.clone().any(|at| draft.lemma(at) == "and") {
            continue;
        }
        let filler = between.clone().all(|at| {
            matches!(draft.lemma(at), "and" | "the" | "," | "also")
                || matches!(draft.tag(at), Tag::Open | Tag::Close)
        });
        if let (true, Some(x), Some(y)) = (filler, clusters.of(pair[0]), clusters.of(pair[1]))
            && x.slot != y.slot
        {
            pairs.push((x.slot, y.slot));
            pairs.push((y.slot, x.slot));
        }
    }
    pairs.truncate(400);
    for at in 0..clusters.slots.len() {
        if clusters.slots[at].merged {
            continue;
        }
        let Some(letters) = acronym(draft, clusters, at) else { continue };
        let partners: Vec<usize> = pairs.iter().filter(|(a, _)| *a == at).map(|(_, b)| *b).collect();
        let mut found: Vec<usize> = Vec::new();
        for (partner, other) in &pairs {
            if partners.contains(partner)
                && *other != at
                && fits(clusters, *other, &letters)
                && !found.contains(other)
            {
                found.push(*other);
            }
        }
        if let [only] = found[..] {
            clusters.merge(at, only, 0.6, "same-place-beside-the-same-name", None);
        }
    }
}

fn fits(clusters: &Clusters, slot: usize, letters: &str) -> bool {
    let slot = &clusters.slots[slot];
    let words: Vec<_> = slot.words.iter().filter(|w| !spelling::joins(w)).collect();
    let body = matches!(slot.kind, Some(EntityKind::Organisation | EntityKind::Group));
    let first = |w: &str| w.chars().next().map(|c| c.to_ascii_lowercase());
    !slot.merged
        && body
        && words.len() == letters.chars().count()
        && words.first().and_then(|w| first(w)) == first(letters)
        // A name that the text itself shortens otherwise is not this one.
        && !slot.aliases.iter().any(|a| is_acronym(a))
}
