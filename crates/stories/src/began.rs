//! When a story's event began: the day that the articles' first paragraphs agree on.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use sayso_news::{Basis, TimeKind, When};

use crate::day::Day;
use crate::page::{Page, Part};

/// Days before publication past which a day is of an earlier event.
const BACKGROUND: i32 = 21;

/// Share of the support of the best day that an earlier day needs to be the beginning.
const EARLIER: f32 = 0.5;

/// A day that a text names, and how much that says.
struct Vote<'a> {
    weight: f32,
    when: &'a When,
}

/// The day, or failing that the day of the first publication; `None` where neither is known.
pub(crate) fn began(pages: &[Page], members: &[usize]) -> Option<When> {
    let mut days: BTreeMap<Day, (f32, Vote)> = BTreeMap::new();
    for &page in members {
        for (day, vote) in votes(&pages[page]) {
            let weight = vote.weight;
            let known = days.entry(day).or_insert((0.0, Vote { weight: 0.0, when: vote.when }));
            known.0 += weight;
            if weight > known.1.weight {
                known.1 = vote;
            }
        }
    }
    let most = days.values().map(|(sum, _)| *sum).fold(0.0, f32::max);
    let best = days.into_values().find(|(sum, _)| *sum > 0.0 && *sum >= most * EARLIER);
    best.map(|(_, vote)| vote.when.clone()).or_else(|| first_published(pages, members))
}

/// The best vote of a page for each day that it names.
fn votes<'a>(page: &Page<'a>) -> BTreeMap<Day, Vote<'a>> {
    // When something was said is no time of the event.
    let said: FxHashSet<_> = page
        .reading
        .attributions
        .iter()
        .filter_map(|a| a.said.as_ref().and_then(|w| w.cite))
        .map(|cite| cite.span)
        .collect();
    let mut votes: BTreeMap<Day, Vote> = BTreeMap::new();
    let mut nth = 0;
    for time in &page.reading.times {
        let Some(part) = page.part_of(time.span) else { continue };
        let (Some(when), TimeKind::Date | TimeKind::Time) = (&time.when, time.kind) else { continue };
        let Some(day) = Day::of(when) else { continue };
        let before = page.published.map(|published| published.since(day));
        let likely = match before {
            Some(days) if days > BACKGROUND => continue,
            // Announced, not yet happened.
            Some(days) if days < 0 => 0.2,
            _ => 1.0,
        };
        let place = match part {
            Part::Title => 2.0,
            Part::Lead => 1.5,
            Part::Body => 0.4,
            Part::Embed => 0.2,
        };
        let speech = if said.contains(&time.span) { 0.2 } else { 1.0 };
        let weight = place * likely * speech / (1.0 + 0.25 * nth as f32);
        nth += 1;
        let vote = votes.entry(day).or_insert(Vote { weight: 0.0, when });
        if weight > vote.weight {
            *vote = Vote { weight, when };
        }
    }
    votes
}

fn first_published(pages: &[Page], members: &[usize]) -> Option<When> {
    let known = members.iter().filter_map(|page| pages[*page].article.published.as_ref());
    let first = known.min_by(|a, b| a.value.cmp(&b.value))?;
    Some(When { basis: Basis::Inferred, ..first.clone() })
}
