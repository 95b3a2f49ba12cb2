//! Both encoders against the formulas written out naively.
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

mod support;

use sayso_infer::{Level, Network, Vectors, Word};
use support::naive::{self, Cut, Matrix};
use support::{Sizes, convolution, transformer, vocabulary, words};

const SMALL: Sizes = Sizes { width: 24, layers: 2, heads: 3, inner: 40, positions: 64 };

/// Where a value to be quantised lies this near the middle between two integers, single and double precision may round it
/// to different ones, and all that follows differs by more than 1e-4.
const TIE: f64 = 2e-5;

fn read(words: &[(String, u32)]) -> Vec<Word<'_>> {
    words.iter().map(|(text, flags)| Word { text, flags: *flags }).collect()
}

fn shape(word: &str) -> usize {
    match word {
        "." => 0,
        "2024" => 1,
        "Governor" => 3,
        "NATO" => 5,
        _ => 2,
    }
}

/// Pieces of the words that `support::words` gives, by trying every piece.
fn cut(word: &str, pieces: &[String]) -> Vec<usize> {
    let lower = word.to_lowercase();
    let mut ids = Vec::new();
    for part in lower.split_inclusive('\'').flat_map(|p| match p.strip_suffix('\'') {
        Some(p) => vec![p, "'"],
        None => vec![p],
    }) {
        let (mut rest, mut first) = (part, true);
        while !rest.is_empty() {
            let fits = |p: &&String| match p.strip_prefix("##") {
                Some(p) => !first && rest.starts_with(p),
                None => first && rest.starts_with(p.as_str()),
            };
            let Some(best) = pieces.iter().filter(fits).max_by_key(|p| p.trim_start_matches("##").len())
            else {
                return vec![1];
            };
            ids.push(pieces.iter().position(|p| p == best).unwrap());
            rest = &rest[best.trim_start_matches("##").len()..];
            first = false;
        }
    }
    ids
}

fn cuts(words: &[(String, u32)]) -> Vec<Cut> {
    let pieces = vocabulary();
    words.iter().map(|(w, f)| (cut(w, &pieces), shape(w), *f)).collect()
}

fn farthest(vectors: &Vectors, expected: &Matrix) -> f64 {
    assert_eq!(vectors.len(), expected.len());
    let flat = expected.iter().flatten();
    vectors.values().iter().zip(flat).map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max)
}

#[test]
fn transformer_is_near_the_formulas() {
    let mut decided = 0;
    for seed in 0..12 {
        let file = transformer(&SMALL, seed);
        let network = Network::parse(&file.bytes()).unwrap();
        let (text, breaks) = words(14, seed);
        let vectors = network.encode(&read(&text), &breaks);
        let exact = farthest(&vectors, &naive::transformer(&file, &cuts(&text), true));
        let near = exact < 1e-4;
        assert!(near || file.nearest_tie.get() < TIE, "seed {seed}: {exact}");
        decided += usize::from(near);
        let unquantised = farthest(&vectors, &naive::transformer(&file, &cuts(&text), false));
        assert!(unquantised < 0.15, "seed {seed}: {unquantised}");
    }
    assert!(decided >= 8, "{decided}");
}

#[test]
fn convolution_is_near_the_formulas() {
    let mut decided = 0;
    for seed in 0..12 {
        let file = convolution(20, 12, 64, &[1, 2, 4, 1], seed);
        let network = Network::parse(&file.bytes()).unwrap();
        let (text, breaks) = words(60, seed);
        let vectors = network.encode(&read(&text), &breaks);
        let lower: Vec<_> = text.iter().map(|(w, f)| (w.to_lowercase(), shape(w), *f)).collect();
        let exact = farthest(&vectors, &naive::convolution(&file, &lower, true));
        let near = exact < 1e-4;
        assert!(near || file.nearest_tie.get() < TIE, "seed {seed}: {exact}");
        decided += usize::from(near);
        let unquantised = farthest(&vectors, &naive::convolution(&file, &lower, false));
        assert!(unquantised < 0.15, "seed {seed}: {unquantised}");
    }
    assert!(decided >= 8, "{decided}");
}

#[test]
fn all_levels_give_the_same_bits() {
    let (text, breaks) = words(700, 3);
    let files = [
        transformer(&Sizes { width: 72, layers: 2, heads: 2, inner: 100, positions: 256 }, 1),
        convolution(40, 24, 256, &[1, 2, 4, 8, 1], 2),
    ];
    for file in files {
        let bits = [Level::Portable, Level::Avx2, Level::Vnni].map(|level| {
            let network = Network::parse(&file.bytes()).unwrap().at_level(level);
            let vectors = network.encode(&read(&text), &breaks);
            let mut all = vectors.values().to_vec();
            all.extend(network.names(&vectors).unwrap().iter().flatten());
            all.extend(network.roles(&vectors, 20, 0..90).unwrap().iter().flatten());
            all.extend(network.links(&vectors, 20, &[3..5, 30..31]).unwrap());
            all.extend(network.sentence(&vectors, 8..16).unwrap());
            all.into_iter().map(f32::to_bits).collect::<Vec<_>>()
        });
        assert!(bits[0] == bits[1] && bits[0] == bits[2]);
    }
}

#[test]
fn a_word_is_taken_from_the_window_where_it_stands_furthest_inside() {
    // Room for ten pieces; twelve words of one piece: windows 0..9 and 6..12.
    let file = transformer(&Sizes { positions: 12, ..SMALL }, 5);
    let network = Network::parse(&file.bytes()).unwrap();
    let text: Vec<_> = "abcdefghijkl".chars().map(|c| (c.to_string(), 0)).collect();
    let vectors = network.encode(&read(&text), &[0, 3, 6, 9]);
    let mut expected = naive::transformer(&file, &cuts(&text[0..9]), true)[..8].to_vec();
    expected.extend_from_slice(&naive::transformer(&file, &cuts(&text[6..12]), true)[2..]);
    assert!(farthest(&vectors, &expected) < 1e-4);
}

#[test]
fn a_long_text_is_near_its_parts() {
    // Far from its edges a text gives the same vectors as any text around them, block by block.
    let file = convolution(16, 8, 64, &[1, 2, 4, 8, 1], 9);
    let network = Network::parse(&file.bytes()).unwrap();
    let (text, _) = words(2000, 4);
    let whole = network.encode(&read(&text), &[]);
    for start in [0, 300, 480, 500, 1000, 1500] {
        let part = network.encode(&read(&text[start..start + 400]), &[]);
        let inner = if start == 0 { 0..384 } else { 16..384 };
        for word in inner {
            assert_eq!(part.get(word), whole.get(start + word), "{start} {word}");
        }
    }
}

#[test]
fn any_text_can_be_read() {
    let files = [
        transformer(&Sizes { positions: 8, ..SMALL }, 1),
        transformer(&Sizes { positions: 3, ..SMALL }, 1),
        transformer(&Sizes { positions: 300, layers: 1, ..SMALL }, 1),
        convolution(16, 8, 64, &[1, 256], 2),
        convolution(16, 8, 1, &[], 2),
    ];
    let long = "x".repeat(100_000);
    let marks = "?".repeat(100_000);
    let accents = format!("e{}", "\u{301}".repeat(10_000));
    let texts =
        ["", " ", "\u{0}", "\u{fffd}", "東京都", "👩‍🚀", "a\u{301}b", &long, &marks, &accents, "¡Hola!", "ﬁ"];
    for file in files {
        let network = Network::parse(&file.bytes()).unwrap();
        assert!(network.encode(&[], &[4, 0]).is_empty());
        let words: Vec<_> = texts.iter().map(|text| Word { text, flags: u32::MAX }).collect();
        let vectors = network.encode(&words, &[9, 3, 99, 3]);
        assert_eq!(vectors.len(), words.len());
        assert!(vectors.values().iter().all(|x| x.is_finite()));
    }
}
