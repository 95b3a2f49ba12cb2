//! Runs the case pages `tests/cases/reading/statements-*.md` and, for other languages, `<code>-statements-*.md`:
//! articles, and who says what in them.
#![allow(clippy::disallowed_methods, reason = "a test reads its own pages")]

mod plain;

use std::fmt::Write as _;
use std::path::Path;

use sayso_lexicon::Lexicon;
use sayso_news::{Article, Attribution, BlockKind, Certainty, Reporting};
use sayso_reading::Reader;
use sayso_text::Span;

fn article(day: &str, text: &str) -> Article {
    plain::article(day, text, |line| {
        let (body, span) = plain::body(line);
        let kind = match line.text.chars().next() {
            Some('>') => BlockKind::Embed,
            Some('#') => BlockKind::Title,
            _ => body,
        };
        // The mark of a post is no part of it.
        let mark = line.text.len() - line.text.trim_start_matches("> ").len();
        (kind, Span::of(span.start() + mark..span.end()))
    })
}

/// `source | cue | stance mode | content .. content | what else is known`
fn line(text: &str, a: &Attribution) -> String {
    let words = |spans: &[Span]| spans.iter().map(|s| s.slice(text)).collect::<Vec<_>>().join(" .. ");
    let word = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let mut more = Vec::new();
    if let Some(channel) = &a.channel {
        more.push(
            channel.name.as_ref().map_or(word(&channel.kind), |n| format!("{} {n}", word(&channel.kind))),
        );
    }
    more.extend(a.steps.iter().map(|s| &s.text).filter(|t| t.starts_with("via ")).cloned());
    match a.reporting {
        Reporting::Neutral => {}
        other => more.push(word(&other)),
    }
    more.extend(a.certainty.map(|c: Certainty| word(&c)));
    more.extend(a.said.as_ref().map(|when| format!("said {}", when.value)));
    if a.within.is_some() {
        more.push("within".to_owned());
    }
    let parts = [
        words(&a.source),
        words(&a.cue),
        format!("{} {}", word(&a.stance), word(&a.mode)),
        words(&a.content),
        more.join(", "),
    ];
    parts.map(|p| if p.is_empty() { "-".to_owned() } else { p.replace('\n', " ") }).join(" | ")
}

fn found(article: &Article, language: &str) -> String {
    let lexicon = Lexicon::of(language).expect("the page's language has a drawer");
    let reading = Reader::new(lexicon).read(article).value;
    let mut out = String::new();
    for attribution in &reading.attributions {
        writeln!(out, "{}", line(&article.text, attribution)).expect("a string takes all");
        assert!(!attribution.steps.is_empty(), "every decision is a step");
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}

/// What stands in the block of a section that begins with `head`.
fn block<'p>(section: &'p str, head: &str) -> &'p str {
    let (_, rest) = section.split_once(&format!("\n```{head}")).expect("each section has both blocks");
    rest.split_once("\n```").expect("each block ends").0
}

#[test]
fn the_pages_of_statements_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/reading");
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .expect("the pages are in the repository")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().contains("statements-")))
        .collect();
    pages.sort();
    let mut wrong = String::new();
    let mut cases = 0;
    for path in pages {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let language = name.split_once("-statements").map_or("en", |(code, _)| code);
        let page = std::fs::read_to_string(&path).expect("the page can be read");
        for section in page.split("\n## ").skip(1) {
            let name = section.lines().next().unwrap_or_default();
            let (day, text) =
                block(section, "article").split_once('\n').expect("a day, if any, then the text");
            let expected = block(section, "expect").trim();
            let got = found(&article(day.trim(), text), language);
            cases += 1;
            if got.trim() != expected {
                write!(wrong, "\n## {name}\nfound\n{got}expected\n{expected}\n").expect("a string takes all");
            }
        }
    }
    assert!(cases > 0, "the pages have sections");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_page_of_speakers_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/reading/speakers.md");
    let page = std::fs::read_to_string(path).expect("the page can be read");
    let mut wrong = String::new();
    let mut asked = 0;
    for section in page.split("\n## ").skip(1) {
        let (day, text) = block(section, "article").split_once('\n').expect("a day, then the text");
        let reading = Reader::new(Lexicon::english()).read(&article(day.trim(), text)).value;
        for line in block(section, "expect").trim().lines() {
            let (words, name) = line.split_once(" = ").expect("words of a statement, and who speaks");
            let at = text.find(words).expect("the words stand in the article");
            let said = reading.attributions.iter().find(|a| {
                a.content.iter().any(|c| c.start() <= at && at < c.end())
                    || a.content.iter().any(|c| c.start() == at)
            });
            let speaker =
                said.and_then(|a| a.speaker).and_then(|id| reading.entities.iter().find(|e| e.id == id));
            let told = speaker
                .map_or_else(|| said.map_or("nobody", |a| a.speaker_text.as_str()), |e| e.name.as_str());
            asked += 1;
            if told != name {
                writeln!(wrong, "{words}: {told}, not {name}").expect("a string takes all");
            }
        }
    }
    assert!(asked > 0, "the page has sections");
    assert!(wrong.is_empty(), "{wrong}");
}

mod properties {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// Words and marks that the rules look at, in any order.
    const WORDS: [&str; 44] = [
        "said",
        "says",
        "that",
        "Kern",
        "the",
        "governor",
        "he",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        ",",
        ".",
        ":",
        ";",
        "—",
        "(",
        ")",
        "according to",
        "citing",
        "denied",
        "having",
        "to",
        "have",
        "been",
        "quoted",
        "as",
        "saying",
        "by",
        "not",
        "who",
        "claim",
        "his",
        "’s",
        "and",
        "but",
        "Zürich",
        "12",
        "it rained",
        "\n",
        "\n> ",
        "— Kern (@kern) ",
        "told",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_found_stands_in_the_text(words in proptest::collection::vec(select(&WORDS[..]), 0..80)) {
            let text = words.join(" ");
            let article = article("2024-03-14", &text);
            let reading = Reader::new(Lexicon::english()).read(&article).value;
            for a in &reading.attributions {
                prop_assert!(!a.content.is_empty(), "something is said");
                for span in a.source.iter().chain(&a.cue).chain(&a.content) {
                    prop_assert!(!span.slice(&text).trim().is_empty(), "{span:?} has words");
                }
                for (cue, content) in a.cue.iter().flat_map(|c| a.content.iter().map(move |d| (c, d))) {
                    prop_assert!(!cue.overlaps(*content), "{cue:?} is no part of {content:?}");
                }
                prop_assert!(a.within != Some(a.id), "nothing stands in itself");
            }
        }
    }
}
