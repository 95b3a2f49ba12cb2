//! How rightly pages' dates, titles and authors are told, on annotated pages.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lab::collection::Truth;
use sayso_lab::fields::{author, day, fold};
use sayso_lexicon::Lexicon;
use sayso_news::Article;

/// The head of the table; the halves are the pages with odd and with even numbers, in the order of their names.
pub(crate) const HEAD: &str = "\
| what | pages | answered | right of those | right of all | one half | the other |\n|---|--:|--:|--:|--:|--:|--:|";

/// A page with what is wanted and what is told; a field of both.
#[derive(Debug)]
struct Answer {
    page: String,
    wanted: String,
    told: Option<String>,
}

impl Answer {
    fn is_right(&self) -> bool {
        self.told.as_deref() == Some(self.wanted.as_str())
    }
}

/// Answers for one field of one set, in the order of the pages' names.
#[derive(Debug)]
pub(crate) struct Field {
    name: &'static str,
    answers: Vec<Answer>,
}

/// A page that was cleaned, and what is wanted of it.
#[derive(Debug)]
struct Page {
    file: String,
    wanted: Truth,
    article: Article,
}

/// The scores of all sets under a folder that are there: `dates`, and `wcxb_dev` with dates, titles and authors.
pub(crate) fn score(data: &Path) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    let date = |wanted: &Truth| wanted.date.clone();
    let folder = data.join("dates");
    if folder.join("dates.json").exists() {
        let rows: BTreeMap<String, Truth> = read(&folder.join("dates.json"))?;
        let rows =
            rows.into_iter().filter_map(|(url, w)| Some((w.file.clone()?, Truth { url: Some(url), ..w })));
        let pages = clean(&folder.join("html"), rows)?;
        fields.push(Field::of("dates: day of publication", &pages, date, day));
    }
    let folder = data.join("wcxb_dev");
    if folder.join("ground-truth.json").exists() {
        let rows: BTreeMap<String, Truth> = read(&folder.join("ground-truth.json"))?;
        let pages = clean(&folder.join("html"), rows.into_iter().map(|(id, w)| (format!("{id}.html"), w)))?;
        fields.push(Field::of("wcxb_dev: day of publication", &pages, date, day));
        fields.push(Field::of(
            "wcxb_dev: title",
            &pages,
            |w| w.title.as_deref().map(fold),
            |a| a.title.as_deref().map(fold),
        ));
        fields.push(Field::of(
            "wcxb_dev: author",
            &pages,
            |w| w.author.as_deref().map(fold),
            |a| author(a).as_deref().map(fold),
        ));
    }
    if fields.is_empty() {
        bail!(
            "there is neither `dates/dates.json` nor `wcxb_dev/ground-truth.json` under `{}`",
            data.display()
        );
    }
    Ok(fields)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// Cleans pages, packed or not, with the addresses that they were fetched from.
fn clean(folder: &Path, rows: impl Iterator<Item = (String, Truth)>) -> Result<Vec<Page>> {
    let (ingest, cleaner) = (Ingest::new(), Cleaner::new(Lexicon::english()));
    let mut pages = Vec::new();
    for (file, wanted) in rows {
        let paths = [file.clone(), format!("{file}.gz")].map(|name| folder.join(name));
        let path = paths.iter().find(|path| path.exists()).with_context(|| format!("{file} is not there"))?;
        let mut captures = ingest.read(&file, fs::read(path).with_context(|| file.clone())?).value;
        let Some(capture) = captures.first_mut() else { continue };
        capture.url = capture.url.take().or_else(|| wanted.url.clone());
        let article = cleaner.clean(capture).value;
        pages.push(Page { file, wanted, article });
    }
    Ok(pages)
}

impl Field {
    /// The answers for the pages of which something is wanted.
    fn of(
        name: &'static str,
        pages: &[Page],
        wanted: impl Fn(&Truth) -> Option<String>,
        told: impl Fn(&Article) -> Option<String>,
    ) -> Self {
        let answers = pages.iter().filter_map(|page| {
            Some(Answer { page: page.file.clone(), wanted: wanted(&page.wanted)?, told: told(&page.article) })
        });
        Self { name, answers: answers.collect() }
    }

    /// The pages that are told wrong, each with what is wanted and what is told.
    pub(crate) fn misses(&self) -> impl Iterator<Item = String> {
        self.answers.iter().filter(|answer| !answer.is_right()).map(|answer| {
            format!(
                "{}: {} wanted, {} told",
                answer.page,
                answer.wanted,
                answer.told.as_deref().unwrap_or("none")
            )
        })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |answers: &[&Answer]| {
            let right = answers.iter().filter(|answer| answer.is_right()).count();
            format!("{:.3}", right as f64 / answers.len().max(1) as f64)
        };
        let all: Vec<&Answer> = self.answers.iter().collect();
        let answered: Vec<&Answer> = all.iter().copied().filter(|answer| answer.told.is_some()).collect();
        let half = |rest| all.iter().copied().skip(rest).step_by(2).collect::<Vec<_>>();
        write!(
            f,
            "| {} | {} | {} | {} | {} | {} | {} |",
            self.name,
            all.len(),
            answered.len(),
            share(&answered),
            share(&all),
            share(&half(0)),
            share(&half(1)),
        )
    }
}
