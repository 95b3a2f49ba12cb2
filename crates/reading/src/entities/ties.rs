//! What the text ties to an entity: titles, affiliation, state; and which entity each description speaks of.

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use sayso_lexicon::{Sort, TitleKind};
use sayso_news::{EntityKind, Tag};

use super::clusters::Clusters;
use super::described::Described;
use super::phrases;
use crate::draft::Draft;
use crate::names::{Form, Name, View};
use crate::tags::fold;

/// Titles of one entity at most.
const TITLES: usize = 6;

/// What is tied to each slot, by slot; and the slot of each description.
#[derive(Debug, Default)]
pub(super) struct Ties {
    pub(super) titles: Vec<Vec<String>>,
    pub(super) affiliation: Vec<Option<usize>>,
    pub(super) state: Vec<Option<CompactString>>,
    pub(super) described: Vec<usize>,
}

/// Ties titles, affiliations and states; makes slots for those who are only described.
pub(super) fn tie(
    draft: &Draft<'_>,
    names: &[Name],
    clusters: &mut Clusters,
    described: &[Described],
) -> Ties {
    let mut ties = Ties::default();
    let mut by_text = FxHashMap::<CompactString, usize>::default();
    for description in described {
        let slot = description.link.and_then(|name| clusters.of(name)).map(|member| member.slot);
        let slot = slot.unwrap_or_else(|| {
            let name = phrases::text(draft, description.phrase.tokens.clone());
            let key = fold(&name);
            let known = by_text.get(&key).copied().filter(|_| description.repeats);
            known.unwrap_or_else(|| {
                let slot = clusters.describe(description.kind, description.span, name);
                if description.repeats {
                    by_text.insert(key, slot);
                }
                slot
            })
        });
        ties.described.push(slot);
    }
    let count = clusters.slots.len();
    ties.titles.resize(count, Vec::new());
    ties.affiliation.resize(count, None);
    ties.state.resize(count, None);
    let tier = Tier { draft, names };
    for (at, name) in names.iter().enumerate() {
        let Some(member) = clusters.of(at).filter(|_| name.form == Form::Named) else { continue };
        tier.named(clusters, &mut ties, member.slot, at);
    }
    for description in described {
        tier.described(clusters, &mut ties, description);
    }
    spread(clusters, &mut ties);
    ties
}

struct Tier<'d, 'a> {
    draft: &'d Draft<'a>,
    names: &'d [Name],
}

impl<'d, 'a> Tier<'d, 'a> {
    fn view(&self, token: usize) -> Option<View<'d, 'a>> {
        let sentence = self.draft.sentence_of(token)?;
        Some(View::new(self.draft, self.draft.range(&self.draft.sentences[sentence])))
    }

    /// Names whose tokens lie in `range`, in order.
    fn names_in(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.names.partition_point(|n| n.tokens.start < range.start);
        let end = self.names.partition_point(|n| n.tokens.start < range.end);
        (start..end.max(start)).filter(move |at| self.names[*at].tokens.end <= range.end)
    }

    /// The last body or place among the names in `range`.
    fn affiliation(&self, clusters: &Clusters, range: Range<usize>, last: bool) -> Option<usize> {
        let fits = |at: &usize| {
            clusters.of(*at).is_some_and(|m| {
                matches!(
                    clusters.slots[m.slot].kind,
                    Some(EntityKind::Organisation | EntityKind::Group | EntityKind::Place)
                )
            })
        };
        let mut found = self.names_in(range);
        let at = if last { found.rfind(fits) } else { found.find(fits) }?;
        clusters.of(at).map(|m| m.slot)
    }

    fn named(&self, clusters: &Clusters, ties: &mut Ties, slot: usize, at: usize) {
        let name = &self.names[at];
        let Some(view) = self.view(name.tokens.start) else { return };
        let start = name.tokens.start;
        let person = clusters.slots[slot].kind == Some(EntityKind::Person);
        if person {
            let head = name
                .title
                .clone()
                .or_else(|| view.title_before(view.range.start, start).map(|(head, _)| head..start));
            let Some(head) = head else { return };
            let honorific = view
                .lexicon
                .people
                .title_at(self.draft.words(self.draft.span(head.clone())))
                .is_some_and(|(_, _, t)| t.kind == TitleKind::Honorific);
            if honorific && head.len() == 1 {
                return;
            }
            let core = phrases::around(&view, head).core;
            let words = Self::strip(&view, core.clone());
            put(&mut ties.titles[slot], phrases::text(self.draft, words));
            let affiliation = self.affiliation(clusters, core, true).filter(|a| *a != slot);
            ties.affiliation[slot] = ties.affiliation[slot].or(affiliation);
            return;
        }
        let inside = self.inside_state(clusters, slot, at);
        let owner = self.owner(&view, clusters, start).filter(|o| *o != slot);
        match clusters.slots[slot].kind {
            Some(EntityKind::Organisation | EntityKind::Group) => {
                if ties.affiliation[slot].is_none() {
                    ties.affiliation[slot] = owner;
                }
                if ties.state[slot].is_none() {
                    ties.state[slot] = inside;
                }
            }
            Some(EntityKind::Place) if clusters.slots[slot].known.is_none_or(|k| k.sort != Sort::State) => {
                let container = owner
                    .filter(|o| clusters.slots[*o].kind == Some(EntityKind::Place))
                    .or_else(|| self.container(&view, clusters, name.tokens.end))
                    .filter(|o| *o != slot);
                if ties.affiliation[slot].is_none() {
                    ties.affiliation[slot] = container;
                }
            }
            _ => {}
        }
    }

    /// A possessive pronoun before a title is no part of it.
    fn strip(view: &View<'_, '_>, tokens: Range<usize>) -> Range<usize> {
        let own =
            view.lexicon.grammar.get(&fold(view.word(tokens.start))).is_some_and(|g| g.is("possessive"));
        if own && tokens.len() > 1 { tokens.start + 1..tokens.end } else { tokens }
    }

    /// The state whose adjective or name a body's name begins with: "Russian Supreme Court", "US Army".
    fn inside_state(&self, clusters: &Clusters, slot: usize, at: usize) -> Option<CompactString> {
        let name = &self.names[at];
        if name.tokens.len() < 2 || name.known.is_some() {
            return None;
        }
        let first = self.draft.word(name.tokens.start);
        let known = self.draft.lexicon.gazetteer.get(first)?;
        let state = matches!(known.sort, Sort::Adjective | Sort::State) && !known.state.is_empty();
        // A movement named after a state need not be the state's.
        let body = clusters.slots[slot].kind == Some(EntityKind::Organisation)
            || matches!(
                self.draft.lemma(name.tokens.end - 1),
                "army"
                    | "navy"
                    | "forces"
                    | "force"
                    | "guard"
                    | "guards"
                    | "troops"
                    | "military"
                    | "marines"
                    | "command"
                    | "fleet"
            );
        (state && body).then(|| CompactString::new(known.state))
    }

    /// The owner or the people that stands before a name with nothing but modifiers between: "Ukraine's …", "the Russian
    /// state-run …".
    fn owner(&self, view: &View<'_, '_>, clusters: &Clusters, start: usize) -> Option<usize> {
        let mut at = start;
        let floor = view.range.start.max(start.saturating_sub(7));
        while at > floor {
            let previous = at - 1;
            if let Some(name) = self.ending_at(at) {
                let owns = matches!(view.word(at), "'s" | "’s" | "'" | "’");
                if owns || self.names[name].form != Form::Named {
                    return clusters.of(name).map(|m| m.slot);
                }
                return None;
            }
            let passes =
                matches!(view.tag(previous), Tag::Adjective | Tag::Noun | Tag::Other | Tag::Open | Tag::Name)
                    || (view.word(previous) == "of" && view.place_before(floor, previous).is_some());
            if !passes {
                return None;
            }
            at = previous;
        }
        None
    }

    /// What an owner owns, where one stands in `range`: "Russia’s Belgorod region" is about Belgorod.
    fn owned(&self, range: Range<usize>) -> Range<usize> {
        let owner = range.clone().find(|at| matches!(self.draft.word(*at), "'s" | "’s"));
        match owner {
            Some(at) if self.names_in(at + 1..range.end).next().is_some() => at + 1..range.end,
            _ => range,
        }
    }

    fn ending_at(&self, token: usize) -> Option<usize> {
        let at = self.names.partition_point(|n| n.tokens.end < token);
        self.names.get(at).filter(|n| n.tokens.end == token).map(|_| at)
    }

    fn starting_at(&self, token: usize) -> Option<usize> {
        let at = self.names.partition_point(|n| n.tokens.start < token);
        self.names.get(at).filter(|n| n.tokens.start == token).map(|_| at)
    }

    /// The place that a place lies in: "Kozinka, Belgorod Oblast", "a city in Donetsk Oblast".
    fn container(&self, view: &View<'_, '_>, clusters: &Clusters, end: usize) -> Option<usize> {
        let place = |at: usize| {
            let name = self.starting_at(at)?;
            let slot = clusters.of(name)?.slot;
            (clusters.slots[slot].kind == Some(EntityKind::Place)).then_some(slot)
        };
        let after = |at: usize| {
            let at = if view.lemma(at) == "the" { at + 1 } else { at };
            place(at)
        };
        match view.word(end) {
            "," => {
                let apposed = (end + 1..end + 5).find(|i| view.word(*i) == "in");
                place(end + 1).or_else(|| {
                    apposed.filter(|_| view.tag(end + 1) == Tag::Determiner).and_then(|i| after(i + 1))
                })
            }
            "in" => after(end + 1),
            _ if view.place(end).is_some() && view.word(end + 1) == "of" => after(end + 2),
            _ => None,
        }
    }

    fn described(&self, clusters: &Clusters, ties: &mut Ties, description: &Described) {
        let slot = ties.described[description.index];
        let phrase = &description.phrase;
        if description.link.is_some() && clusters.slots[slot].kind == Some(EntityKind::Person) {
            let Some(view) = self.view(phrase.tokens.start) else { return };
            put(&mut ties.titles[slot], phrases::text(self.draft, Self::strip(&view, phrase.tokens.clone())));
        }
        let tail = self.affiliation(clusters, self.owned(phrase.core.end..phrase.tokens.end), false);
        // A "Ukrainian militia" need not be Ukraine's.
        let last = self.draft.lemma(phrase.head.end - 1);
        let own = !matches!(
            last,
            "militia"
                | "partisan"
                | "rebel"
                | "group"
                | "movement"
                | "separatist"
                | "insurgent"
                | "militant"
                | "fighter"
                | "gang"
                | "faction"
                | "organisation"
                | "organization"
                | "exile"
                | "dissident"
                | "mercenary"
                | "volunteer"
                | "extremist"
                | "nationalist"
                | "terrorist"
        );
        let core = self.affiliation(clusters, phrase.core.clone(), true).filter(|_| own);
        let tail = tail.filter(|_| own);
        if ties.affiliation[slot].is_none() {
            ties.affiliation[slot] = tail.or(core).filter(|a| *a != slot);
        }
        if !clusters.slots[slot].named
            && description.kind == EntityKind::Person
            && ties.titles[slot].is_empty()
        {
            put(&mut ties.titles[slot], phrases::text(self.draft, phrase.tokens.clone()));
        }
    }
}

fn put(titles: &mut Vec<String>, title: String) {
    if titles.len() < TITLES && !title.is_empty() && !titles.iter().any(|t| t.eq_ignore_ascii_case(&title)) {
        titles.push(title);
    }
}

/// States: what is known, what the text ties, then through affiliations.
fn spread(clusters: &Clusters, ties: &mut Ties) {
    for (at, slot) in clusters.slots.iter().enumerate() {
        if let Some(known) =
            slot.known.filter(|k| !k.state.is_empty() && slot.kind != Some(EntityKind::Person))
        {
            ties.state[at] = Some(CompactString::new(known.state));
        } else if let Some(state) = &slot.state {
            ties.state[at] = Some(state.clone());
        }
    }
    // Affiliations are chains of a few links: governor, region, country.
    for _ in 0..4 {
        for at in 0..clusters.slots.len() {
            if ties.state[at].is_none()
                && let Some(state) = ties.affiliation[at].and_then(|a| ties.state[a].clone())
            {
                ties.state[at] = Some(state);
            }
        }
    }
}
