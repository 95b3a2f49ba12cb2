//! Runs of words that are capitalised as names are, with what joins them: "of", "and", particles, marks around a part.

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashSet;
use sayso_lexicon::Sort;
use sayso_news::Tag;

use super::View;
use crate::tags::fold;

/// Tokens of a run at most.
const LIMIT: usize = 14;

/// The runs of a sentence, in order. `seen` has the words of names found in running text.
pub(super) fn runs(view: &View<'_, '_>, seen: &FxHashSet<CompactString>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = view.range.start;
    while at < view.range.end {
        if !starts(view, seen, at) {
            at += 1;
            continue;
        }
        // "Minister of the Interior Carsin Dolv": what the office is of is no part of the name.
        if ends_title(view, at)
            && at + 1 < view.range.end
            && is_name_word(view, seen, at + 1)
            && view.is_plain(at)
        {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        // A known name of several words holds what no rule would join ("Trinidad and Tobago").
        if let Some((after, _)) = view.known(at) {
            end = end.max(after);
        }
        if at > view.range.start
            && view.tag(at - 1) == Tag::Open
            && let Some(after) = quoted_part(view, seen, at - 1)
        {
            end = end.max(after);
        }
        while end < view.range.end && end - at < LIMIT {
            match extend(view, seen, at, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        end = holder(view, at, end).unwrap_or(end);
        found.push(at..end);
        at = end;
    }
    found
}

/// Whether "of" or "of the" stands before the word, and a person's title before that; capitalised plain words may stand
/// between ("Captain of the First Rank").
fn ends_title(view: &View<'_, '_>, at: usize) -> bool {
    let start = view.range.start;
    let low = at.saturating_sub(4).max(start);
    let of = (low..at).rev().find(|i| view.word(*i) == "of");
    of.filter(|of| *of > start).is_some_and(|of| {
        let led = (of + 1..at).all(|i| view.word(i) == "the" || (view.is_upper(i) && view.is_plain(i)));
        led && view.is_upper(of - 1) && view.title_before(start, of).is_some()
    })
}

/// "Head of the Tavish Coast Guard I. Saal": where the body that the office is of ends, and the one who holds it begins.
fn holder(view: &View<'_, '_>, at: usize, end: usize) -> Option<usize> {
    let titled = ends_title(view, at);
    let begins = |i: &usize| {
        let initial = view.word(*i).chars().count() <= 2
            && view.word(*i).chars().next().is_some_and(char::is_uppercase);
        initial || view.lexicon.people.given(view.word(*i)).is_some()
    };
    (at + 1..end).filter(|_| titled).find(|i| begins(i) && view.body_before(at, *i).is_some())
}

/// Whether the word is capitalised as part of a name; where capitals tell nothing, other evidence is asked for.
fn is_name_word(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, at: usize) -> bool {
    if !view.is_upper(at) || view.is_calendar(at) || view.is_currency(at) {
        return false;
    }
    let word = view.word(at);
    if word == "I" || word.starts_with('@') || word.starts_with('#') {
        return false;
    }
    if !view.title_case {
        return view.tag(at) == Tag::Name;
    }
    if view.known(at).is_some() {
        return true;
    }
    let plain = view.is_plain(at);
    !plain && (word.chars().count() > 2 || seen.contains(fold(word).as_str()))
}

/// Where the capitalised words from `start` on end.
fn name_end(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, start: usize) -> usize {
    let limit = view.range.end.min(start + LIMIT);
    (start..limit).find(|at| !is_name_word(view, seen, *at)).unwrap_or(limit)
}

/// The key under which `seen` holds a word that is capitalised wherever no sentence begins.
pub(super) fn always_key(word: &str) -> CompactString {
    compact_str::format_compact!("={}", fold(word))
}

fn always(view: &View<'_, '_>, at: usize) -> CompactString {
    always_key(view.word(at))
}

/// Whether a run starts here.
fn starts(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, at: usize) -> bool {
    if is_name_word(view, seen, at) {
        return true;
    }
    if !view.is_upper(at) || view.is_calendar(at) {
        // "92nd Assault Brigade", "first Guards Army" are found from their numbers.
        return is_ordinal(view.word(at))
            && !view.title_case
            && at + 1 < view.range.end
            && is_name_word(view, seen, at + 1)
            && (at + 1..view.range.end.min(at + 6))
                .take_while(|i| view.is_upper(*i))
                .any(|i| matches!(view.body(i), Some((_, sayso_lexicon::Head::Group))));
    }
    // A plain word that begins the sentence, or any in a headline: only the words after it can make it a name's.
    if let Some((after, known)) = view.known(at)
        && (after > at + 1 || !view.is_plain(at))
    {
        return known.sort != Sort::Work;
    }
    if view.is_grammar(at) {
        return false;
    }
    // "the ‘Freedom of Russia’ Legion": a plain word begins the marked part.
    if at > view.range.start && view.tag(at - 1) == Tag::Open && quoted_part(view, seen, at - 1).is_some() {
        return true;
    }
    let next = at + 1;
    let given = view.lexicon.people.given(view.word(at)).is_some();
    if next < view.range.end && view.adjacent(at) && is_name_word(view, seen, next) {
        let end = name_end(view, seen, next);
        let headed = view.body_before(next, end).is_some() || view.place_before(next, end).is_some();
        let titled = view.title(at).is_some_and(|(after, _)| after <= end);
        return headed || titled || (given && !view.title_case);
    }
    // "Prime Minister …", "Chief of …": a title of several words.
    if let Some((after, _)) = view.title(at)
        && after > next
        && after < view.range.end
        && (at..after).all(|i| view.is_upper(i))
    {
        return is_name_word(view, seen, after);
    }
    // "Apple unveiled …": a plain word that the text elsewhere writes as a name, and never without its capital.
    if !view.title_case && view.draft.tokens[at].lemma.len() > 2 && seen.contains(&always(view, at)) {
        return true;
    }
    view.word(next) == "of"
        && is_name_word(view, seen, next + 1)
        && view.is_plain_noun(at)
        && view.title(at).is_none()
        && (view.body(at).is_some() || {
            let end = name_end(view, seen, next + 1);
            view.body_before(next + 1, end).is_some()
        })
}

/// The end of the run after one more step, or `None` where it ends.
fn extend(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, start: usize, end: usize) -> Option<usize> {
    if !view.adjacent(end - 1) {
        return None;
    }
    let last = end - 1;
    let word = view.word(end);
    let name_at = |at: usize| at < view.range.end && is_name_word(view, seen, at);
    if name_at(end) {
        // "Minister of Foreign Affairs of Kuldria S. Okkervil", "Ministry of Internal Affairs Anton Rybal": a person's name begins.
        let initial = view.word(end).ends_with('.') && view.word(end).chars().count() == 2;
        let person = initial || view.lexicon.people.given(view.word(end)).is_some();
        if person && name_at(end + 1) && (start..end).any(|at| view.word(at) == "of") {
            return None;
        }
        if let Some((after, _)) = view.known(end) {
            return Some(after);
        }
        return Some(end + 1);
    }
    let next = end + 1;
    match word {
        "of" | "for" => {
            let left_head = view.body_before(start, end).is_some()
                || view.place_before(start, end).is_some()
                || (view.is_plain_noun(last) && view.title_before(start, end).is_none());
            let left_known =
                view.known(last).is_some_and(|(after, k)| after == end && k.sort != Sort::Adjective);
            let left_title = view.title_before(start, end).is_some();
            if !left_head || left_known || (left_title && view.body_before(start, end).is_none()) {
                return None;
            }
            if name_at(next) {
                return Some(next + 1);
            }
            // "Front for a Civil Republic"; "for the" may as well lead on to something else, unless letters in brackets tell.
            let article = match view.word(next) {
                "the" => word == "of" || is_spelt_out(view, start, next + 1),
                "a" | "an" => word == "for",
                _ => false,
            };
            (article && name_at(next + 1)).then_some(next + 2)
        }
        "and" | "&" => {
            if !name_at(next) {
                return None;
            }
            if word == "&" || is_spelt_out(view, start, next) {
                return Some(next + 1);
            }
            joins_by_and(view, seen, start, end).then_some(next + 1)
        }
        "-" | "–" | "/" => {
            let tight = view.draft.tokens[end].span.start() == view.draft.tokens[last].span.end();
            (tight && word == "-" && name_at(next)).then_some(next + 1)
        }
        "'s" | "’s" | "'" | "’" => {
            // "People's Army", "Workers' Party": a plain noun owns the rest, and the rest has a head.
            // "St Brannoc's": a hospital, a school, a church.
            if matches!(view.word(start), "St" | "St." | "Saint") && end == start + 2 {
                let owns = name_at(next) || (view.tag(next) == Tag::Noun && view.is_upper(next));
                return Some(if owns { next + 1 } else { next });
            }
            let owner = view.is_plain_noun(last)
                || matches!(view.word(last), "People" | "Women" | "Men" | "Children");
            // "Seafarers' and Quay Workers' Union"
            let next = if view.word(next) == "and" && owner { next + 1 } else { next };
            let rest = reach(view, seen, next).checked_sub(1).filter(|rest| *rest >= next)?;
            (owner && !view.ends_known(start, end) && view.body_before(next, rest + 1).is_some())
                .then_some(next + 1)
        }
        _ if is_particle(word) => {
            let mut at = next;
            while at < view.range.end && at < end + 3 && is_particle(view.word(at)) {
                at += 1;
            }
            let person = view.known(last).is_none() && !view.is_plain(last)
                || view.lexicon.people.given(view.word(last)).is_some();
            (person && name_at(at) && view.body_before(start, end).is_none()).then_some(at + 1)
        }
        _ if matches!(view.tag(end), Tag::Open) => quoted_part(view, seen, end),
        // "Drenn Today", "Six Tonight"
        "Today" | "Tonight" | "Weekly" if !view.title_case => Some(next),
        // "the channel Palvo 24"
        "24" if start > view.range.start && is_channel(view.word(start - 1)) => Some(next),
        _ if view.tag(end) == Tag::Number => {
            // "Channel 4", "Group of 20", "Unit 731".
            let counted = matches!(
                view.word(last),
                "Channel"
                    | "Radio"
                    | "Unit"
                    | "Route"
                    | "Highway"
                    | "Flight"
                    | "Boeing"
                    | "Airbus"
                    | "Apollo"
                    | "Article"
                    | "Area"
            );
            (counted && word.bytes().all(|b| b.is_ascii_digit())).then_some(next)
        }
        _ => None,
    }
}

/// "Ministry of Trade and Industry", "Food and Drug Administration": both sides make one name only together.
fn joins_by_and(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, start: usize, end: usize) -> bool {
    let next = end + 1;
    let rest = reach(view, seen, next);
    let plain =
        |at: usize| view.is_plain_noun(at) && view.known(at).is_none_or(|(_, k)| k.sort == Sort::Adjective);
    let of = (start..end).any(|at| matches!(view.word(at), "of" | "for"));
    let left_headed = view.body_before(start, end).is_some();
    let right_headed = view.body_before(next, rest).is_some();
    if !plain(end - 1) || !plain(next) {
        return false;
    }
    if of && !right_headed {
        return true;
    }
    !left_headed && right_headed && rest - next >= 2
}

/// Where the capitalised words from `start` on end, plural owners among them: "Counter Workers’ League".
fn reach(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, start: usize) -> usize {
    let end = name_end(view, seen, start);
    let owns = end > start && matches!(view.word(end), "'" | "’") && view.adjacent(end - 1);
    let rest = if owns { name_end(view, seen, end + 1) } else { end };
    if rest > end + 1 { rest } else { end }
}

/// "Strand and Isles Ferries (SIF)": whether letters in brackets soon after are those of the words on both sides.
fn is_spelt_out(view: &View<'_, '_>, start: usize, next: usize) -> bool {
    let limit = view.range.end.min(next + LIMIT);
    let Some(open) = (next..limit).find(|at| view.word(*at) == "(") else { return false };
    let initials = |with: bool| -> String {
        let counts =
            |at: &usize| view.is_upper(*at) || (with && matches!(view.word(*at), "and" | "of" | "for"));
        (start..open)
            .filter(counts)
            .filter_map(|at| view.word(at).chars().next())
            .collect::<String>()
            .to_uppercase()
    };
    let short = view.word(open + 1).replace(['.', '-'], "");
    short.len() > 2 && view.word(open + 2) == ")" && (initials(false) == short || initials(true) == short)
}

/// "the ‘Freedom of Russia’ Legion": the token after the head that the marked part belongs to.
fn quoted_part(view: &View<'_, '_>, seen: &FxHashSet<CompactString>, open: usize) -> Option<usize> {
    let close = (open + 1..view.range.end.min(open + 8)).find(|at| view.tag(*at) == Tag::Close)?;
    let names = (open + 1..close).all(|at| {
        view.is_upper(at)
            || is_name_word(view, seen, at)
            || matches!(view.word(at), "of" | "the" | "and" | "for")
    });
    let after = close + 1;
    (names && close > open + 1 && is_name_word(view, seen, after) && view.body(after).is_some())
        .then_some(after + 1)
}

/// Words for what broadcasts or prints.
fn is_channel(word: &str) -> bool {
    matches!(
        word,
        "channel"
            | "broadcaster"
            | "station"
            | "television"
            | "radio"
            | "website"
            | "site"
            | "outlet"
            | "portal"
            | "network"
    )
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "bin"
            | "bint"
            | "ibn"
            | "ben"
            | "al"
            | "el"
            | "ul"
            | "ud"
            | "zu"
            | "zur"
            | "af"
            | "av"
            | "y"
            | "e"
            | "dela"
            | "los"
            | "las"
    )
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(&word[digits..], "st" | "nd" | "rd" | "th")
}
