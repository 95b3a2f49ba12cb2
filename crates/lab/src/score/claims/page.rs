//! Figures of claims: kept in `gold/claims.toml`, held as floors, shown on `docs/claims.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::gold::Split;

const FILE: &str = "gold/claims.toml";
const PIN: &str = "cargo run --release -p sayso-lab -- score claims --pin";

/// Rows of the tables, in order.
const ROWS: [&str; 18] = [
    "statements found",
    "BCubed precision",
    "BCubed recall",
    "BCubed F1",
    "CoNLL F1",
    "BCubed F1, found ones",
    "CoNLL F1, found ones",
    "opposition precision",
    "opposition recall",
    "opposition F1",
    "opposition kind",
    "denials F1",
    "status",
    "origins exact",
    "cross-side F1",
    "unconfirmed F1",
    "brief support",
    "threshold",
];
/// Columns of the tables: the section, and its heading.
const COLUMNS: [(&str, &str); 6] = [
    ("fast", "fast"),
    ("one story", "fast, one story"),
    ("accurate", "accurate"),
    ("given", "given"),
    ("sentence vectors", "vectors alone, given"),
    ("annotators", "annotators"),
];
/// What is shown of each development story.
const SHOWN: [&str; 5] = ["statements found", "BCubed F1", "opposition F1", "status", "origins exact"];

type Section = BTreeMap<String, f64>;

/// Figures in percent, section by section.
#[derive(Debug, Default)]
pub(crate) struct Figures(BTreeMap<String, Section>);

impl Figures {
    pub(crate) fn put(&mut self, section: &str, rows: Vec<(String, f64)>) {
        self.0.insert(section.to_owned(), rows.into_iter().collect());
    }

    /// Those of the development stories, as they were written last.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        Ok(Self(file(root)?.remove(Split::Dev.name()).unwrap_or_default()))
    }

    /// The threshold that was best for sentence vectors.
    pub(crate) fn threshold(&self) -> Option<f64> {
        Some(self.0.get("sentence vectors")?.get("threshold")? / 100.0)
    }

    /// What is below its floor. `annotators` and `sentence vectors` are no floors.
    pub(crate) fn below(&self, root: &Path) -> Result<Vec<String>> {
        let floors = Self::read(root)?;
        let mut complaints = Vec::new();
        for (section, rows) in self.0.iter().filter(|(s, _)| COLUMNS[..3].iter().any(|c| c.0 == *s)) {
            let Some(held) = floors.0.get(section) else {
                complaints.push(format!("claims: `{section}` has no floors: `{PIN}`"));
                continue;
            };
            for (row, value) in rows {
                match held.get(row) {
                    Some(floor) if tenths(*value) >= tenths(*floor) => {}
                    Some(floor) => complaints.push(format!(
                        "claims, {section}: `{row}` is {value:.1}, below its floor {floor:.1}"
                    )),
                    None => complaints.push(format!("claims, {section}: `{row}` has no floor: `{PIN}`")),
                }
            }
        }
        Ok(complaints)
    }

    /// Writes these figures in place of those that were there for the same stories.
    pub(crate) fn pin(&self, root: &Path, split: Split) -> Result<()> {
        let mut all = file(root).unwrap_or_default();
        all.insert(split.name().to_owned(), self.0.clone());
        let mut text = String::from(
            "# Claims against the invented stories of gold/claims, in percent; written by `lab score claims --pin`. Those of the\n\
             # development stories may not fall (`--gate`). `lab generate` makes docs/claims.md of it.\n",
        );
        for (split, sections) in &all {
            for (section, rows) in sections {
                let _ = writeln!(text, "\n[{split}.{section:?}]");
                for row in ROWS.iter().filter(|r| rows.contains_key(**r)) {
                    let _ = writeln!(text, "{row:?} = {:.1}", rows[*row]);
                }
            }
        }
        fs::write(root.join(FILE), text).with_context(|| format!("`{FILE}` could not be written"))
    }

    /// Every figure, a row each, a column for each way.
    pub(crate) fn table(&self) -> String {
        let columns: Vec<_> = COLUMNS.iter().filter(|(section, _)| self.0.contains_key(*section)).collect();
        let mut table = String::from("|  |");
        for (_, heading) in &columns {
            let _ = write!(table, " {heading} |");
        }
        let _ = write!(table, "\n|---|{}", "---:|".repeat(columns.len()));
        for row in ROWS {
            if !columns.iter().any(|(section, _)| self.0[*section].contains_key(row)) {
                continue;
            }
            let _ = write!(table, "\n| {row} |");
            for (section, _) in &columns {
                let cell = self.0[*section].get(row).map_or_else(String::new, |v| format!("{v:.1}"));
                let _ = write!(table, " {cell} |");
            }
        }
        table.push('\n');
        table
    }

    /// The development stories one by one.
    fn stories(&self) -> String {
        let mut table = String::from("| story | statements |");
        for row in SHOWN {
            let _ = write!(table, " {row} |");
        }
        let _ = write!(table, "\n|---|---|{}", "---:|".repeat(SHOWN.len()));
        for story in Split::Dev.stories() {
            for (how, _) in &COLUMNS[..3] {
                let Some(rows) = self.0.get(&format!("{how} {story}")) else { continue };
                let _ = write!(table, "\n| {story} | {how} |");
                for row in SHOWN {
                    let _ = write!(table, " {:.1} |", rows.get(row).copied().unwrap_or_default());
                }
            }
        }
        table.push('\n');
        table
    }
}

/// Scores are compared as they are written, in tenths.
fn tenths(score: f64) -> i64 {
    (score * 10.0).round() as i64
}

fn file(root: &Path) -> Result<BTreeMap<String, BTreeMap<String, Section>>> {
    let text =
        fs::read_to_string(root.join(FILE)).with_context(|| format!("`{FILE}`; write it by `{PIN}`"))?;
    toml::from_str(&text).with_context(|| format!("`{FILE}`"))
}

/// `docs/claims.md`.
pub(crate) fn page(root: &Path) -> Result<String> {
    let all = file(root)?;
    let figures = |split: Split| Figures(all.get(split.name()).cloned().unwrap_or_default());
    let (dev, test) = (figures(Split::Dev), figures(Split::Test));
    Ok(format!(
        "# Claims, measured\n\n\
         How right the claims of an account are, on the invented stories of `gold/claims`: eight that served development, and four\n\
         that nobody looked at while rules were made. All figures are percentages. They are kept in `gold/claims.toml`, from which\n\
         `lab generate` makes this page, and written by\n\n\
         ```sh\n\
         cargo run --release -p sayso-lab -- score claims --pin                # the development stories\n\
         cargo run --release -p sayso-lab -- score claims --split test --pin   # the other four: sums alone\n\
         cargo run --release -p sayso-lab -- score claims --gate               # fails below the figures of development\n\
         ```\n\n\
         `fast` and `accurate` run everything, from the reports to the account. `given` has the annotated statements and their speakers put\n\
         in place of what reading finds, so that it shows alignment, opposition and standing apart from mistakes of reading. Both\n\
         annotators' keys are scored, and the mean is shown; `annotators` is the second key held against the first. `one story` is `fast` with\n\
         `--one-story`: what grouping puts apart, where a desk knows that it belongs together, costs the rest.\n\n\
         ## Stories that were not looked at\n\n{}\n\
         ## Stories of development\n\n{}\n\
         One by one:\n\n{}\n\
         ## What is counted\n\n\
         - A statement is found where words of one of the account's statements overlap its own: half of the shorter of the two at least, the\n  \
           best overlap first. One that is not found stands alone, as a claim of its own, in `BCubed` and `CoNLL` (the mean of the F1 of\n  \
           MUC, `BCubed` and CEAF over claims); `found ones` leaves those out on both sides.\n\
         - An opposition is a pair of claims. The gold's is found where claims that hold statements of its two oppose each other, or stand as\n  \
           one claim that some assert and others deny. An account's is right where the gold opposes claims of its two, or has both in one\n  \
           claim that is asserted and denied; those with a side that no annotated statement is in are not judged. `denials` are claims\n  \
           that some assert and others deny.\n\
         - Status, origins, cross-side and unconfirmed are asked of every claim of the gold, from the account's claim that holds most of its\n  \
           statements; a claim of which nothing was found is wrong.\n\
         - `brief support`: sentences of the brief whose cites slice right and hold every word that they quote.\n\
         - `vectors alone`: the given statements, clustered by the mean likeness of their sentence vectors (the encoder of `accurate`), down\n  \
           to the threshold that is best on the development stories.\n",
        test.table(),
        dev.table(),
        dev.stories(),
    ))
}
