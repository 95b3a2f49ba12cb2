//! Bad input: each kind is read as far as it can be, said, and never breaks what comes with it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sayso::{Folder, account, lines, run, sample, sayso, words};

const GOOD: &str = "samples/harbour-raid/001_4be19c0d7a32f586.txt";

/// Codes of the notes about an input.
fn codes<'a>(account: &'a Value, input: &str) -> Vec<&'a str> {
    let notes = account["notes"].as_array().expect("notes");
    notes.iter().filter(|n| n["input"] == input).filter_map(|n| n["code"].as_str()).collect()
}

/// The article made from an input.
fn article<'a>(account: &'a Value, input: &str) -> Option<&'a Value> {
    let capture = account["captures"].as_array()?.iter().find(|c| c["input"] == input)?;
    account["articles"].as_array()?.iter().find(|a| a["capture"] == capture["id"])
}

/// The account of a bad capture beside a good one; the good one is read as if it were alone.
fn beside_a_good_one(bad: &str) -> Value {
    let (alone, both) = (account(&[GOOD]), account(&[GOOD, bad]));
    let text = |account: &Value| article(account, GOOD).expect("the good one is read")["blocks"].clone();
    assert_eq!(text(&alone), text(&both));
    let attributed = |account: &Value| {
        let id = &article(account, GOOD).expect("the good one is read")["id"];
        account["attributions"].as_array().expect("a list").iter().filter(|a| a["article"] == *id).count()
    };
    assert_eq!(attributed(&alone), attributed(&both));
    both
}

/// Every verb that reads captures ends with 0 or 1 on this input, and says something when it finds nothing.
fn every_verb_ends_well(input: &str) {
    for args in [
        vec!["brief", input],
        vec!["brief", "--format", "md", input],
        vec!["brief", "--format", "html", input],
        vec!["brief", "--format", "json", input],
        vec!["brief", "--plain", input],
        vec!["read", input],
        vec!["stories", input],
    ] {
        let output = run(&args);
        let told = words(&output.stderr);
        let code = output.status.code();
        assert!(code == Some(0) || (code == Some(1) && !told.is_empty()), "{args:?}: {code:?}: {told}");
        assert!(!told.contains("panicked"), "{told}");
    }
}

#[test]
fn an_empty_file_is_noted_and_nothing_is_found_in_it() {
    let (_folder, path) = Folder::with("empty.txt", "");
    every_verb_ends_well(&path);
    let output = run(&["brief", &path]);
    assert_eq!(output.status.code(), Some(1), "there is nothing to give an account of");
    assert!(words(&output.stderr).contains("empty.txt"), "{}", words(&output.stderr));
    assert!(codes(&beside_a_good_one(&path), &path).contains(&"capture-empty"));
}

#[test]
fn blank_lines_alone_are_as_empty() {
    let (_folder, path) = Folder::with("blank.txt", " \n\t\r\n\u{a0}\n\n");
    every_verb_ends_well(&path);
    assert!(codes(&account(&[&path]), &path).contains(&"capture-empty"));
}

#[test]
fn a_folder_with_nothing_readable_ends_with_1_and_says_so() {
    let folder = Folder::new();
    let output = run(&["brief", &folder.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());

    folder.put("picture.png", PNG);
    folder.put(".hidden", "a hidden file is left out");
    for verb in ["brief", "read", "stories"] {
        let output = run(&[verb, &folder.path()]);
        assert_eq!(output.status.code(), Some(1), "{verb}");
        assert!(words(&output.stderr).contains("picture.png"), "{verb}: {}", words(&output.stderr));
    }
}

/// The head of a real picture: signature, header, and the beginning of its data.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3\xffa\0\0\0\x19IDATx\x9cc\xfc\xff\xff?\x03";

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
fn a_page_of_fifty_thousand_nested_tags_is_read_in_time() {
    let deep = |tag: &str| {
        format!(
            "<html><body><p>Above it all.</p>{}Deep down.{}<p>Below.</p>",
            format!("<{tag}>").repeat(50_000),
            format!("</{tag}>").repeat(50_000)
        )
    };
    for tag in ["div", "span", "b", "table", "ul><li", "blockquote", "a href=x", "font", "section"] {
        let page = deep(tag).replace("</a href=x>", "</a>").replace("</ul><li>", "</li></ul>");
        let (_folder, path) = Folder::with("deep.html", page);
        let begun = Instant::now();
        let account = account(&[&path]);
        assert!(begun.elapsed() < Duration::from_secs(60), "<{tag}>: {:?}", begun.elapsed());
        let text = article(&account, &path).unwrap()["text"].as_str().unwrap();
        assert!(text.contains("Above it all.") && text.contains("Deep down."), "<{tag}>");
    }
}

#[test]
fn a_page_that_closes_nothing_is_read() {
    let mut page = String::from(
        "<!doctype html><html><head><title>Ferry aground off Skelle<body><article><h1>Ferry aground off Skelle",
    );
    for n in 1..200 {
        let _ = write!(
            page,
            "<div><p><b><i class=\"lead>Captain Orla Finn said on day {n} that nobody was hurt.<a href='<ul><li><table><tr><td>"
        );
    }
    page.push_str("<!-- <script> if (a < b) { <![CDATA[ <style> p { ");
    let (_folder, path) = Folder::with("open.html", &page);
    every_verb_ends_well(&path);
    beside_a_good_one(&path);
}

#[test]
fn markup_without_end_is_read_in_time() {
    for page in [
        format!("<html><body><p>News.</p>{}", "<!--".repeat(100_000)),
        format!("<html><body><p>News.</p>{}", "<".repeat(500_000)),
        format!("<html><body><p>News.</p>{}", "&amp".repeat(200_000)),
        format!("<html><body><p {}>News.</p>", "class=x ".repeat(100_000)),
        format!(
            "<html><body><p>News.</p><script type=\"application/ld+json\">{}</script>",
            "[".repeat(200_000)
        ),
        format!("<html><body><p>News.</p>{}", "<p>".repeat(200_000)),
        format!("<html><body><p>News.</p>{}", "<table><tr><td>".repeat(20_000)),
        format!("<html><body><p>News.</p>{}", "<a><b><i><font><nobr>".repeat(20_000)),
    ] {
        let (_folder, path) = Folder::with("endless.html", &page);
        let begun = Instant::now();
        account(&[&path]);
        assert!(begun.elapsed() < Duration::from_secs(60), "{}…: {:?}", &page[..60], begun.elapsed());
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
    let german = "Angriff auf Zarnovo: Kestria meldet abgewehrten Überfall\n\n17. Oktober 2023\n\n\
        Bewaffnete sind am Dienstag vor Tagesanbruch in der Hafenstadt Zarnovo an Land gegangen. Das \
        Verteidigungsministerium von Kestria erklärte, der Überfall sei zurückgeschlagen worden. Die Brigade Freies Meva \
        teilte auf Telegram mit, sie habe den Hafen von Zarnovo besetzt.\n\n\
        Der Gouverneur der Provinz Lower Meva, Ilja Štrebac, sprach von vier Verletzten. Präsident Osip Tarvalen wurde \
        nach Angaben seines Sprechers unterrichtet. Die Regierung von Tolmenia wies jede Beteiligung an dem Angriff auf \
        Zarnovo zurück. Die Holzlager am Ufer der Meva brannten noch am Abend, wie Augenzeugen berichteten.\n";
    let (_folder, path) = Folder::with("zarnovo.de.txt", german);
    every_verb_ends_well(&path);
    let account = account(&["samples/harbour-raid", &path]);
    let article = article(&account, &path).unwrap();
    assert_eq!(article["language"], "de");
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

#[test]
fn a_bad_line_among_json_lines_is_noted_and_the_others_are_read() {
    let good = |id: &str, text: &str| {
        serde_json::json!({"id": id, "title": null, "text": text, "url": null, "published": "2024-03-02"})
            .to_string()
    };
    let jsonl = [
        good("one", "The bridge at Ostrel is closed, the mayor, Ada Quill, said on Saturday."),
        "{\"id\": \"two\", \"text\": \"cut sho".to_owned(),
        "[1, 2, 3]".to_owned(),
        "{\"id\": \"four\", \"title\": \"no text\"}".to_owned(),
        String::new(),
        good("six", "“It will open on Monday,” Ada Quill said of the bridge at Ostrel."),
    ]
    .join("\n");
    let (_folder, path) = Folder::with("docs.jsonl", jsonl);
    every_verb_ends_well(&path);
    let account = account(&[&path]);
    let members: Vec<_> =
        account["captures"].as_array().unwrap().iter().map(|c| c["member"].clone()).collect();
    assert_eq!(members, ["one", "six"]);
    let notes: Vec<_> =
        account["notes"].as_array().unwrap().iter().filter_map(|n| n["text"].as_str()).collect();
    for line in ["line 2", "line 3", "line 4"] {
        assert!(notes.iter().any(|n| n.contains(line)), "{line} is spoken of: {notes:?}");
    }
    let read = lines(&run(&["read", &path]).stdout);
    assert_eq!(read.iter().map(|l| l["capture"]["member"].clone()).collect::<Vec<_>>(), ["one", "six"]);
}

#[test]
fn a_path_that_is_not_there_ends_with_2_and_the_way_out() {
    let output = run(&["brief", GOOD, "no/such/capture.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "nothing is half done");
    let told = words(&output.stderr);
    assert!(told.contains("no/such/capture.txt") && told.contains("check"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");

    let output = run(&["read", "no/such/*.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("no/such/*.txt"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_noted_and_the_others_are_read() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.put("good.txt", sample("harbour-raid/001_4be19c0d7a32f586.txt"));
    symlink("gone.txt", folder.join("dangling.txt")).unwrap();
    symlink(".", folder.join("loop")).unwrap();
    let output = run(&["brief", "--format", "json", &folder.path()]);
    assert_eq!(output.status.code(), Some(0));
    let account: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(account["captures"].as_array().unwrap().len(), 1, "a loop of links is walked once");
    let dangling = folder.join("dangling.txt").to_string_lossy().into_owned();
    assert_eq!(codes(&account, &dangling), ["input-unreadable"]);
    assert!(words(&output.stderr).contains("dangling.txt"));
}

#[test]
fn random_bytes_give_an_answer() {
    // a fixed sequence, so that a failure can be seen again
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut byte = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    let noise: Vec<u8> = (0..200_000).map(|_| byte()).collect();
    let folder = Folder::new();
    let whole = folder.put("noise", &noise);
    let printable = folder.put("printable", noise.iter().map(|b| b % 95 + 32).collect::<Vec<_>>());
    let tags = folder.put(
        "tags.html",
        noise.iter().map(|b| b"<>/ab \n=\"'&;!-p"[usize::from(b % 16).min(14)]).collect::<Vec<_>>(),
    );
    for path in [whole, printable, tags] {
        every_verb_ends_well(&path);
        account(&[&path]);
    }
}

/// One line of words without an end. In release it is as long as a log that somebody took for a capture.
fn long_line(megabytes: usize) -> String {
    let sentence = "The harbour master of Ilva, Petra Dunn, said on Monday that 12 boats were lost and “nobody was warned”. ";
    sentence.repeat(megabytes * 1_000_000 / sentence.len() + 1)
}

#[test]
fn a_line_of_two_megabytes_is_read_in_time() {
    let (_folder, path) = Folder::with("line.txt", long_line(2));
    let begun = Instant::now();
    let account = account(&[&path]);
    assert!(article(&account, &path).is_some());
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}

#[test]
#[cfg_attr(debug_assertions, ignore = "200 MB take long without optimisation: run with --release")]
fn a_line_of_two_hundred_megabytes_is_read_in_bounded_time_and_memory() {
    for (name, line) in [
        ("words.txt", long_line(200)),
        ("letters.txt", "x".repeat(200_000_000)),
        ("page.html", format!("<html><body><p>{}", long_line(200))),
    ] {
        let (folder, path) = Folder::with(name, line);
        let begun = Instant::now();
        let out = folder.join("account.json").to_string_lossy().into_owned();
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("sayso"))
            .args(["brief", "--format", "json", "--out", &out, &path])
            .spawn()
            .unwrap();
        let mut peak = 0;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            peak = peak.max(resident(child.id()).unwrap_or(0));
            assert!(
                begun.elapsed() < Duration::from_secs(120),
                "{name}: after {:?} it is still at it",
                begun.elapsed()
            );
            std::thread::sleep(Duration::from_millis(50));
        };
        assert_eq!(status.code(), Some(0), "{name}");
        assert!(peak < 2_000_000_000, "{name}: {peak} bytes of memory");
        println!("{name}: {:.1} s, {} MB of memory", begun.elapsed().as_secs_f32(), peak / 1_000_000);
    }
}

/// The most memory that a process had, where the system tells.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[test]
fn standard_input_may_be_anything_too() {
    for bytes in [&b""[..], b"\0", b"\xff\xfe", b"\xfe\xff\0", b"<", b"{", b"{}\n", b"\n", PNG] {
        let output = sayso(&["brief", "--format", "json", "-"]).write_stdin(bytes).output().unwrap();
        let told = words(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{bytes:?}: {told}");
        let account: Value = serde_json::from_slice(&output.stdout).unwrap();
        crate::contract::check(&account);
    }
}
