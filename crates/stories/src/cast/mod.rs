//! The cast: entities of single readings put together into the members of a story.
//!
//! Two names are never held to be one because they share words. Each merge rests on evidence that it cites, and a full
//! name, a state, an acronym or a text that names both side by side speaks against it.

mod by_name;
mod by_role;
pub(crate) mod form;
mod member;
mod merge;
mod office;
pub(crate) mod part;
mod words;

use sayso_news::{AttributionId, EntityId, Member, StoryId};

use crate::page::Page;
use merge::Merger;
pub(crate) use words::Words;

/// The members of a story, and the speakers that only the story tells.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// Heaviest first.
    pub(crate) members: Vec<Member>,
    /// Attributions whose speaker was found in another article.
    pub(crate) speakers: Vec<(AttributionId, EntityId)>,
}

/// Puts the cast of a story together; `members` are its pages.
pub(crate) fn assemble(pages: &[Page], members: &[usize], story: StoryId, words: &Words) -> Cast {
    let parts = part::parts(pages, members, words);
    let pairs = by_role::side_by_side(pages, members, &parts);
    let apart: Vec<(usize, usize)> = pairs.iter().map(|pair| pair.parts).collect();
    let mut merger = Merger::new(&parts, &apart);
    // What is sure comes first: the later rules ask who else bears a name or holds an office.
    merger.carry_out(by_name::same_name(&parts));
    merger.carry_out(by_name::same_place(&parts, words));
    merger.carry_out(by_name::same_state(&parts, words));
    merger.carry_out(by_name::translated(&parts));
    merger.carry_out(by_name::of_one_state(&parts));
    merger.carry_out(by_name::spelled_otherwise(&parts));
    merger.carry_out(by_name::acronyms(&merger, words));
    merger.carry_out(by_name::family_names(&merger));
    merger.carry_out(by_name::word_spelled_otherwise(&parts));
    merger.carry_out(by_role::offices(&merger, words));
    merger.carry_out(by_role::same_partner(&merger, &pairs));
    member::cast(pages, members, &merger, story)
}
