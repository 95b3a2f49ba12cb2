//! Arguments checked into plans: what a verb will do, with everything that can be wrong already found wrong.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sayso_news::Edtf;
use sayso_pipeline::{Options, Pipeline, Profile};

use crate::args;
use crate::inputs::{self, Input};
use crate::output::Sink;
use crate::rewriter::Rewriter;

/// What every verb that reads captures needs.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) inputs: Vec<Input>,
    pub(crate) pipeline: Pipeline,
    pub(crate) sink: Sink,
    pub(crate) quiet: bool,
}

impl Run {
    fn check(raw: args::Reading) -> Result<Self> {
        let profile = match raw.profile {
            args::Profile::Fast => Profile::Fast,
            args::Profile::Accurate => Profile::Accurate,
        };
        let options = Options {
            threads: raw.threads,
            plain: raw.plain,
            one_story: raw.one_story,
            profile,
            keep_content: false,
        };
        Ok(Self {
            inputs: inputs::expand(&raw.inputs)?,
            pipeline: build(options)?,
            sink: Sink::check(raw.out)?,
            quiet: raw.quiet,
        })
    }
}

fn build(options: Options) -> Result<Pipeline> {
    Pipeline::new(options).context("the worker threads could not be started; try --threads 1")
}

/// `sayso brief`
#[derive(Debug)]
pub(crate) struct Brief {
    pub(crate) run: Run,
    pub(crate) format: args::BriefFormat,
    pub(crate) since: Option<Edtf>,
    pub(crate) rewriter: Option<Rewriter>,
}

/// The variable that a rewriter's key is read from; keys on a command line are seen by everybody on the machine.
pub(crate) const REWRITE_KEY: &str = "SAYSO_REWRITE_KEY";

impl Brief {
    pub(crate) fn check(raw: args::Brief) -> Result<Self> {
        let since = raw.since.map(|time| Edtf::parse(&time).context("--since")).transpose()?;
        let key = std::env::var(REWRITE_KEY).ok().filter(|key| !key.is_empty());
        let rewriter = raw.rewrite.map(|url| Rewriter::check(&url, raw.rewrite_model, key)).transpose()?;
        Ok(Self { run: Run::check(raw.reading)?, format: raw.format, since, rewriter })
    }
}

/// `sayso read`
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) run: Run,
}

impl Read {
    pub(crate) fn check(raw: args::Read) -> Result<Self> {
        let args::LinesFormat::Jsonl = raw.format;
        Ok(Self { run: Run::check(raw.reading)? })
    }
}

/// `sayso stories`
#[derive(Debug)]
pub(crate) struct Stories {
    pub(crate) run: Run,
}

impl Stories {
    pub(crate) fn check(raw: args::Stories) -> Result<Self> {
        let args::LinesFormat::Jsonl = raw.format;
        Ok(Self { run: Run::check(raw.reading)? })
    }
}

/// `sayso explain`
#[derive(Debug)]
pub(crate) struct Explain {
    pub(crate) id: String,
    pub(crate) inputs: Vec<Input>,
    pub(crate) pipeline: Pipeline,
    /// Inputs and the digests that an account says they had.
    pub(crate) digests: Vec<(String, String)>,
}

impl Explain {
    pub(crate) fn check(raw: args::Explain) -> Result<Self> {
        if !raw.id.contains('-') {
            bail!("`{}` is no id; ids look like clm-0123456789abcdef, and the account shows them", raw.id);
        }
        let digests = raw.account.as_deref().map(digests).transpose()?.unwrap_or_default();
        let mut names = raw.inputs;
        names.extend(digests.iter().map(|(input, _)| input.clone()));
        names.dedup();
        let options = Options {
            threads: raw.threads,
            plain: raw.plain,
            one_story: raw.one_story,
            keep_content: true,
            ..Options::default()
        };
        Ok(Self { id: raw.id, inputs: inputs::expand(&names)?, pipeline: build(options)?, digests })
    }
}

/// The captures of an account in JSON: each input and its SHA-256.
fn digests(path: &Path) -> Result<Vec<(String, String)>> {
    let named = || format!("the account `{}` could not be read", path.display());
    let bytes = std::fs::read(path).with_context(named)?;
    let account: serde_json::Value = serde_json::from_slice(&bytes).with_context(named)?;
    let captures = account["captures"]
        .as_array()
        .with_context(|| format!("`{}` is no account: it names no captures", path.display()))?;
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    Ok(captures.iter().filter_map(|c| Some((text(&c["input"])?, text(&c["sha256"])?))).collect())
}
