//! `sayso read`: article by article, JSON lines.

use anyhow::Result;
use sayso_export::read_line;

use crate::Outcome;
use crate::output;
use crate::plan::Read;
use crate::progress;

pub(crate) fn run(plan: Read) -> Result<Outcome> {
    let run = plan.run;
    let bar = progress::bar(run.inputs.len(), run.quiet);
    let mut found = false;
    let mut loose = run.pipeline.profile_note();
    run.sink.write(|out| {
        run.pipeline.read(&run.inputs, |noted| {
            bar.inc(1);
            for leaf in noted.into(&mut loose) {
                match &leaf.read {
                    Some((article, reading)) => {
                        let line = read_line(&leaf.capture, article, reading, &leaf.notes);
                        serde_json::to_writer(&mut *out, &line)?;
                        out.write_all(b"\n")?;
                        found = true;
                    }
                    None => loose.extend(leaf.notes),
                }
            }
            Ok(())
        })
    })?;
    bar.finish_and_clear();
    if !run.quiet {
        output::tell(&loose);
    }
    Ok(output::found(found))
}
