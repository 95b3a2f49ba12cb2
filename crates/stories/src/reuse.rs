//! Passages that stand in two articles of a story, word for word or nearly: found by runs of words that both have, and
//! followed from there both ways over small edits.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sayso_news::{Cite, Reuse};
use sayso_text::Span;

use crate::page::Page;
use crate::shingles::{self, WIDTH};

/// Words outside of quotations that a passage must share: two reports that quote one speaker took nothing from each
/// other.
const PASSAGE: usize = 12;

/// Words on one side that a passage may step over, where the other has other words or none.
const EDIT: usize = 4;

/// Words that must agree again behind an edit.
const FOOTHOLD: usize = 3;

/// Earlier places that are tried for one run of words; the earliest articles come first.
const TRIED: usize = 6;

/// A passage that a later page shares with an earlier one: half-open ranges of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Index of the earlier page.
    pub(crate) first: u32,
    /// Index of the later page.
    pub(crate) later: u32,
    pub(crate) from: (usize, usize),
    pub(crate) to: (usize, usize),
    /// Words that both have in order.
    pub(crate) shared: usize,
    /// Those of them that stand in no quotation of the later page.
    pub(crate) own: usize,
}

/// The passages shared between `members`, who stand in the order of who wrote first and are no reprints.
///
/// Each passage is traced to the earliest article that has it, so a sentence that twenty articles carry gives nineteen
/// records and not every pair of twenty. Passages of one pair of articles overlap on neither side.
pub(crate) fn passages(pages: &[Page], members: &[usize]) -> Vec<Passage> {
    let mut known = Runs::default();
    let mut found = Vec::new();
    // One article has nobody to take from, and nobody takes from the last.
    let earlier = members.len().saturating_sub(1);
    for (nth, &page) in members.iter().enumerate().filter(|_| earlier > 0) {
        let runs: Vec<u64> = shingles::shingles(&pages[page].words).collect();
        let mut trace = Trace { pages, page, taken: BTreeMap::new(), free: 0 };
        let mut at = 0;
        while at < runs.len() {
            let best = known
                .places(runs[at])
                .filter_map(|(first, place)| trace.passage(first, place as usize, at))
                // The longest; among equals the earliest.
                .reduce(|a, b| if (b.own, b.shared) > (a.own, a.shared) { b } else { a });
            at = match best {
                Some(passage) if passage.own >= PASSAGE => {
                    trace.take(&passage);
                    found.push(passage);
                    passage.to.1
                }
                // A long quotation is followed once, and not again from each of its words.
                Some(passage) if passage.shared >= PASSAGE => passage.to.1.max(at + 1),
                _ => at + 1,
            };
        }
        for (at, run) in (0..).zip(&runs).filter(|_| nth < earlier) {
            known.add(*run, (page as u32, at));
        }
    }
    found
}

/// Where runs of words stand: for each the first few places, page and word, in the order in which they came.
#[derive(Debug, Default)]
struct Runs {
    /// The first and the last place of a run, and how many there are.
    of: FxHashMap<u64, (u32, u32, u32)>,
    /// Each with the next of its run; the last has itself.
    places: Vec<((u32, u32), u32)>,
}

impl Runs {
    fn add(&mut self, run: u64, place: (u32, u32)) {
        let at = self.places.len() as u32;
        let (_, last, count) = self.of.entry(run).or_insert((at, at, 0));
        if *count as usize == TRIED {
            return;
        }
        if let Some(before) = self.places.get_mut(*last as usize) {
            before.1 = at;
        }
        self.places.push((place, at));
        (*last, *count) = (at, *count + 1);
    }

    fn places(&self, run: u64) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut next = self.of.get(&run).map(|(first, ..)| *first);
        std::iter::from_fn(move || {
            let at = next?;
            let (place, behind) = self.places[at as usize];
            next = (behind != at).then_some(behind);
            Some(place)
        })
    }
}

/// One page on its way through the earlier ones.
struct Trace<'p, 'a> {
    pages: &'p [Page<'a>],
    page: usize,
    /// Words of earlier pages that a passage has already: page and start, and end.
    taken: BTreeMap<(u32, usize), usize>,
    /// Words of this page before here are in a passage or behind us.
    free: usize,
}

impl Trace<'_, '_> {
    /// The passage around a run of words that both pages have; `None` where those words are in another passage.
    fn passage(&self, first: u32, i: usize, j: usize) -> Option<Passage> {
        let (earlier, later) = (&self.pages[first as usize], &self.pages[self.page]);
        let before = self.taken.range((first, 0)..=(first, i)).next_back().map_or(0, |(_, end)| *end);
        let behind = self.taken.range((first, i)..(first + 1, 0)).next().map(|((_, start), _)| *start);
        if before > i {
            return None;
        }
        let (low, high) = earlier.unbroken(i);
        let (low, high) = (low.max(before), high.min(behind.unwrap_or(usize::MAX)));
        let (low_later, high_later) = later.unbroken(j);
        let low_later = low_later.max(self.free);
        let (a, b) = (&earlier.words, &later.words);
        let on = follow(high - i, high_later - j, |x, y| a[i + x].hash == b[j + y].hash);
        let back = follow(i - low, j - low_later, |x, y| a[i - 1 - x].hash == b[j - 1 - y].hash);
        let to = (j - back.later, j + on.later);
        let shared = on.shared + back.shared;
        Some(Passage {
            first,
            later: self.page as u32,
            from: (i - back.first, i + on.first),
            to,
            shared,
            own: shared.saturating_sub(later.quoted_words(to)),
        })
    }

    fn take(&mut self, passage: &Passage) {
        self.taken.insert((passage.first, passage.from.0), passage.from.1);
        self.free = passage.to.1;
    }
}

/// How far two texts go alike from a place on.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    first: usize,
    later: usize,
    shared: usize,
}

/// Follows two texts, of which so many words are left, stepping over small edits; ends behind words that agree.
fn follow(first: usize, later: usize, same: impl Fn(usize, usize) -> bool) -> Stretch {
    let mut at = Stretch::default();
    loop {
        while at.first < first && at.later < later && same(at.first, at.later) {
            at = Stretch { first: at.first + 1, later: at.later + 1, shared: at.shared + 1 };
        }
        let alike = |x: usize, y: usize| {
            at.first + x + FOOTHOLD <= first
                && at.later + y + FOOTHOLD <= later
                && (0..FOOTHOLD).all(|k| same(at.first + x + k, at.later + y + k))
        };
        // The least edit behind which both go on alike.
        let edit = (1..=2 * EDIT)
            .flat_map(|sum| (0..=sum).map(move |x| (x, sum - x)))
            .filter(|(x, y)| *x <= EDIT && *y <= EDIT)
            .find(|(x, y)| alike(*x, *y));
        match edit {
            Some((x, y)) => (at.first, at.later) = (at.first + x, at.later + y),
            None => return at,
        }
    }
}

/// A passage as the record has it: from the one to the other.
pub(crate) fn record(pages: &[Page], passage: &Passage, turned: bool) -> Reuse {
    let first = cite(&pages[passage.first as usize], passage.from);
    let later = cite(&pages[passage.later as usize], passage.to);
    if turned { Reuse { from: later, to: first } } else { Reuse { from: first, to: later } }
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
