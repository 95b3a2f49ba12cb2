//! What words come through: posts, agencies, broadcasters, papers, statements.

use crate::{Row, rows};

/// What part the words play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChannelClass {
    /// "tweet"
    Verb,
    /// "press conference"
    Noun,
    /// "Telegram", "TASS"
    Name,
}

/// What kind of channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum Medium {
    X,
    Telegram,
    Facebook,
    Social,
    Agency,
    Broadcast,
    Press,
    Website,
    Interview,
    Statement,
    Video,
    Document,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelWord {
    /// Names as they are written, other words in lower case.
    pub words: &'static str,
    /// Part of speech.
    pub class: ChannelClass,
    /// What kind of channel they tell.
    pub medium: Medium,
}

/// Reads the table; an entry with a word that is not known is left out, and a test finds it.
pub(crate) fn read(table: &'static str) -> Vec<ChannelWord> {
    rows(table).filter_map(entry).collect()
}

fn entry(row: Row) -> Option<ChannelWord> {
    let class = match row.column(1) {
        "verb" => ChannelClass::Verb,
        "noun" => ChannelClass::Noun,
        "name" => ChannelClass::Name,
        _ => return None,
    };
    let medium = match row.column(2) {
        "x" => Medium::X,
        "telegram" => Medium::Telegram,
        "facebook" => Medium::Facebook,
        "social" => Medium::Social,
        "agency" => Medium::Agency,
        "broadcast" => Medium::Broadcast,
        "press" => Medium::Press,
        "website" => Medium::Website,
        "interview" => Medium::Interview,
        "statement" => Medium::Statement,
        "video" => Medium::Video,
        "document" => Medium::Document,
        _ => return None,
    };
    Some(ChannelWord { words: row.column(0), class, medium })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_read() {
        let tables = [include_str!("../data/de/channels.tsv"), include_str!("../data/en/channels.tsv")];
        for row in tables.into_iter().flat_map(rows) {
            assert!(entry(row).is_some(), "`{}` has a word that is not known", row.column(0));
        }
    }
}
