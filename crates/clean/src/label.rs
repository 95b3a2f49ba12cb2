//! Every line gets a kind: the line model types all of them together, and a few marks that leave no doubt mend it.

mod captions;
mod embeds;
mod features;
mod given;
mod head;
mod lists;
mod model;
mod pointers;
mod running;
mod sheet;

pub(crate) use features::{BUCKETS, NAMES, find as features};
use given::Given;
pub(crate) use given::{find as given, same};
pub(crate) use model::{LineModel, Scores};
pub(crate) use sheet::{LONGEST, Row, read as rows};

use sayso_news::{BlockKind, Made, Stage};

use crate::rendered::Rendered;
use crate::words::Hit;

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
        made.model = (self.rule == model::RULE).then(|| model::NAME.into());
        match self.entry {
            Some(entry) => made.with("blocks", entry),
            None => made,
        }
    }
}

/// The kinds of all lines. `given` are the titles that the capture's and the page's own fields give.
pub(crate) fn label(rendered: &Rendered, rows: &[Row], given: &[&str]) -> Vec<Label> {
    let given = given::find(rendered, given);
    let scores = LineModel::get().scores(&features(rendered, rows, &given));
    mended(rendered, rows, &given, &scores)
}

/// The same by the scores of any model.
pub(crate) fn by_scores(rendered: &Rendered, rows: &[Row], given: &[&str], scores: &[Scores]) -> Vec<Label> {
    mended(rendered, rows, &given::find(rendered, given), scores)
}

fn mended(rendered: &Rendered, rows: &[Row], given: &[Given], scores: &[Scores]) -> Vec<Label> {
    let mut told = LineModel::get().labels(scores, &running::find(rendered, rows));
    head::mark(rendered, rows, given, &mut told);
    let mut labels: Vec<Label> = told.into_iter().map(|told| told.label).collect();
    for (n, label) in labels.iter_mut().enumerate().filter(|(n, _)| rows[*n].oversize) {
        *label = unread(rendered, n);
    }
    running::mark(rendered, rows, &mut labels);
    running::initials(rendered, &mut labels);
    captions::mark(rendered, rows, &mut labels);
    embeds::mark(rendered, rows, &mut labels);
    pointers::mark(rows, &mut labels);
    lists::mark(rendered, rows, &mut labels);
    labels
}

/// What is not read: a line too long, or all the lines that are too many.
fn unread(rendered: &Rendered, n: usize) -> Label {
    let rule = if rendered.is_surplus(n) { "lines-too-many" } else { "line-too-long" };
    Label::new(BlockKind::Other, rule, 1.0)
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
            _ if row.oversize => unread(rendered, n),
            _ if n == 0 && title => Label::new(BlockKind::Title, "first-line", 0.7),
            _ => Label::new(BlockKind::Body, "plain-input", 1.0),
        })
        .collect()
}
