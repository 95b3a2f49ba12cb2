//! `sayso completions`: a completion script for a shell.

use anyhow::Result;
use clap::CommandFactory as _;

use crate::Outcome;
use crate::args::{Args, Completions};
use crate::output::Sink;

pub(crate) fn run(raw: &Completions) -> Result<Outcome> {
    Sink::Stdout.write(|mut out| {
        clap_complete::generate(raw.shell, &mut Args::command(), "sayso", &mut out);
        Ok(())
    })?;
    Ok(Outcome::Found)
}
