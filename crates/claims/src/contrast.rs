//! What speaks for and against two statements excluding each other, as numbers.

#![expect(
    clippy::many_single_char_names,
    reason = "two statements, their gists and their numbers, side by side"
)]

use std::cmp::Ordering;

use sayso_lexicon::{Polarity, Scope};
use sayso_news::OppositionKind;

use crate::align::{Scene, elsewhere};
use crate::figures::Number;
use crate::gist::{Gist, Term};
use crate::material::NONE;
use crate::oppose::{Clash, other_time};
use crate::pair;
use crate::voices::Voice;

/// The trained weights: name, where the wordings are not read, where they are.
pub(crate) const TABLE: &str = include_str!("../../../models/claims-v1/contrast.tsv");

/// What is told of a pair beyond the signs of their being one claim, in order.
const SIGNS: [&str; 51] = [
    "likelihood",
    "topic",
    "turned",
    "turned × topic",
    "one-against",
    "rule-negation",
    "rule-actor",
    "rule-outcome",
    "rule-number",
    "rule-time",
    "opposed-shared",
    "opposed-story",
    "opposed × topic",
    "absent",
    "number-any",
    "number-noun",
    "number-fate",
    "number-ratio",
    "number-fits",
    "number-grows",
    "number-grows × bodies-differ",
    "number-apart",
    "number × topic",
    "number × around",
    "fate × topic",
    "counted-around",
    "past-differs",
    "unreal",
    "deed",
    "events-apart × topic",
    "state-differs",
    "bodies-differ",
    "vague",
    "both-narrated",
    "correction",
    "contrast",
    "around-both",
    "beside",
    "beside × number",
    "beside × turned",
    "names-other",
    "says-exclude × topic",
    "says-exclude × meaning",
    "reply",
    "reply × topic",
    "reply × turned",
    "reply × says-exclude",
    "reply × says-turned",
    "one-report × says-exclude",
    "says-exclude × says-exclude",
    "says-exclude × likelihood",
];

/// How many numbers a pair is weighed by: the signs of one claim, these, and one.
pub(crate) const TERMS: usize = pair::SIGNS.len() + SIGNS.len() + 1;

/// The names of the terms, in order.
pub(crate) fn named() -> Vec<String> {
    pair::SIGNS.iter().chain(&SIGNS).chain(&["one"]).map(|s| (*s).to_owned()).collect()
}

/// The terms of two statements; `clash` is what the rules make of them.
pub(crate) fn terms(scene: &Scene<'_, '_>, a: usize, b: usize, clash: Option<Clash>) -> [f32; TERMS] {
    let so = |b: bool| f32::from(u8::from(b));
    let (x, y) = (&scene.gists[a], &scene.gists[b]);
    let (s, t) = (&scene.statements[a], &scene.statements[b]);
    let (u, v) = (scene.voices.get(a), scene.voices.get(b));
    let base = pair::signs(scene, a, b);
    let rule = |kind| so(clash.is_some_and(|c| c.kind == kind));
    let topic = pair::topic(scene, a, b);
    let turned = so(x.against != y.against);
    let scope = scene.opposed(a, b).map(|o| o.2);
    let numbers = Numbers::of(x, y, scene.order(a, b));
    let around = around(x, y);
    let other = u.map(|u| u.root) != v.map(|v| v.root);
    // Two speakers of one report, in sentences beside each other, or one after the other.
    let one_report = s.sheet == t.sheet;
    let both_speak = one_report && other && u.is_some() && v.is_some();
    let beside = so(both_speak && s.sentence.abs_diff(t.sentence) <= 1);
    let reply = so(both_speak && a.abs_diff(b) <= 2);
    let both = |told: fn(&Voice, &Voice) -> bool| so(u.zip(v).is_some_and(|(u, v)| told(u, v)));
    let bodies_differ =
        both(|u, v| u.affiliation.is_some() && v.affiliation.is_some() && u.affiliation != v.affiliation);
    let likelihood = scene.weighed(&base);
    let says = base[pair::SAYS_EXCLUDE];
    let either = |senses: &[Polarity]| so(turns(scene, a, senses) || turns(scene, b, senses));
    let signs: [f32; SIGNS.len()] = [
        likelihood,
        topic,
        turned,
        turned * topic,
        so(x.against || y.against),
        rule(OppositionKind::Negation),
        rule(OppositionKind::Actor),
        rule(OppositionKind::Outcome),
        rule(OppositionKind::Number),
        rule(OppositionKind::Time),
        so(scope == Some(Scope::Shared)),
        so(scope == Some(Scope::Story)),
        so(scope.is_some()) * topic,
        so(lacking(x, y).chain(lacking(y, x)).next().is_some()),
        numbers.any,
        numbers.noun,
        numbers.fate,
        numbers.ratio,
        numbers.fits,
        numbers.grows,
        numbers.grows * bodies_differ,
        numbers.apart,
        numbers.any * topic,
        numbers.any * around,
        numbers.fate * topic,
        so(counted(x, y) || counted(y, x)),
        so(other_time(x, y)),
        so(x.unreal || y.unreal),
        so(!elsewhere(&x.scene, &y.scene) && x.events.iter().any(|e| y.events.contains(e))),
        so(elsewhere(&x.events, &y.events)) * topic,
        both(|u, v| u.state != NONE && v.state != NONE && u.state != v.state),
        bodies_differ,
        so([u, v].into_iter().flatten().any(|voice| voice.vague)),
        so(s.is_narrated() && t.is_narrated()),
        either(&[Polarity::Correction]),
        either(&[Polarity::Contrast, Polarity::Untrue]),
        around,
        beside,
        beside * numbers.any,
        beside * turned,
        so(other && (names(scene, a, v) || names(scene, b, u))),
        says * topic,
        says * base[pair::MEANING],
        reply,
        reply * topic,
        reply * turned,
        reply * says,
        reply * base[pair::SAYS_TURNED],
        so(one_report) * says,
        says * says.abs(),
        says * likelihood,
    ];
    let mut found = [1.0; TERMS];
    let first = pair::SIGNS.len();
    found[..first].copy_from_slice(&base);
    found[first..first + signs.len()].copy_from_slice(&signs);
    found
}

/// What the numbers of two statements that are not the same have to do with each other.
#[derive(Debug, Clone, Copy, Default)]
struct Numbers {
    /// Both have some, and none in common.
    any: f32,
    noun: f32,
    fate: f32,
    /// The lesser by the greater, of two that count alike.
    ratio: f32,
    fits: f32,
    /// 1 where the later report counts more, −1 where it counts less.
    grows: f32,
    /// All that they measure alike is measured of two things.
    apart: f32,
}

impl Numbers {
    /// `order` is that of the two reports in time, where it is known.
    fn of(x: &Gist, y: &Gist, order: Option<Ordering>) -> Self {
        let so = |b: bool| f32::from(u8::from(b));
        let equal = |m: &Number, n: &Number| (m.value - n.value).abs() < 1e-9;
        let mut found = Self::default();
        let shared = x.numbers.iter().any(|m| y.numbers.iter().any(|n| equal(m, n)));
        let (mut alike, mut apart) = (false, false);
        found.any = so(!x.numbers.is_empty() && !y.numbers.is_empty() && !shared);
        for m in &x.numbers {
            for n in y.numbers.iter().filter(|n| !equal(m, n)) {
                let noun = m.same_noun(n) || m.same_measure(n);
                let fate = m.fate.is_some() && m.fate == n.fate;
                found.noun = found.noun.max(so(noun));
                found.fate = found.fate.max(so(fate));
                apart |= m.unit.is_some() && m.unit == n.unit && !m.same_measure(n);
                alike |= noun || fate;
                if noun || fate {
                    found.grows = match order {
                        Some(Ordering::Less) => (n.value - m.value).signum() as f32,
                        Some(Ordering::Greater) => (m.value - n.value).signum() as f32,
                        _ => 0.0,
                    };
                    let (least, most) = (m.value.min(n.value).max(1.0), m.value.max(n.value).max(1.0));
                    found.ratio = found.ratio.max((least / most) as f32);
                    found.fits = found.fits.max(so(m.fits(n)));
                }
            }
        }
        found.apart = so(apart && !alike);
        found
    }
}

/// What one says is not there, and the other speaks of.
pub(crate) fn lacking<'g>(x: &'g Gist, y: &'g Gist) -> impl Iterator<Item = Term> + 'g {
    let spoken = |t: &Term| y.terms.iter().any(|(o, w)| o == t && *w >= 0.5) && !y.absent.contains(t);
    x.absent.iter().copied().filter(spoken)
}

/// Whether what one counts is spoken of in or around the other, which has a number too.
fn counted(x: &Gist, y: &Gist) -> bool {
    let spoken = |c: &u16| {
        let term = Term::Concept(*c);
        y.around.binary_search(&term).is_ok() || y.terms.binary_search_by_key(&term, |(t, _)| *t).is_ok()
    };
    !y.numbers.is_empty() && x.numbers.iter().any(|n| n.fate.iter().chain(&n.kinds).any(spoken))
}

/// What stands around both, as a share.
fn around(x: &Gist, y: &Gist) -> f32 {
    let shared = x.around.iter().filter(|t| y.around.binary_search(t).is_ok()).count() as f32;
    let size = ((x.around.len() * y.around.len()) as f32).sqrt();
    if size > 0.0 { shared / size } else { 0.0 }
}

/// Whether the sentence has a word that turns or corrects something.
fn turns(scene: &Scene<'_, '_>, at: usize, senses: &[Polarity]) -> bool {
    let statement = &scene.statements[at];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let sentence = sheet.reading.sentences.get(statement.sentence as usize);
    sentence.is_some_and(|s| {
        let tokens = s.tokens.start as usize..s.tokens.end as usize;
        sheet.turns_in(&tokens).iter().any(|t| senses.contains(&t.sense))
    })
}

/// Whether the sentence speaks of somebody who says the other.
fn names(scene: &Scene<'_, '_>, at: usize, other: Option<&Voice>) -> bool {
    let statement = &scene.statements[at];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let sentence = sheet.reading.sentences.get(statement.sentence as usize);
    let Some((member, sentence)) = other.and_then(|v| v.member).zip(sentence) else { return false };
    (sentence.tokens.start as usize..sentence.tokens.end as usize).any(|i| {
        let mention = sheet.mention[i];
        mention != NONE && sheet.member[mention as usize] == member
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_a_weight_and_a_name() {
        let (told, used) = crate::logistic::rows(TABLE);
        assert_eq!(told, named());
        assert!(used[0] > 0 && told.len() == TERMS);
    }
}
