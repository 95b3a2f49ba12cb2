//! Entities that are one because their names are, or can be, one.

use std::collections::{BTreeMap, BTreeSet};

use sayso_lexicon::Sort;
use sayso_news::PlacePrecision;

use super::form::{Form, consonants, fold, same_person, same_spelling};
use super::merge::{Merger, Proposal, Rule, kinds_agree};
use super::part::Part;
use super::words::{Area, Words};

/// Entities under one key that are compared pair by pair; more are compared with the first only.
const CROWD: usize = 40;
/// Letters that a state's name and what is made of it begin with: "Kethria", "Kethrian".
const STEM: usize = 4;

/// Lists parts under keys, then puts forward every pair under one key that `judge` takes.
fn under_one_key(
    keys: impl Iterator<Item = (String, usize)>,
    rule: Rule,
    judge: impl Fn(usize, usize) -> Option<f32>,
    out: &mut Vec<Proposal>,
) {
    let mut listed: Vec<(String, usize)> = keys.collect();
    // The parts come in order, so those under one key do too.
    listed.sort_by(|(a, _), (b, _)| a.cmp(b));
    listed.dedup();
    for list in listed.chunk_by(|(a, _), (b, _)| a == b) {
        let list: Vec<usize> = list.iter().map(|(_, part)| *part).collect();
        for (i, &b) in list.iter().enumerate().skip(1) {
            let before = if list.len() > CROWD { &list[..1] } else { &list[..i] };
            for &a in before.iter().filter(|a| **a != b) {
                if let Some(score) = judge(a, b) {
                    out.push(Proposal { a, b, rule, score, cites: Vec::new() });
                }
            }
        }
    }
}

fn forms<'p>(parts: &'p [Part]) -> impl Iterator<Item = (usize, &'p Form)> {
    parts.iter().enumerate().flat_map(|(i, part)| part.forms.iter().map(move |form| (i, form)))
}

/// The same name, letter by letter. A person's family name alone waits for the full names.
pub(crate) fn same_name(parts: &[Part]) -> Vec<Proposal> {
    let mut out = Vec::new();
    let alone = |i: usize, form: &Form| {
        parts[i].is_person() && form.tokens.len() == 1 && parts[i].forms.iter().any(|f| f.tokens.len() > 1)
    };
    let keys = forms(parts).filter(|(i, form)| !alone(*i, form)).map(|(i, form)| (form.key(), i));
    let judge = |a: usize, b: usize| {
        let (x, y) = (&parts[a].entity, &parts[b].entity);
        let long = parts[a].forms.iter().any(|f| f.tokens.len() > 1 && parts[b].forms.contains(f));
        (kinds_agree(x.kind, y.kind) || long || !(parts[a].is_person() || parts[b].is_person()))
            .then_some(if x.name == y.name { 1.0 } else { 0.95 })
    };
    under_one_key(keys, Rule::SameName, judge, &mut out);
    out
}

/// One place: the gazetteer says so, or the names differ only in how the same kind of place is called.
pub(crate) fn same_place(parts: &[Part], words: &Words) -> Vec<Proposal> {
    let mut out = Vec::new();
    let gazetteer = parts
        .iter()
        .enumerate()
        .filter_map(|(i, part)| Some((part.entity.place.as_ref()?.own_id()?.to_owned(), i)));
    under_one_key(gazetteer, Rule::SamePlace, |_, _| Some(0.95), &mut out);
    let named =
        forms(parts).filter(|(i, _)| parts[*i].is_place() || parts[*i].is_body()).filter_map(|(i, form)| {
            let (base, area) = place_name(form, words)?;
            let own = parts[i].entity.place.as_ref().filter(|place| !place.within);
            let fallback = own.and_then(|place| match place.precision {
                PlacePrecision::Region => Some(Area::Region),
                PlacePrecision::District => Some(Area::District),
                PlacePrecision::Settlement => Some(Area::Settlement),
                _ => None,
            });
            Some((format!("{base} {:?}", area.or(parts[i].area).or(fallback).unwrap_or(Area::Settlement)), i))
        });
    let judge = |a: usize, b: usize| (parts[a].is_place() || parts[b].is_place()).then_some(0.9);
    under_one_key(named, Rule::SamePlace, judge, &mut out);
    out
}

/// One state: the tables know both names of it.
pub(crate) fn same_state(parts: &[Part], words: &Words) -> Vec<Proposal> {
    let mut out = Vec::new();
    let state = |(i, form): (usize, &Form)| {
        let known = words.known(&form.text).filter(|known| known.sort == Sort::State)?;
        Some((known.state.to_owned(), i))
    };
    let keys = forms(parts).filter(|(i, _)| !parts[*i].is_person()).filter_map(state);
    under_one_key(keys, Rule::SameState, |_, _| Some(0.95), &mut out);
    out
}

/// A place's name without the words that say what it is, and what they say.
pub(crate) fn place_name(form: &Form, words: &Words) -> Option<(String, Option<Area>)> {
    let (mut area, mut base) = (None, Vec::new());
    for token in &form.tokens {
        match words.area(token) {
            Some(kind) => area = Some(kind),
            None if words.is_small(token) && form.tokens.len() > 1 => {}
            None => base.push(token.as_str()),
        }
    }
    (!base.is_empty()).then(|| (base.join(" "), area))
}

/// The same words in another order, or in words that translate them: "Liberty of X Legion", "X Freedom Legion".
pub(crate) fn translated(parts: &[Part]) -> Vec<Proposal> {
    let mut out = Vec::new();
    let long = forms(parts).filter(|(i, form)| parts[*i].is_body() && form.bag.len() > 1);
    let keys = long.map(|(i, form)| (form.bag.join(" "), i));
    under_one_key(keys, Rule::TranslatedName, |_, _| Some(0.85), &mut out);
    out
}

/// One body of one state: "Kethrian Ministry of Defence", and "the Defence Ministry" that a text gives to Kethria.
pub(crate) fn of_one_state(parts: &[Part]) -> Vec<Proposal> {
    let mut out = Vec::new();
    let stem = |state: &str| fold(state).concat().chars().take(STEM).collect::<String>();
    let states: BTreeSet<String> = parts
        .iter()
        .filter_map(|part| part.entity.state.as_deref().map(stem))
        .filter(|stem| stem.chars().count() == STEM)
        .collect();
    let bodies = forms(parts).filter(|(i, form)| parts[*i].is_body() && form.bag.len() > 1);
    let keys = bodies.filter_map(|(i, form)| {
        // What no table knows as an adjective begins as the state does.
        let named =
            || states.iter().find(|s| form.bag.iter().any(|word| word.starts_with(s.as_str()))).cloned();
        let state = parts[i].entity.state.as_deref().map(stem).or_else(named)?;
        let own: Vec<&str> = form.bag.iter().map(String::as_str).filter(|w| !w.starts_with(&state)).collect();
        (own.len() > 1 && states.contains(&state)).then(|| (format!("{state}: {}", own.join(" ")), i))
    });
    under_one_key(keys, Rule::StateBody, |_, _| Some(0.85), &mut out);
    out
}

/// One person's full name in two spellings, with or without middle names.
pub(crate) fn spelled_otherwise(parts: &[Part]) -> Vec<Proposal> {
    let mut out = Vec::new();
    let people =
        || parts.iter().enumerate().flat_map(|(i, part)| part.full_names().map(move |form| (i, form)));
    let family = |form: &Form| form.tokens.last().map(|token| consonants(token)).unwrap_or_default();
    let judge = |a: usize, b: usize| {
        let agree = |x: &Form| parts[b].full_names().any(|y| same_person(&x.tokens, &y.tokens));
        parts[a].full_names().any(agree).then_some(0.85)
    };
    under_one_key(people().map(|(i, form)| (family(form), i)), Rule::Spelling, judge, &mut out);
    out
}

/// A place's or body's name of one long word in two spellings.
pub(crate) fn word_spelled_otherwise(parts: &[Part]) -> Vec<Proposal> {
    let mut out = Vec::new();
    let single = |(i, form): &(usize, &Form)| {
        !parts[*i].is_person()
            && form.tokens.len() == 1
            && form.acronym.is_none()
            && form.tokens[0].chars().count() > 4
    };
    let judge = |a: usize, b: usize| {
        let long = |part: &'_ Part| -> Vec<String> {
            part.forms.iter().filter(|f| f.tokens.len() == 1 && f.acronym.is_none()).map(Form::key).collect()
        };
        let alike = long(&parts[a]).iter().any(|x| long(&parts[b]).iter().any(|y| same_spelling(x, y)));
        // A reader that knows neither spelling may take a town for a body.
        let placed = parts[a].is_place() || parts[b].is_place();
        let kinds = placed || kinds_agree(parts[a].entity.kind, parts[b].entity.kind);
        (alike && kinds && parts[a].page != parts[b].page).then_some(0.7)
    };
    let keys = forms(parts).filter(single).map(|(i, form)| (consonants(&form.tokens[0]), i));
    under_one_key(keys, Rule::Spelling, judge, &mut out);
    out
}

/// An acronym and the one name in the story whose words its letters begin.
pub(crate) fn acronyms(merger: &Merger, words: &Words) -> Vec<Proposal> {
    let parts = merger.parts;
    let mut long: BTreeMap<char, Vec<(usize, &Form)>> = BTreeMap::new();
    for (i, form) in forms(parts).filter(|(i, form)| parts[*i].is_body() && form.tokens.len() > 1) {
        if let Some(letter) = form.tokens[0].chars().next() {
            long.entry(letter).or_default().push((i, form));
        }
    }
    let mut out = Vec::new();
    for (i, form) in forms(parts).filter(|(i, _)| parts[*i].is_body()) {
        let Some(acronym) = &form.acronym else { continue };
        let Some(first) = acronym.chars().next() else { continue };
        let found: Vec<usize> = long
            .get(&first)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter(|(_, name)| name.expands(acronym, words))
            .map(|(j, _)| *j)
            .collect();
        let clusters: std::collections::BTreeSet<usize> =
            found.iter().map(|j| merger.cluster_of(*j)).collect();
        if let ([j, ..], 1) = (&found[..], clusters.len()) {
            out.push(Proposal { a: *j, b: i, rule: Rule::Acronym, score: 0.85, cites: Vec::new() });
        }
    }
    out
}

/// A person of whom a text gives one name only, and the one person in the story whose full name holds it.
pub(crate) fn family_names(merger: &Merger) -> Vec<Proposal> {
    let parts = merger.parts;
    let mut holders: BTreeMap<&str, BTreeMap<usize, (usize, bool)>> = BTreeMap::new();
    for (i, part) in parts.iter().enumerate() {
        for form in part.full_names() {
            for (nth, token) in form.tokens.iter().enumerate() {
                let family = nth + 1 == form.tokens.len();
                let held =
                    holders.entry(token).or_default().entry(merger.cluster_of(i)).or_insert((i, family));
                held.1 |= family;
            }
        }
    }
    let mut out = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let single = part.forms.iter().find(|form| form.tokens.len() == 1 && form.acronym.is_none());
        let lone = part.forms.iter().all(|form| form.tokens.len() == 1);
        let Some(form) = single.filter(|_| lone && kinds_agree_person(part)) else { continue };
        let Some(holders) = holders.get(form.tokens[0].as_str()) else { continue };
        let families: Vec<usize> = holders.values().filter(|(_, family)| *family).map(|(j, _)| *j).collect();
        let others: Vec<usize> = holders.values().map(|(j, _)| *j).collect();
        let (found, score) = match (&families[..], &others[..]) {
            ([j], _) => (*j, 0.85),
            ([], [j]) if part.is_person() => (*j, 0.6),
            _ => continue,
        };
        out.push(Proposal { a: found, b: i, rule: Rule::FamilyName, score, cites: Vec::new() });
    }
    out
}

fn kinds_agree_person(part: &Part) -> bool {
    kinds_agree(part.entity.kind, sayso_news::EntityKind::Person)
}
