//! The entities of single readings, prepared for comparing.

use rustc_hash::FxHashMap;
use sayso_news::{BlockKind, Cite, Entity, EntityId, EntityKind, Mention, MentionKind};
use sayso_text::Span;

use super::form::Form;
use super::office::Office;
use super::words::{Area, Words};
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
    /// Its mentions, in order.
    pub(crate) mentions: Vec<&'a Mention>,
    /// Where it is named, a quotation that begins within the name taken in whole: "the ‘Free Meva’ Legion".
    pub(crate) names: Vec<Span>,
    /// What the words around its name say that it is: "the border town of X", "X province".
    pub(crate) area: Option<Area>,
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
            let names: Vec<Span> = mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Name)
                .map(|m| with_quotation(page, m.span, words))
                .collect();
            let quoted = names.iter().zip(mentions.iter().filter(|m| m.kind == MentionKind::Name));
            for (span, _) in
                quoted.filter(|(span, mention)| **span != mention.span && entity.named).take(FORMS)
            {
                if let Some(form) = Form::of(span.slice(&page.article.text), words)
                    && !forms.iter().any(|known| known.tokens == form.tokens)
                {
                    forms.push(form);
                }
            }
            let area = names.iter().find_map(|span| area_beside(&page.article.text, *span, words));
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
            if is_in_the_article(page, entity, &mentions) {
                parts.push(Part { page: nth, entity, forms, offices, mentions, names, area, cite });
            }
        }
    }
    parts
}

/// Whether an entity is spoken of in the article itself, or speaks: one that only related headlines name is not in it.
fn is_in_the_article(page: &Page, entity: &Entity, mentions: &[&Mention]) -> bool {
    let outside = |mention: &&Mention| {
        let block = page.article.blocks.partition_point(|block| block.span.end() <= mention.span.start());
        page.article.blocks.get(block).is_some_and(|block| {
            block.span.holds(mention.span.start())
                && matches!(
                    block.kind,
                    BlockKind::Teaser
                        | BlockKind::Related
                        | BlockKind::Popular
                        | BlockKind::Navigation
                        | BlockKind::Comments
                        | BlockKind::Legal
                        | BlockKind::Promo
                )
        })
    };
    !mentions.iter().all(outside) || page.speakers.contains(&entity.id)
}

/// A name with the whole of a quotation that it begins or ends in; a quoted name with the body that it is said to be:
/// "the ‘Free Meva’ Legion".
fn with_quotation(page: &Page, name: Span, words: &Words) -> Span {
    let quotations = &page.reading.quotations;
    let at = quotations.partition_point(|quotation| quotation.span.end() <= name.start());
    let Some(quotation) = quotations.get(at).filter(|q| q.span.overlaps(name) && q.span.len() <= QUOTED)
    else {
        return name;
    };
    if quotation.inner != name {
        let part = !quotation.span.contains(name) && !name.contains(quotation.span);
        return if part { name.cover(quotation.span) } else { name };
    }
    let text = &page.article.text;
    let rest = behind(text, quotation.span);
    let word = rest.split_whitespace().next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
    let beside = rest.starts_with(' ') && word.starts_with(char::is_uppercase) && words.is_body(word);
    if beside {
        quotation.span.cover(Span::of(name.start()..quotation.span.end() + 1 + word.len()))
    } else {
        name
    }
}

/// Bytes of a quotation that can be part of a name.
const QUOTED: usize = 60;

/// What the word behind a place's name, or the word before its "of", says that it is.
pub(crate) fn area_beside(text: &str, name: Span, words: &Words) -> Option<Area> {
    let area = |word: &str| words.area(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let behind = behind(text, name).split(['\n', '.', ',']).next().unwrap_or("");
    if let Some(area) = behind.split_whitespace().next().and_then(area) {
        return Some(area);
    }
    let mut before = before(text, name).split_whitespace().rev();
    (before.next() == Some("of")).then(|| before.next().and_then(area)).flatten()
}

/// Bytes around a name that are looked at.
const AROUND: usize = 40;

/// The words before a span, on its line.
pub(crate) fn before(text: &str, span: Span) -> &str {
    let start = (span.start().saturating_sub(AROUND)..=span.start()).find(|at| text.is_char_boundary(*at));
    let words = start.and_then(|start| text.get(start..span.start())).unwrap_or("");
    words.rsplit('\n').next().unwrap_or("")
}

/// The words behind a span.
fn behind(text: &str, span: Span) -> &str {
    let end = (span.end() + AROUND).min(text.len());
    let end = (span.end()..=end).rev().find(|at| text.is_char_boundary(*at));
    end.and_then(|end| text.get(span.end()..end)).unwrap_or("")
}
