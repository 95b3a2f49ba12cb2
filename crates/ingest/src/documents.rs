//! JSON Lines: one document a line, each with its name.

use sayso_news::{Basis, Edtf, Media, Note, Precision, When};
use serde::Deserialize;

/// How many lines are read to tell whether an input is JSON Lines.
const TRIALS: usize = 20;

/// One line. Fields that are not named here are left alone; a field of another kind than it should be is not.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    #[serde(default)]
    id: Option<Name>,
    #[serde(default)]
    pub(crate) title: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    pub(crate) url: Option<String>,
    #[serde(default)]
    published: Option<String>,
    /// What many exports call it; counts where `published` is absent, if it can be read.
    #[serde(default)]
    date: Option<serde_json::Value>,
    /// The document creation time, as corpora of times call it; counts where neither is there.
    #[serde(default)]
    dct: Option<String>,
}

/// The name of a document: text, or a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Number(serde_json::Number),
}

impl Document {
    /// The document's name, or its line's number.
    pub(crate) fn member(&self, line: usize) -> String {
        match &self.id {
            Some(Name::Text(name)) if !name.is_empty() => name.clone(),
            Some(Name::Number(number)) => number.to_string(),
            _ => format!("line {line}"),
        }
    }

    /// What the document holds; words win over a page when both are there.
    pub(crate) fn content(&mut self) -> (Media, String) {
        match (self.text.take(), self.html.take()) {
            (Some(text), _) => (Media::Text, text),
            (None, Some(html)) => (Media::Html, html),
            (None, None) => (Media::Text, String::new()),
        }
    }

    /// The publication time that the document's own fields give.
    pub(crate) fn published(&self) -> Option<When> {
        read_time(self.given()?)
    }

    /// Whether a publication time is given and cannot be read.
    pub(crate) fn bad_time(&self) -> Option<&str> {
        self.given().filter(|text| read_time(text).is_none())
    }

    /// What the document's own fields give as its day.
    fn given(&self) -> Option<&str> {
        let said = |text: &&str| !text.trim().is_empty();
        let date = self.date.as_ref().and_then(serde_json::Value::as_str);
        let published = self.published.as_deref().filter(said);
        published.or(date.filter(|text| read_time(text).is_some())).or(self.dct.as_deref().filter(said))
    }
}

/// A day or a time of day as programs write it.
fn read_time(text: &str) -> Option<When> {
    let text = text.trim();
    let whole = text.replacen(' ', "T", 1);
    // "1998-03-04T10:30" says no second.
    let minutes = whole.len() == 16;
    let value = Edtf::parse(text).or_else(|_| Edtf::parse(&whole));
    let value = if minutes { value.or_else(|_| Edtf::parse(&format!("{whole}:00"))) } else { value }.ok()?;
    let precision = match (value.begins(), value.as_str().contains('T')) {
        (_, true) if minutes => Precision::Minute,
        (_, true) => Precision::Second,
        ((_, _, Some(_)), _) => Precision::Day,
        ((_, Some(_), _), _) => Precision::Month,
        _ => Precision::Year,
    };
    Some(When { value, precision, basis: Basis::Metadata, cite: None })
}

/// Whether `text` is JSON Lines: one of its first lines is an object that holds a text or a page.
pub(crate) fn is_lines(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(TRIALS)
            .any(|line| parse(line).is_ok_and(|d| d.text.is_some() || d.html.is_some()))
}

/// The documents of JSON Lines, each with its line's number and words; a bad line is a note.
pub(crate) fn read<'t>(text: &'t str, notes: &mut Vec<Note>) -> Vec<(usize, &'t str, Document)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate().map(|(n, line)| (n + 1, line)) {
        if line.trim().is_empty() {
            continue;
        }
        match parse(line) {
            Ok(document) if document.text.is_none() && document.html.is_none() => notes.push(
                Note::warning("document-empty", format!("line {number} holds neither `text` nor `html`"))
                    .hint("give each document one of them"),
            ),
            Ok(document) => found.push((number, line, document)),
            Err(error) => notes.push(
                Note::warning("line-unreadable", format!("line {number} is no document: {}", reason(&error)))
                    .hint(r#"give one JSON object a line: {"id": "…", "text": "…"}"#),
            ),
        }
    }
    found
}

fn parse(line: &str) -> Result<Document, serde_json::Error> {
    serde_json::from_str(line.trim())
}

/// What is wrong with a line; the parser counts lines from the one it was given, which would mislead.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} (column {})", &text[..end], error.column())
}
