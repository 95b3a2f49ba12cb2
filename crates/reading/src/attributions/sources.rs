//! Phrases that name a source: "according to X", "by X's account", "citing X".

use std::ops::Range;

use sayso_lexicon::{CueClass, Frame};

use super::finder::{Finder, Found};

use super::verbs::Finite;
use super::words::{Forms, Kind};

impl Finder<'_, '_, '_> {
    /// All source phrases of one sentence.
    pub(super) fn phrases(&mut self, sentence: usize) {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[sentence]);
        let mut at = range.start;
        while at < range.end {
            let folded = crate::tags::fold(scene.word(at));
            let matched = if scene.speech_at(at).is_none() {
                scene.rules.cue(CueClass::Phrase, &folded, |n, word| scene.is(at + n, word))
            } else {
                None
            };
            let Some(cue) = matched else {
                if let Some(found) = self.source_within(sentence, &range, at) {
                    self.add(found);
                }
                at += 1;
                continue;
            };
            let end = at + cue.len;
            if cue.value.takes(Frame::Source)
                && let Some(source) = scene.source_after(end, range.end).map(|s| {
                    // At the sentence's start a clause must follow: what runs to its end is no apposition.
                    let phrase = scene.phrase_end(end, range.end);
                    let rest =
                        (s.end..range.end).find(|i| !matches!(scene.kind(*i), Kind::Comma | Kind::Adverb));
                    // "According to the ministry, his aide, Captain X, also died": the apposition is the clause's subject.
                    let headless = rest.is_some_and(|i| scene.finite(i) != Finite::No);
                    let swallowed =
                        at == range.start && (s.end + 1 >= range.end || headless) && phrase < s.end;
                    let source = if swallowed { s.start..phrase } else { scene.with_relative(s, range.end) };
                    scene.with_author(source, range.end)
                })
                && let Some(content) = self.around(&range, at, source.end)
            {
                let (source, relay) = self.cited(&range, source);
                self.add(Found {
                    rule: "according-to",
                    cue: Some(cue.value),
                    act: cue.value.act,
                    source,
                    cue_tokens: at..end,
                    content,
                    relay,
                    hearer: None,
                    speaker_of: None,
                    sentence,
                    hedged: false,
                    posted: false,
                    dropped: false,
                    belief: None,
                });
            }
            at = end;
        }
    }

    /// "X reported, citing Y": whoever is cited behind another.
    pub(super) fn relays(&mut self, sentence: usize) {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[sentence]);
        for at in range.clone() {
            if scene.speech_at(at).is_some() {
                continue;
            }
            let folded = crate::tags::fold(scene.word(at));
            let cue = scene.rules.cue(CueClass::Phrase, &folded, |n, word| scene.is(at + n, word));
            let known =
                |end: usize| self.in_sentence_of(&range).any(|f| f.relay.is_some() && f.source.start == end);
            if let Some(cue) = cue.filter(|c| c.value.takes(Frame::Relay) && !known(at + c.len)) {
                let relayed = self.relay(sentence, &range, at, at + cue.len);
                if !relayed && let Some(verb) = scene.cue_verb(at) {
                    let group = scene.group(at, verb.len, range.start);
                    if let Some(found) = self.verb(sentence, &range, group, verb.value) {
                        self.add(found);
                    }
                }
            }
        }
    }

    /// "an officer quoted by the website X said": X passes on what the officer says.
    pub(super) fn quoted_by(&mut self, sentence: usize) {
        let scene = self.scene;
        for found in self.found.iter_mut().filter(|f| f.sentence == sentence && f.relay.is_none()) {
            let source = found.source.clone();
            let quoted = |at: &usize| scene.is_any(*at, &["quote", "cite"]) && scene.is(at + 1, "by");
            let Some(verb) = (source.start + 1..source.end.saturating_sub(2)).find(quoted) else { continue };
            let relay = verb + 2..source.end;
            if scene.is_medium(&relay) || scene.can_pass_on(&relay) {
                let name =
                    scene.channel_in(relay.clone()).and_then(|hit| scene.channel_name(&hit, relay.end));
                found.source = scene.trimmed(source.start..verb);
                found.relay = Some(name.unwrap_or(relay));
            }
        }
    }

    /// Whether the verb at `at` only names whom a relay cites: "citing X", "X, which cites Y".
    pub(super) fn is_relay(&self, at: usize, range: &Range<usize>) -> bool {
        self.is_citing(at)
            || (self.scene.is_any(at, &["cite", "quote"])
                && self.in_sentence_of(range).any(|f| f.relay.is_some() && f.source.start == at + 1))
    }

    /// The clause that a source phrase from `start` to `end` belongs to.
    fn around(&self, range: &Range<usize>, start: usize, end: usize) -> Option<Vec<Range<usize>>> {
        let scene = self.scene;
        let mut floor = range.start;
        for i in range.start..start {
            if scene.speech_at(i).is_none() && matches!(scene.kind(i), Kind::Semicolon) {
                floor = i + 1;
            }
        }
        // "but according to X, …", "while, according to X, …"
        let mut lead = floor;
        while lead < start
            && matches!(
                scene.kind(lead),
                Kind::Coordinator | Kind::Adverb | Kind::Comma | Kind::Subordinator | Kind::Stop
            )
        {
            lead += 1;
        }
        let mut after = end;
        if scene.kind(after) == Kind::Comma {
            after += 1;
            // ", citing Y," stands between the source and what it says.
            if self.is_citing(after)
                || scene.kind(after) == Kind::Relative
                || scene.kind(after) == Kind::Preposition
            {
                let behind = (after..range.end).find(|i| scene.kind(*i) == Kind::Comma).map(|c| c + 1);
                // "according to X, from Monday on the road was shut, of all roads": a clause must follow.
                after = behind.filter(|i| scene.has_finite(*i..range.end)).unwrap_or(after);
            }
        }
        if lead >= start {
            // The phrase opens its clause.
            let piece = scene.trimmed(after..scene.clause_end(after, range.end));
            return (!piece.is_empty() && scene.has_finite(piece.clone()) || piece.len() > 3)
                .then(|| vec![piece]);
        }
        let before = scene.trimmed(floor..start);
        if before.is_empty() {
            return None;
        }
        let mut pieces = vec![before.clone()];
        if scene.kind(end) == Kind::Comma
            && (scene.finite(end + 1) != Finite::No || scene.clause_begins(end + 1, range.end))
            && !scene.has_finite(before.clone())
        {
            pieces.push(scene.trimmed(end + 1..scene.clause_end(end + 1, range.end)));
        }
        // "It runs to forty names, according to X, and sets out who was paid."
        let goes_on = scene.kind(end) == Kind::Comma
            && scene.kind(end + 1) == Kind::Coordinator
            && scene.finite(end + 2) == Finite::Yes;
        if goes_on && pieces.len() == 1 {
            pieces.push(scene.trimmed(end + 2..scene.clause_end(end + 2, range.end)));
        }
        Some(pieces)
    }

    fn is_citing(&self, at: usize) -> bool {
        let scene = self.scene;
        scene.is_any(at, &["cite", "quote", "reference"]) && scene.forms(at).has(Forms::GERUND)
    }

    /// "X, citing Y," or "X, which cites Y": Y speaks, X passes it on.
    pub(super) fn cited(
        &self,
        range: &Range<usize>,
        source: Range<usize>,
    ) -> (Range<usize>, Option<Range<usize>>) {
        let scene = self.scene;
        let comma = source.end;
        let inner = (source.start..source.end).find(|i| {
            scene.is_any(*i, &["cite", "quote"]) && scene.kind(*i) == Kind::Verb && *i > source.start
        });
        let verb = inner.or_else(|| {
            (scene.kind(comma) == Kind::Comma)
                .then_some(comma + 1)
                .map(|v| if scene.kind(v) == Kind::Relative { v + 1 } else { v })
                .filter(|v| scene.is_any(*v, &["cite", "quote"]))
        });
        let Some(verb) = verb else { return (source, None) };
        let end = scene.phrase_end(verb + 1, range.end);
        let end = scene.apposition_end(end, range.end).max(end);
        let cited = verb + 1..end;
        if end == verb + 1 || scene.is_thing(&cited) || !scene.begins_phrase(verb + 1) {
            return (source, None);
        }
        let relay_end =
            (source.start..verb).rev().find(|i| scene.kind(*i) == Kind::Comma).unwrap_or(source.end);
        (cited, Some(source.start..relay_end.min(verb)))
    }

    /// "X reported, citing Y": the found attribution before it is Y's, through X.
    fn relay(&mut self, sentence: usize, range: &Range<usize>, at: usize, from: usize) -> bool {
        let scene = self.scene;
        if !scene.begins_phrase(from) {
            return false;
        }
        let end = scene.phrase_end(from, range.end);
        let end = scene.apposition_end(end, range.end).max(end);
        let cited = from..end;
        // "citing safety concerns" names no source, "citing an interim note" does.
        if end == from || scene.is_thing(&cited) && scene.channel_in(cited.clone()).is_none() {
            return false;
        }
        let first = self.found.iter().rposition(|f| f.sentence != sentence).map_or(0, |n| n + 1);
        let found = self.found[first..].iter().rposition(|f| {
            !f.source.is_empty() && f.relay.is_none() && (f.source.end <= at || f.source.start >= end)
        });
        let Some(number) = found.map(|n| n + first) else { return false };
        // Whoever is no person and cites somebody else passes their words on.
        let source = self.found[number].source.clone();
        if source.start == from || !scene.is_medium(&source) && !scene.can_pass_on(&source) {
            return false;
        }
        let found = &mut self.found[number];
        // The relay's words are no part of what is said.
        for piece in &mut found.content {
            if piece.start < end && at < piece.end {
                if piece.start < at {
                    *piece = scene.trimmed(piece.start..at);
                } else {
                    *piece = scene.trimmed(end.min(piece.end)..piece.end);
                }
            }
        }
        found.content.retain(|c| !c.is_empty());
        found.relay = Some(source);
        found.source = cited;
        true
    }

    /// "by the government's account", "in her words".
    fn source_within(&self, sentence: usize, range: &Range<usize>, at: usize) -> Option<Found> {
        let scene = self.scene;
        if scene.kind(at) != Kind::Preposition && scene.kind(at) != Kind::To || scene.speech_at(at).is_some()
        {
            return None;
        }
        let end = scene.base_end(at + 1, range.end);
        let owned =
            (at + 1..end).rev().find(|i| matches!(scene.kind(*i), Kind::Genitive | Kind::Possessive))?;
        let preposition = crate::tags::fold(scene.word(at));
        let cue = scene
            .rules
            .cue(CueClass::Phrase, &preposition, |n, word| scene.is(owned + n, word) && owned + n < end)
            .filter(|c| c.value.takes(Frame::SourceWithin))?;
        let source = if scene.kind(owned) == Kind::Genitive { at + 1..owned } else { owned..owned + 1 };
        let parted = at == range.start
            || scene.kind(at - 1) == Kind::Comma
            || matches!(scene.kind(end), Kind::Comma | Kind::Stop);
        if !parted || scene.is_any(source.start, &["my", "our", "your"]) {
            return None;
        }
        let content = self.around(range, at, end)?;
        Some(Found {
            rule: "by-account-of",
            cue: Some(cue.value),
            act: cue.value.act,
            source,
            cue_tokens: if scene.kind(owned) == Kind::Genitive { owned + 1..end } else { at..end },
            content,
            relay: None,
            hearer: None,
            speaker_of: None,
            sentence,
            hedged: false,
            posted: false,
            dropped: false,
            belief: None,
        })
    }
}
