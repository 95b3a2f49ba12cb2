//! The extractors, each with its defaults, all asked for the same things.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::Readability;
use sayso_clean::Cleaner;
use sayso_lab::{extraction, fields};
use sayso_lexicon::Lexicon;
use sayso_news::Capture;

/// What an extractor tells of a page; what it does not tell is empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) body: String,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    /// Year, month and day.
    pub(crate) day: Option<String>,
}

/// What an extractor tells of one page, if it does not give up.
type Read = dyn Fn(&Capture) -> Option<Answer>;

/// Reads pages.
pub(crate) struct Extractor {
    pub(crate) name: &'static str,
    read: Box<Read>,
}

impl Extractor {
    fn new(name: &'static str, read: impl Fn(&Capture) -> Option<Answer> + 'static) -> Self {
        Self { name, read: Box::new(read) }
    }

    /// What it tells; `None` where it gives up or breaks.
    pub(crate) fn read(&self, capture: &Capture) -> Option<Answer> {
        catch_unwind(AssertUnwindSafe(|| (self.read)(capture))).ok().flatten()
    }
}

/// Ours first, then the others.
pub(crate) fn all() -> Vec<Extractor> {
    let cleaner = Cleaner::new(Lexicon::english());
    vec![
        Extractor::new("sayso", move |capture| Some(sayso(&cleaner, capture))),
        Extractor::new("rs-trafilatura 0.2.2", rs_trafilatura),
        Extractor::new("trafilatura 0.6.0", trafilatura),
        Extractor::new("dom_smoothie 0.19.0", dom_smoothie),
    ]
}

fn sayso(cleaner: &Cleaner, capture: &Capture) -> Answer {
    let article = cleaner.clean(capture).value;
    Answer {
        body: extraction::body(&article),
        author: fields::author(&article),
        day: fields::day(&article),
        title: article.title,
    }
}

fn rs_trafilatura(capture: &Capture) -> Option<Answer> {
    let options = rs_trafilatura::Options { url: capture.url.clone(), ..rs_trafilatura::Options::default() };
    let told = rs_trafilatura::extract_with_options(&capture.content, &options).ok()?;
    let about = told.metadata;
    Some(Answer {
        body: told.content_text,
        title: about.title,
        author: about.author,
        day: about.date.map(|date| date.format("%Y-%m-%d").to_string()),
    })
}

fn trafilatura(capture: &Capture) -> Option<Answer> {
    let mut options = trafilatura::Options::default().with_fallback(true);
    options.original_url = capture.url.as_deref().and_then(|url| url.parse().ok());
    options.exclude_comments = true;
    let told = trafilatura::extract(&capture.content, &options).ok()?;
    let about = told.metadata;
    let given = |text: String| (!text.is_empty()).then_some(text);
    Some(Answer {
        body: told.content_text,
        title: given(about.title),
        author: given(about.author),
        day: about.date.map(|date| date.format("%Y-%m-%d").to_string()),
    })
}

fn dom_smoothie(capture: &Capture) -> Option<Answer> {
    let told = Readability::new(capture.content.as_str(), capture.url.as_deref(), None).ok()?.parse().ok()?;
    Some(Answer {
        body: told.text_content.to_string(),
        title: Some(told.title),
        author: told.byline,
        day: told.published_time.and_then(|time| time.get(..10).map(str::to_owned)),
    })
}
