//! Words that can stand for each other when two names or two offices are compared.

use crate::rows;

/// What part a word plays in a name or an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamePart {
    /// A word of an organisation's name: "liberty" for "freedom", "defense" for "defence".
    Name,
    /// The head of an office: "spokeswoman" for "spokesman".
    Office,
    /// Makes another office of an office: "former", "deputy".
    Qualifier,
    /// Says that a place is a region: "oblast", "province".
    Region,
    /// Says that a place is a district.
    District,
    /// Says that a place is a town or a village.
    Settlement,
    /// May be left out.
    Small,
}

/// Words that can stand for each other.
#[derive(Debug, Clone)]
pub struct Equivalent {
    /// The sense that they share.
    pub sense: &'static str,
    /// What part they play.
    pub part: NamePart,
    /// The words, in lower case.
    pub words: Vec<&'static str>,
}

/// Reads the table.
pub(crate) fn read(table: &'static str) -> Vec<Equivalent> {
    rows(table)
        .map(|row| Equivalent {
            sense: row.column(0),
            part: match row.column(1) {
                "office" => NamePart::Office,
                "qualifier" => NamePart::Qualifier,
                "area" => NamePart::Region,
                "district" => NamePart::District,
                "settlement" => NamePart::Settlement,
                "small" => NamePart::Small,
                _ => NamePart::Name,
            },
            words: row.list(2).collect(),
        })
        .collect()
}
