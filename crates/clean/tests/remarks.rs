//! What a reader is told of a capture that is not the article as it was written; and what is kept all the same.

use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, BlockKind, Note};

fn read(source: &str) -> (Article, Vec<Note>) {
    let mut notes = Vec::new();
    let mut captures = Ingest::new().read("case", source.as_bytes().to_vec()).into(&mut notes);
    let article = Cleaner::new(Lexicon::english()).clean(&captures.remove(0)).into(&mut notes);
    (article, notes)
}

fn codes(source: &str) -> Vec<String> {
    read(source).1.iter().map(|note| note.code.to_string()).collect()
}

const FIRST: &str = "The ferry between Valdor and the islands will make its last crossing this year, the owner said on \
    Monday in a letter to the harbour board.";
const SECOND: &str = "Some sixty people work on the two boats, and most of them live on the islands, where other work is \
    scarce and the winters are long.";
const THIRD: &str =
    "The board said that it had not been asked, and that it would look for somebody else to run the line.";

fn page(foot: &str) -> String {
    format!(
        "<!doctype html><html lang=en><body><article><h1>Ferry line to close after forty years</h1>\
         <p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{foot}</article></body></html>"
    )
}

#[test]
fn a_whole_article_is_nothing_to_remark_on() {
    assert!(codes(&page("")).is_empty());
    assert!(codes(&format!("Ferry line to close\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n")).is_empty());
}

#[test]
fn what_is_cut_off_or_walled_in_is_told() {
    for (foot, code) in [
        (
            "<p>The mayor, who had been told of the plan a week before, said on the phone that the town would…</p>",
            "text-cut",
        ),
        (
            "<p>The mayor, who had been told of the plan a week before, said on the phone that the town would do all</p>",
            "text-cut",
        ),
        ("<div class=wall>Subscribe to continue reading</div>", "paywall"),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>",
            "paywall",
        ),
        ("<p class=note>This page was translated by a machine.</p>", "machine-translated"),
    ] {
        let (article, notes) = read(&page(foot));
        let note = notes.iter().find(|note| note.code == code).unwrap_or_else(|| panic!("{foot}: {notes:?}"));
        assert!(note.hint.is_some());
        if let Some(at) = note.at {
            assert!(foot.contains(at.words(&article).trim_end_matches('…')), "{foot}");
        }
    }
}

#[test]
fn a_wall_in_place_of_a_page_is_told() {
    let wall = |words: &str| {
        format!("<html><body><div role=dialog><p>{words}</p><button>Accept</button></div></body></html>")
    };
    assert!(
        codes(&wall("We use cookies to measure how this site is read.")).contains(&"consent-wall".to_owned())
    );
    assert!(codes(&wall("Checking your browser before you go on.")).contains(&"page-blocked".to_owned()));
    // A cookie banner on a page with its text is furniture.
    assert!(!codes(&page("<p>We use cookies.</p>")).contains(&"consent-wall".to_owned()));
}

#[test]
fn entries_of_a_live_account_keep_their_times() {
    let entry = |time| ["<h3>", time, "</h3><p>", SECOND, "</p><p>", THIRD, "</p>"];
    let entries: String = ["14:05", "14:40", "15:20"].into_iter().flat_map(entry).collect();
    let (article, notes) = read(&page(&entries));
    let note = notes.iter().find(|note| note.code == "live-account").expect("it is told");
    assert_eq!(note.at.expect("it is cited").words(&article), "14:05");
    assert!(article.text.contains("15:20"));
}

#[test]
fn a_paragraph_in_another_language_is_told() {
    let foreign = "Le port a été fermé lundi après qu’un bateau s’est échoué dans le brouillard, et les pêcheurs ont dû \
        attendre jusqu’au soir avant de pouvoir sortir, a déclaré le maire de la ville devant la presse locale.";
    let (article, notes) = read(&page(&format!("<p>{foreign}</p>")));
    let note = notes.iter().find(|note| note.code == "block-language").expect("it is told");
    assert_eq!(note.at.expect("it is cited").words(&article), foreign.replace("    ", ""));
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn broken_words_and_hidden_marks_are_kept_and_told() {
    let text = format!(
        "Ferry line to close\n\n{FIRST}\n\nThe cross-\ning took two hours in the sum-\nmer and three in the win-\nter, \
         when the sea is rough.\n\nThe of\u{fb01}ce\u{200b}\u{200c}\u{200d}\u{2060}\u{feff} was shut; the har\u{ad}bour was not. {SECOND}\n"
    );
    let (article, notes) = read(&text);
    assert_eq!(article.text, text);
    let codes: Vec<&str> = notes.iter().map(|note| note.code.as_ref()).collect();
    assert_eq!(codes, ["hidden-marks", "soft-hyphens", "ligatures", "words-broken"]);
    assert_eq!(notes[0].at.expect("it is cited").words(&article).chars().count(), 5);
}

#[test]
fn questions_and_lists_are_the_article() {
    let list = "<h2>1. The boats</h2><p>Two boats run on the line, and both are older than the people who steer them.</p>\
        <h2>2. The quay</h2><p>The quay was built for a third boat, which never came, and has stood half empty since.</p>\
        <p><b>Will there be another line?</b></p><p>Nobody knows, and the board does not say whom it has asked so far.</p>";
    let (article, notes) = read(&page(list));
    assert!(notes.is_empty(), "{notes:?}");
    for words in ["older than the people", "half empty since", "whom it has asked"] {
        let at = article.text.find(words).expect("it is in the text");
        let kind = article.blocks.iter().find(|block| block.span.holds(at)).map(|block| block.kind);
        assert_eq!(kind, Some(BlockKind::Body), "{words}");
    }
}

#[test]
fn people_are_told_from_outlets_and_the_outlet_from_the_title() {
    let head = |author: &str, line: &str| {
        format!(
            "<html lang=en><head><title>Ferry line to close after forty years | Harbour Post</title>\
             <meta property='og:site_name' content='Harbour Post'>{author}\
             <link rel=canonical href='https://post.example/ferry'></head>\
             <body><h1>Ferry line to close after forty years</h1><p class=byline>{line}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
        )
    };
    let data = |author: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{author}}}</script>"
        )
    };
    for (author, line, want) in [
        ("", "By Ana Sole", vec!["Ana Sole"]),
        ("", "By Harbour Post", vec!["Harbour Post"]),
        ("", "By Ana Sole and Harbour Post staff", vec!["Ana Sole"]),
        (
            &data(
                "[{\"@type\":\"Person\",\"name\":\"Ana Sole\"},{\"@type\":\"Organization\",\"name\":\"Harbour Post\"}]",
            ),
            "",
            vec!["Ana Sole"],
        ),
        (&data("{\"@type\":\"Organization\",\"name\":\"Harbour Post\"}"), "By Ana Sole", vec!["Ana Sole"]),
        (
            &data("{\"@type\":\"Person\",\"name\":\"Ana Sole\"}"),
            "By Ana Sole, Senior Correspondent",
            vec!["Ana Sole"],
        ),
    ] {
        let (article, _) = read(&head(author, line));
        let names: Vec<&str> = article.byline.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, want, "{author}{line}");
        assert_eq!(article.title.as_deref(), Some("Ferry line to close after forty years"));
        assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(article.url.as_deref(), Some("https://post.example/ferry"));
    }
}

#[test]
fn headlines_of_other_articles_are_leads_with_their_links() {
    let foot = "<section class=related><h2>Related</h2><ul><li><a href='https://post.example/a'>Harbour board asks two \
        firms about the ferry line</a><li>22 May 2023<li><a href='/b'>Fish prices rise again in Valdor</a></ul></section>";
    let (article, _) = read(&page(foot));
    let leads: Vec<_> =
        article.leads.iter().map(|lead| (lead.span.slice(&article.text), lead.url.as_deref())).collect();
    assert_eq!(
        leads,
        [
            ("Harbour board asks two firms about the ferry line", Some("https://post.example/a")),
            ("Fish prices rise again in Valdor", Some("/b")),
        ]
    );
}

#[test]
fn a_headline_without_a_link_has_the_only_one_beside_it() {
    let card = |headline: &str, link: &str| {
        format!("<div class=card><h3>{headline}</h3><p><a href='{link}'>Read more</a></p></div>")
    };
    let cards = card("Harbour board asks two firms about the ferry line", "/a")
        + &card("Fish prices rise again in Valdor", "b");
    let foot = format!(
        "<link rel=canonical href='https://post.example/n/ferry'><section class=related><h2>Related</h2>{cards}</section>"
    );
    let (article, _) = read(&page(&foot));
    let leads: Vec<_> =
        article.leads.iter().map(|lead| (lead.span.slice(&article.text), lead.url.as_deref())).collect();
    assert_eq!(
        leads,
        [
            ("Harbour board asks two firms about the ferry line", Some("https://post.example/a")),
            ("Fish prices rise again in Valdor", Some("https://post.example/n/b")),
        ]
    );
}

#[test]
fn a_page_that_is_a_picture_or_a_file_says_so() {
    for (source, code) in [
        (
            "<html><body><img src=logo.png width=1 height=1><p>Front page</p><img src=front.jpg></body></html>",
            "picture-page",
        ),
        ("<html><body><p>Front page</p><embed type='application/pdf' src=a></body></html>", "pdf-page"),
        ("<html><body><iframe src='/viewer?file=front.pdf'></iframe></body></html>", "pdf-page"),
        ("<html><body><img src=x.gif width=1 height=1><p>Front page</p></body></html>", "body-missing"),
        ("<html><body><nav><img src=logo.png></nav><p>Front page</p></body></html>", "body-missing"),
    ] {
        assert_eq!(codes(source), [code], "{source}");
    }
    assert!(codes(&page("<img src=a.jpg>")).is_empty());
}

#[test]
fn a_long_question_about_cookies_is_no_article() {
    let cookies = "We use cookies to measure how this site is read, and our forty partners use cookies to show what they sell. ";
    let wall = format!(
        "<html lang=en><body><h1>Before you go on</h1><p>{}</p><p>{}</p></body></html>",
        cookies.repeat(2),
        cookies.repeat(3)
    );
    assert!(codes(&wall).contains(&"consent-wall".to_owned()), "{:?}", codes(&wall));
}

#[test]
fn another_view_of_an_article_has_the_article_s_address() {
    let own = "https://post.example/2023/ferry";
    for (found, want) in [
        ("https://post.example/amp/2023/ferry", own),
        ("https://amp.post.example/2023/ferry", own),
        ("https://post.example/print?id=7", own),
        ("https://post-example.cache.example/c/s/post.example/2023/ferry", own),
        ("https://copies.example/ferry", "https://copies.example/ferry"),
    ] {
        let source = page(&format!("<link rel=canonical href='{own}'>"));
        let mut capture = Ingest::new().read("case", source.into_bytes()).value.remove(0);
        capture.url = Some(found.to_owned());
        let noted = Cleaner::new(Lexicon::english()).clean(&capture);
        assert_eq!(noted.value.url.as_deref(), Some(want), "{found}");
        assert_eq!(noted.notes.iter().any(|note| note.code == "other-view"), want == own, "{found}");
    }
}
