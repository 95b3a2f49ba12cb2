//! What bytes may be: encodings, scripts, languages, and what is no text.

use crate::sayso::{
    Folder, PNG, account, article, beside_a_good_one, codes, every_verb_ends_well, sample, words,
};

#[test]
fn a_picture_is_kept_by_its_digest_and_noted() {
    let (_folder, path) = Folder::with("photo.txt", PNG);
    every_verb_ends_well(&path);
    let both = beside_a_good_one(&path);
    assert_eq!(codes(&both, &path), ["capture-binary"]);
    let capture = both["captures"].as_array().unwrap().iter().find(|c| c["input"] == path.as_str()).unwrap();
    assert_eq!(capture["media"], "application/octet-stream");
    assert_eq!(capture["bytes"], PNG.len());
    assert_eq!(capture["sha256"].as_str().unwrap().len(), 64);
    assert!(article(&both, &path).is_none());
}

#[test]
fn invalid_utf8_is_read_around_and_noted() {
    let mut bytes = sample("harbour-raid/001_4be19c0d7a32f586.txt");
    let at = bytes.windows(14).position(|w| w == b"Kestrian exile").expect("the sample has these words");
    bytes.splice(at..at, *b"\xff\xc3\x28\xf0\x9f\x92 ");
    let (_folder, path) = Folder::with("torn.txt", &bytes);
    every_verb_ends_well(&path);
    let account = account(&[&path]);
    assert!(!codes(&account, &path).is_empty(), "a note says that bytes meant nothing");
    let text = article(&account, &path).unwrap()["text"].as_str().unwrap();
    assert!(text.contains("Kestrian exiles that wants to topple President Osip Tarvalen"));
}

#[test]
fn nul_characters_are_kept_and_noted() {
    let text = words(&sample("harbour-raid/001_4be19c0d7a32f586.txt")).replace("Two patrol", "Two\0 patrol");
    let text = format!("\0{text}\0\0");
    let (_folder, path) = Folder::with("nuls.txt", &text);
    every_verb_ends_well(&path);
    let account = account(&[&path]);
    assert!(codes(&account, &path).contains(&"nul-characters"));
    assert_eq!(article(&account, &path).unwrap()["text"], text.as_str(), "a text capture is kept whole");
}

#[test]
fn utf16_of_either_end_is_read_with_and_without_its_mark() {
    let text = words(&sample("harbour-raid/001_4be19c0d7a32f586.txt"));
    let (_folder, plain) = Folder::with("plain.txt", &text);
    let want = account(&[&plain]);
    let want = article(&want, &plain).unwrap();
    let little = |units: &mut dyn Iterator<Item = u16>| units.flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |units: &mut dyn Iterator<Item = u16>| units.flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let marked = format!("\u{feff}{text}");
    for (name, bytes) in [
        ("le.txt", little(&mut text.encode_utf16())),
        ("be.txt", big(&mut text.encode_utf16())),
        ("le-mark.txt", little(&mut marked.encode_utf16())),
        ("be-mark.txt", big(&mut marked.encode_utf16())),
        ("utf8-mark.txt", marked.clone().into_bytes()),
    ] {
        let (_folder, path) = Folder::with(name, bytes);
        let account = account(&[&path]);
        let got = article(&account, &path).unwrap();
        for part in ["text", "title", "blocks", "language", "byline"] {
            assert_eq!(got[part], want[part], "{name}: {part}");
        }
    }
}

#[test]
fn right_to_left_and_combining_text_is_cited_whole() {
    let text = "Ferry sinks off Ilva; captain blames the port (منصور الحداد: القارب غرق قبل الفجر)\n\n\
        By Zoe\u{308} S\u{327}ahi\u{307}n\n3 May 2024\n\n\
        ILVA — The ferry captain Mansour al-Haddad (منصور الحداد) said on Friday that his boat had sunk before dawn within \
        sight of the harbour: \u{202b}“القارب غرق قبل الفجر”\u{202c}.\n\n\
        The mayor, Zoe\u{308} S\u{327}ahi\u{307}n, told Radio Ilva that “nobody\u{301}\u{302}\u{303}\u{304} warned us” 👩‍🚒🏳️‍🌈 \
        and that the 🚢 had been overloaded for weeks, which the owners deny.\n\n\
        \u{200f}שלום\u{200f}, said the deputy mayor, Noa Bar-Lev, who had come down to the quay with the first ambulance. “We saw \
        12 people in the water,” she added.\n";
    let (_folder, path) = Folder::with("bidi.txt", text);
    every_verb_ends_well(&path);
    let account = account(&[&path]);
    assert_eq!(article(&account, &path).unwrap()["text"], text);
    let said: Vec<_> = account["attributions"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|a| a["content"].as_array().unwrap())
        .collect();
    assert!(!said.is_empty(), "somebody says something here");
}

#[test]
fn a_language_that_is_not_read_is_noted_and_still_grouped_by_its_names() {
    let french = "Raid sur Zarnovo : le Kestria annonce avoir repoussé l'attaque\n\n17 octobre 2023\n\n\
        Des hommes armés ont débarqué mardi avant l'aube dans la ville portuaire de Zarnovo. Le ministère de la Défense du \
        Kestria a déclaré que le raid avait été repoussé. La Brigade de Meva libre a affirmé sur Telegram qu'elle tenait le \
        port de Zarnovo.\n\n\
        Le gouverneur de la province de Lower Meva, Ilja Štrebac, a parlé de quatre blessés. Le président Osip Tarvalen a été \
        informé, selon son porte-parole. Le gouvernement de Tolmenia a rejeté toute participation à l'attaque de Zarnovo. \
        Les entrepôts de bois au bord de la Meva brûlaient encore le soir, ont raconté des témoins.\n";
    let (_folder, path) = Folder::with("zarnovo.fr.txt", french);
    every_verb_ends_well(&path);
    let account = account(&["samples/harbour-raid", &path]);
    let article = article(&account, &path).unwrap();
    assert_eq!(article["language"], "fr");
    assert!(
        codes(&account, &path).iter().any(|code| code.contains("language")),
        "{:?}",
        codes(&account, &path)
    );
    let with = account["stories"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["articles"].as_array().unwrap().contains(&article["id"]));
    let others = with.map_or(0, |s| s["articles"].as_array().unwrap().len());
    assert!(others > 1, "its names and its day put it with the others");
}
