//! States that no table knows: "Velmoran troops" beside "Velmora".

use compact_str::{CompactString, format_compact};
use rustc_hash::{FxHashMap, FxHashSet};
use sayso_news::Tag;

use super::spelling;
use crate::draft::Draft;
use crate::names::{Form, Name};

/// Which names are adjectives of a state or place that the article itself names, and what that is called.
#[derive(Debug, Default)]
pub(super) struct Adjectives {
    of: FxHashMap<usize, CompactString>,
    /// Places that an adjective is made from.
    states: FxHashSet<CompactString>,
}

impl Adjectives {
    /// The folded name of the state that name number `at` is the adjective of.
    pub(super) fn of(&self, at: usize) -> Option<&str> {
        self.of.get(&at).map(CompactString::as_str)
    }
}

/// Finds adjectives that are made from names in the text, and marks them as such.
pub(super) fn derived(draft: &Draft<'_>, names: &mut [Name]) -> Adjectives {
    let mut found = Adjectives::default();
    let mut nouns = FxHashSet::<CompactString>::default();
    for name in names.iter().filter(|n| n.form == Form::Named && n.tokens.len() == 1) {
        nouns.extend(spelling::words(draft, name.tokens.clone()));
    }
    for (at, name) in names.iter_mut().enumerate() {
        if name.known.is_some() || name.tokens.len() != 1 {
            continue;
        }
        let word = crate::tags::fold(draft.word(name.tokens.start));
        let next = draft.tag(name.tokens.end);
        let state = nouns_of(&word).into_iter().find(|noun| nouns.contains(noun));
        // Without its noun in the text, only the ending and a state's belongings after it speak for an adjective.
        let state = state.or_else(|| {
            let belongs = matches!(next, Tag::Noun | Tag::Adjective)
                && (word.ends_with("ian") || word.ends_with("ish") || word.ends_with("ese"))
                && is_of_state(draft, name.tokens.end);
            belongs.then(|| nouns_of(&word).into_iter().next()).flatten()
        });
        if let Some(state) = state {
            name.form = if is_plural(draft, name) { Form::People } else { Form::Adjective };
            found.states.insert(state.clone());
            found.of.insert(at, state);
        }
    }
    found
}

fn is_plural(draft: &Draft<'_>, name: &Name) -> bool {
    draft.word(name.tokens.start).ends_with('s')
}

/// What a state has: within three words after the adjective.
fn is_of_state(draft: &Draft<'_>, start: usize) -> bool {
    (start..start + 3).any(|at| {
        matches!(
            draft.lemma(at),
            "government"
                | "president"
                | "army"
                | "navy"
                | "military"
                | "force"
                | "forces"
                | "troop"
                | "soldier"
                | "police"
                | "ministry"
                | "minister"
                | "parliament"
                | "embassy"
                | "border"
                | "authority"
                | "official"
                | "state"
                | "capital"
                | "marine"
                | "citizen"
                | "premier"
                | "coast"
                | "media"
                | "territory"
                | "town"
                | "village"
                | "city"
                | "harbour"
                | "port"
                | "side"
                | "exile"
                | "intelligence"
                | "crown"
        )
    })
}

/// The nouns that an adjective (or its plural) can be made from, the likeliest first.
fn nouns_of(word: &str) -> Vec<CompactString> {
    let word = word.strip_suffix('s').filter(|w| w.ends_with("an") || w.ends_with('i')).unwrap_or(word);
    let mut nouns = Vec::new();
    let mut put = |noun: CompactString| {
        if noun.chars().count() > 3 {
            nouns.push(noun);
        }
    };
    if let Some(stem) = word.strip_suffix("ian") {
        put(format_compact!("{stem}ia"));
        put(format_compact!("{stem}y"));
        put(CompactString::new(stem));
        put(format_compact!("{stem}a"));
        put(format_compact!("{stem}e"));
    }
    if let Some(stem) = word.strip_suffix('n').filter(|s| s.ends_with(['a', 'o'])) {
        put(CompactString::new(stem));
    }
    if let Some(stem) = word.strip_suffix("an") {
        put(format_compact!("{stem}e"));
        put(CompactString::new(stem));
        put(format_compact!("{stem}a"));
        put(format_compact!("{stem}o"));
    }
    for ending in ["ese", "ish", "i", "ic", "er"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.chars().count() > 3) {
            put(CompactString::new(stem));
            put(format_compact!("{stem}a"));
            put(format_compact!("{stem}ia"));
            put(format_compact!("{stem}land"));
            put(format_compact!("{stem}mark"));
        }
    }
    nouns
}

/// The key of the state whose name, or adjective, is `word`.
pub(super) fn key(draft: &Draft<'_>, word: &str) -> CompactString {
    draft
        .lexicon
        .gazetteer
        .get(word)
        .filter(|k| !k.state.is_empty())
        .map_or_else(|| spelling::unaccented(&crate::tags::fold(word)), |k| CompactString::new(k.state))
}
