//! What somebody makes of a story's statements: which are one claim, how each claim stands, what opposes what.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{ClaimStatus, OppositionKind};

/// One claim.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    /// `None` for a statement that was not found, which stands alone.
    pub(crate) status: Option<ClaimStatus>,
    pub(crate) origins: u32,
    pub(crate) cross_side: bool,
    pub(crate) unconfirmed: bool,
    /// Whether some of its statements assert it and others deny it.
    pub(crate) inside: bool,
}

/// An annotator's view of a story, or an account's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Key {
    /// The claim of each statement, by index.
    pub(crate) of: Vec<usize>,
    /// Whether the statement was found at all.
    pub(crate) found: Vec<bool>,
    pub(crate) entries: Vec<Entry>,
    /// Claims that cannot both hold, the smaller index first.
    pub(crate) opposed: BTreeMap<(usize, usize), OppositionKind>,
    /// Oppositions of an account that no annotated statement speaks of on one side.
    pub(crate) unjudged: usize,
}

impl Key {
    /// The statements of each claim that are to be counted.
    pub(crate) fn clusters(&self, counted: &[bool]) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.entries.len()];
        for (statement, claim) in self.of.iter().enumerate().filter(|(s, _)| counted[*s]) {
            found[*claim].push(statement);
        }
        found.retain(|c| !c.is_empty());
        found
    }

    /// How the two oppose each other, where they do.
    pub(crate) fn kind(&self, a: usize, b: usize) -> Option<OppositionKind> {
        self.opposed.get(&(a.min(b), a.max(b))).copied()
    }

    /// For each claim the claims of another key that share a statement with it.
    pub(crate) fn seen_in(&self, other: &Self, counted: &[bool]) -> Vec<BTreeSet<usize>> {
        let mut found = vec![BTreeSet::new(); self.entries.len()];
        for (statement, claim) in self.of.iter().enumerate().filter(|(s, _)| counted[*s]) {
            found[*claim].insert(other.of[statement]);
        }
        found
    }
}
