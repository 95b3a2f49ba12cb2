//! A sentence falls into clauses that each say one thing.

use std::ops::Range;

use sayso_news::Tag;

use crate::material::Sheet;

/// Clauses of one statement at most; what lies beyond stays with the last.
const MOST: usize = 8;

/// One clause: its tokens, and whether it has a subject of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) tokens: Range<usize>,
    pub(crate) own_subject: bool,
}

/// Cuts tokens of one sentence where a new finite clause is joined on: at a semicolon, a colon, a dash, or a conjunction
/// with a verb on both sides.
pub(crate) fn clauses(sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<Clause> {
    let mut cuts: Vec<(usize, usize, bool)> = Vec::new();
    let mut start = tokens.start;
    for at in tokens.clone() {
        if cuts.len() + 1 >= MOST || at <= start + 1 || at + 2 >= tokens.end {
            continue;
        }
        let Some(after) = joint(sheet, at, &tokens) else { continue };
        if !has_verb(sheet, start..at) {
            continue;
        }
        if let Some(own) = opens_clause(sheet, after..tokens.end) {
            cuts.push((at, after, own));
            start = after;
        }
    }
    let mut found = Vec::with_capacity(cuts.len() + 1);
    let mut from = tokens.start;
    let mut own_subject = true;
    for (end, next, own) in cuts {
        found.push(Clause { tokens: from..end, own_subject });
        from = next;
        own_subject = own;
    }
    found.push(Clause { tokens: from..tokens.end, own_subject });
    found
}

/// Whether a clause may be joined on at this token; the token at which it would begin.
fn joint(sheet: &Sheet<'_>, at: usize, tokens: &Range<usize>) -> Option<usize> {
    match sheet.lemma(at) {
        ";" | ":" | "—" | "–" | "and" | "but" | "while" | "whereas" | "yet" | "although" | "though" => {
            Some(at + 1)
        }
        "-" if sheet.tag(at) == Tag::Punctuation => Some(at + 1),
        "," if matches!(
            sheet.lemma(at + 1),
            "and" | "but" | "while" | "whereas" | "yet" | "although" | "though"
        ) && at + 3 < tokens.end =>
        {
            Some(at + 2)
        }
        _ => None,
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Verb | Tag::Auxiliary)
}

fn has_verb(sheet: &Sheet<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| is_verb(sheet.tag(at)))
}

/// Whether a finite clause begins with these tokens; `Some(true)` when it names its own subject.
fn opens_clause(sheet: &Sheet<'_>, tokens: Range<usize>) -> Option<bool> {
    let mut at = tokens.start;
    // Adverbs and an opening mark may stand first.
    while at < tokens.end && matches!(sheet.tag(at), Tag::Adverb | Tag::Open) && at < tokens.start + 3 {
        at += 1;
    }
    // "… and there was no evacuation": "there" stands for the subject.
    let there = at > tokens.start && sheet.lemma(at - 1) == "there";
    if is_verb(sheet.tag(at)) {
        return is_finite(sheet, at).then_some(there);
    }
    // "… and that work was underway": the second of two contents.
    if sheet.lemma(at) == "that" && sheet.lemma(at.wrapping_sub(1)) == "and" {
        at += 1;
    }
    if matches!(sheet.lemma(at), "to" | "that" | "who" | "which" | "whose" | "not" | "then") {
        return None;
    }
    // A subject, then a finite verb before the clause ends.
    for verb in at + 1..tokens.end.min(at + 16) {
        let tag = sheet.tag(verb);
        if matches!(sheet.lemma(verb), ";" | ":" | "." | "?" | "!") {
            break;
        }
        if is_verb(tag) && is_finite(sheet, verb) {
            // "… bought the boat and its engine and paid in cash": what stands before the verb is no subject of it.
            return (!matches!(sheet.lemma(verb - 1), "and" | "or")).then_some(true);
        }
    }
    None
}

/// Whether this token is a verb in a finite form.
pub(crate) fn is_finite_verb(sheet: &Sheet<'_>, at: usize) -> bool {
    is_verb(sheet.tag(at)) && is_finite(sheet, at)
}

/// Whether a verb stands in a finite form, as far as its shape tells.
pub(crate) fn is_finite(sheet: &Sheet<'_>, at: usize) -> bool {
    if sheet.tag(at) == Tag::Auxiliary {
        return !matches!(sheet.word(at), "being" | "having" | "be" | "been");
    }
    let word = sheet.word(at);
    if word.ends_with("ing") {
        return false;
    }
    at.checked_sub(1).is_none_or(|before| sheet.lemma(before) != "to")
}
