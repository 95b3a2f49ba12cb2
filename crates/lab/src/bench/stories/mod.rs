//! How fast articles with their readings are grouped, all at once and one at a time, and what memory that takes.

mod retold;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Reading};
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_stories::{Grouper, Stream, Window};

use retold::Retold;

/// The page's heading; what stands under it is written anew.
const HEADING: &str = "\n## Grouping, readings given\n";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Sizes that are grouped all at once
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    batch: Vec<usize>,
    /// Sizes that come one at a time
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000, 1_000_000])]
    stream: Vec<usize>,
    /// Measure one size in this process, `batch` or `stream`, and print what it took
    #[arg(long, num_args = 2, value_names = ["WAY", "COUNT"])]
    one: Option<Vec<String>>,
}

impl Default for Args {
    fn default() -> Self {
        Self {
            batch: vec![1_000, 10_000, 100_000],
            stream: vec![1_000, 10_000, 100_000, 1_000_000],
            one: None,
        }
    }
}

/// What one run took.
struct Taken {
    seconds: f64,
    stories: usize,
    /// Stories that the articles were made from.
    told: usize,
    held: usize,
    before: u64,
    peak: u64,
}

#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn run(root: &Path, args: &Args, page: &Path) -> Result<()> {
    if let Some([way, count]) = args.one.as_deref() {
        let count = count.parse()?;
        let taken = match way.as_str() {
            "batch" => batch(root, count)?,
            "stream" => stream(root, count)?,
            other => bail!("`{other}` is neither `batch` nor `stream`"),
        };
        let Taken { seconds, stories, told, held, before, peak } = taken;
        println!("{count} {seconds:.3} {stories} {told} {held} {before} {peak}");
        return Ok(());
    }
    let section = section(args)?;
    let known = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let (head, rest) = match known.split_once(HEADING) {
        Some((head, old)) => (head, old.find("\n## ").map_or("", |at| &old[at..])),
        None => known.split_at(known.find(super::hostile::HEADING).unwrap_or(known.len())),
    };
    fs::write(page, format!("{head}{section}{rest}"))?;
    println!("{section}");
    Ok(())
}

/// The section of the page; every row is a process of its own.
pub(super) fn section(args: &Args) -> Result<String> {
    let mut section = format!(
        "{HEADING}\nInvented articles with their readings: those of the samples retold by rule, stories of one to eighty articles, one article in ten a\n\
         reprint, five thousand a day. Seconds are those that one core worked on the grouping alone (`/proc/thread-self/schedstat`), the\n\
         making of the articles left out. `memory` is the most that the process held over what it held before the first article; a batch\n\
         holds all articles and readings, a stream those of its window ({} days, {} articles at most) cut down to their features.\n\n```sh\n\
         cargo run --release -p sayso-lab -- bench stories\n```\n\n\
         | way | articles | stories | s | articles/s | memory, MB | held at the end |\n|---|--:|--:|--:|--:|--:|--:|\n",
        Window::default().days,
        Window::default().articles,
    );
    let ways = args.batch.iter().map(|n| ("batch", *n)).chain(args.stream.iter().map(|n| ("stream", *n)));
    for (way, count) in ways {
        let line = super::stdout(Command::new(std::env::current_exe()?).args([
            "bench",
            "stories",
            "--one",
            way,
            &count.to_string(),
        ]))?;
        let fields: Vec<f64> = line.split_whitespace().filter_map(|f| f.parse().ok()).collect();
        let [_, seconds, stories, _, held, before, peak] = fields[..] else {
            bail!("`{line}` is no measurement")
        };
        let _ = writeln!(
            section,
            "| {way} | {count} | {stories} | {seconds:.2} | {:.0} | {:.0} | {held} |",
            count as f64 / seconds,
            (peak - before) / 1000.0,
        );
    }
    section.push_str(
        "\nA batch needs all its articles and readings at once, and stops where the machine's memory does; past that, a stream groups them.\n",
    );
    Ok(section)
}

fn retold(root: &Path) -> Result<Retold> {
    let pipeline = Pipeline::new(Options::default())?;
    let mut events = Vec::new();
    for folder in glob::glob(&root.join("samples/*/").to_string_lossy())? {
        let mut paths =
            glob::glob(&folder?.join("*.txt").to_string_lossy())?.collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        let held = |path: &std::path::PathBuf| -> Result<Held> {
            Ok(Held { name: path.display().to_string(), bytes: fs::read(path)? })
        };
        let sources = paths.iter().map(held).collect::<Result<Vec<_>>>()?;
        let dossier = pipeline.group(&sources, |_| ());
        events.push(dossier.articles.into_iter().zip(dossier.readings).collect());
    }
    ensure!(!events.is_empty(), "there are no samples under `{}`", root.display());
    let kept: BTreeSet<String> = super::kept(root)?;
    Ok(Retold::new(events, kept))
}

fn batch(root: &Path, count: usize) -> Result<Taken> {
    let mut retold = retold(root)?;
    let grouper = Grouper::new(Lexicon::english());
    let before = super::peak("self").unwrap_or(0);
    let read: Vec<(Article, Reading, u64)> = (0..count).map(|_| retold.next()).collect();
    let pairs: Vec<(&Article, &Reading)> =
        read.iter().map(|(article, reading, _)| (article, reading)).collect();
    let told = read.iter().map(|(.., story)| *story).collect::<BTreeSet<_>>().len();
    let begun = worked();
    let stories = grouper.group(&pairs).value;
    let seconds = worked() - begun;
    let peak = super::peak("self").unwrap_or(0);
    Ok(Taken { seconds, stories: stories.len(), told, held: count, before, peak })
}

fn stream(root: &Path, count: usize) -> Result<Taken> {
    let mut retold = retold(root)?;
    let mut stream = Stream::new(Grouper::new(Lexicon::english()), Window::default());
    let before = super::peak("self").unwrap_or(0);
    let mut told: BTreeSet<u64> = BTreeSet::new();
    let (mut seconds, mut stories, mut left) = (0.0, 0_i64, count);
    while left > 0 {
        let some = left.min(500);
        left -= some;
        let read: Vec<(Article, Reading, u64)> = (0..some).map(|_| retold.next()).collect();
        let begun = worked();
        told.extend(read.iter().map(|(.., story)| *story));
        for (article, reading, _) in &read {
            for change in stream.add(article, reading) {
                stories += match change.kind {
                    sayso_stories::ChangeKind::Founded { .. } | sayso_stories::ChangeKind::Split { .. } => 1,
                    sayso_stories::ChangeKind::Merged { .. } => -1,
                    _ => 0,
                };
            }
        }
        seconds += worked() - begun;
    }
    let peak = super::peak("self").unwrap_or(0);
    let stories = usize::try_from(stories).unwrap_or(0);
    Ok(Taken { seconds, stories, told: told.len(), held: stream.held(), before, peak })
}

/// Seconds that this thread was on a core so far: on a machine that does other things too, time by the clock says little.
fn worked() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
