//! How right a stream groups articles that come one at a time, beside the batch.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, ArticleId, Reading, StoryId};
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_stories::{Change, ChangeKind, Grouper, Stream, Window};
use serde::Deserialize;

use super::stories::{Grouping, gold, name, names};

const PAGE: &str = "docs/stream.md";

const INTRODUCTION: &str = "# Stories one article at a time\n\nWhat this command printed last; nothing here is written by hand. The batch has all articles at once; the stream has them one by one\n\
    in the order of the collection's dates, and once more with each article up to five days late. Both are held to the same gold stories.\n\n```sh\n\
    cargo run --release -p sayso-lab -- score stories --stream DATA/stories/gva_dev_EVALONLY.jsonl\n```\n\n```text\n";

/// The stories of a stream, as one who only listens to its changes knows them.
#[derive(Debug, Default)]
pub(crate) struct Listener {
    stories: BTreeMap<StoryId, Vec<ArticleId>>,
    of: HashMap<ArticleId, StoryId>,
    counts: BTreeMap<&'static str, usize>,
}

impl Listener {
    pub(crate) fn hear(&mut self, change: Change) {
        let story = change.story;
        let what = match change.kind {
            ChangeKind::Founded { article } => {
                self.put(article, story);
                "founded"
            }
            ChangeKind::Joined { article } => {
                self.put(article, story);
                "joined"
            }
            ChangeKind::Merged { into } => {
                for article in self.stories.remove(&story).unwrap_or_default() {
                    self.put(article, into);
                }
                "merged"
            }
            ChangeKind::Split { articles, .. } => {
                for article in articles {
                    self.put(article, story);
                }
                "split"
            }
            ChangeKind::Moved { article, .. } => {
                self.put(article, story);
                "moved"
            }
            ChangeKind::Closed => "closed",
        };
        *self.counts.entry(what).or_default() += 1;
    }

    fn put(&mut self, article: ArticleId, story: StoryId) {
        if let Some(before) = self.of.insert(article, story)
            && let Some(articles) = self.stories.get_mut(&before)
        {
            articles.retain(|known| *known != article);
        }
        self.stories.entry(story).or_default().push(article);
    }
}

/// Streams each collection in the order of its dates, and once more with articles that come up to five days late.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut page = INTRODUCTION.to_owned();
    let pipeline = Pipeline::new(Options::default())?;
    for file in files {
        let gold = gold(file)?;
        let dates = dates(file)?;
        let source = Held { name: file.display().to_string(), bytes: fs::read(file)? };
        let dossier = pipeline.group(&[source], |_| {});
        let names = names(&dossier);
        let pairs: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
        let batch = dossier.stories.iter().enumerate().flat_map(|(n, story)| {
            story.articles.iter().filter_map(|id| names.get(id)).map(move |name| (name.clone(), n))
        });
        let _ = writeln!(page, "{}\n  batch: {}", name(file), Grouping::of(&gold, &batch.collect()));
        for (order, late) in [("by date", 0), ("up to five days late", 5)] {
            let (told, counts) = streamed(&pairs, late, &names, &dates);
            let _ = writeln!(page, "  stream, {order}: {}", Grouping::of(&gold, &told));
            let counts: Vec<String> = counts.into_iter().map(|(what, n)| format!("{what} {n}")).collect();
            let _ = writeln!(page, "    changes: {}", counts.join(", "));
        }
    }
    page.push_str("```\n");
    fs::write(root.join(PAGE), &page)?;
    println!("{page}");
    Ok(Vec::new())
}

#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    date: Option<String>,
}

fn dates(file: &Path) -> Result<HashMap<String, String>> {
    let text = fs::read_to_string(file)?;
    let rows = text.lines().map(serde_json::from_str::<Row>).collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.date?))).collect())
}

type Told = (BTreeMap<String, usize>, BTreeMap<&'static str, usize>);

fn streamed(
    pairs: &[(&Article, &Reading)],
    late: i64,
    names: &HashMap<ArticleId, String>,
    dates: &HashMap<String, String>,
) -> Told {
    let mut pairs = pairs.to_vec();
    pairs.sort_by_cached_key(|(article, _)| {
        let delay = article.id.bytes().iter().map(|b| i64::from(*b)).sum::<i64>() % (late + 1);
        // The day of the collection and not of the article, which may tell none: articles without a date come in between.
        let date = names.get(&article.id).and_then(|name| dates.get(name));
        (date.and_then(|date| day(date)).map(|day| day + delay), article.id)
    });
    let mut stream = Stream::new(Grouper::new(Lexicon::english()), Window::default());
    let mut listener = Listener::default();
    for (article, reading) in pairs {
        stream.add(article, reading).into_iter().for_each(|change| listener.hear(change));
    }
    let stories = listener.stories.values().enumerate();
    let told = stories.flat_map(|(n, articles)| {
        articles.iter().filter_map(|id| names.get(id)).map(move |name| (name.clone(), n))
    });
    (told.collect(), listener.counts)
}

/// A day as a number, good enough to put days in order.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.get(..10)?.split('-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Some(year * 372 + month * 31 + day)
}
