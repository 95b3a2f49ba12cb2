//! Scaled dot-product attention inside one window (Vaswani et al. 2017).
#![allow(clippy::inline_always, reason = "compiled into the code of each processor level")]

use crate::arithmetic::{LANES, exp, larger, total};
use crate::kernel::{Level, ROWS, Task, WIDE};

/// Pieces whose scores are worked out together.
const TOGETHER: usize = ROWS;
/// Numbers in a step.
const STEP: usize = WIDE;

/// Space for one head, kept between calls.
#[derive(Debug, Default)]
pub(crate) struct Space {
    /// `[piece][number]`, divided by √depth.
    queries: Vec<f32>,
    /// `[number][piece]`, the pieces filled up to whole steps.
    keys: Vec<[f32; STEP]>,
    /// `[piece][number]`, the numbers filled up to whole steps.
    values: Vec<[f32; STEP]>,
    /// `[piece of a few][piece]`.
    scores: Vec<[f32; STEP]>,
}

/// Full attention of every piece to every piece.
pub(crate) struct Attend<'a> {
    pub(crate) level: Level,
    /// `[piece][query of all heads, key of all heads, value of all heads]`.
    pub(crate) inputs: &'a [f32],
    pub(crate) width: usize,
    pub(crate) heads: usize,
    pub(crate) space: &'a mut Space,
    /// `[piece][context of all heads]`.
    pub(crate) out: &'a mut [f32],
}

impl Task for Attend<'_> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        for head in 0..self.heads {
            self.unpack(head);
            self.head(head);
        }
    }
}

impl Attend<'_> {
    #[inline(always)]
    fn unpack(&mut self, head: usize) {
        let depth = self.width / self.heads;
        let count = self.inputs.len() / (3 * self.width);
        let (across, along) = (count.div_ceil(STEP), depth.div_ceil(STEP));
        let Space { queries, keys, values, scores } = &mut *self.space;
        queries.resize(count * depth, 0.0);
        keys.clear();
        keys.resize(depth * across, [0.0; STEP]);
        values.clear();
        values.resize(count * along, [0.0; STEP]);
        scores.resize(TOGETHER * across, [0.0; STEP]);
        let root = (depth as f32).sqrt();
        for (piece, row) in self.inputs.chunks_exact(3 * self.width).enumerate() {
            let part = |which: usize| &row[which * self.width + head * depth..][..depth];
            for (to, x) in queries[piece * depth..].iter_mut().zip(part(0)) {
                *to = x / root;
            }
            for (d, x) in part(1).iter().enumerate() {
                keys[d * across + piece / STEP][piece % STEP] = *x;
            }
            let to = values[piece * along..][..along].as_flattened_mut();
            to[..depth].copy_from_slice(part(2));
        }
    }

    #[inline(always)]
    fn head(&mut self, head: usize) {
        let depth = self.width / self.heads;
        let count = self.inputs.len() / (3 * self.width);
        let (across, along) = (count.div_ceil(STEP), depth.div_ceil(STEP));
        let Space { queries, keys, values, scores } = &mut *self.space;
        for first in (0..count).step_by(TOGETHER) {
            // Where fewer pieces are left the last one is worked on again.
            let piece: [usize; TOGETHER] = std::array::from_fn(|r| (first + r).min(count - 1));
            let query: [&[f32]; TOGETHER] = piece.map(|p| &queries[p * depth..][..depth]);
            for step in 0..across {
                let sums = self.level.weigh(query, &keys[step..], across);
                for (r, sums) in sums.into_iter().enumerate() {
                    scores[r * across + step] = sums;
                }
            }
            let mut wholes = [0.0; TOGETHER];
            for (r, whole) in wholes.iter_mut().enumerate() {
                let row = &mut scores[r * across..][..across];
                row.as_flattened_mut()[count..].fill(-1e30);
                *whole = exponents(row);
            }
            for step in 0..along {
                let shares: [&[f32]; TOGETHER] =
                    std::array::from_fn(|r| &scores[r * across..][..across].as_flattened()[..count]);
                let sums = self.level.weigh(shares, &values[step..], along);
                let here = STEP.min(depth - step * STEP);
                for (r, sums) in sums.iter().enumerate() {
                    let at = piece[r] * self.width + head * depth + step * STEP;
                    for (to, x) in self.out[at..at + here].iter_mut().zip(sums) {
                        *to = x / wholes[r];
                    }
                }
            }
        }
    }
}

/// Replaces scores by e^(score − largest) and gives their sum.
#[inline(always)]
fn exponents(row: &mut [[f32; STEP]]) -> f32 {
    let mut largest = [f32::MIN; STEP];
    for step in &*row {
        for l in 0..STEP {
            largest[l] = larger(step[l], largest[l]);
        }
    }
    let largest = largest.into_iter().fold(f32::MIN, larger);
    let mut sums = [0.0; LANES];
    for step in row {
        for x in &mut *step {
            *x = exp(*x - largest);
        }
        for l in 0..LANES {
            sums[l] += step[l] + step[l + LANES];
        }
    }
    total(sums)
}
