//! Records become outward views: JSON, Markdown, HTML, the terminal.
//!
//! This crate reads a finished [`Dossier`](sayso_news::Dossier) and shows it. It never derives anything: what is not in
//! the records is not shown, and every word shown as a source's is a slice of that source.

mod account;
mod dates;
mod desk;
mod explain;
mod html;
mod layered;
mod lineage;
mod markdown;
mod plain;
mod register;
mod sheet;
mod stemma;
mod terminal;
pub mod view;
mod wording;

pub use account::{Account, Model, SCHEMA, schema, write_account};
pub use explain::explain;
pub use html::html;
pub use markdown::markdown;
pub use terminal::{Terminal, terminal};
pub use view::{read_line, story_lines};
