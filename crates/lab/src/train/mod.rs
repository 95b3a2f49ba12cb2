//! Trains the models that are trained in Rust.

mod claims;
mod lines;

use std::path::Path;

use anyhow::Result;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Train {
    /// Train the model that types the lines of captures (minutes; `models/lines-v1/recipe.toml` has the command)
    Lines(lines::Args),
    /// Train what tells whether two statements are one claim
    Claims(claims::Args),
}

pub(crate) fn run(root: &Path, train: &Train) -> Result<Vec<String>> {
    match train {
        Train::Claims(args) => claims::run(root, args),
        Train::Lines(args) => lines::run(root, args),
    }
}
