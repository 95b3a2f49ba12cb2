//! Any bytes, as one capture or several, give an account that can be written in every form.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_pipeline::{Held, Options, Pipeline};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    Pipeline::new(Options { threads: 1, ..Options::default() }).expect("one thread can be had")
});

/// ASCII's own mark between records parts captures.
const BETWEEN: u8 = 0x1e;

fuzz_target!(|bytes: &[u8]| {
    let parts = bytes.split(|b| *b == BETWEEN).take(4).enumerate();
    let captures: Vec<_> =
        parts.map(|(i, b)| Held { name: format!("fuzz-{i}"), bytes: b.to_vec() }).collect();
    let dossier = PIPELINE.brief(&captures, |_| ());
    sayso_export::write_account(&dossier, "0", std::io::sink()).expect("a sink takes everything");
    sayso_export::markdown(&dossier);
    sayso_export::html(&dossier);
});
