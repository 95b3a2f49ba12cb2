//! Number words, what bounds a number, and units.

use crate::rows;

/// What a number word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberSense {
    /// Is a number: "forty".
    Cardinal,
    /// Multiplies the number before it: "million".
    Multiplier,
    /// Is an unsure plural; its value is the least that it means: "dozens".
    Crowd,
    /// The number after it is the least: "at least".
    Least,
    /// The number after it is the most: "up to".
    Most,
    /// The number after it is rough: "about".
    About,
}

/// One number word or phrase.
#[derive(Debug, Clone, Copy)]
pub struct NumberWord {
    /// The words.
    pub words: &'static str,
    /// What they do.
    pub sense: NumberSense,
    /// Their value; 0 for a bound.
    pub value: f64,
}

/// One word or sign of a unit.
#[derive(Debug, Clone, Copy)]
pub struct UnitWord {
    /// The word or sign.
    pub words: &'static str,
    /// The unit: "km", "USD".
    pub unit: &'static str,
    /// What it measures: "money", "length", "time".
    pub kind: &'static str,
}

/// Reads the table of numbers.
pub(crate) fn numbers(table: &'static str) -> Vec<NumberWord> {
    rows(table)
        .map(|row| NumberWord {
            words: row.column(0),
            sense: match row.column(1) {
                "multiplier" => NumberSense::Multiplier,
                "crowd" => NumberSense::Crowd,
                "least" => NumberSense::Least,
                "most" => NumberSense::Most,
                "about" => NumberSense::About,
                _ => NumberSense::Cardinal,
            },
            value: row.column(2).parse().unwrap_or(0.0),
        })
        .collect()
}

/// Reads the table of units.
pub(crate) fn units(table: &'static str) -> Vec<UnitWord> {
    rows(table)
        .map(|row| UnitWord { words: row.column(0), unit: row.column(1), kind: row.column(2) })
        .collect()
}
