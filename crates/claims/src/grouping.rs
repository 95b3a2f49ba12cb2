//! Statements become groups, each a claim: by the average link that no pair forbids.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sayso_news::spread::{self, Spread};

use crate::align::{SAME, Scene};
use crate::rebuttals::Answer;

/// Least likelihood of any two statements of one claim; those that conflict have none.
const HARDLY: f32 = 0.08;
/// Members of a group that a newcomer is compared with.
const WITNESSES: usize = 10;
/// How likely narration must be one claim with what is said, on average over the first of them.
const NARRATED: f32 = 0.6 * SAME;
/// So many of them.
const FIRST: usize = 4;

/// Puts statements into groups, each a claim; hollow ones stay by themselves. What speakers say is grouped first;
/// narration then goes to what it is most like, so that it never keeps speakers apart.
pub(crate) fn group(
    scene: &Scene<'_, '_>,
    pairs: &[(u32, u32)],
    apart: &BTreeMap<u32, Answer>,
    spread: &dyn Spread,
) -> Vec<Vec<u32>> {
    let count = scene.statements.len() as u32;
    let mut groups = Groups { of: (0..count).collect(), list: (0..count).map(|i| vec![i]).collect() };
    let pairs: Vec<(u32, u32)> =
        pairs.iter().copied().filter(|(a, b)| !apart.contains_key(a) && !apart.contains_key(b)).collect();
    let weighed = spread::map(spread, pairs.len(), |at| {
        let (a, b) = pairs[at];
        scene.score(a as usize, b as usize)
    });
    let narrated = |i: u32| scene.statements[i as usize].is_narrated();
    let likely = pairs.iter().zip(&weighed).filter(|(_, score)| **score >= SAME);
    let mut edges: Vec<(bool, f32, u32, u32)> =
        likely.map(|((a, b), score)| (narrated(*a) || narrated(*b), *score, *a, *b)).collect();
    let mut scores: Memo = pairs.into_iter().zip(weighed).collect();
    let mut score = |x: usize, y: usize| scores.of(x, y, |a, b| scene.score(a, b));
    edges.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then((x.2, x.3).cmp(&(y.2, y.3))));
    for (narrated, _, a, b) in edges {
        let (g, h) = (groups.of[a as usize], groups.of[b as usize]);
        if g == h {
            continue;
        }
        let (g, h) = (g.min(h), g.max(h));
        let linked = if narrated {
            // Told in between, it may leave out some of what they all say, but not most of it.
            groups.pairs(g, h).all(|(x, y)| !scene.conflict(x, y))
                && mean(groups.first(g, h, FIRST).map(|(x, y)| score(x, y))) >= NARRATED
        } else {
            are_one(groups.pairs(g, h).map(|(x, y)| score(x, y)))
        };
        // Narration joins at most one group of what is said.
        let spoken = |group: u32| {
            groups.list[group as usize]
                .iter()
                .take(WITNESSES)
                .any(|i| !scene.statements[*i as usize].is_narrated())
        };
        if linked && !(narrated && spoken(g) && spoken(h)) {
            groups.join(g, h);
        }
    }
    groups.list.retain(|g| !g.is_empty());
    groups.list
}

struct Groups {
    of: Vec<u32>,
    list: Vec<Vec<u32>>,
}

/// Whether statements of two groups are likely enough one claim: on average, and no two of them hardly so.
fn are_one(likelihoods: impl Iterator<Item = f32>) -> bool {
    let (mut sum, mut count) = (0.0, 0.0);
    for likely in likelihoods {
        if likely < HARDLY {
            return false;
        }
        sum += likely;
        count += 1.0;
    }
    sum >= SAME * count
}

/// How likely each two statements are something to each other: weighed once, in the order of their places.
#[derive(Debug, Default)]
pub(crate) struct Memo(FxHashMap<(u32, u32), f32>);

impl FromIterator<((u32, u32), f32)> for Memo {
    /// What was weighed before; of each two the lesser place stands first.
    fn from_iter<I: IntoIterator<Item = ((u32, u32), f32)>>(weighed: I) -> Self {
        Self(weighed.into_iter().collect())
    }
}

impl Memo {
    pub(crate) fn of(&mut self, a: usize, b: usize, weigh: impl FnOnce(usize, usize) -> f32) -> f32 {
        let (a, b) = (a.min(b), a.max(b));
        *self.0.entry((a as u32, b as u32)).or_insert_with(|| weigh(a, b))
    }
}

/// Their mean; nought of none.
pub(crate) fn mean(likelihoods: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = likelihoods.fold((0.0, 0.0), |(sum, count), likely| (sum + likely, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

impl Groups {
    /// Each of the witnesses of one with each of the other's.
    fn pairs(&self, g: u32, h: u32) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.first(g, h, WITNESSES)
    }

    /// Each of the first members of one with each of the other's.
    fn first(&self, g: u32, h: u32, count: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let first = move |group: u32| self.list[group as usize].iter().take(count);
        first(g).flat_map(move |x| first(h).map(move |y| (*x as usize, *y as usize)))
    }

    fn join(&mut self, into: u32, from: u32) {
        let moved = std::mem::take(&mut self.list[from as usize]);
        for i in &moved {
            self.of[*i as usize] = into;
        }
        self.list[into as usize].extend(moved);
        self.list[into as usize].sort_unstable();
    }
}
