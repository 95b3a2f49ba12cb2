//! Every two statements of a development story, with what speaks for and against their being one claim.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use sayso_claims::{Sign, Weigher};
use sayso_lexicon::Lexicon;
use sayso_news::{Dossier, Stance};
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_stories::Grouper;
use sayso_text::Span;
use serde::Deserialize;

use super::compare::Measures;
use super::gold::{self, Said, Split, Told};
use super::page::Figures;
use super::{account, given, grouped};

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

/// Where wordings are not compared, and where they are.
const EITHER: [bool; 2] = [false, true];

/// Each development story weighed with the weights that it is given, as it is read and from its given statements; the figures of all.
pub(crate) fn weighed(
    root: &Path,
    compares: bool,
    weights: impl Fn(&str) -> Result<[Vec<f32>; 2]>,
) -> Result<String> {
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options { plain: true, one_story: true, ..Options::default() })?;
    let mut measured: [Vec<[Measures; 2]>; 2] = [Vec::new(), Vec::new()];
    for name in Split::Dev.stories() {
        let told = gold::read(root, name)?;
        let weigher = weigher(compares).weighing(weights(name)?);
        let mut dossier = grouped(&pipeline, &told);
        let texts: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
        dossier.digests = dossier.stories.iter().map(|story| weigher.weigh(story, &texts).value).collect();
        for (given, measured) in [false, true].into_iter().zip(&mut measured) {
            if given {
                given::weigh(&told, &mut dossier, &grouper, &weigher);
            }
            let key = account::key(&told, &dossier);
            measured.push([0, 1].map(|k| Measures::of(&told.keys[k], &key)));
        }
    }
    let mut figures = Figures::default();
    for (section, measured) in ["one story", "given"].into_iter().zip(&measured) {
        figures.put(section, super::mean(measured));
    }
    Ok(figures.table())
}

/// Those of all development stories, or of all that only train, without comparing wordings and with it: of the statements as they are
/// given, and as reading finds them, so that its mistakes are learnt to be lived with.
pub(crate) fn pairs(root: &Path, lessons: bool) -> Result<[Vec<Pairs>; 2]> {
    let weighers = EITHER.map(weigher);
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let stories: Vec<Told> = if lessons {
        gold::lessons(root)?
    } else {
        Split::Dev.stories().iter().map(|name| gold::read(root, name)).collect::<Result<_>>()?
    };
    // Some have taught the comparer, which would be surer of them than of anything new.
    let taught = String::from_utf8(super::super::read(&root.join("gold/lessons/comparer.txt"))?)?;
    let mut found = EITHER.map(|_| Vec::new());
    for told in stories {
        let mut dossier = grouped(&pipeline, &told);
        let known = lessons && taught.lines().any(|name| name == told.name);
        let weighers = weighers.iter().zip(EITHER).filter(|(_, compares)| !(*compares && known));
        let weighers: Vec<&Weigher> = weighers.map(|(weigher, _)| weigher).collect();
        let mut lists: Vec<Vec<Pair>> =
            weighers.iter().map(|weigher| read_pairs(&told, &dossier, &grouper, weigher)).collect();
        if let Some(laid) = given::lay(&told, &mut dossier, &grouper) {
            let texts: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
            for (weigher, list) in weighers.iter().zip(&mut lists) {
                let signs = weigher.signs(&laid.story, &texts, &laid.given);
                list.extend(signs.into_iter().map(|sign| {
                    let (a, b) = (laid.numbers[sign.pair.0], laid.numbers[sign.pair.1]);
                    pair(&told, a, b, sign)
                }));
            }
        }
        for (found, list) in found.iter_mut().zip(lists) {
            found.push(Pairs { name: told.name.clone(), list, lists_all: true });
        }
    }
    Ok(found)
}

/// The pairs of a story's statements as reading finds them; those that are none of the annotated are left out.
fn read_pairs(told: &Told, dossier: &Dossier, grouper: &Grouper, weigher: &Weigher) -> Vec<Pair> {
    let texts: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
    let Some(story) = grouper.whole(&texts) else { return Vec::new() };
    let (words, signs) = weigher.signs_as_read(&story, &texts);
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, place) in account::places(told, dossier).into_iter().enumerate() {
        let Some(place) = place else { continue };
        let own = words.iter().zip(0..).filter(|(cite, _)| cite.article == place.article);
        let own: Vec<_> = own.map(|(cite, i)| (cite.span, i)).collect();
        if let Some(statement) = account::best(&own, place.span)
            && is_near(words[statement].span, place.span)
        {
            of.entry(statement).or_insert(n);
        }
    }
    let annotated = |sign: Sign| {
        let (a, b) = of.get(&sign.pair.0).copied().zip(of.get(&sign.pair.1).copied())?;
        Some(pair(told, a, b, sign))
    };
    signs.into_iter().filter_map(annotated).collect()
}

/// Whether two spans are nearly one: what is read too short or too long says something else.
fn is_near(a: Span, b: Span) -> bool {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    4 * shared >= 3 * a.len().max(b.len())
}

/// What the gold says of two of its statements, beside what speaks for and against it.
fn pair(told: &Told, a: usize, b: usize, sign: Sign) -> Pair {
    let key = &told.keys[0];
    let (c, d) = (key.of[a], key.of[b]);
    // Who denies a claim is in it: apart, the two would rightly be held against each other.
    let turned = |s: usize| matches!(told.statements[s].stance, Stance::Deny | Stance::Doubt);
    let opposed = (c != d || turned(a) == turned(b)).then(|| key.kind(c, d).is_some());
    Pair { is: [Some(c == d), opposed], values: [sign.values, sign.contrast] }
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
pub(crate) fn samples(root: &Path) -> Result<[Vec<Pairs>; 2]> {
    let weighers = EITHER.map(weigher);
    let grouper = Grouper::new(Lexicon::english());
    let pipeline = Pipeline::new(Options::default())?;
    let mut found = EITHER.map(|_| Vec::new());
    for (folder, name) in TAUGHT {
        let gold = root.join(format!("{folder}/{name}.gold.json"));
        let gold: Sample = serde_json::from_slice(&super::super::read(&gold)?)?;
        let mut held = Vec::new();
        for file in gold.captures.values() {
            let bytes = super::super::read(&root.join(folder).join(name).join(file))?;
            held.push(Held { name: file.clone(), bytes });
        }
        let mut dossier = pipeline.group(&held, |_| ());
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
        let told = |sign: Sign| {
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
        };
        for (weigher, found) in weighers.iter().zip(&mut found) {
            let list = weigher.signs(&laid.story, &texts, &laid.given).into_iter().filter_map(told).collect();
            found.push(Pairs { name: name.to_owned(), list, lists_all: folder != "samples" });
        }
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
