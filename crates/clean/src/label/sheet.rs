//! What is known about each line before anything is decided.

use rustc_hash::FxHashMap;
use sayso_lexicon::Part;
use sayso_news::BlockKind;

use crate::rendered::{Line, Rendered};
use crate::words::{Dateline, Hits, Latin, Marker, Phrases, Shape};

/// Lines longer than this are not read.
pub(crate) const LONGEST: usize = 64 << 10;

/// One line and what its words tell.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) shape: Shape,
    pub(crate) hits: Hits,
    pub(crate) dateline: Dateline,
    /// The section that it stands in, and how many lines that began before it.
    pub(crate) section: Option<Section>,
    /// The same words stand on another line too; the first of them has this number.
    pub(crate) twin: Option<usize>,
    /// The line is too long to be read.
    pub(crate) oversize: bool,
    /// It stands in a list where headlines and single sentences take turns: so many pairs.
    pub(crate) turns: usize,
    /// It stands in a run of so many lines that look like headlines.
    pub(crate) headlines: usize,
}

/// A part of the page that a heading opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    pub(crate) kind: BlockKind,
    /// Lines since the heading; 0 is the heading itself.
    pub(crate) since: usize,
    /// The heading is one that can hardly be anything else.
    pub(crate) strong: bool,
}

impl Row {
    /// Marks and nothing else: a rule between parts.
    pub(crate) fn is_rule(&self) -> bool {
        self.shape.words == 0
    }

    /// Running text, and no entry of a list.
    pub(crate) fn is_running(&self) -> bool {
        self.shape.is_running()
            && matches!(self.shape.marker, Marker::None | Marker::Bullet)
            && !self.hits.ends_ago
    }

    pub(crate) fn is_dateline(&self) -> bool {
        self.dateline.is_line() && !self.shape.stop
    }

    /// The line opens a section.
    pub(crate) fn opener(&self) -> Option<Section> {
        let hit = self.hits.whole.filter(|hit| matches!(hit.part, Part::Section | Part::Opens))?;
        let strong = hit.part == Part::Section && hit.entry.contains(' ');
        Some(Section { kind: hit.kind, since: 0, strong })
    }

    /// A short line that holds phrases of the furniture, and how much they say together.
    pub(crate) fn furniture(&self) -> f32 {
        let hits = &self.hits;
        let told = |hit: Option<crate::words::Hit>, weight: f32| {
            hit.map_or(0.0, |hit| match hit.kind {
                BlockKind::Dateline | BlockKind::Caption | BlockKind::Byline => 0.0,
                _ if hit.entry.contains(' ') => weight,
                _ => weight * 0.7,
            })
        };
        let sum = told(hits.whole, 3.0)
            + told(hits.start, 1.2)
            + told(hits.within, 1.6)
            + told(hits.label, 0.8)
            + told(hits.menu, if self.shape.words <= 2 { 1.0 } else { 2.0 });
        match self.shape.words {
            0..=20 => sum,
            21..=40 => sum * 0.6,
            _ => sum * 0.3,
        }
    }
}

/// Reads all lines.
pub(crate) fn read(rendered: &Rendered, phrases: &Phrases) -> Vec<Row> {
    let text = &rendered.text;
    let mut rows: Vec<Row> = rendered.lines.iter().map(|line| row(line, text, phrases)).collect();
    if let Some(last) = rows.last_mut().filter(|_| rendered.surplus > 0) {
        *last = Row { oversize: true, ..Row::default() };
    }
    twins(&mut rows, rendered);
    sections(&mut rows, rendered);
    lists(&mut rows);
    rows
}

fn row(line: &Line, text: &str, phrases: &Phrases) -> Row {
    if line.span.len() > LONGEST {
        return Row { oversize: true, ..Row::default() };
    }
    let words = line.span.slice(text);
    Row {
        shape: Shape::of(words, &phrases.common),
        hits: phrases.hits(words),
        dateline: Dateline::of(&Latin::of(words).text, &phrases.dates, &phrases.months),
        ..Row::default()
    }
}

fn twins(rows: &mut [Row], rendered: &Rendered) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (n, line) in rendered.lines.iter().enumerate() {
        if rows[n].oversize {
            continue;
        }
        if let Some(&m) = first.get(line.span.slice(&rendered.text)) {
            rows[n].twin = Some(m);
            rows[m].twin = Some(m);
        } else {
            first.insert(line.span.slice(&rendered.text), n);
        }
    }
}

/// Carries each heading of a section down to where running text resumes, a rule is drawn, or another heading stands.
fn sections(rows: &mut [Row], rendered: &Rendered) {
    let mut open: Option<Section> = None;
    for n in 0..rows.len() {
        if let Some(section) = rows[n].opener() {
            open = Some(section);
        } else if let Some(section) = open {
            let closed =
                rows[n].is_rule() && rendered.lines[n].span.len() > 1 || resumes(&rows[n..], section.kind);
            open = (!closed).then_some(Section { since: section.since + 1, ..section });
        }
        rows[n].section = open;
    }
}

/// Running text goes on here: lines of it one after another, more of them where readers write too.
fn resumes(rows: &[Row], kind: BlockKind) -> bool {
    let need = if kind == BlockKind::Comments { 3 } else { 2 };
    let long = rows[0].shape.sentences >= 3 && rows[0].shape.words >= 45 && kind != BlockKind::Comments;
    // What stands twice on a page is a headline of its lists; and their summaries are single sentences.
    let is_body = |row: &Row| {
        row.is_running()
            && row.shape.stop
            && row.twin.is_none()
            && row.hits.within.is_none()
            && row.shape.marker == Marker::None
    };
    let listing = matches!(kind, BlockKind::Related | BlockKind::Popular | BlockKind::Teaser);
    if listing && rows[0].shape.sentences < 2 && rows[0].shape.words < 35 {
        return false;
    }
    is_body(&rows[0]) && (long || rows.iter().take(need).filter(|row| is_body(row)).count() == need)
}

/// Counts lists of headlines, and lists where headlines and single sentences take turns. Times are passed over.
fn lists(rows: &mut [Row]) {
    let seen: Vec<usize> = (0..rows.len()).filter(|n| !rows[*n].hits.ago && !rows[*n].oversize).collect();
    let is_headline = |row: &Row| row.shape.is_headline() && !row.is_running();
    let is_sentence = |row: &Row| {
        let shape = &row.shape;
        (6..=45).contains(&shape.words)
            && shape.sentences <= 1
            && (shape.stop || shape.cut || shape.words >= 14)
    };
    let mut at = 0;
    while at < seen.len() {
        let run = seen[at..].iter().take_while(|n| is_headline(&rows[**n])).count();
        for n in &seen[at..at + run] {
            rows[*n].headlines = run;
        }
        at += run.max(1);
    }
    let mut at = 0;
    while at + 1 < seen.len() {
        let pairs = seen[at..]
            .chunks_exact(2)
            .take_while(|pair| is_headline(&rows[pair[0]]) && is_sentence(&rows[pair[1]]))
            .count();
        for n in &seen[at..at + 2 * pairs] {
            rows[*n].turns = pairs;
        }
        at += (2 * pairs).max(1);
    }
}
