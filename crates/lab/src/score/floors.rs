//! Pinned scores: what has been reached is not given up unnoticed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::samples::{APART, Scored};

const FILE: &str = "gold/floors.toml";
const PIN: &str = "cargo run --release -p sayso-lab -- score samples --pin";

/// `passed/total` of every section of every story, and the digest of what they were measured on.
#[derive(Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Floors {
    digest: String,
    stories: BTreeMap<String, BTreeMap<String, String>>,
}

impl Floors {
    fn read(root: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(root.join(FILE)).with_context(|| format!("`{FILE}`; write it by `{PIN}`"))?;
        toml::from_str(&text).with_context(|| format!("`{FILE}`"))
    }

    fn of(root: &Path, scored: &[Scored]) -> Result<Self> {
        let rows = |story: &Scored| {
            story.rows().map(|(section, (p, t))| (section.to_owned(), format!("{p}/{t}"))).collect()
        };
        let stories = scored.iter().map(|story| (story.name.clone(), rows(story))).collect();
        Ok(Self { digest: digest(root)?, stories })
    }

    fn write(&self) -> String {
        let mut text = String::from(
            "# Scores on the samples that must not be lost: passed/total, section by section.\n# `lab score samples \
             --gate` fails below them. `--pin` raises them; `--pin --lower` may lower them, and the commit says why.\n\n",
        );
        let _ =
            writeln!(text, "# SHA-256 over the samples and their gold files\ndigest = \"{}\"", self.digest);
        for (story, rows) in &self.stories {
            let _ = writeln!(text, "\n[stories.{story}]");
            for (section, score) in rows {
                let _ = writeln!(text, "{section:?} = \"{score}\"");
            }
        }
        text
    }
}

/// Names and bytes of all samples and gold files, in name order.
fn digest(root: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for pattern in ["samples/*.gold.json", "samples/*/*"] {
        let mut paths = glob::glob(&root.join(pattern).to_string_lossy())?.collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        for path in paths {
            hash.update(path.strip_prefix(root).unwrap_or(&path).to_string_lossy().as_bytes());
            hash.update(Sha256::digest(super::read(&path)?));
        }
    }
    Ok(hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

fn parts(score: &str) -> Option<(usize, usize)> {
    let (passed, total) = score.split_once('/')?;
    Some((passed.parse().ok()?, total.parse().ok()?))
}

/// Whether `score` is a smaller part of its whole than `floor` is of its own.
fn is_under(score: &str, floor: &str) -> bool {
    match (parts(score), parts(floor)) {
        (Some((p, t)), Some((floor_p, floor_t))) => p * floor_t < floor_p * t,
        _ => true,
    }
}

/// Everything that is below its floor, and every score that has none.
pub(crate) fn below(root: &Path, scored: &[Scored]) -> Result<Vec<String>> {
    let (floors, now) = (Floors::read(root)?, Floors::of(root, scored)?);
    let mut complaints = lost(&floors, &now);
    if floors.digest != now.digest {
        complaints.push(format!(
            "the samples or their gold files are not those of {FILE}: look at the scores, then `{PIN}`"
        ));
    }
    for (story, rows) in &now.stories {
        let pinned = floors.stories.get(story);
        for section in rows.keys().filter(|s| pinned.is_none_or(|p| !p.contains_key(*s))) {
            complaints.push(format!("{story}: `{section}` has no floor: `{PIN}`"));
        }
    }
    Ok(complaints)
}

fn lost(floors: &Floors, now: &Floors) -> Vec<String> {
    let mut complaints = Vec::new();
    for (story, rows) in &floors.stories {
        for (section, floor) in rows {
            match now.stories.get(story).and_then(|rows| rows.get(section)) {
                Some(score) if !is_under(score, floor) => {}
                Some(score) => {
                    complaints.push(format!("{story}: `{section}` is {score}, below its floor {floor}"));
                }
                None => complaints
                    .push(format!("{story}: `{section}` is not measured any more; its floor is {floor}")),
            }
        }
    }
    complaints
}

/// Writes what is reached. What would go down stays as it is, with a complaint, unless `lower` says that it may.
pub(crate) fn pin(root: &Path, scored: &[Scored], lower: bool) -> Result<Vec<String>> {
    let path = root.join(FILE);
    let mut now = Floors::of(root, scored)?;
    let mut complaints = Vec::new();
    if path.exists() && !lower {
        let floors = Floors::read(root)?;
        complaints = lost(&floors, &now);
        for (story, rows) in floors.stories {
            let reached = now.stories.entry(story).or_default();
            for (section, floor) in rows {
                let score = reached.entry(section).or_insert_with(|| floor.clone());
                if is_under(score, &floor) {
                    *score = floor;
                }
            }
        }
    }
    fs::create_dir_all(root.join("gold"))?;
    fs::write(&path, now.write()).with_context(|| format!("`{FILE}` could not be written"))?;
    complaints.extend(crate::generate::run(root, false)?);
    Ok(complaints)
}

/// The floors as a page for people.
pub(crate) fn page(root: &Path) -> Result<String> {
    let floors = Floors::read(root)?;
    let mut text = String::from(
        "# Scores\n\nWhat this level has reached on the samples, section by section: checks passed of checks made. The samples served\n\
         development, so these are development figures; on texts that nobody here has seen expect less. The page is made from\n\
         `gold/floors.toml` by `lab generate`; the scores are measured, and held against their floors, by\n\n\
         ```sh\ncargo run --release -p sayso-lab -- score samples --gate\n```\n\n| section |",
    );
    for story in floors.stories.keys() {
        let _ = write!(text, " {story} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---:|".repeat(floors.stories.len()));
    let mut sections: Vec<_> =
        floors.stories.values().flat_map(BTreeMap::keys).filter(|s| *s != APART).collect();
    sections.sort();
    sections.dedup();
    let apart = APART.to_owned();
    for section in sections.iter().copied().chain([&apart]) {
        let _ = write!(text, "\n| {section} |");
        for rows in floors.stories.values() {
            let _ = write!(text, " {} |", rows.get(section).map_or("–", String::as_str));
        }
    }
    text.push_str("\n| **mean over the sections** |");
    for rows in floors.stories.values() {
        let sections = rows.iter().filter(|(section, _)| **section != APART);
        let fractions: Vec<_> =
            sections.filter_map(|(_, score)| parts(score)).map(|(p, t)| p as f64 / t as f64).collect();
        let _ = write!(text, " **{:.3}** |", fractions.iter().sum::<f64>() / fractions.len().max(1) as f64);
    }
    text.push_str(
        "\n\n`unrelated apart` is no part of the mean: each folder holds one capture of another event that shares tempting words, \
         and it\nmust not be put into the story. A citation that does not equal the words that it points at fails the gate whatever the\n\
         scores are.\n",
    );
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floors(score: &str) -> Floors {
        let rows = BTreeMap::from([("body".to_owned(), score.to_owned())]);
        Floors { digest: "d".to_owned(), stories: BTreeMap::from([("flood".to_owned(), rows)]) }
    }

    #[test]
    fn floors_survive_the_file() {
        let there = floors("3/4");
        assert_eq!(toml::from_str::<Floors>(&there.write()).unwrap(), there);
    }

    #[test]
    fn parts_of_wholes_are_compared_and_not_counts() {
        assert!(lost(&floors("3/4"), &floors("6/8")).is_empty());
        assert!(lost(&floors("3/4"), &floors("4/4")).is_empty());
        assert_eq!(lost(&floors("3/4"), &floors("5/8")), ["flood: `body` is 5/8, below its floor 3/4"]);
    }

    #[test]
    fn a_section_that_is_gone_is_lost() {
        let gone = Floors { digest: "d".to_owned(), stories: BTreeMap::new() };
        assert_eq!(lost(&floors("3/4"), &gone).len(), 1);
    }
}
