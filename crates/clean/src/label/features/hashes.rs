//! Words as features: those of a line without markup, and those that a page's author gave its elements as class and id.

use super::{Found, NAMES};
use crate::label::sheet::Row;
use crate::rendered::Markup;
use crate::words::hash;

/// Hashes of a line's words that are told apart, and of elements' words: of the innermost element, of those around it.
const WORDS: usize = 2048;
const MARKS: usize = 1024;
/// Features beyond those that have names.
pub(crate) const BUCKETS: usize = WORDS + 2 * MARKS;
/// A line of so many words is short: all of them are read.
const SHORT: u32 = 12;
/// Words read of a longer one.
const FIRST: usize = 4;

/// Adds the words of a line.
pub(super) fn words(row: &Row, line: &str, set: &mut Found) {
    if row.oversize {
        return;
    }
    let most = if row.shape.words <= SHORT { SHORT as usize } else { FIRST };
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(most);
    set.extend(words.map(|word| (NAMES.len() + usize::from(hash(word)) % WORDS) as u16));
}

/// Adds the words of the elements that a line stands in.
pub(super) fn marks(markup: &Markup, set: &mut Found) {
    set.extend(markup.marks.iter().map(|(around, mark)| {
        let table = WORDS + if *around { MARKS } else { 0 };
        (NAMES.len() + table + usize::from(*mark) % MARKS) as u16
    }));
}
