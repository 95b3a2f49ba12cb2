//! A text cut into its lines, each with its place.

use crate::Span;

/// One line of a text, its end-of-line characters left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// Where the line stands; the line break is not in it.
    pub span: Span,
    /// The line's words, with the white space at its edges.
    pub text: &'t str,
}

impl Line<'_> {
    /// Whether nothing but white space (or invisible marks) stands on the line.
    pub fn is_blank(&self) -> bool {
        self.text
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{00AD}'))
    }
}

/// The lines of `text`, in order; `\n`, `\r\n` and `\r` end a line.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = line_end(rest.as_bytes());
        let line = Line { span: Span::of(at..at + end), text: &rest[..end] };
        let skip = match &rest.as_bytes()[end..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        at += end + skip;
        Some(line)
    })
}

fn line_end(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_is_on_exactly_one_line(text in "[a-zé \\r\\n]{0,60}") {
            let mut at = 0;
            for line in lines(&text) {
                prop_assert!(text[at..line.span.start()].chars().all(|c| c == '\r' || c == '\n'));
                prop_assert_eq!(line.span.slice(&text), line.text);
                at = line.span.end();
            }
            prop_assert!(text[at..].chars().all(|c| c == '\r' || c == '\n'));
        }
    }

    #[test]
    fn all_three_line_ends() {
        let found: Vec<_> = lines("a\r\nb\rc\n\nd").map(|l| l.text).collect();
        assert_eq!(found, ["a", "b", "c", "", "d"]);
    }
}
