//! A collection of pages in memory: each decoded once, so that all extractors are given the same words.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sayso_ingest::Ingest;
use sayso_lab::collection::Truth;
use sayso_news::Capture;

/// Pages with what is right of them.
#[derive(Debug)]
pub(crate) struct Collection {
    /// The folder's name.
    pub(crate) name: String,
    /// In the order of their names.
    pub(crate) pages: Vec<Page>,
}

/// One page.
#[derive(Debug)]
pub(crate) struct Page {
    /// What annotators say.
    pub(crate) truth: Truth,
    /// The page, decoded, with its address.
    pub(crate) capture: Capture,
    /// The host of its address.
    pub(crate) site: String,
}

impl Collection {
    /// Reads `ground-truth.json`, by the pages' names, or `dates.json`, by their addresses.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let [named, addressed] = ["ground-truth.json", "dates.json"].map(|name| folder.join(name));
        let truths: Vec<(String, Truth)> = if named.exists() {
            let file = |id| format!("{id}.html");
            rows(&named)?.into_iter().map(|(id, truth)| (file(id), truth)).collect()
        } else if addressed.exists() {
            let with = |(url, truth): (String, Truth)| {
                let file = truth.file.clone().with_context(|| format!("{url} has no `file`"))?;
                Ok((file, Truth { url: Some(url), ..truth }))
            };
            rows(&addressed)?.into_iter().map(with).collect::<Result<_>>()?
        } else {
            bail!("there is neither `ground-truth.json` nor `dates.json` in `{}`", folder.display())
        };
        let html = folder.join("html");
        let pages = truths.into_iter().map(|(file, truth)| Page::read(&html, &file, truth));
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, pages: pages.collect::<Result<_>>()? })
    }

    /// Whether annotators say what the running text is.
    pub(crate) fn has_bodies(&self) -> bool {
        self.pages.iter().any(|page| page.truth.body.is_some())
    }
}

fn rows(path: &Path) -> Result<BTreeMap<String, Truth>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

impl Page {
    /// A page's file may be packed.
    fn read(folder: &Path, file: &str, truth: Truth) -> Result<Self> {
        let paths = [folder.join(file), folder.join(format!("{file}.gz"))];
        let path = paths.iter().find(|path| path.exists());
        let path = path.with_context(|| format!("`{file}` is not in `{}`", folder.display()))?;
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        let capture = Ingest::new().read(file, bytes).value.into_iter().next();
        let mut capture = capture.with_context(|| format!("`{}` is empty", path.display()))?;
        capture.url = capture.url.take().or_else(|| truth.url.clone());
        let site = host(truth.url.as_deref().unwrap_or_default()).to_owned();
        Ok(Self { truth, capture, site })
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn pages_of_one_host_are_of_one_site() {
        assert_eq!(host("https://www.harbour.example/a?b"), "harbour.example");
        assert_eq!(host("http://harbour.example:8080"), "harbour.example");
    }
}
