//! A story, its timeline, origins and brief, as seen from outside.

use sayso_news::{ArticleId, ClaimId, Digest, EntityId, StoryId};
use schemars::JsonSchema;
use serde::Serialize;

use super::cite::Rim;
use super::{Cite, NodeKind, Relation, Time, TimelineKind};

/// One entry of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TimelineEntry<'d> {
    /// When.
    pub time: Time<'d>,
    /// What.
    pub kind: TimelineKind,
    /// The words.
    pub text: Cite<'d>,
    /// The claim that they belong to.
    #[schemars(with = "Option<String>")]
    pub claim: Option<ClaimId>,
}

/// One node of the origins graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Node<'d> {
    /// Unique in its graph.
    pub id: &'d str,
    /// What it is.
    pub kind: NodeKind,
    /// A short name.
    pub label: &'d str,
    /// Words that show it.
    pub cite: Option<Cite<'d>>,
}

/// One edge of the origins graph, from the one that reports to the one that is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Edge<'d> {
    /// The node that reports.
    pub from: &'d str,
    /// The node that it has it from.
    pub to: &'d str,
    /// How.
    pub relation: Relation,
}

/// Where everything in a story comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Origins<'d> {
    /// Utterances, posts, relays, articles.
    pub nodes: Vec<Node<'d>>,
    /// Who has it from whom.
    pub edges: Vec<Edge<'d>>,
}

/// One sentence of a brief, with the words that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Sentence<'d> {
    /// The sentence.
    pub text: &'d str,
    /// What it rests on.
    #[schemars(length(min = 1))]
    pub cites: Vec<Cite<'d>>,
}

/// Articles of one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Story<'d> {
    /// Its id.
    #[schemars(with = "String")]
    pub id: StoryId,
    /// The headline that stands for it.
    pub headline: Cite<'d>,
    /// Its articles, earliest published first.
    #[schemars(with = "Vec<String>")]
    pub articles: Vec<ArticleId>,
    /// When the event began.
    pub began: Option<Time<'d>>,
    /// Where it happened, heaviest first.
    #[schemars(with = "Vec<String>")]
    pub places: Vec<EntityId>,
    /// Everybody and everything in it, heaviest first.
    #[schemars(with = "Vec<String>")]
    pub cast: Vec<EntityId>,
    /// Its claims, heaviest first.
    #[schemars(with = "Vec<String>")]
    pub claims: Vec<ClaimId>,
    /// What happened, was said and was published when.
    pub timeline: Vec<TimelineEntry<'d>>,
    /// Where everything comes from.
    pub origins: Origins<'d>,
    /// The brief.
    pub brief: Vec<Sentence<'d>>,
}

impl<'d> Story<'d> {
    /// A story outward; `None` where its headline points at no words.
    pub(crate) fn of(
        story: &'d sayso_news::Story,
        digest: Option<&'d Digest>,
        outward: impl Fn(EntityId) -> Option<EntityId>,
        rim: &Rim<'d>,
    ) -> Option<Self> {
        let parts = |ids: &mut dyn Iterator<Item = EntityId>| ids.filter_map(&outward).collect();
        Some(Self {
            id: story.id,
            headline: rim.cite(story.headline)?,
            articles: story.articles.clone(),
            began: story.began.as_ref().map(|when| rim.time(when)),
            places: parts(&mut story.places.iter().copied()),
            cast: parts(&mut story.cast.iter().map(|member| member.id)),
            claims: digest.map(|d| d.claims.iter().map(|claim| claim.id).collect()).unwrap_or_default(),
            timeline: digest.map(|digest| timeline(digest, rim)).unwrap_or_default(),
            origins: digest.map_or(Origins { nodes: Vec::new(), edges: Vec::new() }, |d| origins(d, rim)),
            brief: digest.map(|digest| brief(digest, rim)).unwrap_or_default(),
        })
    }
}

fn timeline<'d>(digest: &'d Digest, rim: &Rim<'d>) -> Vec<TimelineEntry<'d>> {
    let entries = digest.timeline.iter().filter_map(|entry| {
        let text = rim.cite(entry.text)?;
        Some(TimelineEntry { time: rim.time(&entry.time), kind: entry.kind.into(), text, claim: entry.claim })
    });
    entries.collect()
}

fn origins<'d>(digest: &'d Digest, rim: &Rim<'d>) -> Origins<'d> {
    let nodes = digest.origins.nodes.iter().map(|node| Node {
        id: &node.id,
        kind: node.kind.into(),
        label: &node.label,
        cite: node.cite.and_then(|cite| rim.cite(cite)),
    });
    let edges = digest.origins.edges.iter().map(|edge| Edge {
        from: &edge.from,
        to: &edge.to,
        relation: edge.relation.into(),
    });
    Origins { nodes: nodes.collect(), edges: edges.collect() }
}

fn brief<'d>(digest: &'d Digest, rim: &Rim<'d>) -> Vec<Sentence<'d>> {
    let sentences =
        digest.brief.iter().map(|line| Sentence { text: line.text(), cites: rim.cites(line.cites()) });
    sentences.filter(|sentence| !sentence.cites.is_empty()).collect()
}
