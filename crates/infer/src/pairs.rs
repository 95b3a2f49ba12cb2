//! The heads that look at two words: the roles of words around a cue, and what a pronoun stands for.

use std::ops::Range;

use crate::arithmetic::{gelu, sigmoid, softmax};
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::Level;
use crate::linear::Linear;
use crate::vectors::Vectors;

/// Labels of the role head: outside, source, cue, content.
pub(crate) const ROLES: usize = 4;
/// Largest distance of each class of distances; what is further is the last class.
const SIZES: [usize; 12] = [0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 54, 89];
/// Classes of distances: each size before the anchor and after it, and the anchor itself.
const BUCKETS: usize = 2 * SIZES.len() + 1;

/// The class of the distance from an anchor to a word.
fn bucket(anchor: usize, word: usize) -> usize {
    let size = SIZES.partition_point(|limit| *limit < word.abs_diff(anchor));
    if word >= anchor { SIZES.len() + size } else { SIZES.len() - size }
}

/// Logits of two words: O · gelu(sum of what each brings + distance) + b.
#[derive(Debug)]
struct Pair {
    rank: usize,
    distance: Vec<f32>,
    out: Linear,
}

impl Pair {
    fn read(file: &Container<'_>, name: &str, rank: usize, outputs: usize) -> Result<Self, WeightsError> {
        Ok(Self {
            rank,
            distance: file.f32(&format!("{name}.distance"), &[BUCKETS, rank])?,
            out: Linear::read(file, &format!("{name}.out"), outputs, rank, true)?,
        })
    }

    /// Puts gelu(a + b + distance) behind what is in `inputs`.
    fn put(&self, a: &[f32], b: &[f32], bucket: usize, inputs: &mut Vec<f32>) {
        let distance = &self.distance[bucket * self.rank..][..self.rank];
        inputs.extend(a.iter().zip(b).zip(distance).map(|((a, b), d)| gelu(a + b + d)));
    }
}

#[derive(Debug)]
pub(crate) struct RoleHead {
    word: Linear,
    anchor: Linear,
    pair: Pair,
}

impl RoleHead {
    pub(crate) fn read(file: &Container<'_>, width: usize) -> Result<Option<Self>, WeightsError> {
        if !file.has("heads.roles.word.weight") {
            return Ok(None);
        }
        let rank = file.rows("heads.roles.word.weight", 2)?;
        Ok(Some(Self {
            word: Linear::read(file, "heads.roles.word", rank, width, true)?,
            anchor: Linear::read(file, "heads.roles.anchor", rank, width, false)?,
            pair: Pair::read(file, "heads.roles", rank, ROLES)?,
        }))
    }
}

/// The role head with its part for every word of a text worked out once. Made by [`crate::Network::roles_of`].
#[derive(Debug)]
pub struct Roles<'a> {
    head: &'a RoleHead,
    level: Level,
    vectors: &'a Vectors,
    /// The part of each word.
    words: Vec<f32>,
}

impl<'a> Roles<'a> {
    pub(crate) fn new(head: &'a RoleHead, level: Level, vectors: &'a Vectors) -> Self {
        Self { head, level, vectors, words: head.word.apply(level, vectors.values()) }
    }

    /// Probabilities of the roles outside, source, cue and content, for every word in reach of the anchor (the first
    /// word of a cue). What lies beyond the text is left out; without an anchor in the text there is nothing.
    pub fn around(&self, anchor: usize, reach: Range<usize>) -> Vec<[f32; ROLES]> {
        let Some(of_anchor) = self.vectors.get(anchor) else { return Vec::new() };
        let rank = self.head.pair.rank;
        let of_anchor = self.head.anchor.apply(self.level, of_anchor);
        let reach = reach.start..reach.end.min(self.vectors.len());
        let mut inputs = Vec::with_capacity(reach.len() * rank);
        for word in reach {
            let of_word = &self.words[word * rank..][..rank];
            self.head.pair.put(of_word, &of_anchor, bucket(anchor, word), &mut inputs);
        }
        let mut roles = self.head.pair.out.apply(self.level, &inputs).as_chunks::<ROLES>().0.to_vec();
        for row in &mut roles {
            softmax(row);
        }
        roles
    }
}

#[derive(Debug)]
pub(crate) struct LinkHead {
    anchor: Linear,
    candidate: Linear,
    product: Linear,
    pair: Pair,
}

impl LinkHead {
    pub(crate) fn read(file: &Container<'_>, width: usize) -> Result<Option<Self>, WeightsError> {
        if !file.has("heads.links.anchor.weight") {
            return Ok(None);
        }
        let rank = file.rows("heads.links.anchor.weight", 2)?;
        Ok(Some(Self {
            anchor: Linear::read(file, "heads.links.anchor", rank, width, true)?,
            candidate: Linear::read(file, "heads.links.candidate", rank, width, false)?,
            product: Linear::read(file, "heads.links.product", rank, width, false)?,
            pair: Pair::read(file, "heads.links", rank, 1)?,
        }))
    }

    /// The probability that a pronoun stands for each of some mentions.
    pub(crate) fn link(
        &self,
        level: Level,
        vectors: &Vectors,
        pronoun: usize,
        mentions: &[Range<usize>],
    ) -> Vec<f32> {
        let Some(of_pronoun) = vectors.get(pronoun) else { return vec![0.0; mentions.len()] };
        let (mut means, mut products) = (Vec::new(), Vec::new());
        let ends = |m: &Range<usize>| Some((vectors.get(m.start)?, vectors.get(m.end.checked_sub(1)?)?));
        for mention in mentions {
            // A mention outside the text is worked out as nothing and answered with nought.
            let (first, last) = ends(mention).unwrap_or((of_pronoun, of_pronoun));
            let first_mean = means.len();
            means.extend(first.iter().zip(last).map(|(f, l)| (f + l) / 2.0));
            products.extend(means[first_mean..].iter().zip(of_pronoun).map(|(m, p)| m * p));
        }
        let anchor = self.anchor.apply(level, of_pronoun);
        let candidates = self.candidate.apply(level, &means);
        let products = self.product.apply(level, &products);
        let mut inputs = Vec::with_capacity(candidates.len());
        let rank = self.pair.rank;
        let rows = candidates.chunks_exact(rank).zip(products.chunks_exact(rank));
        for (mention, (candidate, product)) in mentions.iter().zip(rows) {
            let both: Vec<f32> = candidate.iter().zip(product).map(|(c, p)| c + p).collect();
            self.pair.put(&anchor, &both, bucket(pronoun, mention.start), &mut inputs);
        }
        let logits = self.pair.out.apply(level, &inputs);
        let probability = |(logit, mention): (f32, &Range<usize>)| {
            if mention.is_empty() || ends(mention).is_none() { 0.0 } else { sigmoid(logit) }
        };
        logits.into_iter().zip(mentions).map(probability).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_their_classes() {
        let classes =
            [(0, 0), (1, 1), (4, 4), (5, 5), (6, 5), (7, 6), (9, 6), (10, 7), (14, 7), (15, 8), (22, 8)];
        let far = [(23, 9), (34, 9), (35, 10), (54, 10), (55, 11), (89, 11), (90, 12), (100_000, 12)];
        for (distance, class) in classes.into_iter().chain(far) {
            assert_eq!(bucket(200_000, 200_000 + distance), 12 + class, "{distance}");
            assert_eq!(bucket(200_000, 200_000 - distance), 12 - class, "-{distance}");
        }
    }
}
