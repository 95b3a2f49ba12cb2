//! Which lines say what the capture's or the page's own fields give as the title.

use std::cell::LazyCell;

use crate::rendered::Rendered;

/// How much of a given title a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    None,
    /// The line begins or ends a given title: the rest is the site's name.
    Part,
    /// The same words.
    Whole,
}

/// For each line, whether it says a given title.
pub(crate) fn find(rendered: &Rendered, given: &[&str]) -> Vec<Given> {
    // A page may give many titles: the letters of each are told once, and so are those of a line.
    let given: Vec<(&str, Vec<char>)> = given.iter().map(|title| (*title, letters(title))).collect();
    let one = |words: &str| {
        if words.len() >= 1000 {
            return Given::None;
        }
        let own = LazyCell::new(|| letters(words));
        if given.iter().any(|(title, letters)| near(title, words) && *letters == *own) {
            Given::Whole
        } else if given.iter().any(|(title, _)| begins(title, words)) {
            Given::Part
        } else {
            Given::None
        }
    };
    rendered.lines.iter().map(|line| one(line.span.slice(&rendered.text))).collect()
}

/// A title with the site's name behind or before it.
fn begins(given: &str, words: &str) -> bool {
    words.len() >= 16 && given.len() > words.len() && (given.starts_with(words) || given.ends_with(words))
}

/// The same words, whatever their case, quotation marks and spaces.
pub(crate) fn same(a: &str, b: &str) -> bool {
    near(a, b) && letters(a) == letters(b)
}

/// Of about the same length.
fn near(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) * 4 <= a.len() + 16
}

fn letters(words: &str) -> Vec<char> {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
