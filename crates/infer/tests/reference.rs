//! The encoders, all heads and the comparer against what numpy gives; `training/reference.py` made the files.
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use std::ops::Range;

use sayso_infer::{Comparer, Network, Word};
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    words: Vec<(String, u32)>,
    vectors: Vec<Vec<f32>>,
    names: Vec<[f32; 9]>,
    cues: Vec<f32>,
    anchor: usize,
    roles: Vec<[f32; 4]>,
    pronoun: usize,
    mentions: Vec<[usize; 2]>,
    links: Vec<f32>,
    sentence: Vec<f32>,
}

fn near<'a>(
    what: &str,
    found: impl IntoIterator<Item = &'a f32>,
    expected: impl IntoIterator<Item = &'a f32>,
) {
    let (found, expected): (Vec<_>, Vec<_>) = (found.into_iter().collect(), expected.into_iter().collect());
    assert_eq!(found.len(), expected.len(), "{what}");
    for (i, (a, b)) in found.into_iter().zip(expected).enumerate() {
        assert!((a - b).abs() < 1e-4, "{what} {i}: {a} and not {b}");
    }
}

fn check(weights: &[u8], expected: &str) {
    let network = Network::parse(weights).unwrap();
    assert_eq!(network.name(), "tiny");
    let expected: Expected = serde_json::from_str(expected).unwrap();
    let words: Vec<_> = expected.words.iter().map(|(text, flags)| Word { text, flags: *flags }).collect();
    let vectors = network.encode(&words, &[0, 13, 25]);
    near("vectors", vectors.values(), expected.vectors.iter().flatten());
    near("names", network.names(&vectors).unwrap().iter().flatten(), expected.names.iter().flatten());
    near("cues", &network.cues(&vectors).unwrap(), &expected.cues);
    let roles = network.roles(&vectors, expected.anchor, 0..words.len()).unwrap();
    near("roles", roles.iter().flatten(), expected.roles.iter().flatten());
    let mentions: Vec<Range<usize>> = expected.mentions.iter().map(|[start, end]| *start..*end).collect();
    near("links", &network.links(&vectors, expected.pronoun, &mentions).unwrap(), &expected.links);
    near("sentence", &network.sentence(&vectors, 0..12).unwrap(), &expected.sentence);
}

#[test]
fn transformer() {
    check(include_bytes!("data/transformer.safetensors"), include_str!("data/transformer.json"));
}

#[test]
fn convolution() {
    check(include_bytes!("data/convolution.safetensors"), include_str!("data/convolution.json"));
}

#[derive(Deserialize)]
struct Told {
    pairs: Vec<[[Vec<String>; 2]; 2]>,
    likeness: Vec<f32>,
    odds: Vec<[f32; 4]>,
}

#[test]
fn comparer() {
    let comparer = Comparer::parse(include_bytes!("data/comparer.safetensors")).unwrap();
    let expected: Told = serde_json::from_str(include_str!("data/comparer.json")).unwrap();
    let mut work = comparer.begin();
    for (i, [first, second]) in expected.pairs.iter().enumerate() {
        let mut read = |[before, words]: &[Vec<String>; 2]| {
            let words =
                [before, words].map(|w| w.iter().map(|text| Word { text, flags: 0 }).collect::<Vec<_>>());
            work.read(&words[0], &words[1])
        };
        let (first, second) = (read(first), read(second));
        near("likeness", [&first.likeness(&second)], [&expected.likeness[i]]);
        let found = work.compare(&first, &second);
        near("odds", [&found.same, &found.turned, &found.excludes], &expected.odds[i][..3]);
    }
}
