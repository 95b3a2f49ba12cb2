//! The invented stories of `gold/claims` as they were annotated: statements by place, and two keys of claims.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sayso_news::{ClaimStatus, OppositionKind, Stance};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::key::{Entry, Key};

/// Stories that rules are made on.
const DEV: [&str; 8] =
    ["conflict", "derailment", "doping", "election", "outbreak", "quake", "takeover", "talks"];
/// Stories that are only measured: nobody reads them, and nothing of theirs is printed but sums.
const TEST: [&str; 4] = ["cyberattack", "discovery", "protest", "trial"];

/// Which stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Split {
    /// Those that rules are made on
    Dev,
    /// Those that are only measured
    Test,
}

impl Split {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Test => "test",
        }
    }

    pub(crate) const fn stories(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &DEV,
            Self::Test => &TEST,
        }
    }
}

/// One statement as it was annotated.
#[derive(Debug, Deserialize)]
pub(crate) struct Said {
    pub(crate) id: String,
    pub(crate) report: String,
    pub(crate) quote: String,
    pub(crate) speaker: Option<String>,
    pub(crate) stance: Stance,
    pub(crate) narrated: bool,
}

/// One story with both its keys.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) name: String,
    /// The reports, as JSON Lines.
    pub(crate) reports: Vec<u8>,
    pub(crate) statements: Vec<Said>,
    pub(crate) keys: [Key; 2],
}

#[derive(Debug, Deserialize)]
struct Claims {
    claims: Vec<Row>,
    #[serde(default)]
    opposed: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    statements: Vec<String>,
    status: ClaimStatus,
    origins: u32,
    cross_side: bool,
    unconfirmed: bool,
}

#[derive(Debug, Deserialize)]
struct Pair {
    a: String,
    b: String,
    kind: OppositionKind,
}

/// Reads one story.
pub(crate) fn read(root: &Path, name: &str) -> Result<Told> {
    read_in(&root.join("gold/claims").join(name), name, ["claims.a.json", "claims.b.json"])
}

/// The stories of `gold/lessons`, which only train: one annotator's, and nothing is measured on them.
pub(crate) fn lessons(root: &Path) -> Result<Vec<Told>> {
    let folder = root.join("gold/lessons");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok().filter(|e| e.path().is_dir())?.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    names.iter().map(|name| read_in(&folder.join(name), name, ["claims.a.json"; 2])).collect()
}

fn read_in(folder: &Path, name: &str, keys: [&str; 2]) -> Result<Told> {
    let statements: Vec<Said> = parsed(&folder.join("statements.json"))?;
    let key = |file: &str| {
        let claims: Claims = parsed(&folder.join(file))?;
        key(&statements, &claims).with_context(|| format!("{name}: {file}"))
    };
    let keys = [key(keys[0])?, key(keys[1])?];
    let reports = super::super::read(&folder.join("reports.jsonl"))?;
    Ok(Told { name: name.to_owned(), reports, statements, keys })
}

fn parsed<T: DeserializeOwned>(path: &Path) -> Result<T> {
    serde_json::from_slice(&super::super::read(path)?).with_context(|| path.display().to_string())
}

fn key(statements: &[Said], claims: &Claims) -> Result<Key> {
    let index: BTreeMap<&str, usize> =
        statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let mut of = vec![None; statements.len()];
    let mut entries = Vec::with_capacity(claims.claims.len());
    for (c, row) in claims.claims.iter().enumerate() {
        let mut sides = [false; 2];
        for id in &row.statements {
            let at = *index.get(id.as_str()).with_context(|| format!("{}: there is no `{id}`", row.id))?;
            ensure!(of[at].replace(c).is_none(), "`{id}` is in two claims");
            sides[usize::from(matches!(statements[at].stance, Stance::Deny | Stance::Doubt))] = true;
        }
        entries.push(Entry {
            status: Some(row.status),
            origins: row.origins,
            cross_side: row.cross_side,
            unconfirmed: row.unconfirmed,
            inside: sides[0] && sides[1],
        });
    }
    let of = of.into_iter().collect::<Option<Vec<usize>>>().context("a statement is in no claim")?;
    let place: BTreeMap<&str, usize> =
        claims.claims.iter().enumerate().map(|(c, row)| (row.id.as_str(), c)).collect();
    let mut opposed = BTreeMap::new();
    for pair in &claims.opposed {
        let (a, b) = (place.get(pair.a.as_str()), place.get(pair.b.as_str()));
        let (a, b) = a.zip(b).with_context(|| format!("`{}` or `{}` is no claim", pair.a, pair.b))?;
        if a != b {
            opposed.insert((*a.min(b), *a.max(b)), pair.kind);
        }
    }
    let found = vec![true; of.len()];
    Ok(Key { of, found, entries, opposed, unjudged: 0 })
}
