//! Different names of one person, body or group inside one article.
//!
//! Two groups are never merged because their names share words: all words that count must agree, or the text must say so.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use sayso_lexicon::Sort;
use sayso_news::EntityKind;

use super::clusters::{Clusters, Slot, join};
use super::spelling;
use crate::draft::Draft;
use crate::names::{Form, Name};

/// Slots that share a surname (or another key) at most; beyond, text is no news.
const LIMIT: usize = 24;
/// Words at the front of a body's name that may stand for all of it, at most, and one.
const FRONT: usize = 5;
/// How much speaks for a person that somebody of this surname was named in full before.
const NAMED: f32 = 1.2;

/// Merges slots whose names are of one thing.
pub(super) fn merge(draft: &Draft<'_>, names: &[Name], clusters: &mut Clusters) {
    people(clusters);
    surnames(draft, clusters);
    translated(draft, clusters);
    shortened(draft, clusters);
    regions(draft, names, clusters);
}

fn surname(slot: &Slot) -> Option<&str> {
    let last = slot
        .words
        .iter()
        .rev()
        .find(|w| !matches!(w.as_str(), "jr" | "jr." | "sr" | "sr." | "ii" | "iii" | "iv"))?;
    let bare = last.strip_prefix("al-").or_else(|| last.strip_prefix("el-")).unwrap_or(last);
    Some(bare)
}

fn is_body(kind: Option<EntityKind>) -> bool {
    matches!(kind, Some(EntityKind::Organisation | EntityKind::Group))
}

/// "I. Strebac" and "Ilja Štrebac", "Vladimir V. Petrov" and "Vladimir Petrov".
fn people(clusters: &mut Clusters) {
    let mut by_surname = FxHashMap::<CompactString, Vec<usize>>::default();
    let live: Vec<_> = clusters.live().collect();
    for at in live {
        let slot = &clusters.slots[at];
        if slot.kind != Some(EntityKind::Person) || slot.words.len() < 2 {
            continue;
        }
        let Some(last) = surname(slot) else { continue };
        let others = by_surname.entry(spelling::skeleton(last)).or_default();
        let found = others.iter().copied().find(|other| {
            let other = &clusters.slots[*other];
            surname(other).is_some_and(|o| spelling::alike(o, last))
                && first_names_agree(&other.words, &slot.words)
        });
        if let Some(other) = found {
            clusters.merge(at, other, 0.85, "name-variant", None);
        } else if others.len() < LIMIT {
            others.push(at);
        }
    }
}

fn first_names_agree(one: &[CompactString], other: &[CompactString]) -> bool {
    let (Some(a), Some(b)) = (one.first(), other.first()) else { return false };
    let initial =
        |word: &str| word.chars().count() <= 2 && (word.ends_with('.') || word.chars().count() == 1);
    if initial(a) || initial(b) {
        let first = |w: &str| spelling::unaccented(w).chars().next();
        return first(a) == first(b);
    }
    spelling::alike(a, b)
}

/// "Gladkov" after "Vyacheslav Gladkov"; "Vyacheslav" where it can be nobody else.
fn surnames(draft: &Draft<'_>, clusters: &mut Clusters) {
    let mut by_surname = FxHashMap::<CompactString, Vec<usize>>::default();
    let mut by_given = FxHashMap::<CompactString, Vec<usize>>::default();
    for at in clusters.live() {
        let slot = &clusters.slots[at];
        if slot.kind == Some(EntityKind::Person) && slot.words.len() > 1 {
            if let Some(last) = surname(slot) {
                by_surname.entry(spelling::skeleton(last)).or_default().push(at);
            }
            by_given.entry(slot.words[0].clone()).or_default().push(at);
        }
    }
    let live: Vec<_> = clusters.live().collect();
    for at in live {
        let slot = &clusters.slots[at];
        if slot.words.len() != 1 {
            continue;
        }
        let Some(word) = surname(slot) else { continue };
        // "Ruben Daltierra said so. According to Daltierra, …": whoever was just named so is meant, whatever it may look like.
        let bearers = by_surname.get(&spelling::skeleton(word)).map_or(&[][..], Vec::as_slice);
        let was_named = bearers.iter().any(|p| {
            let person = &clusters.slots[*p];
            person.words.last() == slot.words.last() && person.first.start() < slot.first.start()
        });
        if !can_be_person(slot, if was_named { NAMED } else { 0.0 }) {
            continue;
        }
        let same: Vec<usize> = bearers
            .iter()
            .take(LIMIT)
            .copied()
            .filter(|p| surname(&clusters.slots[*p]).is_some_and(|o| spelling::alike(o, word)))
            .collect();
        if let Some(person) = nearest(clusters, &same, at) {
            let exact = clusters.slots[person].words.last().is_some_and(|w| w == word);
            let score = if same.len() > 1 {
                0.6
            } else if exact {
                0.95
            } else {
                0.8
            };
            clusters.merge(at, person, score, "surname", None);
            continue;
        }
        // By the given name alone, where it is one and only one bears it.
        if let Some([person]) = by_given.get(word).map(Vec::as_slice) {
            let known = draft.lexicon.people.given(draft.words(clusters.slots[at].first)).is_some();
            // "Leonel, 51, will stay": an age, or nothing that it could be but him.
            let person_alone = clusters.slots[at].kind != Some(EntityKind::Place)
                && clusters.slots[at].evidence.weight(EntityKind::Person) > 0.0;
            if known || person_alone {
                clusters.merge(at, *person, if known { 0.75 } else { 0.65 }, "given-name", None);
            }
        }
    }
}

/// Whether a name may be a person's; `more` speaks for that besides what the name itself shows.
fn can_be_person(slot: &Slot, more: f32) -> bool {
    let person = slot.evidence.weight(EntityKind::Person) + more;
    let place = slot.evidence.weight(EntityKind::Place);
    let body = slot.evidence.weight(EntityKind::Organisation).max(slot.evidence.weight(EntityKind::Group));
    match slot.kind {
        None | Some(EntityKind::Person) => true,
        _ => place < 1.5 + person && body < 1.2 + person && slot.known.is_none_or(|k| k.sort != Sort::State),
    }
}

/// Of several, the last one named before; else the first one named after.
fn nearest(clusters: &Clusters, candidates: &[usize], at: usize) -> Option<usize> {
    let start = clusters.slots[at].first.start();
    let before = candidates
        .iter()
        .filter(|c| clusters.slots[**c].first.start() < start)
        .max_by_key(|c| clusters.slots[**c].first.start());
    before.or_else(|| candidates.iter().min_by_key(|c| clusters.slots[**c].first.start())).copied()
}

/// "Liberty of Russia Legion" and "Freedom of Russia Legion", "Brigade of Free Meva" and "Free Meva Brigade": the same
/// words, in any order, what translators choose between taken as one.
fn translated(draft: &Draft<'_>, clusters: &mut Clusters) {
    let heads = &draft.lexicon.heads;
    let mut by_words = FxHashMap::<CompactString, usize>::default();
    let live: Vec<_> = clusters.live().collect();
    for at in live {
        let slot = &clusters.slots[at];
        if !is_body(slot.kind) || slot.words.len() < 2 {
            continue;
        }
        let mut words: Vec<CompactString> = slot
            .words
            .iter()
            .filter(|w| !spelling::joins(w))
            .map(|w| CompactString::new(heads.shared(&spelling::unaccented(w))))
            .collect();
        words.sort_unstable();
        let key = join(&words);
        let Some(other) = by_words.get(&key).copied() else {
            by_words.insert(key, at);
            continue;
        };
        let choice = slot.words.iter().find(|w| !clusters.slots[other].words.contains(w));
        let entry = choice.and_then(|w| draft.lexicon.heads.synonym(w));
        let rule = if entry.is_some() { "translated-name" } else { "same-words" };
        clusters.merge(at, other, 0.85, rule, entry.map(|e| ("name-synonyms", e)));
    }
}

/// "Wagner" for "Wagner Group", "the Legion" for the one legion, "Volunteer Corps" for "Russian Volunteer Corps", "Unity Harvest" for
/// "Unity Harvest Bank".
fn shortened(draft: &Draft<'_>, clusters: &mut Clusters) {
    let mut by_first = FxHashMap::<CompactString, Vec<usize>>::default();
    let mut by_rest = FxHashMap::<CompactString, Vec<usize>>::default();
    let mut by_last = FxHashMap::<CompactString, Vec<usize>>::default();
    let mut by_front = FxHashMap::<CompactString, Vec<usize>>::default();
    for at in clusters.live() {
        let slot = &clusters.slots[at];
        if !is_body(slot.kind) || slot.words.len() < 2 {
            continue;
        }
        by_first.entry(slot.words[0].clone()).or_default().push(at);
        // "Unity Harvest" for "Unity Harvest Bank"
        for end in 2..slot.words.len().min(FRONT) {
            by_front.entry(join(&slot.words[..end])).or_default().push(at);
        }
        if let Some(last) = slot.words.last() {
            by_last.entry(last.clone()).or_default().push(at);
        }
        // "the Department" for "Department of Health"
        if matches!(slot.words[1].as_str(), "of" | "for") && slot.words.len() > 2 {
            by_last.entry(slot.words[0].clone()).or_default().push(at);
        }
        let leads = draft
            .lexicon
            .gazetteer
            .get(&capitalised(&slot.words[0]))
            .is_some_and(|k| matches!(k.sort, Sort::Adjective | Sort::State));
        if leads {
            by_rest.entry(join(&slot.words[1..])).or_default().push(at);
        }
    }
    let live: Vec<_> = clusters.live().collect();
    for at in live {
        let slot = &clusters.slots[at];
        if slot.merged {
            continue;
        }
        let key = join(&slot.words);
        let others = |map: &FxHashMap<CompactString, Vec<usize>>, clusters: &Clusters| -> Vec<usize> {
            map.get(&key)
                .into_iter()
                .flatten()
                .copied()
                .filter(|o| *o != at && !clusters.slots[*o].merged)
                .take(LIMIT)
                .collect()
        };
        if slot.words.len() > 1 {
            let told = is_person(slot) || slot.evidence.weight(EntityKind::Place) >= 0.9;
            let front = if told { Vec::new() } else { others(&by_front, clusters) };
            if let ([only], _) | ([], [only]) = (&others(&by_rest, clusters)[..], &front[..]) {
                clusters.merge(at, *only, 0.8, "short-name", None);
            }
            continue;
        }
        let head =
            draft.lexicon.heads.body(&key).is_some() || draft.lexicon.mastheads.contains(&key.as_str());
        if head {
            // "the Legion": the last one named before.
            let candidates: Vec<_> = others(&by_last, clusters)
                .into_iter()
                .filter(|o| clusters.slots[*o].first.start() < clusters.slots[at].first.start())
                .collect();
            if let Some(body) = nearest(clusters, &candidates, at) {
                let score = if candidates.len() > 1 { 0.55 } else { 0.85 };
                clusters.merge(at, body, score, "head-of-name", None);
            }
        } else if slot.known.is_none() && slot.evidence.weight(EntityKind::Place) < 0.9 && !is_person(slot) {
            // Of several that begin so, the one that had been named by then.
            let others = others(&by_first, clusters);
            let earlier = |o: &&usize| clusters.slots[**o].first.start() < clusters.slots[at].first.start();
            match (&others[..], &others.iter().filter(earlier).collect::<Vec<_>>()[..]) {
                ([only], _) => clusters.merge(at, *only, 0.75, "short-name", None),
                (_, [only]) => clusters.merge(at, **only, 0.6, "short-name", None),
                _ => {}
            }
        }
    }
}

fn is_person(slot: &Slot) -> bool {
    slot.evidence.weight(EntityKind::Person) > 1.0
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// "Belgorod region" and "Belgorod Oblast".
fn regions(draft: &Draft<'_>, names: &[Name], clusters: &mut Clusters) {
    const WORDS: [&str; 12] = [
        "region",
        "oblast",
        "province",
        "county",
        "district",
        "state",
        "governorate",
        "prefecture",
        "canton",
        "krai",
        "department",
        "island",
    ];
    let mut of_region = FxHashMap::<CompactString, usize>::default();
    for at in clusters.live() {
        let slot = &clusters.slots[at];
        if let Some((last, stem)) = slot.words.split_last()
            && !stem.is_empty()
            && WORDS.contains(&last.as_str())
        {
            of_region.entry(join(stem)).or_insert(at);
        }
    }
    let live: Vec<_> = clusters.live().collect();
    for at in live {
        let Some(region) = of_region.get(&join(&clusters.slots[at].words)).copied().filter(|r| *r != at)
        else {
            continue;
        };
        let slot = &clusters.slots[at];
        let told = slot.members.iter().any(|m| {
            let name = &names[*m];
            name.form == Form::Named && WORDS.contains(&draft.lemma(name.tokens.end))
        });
        if told && !clusters.slots[region].merged {
            clusters.merge(at, region, 0.7, "same-region", None);
        }
    }
}
