//! A tiny reader for tests and benches of this crate alone: runs of capitalised words are names.
//!
//! Stages never import each other, so the real reader is not at hand here.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;

use sayso_news::{
    Article, ArticleId, Basis, Block, BlockKind, CaptureId, Edtf, Entity, EntityId, EntityKind, Made,
    Mention, MentionKind, Precision, Quotation, Reading, Score, Sentence, Stage, Trace, When,
};
use sayso_text::{Span, lines};

/// An article whose first line is the title and whose other lines are the body.
pub(crate) fn article(name: &str, published: Option<&str>, text: &str) -> Article {
    let capture = CaptureId::of(&[name.as_bytes()]);
    let id = ArticleId::of(&[&capture.bytes()]);
    let mut blocks = Vec::new();
    for line in lines(text).filter(|line| !line.is_blank()) {
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Body };
        let span = line.span.trim(text);
        blocks.push(Block { kind, span, score: Score::CERTAIN, made: Made::by(Stage::Clean, "test") });
    }
    let title = blocks.first().map(|b: &Block| b.span);
    let when = |value: &str| When {
        value: Edtf::parse(value).expect("a test gives a good date"),
        precision: Precision::Day,
        basis: Basis::Metadata,
        cite: None,
    };
    Article {
        id,
        capture,
        url: None,
        outlet: None,
        outlet_cite: None,
        title: title.map(|t| t.slice(text).to_owned()),
        title_cite: title.map(|t| sayso_news::Cite::new(id, t)),
        byline: Vec::new(),
        section: None,
        published: published.map(when),
        updated: None,
        captured: None,
        language: Some("en".into()),
        text: text.to_owned(),
        blocks,
        entries: Vec::new(),
        leads: Vec::new(),
        trace: Trace::default(),
    }
}

/// Reads an article.
pub(crate) fn read(article: &Article) -> Reading {
    let mut reading = empty(article);
    let mut known: BTreeMap<String, EntityId> = BTreeMap::new();
    for (nth, block) in article.blocks.iter().enumerate() {
        let text = block.span.slice(&article.text);
        for sentence in sentences(text) {
            let span = sentence.shift(block.span.start());
            reading.sentences.push(Sentence { span, tokens: 0..0, block: nth as u32 });
            for run in runs(span.slice(&article.text)) {
                let span = run.shift(span.start());
                let name = span.slice(&article.text).to_owned();
                let entity = *known.entry(name.clone()).or_insert_with(|| {
                    let id = EntityId::of(&[&article.id.bytes(), name.as_bytes()]);
                    reading.entities.push(entity(id, &name));
                    id
                });
                reading.mentions.push(mention(span, entity));
            }
        }
    }
    reading
}

/// Stretches between “ and ”, ‘ and ’, « and », „ and “, 「 and 」.
pub(crate) fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize, usize)> = None;
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        match (mark, open) {
            ('“', Some(('„', start, inner))) | ('”' | '’' | '»' | '」', Some((_, start, inner))) => {
                let (span, inner) = (Span::of(start..end), Span::of(inner..at));
                found.push(Quotation { span, inner, scare: inner.len() < 40 });
                open = None;
            }
            ('“' | '‘' | '«' | '„' | '「', _) => open = Some((mark, at, end)),
            _ => {}
        }
    }
    found
}

/// A reading with nothing in it.
pub(crate) fn empty(article: &Article) -> Reading {
    Reading {
        article: article.id,
        tokens: Vec::new(),
        sentences: Vec::new(),
        quotations: Vec::new(),
        mentions: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        attributions: Vec::new(),
        made: Made::by(Stage::Reading, "tiny"),
    }
}

pub(crate) fn entity(id: EntityId, name: &str) -> Entity {
    Entity {
        id,
        kind: EntityKind::Other,
        name: name.to_owned(),
        named: true,
        aliases: Vec::new(),
        titles: Vec::new(),
        affiliation: None,
        state: None,
        place: None,
    }
}

pub(crate) fn mention(span: Span, entity: EntityId) -> Mention {
    Mention {
        span,
        kind: MentionKind::Name,
        entity,
        score: Score::CERTAIN,
        made: Made::by(Stage::Reading, "test"),
    }
}

fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (i, _) in text.match_indices(". ") {
        found.push(Span::of(start..i + 1));
        start = i + 2;
    }
    if start < text.len() {
        found.push(Span::of(start..text.len()));
    }
    found
}

/// Runs of capitalised words; the first word of a sentence counts only with another behind it.
fn runs(sentence: &str) -> Vec<Span> {
    let mut found: Vec<(Span, usize)> = Vec::new();
    let mut at = 0;
    for word in sentence.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let start = at + word.find(bare).unwrap_or(0);
        if bare.starts_with(char::is_uppercase) {
            match found.last_mut() {
                Some((run, words)) if run.end() + 1 == start => {
                    *run = run.cover(Span::of(start..start + bare.len()));
                    *words += 1;
                }
                _ => found.push((Span::of(start..start + bare.len()), 1)),
            }
        }
        at += word.len() + 1;
    }
    found.into_iter().filter(|(run, words)| run.start() > 2 || *words > 1).map(|(run, _)| run).collect()
}
