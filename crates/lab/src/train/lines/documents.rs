//! What the line model learns from: pages and their plain lines, which lines are body, and the kinds of some.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use sayso_clean::{Cleaner, Survey};
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use serde_json::json;

use super::align::{align, words};
use super::chance::Chance;
use super::composed::{self, Composed, Stock};
use super::silver;
use crate::score::{cases, kinds};
use sayso_lab::collection::{Plain, PlainLine, Truth};

/// How many parts the documents fall into.
pub(super) const FOLDS: usize = 5;
/// What a kind that was told by markup alone weighs.
const SILVER: f32 = 0.3;
/// What a kind in a capture put together by chance weighs.
const COMPOSED: f32 = 0.5;

/// One document: the features of its lines, and what is known of them.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: String,
    /// It came with markup.
    pub(super) page: bool,
    /// It is a capture of our own writing, or was put together by chance.
    pub(super) invented: bool,
    pub(super) fold: usize,
    pub(super) text: Vec<String>,
    pub(super) survey: Survey,
    pub(super) lines: Vec<Vec<u16>>,
    /// Whether each line is body; empty where that is not known.
    pub(super) body: Vec<bool>,
    pub(super) body_weights: Vec<f32>,
    /// The kind of each line where an annotator said it.
    pub(super) gold: Vec<Option<usize>>,
    /// The kinds to learn, those of silver among them, and what each weighs.
    pub(super) kinds: Vec<Option<(usize, f32)>>,
}

/// Reads everything. `data` holds `wcxb_dev/{ground-truth.json, html}` and `flat_wcxb_dev.jsonl`.
pub(super) fn read(root: &Path, data: &Path) -> Result<(BTreeMap<String, Truth>, Vec<Document>)> {
    let cleaner = Cleaner::new(Lexicon::english());
    let truth = fs::read_to_string(data.join("wcxb_dev/ground-truth.json")).context("the pages' truth")?;
    let truth: BTreeMap<String, Truth> = serde_json::from_str(&truth)?;
    let gold = kinds::gold(root)?;
    let plain = fs::read_to_string(data.join("flat_wcxb_dev.jsonl")).context("the plain lines")?;
    let plain: BTreeMap<String, Plain> = plain
        .lines()
        .map(|line| serde_json::from_str::<Plain>(line).map(|plain| (plain.id.clone(), plain)))
        .collect::<Result<_, _>>()?;
    let mut documents = Vec::new();
    for (id, truth) in &truth {
        let path = data.join(format!("wcxb_dev/html/{id}.html.gz"));
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        let fold = fold(truth.url.as_deref().unwrap_or(id));
        let mut page = document(id, fold, survey(&cleaner, bytes)?);
        page.page = true;
        page.body = silver::body(&page.text, truth.body.as_deref().unwrap_or_default());
        let silver = silver::kinds(&page.lines, &page.body);
        let told = gold.get(id);
        let Some(plain) = plain.get(id) else {
            page.kinds = silver.iter().map(|kind| kind.map(|kind| (kind, SILVER))).collect();
            documents.push(page);
            continue;
        };
        let flat: Vec<String> = plain.lines.iter().map(|line| joined(&line.t)).collect();
        let mut text = plain_document(&cleaner, id, fold, plain)?;
        if let Some(told) = told {
            page.gold = aligned(&page, &flat, told);
            text.gold = aligned(&text, &flat, told);
        } else {
            let own: Vec<String> = page.text.iter().map(|line| joined(line)).collect();
            let carried = aligned(&text, &own, &silver);
            text.kinds = carried
                .into_iter()
                .zip(&text.body)
                .map(|(kind, body)| {
                    kind.filter(|kind| kinds::is_text(*kind) == *body).map(|kind| (kind, SILVER))
                })
                .collect();
            page.kinds = silver.iter().map(|kind| kind.map(|kind| (kind, SILVER))).collect();
        }
        documents.extend([page, text]);
    }
    for case in cases::read(root)? {
        let mut document = document(&case.name, fold(&case.name), survey(&cleaner, case.document())?);
        document.page = case.html.is_some();
        document.invented = true;
        let own: Vec<String> = case.text.lines().filter(|l| !l.trim().is_empty()).map(joined).collect();
        let told: Vec<Option<usize>> = case.kinds.iter().copied().map(Some).collect();
        document.gold = aligned(&document, &own, &told);
        document.body = document.gold.iter().map(|kind| kind.is_some_and(kinds::is_text)).collect();
        documents.push(document);
    }
    documents.extend(composed(&cleaner, &truth, &plain, &gold)?);
    weigh(&mut documents);
    Ok((truth, documents))
}

/// Captures put together from the plain lines, each part from its own.
fn composed(
    cleaner: &Cleaner,
    truth: &BTreeMap<String, Truth>,
    plain: &BTreeMap<String, Plain>,
    gold: &kinds::Gold,
) -> Result<Vec<Document>> {
    let mut stocks: [Stock; FOLDS] = Default::default();
    for (id, plain) in plain {
        let Some(truth) = truth.get(id) else { continue };
        let stock = &mut stocks[fold(truth.url.as_deref().unwrap_or(id))];
        let body: Composed = plain.lines.iter().filter(|line| line.body == 1).filter_map(running).collect();
        if body.len() >= 3 {
            stock.articles.push(body);
        }
        for (kind, run) in gold.get(id).map(|gold| runs(plain, gold)).into_iter().flatten() {
            stock.runs[kind].push(run);
        }
        stock.headlines.extend(truth.title.iter().map(|title| title.trim().to_owned()));
    }
    let mut documents = Vec::new();
    for (fold, stock) in stocks.iter().enumerate() {
        let mut chance = Chance::new(fold as u64);
        for (n, lines) in composed::all(stock, Lexicon::english(), &mut chance).iter().enumerate() {
            // Some captures have blank lines between their paragraphs, and some have not.
            let gap = if n % 2 == 0 { "\n\n" } else { "\n" };
            documents.push(composed_document(cleaner, &format!("composed-{fold}-{n}"), fold, lines, gap)?);
        }
    }
    Ok(documents)
}

/// Lines in a row of one kind.
fn runs(plain: &Plain, gold: &[Option<usize>]) -> Vec<(usize, Vec<String>)> {
    let lines: Vec<_> = gold.iter().zip(&plain.lines).collect();
    lines
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|run| {
            Some(((*run[0].0)?, run.iter().map(|(_, line)| line.t.trim().to_owned()).collect()))
        })
        .collect()
}

/// A line of running text that leaves no doubt: a paragraph, or a heading.
fn running(line: &PlainLine) -> Option<(String, usize)> {
    let text = line.t.trim();
    let size = words(text).len();
    let kind = match size {
        12.. => "body",
        2..=8 if !text.ends_with(['.', ',', ';', ':', '"', '”']) => "heading",
        _ => return None,
    };
    Some((text.to_owned(), kinds::number(kind)?))
}

fn composed_document(
    cleaner: &Cleaner,
    id: &str,
    fold: usize,
    lines: &Composed,
    gap: &str,
) -> Result<Document> {
    let own: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
    let whole = json!({"id": id, "text": own.join(gap)}).to_string();
    let mut document = document(id, fold, survey(cleaner, whole.into_bytes())?);
    document.invented = true;
    let own: Vec<String> = own.into_iter().map(joined).collect();
    let told: Vec<Option<usize>> = lines.iter().map(|(_, kind)| Some(*kind)).collect();
    let told = aligned(&document, &own, &told);
    document.body = told.iter().map(|kind| kind.is_some_and(kinds::is_text)).collect();
    document.kinds = told.into_iter().map(|kind| Some((kind?, COMPOSED))).collect();
    Ok(document)
}

/// Pages of one site fall into one part.
fn fold(address: &str) -> usize {
    let host = address.split("//").last().unwrap_or(address).split('/').next().unwrap_or(address);
    let hash = host.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 16) as usize % FOLDS
}

fn survey(cleaner: &Cleaner, bytes: Vec<u8>) -> Result<Survey> {
    let captures = Ingest::new().read("train", bytes).value;
    Ok(cleaner.survey(captures.first().context("a capture")?))
}

fn joined(line: &str) -> String {
    words(line).join(" ")
}

fn document(id: &str, fold: usize, survey: Survey) -> Document {
    let text: Vec<String> = survey.lines().map(str::to_owned).collect();
    Document {
        id: id.to_owned(),
        page: false,
        invented: false,
        fold,
        lines: survey.features(),
        body: Vec::new(),
        body_weights: Vec::new(),
        gold: vec![None; text.len()],
        kinds: vec![None; text.len()],
        text,
        survey,
    }
}

fn plain_document(cleaner: &Cleaner, id: &str, fold: usize, plain: &Plain) -> Result<Document> {
    let mut text = document(id, fold, survey(cleaner, plain.document())?);
    let flat: Vec<String> = plain.lines.iter().map(|line| line.t.trim().to_owned()).collect();
    let own: Vec<String> = text.text.iter().map(|line| line.trim().to_owned()).collect();
    text.body = align(&own, &flat).iter().map(|n| n.is_some_and(|n| plain.lines[n].body == 1)).collect();
    Ok(text)
}

/// Carries what is known of other lines to the document's.
fn aligned(document: &Document, others: &[String], told: &[Option<usize>]) -> Vec<Option<usize>> {
    let own: Vec<String> = document.text.iter().map(|line| joined(line)).collect();
    align(&own, others).into_iter().map(|n| told.get(n?).copied().flatten()).collect()
}

/// What each line weighs: of a page, by its words, for a page's body is measured in words; of plain lines, each alike.
/// Rare kinds weigh more.
fn weigh(documents: &mut [Document]) {
    let mut counts = [[0_usize; kinds::KINDS.len()]; 2];
    for document in documents.iter() {
        document.gold.iter().flatten().for_each(|kind| counts[0][*kind] += 1);
        document.kinds.iter().flatten().for_each(|(kind, _)| counts[1][*kind] += 1);
    }
    let [gold, silver] = counts.map(|counts| {
        let all = counts.iter().sum::<usize>() as f32 / counts.len() as f32;
        counts.map(|count| (all / count.max(1) as f32).sqrt())
    });
    for document in documents {
        for (kind, told) in document.kinds.iter_mut().zip(&document.gold) {
            *kind = match (*kind, told) {
                (_, Some(told)) => Some((*told, gold[*told])),
                (Some((kind, weight)), None) => Some((kind, weight * silver[kind].min(1.5))),
                (None, None) => None,
            };
        }
        let size = document.text.len().max(1) as f32;
        document.body_weights = if document.page {
            let long: Vec<f32> =
                document.text.iter().map(|line| (words(line).len() as f32 + 1.0).sqrt()).collect();
            let mean = long.iter().sum::<f32>() / size;
            long.iter().map(|long| long / mean * (200.0 / size).sqrt().min(1.5)).collect()
        } else {
            vec![(600.0 / size).sqrt().min(1.0); document.text.len()]
        };
        // Where a long text seems to have no body, the truth was not found in it.
        let found = document.body.iter().filter(|body| **body).count();
        let running: HashSet<usize> =
            (0..document.text.len()).filter(|n| words(&document.text[*n]).len() >= 25).collect();
        if !document.invented && found <= 2 && running.len() > 10 {
            document.body_weights.fill(0.0);
        }
    }
}
