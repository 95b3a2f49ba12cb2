//! The line model: learns from pages with known bodies and from kinds told by hand, and writes `weights.safetensors`.

mod align;
mod chance;
mod composed;
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

use crate::score::kinds::{self, KINDS};
use documents::{Document, FOLDS};
use network::{DILATIONS, Scores, WIDTH, Weights};
use sayso_lab::collection::Truth;
use sayso_lab::extraction::{Lines, Overlap, Pages};

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
    /// Of the folds, do this one alone
    #[arg(long, value_parser = clap::value_parser!(u64).range(0..FOLDS as u64), requires = "folds")]
    only: Option<u64>,
    /// List so many pages whose bodies are told worst, of those not learnt from
    #[arg(long, default_value_t = 0, requires = "folds")]
    worst: usize,
    /// How often every document is seen
    #[arg(long, default_value_t = 9)]
    epochs: usize,
    /// How many networks learn, to be asked together
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=9))]
    voices: u64,
}

#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn run(root: &Path, args: &Args) -> Result<Vec<String>> {
    let (truth, documents) = documents::read(root, &args.data)?;
    let features = Survey::names().len() + Survey::hashes();
    println!("{} documents, {features} features", documents.len());
    if !args.folds {
        let all: Vec<&Document> = documents.iter().collect();
        let voices = learn(&all, args, 1);
        fs::write(root.join(&args.out), packed(&voices)).context("the weights could not be written")?;
        return Ok(Vec::new());
    }
    let mut whole = Measure::default();
    for fold in (0..FOLDS).filter(|fold| args.only.is_none_or(|only| only == *fold as u64)) {
        let (held, learnt): (Vec<&Document>, Vec<&Document>) = documents.iter().partition(|d| d.fold == fold);
        let voices = learn(&learnt, args, fold as u64);
        let mut part = Measure::default();
        for document in held {
            let scores = together(&voices, &document.lines);
            let told = told(document, &scores);
            part.add(document, &told, &truth);
            whole.add(document, &told, &truth);
        }
        println!("fold {fold}\n{part}");
    }
    println!("all folds\n{whole}");
    whole.told.sort_by(|a, b| a.1.f1().total_cmp(&b.1.f1()));
    Ok(whole.told.iter().take(args.worst).map(|(id, page)| format!("{id}: {page}")).collect())
}

/// Networks that have learnt from the documents, each from other first weights and in another order.
fn learn(documents: &[&Document], args: &Args, seed: u64) -> Vec<Weights> {
    let features = Survey::names().len() + Survey::hashes();
    std::thread::scope(|scope| {
        let voice = |n| scope.spawn(move || steps::train(documents, features, args.epochs, seed + 10 * n));
        let voices: Vec<_> = (0..args.voices).map(voice).collect();
        voices.into_iter().map(|voice| voice.join().expect("training does not panic")).collect()
    })
}

/// What the networks say together: the mean of their scores.
fn together(voices: &[Weights], lines: &[Vec<u16>]) -> Vec<Scores> {
    let mut sums = vec![[0.0; network::LABELS]; lines.len()];
    for voice in voices {
        let scores = voice.run(lines, None).scores;
        for (sum, score) in sums.as_flattened_mut().iter_mut().zip(scores.as_flattened()) {
            *sum += score / voices.len() as f32;
        }
    }
    sums
}

/// The kinds, as the labeller decides them.
fn told(document: &Document, scores: &[Scores]) -> Vec<usize> {
    let kinds = document.survey.kinds(scores);
    kinds.into_iter().map(|kind| kinds::number(kind.name()).expect("a kind of the contract")).collect()
}

/// How right the labeller is with a model that has not learnt from the documents.
#[derive(Debug, Default)]
struct Measure {
    pages: Pages,
    /// Each page's own.
    told: Vec<(String, Overlap)>,
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
            let page = Overlap::of(truth.body.as_deref().unwrap_or_default(), &body.join("\n"));
            self.pages.put(page);
            self.told.push((document.id.clone(), page));
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
fn packed(voices: &[Weights]) -> Vec<u8> {
    let mut tensors = Vec::new();
    for (n, voice) in voices.iter().enumerate() {
        tensors.extend(
            tensors_of(voice)
                .into_iter()
                .map(|(name, columns, values)| (format!("voices.{n}.{name}"), columns, values)),
        );
    }
    let mut header = Map::new();
    let labels: Vec<&str> = KINDS.into_iter().chain(["in-body"]).collect();
    header.insert(
        "__metadata__".into(),
        json!({
            "format": "sayso-lines/2",
            "voices": voices.len().to_string(),
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

/// Name, columns and numbers of each tensor of one network; a row alone has no columns.
fn tensors_of(weights: &Weights) -> Vec<(String, usize, &[f32])> {
    let mut tensors: Vec<(String, usize, &[f32])> = Vec::new();
    let rows = |from: usize, count: usize| weights.rows[from..from + count].as_flattened();
    tensors.push(("features".into(), WIDTH, rows(0, weights.layer(0) - 1)));
    tensors.push(("bias".into(), 0, rows(weights.layer(0) - 1, 1)));
    for n in 0..DILATIONS.len() {
        for tap in 0..3 {
            let start = weights.layer(n) + tap * WIDTH;
            tensors.push((format!("layers.{n}.tap.{tap}"), WIDTH, rows(start, WIDTH)));
        }
        tensors.push((format!("layers.{n}.bias"), 0, rows(weights.layer(n) + 3 * WIDTH, 1)));
    }
    tensors.push(("pooled".into(), WIDTH, rows(weights.pool(), WIDTH)));
    let (out, bias) = weights.out.split_at(2 * WIDTH);
    tensors.push(("out".into(), network::LABELS, out.as_flattened()));
    tensors.push(("out.bias".into(), 0, bias.as_flattened()));
    tensors
}
