//! What stands on the right of a cue: quoted speech, a clause, an infinitive, an object.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, CueClass, CueFrame, Frame};

use super::content::{Taken, quoted_act};
use super::finder::Finder;
use super::scene::Scene;
use super::speaking::{Place, Subject};
use super::verbs::Finite;
use super::words::{Forms, Kind};

impl Finder<'_, '_, '_> {
    /// What stands on the right of a cue.
    pub(super) fn right(
        &self,
        from: usize,
        range: &Range<usize>,
        cue: &Cue,
        subject: &Subject,
    ) -> Option<Taken> {
        let scene = self.scene;
        let mut starts = vec![(from, None)];
        let after = scene.skip_adverbials(from, range.end).end;
        if after > from {
            starts.push((after, None));
        }
        if cue.takes(Frame::Hearer) || cue.takes(Frame::Quote) {
            let end = scene.hearer_end(from, range.end);
            if end > from {
                starts.push((end, Some(from..end)));
                let after = scene.skip_adverbials(end, range.end).end;
                if after > end {
                    starts.push((after, Some(from..end)));
                }
            }
        }
        // A quotation or "that" anywhere is surer than a clause without one.
        for (at, hearer) in &starts {
            // "It is so, she admits in a letter that we have seen": what "that" says is said of the letter.
            let told = subject.place == Place::Before && subject.tokens.start > range.start + 1;
            if told
                && *at > from
                && scene.kind(subject.tokens.start - 1) == Kind::Comma
                && scene.kind(*at) == Kind::That
                && scene.kind(*at - 1) == Kind::Noun
            {
                continue;
            }
            // "denied rumours that" has no hearer; "told them that" and "said to them that" have one.
            let heard =
                hearer.as_ref().is_none_or(|h| cue.takes(Frame::Hearer) || scene.kind(h.start) == Kind::To);
            let marked = self
                .speech_after(*at, range, cue)
                .or_else(|| heard.then(|| self.clause_after(*at, range, cue)).flatten());
            if let Some(taken) = marked {
                return Some(Taken { hearer: hearer.clone(), ..taken });
            }
        }
        let told = cue.takes(Frame::Hearer) && starts.iter().any(|(_, hearer)| hearer.is_some());
        // "said on Monday it expects": what stands between is no part of the clause.
        starts.sort_by_key(|(at, _)| usize::MAX - at);
        for (at, hearer) in starts {
            if told == hearer.is_some()
                && let Some(taken) = self.bare_clause_after(at, range, cue)
            {
                return Some(Taken { hearer, ..taken });
            }
        }
        if subject.place == Place::After {
            return None;
        }
        self.object_after(from, after, range, cue)
    }

    /// "X said: “…”", "X said, “…”", "X said “…”".
    fn speech_after(&self, at: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if !cue.takes(Frame::Quote) {
            return None;
        }
        let marked = matches!(scene.kind(at), Kind::Comma | Kind::Colon | Kind::Dash);
        let open = if marked { at + 1 } else { at };
        let index = scene.speech_at(open).filter(|_| open < range.end)?;
        let speech = &scene.speeches[index];
        if speech.outer.start != open || self.claimed[index].is_some() {
            return None;
        }
        let whole = speech.outer.end >= range.end
            || matches!(
                scene.kind(speech.outer.end),
                Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Coordinator
            );
        let upper =
            scene.word(speech.inner.start).starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
        if upper && (marked || whole) {
            return Some(Taken::one("cue-then-quote", quoted_act(cue), speech.inner.clone()));
        }
        if marked && whole && (scene.kind(at) == Kind::Colon || speech.inner.len() > 6) {
            return Some(Taken::one("cue-then-quote", quoted_act(cue), speech.inner.clone()));
        }
        None
    }

    /// "that …", "whether …", "it …" after a cue.
    fn clause_after(&self, at: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if at >= range.end {
            return None;
        }
        let mut at = at;
        // "said, citing X, that"
        if scene.kind(at) == Kind::Comma && cue.takes(Frame::That) {
            let end = range.end.min(at + 24);
            let close =
                (at + 1..end).find(|i| scene.kind(*i) == Kind::Comma && scene.kind(i + 1) == Kind::That);
            match close {
                Some(close) if !scene.is_any(at + 1, &["but", "and", "who", "which"]) => at = close + 1,
                _ => return None,
            }
        }
        let to_end = |at: usize| scene.trimmed(at..scene.clause_end(at, range.end));
        match scene.kind(at) {
            Kind::That if cue.takes(Frame::That) && !self.is_about(at) => {
                Some(Taken::one("cue-that", cue.frame(Frame::That)?.act, to_end(at)))
            }
            Kind::Question | Kind::Relative if cue.takes(Frame::Wh) => {
                Some(Taken::one("cue-question", cue.frame(Frame::Wh)?.act, to_end(at)))
            }
            Kind::Subordinator if cue.takes(Frame::Wh) && scene.is(at, "if") => {
                Some(Taken::one("cue-question", cue.frame(Frame::Wh)?.act, to_end(at)))
            }
            Kind::Colon
                if cue.takes(Frame::Quote) && scene.speech_at(at + 1).is_none() && at + 2 < range.end =>
            {
                Some(Taken::one("cue-colon", quoted_act(cue), to_end(at + 1)))
            }
            _ => None,
        }
    }

    /// "in a statement that made no mention of it": what "that" says is said of the noun before it.
    fn is_about(&self, that: usize) -> bool {
        let scene = self.scene;
        scene.kind(that - 1) == Kind::Noun
            && scene.finite(that + 1) != Finite::No
            && !scene.begins_phrase(that + 1)
    }

    /// "it rains" after a cue, without "that".
    fn bare_clause_after(&self, at: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        let act = cue.frame(Frame::Bare)?.act;
        if scene.kind(at) == Kind::That && self.is_about(at) {
            return None;
        }
        if at >= range.end {
            return None;
        }
        let piece = scene.trimmed(at..scene.clause_end(at, range.end));
        let marked = matches!(
            scene.kind(at),
            Kind::Comma
                | Kind::Colon
                | Kind::Stop
                | Kind::Dash
                | Kind::Semicolon
                | Kind::Coordinator
                | Kind::Close
        );
        if marked || piece.is_empty() {
            return None;
        }
        if scene.clause_begins(at, range.end) {
            return Some(Taken::one("cue-clause", act, piece));
        }
        // A verb that takes no object has a clause here, even where its verb was not recognised.
        let objectless = !cue.takes(Frame::Noun) && cue.takes(Frame::That);
        (objectless
            && piece.len() >= 5
            && scene.begins_phrase(at)
            && !scene.is_any(at, &["so", "yes", "no", "much", "more", "nothing", "little", "something"]))
        .then(|| Taken::one("cue-words", act, piece))
    }

    /// Infinitives, participles, prepositions and nouns after a cue.
    fn object_after(&self, from: usize, after: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        let object = |at: usize| scene.without_channel(scene.trimmed(at..scene.object_end(at, range.end)));
        let take = |rule, frame: CueFrame, piece: Range<usize>| {
            let quoted = piece.clone().any(|i| scene.kind(i) == Kind::Open);
            // "termed the report baseless"
            let act = if scene.is_called_untrue(&piece) { Act::Deny } else { frame.act };
            (!piece.is_empty() && (quoted || !frame.quoted || act == Act::Deny))
                .then(|| Taken::one(rule, act, piece))
        };
        let verbal = |at| {
            matches!(
                scene.kind(at),
                Kind::Verb | Kind::Be | Kind::Have | Kind::Do | Kind::Adverb | Kind::Open
            )
        };
        for at in [from, after] {
            if scene.kind(at) == Kind::To && verbal(at + 1) {
                let have = scene.kind(at + 1) == Kind::Have || scene.kind(at + 2) == Kind::Have;
                let perfect = cue.frame(Frame::InfHave).filter(|_| have);
                if let Some(frame) = perfect.or(cue.frame(Frame::Inf)) {
                    return take(if have { "cue-to-have" } else { "cue-to" }, frame, object(at));
                }
            }
        }
        let at = from + usize::from(scene.is(from, "ever") && scene.forms(from + 1).has(Forms::GERUND));
        if matches!(scene.kind(at), Kind::Verb | Kind::Be | Kind::Have) {
            let gerund = scene.forms(at).has(Forms::GERUND) || scene.is_any(at, &["being", "having"]);
            if gerund && let Some(frame) = cue.frame(Frame::Ing) {
                return take("cue-ing", frame, object(at));
            }
        }
        if matches!(scene.kind(at), Kind::Preposition | Kind::To) {
            let frame = cue.frames.iter().find(|f| match f.frame {
                Frame::Preposition(word) => scene.is(at, word),
                _ => false,
            });
            // "So it says in a letter" tells where.
            if let Some(frame) = frame.filter(|_| !scene.is_channel_phrase(at)) {
                return take("cue-preposition", *frame, object(at + 1));
            }
        }
        let dismissed = scene.is(at, "as") && cue.takes(Frame::Noun) && scene.names_after_as(at, range.end);
        if !scene.begins_phrase(at) && !dismissed && !matches!(scene.kind(at), Kind::Question | Kind::Open) {
            return None;
        }
        if matches!(cue.act, Act::Deny | Act::Doubt)
            && let Some(piece) = scene.told_in(at, range.end)
        {
            return Some(Taken::one("cue-told-that", cue.act, piece));
        }
        let piece = object(at);
        let phrase = scene.phrase_end(at, piece.end);
        // "found X leading Y"
        if let Some(frame) = cue.frame(Frame::NounIng)
            && scene.kind(phrase) == Kind::Verb
            && scene.forms(phrase).has(Forms::GERUND)
        {
            return take("cue-noun-ing", frame, piece);
        }
        if let Some(frame) = cue.frame(Frame::NounInf)
            && (phrase..piece.end).any(|i| scene.kind(i) == Kind::To && verbal(i + 1))
        {
            return take("cue-noun-to", frame, piece);
        }
        // "gave its own strength as 34"
        if cue.words == "give"
            && !scene.has_finite(piece.clone())
            && let Some(as_at) = piece.clone().find(|i| scene.is(*i, "as"))
            && (scene.counts(as_at + 1..piece.end.min(as_at + 5)) || scene.kind(as_at + 1) == Kind::Name)
        {
            return Some(Taken::one("cue-noun-as", cue.act, piece));
        }
        if let Some(frame) = cue.frame(Frame::NounAs)
            && piece.clone().skip(1).any(|i| scene.is(i, "as"))
        {
            return take("cue-noun-as", frame, piece);
        }
        if let Some(frame) = cue.frame(Frame::NounAt)
            && piece.clone().any(|i| scene.is(i, "at") && scene.counts(i + 1..piece.end.min(i + 5)))
        {
            return take("cue-noun-at", frame, piece);
        }
        // "put the outage down to a power cut"
        if let Some(frame) = cue.frame(Frame::NounAt)
            && piece.clone().any(|i| scene.is(i, "down") && scene.is(i + 1, "to"))
        {
            return take("cue-noun-down-to", frame, piece);
        }
        take("cue-noun", cue.frame(Frame::Noun)?, piece)
    }
}

impl Scene<'_, '_> {
    /// "at 19", "at less than 200 kilograms": a number first, or after what bounds it.
    fn counts(&self, tokens: Range<usize>) -> bool {
        const BOUNDS: [&str; 21] = [
            "less", "more", "fewer", "than", "about", "around", "some", "nearly", "almost", "over", "under",
            "at", "least", "most", "between", "no", "up", "to", "just", "only", "well",
        ];
        let number =
            |i: usize| self.kind(i) == Kind::Number || self.word(i).starts_with(|c: char| c.is_ascii_digit());
        tokens
            .clone()
            .find(|i| number(*i))
            .is_some_and(|at| (tokens.start..at).all(|i| self.is_any(i, &BOUNDS)))
    }

    /// "reports on social media that a tank had burst": what is told in a noun of telling, wherever that was.
    fn told_in(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let end = self.base_end(at, limit);
        let head = end.checked_sub(1).filter(|head| *head >= at)?;
        let telling = self.rules.cue(CueClass::Noun, self.lemma(head), |n, word| self.is(head + n, word));
        let that = self.skip_adverbials(end, limit).end;
        // "withdrew its report that"
        let owned = self.kind(at) == Kind::Possessive;
        let told = telling.is_some_and(|c| c.value.takes(Frame::That))
            && (that > end || owned)
            && self.kind(that) == Kind::That;
        told.then(|| self.trimmed(that..self.clause_end(that, limit)))
    }

    /// An object without the channel at its end: "blamed a tremor | in a notice on its website".
    fn without_channel(&self, object: Range<usize>) -> Range<usize> {
        let phrase = (object.start + 1..object.end).find(|i| {
            self.kind(*i) == Kind::Preposition
                && self.speech_at(*i).is_none()
                && self.is_any(*i, &["in", "on", "via", "during", "at", "through"])
                && self.is_channel_phrase(*i)
        });
        match phrase {
            Some(at) => self.trimmed(object.start..at),
            None => object,
        }
    }

    /// "dismissed as “fantasy” a claim": after what it is called the thing itself follows.
    fn names_after_as(&self, at: usize, limit: usize) -> bool {
        let end = match self.speech_at(at + 1) {
            Some(speech) => self.speeches[speech].outer.end,
            None => self.base_end(at + 1, limit),
        };
        end > at + 1 && self.begins_phrase(end)
    }
}
