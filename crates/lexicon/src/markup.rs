//! Words in the class and id of elements.

use crate::rows;

/// The words of a table with the part that each marks, sorted by word.
pub(crate) fn read(table: &'static str) -> Vec<(&'static str, &'static str)> {
    rows(table).map(|row| (row.column(0), row.column(1))).collect()
}
