//! Bytes become text: by byte-order mark, by what they are, by what the page says, by a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes read as text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// WHATWG label, or `UTF-32LE`/`UTF-32BE`, which have none.
    pub(crate) encoding: &'static str,
    /// The encoding was told from the look of the bytes alone.
    pub(crate) guessed: bool,
    /// How many places held bytes that mean nothing in the encoding, and read as U+FFFD now.
    pub(crate) replaced: usize,
}

/// How far into a page a declared encoding is looked for.
const PROLOGUE: usize = 4096;
/// How many bytes a guess looks at.
const SAMPLE: usize = 1 << 20;

/// Reads `bytes` as text. Takes them whole, so that what is UTF-8 already is not copied.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Decoded {
    if let Some((text, encoding)) = utf32(&bytes) {
        return Decoded { replaced: 0, guessed: false, encoding, text };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            bytes.drain(..mark);
            return utf8(bytes);
        }
        return with(encoding, &bytes[mark..], false);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return with(encoding, &bytes, true);
    }
    match String::from_utf8(bytes) {
        // ISO-2022-JP is ASCII with escapes: only the page's own word tells it.
        Ok(text) if !text.contains('\u{1b}') => {
            Decoded { text, encoding: UTF_8.name(), guessed: false, replaced: 0 }
        }
        Ok(text) => match declared(text.as_bytes()) {
            Some(encoding) if encoding != UTF_8 => with(encoding, text.as_bytes(), false),
            _ => Decoded { text, encoding: UTF_8.name(), guessed: false, replaced: 0 },
        },
        Err(error) => not_utf8(error.as_bytes()),
    }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8.name(), guessed: false, replaced: 0 },
        Err(error) => with(UTF_8, error.as_bytes(), false),
    }
}

fn not_utf8(bytes: &[u8]) -> Decoded {
    // Nearly all of it UTF-8: a page cut in the middle of a character, or a stray byte, not another encoding.
    if let Some(decoded) = damaged_utf8(bytes) {
        return decoded;
    }
    if let Some(encoding) = declared(bytes).filter(|e| *e != UTF_8) {
        return with(encoding, bytes, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    with(detector.guess(None, Utf8Detection::Deny), bytes, true)
}

/// Reads as UTF-8 what has at least ten right multi-byte characters to each wrong place.
fn damaged_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    (right >= 10 * wrong).then(|| with(UTF_8, bytes, false))
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let replaced = if bad { text.matches('\u{FFFD}').count() } else { 0 };
    Decoded { text, encoding: encoding.name(), guessed, replaced }
}

/// The encoding that a page names in its first bytes: `<meta charset=…>`, `http-equiv`, or the XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<u8> = bytes[..bytes.len().min(PROLOGUE)].to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = find(&head[from..], b"<meta").or_else(|| find(&head[from..], b"<?xml")) {
        let start = from + at;
        let end = find(&head[start..], b">").map_or(head.len(), |n| start + n);
        let tag = &head[start..end];
        let name = find(tag, b"charset=")
            .map(|n| n + 8)
            .or_else(|| tag.starts_with(b"<?xml").then(|| find(tag, b"encoding=").map(|n| n + 9)).flatten());
        if let Some(encoding) = name.and_then(|n| label(&tag[n..])) {
            // A page that was read as ASCII up to here cannot be UTF-16.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
        from = end.max(start + 5).min(head.len());
    }
    None
}

fn label(rest: &[u8]) -> Option<&'static Encoding> {
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end =
        rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

/// UTF-16 shows without its mark: zero bytes, nearly all of them on one side of the pairs, and it decodes.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PROLOGUE) & !1];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    // Text has spaces and line ends, whatever its script: one unit in forty at the least.
    if head.len() < 8 || (first + second) * 80 < head.len() || first.min(second) * 20 > first.max(second) {
        return None;
    }
    let encoding = if second > first { UTF_16LE } else { UTF_16BE };
    let (text, bad) = encoding.decode_without_bom_handling(head);
    let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    // The head may end between the halves of a pair.
    let bad = bad && text.trim_end_matches('\u{FFFD}').contains('\u{FFFD}');
    (!bad && odd == 0 && text.contains([' ', '\n', '\u{3000}'])).then_some(encoding)
}

/// UTF-32 with its mark, which no browser reads and some tools write.
fn utf32(bytes: &[u8]) -> Option<(String, &'static str)> {
    let big = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => false,
        [0, 0, 0xFE, 0xFF, ..] => true,
        _ => return None,
    };
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    let text = bytes[4..]
        .chunks_exact(4)
        .map(|unit| {
            let unit = [unit[0], unit[1], unit[2], unit[3]];
            char::from_u32(if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) })
        })
        .collect::<Option<String>>()?;
    Some((text, if big { "UTF-32BE" } else { "UTF-32LE" }))
}

/// Whether text shows the marks of UTF-8 that somebody before us read as Windows-1252 ("â€™" for "’").
pub(crate) fn looks_misread(text: &str) -> bool {
    const MARKS: [&str; 12] =
        ["â€™", "â€œ", "â€\u{9d}", "â€“", "â€”", "â€¦", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¡", "Ð°"];
    // One rare character opens all of them: look for those first.
    let mut found = 0;
    for (at, _) in text.match_indices(['â', 'Ã', 'Ð']) {
        found += usize::from(MARKS.iter().any(|mark| text[at..].starts_with(mark)));
        if found > 1 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for big in [false, true] {
            for text in [
                "The ferry sank, police said.",
                "Паром затонув, повідомила поліція міста.",
                "渡轮沉没了。 警方说。\n",
            ] {
                let bare = decode(units(text, big));
                assert_eq!((bare.text.as_str(), bare.guessed), (text, true), "big-endian: {big}");
                let marked = decode(units(&format!("\u{FEFF}{text}"), big));
                assert_eq!((marked.text.as_str(), marked.guessed), (text, false));
            }
        }
    }

    #[test]
    fn utf32_is_read_by_its_mark() {
        let bytes: Vec<u8> = "\u{FEFF}Où?".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        assert_eq!(decode(bytes).text, "Où?");
    }

    #[test]
    fn a_declared_encoding_is_believed_when_the_bytes_are_not_utf8() {
        let page = b"<html><head><meta name=x><meta charset='windows-1251'></head>\xcf\xf0\xe8\xe2\xe5\xf2";
        let decoded = decode(page.to_vec());
        assert!(decoded.text.ends_with("Привет"), "{}", decoded.text);
        assert_eq!((decoded.encoding, decoded.guessed), ("windows-1251", false));
    }

    #[test]
    fn utf8_wins_over_a_wrong_declaration() {
        let page = "<meta charset=iso-8859-1><p>Où est-il ?".as_bytes();
        assert_eq!(decode(page.to_vec()).encoding, "UTF-8");
    }

    #[test]
    fn an_undeclared_encoding_is_guessed() {
        let mut bytes = "The café's owner, Mr. Pérez, said the fête".as_bytes().to_vec();
        bytes = String::from_utf8(bytes).unwrap().chars().map(|c| c as u8).collect();
        let decoded = decode(bytes);
        assert!(decoded.guessed);
        assert!(decoded.text.contains("café's owner, Mr. Pérez"), "{}", decoded.text);
    }

    #[test]
    fn one_bad_byte_does_not_make_utf8_another_encoding() {
        let mut bytes = "“Ущерб” — “оценён”".as_bytes().to_vec();
        bytes.push(0xE2);
        let decoded = decode(bytes);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
        assert!(decoded.text.starts_with("“Ущерб”"));
    }

    #[test]
    fn misread_text_is_told() {
        assert!(looks_misread("He saidâ€”twiceâ€”that it wasnâ€™t so."));
        assert!(!looks_misread("Il a dit â deux fois."));
    }
}
