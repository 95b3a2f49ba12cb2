//! An account as programs read it, with the look-ups that scoring needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use sayso_text::CodePoints;
use serde::Deserialize;
use serde_json::Value;

use super::fold::fold;

#[derive(Debug, Deserialize)]
pub(crate) struct Parts {
    pub(crate) captures: Vec<Capture>,
    pub(crate) articles: Vec<Article>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) stories: Vec<Story>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Capture {
    pub(crate) id: String,
    pub(crate) input: String,
    pub(crate) captured: Option<Time>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Time {
    pub(crate) value: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) capture: String,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<Time>,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Block {
    pub(crate) kind: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) titles: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Cite {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Attribution {
    pub(crate) id: String,
    pub(crate) article: String,
    #[serde(default)]
    pub(crate) source: Vec<Cite>,
    pub(crate) content: Vec<Cite>,
    pub(crate) speaker: Option<String>,
    pub(crate) speaker_text: Option<String>,
    pub(crate) mode: String,
    pub(crate) stance: String,
    pub(crate) channel: Option<Channel>,
    #[serde(default)]
    pub(crate) via: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Channel {
    pub(crate) kind: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Claim {
    pub(crate) id: String,
    pub(crate) status: String,
    pub(crate) reports: u64,
    pub(crate) origins: u64,
    pub(crate) unconfirmed: Vec<Value>,
    pub(crate) positions: Vec<Position>,
    pub(crate) opposes: Vec<Opposition>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Position {
    pub(crate) stance: String,
    pub(crate) attributions: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Opposition {
    pub(crate) claim: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Story {
    pub(crate) articles: Vec<String>,
    pub(crate) began: Option<Time>,
    pub(crate) places: Vec<String>,
    pub(crate) timeline: Vec<Entry>,
    pub(crate) brief: Vec<Line>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) time: Time,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) cites: Vec<Value>,
}

/// An account, and the names of its entities, folded.
#[derive(Debug)]
pub(crate) struct Account {
    raw: Value,
    pub(crate) parts: Parts,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Account {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let raw: Value = serde_json::from_slice(bytes).context("it is no JSON")?;
        let parts = Parts::deserialize(&raw).context("it is no account")?;
        let names = parts
            .entities
            .iter()
            .map(|e| (e.id.clone(), std::iter::once(&e.name).chain(&e.aliases).map(|n| fold(n)).collect()))
            .collect();
        Ok(Self { raw, parts, names })
    }

    /// The article made from the input of this file name.
    pub(crate) fn article_of_input(&self, name: &str) -> Option<&Article> {
        let file = |path: &str| Path::new(path).file_name().map(std::ffi::OsStr::to_owned);
        self.parts.articles.iter().find(|a| self.capture(a).is_some_and(|c| file(&c.input) == file(name)))
    }

    pub(crate) fn capture(&self, article: &Article) -> Option<&Capture> {
        self.parts.captures.iter().find(|c| c.id == article.capture)
    }

    pub(crate) fn names(&self, entity: &str) -> impl Iterator<Item = &String> {
        self.names.get(entity).into_iter().flatten()
    }

    /// Every name under which the speaker of an attribution may be asked for.
    pub(crate) fn speaker_names(&self, attribution: &Attribution) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        if let Some(speaker) = &attribution.speaker {
            names.extend(self.names(speaker).cloned());
            let titles = self.parts.entities.iter().filter(|e| e.id == *speaker).flat_map(|e| &e.titles);
            names.extend(titles.map(|t| fold(t)));
        }
        names.extend(attribution.speaker_text.iter().filter(|t| !t.is_empty()).map(|t| fold(t)));
        names.extend(attribution.source.iter().map(|cite| fold(&cite.text)));
        names
    }

    /// Ids of the entities that go by this name.
    pub(crate) fn entities_named(&self, name: &str) -> BTreeSet<&str> {
        let wanted = fold(name);
        self.names.iter().filter(|(_, names)| names.contains(&wanted)).map(|(id, _)| id.as_str()).collect()
    }

    /// Every citation, wherever it stands, that does not equal the words that it points at.
    pub(crate) fn broken_cites(&self) -> Vec<&Value> {
        let texts: BTreeMap<_, _> = self
            .parts
            .articles
            .iter()
            .map(|a| (a.id.as_str(), (a.text.as_str(), CodePoints::new(&a.text))))
            .collect();
        let mut broken = Vec::new();
        let mut stack = vec![&self.raw];
        while let Some(item) = stack.pop() {
            match item {
                Value::Object(fields) => {
                    if ["article", "end", "text"].iter().all(|f| fields.contains_key(*f))
                        && item["start"].is_i64()
                    {
                        let cited = item["article"].as_str().and_then(|id| texts.get(id)).and_then(
                            |(text, points)| {
                                let (start, end) = (place(&item["start"])?, place(&item["end"])?);
                                text.get(points.byte(start)..points.byte(end.max(start)))
                            },
                        );
                        if cited.is_none() || cited != item["text"].as_str() {
                            broken.push(item);
                        }
                    }
                    stack.extend(fields.values());
                }
                Value::Array(items) => stack.extend(items),
                _ => {}
            }
        }
        broken
    }
}

fn place(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|n| usize::try_from(n).ok())
}
