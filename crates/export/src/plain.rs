//! Words of strangers made safe to show: no control characters, no hidden changes of direction.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Characters that would steer the reader's terminal or turn the order of the words around.
fn steers(c: char) -> bool {
    let direction =
        matches!(c, '\u{061C}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    direction || (c.is_control() && !matches!(c, '\n' | '\t')) || c == '\u{FEFF}'
}

/// The same words without characters that steer; line breaks stay, `\r` and `\r\n` become `\n`.
pub(crate) fn safe(words: &str) -> Cow<'_, str> {
    if !words.chars().any(steers) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() != Some(&'\n') {
            out.push('\n');
        } else if !steers(c) {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same words on one line: safe, and every run of white space one space.
pub(crate) fn line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in safe(words).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The words on one line, cut after a word when there are more than `most` characters.
pub(crate) fn clip(words: &str, most: usize) -> String {
    // No more is read than can be shown, whatever the length of the words.
    let reach = words.char_indices().nth(most * 4).map_or(words, |(at, _)| &words[..at]);
    let mut line = line(reach);
    let Some((cut, _)) = line.char_indices().nth(most) else {
        if reach.len() < words.len() {
            line.push_str(" …");
        }
        return line;
    };
    let cut = line[..cut].rfind(' ').filter(|at| *at > cut / 2).unwrap_or(cut);
    line.truncate(cut);
    line.push_str(" …");
    line
}

/// The words without one pair of quotation marks around them all.
pub(crate) fn unquoted(words: &str) -> &str {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('"', '"'), ('‘', '’'), ('«', '»'), ('„', '“')];
    let words = words.trim();
    for (open, close) in PAIRS {
        let inner = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner;
        }
    }
    words
}

/// The words in their order, each only once.
pub(crate) fn distinct(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    words.into_iter().filter(|word| seen.insert(word.clone())).collect()
}

/// A count with its noun: `1 report`, `3 reports`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_steered() {
        assert_eq!(line("a\u{1b}[31mb\r\n c\u{202e}d\u{0}"), "a[31mb cd");
        assert_eq!(safe("a\rb\r\nc"), "a\nb\nc");
    }

    #[test]
    fn a_cut_falls_after_a_word() {
        assert_eq!(clip("one two three", 9), "one two …");
        assert_eq!(clip("one two", 9), "one two");
        assert_eq!(clip("onetwothree", 6), "onetwo …");
    }

    #[test]
    fn only_a_pair_around_all_the_words_goes() {
        assert_eq!(unquoted("“a b”"), "a b");
        assert_eq!(unquoted("“a” and “b”"), "“a” and “b”");
        assert_eq!(unquoted("it is “more”"), "it is “more”");
    }
}
