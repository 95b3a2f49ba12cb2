//! Any bytes become captures, and all of them are accounted for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_ingest::Ingest;

fuzz_target!(|bytes: &[u8]| {
    let noted = Ingest::new().read("fuzz", bytes.to_vec());
    assert!(!noted.value.is_empty() || !noted.notes.is_empty(), "nothing is skipped silently");
});
