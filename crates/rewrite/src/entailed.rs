//! The only way from a rewriter's answer to a line of the brief.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sayso_news::{Cite, Line};

use crate::Refusal;
use crate::clauses::{Clause, clauses};
use crate::quotations::{self, Piece};
use crate::words::{Item, Step, steps};

/// What a rewriter answered. Its words can be seen by [`Composed::check`] alone.
#[derive(Clone)]
pub struct Reply(String);

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({} bytes)", self.0.len())
    }
}

impl Reply {
    /// An answer as it came.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// A sentence that says no more and no less than the composed one whose cites it has. Made by [`Composed::check`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entailed {
    text: String,
    first: Cite,
    more: Vec<Cite>,
}

impl From<Entailed> for Line {
    fn from(sentence: Entailed) -> Self {
        Self::new(sentence.text, sentence.first, sentence.more)
    }
}

/// A composed sentence of a brief, taken apart.
#[derive(Debug, Clone)]
pub struct Composed<'l> {
    line: &'l Line,
    quotes: Vec<String>,
    names: BTreeSet<String>,
    counts: BTreeMap<Item, usize>,
    clauses: Vec<Clause>,
}

impl<'l> Composed<'l> {
    /// Takes a line apart; `words` gives the words of a cite. Fails where its quotations do not stand in its cites as
    /// they are, for then an answer could not be held against them.
    pub fn new<'a>(line: &'l Line, words: impl Fn(Cite) -> Option<&'a str>) -> Result<Self, Refusal> {
        let pieces = quotations::composed(line.text())?;
        let quotes: Vec<String> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Quote(quote) => Some(quote.clone()),
                Piece::Frame(_) => None,
            })
            .collect();
        let cited: Vec<String> = line.cites().filter_map(words).map(even).collect();
        for quote in &quotes {
            if !cited.iter().any(|words| words.contains(quotations::words(quote))) {
                return Err(Refusal::Unclear);
            }
        }
        let names: BTreeSet<String> = steps(&pieces, None)
            .into_iter()
            .filter_map(|step| match step {
                Step::Item(Item::Name(name)) => Some(name),
                _ => None,
            })
            .collect();
        // Read as an answer is read, so that a sentence given back as it was is itself.
        let steps = steps(&pieces, Some(&names));
        let clauses = clauses(&steps).map_err(|_| Refusal::Unclear)?;
        Ok(Self { line, quotes, names, counts: counts(&steps), clauses })
    }

    /// The sentence as it was composed.
    pub fn text(&self) -> &'l str {
        self.line.text()
    }

    /// Holds an answer against the sentence: the same quotations, names, numbers and words of meaning in each clause,
    /// nothing turned round, loosed or tied to another, and not much longer.
    pub fn check(&self, reply: &Reply) -> Result<Entailed, Refusal> {
        let answer = even(reply.0.trim());
        if answer.is_empty() || reply.0.trim().lines().count() > 1 || answer.chars().any(is_hidden) {
            return Err(Refusal::Unreadable);
        }
        let pieces = quotations::answered(&answer, &self.quotes)?;
        let text: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Frame(words) | Piece::Quote(words) => words.as_str(),
            })
            .collect();
        if text.chars().count() * 2 > self.line.text().chars().count() * 3 {
            return Err(Refusal::Long);
        }
        let steps = steps(&pieces, Some(&self.names));
        self.counted(&counts(&steps))?;
        let clauses = clauses(&steps)?;
        let same = clauses.len() == self.clauses.len()
            && clauses.iter().zip(&self.clauses).all(|(answered, composed)| answered.says_as(composed));
        if !same || !text.ends_with(['.', '”']) {
            return Err(Refusal::Attached);
        }
        let mut cites = self.line.cites();
        let first = cites.next().expect("a line has a cite");
        Ok(Entailed { text, first, more: cites.collect() })
    }

    /// Every word with a meaning of its own stands as often as it did.
    fn counted(&self, counts: &BTreeMap<Item, usize>) -> Result<(), Refusal> {
        for item in counts.keys().chain(self.counts.keys()) {
            let (was, is) = (self.counts.get(item).unwrap_or(&0), counts.get(item).unwrap_or(&0));
            if was == is {
                continue;
            }
            return Err(match item {
                Item::Stance(_) => Refusal::Stance,
                Item::Bracket(_) => Refusal::Attached,
                Item::Auxiliary(word) if *was == 0 => Refusal::New((*word).to_owned()),
                Item::Auxiliary(word) => Refusal::Count((*word).to_owned()),
                Item::Quote(quote) => Refusal::Quotation(quote.clone()),
                Item::Name(word) | Item::Number(word) | Item::Common(word) | Item::Polarity(word) => {
                    if *was == 0 { Refusal::New(word.clone()) } else { Refusal::Count(word.clone()) }
                }
            });
        }
        Ok(())
    }
}

fn counts(steps: &[Step]) -> BTreeMap<Item, usize> {
    let mut counts = BTreeMap::new();
    for step in steps {
        if let Step::Item(item) = step {
            *counts.entry(item.clone()).or_insert(0) += 1;
        }
    }
    counts
}

fn even(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that nobody sees, or that turn the line round.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}
