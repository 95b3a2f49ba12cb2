//! Texts out of printed pages: the heads and feet that stand on each page are no part of the article.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sayso_lexicon::is_page_word;
use sayso_news::BlockKind;

use crate::label::Label;
use crate::rendered::{Line, Rendered};
use crate::words::fold;

/// Lines so near to where a page ends may be its foot, or the head of the next.
const NEAR: usize = 2;
/// Longer lines are none.
const LONGEST: usize = 100;
/// So often a line stands at the edge of a page.
const LEAST: usize = 2;

/// Marks the heads and feet of pages, in a text that has them.
pub(crate) fn mark(rendered: &Rendered, labels: &mut [Label]) {
    // The title stands on the first page, and on each after it as a head.
    let title = labels.iter().position(|label| label.kind == BlockKind::Title);
    for n in edges(&rendered.text, &rendered.lines).into_iter().filter(|n| Some(*n) != title) {
        labels[n] = Label::new(BlockKind::Other, "head-or-foot-of-a-page", 0.9);
    }
}

/// Which lines are heads and feet of pages.
pub(crate) fn edges(text: &str, lines: &[Line]) -> Vec<usize> {
    let words = |n: usize| lines[n].span.slice(text);
    let all = 0..lines.len();
    // "1 of 15" that stays what it is counts something else.
    let rising = |counts: &[(usize, u32)]| counts.windows(2).all(|pair| pair[0].1 < pair[1].1);
    let counts: Vec<(usize, u32)> = all.clone().filter_map(|n| Some((n, page(words(n))?))).collect();
    let mut numbers: Vec<usize> = counts.iter().filter(|_| rising(&counts)).map(|(n, _)| *n).collect();
    let mut heads: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for (n, number) in all.clone().filter_map(|n| Some((n, headed(words(n))?))) {
        heads.entry(fold(words(n))).or_default().push((n, number));
    }
    for head in heads.values().filter(|head| head.len() >= LEAST && rising(head)) {
        numbers.extend(head.iter().map(|(n, _)| *n));
    }
    let ends: Vec<usize> =
        all.filter(|n| ends_page(text, lines, *n)).chain(numbers.iter().copied()).collect();
    if ends.len() < LEAST {
        return Vec::new();
    }
    let mut near: Vec<usize> =
        ends.iter().flat_map(|n| n.saturating_sub(NEAR)..(n + NEAR).min(lines.len())).collect();
    near.sort_unstable();
    near.dedup();
    let key = |n: usize| (words(n).len() <= LONGEST).then(|| fold(words(n)));
    let mut often: FxHashMap<String, usize> = FxHashMap::default();
    for key in near.iter().filter_map(|n| key(*n)) {
        *often.entry(key).or_default() += 1;
    }
    let recurs = |n: &usize| key(*n).is_some_and(|key| often[&key] >= LEAST);
    let mut found: Vec<usize> = near.into_iter().filter(recurs).chain(numbers).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A form feed stands before the line.
fn ends_page(text: &str, lines: &[Line], n: usize) -> bool {
    let from = n.checked_sub(1).map_or(0, |before| lines[before].span.end());
    n > 0 && text[from..lines[n].span.start()].contains('\u{c}')
}

/// The number of a page: "Page 3 of 12", numbers and words that count pages.
fn page(words: &str) -> Option<u32> {
    if words.len() > 40 {
        return None;
    }
    let lower = words.to_lowercase();
    let parts =
        lower.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '|')).filter(|p| !p.is_empty());
    let (mut number, mut counted) = (None, false);
    for part in parts {
        match part.parse() {
            Ok(found) => number = number.or(Some(found)),
            Err(_) if is_page_word(part) => counted = true,
            Err(_) => return None,
        }
    }
    number.filter(|_| counted)
}

/// The number of a page behind or before a head: "Report of the board - Page 3".
fn headed(words: &str) -> Option<u32> {
    if words.len() > LONGEST {
        return None;
    }
    let ends = |mark: &str| Some((words.split_once(mark)?.0, words.rsplit_once(mark)?.1));
    let parts = [" - ", " – ", " — ", " | ", " · ", "\t"].iter().find_map(|mark| ends(mark))?;
    page(parts.1.trim()).or_else(|| page(parts.0.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_tell_the_number_of_their_page() {
        assert_eq!(headed("Harbour Commission - Page 3"), Some(3));
        assert_eq!(headed("Page 12 | Report of the board | May 2024"), Some(12));
        assert_eq!(headed("Page 12 of the report was missing"), None);
        assert_eq!(headed("Report of the board - May 2024"), None);
        assert_eq!(headed("Harbour Commission - Page"), None);
    }
}
