//! Any bytes are refused as a network or as a comparer, or can be run over words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_infer::{Comparer, Network, Word, decode_names};

fuzz_target!(|bytes: &[u8]| {
    let words = ["The", "governor", "of", "Belgorod", "said", "so", "."].map(|text| Word { text, flags: 9 });
    if let Ok(comparer) = Comparer::parse(bytes) {
        let mut work = comparer.begin();
        let (first, second) = (work.read(&words, &words), work.read(&[], &words[..3]));
        first.likeness(&second);
        work.compare(&first, &second);
    }
    let Ok(network) = Network::parse(bytes) else { return };
    let vectors = network.encode(&words, &[0]);
    assert_eq!(vectors.len(), words.len());
    if let Some(labels) = network.names(&vectors) {
        decode_names(&labels, &[0]);
    }
    network.cues(&vectors);
    network.roles(&vectors, 4, 0..7);
    network.links(&vectors, 5, &[0..4, 3..4]);
    network.sentence(&vectors, 0..7);
});
