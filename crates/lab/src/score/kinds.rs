//! Kinds of lines: the gold of our own, how far its annotators agree, and how right a labeller is.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// The kinds of the contract, those of running text first; a number stands for a kind.
pub(crate) const KINDS: [&str; 15] = [
    "body",
    "heading",
    "title",
    "byline",
    "dateline",
    "caption",
    "embed",
    "teaser",
    "related",
    "popular",
    "navigation",
    "comments",
    "legal",
    "promo",
    "other",
];

/// The number of a kind.
pub(crate) fn number(kind: &str) -> Option<usize> {
    KINDS.iter().position(|known| *known == kind)
}

/// Running text of the article, headings among it.
pub(crate) const fn is_text(kind: usize) -> bool {
    kind < 2
}

/// For each page, the kind of each of its lines by number; `None` where no annotator said or two said differently.
pub(crate) type Gold = BTreeMap<String, Vec<Option<usize>>>;

/// What one annotator said.
pub(crate) fn annotator(file: &Path) -> Result<Gold> {
    let mut gold = Gold::new();
    let text = fs::read_to_string(file).with_context(|| format!("`{}` could not be read", file.display()))?;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [page, first, last, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("`{}`: `{line}` has not four columns", file.display())
        };
        let number = number(kind).with_context(|| format!("`{kind}` is no kind"))?;
        let (first, last): (usize, usize) = (first.parse()?, last.parse()?);
        let kinds = gold.entry(page.to_owned()).or_default();
        kinds.resize(kinds.len().max(last + 1), None);
        kinds[first..=last].fill(Some(number));
    }
    Ok(gold)
}

/// The annotators' files.
const ANNOTATORS: [&str; 4] = ["a", "b", "c", "d"];

/// What they said; lines on which two differ are left out.
pub(crate) fn gold(root: &Path) -> Result<Gold> {
    let mut gold = Gold::new();
    let files = ANNOTATORS.map(|name| annotator(&root.join(format!("gold/kinds/{name}.tsv"))));
    for (page, other) in files.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten() {
        match gold.get_mut(&page) {
            None => _ = gold.insert(page, other),
            Some(kinds) => {
                kinds.resize(kinds.len().max(other.len()), None);
                for (n, kind) in kinds.iter_mut().enumerate() {
                    *kind = kind.filter(|kind| other.get(n) == Some(&Some(*kind)));
                }
            }
        }
    }
    Ok(gold)
}

/// How far two annotators agree on the pages that both have: Cohen's kappa, and one told by the other, kind by kind.
pub(crate) fn agreement(root: &Path) -> Result<(f64, Tally)> {
    let [a, b] = ["a", "b"].map(|name| annotator(&root.join(format!("gold/kinds/{name}.tsv"))));
    let (a, b) = (a?, b?);
    let mut tally = Tally::default();
    for (page, kinds) in &a {
        for (a, b) in kinds.iter().zip(b.get(page).into_iter().flatten()) {
            if let (Some(a), Some(b)) = (a, b) {
                tally.add(*a, *b);
            }
        }
    }
    Ok((tally.kappa(), tally))
}

/// How often each kind was told as each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally([[usize; KINDS.len()]; KINDS.len()]);

impl Tally {
    pub(crate) fn add(&mut self, gold: usize, told: usize) {
        self.0[gold][told] += 1;
    }

    fn row(&self, kind: usize) -> usize {
        self.0[kind].iter().sum()
    }

    fn column(&self, kind: usize) -> usize {
        self.0.iter().map(|row| row[kind]).sum()
    }

    pub(crate) fn lines(&self) -> usize {
        self.0.iter().flatten().sum()
    }

    /// F1 of one kind; `None` where it is neither in the gold nor told.
    fn f1(&self, kind: usize) -> Option<f64> {
        let all = self.row(kind) + self.column(kind);
        (all > 0).then(|| 2.0 * self.0[kind][kind] as f64 / all as f64)
    }

    /// The mean of the F1 of all kinds that there are.
    pub(crate) fn macro_f1(&self) -> f64 {
        let all: Vec<f64> = (0..KINDS.len()).filter_map(|kind| self.f1(kind)).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    }

    /// Cohen's kappa.
    fn kappa(&self) -> f64 {
        let all = self.lines().max(1) as f64;
        let same = (0..KINDS.len()).map(|kind| self.0[kind][kind]).sum::<usize>() as f64 / all;
        let chance =
            (0..KINDS.len()).map(|k| self.row(k) as f64 * self.column(k) as f64).sum::<f64>() / (all * all);
        (same - chance) / (1.0 - chance).max(1e-9)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} lines, macro F1 {:.3}:", self.lines(), self.macro_f1())?;
        for (kind, name) in KINDS.iter().enumerate() {
            if let Some(f1) = self.f1(kind) {
                write!(f, " {name} {f1:.2} ({})", self.row(kind))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gold_can_be_read_and_its_annotators_agree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert!(gold(&root).expect("the gold is in the tree").len() >= 80);
        let (kappa, shared) = agreement(&root).expect("the gold is in the tree");
        assert!(kappa > 0.8 && shared.lines() > 1000, "{kappa} on {}", shared.lines());
    }

    #[test]
    fn agreement_by_chance_counts_for_nothing() {
        let mut tally = Tally::default();
        for (gold, told) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            tally.add(gold, told);
        }
        assert!(tally.kappa().abs() < 1e-9);
        assert!((tally.macro_f1() - 0.5).abs() < 1e-9);
    }
}
