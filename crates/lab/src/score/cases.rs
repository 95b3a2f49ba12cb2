//! The case pages of `tests/cases/clean`: invented captures, with the kind of each line.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::kinds;

/// One invented capture.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// The page, where the capture is one.
    pub(crate) html: Option<String>,
    /// The text: for a page, the lines that a reader sees.
    pub(crate) text: String,
    /// The kinds of its lines that are not blank, in order.
    pub(crate) kinds: Vec<usize>,
}

impl Case {
    /// The capture as one document of JSON Lines.
    pub(crate) fn document(&self) -> Vec<u8> {
        let line = match &self.html {
            Some(html) => json!({"id": self.name, "html": html}),
            None => json!({"id": self.name, "text": self.text}),
        };
        line.to_string().into_bytes()
    }
}

/// All of them.
pub(crate) fn read(root: &Path) -> Result<Vec<Case>> {
    let folder = root.join("tests/cases/clean");
    let mut cases = Vec::new();
    for name in super::read_names(&folder, "md")? {
        let page = fs::read_to_string(folder.join(format!("{name}.md")))?;
        for section in page.split("\n## ").skip(1) {
            cases.push(case(section).with_context(|| format!("`{name}.md`"))?);
        }
    }
    Ok(cases)
}

fn case(section: &str) -> Result<Case> {
    let name = section.lines().next().unwrap_or_default().to_owned();
    let fence = |kind: &str| {
        let (_, rest) = section.split_once(&format!("```{kind}\n"))?;
        Some(rest.split_once("\n```")?.0)
    };
    let mut case =
        Case { name, html: fence("html").map(str::to_owned), text: String::new(), kinds: Vec::new() };
    for line in fence("lines").with_context(|| format!("`{}` has no block `lines`", case.name))?.lines() {
        let (kind, words) = line.split_once('|').with_context(|| format!("`{line}` has no bar"))?;
        case.text.push_str(words.strip_prefix(' ').unwrap_or(words));
        case.text.push('\n');
        if !words.trim().is_empty() {
            let kind = kind.trim();
            case.kinds.push(kinds::number(kind).with_context(|| format!("`{kind}` is no kind"))?);
        }
    }
    Ok(case)
}
