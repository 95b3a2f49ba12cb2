//! Who a verb is about: its subject with appositions, asides and relative clauses.

use std::ops::Range;

use super::before::REACH;
use super::scene::Scene;
use super::verbs::Finite;
use super::words::{Forms, Kind};

impl Scene<'_, '_> {
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
            _ => self
                .phrase_before(end, floor)
                .map(|found| self.with_apposed(self.with_restriction(found, floor), floor))
                .or_else(|| self.after_channel(end, floor)),
        }
    }

    /// "In a video message Brun Keddel maintains": the name right after the channel that a preposition leads in.
    fn after_channel(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let name = self.name_start(end, floor);
        let hit = self.channel_in(name.saturating_sub(4).max(floor)..name)?;
        let modifies = |i: &usize| {
            matches!(self.kind(*i), Kind::Determiner | Kind::Possessive | Kind::Adjective | Kind::Noun)
        };
        let led = (floor..hit.tokens.start).rev().find(|i| !modifies(i))?;
        let parted = !hit.named && hit.tokens.end == name && self.kind(led) == Kind::Preposition;
        (name < end && parted).then_some(name..end)
    }

    /// "a woman who gave her name as Tamila told": the clause that says which woman is part of the subject.
    fn with_restriction(&self, found: Range<usize>, floor: usize) -> Range<usize> {
        let mut at = found.start;
        while at > floor {
            at -= 1;
            match self.kind(at) {
                Kind::Comma
                | Kind::Dash
                | Kind::Semicolon
                | Kind::Colon
                | Kind::Stop
                | Kind::Close
                | Kind::Open
                | Kind::That
                | Kind::Coordinator => return found,
                Kind::Relative => {
                    let verb = (at + 1..found.start).find(|i| self.kind(*i) != Kind::Adverb);
                    let told = verb.is_some_and(|v| self.finite(v) == Finite::Yes);
                    let noun = self.phrase_before(at, floor).filter(|_| told);
                    return noun.map_or(found.clone(), |noun| noun.start..found.end);
                }
                _ => {}
            }
        }
        found
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
        // "a flight to the isle of Sorrand, Morpress said" has another subject.
        let town = names
            && name
            && (opens || self.kind(before.start - 1) == Kind::Comma)
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
        let led = || {
            let link = (floor..end)
                .rev()
                .take(12)
                .find(|i| matches!(self.kind(*i), Kind::Preposition | Kind::To))?;
            self.begins_phrase(link + 1).then_some(link + 1..end)
        };
        let mut found = self.phrase_before(end, floor).or_else(led)?;
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
            && (name.start == floor
                || !self.has_finite(floor..name.start)
                || (self.is_any(found.start, &["a", "an", "the"])
                    && name.clone().all(|i| self.kind(i) == Kind::Name)))
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
            // "told him to wait or turn round, Ines Padovar, the director, said", "came from the cutter, the navy's spokesman,
            // Captain Orsan, said": a name and its apposition are whole.
            let whole = |s: &Range<usize>| {
                let close = s.clone().find(|i| self.kind(*i) == mark).unwrap_or(s.end);
                let names = |mut part: Range<usize>| part.all(|i| self.kind(i) == Kind::Name);
                let led = matches!(self.kind(s.start), Kind::Determiner | Kind::Possessive);
                names(s.start..close) || (led && close + 1 < s.end && names(close + 1..s.end))
            };
            if found.as_ref().is_some_and(whole) && self.has_sure_finite(segment..at) {
                break;
            }
            if !self.is_aside(at + 1..end - 1) {
                continue;
            }
            if let Some(subject) = self.phrase_before(at, segment).or_else(|| self.after_channel(at, segment))
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
}
