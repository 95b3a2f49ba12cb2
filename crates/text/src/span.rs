//! The half-open byte span, the only offset inside the house.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A text is longer than spans can point into (4 GiB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a text of {0} bytes is longer than the 4 GiB that spans can point into; split it")]
pub struct TextTooLong(pub usize);

/// Half-open range of bytes in one text: `start` is in, `end` is out. `start <= end` always holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end`; an `end` before `start` gives an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The span over a byte range of a text that is known to be shorter than 4 GiB.
    pub fn of(range: Range<usize>) -> Self {
        let fit = |n: usize| u32::try_from(n).expect("texts are checked to be under 4 GiB when they come in");
        Self::new(fit(range.start), fit(range.end))
    }

    /// The span over the whole of `text`, or an error when the text is too long to be pointed into.
    pub fn whole(text: &str) -> Result<Self, TextTooLong> {
        u32::try_from(text.len()).map(|end| Self::new(0, end)).map_err(|_| TextTooLong(text.len()))
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte is in the span.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words that the span points at; empty when the span does not lie on character boundaries of `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether every byte of `inner` lies in this span.
    pub const fn contains(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether byte `at` lies in this span.
    pub const fn holds(self, at: usize) -> bool {
        (self.start as usize) <= at && at < self.end as usize
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without the white space at its edges in `text`.
    #[must_use]
    pub fn trim(self, text: &str) -> Span {
        let words = self.slice(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        Span::of(start..start + words.trim().len())
    }

    /// The same span counted from the start of an enclosing text that begins `by` bytes earlier.
    #[must_use]
    pub fn shift(self, by: usize) -> Span {
        Span::of(self.start() + by..self.end() + by)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(u32, u32)> for Span {
    type Error = String;

    fn try_from((start, end): (u32, u32)) -> Result<Self, String> {
        if start <= end {
            Ok(Self { start, end })
        } else {
            Err(format!("a span ends ({end}) before it starts ({start})"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn trimming_leaves_words_alone(text in "\\PC{0,40}") {
            let whole = Span::whole(&text).unwrap();
            let trimmed = whole.trim(&text);
            prop_assert_eq!(trimmed.slice(&text), text.trim());
            prop_assert!(whole.contains(trimmed));
        }

        #[test]
        fn a_span_survives_the_wire(a in any::<u32>(), b in any::<u32>()) {
            let span = Span::new(a.min(b), a.max(b));
            let pair: (u32, u32) = span.into();
            prop_assert_eq!(Span::try_from(pair), Ok(span));
        }

        #[test]
        fn cover_holds_both(a in 0u32..99, b in 0u32..99, c in 0u32..99, d in 0u32..99) {
            let (x, y) = (Span::new(a.min(b), a.max(b)), Span::new(c.min(d), c.max(d)));
            prop_assert!(x.cover(y).contains(x) && x.cover(y).contains(y));
        }
    }

    #[test]
    fn a_span_that_ends_before_it_starts_is_refused() {
        assert!(Span::try_from((5, 3)).is_err());
    }

    #[test]
    fn a_slice_off_a_character_boundary_is_empty() {
        assert_eq!(Span::new(1, 2).slice("é"), "");
    }
}
