//! Quotation marks find their partners.
//!
//! Marks are paired inside a block, whatever mix of glyphs opens and closes (`"We go,” she said`). A quotation that a
//! block leaves open runs to its end; when the next block opens anew, that is the habit of long quotations.

use std::ops::Range;

use sayso_news::{Quotation, Tag};
use sayso_text::Span;

use crate::draft::{Draft, is_running};
use crate::tokens::{BlockTokens, is_quote, is_single};

/// Marks that wait for their partners at most.
const DEPTH: usize = 32;

/// What the shape around a mark speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Opens,
    Closes,
    Either,
}

/// A mark that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Opened {
    token: usize,
    single: bool,
    /// Pairs of the same class that were closed while this one was open.
    inner: usize,
}

/// One pair of marks, or half a pair at a block's edge, by token index.
#[derive(Debug, Clone, Copy)]
struct Pair {
    open: Option<usize>,
    close: Option<usize>,
}

/// Pairs the marks of every block and tags them `Open` and `Close`; marks that are apostrophes become `Other`.
pub(crate) fn find(draft: &mut Draft<'_>, blocks: &[BlockTokens]) {
    let mut left_open = false;
    for block in blocks {
        let running = is_running(draft.article.blocks[block.block as usize].kind);
        let mut pairing = Pairing { draft, opened: Vec::new(), pairs: Vec::new(), stray: None };
        pairing.run(block.tokens.clone());
        let Pairing { opened, mut pairs, stray, .. } = pairing;
        // Of what stays open, only a mark with no later pair of its class really opened something.
        let unclosed = opened.iter().find(|o| !o.single && o.inner == 0).copied();
        for open in &opened {
            if unclosed.is_some_and(|u| u.token == open.token) {
                pairs.push(Pair { open: Some(open.token), close: None });
            } else {
                draft.tokens[open.token].tag = if open.single { Tag::Other } else { Tag::Open };
            }
        }
        if let Some(close) = stray.filter(|_| left_open && running) {
            pairs.push(Pair { open: None, close: Some(close) });
        }
        left_open = running && unclosed.is_some();
        write(draft, block.tokens.clone(), &pairs);
    }
    draft.quotations.sort_by_key(|q| (q.span.start(), usize::MAX - q.span.end()));
}

struct Pairing<'d, 'a> {
    draft: &'d mut Draft<'a>,
    opened: Vec<Opened>,
    pairs: Vec<Pair>,
    /// A closing mark that came before any opening one.
    stray: Option<usize>,
}

impl Pairing<'_, '_> {
    fn run(&mut self, tokens: Range<usize>) {
        let last_single = self.last_closing_single(tokens.clone());
        for at in tokens.clone() {
            let word = self.draft.word(at);
            let Some(mark) = word.chars().next().filter(|c| is_quote(*c)) else { continue };
            if self.draft.tokens[at].tag != Tag::Other || word.chars().any(char::is_alphanumeric) {
                continue;
            }
            let shape = self.shape(at, &tokens);
            if is_single(mark) && word.len() == mark.len_utf8() {
                self.single(at, mark, shape, last_single, tokens.end);
            } else {
                self.double(at, mark, shape);
            }
        }
    }

    /// The last single mark that looks like a closing one: an apostrophe after it cannot close anything.
    fn last_closing_single(&self, tokens: Range<usize>) -> Option<usize> {
        tokens.clone().rev().find(|at| {
            let word = self.draft.word(*at);
            word.chars().next().is_some_and(is_single) && self.shape(*at, &tokens) == Shape::Closes
        })
    }

    fn shape(&self, at: usize, block: &Range<usize>) -> Shape {
        let span = self.draft.tokens[at].span;
        let text = self.draft.text();
        let before = text[..span.start()].chars().next_back().filter(|_| at > block.start);
        let after = text[span.end()..].chars().next().filter(|_| at + 1 < block.end);
        let free = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '{');
        let opens =
            before.is_none_or(|c| free(c) || is_quote(c)) && after.is_some_and(|c| !c.is_whitespace());
        let closes = before.is_some_and(|c| !c.is_whitespace())
            && after.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '@' | '#')));
        match (opens, closes) {
            (true, false) => Shape::Opens,
            (false, true) => Shape::Closes,
            _ => Shape::Either,
        }
    }

    fn double(&mut self, at: usize, mark: char, shape: Shape) {
        let open = self.opened.iter().rposition(|o| !o.single);
        let opener = match (mark, shape) {
            ('„' | '‟' | '「' | '『', _) | ('“' | '«', Shape::Opens) => true,
            ('」' | '』', _) | (_, Shape::Closes) => false,
            // A straight mark alone between spaces, and German “: what is open decides.
            (_, Shape::Either) => open.is_none() && mark != '”',
            // French « x », with a comma behind: the blank before it is a habit.
            ('»', Shape::Opens) if open.is_some_and(|open| self.is_left_guillemet(open)) => false,
            // Swedish ”x” and Danish »x«: a closing glyph opens when nothing is open.
            ('”' | '»', Shape::Opens) => open.is_none() || mark == '»',
            (_, Shape::Opens) => true,
        };
        if opener {
            self.open(at, false);
        } else if let Some(open) = open {
            self.close(open, at);
        } else {
            self.draft.tokens[at].tag = Tag::Close;
            if self.stray.is_none() && self.pairs.is_empty() {
                self.stray = Some(at);
            }
        }
    }

    fn is_left_guillemet(&self, opened: usize) -> bool {
        self.draft.word(self.opened[opened].token).starts_with('«')
    }

    fn single(&mut self, at: usize, mark: char, shape: Shape, last: Option<usize>, end: usize) {
        let open = self.opened.iter().rposition(|o| o.single);
        let partner_left = last.is_some_and(|last| last > at);
        match shape {
            Shape::Opens if matches!(mark, '‘' | '‚' | '‹' | '›' | '\'' | '`' | '‛') => {
                if partner_left && !self.leaves_out_letters(at) {
                    self.open(at, true);
                }
            }
            Shape::Closes | Shape::Either => {
                if let Some(open) = open
                    && !(partner_left && self.is_plural_possessive(at, end))
                {
                    self.close(open, at);
                }
            }
            Shape::Opens => {}
        }
    }

    /// "’90s", "’em", "’til".
    fn leaves_out_letters(&self, at: usize) -> bool {
        let word = self.draft.word(at + 1);
        let decade = word.len() == 3 && word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s');
        decade || ["em", "til", "till", "tis", "twas", "cause", "n", "cos", "bout", "round"].contains(&word)
    }

    /// "the soldiers’ families", with a mark still to come that can close the quotation.
    fn is_plural_possessive(&self, at: usize, end: usize) -> bool {
        at + 1 < end
            && self.draft.word(at.wrapping_sub(1)).ends_with('s')
            && self.draft.word(at + 1).starts_with(char::is_lowercase)
            && self.draft.tokens[at].span.end() < self.draft.tokens[at + 1].span.start()
    }

    fn open(&mut self, at: usize, single: bool) {
        // Nobody nests deeper; a text that opens and never closes stays cheap.
        if self.opened.len() >= DEPTH {
            self.opened.remove(0);
        }
        self.opened.push(Opened { token: at, single, inner: 0 });
    }

    fn close(&mut self, open: usize, at: usize) {
        let opened = self.opened[open];
        // Marks of the other class inside it were apostrophes, or never closed.
        self.opened.truncate(open);
        for outer in self.opened.iter_mut().filter(|o| o.single == opened.single) {
            outer.inner += 1;
        }
        self.pairs.push(Pair { open: Some(opened.token), close: Some(at) });
    }
}

fn write(draft: &mut Draft<'_>, block: Range<usize>, pairs: &[Pair]) {
    let mut found = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let first = pair.open.map_or(block.start, |open| open + 1);
        let end = pair.close.unwrap_or(block.end);
        if let Some(open) = pair.open {
            draft.tokens[open].tag = Tag::Open;
        }
        if let Some(close) = pair.close {
            draft.tokens[close].tag = Tag::Close;
        }
        if first >= end {
            continue;
        }
        let inner = draft.span(first..end);
        let mut span = inner;
        for mark in [pair.open, pair.close].into_iter().flatten() {
            span = span.cover(draft.tokens[mark].span);
        }
        let scare = pair.open.is_some() && pair.close.is_some() && is_scare(draft, first..end);
        found.push(Quotation { span, inner: Span::of(inner.range()), scare });
    }
    draft.quotations.extend(found);
}

/// One to three words that are set off as a name, a term or with distance; speech of that length ends in a comma or a
/// full stop inside the marks, or begins its sentence.
fn is_scare(draft: &Draft<'_>, inner: Range<usize>) -> bool {
    let words = inner.clone().filter(|at| draft.word(*at).starts_with(char::is_alphanumeric)).count();
    let ends_as_speech = draft.word(inner.end - 1).ends_with(['.', ',', '!', '?', '…', ';']);
    let joins =
        |word: &str| matches!(word, "of" | "the" | "and" | "for" | "in" | "de" | "la" | "al" | "to" | "on");
    let all_names =
        inner.clone().all(|at| !draft.word(at).starts_with(char::is_lowercase) || joins(draft.word(at)));
    (words <= 3 && !ends_as_speech) || (words <= 6 && all_names && !ends_as_speech)
}
