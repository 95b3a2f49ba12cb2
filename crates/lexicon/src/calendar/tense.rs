//! Which way the sentence around a time looks.

use sayso_text::Span;

use super::meaning::Lean;
use super::words::Cue;

/// How far a cue reaches, in bytes.
const REACH: usize = 120;

/// The cues of one text, walked once from left to right.
#[derive(Debug)]
pub(super) struct Tense<'t> {
    text: &'t str,
    cues: &'t [Cue],
    /// The first cue that does not stand before the last time asked about.
    next: usize,
}

impl<'t> Tense<'t> {
    pub(super) fn new(text: &'t str, cues: &'t [Cue]) -> Self {
        Self { text, cues, next: 0 }
    }

    /// The lean of the nearest cue before a time in its sentence; else of the nearest behind it.
    pub(super) fn at(&mut self, span: Span) -> Lean {
        while self.cues.get(self.next).is_some_and(|(at, _)| (*at as usize) < span.start()) {
            self.next += 1;
        }
        let before = self.next.checked_sub(1).map(|i| self.cues[i]);
        if let Some((at, lean)) = before
            && self.joined(at as usize, span.start())
        {
            return lean;
        }
        match self.cues.iter().skip(self.next).take(2).find(|(at, _)| *at as usize >= span.end()) {
            Some((at, lean)) if self.joined(span.end(), *at as usize) => *lean,
            _ => Lean::Unknown,
        }
    }

    /// Whether two places are near and in one sentence.
    fn joined(&self, from: usize, to: usize) -> bool {
        if to - from > REACH {
            return false;
        }
        let between = self.text.get(from..to).unwrap_or("");
        let mut ends = false;
        for c in between.chars() {
            match c {
                '\n' => return false,
                '.' | '!' | '?' => ends = true,
                ' ' | '"' | '”' | '’' | ')' => {}
                c => {
                    if ends && c.is_uppercase() {
                        return false;
                    }
                    ends = false;
                }
            }
        }
        true
    }
}
