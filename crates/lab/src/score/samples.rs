//! The stories in `samples/`, run through the pipeline here and scored.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sayso_pipeline::{Held, Options, Pipeline};

use super::account::Account;
use super::checks;
use super::gold::Gold;
use super::tally::Tally;

/// The row that the mean leaves out: whether captures of other events stay out of the story.
pub(crate) const APART: &str = "unrelated apart";

/// One story of the samples with its score.
#[derive(Debug)]
pub(crate) struct Scored {
    pub(crate) name: String,
    pub(crate) tally: Tally,
    /// Captures that the gold's story leaves out: how many stand alone, of how many.
    pub(crate) apart: (usize, usize),
}

impl Scored {
    /// Passed and total of every row of the table.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, (usize, usize))> {
        let sections = self.tally.rows.iter().map(|row| (row.section, (row.passed, row.total)));
        sections.chain(std::iter::once((APART, self.apart)))
    }
}

/// Scores every `<folder>/<story>/` that has a `<folder>/<story>.gold.json`, in name order.
pub(crate) fn score(root: &Path, folder: &Path) -> Result<Vec<Scored>> {
    let pipeline = Pipeline::new(Options::default())?;
    let stories = super::read_names(&root.join(folder), "gold.json")?;
    ensure!(!stories.is_empty(), "there is no *.gold.json in `{}`", folder.display());
    stories
        .iter()
        .map(|name| {
            story(root, folder, name, &pipeline).with_context(|| folder.join(name).display().to_string())
        })
        .collect()
}

fn story(root: &Path, folder: &Path, name: &str, pipeline: &Pipeline) -> Result<Scored> {
    let gold = Gold::read(&root.join(folder).join(format!("{name}.gold.json")))?;
    let mut captures = Vec::new();
    for file in super::read_names(&root.join(folder).join(name), "")? {
        let path = folder.join(name).join(file);
        captures.push(Held { bytes: super::read(&root.join(&path))?, name: path.display().to_string() });
    }
    let dossier = pipeline.brief(&captures, |_| ());
    let mut json = Vec::new();
    sayso_export::write_account(&dossier, env!("CARGO_PKG_VERSION"), &mut json)?;
    let account = Account::parse(&json)?;
    Ok(Scored { name: name.to_owned(), tally: checks::score(&gold, &account), apart: apart(&gold, &account) })
}

/// A capture that the gold's story does not name is of another event: it must be in no story with one that it names.
fn apart(gold: &Gold, account: &Account) -> (usize, usize) {
    let Some(story) = &gold.story else { return (0, 0) };
    let told: BTreeSet<_> = story.articles.iter().flatten().map(String::as_str).collect();
    let (told, other): (Vec<_>, Vec<_>) = gold.captures.iter().partition(|(key, _)| told.contains(key));
    let id = |name: &str| account.article_of_input(name).map(|a| a.id.clone());
    let told: BTreeSet<_> = told.iter().filter_map(|(_, name)| id(name)).collect();
    let alone = |article: &String| {
        let mut with = account.parts.stories.iter().filter(|s| s.articles.contains(article));
        with.all(|s| !s.articles.iter().any(|a| told.contains(a)))
    };
    (other.iter().filter(|(_, name)| id(name).is_some_and(|a| alone(&a))).count(), other.len())
}

/// A row for each section, a column for each story.
pub(crate) fn table(scored: &[Scored]) -> String {
    let mut sections: Vec<&str> = Vec::new();
    for (section, _) in scored.iter().flat_map(Scored::rows).filter(|(section, _)| *section != APART) {
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    sections.push(APART);
    let width = scored.iter().map(|s| s.name.len() + 2).max().unwrap_or(0).max(16);
    let mut table = format!("{:24}", "");
    for story in scored {
        let _ = write!(table, "{:>width$}", story.name);
    }
    let mut row = |title: &str, cell: &dyn Fn(&Scored) -> String| {
        let _ = write!(table, "\n{title:24}");
        for story in scored {
            let _ = write!(table, "{:>width$}", cell(story));
        }
    };
    for section in sections {
        row(section, &|story| {
            let found = story.rows().find(|(name, _)| *name == section);
            found.map_or_else(|| "-".to_owned(), |(_, (passed, total))| format!("{passed}/{total}"))
        });
    }
    row("broken citations", &|story| story.tally.broken.len().to_string());
    row("mean over sections", &|story| format!("{:.3}", story.tally.mean()));
    table
}
