//! The same inputs give the same bytes, and an id stays what it is when more comes in.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sayso::{account, root, run};

const STORIES: [&str; 3] = ["samples/harbour-raid", "samples/dam-breach", "samples/merger-probe"];

/// All samples' captures, in name order.
fn captures() -> Vec<String> {
    let mut found = Vec::new();
    for story in STORIES {
        let entries = std::fs::read_dir(root().join(story)).expect("the samples are there");
        found
            .extend(entries.map(|e| format!("{story}/{}", e.expect("a name").file_name().to_string_lossy())));
    }
    found.sort();
    found
}

/// The order of a shuffled pack, the same each time.
fn shuffled(mut names: Vec<String>) -> Vec<String> {
    names.sort_by_key(|name| {
        name.bytes().fold(7_u64, |h, b| h.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(b))
    });
    names
}

#[test]
fn order_and_threads_do_not_reach_the_result() {
    let names = captures();
    assert_eq!(names.len(), 21);
    let reversed: Vec<_> = names.iter().rev().cloned().collect();
    let orders = [names.clone(), reversed, shuffled(names)];
    for format in ["json", "md", "html", "terminal"] {
        let mut first: Option<Vec<u8>> = None;
        for (order, threads) in orders.iter().zip(["1", "2", "8"]) {
            let mut args = vec!["brief", "--quiet", "--format", format, "--threads", threads];
            args.extend(order.iter().map(String::as_str));
            let bytes = run(&args).stdout;
            assert!(bytes.len() > 1000, "{format}");
            let first = first.get_or_insert_with(|| bytes.clone());
            assert!(*first == bytes, "{format} differs with {threads} threads and another order");
        }
    }
}

#[test]
fn threads_do_not_reach_the_lines() {
    for verb in ["read", "stories"] {
        let with = |threads| run(&[verb, "--threads", threads, STORIES[0], STORIES[1]]).stdout;
        let one = with("1");
        assert!(!one.is_empty());
        assert!(one == with("2") && one == with("8"), "{verb}");
    }
}

/// Ids of the records of one part.
fn ids<'a>(account: &'a Value, part: &str) -> BTreeSet<&'a str> {
    account[part].as_array().expect("a list").iter().filter_map(|r| r["id"].as_str()).collect()
}

#[test]
fn ids_stay_when_an_unrelated_capture_comes_in() {
    let alone = account(&[STORIES[0]]);
    let more = account(&[STORIES[0], STORIES[2]]);
    for part in ["captures", "articles", "entities", "attributions", "stories", "claims"] {
        let (before, after) = (ids(&alone, part), ids(&more, part));
        assert!(!before.is_empty());
        assert_eq!(before.difference(&after).collect::<Vec<_>>(), Vec::<&&str>::new(), "{part}");
    }
    let text = |account: &Value| -> Vec<Value> {
        let here = ids(&alone, "claims");
        let claims = account["claims"].as_array().expect("claims").iter();
        claims.filter(|c| here.contains(c["id"].as_str().unwrap_or_default())).cloned().collect()
    };
    assert_eq!(text(&alone), text(&more), "what is said of the one story does not change with another");
}

#[test]
fn ids_do_not_hang_on_names_of_files() {
    let bytes = crate::sayso::sample("harbour-raid/003_c7720ae4b915d3f8.txt");
    let (_here, one) = crate::sayso::Folder::with("one.txt", &bytes);
    let (_there, other) = crate::sayso::Folder::with("quite-another-name", &bytes);
    let (one, other) = (account(&[&one]), account(&[&other]));
    for part in ["captures", "articles", "entities", "attributions", "stories", "claims"] {
        assert_eq!(ids(&one, part), ids(&other, part), "{part}");
    }
}
