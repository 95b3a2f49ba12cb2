//! The case pages under `tests/cases/rewrite`: what stands there is the specification of the checks.

mod made;

use std::path::Path;

use made::Sentence;
use sayso_rewrite::{Composed, Refusal, Reply};

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own pages")]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/rewrite");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let page = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for section in page.split("\n## ").skip(1) {
            let block = |name: &str| {
                let (_, rest) = section
                    .split_once(&format!("```{name}\n"))
                    .unwrap_or_else(|| panic!("no {name}: {section}"));
                rest.split("```").next().unwrap_or_default().trim_end().to_owned()
            };
            let sentence = Sentence::new(&block("composed"), &block("cites"));
            for answer in block("answers").lines() {
                seen += 1;
                let (expected, words) =
                    answer.split_once(':').expect("an answer has its fate before a colon");
                let got = fate(&sentence, words.trim());
                if got != expected {
                    wrong.push(format!("{answer}\n  is {got}"));
                }
            }
        }
    }
    assert!(seen > 40, "the pages were read");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn fate(sentence: &Sentence, answer: &str) -> String {
    let checked = Composed::new(&sentence.line, |cite| Some(sentence.words(cite)))
        .and_then(|composed| composed.check(&Reply::new(answer)));
    match checked {
        Ok(_) => "kept".to_owned(),
        Err(refusal) => name(&refusal),
    }
}

fn name(refusal: &Refusal) -> String {
    format!("{refusal:?}").split('(').next().unwrap_or_default().to_owned()
}
