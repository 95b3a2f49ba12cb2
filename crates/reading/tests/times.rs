//! Runs the case page `tests/cases/reading/times.md`: articles with their day of publication, and the times found.
#![allow(clippy::disallowed_methods, reason = "a test reads its own page")]

mod plain;

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_lexicon::calendar::{Moment, View};
use sayso_news::{Article, Basis, BlockKind, Edtf, Entry, Precision, TimeKind, Timex, When};
use sayso_reading::Reader;
use sayso_text::Span;

fn article(day: &str, text: &str) -> Article {
    plain::article(day, text, |line| match plain::body(line) {
        (_, span) if line.text.starts_with('>') => (BlockKind::Embed, span),
        running => running,
    })
}

fn found(article: &Article) -> String {
    let reading = Reader::new(Lexicon::english()).read(article).value;
    let mut out = String::new();
    for time in &reading.times {
        let kind = match time.kind {
            TimeKind::Date => "date",
            TimeKind::Time => "time",
            TimeKind::Duration => "duration",
            TimeKind::Set => "set",
        };
        let words = time.span.slice(&article.text);
        let value = match &time.when {
            Some(when) => {
                assert_eq!(when.cite.map(|cite| cite.span), Some(time.span), "a time cites its words");
                let basis = if when.basis == Basis::Stated { "stated" } else { "inferred" };
                let standard = time.value.as_str();
                let place = when.value.as_str();
                let place = if standard == place { String::new() } else { format!(" at {place}") };
                format!("{standard}{place} ({basis}) ")
            }
            None => format!("{} ", time.value),
        };
        writeln!(out, "{words} = {value}{kind}").expect("a string takes all");
    }
    out
}

#[test]
fn an_entry_of_a_live_account_has_its_own_today() {
    let text = "The count went on today.\n00:10\nThe count ended today.";
    let mut article = article("2023-05-22", text);
    let value = Edtf::parse("2023-05-23T00:10:00").expect("it is a time");
    let at = When { value, precision: Precision::Minute, basis: Basis::Inferred, cite: None };
    article.entries = vec![Entry { span: Span::of(25..text.len()), at }];
    assert_eq!(
        found(&article),
        "today = 2023-05-22 (inferred) date\n00:10 = 2023-05-23T00:10 at 2023-05-23T00:10:00 (inferred) time\ntoday = 2023-05-23 (inferred) date\n"
    );
}

#[test]
fn the_page_of_times_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/reading/times.md");
    let page = std::fs::read_to_string(path).expect("the page is in the repository");
    let mut wrong = String::new();
    let mut cases = 0;
    for section in page.split("\n## ").skip(1) {
        let name = section.lines().next().unwrap_or_default();
        let block = |head: &str| {
            let (_, rest) =
                section.split_once(&format!("\n```{head}")).expect("each section has both blocks");
            rest.split_once("\n```").expect("each block ends").0
        };
        let (day, text) = block("article").split_once('\n').expect("a day, if any, then the text");
        let expected = block("expect").trim();
        let got = found(&article(day.trim(), text));
        cases += 1;
        if got.trim() != expected {
            write!(wrong, "\n## {name}\nfound\n{got}expected\n{expected}\n").expect("a string takes all");
        }
    }
    assert!(cases > 0, "the page has sections");
    assert!(wrong.is_empty(), "{wrong}");
}

proptest! {
    #[test]
    fn every_value_is_of_the_declared_language(words in prop::collection::vec(
        prop::sample::select(vec![
            "May", "22", "2023", "last", "the", "week", "ago", "two", "Monday", "of", "in", "early", "10:30 GMT", "century",
            "99999", "1", "29", "February", "days", "later", "end", "1990s", "a", "half", "and", "next", "second", "year",
            "12/11/10", "quarter", "third", "every", "Easter", "decade", "nights", "night", "summer", "this", "past", "BC",
            "weekend", "fiscal", "year-ago", "now", "recent", "5–6", "September", "noon", "midnight", "fortnight", "é",
        ]), 0..16)) {
        let text = words.join(" ");
        for words in Lexicon::english().calendar.find(&text) {
            for writing in [None, Moment::read("2023-05-22"), Moment::read("0001-01"), Moment::read("9999-12-31T10:00:00")] {
                let view = View { writing, spoken: Moment::read("2024-02-29"), ..View::default() };
                let value = view.standard(&words.meaning);
                prop_assert!(Timex::parse(&value).is_ok(), "{} = {}", words.span.slice(&text), value);
            }
        }
    }
}
