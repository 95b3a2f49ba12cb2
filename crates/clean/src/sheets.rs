//! Texts out of printed pages: the heads and feet that stand on each page are no part of the article.

use rustc_hash::FxHashMap;
use sayso_lexicon::is_page_word;
use sayso_news::BlockKind;

use crate::label::Label;
use crate::rendered::Rendered;
use crate::words::fold;

/// Lines so near to where a page ends may be its foot, or the head of the next.
const NEAR: usize = 2;
/// Longer lines are none.
const LONGEST: usize = 100;
/// So often a line stands at the edge of a page.
const LEAST: usize = 2;

/// Marks the heads and feet of pages, in a text that has them.
pub(crate) fn mark(rendered: &Rendered, labels: &mut [Label]) {
    let words = |n: usize| rendered.lines[n].span.slice(&rendered.text);
    let lines = 0..rendered.lines.len();
    let numbers: Vec<usize> = lines.clone().filter(|n| numbered(words(*n))).collect();
    let ends: Vec<usize> = lines.filter(|n| ends_page(rendered, *n)).chain(numbers.iter().copied()).collect();
    if ends.len() < LEAST {
        return;
    }
    let mut edges: Vec<usize> =
        ends.iter().flat_map(|n| n.saturating_sub(NEAR)..(n + NEAR).min(rendered.lines.len())).collect();
    edges.sort_unstable();
    edges.dedup();
    let key = |n: usize| (words(n).len() <= LONGEST).then(|| fold(words(n)));
    let mut often: FxHashMap<String, usize> = FxHashMap::default();
    for key in edges.iter().filter_map(|n| key(*n)) {
        *often.entry(key).or_default() += 1;
    }
    let recurs = |n: &usize| key(*n).is_some_and(|key| often[&key] >= LEAST);
    let found = edges.into_iter().filter(recurs).chain(numbers).collect::<Vec<_>>();
    // The title stands on the first page, and on each after it as a head.
    let title = labels.iter().position(|label| label.kind == BlockKind::Title);
    for n in found.into_iter().filter(|n| Some(*n) != title) {
        labels[n] = Label::new(BlockKind::Other, "head-or-foot-of-a-page", 0.9);
    }
}

/// A form feed stands before the line.
fn ends_page(rendered: &Rendered, n: usize) -> bool {
    let from = n.checked_sub(1).map_or(0, |before| rendered.lines[before].span.end());
    n > 0 && rendered.text[from..rendered.lines[n].span.start()].contains('\u{c}')
}

/// "Page 3 of 12", "- 3 -", "3/12": numbers, and words that count pages.
fn numbered(words: &str) -> bool {
    let folded = if words.len() <= 40 { fold(words) } else { return false };
    let mut parts =
        folded.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '|')).filter(|p| !p.is_empty());
    let counted = parts.clone().any(is_page_word);
    counted && folded.contains('#') && parts.all(|part| part == "#" || is_page_word(part))
}
