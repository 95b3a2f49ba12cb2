//! A text as lines. Paragraphs that were broken at a fixed width are put together again.

use sayso_text::lines;

use crate::rendered::{Line, Lines, Rendered};
use crate::sheets;

/// Lines are taken for pieces of a paragraph when the longest of them has this many characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;

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
    let mut joined: Vec<Line> = Vec::with_capacity(found.len());
    let mut edge = vec![false; found.len()];
    for n in sheets::edges(content, found) {
        edge[n] = true;
    }
    let mut rest = found;
    while let [first, ..] = rest {
        let at = found.len() - rest.len();
        let goes_on = |(n, line): &(usize, &Line)| line.gap == 0 && !edge[*n] && !edge[at];
        let run = 1 + (at + 1..).zip(&rest[1..]).take_while(goes_on).count();
        let (block, after) = rest.split_at(run);
        rest = after;
        if is_broken(content, block) {
            let span = block[run - 1].span.cover(first.span);
            joined.push(Line { span, ..first.clone() });
        } else {
            joined.extend_from_slice(block);
        }
    }
    joined
}

fn is_broken(content: &str, block: &[Line]) -> bool {
    let [_, _, ..] = block else { return false };
    let long = |line: &Line| line.span.slice(content).chars().count();
    if block.iter().any(|line| line.span.len() > 4 * WIDTHS.end()) {
        return false;
    }
    let width = block.iter().map(long).max().unwrap_or(0);
    let fitted = block.windows(2).any(|pair| {
        let next = pair[1].span.slice(content).split_whitespace().next().unwrap_or("");
        long(&pair[0]) + 1 + next.chars().count() <= width
    });
    let runs_on = |line: &Line| line.span.slice(content).starts_with(char::is_lowercase);
    WIDTHS.contains(&width) && !fitted && block[1..].iter().any(runs_on)
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
        let list = "The harbour master resigns over lost boats after a long week of talks\nFish prices rise\nwhat the tide tables say";
        assert_eq!(rendered(list).len(), 3);
    }
}
