//! The verbs, a file each.

pub(crate) mod brief;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod read;
pub(crate) mod stories;
