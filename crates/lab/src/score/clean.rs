//! `lab score clean`: how right the lines of captures are typed, by the labeller as it is shipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::Article;

use super::collection::{Plain, Truth};
use super::extraction::{self, Lines, Pages};
use super::kinds::{self, Tally};
use super::{cases, read_names};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder of a collection of pages: `ground-truth.json` with their bodies, and `html/ID.html.gz`
    #[arg(long)]
    pages: Option<PathBuf>,
    /// Plain lines of pages, each body or not: {"id", "lines": [{"t", "body": 0|1}]}
    #[arg(long)]
    lines: Option<PathBuf>,
}

/// Prints what is reached. The model has learnt from the kinds of the gold and from most of the pages that there are for
/// this: honest figures are on its card.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn run(root: &Path, args: &Args) -> Result<()> {
    let cleaner = Cleaner::new(Lexicon::english());
    let (kappa, shared) = kinds::agreement(root)?;
    println!("two annotators: kappa {kappa:.3}; {shared}");
    println!("invented captures: {}", invented(root, &cleaner)?);
    if let Some(pages) = &args.pages {
        println!("body of {}", bodies(pages, &cleaner)?);
    }
    if let Some(lines) = &args.lines {
        let (lines, tally) = plain(root, lines, &cleaner)?;
        println!("texts: {lines}");
        if tally.lines() > 0 {
            println!("kinds on texts: {tally}");
        }
    }
    Ok(())
}

fn clean(cleaner: &Cleaner, name: &str, bytes: Vec<u8>) -> Result<Article> {
    let captures = Ingest::new().read(name, bytes).value;
    Ok(cleaner.clean(captures.first().context("a capture")?).value)
}

/// The kinds of the lines of an article that are not blank.
fn told(article: &Article) -> Vec<usize> {
    let mut blocks = article.blocks.iter().peekable();
    sayso_text::lines(&article.text)
        .filter(|line| !line.is_blank())
        .map(|line| {
            let at = line.span.trim(&article.text).start();
            while blocks.next_if(|block| block.span.end() <= at).is_some() {}
            let kind = blocks.peek().and_then(|block| kinds::number(block.kind.name()));
            kind.unwrap_or(kinds::KINDS.len() - 1)
        })
        .collect()
}

fn invented(root: &Path, cleaner: &Cleaner) -> Result<Tally> {
    let mut tally = Tally::default();
    for case in cases::read(root)? {
        let article = clean(cleaner, &case.name, case.document())?;
        for (gold, told) in case.kinds.iter().zip(told(&article)) {
            tally.add(*gold, told);
        }
    }
    Ok(tally)
}

fn bodies(folder: &Path, cleaner: &Cleaner) -> Result<Pages> {
    let truth: BTreeMap<String, Truth> =
        serde_json::from_slice(&super::read(&folder.join("ground-truth.json"))?)?;
    let mut pages = Pages::default();
    for name in read_names(&folder.join("html"), "html.gz")? {
        let Some(truth) = truth.get(&name) else { continue };
        let article = clean(cleaner, &name, super::read(&folder.join(format!("html/{name}.html.gz")))?)?;
        pages.add(truth.body.as_deref().unwrap_or_default(), &extraction::body(&article));
    }
    Ok(pages)
}

fn plain(root: &Path, file: &Path, cleaner: &Cleaner) -> Result<(Lines, Tally)> {
    let gold = kinds::gold(root)?;
    let (mut lines, mut tally) = (Lines::default(), Tally::default());
    for line in fs::read_to_string(file).with_context(|| file.display().to_string())?.lines() {
        let plain: Plain = serde_json::from_str(line)?;
        let article = clean(cleaner, &plain.id, plain.document())?;
        let mut told = told(&article).into_iter();
        for (n, line) in plain.lines.iter().enumerate() {
            // A line that holds nothing is no line of the article, and nothing was told of it.
            let told = if line.t.trim().is_empty() { None } else { told.next() };
            lines.add(line.body == 1, told.is_some_and(kinds::is_text), line.t.chars().count());
            if let (Some(told), Some(Some(gold))) = (told, gold.get(&plain.id).and_then(|kinds| kinds.get(n)))
            {
                tally.add(*gold, told);
            }
        }
    }
    Ok((lines, tally))
}
