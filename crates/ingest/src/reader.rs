//! One input becomes its captures.

use std::fmt::Write as _;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use memchr::memchr_iter;
use sayso_news::{Capture, CaptureId, Media, Note, Noted};
use sha2::{Digest as _, Sha256};

use crate::{documents, encoding, kind, magic};

/// From this size on a capture is noted as large.
const LARGE: usize = 16 << 20;
/// A packed file may unpack to this size at most.
const UNPACKED: u64 = 1 << 30;

/// The first stage: bytes become captures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ingest;

impl Ingest {
    /// The stage; it holds no models.
    pub const fn new() -> Self {
        Self
    }

    /// Reads one input. `input` is its name as the user gave it; nothing is told from it.
    pub fn read(&self, input: &str, bytes: Vec<u8>) -> Noted<Vec<Capture>> {
        let mut notes = Vec::new();
        let origin = Origin { input, sha256: digest(&bytes), size: bytes.len() as u64 };
        let captures = match open(bytes, &mut notes) {
            Ok(bytes) => origin.captures(bytes, &mut notes),
            Err(()) => vec![origin.capture(Media::Binary, None, String::new())],
        };
        let notes = notes.into_iter().map(|note| note.about(input)).collect();
        Noted::new(captures, notes)
    }
}

/// The bytes that are to be read as text; unpacked where they are packed. `Err` for what is no text.
fn open(bytes: Vec<u8>, notes: &mut Vec<Note>) -> Result<Vec<u8>, ()> {
    let bytes = if magic::is_gzip(&bytes) { unpack(&bytes, notes)? } else { bytes };
    let known = magic::kind(&bytes);
    let (name, hint) = match known {
        Some(kind) => (kind.name, kind.hint),
        None if is_noise(&bytes) => {
            ("no text and no kind of file that is known here", "give a text or an HTML page")
        }
        None => return Ok(bytes),
    };
    notes.push(
        Note::warning("capture-binary", format!("this is {name}; it is kept by its digest")).hint(hint),
    );
    Err(())
}

fn unpack(packed: &[u8], notes: &mut Vec<Note>) -> Result<Vec<u8>, ()> {
    let mut bytes = Vec::new();
    let mut limited = MultiGzDecoder::new(packed).take(UNPACKED);
    match limited.read_to_end(&mut bytes) {
        Ok(_) if limited.limit() == 0 => {
            let text = format!("this gzip file unpacks to more than {} MiB", UNPACKED >> 20);
            notes.push(Note::error("capture-too-large", text).hint("unpack it and split it"));
            Err(())
        }
        Ok(_) => Ok(bytes),
        Err(error) => {
            let text = format!("this gzip file is damaged ({error}); what came out before is read");
            notes.push(Note::warning("archive-damaged", text).hint("fetch it again"));
            Ok(bytes)
        }
    }
}

/// Control characters at every turn: no text in any encoding. Zeros are left out, for UTF-16 is full of them.
fn is_noise(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let odd = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    let zeros = memchr_iter(0, head).count();
    let wide = zeros * 5 > head.len() && zeros * 10 < head.len() * 8;
    if wide { false } else { odd * 20 > head.len() || zeros * 10 > head.len() }
}

/// What all captures of one input share.
struct Origin<'a> {
    input: &'a str,
    sha256: [u8; 32],
    size: u64,
}

impl Origin<'_> {
    fn captures(&self, bytes: Vec<u8>, notes: &mut Vec<Note>) -> Vec<Capture> {
        if u32::try_from(bytes.len()).is_err() {
            notes.push(
                Note::error("capture-too-large", "this is longer than the 4 GiB that can be pointed into")
                    .hint("split it"),
            );
            return vec![self.capture(Media::Binary, None, String::new())];
        }
        let decoded = encoding::decode(bytes);
        let text = decoded.text;
        if u32::try_from(text.len()).is_err() {
            notes.push(
                Note::error("capture-too-large", "decoded, this is longer than 4 GiB").hint("split it"),
            );
            return vec![self.capture(Media::Binary, None, String::new())];
        }
        if documents::is_lines(&text) {
            return self.documents(&text, decoded.encoding, notes);
        }
        if let Some((name, hint)) = kind::foreign(&text) {
            notes.push(
                Note::warning("capture-foreign", format!("this is {name}, which is not read yet")).hint(hint),
            );
            return vec![self.capture(Media::Binary, None, String::new())];
        }
        if decoded.guessed {
            notes.push(Note::info(
                "encoding-guessed",
                format!("read as {}, which is a guess", decoded.encoding),
            ));
        }
        if decoded.replaced > 0 {
            let text = format!(
                "{} bytes that mean nothing in {} read as U+FFFD now",
                decoded.replaced, decoded.encoding
            );
            notes.push(
                Note::warning("bytes-replaced", text).hint("fetch the capture again if words are missing"),
            );
        }
        remark(&text, notes);
        vec![self.capture(kind::media(&text), Some(decoded.encoding), text)]
    }

    fn documents(&self, text: &str, encoding: &str, notes: &mut Vec<Note>) -> Vec<Capture> {
        let mut captures = Vec::new();
        for (number, line, mut document) in documents::read(text, notes) {
            if let Some(bad) = document.bad_time() {
                let text = format!("line {number}: `published` is {bad:?}, which is no date");
                notes.push(
                    Note::warning("field-unreadable", text)
                        .hint("write it as 2023-05-22 or 2023-05-22T10:00:00Z"),
                );
            }
            let published = document.published();
            let (media, content) = document.content();
            let mut about = Vec::new();
            remark(&content, &mut about);
            let member = document.member(number);
            notes.extend(about.into_iter().map(|mut note| {
                note.text.insert_str(0, &format!("{member}: "));
                note
            }));
            // A member's digest is that of its own line, so that it is the same in whatever file the line stands.
            let origin =
                Origin { input: self.input, sha256: digest(line.as_bytes()), size: line.len() as u64 };
            captures.push(Capture {
                id: CaptureId::of(&[&origin.sha256, member.as_bytes()]),
                member: Some(member),
                title: document.title.take().filter(|t| !t.trim().is_empty()),
                url: document.url.take().filter(|u| !u.trim().is_empty()),
                published,
                ..origin.capture(media, Some(encoding), content)
            });
        }
        captures
    }

    fn capture(&self, media: Media, encoding: Option<&str>, content: String) -> Capture {
        Capture {
            id: CaptureId::of(&[&self.sha256, b""]),
            input: self.input.to_owned(),
            member: None,
            media,
            sha256: hexadecimal(&self.sha256),
            size: self.size,
            encoding: encoding.map(str::to_owned),
            captured: None,
            title: None,
            url: None,
            published: None,
            content,
        }
    }
}

/// What is odd about a text that is kept as it is.
fn remark(text: &str, notes: &mut Vec<Note>) {
    if text.trim().is_empty() {
        notes.push(
            Note::warning("capture-empty", "there is nothing to read in this")
                .hint("fetch the capture again"),
        );
    }
    let zeros = memchr_iter(0, text.as_bytes()).count();
    if zeros > 0 {
        notes.push(Note::warning(
            "nul-characters",
            format!("{zeros} NUL characters stand in the text; they are kept"),
        ));
    }
    if encoding::looks_misread(text) {
        notes.push(
            Note::warning(
                "text-misread",
                "somebody before us read this text in a wrong encoding (\"â€™\" for \"’\")",
            )
            .hint("fetch the capture again; names and quotation marks may be told wrong"),
        );
    }
    if text.len() >= LARGE {
        let text = format!("{} MiB of text; it is kept whole and read more slowly", text.len() >> 20);
        notes.push(Note::info("capture-large", text));
    }
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}
