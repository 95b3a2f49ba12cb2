//! One sentence, with what the word tables say of the words at a place.

use std::ops::Range;

use sayso_lexicon::{Class, Head, Known, Lexicon, Title};
use sayso_news::Tag;

use crate::draft::Draft;

/// A sentence of a draft.
pub(crate) struct View<'d, 'a> {
    pub(crate) draft: &'d Draft<'a>,
    pub(crate) lexicon: &'static Lexicon,
    /// The sentence's tokens.
    pub(crate) range: Range<usize>,
    /// Capitals tell nothing: a headline in title case or in capitals.
    pub(crate) title_case: bool,
    /// All of it stands in capitals.
    pub(crate) capitals: bool,
}

impl<'d, 'a> View<'d, 'a> {
    pub(crate) fn new(draft: &'d Draft<'a>, range: Range<usize>) -> Self {
        let (title_case, capitals) = crate::tags::case_of(range.clone().map(|at| draft.word(at)));
        // Where every noun has a capital, many of them are no headline's habit.
        let title_case = if draft.lexicon.habits.capitalised_nouns { capitals } else { title_case };
        Self { draft, lexicon: draft.lexicon, range, title_case, capitals }
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        if self.range.contains(&at) { self.draft.word(at) } else { "" }
    }

    pub(crate) fn lemma(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.draft.lemma(at) } else { "" }
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        if self.range.contains(&at) { self.draft.tag(at) } else { Tag::Punctuation }
    }

    /// The text from a token on.
    fn from(&self, at: usize) -> &'a str {
        self.draft.tokens.get(at).map_or("", |t| &self.draft.text()[t.span.start()..])
    }

    /// The token after the `len` bytes that begin at token `at`, where a token ends there inside the sentence.
    fn after(&self, at: usize, len: usize) -> Option<usize> {
        let end = self.draft.tokens[at].span.start() + len;
        (at..self.range.end).find(|i| self.draft.tokens[*i].span.end() >= end).and_then(|i| {
            let there = self.draft.tokens[i].span.end();
            // A full stop that belongs to the token ("St.") may be missing in the table.
            (there == end || (there == end + 1 && self.draft.word(i).ends_with('.'))).then_some(i + 1)
        })
    }

    /// A name that the world knows at token `at`, and the token after it.
    pub(crate) fn known(&self, at: usize) -> Option<(usize, Known)> {
        let text = self.from(at);
        let (len, known) = self.lexicon.gazetteer.at(text, self.capitals)?;
        Some((self.after(at, len)?, known))
    }

    /// A title at token `at`, and the token after it.
    pub(crate) fn title(&self, at: usize) -> Option<(usize, Title)> {
        let (len, _, title) = self.lexicon.people.title_at(self.from(at))?;
        Some((self.after(at, len)?, title))
    }

    /// A head of a body's name at token `at`, and the token after it; a plural is found by its base form.
    pub(crate) fn body(&self, at: usize) -> Option<(usize, Head)> {
        if let Some((len, _, head)) = self.lexicon.heads.body_at(self.from(at)) {
            return Some((self.after(at, len)?, head));
        }
        let head = self.lexicon.heads.body(self.lemma(at))?;
        Some((at + 1, head))
    }

    /// A place word at token `at`, and the token after it.
    pub(crate) fn place(&self, at: usize) -> Option<(usize, Head)> {
        let (len, _, head) = self.lexicon.heads.place_at(self.from(at))?;
        Some((self.after(at, len)?, head))
    }

    /// The head of a body's name that ends just before `end`, at `start` or later, and where it begins.
    pub(crate) fn body_before(&self, start: usize, end: usize) -> Option<(usize, Head)> {
        (start.max(end.saturating_sub(3))..end).find_map(|at| {
            let (after, head) = self.body(at)?;
            (after == end).then_some((at, head))
        })
    }

    /// The place word that ends just before `end`, at `start` or later, and where it begins.
    pub(crate) fn place_before(&self, start: usize, end: usize) -> Option<(usize, Head)> {
        (start.max(end.saturating_sub(3))..end).find_map(|at| {
            let (after, head) = self.place(at)?;
            (after == end).then_some((at, head))
        })
    }

    /// The title that ends just before `end`, at `start` or later, and where it begins.
    pub(crate) fn title_before(&self, start: usize, end: usize) -> Option<(usize, Title)> {
        (start.max(end.saturating_sub(5))..end).find_map(|at| {
            let (after, title) = self.title(at)?;
            (after == end).then_some((at, title))
        })
    }

    /// Whether the word begins with a capital letter (or is a surname with its particle: "al-Assad").
    pub(crate) fn is_upper(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_uppercase)
            || (self.tag(at) == Tag::Name && word.contains(char::is_uppercase))
    }

    /// Whether the word, in lower case, is a plain word of the language.
    pub(crate) fn is_plain(&self, at: usize) -> bool {
        let folded = crate::tags::fold(self.word(at));
        self.lexicon.words.get(&folded).is_some()
            || self.lexicon.verbs.get(&folded).is_some()
            || self.lexicon.grammar.get(&folded).is_some()
    }

    /// Whether the word is a plain noun or adjective.
    pub(crate) fn is_plain_noun(&self, at: usize) -> bool {
        let folded = crate::tags::fold(self.word(at));
        self.lexicon.words.get(&folded).is_some() || self.lexicon.verbs.get(&folded).is_some_and(|v| v.noun)
    }

    /// Whether the word is a grammatical one.
    pub(crate) fn is_grammar(&self, at: usize) -> bool {
        self.lexicon.grammar.get(&crate::tags::fold(self.word(at))).is_some()
    }

    /// Whether the word is a month, a weekday or a mark of clock time.
    pub(crate) fn is_calendar(&self, at: usize) -> bool {
        let folded = crate::tags::fold(self.word(at));
        self.lexicon.grammar.get(&folded).is_some_and(|g| g.class == Class::Calendar)
            || (folded == "may" && self.tag(at) == Tag::Noun)
    }

    /// "US$", "HK$": letters of a currency.
    pub(crate) fn is_currency(&self, at: usize) -> bool {
        let end = self.draft.tokens[at].span.end();
        self.draft.text()[end..].starts_with(['$', '€', '£'])
    }

    /// Whether a known name ends just before `end`, at `start` or later.
    pub(crate) fn ends_known(&self, start: usize, end: usize) -> bool {
        (start.max(end.saturating_sub(4))..end)
            .any(|at| self.known(at).is_some_and(|(after, _)| after == end))
    }

    /// Whether a blank and nothing else parts two tokens.
    pub(crate) fn adjacent(&self, at: usize) -> bool {
        let (Some(here), Some(next)) = (self.draft.tokens.get(at), self.draft.tokens.get(at + 1)) else {
            return false;
        };
        let gap = &self.draft.text()[here.span.end()..next.span.start()];
        !gap.contains('\n') || gap.matches('\n').count() == 1 && !self.title_case
    }
}
