//! Whether a text is a page, a list of documents, or plain words: told by what it holds.

use sayso_news::Media;

/// Names of tags that a page may begin with.
const OPENERS: [&str; 22] = [
    "!doctype",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "div",
    "p",
    "article",
    "main",
    "section",
    "header",
    "table",
    "center",
    "h1",
    "h2",
    "span",
    "ul",
    "blockquote",
];
/// Tags that only markup holds.
const CLOSERS: [&str; 6] = ["</p>", "</div>", "</a>", "</li>", "</td>", "<br"];
/// How far into a text markup is looked for.
const SAMPLE: usize = 1 << 16;

/// Text or page.
pub(crate) fn media(text: &str) -> Media {
    if begins_as_page(text) || holds_markup(text) { Media::Html } else { Media::Text }
}

/// A feed or another XML document: the name of what it is.
pub(crate) fn foreign(text: &str) -> Option<(&'static str, &'static str)> {
    let head = sayso_text::head(text, 1024).to_ascii_lowercase();
    let head = head.trim_start();
    if head.starts_with("warc/") {
        return Some(("a WARC archive", "unpack its pages, or give them as JSON Lines, one document a line"));
    }
    if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
        if head.contains("<rss") || head.contains("<rdf:rdf") || head.contains("<feed") {
            return Some(("a feed", "give the pages that it points to"));
        }
        if head.contains("<urlset") || head.contains("<sitemapindex") {
            return Some(("a site map", "give the pages that it points to"));
        }
    }
    None
}

fn begins_as_page(text: &str) -> bool {
    let mut rest = sayso_text::head(text, SAMPLE).trim_start();
    // Comments and declarations may stand before the page.
    while let Some(end) = rest
        .strip_prefix("<!--")
        .map(|r| r.find("-->").map(|n| &r[n + 3..]))
        .or_else(|| rest.strip_prefix("<?").map(|r| r.find('>').map(|n| &r[n + 1..])))
    {
        let Some(after) = end else { return false };
        rest = after.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect();
    let ends = tag[name.len()..].starts_with([' ', '>', '\n', '\t', '\r', '/']);
    ends && OPENERS.iter().any(|opener| name.eq_ignore_ascii_case(opener))
}

/// Markup in the midst of words: at least three closing tags, one for every thousand bytes.
fn holds_markup(text: &str) -> bool {
    let sample = sayso_text::head(text, SAMPLE);
    let tags = sample
        .match_indices('<')
        .filter(|(at, _)| {
            CLOSERS.iter().any(|c| {
                sample
                    .as_bytes()
                    .get(*at..*at + c.len())
                    .is_some_and(|b| b.eq_ignore_ascii_case(c.as_bytes()))
            })
        })
        .count();
    tags >= 3 && tags * 1000 >= sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_content() {
        assert_eq!(media("  <!DOCTYPE html><html>"), Media::Html);
        assert_eq!(media("<?xml version=\"1.0\"?><!-- x --><html xmlns=\"y\">"), Media::Html);
        assert_eq!(media("Words first.<br>Then <p>more</p><p>and more</p><div></div>"), Media::Html);
    }

    #[test]
    fn words_with_angles_are_text() {
        assert_eq!(media("The price rose (5 < 6), and <b> is a tag."), Media::Text);
        assert_eq!(media("<Editor's note> The mayor has since resigned."), Media::Text);
        assert_eq!(media(""), Media::Text);
    }

    #[test]
    fn feeds_are_named() {
        assert_eq!(foreign("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">").map(|f| f.0), Some("a feed"));
        assert_eq!(foreign("<?xml version=\"1.0\"?><html>"), None);
    }
}
