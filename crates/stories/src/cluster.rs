//! Groups of pages by average link: two groups join when their pages, pair by pair, are on average likely enough one
//! event. No chain of look-alikes can pull two events together, as it can where one pair is enough.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use sayso_news::spread::{self, Spread};

/// Average likelihood at which two groups are one story.
pub(crate) const ENOUGH: f32 = 0.5;

/// Likelihoods below this are not followed.
const FAINT: f32 = 0.02;

/// Pairs that one hand takes at a time: those of one page come together.
const SHEAF: usize = 1024;

/// Pages of a group that stand for it where another group was never compared with it.
const SPOKESMEN: usize = 6;

/// Tells how likely pages are of one event.
pub(crate) trait Likeness: Sync {
    /// How likely one page is of one event with each of the others, in their order.
    fn beside(&self, page: u32, others: &[u32]) -> Vec<f32>;
}

/// A possible join; the likeliest first, then the smallest numbers.
#[derive(Debug, PartialEq)]
struct Join {
    likelihood: f32,
    a: u32,
    b: u32,
    /// How often both groups had changed when this was found.
    versions: (u32, u32),
}

impl Eq for Join {}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.likelihood.total_cmp(&other.likelihood).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

/// The average likelihood between the pages of two groups, as far as it is known: pages that were never compared count
/// as wholly unlike, and their share of all pairs is told.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Link {
    least: f32,
    open: f32,
}

impl Link {
    const OPEN: Self = Self { least: 0.0, open: 1.0 };

    const fn known(average: f32) -> Self {
        Self { least: average, open: 0.0 }
    }

    /// What the average can be at most.
    fn most(self) -> f32 {
        self.least + self.open
    }

    /// The average over both, each by its size.
    fn with(self, size: f32, (other, others): (Self, f32)) -> Self {
        let mean = |ours: f32, theirs: f32| (ours * size + theirs * others) / (size + others);
        Self { least: mean(self.least, other.least), open: mean(self.open, other.open) }
    }
}

/// Groups under construction.
struct Groups<'l> {
    likeness: &'l dyn Likeness,
    pages: Vec<Vec<u32>>,
    version: Vec<u32>,
    /// Average likelihood to other groups, by group.
    links: Vec<BTreeMap<u32, Link>>,
    joins: BinaryHeap<Join>,
}

/// Groups `0..n`: pages in `tied` start together, then the candidates are followed. Each group is sorted, and the
/// groups by their first page.
pub(crate) fn cluster(
    n: usize,
    tied: &[(u32, u32)],
    candidates: &[(u32, u32)],
    likeness: &dyn Likeness,
    spread: &dyn Spread,
) -> Vec<Vec<usize>> {
    let start = tie(n, tied);
    let mut group_of = vec![0; n];
    for (group, pages) in start.iter().enumerate() {
        for page in pages {
            group_of[*page as usize] = group as u32;
        }
    }
    let mut pairs: Vec<(u32, u32)> = candidates
        .iter()
        .map(|(a, b)| (group_of[*a as usize], group_of[*b as usize]))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut groups = Groups {
        likeness,
        version: vec![0; start.len()],
        links: vec![BTreeMap::new(); start.len()],
        pages: start,
        joins: BinaryHeap::new(),
    };
    let found = spread::portions(spread, pairs.len(), SHEAF, |sheaf| {
        let mut found = Vec::new();
        for pairs in pairs[sheaf].chunk_by(|x, y| x.0 == y.0) {
            let (a, others): (u32, Vec<u32>) = (pairs[0].0, pairs.iter().map(|(_, b)| *b).collect());
            let averages = groups.averages(a, &others).into_iter().zip(others);
            found.extend(
                averages.filter(|(average, _)| *average >= FAINT).map(|(average, b)| (a, b, average)),
            );
        }
        found
    });
    for (a, b, average) in found {
        groups.link(a, b, Link::known(average));
    }
    groups.join_all();
    let mut found: Vec<Vec<usize>> = groups
        .pages
        .into_iter()
        .filter(|pages| !pages.is_empty())
        .map(|pages| {
            let mut pages: Vec<usize> = pages.into_iter().map(|p| p as usize).collect();
            pages.sort_unstable();
            pages
        })
        .collect();
    found.sort_unstable();
    found
}

/// Pages tied to each other, directly or through others.
fn tie(n: usize, tied: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut root: Vec<u32> = (0..n as u32).collect();
    for (a, b) in tied {
        let (a, b) = (find(&mut root, *a), find(&mut root, *b));
        root[a.max(b) as usize] = a.min(b);
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for i in 0..n as u32 {
        groups.entry(find(&mut root, i)).or_default().push(i);
    }
    groups.into_values().collect()
}

/// The page that stands for all pages tied to `i`.
fn find(root: &mut [u32], mut i: u32) -> u32 {
    while root[i as usize] != i {
        root[i as usize] = root[root[i as usize] as usize];
        i = root[i as usize];
    }
    i
}

impl Groups<'_> {
    /// Average likelihoods between the pages of one group and those of each of the others; of large groups, between
    /// some that stand for them.
    fn averages(&self, group: u32, others: &[u32]) -> Vec<f32> {
        let some = |group: u32| {
            let pages = &self.pages[group as usize];
            let step = pages.len().div_ceil(SPOKESMEN).max(1);
            pages.iter().step_by(step).copied()
        };
        let theirs: Vec<u32> = others.iter().flat_map(|other| some(*other)).collect();
        let mut sums = vec![0.0; others.len()];
        for page in some(group) {
            let mut likely = self.likeness.beside(page, &theirs).into_iter();
            for (other, sum) in others.iter().zip(&mut sums) {
                *sum = likely.by_ref().take(some(*other).len()).fold(*sum, |sum, likely| sum + likely);
            }
        }
        for (other, sum) in others.iter().zip(&mut sums) {
            *sum /= (some(group).len() * some(*other).len()).max(1) as f32;
        }
        sums
    }

    fn link(&mut self, a: u32, b: u32, link: Link) {
        self.links[a as usize].insert(b, link);
        self.links[b as usize].insert(a, link);
        if link.least >= ENOUGH {
            let (a, b) = (a.min(b), a.max(b));
            let versions = (self.version[a as usize], self.version[b as usize]);
            self.joins.push(Join { likelihood: link.least, a, b, versions });
        }
    }

    fn join_all(&mut self) {
        while let Some(join) = self.joins.pop() {
            let now = (self.version[join.a as usize], self.version[join.b as usize]);
            if now == join.versions {
                self.join(join.a, join.b);
            }
        }
    }

    /// Puts `b` into `a`. The average to every other group follows from the two that are known; what was never worked
    /// out is worked out only where the two could be one story by it.
    fn join(&mut self, a: u32, b: u32) {
        let of_a = std::mem::take(&mut self.links[a as usize]);
        let of_b = std::mem::take(&mut self.links[b as usize]);
        let (size_a, size_b) = (self.pages[a as usize].len() as f32, self.pages[b as usize].len() as f32);
        let others: BTreeSet<u32> =
            of_a.keys().chain(of_b.keys()).copied().filter(|c| *c != a && *c != b).collect();
        let of = |links: &BTreeMap<u32, Link>, c: u32| links.get(&c).copied().unwrap_or(Link::OPEN);
        let both = |c: u32| of(&of_a, c).with(size_a, (of(&of_b, c), size_b));
        let (open, known): (Vec<u32>, Vec<u32>) =
            others.into_iter().partition(|c| both(*c).open > 0.0 && both(*c).most() >= ENOUGH);
        let worked_out = |group: u32, links: &BTreeMap<u32, Link>| -> Vec<f32> {
            let missing: Vec<u32> = open.iter().copied().filter(|c| of(links, *c).open > 0.0).collect();
            let mut found = self.averages(group, &missing).into_iter();
            let average = |c: &u32| match of(links, *c) {
                Link { least, open: 0.0 } => least,
                _ => found.next().unwrap_or(0.0),
            };
            open.iter().map(average).collect()
        };
        let found = worked_out(a, &of_a).into_iter().zip(worked_out(b, &of_b));
        let found =
            found.map(|(from_a, from_b)| Link::known(from_a).with(size_a, (Link::known(from_b), size_b)));
        let mut links: Vec<(u32, Link)> = open.iter().copied().zip(found).collect();
        links.extend(known.into_iter().map(|c| (c, both(c))));
        for (c, _) in &links {
            self.links[*c as usize].remove(&a);
            self.links[*c as usize].remove(&b);
        }
        let moved = std::mem::take(&mut self.pages[b as usize]);
        self.pages[a as usize].extend(moved);
        self.version[a as usize] += 1;
        self.version[b as usize] += 1;
        for (c, link) in links.into_iter().filter(|(_, link)| link.most() >= FAINT) {
            self.link(a, c, link);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_news::spread::InTurn;

    impl<F: Fn(u32, u32) -> f32 + Sync> Likeness for F {
        fn beside(&self, page: u32, others: &[u32]) -> Vec<f32> {
            others.iter().map(|other| self(page.min(*other), page.max(*other))).collect()
        }
    }

    #[test]
    fn a_chain_does_not_pull_two_events_together() {
        // 0-1 and 2-3 are pairs; 1 and 2 look alike, the rest does not.
        let like = |a: u32, b: u32| match (a, b) {
            (0, 1) | (2, 3) => 0.9,
            (1, 2) => 0.8,
            _ => 0.1,
        };
        let all: Vec<(u32, u32)> = (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b))).collect();
        assert_eq!(cluster(4, &[], &all, &like, &InTurn), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn reprints_stay_together() {
        assert_eq!(cluster(3, &[(0, 2)], &[], &|_, _| 0.0, &InTurn), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(cluster(0, &[], &[], &|_, _| 1.0, &InTurn), Vec::<Vec<usize>>::new());
    }
}
