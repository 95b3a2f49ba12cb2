//! Where a text says that nobody has confirmed something, and which claims that speaks of.

use std::ops::Range;

use sayso_lexicon::Pointer;
use sayso_news::{BlockKind, Cite, Sentence, Tag};

use crate::align::Scene;
use crate::assembly::{Drawn, Side, side};
use crate::material::{NONE, Sheet};
use crate::statements::unconfirmed_at;
use crate::tables::Tables;

/// Sentences that such words may stand after what they speak of.
const REACH: usize = 3;
/// The same where they speak of both sides' accounts, or name what they speak of.
const FAR: usize = 12;

/// Voices that "neither account" may speak of.
const SIDES: usize = 3;

/// Ties each such passage to the claims that it speaks of.
pub(crate) fn tie(scene: &Scene<'_, '_>, drawn: &mut [Drawn]) {
    let mut claim_of: Vec<u32> = vec![NONE; scene.statements.len()];
    for (c, item) in drawn.iter().enumerate() {
        for s in &item.statements {
            claim_of[*s as usize] = c as u32;
        }
    }
    for (index, sheet) in scene.material.sheets.iter().enumerate() {
        for (number, sentence) in sheet.reading.sentences.iter().enumerate() {
            if sheet.kind(sentence) != BlockKind::Body {
                continue;
            }
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let Some(at) = unconfirmed_at(scene.material, sheet, tokens.clone()) else { continue };
            // What a speaker calls unproven is that speaker's statement and not the text's.
            let span = sheet.span(at.clone());
            let said = sheet.reading.attributions.iter().any(|a| a.content.iter().any(|c| c.contains(span)));
            // "He said that none had leaked, which could not be verified": the outlet goes on by itself.
            let aside = at.start > tokens.start && sheet.lemma(at.start - 1) == "which";
            if said && !aside {
                continue;
            }
            let clause = clause(sheet, &tokens, &at);
            let cite = sheet.article.cite(sheet.span(clause.clone()));
            for claim in meant(scene, (index, sheet), (number, &clause), &claim_of) {
                push(&mut drawn[claim as usize].claim.unconfirmed, cite);
            }
        }
    }
}

fn push(list: &mut Vec<Cite>, cite: Cite) {
    if !list.contains(&cite) {
        list.push(cite);
        list.sort_unstable();
    }
}

/// The clause of the sentence that says so: from one comma to the next.
fn clause(sheet: &Sheet<'_>, sentence: &Range<usize>, at: &Range<usize>) -> Range<usize> {
    let ends = |i: &usize| matches!(sheet.lemma(*i), ";" | ":");
    let start = (sentence.start..at.start).rev().find(ends).map_or(sentence.start, |i| i + 1);
    let far = |i: &usize| sheet.lemma(*i) == "," && *i > at.end + 1;
    let end = (at.end..sentence.end).find(|i| ends(i) || far(i)).unwrap_or(sentence.end);
    let last = (start..end).rev().find(|i| sheet.tag(*i) != Tag::Punctuation).map_or(end, |i| i + 1);
    start..last.max(start + 1)
}

/// "claims … that", "reports that": the passage goes on to say what nobody has confirmed.
fn tells_itself(tables: &Tables, sheet: &Sheet<'_>, clause: &Range<usize>) -> bool {
    let named = |at: usize| {
        matches!(tables.pointer(sheet.lemma(at)), Some(Pointer::Account | Pointer::Estimate))
            && sheet.tag(at) == Tag::Noun
    };
    clause.clone().any(|at| {
        named(at)
            && (at + 1..(at + 6).min(clause.end))
                .any(|next| sheet.lemma(next) == "that" && next + 2 < clause.end)
    })
}

/// "Neither account", "both claims", "either side's version": what the two sides say that spoke last.
fn of_both(tables: &Tables, sheet: &Sheet<'_>, clause: &Range<usize>) -> bool {
    let told = |at: usize| {
        let lemma = sheet.lemma(at);
        let pointer = tables.pointer(lemma);
        matches!(pointer, Some(Pointer::Account | Pointer::Estimate | Pointer::Count))
            || matches!(lemma, "side" | "way" | "of")
    };
    // "I can verify neither."
    let alone = |at: usize| sheet.lemma(at) == "neither" && at + 1 >= clause.end && at > clause.start;
    clause.clone().any(|at| {
        let several = matches!(sheet.lemma(at), "neither" | "either" | "both")
            || sheet.lemma(at) == "none"
                && at + 2 < clause.end
                && sheet.lemma(at + 1) == "of"
                && !matches!(sheet.lemma(at + 2), "this" | "that" | "it");
        several && (alone(at) || (at + 1..(at + 5).min(clause.end)).any(told))
    })
}

/// Whether a sentence tells what something appears to be.
fn appears(sheet: &Sheet<'_>, sentence: &Sentence) -> bool {
    let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    (start..end).any(|at| {
        matches!(sheet.lemma(at), "appear" | "seem" | "purport" | "allege")
            && at + 1 < end
            && sheet.lemma(at + 1) == "to"
    })
}

/// The claims that such a passage speaks of.
fn meant(
    scene: &Scene<'_, '_>,
    (index, sheet): (usize, &Sheet<'_>),
    (number, clause): (usize, &Range<usize>),
    claim_of: &[u32],
) -> Vec<u32> {
    let own: Vec<usize> = {
        let from = scene.statements.partition_point(|s| (s.sheet as usize) < index);
        let to = scene.statements.partition_point(|s| (s.sheet as usize) <= index);
        // "A video appears to show …. We could not establish when it was filmed": of what is told, what is shown.
        let shown = |i: usize| {
            let at = &scene.statements[i];
            let sentence = &sheet.reading.sentences[at.sentence as usize];
            (at.sentence as usize) < number && number - at.sentence as usize <= 2 && appears(sheet, sentence)
        };
        (from..to).filter(|i| !scene.statements[*i].is_narrated() || shown(*i)).collect()
    };
    let before = |reach: usize| {
        own.iter().rev().copied().filter(move |i| {
            let s = &scene.statements[*i];
            let at = s.sentence as usize;
            (at < number || (at == number && s.tokens.start < clause.start))
                && number - at.min(number) <= reach
        })
    };
    let tables = scene.material.tables;
    let pointers = || clause.clone().filter_map(|i| tables.pointer(sheet.lemma(i)));
    if of_both(tables, sheet, clause) {
        let mut sides = Vec::new();
        let mut found = Vec::new();
        // "Neither figure" speaks of those who gave one.
        let counts = pointers().any(|p| p == Pointer::Count);
        for i in before(FAR).filter(|i| !counts || !scene.gists[*i].numbers.is_empty()) {
            let voice = scene.voices.of[i];
            let side = side(scene, voice).unwrap_or(Side::Own(voice));
            // A ministry whose state the text leaves to the reader is no third side where it stands as near.
            let near = number - (scene.statements[i].sentence as usize).min(number) <= REACH;
            if !sides.contains(&side) {
                // A body and who speaks for it may stand as two, where the text does not tie them.
                if sides.len() >= SIDES && !near {
                    break;
                }
                sides.push(side);
            }
            found.push(claim_of[i]);
        }
        return tidy(found);
    }
    // What the clause names itself: places, concepts, people.
    let named = named(scene, sheet, clause);
    let mut best: Vec<(f32, usize)> = own
        .iter()
        .filter_map(|i| {
            let gist = &scene.gists[*i];
            let shared: f32 = gist.terms.iter().filter(|(t, _)| named.contains(t)).map(|(_, w)| *w).sum();
            // What nobody has confirmed was said to be so.
            let shared = if gist.against { shared - 0.8 } else { shared };
            let far = (scene.statements[*i].sentence as usize).abs_diff(number) as f32;

            (shared >= 1.0 && far <= FAR as f32).then_some((shared - far * 0.08, *i))
        })
        .collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let points =
        pointers().next().is_some() || clause.clone().any(|i| matches!(sheet.lemma(i), "when" | "where"));
    // "Could not verify claims that the army had been put on standby": it names what it speaks of, and nobody else does.
    if tells_itself(tables, sheet, clause) {
        return if best.is_empty() {
            told_elsewhere(scene, &named, claim_of)
        } else {
            first(&best, claim_of)
        };
    }
    // "Could not confirm whether the man had made a statement" names what it speaks of, whatever words point.
    let asks = clause.clone().any(|i| sheet.lemma(i) == "whether");
    // "Was not able to establish when the recording was made": what was told of the recording.
    let is_carrier = |lemma: &&str| tables.pointer(lemma) == Some(Pointer::Carrier);
    let carrier = clause.clone().map(|i| sheet.lemma(i)).find(is_carrier).filter(|_| !asks);
    if let Some(carrier) = carrier {
        let tells = |i: &usize| {
            let sentence = &sheet.reading.sentences[scene.statements[*i].sentence as usize];
            (sentence.tokens.start..sentence.tokens.end).any(|at| sheet.lemma(at as usize) == carrier)
        };
        let found: Vec<u32> = before(2 * REACH).filter(tells).map(|i| claim_of[i]).collect();
        if !found.is_empty() {
            return tidy(found);
        }
    }
    // "Was unable to confirm the figure of 47": it tells which figure.
    let counts = |i: usize| {
        let gist = &scene.gists[i];
        gist.terms.iter().any(|(t, _)| matches!(t, crate::gist::Term::Number(_)) && named.contains(t))
    };
    let figures: Vec<(f32, usize)> = best.iter().copied().filter(|(_, i)| counts(*i)).collect();
    if !figures.is_empty() {
        return first(&figures, claim_of);
    }
    if (points && !asks) || best.is_empty() {
        // "His account" is all that he said just before; else the latest speaker's statements, of the sentence or two before.
        let whole = pointers().any(|p| p == Pointer::Account);
        let mut found = Vec::new();
        let mut voice = None;
        for i in before(REACH) {
            let this = scene.voices.of[i];
            let far = number - (scene.statements[i].sentence as usize).min(number);
            if *voice.get_or_insert(this) != this || (far > 1 && !found.is_empty() && !whole) {
                break;
            }
            found.push(claim_of[i]);
        }
        if !found.is_empty() {
            return tidy(found);
        }
    }
    first(&best, claim_of)
}

/// The claims of the best ones, where no other is much better.
fn first(best: &[(f32, usize)], claim_of: &[u32]) -> Vec<u32> {
    let Some((top, _)) = best.first() else { return Vec::new() };
    tidy(best.iter().take_while(|(s, _)| *s >= top - 0.3).take(3).map(|(_, i)| claim_of[*i]).collect())
}

/// The claim of another report that says nearly all of what a passage names.
fn told_elsewhere(scene: &Scene<'_, '_>, named: &[crate::gist::Term], claim_of: &[u32]) -> Vec<u32> {
    let best = scene.gists.iter().enumerate().filter(|(_, g)| !g.against).filter_map(|(i, gist)| {
        let all: f32 = gist.terms.iter().map(|(_, w)| *w).sum();
        let shared: f32 = gist.terms.iter().filter(|(t, _)| named.contains(t)).map(|(_, w)| *w).sum();
        (shared >= 1.5 && shared >= 0.6 * all).then_some((shared, i))
    });
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    tidy(best.map(|(_, i)| claim_of[i]).into_iter().collect())
}

fn tidy(mut claims: Vec<u32>) -> Vec<u32> {
    claims.retain(|c| *c != NONE);
    claims.sort_unstable();
    claims.dedup();
    claims
}

/// What a clause speaks of, words about confirming left out.
fn named(scene: &Scene<'_, '_>, sheet: &Sheet<'_>, clause: &Range<usize>) -> Vec<crate::gist::Term> {
    crate::gist::terms_of(scene.material, sheet, clause.clone())
        .into_iter()
        .filter(|term| match term {
            crate::gist::Term::Concept(c) => !matches!(
                scene.material.tables.name(*c),
                "confirm" | "independent" | "proof" | "establish" | "label"
            ),
            _ => true,
        })
        .collect()
}
