//! Pointers to other articles, set into this one: a headline, perhaps a sentence, "read more"; or "See also: …".

use sayso_lexicon::Part;
use sayso_news::BlockKind;

use super::{Draft, Label};

/// Marks the teasers.
pub(super) fn mark(draft: &mut Draft<'_>) {
    for n in 0..draft.rows.len() {
        if !draft.is_open(n) {
            continue;
        }
        let row = &draft.rows[n];
        if let Some(hit) =
            row.hits.whole.filter(|hit| hit.kind == BlockKind::Teaser && hit.part == Part::Line)
        {
            draft.put(n, Label::of(hit, "read-more", 0.9));
            above(draft, n);
        } else if let Some(hit) = row.hits.label.filter(|_| is_pointer(draft, n)) {
            draft.put(n, Label::of(hit, "pointer-label", 0.9));
        }
    }
}

/// A label and a headline; running text after a label only where the label shouts or an arrow stands before it.
fn is_pointer(draft: &Draft<'_>, n: usize) -> bool {
    let row = &draft.rows[n];
    let label = draft.words(n).split([':', '|']).next().unwrap_or("");
    let loud = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
    let arrow = row.shape.marker == crate::words::Marker::Arrow;
    let capital = draft.words(n)[label.len()..]
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = row.shape.words <= 24 && (!row.shape.stop || row.shape.question);
    capital && (short || ((loud || arrow) && row.shape.words <= 60))
}

/// Marks what "read more" points from: up to a sentence or two, and the headline above them.
fn above(draft: &mut Draft<'_>, end: usize) {
    let mut lines = Vec::new();
    let mut headline = false;
    for n in (end.saturating_sub(3)..end).rev() {
        let row = &draft.rows[n];
        if !draft.is_open(n) || row.opener().is_some() || row.shape.words > 50 || row.is_rule() {
            break;
        }
        lines.push(n);
        if row.shape.is_headline() && !row.shape.stop {
            headline = true;
            break;
        }
    }
    let cut = end > 0 && draft.rows[end - 1].shape.cut;
    if !headline {
        // No headline: only a line that is itself cut short belongs to the pointer.
        lines.truncate(usize::from(cut));
    }
    // A sentence too many between headline and pointer is rather the article's.
    let sentences: u32 = lines.iter().map(|n| draft.rows[*n].shape.sentences).sum();
    if sentences > 3 {
        return;
    }
    for n in lines {
        draft.put(n, Label::new(BlockKind::Teaser, "headline-above-read-more", 0.85));
    }
}
