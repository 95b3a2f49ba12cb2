//! What a text says of two places that stand beside each other: one lies in the other, or near it.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_news::{EntityId, MentionKind, Tag};
use sayso_text::Span;

use super::asked::Asked;
use crate::draft::Draft;

/// Tokens between two places that a text ties together.
const REACH: usize = 9;

/// One place in another, as the text has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Relation {
    /// Index of the smaller one among the places asked.
    pub(super) inner: usize,
    /// Index of the larger.
    pub(super) outer: usize,
    /// Whether words say so; a comma alone may also stand in a list.
    pub(super) within: bool,
    /// Whether the pair may be part of a list: "Gori, Georgia and Armenia".
    pub(super) listed: bool,
    /// The words of the larger.
    pub(super) words: Span,
}

/// All such pairs, in order of the text.
pub(super) fn relations(draft: &Draft<'_>, asked: &[Asked]) -> Vec<Relation> {
    let index: FxHashMap<EntityId, usize> =
        asked.iter().enumerate().map(|(at, a)| (draft.entities[a.entity].id, at)).collect();
    let mut spoken: Vec<(usize, Range<usize>, Span, MentionKind)> = Vec::new();
    for mention in &draft.mentions {
        if super::names(mention.kind)
            && let Some(at) = index.get(&mention.entity)
        {
            spoken.push((*at, draft.tokens_in(mention.span), mention.span, mention.kind));
        }
    }
    let mut found = Vec::new();
    for pair in spoken.windows(2) {
        let (left, right) = (&pair[0], &pair[1]);
        let gap = left.1.end..right.1.start;
        if left.0 == right.0
            || gap.start > gap.end
            || gap.len() > REACH
            || draft.sentence_of(left.1.start) != draft.sentence_of(right.1.start)
        {
            continue;
        }
        let next = right.1.end;
        let listed = matches!(draft.lemma(next), "and" | "or")
            || (draft.lemma(next) == "," && matches!(draft.lemma(next + 1), "and" | "or"));
        let put =
            |inner: usize, outer: usize, within, words| Relation { inner, outer, within, listed, words };
        if right.3 == MentionKind::Demonym {
            continue;
        }
        if left.3 == MentionKind::Demonym {
            // "the Ukrainian border city of Kharkiv"
            if gap.clone().all(|at| {
                is_place_word(draft, at) || draft.lemma(at) == "of" || draft.tag(at) == Tag::Adjective
            }) && !gap.is_empty()
                && gap.clone().any(|at| is_place_word(draft, at))
            {
                found.push(put(right.0, left.0, true, left.2));
            }
            continue;
        }
        let first = draft.lemma(gap.start);
        if gap.len() == 1 && matches!(first, "," | "(" | "/") {
            found.push(put(left.0, right.0, false, right.2));
        } else if gap.len() == 1 && matches!(draft.word(gap.start), "'s" | "’s") {
            // "Russia's Belgorod region"
            found.push(put(right.0, left.0, true, left.2));
        } else if says_in(draft, gap) {
            found.push(put(left.0, right.0, true, right.2));
        }
    }
    found
}

fn is_place_word(draft: &Draft<'_>, at: usize) -> bool {
    draft.lexicon.heads.place(draft.lemma(at)).is_some()
}

/// "in the", ", a village in the southern", "region of"; no verb and no other preposition.
fn says_in(draft: &Draft<'_>, gap: Range<usize>) -> bool {
    let mut inside = false;
    for at in gap {
        match draft.tag(at) {
            Tag::Preposition => match draft.lemma(at) {
                "in" | "of" => inside = true,
                _ => return false,
            },
            Tag::Determiner | Tag::Adjective => {}
            _ if is_place_word(draft, at) => {}
            _ if matches!(draft.lemma(at), "," | "a" | "an" | "the") => {}
            _ if matches!(
                draft.lemma(at),
                "north" | "south" | "east" | "west" | "centre" | "center" | "border"
            ) => {}
            _ => return false,
        }
    }
    inside
}
