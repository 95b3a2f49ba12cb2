//! Whether the pages of `gold/wordings` are in the form that training reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Ways in which two claims exclude each other.
const KINDS: [&str; 7] = ["negation", "actor", "outcome", "number", "time", "place", "attribution"];

/// What is wrong with them, with the place.
pub(crate) fn complaints(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("gold/wordings");
    let mut files: Vec<_> = fs::read_dir(&folder)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    files.sort();
    let mut found = Vec::new();
    for path in files {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name != "README.md" {
            let wrong = page(&fs::read_to_string(&path)?);
            found.extend(wrong.into_iter().map(|why| format!("gold/wordings/{name}: {why}")));
        }
    }
    Ok(found)
}

/// What is wrong with one page.
fn page(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    let mut part = "";
    if !text.starts_with("# ") {
        wrong.push("the first line names the event: `# …`".to_owned());
    }
    for (at, line) in text.lines().enumerate().skip(1) {
        let line = line.trim();
        let mut complain = |why: &str| wrong.push(format!("line {}: {why}", at + 1));
        if let Some(name) = line.strip_prefix("## ") {
            part = name.trim();
            if !matches!(part, "excludes" | "updates") && claims.insert(part, 0).is_some() {
                complain("this claim was opened before");
            }
        } else if matches!(part, "excludes" | "updates") && !line.is_empty() {
            let words: Vec<&str> = line.split(' ').collect();
            let known = |at: usize| words.get(at).is_some_and(|w| claims.contains_key(w));
            let kind = if part == "updates" {
                words.len() == 2
            } else {
                words.len() == 3 && KINDS.contains(&words[2])
            };
            if !kind || !known(0) || !known(1) || words[0] == words[1] {
                complain("two claims of this page, and for what excludes a kind, are wanted");
            }
        } else if !line.is_empty() {
            match claims.get_mut(part) {
                Some(count) if line.starts_with("+ ") || line.starts_with("- ") => *count += 1,
                _ => complain("`+ …` or `- …` under a claim is wanted"),
            }
        }
    }
    wrong.extend(
        claims.iter().filter(|(_, count)| **count == 0).map(|(name, _)| format!("`{name}` has no wording")),
    );
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_form_has_nothing_wrong() {
        let text = "# A fire\n\n## hall\n+ the hall burnt\n- it never burnt\n## barn\n+ it was the barn\n\n## excludes\nhall barn place\n";
        assert_eq!(page(text), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = page(
            "# A fire\n## hall\nthe hall burnt\n## hall\n+ x\n## excludes\nhall barn place\nhall hall why\n",
        );
        assert_eq!(wrong.len(), 4);
        assert!(wrong[0].starts_with("line 3:") && wrong[3].starts_with("line 8:"));
    }
}
