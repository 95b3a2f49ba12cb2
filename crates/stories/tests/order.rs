//! The same stories come out whatever the order of the input.

mod tiny;

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Reading, Story};
use sayso_stories::Grouper;

const TEXTS: [&str; 6] = [
    "Ferry runs aground off Lindholm\nA ferry with 212 people on board ran aground off Lindholm on Tuesday night, the Skarvian Coastguard said. Nobody was hurt.\nCaptain Idris Falk told Norrgate that the rudder had failed.",
    "Passengers taken off stranded ship\nMore than two hundred passengers were brought ashore near Lindholm after their ferry struck a shoal. The Skarvian Coastguard is questioning Captain Falk.\nThe rudder did not answer, Idris Falk said.",
    "Ferry runs aground off Lindholm\nA ferry with 212 people on board ran aground off Lindholm on Tuesday night, the Skarvian Coastguard said. Nobody was hurt.\nCaptain Idris Falk told Norrgate that the rudder had failed.\nThe Beacon adds: buses replace the ferry.",
    "Bakers strike over flour price\nBakers in Ostrava Vale closed their shops on Monday. The union of Ostrava bakers wants a lid on the price of flour.",
    "",
    "Two lines\nonly",
];

fn read() -> Vec<(Article, Reading)> {
    let days = [Some("2024-05-14"), Some("2024-05-15"), None, Some("2024-05-13"), None, None];
    TEXTS
        .iter()
        .zip(days)
        .enumerate()
        .map(|(i, (text, day))| {
            let article = tiny::article(&i.to_string(), day, text);
            let reading = if i == 5 { tiny::empty(&article) } else { tiny::read(&article) };
            (article, reading)
        })
        .collect()
}

fn stories(pairs: &[(&Article, &Reading)]) -> Vec<Story> {
    static GROUPER: LazyLock<Grouper> = LazyLock::new(|| Grouper::new(Lexicon::english()));
    GROUPER.group(pairs).value
}

proptest! {
    #[test]
    fn any_order_gives_the_same_bytes(order in Just((0..TEXTS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let read = read();
        let sorted: Vec<_> = read.iter().map(|(a, r)| (a, r)).collect();
        let shuffled: Vec<_> = order.iter().map(|i| sorted[*i]).collect();
        let bytes = |pairs: &[_]| serde_json::to_string(&stories(pairs)).unwrap();
        prop_assert_eq!(bytes(&sorted), bytes(&shuffled));
    }

    #[test]
    fn every_article_is_in_exactly_one_story(kept in proptest::collection::vec(any::<bool>(), TEXTS.len())) {
        let read = read();
        let pairs: Vec<_> = read.iter().zip(kept).filter(|(_, k)| *k).map(|((a, r), _)| (a, r)).collect();
        let mut seen: Vec<_> = stories(&pairs).into_iter().flat_map(|s| s.articles).collect();
        seen.sort_unstable();
        let mut given: Vec<_> = pairs.iter().map(|(a, _)| a.id).collect();
        given.sort_unstable();
        prop_assert_eq!(seen, given);
    }
}

#[test]
fn one_event_in_two_wordings_is_one_story_and_the_bakers_are_another() {
    let read = read();
    let pairs: Vec<_> = read.iter().map(|(a, r)| (a, r)).collect();
    let stories = stories(&pairs);
    let sizes: Vec<_> = stories.iter().map(|s| s.articles.len()).collect();
    assert_eq!(sizes, [3, 1, 1, 1]);
    assert_eq!(stories[0].articles[0], read[0].0.id, "the earliest comes first");
    assert_eq!(stories[0].copies.len(), 1);
    assert_eq!(stories[0].copies[0].article, read[2].0.id);
    assert_eq!(stories[0].copies[0].of, read[0].0.id);
}
