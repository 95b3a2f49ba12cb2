//! The body model: which lines are running text of the article, told for all lines together.

use super::features::{Found, NAMES};

/// How far the model looks around a line.
pub(crate) const REACH: usize = 2;
/// Places in the window: two before, the line itself, two after.
pub(crate) const WINDOW: usize = 2 * REACH + 1;

/// Trained weights: one for each feature at each place of the window, and what a change costs.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    pub(crate) at: Vec<[f32; WINDOW]>,
    /// From body to other, and from other to body.
    pub(crate) change: [f32; 2],
}

impl Weights {
    /// All zero.
    pub(crate) fn zero() -> Self {
        Self { at: vec![[0.0; WINDOW]; NAMES.len()], change: [0.0; 2] }
    }

    /// Reads the columns of one kind of document out of the weights' file. A feature that is not named weighs nothing.
    pub(crate) fn read(table: &str, kind: &str) -> Self {
        let mut weights = Self::zero();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            if columns.next() != Some(kind) {
                continue;
            }
            let name = columns.next().unwrap_or("");
            let values: Vec<f32> = columns.filter_map(|c| c.parse().ok()).collect();
            if name == "Change" {
                weights.change.iter_mut().zip(&values).for_each(|(weight, value)| *weight = *value);
            } else if let Some(n) = NAMES.iter().position(|known| *known == name) {
                weights.at[n].iter_mut().zip(&values).for_each(|(weight, value)| *weight = *value);
            }
        }
        weights
    }

    /// How much each line by itself, with its neighbours, speaks for body.
    pub(crate) fn scores(&self, found: &[Found]) -> Vec<f32> {
        let mut scores = vec![0.0_f32; found.len()];
        for (n, set) in found.iter().enumerate() {
            for feature in set {
                let at = &self.at[usize::from(*feature)];
                for (place, weight) in at.iter().enumerate() {
                    // The line at `n` stands at `place` in the window around line `n + REACH - place`.
                    if let Some(score) = (n + REACH).checked_sub(place).and_then(|m| scores.get_mut(m)) {
                        *score += weight;
                    }
                }
            }
        }
        scores
    }

    /// Which lines are body, all of them weighed together (Viterbi over two states).
    pub(crate) fn decide(&self, scores: &[f32]) -> Vec<bool> {
        // value[0]: the line is not body; value[1]: it is. from[n][s]: the state before it.
        let mut value = [0.0_f32, 0.0];
        let mut from: Vec<[bool; 2]> = Vec::with_capacity(scores.len());
        for (n, score) in scores.iter().enumerate() {
            let [off, on] = value;
            if n == 0 {
                from.push([false, false]);
                value = [0.0, *score];
                continue;
            }
            let leave = on - self.change[0];
            let enter = off - self.change[1];
            from.push([leave > off, on >= enter]);
            value = [off.max(leave), on.max(enter) + score];
        }
        let mut states = vec![false; scores.len()];
        let mut state = value[1] > value[0];
        for n in (0..scores.len()).rev() {
            states[n] = state;
            state = from[n][usize::from(state)];
        }
        states
    }
}

/// How sure a decision is that rests on this score.
pub(crate) fn sureness(score: f32) -> f32 {
    1.0 / (1.0 + (-score.abs()).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_doubtful_line_goes_with_its_neighbours() {
        let weights = Weights { change: [2.0, 2.0], ..Weights::zero() };
        assert_eq!(weights.decide(&[3.0, -1.0, 3.0]), [true, true, true]);
        assert_eq!(weights.decide(&[3.0, -9.0, 3.0]), [true, false, true]);
        assert_eq!(weights.decide(&[-3.0, 1.0, -3.0]), [false, false, false]);
        assert_eq!(weights.decide(&[]), [false; 0]);
    }

    #[test]
    fn weights_reach_two_lines_either_way() {
        let mut weights = Weights::zero();
        weights.at[1] = [1.0, 2.0, 4.0, 8.0, 16.0];
        let found = [vec![], vec![], vec![1], vec![], vec![]];
        // Seen from the first line, the middle one is two after it.
        assert_eq!(weights.scores(&found), [16.0, 8.0, 4.0, 2.0, 1.0]);
    }
}
