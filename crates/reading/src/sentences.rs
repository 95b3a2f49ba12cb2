//! Tokens become sentences.

use sayso_news::{Sentence, Tag};

use crate::draft::Draft;
use crate::tokens::{BlockTokens, is_double};

/// Tokens of one sentence at most: text without full stops is cut, so that what reads a sentence stays linear.
const LIMIT: usize = 400;

/// Splits every block; a sentence never runs over a block's edge or a blank line.
pub(crate) fn split(draft: &mut Draft<'_>, blocks: &[BlockTokens]) {
    let mut sentences = Vec::new();
    for block in blocks {
        let mut start = block.tokens.start;
        if let Some(end) = dateline(draft, start, block.tokens.end) {
            sentences.push(Sentence {
                span: draft.span(start..end),
                tokens: start as u32..end as u32,
                block: block.block,
            });
            start = end;
        }
        let mut at = start;
        while at < block.tokens.end {
            let end = if ends(draft, at, block.tokens.end) {
                after_closing(draft, at + 1, block.tokens.end)
            } else {
                at + 1
            };
            let stops = end > at + 1 || ends(draft, at, block.tokens.end);
            if (stops && goes_on(draft, at, end, block.tokens.end))
                || (!stops && end - start < LIMIT && end < block.tokens.end && !parted(draft, at))
            {
                at = end;
                continue;
            }
            sentences.push(Sentence {
                span: draft.span(start..end),
                tokens: start as u32..end as u32,
                block: block.block,
            });
            start = end;
            at = end;
        }
        if start < block.tokens.end {
            sentences.push(Sentence {
                span: draft.span(start..block.tokens.end),
                tokens: start as u32..block.tokens.end as u32,
                block: block.block,
            });
        }
    }
    draft.sentences = sentences;
}

/// "ORLEVAC, Oct 17 (Transmare) - ": where the report's own words begin after it.
fn dateline(draft: &Draft<'_>, start: usize, end: usize) -> Option<usize> {
    let dash = (start + 1..end.min(start + 16))
        .find(|at| matches!(draft.word(*at), "-" | "–" | "—" | "--" | "―"))?;
    let letters = |word: &str| word.chars().any(char::is_alphabetic);
    let shouts =
        |word: &str| letters(word) && word.chars().count() >= 3 && !word.chars().any(char::is_lowercase);
    let capital = (start..dash).all(|at| {
        let word = draft.word(at);
        !letters(word) || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    (capital && dash + 1 < end && (shouts(draft.word(start)) || draft.word(dash - 1) == ")"))
        .then_some(dash + 1)
}

/// Whether a blank line stands after this token.
fn parted(draft: &Draft<'_>, at: usize) -> bool {
    let (Some(here), Some(next)) = (draft.tokens.get(at), draft.tokens.get(at + 1)) else { return true };
    let gap = &draft.text()[here.span.end()..next.span.start()];
    gap.bytes().filter(|b| *b == b'\n').count() > 1
}

/// Whether this token can end a sentence.
fn ends(draft: &Draft<'_>, at: usize, end: usize) -> bool {
    let word = draft.word(at);
    match word {
        "." | "!" | "?" | "…" | "。" | "؟" | "‽" | "！" | "？" => true,
        _ if word.starts_with("...") || word == ".." => true,
        // An abbreviation's full stop ends a sentence only where a plain word begins the next one.
        // The network X, which "on" tells from an initial, ends one before any capital.
        "X." if at > 0 && draft.word(at - 1) == "on" => at + 1 < end,
        _ if word.ends_with('.') && word.len() > 1 => at + 1 < end && begins_plainly(draft, at),
        _ => false,
    }
}

/// After "U.S." or "Inc.": whether the next word is one that begins sentences and no names.
fn begins_plainly(draft: &Draft<'_>, at: usize) -> bool {
    let word = draft.word(at);
    let single = word.chars().filter(|c| *c == '.').count() == 1 && word.chars().count() == 2;
    let title = draft.lexicon.abbreviations.get(word.trim_end_matches('.')).is_some_and(|a| a.never_ends);
    let next = draft.word(at + 1);
    let next = if next.chars().all(is_double) { draft.word(at + 2) } else { next };
    !single && !title && draft.lexicon.habits.opens_sentences(next)
}

/// The token after the closing marks and brackets that follow a full stop.
fn after_closing(draft: &Draft<'_>, mut at: usize, end: usize) -> usize {
    while at < end {
        let closing =
            draft.tag(at) == Tag::Close || matches!(draft.word(at), ")" | "]" | "." | "!" | "?" | "…");
        if !closing {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the sentence goes on after a mark that could end it: "“Why?” he asked", "Yahoo! said", "3. an item".
fn goes_on(draft: &Draft<'_>, at: usize, next: usize, end: usize) -> bool {
    if next >= end {
        return false;
    }
    if parted(draft, next - 1) {
        return false;
    }
    let word = draft.word(next);
    // "am 12. März": a number with a full stop.
    let habits = &draft.lexicon.habits;
    let number = at
        .checked_sub(1)
        .is_some_and(|before| draft.tag(before) == Tag::Number && draft.word(before).len() < 3);
    if habits.ordinal_stop && number && draft.word(at) == "." && !habits.opens_sentences(word) {
        return true;
    }
    let adjacent = draft.tokens[next - 1].span.end() == draft.tokens[next].span.start();
    if adjacent && draft.tag(next) != Tag::Open && draft.word(at) == "." {
        // "ended.The next" is a missing space; "file.txt" is not.
        return !word.starts_with(char::is_uppercase);
    }
    if word.starts_with(char::is_lowercase) || matches!(word, "," | ";" | ":" | "–" | "—" | "-" | "--") {
        return true;
    }
    // “Why?” Smith asked.
    let quoted = next > at + 1 && matches!(draft.word(at), "!" | "?" | "…" | "...");
    quoted && says_soon(draft, next, end)
}

fn says_soon(draft: &Draft<'_>, next: usize, end: usize) -> bool {
    let says = |at: usize| draft.lexicon.habits.follows_quotation(draft.word(at));
    (next..end.min(next + 5))
        .take_while(|at| draft.word(*at).starts_with(char::is_uppercase) || says(*at))
        .any(says)
}
