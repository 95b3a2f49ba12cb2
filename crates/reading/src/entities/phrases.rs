//! Phrases around a noun: what stands before it and belongs to it, what follows with "of", "in", "for".

use std::ops::Range;

use sayso_news::Tag;

use crate::draft::Draft;
use crate::names::View;

/// A phrase around a head.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// All of it, from the determiner to what follows the head.
    pub(super) tokens: Range<usize>,
    /// The head's tokens.
    pub(super) head: Range<usize>,
    /// The phrase up to the head's end.
    pub(super) core: Range<usize>,
    /// Whether "the", "this" or an owner begins it.
    pub(super) definite: bool,
}

/// Tokens of modifiers before a head at most.
const BEFORE: usize = 8;
/// Tokens of what follows a head at most.
const AFTER: usize = 12;

/// The phrase around a head that stands at `head`.
pub(super) fn around(view: &View<'_, '_>, head: Range<usize>) -> Phrase {
    let start = begin(view, head.start);
    let end = finish(view, head.end);
    let first = view.lemma(start);
    let word = view.word(start);
    let owner = view.tag(start) == Tag::Name && (start..head.start).any(|at| is_possessive(view, at));
    let definite = owner
        || matches!(first, "the" | "this" | "that")
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "his" | "her" | "their" | "its" | "our" | "these" | "those"
        );
    Phrase { tokens: start..end, core: start..head.end, head, definite }
}

fn is_possessive(view: &View<'_, '_>, at: usize) -> bool {
    matches!(view.word(at), "'s" | "’s" | "'" | "’") && view.tag(at) == Tag::Other
}

/// Where the modifiers before a head begin.
fn begin(view: &View<'_, '_>, head: usize) -> usize {
    let mut at = head;
    let floor = view.range.start.max(head.saturating_sub(BEFORE));
    while at > floor {
        let previous = at - 1;
        // A number begins what it counts.
        if at < head
            && view.tag(at) == Tag::Number
            && !matches!(view.tag(previous), Tag::Determiner | Tag::Adjective)
        {
            break;
        }
        let ok = match view.tag(previous) {
            Tag::Noun => !view.is_calendar(previous),
            Tag::Adjective | Tag::Name => true,
            Tag::Number => {
                view.word(previous).bytes().all(|b| b.is_ascii_digit()) && view.word(previous).len() < 4
                    || view.word(previous).starts_with(char::is_alphabetic)
            }
            Tag::Determiner => {
                at = previous;
                // "all the residents", "some of the soldiers" begin further left.
                if at > floor && view.tag(at - 1) == Tag::Determiner {
                    at -= 1;
                }
                break;
            }
            Tag::Other => is_possessive(view, previous),
            Tag::Open => at == head || view.tag(at) != Tag::Open,
            Tag::Verb => {
                // "ruling party", "armed men": a participle between a determiner and a noun.
                previous > floor
                    && matches!(view.tag(previous - 1), Tag::Determiner)
                    && view.word(previous).ends_with("ing")
            }
            Tag::Conjunction => {
                // "sabotage and reconnaissance group"
                view.lemma(previous) == "and"
                    && previous > floor
                    && matches!(view.tag(previous - 1), Tag::Noun | Tag::Adjective)
                    && matches!(view.tag(at), Tag::Noun | Tag::Adjective)
                    && !view.word(previous - 1).ends_with('s')
                    && (at..head).all(|i| matches!(view.tag(i), Tag::Noun | Tag::Adjective))
                    && previous > floor + 1
                    && matches!(view.tag(previous - 2), Tag::Determiner | Tag::Open | Tag::Adjective)
            }
            Tag::Adverb => {
                matches!(view.tag(at), Tag::Adjective)
                    && !matches!(view.lemma(previous), "not" | "n't" | "also" | "then")
            }
            _ => false,
        };
        if !ok {
            break;
        }
        at = previous;
    }
    while at < head && (matches!(view.tag(at), Tag::Open | Tag::Other | Tag::Conjunction | Tag::Adverb)) {
        at += 1;
    }
    at
}

/// Where what follows a head ends: "of Russia’s Belgorod region", "to the president", "familiar with the matter".
fn finish(view: &View<'_, '_>, end: usize) -> usize {
    let mut at = end;
    let limit = view.range.end.min(end + AFTER);
    // A closing mark right after the head belongs to the phrase.
    if view.tag(at) == Tag::Close && !matches!(view.word(at.wrapping_sub(1)), "," | ".") {
        at += 1;
    }
    let mut links = 0;
    while at < limit && links < 3 {
        let word = view.lemma(at);
        let link = match word {
            "of" => true,
            "for" | "to" | "in" | "at" | "from" | "with" | "on" => links < 2,
            "familiar" | "close" | "loyal" | "responsible" => {
                links == 0 && view.tag(at + 1) == Tag::Preposition
            }
            _ => false,
        };
        if !link {
            break;
        }
        let begin = if view.tag(at) == Tag::Preposition { at + 1 } else { at + 2 };
        let mut stop = begin;
        while stop < limit && is_of_noun(view, stop, begin) {
            stop += 1;
        }
        // "in March", "on Monday": when, and no part of who.
        let timed = (begin..stop).any(|i| view.is_calendar(i)) || stop == begin;
        let last = view.tag(stop.wrapping_sub(1));
        if timed
            || !matches!(last, Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number)
            || (word == "to" && view.tag(begin) == Tag::Verb)
        {
            break;
        }
        // What stands where the deed was done is no part of the doer ("residents in panic").
        if matches!(word, "on" | "with" | "at" | "from" | "to" | "in" | "for")
            && !has_name(view, begin, stop)
            && !matches!(view.tag(begin), Tag::Determiner)
        {
            break;
        }
        at = stop;
        links += 1;
    }
    at
}

fn has_name(view: &View<'_, '_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| view.tag(at) == Tag::Name)
}

fn is_of_noun(view: &View<'_, '_>, at: usize, begin: usize) -> bool {
    match view.tag(at) {
        Tag::Noun | Tag::Name | Tag::Adjective => true,
        Tag::Determiner | Tag::Number => at == begin || view.tag(at - 1) == Tag::Determiner,
        Tag::Other => is_possessive(view, at),
        Tag::Pronoun => at == begin && matches!(view.lemma(at), "they" | "we" | "he" | "she" | "it"),
        _ => false,
    }
}

/// The text of tokens with single blanks, a determiner at its start left out.
pub(super) fn text(draft: &Draft<'_>, tokens: Range<usize>) -> String {
    let start = if matches!(draft.lemma(tokens.start), "the" | "a" | "an") && tokens.len() > 1 {
        tokens.start + 1
    } else {
        tokens.start
    };
    let words = draft.reads(draft.span(start..tokens.end));
    let mut out = String::with_capacity(words.len());
    for word in words.trim_matches(crate::tokens::is_double).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
