//! The folded drawing of many origins: roots by how much rests on them, lines as wide as what they carry.

use std::fmt::Write as _;

use maud::{Markup, html};
use sayso_news::NodeKind;

use super::Page;
use crate::lineage::{Lineage, relation_verb};
use crate::plain::{clip, count};
use crate::stemma::{Bundle, Fold, Level, Stemma, Strand};

const WIDTH: f64 = 212.0;
const HEIGHT: f64 = 46.0;
const GAP: f64 = 10.0;
/// Between two columns: wide enough to follow a line, narrower where more than three columns are to fit a screen.
const CHANNEL: f64 = 132.0;
const NARROW: f64 = 60.0;
const LETTERS: usize = 25;
/// The widest line, and how many reports it takes at least to make one.
const WIDEST: f64 = 11.0;
const WIDE: usize = 30;
/// Names shown of one fold before it says how many more there are.
const NAMES: usize = 500;

pub(super) fn drawing<'d>(page: &Page<'_, 'd>, lineage: &Lineage<'d>, stemma: &Stemma, id: &str) -> Markup {
    let plan = Plan::new(stemma);
    let (width, height) = (plan.width() + 8.0, plan.height + 8.0);
    html! {
        figure {
            div.scroll tabindex="0" role="group" aria-label="Drawing of the origins; scrolls sideways" {
                svg.stemma role="group" aria-labelledby=(format!("{id}-svg-t {id}-svg-d")) xmlns="http://www.w3.org/2000/svg"
                    viewBox=(format!("-2 -2 {width:.0} {height:.0}")) width=(format!("{width:.0}"))
                    height=(format!("{height:.0}")) {
                    title id=(format!("{id}-svg-t")) { "Origins of the story" }
                    desc id=(format!("{id}-svg-d")) { (description(lineage, stemma)) }
                    g.lines {
                        @for (strand, path) in stemma.strands.iter().zip(plan.paths(stemma)) { (line(lineage, stemma, strand, &path)) }
                    }
                    @for (at, bundle) in stemma.bundles.iter().enumerate() { (card(lineage, stemma, at, bundle, plan.places[at], id)) }
                }
            }
            figcaption {
                "On the left where it comes from, on whatever most rests first; on the right who publishes it. "
                "A bar and the width of a line show how many of the " (count(stemma.articles, "report"))
                " rest on it; a broken line leads to what is not known. What is drawn as one because there is much of it opens below."
            }
        }
        (folds(page, lineage, stemma, id))
    }
}

/// The same in words, for those who do not see it.
fn description(lineage: &Lineage<'_>, stemma: &Stemma) -> String {
    let mut words = String::new();
    for bundle in stemma.bundles.iter().filter(|bundle| bundle.level != Level::Outlet) {
        let _ = write!(words, "{} ({}): {}. ", bundle.name(lineage), bundle.words(), share(stemma, bundle));
    }
    words
}

fn share(stemma: &Stemma, bundle: &Bundle) -> String {
    format!("{} of {}", bundle.articles, count(stemma.articles, "report"))
}

/// Where everything stands.
struct Plan {
    /// Left and top of each bundle.
    places: Vec<(f64, f64)>,
    columns: usize,
    height: f64,
    channel: f64,
    widest: usize,
}

impl Plan {
    fn new(stemma: &Stemma) -> Self {
        let depth = depths(stemma);
        let last = depth.iter().copied().max().unwrap_or(0) + 1;
        let levels: Vec<Vec<usize>> = (0..=last)
            .map(|column| {
                let own = |at: &usize| match stemma.bundles[*at].level {
                    Level::Outlet => last,
                    _ => depth[*at],
                };
                (0..stemma.bundles.len()).filter(|at| own(at) == column).collect()
            })
            .collect();
        let channel = if levels.len() > 3 { NARROW } else { CHANNEL };
        let most = levels.iter().map(Vec::len).max().unwrap_or(0);
        let height = most as f64 * (HEIGHT + GAP) - GAP;
        let mut places = vec![(0.0, 0.0); stemma.bundles.len()];
        for (column, mut members) in levels.iter().cloned().enumerate() {
            let left = column as f64 * (WIDTH + channel);
            if column > 0 {
                // near what it comes from, so that lines are short
                let pull = |at: &usize| pull(stemma, &places, *at);
                let mut pulled: Vec<(f64, usize)> = members.iter().map(|at| (pull(at), *at)).collect();
                pulled.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                members = pulled.into_iter().map(|(_, at)| at).collect();
            }
            let step = if column == 0 || members.len() == 1 {
                HEIGHT + GAP
            } else {
                ((height - HEIGHT) / (members.len() - 1) as f64).min((HEIGHT + GAP) * 2.0)
            };
            let used = step * (members.len() - 1) as f64 + HEIGHT;
            let top = if column == 0 { 0.0 } else { (height - used) / 2.0 };
            for (nth, at) in members.into_iter().enumerate() {
                places[at] = (left, top + step * nth as f64);
            }
        }
        let widest = stemma.strands.iter().map(|strand| strand.articles).max().unwrap_or(0).max(WIDE);
        Self { places, columns: levels.len(), height, channel, widest }
    }

    fn width(&self) -> f64 {
        self.columns as f64 * (WIDTH + self.channel) - self.channel
    }

    fn thick(&self, strand: &Strand) -> f64 {
        1.0 + (WIDEST - 1.0) * strand.articles as f64 / self.widest as f64
    }

    /// The line of each strand and its width. Lines leave and reach a card one beside the other, in the order of their far
    /// ends, and closer together where a card has many.
    fn paths(&self, stemma: &Stemma) -> Vec<(String, f64)> {
        let thick: Vec<f64> = stemma.strands.iter().map(|strand| self.thick(strand)).collect();
        let mut ends = vec![(0.0, 0.0); stemma.strands.len()];
        for at in 0..stemma.bundles.len() {
            for leaving in [true, false] {
                let near = |strand: &Strand| if leaving { strand.to } else { strand.from };
                let far = |strand: &Strand| if leaving { strand.from } else { strand.to };
                let mut own: Vec<usize> =
                    (0..ends.len()).filter(|s| near(&stemma.strands[*s]) == at).collect();
                own.sort_by(|a, b| {
                    let top = |s: &usize| self.places[far(&stemma.strands[*s])].1;
                    top(a).total_cmp(&top(b)).then(a.cmp(b))
                });
                let all: f64 = own.iter().map(|s| thick[*s]).sum();
                let room = HEIGHT - 8.0;
                let squeeze = (room / all.max(1.0)).min(1.0);
                let mut y = self.places[at].1 + (HEIGHT - all * squeeze) / 2.0;
                for s in own {
                    let middle = y + thick[s] * squeeze / 2.0;
                    if leaving {
                        ends[s].0 = middle;
                    } else {
                        ends[s].1 = middle;
                    }
                    y += thick[s] * squeeze;
                }
            }
        }
        let path = |(strand, (from, to)): (&Strand, &(f64, f64))| {
            let (x, end) = (self.places[strand.to].0 + WIDTH, self.places[strand.from].0);
            let bend = (end - x).abs().max(self.channel) / 2.0;
            format!("M{x:.1} {from:.1}C{:.1} {from:.1} {:.1} {to:.1} {end:.1} {to:.1}", x + bend, end - bend)
        };
        stemma.strands.iter().zip(&ends).map(path).zip(thick).collect()
    }
}

/// How many relays stand behind each, itself among them; 0 for what is no relay.
fn depths(stemma: &Stemma) -> Vec<usize> {
    let mut depth: Vec<usize> =
        stemma.bundles.iter().map(|bundle| usize::from(bundle.level == Level::Relay)).collect();
    // Three is more than is ever seen, and ends where relays cite each other in a ring.
    for _ in 0..2 {
        for strand in &stemma.strands {
            if stemma.bundles[strand.from].level == Level::Relay && depth[strand.to] > 0 {
                depth[strand.from] = depth[strand.from].max(depth[strand.to] + 1).min(3);
            }
        }
    }
    depth
}

/// The middle of what a bundle comes from, by how much comes from where; what names no source stands last.
fn pull(stemma: &Stemma, places: &[(f64, f64)], at: usize) -> f64 {
    let strands = || stemma.strands.iter().filter(|strand| strand.from == at);
    let weight: usize = strands().map(|strand| strand.articles).sum();
    if weight == 0 {
        return f64::MAX;
    }
    strands().map(|strand| places[strand.to].1 * strand.articles as f64).sum::<f64>() / weight as f64
}

fn line(lineage: &Lineage<'_>, stemma: &Stemma, strand: &Strand, (path, thick): &(String, f64)) -> Markup {
    let (from, to) = (&stemma.bundles[strand.from], &stemma.bundles[strand.to]);
    let class = match (to.kind, from.level) {
        (NodeKind::Unknown, _) => "unknown",
        (_, Level::Relay) => "relays",
        (NodeKind::Agency, _) => "relay",
        _ => "said",
    };
    html! {
        path class=(class) d=(path) stroke-width=(format!("{thick:.1}")) {
            title {
                (from.name(lineage)) " " (relation_verb(strand.relation)) " " (to.name(lineage)) ": " (count(strand.articles, "report"))
            }
        }
    }
}

fn card(
    lineage: &Lineage<'_>,
    stemma: &Stemma,
    at: usize,
    bundle: &Bundle,
    (x, y): (f64, f64),
    id: &str,
) -> Markup {
    let class = match (bundle.kind, bundle.level) {
        (NodeKind::Unknown, _) => "unknown",
        (_, Level::Root) => "said",
        (_, Level::Relay) => "relay",
        (_, Level::Outlet) => "article",
    };
    let several = bundle.members.len() > 1;
    let words = match (bundle.level, bundle.fold) {
        (Level::Outlet, Fold::One) => "one article".to_owned(),
        (Level::Outlet, _) => bundle.words(),
        _ => format!("{} of {} · {}", bundle.articles, stemma.articles, bundle.words()),
    };
    let full = (WIDTH - 20.0) * bundle.articles as f64 / stemma.articles.max(1) as f64;
    let drawn = html! {
        g class=(class) {
            title { (bundle.name(lineage)) ": " (words) }
            @if several {
                rect.behind x=(format!("{:.1}", x + 3.0)) y=(format!("{:.1}", y + 3.0)) width=(format!("{WIDTH:.0}")) height=(format!("{HEIGHT:.0}")) rx="3" {}
            }
            rect x=(format!("{x:.1}")) y=(format!("{y:.1}")) width=(format!("{WIDTH:.0}")) height=(format!("{HEIGHT:.0}")) rx="3" {}
            text.name x=(format!("{:.1}", x + 10.0)) y=(format!("{:.1}", y + 17.0)) { (clip(&bundle.name(lineage), LETTERS)) }
            text.kind x=(format!("{:.1}", x + 10.0)) y=(format!("{:.1}", y + 31.0)) { (words) }
            rect.bar x=(format!("{:.1}", x + 10.0)) y=(format!("{:.1}", y + 37.0)) width=(format!("{:.1}", full.max(1.5))) height="4" rx="1" {}
        }
    };
    let own = match (&bundle.members[..], bundle.level) {
        ([only], Level::Outlet) => article_of(lineage, *only).map(|article| format!("#{article}")),
        ([_], _) => None,
        _ => Some(format!("#{id}-o{at}")),
    };
    html! { @match own { Some(href) => a href=(href) { (drawn) }, None => (drawn) } }
}

/// The id under which a node's article stands among the sources, as all of them do.
fn article_of<'l>(lineage: &'l Lineage<'_>, node: usize) -> Option<&'l str> {
    lineage.nodes[node].id.strip_prefix("article:")
}

/// What the drawing shows as one, name by name.
fn folds(page: &Page<'_, '_>, lineage: &Lineage<'_>, stemma: &Stemma, id: &str) -> Markup {
    let folded = || stemma.bundles.iter().enumerate().filter(|(_, bundle)| bundle.members.len() > 1);
    html! {
        div.folds {
            @for (at, bundle) in folded() {
                details {
                    summary { b { (bundle.name(lineage)) } " " (bundle.words()) }
                    ul id=(format!("{id}-o{at}")) {
                        @for node in bundle.members.iter().take(NAMES) {
                            li {
                                @match article_of(lineage, *node) {
                                    Some(article) => a href=(format!("#{article}")) { (lineage.name(*node)) },
                                    None => (source(page, lineage, bundle, *node)),
                                }
                            }
                        }
                        @if bundle.members.len() > NAMES { li { "and " (bundle.members.len() - NAMES) " more" } }
                    }
                }
            }
        }
    }
}

/// A source by its name, or where all have one name, by the outlet that it stands in.
fn source(page: &Page<'_, '_>, lineage: &Lineage<'_>, bundle: &Bundle, node: usize) -> Markup {
    let Some(cite) = lineage.nodes[node].cite else { return html! { (lineage.name(node)) } };
    let name = if bundle.fold == Fold::Alike { page.outlet(cite.article) } else { lineage.name(node) };
    html! { (name) (page.mark(cite)) }
}
