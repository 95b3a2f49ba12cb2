//! What a verb's content is: quoted speech or a clause on its left, or what its frames take on its right.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, CueFrame, Frame};

use super::finder::{Finder, Place, Subject};
use super::scene::Scene;
use super::verbs::{Finite, Group};
use super::words::{Forms, Kind};

/// Content that was found, and how.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) rule: &'static str,
    pub(super) act: Act,
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) hearer: Option<Range<usize>>,
}

impl Taken {
    fn one(rule: &'static str, act: Act, piece: Range<usize>) -> Self {
        Self { rule, act, pieces: vec![piece], hearer: None }
    }
}

impl Finder<'_, '_, '_> {
    /// The content of a cue verb whose subject is known.
    pub(super) fn content(
        &self,
        range: &Range<usize>,
        group: &Group,
        cue: &Cue,
        subject: &Subject,
    ) -> Option<Taken> {
        let scene = self.scene;
        let from = if subject.place == Place::After { subject.tokens.end } else { group.end };
        let left = match subject.place {
            Place::Before => subject.tokens.start.min(group.start),
            Place::After => group.start,
            Place::Inherited | Place::Relative => usize::MAX,
        };
        if cue.takes(Frame::Quote)
            && left != usize::MAX
            && let Some(speech) = self.speech_before(left, range)
        {
            let mut taken =
                Taken::one("quote-then-cue", quoted_act(cue), scene.speeches[speech].inner.clone());
            self.go_on(&mut taken, from, range);
            return Some(taken);
        }
        let right =
            self.extracted(from, range, cue, subject).or_else(|| self.right(from, range, cue, subject));
        if let Some(taken) = right.as_ref()
            && (!matches!(taken.rule, "cue-noun") || left == usize::MAX)
        {
            // "It was a raid, X said: a “landing”", with content on both sides.
            let colon = taken.pieces.first().is_some_and(|p| {
                scene.kind(p.start.saturating_sub(1)) == Kind::Colon
                    || scene.kind(p.start.saturating_sub(2)) == Kind::Colon
            });
            if colon
                && left != usize::MAX
                && cue.takes(Frame::Post)
                && let Some(mut both) = self.clause_before(left, range.end, range, cue)
            {
                both.pieces.extend(taken.pieces.iter().cloned());
                both.hearer.clone_from(&taken.hearer);
                return Some(both);
            }
            return right;
        }
        if left != usize::MAX
            && cue.takes(Frame::Post)
            && let Some(mut taken) = self.clause_before(left, from, range, cue)
        {
            self.go_on(&mut taken, from, range);
            return Some(taken);
        }
        right
            .or_else(|| self.clause_after_comma(left, from, range, cue))
            .or_else(|| self.speech_before_sentence(left, range, cue))
    }

    /// Speech that ends right before `at`: "“…,” X said".
    fn speech_before(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let scene = self.scene;
        let mut last = at.checked_sub(1)?;
        if matches!(scene.kind(last), Kind::Comma | Kind::Dash) {
            last = last.checked_sub(1)?;
        }
        let in_sentence = last >= range.start;
        if !in_sentence {
            return None;
        }
        // A quotation that a block leaves open, or one whose closing mark stands here.
        let index = scene.speech_at(last)?;
        let speech = &scene.speeches[index];
        (speech.outer.end == last + 1 && speech.alone && self.claimed[index].is_none()).then_some(index)
    }

    /// "“Russia will be free!” They said": the quotation is a sentence of its own.
    fn speech_before_sentence(&self, at: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if at != range.start || at == 0 || !cue.takes(Frame::Quote) {
            return None;
        }
        let index = scene.speech_at(at - 1)?;
        let speech = &scene.speeches[index];
        let block = |at| scene.draft.sentence_of(at).map(|s| scene.draft.sentences[s].block);
        let first = scene.draft.sentence_of(speech.outer.start)?;
        let opens_block =
            first == 0 || scene.draft.sentences[first - 1].block != scene.draft.sentences[first].block;
        let ends = speech.outer.end == at
            && speech.alone
            && self.claimed[index].is_none()
            && opens_block
            && block(at) == block(speech.outer.start);
        ends.then(|| Taken::one("quote-then-sentence", quoted_act(cue), speech.inner.clone()))
    }

    /// "The town had fallen, X said": the clause before the subject at `at`.
    fn clause_before(&self, at: usize, from: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        let comma = at.checked_sub(1).filter(|c| *c > range.start)?;
        let ends = match scene.kind(comma) {
            Kind::Comma | Kind::Dash => comma,
            // "… “a success,” X said", with the comma inside the marks.
            Kind::Close if matches!(scene.kind(comma - 1), Kind::Comma | Kind::Stop) => comma + 1,
            _ => return None,
        };
        let mut start = self.floor(comma, range);
        if start == range.start
            && let Some(speech) = scene.speech_at(start)
        {
            // The sentence begins inside speech that an earlier one leads into.
            let open = scene.speeches[speech].outer.start;
            start =
                scene.draft.sentence_of(open).map_or(start, |s| scene.range(&scene.draft.sentences[s]).start);
        }
        let act = cue.frame(Frame::Post)?.act;
        let piece = scene.trimmed(start..ends);
        if piece.is_empty() {
            return None;
        }
        if scene.opens_subordinate(piece.start) && !scene.has_main_clause(&piece) {
            return None;
        }
        let imperative = scene.kind(piece.start) == Kind::Verb && scene.forms(piece.start).has(Forms::BASE);
        let told = scene.skip_adverbials(scene.hearer_end(from, range.end), range.end).end;
        let from = if scene.kind(from) == Kind::Comma { from } else { told };
        let lead = scene.kind(piece.start) == Kind::Preposition
            && piece.len() < 6
            && !scene.has_sure_finite(piece.clone());
        let goes_on = scene.kind(from) == Kind::Comma
            && (scene.finite(from + 1) != Finite::No || scene.clause_begins(from + 1, range.end));
        if lead && goes_on {
            let rest = scene.trimmed(from + 1..scene.clause_end(from + 1, range.end));
            return Some(Taken { rule: "cue-inside-clause", act, pieces: vec![piece, rest], hearer: None });
        }
        if imperative || scene.has_finite(piece.clone()) {
            return Some(Taken::one("clause-then-cue", act, piece));
        }
        // "The raid, X said, was over." "At one point, X said, it was over."
        if goes_on {
            let rest = scene.trimmed(from + 1..scene.clause_end(from + 1, range.end));
            return Some(Taken { rule: "cue-inside-clause", act, pieces: vec![piece, rest], hearer: None });
        }
        None
    }

    /// "a result that X said surprised him": the content's subject stands before the source.
    fn extracted(&self, from: usize, range: &Range<usize>, cue: &Cue, subject: &Subject) -> Option<Taken> {
        let scene = self.scene;
        let act = cue.frame(Frame::Bare)?.act;
        let before = subject.tokens.start.checked_sub(1).filter(|b| *b >= range.start)?;
        let relative = matches!(scene.kind(before), Kind::Relative | Kind::That);
        if subject.place != Place::Before
            || !relative
            || scene.finite(from) != Finite::Yes
                && !matches!(scene.kind(from), Kind::Be | Kind::Have | Kind::Modal)
        {
            return None;
        }
        let rest = scene.trimmed(from..scene.object_end(from, range.end));
        Some(Taken { rule: "cue-inside-relative", act, pieces: vec![before..before + 1, rest], hearer: None })
    }

    /// "But, X added, the raid was over."
    fn clause_after_comma(&self, left: usize, from: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if left == usize::MAX || !cue.takes(Frame::Post) {
            return None;
        }
        let opens = left < range.start + 6 && !scene.has_sure_finite(range.start..left);
        let comma = scene.skip_adverbials(scene.hearer_end(from, range.end), range.end).end;
        let comma = if scene.kind(from) == Kind::Comma { from } else { comma };
        let clause = opens && scene.kind(comma) == Kind::Comma && scene.clause_begins(comma + 1, range.end);
        let piece = scene.trimmed(comma + 1..scene.clause_end(comma + 1, range.end));
        clause.then(|| Taken::one("cue-comma-clause", cue.act, piece))
    }

    /// Where content before `at` may begin: the sentence's start, or after what an earlier cue took.
    fn floor(&self, at: usize, range: &Range<usize>) -> usize {
        let scene = self.scene;
        let mut floor = range.start;
        for found in self.in_sentence_of(range) {
            for piece in found.content.iter().chain([&found.cue_tokens, &found.source]) {
                if piece.end > floor && piece.end <= at && piece.start >= range.start {
                    floor = piece.end;
                }
            }
        }
        let semicolon =
            (floor..at).rev().find(|i| scene.kind(*i) == Kind::Semicolon && scene.speech_at(*i).is_none());
        floor = semicolon.map_or(floor, |i| i + 1);
        while floor < at
            && floor > range.start
            && matches!(scene.kind(floor), Kind::Comma | Kind::Stop | Kind::Coordinator | Kind::Semicolon)
        {
            floor += 1;
        }
        floor
    }

    /// What goes on after a cue in the middle: "…,” X said, “but …”", "A, X said, and B".
    fn go_on(&self, taken: &mut Taken, from: usize, range: &Range<usize>) {
        let scene = self.scene;
        let hearer = scene.hearer_end(from, range.end);
        if hearer > from {
            taken.hearer = Some(from..hearer);
        }
        let mut at = scene.skip_adverbials(hearer, range.end).end;
        // An aside between the cue and what goes on: "he said, laughing, “but …”".
        if scene.kind(at) == Kind::Comma
            && let Some(next) = (at + 1..range.end.min(at + 16)).find(|i| scene.kind(*i) == Kind::Open)
            && scene.kind(next - 1) == Kind::Comma
        {
            at = next - 1;
        }
        if !matches!(scene.kind(at), Kind::Comma | Kind::Colon | Kind::Dash | Kind::That | Kind::Semicolon)
            && scene.kind(at) != Kind::Stop
        {
            return;
        }
        let next = at + 1;
        if let Some(index) = scene.speech_at(next)
            && scene.speeches[index].outer.start == next
            && self.claimed[index].is_none()
            && (scene.kind(at) != Kind::Stop || next < range.end)
        {
            taken.pieces.push(scene.speeches[index].inner.clone());
            if taken.rule == "quote-then-cue" {
                taken.rule = "quote-cue-quote";
            }
            return;
        }
        if taken.rule == "clause-then-cue"
            && matches!(scene.kind(at), Kind::Comma)
            && matches!(scene.kind(next), Kind::Coordinator)
            && !scene.turns_to_other(at, range.end)
            && scene.has_finite(next..range.end)
        {
            let end = scene.clause_end(next, range.end);
            taken.pieces.push(scene.trimmed(next..end));
        }
    }

    /// What stands on the right of a cue.
    fn right(&self, from: usize, range: &Range<usize>, cue: &Cue, subject: &Subject) -> Option<Taken> {
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
            let marked = self.speech_after(*at, range, cue).or_else(|| self.clause_after(*at, range, cue));
            if let Some(taken) = marked {
                return Some(Taken { hearer: hearer.clone(), ..taken });
            }
        }
        let told = cue.takes(Frame::Hearer) && starts.iter().any(|(_, hearer)| hearer.is_some());
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
        let index = scene.speech_at(open)?;
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
            Kind::That if cue.takes(Frame::That) => {
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

    /// "it rains" after a cue, without "that".
    fn bare_clause_after(&self, at: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        let act = cue.frame(Frame::Bare)?.act;
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
            (!piece.is_empty() && (quoted || !frame.quoted)).then(|| Taken::one(rule, frame.act, piece))
        };
        let verbal =
            |at| matches!(scene.kind(at), Kind::Verb | Kind::Be | Kind::Have | Kind::Do | Kind::Adverb);
        for at in [from, after] {
            if scene.kind(at) == Kind::To && verbal(at + 1) {
                let have = scene.kind(at + 1) == Kind::Have || scene.kind(at + 2) == Kind::Have;
                let perfect = cue.frame(Frame::InfHave).filter(|_| have);
                if let Some(frame) = perfect.or(cue.frame(Frame::Inf)) {
                    return take(if have { "cue-to-have" } else { "cue-to" }, frame, object(at));
                }
            }
        }
        let at = from;
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
            if let Some(frame) = frame {
                return take("cue-preposition", *frame, object(at + 1));
            }
        }
        let dismissed = scene.is(at, "as") && cue.takes(Frame::Noun) && scene.names_after_as(at, range.end);
        if !scene.begins_phrase(at) && !dismissed && !matches!(scene.kind(at), Kind::Question | Kind::Open) {
            return None;
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
        if let Some(frame) = cue.frame(Frame::NounAs)
            && piece.clone().skip(1).any(|i| scene.is(i, "as"))
        {
            return take("cue-noun-as", frame, piece);
        }
        if let Some(frame) = cue.frame(Frame::NounAt)
            && piece.clone().any(|i| scene.is(i, "at") && scene.kind(i + 1) == Kind::Number)
        {
            return take("cue-noun-at", frame, piece);
        }
        take("cue-noun", cue.frame(Frame::Noun)?, piece)
    }
}

/// In quoted speech the cue's own act; a question is an appeal.
fn quoted_act(cue: &Cue) -> Act {
    cue.frame(Frame::Quote).map_or(cue.act, |f| f.act)
}

impl Scene<'_, '_> {
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

    /// The end of the one who is told: "told reporters in Dravnik"; `from` where nobody is.
    pub(super) fn hearer_end(&self, from: usize, limit: usize) -> usize {
        let from_to = if self.kind(from) == Kind::To { from + 1 } else { from };
        if !matches!(
            self.kind(from_to),
            Kind::Pronoun | Kind::Name | Kind::Noun | Kind::Determiner | Kind::Possessive | Kind::Adjective
        ) {
            return from;
        }
        let end = self.phrase_end(from_to, limit);
        if end == from_to { from } else { end }
    }

    /// Whether "CLAUSE, said X" is meant rather than "X, an aside, said".
    pub(super) fn reads_inverted(&self, group: &Group, aside: &Range<usize>, cue: &Cue) -> bool {
        if !cue.takes(Frame::Post) || !self.begins_phrase(group.end) || cue.takes(Frame::Noun) {
            return false;
        }
        let end = self.phrase_end(group.end, self.words.len());
        let closes = matches!(self.kind(end), Kind::Stop | Kind::Comma | Kind::Preposition | Kind::Time);
        closes && self.has_finite(aside.clone())
    }

    /// The noun phrase after an inverted cue, with its apposition: "said X, the mayor of Y,".
    pub(super) fn source_after(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        if !self.begins_phrase(at) {
            return None;
        }
        let end = self.phrase_end(at, limit);
        if end == at || self.finite(end) == Finite::Yes {
            return None;
        }
        let mut end = self.apposition_end(end, limit).max(end);
        // "who …" without a comma belongs to the speaker too.
        if self.kind(end) == Kind::Relative {
            end = (end..limit)
                .find(|i| matches!(self.kind(*i), Kind::Comma | Kind::Stop | Kind::Open))
                .unwrap_or(limit);
        }
        Some(at..end)
    }

    /// "a poll released on Thursday", "data available from X": a source with what belongs to it up to the next mark.
    pub(super) fn with_relative(&self, source: Range<usize>, limit: usize) -> Range<usize> {
        let next = source.end;
        let participle = self.kind(next) == Kind::Verb && self.forms(next).has(Forms::PARTICIPLE);
        let adjective = self.kind(next) == Kind::Adjective && self.kind(next + 1) == Kind::Preposition;
        if !participle && !adjective {
            return source;
        }
        let end = (next..limit)
            .find(|i| {
                matches!(
                    self.kind(*i),
                    Kind::Comma
                        | Kind::Stop
                        | Kind::Semicolon
                        | Kind::Dash
                        | Kind::Coordinator
                        | Kind::Colon
                        | Kind::Open
                )
            })
            .unwrap_or(limit);
        source.start..end
    }

    /// The subject of the sentence's first finite verb before `before`.
    pub(super) fn main_subject(&self, range: &Range<usize>, before: usize) -> Option<Range<usize>> {
        for at in range.start..before {
            if self.speech_at(at).is_none() && self.finite(at) != Finite::No {
                let mut start = at;
                while start > range.start && matches!(self.kind(start - 1), Kind::Adverb | Kind::Not) {
                    start -= 1;
                }
                if let Some(subject) = self.subject_before(start, range.start)
                    && self.relative_free(&subject, at)
                {
                    return Some(subject);
                }
            }
        }
        None
    }

    fn relative_free(&self, subject: &Range<usize>, at: usize) -> bool {
        !(subject.end..at).any(|i| self.kind(i) == Kind::Relative)
    }

    /// "when", "as", "after": a clause that leads in another one.
    pub(super) fn opens_subordinate(&self, at: usize) -> bool {
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
