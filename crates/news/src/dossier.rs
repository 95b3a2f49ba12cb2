//! All records of one run.

use std::fmt::Write as _;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Article, Capture, Digest, Note, Reading, Story};

/// A trained model that took part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Model {
    /// Its name, as its folder has it: `lines`.
    pub name: CompactString,
    /// Its version: `1`.
    pub version: CompactString,
    /// SHA-256 of its weights, in hexadecimal.
    pub sha256: String,
}

impl Model {
    /// The model of these weights, by the name of its folder: `lines-v1`.
    pub fn new(folder: &str, weights: &[u8]) -> Self {
        let (name, version) = folder.rsplit_once("-v").unwrap_or((folder, "0"));
        let sha256 = Sha256::digest(weights).iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Self { name: name.into(), version: version.into(), sha256 }
    }
}

/// All records of one run, each list in an order that does not depend on the order of the inputs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dossier {
    /// Captures, by input name, then member, then id. Their content may have been let go.
    pub captures: Vec<Capture>,
    /// One article a capture that is text, in the order of the captures.
    pub articles: Vec<Article>,
    /// One reading an article, in the same order.
    pub readings: Vec<Reading>,
    /// Stories: most articles first, then by id.
    pub stories: Vec<Story>,
    /// One digest a story, in the same order.
    pub digests: Vec<Digest>,
    /// Trained models that took part, by name.
    pub models: Vec<Model>,
    /// Everything noticed, errors first.
    pub notes: Vec<Note>,
}
