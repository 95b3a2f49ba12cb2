//! Passages that stand in two articles of a story, word for word or nearly.

use rustc_hash::FxHashMap;
use sayso_news::{Cite, Reuse};
use sayso_text::Span;

use crate::page::{Page, Word};
use crate::shingles::{self, WIDTH};

/// Words that a passage must share.
const PASSAGE: usize = 12;

/// Words on one side that a passage may step over, where the other has other words or none.
const EDIT: usize = 4;

/// Words that must agree again behind an edit.
const FOOTHOLD: usize = 3;

/// Earlier places that are tried for one run of words; the earliest articles come first.
const TRIED: usize = 6;

/// The passages shared between `members` (in the order of who wrote first) that are no reprints.
///
/// Each passage is traced to the earliest article that has it, so a sentence that twenty articles carry gives nineteen
/// records and not every pair of twenty.
pub(crate) fn find(pages: &[Page], members: &[usize]) -> Vec<Reuse> {
    let mut known: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
    let mut found = Vec::new();
    for &page in members {
        let words = &pages[page].words;
        let runs: Vec<u64> = shingles::shingles(words).collect();
        let mut at = 0;
        while at < runs.len() {
            let seeds = known.get(&runs[at]).map_or(&[][..], Vec::as_slice);
            let here = unbroken(&pages[page], at);
            let best = seeds
                .iter()
                .map(|(other, place)| {
                    (*other, passage(unbroken(&pages[*other as usize], *place as usize), here))
                })
                // The longest; among equals the earliest.
                .reduce(|a, b| if b.1.shared > a.1.shared { b } else { a });
            match best {
                Some((other, passage)) if passage.shared >= PASSAGE => {
                    let from = cite(&pages[other as usize], passage.from);
                    let to = cite(&pages[page], passage.to);
                    found.push(Reuse { from, to });
                    at = passage.to.1;
                }
                _ => at += 1,
            }
        }
        for (at, run) in runs.iter().enumerate() {
            let places = known.entry(*run).or_default();
            if places.len() < TRIED {
                places.push((page as u32, at as u32));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Words in order that two texts share: half-open ranges of words on both sides.
struct Passage {
    from: (usize, usize),
    to: (usize, usize),
    shared: usize,
}

/// A page's words up to the next thing that is no body, and where in them to begin.
fn unbroken<'p>(page: &'p Page, at: usize) -> (&'p [Word], usize) {
    let next = page.breaks[page.breaks.partition_point(|b| *b <= at)..].first();
    (&page.words[..next.copied().unwrap_or(page.words.len())], at)
}

/// Follows two texts from a run of words that they share, stepping over small edits.
fn passage((first, i): (&[Word], usize), (later, j): (&[Word], usize)) -> Passage {
    let (mut from, mut to, mut shared) = ((i, i), (j, j), 0);
    loop {
        let same = first[from.1..].iter().zip(&later[to.1..]).take_while(|(p, q)| p.hash == q.hash).count();
        (from.1, to.1, shared) = (from.1 + same, to.1 + same, shared + same);
        match step_over(&first[from.1..], &later[to.1..]) {
            Some((skip, skip_later)) => (from.1, to.1) = (from.1 + skip, to.1 + skip_later),
            None => return Passage { from, to, shared },
        }
    }
}

/// The least edit behind which both texts go on alike.
fn step_over(a: &[Word], b: &[Word]) -> Option<(usize, usize)> {
    let alike = |x: usize, y: usize| {
        a.len() >= x + FOOTHOLD
            && b.len() >= y + FOOTHOLD
            && (0..FOOTHOLD).all(|k| a[x + k].hash == b[y + k].hash)
    };
    (1..=2 * EDIT)
        .flat_map(|sum| (0..=sum).map(move |x| (x, sum - x)))
        .filter(|(x, y)| *x <= EDIT && *y <= EDIT)
        .find(|(x, y)| alike(*x, *y))
}

fn cite(page: &Page, words: (usize, usize)) -> Cite {
    let span = page.words[words.0].span.cover(page.words[words.1 - 1].span);
    page.article.cite(with_mark(&page.article.text, span))
}

/// The span with the full stop or closing mark that follows it directly.
fn with_mark(text: &str, span: Span) -> Span {
    let rest = text.get(span.end()..).unwrap_or("");
    let extra: usize = rest
        .chars()
        .take(2)
        .take_while(|c| matches!(c, '.' | '!' | '?' | '”' | '"' | '’'))
        .map(char::len_utf8)
        .sum();
    Span::of(span.start()..span.end() + extra)
}

const _: () = assert!(FOOTHOLD <= WIDTH && PASSAGE > WIDTH, "a passage is longer than its seed");
