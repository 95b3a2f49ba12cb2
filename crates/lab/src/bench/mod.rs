//! How fast it is, how that grows, and what memory it takes: measured, and written down.

mod collection;
mod hostile;
mod stories;
mod story;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Subcommand;
use sayso_pipeline::{Options, Pipeline};

use collection::{Words, collection};

const PAGE: &str = "docs/benchmarks.md";

#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Measure everything and write docs/benchmarks.md (minutes; let nothing else run, and build `sayso` before)
    Table {
        /// Sizes of the collections
        #[arg(long, value_delimiter = ',', default_values_t = [10, 100, 1_000, 10_000])]
        sizes: Vec<usize>,
    },
    /// Brief one invented collection and say what it took, in this process
    Size {
        /// Captures in the collection
        count: usize,
        /// Worker threads; 0 for one a core
        #[arg(long, default_value_t = 1)]
        threads: usize,
        /// Write the collection into this folder instead, for a look at it
        #[arg(long)]
        write: Option<std::path::PathBuf>,
    },
    /// Brief one story of so many reports, in this process; all sizes, into docs/benchmarks.md, where none is named
    Story {
        /// Reports of the story
        count: Option<usize>,
        /// Worker threads; 0 for one a core
        #[arg(long, default_value_t = 2)]
        threads: usize,
    },
    /// Brief the worst inputs at two sizes each and write what they cost to docs/benchmarks.md (minutes; let nothing else run)
    Hostile(hostile::Args),
    /// Group invented articles with their readings, all at once and one at a time, and write what that takes to docs/benchmarks.md (minutes)
    Stories(stories::Args),
}

#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, bench: Bench) -> Result<Vec<String>> {
    match bench {
        Bench::Table { sizes } => {
            let page = page(&sizes)?
                + &stories::section(&stories::Args::default())?
                + &story::section()?
                + &hostile::section(root, &hostile::Args::default())?;
            fs::write(root.join(PAGE), &page).with_context(|| format!("`{PAGE}` could not be written"))?;
            println!("{page}");
        }
        Bench::Size { count, write: Some(folder), .. } => {
            fs::create_dir_all(&folder)?;
            for held in invented(root, count)? {
                fs::write(folder.join(&held.name), &held.bytes)?;
            }
        }
        Bench::Stories(args) => stories::run(root, &args, &root.join(PAGE))?,
        Bench::Hostile(args) => hostile::run(root, &args, &root.join(PAGE))?,
        Bench::Story { count: Some(count), threads } => println!("{}", story::size(root, count, threads)?),
        Bench::Story { count: None, .. } => {
            let page = read_page(root)?;
            let fresh = story::section()?;
            fs::write(root.join(PAGE), replaced(&page, "## One story", &fresh))?;
            println!("{fresh}");
        }
        Bench::Size { count, threads, write: None } => println!("{}", size(root, count, threads)?),
    }
    Ok(Vec::new())
}

fn read_page(root: &Path) -> Result<String> {
    fs::read_to_string(root.join(PAGE)).with_context(|| format!("`{PAGE}` could not be read"))
}

/// The page with a section put in place of the one of that heading, or before the last where there is none.
fn replaced(page: &str, heading: &str, section: &str) -> String {
    let mark = |text: &str, from: usize| text[from..].find("\n## ").map(|at| from + at);
    let start = page.find(&format!("\n{heading}\n"));
    let (start, end) = if let Some(start) = start {
        (start, mark(page, start + 1).unwrap_or(page.len()))
    } else {
        let at = page.rfind("\n## ").unwrap_or(page.len());
        (at, at)
    };
    format!("{}{section}{}", &page[..start], &page[end..])
}

fn invented(root: &Path, count: usize) -> Result<Vec<sayso_pipeline::Held>> {
    let mut events = Vec::new();
    for entry in glob::glob(&root.join("samples/*/").to_string_lossy())? {
        let mut paths =
            glob::glob(&entry?.join("*.txt").to_string_lossy())?.collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        events.push(paths.iter().map(fs::read_to_string).collect::<std::io::Result<Vec<_>>>()?);
    }
    ensure!(!events.is_empty(), "there are no samples under `{}`", root.display());
    let words = Words::of(events.iter().flatten().map(String::as_str), &kept(root)?);
    Ok(collection(&events, &words, count, 1))
}

/// Words that say how things are said, and no story's own.
fn kept(root: &Path) -> Result<BTreeSet<String>> {
    let mut kept = BTreeSet::new();
    let tables =
        ["cues", "channels", "hedges", "grammar", "polarity", "unconfirmed", "units", "numbers", "vague"];
    for table in tables.iter().chain(&["prevalence"]) {
        let path = root.join(format!("crates/lexicon/data/en/{table}.tsv"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let entries = text.lines().filter(|line| !line.starts_with('#'));
        // of the words by how common they are, those that tell nothing of a story
        let entries = entries.filter(|line| *table != "prevalence" || line.ends_with("\t0"));
        let words = entries.flat_map(|line| line.split('\t').next().unwrap_or_default().split(' '));
        kept.extend(words.map(str::to_lowercase));
    }
    Ok(kept)
}

/// One collection briefed and written as JSON: captures, bytes, seconds, stories, and the most memory held.
fn size(root: &Path, count: usize, threads: usize) -> Result<String> {
    let captures = invented(root, count)?;
    let bytes: usize = captures.iter().map(|c| c.bytes.len()).sum();
    let before = peak("self");
    let begun = Instant::now();
    let pipeline = Pipeline::new(Options { threads, ..Options::default() })?;
    let dossier = pipeline.brief(&captures, |_| ());
    let mut out = Counted(0);
    sayso_export::write_account(&dossier, env!("CARGO_PKG_VERSION"), &mut out)?;
    let seconds = begun.elapsed().as_secs_f64();
    let (before, peak) = (before.unwrap_or(0), peak("self").unwrap_or(0));
    Ok(format!("{count} {bytes} {seconds:.3} {} {before} {peak} {}", dossier.stories.len(), out.0))
}

/// A place for output that is only counted.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The most memory that a process had so far, in kilobytes, where the system tells.
fn peak(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find(|l| l.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse().ok()
}

fn page(sizes: &[usize]) -> Result<String> {
    let mut page = format!(
        "# Benchmarks\n\nWhat these commands printed last; nothing here is written by hand.\n\n```sh\ncargo run --release -p sayso-lab -- \
         bench table   # all of this page\ncargo bench -p sayso-pipeline                       # the stations alone\n\
         cargo run --release -p sayso-lab -- bench size 1000    # one collection\n\
         cargo run --release -p sayso-lab -- bench hostile      # the worst inputs\n```\n\nMachine: {}.\n\n## The stations, on one core\n\n\
         Over the captures in `samples/` (and two more where they are at hand). The letters keep the order of the road; \
         `item/s` is\ncaptures a second.\n\n```text\n{}```\n",
        machine()?,
        stations()?.trim_start(),
    );
    page.push_str(
        "\n## How it grows\n\nInvented collections, stories of two to five captures each, made from the texts of the samples with other names, \
         figures,\ndates and words. From bytes to the account in JSON; every row is a process of its own. `memory` is the most that it\n\
         held, the captures' bytes included.\n\n| captures | MB | stories | one core, s | captures/s | all cores, s | captures/s | memory, MB |\n\
         |---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for count in sizes {
        let (one, all) = (measured(*count, 1)?, measured(*count, 0)?);
        let rate = |seconds: f64| *count as f64 / seconds;
        let _ = writeln!(
            page,
            "| {count} | {:.1} | {} | {:.2} | {:.0} | {:.2} | {:.0} | {} |",
            one.bytes / 1e6,
            one.stories,
            one.seconds,
            rate(one.seconds),
            all.seconds,
            rate(all.seconds),
            one.peak / 1000.0,
        );
    }
    Ok(page)
}

struct Measured {
    bytes: f64,
    seconds: f64,
    stories: f64,
    peak: f64,
}

/// Runs this program anew, so that nothing is warm and the memory is that of one run.
fn measured(count: usize, threads: usize) -> Result<Measured> {
    let args = ["bench", "size", &count.to_string(), "--threads", &threads.to_string()].map(str::to_owned);
    let line = stdout(Command::new(std::env::current_exe()?).args(args))?;
    let fields: Vec<f64> = line.split_whitespace().filter_map(|f| f.parse().ok()).collect();
    let [_, bytes, seconds, stories, _, peak, _] = fields[..] else { bail!("`{line}` is no measurement") };
    Ok(Measured { bytes, seconds, stories, peak })
}

fn stations() -> Result<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let text = stdout(Command::new(cargo).args([
        "bench",
        "--quiet",
        "-p",
        "sayso-pipeline",
        "--bench",
        "captures",
        "--",
        "--color",
        "never",
    ]))?;
    Ok(text.lines().map(|line| line.trim_end().to_owned() + "\n").collect())
}

fn stdout(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn machine() -> Result<String> {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processor
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .map(|l| l.trim_start_matches(['\t', ' ', ':']).to_owned());
    let cores = std::thread::available_parallelism()?;
    let compiler = stdout(Command::new("rustc").arg("--version"))?;
    let system = std::env::consts::OS;
    Ok(format!(
        "{}, {cores} cores, {system}, {}",
        name.unwrap_or_else(|| "a processor without a name".to_owned()),
        compiler.trim()
    ))
}
