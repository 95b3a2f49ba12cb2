//! The origins graph with its ends found: who has it from whom.

use std::collections::BTreeMap;

use sayso_news::{Digest, Node, Relation};

use crate::plain::line;

/// One edge, its ends by index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    /// The node that reports.
    pub(crate) from: usize,
    /// The node that it has it from.
    pub(crate) to: usize,
    /// How.
    pub(crate) relation: Relation,
}

/// A story's origins graph.
#[derive(Debug)]
pub(crate) struct Lineage<'d> {
    /// Its nodes.
    pub(crate) nodes: &'d [Node],
    /// Its edges by the node that reports, one between two nodes; those that lead nowhere are left out.
    pub(crate) links: Vec<Link>,
}

impl<'d> Lineage<'d> {
    /// The graph of a story; `None` where it has no edges.
    pub(crate) fn of(digest: &'d Digest) -> Option<Self> {
        let nodes = &digest.origins.nodes[..];
        let mut places = BTreeMap::new();
        for (at, node) in nodes.iter().enumerate() {
            places.entry(node.id.as_str()).or_insert(at);
        }
        let place = |id: &str| places.get(id).copied();
        let edges = digest.origins.edges.iter();
        let mut links: Vec<Link> = edges
            .filter_map(|edge| {
                Some(Link { from: place(&edge.from)?, to: place(&edge.to)?, relation: edge.relation })
            })
            .collect();
        // One line between two nodes is enough: the closest relation stands for the others.
        links.sort_by_key(|link| (link.from, link.to, link.relation));
        links.dedup_by_key(|link| (link.from, link.to));
        (!links.is_empty()).then_some(Self { nodes, links })
    }

    /// The nodes that report something, each with what it reports.
    pub(crate) fn reporters(&self) -> impl Iterator<Item = (&'d Node, &[Link])> {
        self.links.chunk_by(|a, b| a.from == b.from).map(|links| (&self.nodes[links[0].from], links))
    }

    /// The name of a node.
    pub(crate) fn name(&self, node: usize) -> String {
        line(&self.nodes[node].label)
    }
}

/// What one node does with another.
pub(crate) fn relation_verb(relation: Relation) -> &'static str {
    match relation {
        Relation::Quotes => "quotes",
        Relation::Cites => "cites",
        Relation::Copies => "reprints",
        Relation::Relays => "relays",
    }
}
