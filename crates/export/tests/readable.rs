//! The readable views of the invented dossier, as they are shown.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod fixture;

use sayso_export::{Terminal, explain, html, markdown, terminal};
use sayso_news::{Made, Note, Score, Stage, Stance, Step, Utterance};
use sayso_text::Span;

#[test]
fn on_a_terminal_of_80_columns() {
    let dossier = fixture::dossier();
    let page = terminal(&dossier, &Terminal { width: 80, colour: false });
    insta::assert_snapshot!("terminal-80", page);
}

#[test]
fn colour_changes_no_word() {
    let dossier = fixture::dossier();
    let bare = terminal(&dossier, &Terminal { width: 100, colour: false });
    let painted = terminal(&dossier, &Terminal { width: 100, colour: true });
    assert!(!bare.contains('\u{1b}'), "a pipe gets no escape codes, the texts' own included");
    let mut stripped = String::new();
    let mut rest = painted.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, bare);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let dossier = fixture::dossier();
    for width in [40, 80, 100] {
        let page = terminal(&dossier, &Terminal { width, colour: false });
        for line in page.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!("markdown", markdown(&fixture::dossier()));
}

const PIPE: Terminal = Terminal { width: 100, colour: false };

#[test]
fn a_claim_explained() {
    let dossier = fixture::dossier();
    let claim = &dossier.digests[0].claims[1];
    insta::assert_snapshot!("explain-claim", explain(&dossier, &claim.id.to_string(), &PIPE).unwrap());
}

#[test]
fn every_kind_of_id_is_explained() {
    let dossier = fixture::dossier();
    let story = &dossier.stories[0];
    let ids = [
        dossier.readings[1].attributions[0].id.to_string(),
        dossier.articles[1].id.to_string(),
        story.cast[1].id.to_string(),
        story.id.to_string(),
        dossier.captures[4].id.to_string(),
    ];
    let pages: Vec<String> = ids.iter().map(|id| explain(&dossier, id, &PIPE).unwrap()).collect();
    insta::assert_snapshot!("explain-each", pages.join("\n----\n"));
}

#[test]
fn a_prefix_will_do_when_it_is_the_only_one() {
    let dossier = fixture::dossier();
    let id = dossier.stories[0].id.to_string();
    assert_eq!(explain(&dossier, &id[..9], &PIPE), explain(&dossier, &id, &PIPE));
    for nobody in ["clm-", "clm-ffffffffffffffff", "", "x", "sto-", "é-", "-"] {
        assert_eq!(explain(&dossier, nobody, &PIPE), None, "{nobody}");
    }
}

#[test]
fn a_claim_that_is_only_denied_still_names_who_stands_against_it() {
    let mut dossier = fixture::dossier();
    dossier.digests[0].claims[3].positions[0].stance = Stance::Deny;
    assert!(markdown(&dossier).contains("*against* **Ana Kovel**: The ferry Halcyon ignored"));
}

#[test]
fn the_claims_own_words_are_not_told_twice() {
    let mut dossier = fixture::dossier();
    let at = &mut dossier.digests[0].claims[7].at;
    at.span = Span::of(at.span.start() + "the ".len()..at.span.end());
    assert!(markdown(&dossier).contains("- *says* **Norland sources**: (in Eskan Herald)"));
}

#[test]
fn a_figure_that_one_voice_gives_twice_stands_once() {
    let mut dossier = fixture::dossier();
    let again = dossier.digests[0].claims[5].figures[0].clone();
    dossier.digests[0].claims[5].figures.push(again);
    let page = markdown(&dossier);
    assert_eq!(page.matches("| taken to hospital |").count(), 1);
}

#[test]
fn words_that_may_stand_in_another_language_are_shown_with_the_doubt() {
    let mut dossier = fixture::dossier();
    let shared = dossier.stories[0].reuse[0];
    let other = dossier.articles.iter_mut().find(|article| article.id == shared.to.article).unwrap();
    other.language = Some("ru".into());
    let score = Score::new(0.76);
    let step = Step {
        text: "both give 412 <b>".to_owned(),
        cites: Vec::new(),
        score,
        made: Made::by(Stage::Stories, "utterances"),
    };
    dossier.stories[0].utterances.push(Utterance { from: shared.from, to: shared.to, score, step });
    let note = Note::info("utterance-in-translation", "told with the story").at(shared.to);
    dossier.notes.push(note);
    let story = dossier.stories[0].id.to_string();
    let pages = [markdown(&dossier), terminal(&dossier, &PIPE), html(&dossier)];
    for page in &pages {
        let at = page.to_lowercase().find("may be the same words in another language").unwrap();
        let list = &page[at..];
        for words in ["cut straight across our bow", ", ru", "both give 412", "score 0.76"] {
            assert!(list.contains(words), "{words} is not shown in\n{list}");
        }
        assert!(!page.contains("told with the story"), "the note says what stands there already");
    }
    assert!(pages[2].contains("412 &lt;b&gt;"), "what a step says is no markup");
    let explained = explain(&dossier, &story, &PIPE).unwrap();
    assert!(explained.contains("perhaps also") && explained.contains("both give 412"), "{explained}");
}
