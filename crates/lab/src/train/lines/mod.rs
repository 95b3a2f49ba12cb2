//! The line model: learns from pages with known bodies and from kinds told by hand, and writes `weights.safetensors`.

mod align;
mod chance;
mod documents;
mod network;
mod silver;
mod steps;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sayso_clean::Survey;
use serde_json::{Map, Value, json};

use crate::score::collection::Truth;
use crate::score::extraction::{Lines, Pages};
use crate::score::kinds::{self, KINDS};
use documents::{Document, FOLDS};
use network::{DILATIONS, Scores, WIDTH, Weights};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder with `wcxb_dev/ground-truth.json`, `wcxb_dev/html` and `flat_wcxb_dev.jsonl`
    #[arg(long)]
    data: PathBuf,
    /// Where the weights go
    #[arg(long, default_value = "models/lines-v1/weights.safetensors")]
    out: PathBuf,
    /// Train on four fifths of the sites and measure on the others, five times; write no weights
    #[arg(long)]
    folds: bool,
    /// How often every document is seen
    #[arg(long, default_value_t = 9)]
    epochs: usize,
}

#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn run(root: &Path, args: &Args) -> Result<Vec<String>> {
    let (truth, documents) = documents::read(root, &args.data)?;
    let features = Survey::names().len() + Survey::hashes();
    println!("{} documents, {features} features", documents.len());
    if !args.folds {
        let all: Vec<&Document> = documents.iter().collect();
        let weights = steps::train(&all, features, args.epochs, 1);
        fs::write(root.join(&args.out), packed(&weights)).context("the weights could not be written")?;
        return Ok(Vec::new());
    }
    let mut whole = Measure::default();
    for fold in 0..FOLDS {
        let (held, learnt): (Vec<&Document>, Vec<&Document>) = documents.iter().partition(|d| d.fold == fold);
        let weights = steps::train(&learnt, features, args.epochs, fold as u64);
        let mut part = Measure::default();
        for document in held {
            let scores = weights.run(&document.lines, None).scores;
            let told: Vec<usize> = scores.iter().map(judge).collect();
            part.add(document, &told, &truth);
            whole.add(document, &told, &truth);
        }
        println!("fold {fold}\n{part}");
    }
    println!("all folds\n{whole}");
    Ok(Vec::new())
}

/// The kind, as the labeller decides it.
fn judge(scores: &Scores) -> usize {
    let inside = 1.0 / (1.0 + (-scores[KINDS.len()]).exp());
    let most = scores[..KINDS.len()].iter().copied().fold(f32::MIN, f32::max);
    let share = |n: usize| (scores[n] - most).exp() * if kinds::is_text(n) { inside } else { 1.0 - inside };
    (0..KINDS.len()).max_by(|a, b| share(*a).total_cmp(&share(*b))).unwrap_or(0)
}

/// How right the model is on documents that it has not learnt from.
#[derive(Debug, Default)]
struct Measure {
    pages: Pages,
    lines: Lines,
    kinds: BTreeMap<&'static str, kinds::Tally>,
}

impl Measure {
    fn add(&mut self, document: &Document, told: &[usize], truth: &BTreeMap<String, Truth>) {
        let form = if document.page { "pages" } else { "texts" };
        let tally = self.kinds.entry(form).or_default();
        for (gold, told) in document.gold.iter().zip(told) {
            if let Some(gold) = gold {
                tally.add(*gold, *told);
            }
        }
        if let Some(truth) = truth.get(&document.id).filter(|_| document.page) {
            let body: Vec<&str> = document
                .text
                .iter()
                .zip(told)
                .filter(|(_, kind)| kinds::is_text(**kind))
                .map(|(t, _)| t.as_str())
                .collect();
            self.pages.add(truth.body.as_deref().unwrap_or_default(), &body.join("\n"));
        } else if !document.page && !document.invented {
            for ((gold, told), line) in document.body.iter().zip(told).zip(&document.text) {
                self.lines.add(*gold, kinds::is_text(*told), line.chars().count());
            }
        }
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "  body of {}", self.pages)?;
        writeln!(f, "  texts: {}", self.lines)?;
        for (form, tally) in &self.kinds {
            writeln!(f, "  kinds on {form}: {tally}")?;
        }
        Ok(())
    }
}

/// The weights as a safetensors file of the format that `sayso_infer::LineNetwork` reads.
fn packed(weights: &Weights) -> Vec<u8> {
    let mut tensors: Vec<(String, usize, &[f32])> = Vec::new();
    let rows = |from: usize, count: usize| weights.rows[from..from + count].as_flattened();
    let features = weights.layer(0) - 1;
    tensors.push(("features".into(), WIDTH, rows(0, features)));
    tensors.push(("bias".into(), 0, rows(features, 1)));
    for n in 0..DILATIONS.len() {
        for tap in 0..3 {
            tensors.push((
                format!("layers.{n}.tap.{tap}"),
                WIDTH,
                rows(weights.layer(n) + tap * WIDTH, WIDTH),
            ));
        }
        tensors.push((format!("layers.{n}.bias"), 0, rows(weights.layer(n) + 3 * WIDTH, 1)));
    }
    tensors.push(("pooled".into(), WIDTH, rows(weights.pool(), WIDTH)));
    let (out, bias) = weights.out.split_at(2 * WIDTH);
    tensors.push(("out".into(), network::LABELS, out.as_flattened()));
    tensors.push(("out.bias".into(), 0, bias.as_flattened()));
    let mut header = Map::new();
    let labels: Vec<&str> = KINDS.into_iter().chain(["in-body"]).collect();
    header.insert(
        "__metadata__".into(),
        json!({
            "format": "sayso-lines/1",
            "features": Survey::names().join(","),
            "labels": labels.join(","),
            "dilations": DILATIONS.map(|d| d.to_string()).join(","),
        }),
    );
    let mut bytes = Vec::new();
    for (name, columns, values) in tensors {
        let start = bytes.len();
        bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        let shape = values.len().checked_div(columns).map_or(vec![values.len()], |rows| vec![rows, columns]);
        header.insert(name, json!({"dtype": "F32", "shape": shape, "data_offsets": [start, bytes.len()]}));
    }
    let header = Value::Object(header).to_string();
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.as_bytes());
    file.extend(bytes);
    file
}
