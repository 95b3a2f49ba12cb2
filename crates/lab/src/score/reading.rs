//! How well articles are read, by profile: attributions, names and pronouns on annotated corpora, and how fast.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use sayso_news::{Article, EntityKind, MentionKind, Reading};
use sayso_pipeline::{Held, Options, Pipeline, Profile};
use sayso_text::{CodePoints, Span};
use serde::Deserialize;

use super::chart;

/// Names are scored on these; none of them has trained anything.
const NAMES: [&str; 3] = ["worldwide_dev_EVALONLY", "conll03_dev_EVALONLY", "uner_ewt_dev"];
/// The scores that may not fall.
const FLOORS: &str = "gold/reading.toml";
/// Words of the article that speed is told in.
const WORDS: f64 = 600.0;

/// One document of a corpus, with the annotations that it has; offsets are code points.
#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    entities: Vec<(usize, usize, String)>,
    #[serde(default)]
    attributions: Vec<Said>,
    pronoun: Option<(usize, usize)>,
    #[serde(rename = "A")]
    a: Option<(usize, usize)>,
    #[serde(rename = "A_coref", default)]
    a_same: bool,
    #[serde(rename = "B")]
    b: Option<(usize, usize)>,
    #[serde(rename = "B_coref", default)]
    b_same: bool,
}

#[derive(Debug, Deserialize)]
struct Said {
    content: Vec<(usize, usize)>,
}

/// Right, predicted and annotated.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    predicted: usize,
    annotated: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.predicted + self.annotated).max(1) as f64
    }

    fn shown(self) -> String {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        format!("{:.1} ({:.1} / {:.1})", self.f1(), share(self.predicted), share(self.annotated))
    }
}

/// What one profile reached.
pub(crate) struct Reached {
    name: &'static str,
    content: Tally,
    names: Vec<Tally>,
    pronouns: Tally,
    /// For each tenth of the score: attributions, and how many have the right content.
    sure: [(usize, usize); 10],
    /// Articles of 600 words a second, on one thread.
    speed: f64,
}

/// Measures both profiles, fast and accurate.
pub(crate) fn measured(data: &Path) -> Result<Vec<Reached>> {
    [("fast", Profile::Fast), ("accurate", Profile::Accurate)]
        .into_iter()
        .map(|(name, profile)| measure(data, name, profile))
        .collect()
}

/// What is below its floor in `gold/reading.toml`.
pub(crate) fn below(root: &Path, reached: &[Reached]) -> Result<Vec<String>> {
    let text = fs::read_to_string(root.join(FLOORS)).with_context(|| format!("`{FLOORS}`"))?;
    let floors: BTreeMap<String, BTreeMap<String, f64>> =
        toml::from_str(&text).with_context(|| format!("`{FLOORS}`"))?;
    let mut complaints = Vec::new();
    for reached in reached {
        let rows = reached.rows();
        for (what, floor) in floors.get(reached.name).into_iter().flatten() {
            match rows.iter().find(|(name, _)| name == what) {
                Some((_, f1)) if tenths(*f1) >= tenths(*floor) => {}
                Some((_, f1)) => {
                    complaints
                        .push(format!("{}: `{what}` is {f1:.1}, below its floor {floor:.1}", reached.name));
                }
                None => complaints.push(format!("{}: `{what}` is not measured any more", reached.name)),
            }
        }
    }
    Ok(complaints)
}

/// Scores are compared as they are written, in tenths.
fn tenths(score: f64) -> i64 {
    (score * 10.0).round() as i64
}

impl Reached {
    /// The scores that have floors, in percent.
    fn rows(&self) -> Vec<(String, f64)> {
        let names = NAMES.iter().zip(&self.names).map(|(set, tally)| (format!("names: {set}"), tally.f1()));
        let others = [("attributions: content", self.content.f1()), ("pronouns", self.pronouns.f1())];
        others.into_iter().map(|(name, f1)| (name.to_owned(), f1)).chain(names).collect()
    }
}

fn measure(data: &Path, name: &'static str, profile: Profile) -> Result<Reached> {
    let options = Options { threads: 1, plain: true, profile, ..Options::default() };
    let pipeline = Pipeline::new(options)?;
    let mut reached = Reached {
        name,
        content: Tally::default(),
        names: Vec::new(),
        pronouns: Tally::default(),
        sure: [(0, 0); 10],
        speed: 0.0,
    };
    let (mut words, mut seconds) = (0, 0.0);
    let begun = Instant::now();
    each(&pipeline, &data.join("attribution/polnear.dev.jsonl"), |row, article, reading| {
        words += word_spans(&article.text).len();
        attributions(row, article, reading, &mut reached);
    })?;
    seconds += begun.elapsed().as_secs_f64();
    reached.speed = words as f64 / WORDS / seconds;
    for set in NAMES {
        let mut tally = Tally::default();
        each(&pipeline, &data.join(format!("names/{set}.jsonl")), |row, article, reading| {
            names(row, article, reading, &mut tally);
        })?;
        reached.names.push(tally);
    }
    each(&pipeline, &data.join("coref/gap_dev.jsonl"), |row, article, reading| {
        pronouns(row, article, reading, &mut reached.pronouns);
    })?;
    Ok(reached)
}

/// Reads a corpus and hands on each document with what was read in it.
fn each(pipeline: &Pipeline, path: &Path, mut with: impl FnMut(&Row, &Article, &Reading)) -> Result<()> {
    let bytes = super::read(path)?;
    let text = std::str::from_utf8(&bytes).with_context(|| path.display().to_string())?;
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        rows.insert(row.id.clone(), row);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let held = [Held { name, bytes: bytes.clone() }];
    pipeline.read(&held, |leaves| {
        for leaf in leaves.into(&mut Vec::new()) {
            let row = leaf.capture.member.as_deref().and_then(|id| rows.get(id));
            if let (Some(row), Some((article, reading))) = (row, &leaf.read) {
                with(row, article, reading);
            }
        }
        Ok::<_, anyhow::Error>(())
    })
}

/// Content is right where it shares half of its words, and half of the annotated words, with one annotated content.
fn attributions(row: &Row, article: &Article, reading: &Reading, reached: &mut Reached) {
    let points = CodePoints::new(&article.text);
    let words = word_spans(&article.text);
    let outward: Vec<_> = words.iter().map(|span| points.outward(*span)).collect();
    let within = |spans: &[(usize, usize)]| -> BTreeSet<usize> {
        let holds = |&(start, end): &(usize, usize)| spans.iter().any(|s| start < s.1 && s.0 < end);
        (0..outward.len()).filter(|at| holds(&outward[*at])).collect()
    };
    let gold: Vec<_> =
        row.attributions.iter().map(|a| within(&a.content)).filter(|w| !w.is_empty()).collect();
    let found: Vec<_> = reading
        .attributions
        .iter()
        .map(|a| (within(&a.content.iter().map(|s| points.outward(*s)).collect::<Vec<_>>()), a.score.get()))
        .filter(|(words, _)| !words.is_empty())
        .collect();
    let mut pairs = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (f, (found, _)) in found.iter().enumerate() {
            let shared = gold.intersection(found).count();
            if shared > 0 {
                let union = gold.len() + found.len() - shared;
                let right = shared * 2 >= gold.len() && shared * 2 >= found.len();
                pairs.push((shared as f64 / union as f64, g, f, right));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut right = vec![false; found.len()];
    for (_, g, f, is_right) in pairs {
        if !taken.contains(&g) && !used.contains(&f) {
            taken.insert(g);
            used.insert(f);
            right[f] = is_right;
        }
    }
    reached.content.right += right.iter().filter(|r| **r).count();
    reached.content.predicted += found.len();
    reached.content.annotated += gold.len();
    for ((_, score), right) in found.iter().zip(right) {
        let bin = &mut reached.sure[((score * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += usize::from(right);
    }
}

/// Strict: the same bounds and the same kind, among persons, bodies and places.
fn names(row: &Row, article: &Article, reading: &Reading, tally: &mut Tally) {
    let points = CodePoints::new(&article.text);
    let known = |kind: &str| match kind {
        "PER" => Some("PER"),
        "ORG" => Some("ORG"),
        "LOC" | "FAC" | "GPE" => Some("LOC"),
        _ => None,
    };
    let gold: BTreeSet<_> =
        row.entities.iter().filter_map(|(start, end, kind)| Some((*start, *end, known(kind)?))).collect();
    let mut found = BTreeSet::new();
    for mention in reading.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
        let kind = match reading.entity(mention.entity).filter(|e| e.named).map(|e| e.kind) {
            Some(EntityKind::Person) => "PER",
            Some(EntityKind::Organisation | EntityKind::Group) => "ORG",
            Some(EntityKind::Place) => "LOC",
            _ => continue,
        };
        let (start, end) = points.outward(mention.span);
        found.insert((start, end, kind));
    }
    tally.right += gold.intersection(&found).count();
    tally.predicted += found.len();
    tally.annotated += gold.len();
}

/// The pronoun and a name are right where they are mentions of one entity just where the annotation says so.
fn pronouns(row: &Row, article: &Article, reading: &Reading, tally: &mut Tally) {
    let (Some(pronoun), Some(a), Some(b)) = (row.pronoun, row.a, row.b) else { return };
    let points = CodePoints::new(&article.text);
    let spans: Vec<_> = reading.mentions.iter().map(|m| (points.outward(m.span), m.entity)).collect();
    let stands = spans.iter().filter(|((start, end), _)| (*start, *end) == pronoun).map(|(_, e)| *e).next();
    for (name, same) in [(a, row.a_same), (b, row.b_same)] {
        let is = stands.is_some_and(|entity| {
            spans.iter().any(|((start, end), e)| *e == entity && *start < name.1 && name.0 < *end)
        });
        tally.right += usize::from(is && same);
        tally.predicted += usize::from(is);
        tally.annotated += usize::from(same);
    }
}

/// Words with their inner marks: "don't", "U.S".
fn word_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut characters = text.char_indices().peekable();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some((start, c)) = characters.next() {
        if !is_word(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            let inner = matches!(next, '\'' | '’' | '.' | '-')
                && text[at + next.len_utf8()..].chars().next().is_some_and(is_word);
            if !is_word(next) && !inner {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        spans.push(Span::of(start..end));
    }
    spans
}

fn page(reached: &[Reached]) -> String {
    let mut page = String::from(
        "# How well articles are read\n\n\
         What `cargo run --release -p sayso-lab -- score reading --data DATA` measured last; nothing here is written by hand. All sets are\n\
         development sets. F1 is shown with precision and recall in brackets.\n\n",
    );
    let mut row = |name: &str, value: &dyn Fn(&Reached) -> String| {
        let values: Vec<_> = reached.iter().map(value).collect();
        let _ = writeln!(page, "| {name} | {} |", values.join(" | "));
    };
    row("", &|r| format!("`{}`", r.name));
    row("---", &|_| "---".to_owned());
    row("attributions, content at least half shared, F1 (`polnear.dev`)", &|r| r.content.shown());
    for (at, set) in NAMES.iter().enumerate() {
        row(&format!("names of persons, bodies and places, strict F1 (`{set}`)"), &|r| r.names[at].shown());
    }
    row("names, mean F1", &|r| {
        format!("{:.1}", r.names.iter().map(|t| t.f1()).sum::<f64>() / r.names.len() as f64)
    });
    row("pronouns, F1 (`gap_dev`)", &|r| r.pronouns.shown());
    row("articles of 600 words a second, one thread", &|r| format!("{:.0}", r.speed));
    page.push_str(
        "\n![Accuracy against speed](images/reading-speed.svg)\n\n\
         ## How far the scores of attributions can be trusted\n\n\
         Of the attributions with a score in each tenth, the share whose content is right. Those on the diagonal are as sure as they say.\n\n\
         ![Reliability](images/reading-scores.svg)\n\n",
    );
    let names: Vec<_> = reached.iter().map(|r| format!("`{}`", r.name)).collect();
    let _ = writeln!(page, "| score | {} |", names.join(" | "));
    let _ = writeln!(page, "|---|{}", "---|".repeat(reached.len()));
    for bin in 0..10 {
        let cell = |r: &Reached| match r.sure[bin] {
            (0, _) => "–".to_owned(),
            (all, right) => format!("{:.0} % of {all}", 100.0 * right as f64 / all as f64),
        };
        let cells: Vec<_> = reached.iter().map(cell).collect();
        let _ = writeln!(page, "| 0.{bin}–{:.1} | {} |", (bin + 1) as f64 / 10.0, cells.join(" | "));
    }
    page
}

/// Writes what was measured: the page of scores, its two charts, and the floors.
pub(crate) fn write(root: &Path, reached: &[Reached]) -> Result<()> {
    let points: Vec<_> = reached.iter().map(|r| (r.name, r.speed, r.content.f1())).collect();
    let sure: Vec<_> = reached.iter().map(|r| (r.name, r.sure)).collect();
    let pages = [
        ("docs/reading.md", page(reached)),
        ("docs/images/reading-speed.svg", chart::speed(&points)),
        ("docs/images/reading-scores.svg", chart::reliability(&sure)),
        (FLOORS, floors(reached)),
    ];
    for (path, text) in pages {
        fs::write(root.join(path), text).with_context(|| format!("`{path}` could not be written"))?;
    }
    Ok(())
}

fn floors(reached: &[Reached]) -> String {
    let mut text = String::from(
        "# F1 on annotated corpora, in percent, that must not be lost; written by `lab score reading --data DATA`, held by `--gate`.\n",
    );
    for reached in reached {
        let _ = writeln!(text, "\n[{}]", reached.name);
        for (what, f1) in reached.rows() {
            let _ = writeln!(text, "{what:?} = {f1:.1}");
        }
    }
    text
}
