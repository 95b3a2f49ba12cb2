//! A sentence cut at its commas, and what each piece is.

use std::ops::Range;

use sayso_lexicon::{Class, Role};
use sayso_news::Tag;

use super::super::scene::Scene;
use super::super::words::Kind;
use crate::tags::fold;

/// What a clause is by its first word and the place of its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Its finite verb stands first or second.
    Main,
    /// "dass …"
    That,
    /// "wie …", its verb last
    As,
    /// "weil …", "ob …"
    Sub,
    /// "der …", its verb last
    Relative,
    /// No finite verb.
    Bare,
    /// Quoted speech, by number.
    Speech(usize),
}

/// One piece of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Its tokens without the marks that part it.
    pub(super) tokens: Range<usize>,
    pub(super) lead: Lead,
    /// Its finite verb.
    pub(super) verb: Option<usize>,
    /// Whether a colon stands before it.
    pub(super) after_colon: bool,
    /// Whether a semicolon or a dash stands before it.
    pub(super) apart: bool,
    /// "und", "aber" before its first word.
    pub(super) joined: bool,
}

impl Scene<'_, '_> {
    /// The clauses of a sentence, in order.
    pub(super) fn cut(&self, range: &Range<usize>) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut start = range.start;
        let (mut colon, mut apart, mut depth) = (false, false, 0_u32);
        let mut at = range.start;
        while at < range.end {
            if let Some(number) = self.speech_at(at).filter(|s| self.speeches[*s].alone) {
                self.put(&mut clauses, start..at, colon, apart);
                let end = self.speeches[number].outer.end.min(range.end);
                clauses.push(Clause {
                    tokens: at..end,
                    lead: Lead::Speech(number),
                    verb: None,
                    after_colon: at > range.start && self.kind(at - 1) == Kind::Colon,
                    apart: false,
                    joined: false,
                });
                (start, at, colon, apart) = (end, end.max(at + 1), false, false);
                continue;
            }
            let quoted = self.speech_at(at).is_some();
            match self.kind(at) {
                Kind::Left => depth += 1,
                Kind::Right => depth = depth.saturating_sub(1),
                kind @ (Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Stop)
                    if depth == 0 && !quoted && !self.parts_number(at) =>
                {
                    self.put(&mut clauses, start..at, colon, apart);
                    start = at + 1;
                    colon = kind == Kind::Colon;
                    apart = matches!(kind, Kind::Semicolon | Kind::Dash);
                }
                _ => {}
            }
            at += 1;
        }
        self.put(&mut clauses, start..range.end, colon, apart);
        clauses
    }

    /// The stop of an ordinal: "12. März".
    fn parts_number(&self, at: usize) -> bool {
        self.word(at) == "." && at > 0 && self.kind(at - 1) == Kind::Number
    }

    fn put(&self, clauses: &mut Vec<Clause>, tokens: Range<usize>, after_colon: bool, apart: bool) {
        if tokens.is_empty() {
            return;
        }
        let mut first = tokens.start;
        let joined = self.kind(first) == Kind::Coordinator;
        if joined {
            first += 1;
        }
        let verb = self.finite_in(first..tokens.end);
        let lead = self.lead(first, &tokens, verb, !clauses.is_empty());
        clauses.push(Clause { tokens, lead, verb, after_colon, apart, joined });
    }

    fn lead(&self, first: usize, tokens: &Range<usize>, verb: Option<usize>, comma: bool) -> Lead {
        let Some(verb) = verb else { return Lead::Bare };
        let folded = fold(self.word(first));
        let habits = &self.draft.lexicon.habits;
        let last = self.last_word(tokens);
        match habits.role(&folded) {
            Some(Role::Complementiser) => return Lead::That,
            Some(Role::Question) if verb > first + 1 && self.ends_in_verb(tokens) => {
                return if folded == "wie" { Lead::As } else { Lead::Sub };
            }
            Some(Role::Subordinator) if verb > first => return Lead::Sub,
            Some(Role::Relative) if comma => return Lead::Relative,
            _ => {}
        }
        // "der …", "in der …": the verb stands last, and more than a noun's group before it.
        let pronoun = if self.kind(first) == Kind::Preposition { first + 1 } else { first };
        let article = self.kind(pronoun) == Kind::Determiner || self.kind(pronoun) == Kind::Pronoun;
        let definite = self
            .draft
            .lexicon
            .grammar
            .get(&fold(self.word(pronoun)))
            .is_some_and(|g| g.is("definite") || g.is("relative"));
        if comma && article && definite && verb > pronoun && self.ends_in_verb(tokens) {
            let group = self.nominal_end(pronoun, tokens.end);
            if group == pronoun + 1 || group < verb || verb < last {
                let second = self.verbs_in(pronoun..tokens.end) > 0 && verb == group && group > pronoun + 1;
                if !second {
                    return Lead::Relative;
                }
            }
        }
        Lead::Main
    }

    fn verbs_in(&self, tokens: Range<usize>) -> usize {
        tokens.filter(|at| self.is_finite(*at)).count()
    }

    /// Whether the last word of a clause is a verb.
    fn ends_in_verb(&self, tokens: &Range<usize>) -> bool {
        let last = self.last_word(tokens);
        matches!(self.draft.tag(last), Tag::Verb | Tag::Auxiliary)
    }

    /// The last token of a clause that is a word.
    pub(super) fn last_word(&self, tokens: &Range<usize>) -> usize {
        tokens
            .clone()
            .rev()
            .find(|at| self.word(*at).starts_with(char::is_alphanumeric))
            .unwrap_or(tokens.start)
    }

    /// The first finite verb outside brackets and quoted speech.
    pub(super) fn finite_in(&self, tokens: Range<usize>) -> Option<usize> {
        let mut depth = 0_u32;
        tokens.clone().find(|at| {
            match self.kind(*at) {
                Kind::Left => depth += 1,
                Kind::Right => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
                && self.speech_at(*at).is_none()
                && self.is_finite(*at)
                && !(*at > tokens.start && self.is_infinitive_place(*at))
        })
    }

    /// "zu verhindern"
    fn is_infinitive_place(&self, at: usize) -> bool {
        self.kind(at - 1) == Kind::To
    }

    /// Whether the word can be the finite verb of a clause.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let folded = fold(self.word(at));
        match self.draft.tag(at) {
            Tag::Auxiliary => {
                self.draft.lexicon.grammar.get(&folded).is_some_and(|g| g.class == Class::Auxiliary)
                    && !["gewesen", "geworden", "worden", "gehabt"].contains(&folded.as_str())
            }
            Tag::Verb => self.draft.lexicon.verbs.get(&folded).is_none_or(|v| v.is_finite()),
            _ => false,
        }
    }

    /// Whether a clause stands in the form of reported speech.
    pub(super) fn is_reported(&self, clause: &Clause) -> bool {
        let Some(verb) = clause.verb else { return false };
        let folded = fold(self.word(verb));
        let lexicon = self.draft.lexicon;
        match self.draft.tag(verb) {
            Tag::Auxiliary => lexicon.grammar.get(&folded).is_some_and(|g| g.is("reported")),
            _ => lexicon.verbs.get(&folded).is_some_and(|v| v.reported && !v.third && !v.past),
        }
    }

    /// Whether the form leaves no doubt that another is reported: "sei", and not "wäre".
    pub(super) fn is_indirect(&self, clause: &Clause) -> bool {
        let supposed = clause.verb.is_some_and(|verb| self.grammar_is(verb, "supposed"));
        self.is_reported(clause) && !supposed
    }

    /// The particle that a cue is parted from: "teilte … mit".
    pub(in super::super) fn particle_of(&self, cue: &Range<usize>, words: &str) -> Option<usize> {
        let verbs = &self.draft.lexicon.verbs;
        if !self.draft.lexicon.habits.clause_commas || cue.len() != 1 {
            return None;
        }
        let written = fold(self.word(cue.start));
        (cue.end..self.words.len().min(cue.end + 48))
            .take_while(|at| !matches!(self.kind(*at), Kind::Comma | Kind::Stop | Kind::Colon | Kind::Open))
            .find(|at| verbs.with_particle(&written, &fold(self.word(*at))).is_some_and(|v| v.lemma == words))
    }
}
