//! Entities put together one step at a time, each step on evidence and none against what is known.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{Cite, EntityKind, Made, Score, Stage, Step};

use super::form::same_person;
use super::part::Part;

/// Why two entities are held to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    SameName,
    SamePlace,
    SameState,
    TranslatedName,
    StateBody,
    Spelling,
    Acronym,
    FamilyName,
    Office,
    Description,
    Coordination,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::SameName => "same-name",
            Self::SamePlace => "same-place",
            Self::SameState => "same-state",
            Self::TranslatedName => "translated-name",
            Self::StateBody => "body-of-one-state",
            Self::Spelling => "spelling-of-one-name",
            Self::Acronym => "acronym-of-name",
            Self::FamilyName => "family-name",
            Self::Office => "office-and-place",
            Self::Description => "same-description",
            Self::Coordination => "same-partner",
        }
    }

    const fn why(self) -> &'static str {
        match self {
            Self::SameName => "the names are the same",
            Self::SamePlace => "both are one place",
            Self::SameState => "both are names of one state",
            Self::TranslatedName => "the names translate each other",
            Self::StateBody => "both are the same body of one state",
            Self::Spelling => "both spell one name",
            Self::Acronym => "the letters begin the words of the name",
            Self::FamilyName => "nobody else in the story has this name",
            Self::Office => "office and place agree, and nobody else holds the office",
            Self::Description => "the descriptions say the same of one state",
            Self::Coordination => "each is named together with the same partner",
        }
    }

    /// Whether the rule can be right about two entities that one text keeps apart: its reader may have missed it.
    const fn within_a_page(self) -> bool {
        !matches!(self, Self::Office)
    }
}

/// A merge put forward.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) rule: Rule,
    pub(crate) score: f32,
    /// Words beyond the first mentions of both that it rests on.
    pub(crate) cites: Vec<Cite>,
}

/// Entities of single readings, as far as they are put together.
#[derive(Debug)]
pub(crate) struct Merger<'p, 'a> {
    pub(crate) parts: &'p [Part<'a>],
    cluster_of: Vec<usize>,
    clusters: BTreeMap<usize, Cluster>,
}

/// What is known of entities put together.
#[derive(Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) parts: Vec<usize>,
    pub(crate) steps: Vec<Step>,
    pages: BTreeSet<usize>,
    acronyms: BTreeSet<String>,
    /// Keys of the states that the texts give it.
    states: BTreeSet<String>,
    gazetteer: BTreeSet<String>,
    /// Full names of a person.
    full_names: BTreeSet<Vec<String>>,
    /// Senses of the words of a body's longer names.
    bodies: BTreeSet<Vec<String>>,
    /// Clusters that are not this one, for some text names both side by side.
    apart: BTreeSet<usize>,
}

impl<'p, 'a> Merger<'p, 'a> {
    /// Every entity on its own; `apart` are pairs that are not one.
    pub(crate) fn new(parts: &'p [Part<'a>], apart: &[(usize, usize)]) -> Self {
        let mut clusters: BTreeMap<usize, Cluster> = parts
            .iter()
            .enumerate()
            .map(|(i, part)| {
                let cluster = Cluster {
                    parts: vec![i],
                    steps: Vec::new(),
                    pages: BTreeSet::from([part.page]),
                    acronyms: part.forms.iter().filter_map(|f| f.acronym.clone()).collect(),
                    states: part.entity.state.iter().map(ToString::to_string).collect(),
                    gazetteer: part
                        .entity
                        .place
                        .iter()
                        .filter_map(|p| p.own_id())
                        .map(str::to_owned)
                        .collect(),
                    full_names: part.full_names().map(|form| form.tokens.clone()).collect(),
                    bodies: part
                        .forms
                        .iter()
                        .filter(|form| part.is_body() && form.bag.len() > 1)
                        .map(|form| form.bag.clone())
                        .collect(),
                    apart: BTreeSet::new(),
                };
                (i, cluster)
            })
            .collect();
        for (a, b) in apart.iter().copied().filter(|(a, b)| a != b) {
            clusters.entry(a).or_default().apart.insert(b);
            clusters.entry(b).or_default().apart.insert(a);
        }
        Self { parts, cluster_of: (0..parts.len()).collect(), clusters }
    }

    /// The clusters, by their number.
    pub(crate) fn clusters(&self) -> impl Iterator<Item = (usize, &Cluster)> {
        self.clusters.iter().map(|(number, cluster)| (*number, cluster))
    }

    /// The number of the cluster that a part is in.
    pub(crate) fn cluster_of(&self, part: usize) -> usize {
        self.cluster_of[part]
    }

    /// The parts of a cluster.
    pub(crate) fn parts_of(&self, cluster: usize) -> impl Iterator<Item = &'p Part<'a>> {
        self.clusters[&cluster].parts.iter().map(|part| &self.parts[*part])
    }

    /// Carries out what is put forward, the surest first, where nothing that is known speaks against it.
    pub(crate) fn carry_out(&mut self, mut proposals: Vec<Proposal>) {
        proposals.sort_by(|x, y| {
            y.score.total_cmp(&x.score).then_with(|| (x.rule, x.a, x.b).cmp(&(y.rule, y.a, y.b)))
        });
        for proposal in proposals {
            self.try_merge(&proposal);
        }
    }

    fn try_merge(&mut self, proposal: &Proposal) {
        let (a, b) = (self.cluster_of[proposal.a], self.cluster_of[proposal.b]);
        if a == b || !self.may_merge(a, b, proposal.rule) {
            return;
        }
        let (keep, lose) = (a.min(b), a.max(b));
        let lost = self.clusters.remove(&lose).unwrap_or_default();
        for part in &lost.parts {
            self.cluster_of[*part] = keep;
        }
        for other in &lost.apart {
            if let Some(other) = self.clusters.get_mut(other) {
                other.apart.remove(&lose);
                other.apart.insert(keep);
            }
        }
        let step = self.step(proposal);
        if let Some(kept) = self.clusters.get_mut(&keep) {
            kept.parts.extend(lost.parts);
            kept.steps.extend(lost.steps);
            kept.steps.push(step);
            kept.pages.extend(lost.pages);
            kept.acronyms.extend(lost.acronyms);
            kept.states.extend(lost.states);
            kept.gazetteer.extend(lost.gazetteer);
            kept.full_names.extend(lost.full_names);
            kept.bodies.extend(lost.bodies);
            kept.apart.extend(lost.apart);
            kept.apart.remove(&lose);
            kept.apart.remove(&keep);
        }
    }

    /// Whether nothing that is known speaks against two clusters being one.
    fn may_merge(&self, a: usize, b: usize, rule: Rule) -> bool {
        let (x, y) = (&self.clusters[&a], &self.clusters[&b]);
        let by_name = rule == Rule::SameName;
        if x.apart.contains(&b) && !by_name {
            return false;
        }
        if !rule.within_a_page() && !x.pages.is_disjoint(&y.pages) {
            return false;
        }
        let conflict =
            |p: &BTreeSet<String>, q: &BTreeSet<String>| !p.is_empty() && !q.is_empty() && p.is_disjoint(q);
        if !by_name && (conflict(&x.acronyms, &y.acronyms) || conflict(&x.states, &y.states)) {
            return false;
        }
        if conflict(&x.gazetteer, &y.gazetteer) {
            return false;
        }
        // A short name that two bodies share ("Lindrask" for Lindrask Lifts and the Lindrask Foundation) makes them no one.
        if x.bodies.iter().any(|p| y.bodies.iter().any(|q| are_two_bodies(p, q))) {
            return false;
        }
        // No two different people: every full name of one agrees with every full name of the other.
        x.full_names.iter().all(|p| y.full_names.iter().all(|q| p == q || same_person(p, q)))
    }

    fn step(&self, proposal: &Proposal) -> Step {
        let (a, b) = (&self.parts[proposal.a], &self.parts[proposal.b]);
        let mut cites: Vec<Cite> =
            a.cite.into_iter().chain(b.cite).chain(proposal.cites.iter().copied()).collect();
        cites.dedup();
        Step {
            text: format!("“{}” is “{}”: {}", b.entity.name, a.entity.name, proposal.rule.why()),
            cites,
            score: Score::new(proposal.score),
            made: Made::by(Stage::Stories, proposal.rule.name()),
        }
    }
}

/// Whether two names share words, and each has a word that the other lacks.
fn are_two_bodies(one: &[String], other: &[String]) -> bool {
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared > 0 && one.iter().any(|word| !other.contains(word)) && other.iter().any(|word| !one.contains(word))
}

/// Whether an entity of one kind can be an entity of another.
pub(crate) fn kinds_agree(a: EntityKind, b: EntityKind) -> bool {
    use EntityKind::{Group, Organisation, Other};
    a == b || a == Other || b == Other || matches!((a, b), (Organisation, Group) | (Group, Organisation))
}
