//! Runs the case pages in `tests/cases/stories`: articles with their names marked, and what must come of them.
//!
//! A page has sections (`##`), each with ```` ```article DAY OUTLET ```` blocks (`undated` for none; `@ru` is a language and no outlet), called A, B, C … in order, and one
//! ```` ```expect ```` block. In an article, `[words]{1 person}` marks a mention of entity 1 of that article; further
//! mentions need the number only. `described` says that the words are no name, `country` that a place is a state, `= Title; Title` gives its titles.
//! `[words]{on 2024-05-03}` marks a time, `[words]{by 1}` words that entity 1 says, `[words]{quoting 1}` words of his that are quoted. The first line is the headline.
//!
//! Expectations, a line each: `stories: A B / C`, `headline: A`, `copies: B of A`, `reuse: A > B: words`, `debts: B rewrite of A, credit (REUTERS)`, `utterances: A > B; A > C` (`none` for none), `same: A1 B2`,
//! `related: A earlier B; B followup A` (A tells of an earlier story, of which the first article is B), `apart: A1 B2`, `name: A1 = …`, `kind: A1 = person`, `title: A1 = …`, `step: A1 = rule`, `places: X, Y`, `not at: Z`,
//! `began: 2024-05-03`, `speaker: A1 = …`.

mod tiny;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sayso_lexicon::Lexicon;
use sayso_news::{
    Article, Attribution, AttributionId, Basis, BlockKind, Edtf, Entity, EntityId, EntityKind, Made, Member,
    MentionKind, Mode, Place, PlacePrecision, Precision, Reading, Reporting, Score, Sentence, Stage, Stance,
    Step, Story, TimeKind, TimeMention, Timex, When,
};
use sayso_stories::Grouper;
use sayso_text::Span;

struct Case {
    name: String,
    articles: Vec<(Article, Reading, BTreeMap<String, EntityId>)>,
    expected: Vec<String>,
}

fn cases(page: &str) -> Vec<Case> {
    let mut found = Vec::new();
    for section in page.split("\n## ").skip(1) {
        let name = section.lines().next().unwrap_or_default().to_owned();
        let mut case = Case { name, articles: Vec::new(), expected: Vec::new() };
        for block in section.split("\n```").skip(1).step_by(2) {
            let (head, body) = block.split_once('\n').unwrap_or((block, ""));
            match head.split_once(' ').unwrap_or((head, "")) {
                ("article", day) => {
                    let nth = case.articles.len();
                    case.articles.push(annotated(&format!("{}{nth}", case.name), day, body));
                }
                ("expect", _) => case.expected = body.lines().map(str::to_owned).collect(),
                other => panic!("{}: no such block: {other:?}", case.name),
            }
        }
        found.push(case);
    }
    found
}

/// A mark in an article: where its words stand in the bare text, and what is said of them.
struct Mark {
    span: Span,
    what: String,
}

fn annotated(name: &str, day: &str, body: &str) -> (Article, Reading, BTreeMap<String, EntityId>) {
    let (text, mut marks) = bare(body);
    // Who says something may be named behind it.
    marks.sort_by_key(|mark| mark.what.starts_with("by ") || mark.what.starts_with("quoting "));
    let (day, outlet) = day.split_once(' ').unwrap_or((day, ""));
    let mut article = tiny::article(name, Some(day).filter(|d| !matches!(*d, "" | "undated")), &text);
    match outlet.strip_prefix('@') {
        Some(language) => article.language = Some(language.into()),
        None => article.outlet = Some(outlet.to_owned()).filter(|outlet| !outlet.is_empty()),
    }
    for block in &mut article.blocks {
        // `> words` is a teaser set into the article.
        if block.span.slice(&text).starts_with('>') {
            block.kind = BlockKind::Teaser;
        }
    }
    let mut reading = tiny::empty(&article);
    for (nth, block) in article.blocks.iter().enumerate() {
        reading.sentences.push(Sentence { span: block.span, tokens: 0..0, block: nth as u32 });
    }
    reading.quotations = tiny::quotations(&text);
    let mut ids = BTreeMap::new();
    for mark in marks {
        let mut words = mark.what.splitn(2, '=');
        let head: Vec<&str> = words.next().unwrap_or_default().split_whitespace().collect();
        let titles = words.next().map(|t| t.split(';').map(|t| t.trim().to_owned()).collect::<Vec<_>>());
        match head[..] {
            ["on", value] => reading.times.push(time(mark.span, value)),
            [how @ ("by" | "quoting"), number] => {
                let speaker = *ids.get(number).expect("the speaker is marked");
                let mut named = reading.mentions.iter().filter(|m| m.entity == speaker).map(|m| m.span);
                let before = named.clone().rfind(|named| named.start() < mark.span.start());
                let named = before.or_else(|| named.next());
                let mut said = attribution(&article, mark.span, speaker, named);
                said.mode = if how == "by" { Mode::Indirect } else { Mode::Direct };
                reading.attributions.push(said);
            }
            [number, ..] => {
                let words = mark.span.slice(&article.text);
                let id = EntityId::of(&[&article.id.bytes(), number.as_bytes()]);
                let described = head.contains(&"described");
                if ids.insert(number.to_owned(), id).is_none() {
                    let mut entity = tiny::entity(id, words);
                    entity.kind = kind(&head);
                    entity.named = !described;
                    entity.place = head.contains(&"country").then(|| country(words));
                    entity.state = head.iter().find_map(|w| w.strip_prefix("state:")).map(Into::into);
                    reading.entities.push(entity);
                }
                let entity = reading.entities.iter_mut().find(|e| e.id == id).expect("it was just put in");
                spelled(entity, words, described);
                entity.titles.extend(titles.into_iter().flatten());
                let mut mention = tiny::mention(mark.span, id);
                if described {
                    mention.kind = MentionKind::Description;
                }
                reading.mentions.push(mention);
            }
            [] => panic!("an empty mark in {name}"),
        }
    }
    (article, reading, ids)
}

/// A further spelling: the longest is the name, the others are aliases.
fn spelled(entity: &mut Entity, words: &str, described: bool) {
    if described || entity.name == words || entity.aliases.iter().any(|a| a == words) {
        return;
    }
    if words.len() > entity.name.len() {
        let shorter = std::mem::replace(&mut entity.name, words.to_owned());
        entity.aliases.push(shorter);
    } else {
        entity.aliases.push(words.to_owned());
    }
}

fn country(name: &str) -> Place {
    let gazetteer = format!("test:{name}");
    let made = Made::by(Stage::Reading, "page");
    let step = Step { text: String::new(), cites: Vec::new(), score: Score::CERTAIN, made };
    Place {
        latitude: 0.0,
        longitude: 0.0,
        gazetteer,
        precision: PlacePrecision::Country,
        within: false,
        step,
    }
}

fn kind(head: &[&str]) -> EntityKind {
    let named = |word: &&str| match *word {
        "person" => Some(EntityKind::Person),
        "organisation" => Some(EntityKind::Organisation),
        "group" => Some(EntityKind::Group),
        "place" => Some(EntityKind::Place),
        _ => None,
    };
    head.iter().find_map(named).unwrap_or(EntityKind::Other)
}

fn time(span: Span, value: &str) -> TimeMention {
    let precision = match value.len() {
        4 => Precision::Year,
        7 => Precision::Month,
        _ => Precision::Day,
    };
    let value = Edtf::parse(value).expect("a case gives a good date");
    TimeMention {
        span,
        value: Timex::unknown(),
        when: Some(When { value, precision, basis: Basis::Stated, cite: None }),
        kind: TimeKind::Date,
    }
}

fn attribution(article: &Article, span: Span, speaker: EntityId, source: Option<Span>) -> Attribution {
    Attribution {
        id: AttributionId::of(&[&article.id.bytes(), &span.start().to_be_bytes()]),
        source: source.into_iter().collect(),
        cue: Vec::new(),
        content: vec![span],
        speaker: Some(speaker),
        speaker_text: String::new(),
        mode: Mode::Indirect,
        stance: Stance::Assert,
        certainty: None,
        reporting: Reporting::Neutral,
        channel: None,
        via: Vec::new(),
        via_text: Vec::new(),
        within: None,
        said: None,
        score: Score::CERTAIN,
        steps: Vec::new(),
    }
}

/// The text without its marks, and the marks.
fn bare(body: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = body;
    while let Some(open) = rest.find('[') {
        let (before, after) = rest.split_at(open);
        text.push_str(before);
        let (words, tail) = after[1..].split_once("]{").expect("a mark is [words]{what}");
        let (what, tail) = tail.split_once('}').expect("a mark is closed");
        let start = text.len();
        text.push_str(words);
        marks.push(Mark { span: Span::of(start..text.len()), what: what.to_owned() });
        rest = tail;
    }
    text.push_str(rest);
    (text, marks)
}

fn letter(nth: usize) -> String {
    char::from(b'A' + nth as u8).to_string()
}

impl Case {
    fn stories(&self) -> Vec<Story> {
        let pairs: Vec<_> = self.articles.iter().map(|(article, reading, _)| (article, reading)).collect();
        Grouper::new(Lexicon::english()).group(&pairs).value
    }

    fn nth(&self, letter: &str) -> usize {
        let nth = usize::from(letter.as_bytes()[0] - b'A');
        assert!(nth < self.articles.len(), "{}: no article {letter}", self.name);
        nth
    }

    fn member<'s>(&self, stories: &'s [Story], mark: &str) -> &'s Member {
        let (article, number) = mark.split_at(1);
        let id = self.articles[self.nth(article)].2.get(number);
        let id = *id.unwrap_or_else(|| panic!("{}: {mark} is not marked", self.name));
        stories
            .iter()
            .find_map(|s| s.member_of(id))
            .unwrap_or_else(|| panic!("{}: {mark} is in no cast", self.name))
    }

    fn article_letter(&self, id: sayso_news::ArticleId) -> String {
        letter(self.articles.iter().position(|(article, ..)| article.id == id).unwrap_or(25))
    }

    fn words(&self, cite: sayso_news::Cite) -> &str {
        let found = self.articles.iter().find(|(article, ..)| article.id == cite.article);
        found.map_or("", |(article, ..)| cite.words(article))
    }

    /// What is wrong with one expectation; `None` when it holds.
    fn wrong(&self, stories: &[Story], line: &str) -> Option<String> {
        let (what, value) = line.split_once(": ").unwrap_or((line, ""));
        let (left, right) = value.split_once(" = ").unwrap_or((value, ""));
        let names = |story: &Story| -> Vec<String> {
            story.places.iter().filter_map(|id| story.member(*id)).map(|m| m.name.clone()).collect()
        };
        let got = match what {
            "stories" => {
                let groups = stories.iter().map(|s| {
                    let mut letters: Vec<_> = s.articles.iter().map(|a| self.article_letter(*a)).collect();
                    letters.sort_unstable();
                    letters.join(" ")
                });
                let mut groups: Vec<String> = groups.collect();
                groups.sort_unstable();
                groups.join(" / ")
            }
            "headline" => self.article_letter(stories[0].headline.article),
            "copies" => {
                let copy = |c: &sayso_news::Copy| {
                    format!("{} of {}", self.article_letter(c.article), self.article_letter(c.of))
                };
                let mut copies: Vec<String> = stories.iter().flat_map(|s| &s.copies).map(copy).collect();
                copies.sort_unstable();
                copies.join(", ")
            }
            "reuse" => {
                let reuse = stories.iter().flat_map(|s| &s.reuse).map(|r| {
                    let (from, to) = (self.article_letter(r.from.article), self.article_letter(r.to.article));
                    format!("{from} > {to}: {}", self.words(r.to))
                });
                let all: Vec<String> = reuse.collect();
                if all.iter().any(|r| r == value) { value.to_owned() } else { all.join("\n") }
            }
            "debts" => {
                let debt = |debt: &sayso_news::Debt| {
                    let (article, to) = (self.article_letter(debt.article), self.article_letter(debt.to));
                    let agency =
                        debt.agency.as_ref().map_or_else(String::new, |agency| format!(" ({agency})"));
                    format!("{article} {:?} of {to}, {:?}{agency}", debt.kind, debt.ground).to_lowercase()
                };
                let mut debts: Vec<String> = stories.iter().flat_map(|s| &s.debts).map(debt).collect();
                debts.sort_unstable();
                let debts = debts.join("; ");
                if debts == value.to_lowercase() { value.to_owned() } else { debts }
            }
            "utterances" => {
                let pair = |two: &sayso_news::Utterance| {
                    assert!(!two.step.text.is_empty(), "{}: no evidence", self.name);
                    let (from, to) =
                        (self.article_letter(two.from.article), self.article_letter(two.to.article));
                    format!("{from} > {to}")
                };
                let mut pairs: Vec<String> = stories.iter().flat_map(|s| &s.utterances).map(pair).collect();
                pairs.sort_unstable();
                if pairs.is_empty() { "none".to_owned() } else { pairs.join("; ") }
            }
            "quoted" => {
                let two = stories.iter().flat_map(|s| &s.utterances);
                let all: Vec<String> =
                    two.map(|two| format!("{} = {}", self.words(two.from), self.words(two.to))).collect();
                if all.iter().any(|two| two == value) { value.to_owned() } else { all.join("\n") }
            }
            "related" => {
                let first = |id: &sayso_news::StoryId| {
                    let story = stories.iter().find(|story| story.id == *id);
                    story.map_or_else(String::new, |story| self.article_letter(story.articles[0]))
                };
                let mut all: Vec<String> = Vec::new();
                for story in stories {
                    for related in &story.related {
                        assert!(!related.step.cites.is_empty(), "{}: no evidence", self.name);
                        all.push(
                            format!("{} {:?} {}", first(&story.id), related.relation, first(&related.story))
                                .to_lowercase(),
                        );
                    }
                }
                all.sort_unstable();
                let all = all.join("; ");
                if all == value.to_lowercase() { value.to_owned() } else { all }
            }
            "same" | "apart" => {
                let marks: Vec<&str> = value.split(' ').collect();
                let ids: Vec<_> = marks.iter().map(|mark| self.member(stories, mark).id).collect();
                let same = ids.iter().all(|id| *id == ids[0]);
                let apart = (0..ids.len()).all(|i| !ids[..i].contains(&ids[i]));
                let holds = if what == "same" { same } else { apart };
                if holds { value.to_owned() } else { format!("not {what}: {value}") }
            }
            "name" => format!("{left} = {}", self.member(stories, left).name),
            "kind" => format!("{left} = {:?}", self.member(stories, left).kind).to_lowercase(),
            "title" => {
                let titles = &self.member(stories, left).titles;
                if titles.iter().any(|t| t == right) { value.to_owned() } else { format!("{titles:?}") }
            }
            "step" => {
                let steps = &self.member(stories, left).steps;
                let rules: Vec<_> = steps.iter().map(|s| s.made.rule.as_str()).collect();
                assert!(steps.iter().all(|s| !s.cites.is_empty()), "{}: a step without evidence", self.name);
                if rules.contains(&right) { value.to_owned() } else { format!("{rules:?}") }
            }
            "places" => names(&stories[0]).join(", "),
            "not at" => {
                let found = names(&stories[0]);
                if found.iter().any(|name| name == value) { found.join(", ") } else { value.to_owned() }
            }
            "began" => stories[0].began.as_ref().map(|w| w.value.to_string()).unwrap_or_default(),
            "speaker" => {
                let member = self.member(stories, left);
                let known =
                    stories.iter().flat_map(|s| &s.speakers).any(|(_, speaker)| *speaker == member.id);
                if known { format!("{left} = {}", member.name) } else { format!("{left} speaks nowhere") }
            }
            other => panic!("{}: no such expectation: {other}", self.name),
        };
        let want = if what == "kind" { value.to_lowercase() } else { value.to_owned() };
        (got.to_lowercase() != want.to_lowercase()).then(|| format!("  {line}\n    got {got}"))
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its case pages")]
fn case_pages_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/stories");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut wrong = String::new();
    for file in files {
        let page = std::fs::read_to_string(&file).unwrap();
        let cases = cases(&page);
        assert!(!cases.is_empty(), "{}: no cases", file.display());
        for case in cases {
            assert!(!case.expected.is_empty(), "{}: nothing is expected", case.name);
            let stories = case.stories();
            for line in case.expected.iter().filter(|line| !line.trim().is_empty()) {
                if let Some(what) = case.wrong(&stories, line) {
                    let _ = writeln!(wrong, "{} ## {}\n{what}", file.display(), case.name);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
