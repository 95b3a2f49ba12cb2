//! Who wrote it: the names in the lines that were told to be bylines, or those in the page's fields.

use sayso_news::BlockKind;

use super::outlet::is_masthead_word;
use super::title::same_name;
use super::{Evidence, Metadata};

/// More names than this are a list of something else.
const MOST: usize = 12;

/// Lines this far below the headline may be a byline.
const BELOW: usize = 12;

/// Reads the names. The page's own fields are believed before its lines, and people before organisations, which fields
/// name where nobody else is known; an agency in a byline stands beside the people.
pub(super) fn read(evidence: &Evidence<'_>, metadata: &mut Metadata) {
    let fields = &evidence.rendered.page.authors;
    let fields = fields.iter().map(|field| field.iter().flat_map(|words| split(words, evidence)).collect());
    let lines = lines(evidence);
    let mut sources: Vec<Vec<String>> = fields.collect();
    sources.push(lines.clone());
    let is_person = |name: &String| !is_organisation(name, evidence);
    let people = sources.iter().find(|names| names.iter().any(is_person));
    let mut names: Vec<String> = Vec::new();
    let found = people.into_iter().flatten().filter(|name| is_person(name));
    let agencies = lines.iter().filter(|name| is_agency(name, evidence));
    let others = sources.iter().find(|names| !names.is_empty()).filter(|_| people.is_none());
    for name in found.chain(agencies).chain(others.into_iter().flatten()) {
        let known =
            names.iter().any(|known| known.eq_ignore_ascii_case(name) || known.contains(name.as_str()));
        if !known && names.len() < MOST {
            names.push(name.clone());
        }
    }
    metadata.byline = names;
}

/// The names in the bylines beside the headline; in all of them where none stands there.
fn lines(evidence: &Evidence<'_>) -> Vec<String> {
    let title = evidence.lines_of(BlockKind::Title).next();
    let body = evidence.lines_of(BlockKind::Body).next();
    let near = |n: &usize| {
        title.is_none_or(|title| (title.saturating_sub(4)..=title + BELOW).contains(n))
            && body.is_none_or(|body| *n <= body + 1)
    };
    let all: Vec<usize> = evidence.lines_of(BlockKind::Byline).collect();
    let names = |lines: &mut dyn Iterator<Item = usize>| -> Vec<String> {
        lines.flat_map(|n| split(evidence.words(n), evidence)).collect()
    };
    let beside = names(&mut all.iter().copied().filter(near));
    if beside.is_empty() { names(&mut all.into_iter()) } else { beside }
}

/// An outlet, a team, a desk: the page's own name, or a word in it that publications and their parts are called by.
fn is_organisation(name: &str, evidence: &Evidence<'_>) -> bool {
    let site = evidence.rendered.page.sites.iter().any(|site| same_name(site, name));
    site || name.split_whitespace().any(|word| is_masthead_word(evidence, word))
        || is_group(name)
        || is_agency(name, evidence)
}

/// "Newsroom", "The Web Team": several who are not named.
fn is_group(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or("").to_lowercase();
    ["staff", "team", "desk", "newsroom", "editors", "admin", "redaktion", "reporter", "editor"]
        .contains(&last.as_str())
}

/// An agency that the tables know.
fn is_agency(name: &str, evidence: &Evidence<'_>) -> bool {
    evidence.phrases.hits(name).whole.is_some_and(|hit| hit.kind == BlockKind::Byline)
}

/// The names in one byline.
fn split(words: &str, evidence: &Evidence<'_>) -> Vec<String> {
    let words = words.trim_matches(['(', ')', '[', ']', '/', '|', ' ']);
    // "Reporting by A; Editing by B": those who edit are no authors.
    let words = words.split(';').next().unwrap_or("");
    let words = after_by(words, evidence);
    let words = &words[..date_starts(words, evidence)];
    words
        .split([',', '|', '·', '•', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .filter_map(|part| name(part, evidence))
        .collect()
}

/// What follows "By", "Written by", "From our correspondent,"; the whole where there is none.
fn after_by<'w>(words: &'w str, evidence: &Evidence<'_>) -> &'w str {
    let lower = words.to_ascii_lowercase();
    let start = evidence.phrases.hits(words).start.filter(|hit| hit.kind == BlockKind::Byline);
    if let Some(hit) = start.filter(|hit| lower.starts_with(hit.entry)) {
        return words[hit.entry.len()..].trim_start_matches([' ', ':', ',', '-', '–', '—', '\u{a0}']);
    }
    match lower.find(" by ") {
        Some(at) => words[at + 4..].trim_start(),
        None => words,
    }
}

/// Where a date begins in a byline: the first word of it that belongs to one, when a day is told.
fn date_starts(words: &str, evidence: &Evidence<'_>) -> usize {
    let mut at = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let weekday = evidence.phrases.dates.contains(bare.as_str()) && bare.len() > 2;
        let figure = bare.starts_with(|c: char| c.is_ascii_digit());
        let capital = word.starts_with(char::is_uppercase);
        if figure || (weekday && capital && at > 0) {
            return at;
        }
        at += word.len();
    }
    words.len()
}

/// One name: capitalised words, without a place ("in Port Sarn") or an office behind it.
fn name(part: &str, evidence: &Evidence<'_>) -> Option<String> {
    let part = [" in ", " at ", " for ", " – ", " - ", " — ", " @"]
        .iter()
        .fold(part, |part, mark| part.split_once(mark).map_or(part, |(head, _)| head));
    let part = part.trim().trim_matches(['.', ':', '-', '–', '—', '(', ')', '"', ' ', '\u{a0}']);
    let words = part.split_whitespace().count();
    let named = part.chars().any(char::is_uppercase) && !part.chars().any(|c| c.is_ascii_digit() || c == '@');
    let role = evidence
        .phrases
        .hits(part)
        .whole
        .is_some_and(|hit| hit.kind == BlockKind::Byline && is_role(hit.entry));
    (named && (1..=6).contains(&words) && !role && part.len() <= 80).then(|| {
        let part = if part.len() > 3 && part.chars().all(|c| !c.is_lowercase()) && words > 1 {
            title_case(part)
        } else {
            part.to_owned()
        };
        part.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// "staff reporter" and the like name nobody; the agencies in that table do.
fn is_role(entry: &str) -> bool {
    ["staff", "report", "desk", "admin", "editor", "contribut", "correspondent", "agencies", "wire"]
        .iter()
        .any(|w| entry.contains(w))
}

/// "ANA SOLE" as a name is written.
fn title_case(name: &str) -> String {
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let lower: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric();
            lower
        })
        .collect()
}
