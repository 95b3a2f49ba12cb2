//! `sayso`: a checked account of many reports of the same events.

mod args;
mod inputs;
mod output;
mod plan;
mod progress;
mod rewriter;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Verb};

/// How a verb ended, when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// There is a result.
    Found,
    /// Everything was read and nothing was found.
    Nothing,
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are answers, not failures; clap's own print is used for its colours.
            let failed = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if failed { 2 } else { 0 });
        }
    };
    args.colour.write_global();
    let result = match args.verb {
        Verb::Brief(raw) => plan::Brief::check(raw).and_then(verbs::brief::run),
        Verb::Read(raw) => plan::Read::check(raw).and_then(verbs::read::run),
        Verb::Stories(raw) => plan::Stories::check(raw).and_then(verbs::stories::run),
        Verb::Explain(raw) => plan::Explain::check(raw).and_then(verbs::explain::run),
        Verb::Completions(raw) => verbs::completions::run(&raw),
    };
    match result {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}
