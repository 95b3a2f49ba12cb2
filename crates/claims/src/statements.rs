//! Attributions and narrated sentences fall into statements: one proposition, the words that show it, who says it.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_lexicon::Polarity;
use sayso_news::{Attribution, AttributionId, BlockKind, Stance, Tag};
use sayso_text::Span;

use crate::clauses::clauses;
use crate::material::{Material, Sheet};

/// One proposition as one place of one article has it.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    /// Which sheet.
    pub(crate) sheet: u32,
    /// Which attribution of its reading; `None` in the outlet's own voice.
    pub(crate) attribution: Option<u32>,
    /// Further attributions of the same sentence and speaker, without which the words cannot be understood.
    pub(crate) beside: Option<u32>,
    /// Which sentence.
    pub(crate) sentence: u32,
    /// The proposition's tokens.
    pub(crate) tokens: Range<usize>,
    /// The words to show: the clause, from its subject on.
    pub(crate) span: Span,
    /// The first token of the content in this sentence: the subject of a clause that has none of its own.
    pub(crate) opening: usize,
    /// What the speaker does with it.
    pub(crate) stance: Stance,
    /// Whether the clause names its own subject.
    pub(crate) own_subject: bool,
}

impl Statement {
    /// Whether it stands in the outlet's own voice.
    pub(crate) fn is_narrated(&self) -> bool {
        self.attribution.is_none()
    }
}

/// Every statement of the material: by article, by place, an attribution's before narration of the same sentence.
pub(crate) fn collect(material: &Material<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for (index, sheet) in material.sheets.iter().enumerate() {
        let first = found.len();
        attributed(material, index, &mut found);
        narrated(material, index, sheet, &mut found);
        found[first..]
            .sort_by_key(|s| (s.tokens.start, s.attribution.is_none(), s.attribution, s.tokens.end));
    }
    found
}

fn attributed(material: &Material<'_>, index: usize, found: &mut Vec<Statement>) {
    let sheet = &material.sheets[index];
    let attributions = &sheet.reading.attributions;
    let nested = nested(attributions);
    for (number, attribution) in attributions.iter().enumerate() {
        if !attribution.is_statement() {
            continue;
        }
        let before = found.len();
        let inner = nested.get(&attribution.id).map_or(&[][..], Vec::as_slice);
        // What a word of denial governs stays whole; a denial in the speaker's own words is one clause of them, and the
        // others are put forward as they stand.
        let turned = matches!(attribution.stance, Stance::Deny | Stance::Doubt);
        let whole = turned && denies(sheet, attribution);
        let partly =
            turned && !whole && attribution.content.iter().any(|s| negates(sheet, &sheet.tokens_in(*s)));
        for span in &attribution.content {
            let tokens = sheet.tokens_in(*span);
            split(sheet, tokens, |sentence, piece| {
                let pieces = if whole {
                    vec![crate::clauses::Clause { tokens: piece.clone(), own_subject: true }]
                } else {
                    clauses(sheet, piece.clone())
                };
                for clause in pieces {
                    let tokens = trimmed(sheet, clause.tokens.clone());
                    if tokens.is_empty() || covered(sheet, tokens.clone(), inner) {
                        continue;
                    }
                    let from = if clause.own_subject { tokens.start } else { piece.start };
                    found.push(Statement {
                        sheet: index as u32,
                        attribution: Some(number as u32),
                        beside: None,
                        sentence: sentence as u32,
                        span: sheet.span(trimmed(sheet, from..tokens.end)),
                        tokens,
                        opening: piece.start,
                        stance: if partly && !negates(sheet, &clause.tokens) {
                            Stance::Assert
                        } else {
                            attribution.stance
                        },
                        own_subject: clause.own_subject,
                    });
                }
            });
        }
        // Every statement of a speaker belongs to a claim: where nothing was left, the whole content is one.
        if found.len() == before
            && let Some(span) = attribution.content.iter().find(|s| !s.is_empty())
        {
            let tokens = sheet.tokens_in(*span);
            if !tokens.is_empty() {
                found.push(Statement {
                    sheet: index as u32,
                    attribution: Some(number as u32),
                    beside: None,
                    sentence: sheet.sentence_index(span.start()) as u32,
                    span: sheet.span(tokens.clone()),
                    opening: tokens.start,
                    tokens,
                    stance: attribution.stance,
                    own_subject: true,
                });
            }
        }
    }
    let speakers: Vec<_> = (0..attributions.len()).map(|a| material.speaker(index, a)).collect();
    lean(sheet, &speakers, found, index);
}

/// A clause whose subject is a pronoun leans on the clause before it in the sentence, where the same speaker says that.
fn lean(sheet: &Sheet<'_>, speakers: &[Option<u32>], found: &mut [Statement], index: usize) {
    let start = found.partition_point(|s| (s.sheet as usize) < index);
    let found = &mut found[start..];
    found.sort_by_key(|s| (s.tokens.start, s.attribution, s.tokens.end));
    for i in 1..found.len() {
        let (before, this) = (&found[i - 1], &found[i]);
        let (Some(a), Some(b)) = (before.attribution, this.attribution) else { continue };
        if a == b || before.sentence != this.sentence || speakers[a as usize].is_none() {
            continue;
        }
        let leans = !this.own_subject
            || matches!(
                sheet.lemma(this.tokens.start),
                "it" | "they" | "this" | "that" | "neither" | "so" | "both"
            )
            || this
                .tokens
                .clone()
                .take(3)
                .any(|at| matches!(sheet.word(at), "ours" | "theirs" | "mine" | "others"));
        if leans && speakers[a as usize] == speakers[b as usize] {
            found[i].beside = Some(a);
        }
    }
}

/// The words of attributions that stand within another: their speakers say them, not the outer one's.
fn nested(all: &[Attribution]) -> FxHashMap<AttributionId, Vec<Span>> {
    let mut found: FxHashMap<AttributionId, Vec<Span>> = FxHashMap::default();
    for inner in all {
        if let Some(outer) = inner.within {
            found.entry(outer).or_default().extend(&inner.content);
        }
    }
    found
}

fn covered(sheet: &Sheet<'_>, tokens: Range<usize>, inner: &[Span]) -> bool {
    let span = sheet.span(tokens);
    inner.iter().any(|s| s.overlaps(span) && 2 * s.len() >= span.len())
}

/// Calls `found` with each sentence that the tokens reach into, and the tokens in it.
fn split(sheet: &Sheet<'_>, tokens: Range<usize>, mut found: impl FnMut(usize, Range<usize>)) {
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(token) = sheet.reading.tokens.get(at) else { break };
        let index = sheet.sentence_index(token.span.start());
        let Some(sentence) = sheet.reading.sentences.get(index) else { break };
        let end = (sentence.tokens.end as usize).clamp(at + 1, tokens.end);
        found(index, at..end);
        at = end;
    }
}

/// Without marks and joining words at the edges.
fn trimmed(sheet: &Sheet<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let is_mark = |at: usize| matches!(sheet.tag(at), Tag::Open | Tag::Close | Tag::Punctuation);
    while !tokens.is_empty()
        && (is_mark(tokens.start) || matches!(sheet.lemma(tokens.start), "that" | "and" | "but" | "while"))
    {
        // "That instruction was not carried out": a determiner stays.
        if sheet.lemma(tokens.start) == "that" && sheet.word(tokens.start).starts_with('T') {
            break;
        }
        tokens.start += 1;
    }
    // "calling themselves “…” published a video": the reflexive belongs to what was cut off.
    if tokens.len() > 3
        && matches!(
            sheet.word(tokens.start),
            "themselves" | "himself" | "herself" | "itself" | "ourselves" | "myself"
        )
    {
        tokens.start += 1;
    }
    while !tokens.is_empty() && is_mark(tokens.end - 1) && !matches!(sheet.word(tokens.end - 1), ")" | "%") {
        tokens.end -= 1;
    }
    tokens
}

/// Sentences of the body in which nobody is quoted: the outlet's own voice.
fn narrated(material: &Material<'_>, index: usize, sheet: &Sheet<'_>, found: &mut Vec<Statement>) {
    let mut taken: Vec<Span> =
        sheet.reading.attributions.iter().flat_map(|a| a.content.iter().chain(&a.cue)).copied().collect();
    taken.sort_unstable();
    // Furthest end so far, so that one look backward tells whether anything overlaps.
    let mut reach = Vec::with_capacity(taken.len());
    let mut far = 0;
    for span in &taken {
        far = far.max(span.end());
        reach.push(far);
    }
    for (number, sentence) in sheet.reading.sentences.iter().enumerate() {
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        if sheet.kind(sentence) != BlockKind::Body || tokens.len() < 5 {
            continue;
        }
        let before = taken.partition_point(|s| s.start() < sentence.span.end());
        if before > 0 && reach[before - 1] > sentence.span.start() {
            continue;
        }
        if unconfirming(material, sheet, tokens.clone())
            || !tokens.clone().any(|at| matches!(sheet.tag(at), Tag::Verb | Tag::Auxiliary))
        {
            continue;
        }
        for clause in clauses(sheet, tokens.clone()) {
            let piece = trimmed(sheet, clause.tokens.clone());
            if piece.len() < 3 {
                continue;
            }
            let from = if clause.own_subject { piece.start } else { tokens.start };
            found.push(Statement {
                sheet: index as u32,
                attribution: None,
                beside: None,
                sentence: number as u32,
                span: sheet.span(trimmed(sheet, from..piece.end)),
                tokens: piece,
                opening: tokens.start,
                stance: Stance::Assert,
                own_subject: clause.own_subject,
            });
        }
    }
}

/// Whether these tokens say that something is not confirmed.
pub(crate) fn unconfirming(material: &Material<'_>, sheet: &Sheet<'_>, tokens: Range<usize>) -> bool {
    unconfirmed_at(material, sheet, tokens).is_some()
}

/// Where these tokens say that something is not confirmed.
pub(crate) fn unconfirmed_at(
    material: &Material<'_>,
    sheet: &Sheet<'_>,
    tokens: Range<usize>,
) -> Option<Range<usize>> {
    let end = tokens.end;
    let word = |i: usize| if i < end { sheet.lemma(i) } else { "" };
    tokens.into_iter().find_map(|at| {
        let mut longest = 0;
        material.tables.unconfirmed.at(at, word, |len, ()| longest = longest.max(len));
        (longest > 0).then(|| at..at + longest)
    })
}

/// Whether a word in these tokens turns them round.
fn negates(sheet: &Sheet<'_>, tokens: &Range<usize>) -> bool {
    sheet.turns_in(tokens).iter().any(|t| matches!(t.sense, Polarity::Negator | Polarity::Denial))
}

/// Whether a cue is a word of denial.
pub(crate) fn denies(sheet: &Sheet<'_>, attribution: &Attribution) -> bool {
    attribution.cue.iter().any(|span| {
        let tokens = sheet.tokens_in(*span);
        sheet.turns_in(&tokens).iter().any(|t| t.sense == Polarity::Denial)
    })
}
