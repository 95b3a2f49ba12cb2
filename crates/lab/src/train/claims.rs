//! Trains what tells whether two statements are one claim: a logistic function of the signs of a pair.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use sayso_claims::Weigher;

use crate::score::claims::{Pairs, pairs, samples, weighed};

const FILE: &str = "models/claims-v1/weights.tsv";
/// How strongly large weights are held back.
const HELD: f64 = 20.0;
const STEPS: usize = 30;
/// How often a pair of the samples is counted.
const OFTEN: usize = 4;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write nothing; train on all development stories but one, and measure on that one
    #[arg(long)]
    folds: bool,
}

#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, args: &Args) -> Result<Vec<String>> {
    let all = [pairs(root, false)?, pairs(root, true)?];
    // The samples tell of a few pairs only, and of captures as they come: each counts as several.
    let told = [samples(root, false)?, samples(root, true)?];
    let told = told.each_ref().map(|s| std::iter::repeat_n(s, OFTEN).flatten().collect::<Vec<_>>());
    if args.folds {
        for (vectors, stories) in all.iter().enumerate() {
            let fold = |name: &str| {
                let rest: Vec<&Pairs> =
                    stories.iter().filter(|s| s.name != name).chain(told[vectors].iter().copied()).collect();
                trained(&rest).iter().map(|w| *w as f32).collect()
            };
            println!(
                "{}\n{}",
                if vectors == 1 { "with sentence vectors" } else { "without" },
                weighed(root, vectors == 1, fold)?
            );
        }
        return Ok(Vec::new());
    }
    let columns = [0, 1].map(|k| trained(&all[k].iter().chain(told[k].iter().copied()).collect::<Vec<_>>()));
    let mut text = String::from(
        "# Weights of the signs that two statements are one claim: name, without sentence vectors, with them.\n",
    );
    for (n, name) in Weigher::terms().iter().enumerate() {
        let _ = writeln!(text, "{name}\t{:.4}\t{:.4}", columns[0][n], columns[1][n]);
    }
    fs::write(root.join(FILE), text)?;
    Ok(Vec::new())
}

/// Weights by Newton's method, of terms that are brought to one scale first.
fn trained(stories: &[&Pairs]) -> Vec<f64> {
    let rows: Vec<(&[f32], f64)> = stories
        .iter()
        .flat_map(|s| &s.pairs)
        .map(|p| (p.values.as_slice(), f64::from(u8::from(p.same))))
        .collect();
    let width = rows.first().map_or(0, |r| r.0.len());
    let count = rows.len() as f64;
    let scale: Vec<f64> = (0..width)
        .map(|k| {
            let mean = rows.iter().map(|r| f64::from(r.0[k])).sum::<f64>() / count;
            let spread = rows.iter().map(|r| (f64::from(r.0[k]) - mean).powi(2)).sum::<f64>() / count;
            // What never varies tells nothing; the last term is the one that stands for all pairs.
            if k + 1 == width {
                1.0
            } else if spread > 1e-12 {
                1.0 / spread.sqrt()
            } else {
                0.0
            }
        })
        .collect();
    let mut weights = vec![0.0; width];
    for _ in 0..STEPS {
        let mut slope = vec![0.0; width];
        let mut bend = vec![vec![0.0; width]; width];
        for (values, same) in &rows {
            let x: Vec<f64> = values.iter().zip(&scale).map(|(v, s)| f64::from(*v) * s).collect();
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let likely = 1.0 / (1.0 + (-sum).exp());
            let firm = likely * (1.0 - likely);
            for (i, xi) in x.iter().enumerate().filter(|(_, xi)| **xi != 0.0) {
                slope[i] += (same - likely) * xi;
                for (j, xj) in x.iter().enumerate().take(i + 1) {
                    bend[i][j] += firm * xi * xj;
                }
            }
        }
        let lower: Vec<Vec<f64>> = bend.clone();
        for i in 0..width {
            for (j, row) in lower.iter().enumerate().skip(i + 1) {
                bend[i][j] = row[i];
            }
            let held = if i + 1 == width { 1e-6 } else { HELD };
            slope[i] -= held * weights[i];
            bend[i][i] += held;
        }
        let step = solved(bend, slope);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < 1e-6) {
            break;
        }
    }
    weights.iter().zip(&scale).map(|(w, s)| w * s).collect()
}

/// Solves a system of equations by elimination.
fn solved(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for k in 0..size {
        let best = (k..size).max_by(|a, b| rows[*a][k].abs().total_cmp(&rows[*b][k].abs())).unwrap_or(k);
        rows.swap(k, best);
        right.swap(k, best);
        if rows[k][k].abs() < 1e-12 {
            continue;
        }
        for i in k + 1..size {
            let times = rows[i][k] / rows[k][k];
            if times != 0.0 {
                let (above, below) = rows.split_at_mut(i);
                below[0][k..].iter_mut().zip(&above[k][k..]).for_each(|(x, y)| *x -= times * y);
                right[i] -= times * right[k];
            }
        }
    }
    for k in (0..size).rev() {
        let sum: f64 = (k + 1..size).map(|j| rows[k][j] * right[j]).sum();
        right[k] = if rows[k][k].abs() < 1e-12 { 0.0 } else { (right[k] - sum) / rows[k][k] };
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved() {
        let found = solved(vec![vec![2.0, 1.0], vec![1.0, 3.0]], vec![5.0, 10.0]);
        assert!((found[0] - 1.0).abs() < 1e-9 && (found[1] - 3.0).abs() < 1e-9);
    }
}
