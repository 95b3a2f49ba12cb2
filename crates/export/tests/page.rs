//! The HTML page: it stands alone, shows every word of every source, and every link leads somewhere.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod fixture;

use std::collections::BTreeSet;

use fixture::{pointed, stretches};
use proptest::prelude::*;
use sayso_export::html;
use sayso_news::Dossier;
use sayso_text::Span;
use scraper::{ElementRef, Html, Selector};

fn all<'h>(page: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words of an element without what the page itself adds: back-links, labels, summaries.
fn words(element: ElementRef<'_>) -> String {
    let added = |e: &ElementRef<'_>| {
        let class = e.value().attr("class").unwrap_or_default();
        matches!(e.value().name(), "summary" | "sup") || class == "kind"
    };
    let mut out = String::new();
    for child in element.children() {
        match ElementRef::wrap(child) {
            Some(inner) if !added(&inner) => out.push_str(&words(inner)),
            Some(_) => {}
            None => out.extend(child.value().as_text().map(|text| text.to_string())),
        }
    }
    out
}

fn links_hold(page: &Html) {
    let ids: Vec<&str> = all(page, "[id]").iter().map(|e| e.value().attr("id").unwrap()).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "no id is given twice");
    for link in all(page, "a[href^='#']") {
        let to = &link.value().attr("href").unwrap()[1..];
        assert!(known.contains(to), "nothing is called {to}");
    }
    for labelled in all(page, "[aria-labelledby]") {
        for id in labelled.value().attr("aria-labelledby").unwrap().split(' ') {
            assert!(known.contains(id), "nothing is called {id}");
        }
    }
}

/// What a reader would see of a text: control characters and marks of direction are left out.
fn shown(text: &str) -> String {
    let hidden = |c: char| {
        let direction = matches!(c, '\u{061C}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        c.is_control() || direction || c == '\u{FEFF}'
    };
    squeezed(text).chars().filter(|c| !hidden(*c)).collect()
}

fn sources_hold(page: &Html, dossier: &Dossier) {
    for (article, block) in dossier.articles.iter().zip(all(page, "article.source > .text")) {
        assert_eq!(squeezed(&words(block)), shown(&article.text));
    }
}

#[test]
fn every_link_leads_somewhere_and_every_word_is_shown() {
    let dossier = fixture::dossier();
    let page = Html::parse_document(&html(&dossier));
    links_hold(&page);
    sources_hold(&page, &dossier);
    assert_eq!(all(&page, "main").len(), 1);
    assert_eq!(all(&page, "h1").len(), 1);
}

#[test]
fn cited_words_lead_to_themselves() {
    let page = Html::parse_document(&html(&fixture::dossier()));
    let links = all(&page, "a.words");
    assert!(links.len() > 20);
    for link in links {
        let id = &link.value().attr("href").unwrap()[1..];
        let mark = ["mark#", "#"].iter().find_map(|kind| all(&page, &format!("{kind}{id}")).pop()).unwrap();
        let (shown, there) = (squeezed(&words(link)), squeezed(&words(mark)));
        let starts = there.is_empty() || shown.starts_with(&there) || there.starts_with(&shown);
        assert!(starts, "{id}: {shown} leads to {there}");
    }
}

#[test]
fn hostile_words_stay_words() {
    let page = html(&fixture::dossier());
    let lower = page.to_lowercase();
    assert!(!lower.contains("<script") && lower.contains("&lt;script"));
    assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
    let tree = Html::parse_document(&page);
    for link in all(&tree, "[href]") {
        let to = link.value().attr("href").unwrap();
        assert!(to.starts_with('#') || to.starts_with("https://gazette.example/"), "{to}");
    }
    assert!(all(&tree, "[src], link, script, iframe, object, form, [onclick], [onerror]").is_empty());
}

#[test]
fn an_empty_dossier_is_a_page_too() {
    let page = Html::parse_document(&html(&Dossier::default()));
    links_hold(&page);
    assert_eq!(all(&page, "h1").len(), 1);
}

#[test]
fn a_cite_of_white_space_leads_somewhere_too() {
    for text in ["\t", "a\n\n", " \n a"] {
        let whole = Span::whole(text).unwrap();
        links_hold(&Html::parse_document(&html(&pointed(text, &[whole]))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_word_is_lost_however_cites_overlap(
        text in "([a-zé“”<>&\"'\\n 🌊]|\\PC|\\s){1,300}",
        ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..12),
    ) {
        let dossier = pointed(&text, &stretches(&text, &ends));
        let page = Html::parse_document(&html(&dossier));
        links_hold(&page);
        sources_hold(&page, &dossier);
    }
}
