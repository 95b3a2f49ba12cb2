//! Reads documents in JSON Lines from standard input and prints where their places are, a document a line.

use std::io::{BufRead as _, Write as _};

use sayso_lexicon::Lexicon;
use sayso_news::{
    Article, ArticleId, Block, BlockKind, CaptureId, EntityKind, Made, MentionKind, Score, Stage, Trace,
};
use sayso_reading::Reader;
use sayso_text::{CodePoints, Line, lines};

fn article(text: &str, url: Option<&str>) -> Article {
    let capture = CaptureId::of(&[text.as_bytes()]);
    let block = |line: Line<'_>| Block {
        kind: BlockKind::Body,
        span: line.span.trim(text),
        score: Score::CERTAIN,
        made: Made::by(Stage::Clean, "plain"),
    };
    Article {
        id: ArticleId::of(&[&capture.bytes()]),
        capture,
        url: url.map(str::to_owned),
        outlet: None,
        outlet_cite: None,
        title: None,
        title_cite: None,
        byline: Vec::new(),
        published: None,
        updated: None,
        captured: None,
        language: Some("en".into()),
        blocks: lines(text).filter(|line| !line.is_blank()).map(block).collect(),
        text: text.to_owned(),
        leads: Vec::new(),
        trace: Trace::default(),
    }
}

fn main() -> std::io::Result<()> {
    let reader = Reader::new(Lexicon::english());
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let reading = reader.read(&article(text, document["url"].as_str())).value;
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
