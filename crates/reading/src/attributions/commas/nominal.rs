//! Noun phrases: how far they go from their first word.

use std::ops::Range;

use super::super::scene::Scene;
use super::super::words::Kind;
use crate::tags::fold;

impl Scene<'_, '_> {
    /// The end of the noun phrase that begins at `at`, with its genitive and what "von" and "für" join; `at` for none.
    pub(super) fn nominal_end(&self, at: usize, limit: usize) -> usize {
        let mut end = self.core_end(at, limit);
        if end == at || self.kind(at) == Kind::Pronoun {
            return end;
        }
        loop {
            let next = match self.kind(end) {
                _ if end >= limit => end,
                Kind::Determiner | Kind::Possessive if self.is_genitive(end) => self.core_end(end, limit),
                Kind::Preposition if self.joins(end) => match self.core_end(end + 1, limit) {
                    next if next > end + 1 && !self.is_clock(end + 1..next) => next,
                    _ => end,
                },
                Kind::Left => self.bracket_end(end, limit),
                // "der Sprecher „Ost“": a name that is set off.
                Kind::Open if self.speech_at(end).is_none() => {
                    let close = (end + 1..limit.min(end + 12)).find(|i| self.kind(*i) == Kind::Close);
                    close.map_or(end, |close| close + 1)
                }
                Kind::Coordinator if self.word(end) == "und" || self.word(end) == "sowie" => {
                    let next = self.core_end(end + 1, limit);
                    if next > end + 1 && !self.is_finite(next) && self.kind(end + 1) != Kind::Pronoun {
                        next
                    } else {
                        end
                    }
                }
                _ => end,
            };
            if next == end {
                return end;
            }
            end = next;
        }
    }

    /// The end of article, adjectives and nouns from `at` on; `at` where no noun comes.
    pub(super) fn core_end(&self, at: usize, limit: usize) -> usize {
        if at >= limit {
            return at;
        }
        if self.kind(at) == Kind::Pronoun {
            let reflexive = self.grammar_is(at, "reflexive");
            return if reflexive { at } else { at + 1 };
        }
        let mut end = at;
        let mut noun = false;
        while end < limit {
            match self.kind(end) {
                Kind::Noun | Kind::Name => noun = true,
                // "der 39-Jährige"
                Kind::Number if self.word(end).contains(char::is_uppercase) => noun = true,
                Kind::Determiner | Kind::Possessive if end == at => {}
                Kind::Adjective | Kind::Number | Kind::Adverb if !noun && self.leads_noun(end, limit) => {}
                Kind::Number if noun && self.kind(end - 1) == Kind::Name => {}
                // "90/Die", "&"
                Kind::Other if noun && matches!(self.word(end), "&" | "/" | "-") => {}
                Kind::Open if !noun && self.speech_at(end).is_none() => {}
                Kind::Close if self.speech_at(end).is_none() && end > at && noun => {
                    end += 1;
                    break;
                }
                Kind::Stop if self.word(end) == "." && end > at && self.kind(end - 1) == Kind::Number => {}
                _ => break,
            }
            end += 1;
        }
        if noun { end } else { at }
    }

    /// Whether only adjectives and the like stand before the next noun.
    fn leads_noun(&self, at: usize, limit: usize) -> bool {
        (at..limit.min(at + 6))
            .find(|i| !matches!(self.kind(*i), Kind::Adjective | Kind::Number | Kind::Adverb))
            .is_some_and(|i| matches!(self.kind(i), Kind::Noun | Kind::Name | Kind::Open))
    }

    fn is_genitive(&self, at: usize) -> bool {
        let word = fold(self.word(at));
        matches!(word.as_str(), "des" | "der" | "eines" | "einer")
            || (self.kind(at) == Kind::Possessive && (word.ends_with("es") || word.ends_with("er")))
            || (word.ends_with("er") && self.kind(at) == Kind::Determiner)
    }

    fn joins(&self, at: usize) -> bool {
        matches!(fold(self.word(at)).as_str(), "von" | "vom" | "für" | "aus")
    }

    /// Months, weekdays and spans of time.
    fn is_clock(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| self.kind(at) == Kind::Time)
    }

    fn bracket_end(&self, open: usize, limit: usize) -> usize {
        (open..limit.min(open + 16)).find(|i| self.kind(*i) == Kind::Right).map_or(open, |close| close + 1)
    }

    pub(super) fn grammar_is(&self, at: usize, feature: &str) -> bool {
        self.draft.lexicon.grammar.get(&fold(self.word(at))).is_some_and(|g| g.is(feature))
    }
}
