//! What a speaker does with what is said, how surely, and how far the outlet stands from it.

use std::ops::Range;

use sayso_lexicon::{Act, Distance, HedgeClass, Sureness};
use sayso_news::{Certainty, Mode, Reporting, Stance};

use super::finder::{Finder, Found};

use super::scene::Scene;
use super::verbs::Finite;
use super::words::Kind;

/// Tokens of content that are looked at for a denial or a hedge.
const DEPTH: usize = 120;

/// A stance with what told it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stood {
    pub(super) stance: Stance,
    /// Where the words stand that made an assertion a denial.
    pub(super) denial: Option<(usize, usize)>,
}

pub(super) const fn stance(act: Act) -> Stance {
    match act {
        Act::Assert => Stance::Assert,
        Act::Confirm => Stance::Confirm,
        Act::Deny => Stance::Deny,
        Act::Doubt => Stance::Doubt,
        Act::Believe => Stance::Believe,
        Act::Intend => Stance::Intend,
        Act::Appeal => Stance::Appeal,
    }
}

impl Finder<'_, '_, '_> {
    /// The stance from the cue and from the content.
    pub(super) fn stance_of(&self, found: &Found) -> Stood {
        let own = stance(found.act);
        if matches!(found.act, Act::Assert | Act::Confirm | Act::Doubt)
            && let Some(at) = self.scene.denial_in(&found.content)
        {
            return Stood { stance: Stance::Deny, denial: Some(at) };
        }
        if found.act == Act::Assert && self.scene.opens_with_belief(&found.content) {
            return Stood { stance: Stance::Believe, denial: None };
        }
        if found.act == Act::Intend && self.scene.tells_what_was(&found.content) {
            return Stood { stance: Stance::Assert, denial: None };
        }
        Stood { stance: own, denial: None }
    }

    pub(super) fn certainty_of(&self, found: &Found) -> Option<Certainty> {
        let scene = self.scene;
        let manner = found.cue_tokens.clone().find_map(|at| {
            let hedge = scene.hedge_at(at)?;
            (hedge.0 == HedgeClass::Manner).then_some(hedge.1)
        });
        let spoken = found.content.iter().flat_map(|c| c.clone().take(DEPTH)).find_map(|at| {
            let hedge = scene.hedge_at(at)?;
            (hedge.0 == HedgeClass::Speaker).then_some(hedge.1)
        });
        let cue = found.cue.and_then(|c| c.sureness);
        spoken.or(manner).or(cue).map(|s| match s {
            Sureness::Certain => Certainty::Certain,
            Sureness::Probable => Certainty::Probable,
            Sureness::Possible => Certainty::Possible,
        })
    }

    pub(super) fn reporting_of(&self, found: &Found) -> Reporting {
        let scene = self.scene;
        let hedged = found.hedged
            || found.rule == "is-said-to"
            || found
                .cue_tokens
                .clone()
                .any(|at| scene.hedge_at(at).is_some_and(|h| h.0 == HedgeClass::Narrator));
        match found.cue.map(|c| c.distance) {
            _ if hedged => Reporting::Distanced,
            Some(Distance::Distanced) => Reporting::Distanced,
            Some(Distance::Endorsed) => Reporting::Endorsed,
            _ => Reporting::Neutral,
        }
    }

    pub(super) fn mode_of(&self, found: &Found) -> Mode {
        let scene = self.scene;
        if found.rule == "post" {
            return Mode::Direct;
        }
        let mut quoted = 0;
        let mut plain = 0;
        for piece in &found.content {
            for at in piece.clone() {
                if matches!(scene.kind(at), Kind::Open | Kind::Close | Kind::Comma | Kind::Stop) {
                    continue;
                }
                if scene.speech_at(at).is_some() || self.in_quotation(at) { quoted += 1 } else { plain += 1 }
            }
        }
        match (quoted, plain) {
            (0, _) => Mode::Indirect,
            (_, 0) => Mode::Direct,
            _ => Mode::Mixed,
        }
    }

    fn in_quotation(&self, at: usize) -> bool {
        let scene = self.scene;
        let span = scene.draft.tokens[at].span;
        scene.draft.quotation_at(span.start()).is_some_and(|q| q.inner.contains(span))
    }
}

impl Scene<'_, '_> {
    fn hedge_at(&self, at: usize) -> Option<(HedgeClass, Sureness)> {
        let folded = crate::tags::fold(self.word(at));
        // "May" is a month as well.
        if matches!(folded.as_str(), "may" | "might" | "could") && self.kind(at) != Kind::Modal {
            return None;
        }
        let hedge = self.rules.hedge(&folded, |n, word| self.is(at + n, word))?;
        Some((hedge.value.class, hedge.value.sureness))
    }

    /// Where the content says itself that something is not so.
    fn denial_in(&self, content: &[Range<usize>]) -> Option<(usize, usize)> {
        content.iter().find_map(|piece| {
            let end = piece.end.min(piece.start + DEPTH);
            (piece.start..end).find_map(|at| self.denial_at(at, end).map(|to| (at, to)))
        })
    }

    /// "the report baseless", "it a lie": an object that ends in what is held not to be so.
    pub(super) fn is_called_untrue(&self, object: &Range<usize>) -> bool {
        let ends = |at: usize| {
            let found = self.rules.untrue(self.lemma(at), |n, word| self.is(at + n, word));
            found.is_some_and(|len| at + len == object.end)
        };
        (object.end.saturating_sub(3).max(object.start + 1)..object.end).any(ends)
    }

    fn denial_at(&self, at: usize, end: usize) -> Option<usize> {
        let folded = crate::tags::fold(self.word(at));
        self.rules.denials(&folded).iter().find_map(|rest| self.follows(at + 1, rest, end))
    }

    /// The end of `rest` where it stands at `at`; `*` takes one to four words.
    fn follows(&self, at: usize, rest: &[&str], end: usize) -> Option<usize> {
        match rest.split_first() {
            None => Some(at),
            Some((&"*", after)) => (at + 1..=end.min(at + 4)).find_map(|next| self.follows(next, after, end)),
            Some((word, after)) => (at < end
                && (self.is(at, word) || (*word == "not" && self.kind(at) == Kind::Not)))
                .then(|| self.follows(at + 1, after, end))
                .flatten(),
        }
    }

    /// "He swore that his men had been at a wedding": whoever vows that something was so tells it.
    fn tells_what_was(&self, content: &[Range<usize>]) -> bool {
        let Some(piece) = content.first() else { return false };
        let verb = piece.clone().take(12).find(|at| self.finite(*at) == Finite::Yes);
        verb.is_some_and(|at| match self.kind(at) {
            Kind::Have => true,
            Kind::Be => self.is_any_written(at, &["was", "were"]) && !self.is(at + 1, "to"),
            _ => false,
        })
    }

    /// "I think …", "We believe …" at the start of quoted speech.
    fn opens_with_belief(&self, content: &[Range<usize>]) -> bool {
        content.first().is_some_and(|piece| {
            let start = if self.kind(piece.start) == Kind::Open { piece.start + 1 } else { piece.start };
            self.is_any(start, &["i", "we"])
                && ["think", "believe", "hope", "fear", "suspect", "expect"]
                    .iter()
                    .any(|w| self.is(start + 1, w))
        })
    }
}
