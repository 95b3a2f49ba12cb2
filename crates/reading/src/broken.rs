//! Words that were broken over the end of a line, as texts out of PDF files have them, and how they read joined.
//!
//! A token of such a word spans both pieces: what is cited stays a slice of the text.

use std::borrow::Cow;

use sayso_lexicon::{Class, Lexicon};
use sayso_text::Span;

/// A broken word.
#[derive(Debug)]
struct Word {
    span: Span,
    joined: String,
}

/// All broken words of a text, by place.
#[derive(Debug, Default)]
pub(crate) struct Broken(Vec<Word>);

impl Broken {
    pub(crate) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for (at, _) in text.match_indices("-\n") {
            let free = words.last().map_or(0, |word| word.span.end());
            if let Some(word) = joined(text, at, free, lexicon) {
                words.push(word);
            }
        }
        Self(words)
    }

    fn from(&self, start: usize) -> &[Word] {
        &self.0[self.0.partition_point(|word| word.span.start() < start)..]
    }

    /// Where the broken word ends that begins at a byte.
    pub(crate) fn end(&self, start: usize) -> Option<usize> {
        self.from(start).first().filter(|word| word.span.start() == start).map(|word| word.span.end())
    }

    /// The broken word that is all of a span, joined.
    pub(crate) fn word(&self, span: Span) -> Option<&str> {
        self.from(span.start()).first().filter(|word| word.span == span).map(|word| word.joined.as_str())
    }

    /// The text of a span with its broken words joined.
    pub(crate) fn read<'t>(&self, text: &'t str, span: Span) -> Cow<'t, str> {
        let mut inside = self.from(span.start()).iter().take_while(|w| w.span.end() <= span.end()).peekable();
        if inside.peek().is_none() {
            return Cow::Borrowed(span.slice(text));
        }
        let (mut out, mut at) = (String::with_capacity(span.len()), span.start());
        for word in inside {
            out.push_str(&text[at..word.span.start()]);
            out.push_str(&word.joined);
            at = word.span.end();
        }
        out.push_str(&text[at..span.end()]);
        Cow::Owned(out)
    }
}

/// The longest piece of a broken word.
const PIECE: usize = 64;

/// The word whose hyphen stands at byte `at`, before a line break; none that begins before byte `free`.
fn joined(text: &str, at: usize, free: usize, lexicon: &Lexicon) -> Option<Word> {
    let inside = |c: char| c.is_alphabetic() || c == '-';
    let head = &text[free..at];
    let start = at - head.chars().rev().take_while(|c| inside(*c)).map(char::len_utf8).sum::<usize>();
    let first = text[start..at].trim_start_matches('-');
    let next = at + 2 + text[at + 2..].bytes().take_while(|b| *b == b' ').count();
    let rest = &text[next..];
    let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
    let second = rest[..end].trim_end_matches('-');
    let letters = first.ends_with(char::is_lowercase) && second.starts_with(char::is_lowercase);
    if !letters || first.len() > PIECE || second.len() > PIECE {
        return None;
    }
    // "Ein- und Ausgang": the hyphen stands for what the next word ends with.
    let conjunction =
        |word: &str| lexicon.grammar.get(word).is_some_and(|word| word.class == Class::Conjunction);
    if conjunction(second) {
        return None;
    }
    // The hyphen is the word's own where the text has it so elsewhere, and never whole.
    let (whole, parted) = (format!("{first}{second}"), format!("{first}-{second}"));
    let joined = if text.contains(&parted) && !text.contains(&whole) { parted } else { whole };
    Some(Word { span: Span::of(at - first.len()..next + second.len()), joined })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        Broken::of(text, Lexicon::english()).read(text, Span::of(0..text.len())).into_owned()
    }

    #[test]
    fn broken_words_are_joined() {
        assert_eq!(read("the recon-\nnaissance flight"), "the reconnaissance flight");
        assert_eq!(read("Marta Kova-\n  lenko's boat"), "Marta Kovalenko's boat");
        assert_eq!(
            read("a north-\nwestern and a north-western wind"),
            "a north-western and a north-western wind"
        );
    }

    #[test]
    fn others_stay_as_they_are() {
        for text in
            ["on- and\noff-\nand on", "a dash -\nand more", "2019-\n2020", "Orr-\nVale", "x-\n", "-\nx"]
        {
            assert_eq!(read(text), text);
        }
    }
}
