//! What comes back for inputs of every kind, good and bad.

use std::io::Write as _;

use proptest::prelude::*;
use sayso_ingest::Ingest;
use sayso_news::{Capture, Media, Noted, Precision};

fn read(bytes: impl Into<Vec<u8>>) -> Noted<Vec<Capture>> {
    Ingest::new().read("desk/one", bytes.into())
}

/// The only capture of an input, and the codes of the notes on it.
fn one(bytes: impl Into<Vec<u8>>) -> (Capture, Vec<String>) {
    let Noted { value, notes } = read(bytes);
    assert!(notes.iter().all(|n| n.input.as_deref() == Some("desk/one")), "every note names its input");
    let codes = notes.iter().map(|n| n.code.to_string()).collect();
    let [capture] = <[Capture; 1]>::try_from(value).expect("one input gives one capture");
    (capture, codes)
}

#[test]
fn a_text_is_kept_to_the_letter() {
    let words = "  Harbour reopens\r\n\r\nBoats left at dawn.\rThe end. \n";
    let (capture, notes) = one(words);
    assert_eq!(capture.content, words);
    assert_eq!((capture.media, capture.size), (Media::Text, words.len() as u64));
    assert_eq!(capture.encoding.as_deref(), Some("UTF-8"));
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn only_the_byte_order_mark_goes() {
    let (capture, notes) = one("\u{FEFF}Boats left.");
    assert_eq!(capture.content, "Boats left.");
    assert_eq!(capture.size, 14);
    assert!(notes.is_empty());
}

#[test]
fn the_same_bytes_have_the_same_name_whatever_the_input_is_called() {
    let (a, b) = (Ingest::new().read("a", b"x y".to_vec()), Ingest::new().read("b", b"x y".to_vec()));
    assert_eq!(a.value[0].id, b.value[0].id);
    assert_ne!(a.value[0].id, read("x z").value[0].id);
    assert_eq!(a.value[0].sha256.len(), 64);
}

#[test]
fn nothing_is_a_note() {
    for nothing in ["", " \n\t\n"] {
        let (capture, notes) = one(nothing);
        assert_eq!(capture.content, nothing);
        assert_eq!(notes, ["capture-empty"]);
    }
}

#[test]
fn nul_characters_are_kept_and_noted() {
    let (capture, notes) = one("The ferry\0 sank off the coast, the owner of the line said.");
    assert!(capture.content.contains('\0'));
    assert_eq!((capture.media, notes), (Media::Text, vec!["nul-characters".to_owned()]));
}

#[test]
fn bytes_of_no_encoding_are_replaced_and_noted() {
    let (capture, notes) = one(b"\xEF\xBB\xBFThe ferry \xFF sank.".to_vec());
    assert_eq!(capture.content, "The ferry \u{FFFD} sank.");
    assert_eq!(notes, ["bytes-replaced"]);
}

#[test]
fn a_guess_is_noted() {
    let (capture, notes) =
        one(b"Le pr\xE9sident a ni\xE9 les faits, a d\xE9clar\xE9 le porte-parole.".to_vec());
    assert_eq!(capture.content, "Le président a nié les faits, a déclaré le porte-parole.");
    assert_eq!(notes, ["encoding-guessed"]);
}

#[test]
fn a_misread_text_is_kept_and_noted() {
    let (capture, notes) = one("The minister saidâ€”twiceâ€”that it wasnâ€™t so.");
    assert!(capture.content.contains("wasnâ€™t"));
    assert_eq!(notes, ["text-misread"]);
}

#[test]
fn a_picture_is_kept_by_its_digest() {
    let (capture, notes) = one(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec());
    assert_eq!((capture.media, capture.content.as_str(), capture.encoding), (Media::Binary, "", None));
    assert_eq!(notes, ["capture-binary"]);
}

#[test]
fn noise_is_no_text() {
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(one(noise).0.media, Media::Binary);
}

#[test]
fn a_packed_page_is_unpacked() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all("<html><p>Où est le pont ?</p></html>".as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let (capture, notes) = one(packed.clone());
    assert_eq!((capture.media, capture.size), (Media::Html, packed.len() as u64));
    assert_eq!(capture.content, "<html><p>Où est le pont ?</p></html>");
    assert!(notes.is_empty());
    let (capture, notes) = one(packed[..packed.len() - 12].to_vec());
    assert!("<html><p>Où est le pont ?</p></html>".starts_with(&capture.content));
    assert!(notes.contains(&"archive-damaged".to_owned()), "{notes:?}");
}

#[test]
fn documents_come_one_a_line() {
    let lines = concat!(
        r#"{"id": "a", "title": "Bridge shut", "text": "The bridge is shut.\nFor now.", "url": "https://x.example/1", "published": "2024-03-01T09:00:00Z"}"#,
        "\n\n",
        r#"{"id": 7, "title": null, "html": "words alone", "url": null, "published": null, "extra": [1]}"#,
        "\nnot json\n",
        r#"{"id": "b"}"#,
        "\n",
        r#"{"text": "No name.", "published": "soon"}"#,
        "\n",
        r#"{"id": "c", "text": "Dated elsewhere.", "published": "", "dct": "1998-03-04T10:30"}"#,
        "\n",
        r#"{"id": "d", "text": "An export.", "date": "1998-03-05", "dct": "1998-03-04"}"#,
        "\n",
        r#"{"id": "e", "text": "Dates of another kind.", "date": 19980305, "dct": "1998-03-04"}"#,
    );
    let Noted { value, notes } = read(lines);
    let members: Vec<_> = value.iter().map(|c| c.member.as_deref().unwrap()).collect();
    assert_eq!(members, ["a", "7", "line 6", "c", "d", "e"]);
    let day = |n: usize| value[n].published.as_ref().map(|when| when.value.as_str());
    assert_eq!((day(4), day(5)), (Some("1998-03-05"), Some("1998-03-04")));
    assert_eq!(value[0].content, "The bridge is shut.\nFor now.");
    assert_eq!(value[0].title.as_deref(), Some("Bridge shut"));
    assert_eq!(value[0].published.as_ref().unwrap().value.as_str(), "2024-03-01T09:00:00Z");
    let named_otherwise = value[3].published.as_ref().unwrap();
    assert_eq!(
        (named_otherwise.value.as_str(), named_otherwise.precision),
        ("1998-03-04T10:30:00", Precision::Minute)
    );
    assert_eq!((value[1].media, value[1].title.as_ref()), (Media::Html, None));
    let noted: Vec<_> = notes.iter().map(|n| (&*n.code, n.text.split(" is ").next().unwrap())).collect();
    assert_eq!(
        noted,
        [
            ("line-unreadable", "line 4"),
            ("document-empty", "line 5 holds neither `text` nor `html`"),
            ("field-unreadable", "line 6: `published`"),
        ]
    );
}

#[test]
fn a_bad_first_line_does_not_hide_the_documents() {
    let Noted { value, notes } = read("{broken\n{\"id\": \"a\", \"text\": \"Words.\"}\n");
    assert_eq!(value.len(), 1);
    assert_eq!(notes[0].code, "line-unreadable");
}

#[test]
fn a_feed_is_named() {
    let (capture, notes) = one("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>");
    assert_eq!((capture.media, notes), (Media::Binary, vec!["capture-foreign".to_owned()]));
}

/// Twice the bytes take about twice the time: a line of many megabytes is one pass.
#[test]
fn one_very_long_line_is_kept_whole() {
    let line = "word ".repeat(4 << 20);
    let (capture, notes) = one(line.clone());
    assert!(capture.content == line, "nothing is lost");
    assert_eq!(notes, ["capture-large"]);
}

proptest! {
    #[test]
    fn any_bytes_give_captures(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let size = bytes.len() as u64;
        let Noted { value, .. } = read(bytes);
        prop_assert!(value.iter().all(|c| c.size <= size));
    }

    #[test]
    fn any_words_are_kept(words in "[^\u{FEFF}{<\0\u{1b}]{1,200}") {
        let (capture, _) = one(words.clone());
        if capture.media == Media::Text {
            prop_assert_eq!(capture.content, words);
        }
    }
}
