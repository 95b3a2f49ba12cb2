//! The heads against the formulas, and names out of labels.
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

mod support;

use proptest::prelude::*;
use sayso_infer::{NameKind, Network, Vectors, Word, decode_names};
use support::naive::{self, Matrix};
use support::{convolution, words};

fn near(a: f32, b: f64) {
    assert!((f64::from(a) - b).abs() < 1e-4, "{a} {b}");
}

fn text() -> (support::File, Network, Vectors, Matrix) {
    let mut file = convolution(20, 12, 64, &[1, 2], 3);
    // One head as bytes: its activations are quantised too.
    file.quantised("heads.cues", 1, 20);
    let network = Network::parse(&file.bytes()).unwrap();
    let (text, breaks) = words(200, 5);
    let read: Vec<_> = text.iter().map(|(text, flags)| Word { text, flags: *flags }).collect();
    let vectors = network.encode(&read, &breaks);
    let wide = (0..vectors.len()).map(|w| vectors.get(w).unwrap().iter().map(|x| f64::from(*x)).collect());
    let wide: Matrix = wide.collect();
    (file, network, vectors, wide)
}

#[test]
fn heads_are_near_the_formulas() {
    let (file, network, vectors, h) = text();
    for (word, row) in network.names(&vectors).unwrap().iter().enumerate() {
        let expected = naive::softmax(&file.linear("heads.names", &h[word], false));
        for (a, b) in row.iter().zip(expected) {
            near(*a, b.ln());
        }
    }
    for (word, p) in network.cues(&vectors).unwrap().into_iter().enumerate() {
        near(p, 1.0 / (1.0 + (-file.linear("heads.cues", &h[word], true)[0]).exp()));
    }
    for anchor in [0, 100, 199] {
        let roles = network.roles(&vectors, anchor, 0..500).unwrap();
        assert_eq!(roles.len(), 200);
        for (word, row) in roles.iter().enumerate() {
            for (a, b) in row.iter().zip(naive::role(&file, &h, anchor, word)) {
                near(*a, b);
            }
        }
        assert_eq!(network.roles(&vectors, anchor, 50..60).unwrap(), roles[50..60]);
    }
    let mentions = [0..1, 3..5, 98..101, 150..160, 199..200];
    for pronoun in [0, 100, 199] {
        for (p, m) in network.links(&vectors, pronoun, &mentions).unwrap().into_iter().zip(&mentions) {
            near(p, naive::link(&file, &h, pronoun, m.start, m.end - 1));
        }
    }
    let sentence = network.sentence(&vectors, 10..30).unwrap();
    let mean: Vec<f64> = (0..20).map(|i| h[10..30].iter().map(|r| r[i]).sum::<f64>() / 20.0).collect();
    let expected = file.linear("heads.sentence", &mean, false);
    let length = expected.iter().map(|x| x * x).sum::<f64>().sqrt();
    for (a, b) in sentence.iter().zip(expected) {
        near(*a, b / length);
    }
}

#[test]
fn what_is_not_in_the_text_or_the_file_is_answered_calmly() {
    let (mut file, network, vectors, _) = text();
    assert_eq!(network.roles(&vectors, 200, 0..10).unwrap(), [[0.0; 4]; 0]);
    #[allow(clippy::reversed_empty_ranges, reason = "a caller's mistake")]
    let odd = [200..201, 5..5, 199..201, usize::MAX..usize::MAX, 9..3];
    assert_eq!(network.links(&vectors, 7, &odd).unwrap(), [0.0; 5]);
    assert_eq!(network.links(&vectors, 200, &[1..2, 3..4]).unwrap(), [0.0, 0.0]);
    assert!(network.links(&vectors, 7, &[]).unwrap().is_empty());
    assert_eq!(network.sentence(&vectors, 5..5), None);
    assert_eq!(network.sentence(&vectors, 5..201), None);
    assert_eq!(network.sentence(&vectors, 0..usize::MAX), None);

    file.tensors.retain(|name, _| !name.starts_with("heads."));
    let bare = Network::parse(&file.bytes()).unwrap();
    assert!(bare.names(&vectors).is_none() && bare.cues(&vectors).is_none());
    assert!(bare.roles(&vectors, 0, 0..3).is_none() && bare.links(&vectors, 0, &[1..2, 3..4]).is_none());
    assert!(bare.sentence(&vectors, 0..3).is_none());

    let narrow = Network::parse(&convolution(8, 4, 16, &[1], 1).bytes()).unwrap();
    assert!(narrow.names(&vectors).is_none(), "vectors of another network");
}

/// A word that is almost surely of one label.
fn sure(label: usize, p: f32) -> [f32; 9] {
    let mut row = [((1.0 - p) / 8.0).ln(); 9];
    row[label] = p.ln();
    row
}

#[test]
fn names_begin_before_they_go_on() {
    let rows = [sure(0, 0.9), sure(1, 0.9), sure(2, 0.9), sure(3, 0.9), sure(5, 0.8), sure(6, 0.9)];
    let names = decode_names(&rows, &[]);
    let found: Vec<_> = names.iter().map(|n| (n.words.clone(), n.kind)).collect();
    assert_eq!(found, [(1..3, NameKind::Person), (3..4, NameKind::Organisation), (4..6, NameKind::Place)]);

    // An inside without a beginning is read as a beginning, or not at all; never over a sentence break.
    let rows = [sure(0, 0.9), sure(2, 0.9), sure(2, 0.9)];
    for name in decode_names(&rows, &[2]) {
        assert!(!(name.words.start < 2 && name.words.end > 2));
    }
    assert_eq!(decode_names(&[], &[]), []);
}

/// All readings of a few words, one by one: the best, and the share of each name.
fn every_reading(rows: &[[f32; 9]], breaks: &[usize]) -> (Vec<usize>, Vec<(Vec<usize>, f64)>) {
    let mut readings: Vec<(Vec<usize>, f64)> = vec![(Vec::new(), 1.0)];
    for (word, row) in rows.iter().enumerate() {
        let mut next = Vec::new();
        for (labels, p) in &readings {
            for (label, log) in row.iter().enumerate() {
                let goes_on = label > 0 && label % 2 == 0;
                let before = labels.last().copied().unwrap_or(0);
                if goes_on && (breaks.contains(&word) || before != label && before + 1 != label || word == 0)
                {
                    continue;
                }
                let mut labels = labels.clone();
                labels.push(label);
                next.push((labels, p * f64::from(*log).exp()));
            }
        }
        readings = next;
    }
    let whole: f64 = readings.iter().map(|r| r.1).sum();
    for reading in &mut readings {
        reading.1 /= whole;
    }
    let best = readings.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0.clone();
    (best, readings)
}

proptest! {
    #[test]
    fn names_are_those_of_the_best_reading(
        logits in prop::collection::vec(prop::array::uniform9(-4.0_f32..4.0), 1..5),
        at in 0_usize..5,
    ) {
        let rows: Vec<[f32; 9]> = logits.iter().map(|row| {
            let whole: f32 = row.iter().map(|x| x.exp()).sum();
            row.map(|x| x - whole.ln())
        }).collect();
        let (best, readings) = every_reading(&rows, &[at]);
        let names = decode_names(&rows, &[at]);
        let mut labels = vec![0; rows.len()];
        for name in &names {
            let begin = name.kind as usize * 2 + 1;
            for word in name.words.clone() {
                labels[word] = if word == name.words.start { begin } else { begin + 1 };
            }
            let share: f64 = readings.iter().filter(|(labels, _)| {
                name.words.clone().all(|w| labels[w] == if w == name.words.start { begin } else { begin + 1 })
                    && labels.get(name.words.end) != Some(&(begin + 1))
            }).map(|r| r.1).sum();
            prop_assert!((f64::from(name.probability) - share).abs() < 1e-4, "{} {share}", name.probability);
        }
        prop_assert_eq!(labels, best);
    }

    #[test]
    fn any_numbers_give_names_inside_the_text(
        rows in prop::collection::vec(prop::array::uniform9(any::<f32>()), 0..12),
    ) {
        let mut end = 0;
        for name in decode_names(&rows, &[3]) {
            prop_assert!(name.words.start >= end && name.words.end > name.words.start);
            prop_assert!((0.0..=1.0).contains(&name.probability));
            end = name.words.end;
        }
        prop_assert!(end <= rows.len());
    }
}
