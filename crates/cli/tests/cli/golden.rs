//! The accounts of the samples as people read them, kept in `tests/golden/` so that a change shows what it changes.
//!
//! Written anew by `SAYSO_GOLDEN=write cargo test -p sayso-cli --test cli golden`; read the difference before you commit it.

use std::fs;

use crate::sayso::{root, run, words};

#[test]
fn briefs_of_the_samples_are_as_they_were() {
    let write = std::env::var_os("SAYSO_GOLDEN").is_some_and(|v| v == "write");
    let mut stale = Vec::new();
    for story in ["dam-breach", "harbour-raid", "merger-probe"] {
        let now = words(&run(&["brief", "--quiet", "--format", "md", &format!("samples/{story}")]).stdout);
        assert!(now.lines().count() > 20, "{story}: {now}");
        let path = root().join(format!("tests/golden/{story}.md"));
        if write {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &now).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if let Some(place) =
            kept.lines().zip(now.lines()).position(|(a, b)| a != b).or((kept != now).then_some(0))
        {
            let line = |text: &str| text.lines().nth(place).unwrap_or_default().to_owned();
            stale.push(format!(
                "{}, line {}:\n- {}\n+ {}",
                path.display(),
                place + 1,
                line(&kept),
                line(&now)
            ));
        }
    }
    assert!(
        stale.is_empty(),
        "where this is meant, write them anew with SAYSO_GOLDEN=write\n{}",
        stale.join("\n")
    );
}
