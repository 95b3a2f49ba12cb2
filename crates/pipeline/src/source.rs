//! The world as the pipeline sees it: things with a name that give bytes when asked.

use sayso_news::Note;

/// One input. It is opened when its turn comes and may be opened again, so that bytes need not be held.
pub trait Source: Sync {
    /// The name, as the user gave it.
    fn name(&self) -> &str;

    /// The bytes; or a note, when they cannot be had (a file that vanished, one that may not be read).
    #[expect(clippy::result_large_err, reason = "it is opened once, and every caller wants the note")]
    fn open(&self) -> Result<Vec<u8>, Note>;
}

/// Bytes that are held in memory under a name: standard input, tests, callers of the library.
#[derive(Debug, Clone)]
pub struct Held {
    /// The name.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Source for Held {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&self) -> Result<Vec<u8>, Note> {
        Ok(self.bytes.clone())
    }
}
