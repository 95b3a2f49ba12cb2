//! How right claims are, held against the invented stories of `gold/claims`.

mod account;
mod baseline;
pub(crate) mod clusters;
mod compare;
mod given;
mod gold;
mod key;
mod page;
mod pairs;
mod verbose;

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sayso_claims::Weigher;
use sayso_lexicon::Lexicon;
use sayso_news::Dossier;
use sayso_pipeline::{Held, Options, Pipeline, Profile};
use sayso_stories::Grouper;

use baseline::Encoder;
use compare::Measures;
use gold::{Split, Told};
use page::Figures;

pub(crate) use page::page;
pub(crate) use pairs::{Pair, Pairs, pairs, samples, weighed};

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Args {
    /// Which stories
    #[arg(long, value_enum, default_value_t = Split::Dev)]
    split: Split,
    /// How statements are found; every way where none is named
    #[arg(long, value_enum)]
    profile: Vec<How>,
    /// The annotated statements and speakers are given: the same as `--profile given`
    #[arg(long)]
    given_statements: bool,
    /// One story of the development stories alone
    #[arg(long)]
    story: Option<String>,
    /// Say of each development story which claims are put together wrongly
    #[arg(short, long)]
    verbose: bool,
    /// Fail where a score of the development stories is below its floor in gold/claims.toml
    #[arg(long)]
    gate: bool,
    /// Write what is reached to gold/claims.toml
    #[arg(long, conflicts_with = "gate")]
    pin: bool,
}

/// How statements are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum How {
    /// By the fast reader
    Fast,
    /// By the fast reader, told that all reports are of one story
    OneStory,
    /// By the accurate reader
    Accurate,
    /// They are given
    Given,
}

impl How {
    const ALL: [Self; 4] = [Self::Fast, Self::OneStory, Self::Accurate, Self::Given];

    const fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::OneStory => "one story",
            Self::Accurate => "accurate",
            Self::Given => "given",
        }
    }
}

/// Measures, prints, and holds against floors.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, args: &Args) -> Result<Vec<String>> {
    let mut hows = args.profile.clone();
    if args.given_statements && !hows.contains(&How::Given) {
        hows.push(How::Given);
    }
    if hows.is_empty() {
        hows = How::ALL.to_vec();
    }
    let names: Vec<&str> = match &args.story {
        Some(name) => {
            vec![*Split::Dev.stories().iter().find(|s| *s == name).context("no development story")?]
        }
        None => args.split.stories().to_vec(),
    };
    let stories = names.iter().map(|name| gold::read(root, name)).collect::<Result<Vec<_>>>()?;
    let open = args.split == Split::Dev;
    let mut figures = Figures::default();
    for how in &hows {
        let measured = measure(&stories, *how, args.verbose && open)?;
        for (story, pair) in stories.iter().zip(&measured).filter(|_| open) {
            figures.put(&format!("{} {}", how.name(), story.name), mean(&[*pair]));
        }
        figures.put(how.name(), mean(&measured));
        if open {
            let unjudged: usize = measured.iter().map(|pair| pair[0].unjudged()).sum();
            println!(
                "{}: {unjudged} oppositions between claims that no annotated statement is in",
                how.name()
            );
        }
    }
    figures.put("annotators", agreement(&stories));
    if hows.contains(&How::Given) && args.story.is_none() {
        let threshold = match args.split {
            Split::Dev => None,
            Split::Test => {
                Some(Figures::read(root)?.threshold().context("measure the development stories first")?)
            }
        };
        baseline(root, &stories, threshold, &mut figures)?;
    }
    println!("{}", figures.table());
    if args.pin {
        ensure!(args.story.is_none() && hows == How::ALL, "a pin needs all stories and every profile");
        figures.pin(root, args.split)?;
    }
    if args.gate && open { figures.below(root) } else { Ok(Vec::new()) }
}

/// The measures of each story, against either key.
fn measure(stories: &[Told], how: How, verbose: bool) -> Result<Vec<[Measures; 2]>> {
    let profile = if how == How::Accurate { Profile::Accurate } else { Profile::Fast };
    let one_story = how == How::OneStory;
    let pipeline = Pipeline::new(Options { plain: true, profile, one_story, ..Options::default() })?;
    let weigher = Weigher::new(Lexicon::english());
    let grouper = Grouper::new(Lexicon::english());
    let one = |story: &Told| {
        let mut dossier = dossier(&pipeline, story);
        if how == How::Given {
            given::weigh(story, &mut dossier, &grouper, &weigher);
        }
        let key = account::key(story, &dossier);
        if verbose {
            verbose::print(story, &key, &dossier);
        }
        let support = account::support(&dossier);
        [0, 1].map(|k| {
            let mut measures = Measures::of(&story.keys[k], &key);
            measures.support = support;
            measures
        })
    };
    Ok(stories.iter().map(one).collect())
}

fn dossier(pipeline: &Pipeline, story: &Told) -> Dossier {
    pipeline.brief(&[held(story)], |_| ())
}

/// The same without claims, where they are weighed in another way.
fn grouped(pipeline: &Pipeline, story: &Told) -> Dossier {
    pipeline.group(&[held(story)], |_| ())
}

fn held(story: &Told) -> Held {
    Held { name: "reports.jsonl".to_owned(), bytes: story.reports.clone() }
}

/// The figures over some stories, the mean of those against either key.
fn mean(measured: &[[Measures; 2]]) -> Vec<(String, f64)> {
    let sums = [0, 1].map(|k| {
        let mut sum = Measures::default();
        for pair in measured {
            sum.add(&pair[k]);
        }
        sum.rows()
    });
    let [a, b] = sums;
    a.into_iter().zip(b).map(|((name, x), (_, y))| (name.to_owned(), f64::midpoint(x, y))).collect()
}

/// The second key held against the first.
fn agreement(stories: &[Told]) -> Vec<(String, f64)> {
    let mut sum = Measures::default();
    for story in stories {
        sum.add(&Measures::of(&story.keys[0], &story.keys[1]));
    }
    let told = |name: &str| !name.contains("found") && name != "brief support";
    sum.rows().into_iter().filter(|(name, _)| told(name)).map(|(name, f)| (name.to_owned(), f)).collect()
}

/// Sentence vectors alone, at the threshold that is best on the development stories.
fn baseline(root: &Path, stories: &[Told], threshold: Option<f64>, figures: &mut Figures) -> Result<()> {
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let encoder = Encoder::new(root)?;
    let likeness: Vec<_> = stories.iter().map(|s| encoder.likeness(s, &dossier(&pipeline, s))).collect();
    let at = |threshold: f64| {
        let measured: Vec<_> = stories
            .iter()
            .zip(&likeness)
            .map(|(story, like)| {
                let key = baseline::clustered(like, threshold as f32);
                [0, 1].map(|k| Measures::of(&story.keys[k], &key))
            })
            .collect();
        mean(&measured)
    };
    let f1 = |rows: &[(String, f64)]| rows.iter().find(|(name, _)| name == "BCubed F1").map_or(0.0, |r| r.1);
    let candidates: Vec<f64> =
        threshold.map_or_else(|| (6..19).map(|n| f64::from(n) / 20.0).collect(), |t| vec![t]);
    let best = candidates.into_iter().map(|t| (t, at(t))).max_by(|a, b| f1(&a.1).total_cmp(&f1(&b.1)));
    let Some((threshold, rows)) = best else { return Ok(()) };
    let aligned = |name: &str| name.starts_with("BCubed") || name.starts_with("CoNLL");
    let mut rows: Vec<_> = rows.into_iter().filter(|(n, _)| aligned(n) && !n.contains("found")).collect();
    rows.push(("threshold".to_owned(), 100.0 * threshold));
    figures.put("sentence vectors", rows);
    Ok(())
}
