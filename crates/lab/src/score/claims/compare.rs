//! One key held against another: alignment, oppositions, standing; sums over stories are sums of all parts.

use super::clusters::{Both, Likeness, Part};
use super::key::Key;

/// Everything that is measured of a key against the gold's.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Measures {
    /// Statements that were found.
    found: Part,
    /// Over all statements; one that was not found stands alone.
    all: Likeness,
    /// Over those that were found.
    among: Likeness,
    opposed: Both,
    kinds: Part,
    /// Claims that some assert and others deny.
    denied: Both,
    status: Part,
    origins: Part,
    cross_side: Both,
    unconfirmed: Both,
    /// Sentences of the brief whose cites are right and hold the words that they quote.
    pub(crate) support: Part,
    /// Oppositions that the gold says nothing of.
    unjudged: usize,
}

impl Measures {
    pub(crate) fn of(gold: &Key, told: &Key) -> Self {
        let every = vec![true; gold.of.len()];
        let likeness = |counted: &[bool]| Likeness::of(&gold.clusters(counted), &told.clusters(counted));
        let mut measures = Self {
            found: Part::new(told.found.iter().filter(|f| **f).count() as f64, told.found.len() as f64),
            all: likeness(&every),
            among: likeness(&told.found),
            unjudged: told.unjudged,
            ..Self::default()
        };
        measures.oppositions(gold, told);
        measures.standing(gold, told);
        measures
    }

    fn oppositions(&mut self, gold: &Key, told: &Key) {
        let to = gold.seen_in(told, &told.found);
        let back = told.seen_in(gold, &told.found);
        for ((a, b), kind) in &gold.opposed {
            let pairs = || to[*a].iter().flat_map(|x| to[*b].iter().map(move |y| (*x, *y)));
            let kinds: Vec<_> = pairs().filter_map(|(x, y)| told.kind(x, y)).collect();
            let found = !kinds.is_empty() || pairs().any(|(x, y)| x == y && told.entries[x].inside);
            self.opposed.recall.count(found);
            if !kinds.is_empty() {
                self.kinds.count(kinds.contains(kind));
            }
        }
        for (x, y) in told.opposed.keys() {
            let right = back[*x].iter().any(|a| {
                back[*y]
                    .iter()
                    .any(|b| if a == b { gold.entries[*a].inside } else { gold.kind(*a, *b).is_some() })
            });
            self.opposed.precision.count(right);
        }
        for (a, _) in gold.entries.iter().enumerate().filter(|(_, e)| e.inside) {
            let inside = to[a].iter().any(|x| told.entries[*x].inside);
            self.denied.recall.count(
                inside || to[a].iter().any(|x| to[a].iter().any(|y| x != y && told.kind(*x, *y).is_some())),
            );
        }
        for (x, entry) in told.entries.iter().enumerate().filter(|(x, _)| !back[*x].is_empty()) {
            if entry.inside {
                let right = back[x]
                    .iter()
                    .any(|a| gold.entries[*a].inside || back[x].iter().any(|b| gold.kind(*a, *b).is_some()));
                self.denied.precision.count(right);
            }
        }
    }

    /// Each claim of the gold is held against the one that has most of its statements.
    fn standing(&mut self, gold: &Key, told: &Key) {
        for (a, entry) in gold.entries.iter().enumerate() {
            let mut counts = vec![0_usize; told.entries.len()];
            let own = gold.of.iter().enumerate().filter(|(s, c)| **c == a && told.found[*s]);
            own.for_each(|(s, _)| counts[told.of[s]] += 1);
            let best =
                (0..counts.len()).max_by_key(|x| (counts[*x], usize::MAX - x)).filter(|x| counts[*x] > 0);
            let other = best.map(|x| told.entries[x]).unwrap_or_default();
            self.status.count(best.is_some() && entry.status == other.status);
            self.origins.count(best.is_some() && entry.origins == other.origins);
            mark(&mut self.cross_side, entry.cross_side, other.cross_side);
            mark(&mut self.unconfirmed, entry.unconfirmed, other.unconfirmed);
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.found.add(other.found);
        self.all.add(other.all);
        self.among.add(other.among);
        self.opposed.add(other.opposed);
        self.kinds.add(other.kinds);
        self.denied.add(other.denied);
        self.status.add(other.status);
        self.origins.add(other.origins);
        self.cross_side.add(other.cross_side);
        self.unconfirmed.add(other.unconfirmed);
        self.support.add(other.support);
        self.unjudged += other.unjudged;
    }

    /// Every figure by its name, in percent.
    pub(crate) fn rows(&self) -> Vec<(&'static str, f64)> {
        vec![
            ("statements found", 100.0 * self.found.share()),
            ("BCubed precision", 100.0 * self.all.bcubed.precision.share()),
            ("BCubed recall", 100.0 * self.all.bcubed.recall.share()),
            ("BCubed F1", 100.0 * self.all.bcubed.f1()),
            ("CoNLL F1", 100.0 * self.all.conll()),
            ("BCubed F1, found ones", 100.0 * self.among.bcubed.f1()),
            ("CoNLL F1, found ones", 100.0 * self.among.conll()),
            ("opposition precision", 100.0 * self.opposed.precision.share()),
            ("opposition recall", 100.0 * self.opposed.recall.share()),
            ("opposition F1", 100.0 * self.opposed.f1()),
            ("opposition kind", 100.0 * self.kinds.share()),
            ("denials F1", 100.0 * self.denied.f1()),
            ("status", 100.0 * self.status.share()),
            ("origins exact", 100.0 * self.origins.share()),
            ("cross-side F1", 100.0 * self.cross_side.f1()),
            ("unconfirmed F1", 100.0 * self.unconfirmed.f1()),
            ("brief support", 100.0 * self.support.share()),
        ]
    }

    /// Oppositions of the account that no gold statement speaks of.
    pub(crate) const fn unjudged(&self) -> usize {
        self.unjudged
    }
}

fn mark(both: &mut Both, gold: bool, told: bool) {
    if told {
        both.precision.count(gold);
    }
    if gold {
        both.recall.count(told);
    }
}
