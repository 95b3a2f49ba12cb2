//! Where everything comes from: the graph of articles, agencies, posts and speakers.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{
    ArticleId, Attribution, ChannelKind, DebtGround, DebtKind, Edge, Mode, Node, NodeKind, Origins, Relation,
};

use crate::align::Scene;
use crate::material::is_source;

/// The graph of a story.
pub(crate) fn origins(scene: &Scene<'_, '_>) -> Origins {
    let mut graph = Graph::default();
    for sheet in &scene.material.sheets {
        let article = sheet.article;
        let label = article
            .outlet
            .clone()
            .or_else(|| article.title.clone())
            .unwrap_or_else(|| article.id.to_string());
        graph.node(Node {
            id: article_id(article.id),
            kind: NodeKind::Article,
            label,
            cite: article.outlet_cite.or(article.title_cite),
        });
    }
    for copy in &scene.material.story.copies {
        graph.edge(article_id(copy.article), article_id(copy.of), Relation::Copies);
    }
    // Who takes an article's words has its account from there, named or not.
    for debt in
        scene.material.story.debts.iter().filter(|debt| is_source(debt) && debt.kind != DebtKind::Reprint)
    {
        let relation = if debt.ground == DebtGround::Credit { Relation::Cites } else { Relation::Copies };
        graph.edge(article_id(debt.article), article_id(debt.to), relation);
    }
    for (i, statement) in scene.statements.iter().enumerate() {
        let Some(number) = statement.attribution else { continue };
        let sheet = &scene.material.sheets[statement.sheet as usize];
        // A reprint has it from what it reprints.
        if sheet.root != statement.sheet as usize {
            continue;
        }
        let attribution = &sheet.reading.attributions[number as usize];
        graph.chain(scene, i, sheet.article.id, attribution);
    }
    Origins {
        nodes: graph
            .nodes
            .into_values()
            .filter(|n| graph.used.contains(&n.id) || n.kind == NodeKind::Article)
            .collect(),
        edges: graph.edges.into_iter().collect(),
    }
}

fn article_id(id: ArticleId) -> String {
    format!("article:{id}")
}

#[derive(Debug, Default)]
struct Graph {
    nodes: BTreeMap<String, Node>,
    edges: BTreeSet<Edge>,
    used: BTreeSet<String>,
}

impl Graph {
    fn node(&mut self, node: Node) -> String {
        let id = node.id.clone();
        let cite = node.cite;
        // The first words in the story's order stay.
        let held = self.nodes.entry(id.clone()).or_insert(node);
        held.cite = held.cite.or(cite);
        id
    }

    fn edge(&mut self, from: String, to: String, relation: Relation) {
        if from != to {
            self.used.insert(from.clone());
            self.used.insert(to.clone());
            self.edges.insert(Edge { from, to, relation });
        }
    }

    /// Article → relays → post → speaker.
    fn chain(&mut self, scene: &Scene<'_, '_>, i: usize, article: ArticleId, attribution: &Attribution) {
        let cite = |spans: &[sayso_text::Span]| spans.first().map(|s| sayso_news::Cite::new(article, *s));
        let Some(voice) = scene.voices.get(i) else { return };
        let name = voice
            .member
            .and_then(|m| scene.material.cast(m))
            .map_or(voice.text.as_str(), |m| m.name.as_str());
        let number = scene.voices.of[i];
        let key = match voice.member.and_then(|m| scene.material.cast(m)) {
            Some(member) => member.id.to_string(),
            None => format!("{article}:{number}"),
        };
        let target = if voice.vague {
            self.node(Node {
                id: format!("unknown:{key}"),
                kind: NodeKind::Unknown,
                label: if name.is_empty() { "unnamed source".to_owned() } else { name.to_owned() },
                cite: cite(&attribution.source),
            })
        } else {
            self.node(Node {
                id: format!("utterance:{key}"),
                kind: NodeKind::Utterance,
                label: name.to_owned(),
                cite: cite(&attribution.source),
            })
        };
        let mut from = article_id(article);
        for relay in &attribution.via {
            let member = scene.material.member_of(*relay).and_then(|m| scene.material.cast(m));
            let Some(member) = member else { continue };
            let id = self.node(Node {
                id: format!("agency:{}", member.id),
                kind: NodeKind::Agency,
                label: member.name.clone(),
                cite: None,
            });
            let relation = if from.starts_with("agency:") { Relation::Relays } else { Relation::Cites };
            self.edge(std::mem::replace(&mut from, id.clone()), id, relation);
        }
        for relay in &attribution.via_text {
            let id = self.node(Node {
                id: format!("unknown:{article}:{}", relay.to_lowercase()),
                kind: NodeKind::Unknown,
                label: relay.clone(),
                cite: None,
            });
            let relation = if from.starts_with("article:") { Relation::Cites } else { Relation::Relays };
            self.edge(std::mem::replace(&mut from, id.clone()), id, relation);
        }
        let post = attribution.channel.as_ref().filter(|c| {
            matches!(
                c.kind,
                ChannelKind::X
                    | ChannelKind::Telegram
                    | ChannelKind::Facebook
                    | ChannelKind::Social
                    | ChannelKind::Video
            )
        });
        if let Some(channel) = post {
            let kind = match channel.kind {
                ChannelKind::X => "x",
                ChannelKind::Telegram => "telegram",
                ChannelKind::Facebook => "facebook",
                ChannelKind::Video => "video",
                _ => "social",
            };
            let shown = match channel.kind {
                ChannelKind::X => "X",
                ChannelKind::Telegram => "Telegram",
                ChannelKind::Facebook => "Facebook",
                ChannelKind::Video => "video",
                _ => "social media",
            };
            let id = self.node(Node {
                id: format!("post:{kind}:{key}"),
                kind: NodeKind::Post,
                label: format!("{name} ({shown})"),
                cite: channel.span.map(|s| sayso_news::Cite::new(article, s)),
            });
            let relation = if from.starts_with("article:") { quoting(attribution) } else { Relation::Relays };
            self.edge(std::mem::replace(&mut from, id.clone()), id, relation);
        }
        let relation = if from.starts_with("article:") { quoting(attribution) } else { Relation::Relays };
        self.edge(from, target, relation);
    }
}

fn quoting(attribution: &Attribution) -> Relation {
    if attribution.mode == Mode::Indirect { Relation::Cites } else { Relation::Quotes }
}
