//! The headline, without the outlet's name behind it.

use sayso_news::BlockKind;
use sayso_text::Span;

use super::{Evidence, Metadata};
use crate::label::same;
use crate::rendered::Tag;

/// Marks between a headline and the outlet's name, the surest first.
pub(super) const MARKS: [&str; 9] = [" | ", " – ", " — ", " - ", " :: ", " » ", " • ", " · ", ": "];

/// Reads the title: the line that was told to be it, or what the fields say.
pub(super) fn read(evidence: &Evidence<'_>, metadata: &mut Metadata) {
    let lines: Vec<usize> = evidence.lines_of(BlockKind::Title).collect();
    let given = evidence
        .capture
        .title
        .as_deref()
        .into_iter()
        .chain(evidence.rendered.page.titles.iter().map(String::as_str));
    let given: Vec<String> = given
        .map(|title| without_outlet(title, metadata.outlet.as_deref(), evidence))
        .filter(|title| !title.is_empty())
        .collect();
    // The line that says what a field says too, else the page's own first heading, else the field.
    let agreed = lines.iter().find(|n| given.iter().any(|title| same(title, evidence.words(**n))));
    let sure = lines
        .iter()
        .max_by(|a, b| evidence.labels[**a].score.total_cmp(&evidence.labels[**b].score).then(b.cmp(a)));
    let heads = |n: &&usize| {
        let markup = evidence.rendered.lines[**n].markup.as_ref();
        evidence.labels[**n].score >= 0.8 && markup.is_some_and(|markup| markup.tag == Tag::Heading(1))
    };
    let line = agreed.or_else(|| sure.filter(|n| given.is_empty() || heads(n)));
    if let Some(n) = line {
        metadata.title = Some(one_line(evidence.words(*n)));
        metadata.title_at = Some(evidence.rendered.lines[*n].span);
        return;
    }
    let Some(title) = given.into_iter().next() else { return };
    metadata.title_at = evidence.rendered.text.find(&title).map(|at| Span::of(at..at + title.len()));
    metadata.title = Some(title);
}

/// White space as single spaces.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title of a field without the outlet's name at either end. A part is cut off only when it is the outlet's name,
/// or when a line of the text is the rest.
fn without_outlet(title: &str, outlet: Option<&str>, evidence: &Evidence<'_>) -> String {
    let title = one_line(title);
    for mark in MARKS {
        for (head, tail) in [title.rsplit_once(mark), title.split_once(mark)].into_iter().flatten() {
            for (rest, name) in [(head, tail), (tail, head)] {
                let is_outlet = outlet.is_some_and(|outlet| same_name(outlet, name));
                let stands = mark != ": "
                    && rest.len() >= 16
                    && evidence.lines_of(BlockKind::Title).any(|n| same(rest, evidence.words(n)));
                if is_outlet || stands {
                    return without_outlet(rest.trim(), outlet, evidence);
                }
            }
        }
    }
    title
}

/// The same name but for case, an article, and what follows the name's own words ("Harbour Post Online").
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let fold = |name: &str| {
        let name = name.trim().to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        name.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let (a, b) = (fold(a), fold(b));
    !a.is_empty() && (a == b || (a.len() >= 5 && b.len() >= 5 && (a.starts_with(&b) || b.starts_with(&a))))
}
