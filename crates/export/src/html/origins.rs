//! Where everything comes from: a drawing, and the same as a list.

use maud::{Markup, html};
use sayso_news::{Node, NodeKind};

use super::{Page, stemma};
use crate::layered::{Shape, draw};
use crate::lineage::{Lineage, Link, relation_verb};
use crate::plain::{clip, line};
use crate::sheet::Sheet;
use crate::stemma::Stemma;

const WIDTH: f64 = 196.0;
const CHANNEL: f64 = 64.0;
const LETTERS: usize = 25;
const LINE: f64 = 16.0;

/// A node as it is drawn.
struct Card<'d> {
    node: &'d Node,
    lines: Vec<String>,
}

impl Card<'_> {
    fn height(&self) -> f64 {
        30.0 + LINE * self.lines.len() as f64
    }
}

pub(super) fn section<'d>(page: &Page<'_, 'd>, sheet: &Sheet<'_, 'd>, id: &str) -> Markup {
    let Some(lineage) = sheet.digest.and_then(Lineage::of) else { return html! {} };
    html! {
        section.origins aria-labelledby=(format!("{id}-origins")) {
            h3 id=(format!("{id}-origins")) { "Where it comes from" }
            @if let Some(folded) = Stemma::of(&lineage) {
                (stemma::drawing(page, &lineage, &folded, id))
                details { summary { "Everything, outlet by outlet" } (list(page, &lineage)) }
            } @else {
                figure {
                    div.scroll tabindex="0" role="group" aria-label="Drawing of the origins; scrolls sideways" {
                        (drawing(&lineage, id))
                    }
                    figcaption {
                        "From left to right: who said it, who passed it on, who published it. "
                        "A solid line quotes or cites, a dashed one relays, a dotted one reprints."
                    }
                }
                details { summary { "The same as a list" } (list(page, &lineage)) }
            }
        }
    }
}

fn list(page: &Page<'_, '_>, lineage: &Lineage<'_>) -> Markup {
    html! {
        ul.edges {
            @for (node, links) in lineage.reporters() {
                li {
                    b { (line(&node.label)) }
                    @if let Some(cite) = node.cite { (page.mark(cite)) }
                    @for (nth, link) in links.iter().enumerate() {
                        @if nth > 0 { "; " } @else { " " }
                        (relation_verb(link.relation)) " " (lineage.name(link.to))
                    }
                }
            }
        }
    }
}

fn kind(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Utterance => ("said", "own words"),
        NodeKind::Post => ("said", "post"),
        NodeKind::Agency => ("relay", "passed on by"),
        NodeKind::Article => ("article", "article"),
        NodeKind::Unknown => ("unknown", "not named"),
    }
}

/// A label in at most two lines.
fn lines(label: &str) -> Vec<String> {
    let label = clip(label, LETTERS * 3);
    let options = textwrap::Options::new(LETTERS).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines: Vec<String> = textwrap::wrap(&label, options).iter().map(ToString::to_string).collect();
    if lines.len() > 2 {
        lines.truncate(2);
        let end = lines[1].char_indices().nth(LETTERS - 3).map_or(lines[1].len(), |(at, _)| at);
        lines[1].truncate(end);
        lines[1].push('…');
    }
    lines
}

fn drawing(lineage: &Lineage<'_>, id: &str) -> Markup {
    let cards: Vec<Card<'_>> =
        lineage.nodes.iter().map(|node| Card { node, lines: lines(&node.label) }).collect();
    let is_article = |card: &Card<'_>| card.node.kind == NodeKind::Article;
    let shape = |card: &Card<'_>| Shape {
        least: usize::from(matches!(card.node.kind, NodeKind::Article | NodeKind::Agency)),
        height: card.height(),
    };
    let mut shapes: Vec<Shape> = cards.iter().map(shape).collect();
    let ends: Vec<(usize, usize)> = lineage.links.iter().map(|link| (link.from, link.to)).collect();
    // Articles stand right of all that is not an article.
    let columns = draw(&shapes, &ends).nodes;
    let others = cards.iter().zip(&columns).filter(|(card, _)| !is_article(card));
    let first = others.map(|(_, (column, _))| column + 1).max().unwrap_or(0);
    for (shape, _) in shapes.iter_mut().zip(&cards).filter(|(_, card)| is_article(card)) {
        shape.least = first;
    }
    let placed = draw(&shapes, &ends);
    let width = placed.columns as f64 * (WIDTH + CHANNEL) - CHANNEL + 4.0;
    let height = placed.height + 4.0;
    let sentence = |link: &Link| {
        format!("{} {} {}", lineage.name(link.from), relation_verb(link.relation), lineage.name(link.to))
    };
    let description: Vec<String> = lineage.links.iter().map(sentence).collect();
    html! {
        svg.lineage role="img" aria-labelledby=(format!("{id}-svg-t {id}-svg-d")) xmlns="http://www.w3.org/2000/svg"
            viewBox=(format!("-2 -2 {width:.0} {height:.0}")) width=(format!("{width:.0}"))
            height=(format!("{height:.0}")) {
            title id=(format!("{id}-svg-t")) { "Origins of the story" }
            desc id=(format!("{id}-svg-d")) { (description.join("; ")) "." }
            g.lines {
                @for ((link, path), words) in lineage.links.iter().zip(&placed.edges).zip(&description) {
                    path class=(relation_verb(link.relation)) d=(curve(path)) { title { (words) } }
                }
            }
            @for (card, at) in cards.iter().zip(&placed.nodes) { (node(card, *at)) }
        }
    }
}

fn left(column: usize) -> f64 {
    column as f64 * (WIDTH + CHANNEL)
}

fn node(card: &Card<'_>, (column, middle): (usize, f64)) -> Markup {
    let (class, words) = kind(card.node.kind);
    let (x, y) = (left(column), middle - card.height() / 2.0);
    html! {
        g class=(class) {
            title { (line(&card.node.label)) }
            rect x=(format!("{x:.1}")) y=(format!("{y:.1}")) width=(format!("{WIDTH:.0}"))
                height=(format!("{:.1}", card.height())) rx="3" {}
            text.kind x=(format!("{:.1}", x + 10.0)) y=(format!("{:.1}", y + 16.0)) { (words) }
            @for (nth, line) in card.lines.iter().enumerate() {
                text x=(format!("{:.1}", x + 10.0)) y=(format!("{:.1}", y + 18.0 + LINE * (nth as f64 + 1.0) - 2.0)) { (line) }
            }
        }
    }
}

/// A smooth line through the way-points, from the right side of a node to the left side of another.
fn curve(path: &[(usize, f64)]) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let Some((first, rest)) = path.split_first() else { return out };
    let mut x = left(first.0) + WIDTH;
    let mut y = first.1;
    let _ = write!(out, "M{x:.1} {y:.1}");
    for (nth, point) in rest.iter().enumerate() {
        let next = left(point.0);
        let bend = (next - x) / 2.0;
        let _ =
            write!(out, "C{:.1} {y:.1} {:.1} {:.1} {next:.1} {:.1}", x + bend, next - bend, point.1, point.1);
        (x, y) = (next, point.1);
        if nth + 1 < rest.len() {
            // A way-point is as wide as the nodes beside it.
            x += WIDTH;
            let _ = write!(out, "H{x:.1}");
        }
    }
    out
}
