//! What holds of every article, and what comes of bad input.

mod invariants;

use proptest::prelude::*;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, BlockKind, Capture, Media};

fn capture(bytes: impl Into<Vec<u8>>) -> Capture {
    Ingest::new().read("case", bytes.into()).value.remove(0)
}

fn page(content: &str) -> Capture {
    Capture { media: Media::Html, content: content.to_owned(), ..capture("x") }
}

fn clean(capture: &Capture) -> (Article, Vec<String>) {
    let noted = Cleaner::new(Lexicon::english()).clean(capture);
    (noted.value, noted.notes.iter().map(|note| note.code.to_string()).collect())
}

fn check(article: &Article) {
    assert_eq!(invariants::blocks(article), None);
}

fn kinds(article: &Article, words: &str) -> Vec<BlockKind> {
    let at = article.text.find(words).unwrap_or_else(|| panic!("{words:?} is in the text"));
    let blocks = article.blocks.iter().filter(|block| block.span.holds(at));
    blocks.map(|block| block.kind).collect::<Vec<_>>()
}

const STORY: &str = "<p>The ferry between Valdor and the islands will make its last crossing this year, the owner \
    said on Monday in a letter to the harbour board.</p><p>Some sixty people work on the two boats, and most of them \
    live on the islands, where other work is scarce.</p><p>The board said that it had not been asked, and that it \
    would look for somebody else to run the line.</p>";

#[test]
fn a_page_is_told_apart() {
    let source = format!(
        "<html><head><title>Ferry line to close - Harbour Post</title><meta property='og:site_name' content='Harbour \
         Post'></head><body><nav><a href=/>Home</a><a href=/n>News</a></nav><article><h1>Ferry line to close</h1>{STORY}\
         <blockquote class=twitter-tweet><p>We are sorry.</p>&mdash; Ferry (@ferry) <a href=x>May 2, 2023</a></blockquote>\
         <div style='display: none'>Never shown</div></article><footer>&copy; 2023 Harbour Post</footer>"
    );
    let (article, notes) = clean(&page(&source));
    check(&article);
    assert_eq!(article.title.as_deref(), Some("Ferry line to close"));
    assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(kinds(&article, "The ferry between"), [BlockKind::Body]);
    assert_eq!(kinds(&article, "We are sorry"), [BlockKind::Embed]);
    assert!(!article.text.contains("Never shown"));
    assert_eq!(notes, ["hidden-text"]);
}

#[test]
fn words_are_traced_to_the_source_through_references_and_white_space() {
    let source = "<p>R&amp;D \n\t caf&eacute;<b>s</b> open</p>";
    let (article, _) = clean(&page(source));
    assert_eq!(article.text, "R&D cafés open");
    let span = |words: &str| {
        let at = article.text.find(words).expect("the words are in the text");
        article.trace.source(sayso_text::Span::of(at..at + words.len())).expect("they stand in the source")
    };
    assert_eq!(span("R&D").slice(source), "R&amp;D");
    assert_eq!(span("cafés").slice(source), "caf&eacute;<b>s");
    assert_eq!(span("open").slice(source), "open");
}

#[test]
fn fifty_thousand_nested_tags_are_no_trouble() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", ""),
        ("<table><tr><td>", ""),
        ("<p><a href=x>", ""),
    ] {
        let source = format!("{}{STORY}{}", open.repeat(50_000), close.repeat(50_000));
        let (article, _) = clean(&page(&source));
        check(&article);
        assert!(article.text.contains("The ferry between Valdor"), "{open}");
    }
}

#[test]
fn end_tags_without_their_start_tags_cost_little() {
    let source = format!("<div>{}{}{STORY}", "<span>".repeat(50_000), "</p></div></table>".repeat(50_000));
    check(&clean(&page(&source)).0);
    let source = format!("<p {}>{STORY}", "a=b ".repeat(100_000));
    check(&clean(&page(&source)).0);
}

#[test]
fn bad_inputs_give_an_article_and_a_note() {
    for (bytes, code) in [
        (&b""[..], "body-missing"),
        (b"Home | News | Sport\nShare\n\xC2\xA9 2023 Harbour Post. All rights reserved", "body-missing"),
        (b"<!doctype html><html><head>", "body-missing"),
    ] {
        let (article, notes) = clean(&capture(bytes));
        check(&article);
        assert_eq!((article.title, notes), (None, vec![code.to_owned()]));
    }
    let (article, notes) = clean(&capture(&b"\x89PNG\r\n\x1a\n\0\0"[..]));
    assert!(article.text.is_empty() && article.blocks.is_empty() && notes.is_empty());
}

#[test]
fn a_line_of_no_break_spaces_is_blank() {
    let (article, _) = clean(&page("<p>&nbsp;</p><p>&nbsp;Boats left.&nbsp;</p><p>&zwnj;</p>"));
    check(&article);
    assert_eq!(article.blocks.len(), 1);
}

#[test]
fn a_line_too_long_is_kept_and_not_read() {
    let text = format!("Harbour reopens\n\n{}\n", "word ".repeat(20_000));
    let (article, notes) = clean(&capture(text.clone()));
    check(&article);
    assert_eq!(article.text, text);
    assert!(notes.contains(&"line-too-long".to_owned()), "{notes:?}");
    assert_eq!(kinds(&article, "word word"), [BlockKind::Other]);
}

#[test]
fn lines_too_many_are_kept_and_stand_together() {
    let text = "boats\n\n".repeat(100_000) + "Twelve boats\nwere lost\n";
    for capture in [capture(text.clone()), page(&text.replace("\n\n", "<p>"))] {
        let (article, notes) = clean(&capture);
        check(&article);
        let last = article.blocks.last().expect("there are blocks");
        assert_eq!((last.kind, last.made.rule.as_str()), (BlockKind::Other, "lines-too-many"));
        assert!(article.text[last.span.range()].ends_with("were lost"));
        assert!(article.blocks.len() <= 100_001 && notes.contains(&"lines-too-many".to_owned()), "{notes:?}");
    }
}

#[test]
fn scripts_from_right_to_left_and_combining_marks_are_kept() {
    let text = "אסדה נסגרה\u{200f}\n\nהמעבורת תפסיק לפעול השנה, כך נמסר ביום שני.\n\nCafe\u{301} du port\n";
    let (article, _) = clean(&capture(text));
    check(&article);
    assert_eq!(article.text, text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_covered(text in "(?s)([a-zA-Z .,\"—|/>é\\t\u{200b}\u{a0}\u{1F600}]{0,60}\r?\n?){0,14}") {
        let (article, _) = clean(&Capture { media: Media::Text, content: text.clone(), ..capture("x") });
        check(&article);
        prop_assert_eq!(article.text, text);
    }

    #[test]
    fn any_markup_is_rendered(source in "(<(/?(p|div|b|a|li|ul|ol|td|table|script|title|pre|h1|br)|!--|p class='x)[ >]|[a-z é&;#\n]|&amp;|&#8217;|&nbsp;|-->){0,80}") {
        let (article, _) = clean(&page(&source));
        check(&article);
        prop_assert_eq!(invariants::trace(&article.text, &article.trace, &source), None);
    }

    #[test]
    fn words_of_a_page_stand_where_the_trace_says(words in "[a-zé]{1,8}( [a-zé]{1,8}){0,12}", tag in "(b|i|span|em)") {
        let source: String = words
            .split(' ')
            .flat_map(|word| ["<", &tag, ">", word, "</", &tag, ">\n "])
            .collect();
        let (article, _) = clean(&page(&source));
        prop_assert_eq!(&article.text, &words);
        for word in words.split(' ') {
            let at = article.text.find(word).expect("the word is in the text");
            let place = article.trace.source(sayso_text::Span::of(at..at + word.len())).expect("it has a place");
            prop_assert_eq!(place.slice(&source), word);
        }
    }
}
