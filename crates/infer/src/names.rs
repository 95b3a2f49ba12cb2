//! From labels of words to names.

use std::ops::Range;

use crate::arithmetic::exp;

/// Labels of a word: outside, and the beginning and the inside of each kind of name.
pub(crate) const LABELS: usize = 9;

/// What a name is a name of. The order is that of the labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Persons.
    Person,
    /// Organisations.
    Organisation,
    /// Places.
    Place,
    /// Peoples, events, works and other things.
    Other,
}

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

/// One name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct NameSpan {
    /// Its words.
    pub words: Range<usize>,
    /// What it is a name of.
    pub kind: NameKind,
    /// How probable it is that just these words are a name of this kind, over all readings that the rules allow.
    pub probability: f32,
}

/// Whether a label goes on with a name, and then the label that begins such a name.
fn begins(label: usize) -> Option<usize> {
    (label > 0 && label.is_multiple_of(2)).then(|| label - 1)
}

/// The most probable names (Viterbi), given log-probabilities of the labels O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC,
/// B-MISC and I-MISC for each word.
///
/// A name's inside can only follow its beginning or its inside, and never a sentence break. The probability of each name
/// is its share in all readings that keep to this (forward and backward sums), not only in the best one.
pub fn decode_names(log_probabilities: &[[f32; LABELS]], breaks: &[usize]) -> Vec<NameSpan> {
    let mut starts = vec![false; log_probabilities.len()];
    for &word in breaks {
        if let Some(start) = starts.get_mut(word) {
            *start = true;
        }
    }
    if let Some(first) = starts.first_mut() {
        *first = true;
    }
    let best = best_labels(log_probabilities, &starts);
    let shares = Shares::new(log_probabilities, &starts);
    let mut names: Vec<NameSpan> = Vec::new();
    for (word, &label) in best.iter().enumerate() {
        if begins(label).is_some() {
            if let Some(name) = names.last_mut() {
                name.words.end = word + 1;
            }
        } else if label > 0 {
            names.push(NameSpan { words: word..word + 1, kind: KINDS[label / 2], probability: 0.0 });
        }
    }
    for name in &mut names {
        name.probability = shares.of(name.words.clone(), best[name.words.start], &starts);
    }
    names
}

fn best_labels(log_probabilities: &[[f32; LABELS]], starts: &[bool]) -> Vec<usize> {
    let mut scores = [0.0_f32; LABELS];
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(log_probabilities.len());
    for (row, &start) in log_probabilities.iter().zip(starts) {
        let best = largest(&scores);
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut back = [best as u8; LABELS];
        for label in 0..LABELS {
            let before = match begins(label) {
                None => best,
                Some(_) if start => continue,
                Some(begin) if scores[begin] >= scores[label] => begin,
                Some(_) => label,
            };
            next[label] = scores[before] + row[label];
            back[label] = before as u8;
        }
        scores = next;
        from.push(back);
    }
    let mut label = largest(&scores);
    let mut labels = vec![0; from.len()];
    for (word, back) in from.iter().enumerate().rev() {
        labels[word] = label;
        label = usize::from(back[label]);
    }
    labels
}

/// The first of the largest.
fn largest(scores: &[f32; LABELS]) -> usize {
    (1..LABELS).fold(0, |best, label| if scores[label] > scores[best] { label } else { best })
}

/// Forward and backward sums over all allowed readings, brought to size at every word.
struct Shares {
    /// Each label's probability at a word, divided by the word's sum over all allowed readings up to it.
    scaled: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
}

impl Shares {
    fn new(log_probabilities: &[[f32; LABELS]], starts: &[bool]) -> Self {
        let mut scaled: Vec<_> = log_probabilities.iter().map(|row| row.map(exp)).collect();
        let mut forward = Vec::with_capacity(scaled.len());
        let mut before = [0.0; LABELS];
        before[0] = 1.0;
        for (row, &start) in scaled.iter_mut().zip(starts) {
            let whole: f32 = before.iter().sum();
            let mut here = [0.0; LABELS];
            for label in 0..LABELS {
                let reached = match begins(label) {
                    None => whole,
                    Some(_) if start => 0.0,
                    Some(begin) => before[begin] + before[label],
                };
                here[label] = reached * row[label];
            }
            let size: f32 = here.iter().sum();
            let size = if size > 0.0 { size } else { 1.0 };
            *row = row.map(|p| p / size);
            before = here.map(|p| p / size);
            forward.push(before);
        }
        let mut backward = vec![[1.0; LABELS]; scaled.len()];
        for word in (1..scaled.len()).rev() {
            let (row, after) = (scaled[word], backward[word]);
            let fresh: f32 = (0..LABELS).filter(|l| begins(*l).is_none()).map(|l| row[l] * after[l]).sum();
            for (label, share) in backward[word - 1].iter_mut().enumerate() {
                let inside = if label == 0 { None } else { Some(label.next_multiple_of(2)) };
                *share = fresh + inside.filter(|_| !starts[word]).map_or(0.0, |i| row[i] * after[i]);
            }
        }
        Self { scaled, forward, backward }
    }

    /// The share of the readings in which just these words are a name that begins with this label.
    fn of(&self, words: Range<usize>, begin: usize, starts: &[bool]) -> f32 {
        let inside = begin + 1;
        let mut share = self.forward[words.start][begin];
        for word in words.start + 1..words.end {
            share *= self.scaled[word][inside];
        }
        // It must end here: whatever follows does not go on with it.
        let last = if words.len() == 1 { begin } else { inside };
        let mut after = self.backward[words.end - 1][last];
        if words.end < starts.len() && !starts[words.end] {
            after -= self.scaled[words.end][inside] * self.backward[words.end][inside];
        }
        let share = share * after;
        if share > 0.0 { share.min(1.0) } else { 0.0 }
    }
}
