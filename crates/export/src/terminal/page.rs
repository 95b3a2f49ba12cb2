//! A page of fixed width: wrapped words, each run in its own style.

use std::fmt::Write as _;

use anstyle::Style;
use textwrap::{Options, WordSplitter, wrap};
use unicode_width::UnicodeWidthStr;

use super::Terminal;

/// A run of words in one style.
#[derive(Debug, Clone)]
pub(super) struct Run {
    words: String,
    style: Style,
}

/// Words in no style.
pub(super) fn plain(words: impl Into<String>) -> Run {
    styled(words, Style::new())
}

/// Words in a style.
pub(super) fn styled(words: impl Into<String>, style: Style) -> Run {
    Run { words: words.into(), style }
}

/// What has been written so far.
#[derive(Debug)]
pub(super) struct Page {
    out: String,
    width: usize,
    colour: bool,
}

impl Page {
    pub(super) fn new(terminal: &Terminal) -> Self {
        Self { out: String::new(), width: terminal.width.clamp(30, 120), colour: terminal.colour }
    }

    pub(super) fn into_string(self) -> String {
        self.out
    }

    /// An empty line, but never two and none at the top.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Wrapped words; the first line begins with `label`, and all of them `indent` columns in.
    pub(super) fn block(&mut self, indent: usize, label: &Run, runs: &[Run]) {
        let indent = indent.min(self.width / 3);
        let text: String = runs.iter().map(|run| run.words.as_str()).collect();
        let options = Options::new(self.width - indent).word_splitter(WordSplitter::NoHyphenation);
        let mut at = 0;
        for (nth, line) in wrap(text.trim_end(), options).iter().enumerate() {
            let used = if nth == 0 { self.run(label) } else { 0 };
            if used > 0 && used >= indent && indent > 0 {
                self.out.push('\n');
                self.out.extend(std::iter::repeat_n(' ', indent));
            } else {
                self.out.extend(std::iter::repeat_n(' ', indent - used.min(indent)));
            }
            // Wrapping only leaves white space out: what is on the line stands next in the text.
            at += text[at..].find(line.as_ref()).unwrap_or(0);
            self.slice(runs, at, at + line.len());
            at += line.len();
            self.out.push('\n');
        }
    }

    /// Wrapped words `indent` columns in.
    pub(super) fn para(&mut self, indent: usize, runs: &[Run]) {
        self.block(indent, &plain(""), runs);
    }

    /// Words at the left and, in the same line where there is room, at the right edge.
    pub(super) fn edge(&mut self, indent: usize, label: &Run, runs: &[Run], right: &Run) {
        let start = self.out.len();
        self.block(indent, label, runs);
        let words: usize = runs.iter().map(|run| run.words.width()).sum();
        let room = self.width.saturating_sub(indent + words);
        if self.out[start..].lines().count() == 1 && room > right.words.width() + 1 {
            self.out.truncate(self.out.trim_end_matches('\n').len());
            self.out.extend(std::iter::repeat_n(' ', room - right.words.width()));
            self.run(right);
            self.out.push('\n');
        } else {
            self.para(indent, std::slice::from_ref(right));
        }
    }

    /// Writes the bytes `from..to` of the runs' joined words.
    fn slice(&mut self, runs: &[Run], from: usize, to: usize) {
        let mut start = 0;
        for run in runs {
            let end = start + run.words.len();
            if start < to && from < end {
                let words = &run.words[from.max(start) - start..to.min(end) - start];
                self.paint(words, run.style);
            }
            start = end;
        }
    }

    fn run(&mut self, run: &Run) -> usize {
        self.paint(&run.words, run.style);
        run.words.width()
    }

    fn paint(&mut self, words: &str, style: Style) {
        if self.colour && style != Style::new() && !words.trim().is_empty() {
            let _ = write!(self.out, "{style}{words}{style:#}");
        } else {
            self.out.push_str(words);
        }
    }
}
