//! Posts of somebody else's, set into the article: told by the line that names the account.

use sayso_news::BlockKind;

use super::{Draft, Label};
use crate::rendered::Regions;

/// A post that is cut short held about this many characters.
const POST: usize = 290;
/// So many lines of a post are looked for at the most.
const LINES: usize = 12;

/// Marks the posts.
pub(super) fn mark(draft: &mut Draft<'_>) {
    for n in 0..draft.rows.len() {
        let markup = draft.rendered.lines[n].markup.as_ref();
        if markup.is_some_and(|m| m.within.any(Regions::EMBED)) {
            draft.put(n, Label::new(BlockKind::Embed, "post-markup", 0.98));
        } else if is_signature(draft.words(n)) {
            draft.put(n, Label::new(BlockKind::Embed, "post-signature", 0.97));
            above(draft, n);
        } else if let Some(hit) = draft.rows[n].hits.start.filter(|hit| hit.kind == BlockKind::Embed) {
            if draft.rows[n].shape.words <= 20 {
                draft.put(n, Label::of(hit, "post-phrase", 0.85));
            }
        } else if let Some(hit) = draft.rows[n].hits.whole.filter(|hit| hit.kind == BlockKind::Embed) {
            draft.put(n, Label::of(hit, "post-phrase", 0.9));
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

/// Marks the lines above a signature that are the post's words.
fn above(draft: &mut Draft<'_>, signature: usize) {
    let mut size = 0;
    let mut n = signature;
    let cut = signature > 0 && draft.rows[signature - 1].shape.cut;
    while n > 0 && signature - n < LINES && draft.is_open(n - 1) {
        // Lines that stand together without a gap are one post. What a gap parts belongs to it only as long as a post
        // that was cut short has room for it.
        let together = draft.rendered.lines[n].gap == 0 && n < signature;
        let length = draft.rows[n - 1].shape.chars as usize + 1;
        let fits = size + length <= POST;
        let first = n == signature;
        if !(first || together && fits || cut && fits) {
            break;
        }
        n -= 1;
        size += length;
        draft.put(
            n,
            Label::new(BlockKind::Embed, if cut { "post-cut-short" } else { "post-above-signature" }, 0.85),
        );
    }
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
