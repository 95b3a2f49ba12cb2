//! Headlines that point to other articles: kept with their own words and their link, and never the article's statements.

use sayso_news::{BlockKind, Lead};
use sayso_text::Span;

use crate::metadata::Evidence;

/// So many lines away the link of a headline may stand.
const REACH: usize = 3;

/// The headlines among the lines that point to other articles.
pub(crate) fn leads(evidence: &Evidence<'_>) -> Vec<Lead> {
    let lines = 0..evidence.labels.len();
    let leads = lines.filter(|n| points(evidence.labels[*n].kind) && is_headline(evidence, *n)).map(|n| {
        let line = &evidence.rendered.lines[n];
        Lead { span: bare(line.span, &evidence.rendered.text), url: link(evidence, n) }
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

/// Where a lead points: as its own words do, else as the only link beside them does.
fn link(evidence: &Evidence<'_>, n: usize) -> Option<String> {
    let written = match &evidence.rendered.lines[n].markup {
        Some(markup) => markup.link.as_deref().or_else(|| beside(evidence, n, markup.holder)),
        None => address_in(evidence.words(n)).or_else(|| address_below(evidence, n)),
    };
    absolute(written?.trim(), evidence.address())
}

/// The only link of the lines around that stand in the same element: "Read more" under a headline.
fn beside<'e>(evidence: &'e Evidence<'_>, n: usize, holder: u32) -> Option<&'e str> {
    let around = n.saturating_sub(REACH)..(n + REACH + 1).min(evidence.labels.len());
    let markups = around.filter_map(|n| evidence.rendered.lines[n].markup.as_ref());
    let mut links = markups.filter(|m| m.holder == holder).filter_map(|markup| markup.link.as_deref());
    let first = links.next()?;
    (holder > 0 && links.all(|link| link == first)).then_some(first)
}

/// The address that a line of a text holds.
fn address_in(words: &str) -> Option<&str> {
    let at = ["https://", "http://"].iter().find_map(|scheme| words.find(scheme))?;
    let rest = &words[at..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"'));
    Some(rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';']))
}

/// The address that stands alone on the line below.
fn address_below<'e>(evidence: &'e Evidence<'_>, n: usize) -> Option<&'e str> {
    let below = evidence.rendered.lines.get(n + 1).map(|line| line.span.slice(&evidence.rendered.text))?;
    address_in(below).filter(|address| address.len() + 2 >= below.len())
}

/// The address that a link means on the page at `base`; as it is written where that is not known.
fn absolute(link: &str, base: Option<&str>) -> Option<String> {
    let nowhere = ["#", "javascript:", "mailto:", "tel:"];
    if link.is_empty() || nowhere.iter().any(|start| link.starts_with(start)) {
        return None;
    }
    let known = base.and_then(|base| base.split_once("://"));
    let Some((scheme, rest)) = known.filter(|_| !link.contains("://")) else { return Some(link.to_owned()) };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let path = rest[host.len()..].split(['?', '#']).next().unwrap_or("");
    let folder = &path[..path.rfind('/').map_or(0, |at| at + 1)];
    Some(if let Some(other) = link.strip_prefix("//") {
        format!("{scheme}://{other}")
    } else if link.starts_with('/') {
        format!("{scheme}://{host}{link}")
    } else {
        format!("{scheme}://{host}{}{link}", if folder.is_empty() { "/" } else { folder })
    })
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn links_are_told_from_the_page_s_address() {
        let base = Some("https://post.example/news/2023/ferry.html?x=/y");
        for (link, want) in [
            ("https://other.example/a", Some("https://other.example/a")),
            ("//other.example/a", Some("https://other.example/a")),
            ("/a?b=1", Some("https://post.example/a?b=1")),
            ("a.html", Some("https://post.example/news/2023/a.html")),
            ("#top", None),
            ("javascript:void(0)", None),
        ] {
            assert_eq!(absolute(link, base).as_deref(), want, "{link}");
        }
        assert_eq!(absolute("/a", None).as_deref(), Some("/a"));
        assert_eq!(absolute("a", Some("https://post.example")).as_deref(), Some("https://post.example/a"));
    }
}
