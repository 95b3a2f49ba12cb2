//! Passive cues, and speakers whom another quotes: "X was quoted by Y as saying", "Y cited X as saying".

use std::ops::Range;

use sayso_lexicon::{Act, Cue, Frame};

use super::finder::{Finder, Found};
use super::speaking::{Place, Subject};
use super::verbs::{Group, Shape};
use super::words::{Forms, Kind};

/// Verbs whose object is the one who speaks.
const QUOTES: [&str; 4] = ["quote", "cite", "paraphrase", "report"];
/// Participles that stand between the one who is quoted and what is said.
const SAYING: [&str; 12] = [
    "say", "state", "tell", "claim", "declare", "add", "warn", "write", "insist", "suggest", "argue",
    "confirm",
];

impl Finder<'_, '_, '_> {
    /// "Y quoted X as saying that …", "X was cited by Y as saying", "the media cited X saying that …".
    pub(super) fn relayed(&self, sentence: usize, range: &Range<usize>, group: &Group) -> Option<Found> {
        let scene = self.scene;
        if !QUOTES.contains(&scene.lemma(group.main)) || group.negated || group.unreal {
            return None;
        }
        let limit = range.end.min(group.end + 30);
        let saying = (group.end..limit).find(|i| {
            // "as saying", "as having said"
            let form = scene.forms(*i).has(Forms::GERUND) || scene.is(i - 1, "having");
            scene.speech_at(*i).is_none() && form && SAYING.contains(&scene.lemma(*i))
        })?;
        if (group.end..saying).any(|i| matches!(scene.kind(i), Kind::Semicolon | Kind::That)) {
            return None;
        }
        let first = if scene.is(saying - 1, "having") { saying - 1 } else { saying };
        let before_saying = if scene.is(first - 1, "as") { first - 1 } else { first };
        let (source, relay, left) = if group.shape == Shape::Passive {
            let subject =
                self.subject(sentence, range, &Group { shape: Shape::Finite, ..group.clone() }, quiet()?)?;
            let agent = self.agent(group.end, before_saying).or_else(|| self.agent(saying + 1, range.end));
            let left = if subject.place == Place::Before { subject.tokens.start } else { usize::MAX };
            (subject.tokens, agent, left)
        } else {
            let object = group.end..before_saying;
            let subject = self.subject(sentence, range, group, quiet()?);
            let left = match &subject {
                Some(s) if s.place == Place::Before => s.tokens.start,
                _ => usize::MAX,
            };
            if object.is_empty() || !scene.begins_phrase(object.start) {
                return None;
            }
            (scene.trimmed(object), subject.map(|s| s.tokens), left)
        };
        let cue = scene.cue_verb(saying)?.value;
        let place = if left == usize::MAX { Place::Relative } else { Place::Before };
        let subject = Subject { tokens: left.min(group.start)..group.start, place };
        let from = match self.agent(saying + 1, range.end) {
            Some(agent) if group.shape == Shape::Passive => agent.end,
            _ => saying + 1,
        };
        let whole = Group { end: from, ..group.clone() };
        let taken = self.content(range, &whole, cue, &subject)?;
        let found = Found {
            rule: "quoted-as-saying",
            cue: Some(cue),
            act: taken.act,
            source,
            cue_tokens: if group.shape == Shape::Passive {
                group.start..saying + 1
            } else {
                saying..saying + 1
            },
            content: taken.pieces,
            relay,
            hearer: None,
            speaker_of: None,
            sentence,
            hedged: false,
            posted: false,
            dropped: false,
            belief: None,
        };
        found.is_sound().then_some(found)
    }

    /// "by X" at `at`.
    pub(super) fn agent(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let mut at = at;
        while at < limit && matches!(scene.kind(at), Kind::Adverb) {
            at += 1;
        }
        if at + 1 >= limit
            || !scene.is(at, "by")
            || scene.kind(at + 1) == Kind::Time
            || !scene.begins_phrase(at + 1)
        {
            return None;
        }
        let end = scene.phrase_end(at + 1, limit);
        let end = scene.apposition_end(end, limit).max(end);
        (end > at + 1).then_some(at + 1..end)
    }

    /// "had been described as unfit in a report of the council": the report says it.
    fn written_agent(&self, from: usize, limit: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let at = (from..limit.min(from + 10)).find(|i| scene.is(*i, "in"))?;
        let end = scene.base_end(at + 1, limit);
        let thing =
            end > at + 1 && scene.is_thing(&(at + 1..end)) && scene.is_any(end, &["of", "by", "from"]);
        let whole = scene.phrase_end(at + 1, limit);
        (thing && whole > end).then_some(at + 1..whole)
    }

    /// "The attack was confirmed by X", "X was accused by Y of …", "X is said to have …", "it was announced that …".
    pub(super) fn passive(
        &self,
        sentence: usize,
        range: &Range<usize>,
        group: &Group,
        cue: &'static Cue,
    ) -> Option<Found> {
        let scene = self.scene;
        if group.negated || group.unreal {
            return None;
        }
        let subject = scene.subject_before(group.start, range.start);
        let found = |rule, act, source: Option<Range<usize>>, content: Vec<Range<usize>>| {
            let start = group.end;
            Found {
                rule,
                cue: Some(cue),
                act,
                source: source.unwrap_or(start..start),
                cue_tokens: group.start..group.end,
                content,
                relay: None,
                hearer: None,
                speaker_of: None,
                sentence,
                hedged: false,
                posted: false,
                dropped: false,
                belief: None,
            }
        };
        let written = || self.written_agent(group.end, range.end);
        let agent = self.agent(group.end, range.end).or_else(written);
        let from = agent.as_ref().map_or(group.end, |a| a.end);
        let from = scene.skip_adverbials(from, range.end).end;
        // "it was announced by X that", "it is believed that"
        let expletive = subject.as_ref().is_none_or(|s| s.len() == 1 && scene.is(s.start, "it"));
        if expletive
            && scene.kind(from) == Kind::That
            && let Some(frame) = cue.frame(Frame::That)
        {
            let piece = scene.trimmed(from..scene.clause_end(from, range.end));
            return Some(found("it-is-said-that", frame.act, agent, vec![piece]));
        }
        let subject = subject?;
        // "28 were killed, it was noted in the report": who said it stands after, or nobody does.
        let comma =
            subject.start.checked_sub(1).filter(|c| *c > range.start && scene.kind(*c) == Kind::Comma);
        if expletive
            && let Some(comma) = comma
            && cue.takes(Frame::That)
        {
            let led = matches!(scene.kind(group.end), Kind::Preposition)
                && !scene.is_any(group.end, &["on", "after"]);
            let end = if led { scene.phrase_end(group.end + 1, range.end) } else { group.end };
            let source = (end > group.end + 1).then_some(group.end + 1..end);
            let piece = scene.trimmed(range.start..comma);
            let ends = end >= range.end || matches!(scene.kind(end), Kind::Stop);
            return (ends && scene.has_finite(piece.clone()))
                .then(|| found("it-was-said", cue.act, source.or(agent), vec![piece]));
        }
        if self.is_nobody(&subject) {
            return None;
        }
        let told = cue.takes(Frame::Hearer) || cue.takes(Frame::NounInf);
        if let Some(agent) = agent {
            if told && !cue.takes(Frame::Noun) {
                return None;
            }
            let frame = cue.frame(Frame::Noun).or(cue.frame(Frame::NounAs))?;
            if frame.act == Act::Believe || frame.quoted {
                return None;
            }
            let mut content = vec![subject];
            let rest = agent.end;
            if agent.start > group.end + 1 && !scene.is(agent.start - 1, "by") {
                content.push(scene.trimmed(group.end..agent.start - 1));
            }
            if matches!(scene.kind(rest), Kind::Preposition | Kind::To)
                && !scene.is_channel_phrase(rest)
                && scene.kind(rest + 1) != Kind::Time
            {
                content.push(scene.trimmed(rest..scene.object_end(rest, range.end)));
            }
            return Some(found("passive-by", frame.act, Some(agent), content));
        }
        if told {
            return None;
        }
        // "is believed to have fled"
        if scene.kind(group.end) == Kind::To
            && matches!(scene.kind(group.end + 1), Kind::Verb | Kind::Be | Kind::Have)
        {
            let sayers = [
                "say",
                "report",
                "believe",
                "allege",
                "think",
                "rumour",
                "rumor",
                "understand",
                "expect",
                "fear",
                "presume",
                "suspect",
                "claim",
                "assume",
                "consider",
            ];
            if !sayers.contains(&scene.lemma(group.main)) {
                return None;
            }
            let rest = scene.trimmed(group.end..scene.object_end(group.end, range.end));
            let act = if matches!(cue.act, Act::Believe) { Act::Believe } else { Act::Assert };
            return Some(found("is-said-to", act, None, vec![subject, rest]));
        }
        None
    }
}

/// A cue that takes everything on its left, for looking for subjects.
fn quiet() -> Option<&'static Cue> {
    sayso_lexicon::Lexicon::english().cues.iter().find(|c| c.words == "say")
}
