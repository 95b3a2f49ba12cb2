//! One article, prepared: classes of all tokens, and which of them stand in quoted speech.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_lexicon::{CueClass, Medium};
use sayso_news::{BlockKind, Entity, EntityId, Sentence};
use sayso_text::Span;

use super::cues::AttributionRules;
use super::words::{Forms, Kind, Word, words};
use crate::draft::Draft;
use crate::tags::fold;

/// A stretch of quoted speech; names and single words that are set off are none.
#[derive(Debug, Clone)]
pub(super) struct Speech {
    /// Its tokens with the marks.
    pub(super) outer: Range<usize>,
    /// Its tokens without the marks.
    pub(super) inner: Range<usize>,
    /// Whether it stands by itself (at a sentence's start, after a comma or colon) and no clause leads into it.
    pub(super) alone: bool,
    /// Whether its closing mark is missing: the speech goes on in the next block.
    pub(super) open: bool,
}

/// What all finders read.
pub(super) struct Scene<'d, 'a> {
    pub(super) draft: &'d Draft<'a>,
    pub(super) rules: &'d AttributionRules,
    pub(super) words: Vec<Word>,
    pub(super) speeches: Vec<Speech>,
    /// For each token the speech that it stands in, by index and one; 0 for none.
    inside: Vec<u32>,
    /// Where each entity stands in the draft.
    entities: FxHashMap<EntityId, usize>,
    /// What kind of medium those are that the article calls one, once it is asked for.
    pub(super) outlets: OnceCell<FxHashMap<EntityId, Medium>>,
    /// Base forms of words that are verbs here and nouns in the reading.
    lemmas: BTreeMap<usize, &'static str>,
}

impl<'d, 'a> Scene<'d, 'a> {
    pub(super) fn new(rules: &'d AttributionRules, draft: &'d Draft<'a>) -> Self {
        let words = words(draft);
        let inside = vec![0; draft.tokens.len()];
        let entities = draft.entities.iter().enumerate().map(|(at, e)| (e.id, at)).collect();
        let mut scene = Self {
            draft,
            rules,
            words,
            speeches: Vec::new(),
            inside,
            entities,
            outlets: OnceCell::new(),
            lemmas: BTreeMap::new(),
        };
        scene.promote();
        scene.find_speeches();
        scene
    }

    /// Cue words that were taken for nouns and stand where a verb does: "forces claim to have", "it claims that".
    fn promote(&mut self) {
        for at in 1..self.words.len() {
            // "denied reports that": a noun after a verb.
            let third = self.forms(at).has(Forms::THIRD) && self.kind(at) == Kind::Verb;
            // "brokers reportedly expect": the subject of a verb in the plural.
            let next = if self.kind(at + 1) == Kind::Adverb { at + 2 } else { at + 1 };
            let subject = self.kind(next) == Kind::Verb
                && self.forms(next).has(Forms::BASE)
                && !self.forms(next).has(Forms::PAST);
            if third && (self.kind(at - 1) == Kind::Verb || subject) && !self.starts_sentence(at) {
                self.words[at].kind = Kind::Noun;
                continue;
            }
            if self.kind(at) != Kind::Noun || self.word(at).starts_with(char::is_uppercase) {
                continue;
            }
            let folded = fold(self.word(at));
            let Some(verb) = self.draft.lexicon.verbs.get(&folded).filter(|v| v.base || v.third) else {
                continue;
            };
            let plural = self.word(at - 1).ends_with('s');
            let agrees = match self.kind(at - 1) {
                Kind::Noun => plural == verb.base,
                // "the Press Agency (MPA) reports"
                Kind::Name | Kind::Close | Kind::Right | Kind::Relative | Kind::Pronoun => true,
                _ => false,
            };
            let next = if self.kind(at + 1) == Kind::Adverb { at + 2 } else { at + 1 };
            let takes = match self.kind(next) {
                Kind::That | Kind::Pronoun | Kind::Question => true,
                Kind::To => matches!(self.kind(next + 1), Kind::Verb | Kind::Have | Kind::Be | Kind::Open),
                Kind::Determiner | Kind::Possessive => verb.base || self.kind(at - 1) != Kind::Name,
                _ => false,
            };
            // "The bridge is closed, TASS reports."
            let ends = matches!(self.kind(next), Kind::Comma | Kind::Stop | Kind::Colon);
            let closes = !verb.base && ends && self.follows_clause(at);
            let takes = takes || closes;
            let cue = self.rules.cue(CueClass::Verb, verb.lemma, |n, word| self.is(at + n, word)).is_some();
            if agrees && takes && cue && !self.starts_sentence(at) {
                let forms = if verb.base { Forms::BASE } else { Forms::THIRD };
                self.words[at] = Word { kind: Kind::Verb, forms };
                self.lemmas.insert(at, verb.lemma);
            }
        }
    }

    /// Whether a name stands right before `at`, and before that a comma and the clause that it closes.
    fn follows_clause(&self, at: usize) -> bool {
        let joins = |i: usize| self.is_any(i, &["of", "in", "at", "for"]);
        let name = |i: &usize| {
            matches!(self.kind(*i), Kind::Name | Kind::Noun | Kind::Determiner | Kind::Adjective) || joins(*i)
        };
        let end = if self.kind(at - 1) == Kind::Right { at.saturating_sub(3) } else { at };
        let comma = (end.saturating_sub(8)..end).rev().find(|i| !name(i));
        (end < at || self.kind(at - 1) == Kind::Name)
            && comma.is_some_and(|c| {
                self.kind(c) == Kind::Comma && c >= 2 && !(c - 1..c).any(|i| self.starts_sentence(i))
            })
    }

    fn find_speeches(&mut self) {
        let mut end = 0;
        for quotation in &self.draft.quotations {
            let outer = self.draft.tokens_in(quotation.span);
            let inner = self.draft.tokens_in(quotation.inner);
            if outer.start < end || inner.is_empty() {
                continue;
            }
            if quotation.scare && !self.is_short_speech(&outer) {
                continue;
            }
            end = outer.end;
            let open = inner.end == outer.end;
            let alone = self.stands_alone(&outer);
            self.speeches.push(Speech { outer: outer.clone(), inner, alone, open });
            let number = self.speeches.len() as u32;
            self.inside[outer].fill(number);
        }
    }

    /// Two or three words that are a whole utterance: "“Never,” he said".
    fn is_short_speech(&self, outer: &Range<usize>) -> bool {
        self.stands_alone(outer)
            && self.draft.word(outer.end - 2).ends_with([',', '!', '?', '.', '…'])
            && outer.len() > 2
    }

    fn stands_alone(&self, outer: &Range<usize>) -> bool {
        if outer.start == 0 || self.starts_sentence(outer.start) {
            return true;
        }
        matches!(
            self.kind(outer.start - 1),
            Kind::Comma | Kind::Colon | Kind::Dash | Kind::Semicolon | Kind::Stop | Kind::Close | Kind::Other
        )
    }

    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        self.draft.sentence_of(at).is_some_and(|s| self.draft.sentences[s].tokens.start as usize == at)
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.words.get(at).map_or(Kind::Stop, |w| w.kind)
    }

    pub(super) fn forms(&self, at: usize) -> Forms {
        self.words.get(at).map_or(Forms::default(), |w| w.forms)
    }

    /// The entity of that id.
    pub(super) fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(&id).map(|at| &self.draft.entities[*at])
    }

    /// The word as it is written.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.draft.word(at)
    }

    pub(super) fn lemma(&self, at: usize) -> &str {
        self.lemmas.get(&at).copied().unwrap_or_else(|| self.draft.lemma(at))
    }

    /// Whether the word is written so, upper and lower case apart.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the word or its base form is one of these.
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let lemma = self.lemma(at);
        words.contains(&lemma) || words.contains(&fold(self.word(at)).as_str())
    }

    /// The speech that a token stands in.
    pub(super) fn speech_at(&self, at: usize) -> Option<usize> {
        self.inside.get(at).and_then(|n| (*n as usize).checked_sub(1))
    }

    /// Whether the phrase is a pronoun alone.
    pub(super) fn is_pronoun(&self, tokens: &Range<usize>) -> bool {
        tokens.len() == 1 && self.kind(tokens.start) == Kind::Pronoun
    }

    /// The tokens of a sentence.
    pub(super) fn range(&self, sentence: &Sentence) -> Range<usize> {
        self.draft.range(sentence)
    }

    pub(super) fn block_kind(&self, block: u32) -> BlockKind {
        self.draft.article.blocks[block as usize].kind
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        self.draft.span(tokens.clone())
    }

    /// The tokens without marks at their edges that are no part of what is said.
    pub(super) fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        while tokens.start < tokens.end
            && matches!(
                self.kind(tokens.start),
                Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Stop | Kind::Close
            )
        {
            tokens.start += 1;
        }
        while tokens.start < tokens.end {
            let last = tokens.end - 1;
            let cut = match self.kind(last) {
                Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Open => true,
                Kind::Stop => self.word(last) == ".",
                _ => false,
            };
            if !cut {
                break;
            }
            tokens.end -= 1;
        }
        tokens
    }
}
