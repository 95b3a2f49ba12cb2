//! Places inside the names of bodies: "Boone County Sheriff's Office", "University of Tartu". They are not asked for, but
//! they say where an article is.

use rustc_hash::FxHashSet;
use sayso_atlas::{Atlas, Kind, fold};
use sayso_news::EntityKind;
use sayso_text::Span;

use super::asked::{Asked, Wanted};
use crate::draft::Draft;

/// Bodies whose names are looked into at most.
const MOST: usize = 60;

/// Words of a body's name that may be a place's.
const LONGEST: usize = 3;

/// People that a place needs to be looked for in a body's name.
const KNOWN: f64 = 5000.0;

/// The places in names of bodies that the article does not name otherwise.
pub(super) fn of(draft: &Draft<'_>, atlas: &Atlas, asked: &[Asked]) -> Vec<Asked> {
    let mut seen: FxHashSet<String> = asked.iter().flat_map(|a| a.keys.iter().cloned()).collect();
    let mut found = Vec::new();
    let bodies = draft.entities.iter().enumerate().filter(|(_, e)| {
        e.named && !matches!(e.kind, EntityKind::Place | EntityKind::Person) && e.name.contains(' ')
    });
    for (entity, body) in bodies.take(MOST) {
        let Some(key) = within(draft, atlas, &body.name) else { continue };
        if seen.insert(key.clone()) {
            found.push(Asked {
                entity,
                name: body.name.clone(),
                known: None,
                wanted: Wanted::Anything,
                keys: vec![key],
                first: Span::default(),
                mentions: Vec::new(),
                count: 1,
            });
        }
    }
    found
}

fn within(draft: &Draft<'_>, atlas: &Atlas, name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().take(12).collect();
    let after = words.iter().position(|w| *w == "of").map(|of| &words[of + 1..]);
    let fronts = (1..=LONGEST.min(words.len().saturating_sub(1))).rev().map(|n| &words[..n]);
    let backs = after.into_iter().filter(|rest| rest.len() <= LONGEST && !rest.is_empty());
    fronts.chain(backs).find_map(|words| {
        if !words.iter().all(|w| w.starts_with(char::is_uppercase)) {
            return None;
        }
        let key = fold(&words.join(" "));
        let plain = words.len() == 1
            && (draft.lexicon.words.get(&key).is_some() || draft.lexicon.people.given(words[0]).is_some());
        let place = !plain
            && atlas.keyed(&key).iter().any(|f| {
                let division = f.site.kind == Kind::District && words.len() > 1;
                !f.alias && (f.site.population >= KNOWN || division)
            });
        place.then_some(key)
    })
}
