//! The line model: a trained network that types all lines of a capture together.

use std::sync::OnceLock;

use sayso_infer::{LineNetwork, MOST_LABELS, softmax};
use sayso_news::{BlockKind, Model};

use super::Label;
use super::features::Found;

/// Its name, as its folder has it.
pub(crate) const NAME: &str = "lines-v1";
/// The rule that says: the line model decided.
pub(crate) const RULE: &str = "line-model";
const WEIGHTS: &[u8] = include_bytes!("../../../../models/lines-v1/weights.safetensors");

/// Most captures hold an article. Where no line of one seems to be its text, so much (in logits) is added for it.
pub const SECOND_LOOK: f32 = 3.0;

/// The model of this build, and the kinds that it tells apart, in the order of its scores.
#[derive(Debug)]
pub(crate) struct LineModel {
    network: LineNetwork,
    kinds: Vec<BlockKind>,
}

impl LineModel {
    /// It is unpacked once.
    pub(crate) fn get() -> &'static Self {
        static PARSED: OnceLock<LineModel> = OnceLock::new();
        PARSED.get_or_init(|| {
            let network = LineNetwork::parse(WEIGHTS).expect("the weights in the tree are sound (tested)");
            let kinds = network.labels().iter().map_while(|label| BlockKind::named(label)).collect();
            Self { network, kinds }
        })
    }

    /// Name and hash, as accounts carry them.
    pub(crate) fn model() -> Model {
        Model::new(NAME, WEIGHTS)
    }

    /// What each line is, as the features of all of them tell.
    pub(crate) fn labels(&self, lines: &[Found]) -> Vec<Told> {
        let scores = self.network.scores(lines);
        let at = |lift: f32| scores.iter().map(|scores| self.judge(scores, lift)).collect::<Vec<_>>();
        let first = at(0.0);
        if first.iter().any(|told| is_text(told.label.kind)) { first } else { at(SECOND_LOOK) }
    }

    /// The last score tells whether a line is the article's running text. It was learned from many more pages than the
    /// kinds were: each kind is weighed by how likely its side is. `lift` speaks for running text.
    fn judge(&self, scores: &[f32; MOST_LABELS], lift: f32) -> Told {
        let mut sides = [0.0, scores[self.kinds.len()] + lift];
        softmax(&mut sides);
        let mut shares = *scores;
        let shares = &mut shares[..self.kinds.len()];
        softmax(shares);
        let (mut best, mut second, mut whole, mut title) = (0, None, 0.0, 0.0);
        // Posts are told by their marks: too few lines of them were there to learn from.
        for (n, kind) in self.kinds.iter().enumerate().filter(|(_, kind)| **kind != BlockKind::Embed) {
            shares[n] *= sides[usize::from(is_text(*kind))];
            whole += shares[n];
            if shares[n] > shares[best] {
                best = n;
            }
            if *kind == BlockKind::Title {
                title = shares[n];
            } else if second.is_none_or(|second: usize| shares[n] > shares[second]) {
                second = Some(n);
            }
        }
        let label = |n: usize| Label::new(self.kinds[n], RULE, shares[n] / whole);
        Told { label: label(best), title: title / whole, otherwise: label(second.unwrap_or(best)) }
    }
}

/// What the model says of one line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) label: Label,
    /// How likely it is the headline, and what it is if not.
    pub(crate) title: f32,
    pub(crate) otherwise: Label,
}

/// The article's own running text.
const fn is_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Body | BlockKind::Heading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::{BUCKETS, NAMES};

    #[test]
    fn the_model_in_the_tree_knows_the_features_of_this_build() {
        let model = LineModel::get();
        assert_eq!(model.network.names(), NAMES);
        assert_eq!(model.network.features(), NAMES.len() + BUCKETS);
        assert_eq!(model.kinds.len() + 1, model.network.labels().len());
        assert!(model.kinds.iter().any(|kind| is_text(*kind)));
        assert!(model.kinds.iter().any(|kind| !is_text(*kind)));
    }
}
