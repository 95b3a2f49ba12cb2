//! Conversion between bytes and Unicode code points, for the rim.

use crate::Span;

/// Every `STRIDE` bytes one count of code points is kept, so a look-up reads at most that many bytes.
const STRIDE: usize = 256;

/// An index over one text that turns byte offsets into code-point offsets and back.
///
/// The unit outside is the code point, as in the W3C Web Annotation `TextPositionSelector`
/// (<https://www.w3.org/TR/annotation-model/#text-position-selector>).
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points that begin before byte `i * STRIDE`; empty when the text is ASCII.
    marks: Vec<u32>,
}

fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| begins(**b)).count()
}

impl<'t> CodePoints<'t> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                marks.push(seen);
                seen += count(chunk) as u32;
            }
        }
        Self { text, marks }
    }

    /// Code points before byte `at`; an `at` past the end counts the whole text.
    pub fn before(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let at = at.min(bytes.len());
        if self.marks.is_empty() {
            return at;
        }
        let mark = (at / STRIDE).min(self.marks.len() - 1);
        self.marks[mark] as usize + count(&bytes[mark * STRIDE..at])
    }

    /// The byte at which code point number `nth` begins; the text's length when there are not that many.
    pub fn byte(&self, nth: usize) -> usize {
        if self.marks.is_empty() {
            return nth.min(self.text.len());
        }
        let mark = self.marks.partition_point(|m| (*m as usize) <= nth).saturating_sub(1);
        let mut left = nth - self.marks[mark] as usize;
        for (i, byte) in self.text.as_bytes().iter().enumerate().skip(mark * STRIDE) {
            if begins(*byte) {
                if left == 0 {
                    return i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// A byte span as a half-open pair of code-point offsets.
    pub fn outward(&self, span: Span) -> (usize, usize) {
        (self.before(span.start()), self.before(span.end()))
    }

    /// A pair of code-point offsets as a byte span.
    pub fn inward(&self, start: usize, end: usize) -> Span {
        Span::of(self.byte(start)..self.byte(end.max(start)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn boundaries(text: &str) -> Vec<usize> {
        text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
    }

    proptest! {
        #[test]
        fn both_ways_agree_with_counting_characters(text in "(?s).{0,900}", a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
            let index = CodePoints::new(&text);
            let edges = boundaries(&text);
            let (a, b) = (a.index(edges.len()), b.index(edges.len()));
            let span = Span::of(edges[a.min(b)]..edges[a.max(b)]);
            let (start, end) = index.outward(span);
            prop_assert_eq!((start, end), (a.min(b), a.max(b)));
            let words: String = text.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(words.as_str(), span.slice(&text));
            prop_assert_eq!(index.inward(start, end), span);
        }
    }

    #[test]
    fn past_the_end_is_the_end() {
        let index = CodePoints::new("añb");
        assert_eq!(index.before(99), 3);
        assert_eq!(index.byte(99), 4);
    }
}
