//! What holds of every article, whatever it was made from. The fuzz targets hold it up to any bytes.

use sayso_news::{Article, Trace};
use sayso_text::lines;

/// What is wrong about the blocks (and the entries of a live account, which are ordered and apart): they are ordered, apart, trimmed, on character boundaries, and one stands over every
/// line that is not blank.
pub(crate) fn blocks(article: &Article) -> Option<String> {
    let mut lines = lines(&article.text).filter(|line| !line.is_blank()).peekable();
    let mut end = 0;
    for block in &article.blocks {
        if block.span.start() < end {
            return Some(format!("{:?} overlaps the block before it, or stands before that", block.span));
        }
        end = block.span.end();
        let Some(words) = article.text.get(block.span.range()) else {
            return Some(format!("{:?} does not lie on character boundaries", block.span));
        };
        if words.is_empty() || words != words.trim() {
            return Some(format!("{words:?} is not trimmed"));
        }
        while let Some(line) = lines.next_if(|line| line.span.trim(&article.text).end() <= end) {
            if !block.span.contains(line.span.trim(&article.text)) {
                return Some(format!("no one block stands over {:?}", line.text));
            }
        }
    }
    let entries = &article.entries;
    if !entries.is_sorted_by(|a, b| a.span.end() <= b.span.start()) {
        return Some(format!("entries stand in each other's way: {entries:?}"));
    }
    lines.next().map(|line| format!("no block stands over {:?}", line.text))
}

/// What is wrong about a trace: runs that overlap or stand apart from what they trace, and words without a place.
pub(crate) fn trace(text: &str, trace: &Trace, source: &str) -> Option<String> {
    let mut covered = 0;
    for run in &trace.0 {
        let (Some(words), Some(place)) = (text.get(run.text.range()), source.get(run.source.range())) else {
            return Some(format!("{run:?} does not lie on character boundaries"));
        };
        let like = |(a, b): (char, char)| a == b || (a == ' ' && b.is_ascii_whitespace());
        let verbatim = words.len() == place.len() && words.chars().zip(place.chars()).all(like);
        let reference = place.starts_with('&') && words.chars().count() <= 2;
        let space = words == " " && place.is_ascii();
        if run.text.start() < covered || !(verbatim || reference || space) {
            return Some(format!("{words:?} is traced to {place:?}"));
        }
        // Only white space and the numbers of a list's entries are the page's own, and stand nowhere.
        let between = &text[covered..run.text.start()];
        if !is_own(between) {
            return Some(format!("{between:?} has no place"));
        }
        covered = run.text.end();
    }
    let rest = &text[covered..];
    (!rest.trim().is_empty()).then(|| format!("{rest:?} has no place"))
}

fn is_own(between: &str) -> bool {
    let between = between.trim();
    between.is_empty() || between.strip_suffix('.').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
}
