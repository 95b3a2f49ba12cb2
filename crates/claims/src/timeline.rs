//! What happened, was said and was published when.

use std::collections::BTreeSet;

use sayso_news::{BlockKind, Cite, ClaimId, TimeKind, TimelineEntry, TimelineKind, When};
use sayso_text::Span;

use crate::align::Scene;
use crate::assembly::Drawn;
use crate::material::NONE;

/// Entries of one story at most; the rest is left out, oldest articles first in.
const MOST: usize = 400;

/// The timeline, in order.
pub(crate) fn timeline(scene: &Scene<'_, '_>, drawn: &[Drawn]) -> Vec<TimelineEntry> {
    let mut claim_of: Vec<u32> = vec![NONE; scene.statements.len()];
    for (c, item) in drawn.iter().enumerate() {
        for s in &item.statements {
            claim_of[*s as usize] = c as u32;
        }
    }
    let claim = |i: usize| drawn.get(claim_of[i] as usize).map(|d| d.claim.id);
    let mut found: Vec<TimelineEntry> = Vec::new();
    for index in 0..scene.material.sheets.len() {
        events(scene, index, claim, &mut found);
    }
    for (i, statement) in scene.statements.iter().enumerate() {
        let Some(number) = statement.attribution else { continue };
        let sheet = &scene.material.sheets[statement.sheet as usize];
        if sheet.root != statement.sheet as usize {
            continue;
        }
        if let Some(said) = &sheet.reading.attributions[number as usize].said {
            found.push(TimelineEntry {
                time: said.clone(),
                kind: TimelineKind::Said,
                text: sheet.article.cite(statement.span),
                claim: claim(i),
            });
        }
    }
    for sheet in &scene.material.sheets {
        if let Some(published) = &sheet.article.published {
            let words = sheet.article.title_cite.or(published.cite);
            let first = sheet.reading.sentences.first().map(|s| sheet.article.cite(s.span));
            if let Some(text) = words.or(first) {
                found.push(TimelineEntry {
                    time: published.clone(),
                    kind: TimelineKind::Published,
                    text,
                    claim: None,
                });
            }
        }
    }
    thinned(found)
}

/// Times named in the running text, with the sentence or statement that they stand in.
fn events(
    scene: &Scene<'_, '_>,
    index: usize,
    claim: impl Fn(usize) -> Option<ClaimId>,
    found: &mut Vec<TimelineEntry>,
) {
    let sheet = &scene.material.sheets[index];
    let from = scene.statements.partition_point(|s| (s.sheet as usize) < index);
    let to = scene.statements.partition_point(|s| (s.sheet as usize) <= index);
    let own = &scene.statements[from..to];
    let said: Vec<Span> =
        sheet.reading.attributions.iter().filter_map(|a| a.said.as_ref()?.cite.map(|c| c.span)).collect();
    for time in &sheet.reading.times {
        let Some(when) = &time.when else { continue };
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) || said.contains(&time.span) {
            continue;
        }
        let number = sheet.sentence_index(time.span.start());
        let Some(sentence) = sheet.reading.sentences.get(number) else { continue };
        if !sentence.span.contains(time.span)
            || !matches!(sheet.kind(sentence), BlockKind::Body | BlockKind::Embed)
        {
            continue;
        }
        // The statement that holds the time, else the first of its sentence.
        let near = own.partition_point(|s| (s.sentence as usize) < number);
        let here: Vec<usize> =
            (near..own.len()).take_while(|i| own[*i].sentence as usize == number).take(16).collect();
        let holder = here
            .iter()
            .copied()
            .filter(|i| own[*i].span.contains(time.span))
            .min_by_key(|i| own[*i].span.len())
            .or_else(|| here.first().copied());
        let text = match holder {
            Some(i) if own[i].span.contains(time.span) => own[i].span,
            _ => sentence.span,
        };
        found.push(TimelineEntry {
            time: When { cite: when.cite.or(Some(sheet.article.cite(time.span))), ..when.clone() },
            kind: TimelineKind::Event,
            text: sheet.article.cite(text),
            claim: holder.and_then(|i| claim(from + i)),
        });
    }
}

/// In order, one entry for each time, kind and claim.
fn thinned(mut found: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    found.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.time.cmp(&b.time)));
    let mut seen = BTreeSet::new();
    found.retain(|e| {
        let words = if e.claim.is_some() && e.kind != TimelineKind::Published { None } else { Some(e.text) };
        seen.insert((e.time.value.as_str().to_owned(), e.kind, e.claim, words))
    });
    found.truncate(MOST);
    found
}

fn key(entry: &TimelineEntry) -> (&str, TimelineKind, Cite, Option<ClaimId>) {
    (entry.time.value.as_str(), entry.kind, entry.text, entry.claim)
}
