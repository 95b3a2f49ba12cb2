//! Lists that the line model loses hold of: what goes on after an entry in its form is an entry too, tickers, the heads of
//! live entries; and sentences of the text that it takes for something else.

use sayso_news::BlockKind;

use super::pointers::lists;
use super::{Label, Row};
use crate::rendered::Rendered;
use crate::words::Marker;

/// Marks that entries of lists begin with, and paragraphs do not.
const ARROWS: [&str; 8] = [">>", "»", "►", "▶", "▸", "→", "➤", "•"];
/// Entries of one list that are followed at the most.
const MOST: usize = 16;
/// Lines that the time of an entry stands above its text.
const NEAR: usize = 2;

/// Mends the kinds of lists and of what stands beside them.
pub(super) fn mark(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    let words = |n: usize| rendered.lines[n].span.slice(&rendered.text);
    replies(rendered, rows, labels);
    tickers(rendered, rows, labels);
    let mut run = 0;
    for n in 1..rows.len() {
        let entry = goes_on(rendered, rows, labels, n);
        run = if entry { run + 1 } else { 0 };
        if entry && run <= MOST {
            labels[n] = Label::new(labels[n - 1].kind, "goes-on-the-list", 0.7);
        }
        // "19:52", "Two deaths confirmed", and the entry's text.
        let headed = n + 1 < rows.len() && labels[n + 1].kind == BlockKind::Body && is_clock(words(n - 1));
        if headed && labels[n].kind == BlockKind::Other && is_entry(&rows[n]) {
            labels[n] = Label::new(BlockKind::Heading, "heads-a-live-entry", 0.7);
        }
        // "The café, shut since the attack", and under it "Picture: S. Farr".
        let credited = n + 1 < rows.len()
            && labels[n + 1].kind == BlockKind::Caption
            && rendered.lines[n + 1].gap == 0
            && rows[n + 1].hits.start.is_some_and(|hit| hit.kind == BlockKind::Caption)
            && rows[n + 1].shape.words <= 8;
        if credited && matches!(labels[n].kind, BlockKind::Heading | BlockKind::Other) {
            labels[n] = Label::new(BlockKind::Caption, "above-a-credit", 0.8);
        }
    }
    sentences(rendered, rows, labels);
}

/// The form of a headline in a list.
fn is_entry(row: &Row) -> bool {
    let hits = &row.hits;
    (1..=18).contains(&row.shape.words)
        && !row.shape.stop
        && !row.is_running()
        && hits.whole.is_none()
        && hits.start.is_none()
        && hits.menu.is_none()
        && !row.is_dateline()
}

/// Whether the line goes on the list that the line above it is of.
fn goes_on(rendered: &Rendered, rows: &[Row], labels: &[Label], n: usize) -> bool {
    let (above, row) = (&rows[n - 1], &rows[n]);
    if !lists(labels[n - 1].kind) || lists(labels[n].kind) || !is_entry(row) || row.shape.words < 3 {
        return false;
    }
    let head = above.opener().is_some_and(|section| lists(section.kind));
    let alike = above.shape.marker == row.shape.marker;
    // ">> In Maristad a pensioner froze to death" under ">> Schoolchildren planted lindens"
    let arrow = |n: usize| {
        let words = rendered.lines[n].span.slice(&rendered.text).trim_start();
        ARROWS.iter().any(|mark| words.starts_with(mark))
    };
    if labels[n].kind == BlockKind::Body && arrow(n) && arrow(n - 1) {
        return true;
    }
    let close = rendered.lines[n].gap <= rendered.lines[n - 1].gap.max(1);
    match labels[n].kind {
        BlockKind::Other => close && (head || alike),
        BlockKind::Comments => {
            let marked = row.shape.marker != Marker::None;
            close && alike && (marked || row.section.is_none_or(|s| s.kind != BlockKind::Comments))
        }
        // What a heading of a list leads in is no paragraph of the text where it does not end as one.
        BlockKind::Body => rendered.lines[n].gap == 0 && head && row.shape.words <= 14,
        _ => false,
    }
}

/// "15:58 Minister opens festival", "15:41 Two killed by lightning": news of the hour, with its heading.
fn tickers(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    let ticks = |n: &usize| {
        let words = rendered.lines[*n].span.slice(&rendered.text);
        let timed = words.split_once(char::is_whitespace).is_some_and(|(time, _)| is_clock(time));
        timed
            && rows[*n].shape.words >= 3
            && !rows[*n].shape.stop
            && !matches!(labels[*n].kind, BlockKind::Body | BlockKind::Title)
    };
    let mut found = Vec::new();
    let mut n = 0;
    while n < rows.len() {
        let run = (n..rows.len()).take_while(ticks).count();
        if run >= 2 {
            let head = n > 0
                && is_entry_or_head(&rows[n - 1])
                && matches!(labels[n - 1].kind, BlockKind::Other | BlockKind::Heading);
            found.push(n - usize::from(head)..n + run);
        }
        n += run.max(1);
    }
    for run in found {
        labels[run].fill(Label::new(BlockKind::Related, "news-of-the-hour", 0.8));
    }
}

fn is_entry_or_head(row: &Row) -> bool {
    (1..=6).contains(&row.shape.words) && !row.shape.stop
}

/// "Comments (33)", "4 replies so far", and under it what readers write, each after a name and a colon.
fn replies(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    let words = |n: usize| rendered.lines[n].span.slice(&rendered.text);
    let mut n = 0;
    while n < rows.len() {
        if !counts_replies(words(n)) {
            n += 1;
            continue;
        }
        if labels[n].kind != BlockKind::Body {
            labels[n] = Label::new(BlockKind::Comments, "counts-comments", 0.85);
        }
        n += 1;
        while n < rows.len() && is_reply(words(n)) && labels[n].kind != BlockKind::Body {
            labels[n] = Label::new(BlockKind::Comments, "a-reader-writes", 0.8);
            n += 1;
        }
    }
}

/// "Comments (33)", "33 comments", "4 replies so far".
fn counts_replies(words: &str) -> bool {
    let bare: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_word = |w: &str| {
        matches!(w.to_lowercase().as_str(), "comment" | "comments" | "reply" | "replies" | "responses")
    };
    let is_count = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    match bare[..] {
        [a, b] => (is_word(a) && is_count(b)) || (is_count(a) && is_word(b)),
        [a, b, c, d] => {
            is_count(a) && is_word(b) && c.eq_ignore_ascii_case("so") && d.eq_ignore_ascii_case("far")
        }
        _ => false,
    }
}

/// "gazza99: I only drink coffee": a name of one to three words, and what is written under it.
fn is_reply(words: &str) -> bool {
    words.split_once(": ").is_some_and(|(name, said)| {
        name.split_whitespace().count() <= 3 && (2..=30).contains(&name.len()) && !said.trim().is_empty()
    })
}

/// "19:52", "18.32": a time of day alone.
fn is_clock(words: &str) -> bool {
    let parts = words.trim().split_once([':', '.']);
    parts.is_some_and(|(hour, minute)| {
        let number = |w: &str, most: u8| w.len() <= 2 && w.parse::<u8>().is_ok_and(|n| n <= most);
        minute.len() == 2 && number(hour, 23) && number(minute, 59)
    })
}

/// Sentences between paragraphs that nothing explains as something else are the article's, and so is what stands under the
/// time of a live account's entry.
fn sentences(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    let words = |n: usize| rendered.lines[n].span.slice(&rendered.text);
    let is_body = |label: &Label| label.kind == BlockKind::Body;
    for n in 1..rows.len() {
        let (row, kind) = (&rows[n], labels[n].kind);
        let hits = &row.hits;
        let told = hits.whole.or(hits.start).or(hits.within).or(hits.label).or(hits.end).is_some();
        let sentence =
            row.shape.stop && !row.shape.question && !row.shape.shouting && row.shape.words >= 5 && !told;
        let around = is_body(&labels[n - 1]) && labels.get(n + 1).is_some_and(is_body);
        let between = kind == BlockKind::Heading && around;
        let entry = (n.saturating_sub(NEAR)..n).any(|above| is_clock(words(above)));
        let live = kind == BlockKind::Other && entry && row.shape.sentences >= 2 && row.shape.words >= 20;
        if sentence && (between || live) && labels[n].score < 0.9 {
            labels[n] = Label::new(BlockKind::Body, "sentence-in-the-text", 0.6);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_stand_alone() {
        assert!(
            is_clock("19:52")
                && is_clock("7.05")
                && !is_clock("24:10")
                && !is_clock("1.5")
                && !is_clock("19:52 h")
        );
    }

    #[test]
    fn replies_are_counted_and_written() {
        assert!(
            counts_replies("COMMENTS (33)")
                && counts_replies("4 replies so far")
                && !counts_replies("Comments are closed")
        );
        assert!(is_reply("gazza99: it leaks") && !is_reply("The harbour master said: it leaks"));
    }
}
