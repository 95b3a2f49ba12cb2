//! Writes the visible text of a page, line by line, and notes where each word stands in the source.

use std::fmt::Write as _;

use sayso_news::TraceRun;
use sayso_text::Span;

use super::entities::Decoded;
use crate::rendered::{Line, Lines, Markup};

/// The text as it grows.
#[derive(Debug)]
pub(crate) struct Writer<'s> {
    source: &'s str,
    pub(crate) out: String,
    pub(crate) lines: Lines,
    pub(crate) runs: Vec<TraceRun>,
    /// Where the line that is open begins, and what its markup tells.
    start: usize,
    markup: Option<Markup>,
    /// How many line breaks are due before the next line.
    breaks: u8,
    /// White space is due before the next word: where it stands in the source.
    space: Option<(usize, usize)>,
    /// Two spans touch: a space is due if one ends with a small letter and the next begins with a capital.
    touching: bool,
    /// The number of a list's entry is due.
    pub(crate) number: Option<u32>,
    /// Where the link that is open points.
    pub(crate) link: Option<String>,
    pub(crate) bold: bool,
}

impl<'s> Writer<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self {
            source,
            out: String::with_capacity(source.len() / 4),
            lines: Lines::default(),
            runs: Vec::new(),
            start: 0,
            markup: None,
            breaks: 0,
            space: None,
            touching: false,
            number: None,
            link: None,
            bold: false,
        }
    }

    /// Whether a line is begun.
    pub(crate) fn is_open(&self) -> bool {
        self.markup.is_some()
    }

    /// The bytes on the line so far.
    pub(crate) fn size(&self) -> usize {
        if self.is_open() { self.out.len() - self.start } else { 0 }
    }

    /// Begins a line.
    pub(crate) fn begin(&mut self, markup: Markup, entry: bool) {
        if !self.out.is_empty() {
            self.out.push_str(if self.breaks > 1 { "\n\n" } else { "\n" });
        }
        self.breaks = 0;
        self.start = self.out.len();
        if let Some(number) = self.number.take().filter(|_| entry) {
            write!(self.out, "{number}. ").expect("a string takes everything");
        }
        self.markup = Some(markup);
    }

    /// Ends the line; `breaks` is 2 where a blank line follows.
    pub(crate) fn end(&mut self, breaks: u8) {
        self.space = None;
        self.touching = false;
        if let Some(markup) = self.markup.take() {
            // No-break spaces and invisible marks are written like words, and may be all that the line holds.
            let whole = Span::of(self.start..self.out.len());
            let written = sayso_text::Line { span: whole, text: whole.slice(&self.out) };
            if !written.is_blank() {
                let last = self.lines.end().unwrap_or(whole.start());
                let gap = u16::from(self.out[last..whole.start()].matches('\n').count() > 1);
                self.lines.push(Line { span: whole.trim(&self.out), gap, markup: Some(markup) });
            }
            self.breaks = 0;
        }
        self.breaks = self.breaks.max(breaks);
    }

    /// White space is due, here in the source; at no place where the source has none.
    pub(crate) fn space(&mut self, start: usize, end: usize) {
        if self.space.is_none() && self.is_open() {
            self.space = Some((start, end));
        }
    }

    /// Two spans touch.
    pub(crate) fn touch(&mut self) {
        self.touching = true;
    }

    /// Writes characters that stand verbatim in the source.
    pub(crate) fn words(&mut self, start: usize, text: &str) {
        let Some(first) = text.chars().next() else { return };
        self.begin_word(first);
        let from = self.out.len();
        self.out.push_str(text);
        self.traced(from, start, start + text.len());
        if self.link.is_some() || self.bold {
            self.count(text.chars().count());
        }
    }

    /// Writes what a character reference stands for.
    pub(crate) fn decoded(&mut self, found: Decoded, start: usize, size: usize) {
        let Decoded(first, second) = found;
        if first.is_ascii_whitespace() || first == '\0' {
            return self.space(start, start + size);
        }
        self.begin_word(first);
        let from = self.out.len();
        self.out.push(first);
        self.out.extend(second);
        self.traced(from, start, start + size);
        self.count(1);
    }

    /// Writes the white space that is due.
    fn begin_word(&mut self, first: char) {
        let capital = first.is_uppercase() || first.is_ascii_digit();
        let small = |c: char| c.is_lowercase() || c.is_ascii_digit();
        if std::mem::take(&mut self.touching) && capital && self.out.ends_with(small) {
            self.space(0, 0);
        }
        let due = self.space.take().filter(|_| self.out.len() > self.start);
        if let Some((start, end)) = due {
            let from = self.out.len();
            self.out.push(' ');
            if end > start {
                self.traced(from, start, end);
            }
            self.count(1);
        }
        let Some(markup) = self.markup.as_mut() else { return };
        if markup.link.is_none() && self.link.is_some() {
            markup.link.clone_from(&self.link);
        }
    }

    fn count(&mut self, chars: usize) {
        let Some(markup) = self.markup.as_mut() else { return };
        if self.link.is_some() {
            markup.linked += chars as u32;
        }
        if self.bold {
            markup.bold += chars as u32;
        }
    }

    /// Notes where the words from `from` on stand in the source; runs that go on verbatim are one.
    fn traced(&mut self, from: usize, start: usize, end: usize) {
        let verbatim = self.out.as_bytes()[from..] == self.source.as_bytes()[start..end];
        if let Some(last) = self.runs.last_mut().filter(|last| {
            let plain = last.text.len() == last.source.len();
            verbatim && plain && last.text.end() == from && last.source.end() == start
        }) {
            last.text = Span::of(last.text.start()..self.out.len());
            last.source = Span::of(last.source.start()..end);
            return;
        }
        self.runs.push(TraceRun { text: Span::of(from..self.out.len()), source: Span::of(start..end) });
    }
}
