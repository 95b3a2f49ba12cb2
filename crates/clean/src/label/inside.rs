//! What the body model took for the article's own lines: paragraphs, headings among them, captions, list entries.

use sayso_news::BlockKind;

use super::{Draft, Label};
use crate::rendered::{Regions, Tag};
use crate::words::Marker;

/// Marks the lines of the body.
pub(super) fn mark(draft: &mut Draft<'_>) {
    for n in 0..draft.rows.len() {
        if draft.body[n] && draft.is_open(n) {
            let label = one(draft, n);
            draft.put(n, label);
        }
    }
}

fn one(draft: &Draft<'_>, n: usize) -> Label {
    let row = &draft.rows[n];
    let sure = super::body::sureness(draft.scores[n]);
    let markup = draft.rendered.lines[n].markup.as_ref();
    match markup.map(|m| m.tag) {
        Some(Tag::Heading(_)) if !row.is_running() => {
            return Label::new(BlockKind::Heading, "heading-markup", 0.9);
        }
        Some(Tag::Caption) => return Label::new(BlockKind::Caption, "caption-markup", 0.95),
        _ => {}
    }
    if markup.is_some_and(|m| m.within.any(Regions::FIGURE.and(Regions::CAPTION))) && row.shape.words <= 60 {
        return Label::new(BlockKind::Caption, "figure-markup", 0.8);
    }
    if let Some(hit) = caption(draft, n) {
        return hit;
    }
    if is_heading(draft, n) {
        return Label::new(BlockKind::Heading, "short-line-between-paragraphs", 0.7);
    }
    Label::new(BlockKind::Body, super::BODY_MODEL, sure)
}

/// "Photo: …", "… / Getty Images": a short line that says where a picture is from.
fn caption(draft: &Draft<'_>, n: usize) -> Option<Label> {
    let row = &draft.rows[n];
    let is_caption = |hit: &crate::words::Hit| hit.kind == BlockKind::Caption;
    let end = row.hits.end.filter(is_caption).filter(|_| row.shape.words <= 60);
    let start = row.hits.start.filter(is_caption).filter(|hit| {
        // "Photo: …" and "In this photo taken …", but not "Photographs of the bridge show …".
        row.shape.words <= 60
            && (hit.entry.split(' ').count() >= 2
                || draft
                    .words(n)
                    .get(hit.entry.len()..)
                    .is_some_and(|rest| rest.starts_with([':', '|', '/', ' ']) && !row.shape.stop))
    });
    let within = row.hits.within.filter(is_caption).filter(|_| row.shape.words <= 60);
    end.or(within).or(start).map(|hit| Label::of(hit, "picture-credit", 0.8))
}

/// A short line without a stop, running text below it, and something above it that is no heading.
fn is_heading(draft: &Draft<'_>, n: usize) -> bool {
    let row = &draft.rows[n];
    let shape = &row.shape;
    let short =
        shape.words <= 16 && (!shape.stop || shape.question) && !shape.colon && shape.marker == Marker::None;
    let listed = draft.rendered.lines[n]
        .markup
        .as_ref()
        .is_some_and(|m| matches!(m.tag, Tag::Item | Tag::Cell | Tag::Quote));
    let below =
        (n + 1..draft.rows.len()).find(|m| draft.labels[*m].is_none_or(|l| l.kind == BlockKind::Body));
    let runs =
        below.is_some_and(|m| draft.body[m] && (draft.rows[m].shape.stop || draft.rows[m].is_running()));
    short && runs && !listed && shape.letters > 0
}
