//! Who wrote it: the names in the lines that were told to be bylines, or those in the page's fields.

mod names;

use sayso_lexicon::Sort;
use sayso_news::{Author, AuthorKind, BlockKind};

use super::{Evidence, Metadata};
use names::Source;

/// More names than this are a list of something else.
const MOST: usize = 12;

/// Lines this far below the headline may be a byline.
const BELOW: usize = 12;

/// Reads the names. The page's own fields are believed before its lines, and people before organisations, which are
/// named where nobody else is known; an agency in a byline stands beside the people.
pub(super) fn read(evidence: &Evidence<'_>, metadata: &mut Metadata) {
    let fields = evidence.rendered.page.authors.iter();
    let field = |names: &Vec<String>| -> Vec<Author> {
        names.iter().flat_map(|words| names::read(words, Source::Field, evidence)).collect()
    };
    let lines = lines(evidence);
    let sources: Vec<Vec<Author>> = fields.map(field).chain([lines.clone()]).collect();
    let of = |kind: AuthorKind| {
        let source = sources.iter().find(|names| names.iter().any(|author| author.kind == kind));
        source.into_iter().flatten().filter(move |author| author.kind == kind)
    };
    let agencies = lines.iter().filter(|author| is_agency(&author.name, evidence));
    for author in of(AuthorKind::Person).chain(agencies) {
        add(&mut metadata.byline, author);
    }
    for kind in [AuthorKind::Organisation, AuthorKind::Unnamed] {
        if metadata.byline.is_empty() {
            of(kind).for_each(|author| add(&mut metadata.byline, author));
        }
    }
}

fn add(byline: &mut Vec<Author>, author: &Author) {
    let name = author.name.as_str();
    let known = byline.iter().any(|a| a.name.eq_ignore_ascii_case(name) || a.name.contains(name));
    if !known && byline.len() < MOST {
        byline.push(author.clone());
    }
}

/// The names in the bylines beside the headline; in all of them where none stands there.
fn lines(evidence: &Evidence<'_>) -> Vec<Author> {
    let title = evidence.lines_of(BlockKind::Title).next();
    let body = evidence.lines_of(BlockKind::Body).next();
    let near = |n: &usize| {
        title.is_none_or(|title| (title.saturating_sub(4)..=title + BELOW).contains(n))
            && body.is_none_or(|body| *n <= body + 1)
    };
    let all: Vec<usize> = evidence.lines_of(BlockKind::Byline).collect();
    let names = |lines: &mut dyn Iterator<Item = usize>| -> Vec<Author> {
        lines.flat_map(|n| names::read(evidence.words(n), Source::Line, evidence)).collect()
    };
    let beside = names(&mut all.iter().copied().filter(near));
    if beside.is_empty() { names(&mut all.into_iter()) } else { beside }
}

/// An agency or another outlet that the tables know.
fn is_agency(name: &str, evidence: &Evidence<'_>) -> bool {
    let outlet = evidence.lexicon.gazetteer.get(name).is_some_and(|known| known.sort == Sort::Outlet);
    let agency = || evidence.phrases.hits(name).whole.filter(|hit| hit.kind == BlockKind::Byline);
    outlet || agency().is_some_and(|hit| !names::is_unnamed(hit.entry))
}
