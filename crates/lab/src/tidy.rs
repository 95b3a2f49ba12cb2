//! The rules of the house, run as code. Each complaint says what to mend.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::wordings;

/// The floor of every crate. A crate imports only from floors below its own.
const FLOORS: &[(&str, u8)] = &[
    ("text", 1),
    ("infer", 1),
    ("atlas", 2),
    ("lexicon", 2),
    ("news", 3),
    ("ingest", 4),
    ("clean", 4),
    ("reading", 4),
    ("stories", 4),
    ("claims", 4),
    ("export", 4),
    ("rewrite", 4),
    ("pipeline", 5),
    ("cli", 6),
    ("lab", 6),
];

/// Lines that a source file may have.
const LONGEST: usize = 600;

/// File names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "misc", "helper", "helpers", "manager"];

/// Everything that is not in order.
pub(crate) fn complaints(root: &Path) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    floors(root, &mut complaints)?;
    files(root, &mut complaints)?;
    map(root, &mut complaints)?;
    complaints.extend(wordings::complaints(root)?);
    Ok(complaints)
}

fn floors(root: &Path, complaints: &mut Vec<String>) -> Result<()> {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    for entry in fs::read_dir(root.join("crates"))? {
        let folder = entry?.path();
        let room = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(floor) = floors.get(room.as_str()) else {
            complaints.push(format!("crates/{room} stands on no floor: add it to FLOORS in crates/lab/src/tidy.rs and to ARCHITECTURE.md"));
            continue;
        };
        let manifest = fs::read_to_string(folder.join("Cargo.toml"))
            .with_context(|| format!("crates/{room}/Cargo.toml"))?;
        let shipped = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        for import in shipped.lines().filter_map(|l| l.strip_prefix("sayso-")) {
            let below = import.split(['.', ' ', '=']).next().unwrap_or_default();
            if floors.get(below).is_none_or(|f| f >= floor) {
                complaints.push(format!("crates/{room} (floor {floor}) imports `{below}`, which does not stand below it: let them meet in `news`"));
            }
        }
    }
    Ok(())
}

fn files(root: &Path, complaints: &mut Vec<String>) -> Result<()> {
    for path in sources(root)? {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let text = fs::read_to_string(&path).with_context(|| name.clone())?;
        let lines = text.lines().count();
        if lines > LONGEST {
            complaints.push(format!(
                "{name} has {lines} lines, more than {LONGEST}: part it into things that have names"
            ));
        }
        if !text.starts_with("//!") {
            complaints.push(format!("{name} does not begin with a `//!` line that says what it is"));
        }
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if EMPTY_NAMES.contains(&stem.as_str()) {
            complaints.push(format!("{name}: `{stem}` says nothing; name the file for what it makes"));
        }
    }
    Ok(())
}

fn sources(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for pattern in [
        "crates/*/src/**/*.rs",
        "crates/*/tests/**/*.rs",
        "crates/*/benches/**/*.rs",
        "compare/src/**/*.rs",
        "fuzz/fuzz_targets/*.rs",
    ] {
        let pattern = root.join(pattern);
        found.extend(glob::glob(&pattern.to_string_lossy())?.collect::<Result<Vec<_>, _>>()?);
    }
    found.sort();
    Ok(found)
}

/// Every path in backticks on the map exists, and every crate is on the map.
fn map(root: &Path, complaints: &mut Vec<String>) -> Result<()> {
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).context("ARCHITECTURE.md")?;
    for word in map.split('`').skip(1).step_by(2) {
        let is_path = word.contains('/') && !word.contains(' ') && !word.contains("://");
        if is_path && !root.join(word).exists() {
            complaints.push(format!("ARCHITECTURE.md names `{word}`, which does not exist"));
        }
    }
    for (room, _) in FLOORS {
        if !map.contains(&format!("`crates/{room}`")) {
            complaints.push(format!("ARCHITECTURE.md does not speak of `crates/{room}`"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_in_order() {
        let complaints = super::complaints(&crate::root()).unwrap();
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }

    #[test]
    fn what_is_derived_is_fresh() {
        let complaints = crate::generate::run(&crate::root(), true).unwrap();
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
}
