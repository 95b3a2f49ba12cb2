//! The noun phrase that ends right before a verb or a mark.

use std::ops::Range;

use super::scene::Scene;
use super::verbs::Finite;
use super::words::{Forms, Kind};

/// Tokens looked at before a verb for its noun phrases.
pub(super) const REACH: usize = 60;

impl Scene<'_, '_> {
    /// The noun phrase that ends right before `end`.
    pub(super) fn phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let floor = floor.max(end.saturating_sub(REACH));
        let mut start = end;
        let mut coordinator = None;
        let mut depth = 0_u32;
        while start > floor {
            let at = start - 1;
            if depth > 0 {
                depth = match self.kind(at) {
                    Kind::Left => depth - 1,
                    Kind::Right => depth + 1,
                    _ => depth,
                };
                start -= 1;
                continue;
            }
            match self.kind(at) {
                // "hours after X said": a clause begins.
                Kind::Preposition
                    if matches!(self.kind(at + 1), Kind::Name | Kind::Pronoun)
                        && self.is_any(at, &["after", "before", "since", "until", "as", "than"])
                        || self.is_any(at, &["after", "before"])
                            && at > floor
                            && self.is_time_noun(at - 1) =>
                {
                    break;
                }
                // ", as the engineer suggested"
                Kind::Preposition | Kind::Subordinator
                    if self.is(at, "as") && at > floor && self.kind(at - 1) == Kind::Comma =>
                {
                    break;
                }
                Kind::Noun
                | Kind::Name
                | Kind::Number
                | Kind::Adjective
                | Kind::Determiner
                | Kind::Possessive
                | Kind::Genitive
                | Kind::Preposition
                | Kind::Time
                | Kind::Adverb
                | Kind::Other => {}
                Kind::Pronoun => {
                    // "he": nothing belongs to it on its left, unless "both of them", "a group calling itself X".
                    let led = at > floor && self.kind(at - 1) == Kind::Preposition;
                    // "In it Darja Holub proposed": what stands after it is another phrase.
                    if led && at + 1 < end && matches!(self.kind(at + 1), Kind::Name | Kind::Determiner) {
                        break;
                    }
                    let called = at > floor
                        && self.kind(at - 1) == Kind::Verb
                        && self.forms(at - 1).has(Forms::GERUND);
                    let joined = led || called;
                    if !joined {
                        start -= 1;
                        break;
                    }
                }
                Kind::To if !self.is_infinitive(at) => {}
                Kind::To if at > floor && self.kind(at - 1) == Kind::Noun => {}
                Kind::Right => depth = 1,
                Kind::Open | Kind::Close => match self.speech_at(at) {
                    None => {}
                    // "… “a success,” X said"
                    Some(_)
                        if self.kind(at) == Kind::Close
                            && matches!(self.kind(at - 1), Kind::Comma | Kind::Stop) =>
                    {
                        break;
                    }
                    // "the so-called “army of ghosts and shadows” said": a long name within its phrase.
                    Some(s) if !self.speeches[s].alone && !self.speeches[s].open => {
                        start = self.speeches[s].outer.start.max(floor);
                        continue;
                    }
                    Some(_) => break,
                },
                Kind::Coordinator if at > floor && self.word(at) != "but" && self.joins_nouns(at) => {
                    coordinator = Some(at);
                }
                Kind::Comma if coordinator.is_some() && self.is_list_comma(at, floor) => {}
                Kind::Verb | Kind::Be | Kind::Have | Kind::Do | Kind::Modal | Kind::Not => {
                    let finite_gerund = self.kind(at) == Kind::Verb
                        && at > floor
                        && matches!(self.kind(at - 1), Kind::Be | Kind::Have);
                    if finite_gerund {
                        break;
                    }
                    let participle = !self.forms(at).has(Forms::GERUND);
                    if self.is_reduced(at) && !(participle && coordinator.is_some()) {
                        // "a group calling itself X", "people wounded in the raid".
                    } else if let Some(relative) = self.relative_before(at, floor) {
                        start = relative;
                        continue;
                    } else if self.kind(at) == Kind::Verb
                        && self.is_attribute(at)
                        && start < end
                        && (self.starts_sentence(at)
                            || matches!(
                                self.kind(at - 1),
                                Kind::Determiner
                                    | Kind::Possessive
                                    | Kind::Adjective
                                    | Kind::Preposition
                                    | Kind::Genitive
                                    | Kind::Adverb
                                    | Kind::Number
                            ))
                    {
                        // "armed men"
                    } else {
                        if let Some(c) = coordinator
                            && c + 1 < end
                        {
                            start = c + 1;
                        }
                        break;
                    }
                }
                _ => break,
            }
            start -= 1;
        }
        self.last_phrase(start..end)
    }

    /// "to" with its verb.
    fn is_infinitive(&self, at: usize) -> bool {
        self.kind(at) == Kind::To
            && (matches!(self.kind(at + 1), Kind::Verb | Kind::Be | Kind::Have | Kind::Do)
                || (self.kind(at + 1) == Kind::Adverb && self.kind(at + 2) == Kind::Verb))
    }

    /// Whether a participle begins a reduced relative clause after its noun.
    fn is_reduced(&self, at: usize) -> bool {
        if self.kind(at) != Kind::Verb || at == 0 {
            return false;
        }
        let forms = self.forms(at);
        let after_noun =
            matches!(self.kind(at - 1), Kind::Noun | Kind::Name | Kind::Pronoun | Kind::Close | Kind::Number)
                && !self.starts_sentence(at);
        if forms.has(Forms::GERUND) {
            return after_noun
                || matches!(
                    self.kind(at - 1),
                    Kind::Preposition | Kind::Determiner | Kind::Adjective | Kind::Genitive
                );
        }
        forms.has(Forms::PARTICIPLE)
            && (after_noun || self.kind(at - 1) == Kind::Adverb)
            && matches!(self.kind(at + 1), Kind::Preposition | Kind::To | Kind::Adverb | Kind::Time)
            && self.finite(at) != Finite::Yes
    }

    /// The relative pronoun that the finite verb at `at` belongs to; its index.
    fn relative_before(&self, at: usize, floor: usize) -> Option<usize> {
        let mut i = at;
        let low = floor.max(at.saturating_sub(14));
        while i > low {
            i -= 1;
            match self.kind(i) {
                Kind::Relative => return Some(i),
                Kind::That
                    if i > floor && matches!(self.kind(i - 1), Kind::Noun | Kind::Name | Kind::Pronoun) =>
                {
                    return Some(i);
                }
                Kind::Comma
                | Kind::Semicolon
                | Kind::Colon
                | Kind::Dash
                | Kind::Stop
                | Kind::Subordinator => return None,
                _ => {}
            }
        }
        None
    }

    /// "and" between nouns rather than between clauses.
    fn joins_nouns(&self, at: usize) -> bool {
        matches!(
            self.kind(at - 1),
            Kind::Noun | Kind::Name | Kind::Number | Kind::Right | Kind::Close | Kind::Adjective
        ) && self.begins_phrase(at + 1)
            && self.kind(at + 1) != Kind::Pronoun
    }

    /// "Britain, France and Germany": a comma with a short plain phrase before it.
    fn is_list_comma(&self, at: usize, floor: usize) -> bool {
        let mut i = at;
        while i > floor {
            i -= 1;
            match self.kind(i) {
                Kind::Noun
                | Kind::Name
                | Kind::Determiner
                | Kind::Adjective
                | Kind::Genitive
                | Kind::Number
                | Kind::Possessive => {}
                Kind::Comma => return at - i <= 5,
                _ => return false,
            }
        }
        at - floor <= 5 && at > floor
    }

    /// Of a stretch of phrases ("In June the brigade") the last one that no preposition leads in.
    fn last_phrase(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let mut start = tokens.start;
        while start < tokens.end
            && !self.is_count(start)
            && matches!(
                self.kind(start),
                Kind::Coordinator
                    | Kind::Adverb
                    | Kind::Other
                    | Kind::Close
                    | Kind::Right
                    | Kind::Genitive
                    | Kind::Comma
            )
        {
            start += 1;
        }
        let mut led = (matches!(self.kind(start), Kind::Preposition | Kind::To | Kind::Time)
            && !self.is_count(start))
            || (self.is_any(start, &["this", "last", "next", "that"]) && self.is_time_noun(start + 1))
            || (self.kind(start) == Kind::Verb && self.forms(start).has(Forms::GERUND));
        let mut found = start;
        for at in start + 1..tokens.end {
            let previous = self.kind(at - 1);
            let complete = matches!(
                previous,
                Kind::Noun
                    | Kind::Name
                    | Kind::Pronoun
                    | Kind::Time
                    | Kind::Number
                    | Kind::Adverb
                    | Kind::Right
                    | Kind::Close
            );
            let begins = match self.kind(at) {
                Kind::Determiner | Kind::Possessive => {
                    // "a group calling itself the X"
                    let named = self.is_any(at - 1, &["itself", "themselves", "himself", "herself"]);
                    complete && !named && !self.is_any(at, &["all", "both", "each"])
                }
                Kind::Pronoun => complete,
                Kind::Name | Kind::Noun | Kind::Adjective | Kind::Number => {
                    // "the Today programme", "a Friday statement"
                    (previous == Kind::Time
                        && !matches!(self.kind(at.wrapping_sub(2)), Kind::Determiner | Kind::Possessive))
                        || (led
                            && self.is_time_noun(at - 1)
                            && !matches!(self.kind(at), Kind::Number)
                            && !matches!(self.kind(at.wrapping_sub(2)), Kind::Determiner | Kind::Possessive))
                        || (previous == Kind::Adverb && led)
                        || (led
                            && previous == Kind::Name
                            && self.kind(at) == Kind::Noun
                            && self.word(at).ends_with('s')
                            && found == start)
                }
                _ => false,
            };
            if begins
                && !(matches!(previous, Kind::Adverb) && at >= 2 && self.kind(at - 2) == Kind::Preposition)
            {
                found = at;
                led = self.is_any(at, &["this", "last", "next", "that"]) && self.is_time_noun(at + 1);
            }
        }
        if led || found >= tokens.end {
            return None;
        }
        if matches!(self.kind(found), Kind::Relative | Kind::That) {
            return None;
        }
        let nominal = (found..tokens.end).any(|i| {
            matches!(
                self.kind(i),
                Kind::Noun | Kind::Name | Kind::Pronoun | Kind::Number | Kind::Determiner | Kind::Adjective
            )
        });
        nominal.then_some(found..tokens.end)
    }
}
