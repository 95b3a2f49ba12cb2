//! What is told of an article as a whole: its section, who wrote it, and when the entries of a live account were written.

use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, AuthorKind, Basis, BlockKind, Edtf, Precision, SectionBasis, When};

const FIRST: &str = "The ferry between Valdor and the islands will make its last crossing this year, the owner said on \
    Monday in a letter to the harbour board.";
const SECOND: &str = "Some sixty people work on the two boats, and most of them live on the islands, where other work is \
    scarce and the winters are long.";

fn read(source: &str) -> Article {
    let captures = Ingest::new().read("case", source.as_bytes().to_vec()).value;
    Cleaner::new(Lexicon::english()).clean(&captures[0]).value
}

fn page(head: &str, above: &str, below: &str) -> Article {
    read(&format!(
        "<!doctype html><html lang=en><head><title>Ferry line to close after forty years | Harbour Post</title>\
         <meta property='og:site_name' content='Harbour Post'>{head}</head><body>{above}\
         <h1>Ferry line to close after forty years</h1>{below}<p>{FIRST}</p><p>{SECOND}</p></body></html>"
    ))
}

#[test]
fn a_section_is_told_with_what_it_rests_on() {
    let data = |data: &str| format!("<script type='application/ld+json'>{data}</script>");
    let article = "{\"@type\":\"NewsArticle\",\"articleSection\":[\"Islands\",\"Ferries\"]}";
    let trail = "{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"position\":3,\"name\":\"Ferry line to \
        close after forty years\"},{\"position\":1,\"item\":{\"name\":\"Home\"}},{\"position\":2,\"item\":{\"name\":\"Harbour\"}}]}";
    let field = "<meta property='article:section' content='Shipping'>";
    let walked = "<ol class=breadcrumbs><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/h>Harbour</a>\
        <li>Ferry line to close after forty years</ol>";
    for (head, above, want, basis) in [
        (data(article) + field, walked, "Islands", SectionBasis::Data),
        (field.to_owned(), walked, "Shipping", SectionBasis::Field),
        (data(trail), "", "Harbour", SectionBasis::Breadcrumbs),
        (String::new(), walked, "Harbour", SectionBasis::Breadcrumbs),
        (
            String::new(),
            "<nav aria-label=Breadcrumb>You are here: <a>Home</a> / <a>Boats</a></nav>",
            "Boats",
            SectionBasis::Breadcrumbs,
        ),
    ] {
        let article = page(&head, above, "");
        let section = article.section.as_ref().unwrap_or_else(|| panic!("{head}{above}"));
        assert_eq!((section.name.as_str(), section.basis), (want, basis), "{head}{above}");
        assert!(section.cite.is_none_or(|cite| cite.words(&article) == want));
    }
}

#[test]
fn a_way_that_leads_through_no_section_tells_none() {
    for above in [
        "",
        "<nav class=breadcrumb><a href=/>Home</a> &rsaquo; Harbour Post</nav>",
        "<nav><a href=/>Home</a> | <a href=/n>News</a> | <a href=/s>Sport</a></nav>",
        "<nav class=breadcrumb><a href=/>Home</a><a href=/n>News</a></nav>",
        "<ul class=breadcrumbs><li>Start<li>Uncategorized</ul>",
    ] {
        assert_eq!(page("", above, "").section, None, "{above}");
    }
}

#[test]
fn a_text_shows_the_way_in_one_line() {
    let text = |way: &str| {
        read(&format!(
            "Harbour Post\n{way}\n\nFerry line to close after forty years\n\n{FIRST}\n\n{SECOND}\n"
        ))
    };
    let article = text("Home > News > Harbour");
    let section = article.section.as_ref().expect("the line tells it");
    assert_eq!(section.cite.expect("it is cited").words(&article), "Harbour");
    assert_eq!(text("Home | News | Harbour").section, None);
}

#[test]
fn bylines_are_told_apart() {
    use AuthorKind::{Organisation, Person, Unnamed};
    for (line, want) in [
        ("By bne IntelliNews", vec![("bne IntelliNews", Organisation)]),
        ("Reuters staff", vec![("Reuters staff", Unnamed)]),
        ("By Reuters", vec![("Reuters", Organisation)]),
        ("Staff and agencies", vec![("Staff and agencies", Unnamed)]),
        ("By AP", vec![("AP", Organisation)]),
        ("By the Editorial Board", vec![("the Editorial Board", Unnamed)]),
        ("By our special correspondent", vec![("our special correspondent", Unnamed)]),
        (
            "By Ana Sole and Ben Derby in Kyiv; additional reporting by Ute Marn",
            vec![("Ana Sole", Person), ("Ben Derby", Person), ("Ute Marn", Person)],
        ),
        ("By Ana Sole, Senior Political Correspondent", vec![("Ana Sole", Person)]),
        ("By Moscow correspondent Ana Sole", vec![("Ana Sole", Person)]),
        ("By Ana Sole, Dravnik", vec![("Ana Sole", Person)]),
        ("By Theresa May and Jan Holt", vec![("Theresa May", Person), ("Jan Holt", Person)]),
        ("By Ana Sole Monday May 22, 2023", vec![("Ana Sole", Person)]),
        ("By ANA SOLE and Reuters", vec![("Ana Sole", Person), ("Reuters", Organisation)]),
        ("By Ana Sole, MD, and Ben Derby", vec![("Ana Sole, MD", Person), ("Ben Derby", Person)]),
        ("Reporting by Ana Sole; editing by Ben Derby", vec![("Ana Sole", Person)]),
        ("By Ana Sole for Harbour Radio, Updated 22 May 2023", vec![("Ana Sole", Person)]),
    ] {
        let article = page("", "", &format!("<p class=byline>{line}</p>"));
        let names: Vec<_> = article.byline.iter().map(|author| (author.name.as_str(), author.kind)).collect();
        assert_eq!(names, want, "{line}");
    }
}

#[test]
fn a_byline_in_another_language_is_led_in_and_joined_in_it() {
    for (language, line, want) in [
        ("de", "Von Ute Marn und Jan Holt, Korrespondent", vec!["Ute Marn", "Jan Holt"]),
        ("fr", "Par Anne Sol et Luc Brun à Dravnik", vec!["Anne Sol", "Luc Brun"]),
        ("es", "Por Ana Sol y Luis Marno", vec!["Ana Sol", "Luis Marno"]),
    ] {
        let article = read(&format!(
            "<html lang={language}><body><h1>Fähre Ferry Valdor 2023</h1><p class=byline>{line}</p>"
        ));
        let names: Vec<&str> = article.byline.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, want, "{line}");
    }
}

/// A live account with these times, whose page says when it was published.
fn live(published: &str, times: &[&str]) -> Article {
    let entry = |time: &&str| format!("<h3>{time}</h3><p>{FIRST}</p><p>{SECOND}</p>");
    let entries: String = times.iter().map(entry).collect();
    let head = format!("<meta property='article:published_time' content='{published}'>");
    page(&head, "", &entries)
}

fn told(article: &Article) -> Vec<&str> {
    article.entries.iter().map(|entry| entry.at.value.as_str()).collect()
}

#[test]
fn entries_of_a_live_account_have_their_own_times() {
    for (times, want) in [
        // Forwards, and over midnight.
        (
            &["22:05 GMT", "23.40 GMT", "00:15 GMT"][..],
            &["2023-05-22T22:05:00Z", "2023-05-22T23:40:00Z", "2023-05-23T00:15:00Z"][..],
        ),
        // The newest first.
        (
            &["1.10am", "11.30pm", "9.05pm"],
            &["2023-05-23T01:10:00", "2023-05-22T23:30:00", "2023-05-22T21:05:00"],
        ),
        (
            &["21.05", "21.40", "22.10"],
            &["2023-05-22T21:05:00", "2023-05-22T21:40:00", "2023-05-22T22:10:00"],
        ),
        // A little out of order is the same day.
        (
            &["21:05", "21:01", "21:40"],
            &["2023-05-22T21:05:00", "2023-05-22T21:01:00", "2023-05-22T21:40:00"],
        ),
        (
            &["22 May 2023, 21:05", "23 May 2023, 09:40", "10:10"],
            &["2023-05-22T21:05:00", "2023-05-23T09:40:00", "2023-05-23T10:10:00"],
        ),
    ] {
        let article = live("2023-05-22", times);
        assert_eq!(told(&article), want);
        for (entry, time) in article.entries.iter().zip(times) {
            let words = entry.at.cite.expect("it is cited").words(&article);
            assert!(time.starts_with(words), "{words}");
            assert!(entry.span.slice(&article.text).starts_with(time));
        }
    }
}

#[test]
fn the_zone_of_a_page_is_not_that_of_its_entries() {
    let article = live("2023-05-22T23:30:00Z", &["00:35 BST", "00:50 BST", "01:05 BST"]);
    assert_eq!(told(&article)[0], "2023-05-23T00:35:00+01:00");
}

#[test]
fn relative_times_are_counted_from_the_copy_alone() {
    let times = ["10 min ago", "2h ago", "3 hours ago"];
    let article = live("2023-05-22", &times);
    assert_eq!(told(&article), [""; 0]);
    let source = format!("<h1>Ferry line to close after forty years</h1>{}", {
        times.map(|time| format!("<h3>{time}</h3><p>{FIRST}</p><p>{SECOND}</p>")).concat()
    });
    let mut capture = Ingest::new().read("case", source.into_bytes()).value.remove(0);
    let value = Edtf::parse("2023-05-22T12:00:00Z").expect("it is a time");
    capture.captured = Some(When { value, precision: Precision::Minute, basis: Basis::Metadata, cite: None });
    let article = Cleaner::new(Lexicon::english()).clean(&capture).value;
    assert_eq!(told(&article), ["2023-05-22T11:50:00Z", "2023-05-22T10:00:00Z", "2023-05-22T09:00:00Z"]);
}

#[test]
fn what_an_element_carries_is_the_entry_s_time() {
    let times = ["T14:05:00+02:00", "T14:40:00+02:00", "T15:10:00+02:00"];
    let entry = |time: &&str| {
        format!("<div><time datetime='2023-05-24{time}'>{}</time><p>{FIRST}</p></div>", &time[1..6])
    };
    let article = page("", "", &times.iter().map(entry).collect::<String>());
    assert_eq!(told(&article), times.map(|time| format!("2023-05-24{time}")));
    assert!(article.entries.iter().all(|entry| entry.at.basis == Basis::Metadata));
}

#[test]
fn heads_and_feet_of_pages_are_no_running_text() {
    let text = format!(
        "Ferry line to close after forty years\n\nBy Ana Sole\n\n{FIRST}\n\nPage 1 of 3\n\u{c}Harbour Board Papers 2023\n\n{SECOND}\n\n\
         Page 2 of 3\n\u{c}Harbour Board Papers 2023\n\nThe board said that it had not been asked, and that it would look for \
         somebody else to run the line.\n\nPage 3 of 3\n"
    );
    let article = read(&text);
    assert_eq!(article.text, text);
    let all = |words: &str, kind: BlockKind| {
        article.text.match_indices(words).all(|(at, _)| {
            let block = article.blocks.iter().find(|block| block.span.holds(at));
            block.expect("a block stands over every line").kind == kind
        })
    };
    for words in ["Page 1 of 3", "Page 2", "Page 3", "Harbour Board Papers"] {
        assert!(all(words, BlockKind::Other), "{words}");
    }
    for words in [FIRST, SECOND, "had not been asked"] {
        assert!(all(words, BlockKind::Body), "{words}");
    }
}

#[test]
fn a_time_told_as_a_heading_heads_its_own_entry() {
    let under = |heading: &str, time: &str| format!("<h3>{heading}</h3><p>{time}</p><p>{FIRST}</p>");
    let entries = format!(
        "<h3>21:05</h3>{}{}{}",
        under("21:10", "21:15"),
        under("The water rises", "21:20"),
        under("The boats put out", "21:40")
    );
    let article = page("<meta property='article:published_time' content='2023-05-22'>", "", &entries);
    assert!(article.entries.len() > 2, "{:?}", article.entries);
    assert!(article.entries.is_sorted_by(|a, b| a.span.end() <= b.span.start()), "{:?}", article.entries);
}

#[test]
fn an_article_with_a_few_times_of_day_is_no_live_account() {
    let article = page(
        "<meta property='article:published_time' content='2023-05-22'>",
        "",
        "<p>14:05 was the hour at which the last boat of the day left the quay, and it was full.</p><h3>15:20</h3>",
    );
    assert_eq!(told(&article), [""; 0]);
}
