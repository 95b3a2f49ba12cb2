//! Every line gets a kind: first what is plain by itself, then which lines are body, then what the others are.

mod body;
mod embeds;
mod features;
mod head;
mod inside;
mod outside;
mod sheet;
mod teasers;

pub(crate) use body::Weights;
pub(crate) use features::{NAMES, find as features};
pub(crate) use head::same;
pub(crate) use sheet::{LONGEST, Row, read as rows};

use sayso_news::{BlockKind, Made, Stage};

use crate::cleaner::MODEL;
use crate::rendered::Rendered;
use crate::words::Hit;

/// The rule that says: the body model decided.
const BODY_MODEL: &str = "body-model";

/// What a line was told to be, how surely, and by what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label {
    pub(crate) kind: BlockKind,
    pub(crate) score: f32,
    pub(crate) rule: &'static str,
    pub(crate) entry: Option<&'static str>,
}

impl Label {
    pub(crate) const fn new(kind: BlockKind, rule: &'static str, score: f32) -> Self {
        Self { kind, score, rule, entry: None }
    }

    /// On the word of the lexicon.
    pub(crate) const fn of(hit: Hit, rule: &'static str, score: f32) -> Self {
        Self { kind: hit.kind, score, rule, entry: Some(hit.entry) }
    }

    pub(crate) fn made(self) -> Made {
        let mut made = Made::by(Stage::Clean, self.rule);
        made.model = (self.rule == BODY_MODEL).then(|| MODEL.into());
        match self.entry {
            Some(entry) => made.with("blocks", entry),
            None => made,
        }
    }
}

/// What the labeller works on: the lines, what is known of each, and what was decided so far.
pub(crate) struct Draft<'a> {
    pub(crate) rendered: &'a Rendered,
    pub(crate) rows: &'a [Row],
    /// What is decided; `None` as long as it is not.
    pub(crate) labels: Vec<Option<Label>>,
    /// Which lines the body model takes for running text.
    pub(crate) body: Vec<bool>,
    /// How much each line speaks for that.
    pub(crate) scores: Vec<f32>,
    /// The titles that the capture's and the page's own fields give.
    pub(crate) given: &'a [&'a str],
}

impl<'a> Draft<'a> {
    pub(crate) fn words(&self, n: usize) -> &'a str {
        self.rendered.lines[n].span.slice(&self.rendered.text)
    }

    /// Decides a line, unless it is decided.
    pub(crate) fn put(&mut self, n: usize, label: Label) {
        self.labels[n].get_or_insert(label);
    }

    pub(crate) fn is_open(&self, n: usize) -> bool {
        self.labels[n].is_none()
    }

    /// The first and the last line of the body, the last one included.
    pub(crate) fn hull(&self) -> Option<(usize, usize)> {
        Some((self.body.iter().position(|b| *b)?, self.body.iter().rposition(|b| *b)?))
    }
}

/// The kinds of all lines. `given` are the titles that the capture's and the page's own fields give.
pub(crate) fn label(rendered: &Rendered, rows: &[Row], weights: &Weights, given: &[&str]) -> Vec<Label> {
    let mut draft = Draft {
        rendered,
        rows,
        labels: vec![None; rows.len()],
        body: Vec::new(),
        scores: weights.scores(&features(rendered, rows)),
        given,
    };
    for (n, row) in rows.iter().enumerate() {
        if row.oversize {
            draft.put(n, Label::new(BlockKind::Other, "line-too-long", 1.0));
        }
    }
    embeds::mark(&mut draft);
    teasers::mark(&mut draft);
    outside::plain(&mut draft);
    decide(&mut draft, weights);
    head::mark(&mut draft);
    decide(&mut draft, weights);
    if draft.hull().is_none() {
        take_what_runs(&mut draft);
    }
    outside::widen(&mut draft);
    inside::mark(&mut draft);
    outside::mark(&mut draft);
    draft
        .labels
        .into_iter()
        .map(|label| label.unwrap_or(Label::new(BlockKind::Other, "nothing-known", 0.3)))
        .collect()
}

/// Asks the body model, with what is decided already held fast.
fn decide(draft: &mut Draft<'_>, weights: &Weights) {
    let held: Vec<f32> = draft
        .scores
        .iter()
        .zip(&draft.labels)
        .map(|(score, label)| if label.is_some() { -100.0 } else { *score })
        .collect();
    draft.body = weights.decide(&held);
}

/// The model doubts every line of a short text. Where running lines make up most of it, they are its body all the same.
fn take_what_runs(draft: &mut Draft<'_>) {
    let runs: Vec<bool> =
        draft.rows.iter().enumerate().map(|(n, row)| draft.is_open(n) && row.is_running()).collect();
    let words = |row: &Row| row.shape.words;
    let running: u32 =
        draft.rows.iter().zip(&runs).filter(|(_, runs)| **runs).map(|(row, _)| words(row)).sum();
    if running * 2 > draft.rows.iter().map(words).sum::<u32>() {
        draft.body = runs;
    }
}

/// The kinds of the lines of a clean text: all body; a first line that is plainly a title may be one.
pub(crate) fn plain(rendered: &Rendered, rows: &[Row], given: &[&str]) -> Vec<Label> {
    let text = &rendered.text;
    let words = |n: usize| rendered.lines[n].span.slice(text);
    let title = match rows {
        [first, second, ..] => {
            let given = given.iter().any(|title| title.trim() == words(0));
            given
                || (first.shape.is_headline()
                    && !first.shape.quoted
                    && second.shape.stop
                    && first.shape.words <= 20)
        }
        _ => false,
    };
    rows.iter()
        .enumerate()
        .map(|(n, row)| match row {
            _ if row.oversize => Label::new(BlockKind::Other, "line-too-long", 1.0),
            _ if n == 0 && title => Label::new(BlockKind::Title, "first-line", 0.7),
            _ => Label::new(BlockKind::Body, "plain-input", 1.0),
        })
        .collect()
}
