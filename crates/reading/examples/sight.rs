//! JSON Lines with `id` and `text` in, the words that a network is shown out: `tokens` as [start, end, hints], `starts` as
//! indices of words. Offsets are code points. For training (`training/README.md`).
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example is a rim of its own")]

#[path = "../tests/plain/mod.rs"]
mod plain;

use std::io::{BufRead as _, Write as _};

use sayso_lexicon::Lexicon;
use sayso_reading::Reader;
use sayso_text::CodePoints;
use serde_json::{Value, json};

fn main() {
    let reader = Reader::new(Lexicon::english());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line.expect("input is text")).expect("each line is JSON");
        let id = row["id"].as_str().expect("a row has an id").to_owned();
        let article = plain::article("", row["text"].as_str().expect("a row has a text"), plain::body);
        let sight = reader.sight(&article);
        let points = CodePoints::new(&article.text);
        let tokens: Vec<_> = sight
            .words
            .iter()
            .map(|(span, hints)| {
                let (start, end) = points.outward(*span);
                json!([start, end, hints])
            })
            .collect();
        let row = json!({"id": id, "text": article.text, "tokens": tokens, "starts": sight.starts});
        writeln!(out, "{row}").expect("standard output is open");
    }
}
