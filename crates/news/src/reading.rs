//! Notes in the margin of one article: sentences, names, times, attributions.

use std::ops::Range;

use compact_str::CompactString;
use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::{ArticleId, AttributionId, EntityId, Made, Score, Step, Timex, When};

/// Coarse word class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "grammar's own words")]
pub enum Tag {
    Noun,
    /// Capitalised, and not only because it begins a sentence.
    Name,
    Verb,
    Auxiliary,
    Adjective,
    Adverb,
    Pronoun,
    Determiner,
    Preposition,
    Conjunction,
    Number,
    /// An opening quotation mark.
    Open,
    /// A closing quotation mark.
    Close,
    Punctuation,
    Other,
}

/// One word or mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Coarse word class.
    pub tag: Tag,
    /// Base form, in lower case ("said" → "say"); the folded word itself where no base form is known.
    pub lemma: CompactString,
}

/// One sentence of a body, heading, caption or embed block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, by index into the reading's.
    pub tokens: Range<u32>,
    /// The block that it stands in, by index into the article's.
    pub block: u32,
}

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether it is a word or two set off (a name, a term, a distance kept) and no quoted speech.
    pub scare: bool,
}

/// What a named thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the contract's own words")]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    /// Armed groups, parties' wings, peoples, movements.
    Group,
    Event,
    Work,
    Other,
}

/// How words speak of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// By a name or an alias.
    Name,
    /// By a description: "the governor", "the group".
    Description,
    /// By a pronoun.
    Pronoun,
    /// A people's or country's adjective: "Ukrainian".
    Demonym,
}

/// Words that speak of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where they stand.
    pub span: Span,
    /// How they speak of it.
    pub kind: MentionKind,
    /// Of which entity of this reading.
    pub entity: EntityId,
    /// How sure.
    pub score: Score,
    /// What tied the words to the entity.
    pub made: Made,
}

/// How fine a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the contract's own words")]
pub enum PlacePrecision {
    Building,
    Settlement,
    District,
    Region,
    Country,
}

/// A place on the ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// The gazetteer's name and its id for the place.
    pub gazetteer: String,
    /// How fine.
    pub precision: PlacePrecision,
    /// Whether the gazetteer lacks the place itself, and this is what the text says holds it: the id is then another's.
    pub within: bool,
    /// How it was found, and on which words.
    pub step: Step,
}

impl Place {
    /// The gazetteer's id for the place itself, where it has one.
    pub fn own_id(&self) -> Option<&str> {
        (!self.within).then_some(self.gazetteer.as_str())
    }

    /// Whether the place itself is a whole state or more.
    pub fn is_country(&self) -> bool {
        !self.within && self.precision == PlacePrecision::Country
    }
}

/// Somebody or something that an article speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Hash of the article and the first mention.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Fullest form seen; for an entity that is only described, the fullest description ("the governor of X").
    pub name: String,
    /// Whether `name` is a name; `false` for one that is only described.
    pub named: bool,
    /// Every other surface form seen, pronouns and bare descriptions left out.
    pub aliases: Vec<String>,
    /// Offices and roles the text gives it, in full: "Governor of Belgorod Oblast", "Kremlin spokesman".
    pub titles: Vec<String>,
    /// The state, party or organisation that the text gives it to.
    pub affiliation: Option<EntityId>,
    /// Key of the state that it is, lies in or belongs to as the text says: ISO 3166-1 alpha-2 code, or a folded name
    /// where the lexicon does not know the state.
    pub state: Option<CompactString>,
    /// Where it is, for a place that a gazetteer knows.
    pub place: Option<Place>,
}

/// What kind of time expression, as in `TimeML`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "TimeML's own words")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// A time that the running text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// The words.
    pub span: Span,
    /// What the words say, in the value language of `TimeML`.
    pub value: Timex,
    /// The place in time, resolved against the publication time; `None` where there is none (a length, a frequency,
    /// "recently", an unknown anchor).
    pub when: Option<When>,
    /// What kind.
    pub kind: TimeKind,
}

/// How the content stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// All of it in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What the speaker does with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Says that it is so.
    Assert,
    /// Says that it is so, after others did.
    Confirm,
    /// Says that it is not so; the content is what is denied.
    Deny,
    /// Says that it may not be so.
    Doubt,
    /// Holds it to be so; no statement of fact.
    Believe,
    /// Means to do it; no statement of fact.
    Intend,
    /// Asks others for it; no statement of fact.
    Appeal,
}

/// How sure the speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "plain words")]
pub enum Certainty {
    Certain,
    Probable,
    Possible,
}

/// The outlet's own distance from what it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reporting {
    /// "said"
    Neutral,
    /// "claimed", "alleged"
    Distanced,
    /// "pointed out", "revealed"
    Endorsed,
}

/// Through what the words came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the contract's own words")]
pub enum ChannelKind {
    X,
    Telegram,
    Facebook,
    Social,
    Agency,
    Broadcast,
    Press,
    Website,
    Interview,
    Statement,
    Video,
    Document,
    Unknown,
}

/// The channel of one attribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// What kind.
    pub kind: ChannelKind,
    /// Its name, where the text gives one: "TASS", "Baza".
    pub name: Option<String>,
    /// The words that tell it.
    pub span: Option<Span>,
}

/// One source, one cue, one content: somebody says something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Hash of the article, the cue and the content.
    pub id: AttributionId,
    /// The words that name the speaker here; empty where none do (a floating quotation).
    pub source: Vec<Span>,
    /// The words that say that something is said.
    pub cue: Vec<Span>,
    /// What is said; more than one span where it is interrupted or goes on in later sentences.
    pub content: Vec<Span>,
    /// The speaker among the reading's entities, through pronouns and descriptions.
    pub speaker: Option<EntityId>,
    /// The words of the source when there is no entity: "Russian sources"; else the entity's name.
    pub speaker_text: String,
    /// How the content stands in the text.
    pub mode: Mode,
    /// What the speaker does with it.
    pub stance: Stance,
    /// How sure the speaker is.
    pub certainty: Option<Certainty>,
    /// The outlet's distance.
    pub reporting: Reporting,
    /// Through what the words came.
    pub channel: Option<Channel>,
    /// Relays between article and speaker, the one nearest the article first.
    pub via: Vec<EntityId>,
    /// Words of relays that are no entity of the reading ("the Ukrainian media" is made one where possible).
    pub via_text: Vec<String>,
    /// The attribution that this one stands in ("A says that B said …": B's points at A's).
    pub within: Option<AttributionId>,
    /// When it was said.
    pub said: Option<When>,
    /// How sure the reader is of the whole.
    pub score: Score,
    /// How it was derived, step by step.
    pub steps: Vec<Step>,
}

impl Attribution {
    /// Whether the content is put forward as fact or against fact; beliefs, intentions and appeals are not.
    pub const fn is_statement(&self) -> bool {
        matches!(self.stance, Stance::Assert | Stance::Confirm | Stance::Deny | Stance::Doubt)
    }
}

/// Notes in the margin of one article. Written by `reading`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article: ArticleId,
    /// Words and marks, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Stretches between quotation marks, in order.
    pub quotations: Vec<Quotation>,
    /// Mentions, in order of place.
    pub mentions: Vec<Mention>,
    /// Entities, in order of first mention.
    pub entities: Vec<Entity>,
    /// Times, in order.
    pub times: Vec<TimeMention>,
    /// Attributions, in order of first word.
    pub attributions: Vec<Attribution>,
    /// The reader that made it.
    pub made: Made,
}

impl Reading {
    /// The entity of that id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id == id)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// The tokens that lie wholly in `span`.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let start = self.tokens.partition_point(|t| t.span.start() < span.start());
        let end = start + self.tokens[start..].partition_point(|t| t.span.end() <= span.end());
        &self.tokens[start..end]
    }

    /// The sentence that byte `at` stands in.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|s| s.span.end() <= at);
        self.sentences.get(index).filter(|s| s.span.holds(at))
    }
}
