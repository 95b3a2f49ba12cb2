//! The subject of a cue verb: before it, after it, or an earlier verb's.

use std::ops::Range;

use sayso_lexicon::{Cue, Frame};

use super::finder::Finder;
use super::verbs::{Group, Shape};
use super::words::{Forms, Kind};

/// Where the subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// "X said"
    Before,
    /// "said X"
    After,
    /// "…, adding that": an earlier verb's.
    Inherited,
    /// "who said"
    Relative,
}

/// Who speaks, by tokens.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) tokens: Range<usize>,
    pub(super) place: Place,
}

impl Finder<'_, '_, '_> {
    pub(super) fn subject(
        &self,
        sentence: usize,
        range: &Range<usize>,
        group: &Group,
        cue: &Cue,
    ) -> Option<Subject> {
        let scene = self.scene;
        if group.shape == Shape::Participle {
            return None;
        }
        if group.shape == Shape::Gerund {
            return self.gerund_subject(sentence, range, group);
        }
        let previous = if group.start > range.start { scene.kind(group.start - 1) } else { Kind::Stop };
        // A base form needs a subject that it agrees with, or it is no verb of a statement.
        let relative = matches!(previous, Kind::Relative | Kind::That);
        if let Some(tokens) = scene.subject_before(group.start, range.start)
            && !(previous == Kind::Comma && scene.reads_inverted(group, &tokens, cue))
        {
            return Some(Subject { tokens, place: if relative { Place::Relative } else { Place::Before } });
        }
        if relative {
            return None;
        }
        let inverted = matches!(previous, Kind::Comma | Kind::Close | Kind::Dash | Kind::Stop | Kind::Right)
            && (cue.takes(Frame::Post) || cue.takes(Frame::Quote))
            && scene.forms(group.main).has(if group.start == group.main {
                Forms::PAST
            } else {
                Forms::PARTICIPLE
            })
            || (matches!(previous, Kind::Comma | Kind::Close | Kind::Dash | Kind::Stop)
                && (cue.takes(Frame::Post) || previous == Kind::Close)
                && scene.forms(group.main).has(Forms::THIRD)
                || (scene.forms(group.main).has(Forms::BASE)
                    && previous == Kind::Comma
                    && cue.takes(Frame::Post)));
        if inverted
            && !scene.has_hearer_after(group)
            && let Some(tokens) =
                scene.source_after(group.end, range.end).or_else(|| scene.source_behind(group.end, range.end))
        {
            return Some(Subject { tokens, place: Place::After });
        }
        if matches!(previous, Kind::Coordinator | Kind::Comma)
            || scene.is(group.start.wrapping_sub(1), "then")
        {
            return self.inherited(sentence, range, group.start);
        }
        None
    }

    /// The subject of an earlier verb: "X said A and added B".
    fn inherited(&self, sentence: usize, range: &Range<usize>, at: usize) -> Option<Subject> {
        let scene = self.scene;
        if let Some(number) = self.last_before(sentence, at) {
            return Some(Subject { tokens: self.found[number].source.clone(), place: Place::Inherited });
        }
        let tokens = scene.main_subject(range, at)?;
        Some(Subject { tokens, place: Place::Inherited })
    }

    fn gerund_subject(&self, sentence: usize, range: &Range<usize>, group: &Group) -> Option<Subject> {
        let scene = self.scene;
        let before = (group.start > range.start).then(|| group.start - 1);
        match before.map_or(Kind::Stop, |b| scene.kind(b)) {
            Kind::Comma | Kind::Dash | Kind::Close | Kind::Coordinator => {
                self.inherited(sentence, range, group.start)
            }
            Kind::Preposition | Kind::Subordinator
                if before
                    .is_some_and(|b| scene.is_any(b, &["by", "in", "after", "while", "when", "before"])) =>
            {
                self.inherited(sentence, range, group.start)
            }
            Kind::Noun | Kind::Name => {
                let tokens = scene.phrase_before(group.start, range.start)?;
                // "published a report saying": the publisher says it; "a letter saying": the letter does.
                let spoken = scene.channel_in(tokens.clone()).is_some();
                if spoken && let Some(subject) = self.inherited(sentence, range, tokens.start) {
                    return Some(subject);
                }
                if scene.is_time_noun(group.start - 1) || scene.has_finite(range.start..tokens.start) {
                    return self.inherited(sentence, range, group.start);
                }
                Some(Subject { tokens, place: Place::Before })
            }
            // "a man is heard saying"
            Kind::Verb => {
                let heard =
                    before.filter(|b| scene.is_any(*b, &["hear", "overhear", "see", "film", "record"]))?;
                let outer = scene.group(heard, 1, range.start);
                let tokens = (outer.shape == Shape::Passive && !outer.negated)
                    .then(|| scene.subject_before(outer.start, range.start))??;
                Some(Subject { tokens, place: Place::Before })
            }
            Kind::Time | Kind::Adverb | Kind::Number => self.inherited(sentence, range, group.start),
            // "Saying that …, X left."
            Kind::Stop => {
                let comma = (group.end..range.end).find(|i| scene.kind(*i) == Kind::Comma)?;
                let end = scene.phrase_end(comma + 1, range.end);
                (end > comma + 1).then(|| Subject { tokens: comma + 1..end, place: Place::Inherited })
            }
            _ => None,
        }
    }
}
