//! Noun phrases before and after a verb: who speaks, to whom, about what.

use std::ops::Range;

use super::scene::Scene;
use super::verbs::Finite;
use super::words::{Forms, Kind};

/// Tokens looked at on either side of a verb for its noun phrases.
const REACH: usize = 60;

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
    fn is_count(&self, at: usize) -> bool {
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
                Kind::Time if !noun => {}
                Kind::Pronoun if end == at && counts => {}
                Kind::Determiner | Kind::Possessive if end == at || self.kind(end - 1) == Kind::Genitive => {}
                Kind::Determiner | Kind::Possessive
                    if !noun && matches!(self.kind(end - 1), Kind::Determiner | Kind::Adverb) => {}
                Kind::That if end == at => {}
                Kind::Adjective | Kind::Adverb if !noun => {}
                Kind::Adjective if matches!(self.kind(end + 1), Kind::Noun | Kind::Name) => {}
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

    /// A participle before its noun: "armed men", "visiting officials".
    fn is_attribute(&self, at: usize) -> bool {
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
        end
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

    /// The subject that ends where a verb group begins at `end`; nothing before `floor` belongs to it.
    pub(super) fn subject_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let floor = floor.max(end.saturating_sub(REACH));
        if end <= floor {
            return None;
        }
        match self.kind(end - 1) {
            Kind::Comma | Kind::Dash => self.subject_with_aside(end, floor),
            Kind::Right => {
                let open = (floor..end).rev().find(|i| self.kind(*i) == Kind::Left)?;
                self.subject_before(open, floor).map(|s| s.start..end)
            }
            Kind::Coordinator => None,
            Kind::Time => self
                .phrase_before(end, floor)
                .map(|found| self.with_apposed(found, floor))
                .or_else(|| self.relative_subject(end, floor)),
            Kind::Relative => self.antecedent(end - 1, floor),
            Kind::That
                if end >= 2 + floor
                    && matches!(
                        self.kind(end - 2),
                        Kind::Noun | Kind::Name | Kind::Comma | Kind::Pronoun
                    ) =>
            {
                self.antecedent(end - 1, floor)
            }
            _ => self.phrase_before(end, floor).map(|found| self.with_apposed(found, floor)),
        }
    }

    /// "who on Tuesday said": times stand between the pronoun and its verb.
    fn relative_subject(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let at = (floor..end)
            .rev()
            .take_while(|i| {
                matches!(
                    self.kind(*i),
                    Kind::Time | Kind::Preposition | Kind::Adverb | Kind::Relative | Kind::Number
                )
            })
            .find(|i| self.kind(*i) == Kind::Relative)?;
        self.antecedent(at, floor)
    }

    /// "X (D-NY), a senator said", "“…,” a friend, X said", "X of Columbia, South Carolina said": what stands before the
    /// comma belongs to the subject too.
    fn with_apposed(&self, found: Range<usize>, floor: usize) -> Range<usize> {
        let Some(comma) = found.start.checked_sub(1).filter(|c| *c > floor && self.kind(*c) == Kind::Comma)
        else {
            return found;
        };
        let Some(before) = self.phrase_before(comma, floor) else { return found };
        let opens = before.start == floor
            || self.kind(before.start - 1) == Kind::Close
            || (self.kind(before.start - 1) == Kind::Coordinator && before.start - 1 == floor);
        let name = matches!(self.kind(comma - 1), Kind::Name | Kind::Right);
        let names = found.clone().all(|i| self.kind(i) == Kind::Name);
        let town = names
            && name
            && self.is_any(self.name_start(comma, before.start).saturating_sub(1), &["of", "in", "from"]);
        let after_speech = self.kind(before.start.wrapping_sub(1)) == Kind::Close;
        let apposed = name && opens && self.is_any(found.start, &["a", "an"]);
        if town || apposed || (names && after_speech && !self.has_finite(before.clone())) {
            before.start..found.end
        } else {
            found
        }
    }

    /// Where the run of names that ends before `end` begins.
    fn name_start(&self, end: usize, floor: usize) -> usize {
        (floor..end).rev().take_while(|i| self.kind(*i) == Kind::Name).last().unwrap_or(end)
    }

    /// "the officials, who …": the noun phrase before the relative pronoun at `at`.
    pub(super) fn antecedent(&self, at: usize, floor: usize) -> Option<Range<usize>> {
        let end =
            if at > floor && matches!(self.kind(at - 1), Kind::Comma | Kind::Dash) { at - 1 } else { at };
        if end <= floor {
            return None;
        }
        let mut found = self.phrase_before(end, floor)?;
        // "a ruling from the board, which said": what stands nearest is meant.
        let links: &[&str] = if self.is(at, "which") {
            &["from", "to", "for", "by", "against", "with", "at", "in"]
        } else {
            &["to", "by", "against", "with"]
        };
        if let Some(link) = found
            .clone()
            .rev()
            .find(|i| matches!(self.kind(*i), Kind::Preposition | Kind::To) && self.is_any(*i, links))
            && self.begins_phrase(link + 1)
        {
            found.start = link + 1;
        }
        // "X, the mayor of Y, who said": the apposition belongs to X.
        if end < at
            && found.start > floor + 1
            && self.kind(found.start - 1) == Kind::Comma
            && let Some(name) = self.phrase_before(found.start - 1, floor)
            && (name.start == floor || !self.has_finite(floor..name.start))
        {
            return Some(name.start..found.end);
        }
        Some(found)
    }

    /// "X, an aside, said": the subject with all that stands between commas or dashes.
    fn subject_with_aside(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mark = self.kind(end - 1);
        let segment = self.segment_start(end - 1, floor);
        let mut found = None;
        let mut at = end - 1;
        while at > segment {
            at -= 1;
            if self.kind(at) != mark || at + 1 >= end - 1 {
                continue;
            }
            if !self.is_aside(at + 1..end - 1) {
                continue;
            }
            if let Some(subject) = self.phrase_before(at, segment)
                && self.is_bare_before(subject.start, segment)
            {
                // "X, for its part, said": only an apposition or a relative clause belongs to the source.
                let belongs = !matches!(
                    self.kind(at + 1),
                    Kind::Preposition | Kind::To | Kind::Adverb | Kind::Not | Kind::Time | Kind::Verb
                );
                found = Some(subject.start..if belongs { end - 1 } else { at });
            }
        }
        found
    }

    /// Whether nothing that has a finite verb of its own stands between `floor` and `at` in the same stretch.
    fn is_bare_before(&self, at: usize, floor: usize) -> bool {
        let mut i = at;
        while i > floor {
            i -= 1;
            match self.kind(i) {
                Kind::Comma | Kind::Dash | Kind::Subordinator | Kind::Coordinator | Kind::That => {
                    return true;
                }
                _ if self.finite(i) == Finite::Yes => return false,
                _ => {}
            }
        }
        true
    }

    /// Where the stretch that holds `at` begins: after a semicolon, colon or quoted speech.
    pub(super) fn segment_start(&self, at: usize, floor: usize) -> usize {
        let mut start = at;
        while start > floor {
            match self.kind(start - 1) {
                Kind::Semicolon | Kind::Colon | Kind::Stop => break,
                Kind::Close if self.speech_at(start - 1).is_some_and(|s| self.speeches[s].alone) => break,
                _ => start -= 1,
            }
        }
        start
    }

    /// What can stand between the commas of an aside: an apposition, a relative clause, an age, a phrase.
    fn is_aside(&self, tokens: Range<usize>) -> bool {
        let first = tokens.start;
        match self.kind(first) {
            Kind::Relative => true,
            Kind::Verb => {
                let forms = self.forms(first);
                forms.has(Forms::GERUND) || forms.has(Forms::PARTICIPLE)
            }
            Kind::Preposition | Kind::To | Kind::Adverb | Kind::Not => !self.has_sure_finite(tokens),
            Kind::Determiner
            | Kind::Possessive
            | Kind::Noun
            | Kind::Name
            | Kind::Number
            | Kind::Adjective
            | Kind::Pronoun
            | Kind::Time
            | Kind::Open
            | Kind::Question => {
                let relative =
                    tokens.clone().position(|i| matches!(self.kind(i), Kind::Relative | Kind::That));
                let until = relative.map_or(tokens.end, |n| tokens.start + n);
                !self.has_sure_finite(first..until)
            }
            _ => false,
        }
    }

    pub(super) fn has_sure_finite(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|i| self.finite(i) == Finite::Yes)
    }

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
                        && self.is_any(at, &["after", "before", "since", "until", "as", "than"]) =>
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
                    // "he": nothing belongs to it on its left, unless "both of them".
                    let joined = at > floor && matches!(self.kind(at - 1), Kind::Preposition);
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
                Kind::Determiner | Kind::Possessive => complete && !self.is_any(at, &["all", "both", "each"]),
                Kind::Pronoun => complete,
                Kind::Name | Kind::Noun | Kind::Adjective | Kind::Number => {
                    previous == Kind::Time
                        || (led && self.is_time_noun(at - 1) && !matches!(self.kind(at), Kind::Number))
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
