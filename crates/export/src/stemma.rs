//! The origins graph folded until a reader sees at a glance where everything comes from, however many reports there are.
//!
//! Sources that are written alike stand together, a text stands with its reprints, and outlets that have everything from
//! the same places are one. What still is too much to be read is gathered: the lightest sources, and outlets by the
//! number of places that they have it from. Nothing is counted anew: a fold says how many it holds, and never that they
//! are one.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{NodeKind, Relation};

use crate::lineage::{Lineage, Link};

/// Nodes that a drawing shows one by one.
const LEGIBLE: usize = 36;
/// Sources, relays and groups of outlets that a folded drawing shows at most.
const SOURCES: usize = 16;
const RELAYS: usize = 6;
const OUTLETS: usize = 14;

/// What the nodes of a bundle have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fold {
    /// It is one node.
    One,
    /// Sources that are written alike; nobody says that they are one.
    Alike,
    /// A text and its reprints.
    Reprints,
    /// Outlets that have everything from the same places, so many.
    Same(usize),
    /// Outlets that have it from the same bundles, so many, some of which hold several places.
    Drawn(usize),
    /// Outlets with so many places behind each, from least to most.
    Places(usize, usize),
    /// Sources on which least rests.
    Lightest,
}

/// Where a bundle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nothing is known behind it.
    Root,
    /// It passes on.
    Relay,
    /// Articles.
    Outlet,
}

/// Nodes that are drawn as one.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// Of its nodes.
    pub(crate) kind: NodeKind,
    /// Its nodes in the graph; never empty.
    pub(crate) members: Vec<usize>,
    /// What they have in common.
    pub(crate) fold: Fold,
    /// Where it stands.
    pub(crate) level: Level,
    /// Articles in it, or articles that rest on it.
    pub(crate) articles: usize,
}

/// What one bundle has from another.
#[derive(Debug)]
pub(crate) struct Strand {
    /// The bundle that reports.
    pub(crate) from: usize,
    /// The bundle that it has it from.
    pub(crate) to: usize,
    /// The closest way.
    pub(crate) relation: Relation,
    /// Articles that have it so.
    pub(crate) articles: usize,
}

/// The folded graph.
#[derive(Debug)]
pub(crate) struct Stemma {
    /// Roots, then relays, then outlets; on whichever most rests first.
    pub(crate) bundles: Vec<Bundle>,
    /// By the bundles' order.
    pub(crate) strands: Vec<Strand>,
    /// All articles.
    pub(crate) articles: usize,
}

impl Stemma {
    /// Folds a graph; `None` where it can be shown node by node.
    pub(crate) fn of(lineage: &Lineage<'_>) -> Option<Self> {
        (lineage.nodes.len() > LEGIBLE).then(|| Self::folded(lineage))
    }

    /// Folds a graph, however small it is.
    pub(crate) fn folded(lineage: &Lineage<'_>) -> Self {
        let mut folding = Folding::new(lineage);
        folding.lightest();
        folding.outlets();
        folding.finish()
    }

    /// The bundles of one level.
    pub(crate) fn level(&self, level: Level) -> impl Iterator<Item = (usize, &Bundle)> {
        self.bundles.iter().enumerate().filter(move |(_, bundle)| bundle.level == level)
    }
}

impl Bundle {
    /// What it is called: the name that its nodes share, or how many they are.
    pub(crate) fn name(&self, lineage: &Lineage<'_>) -> String {
        let count = self.members.len();
        match self.fold {
            Fold::One | Fold::Alike | Fold::Reprints => lineage.name(self.members[0]),
            Fold::Same(_) | Fold::Drawn(_) | Fold::Places(..) => format!("{count} reports"),
            Fold::Lightest if self.level == Level::Relay => format!("{count} more that pass it on"),
            Fold::Lightest if self.kind == NodeKind::Unknown => format!("{count} more unnamed sources"),
            Fold::Lightest => format!("{count} more who speak"),
        }
    }

    /// What it holds, in few words.
    pub(crate) fn words(&self) -> String {
        let count = self.members.len();
        let places = |n: usize| match n {
            1 => "one place".to_owned(),
            2 => "the same two places".to_owned(),
            n => format!("the same {n} places"),
        };
        match self.fold {
            Fold::Reprints if count == 2 => "and a reprint of it".to_owned(),
            Fold::Reprints => format!("and {} reprints of it", count - 1),
            Fold::Same(0) => "no source named".to_owned(),
            Fold::Same(n) => format!("everything from {}", places(n)),
            Fold::Drawn(1) => "from one of those drawn".to_owned(),
            Fold::Drawn(n) => format!("from {n} of those drawn"),
            Fold::Places(0, _) => "from none that is drawn".to_owned(),
            Fold::Places(low, high) if low == high => "from one place each".to_owned(),
            Fold::Places(low, usize::MAX) => format!("from {low} places or more each"),
            Fold::Places(low, high) => format!("from {low} to {high} places each"),
            Fold::Alike if self.kind == NodeKind::Unknown => format!("not named, {count} times"),
            Fold::Alike => format!("called so {count} times"),
            Fold::Lightest => "little rests on each".to_owned(),
            Fold::One => match (self.level, self.kind) {
                (_, NodeKind::Unknown) => "not named".to_owned(),
                (Level::Root | Level::Relay, NodeKind::Post) => "post".to_owned(),
                (Level::Relay, _) => "passed on by".to_owned(),
                (Level::Root, NodeKind::Agency) => "agency".to_owned(),
                (Level::Root, _) => "own words".to_owned(),
                (Level::Outlet, _) => "article".to_owned(),
            },
        }
    }
}

/// A graph while it is folded: each node has a group, named by one of its nodes.
struct Folding<'l, 'd> {
    lineage: &'l Lineage<'d>,
    group: Vec<usize>,
    fold: Vec<Fold>,
    /// For each article the one that it reprints in the end, or itself.
    text: Vec<usize>,
}

impl<'l, 'd> Folding<'l, 'd> {
    /// Sources that are written alike together, and each text with its reprints.
    fn new(lineage: &'l Lineage<'d>) -> Self {
        let mut first: BTreeMap<(NodeKind, String), usize> = BTreeMap::new();
        let original: BTreeMap<usize, usize> = lineage
            .links
            .iter()
            .filter(|link| link.relation == Relation::Copies)
            .map(|link| (link.from, link.to))
            .collect();
        let mut fold = vec![Fold::One; lineage.nodes.len()];
        let mut group = Vec::with_capacity(lineage.nodes.len());
        for (at, node) in lineage.nodes.iter().enumerate() {
            let own = if node.kind == NodeKind::Article {
                let mut text = at;
                // No chain is longer than there are articles, whatever stands in the record.
                for _ in 0..original.len() {
                    text = original.get(&text).copied().unwrap_or(text);
                }
                text
            } else {
                *first.entry((node.kind, lineage.name(at).to_lowercase())).or_insert(at)
            };
            if own != at {
                fold[own] = if node.kind == NodeKind::Article { Fold::Reprints } else { Fold::Alike };
            }
            group.push(own);
        }
        Self { lineage, text: group.clone(), group, fold }
    }

    fn is_article(&self, node: usize) -> bool {
        self.lineage.nodes[node].kind == NodeKind::Article
    }

    /// The links between groups.
    fn links(&self) -> BTreeMap<(usize, usize), Relation> {
        let mut links = BTreeMap::new();
        for Link { from, to, relation } in &self.lineage.links {
            let (from, to) = (self.group[*from], self.group[*to]);
            if from != to {
                let held = links.entry((from, to)).or_insert(*relation);
                *held = (*held).min(*relation);
            }
        }
        links
    }

    fn members(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, group) in self.group.iter().enumerate() {
            let all = members.entry(*group).or_default();
            // the node that names the group stands first
            if node == *group { all.insert(0, node) } else { all.push(node) }
        }
        members
    }

    /// How many articles rest on each group that is no article, through whatever stands between.
    fn carried(&self) -> BTreeMap<usize, usize> {
        let mut reporters: Vec<Vec<usize>> = vec![Vec::new(); self.group.len()];
        for link in &self.lineage.links {
            reporters[link.to].push(link.from);
        }
        let rest = |members: Vec<usize>| {
            let mut seen: BTreeSet<usize> = members.iter().copied().collect();
            let mut next = members;
            while let Some(at) = next.pop() {
                next.extend(reporters[at].iter().copied().filter(|reporter| seen.insert(*reporter)));
            }
            seen.into_iter().filter(|node| self.is_article(*node)).count()
        };
        let sources = self.members().into_iter().filter(|(group, _)| !self.is_article(*group));
        sources.map(|(group, members)| (group, rest(members))).collect()
    }

    fn unite(&mut self, groups: &[usize], fold: Fold) {
        let Some((first, rest)) = groups.split_first() else { return };
        self.fold[*first] = fold;
        for group in &mut self.group {
            if rest.contains(group) {
                *group = *first;
            }
        }
    }

    /// Gathers the sources on which least rests: unnamed ones, named ones and relays, each for themselves.
    fn lightest(&mut self) {
        let passing: BTreeSet<usize> = self.links().into_keys().map(|(from, _)| from).collect();
        let mut sources: Vec<(usize, usize)> = self.carried().into_iter().collect();
        sources.sort_by_key(|(group, carried)| (std::cmp::Reverse(*carried), *group));
        let (relays, roots): (Vec<usize>, Vec<usize>) =
            sources.into_iter().map(|(group, _)| group).partition(|group| passing.contains(group));
        let (unnamed, named): (Vec<usize>, Vec<usize>) = roots
            .iter()
            .skip(SOURCES)
            .partition(|group| self.lineage.nodes[**group].kind == NodeKind::Unknown);
        let relays: Vec<usize> = relays.into_iter().skip(RELAYS).collect();
        for rest in [unnamed, named, relays] {
            if rest.len() > 1 {
                self.unite(&rest, Fold::Lightest);
            }
        }
    }

    /// Brings outlets together that have everything from the same places, and then, where they still are many, those
    /// that have about as many places behind them.
    fn outlets(&mut self) {
        let behind = self.behind();
        let mut alike: BTreeMap<&BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
        for (group, places) in &behind {
            alike.entry(places).or_default().push(*group);
        }
        for (places, groups) in alike {
            if groups.len() > 1 {
                let exact = places.iter().all(|place| self.fold[*place] == Fold::One);
                let fold = if exact { Fold::Same } else { Fold::Drawn };
                self.unite(&groups, fold(places.len()));
            }
        }
        let behind = self.behind();
        if behind.len() <= OUTLETS {
            return;
        }
        let members = self.members();
        let mut groups: Vec<usize> = behind.keys().copied().collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(members[group].len()), *group));
        // what is one article, or one text, is not kept apart among hundreds
        let kept = groups.iter().take(OUTLETS - 4).filter(|group| members[group].len() > 2).count();
        for (low, high) in [(0, 0), (1, 1), (2, 3), (4, usize::MAX)] {
            let class: Vec<usize> = groups[kept..]
                .iter()
                .copied()
                .filter(|group| (low..=high).contains(&behind[group].len()))
                .collect();
            if class.len() > 1 {
                self.unite(&class, Fold::Places(low, high));
            }
        }
    }

    /// The places that each group of articles has it from.
    fn behind(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let articles = self.members().into_keys().filter(|group| self.is_article(*group));
        let mut behind: BTreeMap<usize, BTreeSet<usize>> =
            articles.map(|group| (group, BTreeSet::new())).collect();
        for (from, to) in self.links().into_keys() {
            if let Some(places) = behind.get_mut(&from) {
                places.insert(to);
            }
        }
        behind
    }

    fn finish(self) -> Stemma {
        let (links, carried, members) = (self.links(), self.carried(), self.members());
        let passing: BTreeSet<usize> = links.keys().map(|(from, _)| *from).collect();
        let mut bundles: Vec<(usize, Bundle)> = members
            .into_iter()
            .map(|(group, members)| {
                let article = self.is_article(group);
                let level = match (article, passing.contains(&group)) {
                    (true, _) => Level::Outlet,
                    (false, true) => Level::Relay,
                    (false, false) => Level::Root,
                };
                let articles = if article { members.len() } else { carried[&group] };
                let kind = self.lineage.nodes[group].kind;
                (group, Bundle { kind, members, fold: self.fold[group], level, articles })
            })
            .collect();
        // what is gathered stands last
        let gathered = |fold| matches!(fold, Fold::Lightest | Fold::Places(..) | Fold::Same(0));
        bundles.sort_by_key(|(group, b)| (b.level, gathered(b.fold), std::cmp::Reverse(b.articles), *group));
        let place: BTreeMap<usize, usize> =
            bundles.iter().enumerate().map(|(at, (group, _))| (*group, at)).collect();
        let family = self.families();
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        // an article that has it twice from one bundle is one article
        let reports: BTreeSet<(usize, usize)> =
            self.lineage.links.iter().map(|link| (link.from, self.group[link.to])).collect();
        for (from, to) in reports.into_iter().filter(|(from, _)| self.is_article(*from)) {
            *counts.entry((self.group[from], to)).or_default() += family.get(&from).copied().unwrap_or(1);
        }
        let mut strands: Vec<Strand> = links
            .into_iter()
            .map(|((from, to), relation)| {
                let most =
                    if self.is_article(from) { bundles[place[&from]].1.articles } else { carried[&from] };
                let articles = counts.get(&(from, to)).map_or(most, |count| (*count).min(most));
                Strand { from: place[&from], to: place[&to], relation, articles }
            })
            .collect();
        strands.sort_by_key(|strand| (strand.from, strand.to));
        let articles = self.lineage.nodes.iter().filter(|node| node.kind == NodeKind::Article).count();
        Stemma { bundles: bundles.into_iter().map(|(_, bundle)| bundle).collect(), strands, articles }
    }

    /// How many articles have each text: itself, and its reprints.
    fn families(&self) -> BTreeMap<usize, usize> {
        let mut family = BTreeMap::new();
        for text in &self.text {
            *family.entry(*text).or_default() += 1;
        }
        family
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sayso_news::{Digest, Edge, Node, Origins, StoryId};

    use super::*;

    fn digest(nodes: Vec<(String, NodeKind)>, edges: Vec<(String, String, Relation)>) -> Digest {
        let node = |(id, kind): (String, NodeKind)| Node {
            label: id.split('#').next().unwrap_or_default().to_owned(),
            id,
            kind,
            cite: None,
        };
        let edge = |(from, to, relation)| Edge { from, to, relation };
        let origins = Origins {
            nodes: nodes.into_iter().map(node).collect(),
            edges: edges.into_iter().map(edge).collect(),
        };
        Digest { story: StoryId::of(&[b"s"]), claims: vec![], timeline: vec![], origins, brief: vec![] }
    }

    /// 300 outlets: 200 have all from one agency that has it from one speaker, 60 reprint one of them, and the others have
    /// something from speakers of their own and from unnamed ones.
    fn many() -> Digest {
        let mut nodes =
            vec![("Ana Bel".to_owned(), NodeKind::Utterance), ("Norpress".to_owned(), NodeKind::Agency)];
        let mut edges = vec![("Norpress".to_owned(), "Ana Bel".to_owned(), Relation::Relays)];
        for n in 0..300 {
            let article = format!("Paper {n}");
            nodes.push((article.clone(), NodeKind::Article));
            match n {
                0..200 => edges.push((article, "Norpress".to_owned(), Relation::Cites)),
                200..260 => edges.push((article, "Paper 0".to_owned(), Relation::Copies)),
                _ => {
                    let (own, unnamed) = (format!("Speaker {n}"), format!("officials#{n}"));
                    edges.push((article.clone(), own.clone(), Relation::Quotes));
                    edges.push((article.clone(), unnamed.clone(), Relation::Cites));
                    if n % 2 == 0 {
                        edges.push((article, "Ana Bel".to_owned(), Relation::Quotes));
                    }
                    nodes.push((own, NodeKind::Utterance));
                    nodes.push((unnamed, NodeKind::Unknown));
                }
            }
        }
        digest(nodes, edges)
    }

    #[test]
    fn one_source_behind_hundreds_is_seen_at_a_glance() {
        let digest = many();
        let lineage = Lineage::of(&digest).unwrap();
        let stemma = Stemma::of(&lineage).expect("it is too much for a drawing of each node");
        assert!(stemma.bundles.len() < 40, "{}", stemma.bundles.len());
        let first = &stemma.bundles[0];
        assert_eq!((first.name(&lineage).as_str(), first.articles, stemma.articles), ("Ana Bel", 280, 300));
        let (_, relay) = stemma.level(Level::Relay).next().unwrap();
        assert_eq!((relay.name(&lineage).as_str(), relay.articles), ("Norpress", 260));
        let (_, outlets) = stemma.level(Level::Outlet).next().unwrap();
        assert_eq!(
            (outlets.name(&lineage).as_str(), outlets.words().as_str()),
            ("260 reports", "everything from one place")
        );
        let unnamed = stemma.bundles.iter().find(|b| b.kind == NodeKind::Unknown).unwrap();
        assert_eq!((unnamed.articles, unnamed.words().as_str()), (40, "not named, 40 times"));
    }

    #[test]
    fn little_is_not_folded() {
        let digest = digest(
            vec![("a".into(), NodeKind::Article), ("b".into(), NodeKind::Utterance)],
            vec![("a".into(), "b".into(), Relation::Quotes)],
        );
        assert!(Stemma::of(&Lineage::of(&digest).unwrap()).is_none());
    }

    proptest! {
        #[test]
        fn every_node_stands_once_and_no_line_carries_more_than_there_is(
            kinds in proptest::collection::vec(0_usize..5, 2..90),
            ends in proptest::collection::vec((0_usize..90, 0_usize..90, 0_usize..4), 1..200),
        ) {
            let kind = [NodeKind::Article, NodeKind::Utterance, NodeKind::Unknown, NodeKind::Agency, NodeKind::Post];
            let relation = [Relation::Quotes, Relation::Cites, Relation::Copies, Relation::Relays];
            let count = kinds.len();
            // labels that repeat, rings, and articles that copy each other
            let name = |at: usize| format!("n{}#{at}", at % 23);
            let nodes = kinds.iter().enumerate().map(|(at, k)| (name(at), kind[*k])).collect();
            let edges = ends
                .into_iter()
                .map(|(a, b, r)| (a % count, b % count, r))
                .filter(|(a, b, r)| a != b && (*r != 2 || (kinds[*a] == 0 && kinds[*b] == 0)))
                .map(|(a, b, r)| (name(a), name(b), relation[r]))
                .collect();
            let digest = digest(nodes, edges);
            let Some(lineage) = Lineage::of(&digest) else { return Ok(()) };
            let stemma = Stemma::folded(&lineage);
            let mut members: Vec<usize> = stemma.bundles.iter().flat_map(|b| b.members.iter().copied()).collect();
            members.sort_unstable();
            prop_assert_eq!(members, (0..count).collect::<Vec<_>>());
            prop_assert!(stemma.bundles.len() <= SOURCES + 2 + RELAYS + 1 + OUTLETS + 4);
            for bundle in &stemma.bundles {
                prop_assert!(bundle.articles <= stemma.articles && !bundle.name(&lineage).is_empty());
                prop_assert!(bundle.members.iter().all(|m| (lineage.nodes[*m].kind == NodeKind::Article) == (bundle.level == Level::Outlet)));
                let unknown = |m: &usize| lineage.nodes[*m].kind == NodeKind::Unknown;
                prop_assert!(bundle.members.iter().all(unknown) || !bundle.members.iter().any(unknown) || bundle.level == Level::Relay);
            }
            for strand in &stemma.strands {
                prop_assert!(strand.articles <= stemma.articles && strand.from != strand.to);
            }
        }
    }
}
