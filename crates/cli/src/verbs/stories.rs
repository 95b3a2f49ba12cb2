//! `sayso stories`: the grouping alone.

use anyhow::Result;
use sayso_export::story_lines;

use crate::Outcome;
use crate::output;
use crate::plan::Stories;
use crate::progress;

pub(crate) fn run(plan: Stories) -> Result<Outcome> {
    let run = plan.run;
    let bar = progress::bar(run.inputs.len(), run.quiet);
    let dossier = run.pipeline.group(&run.inputs, |n| bar.inc(n as u64));
    bar.finish_and_clear();
    run.sink.write(|out| {
        for line in story_lines(&dossier) {
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })?;
    if !run.quiet {
        output::tell(&dossier.notes);
    }
    Ok(output::found(!dossier.stories.is_empty()))
}
