//! What a page says about itself, beside what it shows.

/// The page's own fields; nothing for a text.
#[derive(Debug, Clone, Default)]
#[allow(dead_code, reason = "pages come next")]
pub(crate) struct Page {
    /// Titles, the most trustworthy first.
    pub(crate) titles: Vec<String>,
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
