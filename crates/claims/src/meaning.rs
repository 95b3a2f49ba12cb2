//! Sentence vectors of statements, where a build has a network that gives them.

use sayso_infer::{Network, Word};

use crate::material::Material;
use crate::statements::Statement;

/// Words of a statement that are read.
const WORDS: usize = 64;

/// For each statement the vector of its words alone; `None` where there is none.
pub(crate) fn vectors(
    network: &Network,
    material: &Material<'_>,
    statements: &[Statement],
) -> Vec<Option<Vec<f32>>> {
    statements
        .iter()
        .map(|statement| {
            let sheet = &material.sheets[statement.sheet as usize];
            let words: Vec<Word<'_>> = statement
                .tokens
                .clone()
                .take(WORDS)
                .map(|at| Word { text: sheet.word(at), flags: 0 })
                .collect();
            network.sentence(&network.encode(&words, &[0]), 0..words.len())
        })
        .collect()
}

/// How alike two vectors of length one are.
pub(crate) fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
