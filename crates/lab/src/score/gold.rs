//! What a right account holds: the gold files, `samples/<story>.gold.json`.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// A JSON object in the order in which it is written, so that what is missed is named in that order.
#[derive(Debug, Clone)]
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A field that is checked when it is written, even when it is written as `null`.
#[derive(Debug, Clone)]
pub(crate) struct Known(pub(crate) Option<String>);

fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Known>, D::Error> {
    Option::deserialize(deserializer).map(Known).map(Some)
}

/// One answer, or several of which any will do.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum AnyOf {
    One(String),
    Many(Vec<String>),
}

impl AnyOf {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.all().iter().any(|w| w == word)
    }
}

/// A gold file. Captures are named by short keys.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Gold {
    pub(crate) captures: Ordered<String>,
    #[serde(default)]
    pub(crate) articles: Ordered<Article>,
    #[serde(default)]
    pub(crate) entities: Entities,
    #[serde(default)]
    pub(crate) attributions: Ordered<Attribution>,
    /// Words that are nobody's statement.
    #[serde(default)]
    pub(crate) not_attributed: Ordered<Vec<String>>,
    #[serde(default)]
    pub(crate) claims: Claims,
    pub(crate) story: Option<Story>,
}

impl Gold {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let bytes = super::read(path)?;
        serde_json::from_slice(&bytes).with_context(|| format!("`{}` is no gold file", path.display()))
    }
}

/// What is right about one article.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) published: String,
    #[serde(default, deserialize_with = "written")]
    pub(crate) outlet: Option<Known>,
    #[serde(default, deserialize_with = "written")]
    pub(crate) language: Option<Known>,
    pub(crate) captured_between: Option<(String, String)>,
    #[serde(default)]
    pub(crate) body: Vec<String>,
    /// Words that are left over from the page, and the kinds that they may have.
    #[serde(default)]
    pub(crate) not_body: Ordered<Vec<String>>,
}

/// Who is whom.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Entities {
    pub(crate) same: Vec<Vec<String>>,
    pub(crate) apart: Vec<(String, String)>,
    pub(crate) kinds: Ordered<String>,
}

/// Words, and who says them.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Attribution {
    #[serde(rename = "in")]
    pub(crate) article: String,
    pub(crate) content: String,
    /// Names, any of which will do.
    pub(crate) speaker: Vec<String>,
    pub(crate) mode: Option<AnyOf>,
    pub(crate) stance: Option<AnyOf>,
    pub(crate) channel: Option<AnyOf>,
    /// Relays, all of which must be named.
    pub(crate) via: Option<Vec<String>>,
}

/// Which attributions are of one claim; their keys are those of [`Gold::attributions`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Claims {
    pub(crate) together: Vec<(String, String)>,
    pub(crate) apart: Vec<(String, String)>,
    pub(crate) opposed: Vec<(String, String)>,
    pub(crate) status: Ordered<Standing>,
    pub(crate) unconfirmed: Vec<String>,
}

/// Where a claim stands.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Standing {
    pub(crate) status: AnyOf,
    pub(crate) origins: Option<u64>,
    pub(crate) reports: Option<u64>,
}

/// What happened, when and where, and which captures tell it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Story {
    #[serde(default)]
    pub(crate) articles: Vec<Vec<String>>,
    pub(crate) when: String,
    #[serde(default)]
    pub(crate) other_times: Vec<String>,
    #[serde(default)]
    pub(crate) places: Vec<String>,
}
