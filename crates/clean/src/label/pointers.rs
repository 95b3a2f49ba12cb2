//! Pointers to other articles: "read more" with the headline above it, set into this one, and lists that tell how long ago.

use sayso_news::BlockKind;

use super::{Label, Row};

/// So many lines above "read more" may belong to it.
const REACH: usize = 3;

/// Marks the pointers.
pub(super) fn mark(rows: &[Row], labels: &mut [Label]) {
    within_body(rows, labels);
    for n in 1..rows.len() {
        // Where no heading tells what list it is, a doubtful line that ends with "3 hours ago" is another article.
        let kind = match rows[n].section {
            Some(section) if lists(section.kind) => section.kind,
            None if labels[n].score < 0.5 => BlockKind::Related,
            _ => continue,
        };
        let told = Label::new(kind, "relative-time", 0.9);
        if rows[n].hits.ends_ago && !lists(labels[n].kind) {
            labels[n] = told;
        }
        let listed = rows[n].section.is_some_and(|section| section.since > 1);
        let headline = rows[n - 1].shape.is_headline() && listed;
        if rows[n].hits.ago && headline && !lists(labels[n - 1].kind) {
            labels[n - 1] = told;
        }
    }
}

/// Kinds of lists of other articles.
pub(super) fn lists(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Related | BlockKind::Popular | BlockKind::Teaser)
}

fn within_body(rows: &[Row], labels: &mut [Label]) {
    let is_body = |label: &Label| label.kind == BlockKind::Body;
    let Some(last) = labels.iter().rposition(is_body) else { return };
    let first = labels.iter().position(is_body).unwrap_or(last);
    for n in first..last {
        let points = |kind| lists(kind) || kind == BlockKind::Navigation;
        let Some(hit) = rows[n].hits.whole.filter(|hit| points(hit.kind)) else { continue };
        if !points(labels[n].kind) {
            labels[n] = Label::new(BlockKind::Teaser, "read-more", 0.8);
        }
        // Where a list follows, "read more" is its heading and points downwards.
        if hit.kind == BlockKind::Teaser || hit.kind == BlockKind::Related && rows[n + 1].is_running() {
            above(rows, labels, n);
        }
        // "Read also" points to the headline under it, "read more" to what stands above.
        let under = rows.get(n + 1).is_some_and(|row| row.shape.is_headline() && !row.shape.stop);
        let under = under && hit.entry.contains("also");
        if lists(hit.kind) && under && labels[n + 1].kind == BlockKind::Heading {
            labels[n + 1] = Label::new(BlockKind::Teaser, "headline-under-read-more", 0.8);
        }
    }
}

/// Marks what "read more" points from: up to a sentence or two, and the headline above them.
fn above(rows: &[Row], labels: &mut [Label], end: usize) {
    let belongs = |n: &usize| {
        let row = &rows[*n];
        row.opener().is_none()
            && row.shape.words <= 50
            && !row.is_rule()
            && labels[*n].kind != BlockKind::Embed
    };
    let lines = (end.saturating_sub(REACH)..end).rev().take_while(belongs);
    let is_headline = |n: usize| rows[n].shape.is_headline() && !rows[n].shape.stop;
    let Some(headline) = lines.into_iter().find(|n| is_headline(*n)) else { return };
    // A sentence too many between headline and pointer is rather the article's.
    if rows[headline..end].iter().map(|row| row.shape.sentences).sum::<u32>() <= 3 {
        labels[headline..end].fill(Label::new(BlockKind::Teaser, "headline-above-read-more", 0.8));
    }
}
