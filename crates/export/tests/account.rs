//! The account is what the contract says, whatever the text.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the committed schema"
)]

mod fixture;

use std::path::{Path, PathBuf};

use fixture::{pointed, stretches};
use proptest::prelude::*;
use sayso_export::{Account, read_line, schema, story_lines, write_account};
use sayso_news::Dossier;
use serde_json::{Value, json};

fn account(dossier: &Dossier) -> Value {
    serde_json::to_value(Account::of(dossier, "0.0.0")).unwrap()
}

/// Every cite in a JSON value, wherever it stands.
fn cites(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) => {
            let here = ["article", "start", "end", "text"].iter().all(|key| fields.contains_key(*key));
            let inside = fields.values().flat_map(cites);
            if here && fields["start"].is_u64() { vec![value] } else { inside.collect() }
        }
        Value::Array(items) => items.iter().flat_map(cites).collect(),
        _ => Vec::new(),
    }
}

fn slices_hold(account: &Value) -> usize {
    let cites = cites(account);
    for cite in &cites {
        let articles = account["articles"].as_array().unwrap();
        let article = articles.iter().find(|a| a["id"] == cite["article"]).expect("the article is there");
        let points: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        let at = |key: &str| usize::try_from(cite[key].as_u64().unwrap()).unwrap();
        let words: String = points[at("start")..at("end")].iter().collect();
        assert_eq!(cite["text"], words.as_str());
    }
    cites.len()
}

#[test]
fn every_cite_equals_its_slice() {
    assert!(slices_hold(&account(&fixture::dossier())) > 60);
}

#[test]
fn the_account_validates_against_its_own_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for dossier in [fixture::dossier(), Dossier::default()] {
        let account = account(&dossier);
        let errors: Vec<_> = validator.iter_errors(&account).map(|e| e.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
}

#[test]
fn a_field_may_not_be_left_out() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let mut account = account(&fixture::dossier());
    account["articles"][0].as_object_mut().unwrap().remove("copy_of");
    assert!(!validator.is_valid(&account));
}

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/account.schema.json")
}

#[test]
fn the_committed_schema_is_fresh() {
    let fresh = format!("{:#}\n", schema());
    let path = committed();
    if std::env::var_os("SAYSO_WRITE_REFERENCE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == fresh,
        "write it again: SAYSO_WRITE_REFERENCE=1 cargo test -p sayso-export --test account"
    );
}

#[test]
fn the_stream_and_the_whole_are_the_same_bytes() {
    let dossier = fixture::dossier();
    let mut streamed = Vec::new();
    write_account(&dossier, "0.0.0", &mut streamed).unwrap();
    let whole = serde_json::to_string_pretty(&Account::of(&dossier, "0.0.0")).unwrap();
    assert_eq!(String::from_utf8(streamed).unwrap(), whole + "\n");
}

#[test]
fn the_account_of_the_fixture() {
    let mut streamed = Vec::new();
    write_account(&fixture::dossier(), "0.0.0", &mut streamed).unwrap();
    insta::assert_snapshot!("account", String::from_utf8(streamed).unwrap());
}

#[test]
fn speakers_are_members_and_descriptions_are_words() {
    let account = account(&fixture::dossier());
    let claims = account["claims"].as_array().unwrap();
    let purpose = claims.iter().find(|c| c["text"].as_str().unwrap().contains("on purpose")).unwrap();
    let [minister, governor] = &purpose["positions"].as_array().unwrap()[..] else { panic!("two positions") };
    let name = |id: &Value| {
        let entities = account["entities"].as_array().unwrap();
        entities.iter().find(|e| e["id"] == *id).map(|e| e["name"].clone())
    };
    assert_eq!(name(&minister["speaker"]), Some(json!("Edda Lorne")));
    assert_eq!(governor["speaker"], Value::Null);
    assert_eq!(governor["speaker_text"], "The governor of the Eskan coast province");
    assert_eq!(name(&json!("The governor of the Eskan coast province")), None);
    let doubt = account["attributions"].as_array().unwrap();
    let doubt = doubt.iter().find(|a| a["stance"] == "doubt").unwrap();
    assert_eq!(doubt["speaker_text"], governor["speaker_text"], "the longest description is shown");
}

#[test]
fn a_line_of_read_is_resolved_inside_its_article() {
    let dossier = fixture::dossier();
    let (capture, article, reading) = (&dossier.captures[0], &dossier.articles[0], &dossier.readings[0]);
    let line = read_line(capture, article, reading, &dossier.notes[1..]);
    insta::assert_json_snapshot!("read_line", line);
}

#[test]
fn the_lines_of_stories() {
    let dossier = fixture::dossier();
    let lines: Vec<String> =
        story_lines(&dossier).iter().map(|line| serde_json::to_string(line).unwrap()).collect();
    insta::assert_snapshot!("story_lines", lines.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cites_equal_their_slices_in_any_text(
        text in "(?s).{1,700}",
        ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..6),
    ) {
        slices_hold(&account(&pointed(&text, &stretches(&text, &ends))));
    }
}
