//! Any words, as a text and as a page, are cut into lines with features that the model knows, and each line gets a kind.
#![no_main]

#[path = "../../crates/clean/tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_clean::{Cleaner, Survey};
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Capture, Media};
use sayso_text::lines;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(Lexicon::english()));
static EMPTY: LazyLock<Capture> = LazyLock::new(|| Ingest::new().read("fuzz", b"x".to_vec()).value.remove(0));

/// What is wrong about the lines: they are ordered, apart, on character boundaries, and hold all words.
fn complaint(survey: &Survey) -> Option<String> {
    let mut end = 0;
    let text = survey.words();
    for (span, features) in survey.spans().zip(survey.features()) {
        let Some(between) = text.get(end..span.start()) else {
            return Some(format!("{span:?} stands before {end}, or on no character boundary"));
        };
        if !is_blank(between) {
            return Some(format!("{between:?} is on no line"));
        }
        if let Some(odd) = features.iter().find(|n| usize::from(**n) >= Survey::names().len() + Survey::hashes()) {
            return Some(format!("there is no feature {odd}"));
        }
        end = span.end();
    }
    let rest = text.get(end..).unwrap_or("a line's end on no character boundary");
    (!is_blank(rest)).then(|| format!("{rest:?} is on no line"))
}

fn is_blank(words: &str) -> bool {
    lines(words).all(|line| line.is_blank())
}

fuzz_target!(|bytes: &[u8]| {
    let content = String::from_utf8_lossy(bytes).into_owned();
    for media in [Media::Text, Media::Html] {
        let capture = Capture { media, content: content.clone(), ..EMPTY.clone() };
        assert_eq!(complaint(&CLEANER.survey(&capture)), None, "{media:?}");
        let article = CLEANER.clean(&capture).value;
        assert_eq!(invariants::blocks(&article), None, "{media:?}");
        match media {
            Media::Html => assert_eq!(invariants::trace(&article.text, &article.trace, &content), None),
            _ => assert_eq!(article.text, content, "a text keeps every character"),
        }
    }
});
