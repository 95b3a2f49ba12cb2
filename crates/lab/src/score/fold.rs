//! Names compared without case, accents, quotation marks, leading articles and dots.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// The form in which two spellings of one name are equal.
pub(crate) fn fold(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.nfkd() {
        match c {
            // where full case folding does more than lower case
            'ß' | 'ẞ' => text.push_str("ss"),
            'ς' => text.push('σ'),
            '\u{345}' => text.push('ι'),
            _ => text.extend(c.to_lowercase()),
        }
    }
    text.retain(|c| canonical_combining_class(c) == 0 && !QUOTES.contains(&c));
    let text = text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let bare = ["the ", "a ", "an "].iter().find_map(|article| text.strip_prefix(article));
    bare.map(str::to_owned).unwrap_or(text)
}

const QUOTES: &[char] = &['’', '\'', '"', '“', '”', '‘', '`', '.', ','];

fn blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Whether a name that is asked for is among those that are there: as it is, or, when it is long, as a part of one.
pub(crate) fn matches<'n>(name: &str, mut names: impl Iterator<Item = &'n String>) -> bool {
    let wanted = fold(name);
    let long = wanted.chars().count() > 6;
    names.any(|n| wanted == *n || (long && n.contains(&wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one() {
        for (one, other) in [
            ("The “Free” Legion", "free legion"),
            ("Štrebac,  I.", "strebac i"),
            ("AN  Office\u{a0}of\tPorts", "office of ports"),
            ("Straße", "STRASSE"),
            ("ΝΙΚΟΣ", "νικος"),
            ("Ofﬁce", "office"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn one_leading_article_goes_and_no_more() {
        assert_eq!(fold("the a team"), "a team");
        assert_eq!(fold("The"), "the");
        assert_eq!(fold("Andover"), "andover");
    }

    #[test]
    fn only_long_names_are_found_within_others() {
        let names = ["regional rescue service".to_owned()];
        assert!(matches("Rescue Service", names.iter()));
        assert!(!matches("rescue", names.iter()));
    }
}
