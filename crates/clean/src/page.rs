//! Pages: HTML becomes lines, and the fields that say what the page is about.

mod element;
mod entities;
mod fields;
mod regions;
mod render;
mod tokens;
mod writer;

use sayso_lexicon::DateRole;

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
    /// Who wrote it, a list for each source, the most trustworthy first.
    pub(crate) authors: Vec<Vec<String>>,
    /// What the article's own data call its section.
    pub(crate) sections: Vec<String>,
    /// What the page's fields call it.
    pub(crate) section_fields: Vec<String>,
    /// The way from the front page, as the page's data tell it.
    pub(crate) trail: Vec<String>,
    /// The canonical address.
    pub(crate) address: Option<String>,
    /// Values of fields that give the time of publication, the most trustworthy first.
    pub(crate) published: Vec<String>,
    /// Values of fields that give some time of the page, mostly that of publication.
    pub(crate) dated: Vec<String>,
    /// Values that the page's programs call its time of publication.
    pub(crate) scripted: Vec<String>,
    /// Times that elements of the page carry, in the order of the text.
    pub(crate) stamps: Vec<Stamp>,
    /// Values of fields that give the time of the last change.
    pub(crate) modified: Vec<String>,
    /// The page says that its whole text is not free to read.
    pub(crate) walled: bool,
    /// What it shows beside words.
    pub(crate) shows: Shows,
    /// The page says that it is a live account.
    pub(crate) live: bool,
    /// The language that the page names.
    pub(crate) language: Option<String>,
}

/// What a page shows beside words; what stands around every page of its site does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Shows {
    #[default]
    Nothing,
    Pictures,
    /// A PDF file.
    File,
}

/// A time that an element carries for machines: `<time datetime>`, `<abbr title>`, `itemprop="datePublished"`.
#[derive(Debug, Clone)]
pub(crate) struct Stamp {
    /// Where in the visible text the element begins.
    pub(crate) at: usize,
    /// As written; empty where the element's words alone say it.
    pub(crate) value: String,
    /// What the element says that it is of.
    pub(crate) role: Option<DateRole>,
}
