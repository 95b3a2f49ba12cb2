//! Marked texts become stories, for tests and benches of this crate alone.
//!
//! Stages never import each other, so the real reader is not at hand here. Marks stand in the running text:
//! `[Anna Kell]{1 person state=arden}` is a name of member 1 of the cast; `[the bridge fell]{by 1 deny quote}` is what
//! member 1 says; `[denied]{cue}` is the cue of what is said in that sentence; `[in May]{time 2014-05}` is a time.
//! Marks nest. Members keep their numbers across articles.
#![allow(dead_code, reason = "each test binary uses a part")]

mod words;

use std::collections::BTreeMap;

use sayso_news::{
    Article, ArticleId, Attribution, AttributionId, Basis, Block, BlockKind, CaptureId, Cite, Copy, Edtf,
    Entity, EntityId, EntityKind, Made, Member, Mention, MentionKind, Mode, Precision, Reading, Reporting,
    Score, Sentence, Stage, Stance, Story, StoryId, TimeKind, TimeMention, Timex, Trace, When,
};
use sayso_text::{Span, lines};

/// A story with everything that it was made from.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    pub(crate) story: Story,
    pub(crate) articles: Vec<Article>,
    pub(crate) readings: Vec<Reading>,
}

impl Marked {
    pub(crate) fn pairs(&self) -> Vec<(&Article, &Reading)> {
        self.articles.iter().zip(&self.readings).collect()
    }
}

/// One article as a page gives it: "The Harbour Post 2024-05-03", and its text with marks.
pub(crate) struct Source<'p> {
    pub(crate) head: &'p str,
    pub(crate) text: &'p str,
}

/// Puts a story together. `began` is the day of its event.
pub(crate) fn story(sources: &[Source<'_>], began: Option<&str>) -> Marked {
    let mut members: BTreeMap<String, Member> = BTreeMap::new();
    let mut articles = Vec::new();
    let mut readings = Vec::new();
    let mut copies: Vec<(usize, usize)> = Vec::new();
    let mut places = Vec::new();
    for (nth, source) in sources.iter().enumerate() {
        let mut words: Vec<&str> = source.head.split_whitespace().collect();
        if let Some(at) = words.iter().position(|w| w.starts_with("copy-of=")) {
            let letter = words.remove(at).trim_start_matches("copy-of=");
            copies.push((nth, usize::from(letter.as_bytes()[0] - b'A')));
        }
        let published = words.last().filter(|w| w.starts_with('2')).copied();
        if published.is_some() {
            words.pop();
        }
        let (text, marks) = unmark(source.text);
        let article = article(nth, &words.join(" "), published, &text);
        readings.push(reading(&article, &marks, &mut members, &mut places));
        articles.push(article);
    }
    let mut cast: Vec<Member> = members.into_values().collect();
    let numbers: BTreeMap<String, EntityId> = cast.iter().map(|m| (m.steps[0].text.clone(), m.id)).collect();
    for member in &mut cast {
        member.steps.clear();
        member.affiliation = member.titles.iter().find_map(|t| numbers.get(t.strip_prefix("of=")?)).copied();
        member.titles.retain(|t| !t.starts_with("of="));
    }
    let ids: Vec<ArticleId> = articles.iter().map(|a: &Article| a.id).collect();
    let headline = articles.first().and_then(|a: &Article| Some(a.cite(a.blocks.first()?.span)));
    let headline = headline.unwrap_or(Cite::new(ArticleId::of(&[]), Span::default()));
    let story = Story {
        id: StoryId::of(&[b"story"]),
        headline,
        articles: ids.clone(),
        copies: copies
            .iter()
            .map(|(a, b)| Copy { article: ids[*a], of: ids[*b], score: Score::CERTAIN })
            .collect(),
        reuse: Vec::new(),
        debts: Vec::new(),
        utterances: Vec::new(),
        related: Vec::new(),
        cast,
        places,
        began: began.map(when),
        speakers: Vec::new(),
        steps: Vec::new(),
        made: Made::by(Stage::Stories, "test"),
    };
    Marked { story, articles, readings }
}

fn when(value: &str) -> When {
    let precision = match value.len() {
        4 => Precision::Year,
        7 => Precision::Month,
        _ => Precision::Day,
    };
    let value = Edtf::parse(value).expect("a test gives a good date");
    When { value, precision, basis: Basis::Stated, cite: None }
}

/// A mark and the words that it stands on.
struct Mark {
    span: Span,
    words: String,
}

/// Takes the marks out of a text.
fn unmark(text: &str) -> (String, Vec<Mark>) {
    let mut plain = String::new();
    let mut open = Vec::new();
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '[' {
            open.push(plain.len());
            rest = &rest[1..];
        } else if let Some(tail) = rest.strip_prefix("]{") {
            let (words, after) = tail.split_once('}').expect("a mark is closed");
            let start = open.pop().expect("a mark was opened");
            marks.push(Mark { span: Span::of(start..plain.len()), words: words.to_owned() });
            rest = after;
        } else {
            plain.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    marks.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
    (plain, marks)
}

/// An article whose first line is the title and whose other lines are the body.
fn article(nth: usize, outlet: &str, published: Option<&str>, text: &str) -> Article {
    let capture = CaptureId::of(&[nth.to_string().as_bytes(), text.as_bytes()]);
    let id = ArticleId::of(&[&capture.bytes()]);
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines(text).filter(|line| !line.is_blank()) {
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Body };
        let made = Made::by(Stage::Clean, "test");
        blocks.push(Block { kind, span: line.span.trim(text), score: Score::CERTAIN, made });
    }
    Article {
        id,
        capture,
        url: None,
        outlet: Some(outlet.to_owned()).filter(|o| !o.is_empty()),
        outlet_cite: None,
        title: blocks.first().map(|b| b.span.slice(text).to_owned()),
        title_cite: blocks.first().map(|b| Cite::new(id, b.span)),
        byline: Vec::new(),
        section: None,
        published: published.map(when),
        updated: None,
        captured: None,
        language: Some("en".into()),
        text: text.to_owned(),
        blocks,
        entries: Vec::new(),
        leads: Vec::new(),
        trace: Trace::default(),
    }
}

fn reading(
    article: &Article,
    marks: &[Mark],
    members: &mut BTreeMap<String, Member>,
    places: &mut Vec<EntityId>,
) -> Reading {
    let mut reading = Reading {
        article: article.id,
        tokens: Vec::new(),
        sentences: Vec::new(),
        quotations: Vec::new(),
        mentions: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        attributions: Vec::new(),
        made: Made::by(Stage::Reading, "test"),
    };
    for (nth, block) in article.blocks.iter().enumerate() {
        for sentence in words::sentences(block.span.slice(&article.text)) {
            let span = sentence.shift(block.span.start());
            let start = reading.tokens.len() as u32;
            words::tokens(&article.text, span, &mut reading.tokens);
            let tokens = start..reading.tokens.len() as u32;
            reading.sentences.push(Sentence { span, tokens, block: nth as u32 });
        }
    }
    for mark in marks {
        let mut parts = mark.words.split_whitespace();
        match parts.next().unwrap_or_default() {
            "by" | "cue" => {}
            "time" => {
                let when = parts.next().map(|v| When { cite: Some(article.cite(mark.span)), ..when(v) });
                reading.times.push(TimeMention {
                    span: mark.span,
                    value: Timex::unknown(),
                    when,
                    kind: TimeKind::Date,
                });
            }
            key => mention(article, mark, key, parts, &mut reading, members, places),
        }
    }
    for mark in marks.iter().filter(|m| m.words.starts_with("by ")) {
        attribution(article, mark, marks, &mut reading, members);
    }
    reading.attributions.sort_by_key(|a| a.content[0]);
    reading
}

/// `1 person state=arden of=2 title=Governor_of_Arden as=demonym`
fn mention<'m>(
    article: &Article,
    mark: &Mark,
    key: &str,
    parts: impl Iterator<Item = &'m str>,
    reading: &mut Reading,
    members: &mut BTreeMap<String, Member>,
    places: &mut Vec<EntityId>,
) {
    let name = mark.span.slice(&article.text).to_owned();
    let id = EntityId::of(&[&article.id.bytes(), key.as_bytes()]);
    let member = members.entry(key.to_owned()).or_insert_with(|| Member {
        id: EntityId::of(&[b"member", key.as_bytes()]),
        kind: EntityKind::Other,
        name: name.clone(),
        named: name.starts_with(char::is_uppercase),
        aliases: Vec::new(),
        titles: Vec::new(),
        affiliation: None,
        state: None,
        place: None,
        mentions: Vec::new(),
        parts: Vec::new(),
        // The key is kept here until the cast is whole.
        steps: vec![sayso_news::Step {
            text: key.to_owned(),
            cites: Vec::new(),
            score: Score::CERTAIN,
            made: Made::by(Stage::Stories, "test"),
        }],
    });
    let mut kind =
        if name.starts_with(char::is_uppercase) { MentionKind::Name } else { MentionKind::Description };
    for part in parts {
        match part {
            "person" => member.kind = EntityKind::Person,
            "body" => member.kind = EntityKind::Organisation,
            "described" => {
                member.named = false;
                kind = MentionKind::Description;
            }
            "group" => member.kind = EntityKind::Group,
            "place" => member.kind = EntityKind::Place,
            "scene" => {
                member.kind = EntityKind::Place;
                places.push(member.id);
            }
            "demonym" => kind = MentionKind::Demonym,
            "pronoun" => kind = MentionKind::Pronoun,
            other => match other.split_once('=') {
                Some(("state", state)) => member.state = Some(state.into()),
                Some(("title", title)) => member.titles.push(title.replace('_', " ")),
                Some(("of", _)) => member.titles.push(other.to_owned()),
                _ => panic!("a mark says `{other}`, which means nothing here"),
            },
        }
    }
    if !member.parts.contains(&id) {
        member.parts.push(id);
        reading.entities.push(Entity {
            id,
            kind: member.kind,
            name: name.clone(),
            named: member.named,
            aliases: Vec::new(),
            titles: Vec::new(),
            affiliation: None,
            state: member.state.clone(),
            place: None,
        });
    }
    if kind == MentionKind::Name && member.name != name && !member.aliases.contains(&name) {
        member.aliases.push(name);
    }
    reading.mentions.push(Mention {
        span: mark.span,
        kind,
        entity: id,
        score: Score::CERTAIN,
        made: Made::by(Stage::Reading, "test"),
    });
}

/// `by 1 deny quote`; a speaker in inverted commas is nobody of the cast: `by 'Arden sources'`.
fn attribution(
    article: &Article,
    mark: &Mark,
    marks: &[Mark],
    reading: &mut Reading,
    members: &BTreeMap<String, Member>,
) {
    let words = mark.words.trim_start_matches("by ").trim();
    let (who, rest) = match words.strip_prefix('\'') {
        Some(tail) => tail.split_once('\'').expect("a described speaker is closed"),
        None => words.split_once(' ').unwrap_or((words, "")),
    };
    let described = words.starts_with('\'');
    let speaker = (!described).then(|| EntityId::of(&[&article.id.bytes(), who.as_bytes()]));
    if let Some(id) = speaker
        && !members[who].parts.contains(&id)
    {
        panic!("member {who} speaks where it is not named; mark it in the article");
    }
    let mut stance = Stance::Assert;
    let mut mode = Mode::Indirect;
    for word in rest.split_whitespace() {
        match word {
            "deny" => stance = Stance::Deny,
            "doubt" => stance = Stance::Doubt,
            "confirm" => stance = Stance::Confirm,
            "intend" => stance = Stance::Intend,
            "quote" => mode = Mode::Direct,
            other => panic!("a mark says `{other}`, which means nothing here"),
        }
    }
    let sentence = reading.sentence_at(mark.span.start()).map(|s| s.span).unwrap_or_default();
    let cue: Vec<Span> =
        marks.iter().filter(|m| m.words == "cue" && sentence.contains(m.span)).map(|m| m.span).collect();
    let source = reading
        .mentions
        .iter()
        .filter(|m| Some(m.entity) == speaker && sentence.contains(m.span))
        .map(|m| m.span)
        .take(1)
        .collect();
    let shown = if described { who.to_owned() } else { members[who].name.clone() };
    reading.attributions.push(Attribution {
        id: AttributionId::of(&[
            &article.id.bytes(),
            mark.words.as_bytes(),
            &[mark.span.start() as u8, mark.span.end() as u8],
        ]),
        source,
        cue,
        content: vec![mark.span],
        speaker,
        speaker_text: shown,
        mode,
        stance,
        certainty: None,
        reporting: Reporting::Neutral,
        channel: None,
        via: Vec::new(),
        via_text: Vec::new(),
        within: None,
        said: None,
        score: Score::CERTAIN,
        steps: Vec::new(),
    });
}
