//! Which lines say what the capture's or the page's own fields give as the title.

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
    let one = |words: &str| {
        let says = |how: fn(&str, &str) -> bool| words.len() < 1000 && given.iter().any(|g| how(g, words));
        if says(same) {
            Given::Whole
        } else if says(begins) {
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
    let letters = |s: &str| -> Vec<char> {
        s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    a.len().abs_diff(b.len()) * 4 <= a.len() + 16 && letters(a) == letters(b)
}
