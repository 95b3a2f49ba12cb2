//! Names in the text: where they begin and end, and what speaks for what they name.
//!
//! Runs of capitalised words ([`runs`]) are cut into names and titles ([`chunks`]); what stands in and around a name
//! ([`evidence`]) speaks for its kind. Headlines are read last, with what the running text has shown.

mod chunks;
mod evidence;
mod learned;
mod runs;
mod view;

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashSet;
use sayso_lexicon::Known;
use sayso_news::Tag;

use crate::draft::{Draft, is_running};

pub(crate) use evidence::{Evidence, is_acronym};
pub(crate) use learned::amend;
pub(crate) use view::View;

/// How a name speaks of what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// By its name.
    Named,
    /// As an adjective of a state or people: "Ukrainian".
    Adjective,
    /// As its people: "Ukrainians".
    People,
}

/// One name in the text.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// How it speaks.
    pub(crate) form: Form,
    /// What the world knows by that name.
    pub(crate) known: Option<Known>,
    /// What speaks for each kind.
    pub(crate) evidence: Evidence,
    /// The title that stands directly before it, its modifiers with it.
    pub(crate) title: Option<Range<usize>>,
    /// The name, by index, that this acronym in brackets is short for.
    pub(crate) short_for: Option<usize>,
}

/// All names of the draft, in order; they never overlap.
pub(crate) fn find(draft: &Draft<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut seen = always_capitalised(draft);
    for running in [true, false] {
        for sentence in &draft.sentences {
            if is_running(draft.kind(sentence)) != running {
                continue;
            }
            let view = View::new(draft, draft.range(sentence));
            for run in runs::runs(&view, &seen) {
                chunks::cut(&view, run, &mut names);
            }
        }
        if running {
            for name in &names {
                let Name { tokens, .. } = name;
                seen.extend(tokens.clone().map(|at| draft.tokens[at].lemma.clone()));
            }
        }
    }
    names.sort_by_key(|name| name.tokens.start);
    for at in 0..names.len() {
        evidence::weigh(draft, &mut names, at);
    }
    names
}

/// Words that running text capitalises where no sentence begins, and writes in lower case nowhere.
fn always_capitalised(draft: &Draft<'_>) -> FxHashSet<CompactString> {
    let mut upper = FxHashSet::default();
    let mut lower = FxHashSet::default();
    for sentence in &draft.sentences {
        let view = View::new(draft, draft.range(sentence));
        if view.title_case || view.capitals || !is_running(draft.kind(sentence)) {
            continue;
        }
        for at in view.range.clone() {
            let word = view.word(at);
            if view.tag(at) == Tag::Name && view.is_plain(at) {
                upper.insert(runs::always_key(word));
            } else if word.starts_with(char::is_lowercase) {
                lower.insert(runs::always_key(word));
            }
        }
    }
    upper.retain(|word| !lower.contains(word));
    upper
}
