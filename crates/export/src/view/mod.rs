//! The outward shapes that programs read: the contract's objects, borrowed from the records.
//!
//! Every field is always there; what is not known is `null`. Offsets are Unicode code points.

mod article;
mod attribution;
mod cite;
mod claim;
mod entity;
mod read;
mod story;
mod words;

pub use article::{Article, Block, Capture, Note, Reuse};
pub use attribution::{Attribution, Channel};
pub use cite::{Cite, Time};
pub use claim::{Claim, Figure, Opposition, Position};
pub use entity::{Entity, Place};
pub use read::{Lead, ReadLine, StandardTime, StoryLine, TimeLine, read_line, story_lines};
pub use story::{Edge, Node, Origins, Sentence, Story, TimelineEntry};
pub use words::{
    Basis, BlockKind, Certainty, ChannelKind, ClaimStatus, EntityKind, Mode, NodeKind, OppositionKind,
    PlacePrecision, Precision, Relation, Reporting, Severity, Stance, TimeKind, TimelineKind,
};

pub(crate) use cite::Rim;
pub(crate) use read::{kept, mentions};

/// A word that is there: what is empty is not known.
pub(crate) fn known(word: Option<&str>) -> Option<&str> {
    word.filter(|word| !word.is_empty())
}
