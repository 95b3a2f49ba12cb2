//! Runs the case page `places.md`, and holds every pin to what must be so.
#![allow(clippy::disallowed_methods, reason = "a test reads its own page")]

mod plain;

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_news::{EntityKind, Reading};
use sayso_reading::Reader;

fn read(text: &str) -> Reading {
    Reader::new(Lexicon::english()).read(&plain::article("", text, plain::body)).value
}

fn places(reading: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    for entity in reading.entities.iter().filter(|e| e.kind == EntityKind::Place && e.named) {
        out.push(match &entity.place {
            None => format!("{} nowhere", entity.name),
            Some(place) => {
                let precision = format!("{:?}", place.precision).to_lowercase();
                format!("{} {precision} {} {}", entity.name, place.gazetteer, place.step.made.rule)
            }
        });
    }
    out
}

#[test]
fn places_are_where_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/reading/places.md");
    let page = std::fs::read_to_string(path).expect("the page is in the tree");
    let mut wrong = String::new();
    for section in page.split("\n## ").skip(1) {
        let fence = |name: &str| {
            let start =
                section.find(&format!("```{name}\n")).expect("a section has its blocks") + name.len() + 4;
            section[start..start + section[start..].find("\n```").expect("a block ends")].to_owned()
        };
        let expected: Vec<String> = fence("expect").lines().map(str::to_owned).collect();
        let found = places(&read(&fence("article")));
        if found != expected {
            let heading = section.lines().next().unwrap_or_default();
            writeln!(wrong, "{heading}:\n  found    {found:#?}\n  expected {expected:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_pin_has_an_id_words_that_it_stands_on_and_a_place_on_earth(
        text in "(?s)(Paris|Springfield|Texas|Georgia|Belgorod|Ukraine|Lake Orle|Dale County|in |, |of |the |village |region |said |\\. |near |\n| |[A-Z][a-z]{2,6} ){0,70}"
    ) {
        let reading = read(&text);
        for entity in &reading.entities {
            let Some(place) = &entity.place else { continue };
            prop_assert_eq!(entity.kind, EntityKind::Place);
            prop_assert!(place.latitude.abs() <= 90.0 && place.longitude.abs() <= 180.0);
            prop_assert!(place.gazetteer.starts_with("geonames:") || place.gazetteer.starts_with("sayso:"));
            prop_assert!(!place.step.cites.is_empty() && place.step.score.get() >= 0.45);
            for cite in &place.step.cites {
                prop_assert!(text.get(cite.span.range()).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
