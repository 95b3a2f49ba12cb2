//! Ways of putting mentions together: by the word alone, by its concept, and by what the statements around them say.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use sayso_claims::{Given, Weigher};
use sayso_lexicon::{ConceptKind, Lexicon};
use sayso_news::Stance;
use sayso_stories::Grouper;

use super::mentions::{Mention, Topic};

/// Statements that are less likely one than this are not one claim; as in `crates/claims/src/align.rs`.
const SAME: f32 = 0.38;

/// One way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Lemma,
    Concept,
    Conflict,
    Pair,
    Compared,
    Statements,
}

impl Way {
    pub(super) const ALL: [Self; 6] =
        [Self::Lemma, Self::Concept, Self::Conflict, Self::Pair, Self::Compared, Self::Statements];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Lemma => "base form (the usual baseline)",
            Self::Concept => "base form or concept",
            Self::Conflict => "the same, and nothing keeps the statements apart",
            Self::Pair => "the same, and the statements are one by their weights",
            Self::Compared => "the same, with their wordings compared",
            Self::Statements => "statements alone",
        }
    }

    pub(super) const fn means(self) -> &'static str {
        match self {
            Self::Lemma => "mentions of a subtopic whose most telling word has one base form are one event.",
            Self::Concept => {
                "so are those whose words stand in one concept of the word tables (\"quake\", \"tremor\"), of what happens or is done with words."
            }
            Self::Conflict => {
                "complete link: two mentions whose sentences give other numbers, times, doers or outcomes are never put together."
            }
            Self::Pair => {
                "complete link: every two sentences must be as likely one claim as Sayso asks of two statements (0.38), by the trained weights of a pair."
            }
            Self::Compared => "the same where the network that compares wordings has read them too.",
            Self::Statements => {
                "the word itself is not looked at: what putting statements together gives, as it is."
            }
        }
    }

    /// Whether the mentioned words must agree.
    const fn words(self) -> bool {
        !matches!(self, Self::Statements)
    }

    /// Whether the statements around them are compared.
    const fn compares(self) -> bool {
        !matches!(self, Self::Lemma | Self::Concept)
    }
}

/// The mentions of each topic put together in one way.
pub(super) fn told(topics: &[Topic], way: Way) -> Vec<Vec<Vec<usize>>> {
    let weigher = Weigher::new(Lexicon::english());
    let weigher = if way == Way::Compared { weigher } else { weigher.plain() };
    let grouper = Grouper::new(Lexicon::english());
    topics.iter().map(|topic| clusters(topic, way, &weigher, &grouper)).collect()
}

fn clusters(topic: &Topic, way: Way, weigher: &Weigher, grouper: &Grouper) -> Vec<Vec<usize>> {
    let count = topic.mentions.len();
    let mut likeness = vec![vec![None; count]; count];
    let alike = |a: usize, b: usize| !way.words() || agree(&topic.mentions[a], &topic.mentions[b], way);
    if way.compares() {
        let pairs: Vec<_> = topic.read.iter().map(|(article, reading)| (article, reading)).collect();
        let Some(story) = grouper.whole(&pairs) else { return Vec::new() };
        let given: Vec<Given> = topic
            .mentions
            .iter()
            .map(|mention| Given { at: mention.statement, attribution: None, stance: Stance::Assert })
            .collect();
        for sign in weigher.signs(&story, &pairs, &given) {
            let (a, b) = sign.pair;
            let likely = sign.likely;
            // what one sentence says of one thing is no conflict with itself
            let one = topic.mentions[a].statement == topic.mentions[b].statement;
            let kept = match way {
                Way::Conflict => one || !sign.conflict,
                _ => one || (!sign.conflict && likely >= SAME),
            };
            if kept && alike(a, b) {
                (likeness[a][b], likeness[b][a]) = (Some(likely), Some(likely));
            }
        }
    } else {
        for (a, row) in likeness.iter_mut().enumerate() {
            for (b, slot) in row.iter_mut().enumerate() {
                *slot = (a != b && alike(a, b)).then_some(1.0);
            }
        }
    }
    joined(&likeness, way.compares())
}

/// Joins what is most alike first; where every pair must agree, two clusters only if all theirs do.
fn joined(likeness: &[Vec<Option<f32>>], complete: bool) -> Vec<Vec<usize>> {
    let count = likeness.len();
    let mut links: Vec<(f32, usize, usize)> = Vec::new();
    for (a, row) in likeness.iter().enumerate() {
        links.extend((a + 1..count).filter_map(|b| Some((row[b]?, a, b))));
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of: Vec<usize> = (0..count).collect();
    let mut clusters: BTreeMap<usize, Vec<usize>> = (0..count).map(|at| (at, vec![at])).collect();
    for (_, a, b) in links {
        let (x, y) = (of[a], of[b]);
        let every = || clusters[&x].iter().all(|m| clusters[&y].iter().all(|n| likeness[*m][*n].is_some()));
        if x == y || (complete && !every()) {
            continue;
        }
        let moved = clusters.remove(&y).unwrap_or_default();
        for mention in &moved {
            of[*mention] = x;
        }
        clusters.entry(x).or_default().extend(moved);
    }
    clusters.into_values().collect()
}

fn agree(a: &Mention, b: &Mention, way: Way) -> bool {
    let concept = |mention: &Mention| concept(&mention.phrase).or_else(|| concept(&mention.lemma));
    a.lemma == b.lemma || (way != Way::Lemma && concept(a).is_some_and(|held| Some(held) == concept(b)))
}

/// The concept of something that happens, or is done with words, that these base forms alone speak of.
fn concept(words: &str) -> Option<&'static str> {
    static OF: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    let of = OF.get_or_init(|| {
        let concepts = Lexicon::english().concepts.iter();
        let happens = concepts.filter(|c| matches!(c.kind, ConceptKind::Event | ConceptKind::Act));
        happens.flat_map(|c| c.words.iter().map(|word| (*word, c.name))).collect()
    });
    of.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_link_asks_for_every_pair() {
        let like =
            vec![vec![None, Some(0.9), None], vec![Some(0.9), None, Some(0.8)], vec![None, Some(0.8), None]];
        assert_eq!(joined(&like, true), [vec![0, 1], vec![2]]);
        assert_eq!(joined(&like, false), [vec![0, 1, 2]]);
    }

    #[test]
    fn words_of_one_concept_agree() {
        assert!(concept("assault").is_some() && concept("assault") == concept("attack"));
        assert_eq!(concept("table"), None);
    }
}
