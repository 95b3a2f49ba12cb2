//! Reads documents in JSON Lines from standard input and prints where their places are, a document a line.

#[path = "../tests/plain/mod.rs"]
mod plain;

use std::io::{BufRead as _, Write as _};

use sayso_lexicon::Lexicon;
use sayso_news::{EntityKind, MentionKind};
use sayso_reading::Reader;
use sayso_text::CodePoints;

fn main() -> std::io::Result<()> {
    let reader = Reader::new(Lexicon::english());
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let mut article = plain::article("", text, plain::body);
        article.url = document["url"].as_str().map(str::to_owned);
        let reading = reader.read(&article).value;
        let points = CodePoints::new(text);
        let mut places = Vec::new();
        let mut names = Vec::new();
        for mention in &reading.mentions {
            let Some(entity) = reading.entity(mention.entity) else { continue };
            let (start, end) = points.outward(mention.span);
            let words = mention.span.slice(text);
            let at = entity.place.as_ref();
            if entity.kind == EntityKind::Place {
                places.push(serde_json::json!([
                    start,
                    end,
                    words,
                    at.map(|p| p.latitude),
                    at.map(|p| p.longitude),
                    at.map(|p| &p.gazetteer),
                    at.map(|p| &p.step.made.rule),
                    at.map(|p| p.step.score.get())
                ]));
            }
            let kind = match entity.kind {
                EntityKind::Person => "PER",
                EntityKind::Organisation | EntityKind::Group => "ORG",
                EntityKind::Place => "LOC",
                _ => "OTHER",
            };
            if mention.kind != MentionKind::Pronoun
                && (entity.name == words || entity.aliases.iter().any(|a| a == words))
            {
                names.push(serde_json::json!([start, end, kind]));
            }
        }
        writeln!(
            out,
            "{}",
            serde_json::json!({"id": document["id"], "text": text, "places": places, "entities": names})
        )?;
    }
    Ok(())
}
