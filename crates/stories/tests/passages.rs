//! Shared passages: they lie in bodies, in order, overlap nowhere within a pair, and are the same from either side.

mod tiny;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, ArticleId, BlockKind, Reading, Reuse};
use sayso_stories::Grouper;
use sayso_text::Span;

/// Sentence number `n`, of words that no other sentence has.
fn sentence(n: usize, edit: Option<usize>) -> String {
    let words = (0..16).filter(|i| Some(*i) != edit).map(|i| format!("w{n}x{i}")).collect::<Vec<_>>();
    format!("{}.", words.join(" "))
}

/// Two articles of one event that share some sentences, in any order, each perhaps with a word left out; then each has
/// some sentences of its own.
fn articles(shared: &[(usize, Option<usize>)], days: [&str; 2]) -> Vec<(Article, Reading)> {
    let head =
        "Ferry Lindholm struck Norrgate shoal Falk\nFerry Lindholm struck Norrgate shoal under Idris Falk.\n";
    let own = |from: usize| (from..from + 6).map(|n| sentence(n, None)).collect::<Vec<_>>().join(" ");
    let mut sorted: Vec<usize> = shared.iter().map(|(n, _)| *n).collect();
    sorted.sort_unstable();
    let first = sorted.iter().map(|n| sentence(*n, None)).collect::<Vec<_>>().join("\n");
    let later = shared.iter().map(|(n, edit)| sentence(*n, *edit)).collect::<Vec<_>>().join("\n");
    let texts = [format!("{head}{first}\n{}", own(100)), format!("{head}{}\n{later}", own(200))];
    let both = texts.iter().zip(days).enumerate();
    both.map(|(i, (text, day))| {
        let article = tiny::article(&format!("p{i}"), Some(day), text);
        let reading = tiny::read(&article);
        (article, reading)
    })
    .collect()
}

fn reuse(articles: &[(Article, Reading)]) -> Vec<Reuse> {
    static GROUPER: LazyLock<Grouper> = LazyLock::new(|| Grouper::new(Lexicon::english()));
    let pairs: Vec<_> = articles.iter().map(|(a, r)| (a, r)).collect();
    GROUPER.group(&pairs).value.into_iter().flat_map(|story| story.reuse).collect()
}

fn shared() -> impl Strategy<Value = Vec<(usize, Option<usize>)>> {
    let edits = proptest::collection::vec(proptest::option::of(6_usize..10), 8);
    (Just((0..8).collect::<Vec<usize>>()).prop_shuffle(), edits, 1_usize..5)
        .prop_map(|(order, edits, n)| order.into_iter().zip(edits).take(n).collect())
}

proptest! {
    #[test]
    fn passages_lie_in_bodies_in_order_and_apart(shared in shared()) {
        let articles = articles(&shared, ["2024-05-14", "2024-05-15"]);
        let found = reuse(&articles);
        prop_assert!(!found.is_empty(), "something is shared");
        let mut sides: BTreeMap<ArticleId, Vec<Span>> = BTreeMap::new();
        for cite in found.iter().flat_map(|r| [r.from, r.to]) {
            sides.entry(cite.article).or_default().push(cite.span);
        }
        for (article, _) in &articles {
            let bodies: Vec<Span> = article.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span).collect();
            let mut spans = sides.remove(&article.id).unwrap_or_default();
            for span in &spans {
                prop_assert!(bodies.iter().any(|b| b.holds(span.start())) && bodies.iter().any(|b| b.holds(span.end() - 1)));
            }
            spans.sort_unstable();
            prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{spans:?}");
        }
        prop_assert!(found.is_sorted());
    }

    #[test]
    fn the_other_one_first_gives_the_same_passages_turned(shared in shared()) {
        let mirror = |found: Vec<Reuse>| -> Vec<(Span, Span)> {
            let mut found: Vec<_> = found.into_iter().map(|r| (r.from.span, r.to.span)).collect();
            found.sort_unstable();
            found
        };
        let first = reuse(&articles(&shared, ["2024-05-14", "2024-05-15"]));
        let turned = reuse(&articles(&shared, ["2024-05-15", "2024-05-14"]));
        let turned = turned.into_iter().map(|r| Reuse { from: r.to, to: r.from }).collect();
        prop_assert_eq!(mirror(first), mirror(turned));
    }

    #[test]
    fn no_text_is_too_odd(text in "([a-c]{1,2}[ .“”\n(—-]){0,120}", other in "([a-c]{1,2}[ .“”\n)—-]){0,120}") {
        let articles: Vec<(Article, Reading)> = [text, other]
            .iter()
            .enumerate()
            .map(|(i, text)| {
                let article = tiny::article(&format!("q{i}"), Some("2024-05-14"), &format!("{text}\n{text}"));
                let reading = tiny::read(&article);
                (article, reading)
            })
            .collect();
        for cite in reuse(&articles).iter().flat_map(|r| [r.from, r.to]) {
            let article = articles.iter().find(|(a, _)| a.id == cite.article).map(|(a, _)| a).unwrap();
            prop_assert!(article.text.is_char_boundary(cite.span.start()) && article.text.is_char_boundary(cite.span.end()));
        }
    }
}
