//! Statements that answer the one before: "countered that…", "on the contrary", "flatly untrue", "confirmed this".

use std::ops::Range;

use sayso_lexicon::Polarity;
use sayso_news::{Stance, Tag};

use crate::align::Scene;
use crate::gist::Term;
use crate::material::{NONE, Sheet};

/// Sentences that an answer may stand after what it answers.
const REACH: u32 = 2;

/// One statement answers another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Answer {
    /// The statement that answers.
    pub(crate) from: u32,
    /// The one that it answers.
    pub(crate) to: u32,
    /// Whether it says nothing of its own, so that it is a stand on the other's claim.
    pub(crate) hollow: bool,
    /// Whether it speaks against the other.
    pub(crate) against: bool,
    /// The rule that found it.
    pub(crate) rule: &'static str,
}

/// All answers, by the statement that answers.
pub(crate) fn answers(scene: &Scene<'_, '_>) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    for (i, statement) in scene.statements.iter().enumerate() {
        if statement.is_narrated() {
            continue;
        }
        let gist = &scene.gists[i];
        if gist.hollow || echoes(scene, i) {
            let Some(to) = antecedent(scene, i, gist.hollow) else { continue };
            let sheet = &scene.material.sheets[statement.sheet as usize];
            let untrue = sheet.turns_in(&statement.tokens).iter().any(|t| t.sense == Polarity::Untrue);
            let against = gist.against || statement.stance == Stance::Deny || untrue;
            found.push(Answer {
                from: i as u32,
                to,
                hollow: true,
                against,
                rule: "points-at-the-statement-before",
            });
        } else if let Some((to, rule)) = set_against(scene, i) {
            found.push(Answer { from: i as u32, to, hollow: false, against: true, rule });
        }
    }
    found
}

/// The statement that this one is set against, by words around it or because it denies what was said just before.
fn set_against(scene: &Scene<'_, '_>, at: usize) -> Option<(u32, &'static str)> {
    if contrasts(scene, at) {
        return antecedent(scene, at, true).map(|to| (to, "set-against-the-statement-before"));
    }
    denied(scene, at).map(|to| (to, "denies-what-was-said-before"))
}

/// "A complained that its men had been turned back. B denied that anybody was turned back": what is denied was said by another just
/// before, in words that the denial takes up, or of the one who denies it; or the denial only points at it: "any such order".
fn denied(scene: &Scene<'_, '_>, at: usize) -> Option<u32> {
    let statement = &scene.statements[at];
    if !matches!(statement.stance, Stance::Deny | Stance::Doubt) {
        return None;
    }
    let to = antecedent(scene, at, true)?;
    let (x, y) = (&scene.gists[at], &scene.gists[to as usize]);
    let like = scene.overlap(at, to as usize);
    let stems = x.stems.iter().filter(|(stem, _)| y.stems.iter().any(|(other, _)| other == stem)).count();
    let turned = scene.statements[to as usize].stance;
    let asserts = !matches!(turned, Stance::Deny | Stance::Doubt);
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let before = &scene.statements[to as usize];
    let next = statement.sentence - before.sentence.min(statement.sentence) <= 1;
    let points = || points(sheet, statement.tokens.clone());
    let state = scene.voices.get(at).map_or(NONE, |v| v.state);
    let of_state = || state != NONE && y.terms.iter().any(|(term, _)| *term == Term::State(state));
    let accused = || names_speaker(scene, at, before.tokens.clone()) || of_state();
    let taken_up = like.event || like.terms >= 2 || stems >= 2;
    (asserts && (taken_up || (next && (points() || accused())))).then_some(to)
}

/// Whether what is denied is only pointed at.
fn points(sheet: &Sheet<'_>, tokens: Range<usize>) -> bool {
    let such = tokens.clone().any(|at| sheet.lemma(at) == "such");
    let last = tokens.clone().next_back().map_or("", |at| sheet.lemma(at));
    such || (tokens.len() <= 4 && matches!(last, "it" | "this" | "that" | "so"))
}

/// "The attack was also confirmed by X": a bare noun that names what others have told.
fn echoes(scene: &Scene<'_, '_>, at: usize) -> bool {
    let statement = &scene.statements[at];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    statement.stance == Stance::Confirm
        && statement.tokens.len() <= 4
        && scene.gists[at].numbers.is_empty()
        && !statement.tokens.clone().any(|i| matches!(sheet.tag(i), Tag::Verb | Tag::Auxiliary))
}

/// Whether words around the content set it against what was said before.
fn contrasts(scene: &Scene<'_, '_>, at: usize) -> bool {
    let statement = &scene.statements[at];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let Some(number) = statement.attribution else { return false };
    let attribution = &sheet.reading.attributions[number as usize];
    let content: Vec<Range<usize>> = attribution.content.iter().map(|s| sheet.tokens_in(*s)).collect();
    let sentences = &sheet.reading.sentences;
    let Some(sentence) = sentences.get(statement.sentence as usize) else { return false };
    // Only the first statement of an attribution answers; what follows goes on.
    if content.first().is_none_or(|c| !c.contains(&statement.opening)) {
        return false;
    }
    let own = sentence.tokens.start as usize..sentence.tokens.end as usize;
    let outside = |at: usize| !content.iter().any(|c| c.contains(&at));
    if contrast_in(sheet, own).any(outside) {
        return true;
    }
    let before = statement.sentence.checked_sub(1).and_then(|i| sentences.get(i as usize));
    before.is_some_and(|before| {
        let tokens = before.tokens.start as usize..before.tokens.end as usize;
        tokens.len() <= 12
            && before.block == sentence.block
            && (names_speaker(scene, at, tokens.clone()) || is_no(sheet, tokens.clone()))
            && (contrast_in(sheet, tokens.clone()).next().is_some() || is_no(sheet, tokens))
    })
}

fn contrast_in<'s>(sheet: &'s Sheet<'_>, tokens: Range<usize>) -> impl Iterator<Item = usize> + 's {
    let start = sheet.turns.partition_point(|t| (t.at as usize) < tokens.start);
    sheet.turns[start..]
        .iter()
        .take_while(move |t| (t.at as usize) < tokens.end)
        // "Counter" in a name sets nothing against anything.
        .filter(|t| t.sense == Polarity::Contrast && sheet.tag(t.at as usize) != Tag::Name)
        .map(|t| t.at as usize)
}

/// "Not so, says the firm.", "No, says the firm."
fn is_no(sheet: &Sheet<'_>, tokens: Range<usize>) -> bool {
    let mut words = tokens.filter(|at| !matches!(sheet.tag(*at), Tag::Open | Tag::Close | Tag::Punctuation));
    match words.next().map(|at| sheet.lemma(at)) {
        Some("no") => words.next().is_none_or(|at| matches!(sheet.lemma(at), "say" | "he" | "she" | "they")),
        Some("not") => words.next().is_some_and(|at| matches!(sheet.lemma(at), "so" | "true" | "at")),
        _ => false,
    }
}

fn names_speaker(scene: &Scene<'_, '_>, at: usize, tokens: Range<usize>) -> bool {
    let sheet = &scene.material.sheets[scene.statements[at].sheet as usize];
    let member = scene.voices.get(at).and_then(|v| v.member);
    member.is_some_and(|wanted| {
        tokens.into_iter().any(|i| {
            let mention = sheet.mention[i];
            mention != NONE && sheet.member[mention as usize] == wanted
        })
    })
}

/// The nearest statement before, by somebody else; for a bare noun, one that shares what it names.
fn antecedent(scene: &Scene<'_, '_>, at: usize, nearest: bool) -> Option<u32> {
    let statement = &scene.statements[at];
    let voice = scene.voices.get(at)?;
    let reach = if nearest { REACH } else { 8 };
    let mut best: Option<(bool, f32, u32)> = None;
    let from = at.saturating_sub(40);
    let to = (at + 4).min(scene.statements.len());
    for other in (from..at).rev().chain(at + 1..to) {
        let candidate = &scene.statements[other];
        let distance = statement.sentence.abs_diff(candidate.sentence);
        let later = candidate.tokens.start > statement.tokens.start;
        if candidate.sheet != statement.sheet || (later && distance > 0) || scene.gists[other].hollow {
            continue;
        }
        if distance > reach {
            if later {
                continue;
            }
            break;
        }
        let Some(speaker) = scene.voices.get(other) else { continue };
        if speaker.root == voice.root {
            continue;
        }
        let like = scene.overlap(at, other);
        if !nearest && !like.event {
            continue;
        }
        // In the same sentence, then the more alike, then the nearer.
        let rank = (distance == 0, like.score, other as u32);
        let nearer = best
            .is_none_or(|(same, score, _)| (rank.0 && !same) || (rank.0 == same && rank.1 > score + 0.05));
        if nearer {
            best = Some(rank);
        }
    }
    best.map(|(_, _, other)| other)
}
