//! Where results and words go.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use sayso_export::Terminal;
use sayso_news::{Note, Severity};

use crate::Outcome;

/// Standard output, or a file that appears only when it is whole.
#[derive(Debug)]
pub(crate) enum Sink {
    Stdout,
    File(PathBuf),
}

impl Sink {
    pub(crate) fn check(out: Option<PathBuf>) -> Result<Self> {
        let Some(path) = out.filter(|path| path != Path::new("-")) else { return Ok(Self::Stdout) };
        if path.is_dir() {
            bail!("--out `{}` is a folder; name a file in it", path.display());
        }
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty() && !f.is_dir()) {
            bail!(
                "the folder of --out `{}` does not exist: make `{}` first",
                path.display(),
                folder.display()
            );
        }
        Ok(Self::File(path))
    }

    /// Whether people read it as it is written.
    fn is_terminal(&self) -> bool {
        matches!(self, Self::Stdout) && io::stdout().is_terminal()
    }

    /// Writes through `fill`. A file is written beside its place first and then moved there.
    pub(crate) fn write(&self, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        match self {
            Self::Stdout => {
                let mut out = BufWriter::new(io::stdout().lock());
                fill(&mut out)?;
                out.flush()?;
            }
            Self::File(path) => {
                let named = || format!("`{}` could not be written", path.display());
                let mut beside = path.clone().into_os_string();
                beside.push(".part");
                let mut out = BufWriter::new(File::create(&beside).with_context(named)?);
                fill(&mut out).with_context(named)?;
                out.into_inner()
                    .map_err(io::IntoInnerError::into_error)
                    .and_then(|f| f.sync_all())
                    .with_context(named)?;
                fs::rename(&beside, path).with_context(named)?;
            }
        }
        Ok(())
    }
}

/// Whether the reader of our output went away; that is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

/// One line for what went wrong.
pub(crate) fn complain(error: &anyhow::Error) {
    let _ = writeln!(anstream::stderr(), "sayso: {error:#}");
}

/// Says on standard error what was noticed: warnings and errors in full, the rest as a count.
pub(crate) fn tell(notes: &[Note]) {
    let mut out = anstream::stderr().lock();
    let minor = notes.iter().filter(|n| n.severity == Severity::Info).count();
    for note in notes.iter().filter(|n| n.severity != Severity::Info) {
        let input = note.input.as_deref().map(|i| format!("{i}: ")).unwrap_or_default();
        let hint = note.hint.as_deref().map(|h| format!(" {h}")).unwrap_or_default();
        let _ = writeln!(out, "sayso: {input}{}{hint} [{}]", note.text, note.code);
    }
    if minor > 0 {
        let _ =
            writeln!(out, "sayso: {minor} smaller note{} in the result", if minor == 1 { "" } else { "s" });
    }
}

/// One sentence on standard error.
pub(crate) fn say(sentence: &str) {
    let _ = writeln!(anstream::stderr(), "sayso: {sentence}");
}

/// The outcome of a verb that found something or did not.
pub(crate) const fn found(found: bool) -> Outcome {
    if found { Outcome::Found } else { Outcome::Nothing }
}

/// Columns where nobody tells: piped, or written to a file.
const WIDTH: usize = 100;

/// How text for people is to look on `sink`: its width, and colour on a terminal unless NO_COLOR or --color say
/// otherwise.
pub(crate) fn looks(sink: &Sink) -> Terminal {
    let asked = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let width = if sink.is_terminal() { asked() } else { None };
    let colour = match sink {
        Sink::Stdout => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        Sink::File(_) => anstream::ColorChoice::global() == anstream::ColorChoice::Always,
    };
    Terminal { width: width.unwrap_or(WIDTH), colour }
}
