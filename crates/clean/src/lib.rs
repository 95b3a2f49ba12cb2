//! A capture becomes an article: typed blocks, title, byline, dates, outlet, language.
//!
//! Texts and pages are brought to one form, lines with what markup tells about them, and one labeller types the lines.
//! Nothing is cut out: what is not body stays, typed. This crate never knows what the sentences say.

mod blocks;
mod cleaner;
mod dates;
mod hidden_marks;
mod label;
mod language;
mod leads;
mod live;
mod metadata;
mod page;
mod plain;
mod remarks;
mod rendered;
mod sheets;
mod survey;
mod words;

pub use cleaner::Cleaner;

pub use survey::Survey;
