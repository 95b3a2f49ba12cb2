//! Nouns and adjectives that tell that something is said or thought: "X's claim that", "X is sceptical that".

use std::ops::Range;

use sayso_lexicon::{Act, Cue, CueClass, Frame};

use super::finder::{Finder, Found};
use super::speaking::Place;
use super::verbs::{Group, Shape};
use super::words::Kind;

/// Verbs that join a subject and an adjective.
const JOINS: [&str; 6] = ["be", "seem", "appear", "remain", "feel", "sound"];

impl Finder<'_, '_, '_> {
    /// All cue nouns of one sentence.
    pub(super) fn nouns(&mut self, sentence: usize) {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[sentence]);
        for at in range.clone() {
            if scene.speech_at(at).is_some() || scene.kind(at) != Kind::Noun {
                continue;
            }
            let Some(cue) =
                scene.rules.cue(CueClass::Noun, scene.lemma(at), |n, word| scene.is(at + n, word))
            else {
                continue;
            };
            if let Some(found) = self.noun(sentence, &range, at, cue.value) {
                self.add(found);
            }
        }
    }

    fn noun(&self, sentence: usize, range: &Range<usize>, at: usize, cue: &'static Cue) -> Option<Found> {
        let scene = self.scene;
        let (source, from, start) = self.possessor(range, at)?;
        if self.is_nobody(&source) {
            return None;
        }
        let (frame, piece) = self.noun_content(from, range, cue)?;
        let quoted = piece.clone().any(|i| scene.kind(i) == Kind::Open);
        if cue.frame(frame).is_some_and(|f| f.quoted) && !quoted {
            return None;
        }
        // A verb that has the same words as its content already says it: "X denied Y's claim that" keeps both.
        let found = Found {
            rule: if frame == Frame::That { "noun-that" } else { "noun-of" },
            cue: Some(cue),
            act: cue.frame(frame)?.act,
            source,
            cue_tokens: start..at + 1,
            content: vec![piece],
            relay: None,
            hearer: None,
            speaker_of: None,
            sentence,
            hedged: false,
            posted: false,
            dropped: false,
            belief: None,
        };
        found.is_sound().then_some(found)
    }

    /// Whose claim: "X's claim", "his claim", "a claim by X"; with where the content begins and the cue starts.
    fn possessor(&self, range: &Range<usize>, at: usize) -> Option<(Range<usize>, usize, usize)> {
        let scene = self.scene;
        let mut before = at;
        while before > range.start
            && matches!(scene.kind(before - 1), Kind::Adjective | Kind::Number | Kind::Adverb)
        {
            before -= 1;
        }
        if before > range.start {
            match scene.kind(before - 1) {
                Kind::Possessive => return Some((before - 1..before, at + 1, before)),
                Kind::Genitive => {
                    let plain = |i: &usize| {
                        matches!(
                            scene.kind(*i),
                            Kind::Name
                                | Kind::Noun
                                | Kind::Adjective
                                | Kind::Determiner
                                | Kind::Possessive
                                | Kind::Number
                                | Kind::Genitive
                        )
                    };
                    let start = (range.start..before - 1).rev().take_while(plain).last()?;
                    return Some((start..before - 1, at + 1, before));
                }
                _ => {}
            }
        }
        if scene.is(at + 1, "by") || scene.is(at + 1, "from") {
            let end = scene.base_end(at + 2, range.end);
            if end > at + 2 && scene.begins_phrase(at + 2) && scene.kind(at + 2) != Kind::Time {
                return Some((at + 2..end, end, at));
            }
        }
        None
    }

    fn noun_content(&self, from: usize, range: &Range<usize>, cue: &Cue) -> Option<(Frame, Range<usize>)> {
        let scene = self.scene;
        let piece = |at: usize, end: usize| scene.trimmed(at..end);
        // "X's version is that …"
        if scene.kind(from) == Kind::Be && scene.kind(from + 1) == Kind::That && cue.takes(Frame::That) {
            return Some((Frame::That, piece(from + 1, scene.clause_end(from + 1, range.end))));
        }
        match scene.kind(from) {
            Kind::That if cue.takes(Frame::That) => {
                Some((Frame::That, piece(from, self.noun_clause_end(from + 1, range.end))))
            }
            Kind::To
                if cue.takes(Frame::Inf)
                    && matches!(scene.kind(from + 1), Kind::Verb | Kind::Be | Kind::Have) =>
            {
                Some((Frame::Inf, piece(from, self.noun_clause_end(from + 1, range.end))))
            }
            Kind::Preposition | Kind::To => {
                let frame = cue.frames.iter().map(|f| f.frame).find(|f| match f {
                    Frame::Preposition(word) => scene.is(from, word),
                    _ => false,
                })?;
                let end = scene.phrase_end(from + 1, range.end);
                let end = if end == from + 1 { scene.object_end(from + 1, range.end) } else { end };
                let found = piece(from + 1, end);
                (!found.is_empty()).then_some((frame, found))
            }
            _ => None,
        }
    }

    /// The clause after a noun ends before the verb that the noun is the subject of: "the claim that X fled was false".
    fn noun_clause_end(&self, from: usize, limit: usize) -> usize {
        let scene = self.scene;
        let end = scene.clause_end(from, limit);
        let mut verbs = 0;
        for at in from..end {
            if scene.speech_at(at).is_none() && scene.finite(at) == super::verbs::Finite::Yes {
                verbs += 1;
                if verbs == 2
                    && !(from..at).any(|i| {
                        matches!(
                            scene.kind(i),
                            Kind::Coordinator
                                | Kind::Relative
                                | Kind::Subordinator
                                | Kind::That
                                | Kind::Comma
                        )
                    })
                {
                    return at;
                }
            }
        }
        end
    }

    /// All cue adjectives of one sentence: "X is convinced that".
    pub(super) fn adjectives(&mut self, sentence: usize) {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[sentence]);
        for at in range.clone() {
            if scene.speech_at(at).is_some()
                || !matches!(scene.kind(at), Kind::Adjective | Kind::Verb | Kind::Adverb)
            {
                continue;
            }
            let folded = crate::tags::fold(scene.word(at));
            let Some(cue) = scene.rules.cue(CueClass::Adjective, &folded, |n, word| scene.is(at + n, word))
            else {
                continue;
            };
            if let Some(found) = self.adjective(sentence, &range, at, cue.value, cue.len) {
                self.add(found);
            }
        }
    }

    fn adjective(
        &self,
        sentence: usize,
        range: &Range<usize>,
        at: usize,
        cue: &'static Cue,
        len: usize,
    ) -> Option<Found> {
        let scene = self.scene;
        let mut verb = at;
        while verb > range.start && matches!(scene.kind(verb - 1), Kind::Adverb | Kind::Not) {
            verb -= 1;
        }
        verb = verb.checked_sub(1).filter(|v| *v >= range.start)?;
        if !scene.is_any(verb, &JOINS) {
            return None;
        }
        let mut group = scene.group(verb, 1, range.start);
        let negated = group.negated || (verb..at).any(|i| scene.kind(i) == Kind::Not);
        if group.unreal || group.shape == Shape::Infinitive {
            return None;
        }
        group.shape = Shape::Finite;
        group.end = at + len;
        let subject = self.subject(sentence, range, &group, cue)?;
        if subject.place == Place::Inherited && subject.tokens.is_empty() || self.is_nobody(&subject.tokens) {
            return None;
        }
        if scene.is_any(subject.tokens.start, &["it", "there"]) && subject.tokens.len() == 1 {
            return None;
        }
        let inherited = super::speaking::Subject { place: Place::Inherited, ..subject.clone() };
        let taken = self.content(range, &Group { ..group.clone() }, cue, &inherited)?;
        let act = match (negated, taken.act) {
            (false, act) => act,
            (true, Act::Believe) => Act::Doubt,
            (true, Act::Doubt) => Act::Believe,
            (true, _) => return None,
        };
        let found = Found {
            rule: "is-convinced-that",
            cue: Some(cue),
            act,
            source: subject.tokens,
            cue_tokens: group.start..group.end,
            content: taken.pieces,
            relay: None,
            hearer: None,
            speaker_of: None,
            sentence,
            hedged: false,
            posted: false,
            dropped: false,
            belief: None,
        };
        found.is_sound().then_some(found)
    }
}
