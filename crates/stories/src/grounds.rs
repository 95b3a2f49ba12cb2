//! What grouped a story's articles, in words that a reader can check.

use std::collections::BTreeSet;

use sayso_news::{ArticleId, Cite, Made, Member, Score, Stage, Step};

use crate::beside::Beside;
use crate::features::Features;
use crate::page::Page;

/// Names that a step shows.
const SHOWN: usize = 6;

/// Articles that are compared pair by pair for the score.
const COMPARED: usize = 12;

/// The steps that made one story of several articles; none for one alone.
pub(crate) fn steps(pages: &[Page], features: &[Features], members: &[usize], cast: &[Member]) -> Vec<Step> {
    if members.len() < 2 {
        return Vec::new();
    }
    let mut shared: Vec<(usize, &Member, Vec<Cite>)> = cast
        .iter()
        .filter(|member| member.named)
        .map(|member| (articles(member).len(), member, first_mentions(member)))
        .filter(|(articles, ..)| *articles > 1)
        .collect();
    // The cast is in order of weight; those that more articles name come first.
    shared.sort_by_key(|(articles, ..)| std::cmp::Reverse(*articles));
    shared.truncate(SHOWN);
    let names: Vec<String> = shared.iter().map(|(_, member, _)| format!("“{}”", member.name)).collect();
    let cites: Vec<Cite> = shared.into_iter().flat_map(|(.., cites)| cites).collect();
    let said = if names.is_empty() { "no name".to_owned() } else { names.join(", ") };
    let days = spread(pages, members).map_or(String::new(), |days| match days {
        0 => "; all of one day".to_owned(),
        1 => "; one day between the first and the last".to_owned(),
        _ => format!("; {days} days between the first and the last"),
    });
    let likelihood = likelihood(pages, features, members);
    vec![Step {
        text: format!("{} articles are one story: they share {said}{days}", members.len()),
        cites,
        score: Score::new((likelihood * 1000.0).round() / 1000.0),
        made: Made::by(Stage::Stories, "average-link"),
    }]
}

fn articles(member: &Member) -> BTreeSet<ArticleId> {
    member.mentions.iter().map(|cite| cite.article).collect()
}

/// The first mention in each of two articles.
fn first_mentions(member: &Member) -> Vec<Cite> {
    let first = member.mentions.first().copied();
    let other = first.and_then(|f| member.mentions.iter().find(|cite| cite.article != f.article)).copied();
    first.into_iter().chain(other).collect()
}

/// Days between the first and the last publication that is known.
fn spread(pages: &[Page], members: &[usize]) -> Option<i32> {
    let days = || members.iter().filter_map(|page| pages[*page].published);
    let (first, last) = (days().min()?, days().max()?);
    (days().count() > 1).then(|| last.since(first))
}

/// Average likelihood of the pairs.
fn likelihood(pages: &[Page], features: &[Features], members: &[usize]) -> f32 {
    let members = &members[..members.len().min(COMPARED)];
    let (mut sum, mut n) = (0.0, 0.0);
    for (i, &a) in members.iter().enumerate() {
        let beside = Beside::new(&features[a]);
        for &b in &members[i + 1..] {
            sum += beside.evidence(&features[b], pages[a].gap(&pages[b])).likelihood(pages.len());
            n += 1.0;
        }
    }
    sum / f32::max(n, 1.0)
}
