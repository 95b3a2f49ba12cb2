//! Who wrote it: the names in the lines that were told to be bylines, or those in the page's fields.

use sayso_news::BlockKind;

use super::{Evidence, Metadata};

/// More names than this are a list of something else.
const MOST: usize = 12;

/// Reads the names.
pub(super) fn read(evidence: &Evidence<'_>, metadata: &mut Metadata) {
    let mut names: Vec<String> = Vec::new();
    let fields = evidence.rendered.page.authors.iter().flat_map(|field| split(field, evidence));
    let lines: Vec<usize> = evidence.lines_of(BlockKind::Byline).collect();
    let said = lines.iter().flat_map(|n| split(evidence.words(*n), evidence));
    for name in fields.chain(said) {
        let known = names.iter().any(|known| known.eq_ignore_ascii_case(&name) || known.contains(&name));
        if !known && names.len() < MOST {
            names.push(name);
        }
    }
    metadata.byline = names;
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
