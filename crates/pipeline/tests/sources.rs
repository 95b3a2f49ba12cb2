//! The world as a trait: sources that vanish, change or refuse do not take the others with them.

use std::sync::atomic::{AtomicUsize, Ordering};

use sayso_news::{Note, Severity};
use sayso_pipeline::{Held, Options, Pipeline, Profile, Source};

const REPORT: &str = "Ferry aground off Skelle\n\n4 May 2024\n\nA ferry ran aground off Skelle on Saturday, the coast guard \
    said. “Nobody was hurt,” its spokeswoman, Orla Finn, told reporters. The owner, Skelle Lines, denied that the ship had been \
    overloaded.\n";

/// A source that gives its bytes as often as `times` says, and then is gone.
struct Vanishing {
    name: &'static str,
    text: &'static str,
    times: usize,
    opened: AtomicUsize,
}

impl Vanishing {
    fn after(times: usize, name: &'static str, text: &'static str) -> Self {
        Self { name, text, times, opened: AtomicUsize::new(0) }
    }
}

impl Source for Vanishing {
    fn name(&self) -> &str {
        self.name
    }

    fn open(&self) -> Result<Vec<u8>, Note> {
        if self.opened.fetch_add(1, Ordering::SeqCst) < self.times {
            Ok(self.text.as_bytes().to_vec())
        } else {
            Err(Note::error("input-unreadable", format!("`{}` is gone", self.name)).hint("Find it again."))
        }
    }
}

fn pipeline() -> Pipeline {
    Pipeline::new(Options::default()).expect("there are threads")
}

fn held(name: &str, text: &str) -> Held {
    Held { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

#[test]
fn a_source_that_vanished_is_noted_and_the_others_are_read() {
    let sources = [Vanishing::after(0, "gone.txt", ""), Vanishing::after(9, "here.txt", REPORT)];
    let dossier = pipeline().brief(&sources, |_| ());
    assert_eq!(dossier.captures.len(), 1);
    assert_eq!(dossier.articles.len(), 1);
    let note = dossier.notes.iter().find(|n| n.code == "input-unreadable").expect("a note speaks of it");
    assert_eq!((note.input.as_deref(), note.severity), (Some("gone.txt"), Severity::Error));
    assert!(note.hint.is_some(), "it names the way out");
}

#[test]
fn a_copy_that_vanishes_before_its_second_reading_leaves_the_first() {
    let sources = [Vanishing::after(9, "a.txt", REPORT), Vanishing::after(1, "b.txt", REPORT)];
    let dossier = pipeline().brief(&sources, |_| ());
    assert!(
        dossier
            .articles
            .iter()
            .any(|a| dossier.captures.iter().any(|c| c.id == a.capture && c.input == "a.txt"))
    );
    assert!(
        dossier.captures.len() == 2 || dossier.notes.iter().any(|n| n.input.as_deref() == Some("b.txt")),
        "what is left out is spoken of: {:?}",
        dossier.notes
    );
}

#[test]
fn a_list_of_copies_is_opened_twice_and_no_more() {
    let line = serde_json::json!({"id": "one", "text": REPORT}).to_string() + "\n";
    let source = Counted { bytes: line.repeat(300).into_bytes(), opened: AtomicUsize::new(0) };
    let dossier = pipeline().group(std::slice::from_ref(&source), |_| ());
    assert_eq!(dossier.captures.len(), 300);
    let ids: std::collections::BTreeSet<_> = dossier.articles.iter().map(|a| a.id).collect();
    assert_eq!(ids.len(), 300, "each copy has an id of its own");
    assert_eq!(source.opened.into_inner(), 2);
}

/// A source that knows how often it was opened.
struct Counted {
    bytes: Vec<u8>,
    opened: AtomicUsize,
}

impl Source for Counted {
    fn name(&self) -> &'static str {
        "list.jsonl"
    }

    fn open(&self) -> Result<Vec<u8>, Note> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        Ok(self.bytes.clone())
    }
}

#[test]
fn nothing_at_all_is_an_empty_account() {
    let dossier = pipeline().brief(&[] as &[Held], |_| ());
    assert!(dossier.captures.is_empty() && dossier.stories.is_empty() && dossier.notes.is_empty());
}

#[test]
fn leaves_come_in_the_order_of_their_sources_and_may_be_stopped() {
    let sources: Vec<_> =
        (0..100).map(|n| held(&format!("{n:03}"), &format!("{REPORT}\nCapture {n}.\n"))).collect();
    let mut names = Vec::new();
    let stopped = pipeline().read(&sources, |noted| {
        names.extend(noted.value.into_iter().map(|leaf| leaf.capture.input));
        if names.len() == 70 { Err("enough") } else { Ok(()) }
    });
    assert_eq!(stopped, Err("enough"));
    assert_eq!(names, sources[..70].iter().map(|s| s.name.clone()).collect::<Vec<_>>());
}

#[test]
fn every_source_is_counted_once() {
    let sources: Vec<_> =
        (0..50).map(|n| held(&format!("{n:03}"), &format!("{REPORT}\nCapture {n}.\n"))).collect();
    let mut done = 0;
    pipeline().brief(&sources, |n| done += n);
    assert_eq!(done, sources.len());
}

#[test]
fn one_pipeline_gives_the_same_account_twice() {
    let pipeline = pipeline();
    let sources = [held("a", REPORT), held("b", &REPORT.replace("Saturday", "Sunday"))];
    let account = || {
        let mut json = Vec::new();
        sayso_export::write_account(&pipeline.brief(&sources, |_| ()), "0", &mut json)
            .expect("memory takes everything");
        json
    };
    assert_eq!(account(), account());
}

#[test]
fn a_profile_that_is_not_there_is_noted() {
    // With the feature the encoder is there, and nothing is to be noted.
    let absent = !cfg!(feature = "accurate");
    let pipeline = Pipeline::new(Options { profile: Profile::Accurate, ..Options::default() })
        .expect("there are threads");
    let dossier = pipeline.brief(&[held("a", REPORT)], |_| ());
    assert_eq!(dossier.notes.iter().any(|n| n.code == "profile-absent"), absent);
}
