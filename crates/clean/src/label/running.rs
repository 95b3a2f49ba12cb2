//! Running text that nothing on the page explains as somebody else's: it should be the article's.

use sayso_news::BlockKind;

use super::{Label, Row};
use crate::rendered::{Line, Regions, Rendered};

/// How long each line is that looks like an article's text; 0 for others.
pub(super) fn find(rendered: &Rendered, rows: &[Row]) -> Vec<u32> {
    let size = |(line, row): (&Line, &Row)| {
        if row.is_running() && !is_told(line, row) { row.shape.chars } else { 0 }
    };
    rendered.lines.iter().zip(rows).map(size).collect()
}

/// A paragraph between the headline's lines and the body belongs to the body: mostly its first, with a dateline before it.
pub(super) fn mark(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    use BlockKind::{Body, Byline, Dateline, Other, Title};
    for n in 1..labels.len().saturating_sub(1) {
        let leads = labels[n].kind == Other
            && matches!(labels[n - 1].kind, Title | Byline | Dateline)
            && labels[n + 1].kind == Body;
        if leads && rows[n].is_running() && rows[n].shape.stop && !is_told(&rendered.lines[n], &rows[n]) {
            labels[n] = Label::new(Body, "paragraph-above-the-body", 0.8);
        }
    }
}

/// "hm/rt/ls", "JBK/sd/amo": the desk's initials, whatever stands around them.
pub(super) fn initials(rendered: &Rendered, labels: &mut [Label]) {
    let letters = |part: &str| (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic());
    for (line, label) in rendered.lines.iter().zip(labels) {
        let words = line.span.slice(&rendered.text);
        if words.len() <= 16 && (2..=4).contains(&words.split('/').count()) && words.split('/').all(letters) {
            *label = Label::new(BlockKind::Byline, "initials", 0.9);
        }
    }
}

/// The markup, a heading above or its own words say that a line is of a list, of readers, or legal.
fn is_told(line: &Line, row: &Row) -> bool {
    use BlockKind::{Comments, Legal, Popular, Related};
    let elsewhere = [
        Regions::COMMENTS,
        Regions::RELATED,
        Regions::POPULAR,
        Regions::LEGAL,
        Regions::FOOTER,
        Regions::NAVIGATION,
        Regions::ASIDE,
    ];
    let marked = line.markup.as_ref().is_some_and(|markup| {
        elsewhere.iter().any(|region| markup.within.any(*region)) || markup.linked * 2 > row.shape.chars
    });
    let headed =
        row.section.is_some_and(|section| matches!(section.kind, Comments | Legal | Popular | Related));
    let hits = [row.hits.whole, row.hits.start, row.hits.within];
    marked || headed || hits.iter().flatten().any(|hit| matches!(hit.kind, Comments | Legal))
}
