//! Learning: small batches, Adam (Kingma & Ba 2015), features dropped at random, the mean of the last weights.

use super::chance::Chance;
use super::documents::Document;
use super::network::{LABELS, Row, Scores, Trail, WIDTH, Weights};
use crate::score::kinds::KINDS;
use sayso_clean::Survey;

/// Documents of a step.
const BATCH: usize = 4;
const RATE: f32 = 5e-3;
const DECAY: f32 = 0.04;
/// At most this share of the features of a document is dropped; of the hashed words, always this share.
const DROPPED: f32 = 0.25;
const WORDS_DROPPED: f32 = 0.5;
/// So many pages are shown without their markup.
const STRIPPED: f32 = 0.2;
/// And so many of a line's numbers are dropped.
const NUMBERS_DROPPED: f32 = 0.15;
/// From this part of the way on, the mean of the weights is taken.
const MEAN_FROM: f32 = 0.7;

/// Weights that have learnt from the documents.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn train(documents: &[&Document], features: usize, epochs: usize, seed: u64) -> Weights {
    let mut chance = Chance::new(seed);
    let mut adam = Adam::new(Weights::by_chance(features, &mut chance));
    let mut mean = Weights::zero(features);
    let mut order: Vec<&Document> = documents.iter().copied().filter(|d| !d.lines.is_empty()).collect();
    let steps = (order.len().div_ceil(BATCH) * epochs) as f32;
    let (mut step, mut meant) = (0.0, 0.0);
    for epoch in 1..=epochs {
        chance.shuffle(&mut order);
        let (mut loss, mut count) = (0.0, 0);
        for batch in order.chunks(BATCH) {
            let mut slopes = Weights::zero(features);
            let mut lines = 0;
            for document in batch {
                let shown = shown(document, &mut chance);
                let kept = 1.0 - NUMBERS_DROPPED;
                let mask: Vec<Row> = (0..shown.len())
                    .map(|_| std::array::from_fn(|_| if chance.unit() < kept { 1.0 / kept } else { 0.0 }))
                    .collect();
                let trail = adam.weights.run(&shown, Some(&mask));
                let (moves, lost) = moves(document, &trail);
                adam.weights.slopes(&shown, &mask, &trail, &moves, &mut slopes);
                loss += lost;
                lines += shown.len();
            }
            count += lines;
            step += 1.0;
            adam.step(&mut slopes, lines, step, steps);
            if step > steps * MEAN_FROM {
                meant += 1.0;
                mean.numbers()
                    .zip(adam.weights.numbers())
                    .for_each(|(mean, now)| *mean += (*now - *mean) / meant);
            }
        }
        println!("  epoch {epoch}: loss {:.4}", loss / count.max(1) as f32);
    }
    mean
}

/// The features of a document with some of them dropped.
fn shown(document: &Document, chance: &mut Chance) -> Vec<Vec<u16>> {
    let named = Survey::names().len();
    let markup = Survey::names().iter().position(|name| *name == "TagPlain").unwrap_or(named);
    let share = DROPPED * chance.unit();
    let stripped = document.page && chance.unit() < STRIPPED;
    let mut keeps = |feature: usize| {
        let of_markup = feature >= markup;
        let share = if feature >= named { WORDS_DROPPED } else { share };
        !(of_markup && stripped) && chance.unit() >= share
    };
    document
        .lines
        .iter()
        .map(|line| line.iter().copied().filter(|f| keeps(usize::from(*f))).collect())
        .collect()
}

/// How the loss moves with each score, and the loss of the body.
fn moves(document: &Document, trail: &Trail) -> (Vec<Scores>, f32) {
    const BODY: usize = KINDS.len();
    let mut loss = 0.0;
    let mut all = vec![[0.0; LABELS]; document.lines.len()];
    for (n, (moves, scores)) in all.iter_mut().zip(&trail.scores).enumerate() {
        let likely = 1.0 / (1.0 + (-scores[BODY]).exp());
        let body = document.body[n];
        moves[BODY] = document.body_weights[n] * (likely - f32::from(u8::from(body)));
        loss -= document.body_weights[n] * (if body { likely } else { 1.0 - likely }).max(1e-7).ln();
        let Some((kind, weight)) = document.kinds[n] else { continue };
        let most = scores[..BODY].iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores[..BODY].iter().map(|score| (score - most).exp()).collect();
        let whole: f32 = shares.iter().sum();
        for (other, share) in shares.iter().enumerate() {
            moves[other] = weight * (share / whole - f32::from(u8::from(other == kind)));
        }
    }
    (all, loss)
}

/// Weights, and the running means of their slopes and of the slopes' squares.
struct Adam {
    weights: Weights,
    mean: Weights,
    square: Weights,
}

impl Adam {
    fn new(weights: Weights) -> Self {
        let zero = Weights::zero(weights.layer(0) - 1);
        Self { weights, mean: zero.clone(), square: zero }
    }

    fn step(&mut self, slopes: &mut Weights, lines: usize, step: f32, steps: f32) {
        let warm = (step / 200.0).min(1.0);
        let rate = RATE * warm * (0.5 + 0.5 * (std::f32::consts::PI * step / steps).cos());
        let share = 1.0 / lines.max(1) as f32;
        let size = slopes.numbers().map(|s| (*s * share).powi(2)).sum::<f32>().sqrt();
        let share = share * (1.0 / size.max(1e-9)).min(1.0);
        let (first, second) = (1.0 - 0.9_f32.powf(step), 1.0 - 0.99_f32.powf(step));
        let moments = self.mean.numbers().zip(self.square.numbers());
        for ((weight, slope), (mean, square)) in self.weights.numbers().zip(slopes.numbers()).zip(moments) {
            let slope = *slope * share;
            *mean += 0.1 * (slope - *mean);
            *square += 0.01 * (slope * slope - *square);
            *weight -= rate * ((*mean / first) / ((*square / second).sqrt() + 1e-6) + DECAY * *weight);
        }
    }
}

const _: () = assert!(KINDS.len() < LABELS && WIDTH > 0);
