//! What holds for every account, whatever went in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Fails where the account breaks its contract: offsets, blocks, ids.
pub(crate) fn check(account: &Value) {
    let texts: BTreeMap<&str, Text> =
        each(&account["articles"]).map(|a| (word(a, "id"), Text::new(word(a, "text")))).collect();
    cites(account, &texts);
    for article in each(&account["articles"]) {
        blocks(article, &texts[word(article, "id")]);
    }
    ids(account);
}

/// Every cite equals the words that it points at.
fn cites(value: &Value, texts: &BTreeMap<&str, Text>) {
    match value {
        Value::Object(fields) => {
            if ["article", "start", "end", "text"].iter().all(|f| fields.contains_key(*f)) {
                let text =
                    texts.get(word(value, "article")).expect("a cite points at an article that is there");
                assert_eq!(
                    text.slice(number(value, "start"), number(value, "end")),
                    Some(word(value, "text"))
                );
            }
            fields.values().for_each(|v| cites(v, texts));
        }
        Value::Array(items) => items.iter().for_each(|v| cites(v, texts)),
        _ => {}
    }
}

/// Blocks are ordered, do not overlap, and lie over everything that is not blank.
fn blocks(article: &Value, text: &Text) {
    let mut at = 0;
    for block in each(&article["blocks"]) {
        let (start, end) = (number(block, "start"), number(block, "end"));
        assert!(at <= start && start < end, "blocks are ordered and not empty: {block} after {at}");
        let between = text.slice(at, start).expect("blocks lie in the text");
        assert!(between.trim().is_empty(), "no block lies over {between:?}");
        at = end;
    }
    let rest = text.slice(at, text.len()).expect("blocks lie in the text");
    assert!(rest.trim().is_empty(), "no block lies over {rest:?}");
}

/// Each id is one thing's, and each that is spoken of is there.
fn ids(account: &Value) {
    let mut known = BTreeSet::new();
    for part in ["captures", "articles", "entities", "attributions", "stories", "claims"] {
        for record in each(&account[part]) {
            assert!(known.insert(word(record, "id")), "two {part} are called {}", word(record, "id"));
        }
    }
    for claim in each(&account["claims"]) {
        assert!(known.contains(word(claim, "story")));
        for position in each(&claim["positions"]) {
            for attribution in each(&position["attributions"]) {
                assert!(known.contains(attribution.as_str().expect("an id")), "{attribution} is nowhere");
            }
        }
        for opposition in each(&claim["opposes"]) {
            assert!(known.contains(word(opposition, "claim")));
        }
    }
    for story in each(&account["stories"]) {
        for id in ["articles", "claims", "places", "cast"].iter().flat_map(|part| each(&story[part])) {
            assert!(known.contains(id.as_str().expect("an id")), "{id} is nowhere");
        }
        for sentence in each(&story["brief"]) {
            assert!(each(&sentence["cites"]).next().is_some(), "a sentence without a cite: {sentence}");
        }
    }
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().expect("a list that is there").iter()
}

fn word<'v>(record: &'v Value, field: &str) -> &'v str {
    record[field].as_str().expect("a word that is there")
}

fn number(record: &Value, field: &str) -> usize {
    record[field].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number that is there")
}

/// A text that is sliced by code points.
struct Text<'t> {
    text: &'t str,
    /// Where each code point begins, and where the last one ends.
    begins: Vec<usize>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, begins: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn len(&self) -> usize {
        self.begins.len() - 1
    }

    fn slice(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(*self.begins.get(start)?..*self.begins.get(end)?)
    }
}
