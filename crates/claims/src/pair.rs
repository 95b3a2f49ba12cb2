//! What speaks for and against two statements being one claim, as numbers.

#![expect(
    clippy::many_single_char_names,
    reason = "two statements, their gists and their numbers, side by side"
)]

use sayso_news::Stance;

use crate::align::{Scene, elsewhere};
use crate::wordings::odds;

/// What is told of a pair, in order.
pub(crate) const SIGNS: [&str; 52] = [
    "overlap",
    "share",
    "event",
    "terms",
    "stems",
    "stems-share",
    "grams",
    "same-voice",
    "narrated",
    "same-sheet",
    "near",
    "same-words",
    "negation",
    "stance",
    "past",
    "numbers-agree",
    "numbers-differ",
    "counted-apart",
    "numbers-none-shared",
    "numbers-shared",
    "number-lacking",
    "clock-agree",
    "clock-differ",
    "days-agree",
    "days-differ",
    "opposed",
    "places-apart",
    "places-shared",
    "members-shared",
    "members-apart",
    "doer-apart",
    "doer-shared",
    "frames-meet",
    "frames-apart",
    "frame-one",
    "length-ratio",
    "short",
    "around",
    "both-against",
    "meaning",
    "has-meaning",
    "compared",
    "says-same",
    "says-turned",
    "says-exclude",
    "answer",
    "by-rule",
    "rules-agree",
    "events-apart",
    "events-apart × members-shared",
    "names-alone",
    "names-alone × overlap",
];

/// Signs that tell something else of one speaker, across a denial, and where they are high.
const MIXED: [usize; 8] = [0, 4, 6, 37, 2, 28, 39, SAYS_SAME];
const SAME_VOICE: usize = 7;
const STANCE: usize = 13;
const HEARD: usize = 40;
const SAYS_SAME: usize = 42;
pub(crate) const MEANING: usize = 39;
pub(crate) const SAYS_TURNED: usize = 43;
pub(crate) const SAYS_EXCLUDE: usize = 44;
/// Further products of two signs.
const PRODUCTS: [(usize, usize); 3] = [(9, SAME_VOICE), (15, 0), (18, 0)];
/// How many numbers a pair is weighed by: its signs, their products, and one.
pub(crate) const TERMS: usize = SIGNS.len() + 3 * MIXED.len() + PRODUCTS.len() + 1;

/// The signs, and products of theirs.
pub(crate) fn terms(signs: &[f32; SIGNS.len()]) -> [f32; TERMS] {
    let mut found = [1.0; TERMS];
    found[..SIGNS.len()].copy_from_slice(signs);
    let mixed = MIXED.iter().flat_map(|m| [(*m, SAME_VOICE), (*m, STANCE), (*m, *m)]);
    for (slot, (a, b)) in found[SIGNS.len()..].iter_mut().zip(mixed.chain(PRODUCTS)) {
        *slot = signs[a] * signs[b];
    }
    found
}

/// The names of the terms, in order.
pub(crate) fn names() -> Vec<String> {
    let mixed = MIXED.iter().flat_map(|m| [(*m, SAME_VOICE), (*m, STANCE), (*m, *m)]).chain(PRODUCTS);
    let products = mixed.map(|(a, b)| format!("{} × {}", SIGNS[a], SIGNS[b]));
    SIGNS.iter().map(|s| (*s).to_owned()).chain(products).chain(["one".to_owned()]).collect()
}

/// Whether the wordings of the two were read.
pub(crate) fn is_heard(signs: &[f32]) -> bool {
    signs[HEARD] > 0.0
}

/// The trained weights: name, where the wordings are not read, where they are.
pub(crate) const TABLE: &str = include_str!("../../../models/claims-v1/weights.tsv");

/// The signs of two statements.
pub(crate) fn signs(scene: &Scene<'_, '_>, a: usize, b: usize) -> [f32; SIGNS.len()] {
    let (x, y) = (&scene.gists[a], &scene.gists[b]);
    let (s, t) = (&scene.statements[a], &scene.statements[b]);
    let like = scene.overlap(a, b);
    let (stems, stems_share) = weighed(&x.stems, &y.stems);
    let so = |b: bool| f32::from(u8::from(b));
    let turned = |stance| matches!(stance, Stance::Deny | Stance::Doubt);
    let same_sheet = s.sheet == t.sheet;
    let shared_number = x.numbers.iter().any(|m| y.numbers.iter().any(|n| m.may_be(n)));
    let both_numbers = !x.numbers.is_empty() && !y.numbers.is_empty();
    let clocks = !x.clocks.is_empty() && !y.clocks.is_empty();
    let clock = x.clocks.iter().any(|c| y.clocks.iter().any(|d| c.fits(*d)));
    let days = !x.days.is_empty() && !y.days.is_empty();
    let day = x.days.iter().any(|d| y.days.contains(d));
    let shared = |p: &[u32], q: &[u32]| p.iter().filter(|m| q.contains(m)).count();
    let members_shared = shared(&x.members, &y.members).min(3) as f32 / 3.0;
    // Whatever they share names somebody: nothing that is or happens.
    let names_alone = so(like.score > 0.0 && like.told == 0);
    let events_apart = so(elsewhere(&x.events, &y.events));
    let frames = x.frame.as_ref().zip(y.frame.as_ref());
    let around = around(scene, a, b).max(around(scene, b, a));
    let heard = scene.wordings.between(a, b);
    let verdict = heard.and_then(|h| h.verdict);
    let rule = scene.by_rule(a, b);
    let (long, brief) = (x.length.max(y.length).max(1), x.length.min(y.length));
    [
        like.score,
        like.share,
        so(like.event),
        like.terms.min(4) as f32 / 4.0,
        stems,
        stems_share,
        dice(&x.grams, &y.grams),
        so(scene.same_voice(a, b)),
        so(s.is_narrated() || t.is_narrated()),
        so(same_sheet),
        so(same_sheet && s.sentence.abs_diff(t.sentence) <= 1),
        so(x.words == y.words),
        so(x.negated != y.negated && x.against != y.against),
        so(turned(s.stance) != turned(t.stance)),
        so(x.past.is_some() != y.past.is_some()),
        so(scene.agreeing(a, b).is_some()),
        so(scene.differing(a, b).is_some()),
        so(scene.counted_apart(a, b)),
        so(both_numbers && !shared_number),
        so(shared_number),
        so(x.numbers.is_empty() != y.numbers.is_empty()),
        so(clocks && clock),
        so(clocks && !clock),
        so(days && day),
        so(days && !day),
        so(scene.opposed(a, b).is_some()),
        so(elsewhere(&x.scene, &y.scene)),
        so(shared(&x.scene, &y.scene) > 0),
        members_shared,
        so(elsewhere(&x.members, &y.members)),
        so(elsewhere(&x.doer, &y.doer)),
        so(x.doer.iter().any(|d| y.doer.contains(d))),
        so(frames.is_some_and(|(f, g)| f.meets(g))),
        so(frames.is_some_and(|(f, g)| !f.meets(g))),
        so(x.frame.is_some() != y.frame.is_some()),
        brief as f32 / long as f32,
        so(brief <= 4),
        around,
        so(x.against && y.against),
        heard.map_or(0.0, |h| h.likeness),
        so(heard.is_some()),
        so(verdict.is_some()),
        verdict.map_or(0.0, |v| odds(v.same + v.turned)),
        verdict.map_or(0.0, |v| odds(v.turned)),
        verdict.map_or(0.0, |v| odds(v.excludes)),
        so(scene.answers(a, b)),
        rule.clamp(-0.5, 0.5),
        so(rule >= 0.0),
        events_apart,
        events_apart * members_shared,
        names_alone,
        names_alone * like.score,
    ]
}

/// Cosine of two lists of weighed things, and what they share of the lighter one.
fn weighed(a: &[(u32, f32)], b: &[(u32, f32)]) -> (f32, f32) {
    let (mut i, mut j, mut dot, mut shared) = (0, 0, 0.0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += a[i].1 * b[j].1;
                shared += a[i].1.min(b[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    let square = |list: &[(u32, f32)]| list.iter().map(|(_, w)| w * w).sum::<f32>();
    let sum = |list: &[(u32, f32)]| list.iter().map(|(_, w)| w).sum::<f32>();
    let norm = (square(a) * square(b)).sqrt();
    let least = sum(a).min(sum(b));
    if norm > 0.0 && least > 0.0 { (dot / norm, shared / least) } else { (0.0, 0.0) }
}

/// How many of two ordered lists are the same, 0 to 1 (Dice's coefficient).
pub(crate) fn dice(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}

/// How far two speak of one thing, figures left out: what either says that stands in or around the other, as a share.
pub(crate) fn topic(scene: &Scene<'_, '_>, a: usize, b: usize) -> f32 {
    let one = |a: usize, b: usize| {
        let (x, y) = (&scene.gists[a], &scene.gists[b]);
        let (mut all, mut shared) = (0.0, 0.0);
        for (term, weight) in &x.terms {
            if matches!(term, crate::gist::Term::Number(_) | crate::gist::Term::State(_)) {
                continue;
            }
            all += weight;
            if y.terms.binary_search_by_key(term, |(u, _)| *u).is_ok() {
                shared += weight;
            } else if y.around.binary_search(term).is_ok() {
                shared += 0.7 * weight;
            }
        }
        // What says next to nothing by itself is asked about what stands around it.
        if all < 1.0 { 0.35 } else { shared / all }
    };
    let (p, q) = (one(a, b), one(b, a));
    p.min(q).max(0.5 * p.max(q))
}

/// What one says that stands in or around the other, as a share.
fn around(scene: &Scene<'_, '_>, a: usize, b: usize) -> f32 {
    let (x, y) = (&scene.gists[a], &scene.gists[b]);
    let all: f32 = x.terms.iter().map(|(_, w)| w).sum();
    let held = |t: &crate::gist::Term| {
        y.around.binary_search(t).is_ok() || y.terms.binary_search_by_key(t, |(u, _)| *u).is_ok()
    };
    let shared: f32 = x.terms.iter().filter(|(t, _)| held(t)).map(|(_, w)| w).sum();
    if all > 0.0 { shared / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_a_weight_and_a_name() {
        let (told, used) = crate::logistic::rows(TABLE);
        assert_eq!(told, names());
        assert!(used[1] > 0 && told.len() == TERMS);
    }
}
