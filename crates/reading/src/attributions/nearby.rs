//! Where no channel stands beside a cue: what the sentences around it, and other words on the speaker, tell.

use std::ops::Range;

use sayso_lexicon::Medium;
use sayso_news::{Channel, ChannelKind, EntityId, MentionKind, Mode};

use super::channels::Hit;
use super::finder::{Finder, Found};
use super::scene::Scene;
use super::words::Kind;

/// Verbs that put something out.
const PUBLISHING: [&str; 7] = ["post", "publish", "release", "tweet", "share", "issue", "upload"];
/// Verbs of those who only take in what a medium brings.
const FOLLOWING: [&str; 7] = ["watch", "see", "hear", "read", "learn", "follow", "listen"];
/// Sentences after a post's own that its last line is looked for.
const POST: usize = 12;
/// What the words of somebody are called afterwards.
const REMARKS: [&str; 8] =
    ["announcement", "statement", "claim", "remark", "comment", "message", "allegation", "accusation"];
/// What is done with them.
const MAKING: [&str; 10] =
    ["make", "post", "publish", "issue", "come", "appear", "release", "write", "give", "carry"];

impl Finder<'_, '_, '_> {
    /// The channel of the speaker's words before, of the sentence that leads in what is said or looks back on it, or of the speaker.
    pub(super) fn channel_nearby(
        &self,
        number: usize,
        speakers: &[Option<EntityId>],
        channels: &[Option<Channel>],
    ) -> Option<Channel> {
        let scene = self.scene;
        let found = &self.found[number];
        if let Some(other) = found.speaker_of {
            return channels.get(other).cloned().flatten();
        }
        if found.posted {
            let x = Channel { kind: ChannelKind::X, name: None, span: None };
            return self.channel_of_post(found.sentence).or(Some(x));
        }
        let mine = speakers[number];
        let direct = self.mode_of(found) == Mode::Direct;
        let pronoun = scene.is_pronoun(&found.source);
        let block = |sentence: usize| scene.draft.sentences[sentence].block;
        // What is not in quotation marks goes on only where the sentence before tells that it does: "…, she wrote".
        let reach = |n: &usize| {
            let other = &self.found[*n];
            let apart = found.sentence - other.sentence.min(found.sentence);
            let near = block(found.sentence) - block(other.sentence).min(block(found.sentence));
            if direct { near <= 1 } else { pronoun && near == 0 && apart == 1 }
        };
        let goes_on = (direct && (mine.is_some() || pronoun)) || (mine.is_some() && pronoun);
        let before = (number.saturating_sub(6)..number)
            .rev()
            .filter(|_| goes_on)
            .find(|n| reach(n) && speakers[*n] == mine)
            .and_then(|n| channels[n].clone());
        let introduced = || goes_on.then(|| self.channel_of_introduction(found.sentence, mine)).flatten();
        before
            .or_else(introduced)
            .or_else(|| self.channel_looking_back(found, mine))
            .or_else(|| scene.channel_of_name(mine?))
    }

    /// "X published a video on its Telegram channel." "X hit back on Telegram." before what X says there.
    fn channel_of_introduction(&self, sentence: usize, speaker: Option<EntityId>) -> Option<Channel> {
        let scene = self.scene;
        let before = sentence.checked_sub(1)?;
        let range = scene.range(&scene.draft.sentences[before]);
        let does =
            |verbs: &[&str]| range.clone().any(|i| scene.is_any(i, verbs) && scene.kind(i) == Kind::Verb);
        let subject = scene.main_subject(&range, range.end).and_then(|s| scene.speaker(&s));
        let first = || scene.draft.mentions_in(scene.span(&range)).next().map(|m| m.entity);
        if subject.map(|s| s.entity) != speaker && (speaker.is_none() || first() != speaker) {
            return None;
        }
        if does(&PUBLISHING)
            && let Some(hit) = scene.channel_in(range.clone())
        {
            return Some(scene.channel(&hit, range.end));
        }
        let one_block = scene.draft.sentences[before].block == scene.draft.sentences[sentence].block;
        if !one_block || does(&FOLLOWING) {
            return None;
        }
        let spoken = |hit: &Hit| {
            hit.is_network() || matches!(hit.medium, Medium::Broadcast | Medium::Video | Medium::Interview)
        };
        let (hit, end) = scene.channels_led_in(range).into_iter().find(|(hit, _)| spoken(hit))?;
        Some(scene.channel(&hit, end))
    }

    /// "It made the announcement on its Telegram channel." "So it says in a letter." after what was said.
    fn channel_looking_back(&self, found: &Found, speaker: Option<EntityId>) -> Option<Channel> {
        let scene = self.scene;
        let after = scene.draft.sentences.get(found.sentence + 1)?;
        if after.block != scene.draft.sentences[found.sentence].block {
            return None;
        }
        let range = scene.range(after);
        let subject = scene.main_subject(&range, range.end)?;
        let remark = |mut tokens: Range<usize>| tokens.any(|i| scene.is_any(i, &REMARKS));
        let mut rest = subject.end..range.end;
        let made = rest.any(|i| scene.kind(i) == Kind::Verb && scene.is_any(i, &MAKING));
        let own =
            scene.is_pronoun(&subject) || scene.speaker(&subject).is_some_and(|s| Some(s.entity) == speaker);
        let so = scene.is(range.start, "so") && own && scene.is_any(subject.end, &["say", "write", "state"]);
        let of_own = own && made && remark(subject.end..range.end);
        let of_remark = made && remark(scene.head(&subject)..subject.end);
        if !so && !of_own && !of_remark {
            return None;
        }
        let (hit, end) = scene.channels_led_in(subject.end..range.end).into_iter().next()?;
        Some(scene.channel(&hit, end))
    }

    /// The network that a post stands on: what its own lines tell, the signature's first.
    fn channel_of_post(&self, sentence: usize) -> Option<Channel> {
        let scene = self.scene;
        let sentences = &scene.draft.sentences;
        let embedded = |s: &usize| {
            sentences.get(*s).is_some_and(|s| scene.block_kind(s.block) == sayso_news::BlockKind::Embed)
        };
        let before = (sentence.saturating_sub(3)..=sentence).rev().take_while(embedded);
        let after = (sentence + 1..sentence + POST).take_while(embedded);
        let lines: Vec<Range<usize>> = before.chain(after).map(|s| scene.range(&sentences[s])).collect();
        // "Column of Return, Telegram, 12 March": the network, whatever else the account is called by.
        let network = |line: &Range<usize>| {
            let hit = line
                .clone()
                .find_map(|i| scene.channel_in(i..i + 1).filter(|hit| hit.named && hit.is_network()))?;
            Some(scene.channel(&hit, line.end))
        };
        let posts = |line: &Range<usize>| {
            let hit = scene.channel_in(line.clone()).filter(Hit::is_network)?;
            Some(scene.channel(&hit, line.end))
        };
        // So does Facebook sign what is set into a page.
        let posted_by = |line: &Range<usize>| {
            let signed = scene.is(line.start, "posted") && scene.is(line.start + 1, "by");
            signed.then_some(Channel { kind: ChannelKind::Facebook, name: None, span: None })
        };
        let told = || lines.iter().find_map(posted_by).or_else(|| lines.iter().find_map(posts));
        lines.iter().find_map(network).or_else(told)
    }
}

impl Scene<'_, '_> {
    /// What kind of medium the speaker is, where the text calls it one: "the Telegram channel Ostrenz Unwrapped".
    fn channel_of_name(&self, speaker: EntityId) -> Option<Channel> {
        let medium = *self.outlets().get(&speaker)?;
        let named = |m: &&sayso_news::Mention| m.entity == speaker && m.kind == MentionKind::Name;
        let mention = self.draft.mentions.iter().find(named)?;
        let tokens = self.draft.tokens_in(mention.span);
        let end = tokens.end;
        Some(self.channel(&Hit { tokens, medium, named: true }, end))
    }
}
