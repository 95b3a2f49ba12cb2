//! Entities that are one because of what they are and with whom they are named.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::Cite;
use sayso_text::Span;

use super::merge::{Merger, Proposal, Rule, kinds_agree};
use super::office::Office;
use super::part::Part;
use super::words::Words;
use crate::page::Page;

/// Somebody only described, and the one in the story who holds that office.
pub(crate) fn offices(merger: &Merger, words: &Words) -> Vec<Proposal> {
    let parts = merger.parts;
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, part) in parts.iter().enumerate() {
        for key in part.offices.iter().flat_map(Office::keys) {
            let list = holders.entry(key).or_default();
            if list.last() != Some(&i) {
                list.push(i);
            }
        }
    }
    let mut out = Vec::new();
    for (i, part) in parts.iter().enumerate().filter(|(_, part)| !part.entity.named) {
        let Some(office) = part.offices.first() else { continue };
        let is_office = part.is_person() && office.is_held(words);
        let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
        let others: BTreeSet<usize> = office
            .keys()
            .filter_map(|key| holders.get(&key))
            .flatten()
            .copied()
            .filter(|j| *j != i)
            .collect();
        for j in others {
            let score = parts[j].offices.iter().filter_map(|other| office.agrees(other)).fold(0.0, f32::max);
            let fits =
                if is_office { parts[j].is_person() } else { same_description(part, &parts[j], score) };
            if score > 0.0 && fits {
                let best = found.entry(merger.cluster_of(j)).or_insert((j, score));
                if score > best.1 {
                    *best = (j, score);
                }
            }
        }
        let named: Vec<(usize, f32)> = found
            .iter()
            .filter(|(cluster, _)| merger.parts_of(**cluster).any(|part| part.entity.named))
            .map(|(_, best)| *best)
            .collect();
        let rule = if is_office { Rule::Office } else { Rule::Description };
        match (&named[..], found.len()) {
            ([(j, score)], _) => out.push(proposal(*j, i, rule, *score)),
            ([], n) if n > 0 && !office.is_vague(words) => {
                out.extend(found.values().map(|(j, score)| proposal(*j, i, rule, *score)));
            }
            _ => {}
        }
    }
    out
}

/// Whether two texts describe one thing of one state in the same words: "the Talurian army". Without a state, "the
/// officers" of two texts need not be the same.
fn same_description(a: &Part, b: &Part, score: f32) -> bool {
    let state = a.entity.state.is_some() && a.entity.state == b.entity.state;
    !b.entity.named && a.page != b.page && kinds_agree(a.entity.kind, b.entity.kind) && state && score > 0.85
}

fn proposal(a: usize, b: usize, rule: Rule, score: f32) -> Proposal {
    Proposal { a, b, rule, score, cites: Vec::new() }
}

/// Two entities named side by side: "the Harbour Guard and the RDX".
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) parts: (usize, usize),
    /// Both names and what stands between.
    pub(crate) cite: Cite,
}

/// Pairs that texts name side by side.
pub(crate) fn side_by_side(pages: &[Page], members: &[usize], parts: &[Part]) -> Vec<Pair> {
    let mut by_page: Vec<Vec<(Span, usize)>> = vec![Vec::new(); members.len()];
    for (i, part) in parts.iter().enumerate() {
        by_page[part.page].extend(part.names.iter().map(|span| (*span, i)));
    }
    let mut pairs = Vec::new();
    for (nth, mut mentions) in by_page.into_iter().enumerate() {
        mentions.sort_unstable();
        let article = pages[members[nth]].article;
        for pair in mentions.windows(2) {
            let ((first, a), (second, b)) = (pair[0], pair[1]);
            if a != b && first.end() <= second.start() {
                let between = Span::of(first.end()..second.start()).slice(&article.text);
                if is_and(between) {
                    pairs.push(Pair { parts: (a, b), cite: article.cite(first.cover(second)) });
                }
            }
        }
    }
    pairs
}

/// Whether words between two names join them as equals.
fn is_and(between: &str) -> bool {
    if between.len() > 40 || between.contains('\n') {
        return false;
    }
    let mut words = between.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|w| !w.is_empty());
    let joined = match words.next() {
        Some("and" | "&" | "or") => true,
        Some("as") => words.next() == Some("well") && words.next() == Some("as"),
        Some("together" | "along") => words.next() == Some("with"),
        _ => false,
    };
    joined
        && words.next().is_none_or(|word| matches!(word, "the" | "its" | "their" | "a"))
        && words.next().is_none()
}

/// An acronym whose letters begin no name here, and the one full name that stands beside the same partner: a foreign
/// language's acronym ("the RDK and the Legion" in one place, "the Legion and the Volunteer Corps" in another).
pub(crate) fn same_partner(merger: &Merger, pairs: &[Pair]) -> Vec<Proposal> {
    let parts = merger.parts;
    let mut beside: BTreeMap<usize, Company> = BTreeMap::new();
    for pair in pairs {
        for (slot, partner) in [(pair.parts.0, pair.parts.1), (pair.parts.1, pair.parts.0)] {
            let (cluster, partner) = (merger.cluster_of(slot), merger.cluster_of(partner));
            let company = beside.entry(partner).or_default();
            let side = match standing(merger, cluster) {
                Standing::BareAcronym => &mut company.acronyms,
                Standing::NameWithoutAcronym => &mut company.names,
                Standing::Neither => continue,
            };
            side.entry(cluster).or_insert(Beside { part: slot, cite: pair.cite });
        }
    }
    let mut out = Vec::new();
    for company in beside.values() {
        let mut acronyms = company.acronyms.values();
        let (Some(acronym), None) = (acronyms.next(), acronyms.next()) else { continue };
        let letter = |part: usize| parts[part].forms.iter().find_map(|form| form.acronym.clone());
        let Some(letters) = letter(acronym.part) else { continue };
        // The letters of a translated name begin at least one of its words: its country or people keeps its own.
        let shares = |part: usize| {
            let mut forms = parts[part].forms.iter();
            forms.any(|form| form.tokens.iter().any(|t| letters.starts_with(t.chars().next().unwrap_or(' '))))
        };
        let fit: Vec<&Beside> = company.names.values().filter(|name| shares(name.part)).collect();
        if let [name] = fit[..] {
            let cites = vec![name.cite, acronym.cite];
            out.push(Proposal { a: name.part, b: acronym.part, rule: Rule::Coordination, score: 0.6, cites });
        }
    }
    out
}

/// One who stands beside a partner.
#[derive(Debug, Clone, Copy)]
struct Beside {
    part: usize,
    cite: Cite,
}

/// The acronyms and the full names that stand beside one partner, by cluster.
#[derive(Debug, Default)]
struct Company {
    acronyms: BTreeMap<usize, Beside>,
    names: BTreeMap<usize, Beside>,
}

/// What names a cluster has.
enum Standing {
    BareAcronym,
    NameWithoutAcronym,
    Neither,
}

fn standing(merger: &Merger, cluster: usize) -> Standing {
    let (mut acronym, mut name) = (false, false);
    for part in merger.parts_of(cluster) {
        if !part.is_body() {
            return Standing::Neither;
        }
        acronym |= part.forms.iter().any(|form| form.acronym.is_some());
        name |= part.forms.iter().any(|form| form.acronym.is_none() && form.tokens.len() > 1);
    }
    match (acronym, name) {
        (true, false) => Standing::BareAcronym,
        (false, true) => Standing::NameWithoutAcronym,
        _ => Standing::Neither,
    }
}
