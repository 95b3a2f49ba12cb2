//! What claims are held against: the annotated statements clustered by the likeness of their sentence vectors alone.

use std::path::Path;

use anyhow::{Context as _, Result};
use sayso_infer::{Network, Word};
use sayso_news::Dossier;

use super::account::places;
use super::gold::Told;
use super::key::{Entry, Key};

const WEIGHTS: &str = "models/reading-accurate-v1/weights.safetensors";

/// The encoder of the accurate profile.
pub(crate) struct Encoder(Network);

/// The network of the accurate profile.
pub(crate) fn network(root: &Path) -> Result<Network> {
    let weights = super::super::read(&root.join(WEIGHTS))?;
    Network::parse(&weights).with_context(|| WEIGHTS.to_owned())
}

impl Encoder {
    pub(crate) fn new(root: &Path) -> Result<Self> {
        Ok(Self(network(root)?))
    }

    /// How alike each two statements are; those that cannot be placed are like nothing.
    pub(crate) fn likeness(&self, told: &Told, dossier: &Dossier) -> Vec<Vec<f32>> {
        let vectors: Vec<Option<Vec<f32>>> = places(told, dossier)
            .into_iter()
            .map(|cite| {
                let cite = cite?;
                let at = dossier.articles.iter().position(|a| a.id == cite.article)?;
                let text = &dossier.articles[at].text;
                let tokens = dossier.readings[at].tokens_in(cite.span);
                let words: Vec<_> =
                    tokens.iter().map(|t| Word { text: t.span.slice(text), flags: 0 }).collect();
                self.0.sentence(&self.0.encode(&words, &[0]), 0..words.len())
            })
            .collect();
        let dot = |a: &Option<Vec<f32>>, b: &Option<Vec<f32>>| match (a, b) {
            (Some(a), Some(b)) => a.iter().zip(b).map(|(x, y)| x * y).sum(),
            _ => -1.0,
        };
        vectors.iter().map(|a| vectors.iter().map(|b| dot(a, b)).collect()).collect()
    }
}

/// Joins the two clusters that are most alike in the mean until none reach the threshold.
pub(crate) fn clustered(likeness: &[Vec<f32>], threshold: f32) -> Key {
    let mut clusters: Vec<Vec<usize>> = (0..likeness.len()).map(|s| vec![s]).collect();
    loop {
        let mut best: Option<(f32, usize, usize)> = None;
        for a in 0..clusters.len() {
            for b in a + 1..clusters.len() {
                let sum: f32 =
                    clusters[a].iter().flat_map(|x| clusters[b].iter().map(|y| likeness[*x][*y])).sum();
                let mean = sum / (clusters[a].len() * clusters[b].len()) as f32;
                if mean >= threshold && best.is_none_or(|(held, _, _)| mean > held) {
                    best = Some((mean, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { break };
        let moved = clusters.swap_remove(b);
        clusters[a].extend(moved);
    }
    let mut key = Key {
        of: vec![0; likeness.len()],
        found: vec![true; likeness.len()],
        entries: vec![Entry::default(); clusters.len()],
        ..Key::default()
    };
    for (c, cluster) in clusters.iter().enumerate() {
        for statement in cluster {
            key.of[*statement] = c;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_grow_while_their_mean_reaches_the_threshold() {
        let like = vec![vec![1.0, 0.9, 0.1], vec![0.9, 1.0, 0.3], vec![0.1, 0.3, 1.0]];
        let key = clustered(&like, 0.5);
        assert_eq!(key.of[0], key.of[1]);
        assert_ne!(key.of[0], key.of[2]);
        assert_eq!(clustered(&like, 0.1).entries.len(), 1);
    }
}
