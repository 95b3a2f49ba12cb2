//! How an account of one story grows with the number of its reports.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use sayso_lexicon::{ConceptKind, Lexicon};
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_stories::Grouper;
use serde_json::{Value, json};

/// The story whose sentences the reports are put together from.
const STORY: &str = "gold/claims/conflict/reports.jsonl";
/// Sentences of one report, least and most.
const SENTENCES: (usize, usize) = (10, 22);
/// One word in so many is put in other words where the tables have some.
const REWORDED: usize = 4;

/// A generator of numbers that is the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// So many reports of one story, as JSON Lines: sentences of the story's reports in their order, some words put in
/// others of the same meaning, each report with an outlet and an hour of its own.
fn reports(root: &Path, count: usize) -> Result<Vec<u8>> {
    let text = std::fs::read_to_string(root.join(STORY)).with_context(|| STORY.to_owned())?;
    let rows = text.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
    let field = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let paragraphs: Vec<Vec<String>> =
        rows.iter().map(|row| field(row, "text").lines().map(str::to_owned).collect()).collect();
    let titles: Vec<String> = rows.iter().map(|row| field(row, "title")).collect();
    let mut chance = Chance(count as u64);
    let mut out = Vec::new();
    for n in 0..count {
        let base = n % paragraphs.len();
        let wanted = SENTENCES.0 + chance.below(SENTENCES.1 - SENTENCES.0);
        let mut told: Vec<&str> = paragraphs[base].iter().map(String::as_str).collect();
        while told.len() < wanted {
            let other = &paragraphs[chance.below(paragraphs.len())];
            told.push(&other[chance.below(other.len())]);
        }
        let body: Vec<String> = told.iter().map(|line| reworded(line, &mut chance)).collect();
        let row = json!({
            "id": format!("{n:04}"),
            "title": titles[base],
            "url": format!("https://www.outlet{n}.example/2031/05/{}", n),
            "published": format!("2031-05-{:02}T{:02}:{:02}:00Z", 4 + n * 3 / count.max(1), n % 24, n % 60),
            "text": body.join("\n"),
        });
        out.extend_from_slice(row.to_string().as_bytes());
        out.push(b'\n');
    }
    Ok(out)
}

/// Some words in others of the same concept.
fn reworded(line: &str, chance: &mut Chance) -> String {
    let concepts = &Lexicon::english().concepts;
    let mut words = Vec::new();
    for word in line.split(' ') {
        let plain = word.chars().all(|c| c.is_ascii_lowercase()) && word.len() > 3;
        let concept = (plain && chance.below(REWORDED) == 0)
            .then(|| concepts.iter().find(|c| c.kind != ConceptKind::Light && c.words.contains(&word)))
            .flatten();
        let others: Vec<&str> = concept
            .map(|c| c.words.iter().copied().filter(|w| !w.contains([' ', '…'])).collect())
            .unwrap_or_default();
        words.push(if others.is_empty() { word } else { others[chance.below(others.len())] });
    }
    words.join(" ")
}

/// Reports, statements of the largest story, claims, seconds of reading and grouping, of weighing, and of writing.
pub(super) fn size(root: &Path, count: usize, threads: usize) -> Result<String> {
    let held = Held { name: "reports.jsonl".to_owned(), bytes: reports(root, count)? };
    let begun = Instant::now();
    let pipeline = Pipeline::new(Options { threads, plain: true, ..Options::default() })?;
    let mut dossier = pipeline.group(&[held], |_| ());
    let read = begun.elapsed().as_secs_f64();
    let largest = dossier.stories.first().map_or(0, |s| s.articles.len());
    let pairs: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
    // However the reports were grouped, all of them are weighed as one.
    let story = Grouper::new(Lexicon::english()).whole(&pairs).context("there are no reports")?;
    let begun = Instant::now();
    let digest = pipeline.weigh(&story, &pairs).into(&mut Vec::new());
    let weighed = begun.elapsed().as_secs_f64();
    let claims = digest.claims.len();
    dossier.stories = vec![story];
    dossier.digests = vec![digest];
    let begun = Instant::now();
    let mut out = super::Counted(0);
    sayso_export::write_account(&dossier, env!("CARGO_PKG_VERSION"), &mut out)?;
    let written = begun.elapsed().as_secs_f64();
    let peak = super::peak("self").unwrap_or(0) / 1000;
    Ok(format!("{count} {largest} {claims} {read:.3} {weighed:.3} {written:.3} {peak}"))
}

/// The section of `docs/benchmarks.md`: a row for each size, each in a process of its own.
pub(super) fn section() -> Result<String> {
    let mut page = String::from(
        "\n## One story\n\nReports of one story, put together from our own invented ones (`gold/claims`) with other outlets, hours and words; from JSON Lines\n\
         to the account, on two threads. `in one` is how many reports grouping leaves in one\n\
         story; all of them are weighed as one.\n\n\
         | reports | in one | claims | read and grouped, s | claims, s | written, s | together, s | memory, MB |\n\
         |---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for count in [10, 50, 100, 500, 1_000, 2_000] {
        let args = ["bench", "story", &count.to_string(), "--threads", "2"].map(str::to_owned);
        let line = super::stdout(Command::new(std::env::current_exe()?).args(args))?;
        let fields: Vec<f64> = line.split_whitespace().filter_map(|f| f.parse().ok()).collect();
        let [count, largest, claims, read, weighed, written, peak] = fields[..] else {
            bail!("`{line}` is no measurement")
        };
        let all = read + weighed + written;
        let _ = writeln!(
            page,
            "| {count} | {largest} | {claims} | {read:.2} | {weighed:.2} | {written:.2} | {all:.2} | {peak} |"
        );
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_as_many_as_asked_for_and_all_different() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let told =
            String::from_utf8(reports(&root, 30).expect("the story is in the tree")).expect("it is text");
        let texts: std::collections::BTreeSet<String> = told
            .lines()
            .filter_map(|l| serde_json::from_str::<Value>(l).ok())
            .map(|row| row["text"].to_string())
            .collect();
        assert_eq!(texts.len(), 30);
    }
}
