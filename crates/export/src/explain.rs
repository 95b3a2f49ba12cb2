//! From an id back to the bytes: what a record rests on, step by step.

mod file;
mod records;

use std::fmt::Write as _;

use sayso_news::{Cite, Dossier, Made, Stage, Step};

use crate::Terminal;
use crate::desk::Desk;
use crate::plain::{clip, line};
use crate::sheet::label;

/// Explains the record that bears this id, or the only one whose id begins so: a claim, attribution, article, entity,
/// story or capture. `None` where no record, or more than one, does.
pub fn explain(dossier: &Dossier, id: &str, terminal: &Terminal) -> Option<String> {
    let desk = Desk::new(dossier);
    let target = records::find(&desk, id)?;
    let mut page = Page { desk: &desk, out: String::new(), width: terminal.width.clamp(30, 200) };
    page.record(target);
    Some(page.out)
}

/// Lines of an explanation: a label, and words that wrap beside it.
struct Page<'a, 'd> {
    desk: &'a Desk<'d>,
    out: String,
    width: usize,
}

impl Page<'_, '_> {
    /// A line `depth` steps in: the label, then words.
    fn put(&mut self, depth: usize, label: &str, words: &str) {
        let margin = "  ".repeat(depth);
        let column = margin.len() + 11;
        let first = if label.is_empty() {
            margin.clone()
        } else {
            format!("{:<column$}", format!("{margin}{label}"))
        };
        let rest = " ".repeat(if label.is_empty() { margin.len() } else { column });
        let options = textwrap::Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(words, options) {
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Cited words with the article that they stand in.
    fn cited(&mut self, depth: usize, name: &str, cite: Cite) {
        let words = self.desk.words(cite).map_or_else(|| "(no words)".into(), |words| clip(words, 400));
        let outlet =
            self.desk.article(cite.article).map_or_else(|| cite.article.to_string(), |a| label(self.desk, a));
        self.put(
            depth,
            name,
            &format!("“{words}” — {outlet}, bytes {}–{}", cite.span.start(), cite.span.end()),
        );
    }

    fn steps(&mut self, depth: usize, steps: &[Step]) {
        for (nth, step) in steps.iter().enumerate() {
            let words =
                format!("{} [{}, score {:.2}]", line(&step.text), maker(&step.made), step.score.get());
            self.put(depth, &format!("step {}", nth + 1), &words);
            for cite in &step.cites {
                self.cited(depth + 1, "on", *cite);
            }
        }
    }
}

/// What made a record: the stage, its rule, the model and the lexicon's entry that decided.
fn maker(made: &Made) -> String {
    let stage = match made.stage {
        Stage::Ingest => "ingest",
        Stage::Clean => "clean",
        Stage::Reading => "reading",
        Stage::Stories => "stories",
        Stage::Claims => "claims",
    };
    let mut words = format!("{stage}: rule {}", line(&made.rule));
    if let Some(model) = &made.model {
        let _ = write!(words, ", model {}", line(model));
    }
    if let Some(lexicon) = &made.lexicon {
        let _ = write!(words, ", lexicon {}", line(lexicon));
    }
    words
}
