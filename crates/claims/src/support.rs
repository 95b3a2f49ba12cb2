//! What a claim rests on: the reports that carry it, who only passes it on, and how many origins are left.

use std::collections::BTreeSet;

use sayso_news::Attribution;

use crate::align::Scene;
use crate::material::NONE;

/// The reports that carry a claim: of a reprint, or of a passage that is another's, the one that it is from.
pub(crate) fn reports(scene: &Scene<'_, '_>, group: &[u32]) -> BTreeSet<usize> {
    let sheet = |i: u32| scene.statements[i as usize].sheet as usize;
    let carried: BTreeSet<usize> = group.iter().map(|i| sheet(*i)).collect();
    let from = |i: &u32| {
        let span = scene.statements[*i as usize].span;
        let lent = scene.material.sheets[sheet(*i)].passages.iter();
        let lender = lent.filter(|(passage, from)| passage.contains(span) && carried.contains(from));
        scene.material.sheets[lender.map(|(_, from)| *from).min().unwrap_or_else(|| sheet(*i))].root
    };
    group.iter().map(from).collect()
}

/// Voices that pass on what another of the group says: of "A says that B said so", A. What A says of it besides rests on B too.
/// Whoever posts little but the words of others passes those on as well.
pub(crate) fn relays(scene: &Scene<'_, '_>, group: &[u32]) -> BTreeSet<u32> {
    let attribution = |i: u32| {
        let statement = &scene.statements[i as usize];
        let sheet = &scene.material.sheets[statement.sheet as usize];
        statement.attribution.map(|n| &sheet.reading.attributions[n as usize])
    };
    let outer: BTreeSet<_> = group.iter().filter_map(|i| attribution(*i)?.within).collect();
    let length = |a: &Attribution| a.content.iter().map(|span| span.len()).sum::<usize>();
    let quotes = |i: u32, a: &Attribution| {
        let all = &scene.material.sheets[scene.statements[i as usize].sheet as usize].reading.attributions;
        let inner = all.iter().filter(|inner| inner.within == Some(a.id) && inner.speaker != a.speaker);
        5 * inner.map(length).sum::<usize>() >= 2 * length(a)
    };
    let passes = |i: u32| attribution(i).is_some_and(|a| outer.contains(&a.id) || quotes(i, a));
    let inner: BTreeSet<u32> = group
        .iter()
        .filter(|i| !passes(**i) && attribution(**i).is_some_and(|a| a.within.is_some()))
        .map(|i| scene.voices.of[*i as usize])
        .collect();
    let outer = group.iter().filter(|i| passes(**i)).map(|i| scene.voices.of[*i as usize]);
    outer.filter(|v| !inner.contains(v)).collect()
}

/// Independent roots among these voices: vague ones are not counted, a country's voice not beside one of its people,
/// and people without a name not beside anybody: whom they belong to, nobody can tell.
pub(crate) fn origins(scene: &Scene<'_, '_>, voices: &[u32]) -> u32 {
    let list = &scene.voices.list;
    let known: Vec<_> = voices.iter().map(|v| &list[*v as usize]).filter(|v| !v.vague).collect();
    let roots: BTreeSet<u32> = known
        .iter()
        .filter(|v| !v.nameless)
        .filter(|v| {
            let folded =
                v.country && known.iter().any(|o| !o.country && o.state == v.state && o.state != NONE);
            !folded
        })
        .map(|v| if v.country && v.state != NONE { u32::MAX - 1 - v.state } else { v.root })
        .collect();
    (roots.len() as u32).max(u32::from(!known.is_empty()))
}
