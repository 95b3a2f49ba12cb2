//! A text as lines. Paragraphs that were broken at a fixed width are put together again.

use sayso_text::lines;

use crate::rendered::{Line, Lines, Rendered};
use crate::sheets;

/// Lines are taken for pieces of a paragraph when the longest of them has this many characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;
/// So many paragraphs that were broken tell at which width the whole text was.
const PARAGRAPHS: usize = 3;
/// By so many characters lines stand out beyond the width of the text.
const RAGGED: usize = 2;
/// In a text that was broken at a width, a line may end so many characters before it had to.
const EARLY: usize = 8;
/// Blanks before a line that are counted.
const MOST_INDENT: usize = 40;

/// The lines of a text; its words stay as they are.
pub(crate) fn render(content: &str) -> Rendered {
    let mut found = Lines::default();
    let mut gap = 0_u16;
    for line in lines(content) {
        if line.is_blank() {
            gap = gap.saturating_add(1);
            continue;
        }
        let span = line.span.trim(content);
        found.push(Line { span, gap, markup: None });
        gap = 0;
    }
    let mut lines = join(content, &found.read);
    lines.extend(found.rest());
    Rendered { text: content.to_owned(), lines, surplus: found.surplus, ..Rendered::default() }
}

/// Puts together what was broken at a fixed width: runs of lines without a gap, where no next word would have fitted.
/// Heads and feet of pages stand alone: a run ends at each.
fn join(content: &str, found: &[Line]) -> Vec<Line> {
    let mut edge = vec![false; found.len()];
    for n in sheets::edges(content, found) {
        edge[n] = true;
    }
    let mut blocks: Vec<&[Line]> = Vec::new();
    let mut rest = found;
    while let [_, ..] = rest {
        let at = found.len() - rest.len();
        let goes_on = |(n, line): &(usize, &Line)| line.gap == 0 && !edge[*n] && !edge[at];
        let run = 1 + (at + 1..).zip(&rest[1..]).take_while(goes_on).count();
        let (block, after) = rest.split_at(run);
        blocks.push(block);
        rest = after;
    }
    let broken: Vec<usize> =
        blocks.iter().filter(|b| runs_on(content, b)).map(|b| width(content, b)).collect();
    let page = broken.iter().copied().max().filter(|_| broken.len() >= PARAGRAPHS);
    let mut joined: Vec<Line> = Vec::with_capacity(found.len());
    for block in blocks {
        if runs_on(content, block) || page.is_some_and(|page| is_as_wide(content, block, page)) {
            let span = block[block.len() - 1].span.cover(block[0].span);
            joined.push(Line { span, ..block[0].clone() });
        } else {
            joined.extend_from_slice(block);
        }
    }
    joined
}

/// Characters of a line, those that indent it as well.
fn long(content: &str, line: &Line) -> usize {
    let before = &content[..line.span.start()];
    let indent = before.chars().rev().take(MOST_INDENT).take_while(|c| matches!(c, ' ' | '\t')).count();
    indent + line.span.slice(content).chars().count()
}

/// How many characters the longest line of a block has.
fn width(content: &str, block: &[Line]) -> usize {
    block.iter().map(|line| long(content, line)).max().unwrap_or(0)
}

/// Whether a block was broken at its own width, and goes on in the middle of a sentence.
fn runs_on(content: &str, block: &[Line]) -> bool {
    let [_, rest @ ..] = block else { return false };
    let lower = |line: &Line| line.span.slice(content).starts_with(char::is_lowercase);
    rest.iter().any(lower) && is_full(content, block, width(content, block), 0)
}

/// Whether a block was broken at the width of the other paragraphs of its text.
fn is_as_wide(content: &str, block: &[Line], page: usize) -> bool {
    let own = width(content, block);
    block.len() > 1 && own <= page + RAGGED && is_full(content, block, own.max(page), EARLY)
}

/// Whether no next word would have fitted on the line before it, but for so many characters that it may end early.
fn is_full(content: &str, block: &[Line], width: usize, early: usize) -> bool {
    if !WIDTHS.contains(&width) || block.iter().any(|line| line.span.len() > 4 * WIDTHS.end()) {
        return false;
    }
    block.windows(2).all(|pair| {
        let next = pair[1].span.slice(content).split_whitespace().next().unwrap_or("");
        long(content, &pair[0]) + 1 + next.chars().count() + early > width
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> Vec<&str> {
        render(text).lines.iter().map(|line| line.span.slice(text)).collect()
    }

    #[test]
    fn each_line_stands_alone() {
        assert_eq!(rendered(" One line \n\n\tTwo\r\nThree"), ["One line", "Two", "Three"]);
    }

    #[test]
    fn gaps_are_counted() {
        let found: Vec<_> = render("a\n\n \n  b\nc").lines.iter().map(|line| line.gap).collect();
        assert_eq!(found, [0, 2, 0]);
    }

    #[test]
    fn a_paragraph_broken_at_a_width_is_one() {
        let text = "The harbour master said on Monday that the two boats had left the\nquay before dawn and that nobody had asked him for a clearance, nor\nwould he have given one.\n\nNext paragraph.";
        assert_eq!(rendered(text).len(), 2);
        let pages = "Harbour Board - Page 1\nThe harbour master said on Monday that the two boats had left the\nquay before dawn and that nobody had asked him for a clearance, nor\nHarbour Board - Page 2\nwould he have given one to any of them, since the wind had turned at\nmidnight and the sea was high.";
        assert_eq!(rendered(pages).len(), 4, "a head or foot ends what is put together");
        let wire = "   The harbour master said on Monday that the two boats had left the\nquay before dawn.\n\n   \"Nobody asked,\" the head of the harbour board, the former Captain\nLeif Moor, said.\n\n   Nor would he have given leave to any boat, since the wind had turned\nat midnight and the sea was high.\n\n   A third boat had stayed behind, it was said in the town, because her\nowner was ill.\n\nBy Ada Moor\nHarbour Desk";
        assert_eq!(rendered(wire).len(), 6, "one of a wire's paragraphs goes on with a name");
        let list = "The harbour master resigns over lost boats after a long week of talks\nFish prices rise\nwhat the tide tables say";
        assert_eq!(rendered(list).len(), 3);
    }
}
