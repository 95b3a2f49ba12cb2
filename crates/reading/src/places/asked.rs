//! What the text asks of the atlas: a place's names, and the words that tell what kind of place it is.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_atlas::fold;
use sayso_lexicon::{Head, Known};
use sayso_news::{EntityKind, MentionKind};
use sayso_text::Span;

use crate::draft::Draft;

/// Places of one article that are looked up at most; the rest of a longer list gets no pin.
const MOST: usize = 400;

/// Spellings of one place that are looked up at most.
const SPELLINGS: usize = 6;

/// What the words in and around a name say that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Anything,
    Settlement,
    /// A division: "Laurel County", "the Belgorod region".
    Division,
    Water,
    Mountain,
    /// A street, a square, a building: no gazetteer of settlements has it.
    Facility,
}

/// One place of the article.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its index among the draft's entities.
    pub(super) entity: usize,
    pub(super) name: String,
    /// Folded names, the entity's own first.
    pub(super) keys: Vec<String>,
    /// What the word tables know by its name.
    pub(super) known: Option<Known>,
    pub(super) wanted: Wanted,
    /// Where it is first named.
    pub(super) first: Span,
    /// The tokens of each mention by name.
    pub(super) mentions: Vec<Range<usize>>,
    /// How often it is spoken of.
    pub(super) count: usize,
}

/// All places of the draft, in order of first mention.
pub(super) fn gather(draft: &Draft<'_>) -> Vec<Asked> {
    let mut index = FxHashMap::default();
    let mut asked = Vec::new();
    for (at, entity) in draft.entities.iter().enumerate() {
        if entity.kind == EntityKind::Place && entity.named && asked.len() < MOST {
            index.insert(entity.id, asked.len());
            asked.push(Asked {
                entity: at,
                name: entity.name.clone(),
                keys: Vec::new(),
                known: known(draft, &entity.name),
                wanted: Wanted::Anything,
                first: Span::default(),
                mentions: Vec::new(),
                count: 0,
            });
        }
    }
    for mention in &draft.mentions {
        let Some(at) = index.get(&mention.entity) else { continue };
        let place = &mut asked[*at];
        if super::names(mention.kind) {
            if place.first.is_empty() {
                place.first = mention.span;
            }
            let tokens = draft.tokens_in(mention.span);
            if mention.kind == MentionKind::Name {
                place.mentions.push(tokens);
            }
            place.count += 1;
        }
    }
    for place in &mut asked {
        let entity = &draft.entities[place.entity];
        let written = std::iter::once(&entity.name).chain(&entity.aliases).take(SPELLINGS);
        for key in written.map(|name| fold(name)).filter(|key| key.len() > 1) {
            if !place.keys.contains(&key) {
                place.keys.push(key);
            }
        }
        place.wanted = wanted(draft, place);
    }
    asked.retain(|place| !place.first.is_empty() && !place.keys.is_empty());
    asked
}

/// What the word tables know by a name, in capitals too.
fn known(draft: &Draft<'_>, name: &str) -> Option<Known> {
    let capitals = name.contains(char::is_uppercase) && !name.contains(char::is_lowercase);
    let found = draft.lexicon.gazetteer.at(name, capitals).filter(|(len, _)| *len == name.len());
    found.map(|(_, known)| known)
}

fn wanted(draft: &Draft<'_>, place: &Asked) -> Wanted {
    let name = place.name.to_lowercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 {
        let (first, last) = (words[0], words[words.len() - 1]);
        match first {
            "lake" | "river" => return Wanted::Water,
            "mount" | "mt" | "mt." => return Wanted::Anything,
            _ => {}
        }
        if words[1] == "of"
            && let Some(asked) = by_word(draft, first)
        {
            return asked;
        }
        // "Kansas City", "Iowa Falls" have their word in the name and may be found by it.
        if let Some(asked) = by_word(draft, last).filter(|w| !matches!(w, Wanted::Settlement)) {
            return asked;
        }
    }
    place.mentions.iter().find_map(|tokens| around(draft, tokens)).unwrap_or(Wanted::Anything)
}

/// "the village of X", "X province", "the X river".
fn around(draft: &Draft<'_>, tokens: &Range<usize>) -> Option<Wanted> {
    let after = draft.word(tokens.end);
    if after.starts_with(char::is_lowercase)
        && let Some(asked) = by_word(draft, after).filter(|w| matches!(w, Wanted::Division | Wanted::Water))
    {
        return Some(asked);
    }
    let mut at = tokens.start.checked_sub(1)?;
    if draft.lemma(at) == "of" {
        at = at.checked_sub(1)?;
    }
    let before = draft.word(at);
    (before.starts_with(char::is_lowercase) && tokens.start - at < 3)
        .then(|| by_word(draft, before))
        .flatten()
}

fn by_word(draft: &Draft<'_>, word: &str) -> Option<Wanted> {
    // Words that stand beside settlements as well tell nothing: "the Dallas area", "the coast of Yalta".
    match word {
        "area" | "coast" | "border" | "corridor" | "basin" | "zone" | "port" | "capital" => return None,
        "county" | "counties" | "parish" | "borough" => return Some(Wanted::Division),
        "town" | "village" | "city" | "hamlet" | "settlement" | "suburb" => return Some(Wanted::Settlement),
        _ => {}
    }
    Some(match draft.lexicon.heads.place(word)? {
        Head::Settlement => Wanted::Settlement,
        Head::Region => Wanted::Division,
        Head::Water => Wanted::Water,
        Head::Mountain => Wanted::Mountain,
        Head::Facility => Wanted::Facility,
        Head::Organisation | Head::Group => return None,
    })
}
