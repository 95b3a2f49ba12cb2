//! What the shape of a word alone tells: its ending, its hyphens.

use compact_str::{CompactString, format_compact};
use sayso_news::Tag;

/// What ends an adjective that begins with a name.
const TAILS: [&str; 38] = [
    "based",
    "led",
    "backed",
    "born",
    "listed",
    "held",
    "occupied",
    "controlled",
    "style",
    "era",
    "owned",
    "run",
    "made",
    "built",
    "funded",
    "trained",
    "allied",
    "aligned",
    "friendly",
    "wide",
    "bound",
    "speaking",
    "dominated",
    "installed",
    "appointed",
    "registered",
    "educated",
    "supplied",
    "brokered",
    "linked",
    "inspired",
    "annexed",
    "administered",
    "sponsored",
    "supported",
    "majority",
    "sanctioned",
    "affiliated",
];

/// "al-Assad" is a name; "anti-Kremlin" and "Warsaw-listed" are adjectives with a name inside.
pub(crate) fn hyphenated(word: &str) -> Option<Tag> {
    let (first, rest) = word.split_once('-')?;
    let last = rest.rsplit('-').next()?;
    if first.starts_with(char::is_lowercase) && rest.contains(char::is_uppercase) {
        const ARTICLES: [&str; 14] =
            ["al", "el", "as", "ash", "an", "ar", "at", "az", "ad", "ul", "ibn", "bin", "abu", "d"];
        return Some(if ARTICLES.contains(&first) { Tag::Name } else { Tag::Adjective });
    }
    (first.starts_with(char::is_uppercase) && TAILS.contains(&last)).then_some(Tag::Adjective)
}

/// Whether an unknown word's ending alone shows that it is no name.
pub(crate) fn is_telling(word: &str) -> bool {
    word.len() > 5 && ["ly", "tion", "ness", "ment", "ing"].iter().any(|e| word.ends_with(e))
}

/// What the ending tells of an unknown word.
pub(crate) fn shape(word: &str) -> Tag {
    if !word.contains(char::is_alphabetic) {
        return Tag::Other;
    }
    if let Some((_, last)) = word.rsplit_once('-') {
        let adjective = [
            "ed", "ing", "based", "led", "backed", "run", "old", "long", "wide", "born", "made", "held",
            "free", "like", "scale", "level", "range", "term", "style", "ern", "ian", "ese", "ish",
        ]
        .iter()
        .any(|end| last.ends_with(end));
        return if adjective { Tag::Adjective } else { Tag::Noun };
    }
    let ends = |endings: &[&str]| endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
    if ends(&["ly"]) {
        Tag::Adverb
    } else if ends(&[
        "tion", "sion", "ment", "ness", "ity", "ism", "ist", "ship", "hood", "ance", "ence", "er", "or",
        "ists", "tions", "ments", "ers", "ors",
    ]) {
        Tag::Noun
    } else if ends(&[
        "ous", "ful", "ive", "able", "ible", "less", "ical", "ish", "ary", "ic", "al", "ian", "ese", "est",
    ]) {
        Tag::Adjective
    } else if ends(&["ed", "ise", "ize", "ises", "izes", "ised", "ized"])
        || (ends(&["ing"]) && word.len() > 5)
    {
        Tag::Verb
    } else {
        Tag::Noun
    }
}

/// The base form of an unknown verb.
pub(crate) fn verb_stem(word: &str) -> CompactString {
    for (ending, with) in [
        ("ies", "y"),
        ("ied", "y"),
        ("ising", "ise"),
        ("izing", "ize"),
        ("ised", "ise"),
        ("ized", "ize"),
        ("ises", "ise"),
        ("izes", "ize"),
        ("ing", ""),
        ("ed", ""),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) {
            return format_compact!("{stem}{with}");
        }
    }
    CompactString::new(word)
}
