//! Phrases of the furniture around an article.

use crate::{Row, rows};

/// What part of a line a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole line.
    Line,
    /// The whole line, and what follows belongs to it.
    Section,
    /// The beginning of a short line; what follows belongs to it.
    Opens,
    /// What stands before a colon.
    Label,
    /// The beginning.
    Start,
    /// The end.
    End,
    /// Any part.
    Within,
    /// An entry of a menu.
    Item,
    /// A word that may stand in a dateline, or a common word of running text.
    Word,
    /// The name of a month, which may stand in a dateline.
    Month,
    /// A unit of time, as in "3 hours ago".
    Ago,
}

/// One phrase: lower case, straight quotes, `#` for any number.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Name of the kind of block.
    pub kind: &'static str,
    /// What part of a line it is.
    pub part: Part,
    /// The words.
    pub words: &'static str,
}

/// The phrases of a table.
pub(crate) fn read(table: &'static str) -> Vec<Phrase> {
    rows(table).map(phrase).collect()
}

/// Reads one row; a part that is not known reads as the whole line.
fn phrase(row: Row) -> Phrase {
    let part = match row.column(1) {
        "section" => Part::Section,
        "opens" => Part::Opens,
        "label" => Part::Label,
        "start" => Part::Start,
        "end" => Part::End,
        "within" => Part::Within,
        "item" => Part::Item,
        "word" => Part::Word,
        "month" => Part::Month,
        "ago" => Part::Ago,
        _ => Part::Line,
    };
    Phrase { kind: row.column(0), part, words: row.column(2) }
}
