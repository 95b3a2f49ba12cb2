//! Reads documents, one JSON object with `id` and `text` a line, and writes their attributions as spans of code
//! points: `cargo run --example attributions [LANGUAGE [WEIGHTS TRUST…]] < documents.jsonl`. Every line of a text is a paragraph of its body.
#![allow(clippy::disallowed_methods, reason = "an example is a rim of its own")]

#[path = "../tests/plain/mod.rs"]
mod plain;

use std::io::{self, BufRead as _, Write as _};

use sayso_infer::Network;
use sayso_lexicon::Lexicon;
use sayso_reading::{Reader, Trust};
use sayso_text::{CodePoints, Span};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let lexicon = arguments.next().as_deref().and_then(Lexicon::of).unwrap_or(Lexicon::english());
    let mut reader = Reader::new(lexicon);
    if let Some(file) = arguments.next() {
        let network = Network::parse(&std::fs::read(file)?)?;
        let trust: Vec<f32> = arguments.map(|n| n.parse()).collect::<Result<_, _>>()?;
        let &[kind, bounds, name, plain, cue, mend, doubt, inside] = trust.as_slice() else {
            return Err("trust is eight numbers".into());
        };
        let trust = Trust { kind, bounds, name, plain, cue, mend, doubt, inside };
        reader = reader.with(Box::leak(Box::new(network)), trust);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let article = plain::article("", text, plain::body);
        let reading = reader.read(&article).value;
        let points = CodePoints::new(text);
        let spans =
            |spans: &[Span]| -> Vec<(usize, usize)> { spans.iter().map(|s| points.outward(*s)).collect() };
        let attributions: Vec<Value> = reading
            .attributions
            .iter()
            .map(|a| {
                let mut row = json!({
                    "source": spans(&a.source), "cue": spans(&a.cue), "content": spans(&a.content), "kind": a.mode,
                });
                    row["rule"] = json!(a.steps[0].made.rule);
                    row["entry"] = json!(a.steps[0].made.lexicon);
                    row["stance"] = json!(a.stance);
                    row["speaker"] = json!(a.speaker_text);
                    row["channel"] = json!(a.channel.as_ref().map(|c| (c.kind, c.name.clone())));
                    row["via"] = json!(a.via_text);
                    row["vias"] = json!(a.via.iter().filter_map(|v| reading.entity(*v)).map(|e| e.name.clone()).collect::<Vec<_>>());
                row
            })
            .collect();
        writeln!(out, "{}", json!({"id": document["id"], "text": text, "attributions": attributions}))?;
    }
    Ok(())
}
