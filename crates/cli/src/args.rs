//! Arguments as they are typed. What they mean is checked in `plan`.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// On whose say-so? Reads many reports of the same events and gives a checked account of each story: what is said
/// to have happened, who says so, who denies it, and how many independent origins stand behind it.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "\
Examples:
  sayso brief captures/                        an account on the terminal
  sayso brief --format html --out a.html *.txt one self-contained page, to read and to send
  cat page.html | sayso read --format jsonl -  what one article says, as JSON lines
  sayso explain clm-1f0c captures/             from a claim back to the bytes

Exit status: 0 done, 1 nothing found, 2 failed. People's words go to standard error.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) colour: Colour,
}

/// When to colour.
#[derive(Debug, Group)]
pub(crate) struct Colour {
    /// When to use colour; NO_COLOR is heeded
    #[arg(long = "color", alias = "colour", value_name = "WHEN", default_value = "auto", global = true)]
    when: ColourWhen,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ColourWhen {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Sets the choice for everything that this program prints.
    pub(crate) fn write_global(&self) {
        match self.when {
            ColourWhen::Auto => anstream::ColorChoice::Auto,
            ColourWhen::Always => anstream::ColorChoice::Always,
            ColourWhen::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Give an account of the stories in the captures
    ///
    /// Groups the captures by the event they report, and says for each story what is claimed, by whom, through which
    /// channel, who denies it, which figures differ and how many independent origins stand behind each claim.
    Brief(Brief),
    /// Read article by article: blocks, names, times, attributions
    Read(Read),
    /// Group the captures by the event they report
    Stories(Stories),
    /// Follow a claim, an attribution or any other id back to the bytes
    ///
    /// The same inputs must be named that gave the id, or the account (JSON) that it stands in.
    Explain(Explain),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example: sayso completions bash > ~/.local/share/bash-completion/completions/sayso"
    )]
    Completions(Completions),
}

/// What every verb that reads captures takes.
#[derive(Debug, Group)]
pub(crate) struct Reading {
    /// Captures: files, folders (walked in name order), globs, or `-` for standard input. Kinds are told by content:
    /// text, HTML, or JSON Lines with one document a line
    #[arg(value_name = "CAPTURE", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Texts are clean article bodies already; nothing in them is left over from a page
    #[arg(long)]
    pub(crate) plain: bool,
    /// All captures tell of one story: put none of them apart
    #[arg(long)]
    pub(crate) one_story: bool,
    /// Reading models
    #[arg(long, value_name = "PROFILE", default_value = "fast")]
    pub(crate) profile: Profile,
    /// Worker threads; 0 for one a core. The result is the same with any number
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// Write to FILE instead of standard output; it is replaced only when all is written
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Do not show progress or notes on standard error
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// Rules over word tables and a small network: hundreds of captures a second
    Fast,
    /// The compact encoder beside the rules: about ten captures a second on one core
    Accurate,
}

#[derive(Debug, Group)]
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Form of the account
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    pub(crate) format: BriefFormat,
    /// Only what is new since TIME (a date such as 2023-05-22, or with a time of day 2023-05-22T10:00:00)
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<String>,
    /// Let the model at URL smooth the wording of the briefs' sentences
    ///
    /// Any OpenAI-compatible address, up to where `/chat/completions` begins: `http://127.0.0.1:11434/v1` for Ollama,
    /// `http://127.0.0.1:8080/v1` for llama.cpp. Each composed sentence is sent there, with the words that it quotes, and
    /// nothing else is; no other machine is asked. An answer is kept only where the program's own checks find every
    /// quotation, name, number and stance as it was; else the sentence stays as composed. The notes say how many were
    /// kept, and by which model. Where the address wants a key, it is read from `SAYSO_REWRITE_KEY`. With a model's words
    /// the same captures may give other wordings.
    #[arg(long, value_name = "URL")]
    pub(crate) rewrite: Option<String>,
    /// The model to ask for
    #[arg(
        long,
        value_name = "NAME",
        default_value = "default",
        requires = "rewrite",
        hide_default_value = true
    )]
    pub(crate) rewrite_model: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// For reading here
    Terminal,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// The account as programs read it
    Json,
}

#[derive(Debug, Group)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Form of the result
    #[arg(short, long, value_name = "FORMAT", default_value = "jsonl")]
    pub(crate) format: LinesFormat,
}

#[derive(Debug, Group)]
pub(crate) struct Stories {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Form of the result
    #[arg(short, long, value_name = "FORMAT", default_value = "jsonl")]
    pub(crate) format: LinesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinesFormat {
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Group)]
pub(crate) struct Explain {
    /// An id as the account shows it, or enough of its beginning to be the only one: clm-…, att-…, art-…, ent-…, sto-…
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The captures that gave the id
    #[arg(value_name = "CAPTURE", required_unless_present = "account")]
    pub(crate) inputs: Vec<String>,
    /// An account in JSON: its captures are read again, and checked against their digests
    #[arg(long, value_name = "FILE", conflicts_with = "inputs")]
    pub(crate) account: Option<PathBuf>,
    /// Texts are clean article bodies already
    #[arg(long)]
    pub(crate) plain: bool,
    /// All captures tell of one story, as `brief` was told
    #[arg(long)]
    pub(crate) one_story: bool,
    /// Worker threads; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
}

#[derive(Debug, Group)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
