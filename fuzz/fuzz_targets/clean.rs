//! Any bytes become articles whose blocks lie in order over all that is not blank.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(Lexicon::english()));

fuzz_target!(|bytes: &[u8]| {
    for capture in Ingest::new().read("fuzz", bytes.to_vec()).value {
        let article = CLEANER.clean(&capture).value;
        let mut at = 0;
        for block in &article.blocks {
            let between =
                article.text.get(at..block.span.start()).expect("blocks are ordered, on char boundaries");
            assert!(between.trim().is_empty(), "{between:?} is in no block");
            at = block.span.end();
        }
        assert!(article.text[at..].trim().is_empty());
    }
});
