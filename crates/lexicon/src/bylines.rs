//! Words that bylines are made with: "by", what joins names, offices, and what bodies and desks are called.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use sayso_text::Span;

use crate::table::rows;

/// What a word of a byline does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BylineWord {
    /// Names follow, wherever it stands: "written by".
    By,
    /// Names follow where it opens the line: "von".
    From,
    /// The names of those who helped follow: "additional reporting by".
    Also,
    /// Those who follow are no authors: "editing by".
    Edits,
    /// It joins two names.
    And,
    /// A place or an outlet follows.
    In,
    /// What somebody is: "correspondent".
    Office,
    /// Which: "senior".
    Rank,
    /// Somebody without a name: "desk".
    Team,
    /// A body's name ends with it: "foundation".
    Company,
    /// It belongs to the name before it: "MD".
    Degree,
    /// It stands in the name of a team: "staff and agencies".
    Small,
}

/// The languages that a word is of, as the table lists them; `*` for any.
type Languages = &'static str;

/// All words of bylines.
#[derive(Debug)]
pub struct BylineWords {
    roles: FxHashMap<(&'static str, BylineWord), Languages>,
    leads: AhoCorasick,
    lead_roles: Vec<BylineWord>,
}

impl BylineWords {
    /// The table, read once.
    pub fn all() -> &'static Self {
        static ALL: LazyLock<BylineWords> = LazyLock::new(BylineWords::read);
        &ALL
    }

    fn read() -> Self {
        let table: Vec<_> = rows(include_str!("../data/mul/byline_words.tsv"))
            .filter_map(|row| Some((row.column(0), role(row.column(1))?, row.column(2))))
            .collect();
        let leads: Vec<_> = table.iter().filter(|(_, role, _)| leads(*role)).collect();
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(leads.iter().map(|(words, ..)| words));
        Self {
            leads: finder.expect("a small table (tested)"),
            lead_roles: leads.iter().map(|(_, role, _)| *role).collect(),
            roles: table.into_iter().map(|(words, role, languages)| ((words, role), languages)).collect(),
        }
    }

    /// Whether these words, in lower case, have this role in any language.
    pub fn is(&self, words: &str, role: BylineWord) -> bool {
        self.roles.contains_key(&(words, role))
    }

    /// Whether they have it in the language of a tag (`pt-BR`).
    pub fn is_of(&self, words: &str, role: BylineWord, language: Option<&str>) -> bool {
        let code = language.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("en");
        let known = self.roles.get(&(words, role));
        known.is_some_and(|known| known.split('|').any(|one| one == "*" || one.eq_ignore_ascii_case(code)))
    }

    /// The words in a line that names follow, or those who are no authors, in order.
    pub fn leads<'l>(&'l self, line: &'l str) -> impl Iterator<Item = (Span, BylineWord)> + 'l {
        let stands = |from: usize, to: usize| {
            let word = |c: char| c.is_alphanumeric();
            let open = line[from..to].ends_with(word) && line[to..].starts_with(word);
            !line[..from].ends_with(word) && !open
        };
        let found = self.leads.find_iter(line).filter(move |hit| stands(hit.start(), hit.end()));
        found.map(|hit| (Span::of(hit.range()), self.lead_roles[hit.pattern().as_usize()]))
    }
}

const fn leads(role: BylineWord) -> bool {
    matches!(role, BylineWord::By | BylineWord::From | BylineWord::Also | BylineWord::Edits)
}

fn role(name: &str) -> Option<BylineWord> {
    Some(match name {
        "by" => BylineWord::By,
        "from" => BylineWord::From,
        "also" => BylineWord::Also,
        "edits" => BylineWord::Edits,
        "and" => BylineWord::And,
        "in" => BylineWord::In,
        "office" => BylineWord::Office,
        "rank" => BylineWord::Rank,
        "team" => BylineWord::Team,
        "company" => BylineWord::Company,
        "degree" => BylineWord::Degree,
        "small" => BylineWord::Small,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_lead_is_met_where_words_begin() {
        let line = "By Ana Sole; Additional reporting by Ben Derby, editing by Ute";
        let found: Vec<_> =
            BylineWords::all().leads(line).map(|(span, role)| (span.slice(line), role)).collect();
        assert_eq!(
            found,
            [
                ("By", BylineWord::By),
                ("Additional reporting by", BylineWord::Also),
                ("editing by", BylineWord::Edits)
            ]
        );
    }

    #[test]
    fn what_joins_names_depends_on_the_language() {
        let joins = |word, language| BylineWords::all().is_of(word, BylineWord::And, language);
        assert!(joins("y", Some("es-MX")) && joins("and", Some("es")) && !joins("y", Some("en")));
        assert!(joins("and", None) && !joins("und", None));
    }
}
