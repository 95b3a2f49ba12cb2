//! How the program speaks: help, exit codes, colour, pipes, files.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::sayso::{Folder, account, lines, root, run, sample, sayso, words};

const RAID: &str = "samples/harbour-raid";

#[test]
fn help_teaches_by_example() {
    let help = words(&run(&["--help"]).stdout);
    for word in ["brief", "read", "stories", "explain", "completions", "Examples:", "Exit status"] {
        assert!(help.contains(word), "{word} is not in\n{help}");
    }
    for verb in ["brief", "read", "stories", "explain", "completions"] {
        let output = run(&[verb, "--help"]);
        assert_eq!(output.status.code(), Some(0), "{verb}");
        let help = words(&output.stdout);
        assert!(help.contains("Usage: sayso") && help.lines().count() > 6, "{help}");
    }
    assert!(words(&run(&["--version"]).stdout).starts_with("sayso "));
}

#[test]
fn every_example_of_the_help_is_understood() {
    let help = words(&run(&["--help"]).stdout);
    let examples: Vec<_> = help
        .lines()
        .filter_map(|l| l.split_once("sayso "))
        .filter(|(before, _)| before.trim().is_empty())
        .collect();
    assert!(examples.len() >= 3, "{help}");
    for (_, example) in examples {
        let args: Vec<_> = example.split("  ").next().unwrap().split_whitespace().collect();
        let verb = args[0];
        let output = run(&args);
        let told = words(&output.stderr);
        // the captures of an example are not there; everything before them must be right
        assert!(!told.contains("Usage") && !told.contains("unrecognized"), "{verb}: {told}");
    }
}

#[test]
fn a_wrong_word_ends_with_2_and_names_a_right_one() {
    let output = run(&["breif", RAID]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("brief"));
    let output = run(&["brief", "--format", "pdf", RAID]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("json"));
    assert_eq!(run(&["brief"]).status.code(), Some(2), "a brief of nothing");
    assert_eq!(run(&[]).status.code(), Some(2), "no verb");
    let output = run(&["brief", "--since", "yesterday", RAID]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("yesterday"));
}

#[test]
fn what_is_found_ends_with_0_and_what_is_not_with_1() {
    assert_eq!(run(&["brief", RAID]).status.code(), Some(0));
    assert_eq!(run(&["stories", RAID]).status.code(), Some(0));
    let output = run(&["explain", "clm-0000000000000000", RAID]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output.stderr).contains("clm-0000000000000000"));
    let output = run(&["explain", "nonsense", RAID]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn every_claim_and_attribution_of_an_account_is_explained() {
    let account = account(&[RAID]);
    let (folder, path) = Folder::with("account.json", serde_json::to_vec(&account).unwrap());
    for part in ["claims", "attributions", "articles", "entities", "stories", "captures"] {
        let id = account[part][0]["id"].as_str().unwrap();
        let output = run(&["explain", id, RAID]);
        assert_eq!(output.status.code(), Some(0), "{id}: {}", words(&output.stderr));
        assert!(words(&output.stdout).contains(id), "{id}");
        let again = run(&["explain", "--account", &path, id]);
        assert_eq!(again.stdout, output.stdout, "{id} by way of the account");
    }
    drop(folder);
    let cite = account["claims"][0]["cite"]["text"].as_str().unwrap();
    let walk = words(&run(&["explain", account["claims"][0]["id"].as_str().unwrap(), RAID]).stdout);
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&walk).contains(&flat(cite)), "the words stand in the walk:\n{walk}");
}

#[test]
fn no_escape_code_goes_where_nobody_looks() {
    for args in [
        vec!["brief", RAID],
        vec!["--help"],
        vec!["brief", "--help"],
        vec!["brief", "no-such-file"],
        vec!["bad"],
    ] {
        let output = run(&args);
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{args:?}");
    }
    let coloured = run(&["brief", "--color", "always", RAID]).stdout;
    assert!(coloured.contains(&0x1b), "asked for, colour comes");
    let plain = words(&run(&["brief", RAID]).stdout);
    assert_eq!(without_escapes(&words(&coloured)), plain, "colour changes no word");
}

fn without_escapes(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        kept.push_str(before);
        let after = after.strip_prefix('[').expect("a control sequence");
        let end = after.find(|c: char| c.is_ascii_alphabetic()).expect("a control sequence ends");
        rest = &after[end + 1..];
    }
    kept + rest
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_colour_comes_unless_no_color_is_set() {
    let program = assert_cmd::cargo::cargo_bin!("sayso").to_string_lossy().into_owned();
    let on_terminal = |no_color: bool| {
        let mut command = Command::new("script");
        command.args(["-qec", &format!("'{program}' brief --quiet {RAID}"), "/dev/null"]).current_dir(root());
        command.env("TERM", "xterm-256color").env_remove("NO_COLOR").stdin(Stdio::null());
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output()
    };
    let (Ok(coloured), Ok(plain)) = (on_terminal(false), on_terminal(true)) else {
        println!("skipped: there is no `script` here to make a terminal with");
        return;
    };
    assert!(coloured.stdout.contains(&0x1b), "a terminal shows colour");
    assert!(!plain.stdout.contains(&0x1b), "NO_COLOR is heeded");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for args in [
        ["brief", "--format", "json", RAID],
        ["brief", "--format", "html", RAID],
        ["read", "--format", "jsonl", RAID],
    ] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("sayso"))
            .args(args)
            .current_dir(root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", words(&output.stderr));
        assert!(!words(&output.stderr).contains("pipe"), "{}", words(&output.stderr));
    }
}

#[test]
fn out_gives_a_whole_file_or_none() {
    let folder = Folder::new();
    let out = folder.join("account.json");
    let name = out.to_string_lossy().into_owned();
    let output = run(&["brief", "--format", "json", "--out", &name, RAID]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty(), "what goes to a file does not go to standard output");
    assert_eq!(fs::read(&out).unwrap(), run(&["brief", "--format", "json", RAID]).stdout);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");

    // a run that fails leaves what was there
    let output = run(&["brief", "--format", "json", "--out", &name, "no-such-file"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(serde_json::from_slice::<Value>(&fs::read(&out).unwrap()).is_ok());

    let output = run(&["brief", "--out", &folder.join("no/folder/a.md").to_string_lossy(), RAID]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("no/folder"));
    let output = run(&["brief", "--out", &folder.path(), RAID]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_file_written_with_out_holds_no_escape_code() {
    let folder = Folder::new();
    let out = folder.join("brief.txt");
    run(&["brief", "--out", &out.to_string_lossy(), RAID]);
    assert_eq!(words(&fs::read(&out).unwrap()), words(&run(&["brief", RAID]).stdout));
}

#[test]
fn standard_input_is_a_capture_like_any_other() {
    let name = "harbour-raid/001_4be19c0d7a32f586.txt";
    let from = |output: std::process::Output| lines(&output.stdout).remove(0);
    let piped = from(sayso(&["read", "-"]).write_stdin(sample(name)).output().unwrap());
    let named = from(run(&["read", &format!("samples/{name}")]));
    assert_eq!(piped["capture"]["input"], "-");
    for part in ["article", "entities", "attributions", "times"] {
        assert_eq!(piped[part], named[part], "{part}");
    }
    let twice = sayso(&["read", "-", "-"]).write_stdin(sample(name)).output().unwrap();
    assert_eq!(lines(&twice.stdout).len(), 1, "standard input is read once");
}

#[test]
fn folders_globs_and_names_give_the_same_captures_once() {
    let by_folder = run(&["stories", RAID]).stdout;
    assert_eq!(lines(&by_folder).iter().filter(|l| l["main"] == true).count(), 7);
    for names in [
        vec!["samples/harbour-raid/*"],
        vec!["samples/harbour-raid/*.txt", "samples/harbour-raid/*.html"],
        vec![RAID, "samples/harbour-raid/001_4be19c0d7a32f586.txt", RAID],
    ] {
        let mut args = vec!["stories"];
        args.extend(&names);
        assert_eq!(sorted(&run(&args).stdout), sorted(&by_folder), "{names:?}");
    }
}

fn sorted(bytes: &[u8]) -> Vec<String> {
    let mut lines: Vec<_> = words(bytes).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn read_gives_a_line_a_capture_in_input_order() {
    let names =
        ["samples/harbour-raid/014_6d3fa82057c9e1b4.txt", "samples/harbour-raid/001_4be19c0d7a32f586.txt"];
    let read = lines(&run(&["read", names[0], names[1]]).stdout);
    assert_eq!(read.iter().map(|l| l["capture"]["input"].clone()).collect::<Vec<_>>(), names);
    for part in ["capture", "article", "entities", "attributions", "times", "leads", "notes"] {
        assert!(!read[0][part].is_null(), "{part} is there");
    }
}

#[test]
fn the_same_bytes_under_two_names_are_two_captures() {
    let bytes = sample("harbour-raid/001_4be19c0d7a32f586.txt");
    let folder = Folder::new();
    folder.put("a.txt", &bytes);
    folder.put("b.txt", &bytes);
    let account = account(&[&folder.path()]);
    assert_eq!(account["captures"].as_array().unwrap().len(), 2);
    assert!(
        account["articles"].as_array().unwrap().iter().any(|a| !a["copy_of"].is_null()),
        "one is a copy of the other"
    );
}

#[test]
fn completions_come_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = words(&output.stdout);
        for word in ["brief", "stories", "explain", "format"] {
            assert!(script.contains(word), "{shell} completes {word}");
        }
    }
    if let Ok(checked) = Command::new("bash").args(["-n", "/dev/stdin"]).stdin(Stdio::null()).output() {
        assert!(checked.status.success());
        let script = run(&["completions", "bash"]).stdout;
        assert_cmd::Command::new("bash").args(["-n", "/dev/stdin"]).write_stdin(script).assert().success();
    }
}

#[test]
fn since_leaves_the_brief_to_what_is_new() {
    let json = |args: &[&str]| -> Value { serde_json::from_slice(&run(args).stdout).unwrap() };
    let all = json(&["brief", "--format", "json", RAID]);
    let early = json(&["brief", "--format", "json", "--since", "1999-01-01", RAID]);
    let late = json(&["brief", "--format", "json", "--since", "2099-01-01", RAID]);
    let told = |account: &Value, part: &str| -> usize {
        account["stories"].as_array().unwrap().iter().map(|s| s[part].as_array().unwrap().len()).sum()
    };
    for part in ["brief", "timeline"] {
        assert_eq!(told(&all, part), told(&early, part), "{part}");
        assert!(told(&late, part) < told(&all, part), "{part}");
    }
    // an old claim that a new article denies is news: claims stay as they are
    assert_eq!(all["claims"], late["claims"]);
    crate::contract::check(&late);
}

#[test]
fn what_is_known_to_be_one_story_is_not_parted() {
    let (folder, flood) =
        Folder::with("a.txt", "The Orle broke its banks at Vasny on Monday, Mayor Ida Brenn said.\n");
    let strike =
        folder.put("b.txt", "Pilots of Norrair will strike on Friday, their union said in Castrel.\n");
    let stories = |more: &[&str]| {
        let account = account(&[more, &[flood.as_str(), strike.as_str()]].concat());
        account["stories"].as_array().unwrap().clone()
    };
    assert_eq!(stories(&[]).len(), 2);
    let one = stories(&["--one-story"]);
    assert_eq!(one.len(), 1);
    assert_eq!(one[0]["articles"].as_array().unwrap().len(), 2);
    let id = one[0]["id"].as_str().unwrap();
    assert!(run(&["explain", "--one-story", id, &flood, &strike]).status.success(), "{id} is not explained");
}
