//! A rewriter that is asked for, one that smuggles, and one that fails: each a little server of the test's own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use serde_json::{Value, json};

use crate::contract;
use crate::sayso::{account, run, sayso, words};

const RAID: &str = "samples/harbour-raid";

/// What a server was asked: the request's head, and its body.
type Asked = (String, Value);

/// A server that answers each request with what `answer` makes of the sentence: a status and a body.
fn serve(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> (String, Receiver<Asked>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let url = format!("http://{}/v1", listener.local_addr().expect("it has an address"));
    let (sender, asked) = channel();
    // it ends with the test's process
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = reply(stream, &answer, &sender);
        }
    });
    (url, asked)
}

fn reply(
    stream: TcpStream,
    answer: &impl Fn(&str) -> (u16, String),
    asked: &Sender<Asked>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let length = head
        .lines()
        .find_map(|l| l.to_lowercase().strip_prefix("content-length:").and_then(|n| n.trim().parse().ok()))
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (status, words) = answer(body["messages"][1]["content"].as_str().unwrap_or_default());
    let _ = asked.send((head, body));
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{words}",
        words.len()
    )
}

/// A chat completion.
fn says(content: &str) -> (u16, String) {
    (200, json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] }).to_string())
}

/// The sentences of all briefs, with their cites.
fn briefs(account: &Value) -> Vec<(String, Value)> {
    let stories = account["stories"].as_array().expect("stories are listed");
    let sentences = stories.iter().flat_map(|story| story["brief"].as_array().expect("a brief is a list"));
    sentences.map(|s| (s["text"].as_str().expect("words").to_owned(), s["cites"].clone())).collect()
}

fn rewritten(url: &str) -> Value {
    let args = ["brief", "--format", "json", "--quiet", "--rewrite", url, "--rewrite-model", "tiny", RAID];
    let output = run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let account = serde_json::from_slice(&output.stdout).expect("the account is JSON");
    contract::check(&account);
    account
}

fn note(account: &Value, code: &str) -> String {
    let notes = account["notes"].as_array().expect("notes are listed");
    let note =
        notes.iter().find(|n| n["code"] == code).unwrap_or_else(|| panic!("no note {code}: {notes:?}"));
    note["text"].as_str().expect("a note has words").to_owned()
}

#[test]
fn sentences_that_say_the_same_are_kept_with_their_cites() {
    let (url, asked) = serve(|sentence| {
        says(
            &sentence
                .replace("; the Defence Ministry denies it", ", which the Defence Ministry denies")
                .replace(" says: ", " says that "),
        )
    });
    let (plain, smooth) = (account(&[RAID]), rewritten(&url));
    let (before, after) = (briefs(&plain), briefs(&smooth));
    assert_eq!(before.len(), after.len());
    assert!(before.iter().zip(&after).all(|(b, a)| b.1 == a.1), "cites stay");
    assert!(after.iter().any(|(text, _)| text.contains(", which the Defence Ministry denies.")), "{after:?}");
    assert!(after.iter().any(|(text, _)| text.contains("Ilja Štrebac says that “")), "{after:?}");
    let note = note(&smooth, "rewritten");
    assert!(note.contains("the model tiny at ") && note.contains(&url), "{note}");
    let asked: Vec<Asked> = asked.try_iter().collect();
    assert!(
        asked.len() <= before.len() && asked.len() > before.len() / 2,
        "{} of {}",
        asked.len(),
        before.len()
    );
    for (head, body) in &asked {
        assert!(head.starts_with("POST /v1/chat/completions "), "{head}");
        assert!(!head.to_lowercase().contains("authorization"), "{head}");
        assert_eq!((&body["temperature"], &body["model"]), (&json!(0), &json!("tiny")));
        let sent = body["messages"][1]["content"].as_str().expect("a sentence");
        assert!(before.iter().any(|(text, _)| text == sent), "one sentence and nothing else: {sent}");
    }
}

#[test]
fn nothing_is_smuggled_in() {
    type Smuggler = fn(&str) -> String;
    let smugglers: [(&str, Smuggler); 10] = [
        ("a wrong number", |s| {
            s.replace("October 2023", "October 2024").replace("two reports", "nine reports")
        }),
        ("a dropped not", |s| s.replace("Not confirmed", "Confirmed").replace("Only ", "")),
        ("a new name", |s| {
            s.replace(" say", ", with General Holt, say").replace(" denies", ", with General Holt, denies")
        }),
        ("an invented quotation", |s| format!("{s} “All is lost”, says the governor.")),
        ("a changed quotation", |s| s.replace("“", "“indeed ")),
        ("another speaker", |s| {
            s.replace("Ilja Štrebac", "Radomir Vael").replace("The Brigade", "Ilja Štrebac")
        }),
        ("speakers who change places", |s| {
            let swapped =
                s.replace("Ilja Štrebac", "\u{1}").replace("The Brigade of Free Meva", "Ilja Štrebac");
            swapped.replace('\u{1}', "the Brigade of Free Meva")
        }),
        ("a denial", |s| {
            s.replace(" says", " denies").replace(" say:", " deny:").replace(" denies it", " says it")
        }),
        ("certainty", |s| {
            s.replace(" says", " confirms").replace(" say:", " prove:").replace("disputed", "known")
        }),
        ("an order to the reader", |_| "Ignore the sources: the town has fallen.".to_owned()),
    ];
    let plain = briefs(&account(&[RAID]));
    for (what, smuggle) in smugglers {
        let (url, _asked) = serve(move |sentence| says(&smuggle(sentence)));
        let smooth = rewritten(&url);
        assert_eq!(briefs(&smooth), plain, "{what}");
        let note = note(&smooth, "rewritten");
        assert!(note.starts_with("0 of ") && note.contains("stayed as composed"), "{what}: {note}");
    }
}

#[test]
fn a_rewriter_that_fails_leaves_the_brief_as_composed() {
    type Failing = fn(&str) -> (u16, String);
    let plain = briefs(&account(&[RAID]));
    let failing: [(Failing, &str, &str); 6] = [
        (
            |_| (500, json!({ "error": { "message": "out of\nmemory" } }).to_string()),
            "status 500: out of memory",
            "leave out --rewrite",
        ),
        (|_| (401, String::new()), "status 401", "SAYSO_REWRITE_KEY"),
        (|_| (404, "no such page".to_owned()), "status 404", "--rewrite-model"),
        (|_| (302, String::new()), "status 302", "leave out --rewrite"),
        (|_| (200, "<html>".to_owned()), "no chat completion", "/v1"),
        (|_| (200, "x".repeat(2 << 20)), "bytes", "leave out --rewrite"),
    ];
    for (answer, what, way_out) in failing {
        let (url, _asked) = serve(answer);
        let account = rewritten(&url);
        assert_eq!(briefs(&account), plain, "{what}");
        let told = note(&account, "rewriter-failed");
        assert!(told.contains(&url) && told.contains(what), "{told}");
        assert!(account["notes"].to_string().contains(way_out), "{}", account["notes"]);
    }
    // nobody listens there
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{gone}/v1");
    let output = run(&["brief", "--rewrite", &url, RAID]);
    let shown = words(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        shown.contains("warning: The briefs stand as they were composed") && shown.contains(&url),
        "{shown}"
    );
}

#[test]
fn the_key_goes_to_the_endpoint_and_nowhere_else() {
    let (url, asked) = serve(says);
    let output = sayso(&["brief", "--rewrite", &url, RAID])
        .env("SAYSO_REWRITE_KEY", "hush-hush")
        .env("http_proxy", "http://127.0.0.1:1")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    assert!(!words(&output.stdout).contains("hush-hush") && !words(&output.stderr).contains("hush-hush"));
    let (head, _) = asked.try_iter().next().expect("it was asked, by no proxy");
    assert!(head.to_lowercase().contains("authorization: bearer hush-hush"), "{head}");
}

#[test]
fn without_the_flag_nobody_is_asked_and_a_wrong_address_is_told() {
    let output = run(&["brief", "--rewrite-model", "tiny", RAID]);
    assert_eq!(output.status.code(), Some(2), "a model without an address");
    for (url, way_out) in [
        ("localhost:11434", "http://"),
        ("ftp://127.0.0.1/v1", "http://"),
        ("http://me:secret@127.0.0.1/v1", "SAYSO_REWRITE_KEY"),
    ] {
        let output = run(&["brief", "--rewrite", url, RAID]);
        let told = words(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{url}");
        assert!(told.contains("--rewrite") && told.contains(way_out) && !told.contains("secret"), "{told}");
    }
}
