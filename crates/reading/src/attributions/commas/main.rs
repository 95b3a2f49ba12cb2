//! Main clauses whose verb is a cue: "X sagte, …", "…, sagte X", "am Montag teilte X mit, …".

use std::ops::Range;

use sayso_lexicon::{Act, Cue, CueClass, Frame};
use sayso_news::Tag;

use super::super::finder::{Finder, Found};
use super::super::scene::Scene;
use super::super::words::Kind;
use super::clause::{Clause, Lead};
use crate::tags::fold;

/// The verb of a clause that says something.
#[derive(Debug, Clone)]
pub(super) struct Predicate {
    pub(super) cue: &'static Cue,
    /// The word that says it.
    pub(super) main: usize,
    pub(super) act: Act,
}

/// What is said, and by which rule.
pub(super) struct Taken {
    pub(super) rule: &'static str,
    pub(super) act: Act,
    pub(super) pieces: Vec<Range<usize>>,
}

impl Scene<'_, '_> {
    pub(super) fn cue_of(&self, at: usize) -> Option<&'static Cue> {
        if self.draft.tag(at) != Tag::Verb {
            return None;
        }
        self.rules.cue(CueClass::Verb, self.lemma(at), |_, _| false).map(|m| m.value)
    }

    /// What a main clause with this finite verb says: the verb itself, or the participle that "haben" leads in.
    pub(super) fn predicate(&self, clause: &Clause, verb: usize) -> Option<Predicate> {
        let mut main = verb;
        if self.draft.tag(verb) == Tag::Auxiliary {
            if self.kind(verb) != Kind::Have {
                return None;
            }
            main = (verb + 1..clause.tokens.end).rev().find(|at| {
                self.draft.tag(*at) == Tag::Verb
                    && self.draft.lexicon.verbs.get(&fold(self.word(*at))).is_some_and(|v| v.participle)
            })?;
        }
        let cue = self.cue_of(main)?;
        let negated = (verb..clause.tokens.end).any(|at| {
            self.kind(at) == Kind::Not && self.kind(at + 1) != Kind::Adverb && !self.is(at + 1, "nur")
        });
        let act = match (negated, cue.act) {
            (false, act) => act,
            (true, Act::Believe) => Act::Doubt,
            (true, _) => return None,
        };
        Some(Predicate { cue, main, act })
    }

    /// The subject in what stands before the finite verb.
    pub(super) fn subject_first(&self, tokens: &Range<usize>, verb: usize) -> Option<Range<usize>> {
        let mut start = tokens.start;
        if self.kind(start) == Kind::Coordinator {
            start += 1;
        }
        let mut end = verb;
        while end > start && matches!(self.kind(end - 1), Kind::Adverb | Kind::Time | Kind::Not) {
            end -= 1;
        }
        let oblique = matches!(fold(self.word(start)).as_str(), "den" | "dem" | "des" | "einem" | "einen");
        let leads = matches!(
            self.kind(start),
            Kind::Determiner
                | Kind::Possessive
                | Kind::Noun
                | Kind::Name
                | Kind::Pronoun
                | Kind::Number
                | Kind::Adjective
                | Kind::Open
        );
        let impersonal = end == start + 1 && self.is_any(start, &["es", "das", "dies", "was"]);
        let core = self.core_end(start, end);
        (start < end && leads && !oblique && !impersonal && core > start).then_some(start..end)
    }

    /// The subject right after the finite verb: objects in the dative and "sich" are passed over.
    pub(super) fn subject_second(&self, verb: usize, limit: usize) -> Option<Range<usize>> {
        let mut at = verb + 1;
        for _ in 0..3 {
            while at < limit
                && (matches!(self.kind(at), Kind::Adverb | Kind::Time | Kind::Not)
                    || self.grammar_is(at, "reflexive")
                    || (self.kind(at) == Kind::Pronoun && self.grammar_is(at, "object")))
            {
                at += 1;
            }
            // "am Montag der Sprecher": a time or place stands between.
            if self.kind(at) == Kind::Preposition {
                let end = self.nominal_end(at + 1, limit).max(self.core_end(at + 1, limit));
                if end == at + 1 {
                    return None;
                }
                at = self.time_end(end, limit);
                continue;
            }
            let end = self.nominal_end(at, limit);
            if end == at {
                return None;
            }
            if matches!(fold(self.word(at)).as_str(), "den" | "dem" | "einem" | "einen") {
                at = end;
                continue;
            }
            return (!self.is_any(at, &["es"])).then_some(at..end);
        }
        None
    }

    /// "Von der Leyen": a name that begins with its particle, and no subject stands elsewhere.
    fn particle_name(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let named = self.kind(tokens.end.checked_sub(1)?) == Kind::Name
            || self.word(tokens.end - 1).contains(char::is_uppercase);
        let particle = matches!(self.word(tokens.start), "Von" | "Van" | "De" | "Zu") && tokens.len() < 4;
        (named && particle).then_some(tokens)
    }

    /// Past a date or a clock time that goes on: "am Montag, 3. Mai".
    fn time_end(&self, at: usize, limit: usize) -> usize {
        (at..limit).find(|i| !matches!(self.kind(*i), Kind::Time | Kind::Number)).unwrap_or(limit)
    }

    /// "Niemand", "keine Partei", "ich": nobody whose words are passed on.
    pub(super) fn speaks_for_nobody(&self, source: &Range<usize>) -> bool {
        self.grammar_is(source.start, "negation")
            || (source.len() == 1
                && (self.grammar_is(source.start, "speaker")
                    || self.grammar_is(source.start, "hearer")
                    || self.is(source.start, "man")))
    }
}

impl Finder<'_, '_, '_> {
    /// The statement of a main clause.
    pub(super) fn main(&self, sentence: usize, clauses: &[Clause], nth: usize) -> Option<Found> {
        let scene = self.scene;
        let clause = &clauses[nth];
        let verb = clause.verb?;
        let predicate = scene.predicate(clause, verb)?;
        let opens = verb == clause.tokens.start + usize::from(clause.joined);
        let impersonal = scene.is_any(verb + 1, &["es"]) || scene.is(verb.wrapping_sub(1), "es");
        let mut after = None;
        let source = if impersonal {
            None
        } else if opens && clause.joined {
            let before = self.last_before(sentence, verb).map(|n| self.found[n].source.clone());
            Some(before.or_else(|| self.first_subject(clauses, nth))?)
        } else if opens {
            // "X, der Sprecher, sagte": the noun's group before the aside speaks.
            match (self.subject_before_aside(clauses, nth), scene.subject_second(verb, clause.tokens.end)) {
                (Some(before), _) => Some(before),
                (None, Some(second)) => {
                    after = Some(second.clone());
                    Some(second)
                }
                (None, None) => return None,
            }
        } else if let Some(first) = scene.subject_first(&clause.tokens, verb) {
            Some(first)
        } else if let Some(second) = scene.subject_second(verb, clause.tokens.end) {
            after = Some(second.clone());
            Some(second)
        } else {
            Some(scene.particle_name(clause.tokens.start..verb)?)
        };
        if impersonal && predicate.cue.words != "heißen" {
            return None;
        }
        let source = source.unwrap_or(verb..verb);
        if scene.speaks_for_nobody(&source) {
            return None;
        }
        let from = after.as_ref().map_or(verb + 1, |s| s.end);
        let inverted = opens && !clause.joined && (after.is_some() || impersonal);
        let taken = self.taken(clauses, nth, &predicate, from, inverted)?;
        let source = if inverted { self.with_apposition(clauses, nth, source) } else { source };
        let mut found = Found::bare(
            taken.rule,
            taken.act,
            sentence,
            source,
            predicate.main..predicate.main + 1,
            taken.pieces,
        );
        found.cue = Some(predicate.cue);
        // "sagte dem Sender": who is told.
        if after.is_none() && ["dem", "den", "der", "einem", "einer"].iter().any(|w| scene.is(verb + 1, w)) {
            let end = scene.nominal_end(verb + 1, clause.tokens.end);
            found.hearer = (end > verb + 2).then_some(verb + 1..end);
        }
        Some(found)
    }

    /// What the cue of clause `nth` takes: what stands before it, after it, or in the clause itself from `from` on.
    fn taken(
        &self,
        clauses: &[Clause],
        nth: usize,
        predicate: &Predicate,
        from: usize,
        inverted: bool,
    ) -> Option<Taken> {
        let cue = predicate.cue;
        let one = |rule, pieces: Vec<Range<usize>>| Some(Taken { rule, act: predicate.act, pieces });
        if inverted && (cue.takes(Frame::Post) || cue.takes(Frame::Quote)) {
            let mut pieces = self.said_before(clauses, nth);
            if !pieces.is_empty() {
                pieces.extend(self.said_on(clauses, nth));
                return one("said-then-cue", pieces);
            }
        }
        if let Some((rule, piece)) = self.said_after(clauses, nth, cue) {
            return one(rule, piece);
        }
        self.object(&clauses[nth], predicate, from)
    }

    /// What stands before an inverted cue: the quotation, or the clauses back to the sentence's start.
    fn said_before(&self, clauses: &[Clause], nth: usize) -> Vec<Range<usize>> {
        let scene = self.scene;
        let Some(last) = nth.checked_sub(1) else { return Vec::new() };
        if let Lead::Speech(number) = clauses[last].lead {
            return vec![scene.speeches[number].inner.clone()];
        }
        let mut first = last;
        while first > 0 && !clauses[first].apart && !clauses[first].after_colon {
            if matches!(clauses[first - 1].lead, Lead::Speech(_)) {
                break;
            }
            first -= 1;
        }
        // "…, und wenn das so sei, sagte X": what another says before is left out.
        let floor = self
            .in_sentence_of(&clauses[0].tokens)
            .filter(|f| f.cue_tokens.end <= clauses[last].tokens.end)
            .flat_map(|f| f.content.iter().map(|c| c.end).chain([f.cue_tokens.end]))
            .max()
            .unwrap_or(0);
        // "Um A zu tun, sagte X": a clause that only leads in another one is nothing said.
        let states =
            clauses[first..=last].iter().any(|c| matches!(c.lead, Lead::Main | Lead::That | Lead::Speech(_)))
                || (last == first && clauses.get(nth + 1).is_some_and(|c| c.verb == Some(c.tokens.start)));
        let piece = scene.trimmed(clauses[first].tokens.start.max(floor)..clauses[last].tokens.end);
        if piece.is_empty() || !states { Vec::new() } else { vec![piece] }
    }

    /// What goes on after an inverted cue: another quotation, or clauses of reported speech.
    fn said_on(&self, clauses: &[Clause], nth: usize) -> Vec<Range<usize>> {
        let scene = self.scene;
        let Some(next) = clauses[nth + 1..].iter().position(|c| c.lead != Lead::Bare).map(|n| n + nth + 1)
        else {
            return Vec::new();
        };
        match clauses[next].lead {
            Lead::Speech(number) => vec![scene.speeches[number].inner.clone()],
            Lead::Main if scene.is_reported(&clauses[next]) || clauses[next].after_colon => {
                vec![scene.trimmed(clauses[next].tokens.start..self.said_end(clauses, next))]
            }
            // "Die Lage, sagte X, ist ernst."
            Lead::Main
                if nth > 0
                    && clauses[nth - 1].lead == Lead::Bare
                    && clauses[next].verb == Some(clauses[next].tokens.start) =>
            {
                vec![scene.trimmed(clauses[next].tokens.start..self.said_end(clauses, next))]
            }
            _ => Vec::new(),
        }
    }

    /// What stands after the cue's clause.
    pub(super) fn said_after(
        &self,
        clauses: &[Clause],
        nth: usize,
        cue: &Cue,
    ) -> Option<(&'static str, Vec<Range<usize>>)> {
        let scene = self.scene;
        let that = cue.takes(Frame::That);
        for next in nth + 1..clauses.len().min(nth + 4) {
            let clause = &clauses[next];
            let whole = || vec![scene.trimmed(clause.tokens.start..self.said_end(clauses, next))];
            match clause.lead {
                Lead::That if that => return Some(("cue-that", whole())),
                Lead::Speech(number) if cue.takes(Frame::Quote) || that => {
                    let mut pieces = vec![scene.speeches[number].inner.clone()];
                    // "„A“ und „B“"
                    for more in &clauses[next + 1..] {
                        match more.lead {
                            Lead::Speech(number) => pieces.push(scene.speeches[number].inner.clone()),
                            Lead::Bare if more.tokens.len() == 1 => {}
                            _ => break,
                        }
                    }
                    return Some(("cue-quote", pieces));
                }
                Lead::Sub | Lead::As if scene.asks(clause) && (cue.takes(Frame::Wh) || that) => {
                    return Some(("cue-question", whole()));
                }
                Lead::Main if (cue.takes(Frame::Bare) || that) && !clause.joined => {
                    let first = clause.verb == Some(clause.tokens.start);
                    let fits = clause.after_colon
                        || scene.is_reported(clause)
                        || (cue.takes(Frame::Bare) && !first && next == nth + 1 && !clause.apart);
                    return fits.then(|| ("cue-clause", whole()));
                }
                Lead::Bare if scene.is_infinitive_clause(clause) && (cue.takes(Frame::Inf) || that) => {
                    return Some(("cue-infinitive", whole()));
                }
                Lead::Bare if clause.after_colon && clause.tokens.len() > 2 => {
                    return Some(("cue-clause", whole()));
                }
                // An aside, or a clause about the one who speaks.
                Lead::Relative | Lead::Bare | Lead::Sub | Lead::As => {}
                _ => return None,
            }
        }
        None
    }

    /// Where what begins with clause `first` ends: at the sentence's end, or where the narrator speaks again.
    pub(super) fn said_end(&self, clauses: &[Clause], first: usize) -> usize {
        let scene = self.scene;
        let reported = scene.is_reported(&clauses[first]);
        let stop = clauses[first + 1..].iter().find(|c| {
            let narrates = c.lead == Lead::Main && !scene.is_reported(c);
            let cue = c.verb.is_some_and(|v| scene.predicate(c, v).is_some());
            (narrates && (c.apart || c.joined) && (reported || cue || c.apart))
                || (narrates && cue && c.verb == Some(c.tokens.start))
                || (c.lead == Lead::As && scene.ends_in_cue(c))
                || (c.lead == Lead::Bare && scene.is(c.tokens.start, "so") && c.tokens.len() > 1)
        });
        stop.map_or_else(|| clauses.last().map_or(0, |c| c.tokens.end), |c| c.tokens.start)
    }

    /// The object of a cue in its own clause: "bestätigte den Angriff", "warnte vor Regen".
    fn object(&self, clause: &Clause, predicate: &Predicate, from: usize) -> Option<Taken> {
        let scene = self.scene;
        let cue = predicate.cue;
        let verb = clause.verb?;
        let end = if predicate.main > verb { predicate.main } else { clause.tokens.end };
        let mut end = end;
        while end > from + 1
            && (matches!(scene.kind(end - 1), Kind::Adverb | Kind::Stop)
                || scene.kind(end - 1) == Kind::Adjective)
        {
            end -= 1;
        }
        let from = from.max(verb + 1);
        if from >= end {
            return None;
        }
        for frame in &cue.frames {
            if let Frame::Preposition(word) = frame.frame
                && let Some(at) = (from..end).find(|at| scene.is(*at, word))
            {
                let piece = scene.trimmed(at..end);
                return (piece.len() > 1).then(|| Taken {
                    rule: "cue-of",
                    act: frame.act,
                    pieces: vec![piece],
                });
            }
        }
        if let Some(frame) = cue.frame(Frame::NounAs)
            && (from..end).any(|at| scene.is(at, "als"))
        {
            let piece = scene.trimmed(from..end);
            return (piece.len() > 2).then(|| Taken { rule: "cue-as", act: frame.act, pieces: vec![piece] });
        }
        let frame = cue.frame(Frame::Noun)?;
        if frame.quoted && !(from..end).any(|at| matches!(scene.kind(at), Kind::Open)) {
            return None;
        }
        let mut start = from;
        while start < end
            && (matches!(scene.kind(start), Kind::Adverb | Kind::Time)
                || scene.grammar_is(start, "reflexive"))
        {
            start += 1;
        }
        while scene.kind(start) == Kind::Preposition && start < end {
            let next = scene.core_end(start + 1, end);
            if next == start + 1 {
                return None;
            }
            start = next;
            while start < end && matches!(scene.kind(start), Kind::Adverb | Kind::Time | Kind::Number) {
                start += 1;
            }
        }
        if scene.kind(start) == Kind::Pronoun || scene.core_end(start, end) == start {
            return None;
        }
        let piece = scene.trimmed(start..end);
        (!piece.is_empty()).then(|| Taken { rule: "cue-noun", act: predicate.act, pieces: vec![piece] })
    }

    /// The subject of the sentence's first main clause, for a verb that is joined to it.
    fn first_subject(&self, clauses: &[Clause], nth: usize) -> Option<Range<usize>> {
        let clause = clauses[..nth].iter().rev().find(|c| c.lead == Lead::Main)?;
        let verb = clause.verb?;
        self.scene
            .subject_first(&clause.tokens, verb)
            .or_else(|| self.scene.subject_second(verb, clause.tokens.end))
    }

    /// "Der Sprecher, der neu ist, sagte": the group that opens the sentence with all that is set in after it.
    fn subject_before_aside(&self, clauses: &[Clause], nth: usize) -> Option<Range<usize>> {
        let aside = nth.checked_sub(1)?;
        let first = (0..aside)
            .rev()
            .take_while(|n| !matches!(clauses[*n + 1].lead, Lead::Main | Lead::Speech(_) | Lead::That))
            .find(|n| clauses[*n].lead == Lead::Bare && (*n == 0 || clauses[*n].apart))?;
        let head = &clauses[first];
        if !matches!(clauses[aside].lead, Lead::Relative | Lead::Bare) {
            return None;
        }
        let start = head.tokens.start + usize::from(head.joined);
        let nominal = self.scene.core_end(start, head.tokens.end) > start;
        (nominal && self.scene.kind(start) != Kind::Adverb).then_some(start..clauses[aside].tokens.end)
    }

    /// "sagte X, Sprecher der Polizei": the apposition belongs to the source.
    fn with_apposition(&self, clauses: &[Clause], nth: usize, source: Range<usize>) -> Range<usize> {
        let scene = self.scene;
        let Some(next) = clauses.get(nth + 1) else { return source };
        let whole = source.end == clauses[nth].tokens.end;
        let nominal = next.lead == Lead::Bare
            && !next.joined
            && scene.nominal_end(next.tokens.start, next.tokens.end) == next.tokens.end;
        if whole && nominal { source.start..next.tokens.end } else { source }
    }
}

impl Scene<'_, '_> {
    /// "ob", "wie", "warum": a clause that a question is made of, and no aside.
    fn asks(&self, clause: &Clause) -> bool {
        let first = clause.tokens.start + usize::from(clause.joined);
        self.draft.lexicon.habits.role(&fold(self.word(first))) == Some(sayso_lexicon::Role::Question)
            && !(clause.lead == Lead::As && self.ends_in_cue(clause))
    }

    /// "…, den Ort zu verlassen"
    fn is_infinitive_clause(&self, clause: &Clause) -> bool {
        let last = self.last_word(&clause.tokens);
        let folded = fold(self.word(last));
        let verb = self.draft.tag(last) == Tag::Verb || self.draft.tag(last) == Tag::Auxiliary;
        let parted =
            self.draft.lexicon.verbs.get(&folded).is_some_and(|v| v.participle) && folded.contains("zu");
        let leads = !self.is_any(clause.tokens.start, &["um", "ohne", "statt", "anstatt"]);
        verb && leads && (parted || (last > clause.tokens.start && self.kind(last - 1) == Kind::To))
    }

    /// Whether the last verb of a clause says something.
    pub(super) fn ends_in_cue(&self, clause: &Clause) -> bool {
        self.closing_cue(clause).is_some()
    }

    /// The cue at the end of a clause whose verb stands last: "mitteilte", "gesagt hatte".
    pub(super) fn closing_cue(&self, clause: &Clause) -> Option<(usize, &'static Cue)> {
        let last = self.last_word(&clause.tokens);
        let main = if self.draft.tag(last) == Tag::Auxiliary {
            if self.kind(last) != Kind::Have {
                return None;
            }
            last.checked_sub(1).filter(|at| *at >= clause.tokens.start)?
        } else {
            last
        };
        Some((main, self.cue_of(main)?))
    }
}
