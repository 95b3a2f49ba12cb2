//! Headlines that point to other articles: kept with their own words and their link, and never the article's statements.

use sayso_news::{BlockKind, Lead};
use sayso_text::Span;

use crate::metadata::Evidence;

/// The headlines among the lines that point to other articles.
pub(crate) fn leads(evidence: &Evidence<'_>) -> Vec<Lead> {
    let lines = 0..evidence.labels.len();
    let leads = lines.filter(|n| points(evidence.labels[*n].kind) && is_headline(evidence, *n)).map(|n| {
        let line = &evidence.rendered.lines[n];
        Lead {
            span: bare(line.span, &evidence.rendered.text),
            url: line.markup.as_ref().and_then(|markup| markup.link.clone()),
        }
    });
    leads.collect()
}

const fn points(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Related | BlockKind::Teaser | BlockKind::Popular)
}

/// A headline and not the heading of the list, a date or time, a row of tags, or a sentence under a headline.
fn is_headline(evidence: &Evidence<'_>, n: usize) -> bool {
    let row = &evidence.rows[n];
    let parts =
        [" / ", " | ", " · "].iter().map(|mark| evidence.words(n).matches(mark).count()).sum::<usize>();
    row.hits.whole.is_none()
        && parts < 2
        && !row.hits.ago
        && !row.is_dateline()
        && row.shape.words >= 3
        && row.shape.words <= 30
        && (!row.shape.stop || row.shape.question)
}

/// A lead's words without its number or bullet.
fn bare(span: Span, text: &str) -> Span {
    let words = span.slice(text);
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &words[digits..];
    let numbered = digits > 0 && digits <= 2 && rest.starts_with(['.', ')', ' ', '\t']);
    let skip =
        if numbered { digits + rest.len() - rest.trim_start_matches(['.', ')', ' ', '\t']).len() } else { 0 };
    let bulleted = &words[skip..];
    let skip =
        skip + bulleted.len() - bulleted.trim_start_matches(['-', '•', '*', '>', '→', ' ', '·', '–']).len();
    Span::of(span.start() + skip..span.end())
}
