//! Files that are derived: written, or checked to be fresh.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Writes every derived file; with `check`, writes nothing and complains of each that is stale.
pub(crate) fn run(root: &Path, check: bool) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let schema = serde_json::to_string_pretty(&sayso_export::schema())? + "\n";
    let scores = crate::score::page(root)?;
    let claims = crate::score::claims::page(root)?;
    let derived = [
        ("docs/reference/account.schema.json", schema),
        ("docs/scores.md", scores),
        ("docs/claims.md", claims),
    ];
    for (name, fresh) in derived {
        let path = root.join(name);
        if fs::read_to_string(&path).is_ok_and(|there| there == fresh) {
            continue;
        }
        if check {
            complaints.push(format!("{name} is stale: run `cargo run -p sayso-lab -- generate`"));
        } else {
            fs::create_dir_all(path.parent().expect("it lies in a folder"))?;
            fs::write(&path, fresh).with_context(|| format!("{name} could not be written"))?;
        }
    }
    Ok(complaints)
}
