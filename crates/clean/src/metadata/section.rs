//! The part of the publication that an article stands in: told by its data, by the page's fields, or by the way to it.

use sayso_lexicon::Crumb;
use sayso_news::{BlockKind, SectionBasis};
use sayso_text::Span;

use super::{Evidence, Filed, Metadata};
use crate::label::same;
use crate::rendered::Regions;

/// Longer names are a list of tags, or a sentence.
const LONGEST: usize = 60;
/// A way from the front page has no more parts.
const MOST: usize = 8;
/// Marks between the parts of a way.
const MARKS: [char; 8] = ['>', '›', '»', '/', '→', '|', '❯', '⟩'];

/// Reads the section; what tells it first is believed.
pub(super) fn read(evidence: &Evidence<'_>, metadata: &mut Metadata) {
    let page = &evidence.rendered.page;
    let given = |names: &[String], basis| {
        let name = names.iter().find(|name| is_name(name))?;
        Some(Filed { name: name.trim().to_owned(), basis, at: None })
    };
    metadata.section = given(&page.sections, SectionBasis::Data)
        .or_else(|| given(&page.section_fields, SectionBasis::Field))
        .or_else(|| trail(evidence, metadata))
        .or_else(|| walked(evidence, metadata));
}

/// The last part of the way that the page's data tells.
fn trail(evidence: &Evidence<'_>, metadata: &Metadata) -> Option<Filed> {
    let parts = &evidence.rendered.page.trail;
    let name = parts.iter().take(MOST).rfind(|part| is_section(part, evidence, metadata))?;
    Some(Filed { name: name.clone(), basis: SectionBasis::Breadcrumbs, at: None })
}

/// The last part of the way that a reader sees.
fn walked(evidence: &Evidence<'_>, metadata: &Metadata) -> Option<Filed> {
    let marked = marked(evidence);
    let text = &evidence.rendered.text;
    // Links that nothing parts are one part: of them only the first word is sure.
    let merged = |parts: &[Span]| match parts {
        [one] => one.slice(text).split_once(' ').is_some_and(|(first, _)| Crumb::of(first).is_some()),
        _ => false,
    };
    let parts = if marked.is_empty() { lined(evidence) } else { marked };
    if merged(&parts) {
        return None;
    }
    let at = *parts.iter().take(MOST).rfind(|at| is_section(at.slice(text), evidence, metadata))?;
    Some(Filed { name: at.slice(text).to_owned(), basis: SectionBasis::Breadcrumbs, at: Some(at) })
}

/// The parts of the first way that markup tells.
fn marked(evidence: &Evidence<'_>) -> Vec<Span> {
    let lines = evidence.rendered.lines.iter();
    let on_way = |n: &usize| {
        let markup = evidence.rendered.lines[*n].markup.as_ref();
        markup.is_some_and(|markup| markup.within.any(Regions::BREADCRUMBS))
    };
    let lines = (0..lines.len()).skip_while(|n| !on_way(n)).take_while(on_way).take(MOST);
    lines.flat_map(|n| parts(evidence, n)).collect()
}

/// The parts of a way that a line above the headline shows: "Home > News > Harbour".
fn lined(evidence: &Evidence<'_>) -> Vec<Span> {
    let text = &evidence.rendered.text;
    let body = evidence.lines_of(BlockKind::Body).next().unwrap_or(evidence.labels.len());
    let ways = (0..body).filter(|n| evidence.labels[*n].kind == BlockKind::Navigation);
    let ways = ways.filter(|n| evidence.words(*n).len() <= 3 * LONGEST).map(|n| parts(evidence, n));
    let leads_home = |parts: &Vec<Span>| {
        (2..=MOST).contains(&parts.len()) && Crumb::of(parts[0].slice(text)) == Some(Crumb::Home)
    };
    let directed = |parts: &Vec<Span>| {
        // A menu is parted by bars and slashes as well; only an arrow leads somewhere.
        let between = Span::of(parts[0].end()..parts[1].start());
        between.slice(text).contains(['>', '›', '»', '→', '❯', '⟩'])
    };
    ways.filter(leads_home).find(directed).unwrap_or_default()
}

/// The parts of a line, without the words that lead it in.
fn parts(evidence: &Evidence<'_>, line: usize) -> Vec<Span> {
    let text = &evidence.rendered.text;
    let whole = evidence.rendered.lines[line].span;
    let words = whole.slice(text);
    let lead = words.find(':').filter(|at| Crumb::of(&words[..*at]) == Some(Crumb::Here));
    let mut from = lead.map_or(number(words), |at| at + 1);
    let mut parts = Vec::new();
    let ends = words.match_indices(MARKS).map(|(at, mark)| (at, mark.len())).chain([(words.len(), 0)]);
    for (end, size) in ends.filter(|(end, _)| *end >= lead.unwrap_or(0)) {
        let part = Span::of(whole.start() + from.min(end)..whole.start() + end).trim(text);
        if !part.slice(text).is_empty() {
            parts.push(part);
        }
        from = end + size;
    }
    parts
}

/// How long the number of a list's entry is.
fn number(words: &str) -> usize {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let entry = rest.len() < words.len() && rest.starts_with(". ");
    if entry { words.len() - rest.len() + 2 } else { 0 }
}

/// A part of the way that is neither the front page, nor the outlet, nor the article itself.
fn is_section(name: &str, evidence: &Evidence<'_>, metadata: &Metadata) -> bool {
    let is_own = |known: Option<&String>| known.is_some_and(|known| same(known, name));
    let titles = evidence.rendered.page.titles.iter();
    let titled = titles.chain(&metadata.title).any(|title| same(title, name));
    is_name(name) && !titled && !is_own(metadata.outlet.as_ref()) && !name.ends_with(['…', '.'])
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    name.chars().any(char::is_alphabetic)
        && name.len() <= LONGEST
        && !name.contains("://")
        && Crumb::of(name).is_none()
}
