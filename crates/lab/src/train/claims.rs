//! Trains what tells whether two statements are one claim: a logistic function of the signs of a pair.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use sayso_claims::Weigher;

use crate::score::claims::{Pair, Pairs, pairs, samples, weighed};

/// What is trained, and where it is written.
const FILES: [(&str, &str); 2] = [
    ("models/claims-v1/weights.tsv", "two statements are one claim"),
    ("models/claims-v1/contrast.tsv", "two statements exclude each other"),
];
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
    let told = Told::read(root)?;
    if args.folds {
        for (compares, told) in [false, true].into_iter().zip(&told) {
            println!("{}", if compares { "wordings compared" } else { "without" });
            println!("{}", weighed(root, compares, |name| Ok(told.trained(Some(name))))?);
        }
        return Ok(Vec::new());
    }
    let [plain, compared] = std::thread::scope(|scope| {
        let fits = told.each_ref().map(|told| scope.spawn(|| told.trained(None)));
        fits.map(|fit| fit.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let names = [Weigher::terms(), Weigher::contrasts()];
    for (k, (file, told)) in FILES.iter().enumerate() {
        let mut text = format!(
            "# Weights of the signs that {told}: name, where wordings are not read, where they are.\n"
        );
        for ((name, plain), compared) in names[k].iter().zip(&plain[k]).zip(&compared[k]) {
            let _ = writeln!(text, "{name}\t{plain:.4}\t{compared:.4}");
        }
        fs::write(root.join(file), text)?;
    }
    Ok(Vec::new())
}

/// Everything that trains.
struct Told {
    stories: Vec<Pairs>,
    lessons: Vec<Pairs>,
    samples: Vec<Pairs>,
}

impl Told {
    /// What trains where wordings are not compared, and where they are.
    fn read(root: &Path) -> Result<[Self; 2]> {
        let [stories, lessons, samples] = [pairs(root, false)?, pairs(root, true)?, samples(root)?];
        let [plain, compared] = stories;
        let [more, further] = lessons;
        let [some, others] = samples;
        Ok([
            Self { stories: plain, lessons: more, samples: some },
            Self { stories: compared, lessons: further, samples: others },
        ])
    }

    /// Weights for being one claim and for excluding each other; one story may be left out.
    fn trained(&self, without: Option<&str>) -> [Vec<f32>; 2] {
        let rows = self.rows(without);
        let told =
            |which: usize| rows.iter().filter_map(move |p| Some((*p, f64::from(u8::from(p.is[which]?)))));
        let same = fitted(&told(0).map(|(p, is)| (p.values[0].clone(), is)).collect::<Vec<_>>());
        // How likely two are one claim is itself a sign of whether they exclude each other.
        let likelihood = Weigher::contrasts().iter().position(|name| name == "likelihood");
        let opposed = told(1).map(|(p, is)| {
            let mut values = p.values[1].clone();
            if let Some(at) = likelihood {
                let sum: f64 = p.values[0].iter().zip(&same).map(|(v, w)| f64::from(*v) * w).sum();
                values[at] = (1.0 / (1.0 + (-sum).exp())) as f32;
            }
            (values, is)
        });
        let opposed = fitted(&opposed.collect::<Vec<_>>());
        [same, opposed].map(|weights| weights.into_iter().map(|w| w as f32).collect())
    }

    /// The pairs that train; one story may be left out.
    fn rows(&self, without: Option<&str>) -> Vec<&Pair> {
        let stories = self.stories.iter().filter(|s| without != Some(s.name.as_str())).chain(&self.lessons);
        // The samples tell of a few pairs only, and of captures as they come: each counts as several.
        let often = |s: &Pairs| if s.lists_all { 1 } else { OFTEN };
        let samples = self.samples.iter().flat_map(|s| std::iter::repeat_n(s, often(s)));
        stories.chain(samples).flat_map(|s| &s.list).collect()
    }
}

/// Weights by Newton's method, of terms that are brought to one scale first.
fn fitted(rows: &[(Vec<f32>, f64)]) -> Vec<f64> {
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
        for (values, same) in rows {
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
