//! Collections of pages with what is right of them, as the labeller's training and the scores read them.

use serde::Deserialize;
use serde_json::json;

/// What annotators say of one page; what they say nothing of is `None`.
#[derive(Debug, Clone, Deserialize)]
pub struct Truth {
    /// The running text.
    #[serde(rename = "articleBody", default)]
    pub body: Option<String>,
    /// Where it was fetched from.
    #[serde(default)]
    pub url: Option<String>,
    /// The name of the page's file, where it is not the page's name.
    #[serde(default)]
    pub file: Option<String>,
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Everybody who wrote it.
    #[serde(default)]
    pub author: Option<String>,
    /// The day of publication.
    #[serde(default)]
    pub date: Option<String>,
}

/// A page as plain lines, each body or not.
#[derive(Debug, Deserialize)]
pub struct Plain {
    /// The page's name.
    pub id: String,
    /// Its lines in order.
    pub lines: Vec<PlainLine>,
}

/// One line of a page.
#[derive(Debug, Deserialize)]
pub struct PlainLine {
    /// Its words.
    pub t: String,
    /// 1 where it is of the running text.
    pub body: u8,
}

impl Plain {
    /// The lines as one document of JSON Lines.
    pub fn document(&self) -> Vec<u8> {
        let whole: Vec<&str> = self.lines.iter().map(|line| line.t.as_str()).collect();
        json!({"id": self.id, "text": whole.join("\n")}).to_string().into_bytes()
    }
}
