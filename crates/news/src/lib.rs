//! The nouns of the house: five records, each written once by one stage and frozen then.
//!
//! `Capture` (as it came) → [`Article`] (its visible text, typed) → [`Reading`] (notes in the margin of one article)
//! → [`Story`] (articles of one event and their shared cast) → [`Digest`] (what is claimed in it). A later record
//! points at earlier ones, never back. This crate never knows how any of them is made. What the stages are lent to make
//! them at once stands here too ([`spread`]).

mod article;
mod capture;
mod cite;
mod claim;
mod dossier;
mod envelope;
mod id;
mod made;
mod note;
mod reading;
pub mod spread;
mod story;
mod timex;
mod when;

pub use article::{Article, Author, AuthorKind, Block, BlockKind, Entry, Lead, Section, SectionBasis};
pub use capture::{Capture, Media, Trace, TraceRun};
pub use cite::{Cite, Score};
pub use claim::{
    Claim, ClaimStatus, Digest, Edge, Figure, Line, Node, NodeKind, Opposition, OppositionKind, Origins,
    Position, Relation, TimelineEntry, TimelineKind, Unsupported,
};
pub use dossier::{Dossier, Model};
pub use envelope::{Envelope, EnvelopeError, Record};
pub use id::{ArticleId, AttributionId, CaptureId, ClaimId, EntityId, IdError, StoryId};
pub use made::{Made, Stage, Step};
pub use note::{Note, Noted, Severity};
pub use reading::{
    Attribution, Certainty, Channel, ChannelKind, Entity, EntityKind, Mention, MentionKind, Mode, Place,
    PlacePrecision, Quotation, Reading, Reporting, Sentence, Stance, Tag, TimeKind, TimeMention, Token,
};
pub use story::{Copy, Debt, DebtGround, DebtKind, Member, Related, Reuse, Story, StoryRelation, Utterance};
pub use timex::{Timex, TimexError};
pub use when::{Basis, Edtf, EdtfError, MONTHS, Precision, When};
