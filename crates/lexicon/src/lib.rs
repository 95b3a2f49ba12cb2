//! Typed word tables, one folder a language.
//!
//! The source of truth is `data/<lang>/<table>.tsv`: comment lines that name origin and licence, then one entry a line,
//! sorted, columns parted by tabs. Every table has a module of its own here that gives its rows a type. A second
//! language is a folder with the same file names and a line in [`Lexicon::of`]. This crate never knows what the words
//! are used for.

mod table;

pub use table::{Row, rows};

use std::sync::OnceLock;

/// All tables of one language, read once.
#[derive(Debug)]
pub struct Lexicon {
    /// ISO 639-1 code.
    pub language: &'static str,
}

/// Reads the drawer of one language.
macro_rules! drawer {
    ($language:literal) => {
        Lexicon { language: $language }
    };
}

impl Lexicon {
    /// The tables of a language by its ISO 639-1 code; `None` for one without a drawer.
    pub fn of(language: &str) -> Option<&'static Self> {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        match language {
            "en" => Some(ENGLISH.get_or_init(|| drawer!("en"))),
            _ => None,
        }
    }

    /// The English tables, which every build has.
    pub fn english() -> &'static Self {
        Self::of("en").expect("English is compiled in")
    }
}
