//! The stage: a capture becomes an article.

use std::borrow::Cow;

use sayso_lexicon::Lexicon;
use sayso_news::{Article, ArticleId, BlockKind, Capture, Cite, Media, Model, Note, Noted, Section};

use crate::label::{self, Label, LineModel};
use crate::metadata::{self, Evidence};
use crate::rendered::Rendered;
use crate::survey::Survey;
use crate::words::Phrases;
use crate::{blocks, dates, language, leads, live, page, plain, remarks, sheets};

/// The second stage: a capture becomes an article.
#[derive(Debug)]
pub struct Cleaner {
    lexicon: &'static Lexicon,
    phrases: Phrases,
    marks: page::Marks,
    plain: bool,
}

impl Cleaner {
    /// The stage with the phrases of one language.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self { lexicon, phrases: Phrases::new(lexicon), marks: page::Marks::new(lexicon), plain: false }
    }

    /// Whether texts are clean bodies already: every line is body, a first line that is plainly a title apart.
    #[must_use]
    pub fn plain(mut self, plain: bool) -> Self {
        self.plain = plain;
        self
    }

    /// The trained models that the stage uses.
    pub fn models(&self) -> Vec<Model> {
        vec![LineModel::model()]
    }

    fn render(&self, capture: &Capture) -> Rendered {
        match capture.media {
            Media::Text => plain::render(&capture.content),
            Media::Html => page::render(&capture.content, &self.marks),
            Media::Binary => Rendered::default(),
        }
    }

    /// What the line model looks at, line by line: for training it.
    pub fn survey(&self, capture: &Capture) -> Survey {
        let rendered = self.render(capture);
        let rows = label::rows(&rendered, &self.phrases);
        Survey::new(capture, rendered, rows)
    }

    /// Reads one capture.
    pub fn clean(&self, capture: &Capture) -> Noted<Article> {
        let mut notes = Vec::new();
        let id = ArticleId::of(&[&capture.id.bytes()]);
        let rendered = self.render(capture);
        let rows = label::rows(&rendered, &self.phrases);
        let given: Vec<&str> =
            capture.title.iter().chain(&rendered.page.titles).map(String::as_str).collect();
        let mut labels = if self.plain {
            label::plain(&rendered, &rows, &given)
        } else {
            label::label(&rendered, &rows, &given)
        };
        if capture.media == Media::Text && !self.plain {
            sheets::mark(&rendered, &mut labels);
        }
        let (blocks, aside) = blocks::blocks(&rendered, &mut labels);
        let told = language::of(&running(&rendered, &labels));
        let tag = rendered.page.language.as_deref();
        let language = told.clone().or_else(|| tag.and_then(language::code_of));
        let evidence = Evidence {
            capture,
            rendered: &rendered,
            rows: &rows,
            labels: &labels,
            phrases: &self.phrases,
            lexicon: self.lexicon,
            language: language::tag(told.as_deref(), tag),
        };
        let heads = live::heads(&evidence);
        notes.extend(remarks::remarks(&evidence, aside, &heads, id));
        let metadata = metadata::read(&evidence);
        let clocks = dates::clocks(&evidence, &metadata, id);
        let entries = live::entries(&evidence, &heads, &clocks, id);
        if let Some(code) = language.as_deref().filter(|code| Lexicon::of(code).is_none()) {
            let text = format!(
                "the text is in a language that is not read yet ({code}); its lines are told apart all the same"
            );
            notes.push(
                Note::warning("language-unread", text)
                    .hint("statements will be missing; give an English version"),
            );
        }
        notes.extend(remarks::missing(&evidence));
        let leads = leads::leads(&evidence);
        let article = Article {
            id,
            capture: capture.id,
            url: metadata.url,
            outlet: metadata.outlet,
            outlet_cite: metadata.outlet_at.map(|span| Cite::new(id, span)),
            title: metadata.title,
            title_cite: metadata.title_at.map(|span| Cite::new(id, span)),
            byline: metadata.byline,
            section: metadata.section.map(|filed| Section {
                name: filed.name,
                basis: filed.basis,
                cite: filed.at.map(|span| Cite::new(id, span)),
            }),
            published: clocks.published,
            updated: clocks.updated,
            captured: clocks.captured,
            language,
            blocks,
            entries,
            leads,
            trace: rendered.trace,
            text: rendered.text,
        };
        let about = capture.member.as_ref().map_or(Cow::Borrowed(capture.input.as_str()), |member| {
            Cow::Owned(format!("{} ({member})", capture.input))
        });
        Noted::new(article, notes.into_iter().map(|note| note.about(&about)).collect())
    }
}

/// The running text, as far as the language is told from it; without any, the whole text.
fn running<'a>(rendered: &'a Rendered, labels: &[Label]) -> Cow<'a, str> {
    let mut words = String::new();
    for (line, label) in rendered.lines.iter().zip(labels) {
        if matches!(label.kind, BlockKind::Body | BlockKind::Heading | BlockKind::Title)
            && line.span.len() <= label::LONGEST
        {
            words.push_str(line.span.slice(&rendered.text));
            words.push('\n');
            if words.len() > 10_000 {
                break;
            }
        }
    }
    if words.is_empty() { Cow::Borrowed(&rendered.text) } else { Cow::Owned(words) }
}
