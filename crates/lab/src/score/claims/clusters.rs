//! How alike two ways of putting the same things together are: `BCubed`, MUC, CEAF with the entity measure, `CoNLL`.

use std::collections::{BTreeMap, BTreeSet};

/// What was reached of what there is; sums over stories are sums of both.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Part {
    pub(crate) got: f64,
    pub(crate) of: f64,
}

impl Part {
    pub(crate) const fn new(got: f64, of: f64) -> Self {
        Self { got, of }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.got += other.got;
        self.of += other.of;
    }

    /// Counts one, which is so or not.
    pub(crate) fn count(&mut self, so: bool) {
        self.add(Self::new(f64::from(u8::from(so)), 1.0));
    }

    /// 1 where there is nothing to reach.
    pub(crate) fn share(self) -> f64 {
        if self.of > 0.0 { self.got / self.of } else { 1.0 }
    }
}

/// Precision and recall.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Both {
    pub(crate) precision: Part,
    pub(crate) recall: Part,
}

impl Both {
    pub(crate) fn add(&mut self, other: Self) {
        self.precision.add(other.precision);
        self.recall.add(other.recall);
    }

    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision.share(), self.recall.share());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// The three measures of one pair of partitions over the same things.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Likeness {
    pub(crate) bcubed: Both,
    pub(crate) muc: Both,
    pub(crate) ceaf: Both,
}

impl Likeness {
    pub(crate) fn of(gold: &[Vec<usize>], told: &[Vec<usize>]) -> Self {
        Self {
            bcubed: Both { precision: bcubed(told, gold), recall: bcubed(gold, told) },
            muc: Both { precision: muc(told, gold), recall: muc(gold, told) },
            ceaf: ceaf(gold, told),
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.bcubed.add(other.bcubed);
        self.muc.add(other.muc);
        self.ceaf.add(other.ceaf);
    }

    /// The mean of the three F1.
    pub(crate) fn conll(self) -> f64 {
        (self.bcubed.f1() + self.muc.f1() + self.ceaf.f1()) / 3.0
    }
}

fn index(clusters: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    clusters.iter().enumerate().flat_map(|(c, list)| list.iter().map(move |s| (*s, c))).collect()
}

/// For each thing, the share of its cluster here that is in its cluster there.
fn bcubed(here: &[Vec<usize>], there: &[Vec<usize>]) -> Part {
    let of = index(there);
    let mut part = Part::default();
    for cluster in here {
        let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
        for thing in cluster {
            *shares.entry(of[thing]).or_default() += 1;
        }
        let squares: usize = shares.values().map(|n| n * n).sum();
        part.add(Part::new(squares as f64 / cluster.len() as f64, cluster.len() as f64));
    }
    part
}

/// Links that are kept of those that are needed.
fn muc(here: &[Vec<usize>], there: &[Vec<usize>]) -> Part {
    let of = index(there);
    let mut part = Part::default();
    for cluster in here {
        let pieces: BTreeSet<usize> = cluster.iter().map(|thing| of[thing]).collect();
        part.add(Part::new((cluster.len() - pieces.len()) as f64, (cluster.len() - 1) as f64));
    }
    part
}

/// The best pairing of clusters, each pair worth twice what it shares over what it holds.
fn ceaf(gold: &[Vec<usize>], told: &[Vec<usize>]) -> Both {
    let of = index(told);
    let mut worth = vec![vec![0.0; told.len()]; gold.len()];
    for (g, cluster) in gold.iter().enumerate() {
        for thing in cluster {
            worth[g][of[thing]] += 1.0;
        }
        for (t, shared) in worth[g].iter_mut().enumerate() {
            *shared *= 2.0 / (cluster.len() + told[t].len()) as f64;
        }
    }
    let best = paired(&worth);
    Both { precision: Part::new(best, told.len() as f64), recall: Part::new(best, gold.len() as f64) }
}

/// The most that rows and columns are worth when each is in one pair at most (the Hungarian method).
fn paired(worth: &[Vec<f64>]) -> f64 {
    let columns = worth.first().map_or(0, Vec::len);
    let size = worth.len().max(columns);
    let cost =
        |row: usize, column: usize| -worth.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0);
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_at = vec![0; size + 1];
    for row in 1..=size {
        row_at[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let (mut from, mut used) = (vec![0; size + 1], vec![false; size + 1]);
        while row_at[at] != 0 {
            used[at] = true;
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in (1..=size).filter(|c| !used[*c]) {
                let slack = cost(row_at[at] - 1, column - 1) - of_row[row_at[at]] - of_column[column];
                if slack < least[column] {
                    (least[column], from[column]) = (slack, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=size {
                if used[column] {
                    of_row[row_at[column]] += step;
                    of_column[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_at[at] = row_at[from[at]];
            at = from[at];
        }
    }
    (1..=size).filter(|c| row_at[*c] > 0).map(|c| -cost(row_at[c] - 1, c - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_clusters_are_alike_in_full() {
        let clusters = vec![vec![0, 1], vec![2], vec![3, 4, 5]];
        let mut other = clusters.clone();
        other.reverse();
        let like = Likeness::of(&clusters, &other);
        assert!((like.conll() - 1.0).abs() < 1e-9 && (like.bcubed.f1() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn measures_are_those_of_the_literature() {
        // worked by hand: gold {0,1,2}{3,4}; told {0,1}{2,3}{4}
        let gold = vec![vec![0, 1, 2], vec![3, 4]];
        let told = vec![vec![0, 1], vec![2, 3], vec![4]];
        let like = Likeness::of(&gold, &told);
        assert!((like.muc.recall.share() - 1.0 / 3.0).abs() < 1e-9);
        assert!((like.muc.precision.share() - 0.5).abs() < 1e-9);
        assert!((like.bcubed.precision.share() - 0.8).abs() < 1e-9);
        assert!((like.bcubed.recall.share() - (5.0 / 3.0 + 1.0) / 5.0).abs() < 1e-9);
        // {0,1,2} with {0,1}: 4/5; {3,4} with {4}: 2/3
        assert!((like.ceaf.recall.share() - f64::midpoint(0.8, 2.0 / 3.0)).abs() < 1e-9);
        assert!((like.ceaf.precision.share() - (0.8 + 2.0 / 3.0) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_best_pairing_is_not_the_greedy_one() {
        assert!((paired(&[vec![0.9, 0.8], vec![0.8, 0.0]]) - 1.6).abs() < 1e-9);
        assert!(paired(&[]).abs() < 1e-9);
    }
}
