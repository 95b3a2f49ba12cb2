//! Statements in languages where commas part all clauses and the verb stands second, first or last in its own.
//!
//! A sentence is cut into [`Clause`]s at its commas. A main clause whose verb is a cue has what is said before it or after
//! it ([`main`]); "wie X mitteilt" and "so X" are clauses that name the source ([`asides`]); "laut X" and "X zufolge" are
//! phrases in a clause ([`phrases`]). Which verbs and phrases these are, the table of cues says.

mod asides;
mod clause;
mod main;
mod nominal;
mod phrases;

use clause::{Clause, Lead};
use sayso_lexicon::Act;

use super::finder::{Finder, Found};

/// Clauses of one sentence that are read; what has more is no sentence.
const MOST: usize = 40;

impl Finder<'_, '_, '_> {
    /// All statements of one sentence.
    pub(super) fn clauses(&mut self, sentence: usize) {
        let range = self.scene.range(&self.scene.draft.sentences[sentence]);
        let clauses = self.scene.cut(&range);
        for nth in 0..clauses.len().min(MOST) {
            let found = match clauses[nth].lead {
                Lead::Main => self.main(sentence, &clauses, nth),
                Lead::As => self.as_said(sentence, &clauses, nth),
                Lead::Sub | Lead::Relative | Lead::That => self.embedded(sentence, &clauses, nth),
                Lead::Bare => self.so_said(sentence, &clauses, nth),
                Lead::Speech(_) => None,
            };
            if let Some(found) = found.filter(Found::is_sound) {
                self.add(found);
            }
        }
        self.source_phrases(sentence, &clauses);
        self.reported_on(sentence, &clauses);
    }

    /// "Er habe davon nichts gewusst.": a sentence in the form of reported speech goes on from the speaker before it.
    fn reported_on(&mut self, sentence: usize, clauses: &[Clause]) {
        let scene = self.scene;
        let sentences = &scene.draft.sentences;
        let Some(main) = clauses.iter().find(|c| c.lead == Lead::Main) else { return };
        let Some(last) = self.found.last() else { return };
        let near = last.sentence < sentence
            && last.sentence + 1 >= sentence
            && sentences[last.sentence].block == sentences[sentence].block;
        let number = self.found.len() - 1;
        let speaker = last.speaker_of.or((!last.source.is_empty()).then_some(number));
        let content = scene.trimmed(scene.range(&sentences[sentence]));
        if !near || !scene.is_indirect(main) || content.len() < 4 {
            return;
        }
        let Some(speaker) = speaker else { return };
        let (at, source) = (content.start, self.found[speaker].source.clone());
        let mut found = Found::bare("reported-on", Act::Assert, sentence, source, at..at, vec![content]);
        found.speaker_of = Some(speaker);
        self.add(found);
    }
}
