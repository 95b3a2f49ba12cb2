//! Names and descriptions become entities: who is who inside one article.
//!
//! Mentions of one name are gathered ([`clusters`]), different names of one thing are merged with the rule that says so
//! ([`aliases`]), people and bodies that are only described get an entity of their own ([`described`]), and what the text
//! ties to them, titles, affiliations, states, is written down ([`ties`]).

mod acronyms;
mod actors;
mod aliases;
mod clusters;
mod described;
mod links;
mod phrases;
mod spelling;
mod states;
mod ties;

use rustc_hash::FxHashSet;
use sayso_news::{Entity, EntityId, EntityKind, Made, Mention, MentionKind, Score, Stage};

use crate::draft::Draft;
use crate::names::{Form, Name};

use clusters::{Clusters, Slot};

/// Writes the draft's entities and mentions.
pub(crate) fn find(draft: &mut Draft<'_>, mut names: Vec<Name>) {
    let adjectives = states::derived(draft, &mut names);
    let mut clusters = Clusters::gather(draft, &names, &adjectives);
    aliases::merge(draft, &names, &mut clusters);
    acronyms::merge(draft, &names, &mut clusters);
    clusters.finish(draft, &names);
    let described = described::find(draft, &names, &clusters);
    let tied = ties::tie(draft, &names, &mut clusters, &described);
    write(draft, &names, &clusters, &described, &tied);
}

fn id(draft: &Draft<'_>, slot: &Slot) -> EntityId {
    let span = slot.first;
    let (start, end) = (span.start() as u64, span.end() as u64);
    EntityId::of(&[&draft.article.id.bytes(), &start.to_le_bytes(), &end.to_le_bytes()])
}

fn write(
    draft: &mut Draft<'_>,
    names: &[Name],
    clusters: &Clusters,
    described: &[described::Described],
    tied: &ties::Ties,
) {
    let mut mentions = Vec::new();
    let mut ids = Vec::with_capacity(clusters.slots.len());
    for slot in &clusters.slots {
        ids.push(id(draft, slot));
    }
    for (at, name) in names.iter().enumerate() {
        let Some(member) = clusters.of(at) else { continue };
        let kind = if name.form == Form::Named { MentionKind::Name } else { MentionKind::Demonym };
        let mut made = Made::by(Stage::Reading, member.rule);
        if let Some((table, entry)) = member.entry {
            made = made.with(table, entry);
        }
        let score = Score::new(member.score);
        let span = draft.span(name.tokens.clone());
        mentions.push(Mention { span, kind, entity: ids[member.slot], score, made });
    }
    for description in described {
        let made = Made::by(Stage::Reading, description.rule).with("titles", &description.head);
        mentions.push(Mention {
            span: description.span,
            kind: MentionKind::Description,
            entity: ids[tied.described[description.index]],
            score: Score::new(description.score),
            made,
        });
    }
    mentions.sort_by_key(|m| (m.span.start(), usize::MAX - m.span.end(), m.kind));
    let spoken: FxHashSet<EntityId> = mentions.iter().map(|m| m.entity).collect();
    let mut entities = Vec::new();
    for (at, slot) in clusters.slots.iter().enumerate() {
        if slot.merged || !spoken.contains(&ids[at]) {
            continue;
        }
        entities.push((
            slot.first,
            Entity {
                id: ids[at],
                kind: slot.kind.unwrap_or(EntityKind::Other),
                name: slot.name.clone(),
                named: slot.named,
                aliases: slot.aliases.clone(),
                titles: tied.titles[at].clone(),
                affiliation: tied.affiliation[at].map(|a| ids[a]),
                state: tied.state[at].clone(),
                place: None,
            },
        ));
    }
    entities.sort_by_key(|(first, _)| (first.start(), usize::MAX - first.end()));
    draft.entities = entities.into_iter().map(|(_, entity)| entity).collect();
    draft.mentions = mentions;
}
