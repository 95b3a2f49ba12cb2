//! Pages: HTML becomes lines, and the fields that say what the page is about.

mod element;
mod entities;
mod fields;
mod regions;
mod render;
mod tokens;
mod writer;

pub(crate) use regions::Marks;
pub(crate) use render::render;

/// The page's own fields; nothing for a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// Titles, the most trustworthy first.
    pub(crate) titles: Vec<String>,
    /// The `<title>`, which often carries the site's name.
    pub(crate) title: Option<String>,
    /// Names of the site, the most trustworthy first.
    pub(crate) sites: Vec<String>,
    /// Who wrote it.
    pub(crate) authors: Vec<String>,
    /// The canonical address.
    pub(crate) address: Option<String>,
    /// Values of fields that give the time of publication, the most trustworthy first.
    pub(crate) published: Vec<String>,
    /// Values of fields that give the time of the last change.
    pub(crate) modified: Vec<String>,
    /// The language that the page names.
    pub(crate) language: Option<String>,
}
