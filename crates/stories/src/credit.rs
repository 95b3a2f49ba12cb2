//! Whom an article credits for its words: "(Reuters)", "AFP/dpa", "Reporting by", "with agencies".

use rustc_hash::FxHashMap;
use sayso_lexicon::{ChannelClass, CreditKind, Lexicon, Medium};
use sayso_news::{Article, AuthorKind, BlockKind};
use sayso_text::Span;

/// Words that a line of credit has at most.
const LINE: usize = 16;

/// Bytes at the head of a body in which the dateline stands.
const HEAD: usize = 90;

/// What agencies are called, and the phrases that credit them, in all languages.
#[derive(Debug)]
pub(crate) struct CreditWords {
    agencies: FxHashMap<String, String>,
    phrases: Vec<(&'static str, CreditKind)>,
}

/// One credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// Key of the body credited ; `None` where no name is told.
    pub(crate) key: Option<String>,
    /// As the article has it.
    pub(crate) words: String,
    /// Where it stands, where it stands in the text.
    pub(crate) span: Option<Span>,
    /// Whether an agency is credited, and not merely another outlet.
    pub(crate) agency: bool,
}

/// What an article credits, and what it is itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Credits {
    /// In the order found: byline, head, foot.
    pub(crate) given: Vec<Credit>,
    /// Key of its own outlet.
    pub(crate) outlet: Option<String>,
}

impl Credits {
    /// Whether this article credits the other's outlet.
    pub(crate) fn names(&self, other: &Self) -> Option<&Credit> {
        let outlet = other.outlet.as_ref()?;
        self.given.iter().find(|credit| credit.key.as_ref() == Some(outlet))
    }

    /// An agency that both credit.
    pub(crate) fn shared<'c>(&'c self, other: &Self) -> Option<&'c Credit> {
        let same = |credit: &&Credit| credit.key.is_some() && other.given.iter().any(|c| c.key == credit.key);
        self.given.iter().filter(|credit| credit.agency).find(same)
    }
}

impl CreditWords {
    pub(crate) fn new() -> Self {
        let mut words = Self { agencies: FxHashMap::default(), phrases: Vec::new() };
        for lexicon in Lexicon::LANGUAGES.into_iter().filter_map(Lexicon::of) {
            let names = lexicon.channels.iter().filter(|c| c.class == ChannelClass::Name);
            for name in names.filter(|c| c.medium == Medium::Agency) {
                words.agencies.insert(name.words.to_owned(), initials(name.words));
                words.agencies.insert(name.words.to_uppercase(), initials(name.words));
            }
            words.phrases.extend(lexicon.credits.iter().map(|phrase| (phrase.words, phrase.kind)));
        }
        // The longest first: "with inputs from agencies" before "with inputs from".
        words.phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(b.0)));
        words.phrases.dedup();
        words
    }

    /// What a body is compared by.
    fn key(&self, name: &str) -> String {
        self.agencies.get(name).cloned().unwrap_or_else(|| plain(name))
    }

    /// What an article credits. Only its margins are looked at: byline, dateline, the head of the body, its last lines.
    pub(crate) fn of(&self, article: &Article) -> Credits {
        let outlet = article.outlet.as_deref().map(|outlet| self.key(outlet));
        let mut given = Vec::new();
        for author in &article.byline {
            let before = given.len();
            self.line(&author.name, None, &mut given);
            if given.len() == before && author.kind == AuthorKind::Organisation {
                let key = Some(self.key(&author.name));
                given.push(Credit { key, words: author.name.clone(), span: None, agency: false });
            }
        }
        let margins =
            article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Byline | BlockKind::Dateline));
        for block in margins {
            self.line(block.span.slice(&article.text), Some(block.span), &mut given);
        }
        let bodies: Vec<Span> =
            article.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span).collect();
        if let Some(first) = bodies.first() {
            self.head(&article.text, *first, &mut given);
        }
        for last in bodies.iter().skip(bodies.len().saturating_sub(2)) {
            self.foot(&article.text, *last, &mut given);
        }
        // A body does not credit itself.
        given.retain(|credit: &Credit| credit.key.is_none() || credit.key != outlet);
        let mut kept: Vec<Credit> = Vec::new();
        for credit in given {
            match kept.iter_mut().find(|known| known.key == credit.key) {
                Some(known) => known.span = known.span.or(credit.span),
                None => kept.push(credit),
            }
        }
        Credits { given: kept, outlet }
    }

    /// A dateline within the body: "PORT ELLERY, May 3 (Reuters) - ".
    fn head(&self, text: &str, body: Span, given: &mut Vec<Credit>) {
        let words = body.slice(text);
        let mut end = words.len().min(HEAD);
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        let head = &words[..end];
        let bracket = head.find('(').and_then(|open| {
            let close = head[open..].find(')')? + open;
            Some(open + 1..close)
        });
        let dash = || {
            let dash = [" - ", " – ", " — ", "— ", "– "].iter().filter_map(|d| head.find(d)).min()?;
            let start = head[..dash].rfind([',', '(']).map_or(0, |at| at + 1);
            Some(start..dash)
        };
        for range in bracket.into_iter().chain(dash()) {
            self.names(&head[range.clone()], Some(Span::of(range).shift(body.start())), given);
        }
    }

    /// The end of a body: a line of its own, what stands in brackets, or what stands behind a dash.
    fn foot(&self, text: &str, body: Span, given: &mut Vec<Credit>) {
        let words = body.slice(text);
        if words.split_whitespace().take(LINE + 1).count() <= LINE {
            self.line(words, Some(body), given);
        }
        let trimmed = words.trim_end_matches(['.', ' ']);
        let tail = if trimmed.ends_with([')', ']']) {
            trimmed.rfind(['(', '[']).map(|open| open + 1..trimmed.len() - 1)
        } else {
            let dash = |d: &str| trimmed.rfind(d).map(|at| at + d.len()..trimmed.len());
            [" – ", " — ", " - ", "—", "–"].into_iter().filter_map(dash).max_by_key(|range| range.start)
        };
        if let Some(range) = tail.filter(|range| range.start < range.end) {
            self.line(&trimmed[range.clone()], Some(Span::of(range).shift(body.start())), given);
        }
    }

    /// A line that is a credit or none: a phrase at its head, or names of agencies alone.
    fn line(&self, line: &str, span: Option<Span>, given: &mut Vec<Credit>) {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = line.to_lowercase();
        let headed = |phrase: &&(&str, CreditKind)| {
            lower.strip_prefix(phrase.0).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let Some((phrase, kind)) = self.phrases.iter().find(headed) else {
            return self.names(line, span, given);
        };
        match kind {
            // Lower case may be longer or shorter than what it stands for; phrases and names are not cut by bytes of it.
            CreditKind::Names => {
                let skip = phrase.chars().count();
                let rest = line.char_indices().nth(skip).map_or("", |(at, _)| &line[at..]);
                self.names(rest, span, given);
            }
            CreditKind::Desk | CreditKind::Wires => {
                given.push(Credit { key: None, words: line.to_owned(), span, agency: true });
            }
        }
    }

    /// Agencies named one beside the other and nothing else: "AFP/dpa", "Reuters and AP".
    fn names(&self, line: &str, span: Option<Span>, given: &mut Vec<Credit>) {
        let parts = line.split(['/', ',', ';', '+', '&', '|']).flat_map(|part| part.split(" and "));
        let found: Option<Vec<Credit>> = parts
            .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|part| !part.is_empty())
            .map(|part| {
                let key = self.agencies.get(part)?.clone();
                Some(Credit { key: Some(key), words: part.to_owned(), span, agency: true })
            })
            .collect();
        given.extend(found.into_iter().flatten());
    }
}

/// A name as it is compared: letters and digits in capitals, "the" left out.
fn plain(name: &str) -> String {
    words(name).collect::<Vec<_>>().join(" ").to_uppercase()
}

/// An agency is compared by its initials where its name has several words, so "Associated Press" is "AP".
fn initials(name: &str) -> String {
    if words(name).count() < 2 {
        return plain(name);
    }
    words(name).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("the"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(line: &str) -> Vec<Option<String>> {
        let mut given = Vec::new();
        CreditWords::new().line(line, None, &mut given);
        given.into_iter().map(|credit| credit.key).collect()
    }

    #[test]
    fn lines_of_credit_are_told_from_others() {
        let key = |key: &str| Some(key.to_owned());
        assert_eq!(given("AFP/dpa"), [key("AFP"), key("DPA")]);
        assert_eq!(given("— Associated Press"), [key("AP")]);
        assert_eq!(given("With files from Reuters"), [key("REUTERS")]);
        assert_eq!(given("(Reporting by Ida Brandt; Editing by Tom Hale)"), [None]);
        assert_eq!(given("Staff and agencies"), [None]);
        assert_eq!(given("Mit Material von dpa"), [key("DPA")]);
        assert_eq!(given("Via the old harbour road"), []);
        assert_eq!(given("Reuters reported the fire first."), []);
    }

    #[test]
    fn a_long_and_a_short_name_are_one() {
        let words = CreditWords::new();
        assert_eq!(words.key("Agence France-Presse"), words.key("AFP"));
        assert_eq!(words.key("The Associated Press"), words.key("AP"));
        assert_ne!(words.key("Daily Dispatch"), words.key("Dublin Docket"));
    }
}
