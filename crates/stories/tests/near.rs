//! Near-duplicates: what the index finds is what a comparison of all pairs finds.

mod tiny;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sayso_news::{Article, ArticleId, Reading};
use sayso_stories::near_duplicates;

fn articles(texts: &[Vec<String>]) -> Vec<(Article, Reading)> {
    let each = texts.iter().enumerate().map(|(i, words)| {
        let article = tiny::article(&i.to_string(), None, &format!("Title\n{}", words.join(" ")));
        let reading = tiny::empty(&article);
        (article, reading)
    });
    each.collect()
}

fn found(articles: &[(Article, Reading)]) -> BTreeMap<(ArticleId, ArticleId), f64> {
    let pairs: Vec<_> = articles.iter().map(|(a, r)| (a, r)).collect();
    near_duplicates(&pairs, 0.5).into_iter().map(|near| ((near.first, near.second), near.jaccard)).collect()
}

fn jaccard(a: &[String], b: &[String]) -> f64 {
    let [a, b] = [a, b].map(|words| words.windows(5).collect::<BTreeSet<_>>());
    let both = a.intersection(&b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

/// Words of one of three texts, some of them replaced.
fn text() -> impl Strategy<Value = Vec<String>> {
    (0..3_usize, 8..60_usize, proptest::collection::vec(0..60_usize, 0..5)).prop_map(
        |(base, length, edits)| {
            let word = |i: usize| {
                if edits.contains(&i) { format!("edit{i}x{}", edits.len()) } else { format!("w{base}x{i}") }
            };
            (0..length).map(word).collect()
        },
    )
}

proptest! {
    #[test]
    fn the_index_finds_what_all_pairs_give(texts in proptest::collection::vec(text(), 0..12)) {
        let articles = articles(&texts);
        let found = found(&articles);
        // Of bodies that are one and the same, the one with the smallest id stands for all.
        let first = |i: usize| {
            let same = (0..texts.len()).filter(|j| texts[*j] == texts[i]);
            same.map(|j| articles[j].0.id).min() == Some(articles[i].0.id)
        };
        for a in 0..texts.len() {
            for b in 0..texts.len() {
                let (x, y) = (articles[a].0.id, articles[b].0.id);
                if x >= y {
                    continue;
                }
                let alike = jaccard(&texts[a], &texts[b]);
                let told = found.get(&(x, y)).copied();
                if texts[a] == texts[b] {
                    prop_assert_eq!(told, first(a).then_some(1.0));
                } else if first(a) && first(b) && alike >= 0.5 {
                    prop_assert_eq!(told, Some(alike));
                } else {
                    prop_assert_eq!(told, None);
                }
            }
        }
    }
}

/// A notice that very many pages show, each with a number of its own: linked each to some, never all to all.
#[test]
fn a_crowd_is_linked_and_not_compared_all_with_all() {
    let texts: Vec<Vec<String>> = (0..400)
        .map(|n| (0..80).map(|i| if i == 40 { format!("number{n}") } else { format!("w{i}") }).collect())
        .collect();
    let articles = articles(&texts);
    let found = found(&articles);
    assert!(found.len() < 400 * 20, "{}", found.len());
    let linked: BTreeSet<ArticleId> = found.keys().flat_map(|(a, b)| [*a, *b]).collect();
    assert_eq!(linked.len(), 400);
}
