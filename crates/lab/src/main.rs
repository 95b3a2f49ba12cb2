//! `lab`: keeps the house in order. Never shipped.

mod bench;
mod generate;
mod pack;
mod score;
mod tidy;
mod train;
mod wordings;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Keeps the house in order.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check the rules of the house: floors, file sizes, first lines, paths in the map
    Tidy,
    /// Write what is derived (the account's JSON Schema, the page of scores)
    Generate {
        /// Write nothing; fail where a file is stale
        #[arg(long)]
        check: bool,
    },
    /// Measure speed and memory
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Pack what is too large to be read as a table
    #[command(subcommand)]
    Pack(pack::Pack),
    /// Measure accounts against gold files
    #[command(subcommand)]
    Score(score::Score),
    /// Train models
    #[command(subcommand)]
    Train(train::Train),
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the workshop speaks to its builders")]
fn main() -> ExitCode {
    let root = root();
    let result: Result<Vec<String>> = match Args::parse().verb {
        Verb::Tidy => tidy::complaints(&root),
        Verb::Generate { check } => generate::run(&root, check),
        Verb::Bench(bench) => bench::run(&root, bench),
        Verb::Pack(pack) => pack::run(&root, &pack),
        Verb::Score(score) => score::run(&root, score),
        Verb::Train(train) => train::run(&root, &train),
    };
    match result {
        Ok(complaints) if complaints.is_empty() => {
            println!("in order");
            ExitCode::SUCCESS
        }
        Ok(complaints) => {
            eprintln!("{}", complaints.join("\n"));
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("lab: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate lies in crates/lab").to_owned()
}
