//! What the rules tell a network of each word: one bit a hint.
//!
//! A network reads letters; what lexicons know of a word (a cue, a name, an office) and what stands around it (quotation
//! marks, capitals that tell nothing) it is told. The order of the bits is part of a trained network.

use std::ops::Range;

use sayso_lexicon::CueClass;
use sayso_news::{EntityKind, Tag};

use crate::attributions::AttributionRules;
use crate::draft::Draft;
use crate::names::{Form, Name};

/// Inside quoted speech.
const QUOTED: u32 = 1;
/// In a line whose capitals tell nothing.
const TITLE_CASE: u32 = 1 << 1;
/// A verb that says that something is said.
const CUE_VERB: u32 = 1 << 2;
/// A noun, an adjective or a phrase that does.
const CUE_OTHER: u32 = 1 << 3;
const PERSON: u32 = 1 << 4;
const BODY: u32 = 1 << 5;
const PLACE: u32 = 1 << 6;
const OTHER_NAME: u32 = 1 << 7;
/// "Ukrainian", "Ukrainians".
const DEMONYM: u32 = 1 << 8;
/// The first word of a name.
const FIRST: u32 = 1 << 9;
/// A title before a name.
const TITLE: u32 = 1 << 10;
const VERB: u32 = 1 << 11;
const NOUN: u32 = 1 << 12;
const PRONOUN: u32 = 1 << 13;
const MODIFIER: u32 = 1 << 14;
/// In a line that stands in capitals as a whole.
const CAPITALS: u32 = 1 << 15;

/// The hints of all tokens.
pub(crate) fn hints(draft: &Draft<'_>, names: &[Name], rules: &AttributionRules) -> Vec<u32> {
    let mut hints: Vec<u32> =
        (0..draft.tokens.len()).map(|at| tag(draft.tag(at)) | cue(draft, rules, at)).collect();
    let mut put = |tokens: Range<usize>, bits: u32| hints[tokens].iter_mut().for_each(|h| *h |= bits);
    for quotation in draft.quotations.iter().filter(|q| !q.scare) {
        put(draft.tokens_in(quotation.inner), QUOTED);
    }
    for sentence in &draft.sentences {
        let range = draft.range(sentence);
        let (title_case, capitals) = crate::tags::case_of(range.clone().map(|at| draft.word(at)));
        put(range, if title_case { TITLE_CASE } else { 0 } | if capitals { CAPITALS } else { 0 });
    }
    for name in names {
        let kind = match (name.form, name.evidence.best()) {
            (Form::Adjective | Form::People, _) => DEMONYM,
            (Form::Named, Some((EntityKind::Person, ..))) => PERSON,
            (Form::Named, Some((EntityKind::Organisation | EntityKind::Group, ..))) => BODY,
            (Form::Named, Some((EntityKind::Place, ..))) => PLACE,
            (Form::Named, _) => OTHER_NAME,
        };
        put(name.tokens.clone(), kind);
        put(name.tokens.start..name.tokens.start + 1, FIRST);
        if let Some(title) = &name.title {
            put(title.clone(), TITLE);
        }
    }
    hints
}

const fn tag(tag: Tag) -> u32 {
    match tag {
        Tag::Verb | Tag::Auxiliary => VERB,
        Tag::Noun => NOUN,
        Tag::Pronoun => PRONOUN,
        Tag::Adjective | Tag::Adverb | Tag::Determiner => MODIFIER,
        _ => 0,
    }
}

/// Whether an entry of the cues begins at a token.
fn cue(draft: &Draft<'_>, rules: &AttributionRules, at: usize) -> u32 {
    let lemma = draft.lemma(at);
    let follows = |n: usize, word: &str| draft.word(at + n).eq_ignore_ascii_case(word);
    let is = |class| rules.cue(class, lemma, follows).is_some();
    if is(CueClass::Verb) {
        CUE_VERB
    } else if is(CueClass::Noun) || is(CueClass::Adjective) || is(CueClass::Phrase) {
        CUE_OTHER
    } else {
        0
    }
}
