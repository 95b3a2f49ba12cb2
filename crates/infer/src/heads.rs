//! The heads of a network that say something about each word or sentence; those about two words are in `pairs`.

use std::ops::Range;

use crate::arithmetic::{exp, larger, sigmoid};
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::Level;
use crate::linear::Linear;
use crate::names::LABELS;
use crate::pairs::{LinkHead, RoleHead};
use crate::vectors::Vectors;

/// The heads that a file carries.
#[derive(Debug)]
pub(crate) struct Heads {
    pub(crate) names: Option<Linear>,
    pub(crate) cues: Option<Linear>,
    pub(crate) roles: Option<RoleHead>,
    pub(crate) links: Option<LinkHead>,
    pub(crate) sentence: Option<Linear>,
}

impl Heads {
    pub(crate) fn read(file: &Container<'_>, width: usize) -> Result<Self, WeightsError> {
        let linear = |name: &str, outputs: Option<usize>| {
            let weight = format!("{name}.weight");
            if !file.has(&weight) {
                return Ok(None);
            }
            let outputs = outputs.map_or_else(|| file.rows(&weight, 2), Ok)?;
            Linear::read(file, name, outputs, width, true).map(Some)
        };
        Ok(Self {
            names: linear("heads.names", Some(LABELS))?,
            cues: linear("heads.cues", Some(1))?,
            roles: RoleHead::read(file, width)?,
            links: LinkHead::read(file, width)?,
            sentence: linear("heads.sentence", None)?,
        })
    }
}

/// Log-probabilities of the nine labels for each word.
pub(crate) fn names(head: &Linear, level: Level, vectors: &Vectors) -> Vec<[f32; LABELS]> {
    let logits = head.apply(level, vectors.values());
    logits.as_chunks::<LABELS>().0.iter().map(log_softmax).collect()
}

fn log_softmax(logits: &[f32; LABELS]) -> [f32; LABELS] {
    let largest = logits.iter().copied().fold(f32::MIN, larger);
    let whole: f32 = logits.iter().map(|x| exp(x - largest)).sum();
    let log = largest + libm::logf(whole);
    logits.map(|x| x - log)
}

/// Probabilities of one output for each word.
pub(crate) fn cues(head: &Linear, level: Level, vectors: &Vectors) -> Vec<f32> {
    head.apply(level, vectors.values()).into_iter().map(sigmoid).collect()
}

/// The projected mean of the words' vectors, of length one.
pub(crate) fn sentence(
    head: &Linear,
    level: Level,
    vectors: &Vectors,
    words: Range<usize>,
) -> Option<Vec<f32>> {
    let width = vectors.width();
    let values = vectors.values().get(words.start.checked_mul(width)?..words.end.checked_mul(width)?)?;
    if values.is_empty() {
        return None;
    }
    let mut mean = vec![0.0; width];
    for vector in values.chunks_exact(width) {
        for (m, x) in mean.iter_mut().zip(vector) {
            *m += x;
        }
    }
    for m in &mut mean {
        *m /= words.len() as f32;
    }
    let mut out = head.apply(level, &mean);
    let length = out.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        for x in &mut out {
            *x /= length;
        }
    }
    Some(out)
}
