//! Every two statements of a development story, with what speaks for and against their being one claim.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Result;
use sayso_claims::Weigher;
use sayso_infer::Network;
use sayso_lexicon::Lexicon;
use sayso_news::Stance;
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_stories::Grouper;
use sayso_text::Span;
use serde::Deserialize;

use super::compare::Measures;
use super::gold::{self, Said, Split};
use super::page::Figures;
use super::{account, baseline, dossier, given};

/// One pair, and whether it is one claim.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) same: bool,
    pub(crate) values: Vec<f32>,
}

/// The pairs of one story.
#[derive(Debug)]
pub(crate) struct Pairs {
    pub(crate) name: &'static str,
    pub(crate) pairs: Vec<Pair>,
}

/// A weigher with sentence vectors or without.
fn weigher(root: &Path, vectors: bool) -> Result<Weigher> {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    let weigher = Weigher::new(Lexicon::english());
    if !vectors {
        return Ok(weigher);
    }
    let network = baseline::network(root)?;
    Ok(weigher.with(NETWORK.get_or_init(|| network)))
}

/// Each development story weighed from its given statements, with the weights that it is given; the figures of all.
pub(crate) fn weighed(root: &Path, vectors: bool, weights: impl Fn(&str) -> Vec<f32>) -> Result<String> {
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let one = |name: &&'static str| {
        let told = gold::read(root, name)?;
        let mut dossier = dossier(&pipeline, &told);
        given::weigh(&told, &mut dossier, &grouper, &weigher(root, vectors)?.weighing(weights(name)));
        let key = account::key(&told, &dossier);
        Ok([0, 1].map(|k| Measures::of(&told.keys[k], &key)))
    };
    let measured = Split::Dev.stories().iter().map(one).collect::<Result<Vec<_>>>()?;
    let mut figures = Figures::default();
    figures.put("given", super::mean(&measured));
    Ok(figures.table())
}

/// Those of all development stories.
pub(crate) fn pairs(root: &Path, vectors: bool) -> Result<Vec<Pairs>> {
    let weigher = weigher(root, vectors)?;
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let one = |name: &&'static str| {
        let told = gold::read(root, name)?;
        let mut dossier = dossier(&pipeline, &told);
        let Some(laid) = given::lay(&told, &mut dossier, &grouper) else {
            return Ok(Pairs { name, pairs: Vec::new() });
        };
        let texts: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
        let pairs = weigher
            .signs(&laid.story, &texts, &laid.given)
            .into_iter()
            .map(|sign| {
                let pair = (laid.numbers[sign.pair.0], laid.numbers[sign.pair.1]);
                let key = &told.keys[0];
                Pair { same: key.of[pair.0] == key.of[pair.1], values: sign.values }
            })
            .collect();
        Ok(Pairs { name, pairs })
    };
    Split::Dev.stories().iter().map(one).collect()
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
}

/// The pairs of which the samples' gold says whether they are one claim.
pub(crate) fn samples(root: &Path, vectors: bool) -> Result<Vec<Pairs>> {
    let weigher = weigher(root, vectors)?;
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options::default())?;
    let mut found = Vec::new();
    for name in ["dam-breach", "harbour-raid", "merger-probe"] {
        let gold = root.join(format!("samples/{name}.gold.json"));
        let gold: Sample = serde_json::from_slice(&super::super::read(&gold)?)?;
        let mut held = Vec::new();
        for file in gold.captures.values() {
            let bytes = super::super::read(&root.join("samples").join(name).join(file))?;
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
        let label = |a: usize, b: usize| {
            let is = |pair: &(String, String)| {
                (pair.0 == said[a].id && pair.1 == said[b].id)
                    || (pair.0 == said[b].id && pair.1 == said[a].id)
            };
            let same = gold.claims.together.iter().any(is);
            (same || gold.claims.apart.iter().any(is)).then_some(same)
        };
        let pairs = weigher.signs(&laid.story, &texts, &laid.given).into_iter().filter_map(|sign| {
            let same = label(laid.numbers[sign.pair.0], laid.numbers[sign.pair.1])?;
            Some(Pair { same, values: sign.values })
        });
        found.push(Pairs { name, pairs: pairs.collect() });
    }
    Ok(found)
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
