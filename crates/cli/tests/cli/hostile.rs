//! Bad input: each kind is read as far as it can be, said, and never breaks what comes with it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sayso::{
    Folder, GOOD, PNG, account, article, beside_a_good_one, codes, every_verb_ends_well, lines, run, sample,
    sayso, words,
};

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
