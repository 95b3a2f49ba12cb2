//! The sources: every article's whole text, its blocks typed, cited words highlighted where they stand.

use maud::{Markup, html};
use sayso_news::{Article, ArticleId, BlockKind};
use sayso_text::Span;

use super::Page;
use crate::dates::spoken;
use crate::plain::{count, distinct, line, safe};
use crate::sheet::label;

/// Cited words of one article.
#[derive(Debug, Clone, Copy)]
struct Mark {
    number: usize,
    span: Span,
    uses: usize,
}

/// The marks of one article, walked from its beginning to its end.
struct Walk<'d> {
    text: &'d str,
    /// By beginning; those before `opened` have their anchor.
    marks: Vec<Mark>,
    opened: usize,
    /// By end; those before `closed` have their back-links.
    ends: Vec<Mark>,
    closed: usize,
}

/// A stretch of blocks that is shown alike.
struct Fold {
    blocks: Vec<(BlockKind, Span)>,
    folded: bool,
}

pub(super) fn section(page: &Page<'_, '_>) -> Markup {
    let articles = &page.desk.dossier.articles;
    let mut marks: std::collections::BTreeMap<ArticleId, Vec<Mark>> = std::collections::BTreeMap::new();
    for (number, cite, uses) in page.register.borrow().all() {
        marks.entry(cite.article).or_default().push(Mark { number, span: cite.span, uses });
    }
    html! {
        section.sources #sources aria-labelledby="sources-h" {
            h2 #sources-h { "Sources" }
            p.lead {
                "The whole text of every article, as it was captured. Words that the account rests on are "
                mark { "highlighted" }
                "; the small letters lead back to where they are used."
            }
            @for article in articles { (source(page, article, marks.remove(&article.id).unwrap_or_default())) }
        }
    }
}

fn source(page: &Page<'_, '_>, article: &Article, marks: Vec<Mark>) -> Markup {
    let copy = page.desk.copy(article.id);
    let mut ends = marks.clone();
    let mut marks = marks;
    marks.sort_by_key(|mark| (mark.span.start(), mark.number));
    ends.sort_by_key(|mark| (mark.span.end(), mark.number));
    let mut walk = Walk { text: &article.text, marks, opened: 0, ends, closed: 0 };
    html! {
        article.source id=(article.id) aria-labelledby=(format!("{}-h", article.id)) {
            header {
                h3 id=(format!("{}-h", article.id)) { bdi { (label(page.desk, article)) } }
                @if let Some(title) = &article.title { p.title { bdi { (line(title)) } } }
                p.facts {
                    @if !article.byline.is_empty() {
                        span { "By " bdi { (line(&names(article))) } }
                    }
                    @if let Some(published) = &article.published { span { (spoken(published)) } }
                    @if let Some(copy) = copy {
                        span { "a reprint of " a href=(format!("#{}", copy.of)) { (page.outlet(copy.of)) } }
                    }
                    @if let Some(url) = article.url.as_deref().filter(|url| is_web(url)) {
                        span { a href=(url) rel="external noopener noreferrer" { "original page" } }
                    }
                }
                (capture(page, article))
            }
            div.text lang=[article.language.as_deref()] {
                @for fold in folds(article) { (walk.fold(&fold)) }
                (walk.rest())
            }
        }
    }
}

/// Who wrote it.
fn names(article: &Article) -> String {
    article.byline.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Only addresses of web pages become links.
fn is_web(url: &str) -> bool {
    let start = |scheme: &str| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    (start("https://") || start("http://")) && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

fn capture(page: &Page<'_, '_>, article: &Article) -> Markup {
    let Some(capture) = page.desk.capture(article.capture) else { return html! {} };
    let captured = capture.captured.as_ref().or(article.captured.as_ref());
    html! {
        details.capture {
            summary { "The capture" }
            dl {
                dt { "File" } dd { bdi { (line(&capture.input)) } @if let Some(member) = &capture.member { ", " bdi { (line(member)) } } }
                dt { "Kind" } dd { (capture.media.name()) ", " (count(capture.size as usize, "byte")) }
                dt { "SHA-256" } dd { code { (line(&capture.sha256)) } }
                @if let Some(captured) = captured { dt { "Copied" } dd { (spoken(captured)) } }
                dt { "Article" } dd { code { (article.id) } }
            }
        }
    }
}

/// What is no part of the article's own telling is folded away, and opened where it is cited.
fn folds(article: &Article) -> Vec<Fold> {
    let mut folds: Vec<Fold> = Vec::new();
    let mut put = |kind: BlockKind, span: Span| {
        let folded = matches!(
            kind,
            BlockKind::Teaser
                | BlockKind::Related
                | BlockKind::Popular
                | BlockKind::Navigation
                | BlockKind::Comments
                | BlockKind::Legal
                | BlockKind::Promo
                | BlockKind::Other
        );
        match folds.last_mut() {
            Some(last) if last.folded == folded => last.blocks.push((kind, span)),
            _ => folds.push(Fold { blocks: vec![(kind, span)], folded }),
        }
    };
    let mut at = 0;
    let whole = article.text.len();
    let ends = article
        .blocks
        .iter()
        .map(|block| (block.kind, block.span))
        .chain([(BlockKind::Other, Span::of(whole..whole))]);
    for (kind, span) in ends {
        // Words between blocks are shown too: nothing of a source is left out.
        let gap = Span::of(at..span.start().max(at)).trim(&article.text);
        if !gap.is_empty() {
            put(BlockKind::Other, gap);
        }
        if !span.is_empty() && span.start() >= at {
            put(kind, span);
            at = span.end();
        }
    }
    folds
}

impl Walk<'_> {
    fn fold(&mut self, fold: &Fold) -> Markup {
        let (Some(first), Some(last)) = (fold.blocks.first(), fold.blocks.last()) else { return html! {} };
        let span = first.1.cover(last.1);
        let cited = self.marks[self.opened..]
            .iter()
            .take_while(|mark| mark.span.start() < span.end())
            .next()
            .is_some();
        if !fold.folded {
            return html! { @for (kind, span) in &fold.blocks { (self.block(*kind, *span)) } };
        }
        let kinds = distinct(fold.blocks.iter().map(|(kind, _)| word(*kind).to_owned()));
        html! {
            details.aside open[cited] {
                summary { (count(fold.blocks.len(), "line")) " of " (kinds.join(", ")) }
                @for (kind, span) in &fold.blocks { (self.block(*kind, *span)) }
            }
        }
    }

    /// Anchors for cites of white space after the last block, so that every link leads somewhere.
    fn rest(&mut self) -> Markup {
        let opening = self.marks.split_off(self.opened);
        let closing = self.ends.split_off(self.closed);
        html! {
            @for mark in &opening { span id=(format!("w{}", mark.number)) {} }
            @for mark in &closing { (back(mark)) }
        }
    }

    fn block(&mut self, kind: BlockKind, span: Span) -> Markup {
        let words = self.words(span);
        match kind {
            BlockKind::Title => html! { p.head { (words) } },
            BlockKind::Heading => html! { p.subhead { (words) } },
            BlockKind::Byline | BlockKind::Dateline => html! { p.by { (words) } },
            BlockKind::Caption => html! { p.caption { span.kind { "Caption" } (words) } },
            BlockKind::Embed => html! { blockquote.embed { span.kind { "Embedded post" } p { (words) } } },
            _ => html! { p { (words) } },
        }
    }

    /// The words of a span, cut where cited words begin and end.
    fn words(&mut self, span: Span) -> Markup {
        let inside = |at: &usize| span.start() < *at && *at < span.end();
        let reach = self.marks.partition_point(|mark| mark.span.start() < span.end());
        let mut cuts: Vec<usize> = self.marks[self.opened..reach.max(self.opened)]
            .iter()
            .map(|mark| mark.span.start())
            .chain(
                self.ends[self.closed..]
                    .iter()
                    .map(|mark| mark.span.end())
                    .take_while(|end| *end < span.end()),
            )
            .filter(inside)
            .collect();
        cuts.extend([span.start(), span.end()]);
        cuts.sort_unstable();
        cuts.dedup();
        html! { @for pair in cuts.windows(2) { (self.piece(Span::of(pair[0]..pair[1]))) } }
    }

    /// Words in which no cite begins or ends.
    fn piece(&mut self, span: Span) -> Markup {
        let text = safe(span.slice(self.text));
        let begun = self.marks.partition_point(|mark| mark.span.start() <= span.start());
        let over = self.ends.partition_point(|mark| mark.span.end() <= span.start());
        let depth = begun.saturating_sub(over);
        let opening = self.marks[self.opened..begun.max(self.opened)].to_vec();
        self.opened = self.opened.max(begun);
        let done = self.ends.partition_point(|mark| mark.span.end() <= span.end());
        let closing = self.ends[self.closed..done.max(self.closed)].to_vec();
        self.closed = self.closed.max(done);
        let (first, more) =
            opening.split_first().map_or((None, &[][..]), |(first, more)| (Some(first), more));
        html! {
            @for mark in more { span id=(format!("w{}", mark.number)) {} }
            @if depth > 0 {
                mark.deep[depth > 1] id=[first.map(|mark| format!("w{}", mark.number))] { (text) }
            } @else {
                @if let Some(mark) = first { span id=(format!("w{}", mark.number)) {} }
                (text)
            }
            @for mark in &closing { (back(mark)) }
        }
    }
}

/// Links from cited words back to where they are used.
fn back(mark: &Mark) -> Markup {
    const MOST: usize = 26;
    html! {
        sup.back {
            @if mark.uses == 1 {
                a href=(format!("#u{}-1", mark.number)) aria-label=(format!("back to note {}", mark.number)) { (mark.number) }
            } @else {
                span { (mark.number) }
                @for (nth, letter) in (1..=mark.uses.min(MOST)).zip('a'..='z') {
                    a href=(format!("#u{}-{nth}", mark.number)) aria-label=(format!("back to note {}, use {letter}", mark.number)) { (letter) }
                }
            }
        }
    }
}

/// What a block is called.
fn word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Body => "text",
        BlockKind::Heading => "heading",
        BlockKind::Caption => "caption",
        BlockKind::Embed => "embedded post",
        BlockKind::Teaser => "teaser",
        BlockKind::Related => "related headlines",
        BlockKind::Popular => "most-read headlines",
        BlockKind::Navigation => "navigation",
        BlockKind::Comments => "comments",
        BlockKind::Legal => "legal notice",
        BlockKind::Promo => "promotion",
        BlockKind::Other => "other text",
    }
}
