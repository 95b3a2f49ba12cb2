//! JSON Lines with `id`, `text` and `published` (or `dct`) in, what the reader sees out; offsets are code points. Each line is a body block.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example is a rim of its own")]

#[path = "../tests/plain/mod.rs"]
mod plain;

use std::io::{BufRead as _, Write as _};

use sayso_infer::Network;
use sayso_lexicon::Lexicon;
use sayso_news::{Edtf, EntityKind, MentionKind};
use sayso_reading::{Reader, Trust};
use sayso_text::CodePoints;
use serde_json::{Value, json};

fn main() {
    let mut reader = Reader::new(Lexicon::english());
    if let Some(file) = std::env::args().nth(1) {
        let network = Network::parse(&std::fs::read(file).expect("the weights can be read"))
            .expect("weights of a network");
        let trust: Vec<f32> =
            std::env::args().skip(2).map(|n| n.parse().expect("trust is numbers")).collect();
        let &[kind, bounds, name, plain, cue, mend, doubt, inside] = trust.as_slice() else {
            panic!("trust is eight numbers")
        };
        reader = reader.with(
            Box::leak(Box::new(network)),
            Trust { kind, bounds, name, plain, cue, mend, doubt, inside },
        );
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line.expect("input is text")).expect("each line is JSON");
        let id = row["id"].as_str().expect("a row has an id").to_owned();
        let written = row["published"].as_str().or(row["dct"].as_str()).unwrap_or_default();
        // A date may be written to the minute.
        let written = if Edtf::parse(written).is_ok() { written.to_owned() } else { format!("{written}:00") };
        let article = plain::article(&written, row["text"].as_str().expect("a row has a text"), plain::body);
        let reading = reader.read(&article).value;
        let points = CodePoints::new(&article.text);
        let tokens: Vec<_> = reading
            .tokens
            .iter()
            .map(|t| {
                let (s, e) = points.outward(t.span);
                json!([s, e, t.tag, t.lemma])
            })
            .collect();
        let mut names = Vec::new();
        let mut chains = std::collections::BTreeMap::<String, Vec<Value>>::new();
        for mention in &reading.mentions {
            let (s, e) = points.outward(mention.span);
            let Some(entity) = reading.entity(mention.entity) else { continue };
            chains.entry(entity.id.to_string()).or_default().push(json!([s, e]));
            if mention.kind == MentionKind::Name && entity.named {
                let kind = match entity.kind {
                    EntityKind::Person => "PER",
                    EntityKind::Organisation | EntityKind::Group => "ORG",
                    EntityKind::Place => "LOC",
                    _ => "OTHER",
                };
                names.push(json!([s, e, kind]));
            }
        }
        let sentences: Vec<_> = reading
            .sentences
            .iter()
            .map(|s| {
                let (a, b) = points.outward(s.span);
                json!([a, b])
            })
            .collect();
        let times: Vec<_> = reading
            .times
            .iter()
            .map(|t| {
                let (s, e) = points.outward(t.span);
                json!([s, e, format!("{:?}", t.kind).to_uppercase(), t.value.as_str()])
            })
            .collect();
        let row = json!({"id": id, "timex": times, "text": article.text, "tokens": tokens, "sents": sentences, "entities": names,
            "clusters": chains.into_values().collect::<Vec<_>>()});
        writeln!(out, "{row}").expect("standard output is open");
    }
}
