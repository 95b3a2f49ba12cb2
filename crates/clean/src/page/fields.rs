//! What a page says about itself: meta tags, JSON-LD, its title.

use memchr::memmem;
use sayso_lexicon::DateRole;
use serde_json::Value;

use super::entities;
use super::tokens::Tag;
use super::{Page, Shows, Stamp};

/// More JSON-LD than this is not read.
const MOST: usize = 2 << 20;
/// So many values of it are looked at.
const VALUES: usize = 20_000;

/// So many values of one field are kept, and none that is longer.
const KEPT: usize = 64;
const LONGEST: usize = 4096;
/// A picture that is no wider or higher, in pixels, shows nothing.
const DOT: u32 = 8;
/// So many elements that carry a time are looked at.
const STAMPS: usize = 2000;
/// Kinds of JSON-LD that are no articles and may be what a page is about.
const WORKS: [&str; 6] = ["HowTo", "Recipe", "Review", "CreativeWork", "VideoObject", "Product"];
/// What programs call the time of publication, in small letters and without underscores.
const PUBLISHED: [&str; 14] = [
    "datepublished",
    "firstpublicationdate",
    "firstpublished",
    "firstpublishedat",
    "publicationdate",
    "publicationtime",
    "publisheddate",
    "publishedat",
    "publishedtime",
    "publishdate",
    "publishtime",
    "posteddate",
    "firstpubdate",
    "publishedon",
];

/// The fields as they are met.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    meta: Vec<(String, String)>,
    canonical: Option<String>,
    language: Option<String>,
    title: Option<String>,
    data: Data,
    stamps: Vec<Stamp>,
    shows: Shows,
    /// Values that the page's programs call its time of publication.
    scripted: Vec<String>,
}

/// What JSON-LD tells, from articles and from other things.
#[derive(Debug, Default)]
struct Data {
    article: Told,
    other: Told,
    /// The names on the way from the front page.
    trail: Vec<String>,
    /// One of them is a live account.
    live: bool,
}

#[derive(Debug, Default)]
struct Told {
    headlines: Vec<String>,
    authors: Vec<String>,
    /// Organisations that are named as authors.
    bodies: Vec<String>,
    publishers: Vec<String>,
    published: Vec<String>,
    modified: Vec<String>,
    urls: Vec<String>,
    sections: Vec<String>,
    languages: Vec<String>,
    /// `isAccessibleForFree` says no.
    walled: bool,
}

impl Fields {
    /// Reads `<meta>`, `<link>` or `<html>`.
    pub(crate) fn read(&mut self, element: &str, tag: Tag<'_>) {
        match element {
            "html" => self.language = tag.get("lang").or_else(|| tag.get("xml:lang")),
            "link" => {
                let canonical =
                    tag.get("rel").is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical"));
                if canonical && self.canonical.is_none() {
                    self.canonical = tag.get("href").filter(|href| !href.trim().is_empty());
                }
            }
            _ => {
                let name = ["property", "name", "itemprop"].iter().find_map(|name| tag.get(name));
                if let (Some(name), Some(content)) = (name, tag.get("content")) {
                    let content = content.trim();
                    if !content.is_empty() && content.len() < LONGEST && self.meta.len() < 500 {
                        self.meta.push((name.trim().to_ascii_lowercase(), content.to_owned()));
                    }
                }
            }
        }
    }

    /// A picture; one that is a dot counts what its readers do.
    pub(crate) fn picture(&mut self, tag: Tag<'_>) {
        let size = |name| tag.get(name).and_then(|size| size.trim().parse::<u32>().ok());
        if ["width", "height"].iter().all(|name| size(name).is_none_or(|size| size > DOT)) {
            self.shows = self.shows.max(Shows::Pictures);
        }
    }

    /// A frame; one of them may hold a PDF file.
    pub(crate) fn frame(&mut self, tag: Tag<'_>) {
        let named = ["src", "data"].iter().filter_map(|name| tag.get(name));
        let is_file =
            |part: &str| part.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("pdf"));
        let mut named = named.map(|address| address.split(['?', '&', '#', '=']).any(is_file));
        if tag.get("type").is_some_and(|kind| kind.trim() == "application/pdf") || named.any(|file| file) {
            self.shows = Shows::File;
        }
    }

    /// The page's `<title>`; a later one is a drawing's.
    pub(crate) fn title(&mut self, text: &str) {
        let title = one_line(text);
        if self.title.is_none() && !title.is_empty() && title.len() < 2000 {
            self.title = Some(title);
        }
    }

    /// A time that an element carries, at byte `at` of the visible text.
    pub(crate) fn stamp(&mut self, tag: Tag<'_>, at: usize) {
        let get = |names: &[&str]| names.iter().find_map(|name| tag.get(name)).unwrap_or_default();
        let words = get(&["itemprop", "property"]) + " " + &get(&["class"]);
        let words = words.to_lowercase();
        let said = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        let role = if said(&["publi", "created", "pubdate", "issued"]) || tag.get("pubdate").is_some() {
            Some(DateRole::Published)
        } else if said(&["modified", "updated"]) {
            Some(DateRole::Updated)
        } else {
            None
        };
        let value = get(&["datetime", "content", "title"]).trim().to_owned();
        let told = role.is_some() || !value.is_empty();
        if told && value.len() <= 100 && self.stamps.len() < STAMPS {
            self.stamps.push(Stamp { at, value, role });
        }
    }

    /// A program of the page: what it calls the time of publication. One pass, and the first few are enough.
    pub(crate) fn script(&mut self, text: &str) {
        for at in memmem::find_iter(text.as_bytes(), "ubl") {
            if self.scripted.len() >= 4 {
                return;
            }
            self.scripted.extend(published_in(text, at));
        }
    }

    /// One piece of JSON-LD.
    pub(crate) fn data(&mut self, text: &str) {
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        if text.len() > MOST {
            return;
        }
        let Ok(value) = serde_json::from_str::<Value>(text) else { return self.script(text) };
        let mut queue = vec![&value];
        let mut seen = 0;
        while let Some(value) = queue.pop() {
            seen += 1;
            if seen > VALUES {
                break;
            }
            match value {
                Value::Array(items) => queue.extend(items.iter().rev()),
                Value::Object(object) => {
                    let kinds = words(object.get("@type"));
                    let article = kinds.iter().any(|kind| {
                        kind.ends_with("Article")
                            || kind.ends_with("Posting")
                            || kind == "Report"
                            || kind == "LiveBlogPosting"
                    });
                    let page =
                        kinds.iter().any(|kind| kind.ends_with("WebPage") || WORKS.contains(&kind.as_str()));
                    if article || page {
                        let told = if article { &mut self.data.article } else { &mut self.data.other };
                        told.read(object);
                        self.data.live |= kinds.iter().any(|kind| kind == "LiveBlogPosting");
                    }
                    if self.data.trail.is_empty() && kinds.iter().any(|kind| kind == "BreadcrumbList") {
                        self.data.trail = trail(object.get("itemListElement"));
                    }
                    let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"];
                    queue.extend(inner.iter().rev().filter_map(|name| object.get(*name)));
                }
                _ => {}
            }
        }
    }

    /// The fields, the most trustworthy first.
    pub(crate) fn finish(self) -> Page {
        let Data { article, other, trail, live } = self.data;
        let meta = |names: &[&str]| -> Vec<String> {
            let told = names.iter().flat_map(|name| self.meta.iter().filter(move |(n, _)| n == name));
            told.map(|(_, value)| value.clone()).take(KEPT).collect()
        };
        let mut page = Page::default();
        page.titles.extend(article.headlines);
        page.titles.extend(meta(&[
            "og:title",
            "twitter:title",
            "headline",
            "dc.title",
            "dcterms.title",
            "sailthru.title",
            "title",
        ]));
        page.titles.extend(self.title.clone());
        page.title = self.title;
        page.sites.extend(meta(&["og:site_name", "application-name", "publisher", "dc.publisher"]));
        page.sites.extend(article.publishers);
        let named = meta(&[
            "author",
            "article:author",
            "dc.creator",
            "byl",
            "sailthru.author",
            "parsely-author",
            "twitter:creator",
        ]);
        page.authors = vec![article.authors, other.authors, named, article.bodies];
        page.published.extend(article.published);
        page.published.extend(meta(&["article:published_time", "datepublished", "og:published_time"]));
        let published = self.meta.iter().filter(|(name, _)| is_published(name));
        page.dated.extend(published.map(|(_, value)| value.clone()));
        page.dated.extend(other.published);
        page.dated.extend(meta(&[
            "date",
            "dc.date",
            "dc:date",
            "dcterms.date",
            "dcterms.created",
            "dc.date.created",
            "dc.created",
            "creation_date",
            "article:date",
            "og:article:published_time",
            "article_date_original",
        ]));
        page.sections = article.sections;
        page.section_fields = meta(&["article:section", "og:article:section", "articlesection", "section"]);
        page.trail = trail;
        page.live = live;
        page.walled = article.walled;
        page.scripted = self.scripted;
        page.stamps = self.stamps;
        page.shows = self.shows;
        page.modified.extend(article.modified);
        page.modified.extend(meta(&[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "dcterms.modified",
            "lastmod",
        ]));
        page.modified.extend(other.modified);
        let addresses =
            self.canonical.into_iter().chain(meta(&["og:url", "twitter:url"])).chain(article.urls);
        page.address = addresses.map(|url| url.trim().to_owned()).find(|url| url.starts_with("http"));
        page.language = self.language.or_else(|| article.languages.into_iter().next());
        page.authors.iter_mut().for_each(|names| {
            names.retain(|name| !name.contains("://") && !name.starts_with('@'));
        });
        page
    }
}

impl Told {
    fn read(&mut self, object: &serde_json::Map<String, Value>) {
        let text = |name: &str| words(object.get(name)).into_iter().next();
        keep(&mut self.headlines, text("headline").or_else(|| text("name")));
        keep(&mut self.published, text("datePublished").or_else(|| text("dateCreated")));
        keep(&mut self.modified, text("dateModified"));
        keep(&mut self.languages, text("inLanguage"));
        self.walled |= match object.get("isAccessibleForFree") {
            Some(Value::Bool(free)) => !free,
            Some(Value::String(free)) => free.trim().eq_ignore_ascii_case("false"),
            _ => false,
        };
        keep(&mut self.sections, words(object.get("articleSection")));
        keep(&mut self.urls, text("url"));
        let page = object.get("mainEntityOfPage").and_then(|page| {
            page.as_str().map(str::to_owned).or_else(|| words(page.get("@id")).into_iter().next())
        });
        keep(&mut self.urls, page);
        keep(&mut self.authors, names(object.get("author"), |kind| !kind.ends_with("Organization")));
        keep(&mut self.bodies, names(object.get("author"), |kind| kind.ends_with("Organization")));
        keep(&mut self.publishers, names(object.get("publisher"), |_| true));
    }
}

/// Adds values to a field that has room for them: what is compared with every line must not grow with the page.
fn keep(field: &mut Vec<String>, values: impl IntoIterator<Item = String>) {
    let room = KEPT.saturating_sub(field.len());
    field.extend(values.into_iter().filter(|value| value.len() < LONGEST).take(room));
}

/// Whether a field's name says that it gives the time of publication, however it is spelled: `publish-date`,
/// `DC.date.issued`, `parsely-pub-date`.
fn is_published(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let word = name.contains("publi") && !name.contains("publisher");
    let time =
        ["date", "time", "at", "on"].iter().any(|end| name.ends_with(end)) || name.ends_with("published");
    let known = ["pubdate", "issued", "citationonlinedate", "sailthrudate", "articlepostdate"];
    (word && (time || name.ends_with("datepublished"))) || known.iter().any(|end| name.ends_with(end))
}

/// The value of a name in a program, where the name that holds byte `at` says that it is the time of publication:
/// `"published_at":"2023-05-22T10:00:00Z"`, also with its quotation marks escaped.
fn published_in(text: &str, at: usize) -> Option<String> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let bytes = text.as_bytes();
    let before = bytes[..at].iter().rev().take(24).take_while(|b| is_name(b)).count();
    let behind = bytes[at..].iter().take(24).take_while(|b| is_name(b)).count();
    let name: String = text[at - before..at + behind].chars().filter(|c| *c != '_').collect();
    if !PUBLISHED.contains(&name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let rest = bytes.get(at + behind..)?;
    let joint =
        rest.iter().take(16).take_while(|b| !b.is_ascii_alphanumeric() && !b"{}[],;<>".contains(b)).count();
    let value =
        rest[joint..].iter().take(40).take_while(|b| b.is_ascii_alphanumeric() || b"-:+./ ".contains(b));
    let value = text.get(at + behind + joint..at + behind + joint + value.count())?;
    let colon = rest[..joint].contains(&b':');
    (colon && value.len() >= 8 && value.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| value.trim().to_owned())
}

/// The texts of a value: one, or several in a list.
fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![clean(text)],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(clean).collect(),
        _ => Vec::new(),
    }
}

/// The names on the way that a list of breadcrumbs tells, in its order.
fn trail(items: Option<&Value>) -> Vec<String> {
    let Some(Value::Array(items)) = items else { return Vec::new() };
    let part = |item: &Value| {
        let position = item.get("position").and_then(|at| at.as_f64().or_else(|| at.as_str()?.parse().ok()));
        let name = item.get("name").or_else(|| item.get("item")?.get("name"))?;
        Some((position.unwrap_or(0.0), words(Some(name)).into_iter().next()?))
    };
    let mut parts: Vec<(f64, String)> = items.iter().take(20).filter_map(part).collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    parts.into_iter().map(|(_, name)| name).collect()
}

/// The names of one person or organisation, or of several, of the kinds that are wanted; who is only named has none.
fn names(value: Option<&Value>, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let name = |one: &Value| match one {
        Value::String(name) if wanted("") => vec![clean(name)],
        Value::Object(one) => {
            let kind = words(one.get("@type")).into_iter().next().unwrap_or_default();
            if wanted(&kind) { words(one.get("name")) } else { Vec::new() }
        }
        _ => Vec::new(),
    };
    match value {
        Some(Value::Array(many)) => many.iter().take(20).flat_map(name).collect(),
        Some(one) => name(one),
        None => Vec::new(),
    }
}

/// Fields are often written with references, though they are no markup.
fn clean(text: &str) -> String {
    one_line(&entities::plain(text, false))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_with_every_line_does_not_grow_with_the_page() {
        let mut fields = Fields::default();
        let long = "Post - ".repeat(1000);
        for n in 0..1000 {
            fields.data(&format!(
                "{{\"@type\":\"NewsArticle\",\"headline\":\"Boats lost {n}\",\"author\":\"{long}\"}}"
            ));
        }
        let page = fields.finish();
        assert_eq!(page.titles.len(), KEPT);
        assert!(page.authors.iter().all(Vec::is_empty), "what is too long is no name");
    }
}
