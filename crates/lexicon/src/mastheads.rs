//! Words that names of publications are made with.

use crate::rows;

/// The words of a table, sorted.
pub(crate) fn read(table: &'static str) -> Vec<&'static str> {
    rows(table).map(|row| row.column(0)).collect()
}
