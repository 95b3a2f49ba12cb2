//! Captures a second on one core: the whole road, and each station of it.
//!
//! Over the captures in `samples/`, and those in `../shared/seeds` where they are there. `cargo bench -p sayso-pipeline`
#![expect(clippy::disallowed_methods, reason = "a bench reads the samples")]

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso_claims::Weigher;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Capture, Dossier, Reading, Story};
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_reading::Reader;
use sayso_stories::Grouper;

fn main() {
    divan::main();
}

/// What each stage is given, made once.
struct Bench {
    sources: Vec<Held>,
    captures: Vec<Capture>,
    articles: Vec<Article>,
    readings: Vec<Reading>,
    dossier: Dossier,
    pipeline: Pipeline,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let sources = sources();
    let ingest = Ingest::new();
    let captures: Vec<_> = sources.iter().flat_map(|s| ingest.read(&s.name, s.bytes.clone()).value).collect();
    let cleaner = Cleaner::new(Lexicon::english());
    let articles: Vec<_> = captures.iter().map(|c| cleaner.clean(c).value).collect();
    let reader = Reader::new(Lexicon::english());
    let readings = articles.iter().map(|a| reader.read(a).value).collect();
    let pipeline =
        Pipeline::new(Options { threads: 1, ..Options::default() }).expect("one thread can be had");
    let dossier = pipeline.brief(&sources, |_| ());
    Bench { sources, captures, articles, readings, dossier, pipeline }
});

/// The samples' captures, and the seeds' where they are there.
fn sources() -> Vec<Held> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate lies in crates/pipeline");
    let mut paths = Vec::new();
    for folder in ["samples/harbour-raid", "samples/dam-breach", "samples/merger-probe", "../shared/seeds"] {
        let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten();
        paths.extend(entries.flatten().map(|entry| entry.path()));
    }
    paths.sort();
    let held = |path: &std::path::PathBuf| Held {
        name: path.to_string_lossy().into_owned(),
        bytes: std::fs::read(path).expect("a sample can be read"),
    };
    paths.iter().map(held).collect()
}

impl Bench {
    /// Captures that one run goes through.
    fn captures(&self) -> ItemsCount {
        ItemsCount::new(self.sources.len())
    }

    fn pairs(&self) -> Vec<(&Article, &Reading)> {
        self.articles.iter().zip(&self.readings).collect()
    }
}

/// The articles of a story.
fn own<'a>(story: &Story, pairs: &[(&'a Article, &'a Reading)]) -> Vec<(&'a Article, &'a Reading)> {
    pairs.iter().copied().filter(|(article, _)| story.articles.contains(&article.id)).collect()
}

// Benches run in the order of their names: the letters put the stations in the order of the road.
#[divan::bench(name = "a_whole_brief", sample_count = 20)]
fn brief(bencher: Bencher) {
    let bench = &*BENCH;
    bencher.counter(bench.captures()).bench(|| {
        let dossier = bench.pipeline.brief(&bench.sources, |_| ());
        let mut json = Vec::new();
        sayso_export::write_account(&dossier, "0", &mut json).expect("memory takes everything");
        json
    });
}

#[divan::bench(name = "b_ingest")]
fn ingest(bencher: Bencher) {
    let bench = &*BENCH;
    let ingest = Ingest::new();
    bencher.counter(bench.captures()).bench(|| {
        bench.sources.iter().map(|s| ingest.read(&s.name, s.bytes.clone()).value.len()).sum::<usize>()
    });
}

#[divan::bench(name = "c_clean")]
fn clean(bencher: Bencher) {
    let bench = &*BENCH;
    let cleaner = Cleaner::new(Lexicon::english());
    bencher
        .counter(bench.captures())
        .bench(|| bench.captures.iter().map(|c| cleaner.clean(c).value.blocks.len()).sum::<usize>());
}

#[divan::bench(name = "d_read", sample_count = 30)]
fn read(bencher: Bencher) {
    let bench = &*BENCH;
    let reader = Reader::new(Lexicon::english());
    bencher
        .counter(bench.captures())
        .bench(|| bench.articles.iter().map(|a| reader.read(a).value.attributions.len()).sum::<usize>());
}

#[divan::bench(name = "e_group", sample_count = 30)]
fn group(bencher: Bencher) {
    let bench = &*BENCH;
    let grouper = Grouper::new(Lexicon::english());
    let pairs = bench.pairs();
    bencher.counter(bench.captures()).bench(|| grouper.group(&pairs).value);
}

#[divan::bench(name = "f_weigh", sample_count = 30)]
fn weigh(bencher: Bencher) {
    let bench = &*BENCH;
    let weigher = Weigher::new(Lexicon::english());
    let pairs = bench.pairs();
    let stories: Vec<_> = bench.dossier.stories.iter().map(|story| (story, own(story, &pairs))).collect();
    bencher.counter(bench.captures()).bench(|| {
        stories.iter().map(|(story, own)| weigher.weigh(story, own).value.claims.len()).sum::<usize>()
    });
}

#[divan::bench(args = ["json", "md", "html"], name = "g_export")]
fn export(bencher: Bencher, form: &str) {
    let bench = &*BENCH;
    bencher.counter(bench.captures()).bench(|| match form {
        "json" => {
            let mut json = Vec::new();
            sayso_export::write_account(&bench.dossier, "0", &mut json).expect("memory takes everything");
            json.len()
        }
        "md" => sayso_export::markdown(&bench.dossier).len(),
        _ => sayso_export::html(&bench.dossier).len(),
    });
}
