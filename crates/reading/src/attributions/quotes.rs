//! Quotations that have no cue of their own: they go on from an earlier one, or float.

use sayso_lexicon::Act;
use sayso_news::EntityKind;

use super::finder::{Finder, Found};

use super::words::Kind;

/// Words that a quotation without a cue must have to count as speech.
const LEAST: usize = 3;
/// What stands before a quotation set off by itself: "Quote from Hodun: “…”", "Quote: “…”".
const LABEL: &str = "quote";
/// Verbs whose subject says what follows a colon.
const SENDING: [&str; 12] =
    ["send", "leave", "write", "text", "scrawl", "paint", "give", "offer", "shout", "sum", "put", "hand"];
/// Verbs of a sentence after which its subject is quoted.
const SPEAKING: [&str; 8] = ["speak", "talk", "respond", "react", "reply", "answer", "shrug", "laugh"];

impl Finder<'_, '_, '_> {
    /// Gives every quotation of running text that nothing has claimed to the speaker who goes on.
    pub(super) fn float(&mut self, running: impl Fn(usize) -> bool) {
        let scene = self.scene;
        self.read = self.found.len();
        for index in 0..scene.speeches.len() {
            let speech = &scene.speeches[index];
            let Some(sentence) = scene.draft.sentence_of(speech.outer.start) else { continue };
            if self.claimed[index].is_some() || !speech.alone || !running(sentence) {
                continue;
            }
            let starts = scene.starts_sentence(speech.outer.start);
            let block = scene.draft.sentences[sentence].block;
            let first = scene.draft.sentences[sentence].tokens.start as usize;
            let labelled = first + 2 == speech.outer.start && scene.is(first, LABEL);
            let opens_block = (first == speech.outer.start || labelled)
                && (sentence == 0 || scene.draft.sentences[sentence - 1].block != block);
            // The closing half of a quotation over several blocks, or its next paragraph.
            if index > 0
                && opens_block
                && scene.speeches[index - 1].open
                && let Some(number) = self.claimed[index - 1]
            {
                self.found[number].content.push(speech.inner.clone());
                self.claimed[index] = Some(number);
                continue;
            }
            let after_colon = speech.outer.start > 0 && scene.kind(speech.outer.start - 1) == Kind::Colon;
            if speech.inner.len() < LEAST || !(starts || after_colon) {
                continue;
            }
            if after_colon && let Some(source) = self.introduced(sentence, speech.outer.start - 1) {
                let at = speech.outer.start;
                self.add(Found::bare(
                    "introduced-quote",
                    Act::Assert,
                    sentence,
                    source,
                    at..at,
                    vec![speech.inner.clone()],
                ));
                continue;
            }
            if starts && let Some(source) = self.led_in(sentence, block) {
                let at = speech.outer.start;
                let content = vec![speech.inner.clone()];
                self.add(Found::bare("introduced-quote", Act::Assert, sentence, source, at..at, content));
                continue;
            }
            if let Some(number) = self.speaking_before(index, sentence, block)
                && (opens_block || scene.draft.sentences[self.found[number].sentence].block == block)
            {
                let last = self.found[number].content.last().cloned().unwrap_or_default();
                let quoted = scene.speech_at(last.start).is_some()
                    || last.end.checked_sub(1).is_some_and(|end| scene.speech_at(end).is_some());
                let adjacent = self.same_turn(number, speech.outer.start);
                if quoted && adjacent {
                    self.found[number].content.push(speech.inner.clone());
                    self.claimed[index] = Some(number);
                } else {
                    let act = if matches!(self.found[number].act, Act::Appeal) {
                        Act::Assert
                    } else {
                        self.found[number].act
                    };
                    let act = if matches!(act, Act::Deny | Act::Doubt | Act::Intend | Act::Confirm) {
                        Act::Assert
                    } else {
                        act
                    };
                    let at = speech.outer.start;
                    self.add(Found {
                        rule: "floating-quote",
                        cue: None,
                        act,
                        source: at..at,
                        cue_tokens: at..at,
                        content: vec![speech.inner.clone()],
                        relay: None,
                        hearer: None,
                        // The first of a row of floating quotations names the speaker of all.
                        speaker_of: Some(self.found[number].speaker_of.unwrap_or(number)),
                        sentence,
                        hedged: false,
                        posted: false,
                        dropped: false,
                        belief: None,
                    });
                }
            }
        }
    }

    /// "This is from Nadia Orlic, who lives next door: “…”", "From the mayor: “…”", "Leif Moor, 61: “…”": whom the words before
    /// the colon name, where they say nothing else.
    fn introduced(&self, sentence: usize, colon: usize) -> Option<std::ops::Range<usize>> {
        let scene = self.scene;
        let start = scene.range(&scene.draft.sentences[sentence]).start;
        if let Some(source) = self.opens_speech(start, colon) {
            return Some(source);
        }
        let from = (start..colon.min(start + 5)).find(|i| scene.is(*i, "from"));
        let first = match from {
            Some(from) => {
                let leads = (start..from).all(|i| {
                    scene.kind(i) == Kind::Be
                        || scene.is_any(i, &["this", "here", "that", "and", "now", "more", "reaction", LABEL])
                });
                leads.then_some(from + 1)?
            }
            None => Some(start).filter(|_| scene.kind(start) == Kind::Name)?,
        };
        let source = scene.source_after(first, colon)?;
        let named = source.clone().any(|i| scene.kind(i) == Kind::Name);
        (named && source.end <= colon && !scene.has_sure_finite(source.end..colon)).then_some(source)
    }

    /// "The mate sent her mother a message at ten to four: “…”": the subject of what stands before the colon.
    fn opens_speech(&self, start: usize, colon: usize) -> Option<std::ops::Range<usize>> {
        let scene = self.scene;
        let source = scene.main_subject(&(start..colon), colon)?;
        let sent = (source.end..colon).any(|i| scene.kind(i) == Kind::Verb && scene.is_any(i, &SENDING));
        let speaker = scene.speaker(&source).and_then(|s| scene.entity(s.entity)).is_some_and(|e| {
            matches!(e.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Group)
        });
        (sent && speaker).then_some(source)
    }

    /// "He spoke to the Bell from his bed. “…”": the subject of the sentence before, in which nothing else is said.
    fn led_in(&self, sentence: usize, block: u32) -> Option<std::ops::Range<usize>> {
        let scene = self.scene;
        let before = scene.draft.sentences[..sentence].last().filter(|s| s.block == block)?;
        let range = scene.range(before);
        if range.clone().any(|i| scene.speech_at(i).is_some()) || self.in_sentence_of(&range).next().is_some()
        {
            return None;
        }
        let source = scene.main_subject(&range, range.end)?;
        let speaks = (source.end..range.end.min(source.end + 4))
            .any(|i| scene.kind(i) == Kind::Verb && scene.is_any(i, &SPEAKING));
        (speaks && scene.speaker(&source).is_some()).then_some(source)
    }

    /// The found attribution that speaks last before the quotation, in the same block or at the end of the one before.
    fn speaking_before(&self, index: usize, sentence: usize, block: u32) -> Option<usize> {
        let scene = self.scene;
        let at = scene.speeches[index].outer.start;
        // What was found sentence by sentence is in order; the quotations that float come after it, in order too.
        let low = sentence.saturating_sub(4);
        let (read, floating) = self.found.split_at(self.read);
        let from = read.partition_point(|f| f.sentence < low);
        let recent = floating.len() - floating.iter().rev().take_while(|f| f.sentence >= low).count();
        let number = (from..read.len())
            .take_while(|n| read[*n].sentence <= sentence)
            .chain(read.len() + recent..self.found.len())
            .filter(|n| !self.found[*n].source.is_empty() || self.found[*n].speaker_of.is_some())
            .filter(|n| self.found[*n].end() <= at && !self.is_inside(*n))
            .max_by_key(|n| (self.found[*n].end(), *n))?;
        let there = &scene.draft.sentences[self.found[number].sentence];
        let same_block = there.block == block;
        let previous_block = there.block + 1 == block
            || scene.draft.sentences[..sentence].iter().rev().map(|s| s.block).find(|b| *b != block)
                == Some(there.block);
        let recent = sentence - self.found[number].sentence <= 2 + usize::from(!same_block);
        (recent && (same_block || previous_block)).then_some(number)
    }

    /// Whether a found attribution is part of what another of its sentence says.
    fn is_inside(&self, number: usize) -> bool {
        let Found { sentence, source, cue_tokens, .. } = &self.found[number];
        let holds = |piece: &std::ops::Range<usize>| {
            !source.is_empty() && piece.start <= source.start && cue_tokens.end <= piece.end
        };
        let others = self.near(number).filter(|n| *n != number).map(|n| &self.found[n]);
        others.filter(|f| f.sentence == *sentence).flat_map(|f| &f.content).any(holds)
    }

    /// Whether only the end of the speaker's own sentence stands between what was said and the quotation at `at`.
    fn same_turn(&self, number: usize, at: usize) -> bool {
        let scene = self.scene;
        let end = self.found[number].end();
        let between = end..at;
        let stops =
            between.clone().filter(|i| scene.kind(*i) == Kind::Stop && scene.speech_at(*i).is_none()).count();
        stops <= 1 && between.len() < 40
    }
}

impl Found {
    /// The token after the last one of all its parts.
    pub(super) fn end(&self) -> usize {
        let content = self.content.iter().map(|c| c.end).max().unwrap_or(0);
        content.max(self.cue_tokens.end).max(self.source.end)
    }
}
