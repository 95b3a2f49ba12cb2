//! Words in the way from a front page to an article that name no section: "Home", "You are here".

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use crate::table::rows;

/// What a part of the way is, where it is no section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crumb {
    /// The front page.
    Home,
    /// What leads the way in: "You are here".
    Here,
    /// A word for having no section.
    Unsorted,
}

impl Crumb {
    /// What these words are, in whatever language; `None` for the name of a section.
    pub fn of(words: &str) -> Option<Self> {
        static TABLE: LazyLock<FxHashMap<&'static str, Crumb>> = LazyLock::new(|| {
            let table = rows(include_str!("../data/mul/breadcrumbs.tsv"));
            table.filter_map(|row| Some((row.column(0), crumb(row.column(1))?))).collect()
        });
        TABLE.get(words.trim().to_lowercase().as_str()).copied()
    }
}

fn crumb(role: &str) -> Option<Crumb> {
    Some(match role {
        "home" => Crumb::Home,
        "here" => Crumb::Here,
        "none" => Crumb::Unsorted,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_pages_are_told_from_sections() {
        assert_eq!(Crumb::of("Startseite "), Some(Crumb::Home));
        assert_eq!(Crumb::of("Vous êtes ici"), Some(Crumb::Here));
        assert_eq!(Crumb::of("Harbours"), None);
    }
}
