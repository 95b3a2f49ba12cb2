//! Phrases that name a source: "laut X", "nach Angaben von X", "X zufolge".

use std::ops::Range;

use sayso_lexicon::{Cue, CueClass, Frame};

use super::super::finder::{Finder, Found};
use super::super::scene::Scene;
use super::super::words::Kind;
use super::clause::{Clause, Lead};
use crate::tags::fold;

/// A source phrase: all its words, its cue, and who is named.
struct Phrase {
    whole: Range<usize>,
    cue_tokens: Range<usize>,
    cue: &'static Cue,
    source: Range<usize>,
}

impl Finder<'_, '_, '_> {
    /// All source phrases of one sentence.
    pub(super) fn source_phrases(&mut self, sentence: usize, clauses: &[Clause]) {
        let scene = self.scene;
        for (nth, clause) in clauses.iter().enumerate() {
            if matches!(clause.lead, Lead::Speech(_)) {
                continue;
            }
            let mut at = clause.tokens.start;
            while at < clause.tokens.end {
                let Some(phrase) = scene.source_phrase(at, clause).filter(|_| scene.speech_at(at).is_none())
                else {
                    at += 1;
                    continue;
                };
                at = phrase.whole.end.max(at + 1);
                let content = self.apart_from(clauses, nth, &phrase.whole);
                if content.is_empty() || scene.speaks_for_nobody(&phrase.source) {
                    continue;
                }
                let mut found = Found::bare(
                    "according-to",
                    phrase.cue.act,
                    sentence,
                    phrase.source,
                    phrase.cue_tokens,
                    content,
                );
                found.cue = Some(phrase.cue);
                if found.is_sound() {
                    self.add(found);
                }
            }
        }
    }

    /// What the phrase's own clause says without it, with the clauses that hang on it.
    fn apart_from(&self, clauses: &[Clause], nth: usize, phrase: &Range<usize>) -> Vec<Range<usize>> {
        let scene = self.scene;
        // A phrase by itself between commas belongs to the clause before it, or to the one that it opens.
        let lone = clauses[nth].lead == Lead::Bare;
        let mut first = if lone { nth.saturating_sub(1) } else { nth };
        if matches!(clauses[first].lead, Lead::Bare | Lead::Main) {
            while first > 0
                && !clauses[first].joined
                && !clauses[first].apart
                && !clauses[first].after_colon
                && !matches!(clauses[first - 1].lead, Lead::Speech(_))
            {
                first -= 1;
            }
        }
        let subordinate = matches!(clauses[first].lead, Lead::Relative | Lead::Sub | Lead::That | Lead::As);
        let end =
            if subordinate && first == nth { clauses[nth].tokens.end } else { self.said_end(clauses, nth) };
        let start = clauses[first].tokens.start + usize::from(clauses[first].joined);
        [start..phrase.start, phrase.end..end]
            .into_iter()
            .filter(|piece| piece.start < piece.end)
            .map(|piece| scene.trimmed(piece))
            .filter(|piece| !piece.is_empty())
            .collect()
    }
}

impl Scene<'_, '_> {
    fn source_phrase(&self, at: usize, clause: &Clause) -> Option<Phrase> {
        let limit = clause.tokens.end;
        let folded = fold(self.word(at));
        let cue = self.rules.cue(CueClass::Phrase, &folded, |n, word| self.is(at + n, word));
        match cue {
            Some(found) if found.value.takes(Frame::SourceBefore) => {
                let start = self.group_before(at, clause.tokens.start)?;
                Some(Phrase {
                    whole: start..at + 1,
                    cue_tokens: at..at + 1,
                    cue: found.value,
                    source: self.without_carrier(start..at),
                })
            }
            Some(found) if found.value.takes(Frame::Source) || found.value.takes(Frame::SourceWithin) => {
                self.led(at, at + found.len, found.value, limit)
            }
            // "nach ersten Angaben der Polizei", "nach den Worten des Ministers"
            None => {
                let mut noun = at + 1;
                while noun < limit.min(at + 5)
                    && matches!(
                        self.kind(noun),
                        Kind::Determiner | Kind::Possessive | Kind::Adjective | Kind::Number | Kind::Adverb
                    )
                {
                    noun += 1;
                }
                if noun == at + 1 {
                    return None;
                }
                let is = |n: usize, word: &str| n == 1 && self.word(noun) == word;
                let found = self.rules.cue(CueClass::Phrase, &folded, is)?;
                if found.len != 2 {
                    return None;
                }
                if self.kind(at + 1) == Kind::Possessive {
                    return Some(Phrase {
                        whole: at..noun + 1,
                        cue_tokens: noun..noun + 1,
                        cue: found.value,
                        source: at + 1..at + 2,
                    });
                }
                // "nach eigenen Angaben": whoever the clause is about.
                if self.word(at + 1).starts_with("eigene") {
                    return self.own(at..noun + 1, found.value, clause);
                }
                self.led(at, noun + 1, found.value, limit)
            }
            Some(_) => None,
        }
    }

    /// A phrase whose cue stands from `at` to `end`, and its source after that or in it.
    fn led(&self, at: usize, end: usize, cue: &'static Cue, limit: usize) -> Option<Phrase> {
        let from = if self.is(end, "von") || self.is(end, "vom") { end + 1 } else { end };
        let source_end = self.nominal_end(from, limit);
        let genitive = end > at + 1;
        // After "Angaben" only a genitive or "von" names the source; "laut" takes any noun's group.
        let named = source_end > from
            && (from > end
                || !genitive
                || self.grammar_is(end, "definite")
                || matches!(self.kind(end), Kind::Name | Kind::Possessive | Kind::Determiner)
                || self.word(end).ends_with("er"));
        if named && !cue.takes(Frame::SourceWithin) {
            let source = if genitive { from..source_end } else { self.without_carrier(from..source_end) };
            return Some(Phrase { whole: at..source_end, cue_tokens: at..end, cue, source });
        }
        // "nach Medienberichten", "nach ersten Angaben"; "nach Angaben" alone names nobody.
        let carried = end - at > 2 || (end - at > 1 && cue.takes(Frame::SourceWithin));
        carried.then(|| Phrase { whole: at..end, cue_tokens: at..at + 1, cue, source: at + 1..end })
    }

    fn own(&self, whole: Range<usize>, cue: &'static Cue, clause: &Clause) -> Option<Phrase> {
        let verb = clause.verb?;
        let before = self.subject_first(&clause.tokens, verb.min(whole.start));
        let source = before
            .or_else(|| self.subject_first(&clause.tokens, verb))
            .or_else(|| self.subject_second(verb, clause.tokens.end))?;
        (source.end <= whole.start || whole.end <= source.start).then(|| Phrase {
            whole: whole.clone(),
            cue_tokens: whole,
            cue,
            source,
        })
    }

    /// Where the noun phrase that ends right before `end` begins.
    fn group_before(&self, end: usize, floor: usize) -> Option<usize> {
        (floor.max(end.saturating_sub(14))..end)
            .find(|start| self.kind(*start) != Kind::Pronoun && self.nominal_end(*start, end) == end)
    }

    /// "Angaben der Polizei": the source is the police.
    fn without_carrier(&self, source: Range<usize>) -> Range<usize> {
        let core = self.core_end(source.start, source.end);
        let carrier = core.checked_sub(1).filter(|at| *at >= source.start).is_some_and(|at| {
            self.rules
                .cue(CueClass::Phrase, "nach", |n, word| n == 1 && self.word(at) == word)
                .is_some_and(|c| c.len == 2)
        });
        if !carrier || core >= source.end {
            return source;
        }
        let from = if self.is(core, "von") || self.is(core, "vom") { core + 1 } else { core };
        if from < source.end { from..source.end } else { source }
    }
}
