//! Texts with given mentions of events, read by our own reader.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sayso_news::{Article, Cite, Reading, Tag, Token};
use sayso_pipeline::{Held, Options, Pipeline};
use sayso_text::{CodePoints, Span};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    subtopic: String,
    text: String,
    mentions: Vec<Marked>,
}

#[derive(Debug, Deserialize)]
struct Marked {
    s: usize,
    e: usize,
    kind: String,
    chain: String,
}

/// The texts of one subtopic.
pub(super) struct Topic {
    /// How many.
    pub(super) texts: usize,
    /// Each with what reading finds in it.
    pub(super) read: Vec<(Article, Reading)>,
    /// The mentions of events in them.
    pub(super) mentions: Vec<Mention>,
}

/// One mention.
pub(super) struct Mention {
    /// The sentence that it stands in, as a statement.
    pub(super) statement: Cite,
    /// Base form of its most telling word.
    pub(super) lemma: String,
    /// Base forms of all its words.
    pub(super) phrase: String,
    /// The gold chain.
    chain: String,
}

impl Topic {
    /// The gold chains, each as the places of its mentions.
    pub(super) fn chains(&self) -> Vec<Vec<usize>> {
        let mut chains: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, mention) in self.mentions.iter().enumerate() {
            chains.entry(&mention.chain).or_default().push(at);
        }
        chains.into_values().collect()
    }
}

/// All subtopics of a file, in order of their names.
pub(super) fn read(path: &Path) -> Result<Vec<Topic>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows = text.lines().map(serde_json::from_str::<Row>).collect::<Result<Vec<_>, _>>()?;
    let pipeline = Pipeline::new(Options { plain: true, ..Options::default() })?;
    let mut topics: BTreeMap<String, Topic> = BTreeMap::new();
    for row in rows {
        let source = Held { name: format!("{}.txt", row.id), bytes: row.text.clone().into_bytes() };
        let mut found = None;
        pipeline.read(&[source], |leaves| {
            found = leaves.value.into_iter().find_map(|leaf| leaf.read);
            anyhow::Ok(())
        })?;
        let (article, reading) = found.with_context(|| format!("`{}` was not read as a text", row.id))?;
        ensure!(
            article.text.trim_end() == row.text.trim_end(),
            "the text of `{}` was read as another",
            row.id
        );
        let topic = topics.entry(row.subtopic.clone()).or_insert_with(|| Topic {
            texts: 0,
            read: Vec::new(),
            mentions: Vec::new(),
        });
        let points = CodePoints::new(&article.text);
        for marked in row.mentions.iter().filter(|m| m.kind == "event") {
            let span = points.inward(marked.s, marked.e);
            topic.mentions.push(Mention {
                statement: statement(&article, &reading, span),
                lemma: head(&article, &reading, span),
                phrase: phrase(&reading, span),
                chain: marked.chain.clone(),
            });
        }
        topic.texts += 1;
        topic.read.push((article, reading));
    }
    Ok(topics.into_values().collect())
}

/// The sentence around these words.
fn statement(article: &Article, reading: &Reading, span: Span) -> Cite {
    article.cite(reading.sentence_at(span.start()).map_or(span, |sentence| sentence.span))
}

/// The base form of the last noun, else of the first verb, else the words themselves: "Academy Awards ceremony", "go on".
fn head(article: &Article, reading: &Reading, span: Span) -> String {
    let tokens: Vec<_> = reading
        .tokens
        .iter()
        .filter(|t| t.span.start() < span.end() && span.start() < t.span.end())
        .collect();
    let noun = tokens.iter().rev().find(|t| matches!(t.tag, Tag::Noun | Tag::Name));
    let verb = tokens.iter().find(|t| t.tag == Tag::Verb);
    let word = if tokens.first().is_some_and(|t| t.tag == Tag::Verb) { verb.or(noun) } else { noun.or(verb) };
    word.or(tokens.last()).map_or_else(|| span.slice(&article.text).to_lowercase(), |t| t.lemma.to_string())
}

fn phrase(reading: &Reading, span: Span) -> String {
    tokens(reading, span).iter().map(|token| token.lemma.as_str()).collect::<Vec<_>>().join(" ")
}

/// The tokens that these words touch.
fn tokens(reading: &Reading, span: Span) -> Vec<&Token> {
    reading.tokens.iter().filter(|t| t.span.start() < span.end() && span.start() < t.span.end()).collect()
}
