//! What was found becomes records, with every decision as a step.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, Medium};
use sayso_news::{Attribution, AttributionId, Channel, EntityId, Made, Score, Stage, Step, TimeKind, When};
use sayso_text::Span;

use super::finder::{Finder, Found};

use super::speakers::Speaker;
use super::stances::{Stood, stance};
use super::verbs::Finite;
use super::words::Kind;

/// How often each rule finds both the right words and the right source, measured on annotated news (`PolNeAR`'s training
/// articles, where a rule had fewer than 20 cases also on pages of our own); the last figure is for all other rules.
const SCORES: &[(&str, f32)] = &[
    ("quote-then-cue", 0.96),
    ("quote-cue-quote", 0.95),
    ("quote-then-sentence", 0.8),
    ("cue-then-quote", 0.85),
    ("cue-inside-clause", 0.87),
    ("cue-that", 0.8),
    ("cue-clause", 0.75),
    ("clause-then-cue", 0.7),
    ("cue-comma-clause", 0.6),
    ("cue-words", 0.5),
    ("cue-question", 0.7),
    ("cue-colon", 0.5),
    ("according-to", 0.75),
    ("by-account-of", 0.5),
    ("quoted-as-saying", 0.8),
    ("cue-noun", 0.6),
    ("cue-noun-as", 0.6),
    ("cue-noun-at", 0.6),
    ("cue-noun-to", 0.6),
    ("cue-noun-ing", 0.65),
    ("cue-preposition", 0.55),
    ("cue-to", 0.55),
    ("cue-to-have", 0.7),
    ("cue-ing", 0.7),
    ("cue-inside-relative", 0.6),
    ("it-is-said-that", 0.65),
    ("is-said-to", 0.5),
    ("passive-by", 0.5),
    ("is-convinced-that", 0.6),
    ("noun-that", 0.5),
    ("noun-of", 0.3),
    ("post", 0.9),
    ("floating-quote", 0.7),
    ("", 0.5),
];

/// How often what only a network sees is right where it is quite sure, measured on annotated news.
const LEARNED: f32 = 0.75;

fn rule_score(rule: &str) -> f32 {
    SCORES.iter().find(|(name, _)| *name == rule || name.is_empty()).map_or(0.6, |(_, score)| *score)
}

/// Who speaks and on whose word, once it is known for all.
#[derive(Debug, Clone, Default)]
struct Voice {
    speaker: Option<Speaker>,
    via: Vec<EntityId>,
    via_text: Vec<String>,
    /// Where the medium stands that passes the words on.
    passed: Option<Span>,
}

/// A medium that passes words on.
#[derive(Debug, Clone, Copy)]
struct Passing<'d> {
    entity: Option<EntityId>,
    at: Span,
    name: &'d str,
}

impl Voice {
    fn pass(&mut self, medium: Passing<'_>) {
        self.passed = Some(medium.at);
        match medium.entity {
            Some(entity) => self.via.push(entity),
            None => self.via_text.push(medium.name.to_owned()),
        }
    }
}

impl Finder<'_, '_, '_> {
    /// The records, in order of first word.
    pub(super) fn records(&self) -> Vec<Attribution> {
        let mut voices: Vec<Voice> = Vec::with_capacity(self.found.len());
        for found in &self.found {
            let mut voice = self.voice(found, &voices);
            if let Some(medium) = self.medium_of_before(voices.len()) {
                voice.via.clear();
                voice.via_text.clear();
                voice.pass(medium);
            }
            voices.push(voice);
        }
        self.pass_on(&mut voices);
        let mut channels: Vec<Option<Channel>> = Vec::with_capacity(self.found.len());
        let speakers: Vec<Option<EntityId>> = voices.iter().map(|v| v.speaker.map(|s| s.entity)).collect();
        for number in 0..self.found.len() {
            let found = &self.found[number];
            // Where a post stands, its own lines tell.
            let own = if found.rule == "post" { None } else { self.channel_of(number) };
            let channel = own
                .filter(|c| !found.posted || c.kind != sayso_news::ChannelKind::Press)
                .or_else(|| self.channel_nearby(number, &speakers, &channels));
            channels.push(channel);
        }
        let mut records: Vec<_> = self
            .found
            .iter()
            .enumerate()
            .zip(voices)
            .zip(channels)
            .map(|(((number, found), voice), channel)| (number, self.record(number, found, voice, channel)))
            .collect();
        let ids: Vec<AttributionId> = records.iter().map(|(_, r)| r.id).collect();
        for (number, record) in &mut records {
            record.within = self.holder(*number).map(|n| ids[n]);
        }
        records.retain(|(number, _)| !self.found[*number].dropped);
        let mut records: Vec<_> = records.into_iter().map(|(_, r)| r).collect();
        records.sort_by_key(|r| (first(r), r.cue.first().map_or(0, |c| c.start()), r.id));
        records.dedup_by_key(|r| r.id);
        records
    }

    /// "X said so, the agency Y reported": Y passes on what X says.
    fn pass_on(&self, voices: &mut [Voice]) {
        for number in 0..self.found.len() {
            let found = &self.found[number];
            let own = &voices[number];
            if found.relay.is_some() || !own.via.is_empty() || !own.via_text.is_empty() {
                continue;
            }
            let Some(outer) = self.holder(number) else { continue };
            let source = &self.found[outer].source;
            if self.found[outer].sentence != found.sentence
                || source.is_empty()
                || !(self.scene.is_medium(source) || self.quotes(outer))
            {
                continue;
            }
            let passing = self.medium(source).map(|(_, medium)| medium).or_else(|| {
                let entity = self.scene.entity(voices[outer].speaker?.entity)?;
                Some(Passing { entity: Some(entity.id), at: self.scene.span(source), name: &entity.name })
            });
            let own = voices[number].speaker.map(|s| s.entity);
            if let Some(medium) = passing.filter(|m| m.entity.is_none() || m.entity != own) {
                voices[number].pass(medium);
            }
        }
    }

    /// "…, two people said. …, they said": whom no mention stands for, a pronoun takes up.
    pub(super) fn speak_on(&mut self) {
        for number in 1..self.found.len() {
            let scene = self.scene;
            let (before, found) = (&self.found[number - 1], &self.found[number]);
            let block = |f: &Found| scene.draft.sentences[f.sentence].block;
            let pronoun = found.source.start;
            let alone = scene.is_pronoun(&found.source);
            let near =
                found.sentence - before.sentence.min(found.sentence) <= 1 && block(before) == block(found);
            let nameless = !before.source.is_empty()
                && scene.kind(before.source.start) != Kind::Pronoun
                && scene.speaker(&before.source).is_none();
            if !alone || !near || !nameless || found.speaker_of.is_some() || before.dropped {
                continue;
            }
            let head = scene.head(&before.source);
            let several = scene.kind(before.source.start) == Kind::Number
                || scene.word(head).ends_with('s')
                || scene.is_any(head, &["people", "police", "men", "women"]);
            let fits =
                if several { scene.is(pronoun, "they") } else { scene.is_any(pronoun, &["he", "she"]) };
            if fits {
                self.found[number].speaker_of = Some(number - 1);
            }
        }
        self.write_on();
    }

    /// "The staff called on reporters to wait. “…,” the post says.": what was written is the words of whoever spoke right before.
    fn write_on(&mut self) {
        let scene = self.scene;
        for number in 1..self.found.len() {
            let (before, found) = (&self.found[number - 1], &self.found[number]);
            let block = |f: &Found| scene.draft.sentences[f.sentence].block;
            let written = found.source.len() == 2
                && scene.is_any(found.source.start, &["the", "its", "their"])
                && scene.is_any(
                    found.source.start + 1,
                    &["post", "statement", "message", "release", "communiqué", "letter"],
                );
            let near = found.sentence == before.sentence + 1 && block(before) == block(found);
            let speaks = !before.source.is_empty()
                && !before.dropped
                && !scene.is_medium(&before.source)
                && scene.speaker(&before.source).is_some();
            if written
                && near
                && speaks
                && found.speaker_of.is_none()
                && scene.speaker(&found.source).is_none()
            {
                self.found[number].speaker_of = Some(before.speaker_of.unwrap_or(number - 1));
            }
        }
    }

    /// "…, said X, as quoted by Y": Y says nothing of its own.
    fn quotes(&self, number: usize) -> bool {
        self.found[number].cue.is_some_and(|c| matches!(c.words, "as quoted by" | "as cited by"))
    }

    /// Attitudes inside what somebody says ("she said she wanted …") are part of it and no records of their own.
    pub(super) fn drop_nested(&mut self) {
        for number in 0..self.found.len() {
            let found = &self.found[number];
            let own = self.scene.kind(found.source.start) == Kind::Possessive || found.rule == "noun-of";
            let attitude = matches!(found.act, Act::Believe | Act::Intend | Act::Appeal)
                || (found.rule.starts_with("noun") && own);
            if self.holder(number).is_some_and(|outer| {
                attitude && !self.is_handed_on(number, outer) || self.is_in_denied_clause(number, outer)
            }) {
                self.found[number].dropped = true;
            }
        }
    }

    /// "The ministry condemned the strike, the agency X reported", "X believes so, his office said": the agency only hands on
    /// what another does.
    fn is_handed_on(&self, number: usize, outer: usize) -> bool {
        let (scene, source) = (self.scene, &self.found[number].source);
        let begins = |clause: &Range<usize>| clause.start == source.start;
        let told = &self.found[outer].source;
        (scene.is_medium(told) || scene.kind(told.start) == Kind::Possessive)
            && !source.is_empty()
            && scene.kind(source.start) != Kind::Pronoun
            && self.found[outer].content.first().is_some_and(begins)
    }

    /// "X denied that his men had confessed to anything": nobody has confessed.
    fn is_in_denied_clause(&self, number: usize, outer: usize) -> bool {
        let (scene, cue) = (self.scene, &self.found[number].cue_tokens);
        let outer = &self.found[outer];
        outer.act == Act::Deny
            && outer.content.iter().any(|clause| {
                let inside = clause.start <= cue.start && cue.end <= clause.end && !cue.is_empty();
                inside
                    && scene.kind(clause.start) == Kind::That
                    && !(clause.start..cue.start).any(|i| scene.kind(i) == Kind::Relative)
            })
    }

    fn voice(&self, found: &Found, voices: &[Voice]) -> Voice {
        if let Some(number) = found.speaker_of {
            return voices.get(number).cloned().unwrap_or_default();
        }
        let scene = self.scene;
        let mut voice = Voice { speaker: scene.speaker(&found.source), ..Voice::default() };
        if found.relay.is_none()
            && let Some(agency) = found.hearer.as_ref().and_then(|hearer| self.agency(hearer))
        {
            voice.pass(agency);
        }
        if found.relay.is_none()
            && voice.via.is_empty()
            && let Some(medium) = self.carried_by(found)
        {
            voice.pass(medium);
        }
        if let Some(relay) = &found.relay {
            match scene.speaker(relay) {
                Some(speaker) if voice.speaker.is_none_or(|s| s.entity != speaker.entity) => {
                    voice.via.push(speaker.entity);
                }
                Some(_) => {}
                None => {
                    let comma = relay.clone().find(|i| scene.kind(*i) == Kind::Comma).unwrap_or(relay.end);
                    let words = scene.span(&(relay.start..comma));
                    voice.via_text.push(words.slice(scene.draft.text()).to_owned());
                }
            }
        }
        voice
    }

    /// "…, he told the newspaper X. “…,” the paper quoted him as saying": the medium is the one that was told.
    fn medium_of_before(&self, number: usize) -> Option<Passing<'_>> {
        let scene = self.scene;
        let found = &self.found[number];
        let relay = found.relay.as_ref()?;
        let named = scene.speaker(relay).and_then(|s| scene.entity(s.entity)).is_some_and(|e| e.named);
        if named || !scene.is(relay.start, "the") || !scene.is_medium(relay) {
            return None;
        }
        let told = |f: &Found| {
            let media = [f.hearer.as_ref(), f.relay.as_ref(), Some(&f.source)];
            media.into_iter().flatten().filter(|m| !m.is_empty()).find_map(|m| self.medium(m)).map(|m| m.1)
        };
        let last = &self.found[number.saturating_sub(3)..number];
        let (last, medium) = last.iter().rev().find_map(|f| Some((f, told(f)?)))?;
        let near = found.sentence - last.sentence.min(found.sentence) <= 2;
        (near && !self.is_own_outlet(medium.name)).then_some(medium)
    }

    /// Whether the article is this medium's.
    fn is_own_outlet(&self, name: &str) -> bool {
        self.scene.draft.article.outlet.as_ref().is_some_and(|outlet| outlet.contains(name))
    }

    /// "said in a statement carried by the state agency X": X passes it on.
    fn carried_by(&self, found: &Found) -> Option<Passing<'_>> {
        const CARRYING: [&str; 8] =
            ["carry", "publish", "distribute", "circulate", "quote", "cite", "broadcast", "air"];
        let scene = self.scene;
        let after = found.cue_tokens.end;
        let end = scene.range(&scene.draft.sentences[found.sentence]).end;
        let free = |i: &usize| found.content.iter().all(|c| !c.contains(i));
        let verb = (after..end.min(after + 14))
            .take_while(free)
            .find(|i| scene.is_any(*i, &CARRYING) && scene.is(i + 1, "by"))?;
        let agent = verb + 2..scene.phrase_end(verb + 2, end);
        let statement = (after..verb).any(|i| scene.is_word_carrier(i));
        let (_, medium) = self.medium(&agent).filter(|_| statement)?;
        (!self.is_own_outlet(medium.name)).then_some(medium)
    }

    /// "told the news agency X", "told the newspaper X": X passes it on, unless it is X's own report.
    fn agency(&self, hearer: &Range<usize>) -> Option<Passing<'_>> {
        let article = self.scene.draft.article;
        let other = |kind: Medium| match kind {
            Medium::Agency => true,
            // Where nobody knows whose report it is, a paper's name may be its own.
            Medium::Press | Medium::Broadcast => article.outlet.is_some() && self.is_named_in(hearer),
            _ => false,
        };
        let medium = self.medium(hearer).filter(|(kind, _)| other(*kind))?.1;
        let signed = |sign: String| article.text.contains(&sign);
        let own = self.is_own_outlet(medium.name)
            || signed(format!("({})", medium.name))
            || signed(format!("© {}", medium.name));
        (!own).then_some(medium)
    }

    /// Whether a name stands among these words, a general word for a medium beside it.
    fn is_named_in(&self, tokens: &Range<usize>) -> bool {
        let scene = self.scene;
        let names = tokens.clone().filter(|i| scene.kind(*i) == Kind::Name).count();
        names > 0 && tokens.clone().any(|i| scene.kind(i) == Kind::Noun)
    }

    /// The medium that these words name.
    fn medium(&self, tokens: &Range<usize>) -> Option<(Medium, Passing<'_>)> {
        let scene = self.scene;
        let hit = scene.channel_in(tokens.clone())?;
        let named = |range: &Range<usize>| scene.entity(scene.speaker(range)?.entity).filter(|e| e.named);
        let range = scene.channel_name(&hit, tokens.end);
        let entity = range.as_ref().and_then(named).or_else(|| named(tokens));
        let at = scene.span(range.as_ref().unwrap_or(tokens));
        let words = range.map(|_| at.slice(scene.draft.text()));
        let name = entity.map(|e| e.name.as_str()).or(words)?;
        Some((hit.medium, Passing { entity: entity.map(|e| e.id), at, name }))
    }

    fn record(&self, number: usize, found: &Found, voice: Voice, channel: Option<Channel>) -> Attribution {
        let scene = self.scene;
        let text = scene.draft.text();
        let article = scene.draft.article;
        let mut cue: Vec<Span> = spans(scene.span(&found.cue_tokens), &found.cue_tokens);
        // "teilte … mit"
        let particle = found.cue.and_then(|c| scene.particle_of(&found.cue_tokens, c.words));
        cue.extend(particle.map(|at| scene.span(&(at..at + 1))));
        let source: Vec<Span> = spans(scene.span(&found.source), &found.source);
        let content: Vec<Span> = found.content.iter().map(|c| self.content_span(c)).collect();
        let rule = match found.belief {
            Some(belief) if found.rule == "learned" => LEARNED * belief,
            _ => rule_score(found.rule),
        };
        let mut steps = Vec::new();
        let mut step = |words: String, at: Vec<Span>, score: f32, made: Made| {
            let cites = at.into_iter().map(|s| article.cite(s)).collect();
            steps.push(Step { text: words, cites, score: Score::new(score), made });
        };
        let by = |rule: &str, cue: Option<&Cue>| {
            let made = Made::by(Stage::Reading, rule);
            cue.map_or(made.clone(), |c| made.with("cues", c.words))
        };
        let quoted: Vec<&str> = cue.iter().map(|s| s.slice(text)).collect();
        let what = if quoted.is_empty() { "no cue".to_owned() } else { format!("cue: {}", quoted.join(" ")) };
        step(what, cue.clone(), rule, by(found.rule, found.cue));
        let entity = voice.speaker.and_then(|s| scene.entity(s.entity));
        let source_words = source.first().map_or("", |s| s.slice(text));
        let mut sure = rule;
        if let Some(speaker) = voice.speaker {
            let name = entity.map_or("", |e| e.name.as_str());
            let (words, rule) = if found.speaker_of.is_some() {
                (format!("speaker goes on: {name}"), "speaker-goes-on")
            } else if speaker.behind {
                (format!("speaker behind {source_words}: {name}"), "speaker-behind-statement")
            } else {
                (format!("speaker: {source_words} → {name}"), "speaker-by-mention")
            };
            sure *= if found.speaker_of.is_some() { 0.7 } else { 0.5 + 0.5 * speaker.score };
            step(words, source.clone(), speaker.score, Made::by(Stage::Reading, rule));
        }
        if let Some(relay) = &found.relay {
            let span = scene.span(relay);
            let words = format!("via {}", span.slice(text));
            step(
                words,
                vec![span],
                0.85,
                Made::by(Stage::Reading, if found.posted { "posted-by" } else { "relayed-by" }),
            );
        }
        if let Some(at) = voice.passed {
            let made = Made::by(Stage::Reading, "passed-on-by");
            step(format!("via {}", at.slice(text)), vec![at], 0.8, made);
        }
        let mut stood = self.stance_of(found);
        // "X dismissed it as baseless, the radio reported": the denial is X's, not the radio's.
        if let Some((at, _)) = stood.denial {
            let others = self.near(number).filter(|n| *n != number).map(|n| &self.found[n]);
            let nested = others
                .filter(|o| {
                    found.content.iter().any(|c| !o.cue_tokens.is_empty() && c.contains(&o.cue_tokens.start))
                })
                .any(|o| o.content.iter().any(|c| c.contains(&at)));
            if nested {
                stood = Stood { stance: stance(found.act), denial: None };
            }
        }
        if let Some((from, to)) = stood.denial {
            let span = scene.span(&(from..to));
            step(
                format!("denied by: {}", span.slice(text)),
                vec![span],
                0.85,
                Made::by(Stage::Reading, "content-denies").with("denials", span.slice(text)),
            );
        }
        if let Some(channel) = &channel {
            let words = channel.span.map_or(String::new(), |s| s.slice(text).to_owned());
            step(
                format!("channel: {words}"),
                channel.span.into_iter().collect(),
                0.85,
                Made::by(Stage::Reading, "channel-words").with("channels", &words),
            );
        }
        let channel_words = channel.as_ref().and_then(|c| c.span);
        let said = self.said(number).filter(|(_, span)| !channel_words.is_some_and(|c| c.contains(*span)));
        if let Some((when, span)) = &said {
            step(
                format!("said: {}", when.value),
                vec![*span],
                0.8,
                Made::by(Stage::Reading, "time-beside-cue"),
            );
        }
        let id = AttributionId::of(&[&article.id.bytes(), &bytes(&cue), &bytes(&content), &bytes(&source)]);
        let first = found.speaker_of.map_or(found, |number| &self.found[number]);
        let own = scene.span(&first.source).slice(text);
        let speaker_text = entity.map_or_else(|| own.to_owned(), |e| e.name.clone());
        Attribution {
            id,
            source,
            cue,
            content,
            speaker: voice.speaker.map(|s| s.entity),
            speaker_text,
            mode: self.mode_of(found),
            stance: stood.stance,
            certainty: self.certainty_of(found),
            reporting: self.reporting_of(found),
            channel,
            via: voice.via,
            via_text: voice.via_text,
            within: None,
            said: said.map(|(when, _)| when),
            score: Score::new(sure),
            steps,
        }
    }

    /// A piece of content as a span: speech without the comma before its closing mark.
    fn content_span(&self, piece: &Range<usize>) -> Span {
        let scene = self.scene;
        let mut end = piece.end;
        while end > piece.start + 1 && matches!(scene.word(end - 1), "," | "–" | "—" | "--") {
            end -= 1;
        }
        scene.span(&(piece.start..end))
    }

    /// When it was said, from the time words beside the cue.
    fn said(&self, number: usize) -> Option<(When, Span)> {
        let scene = self.scene;
        let found = &self.found[number];
        if found.cue_tokens.is_empty() {
            return None;
        }
        let range = scene.range(&scene.draft.sentences[found.sentence]);
        let cue = scene.span(&found.cue_tokens);
        let times = &scene.draft.times;
        let mut best: Option<(usize, When, Span)> = None;
        for (from, to) in self.free(number, &range) {
            let span = scene.span(&(from..to));
            let first = times.partition_point(|t| t.span.start() < span.start());
            for time in times[first..].iter().take_while(|t| t.span.end() <= span.end()) {
                let (Some(when), TimeKind::Date | TimeKind::Time) = (&time.when, time.kind) else { continue };
                let there = scene.draft.tokens_in(time.span);
                let (low, high) =
                    (there.start.min(found.cue_tokens.end), there.start.max(found.cue_tokens.end));
                // "X, who said so, will speak on Saturday": another verb stands between.
                let other = (low..high).any(|i| {
                    !found.cue_tokens.contains(&i)
                        && found.content.iter().all(|c| !c.contains(&i))
                        && scene.finite(i) == Finite::Yes
                });
                if other || scene.span(&found.source).overlaps(time.span) {
                    continue;
                }
                let distance = time.span.start().abs_diff(cue.start());
                if best.as_ref().is_none_or(|b| distance < b.0) {
                    best = Some((distance, when.clone(), time.span));
                }
            }
        }
        best.map(|(_, when, span)| (when, span))
    }

    /// The found attribution whose content holds this one's cue.
    fn holder(&self, number: usize) -> Option<usize> {
        let found = &self.found[number];
        let at = if found.cue_tokens.is_empty() { found.source.clone() } else { found.cue_tokens.clone() };
        if at.is_empty() {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (n, other) in self.found.iter().enumerate().take(number + 32).skip(number.saturating_sub(32)) {
            if n == number || other.dropped {
                continue;
            }
            for piece in &other.content {
                if piece.start <= at.start && at.end <= piece.end && best.is_none_or(|b| piece.len() < b.0) {
                    best = Some((piece.len(), n));
                }
            }
        }
        best.map(|(_, n)| n)
    }
}

fn spans(span: Span, tokens: &Range<usize>) -> Vec<Span> {
    if tokens.is_empty() { Vec::new() } else { vec![span] }
}

fn bytes(spans: &[Span]) -> Vec<u8> {
    spans.iter().flat_map(|s| [s.start() as u64, s.end() as u64]).flat_map(u64::to_be_bytes).collect()
}

fn first(record: &Attribution) -> usize {
    record.source.iter().chain(&record.cue).chain(&record.content).map(|s| s.start()).min().unwrap_or(0)
}
