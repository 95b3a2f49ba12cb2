//! Which name a description speaks of, where the text ties the two: apposition, "known as", "is".

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_news::{EntityKind, Tag};

use super::actors::is_own_kind;
use super::clusters::Clusters;
use super::phrases::Phrase;
use crate::names::{Form, Name, View};

/// The names of an article by where they begin and end.
pub(super) struct Links<'d> {
    names: &'d [Name],
    clusters: &'d Clusters,
    by_start: FxHashMap<usize, usize>,
    /// By where the title before the name begins.
    by_title: FxHashMap<usize, usize>,
    by_end: FxHashMap<usize, usize>,
}

impl<'d> Links<'d> {
    pub(super) fn new(names: &'d [Name], clusters: &'d Clusters) -> Self {
        let named = || names.iter().enumerate().filter(|(_, n)| n.form == Form::Named);
        let by_start = named().map(|(at, name)| (name.tokens.start, at)).collect();
        let by_title = named().filter_map(|(at, name)| Some((name.title.as_ref()?.start, at))).collect();
        let by_end = named().map(|(at, name)| (name.tokens.end, at)).collect();
        Self { names, clusters, by_start, by_title, by_end }
    }

    /// The name that begins at a token.
    pub(super) fn starting(&self, token: usize) -> Option<usize> {
        self.by_start.get(&token).copied()
    }

    /// What a name names.
    pub(super) fn kind(&self, name: usize) -> Option<EntityKind> {
        self.clusters.of(name).and_then(|member| self.clusters.slots[member.slot].kind)
    }

    /// The name that the text ties a description to.
    pub(super) fn link(
        &self,
        view: &View<'_, '_>,
        phrase: &Phrase,
        kind: &mut EntityKind,
    ) -> Option<(usize, &'static str)> {
        let Phrase { tokens, head, .. } = phrase;
        // "the FSB security service", "the TASS news agency"
        if let Some(name) = self.by_end.get(&head.start).copied()
            && *kind != EntityKind::Person
            && matches!(self.kind(name), Some(EntityKind::Organisation | EntityKind::Group))
            && tokens.end == head.end
            && is_own_kind(view.lemma(head.end - 1))
        {
            return Some((name, "name-and-kind"));
        }
        let before = || self.name_before(view, tokens, *kind);
        let after = || self.name_after(view, tokens, head.end, *kind);
        // "In Shahbun, the spokesman, Colonel X, said": a name after a preposition is no subject that could be described.
        let placed =
            tokens.start.checked_sub(2).and_then(|end| self.by_end.get(&(end + 1))).is_some_and(|name| {
                view.tag(self.names[*name].tokens.start.wrapping_sub(1)) == Tag::Preposition
            });
        // "came ashore from the cutter Ragna Holm, the navy's spokesman, Captain X, said"
        let person = |found: &Option<(usize, &str)>| {
            found.is_some_and(|(name, _)| self.kind(name) == Some(EntityKind::Person))
        };
        let (first, second) = if placed { (after(), before()) } else { (before(), after()) };
        let later = *kind == EntityKind::Person && !person(&first) && person(&second);
        let (name, rule) = if later { second } else { first.or(second) }?;
        if let Some(found) = self.kind(name) {
            *kind = found;
        }
        Some((name, rule))
    }

    /// Whether what a description says can be said of a name.
    fn fits(&self, name: usize, kind: EntityKind) -> bool {
        match (self.kind(name), kind) {
            (None, _) => true,
            (Some(EntityKind::Person), k) => k == EntityKind::Person,
            (Some(EntityKind::Organisation | EntityKind::Group), k) => {
                matches!(k, EntityKind::Organisation | EntityKind::Group | EntityKind::Person)
            }
            _ => false,
        }
    }

    /// "the governor of …, Ilja Štrebac,", "The group, known as …", "a group calling itself …".
    fn name_after(
        &self,
        view: &View<'_, '_>,
        tokens: &Range<usize>,
        head: usize,
        kind: EntityKind,
    ) -> Option<(usize, &'static str)> {
        for end in [tokens.end, head] {
            let mut at = end;
            if matches!(view.word(at), "," | "–" | "—" | "(") {
                at += 1;
            }
            let comma = at > end;
            // "known as", "calling itself", "which calls itself", "called", "named", "dubbed"
            let mut called = at;
            if matches!(
                view.lemma(called),
                "which"
                    | "that"
                    | "who"
                    | "also"
                    | "be"
                    | "better"
                    | "formerly"
                    | "previously"
                    | "widely"
                    | "commonly"
            ) {
                called += 1;
                if matches!(view.lemma(called), "be" | "also") {
                    called += 1;
                }
            }
            let calls = match view.lemma(called) {
                "know" if view.word(called + 1) == "as" => Some(called + 2),
                // "who goes by the name of X", "who gave her name as X", "who identified himself only as X"
                "go" if view.word(called + 1) == "by" => {
                    (called + 2..called + 6).find(|i| matches!(view.tag(*i), Tag::Name | Tag::Open))
                }
                "give" | "identify" | "introduce" => {
                    (called + 1..called + 5).find(|i| view.word(*i) == "as").map(|i| i + 1)
                }
                "call" | "style" if matches!(view.lemma(called + 1), "it" | "they" | "he" | "she") => {
                    Some(called + 2)
                }
                "call" | "name" | "dub" | "title" | "nickname" | "code-named" | "codename"
                    if view.word(called).ends_with("ed") =>
                {
                    Some(called + 1)
                }
                _ => None,
            };
            if let Some(mut name) = calls {
                while matches!(view.tag(name), Tag::Open) || matches!(view.lemma(name), "the" | "simply") {
                    name += 1;
                }
                if let Some(found) = self.by_start.get(&name)
                    && self.fits(*found, kind)
                {
                    return Some((*found, "called"));
                }
            }
            if comma && view.word(end) != "(" {
                let mut name = self.behind_another(view, at, kind).unwrap_or(at);
                // "the former commander of the brigade, retired General Oskar Fenn,"
                while matches!(view.lemma(name), "the" | "retired" | "retire" | "former" | "then")
                    || view.tag(name) == Tag::Open
                {
                    name += 1;
                }
                let titled = || self.by_title.get(&name);
                if let Some(found) = self.by_start.get(&name).or_else(titled).copied()
                    && self.fits(found, kind)
                    && self.closes(view, found)
                    && !self.is_listed(view, found)
                {
                    return Some((found, "apposition"));
                }
            }
        }
        None
    }

    /// "the Minister of Communication, spokesperson of the Government, Mrs X": where the name begins behind a second description.
    fn behind_another(&self, view: &View<'_, '_>, at: usize, kind: EntityKind) -> Option<usize> {
        let begins = |i: usize| self.by_start.contains_key(&i) || self.by_title.contains_key(&i);
        let comma = (at..view.range.end.min(at + 8)).find(|i| view.word(*i) == ",")?;
        let titled = view.title(at).is_some() && !view.is_upper(at);
        let plain = !(at..comma).any(|i| matches!(view.tag(i), Tag::Verb | Tag::Auxiliary));
        (kind == EntityKind::Person && !begins(at) && titled && plain && begins(comma + 1))
            .then_some(comma + 1)
    }

    /// Whether the name stands alone between commas, or ends the clause.
    fn closes(&self, view: &View<'_, '_>, name: usize) -> bool {
        let end = self.names[name].tokens.end;
        let end = if view.tag(end) == Tag::Close { end + 1 } else { end };
        let end = if view.word(end) == "(" {
            (end..end + 6).find(|i| view.word(*i) == ")").map_or(end, |i| i + 1)
        } else {
            end
        };
        end >= view.range.end
            || matches!(view.word(end), "," | "." | ";" | ":" | "–" | "—" | ")" | "!" | "?" | "”" | "\"")
    }

    /// "the police, Hamas and Fatah": names in a row are a list.
    fn is_listed(&self, view: &View<'_, '_>, name: usize) -> bool {
        let end = self.names[name].tokens.end;
        view.word(end) == ","
            && (view.word(end + 1) == "and"
                || self.by_start.contains_key(&(end + 1))
                    && view.word(self.names[self.by_start[&(end + 1)]].tokens.end) == "and")
    }

    /// "Vyacheslav Gladkov, the governor of …,", "Kos is the head of …".
    fn name_before(
        &self,
        view: &View<'_, '_>,
        tokens: &Range<usize>,
        kind: EntityKind,
    ) -> Option<(usize, &'static str)> {
        let mut at = tokens.start;
        // A determiner that the phrase left out ("a", "the") stands in it; marks do not.
        while at > view.range.start && view.tag(at - 1) == Tag::Open {
            at -= 1;
        }
        if at <= view.range.start {
            return None;
        }
        let before = at - 1;
        if matches!(view.word(before), "," | "–" | "—" | "(") {
            let mut end = before;
            if view.tag(end.wrapping_sub(1)) == Tag::Close {
                end -= 1;
            }
            // "Zorka P, 61, a net-mender"
            if view.tag(end.wrapping_sub(1)) == Tag::Number && view.word(end.wrapping_sub(2)) == "," {
                end -= 2;
            }
            // "Free Meva Brigade (FMB), an armed movement"
            if view.word(end.wrapping_sub(1)) == ")" && view.word(end.wrapping_sub(3)) == "(" {
                end -= 3;
            }
            let name = self.by_end.get(&end).copied()?;
            let stop = view.word(tokens.end);
            let relative = matches!(view.lemma(tokens.end), "who" | "which" | "that" | "whose");
            let closed = tokens.end >= view.range.end
                || relative
                || matches!(stop, "," | "." | ";" | ")" | "–" | "—" | "”" | "\"" | ":")
                || matches!(view.tag(tokens.end), Tag::Preposition)
                || (view.tag(tokens.end) == Tag::Verb
                    && (view.word(tokens.end).ends_with("ing") || view.word(tokens.end).ends_with("ed"))
                    && view.word(before) != ",");
            return (closed && self.fits(name, kind)).then_some((name, "apposition"));
        }
        if view.lemma(before) == "be" && !matches!(view.word(before), "being" | "be" | "been") {
            let name = self.by_end.get(&before).copied()?;
            return self.fits(name, kind).then_some((name, "is-a"));
        }
        None
    }
}
