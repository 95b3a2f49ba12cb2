//! A logistic function: what a trained table of weights makes of the terms of a pair.

/// What each term counts: where the wordings of the pair are not read, and where they are.
#[derive(Debug, Clone)]
pub(crate) struct Logistic([Vec<f32>; 2]);

impl Logistic {
    /// The weights of a table, one row a term.
    pub(crate) fn of(table: &str) -> Self {
        let column = |at: usize| {
            let rows = table.lines().filter(|l| !l.starts_with('#'));
            rows.map(|l| l.split('\t').nth(at).and_then(|w| w.parse().ok()).unwrap_or(0.0)).collect()
        };
        Self([column(1), column(2)])
    }

    /// Weights given one by one, for any pair.
    pub(crate) fn new(weights: Vec<f32>) -> Self {
        Self([weights.clone(), weights])
    }

    /// 0 to 1.
    pub(crate) fn likelihood(&self, terms: &[f32], heard: bool) -> f32 {
        let weights = &self.0[usize::from(heard)];
        let sum: f32 = terms.iter().zip(weights).map(|(t, w)| t * w).sum();
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// The names of the rows of a table, and how many of its weights are not nought in either column.
#[cfg(test)]
pub(crate) fn rows(table: &str) -> (Vec<&str>, [usize; 2]) {
    let lines = || table.lines().filter(|l| !l.starts_with('#'));
    let names = lines().filter_map(|l| l.split('\t').next()).collect();
    let used = Logistic::of(table).0.map(|column| column.iter().filter(|w| **w != 0.0).count());
    (names, used)
}
