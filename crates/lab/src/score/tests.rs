//! A small account that is right in everything; each thing spoilt loses its own check and no other.

use serde_json::{Value, json};

use super::account::Account;
use super::checks::score;
use super::gold::Gold;
use super::tally::Tally;

const TEXT: &str =
    "Home 🏠\nFerry aground\n“Nobody was hurt,” Orla Finn said. The owner denied that it was overloaded.";

fn gold() -> Gold {
    serde_json::from_value(json!({
        "captures": {"A": "a.txt"},
        "articles": {"A": {
            "title": "The ferry aground", "published": "2024-05-04", "outlet": null, "language": "en",
            "captured_between": ["2024-05-05", "2024-05-06"],
            "body": ["Nobody was hurt"], "not_body": {"Home": ["navigation", "other"]}
        }},
        "entities": {"same": [["Orla Finn", "Ms Finn"]], "apart": [["Orla Finn", "Skelle Lines"]], "kinds": {"Skelle Lines": "organisation"}},
        "attributions": {
            "a1": {"in": "A", "content": "Nobody was hurt", "speaker": ["Finn (coast guard)", "Órla Finn"], "mode": "direct",
                   "channel": ["interview", "press"], "via": ["Radio Skelle"]},
            "a2": {"in": "A", "content": "it was overloaded", "speaker": ["the owner"], "stance": ["deny"]}
        },
        "not_attributed": {"A": ["Ferry aground"]},
        "claims": {
            "together": [["a1", "a1"]], "apart": [["a1", "a2"]], "opposed": [["a1", "a2"]],
            "status": {"a1": {"status": ["single-origin"], "origins": 1, "reports": 1}}, "unconfirmed": ["a2"]
        },
        "story": {"articles": [["A"]], "when": "2024-05-04", "places": ["Skelle"], "other_times": ["2019"]}
    }))
    .unwrap()
}

/// A cite of the words, counted in code points.
fn cite(words: &str) -> Value {
    let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
    json!({"article": "art-1", "start": start, "end": start + words.chars().count(), "text": words})
}

fn block(kind: &str, words: &str) -> Value {
    let cite = cite(words);
    json!({"kind": kind, "start": cite["start"], "end": cite["end"]})
}

fn account() -> Value {
    let entity = |id: &str, kind: &str, name: &str, alias: &str| json!({"id": id, "kind": kind, "name": name, "aliases": [alias], "titles": []});
    let said = |id: &str, words: &str, speaker: Value, text: &str, stance: &str| {
        json!({
            "id": id, "article": "art-1", "source": [], "cue": [], "content": [cite(words)], "speaker": speaker, "speaker_text": text,
            "mode": "direct", "stance": stance, "channel": {"kind": "press"}, "via": ["ent-3"]
        })
    };
    let claim = |id: &str, said: &str, stance: &str, against: Value, unconfirmed: Value| {
        json!({
            "id": id, "status": "single-origin", "reports": 1, "origins": 1, "unconfirmed": unconfirmed, "opposes": against,
            "positions": [{"stance": stance, "attributions": [said]}]
        })
    };
    json!({
        "captures": [{"id": "cap-1", "input": "some/where/a.txt", "captured": {"value": "2024-05-05T10"}}],
        "articles": [{
            "id": "art-1", "capture": "cap-1", "title": "Ferry Aground", "outlet": null, "language": "en",
            "published": {"value": "2024-05-04T09:00:00Z"}, "text": TEXT,
            "blocks": [block("navigation", "Home 🏠"), block("title", "Ferry aground"), block("body", &TEXT[TEXT.find('“').unwrap()..])]
        }],
        "entities": [
            entity("ent-1", "person", "Orla Finn", "Ms. Finn"), entity("ent-2", "group", "Skelle Lines", "the owner"),
            entity("ent-3", "organisation", "Radio Skelle", "the station"), entity("ent-4", "place", "Skelle", "the island")
        ],
        "attributions": [
            said("att-1", "“Nobody was hurt,”", json!("ent-1"), "she", "assert"),
            said("att-2", "it was overloaded", Value::Null, "The owner", "deny")
        ],
        "claims": [
            claim("clm-1", "att-1", "assert", json!([{"claim": "clm-2"}]), json!([])),
            claim("clm-2", "att-2", "deny", json!([]), json!([cite("denied")]))
        ],
        "stories": [{
            "articles": ["art-1"], "began": {"value": "2024-05-04"}, "places": ["ent-4"],
            "timeline": [{"time": {"value": "2019-08"}}], "brief": [{"cites": [cite("hurt")]}]
        }]
    })
}

fn scored(account: &Value) -> Tally {
    score(&gold(), &Account::parse(&serde_json::to_vec(account).unwrap()).unwrap())
}

#[test]
fn a_right_account_passes_every_check() {
    let tally = scored(&account());
    assert_eq!(tally.missed, Vec::<String>::new());
    assert_eq!(tally.broken, Vec::<String>::new());
    assert_eq!(tally.rows.len(), 22);
    assert!((tally.mean() - 1.0).abs() < 1e-9);
}

#[test]
fn what_is_spoilt_loses_its_own_section() {
    let spoilt: [(&str, Value, &[&str]); 17] = [
        ("/articles/0/title", json!("Ferry afloat"), &["metadata"]),
        ("/articles/0/outlet", json!("The Skelle News"), &["metadata"]),
        ("/captures/0/captured/value", json!("2024-05-07"), &["metadata"]),
        ("/articles/0/blocks/2/kind", json!("teaser"), &["body"]),
        ("/articles/0/blocks/0/kind", json!("body"), &["leftovers", "kinds"]),
        ("/articles/0/blocks/0/kind", json!("promo"), &["kinds"]),
        ("/entities/0/aliases", json!([]), &["aliases"]),
        ("/entities/1/kind", json!("person"), &["entities"]),
        (
            "/attributions/0/speaker",
            json!("ent-2"),
            &["attribution: speaker", "attribution: mode", "attribution: channel", "attribution: via"],
        ),
        ("/attributions/0/mode", json!("indirect"), &["attribution: mode"]),
        ("/attributions/1/stance", json!("assert"), &["attribution: stance"]),
        ("/attributions/0/via", json!([]), &["attribution: via"]),
        (
            "/attributions/1/content/0",
            cite("Ferry aground"),
            &[
                "attribution: content",
                "attribution: speaker",
                "attribution: stance",
                "attribution: none",
                "claims: apart",
                "claims: opposed",
                "claims: unconfirmed",
            ],
        ),
        ("/claims/0/opposes", json!([]), &["claims: opposed"]),
        ("/claims/0/origins", json!(2), &["claims: counts"]),
        ("/stories/0/timeline", json!([]), &["story"]),
        ("/stories/0/brief", json!([]), &["brief"]),
    ];
    for (place, value, sections) in spoilt {
        let mut account = account();
        *account.pointer_mut(place).unwrap() = value;
        let mut missed: Vec<_> = scored(&account).missed.iter().map(|m| section(m)).collect();
        missed.dedup();
        assert_eq!(missed, sections, "{place}");
    }
}

/// The section that a miss is of; some names of sections have two parts.
fn section(missed: &str) -> String {
    let parts: Vec<_> = missed.splitn(3, ": ").collect();
    if matches!(parts[0], "attribution" | "claims") { parts[..2].join(": ") } else { parts[0].to_owned() }
}

#[test]
fn a_cite_that_is_not_what_it_says_is_broken() {
    for (field, value) in
        [("text", json!("hurx")), ("start", json!(0)), ("article", json!("art-9")), ("end", json!(9999))]
    {
        let mut account = account();
        account["stories"][0]["brief"][0]["cites"][0][field] = value;
        assert_eq!(scored(&account).broken.len(), 1, "{field}");
    }
}

#[test]
fn offsets_are_code_points() {
    // the house before the words is one code point and four bytes
    assert_eq!(cite("Ferry aground")["start"], 7);
    assert!(scored(&account()).broken.is_empty());
}
