//! What is claimed in a story: by whom, against whom, on how many independent words.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::{AttributionId, Cite, ClaimId, EntityId, Made, Score, Stance, Step, StoryId, When};

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimStatus {
    /// Somebody asserts it, and somebody denies it or asserts what cannot hold with it.
    Disputed,
    /// Two or more independent origins assert it, and nobody opposes it.
    Corroborated,
    /// All reports of it lead back to one origin.
    SingleOrigin,
    /// It stands only in an outlet's own voice, or its origins are unknown.
    Unsourced,
}

/// One speaker's stand on a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The member of the cast.
    pub speaker: Option<EntityId>,
    /// The words of the source where there is no entity.
    pub speaker_text: String,
    /// What the texts give the speaker to.
    pub affiliation: Option<EntityId>,
    /// Assert, confirm, deny or doubt.
    pub stance: Stance,
    /// The attributions that show it.
    pub attributions: Vec<AttributionId>,
    /// When the speaker first said so.
    pub first_said: Option<When>,
}

/// A number that a claim gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted or measured: "wounded".
    pub quantity: String,
    /// The number as said; for a range, its middle.
    pub value: f64,
    /// The least that it can be ("at least", "more than").
    pub low: Option<f64>,
    /// The most that it can be ("up to", "fewer than").
    pub high: Option<f64>,
    /// Unit: "people", "km", "USD".
    pub unit: Option<CompactString>,
    /// The words.
    pub cite: Cite,
    /// Whose number it is; `None` in an outlet's own voice.
    pub attribution: Option<AttributionId>,
}

/// Why two claims cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the contract's own words")]
pub enum OppositionKind {
    Negation,
    Actor,
    Outcome,
    Number,
    Time,
    Place,
    Attribution,
}

/// A claim that cannot hold together with this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opposition {
    /// The other claim.
    pub claim: ClaimId,
    /// Why not.
    pub kind: OppositionKind,
    /// The words here, and the words there.
    pub cites: [Cite; 2],
    /// How sure.
    pub score: Score,
    /// What found it.
    pub made: Made,
}

/// Something that is said to be so. Written by `claims`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Hash of the story and the claim's own words.
    pub id: ClaimId,
    /// Its story.
    pub story: StoryId,
    /// The clearest wording among its statements.
    pub at: Cite,
    /// Where it stands.
    pub status: ClaimStatus,
    /// Whether speakers of opposed affiliations assert it.
    pub cross_side: bool,
    /// Where a text says that nobody has confirmed it.
    pub unconfirmed: Vec<Cite>,
    /// Articles that carry it, reprints counted once.
    pub reports: u32,
    /// Independent roots behind it; unknown roots are not counted.
    pub origins: u32,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// Where an outlet says it in its own voice.
    pub narrated: Vec<Cite>,
    /// Numbers in it.
    pub figures: Vec<Figure>,
    /// What cannot hold with it.
    pub opposes: Vec<Opposition>,
    /// How sure the alignment is.
    pub score: Score,
    /// How it was derived.
    pub steps: Vec<Step>,
    /// What made it.
    pub made: Made,
}

/// What an entry of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimelineKind {
    /// Something is said to have happened.
    Event,
    /// Somebody said something.
    Said,
    /// An article was published.
    Published,
}

/// One entry of a story's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub time: When,
    /// What.
    pub kind: TimelineKind,
    /// The words.
    pub text: Cite,
    /// The claim that they belong to.
    pub claim: Option<ClaimId>,
}

/// What a node of the origins graph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// A speaker's own words.
    Utterance,
    /// A post on a social network or channel.
    Post,
    /// A relay: agency, outlet cited by another.
    Agency,
    /// One of the story's articles.
    Article,
    /// A source that is not named.
    Unknown,
}

/// One node of the origins graph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Node {
    /// Unique in its graph.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// A short name.
    pub label: String,
    /// Words that show it.
    pub cite: Option<Cite>,
}

/// How one node rests on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Gives the words themselves.
    Quotes,
    /// Names it as its source.
    Cites,
    /// Reprints it.
    Copies,
    /// Passes it on.
    Relays,
}

/// One edge of the origins graph, from the one that reports to the one that is reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// The node that reports.
    pub from: String,
    /// The node that it has it from.
    pub to: String,
    /// How.
    pub relation: Relation,
}

/// Where everything in a story comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origins {
    /// Nodes, ordered by id.
    pub nodes: Vec<Node>,
    /// Edges, ordered.
    pub edges: Vec<Edge>,
}

/// A sentence of a brief was to be made without a cite.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a sentence of a brief needs at least one cite: {0:?}")]
pub struct Unsupported(String);

/// One sentence of a brief. It cannot be made without a cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(String, Vec<Cite>)", into = "(String, Vec<Cite>)")]
pub struct Line {
    text: String,
    first: Cite,
    more: Vec<Cite>,
}

impl Line {
    /// A sentence that rests on `first` and, where given, on more.
    pub fn new(text: impl Into<String>, first: Cite, more: Vec<Cite>) -> Self {
        Self { text: text.into(), first, more }
    }

    /// The sentence.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it rests on; never empty.
    pub fn cites(&self) -> impl Iterator<Item = Cite> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

impl From<Line> for (String, Vec<Cite>) {
    fn from(line: Line) -> Self {
        let cites = line.cites().collect();
        (line.text, cites)
    }
}

impl TryFrom<(String, Vec<Cite>)> for Line {
    type Error = Unsupported;

    fn try_from((text, cites): (String, Vec<Cite>)) -> Result<Self, Unsupported> {
        match cites.split_first() {
            Some((first, more)) => Ok(Self { text, first: *first, more: more.to_vec() }),
            None => Err(Unsupported(text)),
        }
    }
}

/// Everything claimed in one story. Written by `claims`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The story.
    pub story: StoryId,
    /// Its claims, heaviest first.
    pub claims: Vec<Claim>,
    /// What happened, was said and was published when, in order.
    pub timeline: Vec<TimelineEntry>,
    /// Where everything comes from.
    pub origins: Origins,
    /// The brief, sentence by sentence.
    pub brief: Vec<Line>,
}
