//! `sayso explain`: from an id back to the bytes.

use anyhow::{Result, bail};
use sayso_export::explain;

use crate::Outcome;
use crate::output::{self, Sink};
use crate::plan::Explain;

pub(crate) fn run(plan: Explain) -> Result<Outcome> {
    let Explain { id, inputs, pipeline, digests } = plan;
    let dossier = pipeline.brief(&inputs, |_| ());
    for (input, digest) in digests {
        let there = dossier.captures.iter().any(|c| c.input == input && c.sha256 == digest);
        if !there {
            bail!(
                "`{input}` is not the same bytes that the account was made from (SHA-256 {digest}); name the captures as they were"
            );
        }
    }
    let Some(words) = explain(&dossier, &id, &output::looks(&Sink::Stdout)) else {
        output::tell(&dossier.notes);
        output::say(&format!(
            "nothing here has the id `{id}`, or more than one thing does; name the same captures that gave it, and more of the id"
        ));
        return Ok(Outcome::Nothing);
    };
    Sink::Stdout.write(|out| Ok(out.write_all(words.as_bytes())?))?;
    Ok(Outcome::Found)
}
