//! When two figures contradict each other, and when one only tells what came later.

#![expect(
    clippy::many_single_char_names,
    reason = "two statements, their gists and their numbers, side by side"
)]

use sayso_lexicon::Polarity;

use crate::align::Scene;
use crate::figures::Number;
use crate::numerals::number_at;
use crate::pair;

/// Whether two figures of one quantity contradict each other, and the later has not only moved on.
pub(crate) fn number_clash(
    scene: &Scene<'_, '_>,
    (a, b): (usize, usize),
    (m, n): (&Number, &Number),
    same: bool,
) -> bool {
    if gainsays(scene, a, n) || gainsays(scene, b, m) {
        return true;
    }
    if same || m.fits(n) {
        return false;
    }
    let (s, t) = (&scene.statements[a], &scene.statements[b]);
    let (p, q) = (day(scene, a), day(scene, b));
    let (first, second) = if p <= q { (m, n) } else { (n, m) };
    let grows = m.fate.is_some() && scene.gists[a].past.is_none();
    // A later, higher count of the dead is news and no contradiction, and a later count of the missing whatever it is;
    // two in one report are held against each other.
    let moves = second.value > first.value || m.fate.is_some_and(|f| passes(scene, f));
    !(grows && s.sheet != t.sheet && p.is_some() && q.is_some() && p != q && moves)
}

/// Whether two statements stand in reports that do not reprint each other, and nearly all but the figure is the same.
pub(crate) fn told_apart(scene: &Scene<'_, '_>, a: usize, b: usize) -> bool {
    let root = |at: usize| scene.material.sheets[scene.statements[at].sheet as usize].root;
    root(a) != root(b) && pair::topic(scene, a, b) >= 0.6
}

/// Whether what is counted comes and goes: the missing, the stranded.
fn passes(scene: &Scene<'_, '_>, fate: u16) -> bool {
    matches!(scene.material.tables.name(fate), "miss" | "strand" | "displace" | "hospitalise")
}

/// Whether one gives a figure and turns the other's down by name: "sixteen people, and not eleven".
pub(crate) fn refused(scene: &Scene<'_, '_>, a: usize, b: usize) -> bool {
    let (x, y) = (&scene.gists[a], &scene.gists[b]);
    let measures = |m: &Number, n: &Number| m.unit == n.unit || m.may_count(n);
    y.numbers.iter().any(|n| {
        x.numbers.iter().any(|m| (m.value - n.value).abs() > 1e-9 && measures(m, n)) && gainsays(scene, a, n)
    })
}

/// Whether a statement turns a number down by name: "six and not four".
fn gainsays(scene: &Scene<'_, '_>, at: usize, number: &Number) -> bool {
    let statement = &scene.statements[at];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let refused = |turn: &crate::material::Turn| {
        matches!(turn.sense, Polarity::Negator | Polarity::Correction)
            && matches!(sheet.lemma(turn.at as usize), "not" | "and" | "rather" | "instead")
    };
    sheet.turns_in(&statement.tokens).iter().filter(|t| refused(t)).any(|turn| {
        let from = (turn.at + turn.len) as usize;
        let to = (from + 3).min(statement.tokens.end);
        let said = (from..to).find_map(|i| number_at(scene.material, sheet, i, statement.tokens.end));
        scene.gists[at].numbers.len() < 3 && said.is_some_and(|n| (n.value - number.value).abs() < 1e-9)
    })
}

/// The day on which a statement was published.
pub(crate) fn day(scene: &Scene<'_, '_>, at: usize) -> Option<(i16, u8, u8)> {
    let article = scene.material.sheets[scene.statements[at].sheet as usize].article;
    let (year, month, day) = article.published.as_ref()?.value.begins();
    Some((year?, month?, day?))
}
