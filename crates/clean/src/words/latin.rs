//! Figures of other scripts as Latin ones, with the way back to where they stand.

use std::borrow::Cow;

use sayso_text::Span;

/// The zeros of Arabic, Persian and Devanagari figures; the other nine follow each.
const ZEROS: [char; 3] = ['\u{660}', '\u{6f0}', '\u{966}'];

/// A text whose figures are Latin.
#[derive(Debug)]
pub(crate) struct Latin<'t> {
    pub(crate) text: Cow<'t, str>,
    /// For each figure that was another: where it ends, and by how many bytes the text up to there is shorter.
    cuts: Vec<(usize, usize)>,
}

impl<'t> Latin<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut cuts = Vec::new();
        if text.is_ascii() || !text.contains(|c| figure(c).is_some()) {
            return Self { text: Cow::Borrowed(text), cuts };
        }
        let (mut latin, mut shorter) = (String::with_capacity(text.len()), 0);
        for c in text.chars() {
            latin.push(figure(c).unwrap_or(c));
            if figure(c).is_some() {
                shorter += c.len_utf8() - 1;
                cuts.push((latin.len(), shorter));
            }
        }
        Self { text: Cow::Owned(latin), cuts }
    }

    /// Where a part of the Latin text stands in the other.
    pub(crate) fn back(&self, span: Span) -> Span {
        let at = |at: usize| {
            let before = self.cuts.partition_point(|(end, _)| *end <= at);
            at + before.checked_sub(1).map_or(0, |last| self.cuts[last].1)
        };
        Span::of(at(span.start())..at(span.end()))
    }
}

/// The Latin figure for another.
fn figure(c: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|n| *n < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_are_read_and_found_again() {
        let text = "نُشر ٢٢/٠٥/٢٠٢٣ و ۱۴۰۲ २०२३";
        let latin = Latin::of(text);
        assert_eq!(latin.text, "نُشر 22/05/2023 و 1402 2023");
        let at = latin.text.find("22/05/2023").expect("it is there");
        assert_eq!(latin.back(Span::of(at..at + 10)).slice(text), "٢٢/٠٥/٢٠٢٣");
    }

    proptest! {
        #[test]
        fn every_part_leads_back(text in "[a-zé٠-٩۰-۹०-९ ]{0,30}", from in 0_usize..30, size in 0_usize..30) {
            let latin = Latin::of(&text);
            let bounds: Vec<usize> = latin.text.char_indices().map(|(at, _)| at).chain([latin.text.len()]).collect();
            let (from, to) = (from.min(bounds.len() - 1), (from + size).min(bounds.len() - 1));
            let back = latin.back(Span::of(bounds[from]..bounds[to]));
            prop_assert_eq!(back.slice(&text).chars().count(), to - from);
        }
    }
}
