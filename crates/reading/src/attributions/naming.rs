//! The words that name a source or the one who is told, after a cue or in front of it.

use std::ops::Range;

use sayso_lexicon::{Cue, Frame};

use super::scene::Scene;
use super::verbs::{Finite, Group};
use super::words::{Forms, Kind};

/// Finite verbs of a sentence that are looked at for its subject.
const TRIES: usize = 4;

impl Scene<'_, '_> {
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

    /// "assured on Tuesday evening the minister of X", "revealed for his part Mr Y": the source behind a time or a manner.
    pub(super) fn source_behind(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let after = self.skip_adverbials(at, limit).end;
        let begins = matches!(self.kind(after), Kind::Determiner | Kind::Possessive | Kind::Name);
        (after > at && begins).then(|| self.source_after(after, limit)).flatten()
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

    /// "a post by the channel X": words with whoever wrote them.
    pub(super) fn with_author(&self, source: Range<usize>, limit: usize) -> Range<usize> {
        let by = self.is(source.end, "by") && self.is_word_carrier(self.head(&source));
        let end = if by { self.base_end(source.end + 1, limit) } else { source.end };
        source.start..end
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
        let mut tried = 0;
        for at in range.start..before {
            if tried < TRIES && self.speech_at(at).is_none() && self.finite(at) != Finite::No {
                tried += 1;
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

    /// "…, X, who runs the lodge, told the Ledger": after "told" stands the hearer and never the one who speaks.
    pub(super) fn has_hearer_after(&self, group: &Group) -> bool {
        self.is_any(group.main, &["tell", "inform"])
    }

    /// Whether "CLAUSE, said X" is meant rather than "X, an aside, said".
    pub(super) fn reads_inverted(&self, group: &Group, aside: &Range<usize>, cue: &Cue) -> bool {
        if self.has_hearer_after(group)
            || !cue.takes(Frame::Post)
            || !self.begins_phrase(group.end)
            || cue.takes(Frame::Noun)
        {
            return false;
        }
        let end = self.phrase_end(group.end, self.words.len());
        let closes = matches!(self.kind(end), Kind::Stop | Kind::Comma | Kind::Preposition | Kind::Time);
        closes && self.has_finite(aside.clone())
    }
}
