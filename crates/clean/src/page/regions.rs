//! Parts of a page, told by roles, by item properties, and by the words of class and id.

use rustc_hash::FxHashMap;
use sayso_lexicon::Lexicon;

use crate::rendered::Regions;

/// What the words of class and id mark.
#[derive(Debug)]
pub(crate) struct Marks {
    words: FxHashMap<&'static str, Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Part(Regions),
    Hidden,
}

/// Class attributes longer than this are no words of a page's author.
const LONGEST: usize = 600;

impl Marks {
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        let words = lexicon.markup.iter().filter_map(|(word, part)| Some((*word, mark(part)?))).collect();
        Self { words }
    }

    /// The parts that the words of a class or an id mark, and whether they hide the element.
    pub(crate) fn of(&self, value: &str) -> (Regions, bool) {
        let mut found = Regions::default();
        let mut hidden = false;
        if value.len() > LONGEST {
            return (found, hidden);
        }
        let mut token = String::new();
        let mut shown = false;
        for word in value.split_ascii_whitespace().take(24) {
            shown |= shows(word);
            join(word, &mut token);
            match self.words.get(token.as_str()) {
                Some(Mark::Hidden) => hidden = true,
                Some(Mark::Part(part)) => found = found.and(*part),
                None => found = found.and(self.inside(&token)),
            }
        }
        (found, hidden && !shown)
    }

    /// The parts that pieces of a joined word mark; the longest pieces first, none used twice.
    fn inside(&self, token: &str) -> Regions {
        let mut found = Regions::default();
        let pieces: Vec<&str> = token.split('-').filter(|p| !p.is_empty()).take(8).collect();
        // "no-sidebar", "has-comments" tell of the page and not of the element.
        if matches!(
            pieces.first(),
            Some(&("no" | "has" | "with" | "without" | "hide" | "show" | "is" | "non"))
        ) {
            return found;
        }
        let mut at = 0;
        while at < pieces.len() {
            let longest = (1..=3.min(pieces.len() - at)).rev().find_map(|n| {
                let start = pieces[..at].iter().map(|p| p.len() + 1).sum::<usize>();
                let size = pieces[at..at + n].iter().map(|p| p.len() + 1).sum::<usize>() - 1;
                match self.words.get(token.get(start..start + size)?) {
                    Some(Mark::Part(part)) => Some((n, *part)),
                    _ => None,
                }
            });
            let (n, part) = longest.unwrap_or((1, Regions::default()));
            found = found.and(part);
            at += n;
        }
        found
    }
}

/// `md:block`, `d-lg-flex`: what is hidden on a telephone and shown on a screen.
fn shows(word: &str) -> bool {
    let screen = |at: &str| matches!(at, "sm" | "md" | "lg" | "xl" | "2xl" | "xxl");
    let form = |form: &str| form.starts_with("inline") || matches!(form, "block" | "flex" | "grid" | "table");
    let parts = word.split_once(':').or_else(|| word.strip_prefix("d-")?.split_once('-'));
    parts.is_some_and(|(at, as_what)| screen(at) && form(as_what))
}

/// Lower case, pieces joined with single hyphens: `articleBody`, `article__body` and `article-body` are one.
fn join(word: &str, token: &mut String) {
    token.clear();
    let mut small = false;
    for c in word.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && small {
                token.push('-');
            }
            small = !c.is_ascii_uppercase();
            token.push(c.to_ascii_lowercase());
        } else if !token.is_empty() && !token.ends_with('-') {
            token.push('-');
            small = false;
        }
    }
    if token.ends_with('-') {
        token.pop();
    }
}

fn mark(part: &str) -> Option<Mark> {
    Some(Mark::Part(match part {
        "navigation" => Regions::NAVIGATION,
        "breadcrumbs" => Regions::NAVIGATION.and(Regions::BREADCRUMBS),
        "header" => Regions::HEADER,
        "footer" => Regions::FOOTER,
        "aside" => Regions::ASIDE,
        "article" => Regions::ARTICLE,
        "form" => Regions::FORM,
        "body" => Regions::BODY,
        "comments" => Regions::COMMENTS,
        "related" => Regions::RELATED,
        "popular" => Regions::POPULAR,
        "promo" => Regions::PROMO,
        "legal" => Regions::LEGAL,
        "byline" => Regions::BYLINE,
        "dateline" => Regions::DATELINE,
        "title" => Regions::TITLE,
        "caption" => Regions::CAPTION,
        "share" => Regions::SHARE,
        "standfirst" => Regions::STANDFIRST,
        "embed" => Regions::EMBED,
        "hidden" => return Some(Mark::Hidden),
        _ => return None,
    }))
}

/// The words that a class or an id is joined of: `articleBody`, `article__body` and `article-body` have two.
pub(crate) fn words(name: &str) -> impl Iterator<Item = &str> {
    let pieces = name.split(|c: char| !c.is_ascii_alphanumeric());
    pieces.flat_map(humps).filter(|word| word.len() > 2)
}

/// `articleBody` as two words.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let small =
            rest.as_bytes().windows(2).position(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
        let (first, after) = rest.split_at(small.map_or(rest.len(), |n| n + 1));
        rest = after;
        (!first.is_empty()).then_some(first)
    })
}

/// The part that a role marks.
pub(crate) fn role(value: &str) -> Regions {
    match value {
        "navigation" | "menu" | "menubar" | "tablist" => Regions::NAVIGATION,
        "banner" => Regions::HEADER,
        "contentinfo" => Regions::FOOTER,
        "complementary" => Regions::ASIDE,
        "main" => Regions::MAIN,
        "article" => Regions::ARTICLE,
        "search" | "form" => Regions::FORM,
        "dialog" | "alertdialog" => Regions::PROMO,
        _ => Regions::default(),
    }
}

/// The part that a label for those who do not see the page names.
pub(crate) fn named(label: &str) -> Regions {
    let first = label.trim().get(..10).unwrap_or("");
    if first.eq_ignore_ascii_case("breadcrumb") { Regions::BREADCRUMBS } else { Regions::default() }
}

/// The part that an item property marks.
pub(crate) fn property(value: &str) -> Regions {
    match value {
        "articleBody" | "text" => Regions::BODY,
        "headline" => Regions::TITLE,
        "author" => Regions::BYLINE,
        "datePublished" | "dateModified" => Regions::DATELINE,
        "caption" => Regions::CAPTION,
        "comment" => Regions::COMMENTS,
        _ => Regions::default(),
    }
}

/// Whether an item property is a date of the thing itself, and not of an event or a video.
pub(crate) fn is_date(value: &str) -> bool {
    let names = value.split_ascii_whitespace().map(|name| name.rsplit([':', '.']).next().unwrap_or(name));
    names.into_iter().any(|name| {
        [
            "datePublished",
            "dateModified",
            "dateCreated",
            "dateUpdated",
            "date",
            "created",
            "issued",
            "modified",
            "pubdate",
        ]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_however_they_are_joined() {
        let marks = Marks::new(Lexicon::english());
        for class in ["articleBody", "article__body", "c-article-body", "ArticleBody x"] {
            assert!(marks.of(class).0.any(Regions::BODY), "{class}");
        }
        assert!(marks.of("post-related-posts").0.any(Regions::RELATED));
        assert!(!marks.of("has-sidebar").0.any(Regions::ASIDE));
        assert_eq!(marks.of("sr-only"), (Regions::default(), true));
        assert_eq!(marks.of("hidden md:flex"), (Regions::default(), false));
        assert_eq!(marks.of("d-none d-lg-inline-block"), (Regions::default(), false));
        assert_eq!(marks.of("hidden md:p-4"), (Regions::default(), true));
        assert_eq!(marks.of("xq3 css-1a2b"), (Regions::default(), false));
    }
}
