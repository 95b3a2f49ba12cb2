//! Noun phrases from their first word on: how far they go.

use super::scene::Scene;
use super::verbs::Finite;
use super::words::{Forms, Kind};

impl Scene<'_, '_> {
    /// Whether a noun phrase can begin with this token.
    pub(super) fn begins_phrase(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Determiner
            | Kind::Possessive
            | Kind::Pronoun
            | Kind::Name
            | Kind::Noun
            | Kind::Number
            | Kind::Adjective => true,
            Kind::Verb => {
                let forms = self.forms(at);
                (forms.has(Forms::PARTICIPLE) || forms.has(Forms::BASE))
                    && matches!(self.kind(at + 1), Kind::Noun | Kind::Name)
            }
            Kind::Open => self.speech_at(at).is_none() && self.begins_phrase(at + 1),
            Kind::Adverb => {
                matches!(self.kind(at + 1), Kind::Number | Kind::Determiner)
                    || (self.is_any(at, &["early", "late", "only"]) && self.kind(at + 1) == Kind::Noun)
                    || (self.kind(at + 1) == Kind::Adjective && matches!(self.kind(at + 2), Kind::Noun))
            }
            Kind::That => matches!(self.kind(at + 1), Kind::Noun),
            Kind::Preposition => self.is_count(at),
            _ => false,
        }
    }

    /// "at least 12", "up to 40", "more than half": a count that begins with a preposition.
    pub(super) fn is_count(&self, at: usize) -> bool {
        let pairs = [
            ("at", "least"),
            ("at", "most"),
            ("up", "to"),
            ("as", "many"),
            ("more", "than"),
            ("fewer", "than"),
            ("less", "than"),
        ];
        pairs.iter().any(|(a, b)| self.is(at, a) && self.is(at + 1, b))
            || (self.is_any(at, &["around", "about", "over", "nearly", "almost", "under"])
                && self.kind(at + 1) == Kind::Number)
    }

    /// The end of the base noun phrase that begins at `at`: up to its noun, no prepositions.
    pub(super) fn base_end(&self, at: usize, limit: usize) -> usize {
        let counts = self.is_any(
            at,
            &[
                "one", "some", "many", "several", "both", "most", "others", "any", "each", "all", "few",
                "half", "another",
            ],
        ) && matches!(self.kind(at + 1), Kind::Noun | Kind::Adjective | Kind::Number);
        if self.kind(at) == Kind::Pronoun && !counts {
            return at + 1;
        }
        let mut end = at;
        let mut noun = false;
        if self.is_count(at) {
            end = at + 1;
            while end < limit
                && end < at + 4
                && self.kind(end) != Kind::Number
                && !matches!(self.kind(end), Kind::Noun)
            {
                end += 1;
            }
        }
        let singular = self.is_any(at, &["a", "an", "another", "this", "every"]);
        while end < limit {
            match self.kind(end) {
                Kind::Noun | Kind::Name => noun = true,
                Kind::Time if self.kind(end + 1) == Kind::Genitive => noun = true,

                Kind::Pronoun if end == at && counts => {}
                Kind::Determiner | Kind::Possessive if end == at || self.kind(end - 1) == Kind::Genitive => {}
                Kind::Determiner | Kind::Possessive
                    if !noun && matches!(self.kind(end - 1), Kind::Determiner | Kind::Adverb) => {}
                Kind::That if end == at => {}
                Kind::Time | Kind::Adjective | Kind::Adverb if !noun => {}
                Kind::Adjective if matches!(self.kind(end + 1), Kind::Noun | Kind::Name) => {}
                // "According to the ministry 3,100 hectares have burned": a count begins the clause.
                Kind::Number if noun && self.counts_many(end) => break,
                Kind::Number => {}
                Kind::Genitive if noun => noun = false,
                // A name or a word that is set off.
                Kind::Open | Kind::Close if self.speech_at(end).is_none() => {}
                Kind::Other if self.word(end) == "&" || self.word(end) == "/" => {}
                // "a tally": a verb's base form is a noun after an article.
                Kind::Verb
                    if singular
                        && end > at
                        && self.forms(end).has(Forms::BASE)
                        && !self.forms(end).has(Forms::PAST) =>
                {
                    noun = true;
                }
                Kind::Verb
                    if singular
                        && noun
                        && self.forms(end).has(Forms::GERUND)
                        && matches!(self.kind(end + 1), Kind::That | Kind::Comma | Kind::Stop) => {}
                // "a filing", "the hearing"
                Kind::Verb
                    if !noun
                        && end > at
                        && self.forms(end).has(Forms::GERUND)
                        && matches!(
                            self.kind(end - 1),
                            Kind::Determiner | Kind::Adjective | Kind::Possessive
                        )
                        && !self.is_attribute(end) =>
                {
                    noun = true;
                }
                Kind::Verb if !noun && end > at && self.is_attribute(end) => {}
                Kind::Verb if end == at && self.is_attribute(end) => {}
                Kind::Left => {
                    let close = (end..limit.min(end + 12)).find(|i| self.kind(*i) == Kind::Right);
                    match close {
                        Some(close) if noun => end = close,
                        _ => break,
                    }
                }
                _ => break,
            }
            end += 1;
        }
        end
    }

    /// Whether a number counts what stands behind it, in the plural.
    fn counts_many(&self, at: usize) -> bool {
        let noun = if self.kind(at + 1) == Kind::Adjective { at + 2 } else { at + 1 };
        self.kind(noun) == Kind::Noun
            && (self.word(noun).ends_with('s')
                || self.is_any(noun, &["people", "men", "women", "children", "percent"]))
    }

    /// A participle before its noun: "armed men", "visiting officials".
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let forms = self.forms(at);
        (forms.has(Forms::PARTICIPLE) || forms.has(Forms::GERUND))
            && matches!(self.kind(at + 1), Kind::Noun | Kind::Name | Kind::Adjective)
    }

    /// The end of the noun phrase that begins at `at`, with what prepositions of belonging and "and" join to it.
    pub(super) fn phrase_end(&self, at: usize, limit: usize) -> usize {
        let mut end = self.base_end(at, limit);
        if end == at {
            return at;
        }
        while end < limit {
            // "two people familiar with the matter"
            let told = self.kind(end) == Kind::Adjective
                && matches!(self.kind(end + 1), Kind::Preposition | Kind::To)
                && self.begins_phrase(end + 2);
            if told {
                end = self.base_end(end + 2, limit);
                continue;
            }
            let joins = match self.kind(end) {
                Kind::Preposition => {
                    self.is_any(
                        end,
                        &[
                            "of", "for", "in", "at", "from", "with", "within", "inside", "near", "behind",
                            "close", "under", "than", "outside", "among",
                        ],
                    ) && (self.is(end, "of") || !self.is_channel_phrase(end))
                }
                Kind::To => self.kind(end + 1) != Kind::Verb,
                Kind::Coordinator => self.word(end) == "and" || self.word(end) == "or",
                _ => false,
            };
            if !joins || !self.begins_phrase(end + 1) || self.kind(end + 1) == Kind::Time {
                break;
            }
            let next = self.base_end(end + 1, limit);
            if next == end + 1 {
                break;
            }
            // "X and Y said": Y may be the next clause's subject.
            if self.kind(end) == Kind::Coordinator && self.finite(next) == Finite::Yes {
                break;
            }
            end = next;
            // "in Salem, New Hampshire, that"
            let town = self.kind(end - 1) == Kind::Name
                && self.kind(end) == Kind::Comma
                && self.kind(end + 1) == Kind::Name;
            if town {
                let after = (end + 1..limit).find(|i| self.kind(*i) != Kind::Name).unwrap_or(limit);
                let comma =
                    usize::from(self.kind(after) == Kind::Comma && self.kind(after + 1) == Kind::That);
                if matches!(
                    self.kind(after + comma),
                    Kind::That | Kind::Preposition | Kind::Time | Kind::Stop
                ) {
                    end = after + comma;
                }
            }
        }
        // "the data of the Department of Health eight persons perished": a name is not cut in two.
        let name = |m: &&sayso_news::Mention| {
            m.kind == sayso_news::MentionKind::Name && self.draft.tokens_in(m.span).end > end
        };
        let last = self.draft.mentions_in(self.span(&(end - 1..end))).find(name);
        last.map_or(end, |m| self.draft.tokens_in(m.span).end.min(limit))
    }

    /// The end of an apposition that begins at the comma `at`: "X, the mayor of Y,"; `at` where there is none.
    pub(super) fn apposition_end(&self, at: usize, limit: usize) -> usize {
        if self.kind(at) != Kind::Comma || at + 1 >= limit {
            return at;
        }
        let first = at + 1;
        let relative = self.kind(first) == Kind::Relative;
        let nominal = matches!(
            self.kind(first),
            Kind::Determiner | Kind::Possessive | Kind::Noun | Kind::Name | Kind::Number | Kind::Adjective
        );
        if !relative && !nominal {
            return at;
        }
        let mut end = first;
        let mut finite = false;
        while end < limit.min(first + 40) {
            match self.kind(end) {
                Kind::Comma => {
                    let more = self.apposition_end(end, limit);
                    return if more > end { more } else { end };
                }
                Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Close => return end,
                Kind::Open if self.speech_at(end).is_some() => return end,
                Kind::Time if !finite && !relative => return at.max(end),
                _ if !relative && self.finite(end) == Finite::Yes => return at,
                _ if self.finite(end) == Finite::Yes => finite = true,
                _ => {}
            }
            end += 1;
        }
        if end == limit { end } else { at }
    }

    /// "morning", "week": nouns that tell when.
    pub(super) fn is_time_noun(&self, at: usize) -> bool {
        self.kind(at) == Kind::Time
            || self.is_any(
                at,
                &[
                    "morning",
                    "afternoon",
                    "evening",
                    "night",
                    "day",
                    "week",
                    "month",
                    "year",
                    "weekend",
                    "noon",
                    "midnight",
                    "midday",
                    "dawn",
                    "dusk",
                    "hour",
                    "minute",
                    "decade",
                    "century",
                    "spring",
                    "summer",
                    "autumn",
                    "winter",
                    "fall",
                    "ago",
                    "later",
                    "earlier",
                    "time",
                    "moment",
                ],
            )
    }
}
