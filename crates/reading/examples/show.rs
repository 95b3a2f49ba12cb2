//! Shows what the reader sees in a plain text: each paragraph of the file is a body block.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example is a rim of its own")]

use sayso_lexicon::Lexicon;
use sayso_news::{Article, ArticleId, Block, BlockKind, CaptureId, Made, Score, Stage, Trace};
use sayso_reading::Reader;
use sayso_text::{Span, lines};

fn article(text: String) -> Article {
    let capture = CaptureId::of(&[text.as_bytes()]);
    let blocks = lines(&text)
        .filter(|line| !line.is_blank())
        .map(|line| Block {
            kind: BlockKind::Body,
            span: line.span.trim(&text),
            score: Score::CERTAIN,
            made: Made::by(Stage::Clean, "plain"),
        })
        .collect();
    Article {
        id: ArticleId::of(&[&capture.bytes()]),
        capture,
        url: None,
        outlet: None,
        outlet_cite: None,
        title: None,
        title_cite: None,
        byline: Vec::new(),
        published: None,
        updated: None,
        captured: None,
        language: Some("en".into()),
        text,
        blocks,
        leads: Vec::new(),
        trace: Trace::default(),
    }
}

fn main() {
    let words = |span: Span, text: &str| span.slice(text).to_owned();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("the file is text");
        let article = article(text);
        let reading = Reader::new(Lexicon::english()).read(&article).value;
        for sentence in &reading.sentences {
            let tokens: Vec<_> = reading
                .tokens_of(sentence)
                .iter()
                .map(|t| format!("{}/{:?}", t.span.slice(&article.text), t.tag))
                .collect();
            println!("S {}", tokens.join(" "));
        }
        for q in &reading.quotations {
            println!("Q {} {}", if q.scare { "scare" } else { "speech" }, words(q.inner, &article.text));
        }
        for e in &reading.entities {
            println!("E {e:?}");
        }
        for m in &reading.mentions {
            println!("M {:?} {:?} {} {}", words(m.span, &article.text), m.kind, m.entity, m.made.rule);
        }
    }
}
