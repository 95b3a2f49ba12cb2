//! All records of one run.

use crate::{Article, Capture, Digest, Note, Reading, Story};

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
    /// Everything noticed, errors first.
    pub notes: Vec<Note>,
}
