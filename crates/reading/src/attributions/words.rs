//! What each token can be, as far as finding statements needs it.

use sayso_lexicon::{Class, Language, Role};
use sayso_news::Tag;

use crate::draft::Draft;
use crate::tags::fold;

/// Syntactic class of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Noun,
    Name,
    Number,
    Adjective,
    Determiner,
    /// "his", "their"
    Possessive,
    /// "'s" after a noun
    Genitive,
    Pronoun,
    /// "who", "which", "where"
    Relative,
    That,
    /// "whether", "how", "why", "what", "if"
    Question,
    /// "while", "because"
    Subordinator,
    /// "and", "but"
    Coordinator,
    Preposition,
    To,
    Adverb,
    /// "not", "never"
    Not,
    Be,
    Have,
    Do,
    Modal,
    Verb,
    /// Weekdays, months, "yesterday"
    Time,
    Comma,
    Dash,
    Colon,
    Semicolon,
    /// What ends a sentence.
    Stop,
    Open,
    Close,
    /// "("
    Left,
    /// ")"
    Right,
    Other,
}

/// What form a verb can have; the same letters can be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Forms(u8);

impl Forms {
    pub(super) const BASE: Self = Self(1);
    pub(super) const THIRD: Self = Self(2);
    pub(super) const PAST: Self = Self(4);
    pub(super) const PARTICIPLE: Self = Self(8);
    pub(super) const GERUND: Self = Self(16);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn put(&mut self, other: Self, when: bool) {
        if when {
            self.0 |= other.0;
        }
    }
}

/// One token, classed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) forms: Forms,
}

/// Classes all tokens.
pub(super) fn words(draft: &Draft<'_>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(draft.tokens.len());
    for at in 0..draft.tokens.len() {
        let word = classed(draft, &words, at);
        words.push(word);
    }
    words
}

fn plain(kind: Kind) -> Word {
    Word { kind, forms: Forms::default() }
}

fn classed(draft: &Draft<'_>, before: &[Word], at: usize) -> Word {
    let written = draft.word(at);
    let previous = before.last().map_or(Kind::Stop, |w| w.kind);
    match draft.tag(at) {
        Tag::Open => return plain(Kind::Open),
        Tag::Close => return plain(Kind::Close),
        Tag::Punctuation if written == "-" && !stands_free(draft, at) => return plain(Kind::Other),
        Tag::Punctuation => return plain(mark(written)),
        Tag::Number => return plain(Kind::Number),
        Tag::Other if !written.starts_with(char::is_alphanumeric) => {
            return other(draft, at, written, previous);
        }
        _ => {}
    }
    let folded = fold(written);
    if let Some(role) = draft.lexicon.habits.role(&folded) {
        return plain(fixed(role));
    }
    let verb = draft.lexicon.verbs.get(&folded);
    let mut forms = Forms::default();
    if let Some(verb) = verb {
        forms.put(Forms::BASE, verb.base);
        forms.put(Forms::THIRD, verb.third);
        forms.put(Forms::PAST, verb.past);
        forms.put(Forms::PARTICIPLE, verb.participle);
        forms.put(Forms::GERUND, verb.gerund);
    } else if draft.lexicon.habits.listed_verbs {
        // A form that the table lacks may be any.
        forms.put(Forms::PAST, draft.tag(at) == Tag::Verb);
        forms.put(Forms::PARTICIPLE, draft.tag(at) == Tag::Verb);
    } else if folded.ends_with("ing") {
        forms = Forms::GERUND;
    } else if folded.ends_with("ed") {
        forms.put(Forms::PAST, true);
        forms.put(Forms::PARTICIPLE, true);
    } else {
        forms = if folded == draft.lemma(at) { Forms::BASE } else { Forms::THIRD };
    }
    let grammar = draft.lexicon.grammar.get(&folded);
    let kind = match draft.tag(at) {
        Tag::Name => {
            if grammar.is_some_and(|g| g.class == Class::Calendar && !g.is("clock")) {
                Kind::Time
            } else {
                Kind::Name
            }
        }
        // "United have denied": a club, not a participle.
        Tag::Verb
            if written.starts_with(char::is_uppercase)
                && forms.has(Forms::PARTICIPLE)
                && matches!(draft.tag(at + 1), Tag::Auxiliary | Tag::Verb) =>
        {
            Kind::Name
        }
        Tag::Verb => Kind::Verb,
        Tag::Auxiliary => auxiliary(&draft.lexicon.habits, draft.lemma(at)),
        Tag::Adjective => Kind::Adjective,
        Tag::Adverb => Kind::Adverb,
        Tag::Pronoun => pronoun(&folded, grammar.is_some_and(|g| g.is("relative"))),
        Tag::Determiner if grammar.is_some_and(|g| g.is("possessive")) && folded != "whose" => {
            Kind::Possessive
        }
        Tag::Determiner if folded == "whose" => Kind::Relative,
        Tag::Determiner => Kind::Determiner,
        Tag::Preposition => Kind::Preposition,
        Tag::Conjunction if grammar.is_some_and(|g| g.is("coordinating")) => Kind::Coordinator,
        Tag::Conjunction => Kind::Subordinator,
        Tag::Noun if grammar.is_some_and(|g| g.class == Class::Calendar && !g.is("clock")) => Kind::Time,
        // "…, claims Orhan Besh."
        Tag::Noun
            if forms.has(Forms::THIRD)
                && matches!(previous, Kind::Comma | Kind::Close)
                && (draft.tag(at + 1) == Tag::Name && is_parted(draft, at + 1)
                    || matches!(folded.as_str(), "claims" | "reports")
                        && draft.tag(at + 1) == Tag::Determiner) =>
        {
            Kind::Verb
        }
        Tag::Noun => Kind::Noun,
        _ => Kind::Other,
    };
    Word { kind, forms }
}

/// Whether the run of names at `at` ends at a mark.
fn is_parted(draft: &Draft<'_>, at: usize) -> bool {
    let end = (at..at + 8).find(|i| draft.tag(*i) != Tag::Name);
    end.is_some_and(|end| draft.tag(end) == Tag::Punctuation)
}

/// Whether white space stands on both sides of a token.
fn stands_free(draft: &Draft<'_>, at: usize) -> bool {
    let span = draft.tokens[at].span;
    let text = draft.text();
    let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    free(text[..span.start()].chars().next_back()) && free(text[span.end()..].chars().next())
}

/// Words whose class never changes here.
fn fixed(role: Role) -> Kind {
    match role {
        Role::Adjective => Kind::Adjective,
        Role::Complementiser => Kind::That,
        Role::InfinitiveMark => Kind::To,
        Role::Negation => Kind::Not,
        Role::Relative => Kind::Relative,
        Role::Question => Kind::Question,
        Role::Day => Kind::Time,
        Role::Coordinator => Kind::Coordinator,
        Role::Subordinator => Kind::Subordinator,
    }
}

fn mark(written: &str) -> Kind {
    match written {
        "," => Kind::Comma,
        ":" => Kind::Colon,
        ";" => Kind::Semicolon,
        "(" | "[" => Kind::Left,
        ")" | "]" => Kind::Right,
        "." | "!" | "?" | "…" | "..." => Kind::Stop,
        "–" | "—" | "-" | "--" | "---" | "―" => Kind::Dash,
        _ => Kind::Other,
    }
}

fn pronoun(folded: &str, relative: bool) -> Kind {
    match folded {
        _ if relative => Kind::Relative,
        "her" | "his" | "its" | "their" | "my" | "our" | "your" => Kind::Possessive,
        _ => Kind::Pronoun,
    }
}

fn auxiliary(habits: &Language, lemma: &str) -> Kind {
    if habits.is_be(lemma) {
        Kind::Be
    } else if habits.is_have(lemma) {
        Kind::Have
    } else if habits.is_do(lemma) {
        Kind::Do
    } else {
        Kind::Modal
    }
}

/// Whether a preposition leads in the names that end before `at`.
fn is_led(draft: &Draft<'_>, at: usize) -> bool {
    let first = (0..at).rev().find(|i| draft.tag(*i) != Tag::Name);
    first.is_some_and(|i| draft.tag(i) == Tag::Preposition)
}

/// "'s" and lone apostrophes: of a noun, or "is".
fn other(draft: &Draft<'_>, at: usize, written: &str, previous: Kind) -> Word {
    let folded = fold(written);
    if folded == "'" {
        return plain(Kind::Genitive);
    }
    if folded != "'s" {
        return plain(Kind::Other);
    }
    let next = draft.tag(at + 1);
    let is = match previous {
        Kind::Pronoun | Kind::Relative | Kind::That | Kind::Question => true,
        // "of St. Barbara's in Millbrook"
        Kind::Name if next == Tag::Preposition && is_led(draft, at) => false,
        _ => {
            matches!(next, Tag::Verb | Tag::Determiner | Tag::Preposition | Tag::Adverb)
                && !draft.word(at + 1).starts_with(char::is_uppercase)
                && (next != Tag::Verb || draft.word(at + 1).ends_with("ing"))
                && next != Tag::Adverb
        }
    };
    plain(if is { Kind::Be } else { Kind::Genitive })
}
