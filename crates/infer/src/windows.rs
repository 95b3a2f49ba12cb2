//! Which words a transformer reads together.

use std::ops::Range;

/// Windows of whole sentences over the words of a text, each of at most `room` pieces.
///
/// A window takes as many sentences as fit; a sentence that fits into none is cut. The next window starts at the last
/// sentence break in the first three quarters of it, so that most words stand well inside one of two windows. Every
/// window reaches further than the one before.
pub(crate) struct Windows<'a> {
    /// Where each word's pieces start, and the end of the last: one more than there are words.
    pieces: &'a [u32],
    /// Whether a sentence starts at a word.
    starts: &'a [bool],
    room: usize,
    next: Option<usize>,
}

impl<'a> Windows<'a> {
    pub(crate) fn new(pieces: &'a [u32], starts: &'a [bool], room: usize) -> Self {
        Self { pieces, starts, room, next: (!starts.is_empty()).then_some(0) }
    }

    fn is_break(&self, word: usize) -> bool {
        self.starts.get(word).copied().unwrap_or(true)
    }

    fn size(&self, words: Range<usize>) -> usize {
        (self.pieces[words.end] - self.pieces[words.start]) as usize
    }

    /// The end of the window that starts here: at a sentence's end if one fits, else where the room ends.
    fn end(&self, start: usize) -> usize {
        let mut last_break = None;
        let mut end = start;
        while end < self.starts.len() && (end == start || self.size(start..end + 1) <= self.room) {
            end += 1;
            if self.is_break(end) {
                last_break = Some(end);
            }
        }
        last_break.unwrap_or(end)
    }

    /// Where the window after this one starts.
    fn after(&self, window: &Range<usize>) -> Option<usize> {
        if window.end == self.starts.len() {
            return None;
        }
        let advance = self.size(window.clone()) * 3 / 4;
        // Within a cut sentence any word will do.
        let is_cut = !self.is_break(window.end);
        let may_start = |word: &usize| is_cut || self.is_break(*word);
        let inside = window.start + 1..window.end;
        let early = |word: &usize| may_start(word) && self.size(window.start..*word) <= advance;
        let first = inside.clone().rev().find(early).unwrap_or(inside.start);
        let mut from_there = (first..window.end).filter(may_start);
        Some(from_there.find(|word| self.end(*word) > window.end).unwrap_or(window.end))
    }
}

impl Iterator for Windows<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next?;
        let window = start..self.end(start);
        self.next = self.after(&window);
        Some(window)
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one window is meant")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn windows(sizes: &[u32], breaks: &[usize], room: usize) -> Vec<Range<usize>> {
        let mut pieces = vec![0];
        for size in sizes {
            pieces.push(pieces[pieces.len() - 1] + size);
        }
        let starts: Vec<_> = (0..sizes.len()).map(|w| w == 0 || breaks.contains(&w)).collect();
        Windows::new(&pieces, &starts, room).collect()
    }

    #[test]
    fn whole_sentences_and_an_overlap() {
        assert_eq!(windows(&[], &[], 10), []);
        assert_eq!(windows(&[1; 9], &[3, 6], 10), [0..9]);
        assert_eq!(windows(&[1; 12], &[3, 6, 9], 10), [0..9, 6..12]);
        assert_eq!(windows(&[2; 12], &[3, 6, 9], 12), [0..6, 3..9, 6..12]);
    }

    #[test]
    fn a_long_sentence_is_cut() {
        assert_eq!(windows(&[1; 20], &[], 8), [0..8, 6..14, 12..20]);
        assert_eq!(windows(&[1; 20], &[4], 8), [0..4, 4..12, 10..18, 16..20]);
        assert_eq!(
            windows(&[9, 9, 9], &[1], 8),
            [0..1, 1..2, 2..3],
            "a word is read even where it does not fit"
        );
    }

    proptest! {
        #[test]
        fn every_word_is_read_and_every_window_goes_on(
            sizes in prop::collection::vec(1_u32..7, 0..200),
            breaks in prop::collection::vec(0_usize..200, 0..30),
            room in 7_usize..40,
        ) {
            let found = windows(&sizes, &breaks, room);
            let (mut reached, mut started) = (0, None);
            for window in &found {
                prop_assert!(window.start <= reached && window.end > reached, "{found:?}");
                prop_assert!(started.is_none_or(|s| window.start > s));
                prop_assert!(sizes[window.clone()].iter().sum::<u32>() as usize <= room);
                (reached, started) = (window.end, Some(window.start));
            }
            prop_assert_eq!(reached, sizes.len());
        }
    }
}
