//! A logistic function: what a trained table of weights makes of the terms of a pair.

/// What each term counts.
#[derive(Debug, Clone)]
pub(crate) struct Logistic(Vec<f32>);

impl Logistic {
    /// The weights of a table, one row a term; without sentence vectors or with them.
    pub(crate) fn of(table: &str, vectors: bool) -> Self {
        let column = if vectors { 2 } else { 1 };
        let rows = table.lines().filter(|l| !l.starts_with('#'));
        Self(rows.map(|l| l.split('\t').nth(column).and_then(|w| w.parse().ok()).unwrap_or(0.0)).collect())
    }

    /// Weights given one by one.
    pub(crate) fn new(weights: Vec<f32>) -> Self {
        Self(weights)
    }

    /// 0 to 1.
    pub(crate) fn likelihood(&self, terms: &[f32]) -> f32 {
        let sum: f32 = terms.iter().zip(&self.0).map(|(t, w)| t * w).sum();
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// The names of the rows of a table, and how many of its weights are not nought in either column.
#[cfg(test)]
pub(crate) fn rows(table: &str) -> (Vec<&str>, [usize; 2]) {
    let lines = || table.lines().filter(|l| !l.starts_with('#'));
    let names = lines().filter_map(|l| l.split('\t').next()).collect();
    let used =
        [false, true].map(|vectors| Logistic::of(table, vectors).0.iter().filter(|w| **w != 0.0).count());
    (names, used)
}
