//! Names that the user typed become sources: files, folders, globs, standard input.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use sayso_news::Note;
use sayso_pipeline::{Held, Source};

/// A file, opened when its turn comes; or standard input, held.
#[derive(Debug)]
pub(crate) enum Input {
    File { name: String, path: PathBuf },
    Held(Held),
}

impl Source for Input {
    fn name(&self) -> &str {
        match self {
            Self::File { name, .. } => name,
            Self::Held(held) => held.name(),
        }
    }

    fn open(&self) -> Result<Vec<u8>, Note> {
        match self {
            Self::File { name, path } => fs::read(path).map_err(|error| {
                Note::error("input-unreadable", format!("`{name}` could not be read: {error}.")).hint(
                    "Check that the file still exists and that you may read it; everything else was read.",
                )
            }),
            Self::Held(held) => held.open(),
        }
    }
}

/// The sources that the names stand for, each once, in the order of the names; folders in name order, hidden files
/// left out. A name that stands for nothing is an error.
pub(crate) fn expand(names: &[String]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut stdin_read = false;
    for name in names {
        if name == "-" {
            if !std::mem::replace(&mut stdin_read, true) {
                let mut bytes = Vec::new();
                std::io::stdin()
                    .lock()
                    .read_to_end(&mut bytes)
                    .context("standard input could not be read")?;
                inputs.push(Input::Held(Held { name: name.clone(), bytes }));
            }
            continue;
        }
        let path = Path::new(name);
        let found = if path.is_dir() {
            walk(path)?
        } else if path.exists() {
            vec![path.to_owned()]
        } else if name.contains(['*', '?', '[']) {
            matching(name)?
        } else {
            bail!(
                "no such file or folder: `{name}`; check the path, or quote a glob so that the shell leaves it alone"
            );
        };
        for path in found {
            if seen.insert(path.clone()) {
                inputs.push(Input::File { name: path.to_string_lossy().into_owned(), path });
            }
        }
    }
    Ok(inputs)
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>> {
    let paths = glob::glob(pattern).with_context(|| format!("`{pattern}` is not a glob"))?;
    let mut found = Vec::new();
    for path in paths {
        let path = path.with_context(|| format!("`{pattern}` could not be looked up"))?;
        if path.is_dir() { found.extend(walk(&path)?) } else { found.push(path) }
    }
    if found.is_empty() {
        bail!("`{pattern}` matches nothing; check the pattern and the folder that you stand in");
    }
    Ok(found)
}

/// Files under a folder in the order of their names, without following a loop of links.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut above = Vec::new();
    walk_into(folder, &mut above, &mut found)?;
    Ok(found)
}

fn walk_into(folder: &Path, above: &mut Vec<PathBuf>, found: &mut Vec<PathBuf>) -> Result<()> {
    let named = || format!("the folder `{}` could not be read", folder.display());
    let real = fs::canonicalize(folder).with_context(named)?;
    if above.contains(&real) {
        return Ok(());
    }
    above.push(real);
    let mut entries: Vec<_> =
        fs::read_dir(folder).with_context(named)?.collect::<std::io::Result<_>>().with_context(named)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() { walk_into(&path, above, found)? } else { found.push(path) }
    }
    above.pop();
    Ok(())
}
