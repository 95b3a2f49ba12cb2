//! Cue verbs: who says what with them, and which of them say nothing.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, Frame};

use super::finder::{Finder, Found};

use super::scene::Scene;
use super::speaking::Place;
use super::verbs::{Finite, Group, Shape};
use super::words::Kind;

/// Cue verbs of one sentence that are read; what has more is no sentence.
const MOST: usize = 32;

/// Words that govern an infinitive and leave it true: "went on to say".
const CARRIES: [&str; 16] = [
    "go", "continue", "proceed", "rush", "hasten", "rise", "begin", "start", "appear", "seem", "come", "use",
    "take", "return", "tend", "dare",
];

impl Finder<'_, '_, '_> {
    /// All cue verbs of one sentence.
    pub(super) fn verbs(&mut self, sentence: usize) {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[sentence]);
        let mut at = range.start;
        let mut cues = 0;
        while at < range.end && cues < MOST {
            if scene.speech_at(at).is_some() {
                at += 1;
                continue;
            }
            let Some(cue) = scene.cue_verb(at) else {
                at += 1;
                continue;
            };
            cues += 1;
            let group = scene.group(at, cue.len, range.start);
            let mut next = at + cue.len;
            if !self.is_relay(at, &range)
                && let Some(found) = self.verb(sentence, &range, group, cue.value)
            {
                next = next.max(found.cue_tokens.end);
                let number = self.add(found);
                self.in_its_place(number, &range);
                self.as_reported(number);
            }
            at = next;
        }
    }

    /// "The hospital denied this in a letter: the army had a morgue of its own": what is said in place of what is denied.
    fn in_its_place(&mut self, number: usize, range: &Range<usize>) {
        let scene = self.scene;
        let found = &self.found[number];
        let [piece] = &found.content[..] else { return };
        let denied = matches!(found.act, Act::Deny | Act::Doubt);
        let end = piece.end.max(found.source.end).max(found.cue_tokens.end);
        let colon = Some(scene.skip_adverbials(end, range.end).end)
            .filter(|i| scene.kind(*i) == Kind::Colon && scene.speech_at(*i).is_none())
            .filter(|colon| scene.speech_at(colon + 1).is_none() && scene.has_finite(colon + 1..range.end));
        if let Some(colon) = colon.filter(|_| denied) {
            let content = vec![scene.trimmed(colon + 1..range.end)];
            let sentence = found.sentence;
            self.add(Found {
                speaker_of: Some(number),
                ..Found::bare("denied-colon", Act::Assert, sentence, colon..colon, colon..colon, content)
            });
        }
    }

    /// "Police have denied reports on social media that …": what is denied is what the reports say.
    fn as_reported(&mut self, number: usize) {
        let scene = self.scene;
        let found = &self.found[number];
        let [piece] = &found.content[..] else { return };
        let source = scene.trimmed(found.cue_tokens.end..piece.start);
        let reports = found.rule == "cue-told-that" && scene.channel_in(source.clone()).is_some();
        let owned = scene.kind(source.start) == Kind::Possessive;
        if reports && !source.is_empty() && !owned {
            let (sentence, content) = (found.sentence, vec![piece.clone()]);
            let at = source.end;
            self.add(Found::bare("denied-report", Act::Assert, sentence, source, at..at, content));
        }
    }

    pub(super) fn verb(
        &self,
        sentence: usize,
        range: &Range<usize>,
        group: Group,
        cue: &'static Cue,
    ) -> Option<Found> {
        if let Some(found) = self.relayed(sentence, range, &group) {
            return Some(found);
        }
        if group.shape == Shape::Passive {
            return self.passive(sentence, range, &group, cue);
        }
        // "its gunners, replying, had killed": nothing is said in it.
        let comma = |at: usize| self.scene.kind(at) == Kind::Comma;
        if group.shape == Shape::Gerund && group.start > 0 && comma(group.start - 1) && comma(group.end) {
            return None;
        }
        let (group, hedged) = self.carried(group, range.start)?;
        let mut act = None;
        // "would say only that": it was said.
        let only = self.scene.is(group.end, "only") && self.scene.kind(group.end + 1) == Kind::That;
        if (group.unreal && !only) || self.is_conditional(&group, range.start) {
            return None;
        }
        if group.negated {
            // "did not rule out that": it is thought possible.
            let possible = cue.words == "rule out";
            if !(cue.act == Act::Believe || possible) || !cue.takes(Frame::That) {
                return None;
            }
            act = Some(if possible { Act::Believe } else { Act::Doubt });
        }
        let subject = self.subject(sentence, range, &group, cue)?;
        // "declined to comment" says nothing.
        if matches!(cue.words, "refuse" | "decline") && is_silence(self.scene, group.end) {
            return None;
        }
        if !matches!(subject.place, Place::Inherited)
            && (self.is_nobody(&subject.tokens) || !self.scene.agrees(&group, &subject.tokens))
        {
            return None;
        }
        // "a video shows": nobody says anything in it.
        if matches!(cue.words, "show" | "reveal" | "suggest" | "indicate" | "appear")
            && self.scene.is_footage(&subject.tokens)
        {
            return None;
        }
        let mut taken = self.content(range, &group, cue, &subject)?;
        // "X, who said that Y fled, left": the relative clause ends where X's own verb stands.
        if subject.place == Place::Relative
            && let Some(last) = taken.pieces.last_mut()
            && let Some(comma) = last.clone().find(|i| {
                self.scene.kind(*i) == Kind::Comma
                    && self.scene.speech_at(*i).is_none()
                    && self.scene.finite(i + 1) == Finite::Yes
            })
        {
            last.end = comma;
        }
        // "a group backing X" names the group and reports nothing.
        if group.shape == Shape::Gerund && subject.place == Place::Before && taken.rule == "cue-noun" {
            return None;
        }
        let (source, relay) = match self.cited(range, subject.tokens.clone()) {
            (source, Some(relay)) if source.end <= group.start && subject.place == Place::Before => {
                (source, Some(relay))
            }
            _ => self.learnt_from(&group, cue, subject.tokens, range.end),
        };
        let found = Found {
            rule: taken.rule,
            cue: Some(cue),
            act: act.unwrap_or(taken.act),
            source,
            cue_tokens: group.start.max(range.start)..group.end,
            content: taken.pieces,
            relay,
            hearer: taken.hearer,
            speaker_of: None,
            sentence,
            hedged,
            posted: false,
            dropped: false,
            belief: None,
        };
        found.is_sound().then_some(found)
    }

    /// "…, the agency learned from a diplomat": the diplomat says it, and the agency passes it on.
    fn learnt_from(
        &self,
        group: &Group,
        cue: &Cue,
        subject: Range<usize>,
        limit: usize,
    ) -> (Range<usize>, Option<Range<usize>>) {
        let scene = self.scene;
        let from = group.end + 1;
        if cue.words != "learn" || !scene.is(group.end, "from") || scene.kind(from) == Kind::Time {
            return (subject, None);
        }
        match scene.source_after(from, limit).filter(|source| !scene.is_thing(source)) {
            Some(source) => (source, Some(subject)),
            None => (subject, None),
        }
    }

    /// An infinitive belongs to the verb that governs it: "went on to say" is said, "declined to say" is not.
    pub(super) fn carried(&self, group: Group, floor: usize) -> Option<(Group, bool)> {
        if group.shape != Shape::Infinitive {
            return Some((group, false));
        }
        let governor = group.governor?;
        let scene = self.scene;
        // "took to Twitter to say", "used X to announce": the verb stands a few words before.
        let verb = (floor..=governor).rev().take(6).find(|i| scene.kind(*i) == Kind::Verb)?;
        if !CARRIES.contains(&scene.lemma(verb))
            || (verb < governor && !scene.is_any(verb, &["use", "take", "go", "come"]))
        {
            return None;
        }
        let outer = scene.group(verb, 1, floor);
        let hedged = scene.is_any(verb, &["appear", "seem"]);
        let carries = !outer.negated && !outer.unreal && matches!(outer.shape, Shape::Finite | Shape::Gerund);
        carries.then_some((Group { start: outer.start, shape: outer.shape, ..group }, hedged))
    }

    /// "if he says", "whether X denied": not said.
    fn is_conditional(&self, group: &Group, floor: usize) -> bool {
        let low = floor.max(group.start.saturating_sub(8));
        for at in (low..group.start).rev() {
            match self.scene.kind(at) {
                Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Verb => return false,
                Kind::Subordinator if self.scene.is_any(at, &["if", "unless"]) => return true,
                Kind::Question if self.scene.is(at, "whether") => return true,
                _ => {}
            }
        }
        false
    }

    /// "nobody has confirmed", "no one said", "you say".
    pub(super) fn is_nobody(&self, subject: &Range<usize>) -> bool {
        let scene = self.scene;
        let first = subject.start;
        let negated = first > 0 && !scene.starts_sentence(first) && scene.kind(first - 1) == Kind::Not;
        negated
            || scene.is_any(first, &["no", "nobody", "none", "neither", "nothing", "few", "little"])
            || (subject.len() == 1
                && scene.is_any(
                    first,
                    &["i", "we", "you", "me", "us", "one", "there", "this", "that", "these", "what", "let"],
                ))
    }
}

/// "to comment", "to say", "to be drawn": what is declined is speech itself.
fn is_silence(scene: &Scene<'_, '_>, at: usize) -> bool {
    let verb = if scene.kind(at + 1) == Kind::Adverb { at + 2 } else { at + 1 };
    scene.is_strong_cue(verb)
        || scene.is_any(
            verb,
            &[
                "comment",
                "answer",
                "respond",
                "reply",
                "discuss",
                "elaborate",
                "speak",
                "talk",
                "give",
                "name",
                "be",
                "provide",
                "disclose",
                "take",
                "go",
            ],
        )
}
