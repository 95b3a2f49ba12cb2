//! The last stretch of the way: from an article's words to its block, the capture's content and the file's bytes.

use sayso_news::{Article, Capture, Cite};
use sayso_text::Span;

use super::{Page, maker};
use crate::plain::line;
use crate::view::Rim;

/// Length of a UTF-8 byte-order mark, which the decoded content leaves out.
const BOM: u64 = 3;

impl Page<'_, '_> {
    /// Where cited words stand: characters, block, bytes of the content, bytes of the file.
    pub(super) fn place(&mut self, depth: usize, cite: Cite) {
        let Some(article) = self.desk.article(cite.article) else { return };
        if let Some(outward) = Rim::new([article]).cite(cite) {
            let words = format!("characters {}–{} of {}", outward.start, outward.end, article.id);
            self.put(depth, "text", &words);
        }
        let blocks = article.blocks.iter().filter(|block| block.span.overlaps(cite.span));
        for block in blocks {
            let kind = block.kind.name();
            self.put(
                depth,
                "block",
                &format!("{kind} [{}, score {:.2}]", maker(&block.made), block.score.get()),
            );
        }
        let Some(capture) = self.desk.capture(article.capture) else { return };
        let source = article.trace.source(cite.span);
        self.put(depth, "capture", &format!("{} {}", capture.id, bytes(article, capture, source)));
        self.file(depth, capture);
        if let Some(command) = source.and_then(|at| command(article, capture, at)) {
            self.put(depth, "check", &command);
        }
    }

    /// The input that a capture came from, and its digest.
    pub(super) fn file(&mut self, depth: usize, capture: &Capture) {
        let member = capture.member.as_deref().map(|m| format!(", member {}", line(m))).unwrap_or_default();
        let encoding = capture.encoding.as_deref().unwrap_or("no text");
        let words = format!(
            "{}{member} ({}, {}, {} bytes)",
            line(&capture.input),
            capture.media.name(),
            line(encoding),
            capture.size
        );
        self.put(depth, "file", &words);
        self.put(depth, "sha256", &line(&capture.sha256));
    }
}

/// The bytes that the words stand at, in the decoded content and, where that is the same, in the file.
fn bytes(article: &Article, capture: &Capture, source: Option<Span>) -> String {
    let Some(at) = source else { return "does not hold these words itself".into() };
    match offset(article, capture) {
        Some(before) => {
            let before = before as usize;
            format!("bytes {}–{} of the file", at.start() + before, at.end() + before)
        }
        None => format!("bytes {}–{} of the decoded content", at.start(), at.end()),
    }
}

/// The shell command that shows those bytes; none for a name that a shell would read otherwise.
fn command(article: &Article, capture: &Capture, at: Span) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/');
    let name = Some(&capture.input).filter(|name| name.chars().all(|c| plain(c) || c == '-'))?;
    let name = Some(name).filter(|name| name.starts_with(plain))?;
    let first = at.start() + offset(article, capture)? as usize + 1;
    Some(format!("tail -c +{first} {name} | head -c {}", at.len()))
}

/// How many bytes of the file stand before the decoded content; `None` where the two differ otherwise.
fn offset(article: &Article, capture: &Capture) -> Option<u64> {
    let utf8 = capture.encoding.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("utf-8"));
    // The content may have been let go; that of a text capture is the article's own text.
    let content = match capture.content.len() {
        0 if article.trace.0.is_empty() => article.text.len(),
        length => length,
    } as u64;
    let before = capture.size.checked_sub(content)?;
    (utf8 && capture.member.is_none() && (before == 0 || before == BOM)).then_some(before)
}
