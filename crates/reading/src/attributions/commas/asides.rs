//! Clauses that only name the source: "…, wie X mitteilte", "…, so X", and cues at the end of clauses of their own.

use std::ops::Range;

use sayso_lexicon::{CueClass, Frame};

use super::super::finder::{Finder, Found};
use super::super::words::Kind;
use super::clause::{Clause, Lead};

impl Finder<'_, '_, '_> {
    /// "…, wie X mitteilte", "Wie X mitteilte, …"
    pub(super) fn as_said(&self, sentence: usize, clauses: &[Clause], nth: usize) -> Option<Found> {
        let scene = self.scene;
        let clause = &clauses[nth];
        let (main, cue) = scene.closing_cue(clause)?;
        let first = clause.tokens.start + 1 + usize::from(clause.joined);
        let source = scene.subject_second(first - 1, main).or_else(|| {
            // "wie aus Regierungskreisen verlautete"
            let led = scene.kind(first) == Kind::Preposition;
            let end = scene.nominal_end(first + 1, main);
            (led && end > first + 1).then_some(first + 1..end)
        })?;
        if scene.speaks_for_nobody(&source) {
            return None;
        }
        let content = self.rest(clauses, nth)?;
        let mut found = Found::bare("as-somebody-says", cue.act, sentence, source, main..main + 1, content);
        found.cue = Some(cue);
        Some(found)
    }

    /// "…, so X", "…, so der Sprecher weiter"
    pub(super) fn so_said(&self, sentence: usize, clauses: &[Clause], nth: usize) -> Option<Found> {
        let scene = self.scene;
        let clause = &clauses[nth];
        let at = clause.tokens.start;
        let cue = scene
            .rules
            .cue(CueClass::Phrase, &crate::tags::fold(scene.word(at)), |_, _| false)
            .filter(|c| c.value.takes(Frame::SourceAside))?;
        if nth == 0 || scene.kind(at + 1) == Kind::Adjective {
            return None;
        }
        let end = scene.nominal_end(at + 1, clause.tokens.end);
        if end == at + 1 || scene.speaks_for_nobody(&(at + 1..end)) {
            return None;
        }
        let content = self.rest(clauses, nth)?;
        let mut found = Found::bare("so-somebody", cue.value.act, sentence, at + 1..end, at..at + 1, content);
        found.cue = Some(cue.value);
        Some(found)
    }

    /// What a clause that names the source leaves of its sentence: what stands before it, and what goes on after it.
    fn rest(&self, clauses: &[Clause], nth: usize) -> Option<Vec<Range<usize>>> {
        let scene = self.scene;
        let mut pieces = Vec::new();
        if nth > 0 {
            let last = nth - 1;
            if let Lead::Speech(number) = clauses[last].lead {
                pieces.push(scene.speeches[number].inner.clone());
            } else {
                let floor = self
                    .in_sentence_of(&clauses[0].tokens)
                    .filter(|f| !f.source.is_empty() && f.cue_tokens.end <= clauses[last].tokens.end)
                    .flat_map(|f| [f.cue_tokens.end, f.source.end])
                    .max()
                    .unwrap_or(0);
                let mut first = last;
                while first > 0 && !clauses[first].apart {
                    first -= 1;
                }
                let start = clauses[first..nth]
                    .iter()
                    .map(|c| c.tokens.start)
                    .find(|s| *s >= floor)
                    .unwrap_or(clauses[last].tokens.start);
                pieces.push(scene.trimmed(start..clauses[last].tokens.end));
            }
        }
        if let Some(next) = clauses.get(nth + 1) {
            let goes_on = nth == 0
                || matches!(next.lead, Lead::Speech(_))
                || (next.lead == Lead::Main
                    && (scene.is_reported(next) || next.verb == Some(next.tokens.start)));
            if let (Lead::Speech(number), true) = (next.lead, goes_on) {
                pieces.push(scene.speeches[number].inner.clone());
            } else if goes_on && !next.apart {
                pieces.push(scene.trimmed(next.tokens.start..self.said_end(clauses, nth + 1)));
            }
        }
        pieces.retain(|p| !p.is_empty());
        (!pieces.is_empty()).then_some(pieces)
    }

    /// A cue at the end of a clause of its own, with what is said after it: "…, der sagte, dass …".
    pub(super) fn embedded(&self, sentence: usize, clauses: &[Clause], nth: usize) -> Option<Found> {
        let scene = self.scene;
        let clause = &clauses[nth];
        let (main, cue) = scene.closing_cue(clause)?;
        let negated = clause.tokens.clone().any(|at| scene.kind(at) == Kind::Not);
        if negated || matches!(scene.word(clause.tokens.start), "wenn" | "falls" | "ob") {
            return None;
        }
        let source = match clause.lead {
            Lead::Relative => {
                let before = clauses.get(nth.checked_sub(1)?)?;
                let end = before.tokens.end;
                (before.tokens.start..end).find(|at| scene.nominal_end(*at, end) == end).map(|s| s..end)?
            }
            _ => scene.subject_second(clause.tokens.start + usize::from(clause.joined), main)?,
        };
        if scene.speaks_for_nobody(&source) {
            return None;
        }
        let (rule, content) = self.said_after(clauses, nth, cue)?;
        let mut found = Found::bare(rule, cue.act, sentence, source, main..main + 1, content);
        found.cue = Some(cue);
        Some(found)
    }
}
