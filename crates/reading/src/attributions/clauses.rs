//! What a cue takes: how far a clause, an infinitive or a noun phrase goes, and what stands between cue and content.

use std::ops::Range;

use sayso_lexicon::{CueClass, Frame};

use super::scene::Scene;
use super::verbs::Finite;
use super::words::{Forms, Kind};

/// What stands between a cue and its content: when, where, through what.
#[derive(Debug, Clone)]
pub(super) struct Adverbials {
    /// The token after them.
    pub(super) end: usize,
}

impl Scene<'_, '_> {
    /// Whether the preposition at `at` leads in a channel ("in a statement", "on Twitter").
    pub(super) fn is_channel_phrase(&self, at: usize) -> bool {
        // "in order to bury it"
        let aim = self.is(at, "in") && self.is(at + 1, "order") && self.kind(at + 2) == Kind::To;
        let end = self.base_end(at + 1, self.words.len().min(at + 10));
        end > at + 1 && !aim && self.channel_in(at + 1..end).is_some()
    }

    /// Skips times, channels, places and manner after a cue.
    pub(super) fn skip_adverbials(&self, from: usize, limit: usize) -> Adverbials {
        let mut at = from;
        while at < limit {
            let next = self.adverbial_end(at, limit);
            if next == at {
                break;
            }
            at = next;
        }
        Adverbials { end: at }
    }

    fn adverbial_end(&self, at: usize, limit: usize) -> usize {
        // "on condition of anonymity", "on the condition of strict anonymity"
        if self.is_any(at, &["on", "under"])
            && (at + 1..limit.min(at + 3)).any(|i| self.is_any(i, &["condition", "promise", "cover"]))
            && let Some(last) = (at + 2..limit.min(at + 7)).find(|i| self.is(*i, "anonymity"))
        {
            return last + 1;
        }
        match self.kind(at) {
            Kind::Time => {
                let mut end = at + 1;
                while end < limit
                    && (matches!(self.kind(end), Kind::Time)
                        || (self.kind(end) == Kind::Number)
                        || self.is_time_noun(end))
                {
                    end += 1;
                }
                // "Tuesday, May 3, that"
                end
            }
            Kind::Adverb | Kind::Not
                if !matches!(self.kind(at + 1), Kind::Number | Kind::Adjective)
                    || self.is(at, "later")
                    || self.is(at, "again") =>
            {
                at + 1
            }
            Kind::Determiner | Kind::Adjective
                if self.is_time_noun(at + 1)
                    && self.is_any(
                        at,
                        &[
                            "this", "last", "that", "next", "late", "early", "every", "the", "earlier",
                            "later",
                        ],
                    ) =>
            {
                if self.is(at, "the") {
                    at
                } else {
                    at + 2
                }
            }
            Kind::Adjective | Kind::Adverb if self.is_any(at, &["late", "early", "earlier", "later"]) => {
                at + 1
            }
            Kind::Preposition | Kind::To => self.prepositional_end(at, limit),
            Kind::Subordinator if self.is_any(at, &["as", "when", "while", "after"]) => at,
            _ => at,
        }
    }

    /// The end of a prepositional phrase that says when, where, through what, to whom or how; `at` for any other.
    fn prepositional_end(&self, at: usize, limit: usize) -> usize {
        if self.kind(at + 1) == Kind::Verb || self.kind(at + 1) == Kind::That || at + 1 >= limit {
            return at;
        }
        let base = self.base_end(at + 1, limit);
        if base == at + 1 {
            return if self.kind(at + 1) == Kind::Time { self.adverbial_end(at + 1, limit) } else { at };
        }
        let mut end = base;
        // A channel's name ends its phrase: "on Telegram Russian forces".
        if let Some(channel) = self.channel_in(at + 1..base)
            && channel.named
            && channel.tokens.end < base
            && !matches!(self.kind(channel.tokens.end), Kind::Noun)
        {
            end = channel.tokens.end;
        }
        while end < limit
            && matches!(self.kind(end), Kind::Preposition | Kind::To | Kind::Coordinator)
            && self.kind(end + 1) != Kind::Verb
            && self.begins_phrase(end + 1)
            && (self.kind(end) != Kind::Coordinator || !self.clause_begins(end + 1, limit))
        {
            let next = self.base_end(end + 1, limit);
            if next == end + 1 {
                break;
            }
            end = next;
        }
        end
    }

    /// Whether a clause begins at `at`: a noun phrase and then a finite verb.
    pub(super) fn clause_begins(&self, at: usize, limit: usize) -> bool {
        if self.is(at, "there") {
            return self.has_finite(at..limit.min(at + 8));
        }
        let start = if matches!(self.kind(at), Kind::Adverb | Kind::Not | Kind::Time) { at + 1 } else { at };
        if !self.begins_phrase(start) && !matches!(self.kind(start), Kind::That | Kind::Question | Kind::Open)
        {
            // "expanding the park will help": the subject is an action.
            let action = self.kind(start) == Kind::Verb
                && self.forms(start).has(Forms::GERUND)
                && (start..limit.min(start + 16))
                    .take_while(|i| self.kind(*i) != Kind::Comma)
                    .any(|i| self.finite(i) == Finite::Yes);
            return action
                || matches!(self.kind(start), Kind::Subordinator | Kind::Preposition)
                    && self.later_clause(start, limit);
        }
        let mut relative = 0_u32;
        let mut maybe = false;
        let first = self.kind(start);
        for i in start..limit.min(start + 40) {
            match self.kind(i) {
                Kind::Semicolon | Kind::Colon | Kind::Stop => return maybe,
                Kind::Subordinator | Kind::Question if i > start => return maybe,
                Kind::Relative => relative += 1,
                Kind::That if i > start && matches!(self.kind(i - 1), Kind::Noun | Kind::Name) => {
                    relative += 1;
                }
                _ => {}
            }
            if i == start && first != Kind::Pronoun && first != Kind::That {
                continue;
            }
            // "a photograph and said": the verb is another one of the speaker's.
            let joined = self.kind(i - 1) == Kind::Coordinator
                || (self.kind(i - 1) == Kind::Adverb && self.kind(i.saturating_sub(2)) == Kind::Coordinator);
            match self.finite(i) {
                Finite::Yes if relative > 0 => relative -= 1,
                Finite::Yes | Finite::Maybe if joined && relative == 0 => return maybe,
                Finite::Yes => return true,
                Finite::Maybe if relative == 0 => maybe = true,
                _ => {}
            }
        }
        maybe
    }

    /// "if he came, they would go": the clause after an opening subordinate one.
    fn later_clause(&self, at: usize, limit: usize) -> bool {
        (at..limit.min(at + 30))
            .find(|i| self.kind(*i) == Kind::Comma)
            .is_some_and(|comma| self.begins_phrase(comma + 1) && self.has_finite(comma + 1..limit))
    }

    /// The end of a clause that begins at `from`, before the sentence's last mark; speech that the sentence cuts is kept
    /// whole.
    pub(super) fn clause_end(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        while at < limit {
            let quoted = self.speech_at(at).is_some();
            match self.kind(at) {
                Kind::Semicolon | Kind::Stop if !quoted => return at,
                Kind::Comma if !quoted && self.turns_away(at + 1, limit) => return at,
                // "… “a success,” adding that": the comma stands inside the marks.
                Kind::Close
                    if quoted && self.kind(at - 1) == Kind::Comma && self.turns_away(at + 1, limit) =>
                {
                    return at + 1;
                }
                Kind::Coordinator if !quoted && self.is_cue_group(at + 1, limit) => return at,
                _ => at += 1,
            }
        }
        self.whole_speech(limit)
    }

    /// `end`, or the end of the speech that it cuts.
    pub(super) fn whole_speech(&self, end: usize) -> usize {
        match end.checked_sub(1).and_then(|last| self.speech_at(last)) {
            Some(speech) => self.speeches[speech].outer.end,
            None => end,
        }
    }

    /// Whether what begins at `next`, after a comma, is no longer what somebody says: "adding that", "while Y said",
    /// "according to Y".
    fn turns_away(&self, next: usize, limit: usize) -> bool {
        if self.is(next, "according") || self.is(next, "while") || self.is(next, "whereas") {
            return true;
        }
        if self.is_tail(next, limit) || (self.is(next, "as") && self.is_tail(next + 1, limit)) {
            return true;
        }
        match self.kind(next) {
            // "its gunners, replying, had killed": nothing is said in it.
            Kind::Verb if self.forms(next).has(Forms::GERUND) => {
                self.is_cue_verb(next) && self.kind(next + 1) != Kind::Comma
            }
            Kind::Coordinator | Kind::Subordinator => {
                self.is_cue_group(next + 1, limit) || self.cue_after(next + 1, limit)
            }
            _ => false,
        }
    }

    /// "…, state television reported.", "…, Ines Padovar, the firm's director, told the paper.": somebody else says all that
    /// stands before.
    pub(super) fn is_tail(&self, at: usize, limit: usize) -> bool {
        if !self.begins_phrase(at) {
            return false;
        }
        let mut end = self.phrase_end(at, limit);
        if self.kind(end) == Kind::Comma
            && let Some(close) = (end + 1..limit.min(end + 14)).find(|i| self.kind(*i) == Kind::Comma)
            && !self.has_sure_finite(end + 1..close)
        {
            end = close + 1;
        }
        let verb = (end..limit.min(end + 3))
            .find(|i| !matches!(self.kind(*i), Kind::Adverb | Kind::Have))
            .unwrap_or(end);
        let says = verb < limit && self.cue_verb(verb).is_some_and(|c| c.value.takes(Frame::Post));
        says && {
            let on =
                |i: usize| self.forms(i).has(Forms::GERUND) && self.is_any(i, &["quote", "cite", "refer"]);
            let ends = |after: usize| {
                after >= limit
                    || matches!(self.kind(after), Kind::Stop | Kind::Semicolon)
                    || (self.kind(after) == Kind::Comma && on(after + 1))
            };
            let hearer = self.hearer_end(verb + 1, limit);
            ends(self.skip_adverbials(verb + 1, limit).end) || ends(self.skip_adverbials(hearer, limit).end)
        }
    }

    /// Whether a cue verb without a subject begins at `at`: "and added that".
    fn is_cue_group(&self, at: usize, limit: usize) -> bool {
        let mut i = at;
        while i < limit.min(at + 4) && matches!(self.kind(i), Kind::Adverb | Kind::Have | Kind::Be | Kind::Do)
        {
            i += 1;
        }
        i < limit && self.kind(i) == Kind::Verb && self.finite_or_group(at, i) && self.is_strong_cue(i)
    }

    fn finite_or_group(&self, start: usize, main: usize) -> bool {
        start < main || self.finite(main) != Finite::No || self.forms(main).has(Forms::PAST)
    }

    /// Whether a new subject with a cue verb of its own begins at `at`: ", while Y said that".
    fn cue_after(&self, at: usize, limit: usize) -> bool {
        if !self.begins_phrase(at) {
            return false;
        }
        let end = self.phrase_end(at, limit);
        let mut i = end;
        while i < limit.min(end + 5)
            && matches!(self.kind(i), Kind::Adverb | Kind::Have | Kind::Be | Kind::Do | Kind::Not)
        {
            i += 1;
        }
        let doubts = i > end
            && self
                .rules
                .cue(CueClass::Adjective, &crate::tags::fold(self.word(i)), |n, word| self.is(i + n, word))
                .is_some();
        i > at && i < limit && (doubts || self.kind(i) == Kind::Verb && self.is_strong_cue(i))
    }

    /// The end of an object that begins at `from`: like a clause, and before a coordinated verb or a comma.
    pub(super) fn object_end(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        while at < limit {
            match self.kind(at) {
                Kind::Semicolon | Kind::Colon => return at,
                Kind::Dash if at > from => return at,
                Kind::Stop if self.speech_at(at).is_none() => return at,
                Kind::Subordinator if self.speech_at(at).is_none() && at > from && !self.measures(at) => {
                    return at;
                }
                Kind::Comma
                    if self.speech_at(at).is_none()
                        && (!self.goes_on_after(at, limit) || self.is_tail(at + 1, limit)) =>
                {
                    return at;
                }
                Kind::Coordinator
                    if self.speech_at(at).is_none()
                        && (self.clause_soon(at + 1, limit)
                            || (self.word(at) != "or" && self.finite(at + 1) == Finite::Yes)
                            || self.is_cue_group(at + 1, limit)
                            || self.begins_cue(at + 1)) =>
                {
                    return at;
                }
                _ => at += 1,
            }
        }
        self.whole_speech(limit)
    }

    /// "so much as a bicycle", "as many as 40": what leads on to a measure, and to no clause.
    fn measures(&self, at: usize) -> bool {
        let much = ["much", "many", "little", "few", "far", "long"];
        self.is_any(at, &["as", "so"]) && at > 0 && (self.is_any(at - 1, &much) || self.is_any(at + 1, &much))
    }

    /// "warned of floods and called for help": the next cue of the same speaker.
    fn begins_cue(&self, at: usize) -> bool {
        let forms = self.forms(at);
        (forms.has(Forms::PAST) || forms.has(Forms::THIRD)) && self.is_cue_verb(at)
    }

    /// A clause with its verb close by: "and they left".
    fn clause_soon(&self, at: usize, limit: usize) -> bool {
        self.begins_phrase(at) && {
            let end = self.phrase_end(at, limit);
            end > at && end < limit && self.finite(end) == Finite::Yes
        }
    }

    /// Whether an object goes on after the comma: a list, an apposition, a relative clause, a number.
    fn goes_on_after(&self, at: usize, limit: usize) -> bool {
        match self.kind(at + 1) {
            Kind::Relative | Kind::Open => true,
            // "having planned, paid for or steered"
            Kind::Verb => (at + 2..limit.min(at + 9)).any(|i| self.kind(i) == Kind::Coordinator),
            Kind::Preposition => !self.is(at + 1, "according"),
            Kind::Coordinator => {
                !self.clause_soon(at + 2, limit)
                    && self.finite(at + 2) == Finite::No
                    && !self.is_cue_group(at + 2, limit)
                    && self.word(at + 1) != "but"
            }
            // "two dead, both of them guards"
            Kind::Pronoun => self.is(at + 2, "of") && !self.clause_soon(at + 1, limit),
            Kind::Noun
            | Kind::Name
            | Kind::Determiner
            | Kind::Number
            | Kind::Adjective
            | Kind::Possessive => !self.clause_soon(at + 1, limit),
            _ => false,
        }
    }

    /// "when", "as", "after": a clause that leads in another one.
    pub(super) fn opens_subordinate(&self, at: usize) -> bool {
        // "as many as 1,400 homes"
        if self.is(at, "as") && self.is(at + 2, "as") {
            return false;
        }
        // "minutes after the vote"
        let mut time = at;
        while time < at + 3 && (self.is_time_noun(time) || self.kind(time) == Kind::Number) {
            time += 1;
        }
        if time > at && self.is_any(time, &["after", "before", "since"]) {
            return true;
        }
        self.kind(at) == Kind::Subordinator
            || self.is_any(
                at,
                &[
                    "as", "when", "while", "after", "before", "since", "until", "once", "if", "because",
                    "although", "though", "asked",
                ],
            )
    }

    /// Whether a main clause follows an opening subordinate clause or phrase.
    pub(super) fn has_main_clause(&self, piece: &Range<usize>) -> bool {
        // "Six hours after the attack the station resumed work"
        let after = (piece.start..piece.end.min(piece.start + 4))
            .find(|i| self.is_any(*i, &["after", "before", "since"]))
            .map(|at| self.base_end(at + 1, piece.end));
        if after.is_some_and(|end| self.begins_phrase(end) && self.has_finite(end..piece.end)) {
            return true;
        }
        piece
            .clone()
            .filter(|i| self.kind(*i) == Kind::Comma)
            .any(|comma| self.begins_phrase(comma + 1) && self.has_finite(comma + 1..piece.end))
    }

    /// Whether the words after a comma are another speaker's.
    pub(super) fn turns_to_other(&self, comma: usize, limit: usize) -> bool {
        self.clause_end(comma, limit) == comma
    }
}
