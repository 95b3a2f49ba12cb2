//! Pronouns by a network's links, among the mentions that agree in kind, number and gender.

use std::ops::Range;

use sayso_news::{EntityId, EntityKind, MentionKind, Score};

use super::{Walk, Wanted, gender, is_plural};

/// Tokens before and after a pronoun in which the words that it stands for are looked for, as in training.
const BEFORE: usize = 90;
const AFTER: usize = 25;
/// The least probability at which a link is taken.
const LEAST: f32 = 0.3;

impl Walk<'_, '_> {
    /// The entity that a network links the pronoun at `token` to, and how probable that is, less what speaks for the next
    /// best; `None` without a network or a probable link.
    pub(super) fn linked(&self, token: usize, wanted: Wanted) -> Option<(EntityId, Score)> {
        let draft = self.draft;
        let opinion = draft.opinion.as_ref()?;
        let low = draft.tokens[token.saturating_sub(BEFORE)].span.start();
        let first = draft.mentions.partition_point(|m| m.span.start() < low);
        let mut mentions: Vec<Range<usize>> = Vec::new();
        let mut entities: Vec<EntityId> = Vec::new();
        for mention in &draft.mentions[first..] {
            let tokens = draft.tokens_in(mention.span);
            if tokens.start > token + AFTER {
                break;
            }
            let entity = self.merged.get(&mention.entity).map_or(mention.entity, |(other, ..)| *other);
            let told = matches!(mention.kind, MentionKind::Name | MentionKind::Description);
            if !told || tokens.is_empty() || tokens.contains(&token) || !self.agrees(entity, wanted) {
                continue;
            }
            mentions.push(tokens);
            entities.push(entity);
        }
        let links = opinion.links(token, &mentions)?;
        let mut best: Option<(EntityId, f32)> = None;
        for (entity, link) in entities.iter().zip(&links) {
            if best.is_none_or(|(_, b)| *link > b) {
                best = Some((*entity, *link));
            }
        }
        let (entity, link) = best.filter(|(_, link)| *link >= LEAST)?;
        let other =
            entities.iter().zip(&links).filter(|(e, _)| **e != entity).map(|(_, l)| *l).fold(0.0, f32::max);
        Some((entity, Score::new((link * (1.0 - 0.5 * other)).clamp(0.0, 0.98))))
    }

    /// Whether a pronoun of that sort can stand for an entity at all.
    fn agrees(&self, entity: EntityId, wanted: Wanted) -> bool {
        let Some(place) = self.place.get(&entity).copied() else { return false };
        let entity = &self.draft.entities[place];
        match (wanted, entity.kind) {
            (Wanted::Person(wanted), EntityKind::Person) => {
                let known = gender(self.draft, place);
                let plural = !entity.named && is_plural(&entity.name);
                !plural && known.is_none_or(|g| wanted.is_none_or(|w| w == g))
            }
            (Wanted::Several, EntityKind::Person) => !entity.named && is_plural(&entity.name),
            (Wanted::Several, kind) => matches!(kind, EntityKind::Group | EntityKind::Organisation),
            (Wanted::Body, kind) => kind != EntityKind::Person,
            (Wanted::Person(_), _) => false,
        }
    }
}
