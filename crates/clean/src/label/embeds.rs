//! Posts of somebody else's, set into the article: told by the line that names the account.

use sayso_news::BlockKind;

use super::{Label, Row};
use crate::rendered::{Regions, Rendered};

/// A post that is cut short held about this many characters.
const POST: usize = 290;
/// So many lines of a post are looked for at the most.
const LINES: usize = 12;

/// Marks the posts.
pub(super) fn mark(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    let mut end = 0;
    for (n, (line, row)) in rendered.lines.iter().zip(rows).enumerate() {
        let phrase = [row.hits.start.filter(|_| row.shape.words <= 20), row.hits.whole]
            .into_iter()
            .flatten()
            .find(|hit| hit.kind == BlockKind::Embed);
        if line.markup.as_ref().is_some_and(|m| m.within.any(Regions::EMBED)) {
            labels[n] = Label::new(BlockKind::Embed, "post-markup", 0.98);
        } else if is_signature(line.span.slice(&rendered.text)) {
            let first = above(rendered, rows, labels, end, n);
            labels[first..=n].fill(Label::new(BlockKind::Embed, "post-signature", 0.9));
            end = n + 1;
        } else if let Some(hit) = phrase {
            labels[n] = Label::of(hit, "post-phrase", 0.9);
        }
    }
}

/// "— Name (@handle) May 22, 2023"
fn is_signature(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(['—', '–', '-', '―']) else { return false };
    let rest = rest.trim_start_matches(['—', '–', '-', ' ', '\u{a0}']);
    if rest.len() > 160 {
        return false;
    }
    let Some((name, after)) = rest.split_once("(@") else { return false };
    let Some((handle, date)) = after.split_once(')') else { return false };
    !name.trim().is_empty()
        && !handle.is_empty()
        && handle.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'))
        && date.split_whitespace().count() <= 8
}

/// Where the post begins whose signature stands at `signature`; no line before `least` belongs to it.
fn above(rendered: &Rendered, rows: &[Row], labels: &[Label], least: usize, signature: usize) -> usize {
    let mut size = 0;
    let mut n = signature;
    let cut = signature > 0 && rows[signature - 1].shape.cut;
    while n > least && signature - n < LINES {
        let (row, label) = (&rows[n - 1], labels[n - 1]);
        // Lines that stand together without a gap are one post, unless one is plainly the article's. What a gap parts
        // belongs to it only as long as a post that was cut short has room for it.
        let plainly = label.kind == BlockKind::Body && label.score > 0.95;
        let together = rendered.lines[n].gap == 0 && n < signature && !plainly;
        let ends = matches!(label.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Dateline)
            || row.hits.whole.is_some();
        size += row.shape.chars as usize + 1;
        if !(n == signature || !ends && (together || cut) && size <= POST) {
            break;
        }
        n -= 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::is_signature;

    #[test]
    fn signatures_of_posts() {
        assert!(is_signature("— Port of Sarn (@port_sarn) May 22, 2023"));
        assert!(is_signature("-- Port (@p.sarn) 22 mai 2023 à 10:00"));
        assert!(!is_signature("— said the harbour master (in May)"));
        assert!(!is_signature("Port of Sarn (@port_sarn) May 22, 2023"));
        assert!(!is_signature("—"));
    }
}
