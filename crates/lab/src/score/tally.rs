//! Checks passed and failed, section by section.

use std::fmt;

/// How many checks of a section passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) section: &'static str,
    pub(crate) passed: usize,
    pub(crate) total: usize,
}

impl Row {
    pub(crate) fn fraction(self) -> f64 {
        self.passed as f64 / self.total as f64
    }
}

/// All checks of one account.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Sections in the order of their first check.
    pub(crate) rows: Vec<Row>,
    /// What was expected and is not so.
    pub(crate) missed: Vec<String>,
    /// Citations that do not equal the words that they point at.
    pub(crate) broken: Vec<String>,
}

impl Tally {
    pub(crate) fn check(&mut self, section: &'static str, ok: bool, what: impl fmt::Display) {
        let place = self.rows.iter().position(|row| row.section == section).unwrap_or_else(|| {
            self.rows.push(Row { section, passed: 0, total: 0 });
            self.rows.len() - 1
        });
        let row = &mut self.rows[place];
        row.passed += usize::from(ok);
        row.total += 1;
        if !ok {
            self.missed.push(format!("{section}: {what}"));
        }
    }

    /// The mean over the sections, so that the many easy checks of the text do not drown the few of the claims.
    pub(crate) fn mean(&self) -> f64 {
        if self.rows.is_empty() {
            return 0.0;
        }
        self.rows.iter().map(|row| row.fraction()).sum::<f64>() / self.rows.len() as f64
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            writeln!(f, "{}: {}/{}", row.section, row.passed, row.total)?;
        }
        let passed: usize = self.rows.iter().map(|row| row.passed).sum();
        let total: usize = self.rows.iter().map(|row| row.total).sum();
        writeln!(f, "broken citations: {}", self.broken.len())?;
        write!(
            f,
            "account: {passed}/{total} checks, mean over {} sections = {:.3}",
            self.rows.len(),
            self.mean()
        )
    }
}
