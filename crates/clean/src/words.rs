//! What the words of one line tell.

mod dateline;
mod hash;
mod latin;
mod phrases;
mod shape;

pub(crate) use dateline::Dateline;
pub(crate) use hash::hash;
pub(crate) use latin::Latin;
pub(crate) use phrases::{Hit, Hits, Phrases, fold};
pub(crate) use shape::{Marker, Shape};
