//! What holds for every story: no panic, the same digest in any order, cites that lie in their articles.

mod marked;

use marked::{Marked, Source, story};
use proptest::prelude::*;
use sayso_claims::Weigher;
use sayso_lexicon::Lexicon;
use sayso_news::{Cite, Digest};

fn weigher() -> &'static Weigher {
    static WEIGHER: std::sync::OnceLock<Weigher> = std::sync::OnceLock::new();
    WEIGHER.get_or_init(|| Weigher::new(Lexicon::english()))
}

fn weigh(marked: &Marked, turn: usize) -> Digest {
    let mut pairs = marked.pairs();
    if !pairs.is_empty() {
        let turn = turn % pairs.len();
        pairs.rotate_left(turn);
    }
    weigher().weigh(&marked.story, &pairs).value
}

/// Sentences with people, denials, numbers, quotation marks, odd characters and half clauses.
fn sentence() -> impl Strategy<Value = String> {
    let who = 1..5_usize;
    let what = prop::sample::select(vec![
        "the bridge had collapsed",
        "at least 12 people had been killed and 40 were missing",
        "it had nothing to do with it",
        "no tremor was recorded",
        "an armed group had crossed the border",
        "the attack was repelled; the town is free",
        "flatly untrue",
        "dozens of “houses” were destroyed — and nobody helped",
        "ça n’est pas vrai 🌊 überhaupt",
        "not",
        "12",
        "responsibility lies with the northern group",
        "1,2,3 and 4 to 5",
        "",
    ]);
    let stance = prop::sample::select(vec!["", " deny", " doubt", " confirm", " quote"]);
    (who, what, stance, any::<bool>()).prop_map(|(who, what, stance, narrated)| {
        if narrated {
            format!("[Name{who} Kell]{{{who} person}} saw that {what}.")
        } else {
            format!("[Name{who} Kell]{{{who} person}} [said]{{cue}} that [{what}]{{by {who}{stance}}}.")
        }
    })
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop::collection::vec(sentence(), 0..8).prop_map(|s| format!("A title\n{}", s.join("\n"))),
        1..5,
    )
}

fn cites(digest: &Digest) -> Vec<Cite> {
    let mut found = Vec::new();
    for claim in &digest.claims {
        found.push(claim.at);
        found.extend(&claim.unconfirmed);
        found.extend(&claim.narrated);
        found.extend(claim.figures.iter().map(|f| f.cite));
        found.extend(claim.opposes.iter().flat_map(|o| o.cites));
        found.extend(claim.steps.iter().flat_map(|s| s.cites.iter().copied()));
    }
    found.extend(digest.timeline.iter().map(|t| t.text));
    found.extend(digest.origins.nodes.iter().filter_map(|n| n.cite));
    found.extend(digest.brief.iter().flat_map(sayso_news::Line::cites));
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_input_does_not_matter(texts in texts(), turn in 0..5_usize) {
        let sources: Vec<_> = texts.iter().map(|text| Source { head: "Outlet 2024-05-03", text }).collect();
        let marked = story(&sources, Some("2024-05-03"));
        let one = serde_json::to_string(&weigh(&marked, 0)).unwrap();
        let other = serde_json::to_string(&weigh(&marked, turn)).unwrap();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn every_cite_lies_on_characters_of_its_article(texts in texts()) {
        let sources: Vec<_> = texts.iter().map(|text| Source { head: "Outlet 2024-05-03", text }).collect();
        let marked = story(&sources, None);
        let digest = weigh(&marked, 0);
        for cite in cites(&digest) {
            let article = marked.articles.iter().find(|a| a.id == cite.article);
            prop_assert!(article.is_some_and(|a| a.text.get(cite.span.range()).is_some()), "{:?}", cite);
        }
    }

    #[test]
    fn every_statement_stands_in_a_claim(texts in texts()) {
        let sources: Vec<_> = texts.iter().map(|text| Source { head: "Outlet 2024-05-03", text }).collect();
        let marked = story(&sources, None);
        let digest = weigh(&marked, 0);
        let held = |id| digest.claims.iter().any(|c| c.positions.iter().any(|p| p.attributions.contains(&id)));
        for (article, reading) in marked.pairs() {
            for attribution in reading.attributions.iter().filter(|a| a.is_statement()) {
                let words = attribution.content[0].slice(&article.text);
                prop_assert!(words.trim().is_empty() || held(attribution.id), "{words:?}");
            }
        }
    }

    #[test]
    fn oppositions_are_seen_from_both_sides(texts in texts()) {
        let sources: Vec<_> = texts.iter().map(|text| Source { head: "Outlet 2024-05-03", text }).collect();
        let digest = weigh(&story(&sources, None), 0);
        for claim in &digest.claims {
            for other in &claim.opposes {
                let back = digest.claims.iter().find(|c| c.id == other.claim);
                prop_assert!(back.is_some_and(|c| c.opposes.iter().any(|o| o.claim == claim.id && o.kind == other.kind)));
            }
        }
    }
}

#[test]
fn a_story_of_nothing_gives_a_digest_of_nothing() {
    let marked = story(&[Source { head: "", text: "" }], None);
    assert!(weigh(&marked, 0).claims.is_empty());
    let empty = weigher().weigh(&marked.story, &[]).value;
    assert!(empty.claims.is_empty() && empty.brief.is_empty() && empty.timeline.is_empty());
}
