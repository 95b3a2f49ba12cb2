//! The publication, where the capture tells it; never invented.

use sayso_news::BlockKind;
use sayso_text::Span;

use super::title::{MARKS, same_name};
use super::{Evidence, Metadata};
use crate::label::same;

/// A name that may be the outlet's, where it stands, and how much speaks for it.
struct Candidate {
    name: String,
    at: Option<Span>,
    score: f32,
}

/// So many names are looked for throughout the page.
const MOST: usize = 64;
/// Less than this is not enough.
const ENOUGH: f32 = 2.0;

/// Reads the outlet: the page's fields, else the words around the article.
pub(super) fn read(evidence: &Evidence<'_>, metadata: &mut Metadata) {
    let mut found: Vec<Candidate> = Vec::new();
    found.extend(evidence.rendered.page.sites.first().map(|site| Candidate {
        name: site.clone(),
        at: None,
        score: 9.0,
    }));
    if found.is_empty() {
        titles(evidence, &mut found);
        mastheads(evidence, &mut found);
        notices(evidence, &mut found);
        credits(evidence, metadata, &mut found);
        found.truncate(MOST);
        for candidate in &mut found {
            candidate.score += recurrence(evidence, candidate);
        }
        if found.iter().all(|candidate| candidate.score < ENOUGH) {
            datelines(evidence, &mut found);
        }
    }
    let best = found
        .into_iter()
        .filter(|c| c.score >= ENOUGH)
        .max_by(|a, b| a.score.total_cmp(&b.score).then_with(|| b.name.cmp(&a.name)));
    let Some(best) = best else { return };
    metadata.outlet_at = best.at.or_else(|| place(evidence, &best.name));
    metadata.outlet = Some(spelled_out(evidence, &best.name).unwrap_or(best.name));
}

/// "They locked the doors — BARRICADE": what the page's title adds to a line of the text.
fn titles(evidence: &Evidence<'_>, found: &mut Vec<Candidate>) {
    let Some(title) = evidence.rendered.page.title.as_deref() else { return };
    for mark in MARKS.iter().filter(|mark| **mark != ": ") {
        for (rest, name) in
            [title.rsplit_once(mark), title.split_once(mark).map(|(a, b)| (b, a))].into_iter().flatten()
        {
            let stands = |n: usize| same(rest.trim(), evidence.words(n));
            if is_name(name) && rest.split_whitespace().count() >= 3 && (0..evidence.labels.len()).any(stands)
            {
                found.push(Candidate { name: named(evidence, name), at: None, score: 3.0 });
            }
        }
    }
}

/// A name that stands at the very top: "The Harbour Post", "HARBOUR POST online", "Harbour Radio - English service".
fn mastheads(evidence: &Evidence<'_>, found: &mut Vec<Candidate>) {
    let end = evidence.lines_of(BlockKind::Title).next().unwrap_or(evidence.labels.len()).min(6);
    for n in 0..end {
        let row = &evidence.rows[n];
        let words = evidence.words(n);
        if row.shape.stop
            || row.shape.words > 14
            || row.hits.whole.is_some()
            || row.hits.ago
            || row.is_dateline()
        {
            continue;
        }
        let cut = ["|", " - ", " – ", " — ", " :: ", "   ", "\t", " · "]
            .iter()
            .filter_map(|mark| words.find(mark))
            .min();
        let span = evidence.rendered.lines[n].span;
        let span =
            Span::of(span.start()..span.start() + cut.unwrap_or(words.len())).trim(&evidence.rendered.text);
        let span = bare(span, &evidence.rendered.text);
        let name = span.slice(&evidence.rendered.text);
        if !is_name(name) || evidence.phrases.hits(name).menu.is_some() {
            continue;
        }
        let kind = name.split_whitespace().any(|word| is_masthead_word(evidence, word));
        let rank = match n {
            0 if heads_the_page(evidence) && !name.contains(|c: char| c.is_ascii_digit()) => ENOUGH,
            0 => 0.8,
            _ => 0.5,
        };
        found.push(Candidate {
            name: named(evidence, name),
            at: Some(span),
            score: rank + if kind { 1.6 } else { 0.0 },
        });
    }
}

/// Whether the first line stands over a motto or a menu, and not over a headline: "STEEL RAMPART", "Everything. In one basket."
fn heads_the_page(evidence: &Evidence<'_>) -> bool {
    let title = evidence.lines_of(BlockKind::Title).next();
    let Some(row) = evidence.rows.get(1) else { return false };
    let short = (2..=14).contains(&row.shape.words) && !row.is_dateline() && !row.hits.ago;
    let menu = row.hits.menu.is_some() || row.shape.separators > 0 || row.shape.columns > 0;
    title.is_some_and(|n| n > 1) && short && (menu || row.shape.titleness() < 0.6)
}

/// Without what only adorns a name: "*** THE RED KILN ***".
fn bare(span: Span, text: &str) -> Span {
    let words = span.slice(text);
    let adorns = |c: char| matches!(c, '*' | '=' | '~' | '_' | '#' | '|' | '•' | '-') || c.is_whitespace();
    let start = words.len() - words.trim_start_matches(adorns).len();
    let size = words.trim_matches(adorns).len();
    Span::of(span.start() + start..span.start() + start + size)
}

/// "© 2023 Harbour Wire. All rights reserved", "Copyright Harbour Wire", "Harbour Wire © 2023".
fn notices(evidence: &Evidence<'_>, found: &mut Vec<Candidate>) {
    for (n, line) in evidence.rendered.lines.iter().enumerate() {
        let words = evidence.words(n);
        if words.len() > 600 || evidence.rows[n].oversize {
            continue;
        }
        let lower = words.to_ascii_lowercase();
        let Some((at, size)) =
            ["©", "copyright", "(c) "].iter().find_map(|mark| lower.find(mark).map(|at| (at, mark.len())))
        else {
            continue;
        };
        let after = &words[at + size..];
        let skip = after.len() - after.trim_start_matches(|c: char| !c.is_alphabetic()).len();
        let after = &after[skip..];
        let after_at = at + size + skip;
        let (after, skipped) = after.strip_prefix("by ").map_or((after, 0), |rest| (rest, 3));
        let end = after.find(['.', ',', '|', '–', '—', '©', '(', '-', ';']).unwrap_or(after.len());
        let name = cut_years(&after[..end]);
        let before = cut_years(words[..at].trim_end());
        let (name, start) = if is_name(name) { (name, after_at + skipped) } else { (before, 0) };
        if is_name(name) && !name.to_ascii_lowercase().starts_with("all rights") {
            let start = line.span.start() + start;
            let span = Span::of(start..start + name.len()).trim(&evidence.rendered.text);
            found.push(Candidate { name: named(evidence, name), at: Some(span), score: 2.0 });
        }
    }
}

/// "TESMAR, Orvania, May 15 (Northgate) --": whose report it is.
fn datelines(evidence: &Evidence<'_>, found: &mut Vec<Candidate>) {
    for n in evidence.lines_of(BlockKind::Body).take(2) {
        let words = evidence.words(n);
        let Some((at, _)) = words.char_indices().take(80).find(|(_, c)| *c == '(') else { continue };
        let Some(size) = words[at + 1..].find(')').filter(|size| *size < 40) else { continue };
        let (name, after) = (&words[at + 1..at + 1 + size], words[at + 2 + size..].trim_start());
        let place = words[..at].split_whitespace().next().is_some_and(|w| !w.contains(char::is_lowercase));
        if place && after.starts_with(['-', '–', '—']) && is_name(name) {
            let start = evidence.rendered.lines[n].span.start() + at + 1;
            let at = Some(Span::of(start..start + name.len()));
            // "(Halyard)" where the byline has "Halyard International"
            let fuller =
                found.iter_mut().find(|c| c.name.strip_prefix(name).is_some_and(|r| r.starts_with(' ')));
            match fuller {
                Some(fuller) => fuller.score = ENOUGH,
                None => found.push(Candidate { name: name.to_owned(), at, score: ENOUGH }),
            }
        }
    }
}

/// The name that an acronym stands for, where a line or words before the acronym in brackets say it.
fn spelled_out(evidence: &Evidence<'_>, acronym: &str) -> Option<String> {
    let letters = acronym.chars().count();
    if !(3..=6).contains(&letters) || acronym.contains(|c: char| !c.is_uppercase()) {
        return None;
    }
    let stands_for = |words: &[&str]| {
        let upper = |w: &&&str| w.starts_with(char::is_uppercase);
        let initials: String = words.iter().filter(upper).filter_map(|w| w.chars().next()).collect();
        initials == acronym && words.first().is_some_and(|w| w.starts_with(char::is_uppercase))
    };
    let bracketed = format!("({acronym})");
    (0..evidence.labels.len()).take(400).find_map(|n| {
        let line = evidence.words(n);
        let before = line.find(&bracketed).map(|at| &line[..at]);
        let words: Vec<&str> = before.unwrap_or(line).split_whitespace().collect();
        let longest = letters + 3;
        let fits = (2..=longest.min(words.len())).find(|k| stands_for(&words[words.len() - k..]))?;
        let whole = before.is_some() || fits == words.len();
        whole.then(|| words[words.len() - fits..].join(" "))
    })
}

fn cut_years(name: &str) -> &str {
    let end = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let name = name[..end].trim();
    ["All rights", "all rights", "ALL RIGHTS", "All Rights"]
        .iter()
        .fold(name, |name, mark| name.split(mark).next().unwrap_or(name))
        .trim()
}

/// "/ Harbour Wire" below the headline, or a byline that names no person but a name of the furniture.
fn credits(evidence: &Evidence<'_>, metadata: &Metadata, found: &mut Vec<Candidate>) {
    for n in evidence.lines_of(BlockKind::Byline) {
        let words = evidence.words(n);
        if let Some(name) =
            words.strip_prefix("/ ").or_else(|| words.strip_prefix("| ")).filter(|name| is_name(name))
        {
            let start = evidence.rendered.lines[n].span.end() - name.len();
            let at = Some(Span::of(start..start + name.len()).trim(&evidence.rendered.text));
            found.push(Candidate { name: name.trim().to_owned(), at, score: 2.0 });
        }
    }
    for author in &metadata.byline {
        let name = author.name.clone();
        let organisation = name.split_whitespace().any(|word| is_masthead_word(evidence, word));
        found.push(Candidate { name, at: None, score: if organisation { 1.0 } else { 0.4 } });
    }
}

/// What speaks for a name elsewhere: it stands in other furniture, or the text says "the Post".
fn recurrence(evidence: &Evidence<'_>, candidate: &Candidate) -> f32 {
    let lower = candidate.name.to_lowercase();
    let short = lower.strip_prefix("the ").unwrap_or(&lower);
    let last = candidate.name.split_whitespace().next_back().unwrap_or("");
    let mut score: f32 = 0.0;
    for (n, label) in evidence.labels.iter().enumerate() {
        let span = evidence.rendered.lines[n].span;
        if candidate.at.is_some_and(|at| span.contains(at)) || span.len() > 4000 {
            continue;
        }
        let words = evidence.words(n);
        let furniture = matches!(
            label.kind,
            BlockKind::Legal
                | BlockKind::Promo
                | BlockKind::Navigation
                | BlockKind::Byline
                | BlockKind::Comments
                | BlockKind::Other
        );
        if furniture && words.to_lowercase().contains(short) {
            score += if label.kind == BlockKind::Byline { 0.4 } else { 1.2 };
        } else if furniture && score == 0.0 && short.contains(' ') && holds_word(words, &title_of(last)) {
            score += 0.8;
        }
    }
    score.min(2.0)
}

fn title_of(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
}

fn holds_word(words: &str, word: &str) -> bool {
    word.len() >= 4 && words.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}

/// One to six words, each with a capital or a small joining word, no figure.
fn is_name(words: &str) -> bool {
    let words = words.trim();
    let count = words.split_whitespace().count();
    let proper = words.split_whitespace().enumerate().all(|(n, w)| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        let joint =
            matches!(bare, "" | "of" | "the" | "and" | "for" | "de" | "la" | "le" | "on" | "in" | "online");
        bare.chars().any(char::is_uppercase) || joint || (n == 0 && count <= 3)
    });
    (1..=6).contains(&count)
        && proper
        && words.chars().any(char::is_uppercase)
        && !words.contains(['@', ':', '?', '!', '/', '>'])
        && words.len() >= 3
}

/// The name as it is written elsewhere, rather than in capitals; without a tail like "online".
fn named(evidence: &Evidence<'_>, name: &str) -> String {
    let name = name.trim();
    let name =
        ["online", "Online", "ONLINE"].iter().find_map(|tail| name.strip_suffix(tail)).unwrap_or(name).trim();
    if name.chars().any(char::is_lowercase) || name.split_whitespace().count() == 1 {
        return name.to_owned();
    }
    let _ = evidence;
    name.split_whitespace().map(title_of).collect::<Vec<_>>().join(" ")
}

/// "Times", "Gazette", "Radio": words that names of outlets end or begin with.
pub(super) fn is_masthead_word(evidence: &Evidence<'_>, word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    evidence.lexicon.mastheads.binary_search(&word.as_str()).is_ok()
}

/// The first place of the name in the text.
fn place(evidence: &Evidence<'_>, name: &str) -> Option<Span> {
    let hit = (0..evidence.labels.len()).find_map(|n| {
        let span = evidence.rendered.lines[n].span;
        evidence.words(n).find(name).map(|at| span.start() + at)
    });
    let hit = hit.or_else(|| {
        (0..evidence.labels.len()).find_map(|n| {
            let words = evidence.words(n);
            same_name(name, words).then(|| evidence.rendered.lines[n].span.start())
        })
    })?;
    let span = Span::of(hit..(hit + name.len()).min(evidence.rendered.text.len()));
    (same_name(span.slice(&evidence.rendered.text), name)).then_some(span)
}
