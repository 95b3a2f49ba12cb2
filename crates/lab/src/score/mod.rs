//! How right an account is, measured against gold files.

mod account;
pub(crate) mod cases;
mod chart;
mod checks;
pub(crate) mod claims;
mod clean;
mod copies;
mod ecb;
mod floors;
mod fold;
mod gold;
pub(crate) mod kinds;
mod metadata;
mod reading;
mod samples;
mod stories;
mod stream;
mod tally;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Subcommand;

use account::Account;
use gold::Gold;
use tally::Tally;

pub(crate) use floors::page;
pub(crate) use sayso_lab::{collection, extraction};

#[derive(Debug, Subcommand)]
pub(crate) enum Score {
    /// Score one account against a gold file
    Account {
        /// What a right account holds (`samples/<story>.gold.json`)
        gold: PathBuf,
        /// The account, as `sayso brief --format json` prints it
        account: PathBuf,
        /// Name every expectation that is not met
        #[arg(short, long)]
        verbose: bool,
        /// Fail when the mean over the sections is under this
        #[arg(long, default_value_t = 0.0)]
        min: f64,
    },
    /// Run the pipeline over every story in samples/ and score it
    Samples {
        /// Another folder of stories, each `<story>/` with its `<story>.gold.json`
        #[arg(long = "in", value_name = "FOLDER", default_value = "samples", conflicts_with_all = ["gate", "pin"])]
        folder: PathBuf,
        /// Name every expectation that is not met
        #[arg(short, long)]
        verbose: bool,
        /// Fail where a score is below its floor in gold/floors.toml
        #[arg(long)]
        gate: bool,
        /// Write what is reached to gold/floors.toml; a floor never goes down by this alone
        #[arg(long, conflicts_with = "gate")]
        pin: bool,
        /// Let --pin lower floors; say why in the commit
        #[arg(long, requires = "pin")]
        lower: bool,
    },
    /// Score how the lines of captures are typed: invented ones, and collections of pages
    Clean(clean::Args),
    /// Hold claims against the invented stories of gold/claims
    Claims(claims::Args),
    /// Group collections of articles whose stories are known, and score the groups
    Stories(stories::Args),
    /// Find articles that are nearly one, beside a comparison of all pairs; write docs/near-duplicates.md
    Copies(copies::Args),
    /// Put mentions of events together that speak of one event, over texts with gold mentions; write docs/ecb.md
    Ecb(ecb::Args),
    /// Tell dates, titles and authors of annotated pages, and print how many are right
    Metadata {
        /// The folder of the pages: `dates` and `wcxb_dev`, whichever is there
        #[arg(long)]
        data: PathBuf,
        /// Name every page that is told wrong
        #[arg(short, long)]
        verbose: bool,
    },
    /// Read annotated corpora with each profile; write docs/reading.md, its charts and gold/reading.toml (minutes)
    Reading {
        /// The folder of the corpora: `attribution`, `names` and `coref` with JSON Lines
        #[arg(long)]
        data: PathBuf,
        /// Write nothing; fail where a score is below its floor in gold/reading.toml
        #[arg(long)]
        gate: bool,
    },
}

/// What is not as it should be.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, score: Score) -> Result<Vec<String>> {
    match score {
        Score::Account { gold, account, verbose, min } => {
            let tally = tally(&gold, &read(&account)?).with_context(|| account.display().to_string())?;
            if verbose {
                print_missed(&tally);
            }
            println!("{tally}");
            let mut complaints = broken(&tally, &account.display());
            if tally.mean() < min {
                complaints.push(format!("the mean is {:.3}, under {min:.3}", tally.mean()));
            }
            Ok(complaints)
        }
        Score::Clean(args) => {
            clean::run(root, &args)?;
            Ok(Vec::new())
        }
        Score::Claims(args) => claims::run(root, &args),
        Score::Stories(args) if args.stream => stream::run(root, &args.files),
        Score::Stories(args) => stories::run(root, &args),
        Score::Copies(args) => copies::run(root, &args),
        Score::Ecb(args) => ecb::run(root, &args),
        Score::Metadata { data, verbose } => {
            let fields = metadata::score(&data)?;
            for miss in fields.iter().filter(|_| verbose).flat_map(metadata::Field::misses) {
                println!("{miss}");
            }
            println!("{}", metadata::HEAD);
            for field in &fields {
                println!("{field}");
            }
            Ok(Vec::new())
        }
        Score::Reading { data, gate } => {
            let reached = reading::measured(&data)?;
            if gate {
                return reading::below(root, &reached);
            }
            reading::write(root, &reached)?;
            Ok(Vec::new())
        }
        Score::Samples { folder, verbose, gate, pin, lower } => {
            let scored = samples::score(root, &folder)?;
            for story in &scored {
                if verbose {
                    println!("\n{}", story.name);
                    print_missed(&story.tally);
                }
            }
            println!("{}", samples::table(&scored));
            let mut complaints: Vec<_> = scored.iter().flat_map(|s| broken(&s.tally, &s.name)).collect();
            if gate {
                complaints.extend(floors::below(root, &scored)?);
            }
            if pin {
                complaints.extend(floors::pin(root, &scored, lower)?);
            }
            Ok(complaints)
        }
    }
}

/// Names in a folder that end in `.suffix`, without it and sorted; every name where `suffix` is empty.
fn read_names(folder: &Path, suffix: &str) -> Result<Vec<String>> {
    let named = || format!("`{}` could not be read", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(named)? {
        let name = entry.with_context(named)?.file_name().to_string_lossy().into_owned();
        let stem = if suffix.is_empty() {
            Some(name.as_str())
        } else {
            name.strip_suffix(suffix).and_then(|n| n.strip_suffix('.'))
        };
        names.extend(stem.map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("`{}` could not be read", path.display()))
}

/// The score of an account (JSON) against the gold file at `gold`.
fn tally(gold: &Path, account: &[u8]) -> Result<Tally> {
    let gold = Gold::read(gold)?;
    Ok(checks::score(&gold, &Account::parse(account)?))
}

fn broken(tally: &Tally, of: &dyn std::fmt::Display) -> Vec<String> {
    tally.broken.iter().map(|cite| format!("{of}: broken citation {cite}")).collect()
}

#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
fn print_missed(tally: &Tally) {
    for missed in &tally.missed {
        println!("  missed  {missed}");
    }
}
