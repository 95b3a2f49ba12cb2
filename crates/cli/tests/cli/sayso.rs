//! How the tests run the program, and where they find and put captures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The program, standing in the root of the repository so that samples have the same names everywhere.
pub(crate) fn sayso(args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("sayso"));
    command.current_dir(root()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").args(args);
    command
}

/// Runs it to its end.
pub(crate) fn run(args: &[&str]) -> Output {
    sayso(args).output().expect("the program starts")
}

/// The account of these captures, checked against the contract.
pub(crate) fn account(captures: &[&str]) -> Value {
    let mut args = vec!["brief", "--format", "json", "--quiet"];
    args.extend(captures);
    let output = run(&args);
    assert!(output.status.code().is_some_and(|code| code < 2), "{args:?}: {}", words(&output.stderr));
    if output.status.success() {
        assert!(output.stderr.is_empty(), "--quiet is quiet: {}", words(&output.stderr));
    }
    let account = serde_json::from_slice(&output.stdout).expect("the account is JSON");
    super::contract::check(&account);
    account
}

/// JSON Lines as values.
pub(crate) fn lines(bytes: &[u8]) -> Vec<Value> {
    words(bytes).lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

pub(crate) fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program speaks UTF-8")
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate lies in crates/cli").to_owned()
}

/// The bytes of a sample.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    fs::read(root().join("samples").join(name)).expect("the sample is there")
}

/// A folder that goes when the test ends.
#[derive(Debug)]
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("there is room for a folder"))
    }

    /// A folder of one file, and that file's path.
    pub(crate) fn with(name: &str, bytes: impl AsRef<[u8]>) -> (Self, String) {
        let folder = Self::new();
        let path = folder.put(name, bytes);
        (folder, path)
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder"))
            .expect("there is room for a folder");
        fs::write(&path, bytes).expect("there is room for a file");
        path.to_string_lossy().into_owned()
    }

    pub(crate) fn path(&self) -> String {
        self.0.path().to_string_lossy().into_owned()
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// A capture that is read without any trouble.
pub(crate) const GOOD: &str = "samples/harbour-raid/001_4be19c0d7a32f586.txt";

/// The head of a real picture: signature, header, and the beginning of its data.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3\xffa\0\0\0\x19IDATx\x9cc\xfc\xff\xff?\x03";

/// Codes of the notes about an input.
pub(crate) fn codes<'a>(account: &'a Value, input: &str) -> Vec<&'a str> {
    let notes = account["notes"].as_array().expect("notes");
    notes.iter().filter(|n| n["input"] == input).filter_map(|n| n["code"].as_str()).collect()
}

/// The article made from an input.
pub(crate) fn article<'a>(account: &'a Value, input: &str) -> Option<&'a Value> {
    let capture = account["captures"].as_array()?.iter().find(|c| c["input"] == input)?;
    account["articles"].as_array()?.iter().find(|a| a["capture"] == capture["id"])
}

/// The account of a bad capture beside a good one; the good one is read as if it were alone.
pub(crate) fn beside_a_good_one(bad: &str) -> Value {
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
pub(crate) fn every_verb_ends_well(input: &str) {
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
