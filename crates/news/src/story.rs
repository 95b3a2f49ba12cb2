//! Articles of one event, and the cast that they share.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::{ArticleId, AttributionId, Cite, EntityId, EntityKind, Made, Place, Score, Step, StoryId, When};

/// An entity of a story: entities of single articles found to be the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Hash of the story and the member's first part.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Fullest form seen in any article.
    pub name: String,
    /// Whether `name` is a name; `false` for one that is only ever described.
    pub named: bool,
    /// Every other surface form seen.
    pub aliases: Vec<String>,
    /// Offices and roles that the texts give it.
    pub titles: Vec<String>,
    /// The member that it belongs to: state, party, organisation.
    pub affiliation: Option<EntityId>,
    /// Key of the state that it is, lies in or belongs to (see `Entity::state`).
    pub state: Option<CompactString>,
    /// Where it is.
    pub place: Option<Place>,
    /// Every mention, in order.
    pub mentions: Vec<Cite>,
    /// The entities of single readings that it was merged from.
    pub parts: Vec<EntityId>,
    /// The evidence for each merge.
    pub steps: Vec<Step>,
}

/// An article that is a reprint of another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The reprint.
    pub article: ArticleId,
    /// What it reprints.
    pub of: ArticleId,
    /// Share of the shorter body that stands in the other.
    pub score: Score,
}

/// A passage that stands in two articles, word for word or nearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reuse {
    /// The earlier or credited one; where neither is known, the one with the smaller id.
    pub from: Cite,
    /// The other.
    pub to: Cite,
}

/// What the wording of one article owes to another's. An article without a debt is a report of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Debt {
    /// The one that owes; where no direction is known, the one with the larger id.
    pub article: ArticleId,
    /// The one that it owes to.
    pub to: ArticleId,
    /// How much it took.
    pub kind: DebtKind,
    /// What tells the direction.
    pub ground: DebtGround,
    /// The agency that the owing article credits: where both credit one, both may have it from there. Its short name,
    /// or the words of a credit that names none.
    pub agency: Option<String>,
    /// Of a reprint the share of the shorter body, else of the owing article's words outside quotations, that stand in
    /// the other.
    pub share: Score,
    /// Why.
    pub step: Step,
}

/// How much one article took from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DebtKind {
    /// Its body, whole or nearly.
    Reprint,
    /// A third and more of its own words.
    Rewrite,
    /// A passage or a few.
    Passages,
}

/// What tells which of two articles has its words from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DebtGround {
    /// One credits the other, or one credits an agency and the other nobody.
    Credit,
    /// One was published before the other.
    Time,
    /// Nothing: it is not known.
    Unknown,
}

/// Two quotations, in two languages, that may be one utterance. It is a proposal: nothing was translated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Utterance {
    /// The words in the article that wrote first, as far as that is known.
    pub from: Cite,
    /// The words in the other.
    pub to: Cite,
    /// How likely it is.
    pub score: Score,
    /// Why, and the speaker's name as each has it.
    pub step: Step,
}

/// How another story stands to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryRelation {
    /// It began before this one.
    Earlier,
    /// It began after this one.
    FollowUp,
    /// Of the same days: articles of this story tell of it.
    Covers,
    /// Of the same days: its articles tell of this one.
    PartOf,
}

/// Another story that this one's articles tell of, or whose articles tell of this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// The other story.
    pub story: StoryId,
    /// How it stands to this one.
    pub relation: StoryRelation,
    /// Articles of this story that tell of it.
    pub articles: Vec<ArticleId>,
    /// The sentences that do.
    pub step: Step,
}

/// Articles of one event. Written by `stories`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Hash of its articles' ids.
    pub id: StoryId,
    /// The headline that stands for the story.
    pub headline: Cite,
    /// Its articles: earliest published first, unknown last, then by id.
    pub articles: Vec<ArticleId>,
    /// Reprints among them.
    pub copies: Vec<Copy>,
    /// Passages shared between articles that are no reprints of each other.
    pub reuse: Vec<Reuse>,
    /// What they owe each other, reprints included: by the article that owes.
    pub debts: Vec<Debt>,
    /// Quotations that may be one utterance in two languages, the surest first.
    #[serde(default)]
    pub utterances: Vec<Utterance>,
    /// Other stories that it is related to, the surest first.
    pub related: Vec<Related>,
    /// Everybody and everything in it, heaviest first.
    pub cast: Vec<Member>,
    /// Where it happens, heaviest first: members of the cast.
    pub places: Vec<EntityId>,
    /// When the event began.
    pub began: Option<When>,
    /// Speakers found only across articles: the attribution, and the member of the cast.
    pub speakers: Vec<(AttributionId, EntityId)>,
    /// What grouped them.
    pub steps: Vec<Step>,
    /// What made it.
    pub made: Made,
}

impl Story {
    /// The member that an entity of a single reading became.
    pub fn member_of(&self, part: EntityId) -> Option<&Member> {
        self.cast.iter().find(|m| m.parts.contains(&part))
    }

    /// The member of that id.
    pub fn member(&self, id: EntityId) -> Option<&Member> {
        self.cast.iter().find(|m| m.id == id)
    }
}
