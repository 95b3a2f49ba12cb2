//! Runs the case pages `names.md` and `quotations.md`, and holds the reader to what must be so for any text.
#![allow(clippy::disallowed_methods, reason = "a test reads its own page")]

mod plain;

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Reading};
use sayso_reading::Reader;

fn article(text: &str) -> Article {
    plain::article("", text, plain::body)
}

fn read(article: &Article) -> Reading {
    Reader::new(Lexicon::english()).read(article).value
}

fn entities(reading: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    for entity in &reading.entities {
        let kind = format!("{:?}", entity.kind).to_lowercase();
        let mut line = format!("{}{kind} {}", if entity.named { "" } else { "described " }, entity.name);
        let mut more = |word: &str, items: &[String]| {
            if !items.is_empty() {
                write!(line, " {word} {}", items.join(", ")).expect("a string takes everything");
            }
        };
        more("aka", &entity.aliases);
        more("title", &entity.titles);
        let of = entity.affiliation.and_then(|id| reading.entity(id)).map(|e| e.name.clone());
        more("of", of.as_slice());
        more("state", entity.state.as_ref().map(ToString::to_string).as_slice());
        out.push(line);
    }
    out
}

/// The sections of a page: heading, article, expected lines.
fn sections(page: &str) -> Vec<(String, String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/reading").join(page);
    let text = std::fs::read_to_string(path).expect("the page is in the tree");
    let fence = |section: &str, name: &str| {
        let start = section.find(&format!("```{name}\n")).expect("a section has its blocks") + name.len() + 4;
        section[start..start + section[start..].find("\n```").expect("a block ends")].to_owned()
    };
    text.split("\n## ")
        .skip(1)
        .map(|section| {
            let heading = section.lines().next().unwrap_or_default().to_owned();
            let expected = fence(section, "expect").lines().map(str::to_owned).collect();
            (heading, fence(section, "article"), expected)
        })
        .collect()
}

#[test]
fn names_and_entities_are_as_the_page_says() {
    let mut wrong = String::new();
    for (heading, text, expected) in sections("names.md") {
        let found = entities(&read(&article(&text)));
        for line in expected.iter().filter(|line| !found.contains(line)) {
            writeln!(wrong, "{heading}: not found: {line}").unwrap();
        }
        for line in found.iter().filter(|line| !line.starts_with("described ") && !expected.contains(line)) {
            writeln!(wrong, "{heading}: not expected: {line}").unwrap();
        }
        if !wrong.is_empty() && wrong.contains(&heading) {
            writeln!(wrong, "  all: {found:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn quotations_are_as_the_page_says() {
    let mut wrong = String::new();
    for (heading, text, expected) in sections("quotations.md") {
        let reading = read(&article(&text));
        let kind = |scare| if scare { "scare" } else { "speech" };
        let found: Vec<_> = reading
            .quotations
            .iter()
            .map(|q| format!("{} {}", kind(q.scare), q.inner.slice(&text)))
            .collect();
        if found != expected {
            writeln!(wrong, "{heading}:\n  found    {found:?}\n  expected {expected:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_the_text_places_are_places(
        text in "(?s)([A-Z][a-z]{1,7}|[a-z]{1,6}|said|the |of |’s|\"|“|”|'|‘|’|\\(|\\)|, |\\. |\\n|[0-9]{1,3}|é|Š| ){0,90}"
    ) {
        let article = article(&text);
        let reading = read(&article);
        let mut at = 0;
        for token in &reading.tokens {
            prop_assert!(token.span.start() >= at && !token.span.is_empty());
            prop_assert!(text.get(token.span.range()).is_some());
            at = token.span.end();
        }
        let mut next = 0;
        for sentence in &reading.sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(sentence.tokens.end > next);
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next as usize, reading.tokens.len());
        for quotation in &reading.quotations {
            prop_assert!(quotation.span.contains(quotation.inner));
            prop_assert!(text.get(quotation.inner.range()).is_some());
        }
        let mut at = 0;
        for mention in &reading.mentions {
            prop_assert!(mention.span.start() >= at && text.get(mention.span.range()).is_some());
            prop_assert!(!mention.span.is_empty() && reading.entity(mention.entity).is_some());
            at = mention.span.start();
        }
        prop_assert_eq!(&reading, &read(&article));
    }
}
