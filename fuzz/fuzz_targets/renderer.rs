//! Any bytes, taken for a page, are rendered: every word that is shown leads back to where it stands in the page.
#![no_main]

#[path = "../../crates/clean/tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Capture, Media};

/// Without the line model: what a line is does not matter here, and pages are read the faster.
static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(Lexicon::english()).plain(true));
static EMPTY: LazyLock<Capture> = LazyLock::new(|| Ingest::new().read("fuzz", b"x".to_vec()).value.remove(0));

fuzz_target!(|bytes: &[u8]| {
    let content = String::from_utf8_lossy(bytes).into_owned();
    let capture = Capture { media: Media::Html, content, ..EMPTY.clone() };
    let article = CLEANER.clean(&capture).value;
    assert_eq!(invariants::trace(&article.text, &article.trace, &capture.content), None);
    assert_eq!(invariants::blocks(&article), None);
});
