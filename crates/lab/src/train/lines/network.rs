//! The line network while it learns: the same arithmetic as `sayso_infer::LineNetwork`, and its slopes.
#![allow(clippy::needless_range_loop, reason = "formulas")]

use super::chance::Chance;

/// Numbers that stand for one line, and labels: those of `sayso_infer`.
pub(super) const WIDTH: usize = 32;
pub(super) const LABELS: usize = 16;
/// How far apart the taps of each layer stand.
pub(super) const DILATIONS: [usize; 5] = [1, 2, 4, 8, 16];
/// The layer that is told the largest of each number over the page.
const POOLED: usize = DILATIONS.len() / 2;
/// Rows of one layer: three taps and a bias.
const LAYER: usize = 3 * WIDTH + 1;

pub(super) type Row = [f32; WIDTH];
pub(super) type Scores = [f32; LABELS];

/// Rows of weights, and the rows that give the labels.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    features: usize,
    /// Features, bias, layers, pool.
    pub(super) rows: Vec<Row>,
    /// A row for each number of the last layer and of the first, and a bias.
    pub(super) out: Vec<Scores>,
}

/// What each step gave, as the slopes need it.
#[derive(Debug)]
pub(super) struct Trail {
    /// What went into each layer; the last entry is what came out.
    x: Vec<Vec<Row>>,
    /// Sums of each layer before its threshold.
    sums: Vec<Vec<Row>>,
    most: Row,
    /// On which line each number was largest.
    most_at: [usize; WIDTH],
    pub(super) scores: Vec<Scores>,
}

impl Weights {
    pub(super) fn zero(features: usize) -> Self {
        let rows = features + 1 + DILATIONS.len() * LAYER + WIDTH;
        Self { features, rows: vec![[0.0; WIDTH]; rows], out: vec![[0.0; LABELS]; 2 * WIDTH + 1] }
    }

    pub(super) fn by_chance(features: usize, chance: &mut Chance) -> Self {
        let mut weights = Self::zero(features);
        let deep = 0.7 * (1.0 / (3.0 * WIDTH as f32)).sqrt();
        for row in &mut weights.rows[..features] {
            *row = std::array::from_fn(|_| 0.1 * chance.normal());
        }
        for layer in 0..DILATIONS.len() {
            let start = weights.layer(layer);
            for row in &mut weights.rows[start..start + 3 * WIDTH] {
                *row = std::array::from_fn(|_| deep * chance.normal());
            }
        }
        for row in &mut weights.out[..2 * WIDTH] {
            *row = std::array::from_fn(|_| 0.1 * chance.normal());
        }
        weights
    }

    /// Where a layer's rows begin: the taps before, here and after, then its bias.
    pub(super) fn layer(&self, layer: usize) -> usize {
        self.features + 1 + layer * LAYER
    }

    /// Where the rows of the pool begin.
    pub(super) fn pool(&self) -> usize {
        self.layer(DILATIONS.len())
    }

    /// All numbers, for what treats them alike.
    pub(super) fn numbers(&mut self) -> impl Iterator<Item = &mut f32> {
        self.rows.as_flattened_mut().iter_mut().chain(self.out.as_flattened_mut())
    }

    /// Labels lines, each given by its features. `mask` is what is dropped of each line while learning.
    pub(super) fn run(&self, lines: &[Vec<u16>], mask: Option<&[Row]>) -> Trail {
        let bias = self.rows[self.features];
        let first = lines.iter().enumerate().map(|(n, line)| {
            let mut sum = bias;
            for feature in line {
                add(&mut sum, 1.0, &self.rows[usize::from(*feature)]);
            }
            std::array::from_fn(|i| sum[i].max(0.0) * mask.map_or(1.0, |mask| mask[n][i]))
        });
        let mut trail = Trail {
            x: vec![first.collect()],
            sums: Vec::new(),
            most: [0.0; WIDTH],
            most_at: [0; WIDTH],
            scores: Vec::new(),
        };
        for (layer, dilation) in DILATIONS.into_iter().enumerate() {
            let rows = &self.rows[self.layer(layer)..][..LAYER];
            let x = &trail.x[layer];
            let mut bias = rows[3 * WIDTH];
            if layer == POOLED {
                for (n, row) in x.iter().enumerate() {
                    for (x, (most, at)) in row.iter().zip(trail.most.iter_mut().zip(&mut trail.most_at)) {
                        if x > most {
                            (*most, *at) = (*x, n);
                        }
                    }
                }
                product(&mut bias, &self.rows[self.pool()..], &trail.most);
            }
            let mut sums = vec![bias; x.len()];
            let mut next = x.clone();
            for (n, sum) in sums.iter_mut().enumerate() {
                for (tap, m) in taps(n, dilation, x.len()) {
                    product(sum, &rows[tap * WIDTH..], &x[m]);
                }
                for (next, sum) in next[n].iter_mut().zip(sum) {
                    *next += sum.max(0.0);
                }
            }
            trail.sums.push(sums);
            trail.x.push(next);
        }
        let (first, last) = (&trail.x[0], &trail.x[DILATIONS.len()]);
        trail.scores = first.iter().zip(last).map(|(first, last)| self.judge(first, last)).collect();
        trail
    }

    fn judge(&self, first: &Row, last: &Row) -> Scores {
        let mut scores = self.out[2 * WIDTH];
        for i in 0..WIDTH {
            for (n, score) in scores.iter_mut().enumerate() {
                *score += last[i] * self.out[i][n] + first[i] * self.out[WIDTH + i][n];
            }
        }
        scores
    }

    /// Adds to `slopes` how the loss moves with each weight, given how it moves with each score.
    pub(super) fn slopes(
        &self,
        lines: &[Vec<u16>],
        mask: &[Row],
        trail: &Trail,
        moves: &[Scores],
        slopes: &mut Self,
    ) {
        let (first, last) = (&trail.x[0], &trail.x[DILATIONS.len()]);
        let mut back = vec![[0.0; WIDTH]; lines.len()];
        let mut back_first = back.clone();
        for (n, moves) in moves.iter().enumerate().filter(|(_, moves)| moves.iter().any(|m| *m != 0.0)) {
            for i in 0..WIDTH {
                for (label, m) in moves.iter().enumerate() {
                    slopes.out[i][label] += last[n][i] * m;
                    slopes.out[WIDTH + i][label] += first[n][i] * m;
                    back[n][i] += self.out[i][label] * m;
                    back_first[n][i] += self.out[WIDTH + i][label] * m;
                }
            }
            for (slope, m) in slopes.out[2 * WIDTH].iter_mut().zip(moves) {
                *slope += m;
            }
        }
        for (layer, dilation) in DILATIONS.into_iter().enumerate().rev() {
            self.layer_slopes(layer, dilation, trail, &mut back, slopes);
        }
        for (n, line) in lines.iter().enumerate() {
            let live = |i: usize| if first[n][i] > 0.0 { mask[n][i] } else { 0.0 };
            let row: Row = std::array::from_fn(|i| (back[n][i] + back_first[n][i]) * live(i));
            add(&mut slopes.rows[self.features], 1.0, &row);
            for feature in line {
                add(&mut slopes.rows[usize::from(*feature)], 1.0, &row);
            }
        }
    }

    fn layer_slopes(
        &self,
        layer: usize,
        dilation: usize,
        trail: &Trail,
        back: &mut [Row],
        slopes: &mut Self,
    ) {
        let start = self.layer(layer);
        let x = &trail.x[layer];
        let mut turned = vec![[0.0; WIDTH]; 3 * WIDTH];
        for tap in 0..3 {
            for i in 0..WIDTH {
                for j in 0..WIDTH {
                    turned[tap * WIDTH + j][i] = self.rows[start + tap * WIDTH + i][j];
                }
            }
        }
        let live = |n: usize, i: usize| trail.sums[layer][n][i] > 0.0;
        let own: Vec<Row> = back
            .iter()
            .enumerate()
            .map(|(n, row)| std::array::from_fn(|i| if live(n, i) { row[i] } else { 0.0 }))
            .collect();
        let mut bias = [0.0; WIDTH];
        for (n, own) in own.iter().enumerate() {
            add(&mut bias, 1.0, own);
            for (tap, m) in taps(n, dilation, x.len()) {
                for i in 0..WIDTH {
                    add(&mut slopes.rows[start + tap * WIDTH + i], x[m][i], own);
                }
                product(&mut back[m], &turned[tap * WIDTH..], own);
            }
        }
        add(&mut slopes.rows[start + 3 * WIDTH], 1.0, &bias);
        if layer == POOLED {
            let pool = self.pool();
            for i in 0..WIDTH {
                add(&mut slopes.rows[pool + i], trail.most[i], &bias);
                if let Some(row) = back.get_mut(trail.most_at[i]) {
                    row[i] += self.rows[pool + i].iter().zip(&bias).map(|(w, b)| w * b).sum::<f32>();
                }
            }
        }
    }
}

/// The taps of a layer that find a line: the one before, the line itself, the one after.
fn taps(n: usize, dilation: usize, count: usize) -> impl Iterator<Item = (usize, usize)> {
    let places = [n.checked_sub(dilation), Some(n), Some(n + dilation).filter(|m| *m < count)];
    places.into_iter().enumerate().filter_map(|(tap, place)| Some((tap, place?)))
}

fn add(sum: &mut Row, share: f32, row: &Row) {
    for (sum, x) in sum.iter_mut().zip(row) {
        *sum += share * x;
    }
}

/// Adds Σ x[i] · rows[i].
fn product(sum: &mut Row, rows: &[Row], x: &Row) {
    let mut own = *sum;
    for (x, row) in x.iter().zip(rows) {
        if *x != 0.0 {
            add(&mut own, *x, row);
        }
    }
    *sum = own;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How much a score moves when one weight does, measured, against the slope that is computed.
    #[test]
    fn slopes_are_what_a_small_move_shows() {
        let mut chance = Chance::new(3);
        let weights = Weights::by_chance(6, &mut chance);
        let lines: Vec<Vec<u16>> = (0..9).map(|n| vec![n % 6, (n * n) % 6]).collect();
        let mask = vec![[1.0; WIDTH]; lines.len()];
        let moves: Vec<Scores> =
            (0..9).map(|n| std::array::from_fn(|l| ((n + l) % 3) as f32 - 1.0)).collect();
        let loss = |weights: &Weights| -> f64 {
            let scores = weights.run(&lines, Some(&mask)).scores;
            scores.as_flattened().iter().zip(moves.as_flattened()).map(|(s, m)| f64::from(s * m)).sum()
        };
        let mut slopes = Weights::zero(6);
        weights.slopes(&lines, &mask, &weights.run(&lines, Some(&mask)), &moves, &mut slopes);
        for row in [0, 6, weights.layer(0) + 40, weights.layer(2) + 96, weights.pool() + 5] {
            for column in [0, 17] {
                let mut moved = weights.clone();
                moved.rows[row][column] += 1e-3;
                let up = loss(&moved);
                moved.rows[row][column] -= 2e-3;
                let measured = (up - loss(&moved)) / 2e-3;
                let computed = f64::from(slopes.rows[row][column]);
                assert!(
                    (measured - computed).abs() < 0.05 + 0.05 * computed.abs(),
                    "{row} {column}: {measured} {computed}"
                );
            }
        }
    }
}
