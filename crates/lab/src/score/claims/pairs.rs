//! Every two statements of a development story, with what speaks for and against their being one claim.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use sayso_claims::Weigher;
use sayso_lexicon::Lexicon;
use sayso_news::Stance;
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_stories::Grouper;
use sayso_text::Span;
use serde::Deserialize;

use super::compare::Measures;
use super::gold::{self, Said, Split, Told};
use super::page::Figures;
use super::{account, dossier, given};

/// One pair, and what it is.
#[derive(Debug)]
pub(crate) struct Pair {
    /// Whether it is one claim, and whether the two exclude each other; nothing where the gold does not say.
    pub(crate) is: [Option<bool>; 2],
    /// What it is weighed by for the one and for the other.
    pub(crate) values: [Vec<f32>; 2],
}

/// The pairs of one story.
#[derive(Debug)]
pub(crate) struct Pairs {
    pub(crate) name: String,
    pub(crate) list: Vec<Pair>,
    /// Whether the gold lists nearly all that exclude each other, and not a few.
    pub(crate) lists_all: bool,
}

/// A weigher that compares wordings, or one that does not.
fn weigher(compares: bool) -> Weigher {
    let weigher = Weigher::new(Lexicon::english());
    if compares { weigher } else { weigher.plain() }
}

/// Each development story weighed from its given statements, with the weights that it is given; the figures of all.
pub(crate) fn weighed(
    root: &Path,
    compares: bool,
    weights: impl Fn(&str) -> Result<[Vec<f32>; 2]>,
) -> Result<String> {
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let one = |name: &&'static str| {
        let told = gold::read(root, name)?;
        let mut dossier = dossier(&pipeline, &told);
        given::weigh(&told, &mut dossier, &grouper, &weigher(compares).weighing(weights(name)?));
        let key = account::key(&told, &dossier);
        Ok([0, 1].map(|k| Measures::of(&told.keys[k], &key)))
    };
    let measured = Split::Dev.stories().iter().map(one).collect::<Result<Vec<_>>>()?;
    let mut figures = Figures::default();
    figures.put("given", super::mean(&measured));
    Ok(figures.table())
}

/// Those of all development stories, or of all that only train.
pub(crate) fn pairs(root: &Path, compares: bool, lessons: bool) -> Result<Vec<Pairs>> {
    let weigher = weigher(compares);
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let stories: Vec<Told> = if lessons {
        // Some have taught the comparer, which would be surer of them than of anything new.
        let read = String::from_utf8(super::super::read(&root.join("gold/lessons/comparer.txt"))?)?;
        let is_known = |told: &Told| compares && read.lines().any(|name| name == told.name);
        gold::lessons(root)?.into_iter().filter(|told| !is_known(told)).collect()
    } else {
        Split::Dev.stories().iter().map(|name| gold::read(root, name)).collect::<Result<_>>()?
    };
    let one = |told: Told| {
        let mut dossier = dossier(&pipeline, &told);
        let Some(laid) = given::lay(&told, &mut dossier, &grouper) else {
            return Pairs { name: told.name, list: Vec::new(), lists_all: true };
        };
        let texts: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
        let pairs = weigher
            .signs(&laid.story, &texts, &laid.given)
            .into_iter()
            .map(|sign| {
                let (a, b) = (laid.numbers[sign.pair.0], laid.numbers[sign.pair.1]);
                let key = &told.keys[0];
                let (c, d) = (key.of[a], key.of[b]);
                // Who denies a claim is in it: apart, the two would rightly be held against each other.
                let turned = |s: usize| matches!(told.statements[s].stance, Stance::Deny | Stance::Doubt);
                let opposed = (c != d || turned(a) == turned(b)).then(|| key.kind(c, d).is_some());
                Pair { is: [Some(c == d), opposed], values: [sign.values, sign.contrast] }
            })
            .collect();
        Pairs { name: told.name, list: pairs, lists_all: true }
    };
    Ok(stories.into_iter().map(one).collect())
}

/// What a sample's gold says of pairs of its attributions.
#[derive(Debug, Deserialize)]
struct Sample {
    captures: BTreeMap<String, String>,
    attributions: BTreeMap<String, Attributed>,
    claims: Tied,
}

#[derive(Debug, Deserialize)]
struct Attributed {
    #[serde(rename = "in")]
    capture: String,
    content: String,
    speaker: Vec<String>,
    stance: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Tied {
    together: Vec<(String, String)>,
    apart: Vec<(String, String)>,
    opposed: Vec<(String, String)>,
}

/// Stories of captures whose pairs train; the others of `gold/captures` are left to measure on.
const TAUGHT: [(&str, &str); 15] = [
    ("samples", "dam-breach"),
    ("samples", "harbour-raid"),
    ("samples", "merger-probe"),
    ("gold/captures", "border-shelling"),
    ("gold/captures", "bridge-strike"),
    ("gold/captures", "convoy-ambush"),
    ("gold/captures", "dam-sabotage"),
    ("gold/captures", "drone-depot"),
    ("gold/captures", "envoy-recall"),
    ("gold/captures", "ferry-strike"),
    ("gold/captures", "match-riot"),
    ("gold/captures", "mayor-arrest"),
    ("gold/captures", "mine-collapse"),
    ("gold/captures", "plant-leak"),
    ("gold/captures", "tanker-seizure"),
];

/// The pairs of which the gold of captures says whether they are one claim, or that they can both hold.
pub(crate) fn samples(root: &Path, compares: bool) -> Result<Vec<Pairs>> {
    let weigher = weigher(compares);
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options::default())?;
    let mut found = Vec::new();
    for (folder, name) in TAUGHT {
        let gold = root.join(format!("{folder}/{name}.gold.json"));
        let gold: Sample = serde_json::from_slice(&super::super::read(&gold)?)?;
        let mut held = Vec::new();
        for file in gold.captures.values() {
            let bytes = super::super::read(&root.join(folder).join(name).join(file))?;
            held.push(Held { name: file.clone(), bytes });
        }
        let mut dossier = pipeline.brief(&held, |_| ());
        let said: Vec<Said> = gold.attributions.iter().map(|(id, a)| said(id, a)).collect();
        let place = |said: &Said| {
            let file = gold.captures.get(&said.report)?;
            let capture = dossier.captures.iter().find(|c| c.input == *file)?;
            let article = dossier.articles.iter().find(|a| a.capture == capture.id)?;
            let at = article.text.find(&said.quote)?;
            Some(article.cite(Span::of(at..at + said.quote.len())))
        };
        let places: Vec<_> = said.iter().map(place).collect();
        let Some(laid) = given::lay_at(&said, &places, &mut dossier, &grouper) else { continue };
        let texts: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
        let among = |pairs: &[(String, String)], a: usize, b: usize| {
            pairs.iter().any(|(x, y)| {
                (*x == said[a].id && *y == said[b].id) || (*x == said[b].id && *y == said[a].id)
            })
        };
        let listed = Listed::of(&gold.claims.together, &gold.claims.opposed, &gold.claims.apart);
        let pairs = weigher.signs(&laid.story, &texts, &laid.given).into_iter().filter_map(|sign| {
            let (a, b) = (laid.numbers[sign.pair.0], laid.numbers[sign.pair.1]);
            let same = among(&gold.claims.together, a, b);
            let opposed = among(&gold.claims.opposed, a, b);
            let told = same || opposed || among(&gold.claims.apart, a, b);
            // Of two that are opposed, one may deny the other's claim.
            // Of captures annotated later only what excludes each other trains: who wrote them lists what says the same freely.
            let is = if told {
                [(!opposed && folder == "samples").then_some(same), Some(opposed)]
            } else {
                [None, listed.can_both_hold(&said[a].id, &said[b].id).then_some(false)]
            };
            is.iter().any(Option::is_some).then_some(Pair { is, values: [sign.values, sign.contrast] })
        });
        found.push(Pairs { name: name.to_owned(), list: pairs.collect(), lists_all: folder != "samples" });
    }
    Ok(found)
}

/// The statements that a gold lists, those that say the same put together.
struct Listed<'g> {
    group: BTreeMap<&'g str, usize>,
    opposed: BTreeSet<(usize, usize)>,
}

impl<'g> Listed<'g> {
    fn of(
        together: &'g [(String, String)],
        opposed: &'g [(String, String)],
        apart: &'g [(String, String)],
    ) -> Self {
        let mut group: BTreeMap<&str, usize> = BTreeMap::new();
        for (a, b) in together.iter().chain(opposed).chain(apart) {
            for id in [a, b] {
                let next = group.len();
                group.entry(id.as_str()).or_insert(next);
            }
        }
        for (a, b) in together {
            let (keep, gone) = (group[a.as_str()], group[b.as_str()]);
            group.values_mut().filter(|g| **g == gone).for_each(|g| *g = keep);
        }
        let opposed = opposed.iter().map(|(a, b)| (group[a.as_str()], group[b.as_str()]));
        let opposed = opposed.map(|(g, h)| (g.min(h), g.max(h))).collect();
        Self { group, opposed }
    }

    /// Whether both are listed, and not as what excludes each other or says the same.
    fn can_both_hold(&self, a: &str, b: &str) -> bool {
        let groups = self.group.get(a).zip(self.group.get(b));
        groups.is_some_and(|(g, h)| g != h && !self.opposed.contains(&(*g.min(h), *g.max(h))))
    }
}

fn said(id: &str, attributed: &Attributed) -> Said {
    let told = attributed.stance.as_ref().map(ToString::to_string).unwrap_or_default();
    Said {
        id: id.to_owned(),
        report: attributed.capture.clone(),
        quote: attributed.content.clone(),
        speaker: attributed.speaker.first().cloned(),
        stance: if told.contains("deny") { Stance::Deny } else { Stance::Assert },
        narrated: false,
    }
}
