//! Through what something was said: a post, an agency, an interview, a statement.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_lexicon::{ChannelClass, Frame, Medium};
use sayso_news::{Channel, ChannelKind, EntityId, EntityKind, MentionKind};

use super::finder::{Finder, Found};

use super::scene::Scene;
use super::words::Kind;
use crate::names::is_acronym;

/// Words that tell a channel.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) medium: Medium,
    /// Whether they are the channel's name.
    pub(super) named: bool,
}

impl Hit {
    /// Whether it is a network on which people post.
    pub(super) fn is_network(&self) -> bool {
        matches!(self.medium, Medium::X | Medium::Telegram | Medium::Facebook | Medium::Social)
    }
}

/// The most telling kind first.
const fn weight(medium: Medium) -> u8 {
    match medium {
        Medium::X | Medium::Telegram | Medium::Facebook => 0,
        Medium::Social => 1,
        Medium::Broadcast => 2,
        Medium::Press | Medium::Agency => 3,
        Medium::Website => 4,
        Medium::Video => 5,
        Medium::Interview => 6,
        Medium::Statement => 7,
        Medium::Document => 8,
    }
}

const fn kind(medium: Medium) -> ChannelKind {
    match medium {
        Medium::X => ChannelKind::X,
        Medium::Telegram => ChannelKind::Telegram,
        Medium::Facebook => ChannelKind::Facebook,
        Medium::Social => ChannelKind::Social,
        Medium::Agency => ChannelKind::Agency,
        Medium::Broadcast => ChannelKind::Broadcast,
        Medium::Press => ChannelKind::Press,
        Medium::Website => ChannelKind::Website,
        Medium::Interview => ChannelKind::Interview,
        Medium::Statement => ChannelKind::Statement,
        Medium::Video => ChannelKind::Video,
        Medium::Document => ChannelKind::Document,
    }
}

/// Whether it passes on what others say.
const fn passes_on(medium: Medium) -> bool {
    matches!(
        medium,
        Medium::Agency
            | Medium::Broadcast
            | Medium::Press
            | Medium::Website
            | Medium::Telegram
            | Medium::Social
    )
}

/// Whether a name is made as those of stations are: "TTV", "KTV", `TeleMarenza`.
fn is_station(name: &str) -> bool {
    let capitals = name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let tele = name.strip_prefix("Tele").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    tele || capitals && (name.starts_with("TV") || name.ends_with("TV"))
}

impl Scene<'_, '_> {
    /// The most telling channel words among these tokens.
    pub(super) fn channel_in(&self, tokens: Range<usize>) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(hit) = self.channel_at(at, tokens.end) else {
                at += 1;
                continue;
            };
            at = hit.tokens.end;
            let better = best.as_ref().is_none_or(|b| {
                (weight(hit.medium), u8::from(!hit.named)) < (weight(b.medium), u8::from(!b.named))
            });
            if better {
                best = Some(hit);
            }
        }
        best
    }

    /// Channels that prepositions lead in among these tokens ("on Telegram", "in an interview with X"), and where each phrase ends.
    pub(super) fn channels_led_in(&self, tokens: Range<usize>) -> Vec<(Hit, usize)> {
        const LEADING: [&str; 10] =
            ["on", "in", "at", "to", "via", "through", "during", "over", "by", "from"];
        let leads =
            |at: &usize| matches!(self.kind(*at), Kind::Preposition | Kind::To) && self.is_any(*at, &LEADING);
        tokens
            .clone()
            .filter(leads)
            .filter_map(|at| {
                if self.is(at, "on") && self.is(at + 1, "air") {
                    let hit = Hit { tokens: at + 1..at + 2, medium: Medium::Broadcast, named: false };
                    return Some((hit, at + 2));
                }
                let end = self.base_end(at + 1, tokens.end).max(at + 1);
                Some((self.channel_in(at + 1..end)?, end))
            })
            .collect()
    }

    fn channel_at(&self, at: usize, end: usize) -> Option<Hit> {
        self.channel_words(at, end).or_else(|| self.outlet_at(at))
    }

    /// A name that the text tells, here or elsewhere, to be an outlet's: "the agency Intercontact", and then "told Intercontact".
    fn outlet_at(&self, at: usize) -> Option<Hit> {
        if self.kind(at) != Kind::Name {
            return None;
        }
        let mention =
            self.draft.mentions_in(self.span(&(at..at + 1))).find(|m| m.kind == MentionKind::Name)?;
        let tokens = self.draft.tokens_in(mention.span);
        let medium = self.outlets().get(&mention.entity).copied();
        let shown = || is_station(self.word(at)).then_some(Medium::Broadcast);
        let medium = medium.filter(|_| tokens.start == at).or_else(shown)?;
        Some(Hit { tokens, medium, named: true })
    }

    /// What kind of medium each body is that a text calls one: "the radio station X", "the X news agency", "X, a state broadcaster".
    pub(super) fn outlets(&self) -> &FxHashMap<EntityId, Medium> {
        self.outlets.get_or_init(|| {
            let named = self.draft.mentions.iter().filter(|m| m.kind == MentionKind::Name);
            let mut found = FxHashMap::default();
            for mention in named {
                let person = self.entity(mention.entity).is_some_and(|e| e.kind == EntityKind::Person);
                let name = self.draft.tokens_in(mention.span);
                if !person && let Some(medium) = self.called(&name) {
                    found.entry(mention.entity).or_insert(medium);
                }
            }
            found
        })
    }

    /// The medium that the words around a name say it is.
    fn called(&self, name: &Range<usize>) -> Option<Medium> {
        let passes = |hit: &Hit| !hit.named && passes_on(hit.medium);
        // "the website Kastel Monitor" is not Kastel.
        let whole = !self.word(name.end).starts_with(char::is_uppercase);
        let before = (name.start.saturating_sub(3)..name.start)
            .filter_map(|at| self.channel_words(at, name.start))
            .find(|hit| hit.tokens.end == name.start && passes(hit));
        let agency = |at: usize| self.is(at, "agency") && self.kind(at) == Kind::Noun;
        let the = |at: usize| self.is_any(at, &["the", "our", "its"]);
        let led = before.map(|hit| hit.medium).or_else(|| {
            let agency = name.start > 1 && agency(name.start - 1) && the(name.start - 2);
            agency.then_some(Medium::Agency)
        });
        let behind = || {
            let hit = self.channel_words(name.end, name.end + 3).filter(passes).map(|hit| hit.medium);
            let agency = name.start > 0 && agency(name.end) && the(name.start - 1);
            hit.or(agency.then_some(Medium::Agency))
        };
        let apposed = || {
            let from = name.end + 1;
            let phrase = self.kind(name.end) == Kind::Comma
                && matches!(self.kind(from), Kind::Determiner | Kind::Possessive);
            let end = self.base_end(from, self.words.len().min(from + 8));
            (from..end)
                .filter(|_| phrase)
                .filter_map(|at| self.channel_words(at, end))
                .find(|hit| hit.tokens.end == end && passes(hit))
                .map(|hit| hit.medium)
        };
        led.filter(|_| whole).or_else(behind).or_else(apposed)
    }

    fn channel_words(&self, at: usize, end: usize) -> Option<Hit> {
        let kind = self.kind(at);
        if !matches!(
            kind,
            Kind::Noun | Kind::Name | Kind::Adjective | Kind::Adverb | Kind::Determiner | Kind::Verb
        ) {
            return None;
        }
        let written = |n: usize, word: &str| at + n < end && self.word(at + n) == word;
        let folded = crate::tags::fold(self.word(at));
        let plain =
            |n: usize, word: &str| at + n < end && (self.is(at + n, word) || self.lemma(at + n) == word);
        // At a sentence's end the full stop is part of the letter.
        let word = if self.word(at) == "X." { "X" } else { self.word(at) };
        let name = (kind == Kind::Name || word == "the")
            .then(|| self.rules.channel(ChannelClass::Name, word, written))
            .flatten();
        // "X" is a letter unless something is said on it.
        let name = name.filter(|_| word != "X" || (at > 0 && self.is(at - 1, "on")));
        // "the People's Movement" is no magazine.
        let owned =
            |len: usize| self.kind(at + len) == Kind::Genitive && self.kind(at + len + 1) == Kind::Name;
        let name = name.filter(|found| !owned(found.len));
        let noun = [folded.as_str(), self.lemma(at)]
            .into_iter()
            .find_map(|first| self.rules.channel(ChannelClass::Noun, first, plain))
            // "the press service" is a service.
            .filter(|hit| !(hit.len == 2 && self.is(at, "the") && self.kind(at + 2) == Kind::Noun));
        let (found, named) = match (name, noun) {
            (Some(name), Some(noun)) if noun.len > name.len => (noun, false),
            (Some(name), _) => (name, true),
            (None, Some(noun)) => (noun, false),
            (None, None) => return None,
        };
        Some(Hit { tokens: at..at + found.len, medium: found.value, named })
    }

    /// The last token of a phrase's first noun.
    pub(super) fn head(&self, tokens: &Range<usize>) -> usize {
        let mut end = self.base_end(tokens.start, tokens.end).max(tokens.start + 1);
        // "the News Agency (LLNA)"
        if self.kind(end - 1) == Kind::Right
            && let Some(open) = (tokens.start + 1..end).rev().find(|i| self.kind(*i) == Kind::Left)
        {
            end = open;
        }
        end - 1
    }

    /// Whether the phrase names a medium that passes words on: an agency, a paper, a channel.
    pub(super) fn is_medium(&self, tokens: &Range<usize>) -> bool {
        if tokens.is_empty() {
            return false;
        }
        let comma = tokens.clone().find(|i| self.kind(*i) == Kind::Comma).unwrap_or(tokens.end);
        // "Meva Watch, a monitoring channel on Telegram": an apposition tells it as well.
        [tokens.start..comma, comma..tokens.end]
            .into_iter()
            .any(|part| !part.is_empty() && self.channel_in(part).is_some_and(|hit| passes_on(hit.medium)))
            || (tokens.len() == 1 && self.is_any(tokens.start, &["it"]))
    }

    /// Whether the phrase is a name, and not a person's.
    pub(super) fn can_pass_on(&self, tokens: &Range<usize>) -> bool {
        let named = self.kind(self.head(tokens)) == Kind::Name;
        let entity = self.speaker(tokens).and_then(|s| self.entity(s.entity));
        named
            && entity.is_none_or(|e| {
                matches!(e.kind, EntityKind::Organisation | EntityKind::Work | EntityKind::Other)
            })
    }

    /// "told TVC", "told Dumarinform": what is told to the bare name of a body that no table knows is told to an outlet.
    fn is_outlet_perhaps(&self, hearer: &Range<usize>) -> bool {
        let entity = self.speaker(hearer).and_then(|s| self.entity(s.entity));
        let name = self.span(hearer).slice(self.draft.text());
        let known = self.draft.lexicon.gazetteer.get(name).is_some();
        hearer.clone().all(|i| self.kind(i) == Kind::Name)
            && entity.is_some_and(|e| e.named && e.kind == EntityKind::Organisation)
            && !known
    }

    /// Whether the phrase is a thing that is read rather than somebody who speaks.
    pub(super) fn is_thing(&self, tokens: &Range<usize>) -> bool {
        let head = self.head(tokens);
        self.channel_in(head..head + 1).is_some_and(|hit| {
            !hit.named && matches!(hit.medium, Medium::Document | Medium::Video | Medium::Statement)
        })
    }

    /// Whether the phrase is a video or picture.
    pub(super) fn is_footage(&self, tokens: &Range<usize>) -> bool {
        let head = self.head(tokens);
        self.channel_in(tokens.start..head + 1).is_some_and(|hit| hit.medium == Medium::Video)
    }

    /// The name that goes with channel words: "the broadcaster Kanal Sever", "Radio Dravnik".
    pub(super) fn channel_name(&self, hit: &Hit, limit: usize) -> Option<Range<usize>> {
        if hit.named {
            return Some(hit.tokens.clone());
        }
        // "in a video message Brun Keddel says": what somebody says has no name of its own.
        if weight(hit.medium) >= weight(Medium::Video) {
            return None;
        }
        let mut end = hit.tokens.end;
        while end < limit && self.kind(end) == Kind::Name {
            end += 1;
        }
        let start = if self.kind(hit.tokens.start) == Kind::Name && end > hit.tokens.end {
            hit.tokens.start
        } else {
            hit.tokens.end
        };
        (end > start).then_some(start..end)
    }

    pub(super) fn channel(&self, hit: &Hit, limit: usize) -> Channel {
        let name = self.channel_name(hit, limit);
        let whole = name
            .as_ref()
            .map_or(hit.tokens.clone(), |n| n.start.min(hit.tokens.start)..n.end.max(hit.tokens.end));
        Channel {
            kind: kind(hit.medium),
            name: name.map(|n| self.span(&n).slice(self.draft.text()).trim_end_matches('.').to_owned()),
            span: Some(self.span(&whole)),
        }
    }
}

impl Finder<'_, '_, '_> {
    /// The channel that the words around a cue tell.
    pub(super) fn channel_of(&self, number: usize) -> Option<Channel> {
        let scene = self.scene;
        let found = &self.found[number];
        let range = scene.range(&scene.draft.sentences[found.sentence]);
        let mut hits: Vec<(Hit, usize)> = Vec::new();
        for (from, to) in self.free(number, &range) {
            hits.extend(scene.channels_led_in(from..to));
        }
        if hits.is_empty() {
            hits.extend(self.programme(found, range.end));
        }
        if let Some(hearer) = &found.hearer {
            let head = scene.head(hearer);
            let masthead = scene.kind(head) == Kind::Name
                && scene.draft.lexicon.mastheads.contains(&crate::tags::fold(scene.word(head)).as_str());
            // "told the Estervik Post": no post.
            let hit = scene.channel_in(hearer.clone());
            if let Some(hit) = hit.filter(|hit| !(masthead && hit.medium == Medium::Social)) {
                hits.push((hit, hearer.end));
            } else if masthead {
                // "told the Harrow Chronicle"
                let tokens =
                    hearer.start + usize::from(scene.kind(hearer.start) == Kind::Determiner)..head + 1;
                hits.push((Hit { tokens, medium: Medium::Press, named: true }, hearer.end));
            } else if scene.is_outlet_perhaps(hearer) {
                let tokens = hearer.clone();
                hits.push((Hit { tokens, medium: Medium::Interview, named: true }, hearer.end));
            }
        }
        let mut carrier = None;
        for source in [Some(&found.source), found.relay.as_ref()].into_iter().flatten() {
            let comma = source.clone().find(|i| scene.kind(*i) == Kind::Comma).unwrap_or(source.end);
            let head = scene.head(source);
            if scene.is_word_carrier(head)
                && let Some(hit) = scene
                    .channel_in(source.start.min(head)..head + 1)
                    .filter(|hit| hit.tokens.end == head + 1)
                    .or_else(|| scene.channel_in(head..head + 1))
            {
                carrier = Some((hit, head + 1));
            } else if let Some(hit) = scene.channel_in(source.start..comma) {
                hits.push((hit, source.end));
            } else if scene.is_medium(source)
                && let Some(hit) = scene.channel_in(source.clone())
            {
                hits.push((hit, source.end));
            }
        }
        // "a letter, seen by this newspaper, says": the letter, unless it came by a post.
        if let Some((hit, end)) = carrier {
            hits.retain(|(h, _)| weight(h.medium) <= weight(Medium::Social));
            hits.push((hit, end));
        }
        let best = hits
            .into_iter()
            .min_by_key(|(hit, _)| (weight(hit.medium), usize::from(!hit.named), hit.tokens.start));
        let verb = found.cue.and_then(|_| self.channel_verb(found));
        match (best, verb) {
            (Some((hit, end)), Some(verb)) if weight(hit.medium) <= weight(verb.medium) => {
                Some(scene.channel(&hit, end))
            }
            (_, Some(verb)) => Some(scene.channel(&Hit { named: false, ..verb.clone() }, verb.tokens.end)),
            (Some((hit, end)), None) => Some(scene.channel(&hit, end)),
            (None, None) => None,
        }
    }

    /// "he conceded on Six Tonight": a name that is nobody's and no place's is what it was said in.
    fn programme(&self, found: &Found, limit: usize) -> Option<(Hit, usize)> {
        let scene = self.scene;
        let start = scene
            .draft
            .sentence_of(found.cue_tokens.start)
            .map_or(0, |s| scene.range(&scene.draft.sentences[s]).start);
        // "Speaking on Sunrise Morning Drive, the chairman said"
        let speaking = scene.is_any(start, &["speak", "talk", "appear"]) && scene.is(start + 1, "on");
        let at = if speaking { start + 1 } else { found.cue_tokens.end };
        let led = found.cue.is_some_and(|c| c.takes(Frame::Post)) && scene.is(at, "on");
        let upper = |i: &usize| scene.word(*i).starts_with(char::is_uppercase);
        let end = (at + 1..limit).find(|i| !upper(i)).unwrap_or(limit);
        // One name alone is a station where it is letters: "said on TNR".
        let letters = end == at + 2 && is_acronym(scene.word(at + 1)) && scene.word(at + 1).len() > 2;
        if !led || (end < at + 3 && !letters) {
            return None;
        }
        let span = scene.span(&(at + 1..end));
        let another = !speaking && scene.draft.times.iter().any(|t| t.span.overlaps(span))
            || scene.speaker(&(at + 1..end)).and_then(|s| scene.entity(s.entity)).is_some_and(|e| {
                !matches!(e.kind, EntityKind::Work | EntityKind::Organisation | EntityKind::Other)
            });
        let hit = Hit { tokens: at + 1..end, medium: Medium::Broadcast, named: true };
        (!another).then_some((hit, end))
    }

    fn channel_verb(&self, found: &Found) -> Option<Hit> {
        let scene = self.scene;
        found.cue_tokens.clone().find_map(|at| {
            let hit = scene.rules.channel(ChannelClass::Verb, scene.lemma(at), |_, _| false)?;
            (scene.kind(at) == Kind::Verb).then(|| Hit {
                tokens: at..at + 1,
                medium: hit.value,
                named: false,
            })
        })
    }

    /// The stretches of the cue's sentence that no content takes, up to the next cue on either side.
    pub(super) fn free(&self, number: usize, range: &Range<usize>) -> Vec<(usize, usize)> {
        let found = &self.found[number];
        let near = self.near(number);
        let (mut low, mut high) = (range.start, range.end);
        for other in &self.found[near.clone()] {
            if other.sentence != found.sentence || other.cue_tokens.is_empty() {
                continue;
            }
            if other.cue_tokens.end <= found.cue_tokens.start {
                low = low.max(other.cue_tokens.end);
            }
            if other.cue_tokens.start >= found.cue_tokens.end {
                high = high.min(other.cue_tokens.start);
            }
        }
        let mut taken: Vec<Range<usize>> = self.found[near]
            .iter()
            .filter(|f| f.sentence == found.sentence)
            .flat_map(|f| f.content.iter().cloned())
            .collect();
        taken.sort_by_key(|r| (r.start, r.end));
        let mut free = Vec::new();
        let mut at = low;
        for piece in taken {
            if piece.start > at && at < high {
                free.push((at, piece.start.min(high)));
            }
            at = at.max(piece.end);
        }
        if at < high {
            free.push((at, high));
        }
        free
    }

    /// The found attributions around `number` that can share its sentence, by index.
    pub(super) fn near(&self, number: usize) -> Range<usize> {
        number.saturating_sub(24)..self.found.len().min(number + 24)
    }
}
