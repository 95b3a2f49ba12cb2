//! Trains the models that are trained in Rust.

mod lines;

use std::path::Path;

use anyhow::Result;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Train {
    /// Train the model that types the lines of captures (minutes; `models/lines-v1/recipe.toml` has the command)
    Lines(lines::Args),
}

pub(crate) fn run(root: &Path, train: &Train) -> Result<Vec<String>> {
    match train {
        Train::Lines(args) => lines::run(root, args),
    }
}
