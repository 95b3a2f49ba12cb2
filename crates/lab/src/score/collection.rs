//! Collections of pages with what is right of them, as the labeller's training and its scores read them.

use serde::Deserialize;
use serde_json::json;

/// What is right of one page.
#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    #[serde(rename = "articleBody", default)]
    pub(crate) body: Option<String>,
    pub(crate) url: Option<String>,
}

/// A page as plain lines, each body or not.
#[derive(Debug, Deserialize)]
pub(crate) struct Plain {
    pub(crate) id: String,
    pub(crate) lines: Vec<PlainLine>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct PlainLine {
    pub(crate) t: String,
    pub(crate) body: u8,
}

impl Plain {
    /// The lines as one document of JSON Lines.
    pub(crate) fn document(&self) -> Vec<u8> {
        let whole: Vec<&str> = self.lines.iter().map(|line| line.t.as_str()).collect();
        json!({"id": self.id, "text": whole.join("\n")}).to_string().into_bytes()
    }
}
