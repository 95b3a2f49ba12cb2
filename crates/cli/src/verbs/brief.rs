//! `sayso brief`: the account of the stories in the captures.

use anyhow::Result;
use sayso_export::{html, markdown, terminal, write_account};

use crate::Outcome;
use crate::args::BriefFormat;
use crate::output;
use crate::plan::Brief;
use crate::progress;

pub(crate) fn run(plan: Brief) -> Result<Outcome> {
    let run = plan.run;
    let bar = progress::bar(run.inputs.len(), run.quiet);
    let mut dossier = run.pipeline.brief(&run.inputs, |n| bar.inc(n as u64));
    bar.finish_and_clear();
    if let Some(since) = &plan.since {
        sayso_pipeline::since(&mut dossier, since);
    }
    if let Some(rewriter) = &plan.rewriter {
        let sentences = dossier.digests.iter().map(|digest| digest.brief.len()).sum();
        let bar = progress::sentences(sentences, run.quiet);
        sayso_rewrite::rewrite(&mut dossier, rewriter, || bar.inc(1));
        bar.finish_and_clear();
    }
    // A capture without a word gives an article all the same; an account of it would be empty.
    let found = dossier.articles.iter().any(|article| !article.blocks.is_empty());
    // Programs get their account even when it is empty; people get a sentence.
    if found || plan.format == BriefFormat::Json {
        run.sink.write(|out| {
            match plan.format {
                BriefFormat::Json => write_account(&dossier, env!("CARGO_PKG_VERSION"), out)?,
                BriefFormat::Md => out.write_all(markdown(&dossier).as_bytes())?,
                BriefFormat::Html => out.write_all(html(&dossier).as_bytes())?,
                BriefFormat::Terminal => {
                    out.write_all(terminal(&dossier, &output::looks(&run.sink)).as_bytes())?;
                }
            }
            Ok(())
        })?;
    }
    // The terminal form ends with its notes; the others leave them to standard error.
    if !run.quiet && (plan.format != BriefFormat::Terminal || !found) {
        output::tell(&dossier.notes);
    }
    if !found {
        output::say("nothing to give an account of: none of the captures could be read");
    }
    Ok(output::found(found))
}
