//! Which entity speaks, through the reading's mentions.

use std::ops::Range;

use sayso_lexicon::Medium;
use sayso_news::{EntityId, Mention, MentionKind};

use super::scene::Scene;
use super::words::Kind;

/// The entity behind words, and how surely.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    pub(super) entity: EntityId,
    pub(super) score: f32,
    /// Whether the words are a statement or document, and the entity is the one behind it.
    pub(super) behind: bool,
}

impl Scene<'_, '_> {
    /// The entity that the phrase is about: the one that its head noun, or a name in apposition to it, mentions.
    pub(super) fn speaker(&self, tokens: &Range<usize>) -> Option<Speaker> {
        if tokens.is_empty() {
            return None;
        }
        let head = self.head(tokens);
        if !matches!(self.kind(head), Kind::Pronoun) && self.is_word_carrier(head) {
            return self.behind(tokens, head);
        }
        let own = self.mention_of(head, tokens);
        let named = |m: &&Mention| m.kind == MentionKind::Name;
        // A name in apposition says more than a description: "the governor, Ilja Štrebac".
        if !own.as_ref().is_some_and(named)
            && let Some(name) = self.apposed(tokens, head)
        {
            return Some(Speaker { entity: name.entity, score: name.score.get(), behind: false });
        }
        // "Minister of the Interior A. Velk"
        if !own.as_ref().is_some_and(named)
            && let Some(name) = self.titled(tokens, head)
        {
            return Some(Speaker { entity: name.entity, score: name.score.get(), behind: false });
        }
        let mention = own?;
        Some(Speaker { entity: mention.entity, score: mention.score.get(), behind: false })
    }

    /// The mention that holds the head and does not only own it ("Tarvalen's office" is not Tarvalen).
    fn mention_of(&self, head: usize, tokens: &Range<usize>) -> Option<&Mention> {
        let at = self.draft.tokens[head].span;
        let mut best: Option<&Mention> = None;
        for mention in self.draft.mentions_in(at) {
            if !mention.span.contains(at) || mention.kind == MentionKind::Demonym {
                continue;
            }
            // A mention that reaches far beyond the source is about something else.
            let covered = self.draft.tokens_in(mention.span);
            if covered.start + 6 < tokens.start {
                continue;
            }
            let better = best.is_none_or(|b| {
                (mention.kind != MentionKind::Name, mention.span.len())
                    < (b.kind != MentionKind::Name, b.span.len())
                    && covered.end == head + 1
                    || b.span.len() < mention.span.len() && b.kind == mention.kind
            });
            if better {
                best = Some(mention);
            }
        }
        best
    }

    /// A name after the head, set off by commas or not: "its spokeswoman, Ms Quillan".
    fn apposed(&self, tokens: &Range<usize>, head: usize) -> Option<&Mention> {
        let mut at = head + 1;
        while at < tokens.end {
            match self.kind(at) {
                Kind::Comma | Kind::Dash => {
                    let end = self.base_end(at + 1, tokens.end);
                    if end > at + 1 {
                        let last = end - 1;
                        if let Some(m) = self.mention_of(last, tokens)
                            && m.kind == MentionKind::Name
                            && self.is_person_or_body(m)
                        {
                            return Some(m);
                        }
                    }
                    at = end.max(at + 1);
                }
                Kind::Relative => return None,
                // "a group calling itself X", "a group known as X"
                Kind::Verb if self.is_any(at, &["call", "know", "name", "dub"]) => {
                    let skip = usize::from(self.kind(at + 1) == Kind::Pronoun || self.is(at + 1, "as"));
                    let end = self.base_end(at + 1 + skip, tokens.end);
                    if let Some(m) = (end > at + 1 + skip).then(|| self.mention_of(end - 1, tokens)).flatten()
                        && m.kind == MentionKind::Name
                    {
                        return Some(m);
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
        None
    }

    /// A person's name at the end, with no mark and no preposition before it, after the office that the head tells.
    fn titled(&self, tokens: &Range<usize>, head: usize) -> Option<&Mention> {
        let last = tokens.end - 1;
        let name = self.mention_of(last, tokens).filter(|m| m.kind == MentionKind::Name)?;
        let person = self.entity(name.entity).is_some_and(|e| e.kind == sayso_news::EntityKind::Person);
        let start = self.draft.tokens_in(name.span).start;
        let office = self.kind(head) == Kind::Noun || self.kind(head) == Kind::Name;
        let joined = start > head + 1 && matches!(self.kind(start - 1), Kind::Noun | Kind::Name);
        (person && office && joined && self.is(head + 1, "of")).then_some(name)
    }

    fn is_person_or_body(&self, mention: &Mention) -> bool {
        use sayso_news::EntityKind::{Group, Organisation, Person};
        self.entity(mention.entity).is_some_and(|e| matches!(e.kind, Person | Organisation | Group))
    }

    /// "statement", "bulletin", "video": words come out of it, somebody is behind it.
    pub(super) fn is_word_carrier(&self, head: usize) -> bool {
        self.kind(head) == Kind::Noun
            && self.channel_in(head..head + 1).is_some_and(|hit| {
                !hit.named
                    && matches!(
                        hit.medium,
                        Medium::Statement
                            | Medium::Document
                            | Medium::Video
                            | Medium::X
                            | Medium::Social
                            | Medium::Website
                    )
            })
    }

    /// Who is behind a statement: "a Health Ministry bulletin", "a statement from the group".
    fn behind(&self, tokens: &Range<usize>, head: usize) -> Option<Speaker> {
        let found =
            |m: &Mention| Some(Speaker { entity: m.entity, score: m.score.get() * 0.9, behind: true });
        let mut at = head + 1;
        while at < tokens.end {
            // "a statement from X", "a note signed by X"; "a memo obtained by X" is not X's.
            let joins = at == head + 1
                || self.is_any(
                    at - 1,
                    &["issue", "release", "publish", "sign", "write", "post", "put", "send", "address"],
                );
            if joins && self.is_any(at, &["from", "by", "of"]) {
                let end = self.base_end(at + 1, tokens.end);
                if end > at + 1
                    && let Some(m) = self.mention_of(end - 1, tokens)
                    && m.kind != MentionKind::Demonym
                {
                    return found(m);
                }
            }
            at += 1;
        }
        (tokens.start..head).rev().find_map(|at| {
            // "X's own prospectus" is a thing; X is behind it.
            let carrier = self.draft.tokens[head].span;
            let m = self.mention_of(at, tokens).filter(|m| !m.span.contains(carrier))?;
            (matches!(m.kind, MentionKind::Name | MentionKind::Description | MentionKind::Pronoun))
                .then_some(())?;
            found(m)
        })
    }
}
