//! Verb groups: a verb with its auxiliaries, its adverbs and its "not".

use sayso_news::Tag;

use super::scene::Scene;
use super::words::{Forms, Kind};

/// What a verb group is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "said", "has said", "is saying"
    Finite,
    /// "was quoted", "has been accused"
    Passive,
    /// "saying"
    Gerund,
    /// "to say"
    Infinitive,
    /// "quoted" alone
    Participle,
}

/// A verb group.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// First token, adverbs and auxiliaries included.
    pub(super) start: usize,
    /// The verb.
    pub(super) main: usize,
    /// The token after the last one; fixed words of the cue ("point out") included.
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// "did not say", "never said"
    pub(super) negated: bool,
    /// "will say", "could say": not said.
    pub(super) unreal: bool,
    /// For an infinitive the word that governs it: "declined to say".
    pub(super) governor: Option<usize>,
}

/// How sure a verb is the finite verb of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Finite {
    No,
    Maybe,
    Yes,
}

impl Scene<'_, '_> {
    /// The group around the verb at `main`, which takes `len` tokens; nothing before `floor` belongs to it.
    pub(super) fn group(&self, main: usize, len: usize, floor: usize) -> Group {
        let (mut be, mut have, mut doing, mut modal, mut to, mut negated) =
            (false, false, false, false, false, false);
        let mut start = main;
        while start > floor {
            match self.kind(start - 1) {
                Kind::Adverb if self.word(start - 1).starts_with(char::is_lowercase) => {}
                Kind::Not => negated = true,
                Kind::Be if !be || self.is_any(start, &["been", "being"]) || start == main => be = true,
                Kind::Be => be = true,
                Kind::Have => have = true,
                Kind::Do => doing = true,
                Kind::Modal => modal = true,
                Kind::To => {
                    to = true;
                    start -= 1;
                    break;
                }
                _ => break,
            }
            start -= 1;
        }
        let forms = self.forms(main);
        let shape = if to {
            Shape::Infinitive
        } else if forms.has(Forms::GERUND) {
            if be { Shape::Finite } else { Shape::Gerund }
        } else if be && forms.has(Forms::PARTICIPLE) {
            Shape::Passive
        } else if have
            || doing
            || modal
            || forms.has(Forms::PAST)
            || forms.has(Forms::THIRD)
            || forms.has(Forms::BASE)
        {
            Shape::Finite
        } else {
            Shape::Participle
        };
        let governor = (to && start > floor).then(|| {
            let mut at = start - 1;
            while at > floor && matches!(self.kind(at), Kind::Adverb) {
                at -= 1;
            }
            at
        });
        Group { start, main, end: main + len, shape, negated, unreal: modal, governor }
    }

    /// Whether the token is the finite verb of a clause.
    pub(super) fn finite(&self, at: usize) -> Finite {
        match self.kind(at) {
            Kind::Modal => Finite::Yes,
            Kind::Be | Kind::Have | Kind::Do => {
                if self.is_any_written(at, &["be", "been", "being", "having", "doing", "done"]) {
                    Finite::No
                } else {
                    Finite::Yes
                }
            }
            Kind::Verb => self.finite_verb(at),
            _ => Finite::No,
        }
    }

    fn finite_verb(&self, at: usize) -> Finite {
        let forms = self.forms(at);
        let before = self.before_adverbs(at);
        let previous = before.map_or(Kind::Stop, |b| self.kind(b));
        if matches!(previous, Kind::Be | Kind::Have | Kind::Do | Kind::Modal | Kind::To) {
            return Finite::No;
        }
        if forms.has(Forms::THIRD) || (forms.has(Forms::PAST) && !forms.has(Forms::PARTICIPLE)) {
            return Finite::Yes;
        }
        if forms.has(Forms::PAST) {
            let next = self.kind(at + 1);
            return if matches!(previous, Kind::Pronoun | Kind::Relative | Kind::Name)
                && !self.is(at + 1, "by")
            {
                Finite::Yes
            } else if self.is(at + 1, "by") || previous == Kind::Preposition {
                Finite::No
            } else if previous == Kind::Determiner {
                // "Both landed at 7.20": a word of quantity may be the subject by itself.
                let alone = self.draft.tokens[at].tag == Tag::Verb && next == Kind::Preposition;
                if alone { Finite::Maybe } else { Finite::No }
            } else if matches!(next, Kind::Determiner | Kind::Possessive | Kind::Pronoun | Kind::That) {
                Finite::Yes
            } else {
                Finite::Maybe
            };
        }
        if forms.has(Forms::BASE) {
            return match previous {
                Kind::Pronoun | Kind::Relative => Finite::Yes,
                Kind::Noun | Kind::Name | Kind::Close | Kind::Right | Kind::Number => Finite::Maybe,
                _ => Finite::No,
            };
        }
        Finite::No
    }

    /// The nearest token before `at` that is no adverb and no "not", in the same sentence.
    fn before_adverbs(&self, at: usize) -> Option<usize> {
        let mut at = at;
        while at > 0 && !self.starts_sentence(at) {
            at -= 1;
            if !matches!(self.kind(at), Kind::Adverb | Kind::Not) {
                return Some(at);
            }
        }
        None
    }

    pub(super) fn is_any_written(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(at, w))
    }

    /// Whether there is a finite verb among these tokens, quoted speech read as well.
    pub(super) fn has_finite(&self, tokens: std::ops::Range<usize>) -> bool {
        let mut maybe = false;
        for at in tokens {
            match self.finite(at) {
                Finite::Yes => return true,
                Finite::Maybe => maybe = true,
                Finite::No => {}
            }
        }
        maybe
    }
}
