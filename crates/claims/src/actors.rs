//! Who is said to have done it: blame, responsibility, and their denial.

use std::ops::Range;

use sayso_news::{EntityKind, MentionKind, Stance, Tag};

use crate::clauses::is_finite;
use crate::gist::{Gist, Term};
use crate::material::{Material, NONE, Sheet};
use crate::statements::Statement;
use crate::tables::ConceptId;

/// Somebody is said to have done something, or not to have done it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Members named as having done it.
    pub(crate) members: Vec<u32>,
    /// Their states, and states whose people did it.
    pub(crate) states: Vec<u32>,
    /// What did it, where it is nobody: "an earth tremor".
    pub(crate) things: Vec<Term>,
    /// What was done, where it is said.
    pub(crate) deeds: Vec<ConceptId>,
    /// Whether it is said not to be so.
    pub(crate) against: bool,
    /// The word that told it.
    pub(crate) trigger: usize,
}

impl Frame {
    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.states.is_empty() && self.things.is_empty()
    }

    /// Whether the two name somebody in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let shared = |a: &[u32], b: &[u32]| a.iter().any(|x| b.contains(x));
        shared(&self.members, &other.members)
            || shared(&self.states, &other.states)
            || self.things.iter().any(|t| other.things.contains(t))
    }

    /// Whether nobody can tell if the two name the same: one names a group of unknown state, the other a state's people.
    pub(crate) fn unsure(&self, other: &Self) -> bool {
        !self.meets(other)
            && (self.states.is_empty() != other.states.is_empty())
            && self.things.is_empty()
            && other.things.is_empty()
    }

    /// Whether both may speak of the same deed.
    pub(crate) fn same_deed(&self, other: &Self) -> bool {
        self.deeds.is_empty() || other.deeds.is_empty() || self.deeds.iter().any(|d| other.deeds.contains(d))
    }
}

/// The frame of a statement, where it has one.
pub(crate) fn frame(material: &Material<'_>, statement: &Statement, gist: &Gist) -> Option<Frame> {
    let finder = Finder { material, sheet: &material.sheets[statement.sheet as usize], statement, gist };
    let mut frame = finder
        .by_cue()
        .or_else(|| finder.by_possession())
        .or_else(|| finder.by_responsibility())
        .or_else(|| finder.by_identity())
        .or_else(|| finder.by_deed())?;
    if frame.is_empty() {
        return None;
    }
    frame.against = gist.against;
    frame.deeds = finder.deeds();
    for list in [&mut frame.members, &mut frame.states] {
        list.sort_unstable();
        list.dedup();
    }
    frame.things.sort_unstable();
    frame.things.dedup();
    Some(frame)
}

struct Finder<'m, 'a> {
    material: &'m Material<'a>,
    sheet: &'m Sheet<'a>,
    statement: &'m Statement,
    gist: &'m Gist,
}

impl Finder<'_, '_> {
    fn has(&self, at: usize, concept: ConceptId) -> bool {
        let lemma = &self.material.lemmas[self.sheet.lemmas[at] as usize];
        lemma.concepts.contains(&concept)
            || self.sheet.hits_in(&(at..at + 1)).iter().any(|hit| hit.concept == concept)
    }

    fn is_deed(&self, at: usize) -> bool {
        let known = &self.material.tables.known;
        [known.attack, known.cross, known.assassinate, known.bomb, known.sabotage]
            .iter()
            .any(|c| self.has(at, *c))
    }

    /// The deeds spoken of, as one family: attacks of all kinds are one.
    fn deeds(&self) -> Vec<ConceptId> {
        let attack = self.material.tables.known.attack;
        if self.statement.tokens.clone().any(|at| self.is_deed(at)) { vec![attack] } else { Vec::new() }
    }

    /// "blamed it on X", "accused X of it", "claimed responsibility for it".
    fn by_cue(&self) -> Option<Frame> {
        let attribution = &self.sheet.reading.attributions[self.statement.attribution? as usize];
        let content = self.statement.tokens.clone();
        let known = &self.material.tables.known;
        // The cue, and the words just before the content: "put the blame on …".
        let sentence = self.sheet.reading.sentences.get(self.statement.sentence as usize)?;
        let near = content.start.saturating_sub(5).max(sentence.tokens.start as usize)..content.start;
        let cues = attribution.cue.iter().map(|cue| self.sheet.tokens_in(*cue));
        for tokens in cues.chain([near]) {
            for at in tokens.clone() {
                let lemma = self.sheet.lemma(at);
                let blames =
                    matches!(lemma, "blame" | "accuse" | "attribute" | "ascribe" | "finger" | "suspect");
                let owns = self.has(at, known.responsible) && !blames;
                if owns && matches!(lemma, "responsibility" | "credit") {
                    return Some(self.speaker(at));
                }
                if !blames {
                    continue;
                }
                // The one blamed stands after "on" or "to", or between cue and content, or first in the content.
                let to = content
                    .clone()
                    .find(|i| matches!(self.sheet.lemma(*i), "on" | "to" | "upon") && *i + 1 < content.end);
                let between = tokens.end..content.start.max(tokens.end);
                let place = match (lemma, to) {
                    ("accuse" | "suspect", _) if self.anybody(between.clone()) => between,
                    ("blame" | "attribute" | "ascribe", Some(to)) if to > content.start => {
                        to + 1..content.end
                    }
                    _ => content.clone(),
                };
                let place = self.until_reason(place);
                return Some(self.actors(place, at)).filter(|f| !f.is_empty());
            }
        }
        None
    }

    /// "X's doing", "our operation", "the work of X".
    fn by_possession(&self) -> Option<Frame> {
        let known = &self.material.tables.known;
        let tokens = self.statement.tokens.clone();
        for hit in self.sheet.hits_in(&tokens) {
            if hit.concept != known.responsible {
                continue;
            }
            let at = hit.at as usize;
            match (self.sheet.lemma(at), self.sheet.lemma(at + hit.len as usize - 1)) {
                ("'s", _) => return Some(self.actors(at.saturating_sub(4).max(tokens.start)..at, at)),
                (lemma, "doing" | "work" | "operation") if lemma != "the" => return Some(self.speaker(at)),
                (_, "of") => {
                    let from = at + hit.len as usize;
                    return Some(self.actors(self.until_reason(from..tokens.end), at));
                }
                _ => {}
            }
        }
        None
    }

    /// "X was behind it", "responsibility lies with X", "carried out by X", "X had nothing to do with it".
    fn by_responsibility(&self) -> Option<Frame> {
        let known = &self.material.tables.known;
        let tokens = self.statement.tokens.clone();
        for at in tokens.clone() {
            let responsible = self.has(at, known.responsible);
            let involved = self.has(at, known.involve) && self.gist.against;
            if !(responsible || involved) || !self.fits(at) {
                continue;
            }
            if let Some(place) = self.after_agent(at, tokens.end) {
                return Some(self.actors(self.until_reason(place), at)).filter(|f| !f.is_empty());
            }
            let lemma = self.sheet.lemma(at);
            if lemma == "blame"
                && self.sheet.tag(at) == Tag::Verb
                && self.sheet.lemma(at - usize::from(at > 0)) != "to"
            {
                return Some(self.actors(self.until_reason(at + 1..tokens.end), at))
                    .filter(|f| !f.is_empty());
            }
            let subject = self.subject(at);
            let found = self.actors(subject.clone(), at);
            if !found.is_empty() {
                return Some(found);
            }
            if self.is_own(subject) {
                return Some(self.speaker(at));
            }
        }
        None
    }

    /// Whether a word of responsibility is used as one.
    fn fits(&self, at: usize) -> bool {
        match self.sheet.lemma(at) {
            // "behind" as a place is nobody's responsibility.
            "behind" => {
                let start = at.saturating_sub(3);
                (start..at).any(|i| matches!(self.sheet.lemma(i), "be" | "stand" | "being"))
            }
            "do" => self.sheet.lemma(at + 1) == "it",
            _ => true,
        }
    }

    /// "carried out by X", "lies with X", "taken by X": where the agent stands after the word.
    fn after_agent(&self, at: usize, end: usize) -> Option<Range<usize>> {
        for i in at + 1..end.min(at + 9) {
            match self.sheet.lemma(i) {
                "by" => return Some(i + 1..end),
                "with" if matches!(self.sheet.lemma(i - 1), "lie" | "rest" | "lies" | "remain") => {
                    return Some(i + 1..end);
                }
                "on" if matches!(self.sheet.lemma(i - 1), "fall" | "rest" | "be" | "blame") => {
                    return Some(i + 1..end);
                }
                "," | ";" | "who" | "which" => return None,
                _ => {}
            }
        }
        None
    }

    /// "identified the raiders as X", "the men carry passports of X".
    fn by_identity(&self) -> Option<Frame> {
        let known = &self.material.tables.known;
        let tokens = self.statement.tokens.clone();
        let armed = tokens.clone().find(|at| self.has(*at, known.armed) || self.has(*at, known.sabotage));
        if let Some(armed) = armed
            && let Some(as_) = (armed + 1..tokens.end.min(armed + 4)).find(|i| self.sheet.lemma(*i) == "as")
        {
            return Some(self.actors(as_ + 1..tokens.end, as_)).filter(|f| !f.is_empty());
        }
        let citizen = tokens.clone().find(|at| self.has(*at, known.citizen))?;
        let did = armed.is_some() || tokens.clone().any(|at| self.is_deed(at));
        if !did {
            return None;
        }
        let place = citizen.saturating_sub(3).max(tokens.start)..(citizen + 5).min(tokens.end);
        Some(self.actors(place, citizen)).filter(|f| !f.is_empty())
    }

    /// "X attacked", "an attack by X", "X's attempt to break into": the deed itself with its doer.
    fn by_deed(&self) -> Option<Frame> {
        let known = &self.material.tables.known;
        let tokens = self.statement.tokens.clone();
        let denied = self.statement.stance == Stance::Deny;
        for at in tokens.clone().filter(|at| self.is_deed(*at)) {
            let verb = self.sheet.tag(at) == Tag::Verb;
            let by = (at + 1..tokens.end.min(at + 6)).find(|i| self.sheet.lemma(*i) == "by");
            if let Some(by) = by {
                let found = self.actors(self.until_reason(by + 1..tokens.end), at);
                if !found.is_empty() {
                    return Some(found);
                }
            }
            if verb && !self.is_passive(at) {
                let subject = self.subject(at);
                // Only those who can do it: armed people, or a state's own.
                let able = subject.clone().any(|i| {
                    self.has(i, known.armed) || self.has(i, known.army) || self.has(i, known.sabotage)
                });
                let found = self.actors(subject.clone(), at);
                if able && !found.is_empty() {
                    return Some(found);
                }
                if denied && (self.is_own(subject) || able) {
                    return Some(self.speaker(at));
                }
            }
        }
        None
    }

    fn is_passive(&self, at: usize) -> bool {
        let word = self.sheet.word(at);
        !word.ends_with("ing")
            && (at.saturating_sub(3)..at)
                .rev()
                .take_while(|i| matches!(self.sheet.tag(*i), Tag::Auxiliary | Tag::Adverb))
                .any(|i| matches!(self.sheet.lemma(i), "be" | "was" | "were" | "been" | "get"))
    }

    /// The words of the subject before a verb: back to the last finite verb or the clause's beginning.
    fn subject(&self, at: usize) -> Range<usize> {
        let first =
            if self.statement.own_subject { self.statement.tokens.start } else { self.statement.opening };
        let floor = first.max(at.saturating_sub(28));
        let mut end = at;
        while end > floor
            && (matches!(self.sheet.tag(end - 1), Tag::Auxiliary | Tag::Adverb)
                || matches!(
                    self.sheet.lemma(end - 1),
                    "to" | "attempt" | "try" | "'s" | "be" | "have" | "not" | "nothing"
                ))
        {
            end -= 1;
        }
        let mut start = end;
        while start > floor {
            let i = start - 1;
            let finite = self.sheet.tag(i) == Tag::Auxiliary
                || (self.sheet.tag(i) == Tag::Verb && is_finite(self.sheet, i) && !self.is_participle(i));
            if finite || matches!(self.sheet.lemma(i), ";" | ":" | "that" | "about" | "because" | "after") {
                break;
            }
            start = i;
        }
        start..end
    }

    /// "groups composed of citizens": a participle after its noun.
    fn is_participle(&self, at: usize) -> bool {
        matches!(self.sheet.lemma(at + 1), "of" | "by" | "as" | "from" | "in")
            && self.sheet.word(at).ends_with("ed")
    }

    /// Whether the subject is missing or speaks of the speaker's own side.
    fn is_own(&self, subject: Range<usize>) -> bool {
        subject.clone().all(|at| !matches!(self.sheet.tag(at), Tag::Noun | Tag::Name))
            || subject
                .clone()
                .any(|at| matches!(self.sheet.lemma(at), "its" | "our" | "their" | "his" | "we" | "my"))
    }

    fn anybody(&self, tokens: Range<usize>) -> bool {
        !self.actors(tokens.clone(), tokens.start).is_empty()
    }

    /// Up to "for", where the reason begins, or a new clause.
    fn until_reason(&self, tokens: Range<usize>) -> Range<usize> {
        let end = tokens
            .clone()
            .skip(1)
            .find(|at| {
                matches!(
                    self.sheet.lemma(*at),
                    "for"
                        | ";"
                        | ":"
                        | "while"
                        | "but"
                        | "who"
                        | "which"
                        | "into"
                        | "in"
                        | "at"
                        | "near"
                        | "from"
                        | "across"
                        | "inside"
                        | "against"
                        | "during"
                        | "after"
                        | "before"
                        | "because"
                )
            })
            .unwrap_or(tokens.end);
        tokens.start..end
    }

    /// The speaker as the one who did it or denies it.
    fn speaker(&self, trigger: usize) -> Frame {
        let mut frame = Frame { trigger, ..Frame::default() };
        if let Some(attribution) = self.statement.attribution
            && let Some(member) = self.material.speaker(self.statement.sheet as usize, attribution as usize)
        {
            self.add(&mut frame, member);
        }
        frame
    }

    /// Whether the word lays blame, so that what it names did it even where it is nobody.
    fn blames(&self, at: usize) -> bool {
        matches!(self.sheet.lemma(at), "blame" | "attribute" | "ascribe" | "cause")
    }

    fn add(&self, frame: &mut Frame, member: u32) {
        frame.members.push(member);
        let state = self.material.state_of[member as usize];
        if state != NONE {
            frame.states.push(state);
        }
    }

    /// Members and states named in these tokens, or what else stands there.
    fn actors(&self, tokens: Range<usize>, trigger: usize) -> Frame {
        let mut frame = Frame { trigger, ..Frame::default() };
        let mut last = NONE;
        for at in tokens.clone() {
            let mention = self.sheet.mention[at];
            if mention == NONE || mention == last {
                continue;
            }
            last = mention;
            let member = self.sheet.member[mention as usize];
            if member == NONE {
                continue;
            }
            // "its troops" are the speaker's.
            if matches!(self.sheet.tag(at), Tag::Determiner)
                && matches!(self.sheet.lemma(at), "it" | "we" | "i" | "its" | "our" | "my")
            {
                let own = self.speaker(trigger);
                frame.members.extend(own.members);
                frame.states.extend(own.states);
                continue;
            }
            let kind = self.sheet.reading.mentions[mention as usize].kind;
            let state = self.material.state_of[member as usize];
            if kind == MentionKind::Demonym {
                frame.states.extend((state != NONE).then_some(state));
            } else {
                let place = self.material.cast(member).is_some_and(|m| m.kind == EntityKind::Place);
                let before = at.checked_sub(1).map_or("", |i| self.sheet.lemma(i));
                let before = if before == "the" && at > 1 { self.sheet.lemma(at - 2) } else { before };
                let where_ = matches!(
                    before,
                    "in" | "at" | "near" | "from" | "into" | "to" | "inside" | "across" | "over" | "around"
                );
                if !place {
                    self.add(&mut frame, member);
                } else if !where_ && state != NONE {
                    frame.states.push(state);
                    frame.members.push(member);
                }
            }
        }
        if frame.is_empty() && tokens.len() <= 12 && self.blames(trigger) {
            for at in tokens {
                if self.sheet.tag(at) == Tag::Noun {
                    let id = self.sheet.lemmas[at];
                    let lemma = &self.material.lemmas[id as usize];
                    if lemma.light {
                        continue;
                    }
                    if lemma.concepts.is_empty() {
                        frame.things.push(Term::Lemma(id));
                    } else {
                        frame.things.extend(lemma.concepts.iter().map(|c| Term::Concept(*c)));
                    }
                }
            }
        }
        frame
    }
}
