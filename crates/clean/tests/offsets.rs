//! The way back: every character of an article's text stands in the capture where the trace says.

mod invariants;

use std::path::Path;

use proptest::prelude::*;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Capture, Media};
use sayso_text::Span;

/// Annotated pages beside the repository, where they are there.
const PAGES: &str = "../../../shared/data/extraction/wcxb_dev/html";

fn complaint(article: &Article, source: &str) -> Option<String> {
    invariants::trace(&article.text, &article.trace, source).or_else(|| invariants::blocks(article))
}

fn clean(source: &str) -> Article {
    let capture = Ingest::new().read("case", b"x".to_vec()).value.remove(0);
    let capture = Capture { media: Media::Html, content: source.to_owned(), ..capture };
    Cleaner::new(Lexicon::english()).clean(&capture).value
}

#[test]
#[expect(clippy::disallowed_methods, reason = "it reads pages where they are there")]
fn every_word_of_real_pages_has_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGES);
    let Ok(pages) = std::fs::read_dir(&folder) else {
        return eprintln!("skipped: there are no pages under {}", folder.display());
    };
    let cleaner = Cleaner::new(Lexicon::english());
    for page in pages {
        let path = page.expect("the folder can be listed").path();
        let bytes = std::fs::read(&path).expect("the page can be read");
        for capture in Ingest::new().read("page", bytes).value {
            let article = cleaner.clean(&capture).value;
            assert_eq!(complaint(&article, &capture.content), None, "{}", path.display());
        }
    }
}

/// A piece of a page, and the words that it shows.
fn piece() -> impl Strategy<Value = (String, &'static str)> {
    let inline = prop::sample::select(vec![
        ("boats", "boats"),
        ("R&amp;D", "R&D"),
        ("caf&eacute;s", "cafés"),
        ("&#8217;tis", "’tis"),
        ("naïve", "naïve"),
        ("&lt;sic&gt;", "<sic>"),
        ("渡轮", "渡轮"),
        ("&notit;", "¬it;"),
        ("so&shy;ft", "so\u{ad}ft"),
    ]);
    let tags = prop::sample::select(vec!["b", "i", "em", "a href=x", "font", "u"]);
    (inline, prop::collection::vec(tags, 0..4)).prop_map(|((source, shown), tags)| {
        let open: String = tags.iter().flat_map(|tag| ["<", tag, ">"]).collect();
        let name = |tag: &&'static str| tag.split(' ').next().unwrap_or(tag);
        let close: String = tags.iter().rev().flat_map(|tag| ["</", name(tag), ">"]).collect();
        (format!("{open}{source}{close}"), shown)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_word_of_a_generated_page_has_its_place(
        pieces in prop::collection::vec(piece(), 1..12),
        gaps in prop::collection::vec(prop::sample::select(vec![" ", "\n\t ", " &#32;", "<!-- x --> ", "\r\n"]), 12),
        list in any::<bool>(),
    ) {
        let body: String = pieces.iter().zip(&gaps).flat_map(|((source, _), gap)| [source.as_str(), gap]).collect();
        let source = if list { format!("<ol><li>{body}<li>{body}</ol>") } else { format!("<div><p>{body}</div>") };
        let article = clean(&source);
        prop_assert_eq!(complaint(&article, &source), None);
        let shown: Vec<&str> = pieces.iter().map(|(_, shown)| *shown).collect();
        let line = article.text.lines().next().unwrap_or("");
        prop_assert_eq!(line.strip_prefix("1. ").unwrap_or(line), shown.join(" "));
        // Each word leads back to the bytes that it was written with.
        let mut at = article.text.find(&shown.join(" ")).expect("the words are shown");
        for (markup, word) in &pieces {
            let place = article.trace.source(Span::of(at..at + word.len())).expect("the word has a place");
            prop_assert!(markup.contains(place.slice(&source)), "{word:?} at {:?}", place.slice(&source));
            at += word.len() + 1;
        }
    }
}
