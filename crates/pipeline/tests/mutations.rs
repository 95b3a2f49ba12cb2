//! Captures that were cut, spliced and flipped: every span that comes out lies on the text.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use sayso_news::Dossier;
use sayso_pipeline::{Held, Options, Pipeline};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    Pipeline::new(Options { threads: 1, ..Options::default() }).expect("one thread can be had")
});

const SEEDS: [&[u8]; 4] = [
    include_bytes!("../../../samples/harbour-raid/003_c7720ae4b915d3f8.txt"),
    include_bytes!("../../../samples/harbour-raid/009_51ad7e3390bc4f62.html"),
    include_bytes!("../../../samples/dam-breach/017_9ab3c2d1e0f4a5b6.txt"),
    include_bytes!("../../../samples/merger-probe/004_5d08be71c3fa9246.html"),
];

/// One way to break a capture; places are parts of the whole in 65,536ths.
#[derive(Debug, Clone)]
enum Blow {
    Cut(u16, u16),
    Flip(u16, u8),
    Insert(u16, Vec<u8>),
    Repeat(u16, u16, u8),
    Move(u16, u16, u16),
}

fn blow() -> impl Strategy<Value = Blow> {
    let odd = prop_oneof![
        Just("“".as_bytes().to_vec()),
        Just("”\u{201c}\"".as_bytes().to_vec()),
        Just(b"</div></p><".to_vec()),
        Just(b"\r\n\r\n\t".to_vec()),
        Just("\u{feff}\u{202e}\u{301}\u{0}".as_bytes().to_vec()),
        Just(b"said on Monday that 99,999,999,999,999,999,999 31 February 2023".to_vec()),
        Just(b"&#x10ffff;&#0;&bogus;".to_vec()),
        vec(any::<u8>(), 1..12),
    ];
    prop_oneof![
        any::<(u16, u16)>().prop_map(|(a, b)| Blow::Cut(a, b)),
        any::<(u16, u8)>().prop_map(|(a, b)| Blow::Flip(a, b)),
        (any::<u16>(), odd).prop_map(|(a, b)| Blow::Insert(a, b)),
        any::<(u16, u16)>()
            .prop_flat_map(|(a, b)| (Just(a), Just(b), 1..4_u8))
            .prop_map(|(a, b, n)| Blow::Repeat(a, b, n)),
        any::<(u16, u16, u16)>().prop_map(|(a, b, c)| Blow::Move(a, b, c)),
    ]
}

fn strike(bytes: &mut Vec<u8>, blow: &Blow) {
    let at = |part: u16, bytes: &[u8]| bytes.len() * usize::from(part) / 65_536;
    let range = |a: u16, b: u16, bytes: &[u8]| at(a.min(b), bytes)..at(a.max(b), bytes);
    match blow {
        // a cut takes at most an eighth, so that some of the capture is left to be read
        Blow::Cut(a, length) => drop(bytes.drain(range(*a, a.saturating_add(length / 8), bytes))),
        Blow::Flip(a, with) => {
            let at = at(*a, bytes);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= with;
            }
        }
        Blow::Insert(a, what) => {
            let at = at(*a, bytes);
            bytes.splice(at..at, what.iter().copied());
        }
        Blow::Repeat(a, length, times) => {
            let range = range(*a, a.saturating_add(length / 16), bytes);
            let piece = bytes[range.clone()].repeat(usize::from(*times));
            bytes.splice(range.end..range.end, piece);
        }
        Blow::Move(a, length, to) => {
            let piece: Vec<_> = bytes.drain(range(*a, a.saturating_add(length / 16), bytes)).collect();
            let at = at(*to, bytes);
            bytes.splice(at..at, piece);
        }
    }
}

fn brief(captures: Vec<Vec<u8>>) -> Dossier {
    let held = captures.into_iter().enumerate().map(|(i, bytes)| Held { name: format!("{i}"), bytes });
    PIPELINE.brief(&held.collect::<Vec<_>>(), |_| ())
}

/// Everything that points into a text points at words.
fn check(dossier: &Dossier) {
    for (article, reading) in dossier.articles.iter().zip(&dossier.readings) {
        let text = &article.text;
        let mut at = 0;
        for block in &article.blocks {
            let between = text.get(at..block.span.start()).expect("blocks are ordered");
            assert!(between.trim().is_empty(), "{between:?} is in no block");
            at = block.span.end();
        }
        assert!(text.get(at..).expect("blocks end in the text").trim().is_empty());
        let mentions = reading.mentions.iter().map(|m| m.span);
        let said = reading
            .attributions
            .iter()
            .flat_map(|a| a.source.iter().chain(&a.cue).chain(&a.content).copied());
        for span in reading.sentences.iter().map(|s| s.span).chain(mentions).chain(said) {
            assert!(text.get(span.start()..span.end()).is_some(), "{span:?} lies on no characters");
        }
    }
    let mut json = Vec::new();
    sayso_export::write_account(dossier, "0", &mut json).expect("memory takes everything");
    assert!(!sayso_export::html(dossier).is_empty());
    assert!(!sayso_export::markdown(dossier).is_empty() || dossier.articles.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_samples_are_read(seed in 0..SEEDS.len(), other in 0..SEEDS.len(), blows in vec(blow(), 1..12)) {
        let mut bytes = SEEDS[seed].to_vec();
        for blow in &blows {
            strike(&mut bytes, blow);
        }
        check(&brief(vec![bytes, SEEDS[other].to_vec()]));
    }

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..2000)) {
        check(&brief(vec![bytes]));
    }

    #[test]
    fn any_words_are_read(text in "(\\PC|[“”\"‘’'.,:;\n\t <>&/]|said|told|denied|Monday|Mr|12|the ){0,300}") {
        check(&brief(vec![text.into_bytes()]));
    }
}
