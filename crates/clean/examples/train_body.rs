//! Trains the body model: a linear chain over the features of lines, by gradient descent on its likelihood.
//!
//!     cargo run --release -p sayso-clean --example train_body -- text LINES.jsonl OUT.tsv [EPOCHS]
//!     cargo run --release -p sayso-clean --example train_body -- page FOLDER OUT.tsv [EPOCHS]
//!
//! LINES.jsonl holds one document a line: {"id", "lines": [{"t", "body": 0|1}]}. FOLDER holds `ground-truth.json`,
//! {id: {"articleBody"}}, and `html/ID.html.gz`. Every fifth document is held out and measured after each epoch; with
//! EPOCHS given as `12all` all are trained on.

#![allow(clippy::disallowed_methods, reason = "a training program reads and writes files")]
#![allow(clippy::print_stdout, reason = "it reports on the terminal")]

use std::fmt::Write as _;

use sayso_clean::{Cleaner, Survey};
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use serde_json::Value;

const WINDOW: usize = 5;

/// One document: the features of its lines, which of them are body, and how long they are.
struct Document {
    lines: Vec<Vec<u16>>,
    gold: Vec<bool>,
    size: Vec<usize>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, input, output, rest @ ..] = &args[..] else { panic!("KIND LINES.jsonl OUT.tsv [EPOCHS]") };
    let epochs = rest.first().map_or("12", String::as_str);
    let all = epochs.ends_with("all");
    let epochs: usize = epochs.trim_end_matches("all").parse().expect("a number of epochs");
    let cleaner = Cleaner::new(Lexicon::english());
    let documents = if kind == "page" { pages(&cleaner, input) } else { texts(&cleaner, input) };
    let (held, train): (Vec<_>, Vec<_>) =
        documents.into_iter().enumerate().partition(|(n, _)| !all && n % 5 == 4);
    let held: Vec<Document> = held.into_iter().map(|(_, d)| d).collect();
    let train: Vec<Document> = train.into_iter().map(|(_, d)| d).collect();
    let mut chain = Chain::new(Survey::names().len());
    let mut mean = Chain::new(Survey::names().len());
    let mut order: Vec<usize> = (0..train.len()).collect();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    for epoch in 1..=epochs {
        // Neighbours are often of one site: a new order each time, the same on every machine.
        for n in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(n, (seed >> 33) as usize % (n + 1));
        }
        let loss: f64 = order.iter().map(|n| chain.learn(&train[*n])).sum();
        mean.add(&chain, epoch);
        let count: usize = train.iter().map(|d| d.lines.len()).sum();
        println!(
            "{epoch:3}  loss {:.4}  train {}  held out {}",
            loss / count as f64,
            mean.measure(&train),
            mean.measure(&held)
        );
    }
    std::fs::write(output, mean.table(kind)).expect("the weights can be written");
}

fn texts(cleaner: &Cleaner, input: &str) -> Vec<Document> {
    let lines = std::fs::read_to_string(input).expect("the lines can be read");
    lines.lines().map(|line| text(cleaner, &serde_json::from_str(line).expect("a document a line"))).collect()
}

fn text(cleaner: &Cleaner, document: &Value) -> Document {
    let mut content = String::new();
    let mut marks = Vec::new();
    for row in document["lines"].as_array().expect("lines") {
        let line = row["t"].as_str().expect("words");
        marks.push((content.len(), content.len() + line.len(), row["body"].as_i64() == Some(1)));
        content.push_str(line);
        content.push('\n');
    }
    let line = serde_json::json!({"id": "x", "text": content}).to_string();
    let capture = Ingest::new().read("train", line.into_bytes()).value.remove(0);
    let survey = cleaner.survey(&capture);
    let mut found = Document { lines: Vec::new(), gold: Vec::new(), size: Vec::new() };
    let mut at = 0;
    for (span, features) in survey.lines {
        let middle = usize::midpoint(span.start(), span.end());
        while at + 1 < marks.len() && marks[at].1 < middle {
            at += 1;
        }
        found.lines.push(features);
        found.gold.push(marks[at].2);
        found.size.push(span.len());
    }
    found
}

fn pages(cleaner: &Cleaner, folder: &str) -> Vec<Document> {
    let truth =
        std::fs::read_to_string(format!("{folder}/ground-truth.json")).expect("the truth can be read");
    let truth: std::collections::BTreeMap<String, Value> = serde_json::from_str(&truth).expect("an object");
    truth
        .iter()
        .map(|(id, want)| {
            let bytes = std::fs::read(format!("{folder}/html/{id}.html.gz")).expect("the page can be read");
            let capture = Ingest::new().read(id, bytes).value.remove(0);
            page(&cleaner.survey(&capture), want["articleBody"].as_str().unwrap_or(""))
        })
        .collect()
}

/// Tells which lines of a page are in the body that was told by hand.
fn page(survey: &Survey, body: &str) -> Document {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let gold = words(body);
    let grams: std::collections::HashSet<&[String]> = gold.windows(4).collect();
    let joined = format!(" {} ", gold.join(" "));
    let lines: Vec<Vec<String>> =
        survey.lines.iter().map(|(span, _)| words(span.slice(&survey.text))).collect();
    let long = |line: &[String]| {
        line.len() >= 6
            && line.windows(4).filter(|gram| grams.contains(gram)).count() * 10 >= (line.len() - 3) * 6
    };
    let mut marks: Vec<bool> = lines.iter().map(|line| long(line)).collect();
    for n in 0..lines.len() {
        let line = &lines[n];
        if line.len() >= 6 || line.is_empty() {
            continue;
        }
        // A short line is body where it stands in it beside the line above or below.
        let above =
            lines[..n].iter().rev().find(|l| !l.is_empty()).map(|l| l[l.len().saturating_sub(4)..].join(" "));
        let below = lines[n + 1..].iter().find(|l| !l.is_empty()).map(|l| l[..l.len().min(4)].join(" "));
        let here = line.join(" ");
        marks[n] = above.is_some_and(|a| joined.contains(&format!(" {a} {here} ")))
            || below.is_some_and(|b| joined.contains(&format!(" {here} {b} ")));
    }
    let (sizes, features) =
        survey.lines.iter().map(|(span, features)| (span.len(), features.clone())).unzip();
    Document { lines: features, gold: marks, size: sizes }
}

/// The model while it learns: weights, and how far each has moved.
struct Chain {
    at: Vec<[f32; WINDOW]>,
    moved: Vec<[f32; WINDOW]>,
    change: [f32; 2],
    change_moved: [f32; 2],
}

impl Chain {
    fn new(features: usize) -> Self {
        let zero = vec![[0.0; WINDOW]; features];
        Self { moved: zero.clone(), at: zero, change: [1.0; 2], change_moved: [0.0; 2] }
    }

    /// Makes this the mean of what the other was after each epoch.
    fn add(&mut self, other: &Self, epoch: usize) {
        let share = 1.0 / epoch as f32;
        let mix = |mine: &mut f32, theirs: f32| *mine += (theirs - *mine) * share;
        for (mine, theirs) in self.at.iter_mut().flatten().zip(other.at.iter().flatten()) {
            mix(mine, *theirs);
        }
        for (mine, theirs) in self.change.iter_mut().zip(other.change) {
            mix(mine, theirs);
        }
    }

    fn scores(&self, document: &Document) -> Vec<f32> {
        let lines = &document.lines;
        (0..lines.len())
            .map(|n| {
                (0..WINDOW)
                    .filter_map(|place| Some((place, lines.get((n + place).checked_sub(2)?)?)))
                    .flat_map(|(place, set)| set.iter().map(move |f| self.at[usize::from(*f)][place]))
                    .sum()
            })
            .collect()
    }

    /// One step on one document; gives the loss.
    fn learn(&mut self, document: &Document) -> f64 {
        let scores: Vec<f64> = self.scores(document).into_iter().map(f64::from).collect();
        let n = scores.len();
        if n == 0 {
            return 0.0;
        }
        let leave = -f64::from(self.change[0]);
        let enter = -f64::from(self.change[1]);
        let mut forward = vec![[0.0, scores[0]]; n];
        for i in 1..n {
            let [off, on] = forward[i - 1];
            forward[i] = [sum(off, on + leave), sum(on, off + enter) + scores[i]];
        }
        let mut backward = vec![[0.0, 0.0]; n];
        for i in (0..n - 1).rev() {
            let [off, on] = backward[i + 1];
            let on = on + scores[i + 1];
            backward[i] = [sum(off, on + enter), sum(on, off + leave)];
        }
        let total = sum(forward[n - 1][0], forward[n - 1][1]);
        let mut gold = 0.0;
        let mut turns = [0.0_f64; 2];
        for i in 0..n {
            if document.gold[i] {
                gold += scores[i];
            }
            if i > 0 {
                let (before, here) = (document.gold[i - 1], document.gold[i]);
                if before && !here {
                    gold += leave;
                    turns[0] += 1.0;
                } else if !before && here {
                    gold += enter;
                    turns[1] += 1.0;
                }
                turns[0] -= (forward[i - 1][1] + leave + backward[i][0] - total).exp();
                turns[1] -= (forward[i - 1][0] + enter + scores[i] + backward[i][1] - total).exp();
            }
        }
        // One step a document, on what all its lines say together.
        let rate = 0.05;
        let mut slopes: std::collections::BTreeMap<(u16, usize), f32> = std::collections::BTreeMap::new();
        for i in 0..n {
            let likely = (forward[i][1] + backward[i][1] - total).exp();
            let slope = (f64::from(u8::from(document.gold[i])) - likely) as f32;
            if slope.abs() < 1e-4 {
                continue;
            }
            for place in 0..WINDOW {
                let Some(set) = (i + place).checked_sub(2).and_then(|m| document.lines.get(m)) else {
                    continue;
                };
                for f in set {
                    *slopes.entry((*f, place)).or_default() += slope;
                }
            }
        }
        for ((f, place), slope) in slopes {
            let (weight, moved) =
                (&mut self.at[usize::from(f)][place], &mut self.moved[usize::from(f)][place]);
            let slope = slope - 2e-3 * *weight;
            *moved += slope * slope;
            *weight += rate * slope / (moved.sqrt() + 1e-2);
        }
        for (side, turn) in turns.iter().enumerate() {
            let slope = -*turn as f32;
            self.change_moved[side] += slope * slope;
            self.change[side] += rate * slope / (self.change_moved[side].sqrt() + 1e-3);
        }
        total - gold
    }

    fn decide(&self, document: &Document) -> Vec<bool> {
        let scores = self.scores(document);
        let mut value = [0.0_f32, 0.0];
        let mut from = Vec::new();
        for (i, score) in scores.iter().enumerate() {
            let [off, on] = value;
            if i == 0 {
                from.push([false; 2]);
                value = [0.0, *score];
                continue;
            }
            from.push([on - self.change[0] > off, on >= off - self.change[1]]);
            value = [off.max(on - self.change[0]), on.max(off - self.change[1]) + score];
        }
        let mut states = vec![false; scores.len()];
        let mut state = value[1] > value[0];
        for i in (0..scores.len()).rev() {
            states[i] = state;
            state = from[i][usize::from(state)];
        }
        states
    }

    fn measure(&self, documents: &[Document]) -> String {
        let (mut lines, mut chars) = ([0_usize; 3], [0_usize; 3]);
        for document in documents {
            for ((gold, got), size) in document.gold.iter().zip(self.decide(document)).zip(&document.size) {
                let slot = match (gold, got) {
                    (true, true) => 0,
                    (false, true) => 1,
                    (true, false) => 2,
                    _ => continue,
                };
                lines[slot] += 1;
                chars[slot] += size;
            }
        }
        let f1 =
            |[hit, extra, missed]: [usize; 3]| 2.0 * hit as f64 / (2 * hit + extra + missed).max(1) as f64;
        format!("lines F1 {:.4} characters F1 {:.4}", f1(lines), f1(chars))
    }

    fn table(&self, kind: &str) -> String {
        let mut table = format!("{kind}\tChange\t{:.3}\t{:.3}\n", self.change[0], self.change[1]);
        for (name, weights) in Survey::names().iter().zip(&self.at) {
            if weights.iter().any(|w| w.abs() >= 0.005) {
                write!(table, "{kind}\t{name}").expect("a string takes everything");
                for weight in weights {
                    write!(table, "\t{weight:.3}").expect("a string takes everything");
                }
                table.push('\n');
            }
        }
        table
    }
}

/// The logarithm of the sum of two numbers given by their logarithms.
fn sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    high + (low - high).exp().ln_1p()
}
