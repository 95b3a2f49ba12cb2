//! What rules over shared meaning make of two statements: one of the signs that a pair is weighed by.

#![expect(
    clippy::many_single_char_names,
    reason = "two statements, their gists and their numbers, side by side"
)]

use sayso_news::Mode;

use crate::align::{Scene, elsewhere};
use crate::gist::Gist;

/// What two statements of one speaker must reach to be one claim.
const SAME_VOICE: f32 = 0.36;
/// The same for two speakers.
const OTHER_VOICE: f32 = 0.47;

/// At least how alike two statements are by who they say did it, of one voice or of two; 0 where that says nothing.
pub(crate) fn one_deed(x: &Gist, y: &Gist, same: bool) -> f32 {
    let (Some(f), Some(g)) = (&x.frame, &y.frame) else { return 0.0 };
    let blank = f.against && (f.states.is_empty() || g.states.is_empty());
    match f.same_deed(g) {
        true if f.meets(g) => 0.62,
        true if blank || (f.unsure(g) && same) => 0.5,
        _ => 0.0,
    }
}

impl Scene<'_, '_> {
    /// How far rules alone would have the two one claim: above nothing they would.
    pub(crate) fn by_rule(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        let like = self.overlap(a, b);
        let (s, t) = (&self.statements[a], &self.statements[b]);
        let same = self.same_voice(a, b);
        let mut score = like.score;
        let near = s.sheet == t.sheet && s.sentence.abs_diff(t.sentence) <= 1;
        if same {
            score += if like.event {
                0.18
            } else if like.terms > 0 {
                0.05
            } else {
                0.0
            };
            if near && like.event {
                score += 0.1;
            }
            if !near && self.is_quote(a) && self.is_quote(b) && like.terms > 0 {
                score += 0.1;
            }
        }
        // Two things done by different people are two, however alike they are; the passive hides who did it.
        if like.terms <= 2 && elsewhere(&x.doer, &y.doer) {
            score *= 0.8;
        }
        // Saying who did it is another thing than saying what happened.
        if x.frame.is_some() != y.frame.is_some() {
            score *= 0.88;
        }
        // In one breath against the same.
        if self.one_breath(a, b) && self.answer_one(a, b) {
            score = score.max(0.5);
        }
        // The same kind of thing at another time is another thing, unless nearly all else agrees.
        if x.past.is_some() != y.past.is_some() {
            let sets = x.past.or(y.past).is_some_and(|p| p.sets);
            score *= if sets && like.event && like.score < 0.75 { 0.3 } else { 0.85 };
        }
        // Two who deny the same few things rarely mean two things.
        if x.against && y.against && like.event && like.terms >= 2 {
            score += 0.08;
        }
        if elsewhere(&x.places, &y.places) {
            score *= 0.85;
        }
        score = score.max(one_deed(x, y, same));
        if let Some(number) = self.agreeing(a, b) {
            let telling = number.value >= 100.0 || number.value.fract() > 0.0;
            let floor = match (same, telling) {
                (true, _) => 0.55,
                (false, true) => 0.5,
                (false, false) => score + 0.2,
            };
            score = score.max(floor);
        } else if !same && like.terms < 2 && !(x.frame.is_some() && y.frame.is_some()) {
            score = score.min(0.3);
        }
        score.min(0.99) - if same { SAME_VOICE } else { OTHER_VOICE }
    }

    fn is_quote(&self, at: usize) -> bool {
        let statement = &self.statements[at];
        statement.attribution.is_some_and(|n| {
            let attribution =
                &self.material.sheets[statement.sheet as usize].reading.attributions[n as usize];
            attribution.mode == Mode::Direct
        })
    }
}
