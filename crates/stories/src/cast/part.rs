//! The entities of single readings, prepared for comparing.

use rustc_hash::FxHashMap;
use sayso_news::{Cite, Entity, EntityId, EntityKind, Mention, MentionKind};

use super::form::Form;
use super::office::Office;
use super::words::Words;
use crate::page::Page;

/// Spellings of one entity that are compared; a text that gives more gives noise.
const FORMS: usize = 24;

/// An entity of one reading.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// The page, by its place among the story's.
    pub(crate) page: usize,
    pub(crate) entity: &'a Entity,
    /// Its spellings, the name first. Empty for one that is only described.
    pub(crate) forms: Vec<Form>,
    /// Offices that its titles, or its description, name.
    pub(crate) offices: Vec<Office>,
    /// Its mentions that count, in order.
    pub(crate) mentions: Vec<&'a Mention>,
    /// Where it is first spoken of.
    pub(crate) cite: Option<Cite>,
}

impl Part<'_> {
    pub(crate) fn is_person(&self) -> bool {
        self.entity.kind == EntityKind::Person
    }

    pub(crate) fn is_place(&self) -> bool {
        self.entity.kind == EntityKind::Place
    }

    /// Whether it can be an organisation, a group, or what the reader could not tell.
    pub(crate) fn is_body(&self) -> bool {
        matches!(self.entity.kind, EntityKind::Organisation | EntityKind::Group | EntityKind::Other)
    }

    /// A person's full names.
    pub(crate) fn full_names(&self) -> impl Iterator<Item = &Form> {
        self.forms.iter().filter(|form| self.is_person() && form.tokens.len() > 1)
    }
}

/// The entities of the story's pages: page by page, in the order of each reading.
pub(crate) fn parts<'a>(pages: &[Page<'a>], members: &[usize], words: &Words) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for (nth, &page) in members.iter().enumerate() {
        let page = &pages[page];
        let mut mentions: FxHashMap<EntityId, Vec<&'a Mention>> = FxHashMap::default();
        for mention in &page.reading.mentions {
            mentions.entry(mention.entity).or_default().push(mention);
        }
        for entity in &page.reading.entities {
            let mentions = mentions.remove(&entity.id).unwrap_or_default();
            let names = std::iter::once(&entity.name).chain(&entity.aliases).filter(|_| entity.named);
            let mut forms: Vec<Form> = Vec::new();
            for form in names.take(FORMS).filter_map(|name| Form::of(name, words)) {
                if !forms.iter().any(|known| known.tokens == form.tokens) {
                    forms.push(form);
                }
            }
            let described = std::iter::once(&entity.name).filter(|_| !entity.named);
            let offices = entity
                .titles
                .iter()
                .take(FORMS)
                .chain(described)
                .filter_map(|t| Office::of(t, words))
                .collect();
            let first = mentions
                .iter()
                .find(|m| m.kind == if entity.named { MentionKind::Name } else { MentionKind::Description })
                .or(mentions.first());
            let cite = first.map(|mention| page.article.cite(mention.span));
            parts.push(Part { page: nth, entity, forms, offices, mentions, cite });
        }
    }
    parts
}
