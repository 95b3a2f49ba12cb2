//! What bytes that are no text are, told by how they begin.

/// A kind of file that is recognised and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// What it is, with its article: "a PNG picture".
    pub(crate) name: &'static str,
    /// What the user can do about it.
    pub(crate) hint: &'static str,
}

const PICTURE: &str = "give the page's text, or run the picture through text recognition first";
const SOUND: &str = "give a transcript of it as text";
const PACKED: &str = "unpack it and name the files inside";
const OFFICE: &str = "save it as plain text or HTML first";
const PROGRAM: &str = "this is not a document";

/// How a kind begins: bytes at an offset.
const BEGINNINGS: &[(usize, &[u8], &str, &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture", PICTURE),
    (0, b"\xff\xd8\xff", "a JPEG picture", PICTURE),
    (0, b"GIF87a", "a GIF picture", PICTURE),
    (0, b"GIF89a", "a GIF picture", PICTURE),
    (8, b"WEBP", "a WebP picture", PICTURE),
    (0, b"II*\0", "a TIFF picture", PICTURE),
    (0, b"MM\0*", "a TIFF picture", PICTURE),
    (4, b"ftypavif", "an AVIF picture", PICTURE),
    (4, b"ftypheic", "a HEIC picture", PICTURE),
    (0, b"\0\0\x01\0", "an icon", PICTURE),
    (4, b"ftyp", "an MP4 video", SOUND),
    (8, b"AVI ", "an AVI video", SOUND),
    (8, b"WAVE", "a WAV recording", SOUND),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM video", SOUND),
    (0, b"OggS", "an Ogg recording", SOUND),
    (0, b"ID3", "an MP3 recording", SOUND),
    (0, b"fLaC", "a FLAC recording", SOUND),
    (0, b"%PDF-", "a PDF document", "turn it into text first, with `pdftotext` for one"),
    (0, b"{\\rtf", "an RTF document", OFFICE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file", OFFICE),
    (0, b"PK\x03\x04", "a ZIP archive (or a DOCX, ODT or EPUB file, which are ZIP archives too)", PACKED),
    (0, b"PK\x05\x06", "an empty ZIP archive", PACKED),
    (0, b"BZh", "a bzip2 file", PACKED),
    (0, b"\xfd7zXZ\0", "an xz file", PACKED),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file", PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", PACKED),
    (0, b"Rar!\x1a\x07", "a RAR archive", PACKED),
    (257, b"ustar", "a TAR archive", PACKED),
    (0, b"PAR1", "a Parquet file", "export its texts as JSON Lines, one document a line"),
    (0, b"SQLite format 3\0", "an SQLite database", "export its texts as JSON Lines, one document a line"),
    (0, b"\x7fELF", "a program", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", "a program", PROGRAM),
    (0, b"wOFF", "a web font", PROGRAM),
    (0, b"wOF2", "a web font", PROGRAM),
];

/// The kind of file that `bytes` plainly are, where that is none that is read.
pub(crate) fn kind(bytes: &[u8]) -> Option<Kind> {
    BEGINNINGS
        .iter()
        .find(|(at, magic, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
        .map(|&(_, _, name, hint)| Kind { name, hint })
        .or_else(|| program(bytes))
}

/// A Windows program: `MZ` and the place of a second header that is there.
fn program(bytes: &[u8]) -> Option<Kind> {
    let field: [u8; 4] = bytes.strip_prefix(b"MZ")?.get(58..62)?.try_into().ok()?;
    let second = bytes.get(u32::from_le_bytes(field) as usize..)?;
    second.starts_with(b"PE\0\0").then_some(Kind { name: "a program", hint: PROGRAM })
}

/// Whether `bytes` are a gzip stream.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_archives_are_named() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n....").map(|k| k.name), Some("a PNG picture"));
        assert_eq!(kind(b"RIFF\x10\0\0\0WEBPVP8 ").map(|k| k.name), Some("a WebP picture"));
        assert_eq!(kind(b"%PDF-1.7").map(|k| k.name), Some("a PDF document"));
    }

    #[test]
    fn text_that_begins_like_a_name_is_text() {
        assert_eq!(kind(b"MZ is how the minister signs his notes."), None);
        assert_eq!(kind(b"GIF files were found on the server, police said."), None);
        assert_eq!(kind(b""), None);
    }
}
