//! Labelled lines become blocks: ordered, trimmed, without overlaps, over every line that is not blank.

use sayso_news::{Block, BlockKind, Score};

use crate::label::Label;
use crate::rendered::Rendered;

/// Running text beyond this many bytes is left unread.
pub(crate) const MOST_BODY: usize = 4 << 20;

/// The blocks of an article, and how many bytes of running text were left aside because there were too many.
pub(crate) fn blocks(rendered: &Rendered, labels: &mut [Label]) -> (Vec<Block>, usize) {
    let aside = limit(rendered, labels);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<Label> = None;
    for (line, label) in rendered.lines.iter().zip(labels.iter()) {
        let goes_on = last.is_some_and(|last| {
            last.kind == label.kind && last.rule == label.rule && !stands_alone(label.kind)
        });
        match blocks.last_mut().filter(|_| goes_on) {
            Some(block) => {
                block.span = block.span.cover(line.span);
                block.score = Score::new(block.score.get().min(label.score));
            }
            None => blocks.push(Block {
                kind: label.kind,
                span: line.span,
                score: Score::new(label.score),
                made: label.made(),
            }),
        }
        last = Some(*label);
    }
    (blocks, aside)
}

/// Kinds whose lines are a block each.
const fn stands_alone(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Body | BlockKind::Heading | BlockKind::Title)
}

fn limit(rendered: &Rendered, labels: &mut [Label]) -> usize {
    let (mut kept, mut aside) = (0, 0);
    for (line, label) in rendered.lines.iter().zip(labels) {
        if label.kind != BlockKind::Body {
            continue;
        }
        if kept + line.span.len() > MOST_BODY {
            *label = Label::new(BlockKind::Other, "body-too-long", 1.0);
            aside += line.span.len();
        } else {
            kept += line.span.len();
        }
    }
    aside
}
