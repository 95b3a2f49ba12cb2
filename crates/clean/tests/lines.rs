//! Runs the case pages in `tests/cases/clean`: captures of our own writing, and the kind of each of their lines.
//!
//! A section (`##`) has a block `lines`, a line each: `kind | words`. What stands behind the bars is the capture, unless a
//! block `html` is there: then it is what a reader sees of that page. `right: N` is how many lines must be typed so.
#![allow(clippy::disallowed_methods, reason = "a test reads its own pages")]

use std::fmt::Write as _;
use std::path::Path;

use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Capture, Media};

fn fence<'p>(section: &'p str, name: &str) -> Option<&'p str> {
    let (_, rest) = section.split_once(&format!("```{name}\n"))?;
    Some(rest.split_once("\n```").expect("a block ends").0)
}

fn clean(content: &str, media: Media) -> Article {
    let capture = Ingest::new().read("case", b"x".to_vec()).value.remove(0);
    let capture = Capture { media, content: content.to_owned(), ..capture };
    Cleaner::new(Lexicon::english()).clean(&capture).value
}

/// The lines of an article, each with its kind.
fn told(article: &Article) -> Vec<(String, &str)> {
    sayso_text::lines(&article.text)
        .filter(|line| !line.is_blank())
        .map(|line| {
            let span = line.span.trim(&article.text);
            let block = article.blocks.iter().find(|block| block.span.holds(span.start()));
            let kind = format!("{:?}", block.expect("a block stands over every line").kind).to_lowercase();
            (kind, span.slice(&article.text))
        })
        .collect()
}

fn check(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/clean").join(page);
    let page = std::fs::read_to_string(path).expect("the page is in the tree");
    let mut complaints = String::new();
    for section in page.split("\n## ").skip(1) {
        let heading = section.lines().next().unwrap_or_default();
        let floor: usize = section
            .lines()
            .find_map(|line| line.strip_prefix("right: "))
            .map(|n| n.parse().expect("a number"))
            .expect("a section says how many lines are right");
        let wanted: Vec<(&str, &str)> = fence(section, "lines")
            .expect("a section has its lines")
            .lines()
            .map(|line| line.split_once('|').expect("kind | words"))
            .map(|(kind, words)| (kind.trim(), words.strip_prefix(' ').unwrap_or(words)))
            .collect();
        let article = if let Some(html) = fence(section, "html") {
            clean(html, Media::Html)
        } else {
            let text: Vec<&str> = wanted.iter().map(|(_, words)| *words).collect();
            clean(&text.join("\n"), Media::Text)
        };
        let wanted: Vec<_> = wanted.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect();
        let told = told(&article);
        let words =
            |lines: &[(&str, &str)]| lines.iter().map(|(_, words)| (*words).to_owned()).collect::<Vec<_>>();
        let seen: Vec<_> = told.iter().map(|(kind, words)| (kind.as_str(), *words)).collect();
        assert_eq!(words(&seen), words(&wanted), "{heading}: a reader sees other lines");
        let wrong: Vec<_> = wanted.iter().zip(&seen).filter(|(want, saw)| want.0 != saw.0).collect();
        let right = wanted.len() - wrong.len();
        if right != floor {
            let way =
                if right > floor { "more than the page says: raise it" } else { "fewer than the page says" };
            writeln!(complaints, "{heading}: {right} of {} lines are right, {way}", wanted.len())
                .expect("a string takes everything");
            for (want, saw) in wrong {
                writeln!(complaints, "  {} and not {}: {}", want.0, saw.0, want.1)
                    .expect("a string takes everything");
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn texts_are_typed_line_by_line() {
    check("texts.md");
}

#[test]
fn news_is_typed_line_by_line() {
    check("news.md");
}

#[test]
fn pages_are_typed_line_by_line() {
    check("pages.md");
}
