//! An article that is nothing but its text, for tests and examples: each line that is not blank is a block, and goes on
//! in the next where a word is broken at its end.

use sayso_news::{
    Article, ArticleId, Basis, Block, BlockKind, CaptureId, Edtf, Made, Precision, Score, Stage, Trace, When,
};
use sayso_text::{Line, Span, lines};

/// The article of a text, published on `day` where that is a date; `block` says of each line what it is and where it stands.
pub(crate) fn article(day: &str, text: &str, block: impl Fn(&Line<'_>) -> (BlockKind, Span)) -> Article {
    let capture = CaptureId::of(&[text.as_bytes()]);
    let blocks = lines(text).filter(|line| !line.is_blank()).map(|line| {
        let (kind, span) = block(&line);
        Block { kind, span: span.trim(text), score: Score::CERTAIN, made: Made::by(Stage::Clean, "plain") }
    });
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        match joined.last_mut().filter(|last| last.span.slice(text).ends_with('-')) {
            Some(last) => last.span = last.span.cover(block.span),
            None => joined.push(block),
        }
    }
    let published = Edtf::parse(day).ok().map(|value| When {
        value,
        precision: Precision::Day,
        basis: Basis::Metadata,
        cite: None,
    });
    Article {
        id: ArticleId::of(&[&capture.bytes()]),
        capture,
        url: None,
        outlet: None,
        outlet_cite: None,
        title: None,
        title_cite: None,
        byline: Vec::new(),
        section: None,
        published,
        updated: None,
        captured: None,
        language: Some("en".into()),
        blocks: joined,
        text: text.to_owned(),
        entries: Vec::new(),
        leads: Vec::new(),
        trace: Trace::default(),
    }
}

/// A line of running text.
pub(crate) fn body(line: &Line<'_>) -> (BlockKind, Span) {
    (BlockKind::Body, line.span)
}
