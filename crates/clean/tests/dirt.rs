//! Runs the case pages in `tests/cases/clean-dirt`: captures that came through something, and what must be told of them.
//!
//! A section (`##`) has a block `lines`, as the pages in `tests/cases/clean` have, each line of it `kind | words`; a star
//! for the kind asks nothing. What stands behind the bars is the capture, unless a block `html` is there. `<U+00AD>` is a
//! character that nobody sees. `notes:` are the codes of all remarks, none where the line is missing; `published:` is the
//! day that must be found. Nothing learns from these pages.
#![allow(clippy::disallowed_methods, reason = "a test reads its own pages")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Note};

fn fence(section: &str, name: &str) -> Option<String> {
    let (_, rest) = section.split_once(&format!("```{name}\n"))?;
    Some(seen(rest.split_once("\n```").expect("a block ends").0))
}

/// With the characters that are written as their numbers.
fn seen(page: &str) -> String {
    let mut parts = page.split("<U+");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('>').expect("a number ends");
        let number = u32::from_str_radix(number, 16).expect("a number of a character");
        text.push(char::from_u32(number).expect("a character"));
        text.push_str(rest);
    }
    text
}

fn read(capture: &str) -> (Article, Vec<Note>) {
    let mut notes = Vec::new();
    let mut captures = Ingest::new().read("case", capture.as_bytes().to_vec()).into(&mut notes);
    let article = Cleaner::new(Lexicon::english()).clean(&captures.remove(0)).into(&mut notes);
    (article, notes)
}

/// The lines of an article, each with its kind.
fn told(article: &Article) -> Vec<(String, &str)> {
    let lines = sayso_text::lines(&article.text).filter(|line| !line.is_blank());
    lines
        .map(|line| {
            let span = line.span.trim(&article.text);
            let block = article.blocks.iter().find(|block| block.span.holds(span.start()));
            let kind = format!("{:?}", block.expect("a block stands over every line").kind).to_lowercase();
            (kind, span.slice(&article.text))
        })
        .collect()
}

/// What is not as the section says.
fn complaints(section: &str) -> Result<String, std::fmt::Error> {
    let said = |name: &str| {
        let value = section.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        value.trim().to_owned()
    };
    let wanted = fence(section, "lines").expect("a section has its lines");
    let wanted: Vec<(&str, &str)> = wanted
        .lines()
        .map(|line| line.split_once('|').expect("kind | words"))
        .map(|(kind, words)| (kind.trim(), words.strip_prefix(' ').unwrap_or(words)))
        .collect();
    let text = || wanted.iter().map(|(_, words)| *words).collect::<Vec<_>>().join("\n");
    let (article, notes) = read(&fence(section, "html").unwrap_or_else(text));
    let told = told(&article);
    let mut wrong = String::new();
    let words: Vec<&str> = told.iter().map(|(_, words)| *words).collect();
    let asked: Vec<_> = wanted.iter().filter(|(_, words)| !words.trim().is_empty()).collect();
    if !words.iter().copied().eq(asked.iter().map(|(_, words)| words.trim())) {
        writeln!(wrong, "  a reader sees other lines: {words:#?}")?;
    }
    for ((kind, words), (saw, _)) in asked.iter().zip(&told).filter(|(want, _)| want.0 != "*") {
        if kind != saw {
            writeln!(wrong, "  {kind} and not {saw}: {words}")?;
        }
    }
    let codes = |list: &str| list.split([',', ' ']).filter(|c| !c.is_empty()).map(str::to_owned).collect();
    let (wanted, found): (BTreeSet<String>, BTreeSet<String>) =
        (codes(&said("notes:")), notes.iter().map(|note| note.code.to_string()).collect());
    if wanted != found {
        writeln!(wrong, "  notes {found:?} and not {wanted:?}")?;
    }
    let day = article.published.as_ref().map(|when| when.value.to_string()).unwrap_or_default();
    if !said("published:").is_empty() && !day.starts_with(&said("published:")) {
        writeln!(wrong, "  published {day:?} and not {}", said("published:"))?;
    }
    Ok(wrong)
}

#[test]
fn dirt_is_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/clean-dirt");
    let mut all = String::new();
    let mut sections = 0;
    for name in ["captures.md", "days.md"] {
        let page = std::fs::read_to_string(folder.join(name)).expect("the page is in the tree");
        for section in page.split("\n## ").skip(1) {
            sections += 1;
            let wrong = complaints(section).expect("a string takes everything");
            if !wrong.is_empty() {
                all.push_str(section.lines().next().unwrap_or_default());
                all.push('\n');
                all.push_str(&wrong);
            }
        }
    }
    assert!(sections > 0, "the pages have sections");
    assert!(all.is_empty(), "{all}");
}
