//! What captures tell about time, as invented texts.

use proptest::prelude::*;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Basis, When};

use crate::Cleaner;

fn clean(text: &str) -> Article {
    let captures = Ingest::new().read("case.txt", text.as_bytes().to_vec()).value;
    Cleaner::new(Lexicon::english()).clean(&captures[0]).value
}

fn value(when: Option<&When>) -> &str {
    when.map_or("none", |when| when.value.as_str())
}

/// A page with a place for what stands above and below its article.
fn page(head: &str, body: &str, foot: &str) -> String {
    format!(
        "Harbour Post\nHome > News\n\nFerry line to close after forty years\n\n{head}\n\nThe ferry between Valdor and \
         the islands will make its last crossing this year, the owner said in a letter to the harbour board. {body}\n\n\
         Some sixty people work on the two boats, and most of them live on the islands, where other work is scarce and \
         the winters are long.\n\nThe board said that it had not been asked, and that it would look for somebody else to \
         run the line.\n\n{foot}\n"
    )
}

#[test]
fn datelines_and_bylines() {
    for (head, published, updated) in [
        ("By Ana Sole May 22, 2023", "2023-05-22", "none"),
        ("Published: 22 May 2023 at 18:05", "2023-05-22T18:05:00", "none"),
        ("22/05/2023 09:20", "2023-05-22T09:20:00", "none"),
        (
            "Mon 22 May 2023 15.48 BST\nLast modified on Tue 23 May 2023 09.10 BST",
            "2023-05-22T15:48:00+01:00",
            "2023-05-23T09:10:00+01:00",
        ),
        (
            "May 22, 2023 9:41 AM GMT · Updated May 22, 2023 1:05 PM GMT",
            "2023-05-22T09:41:00Z",
            "2023-05-22T13:05:00Z",
        ),
        (
            "Published 22 May 2023, 08:05 GMT · Last updated 10:31 GMT",
            "2023-05-22T08:05:00Z",
            "2023-05-22T10:31:00Z",
        ),
        ("Updated: 22 May 2023", "2023-05-22~", "2023-05-22"),
        ("Von Ana Sole, 22. Mai 2023", "2023-05-22", "none"),
        ("By Ana Sole\n22 May 2023 (updated)", "2023-05-22~", "2023-05-22"),
        ("Coastwire\nMay 22, 2023    0 comments", "2023-05-22", "none"),
        ("Publié le 22 mai 2023 à 14 h 05", "2023-05-22T14:05:00", "none"),
        ("22 мая 2023 года в 14:05", "2023-05-22T14:05:00", "none"),
        ("2023年5月22日 下午2:05", "2023-05-22T14:05:00", "none"),
        ("تاریخ انتشار: ۱ خرداد ۱۴۰۲ ساعت ۱۴:۰۵", "2023-05-22T14:05:00", "none"),
        ("۱۴۰۲/۰۳/۰۱", "2023-05-22", "none"),
        ("२२ मई २०२३", "2023-05-22", "none"),
    ] {
        let article = clean(&page(head, "", ""));
        let got = (value(article.published.as_ref()), value(article.updated.as_ref()));
        assert_eq!(got, (published, updated), "{head}");
        for when in article.published.iter().chain(&article.updated) {
            let inferred = when.value.as_str().ends_with('~');
            assert_eq!(when.basis, if inferred { Basis::Inferred } else { Basis::Dateline }, "{head}");
            let words = when.cite.expect("a visible date is cited").words(&article);
            assert!(head.contains(words) && words.contains(char::is_numeric), "{head}: {words}");
        }
    }
}

/// The article's text as a page has it.
fn paragraphs() -> String {
    page("", "", "").lines().skip(4).flat_map(|line| ["<p>", line, "</p>"]).collect()
}

/// A page whose article carries this in its head and below its headline.
fn html(head: &str, line: &str) -> Article {
    let body = paragraphs();
    clean(&format!(
        "<!doctype html><html><head>{head}</head><body><h1>Ferry line to close after forty years</h1><div>{line}</div>{body}"
    ))
}

#[test]
fn pages_tell_their_dates_in_many_ways() {
    for (head, line, want, basis) in [
        (
            "<meta property='article:published_time' content='2023-05-22T09:38+00:00'>",
            "",
            "2023-05-22T09:38:00Z",
            Basis::Metadata,
        ),
        (
            "<script type='application/ld+json'>{\"@type\":\"HowTo\",\"datePublished\":\"2023-05-22T22:06:08:684Z\"}</script>",
            "",
            "2023-05-22T22:06:08Z",
            Basis::Metadata,
        ),
        (
            "<script>var a={\"published_at\":\"2023-05-22T06:22:28+01:00\"}</script>",
            "",
            "2023-05-22T06:22:28+01:00",
            Basis::Metadata,
        ),
        ("<meta name=publish-date content='22 May 2023'>", "", "2023-05-22", Basis::Metadata),
        // "The date" of a page gives way to what is shown as the day of publication.
        (
            "<meta name=date content='2023-05-24'>",
            "<time datetime='2023-05-22'>22.5.2023</time>",
            "2023-05-22",
            Basis::Dateline,
        ),
        (
            "",
            "<time datetime='2023-05-22T10:00:00+02:00'>3 hours ago</time>",
            "2023-05-22T10:00:00+02:00",
            Basis::Dateline,
        ),
        (
            "",
            "<span itemprop=datePublished content='2023-05-22'>last Monday</span>",
            "2023-05-22",
            Basis::Dateline,
        ),
        (
            "",
            "<abbr class=published title='2023-05-22T10:00:00+02:00'>on Monday</abbr>",
            "2023-05-22T10:00:00+02:00",
            Basis::Dateline,
        ),
        // The outlet's own day, and not that of universal time.
        ("", "<time datetime='2023-05-23T03:10:00Z'>May 22, 2023</time>", "2023-05-22", Basis::Dateline),
        ("", "Gespeichert von Ana am 22. Mai 2023 - 18:55", "2023-05-22T18:55:00", Basis::Dateline),
        ("", "Pubblicato il 22 maggio 2023", "2023-05-22", Basis::Dateline),
        ("", "Опубликовано 22 мая 2023", "2023-05-22", Basis::Dateline),
        ("", "نُشر في ٢٢ مايو ٢٠٢٣", "2023-05-22", Basis::Dateline),
        ("", "تاریخ انتشار: ۲۲ مه ۲۰۲۳", "2023-05-22", Basis::Dateline),
        ("", "<time datetime='٢٠٢٣-٠٥-٢٢'>٢٢/٥/٢٠٢٣</time>", "2023-05-22", Basis::Dateline),
        ("", "प्रकाशित २२ मई २०२३", "2023-05-22", Basis::Dateline),
    ] {
        let published = html(head, line).published.unwrap_or_else(|| panic!("{head}{line}"));
        assert_eq!((published.value.as_str(), published.basis), (want, basis), "{head}{line}");
    }
}

#[test]
fn the_order_of_figures_is_the_region_s() {
    for (language, url, want) in [
        ("en-US", "https://post.example.com/a", "2023-06-05"),
        ("en-GB", "https://post.example.com/a", "2023-05-06"),
        ("en-US", "https://post.example.co.uk/a", "2023-05-06"),
        ("en", "https://post.example.com/a", "none"),
    ] {
        let source = paragraphs();
        let source = format!(
            "<!doctype html><html lang={language}><head><link rel=canonical href='{url}'></head><body><h1>Ferry line to \
             close after forty years</h1><p class=date>06/05/2023</p>{source}"
        );
        assert_eq!(value(clean(&source).published.as_ref()), want, "{language} {url}");
    }
}

#[test]
fn a_change_is_not_the_publication() {
    let article = html(
        "<meta property='article:modified_time' content='2023-05-24T10:00:00Z'>",
        "Published 22 May 2023",
    );
    assert_eq!(value(article.published.as_ref()), "2023-05-22");
    assert_eq!(value(article.updated.as_ref()), "2023-05-24T10:00:00Z");
}

#[test]
fn figures_that_can_be_read_two_ways_need_help() {
    let head = "06/05/2023";
    assert_eq!(value(clean(&page(head, "", "")).published.as_ref()), "none");
    // Saturday 6 May or Monday 5 June: what happened on Monday tells.
    let text = page(head, "The letter came on Monday and was read out.", "");
    let text = text.replace("this year, the owner said", "this year, the owner said on Monday");
    assert_eq!(value(clean(&text).published.as_ref()), "2023-06-05");
}

#[test]
fn a_post_and_a_weekday_tell_the_day() {
    let post = "The last boat leaves in December. Thank you for forty years!\n\n— Valdor Ferries (@valdorferries) May 22, 2023";
    let text = page("", "It was read out on Monday.", "")
        .replace("The board said", &format!("{post}\n\nThe board said"));
    let article = clean(&text);
    let published = article.published.as_ref().expect("the post tells");
    assert_eq!((published.value.as_str(), published.basis), ("2023-05-22", Basis::Inferred));
    assert_eq!(published.cite.expect("the words are cited").words(&article), "May 22, 2023");
    // Without a weekday only the earliest day is known.
    let article = clean(&text.replace(" on Monday", ""));
    let published = article.published.expect("the post tells");
    assert_eq!((published.value.as_str(), published.basis), ("2023-05-22~", Basis::Embedded));
}

#[test]
fn a_dump_puts_the_date_before_the_text() {
    let text = format!("date 2023-05-22 Ferry line to close after forty years\n\n{}", page("", "", ""));
    let article = clean(&text);
    let published = article.published.expect("the field tells");
    assert_eq!((published.value.as_str(), published.basis), ("2023-05-22", Basis::Metadata));
}

#[test]
fn a_wire_dates_its_first_paragraph() {
    let text = page("", "", "© 2023 Harbour Post")
        .replace("The ferry between", "VALDOR, 22 May 2023 (Coastwire) - The ferry between");
    assert_eq!(value(clean(&text).published.as_ref()), "2023-05-22");
}

#[test]
fn other_headlines_give_the_copy_away() {
    let head = "By Ana Sole May 22, 2023";
    for (foot, captured) in [
        (
            "Related\n\nMinister opens fish market in Valdor\n\nThe minister opened the new fish market on May 24.\n\nLatest\n\nMinister opens fish market in Valdor\n10 hours ago\nRain expected\n12 hours ago",
            "2023-05-24/2023-05-25",
        ),
        (
            "Read next\nCrown slides to nine-month low - May 23, 2023\n\nMost read\n1  Comet probe lost\n   6 hours ago\n2  Crown slides to nine-month low\n   2 days ago",
            "2023-05-25~",
        ),
        (
            "Latest\nMinister opens fish market on May 24 (13 hours ago)\nBaker is rich (4 days ago)",
            "2023-05-24/2023-05-25",
        ),
        ("Latest\nFerry line to close after forty years\n3 days ago", "2023-05-25~"),
        ("Retrieved on 30 May 2023", "2023-05-30"),
        // A day before publication, a day far off, and one that is still to come tell nothing.
        ("Latest\nHow the harbour burned on May 3\n2 hours ago", "none"),
        ("Latest\nMinister will open fish market on May 29\n2 hours ago", "none"),
        ("Latest\nMinister opens fish market\n2 hours ago", "none"),
    ] {
        let article = clean(&page(head, "", foot));
        assert_eq!(value(article.published.as_ref()), "2023-05-22", "{foot}");
        assert_eq!(value(article.captured.as_ref()), captured, "{foot}");
    }
}

#[test]
fn dates_of_other_things_are_not_the_article_s() {
    for (head, foot) in [
        ("", "Copyright © 1998-2023 Harbour Post"),
        ("", "Comments\n\nboatman61 22 May 2023\nThey should have asked us."),
        ("", "Read next\nCrown slides to nine-month low - May 23, 2023"),
        ("Founded 3 April 1998", ""),
    ] {
        assert_eq!(value(clean(&page(head, "", foot)).published.as_ref()), "none", "{head}{foot}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_lines_give_dates_in_order_and_cites_in_the_text(parts in prop::collection::vec(prop::sample::select(vec![
        "Published", "Updated", "May 22, 2023", "22. Mai 2023", "2023年5月22日", "12/6/24", "10 hours ago", "3 days ago",
        "1 day ago", " - ", "\n", "\n\n", "Latest", "Crown slides to nine-month low", "on May 24", "— Nemo (@nemo) ",
        "31.02.2020", "é", "\u{2028}", "99999999999", "Retrieved on 1 May 1999", "9:41 AM GMT", "©", "(", ")", "4. 2. 2022",
        "The crown slid on Monday, and the bank said that it would wait and see what the market does next.",
    ]), 0..40)) {
        let article = clean(&parts.join(" "));
        for when in [&article.published, &article.updated, &article.captured].into_iter().flatten() {
            if let Some(cite) = when.cite {
                prop_assert!(!cite.words(&article).is_empty());
            }
        }
        if let (Some(published), Some(captured)) = (&article.published, &article.captured) {
            prop_assert!(published.value.as_str().get(..10) <= captured.value.as_str().get(..10));
        }
    }

    #[test]
    fn any_address_can_be_read(url in "(https?://)?[a-z.]{0,12}(/|archive|[0-9]{1,14}|[-_é?#]|may|20230522){0,12}") {
        let at = super::address::date(&url);
        prop_assert!(at.is_none_or(|at| at.is_valid()));
        prop_assert!(super::address::archived(&url).is_none_or(|at| at.is_valid()));
    }
}
