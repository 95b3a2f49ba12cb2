//! A stream: what each arrival changes, whatever the order; what is let go; ids that live on.

mod tiny;

use std::collections::BTreeMap;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, ArticleId, Reading, StoryId};
use sayso_stories::{Change, ChangeKind, Grouper, Stream, Window};

const EVENTS: [[&str; 3]; 3] = [
    [
        "Ferry runs aground off Lindholm\nA ferry with 212 people on board ran aground off Lindholm, the Skarvian Coastguard said. Captain Idris Falk told Norrgate that the rudder had failed.",
        "Passengers taken off stranded ship\nPassengers were brought ashore near Lindholm after their ferry struck a shoal. The Skarvian Coastguard is questioning Captain Idris Falk about the rudder.",
        "Rudder of Lindholm ferry failed, says Falk\nThe rudder of the ferry did not answer, Idris Falk said in Lindholm. The Skarvian Coastguard towed the ferry off the shoal.",
    ],
    [
        "Bakers of Ostrava Vale strike\nBakers in Ostrava Vale closed their shops over the price of flour. Marta Hruby of the Union of Bakers wants a lid on it.",
        "No bread in Ostrava Vale\nThe strike of the bakers of Ostrava Vale goes on, Marta Hruby of the Union of Bakers said. Flour is dear.",
        "Bakers end strike over flour\nMarta Hruby and the Union of Bakers ended the strike in Ostrava Vale after the price of flour fell.",
    ],
    [
        "Vault of Kellermoor bank emptied\nThieves dug into the vault of Kellermoor Savings Bank, Inspector Oda Brandt said. The tunnel began in a laundry.",
        "Tunnel led from laundry to vault\nInspector Oda Brandt showed the tunnel that led from a laundry into Kellermoor Savings Bank and its vault.",
        "Laundry owner held over Kellermoor vault\nThe owner of the laundry was held, Oda Brandt said. The thieves of Kellermoor Savings Bank left the vault empty.",
    ],
];

/// Article `nth` of an event, on a day of May.
fn article(event: usize, nth: usize, day: Option<u32>) -> (Article, Reading) {
    let day = day.map(|day| format!("2024-05-{day:02}"));
    let article = tiny::article(&format!("{event}-{nth}-{day:?}"), day.as_deref(), EVENTS[event][nth]);
    let reading = tiny::read(&article);
    (article, reading)
}

fn stream(window: Window) -> Stream {
    Stream::new(Grouper::new(Lexicon::english()), window)
}

/// The stories as one knows them who only hears the changes.
#[derive(Default)]
struct Heard {
    of: BTreeMap<ArticleId, StoryId>,
}

impl Heard {
    fn hear(&mut self, changes: &[Change]) {
        for change in changes {
            match &change.kind {
                ChangeKind::Founded { article } | ChangeKind::Joined { article } => {
                    assert_eq!(self.of.insert(*article, change.story), None, "an article comes once");
                }
                ChangeKind::Moved { article, from } => {
                    assert_eq!(self.of.insert(*article, change.story), Some(*from));
                }
                ChangeKind::Split { from, articles } => {
                    for article in articles {
                        assert_eq!(self.of.insert(*article, change.story), Some(*from));
                    }
                }
                ChangeKind::Merged { into } => {
                    self.of
                        .values_mut()
                        .filter(|story| **story == change.story)
                        .for_each(|story| *story = *into);
                }
                ChangeKind::Closed => {}
            }
        }
    }
}

#[test]
fn reports_of_one_event_join_and_others_found() {
    let mut stream = stream(Window::default());
    let mut heard = Heard::default();
    let read: Vec<_> =
        (0..3).flat_map(|nth| (0..3).map(move |event| article(event, nth, Some(14)))).collect();
    for (article, reading) in &read {
        heard.hear(&stream.add(article, reading));
    }
    for (i, (article, _)) in read.iter().enumerate() {
        assert_eq!(heard.of[&article.id], heard.of[&read[i % 3].0.id], "{:?}", article.title);
        assert_eq!(stream.story_of(article.id), Some(heard.of[&article.id]));
    }
    let (first, reading) = &read[0];
    assert!(stream.add(first, reading).is_empty(), "one that is held changes nothing");
}

#[test]
fn what_is_older_than_the_window_is_let_go() {
    let mut stream = stream(Window { days: 3, articles: 100 });
    for nth in 0..3 {
        let (article, reading) = article(0, nth, Some(1));
        stream.add(&article, &reading);
    }
    let mut closed = 0;
    for (day, nth) in [(10, 0), (11, 1), (12, 2)] {
        for event in [1, 2] {
            let (article, reading) = article(event, nth, Some(day));
            let changes = stream.add(&article, &reading);
            closed += changes.iter().filter(|change| change.kind == ChangeKind::Closed).count();
        }
    }
    assert_eq!(closed, 1, "the story of the ferry");
    assert_eq!(stream.held(), 6);
    let (late, reading) = article(0, 0, Some(2));
    let kinds: Vec<_> = stream.add(&late, &reading).into_iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Founded { article: late.id }, ChangeKind::Closed]);
}

#[test]
fn memory_is_that_of_the_window() {
    let mut stream = stream(Window { days: 1000, articles: 5 });
    for day in 1..=20 {
        for event in 0..3 {
            let (article, reading) = article(event, 0, Some(day));
            stream.add(&article, &reading);
            assert!(stream.held() <= 5);
        }
    }
}

#[test]
fn reasons_cite_what_came() {
    let mut stream = stream(Window::default());
    for nth in 0..3 {
        let (article, reading) = article(0, nth, Some(14));
        for change in stream.add(&article, &reading) {
            assert!(!change.reason.text.is_empty());
            assert!(change.reason.cites.iter().any(|cite| cite.article == article.id));
        }
    }
}

proptest! {
    #[test]
    fn every_article_stands_in_one_story_in_any_order(
        order in Just((0..27_usize).collect::<Vec<_>>()).prop_shuffle(),
        days in proptest::collection::vec(proptest::option::of(1_u32..28), 27),
        window in (1_u16..40, 2_usize..30),
    ) {
        let mut stream = stream(Window { days: window.0, articles: window.1 });
        let mut heard = Heard::default();
        let mut given = 0;
        for (i, day) in order.into_iter().zip(days) {
            let (article, reading) = article(i % 3, i / 3 % 3, day);
            if !heard.of.contains_key(&article.id) {
                heard.hear(&stream.add(&article, &reading));
                given += 1;
            }
            prop_assert!(stream.held() <= window.1);
            prop_assert_eq!(heard.of.len(), given);
            if let Some(story) = stream.story_of(article.id) {
                prop_assert_eq!(heard.of[&article.id], story);
            }
        }
    }
}
