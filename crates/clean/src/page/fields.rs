//! What a page says about itself: meta tags, JSON-LD, its title.

use serde_json::Value;

use super::Page;
use super::entities;
use super::tokens::Tag;
use crate::rendered::Regions;

/// More JSON-LD than this is not read.
const MOST: usize = 2 << 20;
/// So many values of it are looked at.
const VALUES: usize = 20_000;

/// The fields as they are met.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    meta: Vec<(String, String)>,
    canonical: Option<String>,
    language: Option<String>,
    title: Option<String>,
    data: Data,
    /// `<time>` elements: of publication, of a change, and the first that does not say.
    marked: Option<String>,
    changed: Option<String>,
    unmarked: Option<String>,
}

/// What JSON-LD tells, from articles and from other things.
#[derive(Debug, Default)]
struct Data {
    article: Told,
    other: Told,
}

#[derive(Debug, Default)]
struct Told {
    headlines: Vec<String>,
    authors: Vec<String>,
    publishers: Vec<String>,
    published: Vec<String>,
    modified: Vec<String>,
    urls: Vec<String>,
    languages: Vec<String>,
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
                    if !content.is_empty() && content.len() < 4096 && self.meta.len() < 500 {
                        self.meta.push((name.trim().to_ascii_lowercase(), content.to_owned()));
                    }
                }
            }
        }
    }

    /// The page's `<title>`; a later one is a drawing's.
    pub(crate) fn title(&mut self, text: &str) {
        let title = one_line(text);
        if self.title.is_none() && !title.is_empty() && title.len() < 2000 {
            self.title = Some(title);
        }
    }

    /// A `<time>` that is shown in these parts of the page. One that is not marked as the time of publication may be it
    /// all the same when it is the first to stand in the article.
    pub(crate) fn time(&mut self, tag: Tag<'_>, within: Regions) {
        let Some(value) = tag.get("datetime").map(|value| value.trim().to_owned()) else { return };
        if value.is_empty() || value.len() > 100 {
            return;
        }
        let property = tag.get("itemprop").unwrap_or_default();
        let elsewhere = Regions::RELATED
            .and(Regions::COMMENTS)
            .and(Regions::ASIDE)
            .and(Regions::NAVIGATION)
            .and(Regions::EMBED);
        if property == "dateModified" {
            self.changed.get_or_insert(value);
        } else if property == "datePublished" || tag.get("pubdate").is_some() {
            self.marked.get_or_insert(value);
        } else if within.any(Regions::ARTICLE.and(Regions::MAIN)) && !within.any(elsewhere) {
            self.unmarked.get_or_insert(value);
        }
    }

    /// One piece of JSON-LD.
    pub(crate) fn data(&mut self, text: &str) {
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        if text.len() > MOST {
            return;
        }
        let Ok(value) = serde_json::from_str::<Value>(text) else { return };
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
                    let page = kinds.iter().any(|kind| kind.ends_with("WebPage"));
                    if article || page {
                        let told = if article { &mut self.data.article } else { &mut self.data.other };
                        told.read(object);
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
        let Data { article, other } = self.data;
        let meta = |names: &[&str]| -> Vec<String> {
            names
                .iter()
                .flat_map(|name| self.meta.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.clone()))
                .collect()
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
        page.authors.extend(article.authors);
        page.authors.extend(meta(&[
            "author",
            "article:author",
            "dc.creator",
            "byl",
            "sailthru.author",
            "parsely-author",
            "twitter:creator",
        ]));
        page.published.extend(article.published);
        page.published.extend(meta(&[
            "article:published_time",
            "datepublished",
            "og:published_time",
            "article:published",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.created",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "parsely-pub-date",
            "sailthru.date",
            "published_at",
            "cxenseparse:recs:publishtime",
            "article.published",
            "creation_date",
            "date_published",
        ]));
        page.published.extend(self.marked);
        page.published.extend(other.published);
        page.published.extend(self.unmarked);
        page.modified.extend(article.modified);
        page.modified.extend(meta(&[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "dcterms.modified",
            "lastmod",
        ]));
        page.modified.extend(self.changed);
        page.modified.extend(other.modified);
        let addresses =
            self.canonical.into_iter().chain(meta(&["og:url", "twitter:url"])).chain(article.urls);
        page.address = addresses.map(|url| url.trim().to_owned()).find(|url| url.starts_with("http"));
        page.language = self.language.or_else(|| article.languages.into_iter().next());
        page.authors.retain(|author| !author.contains("://") && !author.starts_with('@'));
        page
    }
}

impl Told {
    fn read(&mut self, object: &serde_json::Map<String, Value>) {
        let text = |name: &str| words(object.get(name)).into_iter().next();
        self.headlines.extend(text("headline").or_else(|| text("name")));
        self.published.extend(text("datePublished").or_else(|| text("dateCreated")));
        self.modified.extend(text("dateModified"));
        self.languages.extend(text("inLanguage"));
        self.urls.extend(text("url"));
        self.urls.extend(object.get("mainEntityOfPage").and_then(|page| {
            page.as_str().map(str::to_owned).or_else(|| words(page.get("@id")).into_iter().next())
        }));
        self.authors.extend(names(object.get("author")));
        self.publishers.extend(names(object.get("publisher")));
    }
}

/// The texts of a value: one, or several in a list.
fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![clean(text)],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(clean).collect(),
        _ => Vec::new(),
    }
}

/// The names of one person or organisation, or of several.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(name)) => vec![clean(name)],
        Some(Value::Object(one)) => words(one.get("name")),
        Some(Value::Array(many)) => many
            .iter()
            .take(20)
            .flat_map(|one| one.as_str().map_or_else(|| words(one.get("name")), |name| vec![clean(name)]))
            .collect(),
        _ => Vec::new(),
    }
}

/// Fields are often written with references, though they are no markup.
fn clean(text: &str) -> String {
    one_line(&entities::plain(text, false))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
