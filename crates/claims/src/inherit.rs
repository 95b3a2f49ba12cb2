//! Numbers that do not say what they count take it from what was counted before: "The ministry gave the figure as 29".

use crate::gist::{Gist, Term};
use crate::material::Material;
use crate::statements::Statement;

/// Sentences that a number may stand after the one that it takes its meaning from.
const REACH: u32 = 3;

/// Gives bare numbers what they count.
pub(crate) fn inherit(material: &Material<'_>, statements: &[Statement], gists: &mut [Gist]) {
    for i in 0..gists.len() {
        let bare = gists[i].numbers.iter().any(|n| n.fate.is_none() && n.noun.is_none() && n.unit.is_none());
        if !bare {
            continue;
        }
        let fates = fates(material, &gists[i]);
        let source = (i.saturating_sub(12)..i).rev().find_map(|j| {
            let (s, t) = (&statements[i], &statements[j]);
            let close = s.sheet == t.sheet && s.sentence.abs_diff(t.sentence) <= REACH;
            let full = gists[j]
                .numbers
                .iter()
                .rev()
                .find(|n| n.fate.is_some() || n.noun.is_some() || n.unit.is_some());
            full.filter(|_| close).cloned().map(|n| (n, gists[j].past))
        });
        let gist = &mut gists[i];
        let whole = |value: f64| value.fract() == 0.0;
        for number in
            gist.numbers.iter_mut().filter(|n| n.fate.is_none() && n.noun.is_none() && n.unit.is_none())
        {
            match (&fates[..], &source) {
                ([fate], _) if whole(number.value) => number.fate = Some(*fate),
                // What comes in halves and what does not are two quantities.
                (_, Some((full, past))) if whole(number.value) == whole(full.value) => {
                    number.fate = full.fate;
                    number.noun.clone_from(&full.noun);
                    number.kinds.clone_from(&full.kinds);
                    number.unit = full.unit;
                    if gist.past.is_none() && gist.length <= 6 {
                        gist.past = *past;
                    }
                }
                _ => {}
            }
        }
    }
}

/// What became of people, as the sentence around tells.
fn fates(material: &Material<'_>, gist: &Gist) -> Vec<u16> {
    gist.around
        .iter()
        .filter_map(|t| match t {
            Term::Concept(c) if crate::figures::is_fate(material, *c) => Some(*c),
            _ => None,
        })
        .collect()
}
