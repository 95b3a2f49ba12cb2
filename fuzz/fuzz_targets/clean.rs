//! Any bytes become articles whose blocks lie in order over all that is not blank.
#![no_main]

#[path = "../../crates/clean/tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::Media;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(Lexicon::english()));

fuzz_target!(|bytes: &[u8]| {
    for capture in Ingest::new().read("fuzz", bytes.to_vec()).value {
        let article = CLEANER.clean(&capture).value;
        assert_eq!(invariants::blocks(&article), None);
        if capture.media == Media::Html {
            assert_eq!(invariants::trace(&article.text, &article.trace, &capture.content), None);
        }
    }
});
