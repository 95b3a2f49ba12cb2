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

/// Most captures hold an article. Where its text seems not to be among the lines, so much (in logits) is added for it.
const SECOND_LOOKS: [f32; 3] = [1.0, 2.0, 3.0];
/// From so many characters of running text on, half of it at least is expected to be the article's.
const ARTICLE: u32 = 300;

/// What a model says of one line.
pub(crate) type Scores = [f32; MOST_LABELS];

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

    /// How much speaks for each kind, line by line; the last score tells whether it is running text.
    pub(crate) fn scores(&self, lines: &[Found]) -> Vec<Scores> {
        self.network.scores(lines)
    }

    /// What each line is, as the scores of all of them tell. `running` is how long each line is that looks like the text
    /// of an article: where most of that would be left out, more and more is added for it.
    pub(crate) fn labels(&self, scores: &[Scores], running: &[u32]) -> Vec<Told> {
        let at = |lift: f32| scores.iter().map(|scores| self.judge(scores, lift)).collect::<Vec<_>>();
        let all: u32 = running.iter().sum();
        let is_enough = |told: &[Told]| {
            let text = |told: &Told| is_text(told.label.kind);
            let found: u32 =
                told.iter().zip(running).filter(|(told, _)| text(told)).map(|(_, size)| size).sum();
            told.iter().any(text) && (all < ARTICLE || found * 2 >= all)
        };
        let mut told = at(0.0);
        for lift in SECOND_LOOKS {
            if is_enough(&told) {
                break;
            }
            told = at(lift);
        }
        told
    }

    /// The last score tells whether a line is the article's running text. It was learned from many more pages than the
    /// kinds were: each kind is weighed by how likely its side is. `lift` speaks for running text.
    fn judge(&self, scores: &Scores, lift: f32) -> Told {
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

    #[test]
    fn running_text_that_would_be_left_out_is_looked_at_again() {
        let model = LineModel::get();
        let body = model.kinds.iter().position(|kind| *kind == BlockKind::Body).expect("a kind");
        let line = |inside: f32| {
            let mut scores = [0.0; MOST_LABELS];
            (scores[body], scores[model.kinds.len()]) = (2.0, inside);
            scores
        };
        let text = |scores: &[Scores], running: &[u32]| -> Vec<bool> {
            model.labels(scores, running).iter().map(|told| is_text(told.label.kind)).collect()
        };
        let page = [line(4.0), line(-3.0), line(-9.0)];
        assert_eq!(text(&page, &[100, 400, 0]), [true, true, false], "most of it was left out");
        assert_eq!(text(&page, &[400, 300, 0]), [true, false, false], "half of it is enough");
        assert_eq!(text(&page, &[50, 200, 0]), [true, false, false], "too little to expect an article");
        assert_eq!(text(&page[1..], &[0, 0]), [true, false], "a page without any is looked at again");
        assert!(text(&[], &[]).is_empty());
    }
}
