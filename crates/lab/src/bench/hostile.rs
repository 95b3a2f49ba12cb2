//! What the worst inputs cost: time and memory of the whole program at one size and at twice that size.

mod inputs;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use inputs::{INPUTS, Input};

/// The heading of the section in the page of benchmarks.
pub(super) const HEADING: &str = "\n## The worst inputs\n";
const INTRODUCTION: &str = "
Inputs that somebody may give, or a broken system may write, at one size and at twice that size: `sayso brief --format json`, a
process each. `s` are seconds of all cores together, `memory` is the most that it held; some 30 MB of it are the program
itself. A growth of 2 is linear; less than that is what has a bound. The inputs are in
`crates/lab/src/bench/hostile/inputs.rs`; `--only NAME` runs some, `--write FOLDER` writes them.

";
const HEAD: &str = "\
| input | count | MB | s | memory, MB | twice the count: s | memory, MB | growth, time | memory |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
";
/// How often a running program is looked at.
const PAUSE: Duration = Duration::from_millis(5);

/// The program, as `cargo build --release` leaves it.
const SAYSO: &str = "target/release/sayso";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The program that is measured
    #[arg(long, default_value = SAYSO)]
    sayso: PathBuf,
    /// Only inputs whose names hold this
    #[arg(long, default_value = "")]
    only: String,
    /// Write the inputs into this folder instead, for a look at them
    #[arg(long)]
    write: Option<PathBuf>,
}

impl Default for Args {
    fn default() -> Self {
        Self { sayso: SAYSO.into(), only: String::new(), write: None }
    }
}

impl Args {
    fn inputs(&self) -> impl Iterator<Item = &'static Input> {
        INPUTS.iter().filter(|input| input.name.contains(&self.only))
    }
}

/// Writes the inputs, or the section of the page; prints its table, where only some of the inputs are asked for.
pub(super) fn run(root: &Path, args: &Args, page: &Path) -> Result<()> {
    if let Some(folder) = &args.write {
        fs::create_dir_all(folder)?;
        for (n, input) in args.inputs().enumerate() {
            write(input, input.count, &folder.join(format!("{n:02}.capture")))?;
        }
        return Ok(());
    }
    let section = section(root, args)?;
    if args.only.is_empty() {
        let text = fs::read_to_string(page).with_context(|| page.display().to_string())?;
        let rest = text.split_once(HEADING).map_or(text.as_str(), |(rest, _)| rest);
        fs::write(page, format!("{rest}{section}"))?;
    }
    Ok(())
}

/// The section of the page. Its rows are printed as they come.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn section(root: &Path, args: &Args) -> Result<String> {
    let sayso = root.join(&args.sayso);
    let folder = root.join(format!("target/hostile-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let mut section = format!("{HEADING}{INTRODUCTION}{HEAD}");
    print!("{HEAD}");
    for input in args.inputs() {
        let row = row(input, &sayso, &folder)?;
        println!("{row}");
        writeln!(section, "{row}")?;
    }
    fs::remove_dir_all(&folder)?;
    Ok(section)
}

/// What one run of the program took.
#[derive(Debug, Clone, Copy)]
struct Cost {
    bytes: u64,
    seconds: f64,
    /// The most memory that it held, in kilobytes.
    peak: f64,
}

fn row(input: &Input, sayso: &Path, folder: &Path) -> Result<String> {
    let [once, twice] = [input.count / 2, input.count].map(|count| cost(input, count, sayso, folder));
    let (once, twice) = (once?, twice?);
    Ok(format!(
        "| {} | {} | {:.1} | {:.2} | {:.0} | {:.2} | {:.0} | {:.1} | {:.1} |",
        input.name,
        input.count / 2,
        once.bytes as f64 / 1e6,
        once.seconds,
        once.peak / 1000.0,
        twice.seconds,
        twice.peak / 1000.0,
        twice.seconds / once.seconds,
        twice.peak / once.peak,
    ))
}

fn cost(input: &Input, count: usize, sayso: &Path, folder: &Path) -> Result<Cost> {
    let path = folder.join("capture");
    let bytes = write(input, count, &path)?;
    let mut child = Command::new(sayso)
        .args(["brief", "--quiet", "--format", "json", "--out"])
        .args([&folder.join("account.json"), &path])
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{} could not be run: build it first", sayso.display()))?;
    let (mut peak, mut seconds): (f64, f64) = (0.0, 0.0);
    let process = child.id().to_string();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(super::peak(&process).unwrap_or(0) as f64);
        seconds = spent(&process).unwrap_or(seconds);
        std::thread::sleep(PAUSE);
    };
    ensure!(matches!(status.code(), Some(0 | 1)), "{} times {count}: {status}", input.name);
    Ok(Cost { bytes, seconds, peak })
}

/// The seconds that a process has spent on all cores together, where the system tells: they are the same beside other work.
fn spent(process: &str) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is the program's name in brackets, which may hold anything; the times are in hundredths.
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / 100.0)
}

/// Writes an input, and says how long it is.
fn write(input: &Input, count: usize, path: &Path) -> Result<u64> {
    let mut file = BufWriter::new(File::create(path).with_context(|| path.display().to_string())?);
    (input.write)(&mut file, count)?;
    file.flush()?;
    Ok(fs::metadata(path)?.len())
}
