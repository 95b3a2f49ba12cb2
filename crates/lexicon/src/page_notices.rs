//! What pages say of themselves: that the rest is for subscribers, that cookies come first, that a machine translated.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::table::rows;

/// What a page says to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageNotice {
    /// The rest is for those who pay or log in.
    Paywall,
    /// Cookies have to be accepted first.
    Consent,
    /// A program has to run, or a robot is suspected.
    Blocked,
    /// A machine has translated the text.
    Translated,
}

impl PageNotice {
    /// The notices in a line, in whatever language, each with the words of the table that tell it.
    pub fn find(line: &str) -> impl Iterator<Item = (Self, &'static str)> {
        static TABLE: LazyLock<(AhoCorasick, Vec<(PageNotice, &'static str)>)> = LazyLock::new(table);
        let (finder, notices) = &*TABLE;
        let lower = line.to_lowercase();
        let found: BTreeSet<usize> =
            finder.find_overlapping_iter(&lower).map(|hit| hit.pattern().as_usize()).collect();
        found.into_iter().map(|n| notices[n])
    }
}

/// The phrases, ready to be looked for all at once.
fn table() -> (AhoCorasick, Vec<(PageNotice, &'static str)>) {
    let notices: Vec<_> = rows(include_str!("../data/mul/page_notices.tsv"))
        .filter_map(|row| Some((notice(row.column(1))?, row.column(0))))
        .collect();
    let finder = AhoCorasick::new(notices.iter().map(|(_, words)| words)).expect("a small table (tested)");
    (finder, notices)
}

fn notice(name: &str) -> Option<PageNotice> {
    Some(match name {
        "paywall" => PageNotice::Paywall,
        "consent" => PageNotice::Consent,
        "blocked" => PageNotice::Blocked,
        "translated" => PageNotice::Translated,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_in_many_languages() {
        for (line, want) in [
            ("Subscribe to read the full article", PageNotice::Paywall),
            ("Jetzt weiterlesen mit einem Abo", PageNotice::Paywall),
            ("We use cookies to improve this site", PageNotice::Consent),
            ("Please enable JavaScript to go on", PageNotice::Blocked),
            ("Traduction automatique de l’anglais", PageNotice::Translated),
        ] {
            assert!(PageNotice::find(line).any(|(found, _)| found == want), "{line}");
        }
        assert_eq!(PageNotice::find("The board reads the letter.").count(), 0);
    }
}
