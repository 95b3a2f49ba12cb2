//! What a verb's content is: quoted speech or a clause on its left, or what its frames take on its right.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, Frame};

use super::finder::{Finder, Found};
use super::speaking::{Place, Subject};
use super::verbs::{Finite, Group};
use super::words::{Forms, Kind};

/// Content that was found, and how.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) rule: &'static str,
    pub(super) act: Act,
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) hearer: Option<Range<usize>>,
}

impl Taken {
    pub(super) fn one(rule: &'static str, act: Act, piece: Range<usize>) -> Self {
        Self { rule, act, pieces: vec![piece], hearer: None }
    }
}

impl Finder<'_, '_, '_> {
    /// The content of a cue verb whose subject is known.
    pub(super) fn content(
        &self,
        range: &Range<usize>,
        group: &Group,
        cue: &Cue,
        subject: &Subject,
    ) -> Option<Taken> {
        let scene = self.scene;
        let from = if subject.place == Place::After { subject.tokens.end } else { group.end };
        let left = match subject.place {
            Place::Before => subject.tokens.start.min(group.start),
            Place::After => group.start,
            Place::Inherited | Place::Relative => usize::MAX,
        };
        if cue.takes(Frame::Quote)
            && left != usize::MAX
            && let Some(speech) = self.speech_before(left, range)
        {
            let mut taken =
                Taken::one("quote-then-cue", quoted_act(cue), scene.speeches[speech].inner.clone());
            // Paragraphs of the same quotation before it, none of them closed.
            for before in (0..speech).rev() {
                if !scene.speeches[before].open || self.claimed[before].is_some() {
                    break;
                }
                taken.pieces.insert(0, scene.speeches[before].inner.clone());
            }
            self.go_on(&mut taken, from, range);
            return Some(taken);
        }
        if let Some(taken) =
            self.interrupted(left, from, range, cue).or_else(|| self.as_told(left, from, range, cue))
        {
            return Some(taken);
        }
        let right =
            self.extracted(from, range, cue, subject).or_else(|| self.right(from, range, cue, subject));
        // "Thirty-four are known to have died, the ministry said on Tuesday, 15 more than on the day before."
        let when = matches!(scene.kind(from), Kind::Preposition | Kind::Time);
        let told = right.as_ref().is_some_and(|t| matches!(t.rule, "cue-clause" | "cue-words"));
        if when
            && told
            && left != usize::MAX
            && left > range.start
            && scene.kind(left - 1) == Kind::Comma
            && let Some(taken) = self.clause_before(left, from, range, cue)
            && taken.rule == "clause-then-cue"
        {
            return Some(taken);
        }
        if let Some(taken) = right.as_ref()
            && (!matches!(taken.rule, "cue-noun") || left == usize::MAX)
        {
            // "It was a raid, X said: a “landing”", with content on both sides.
            let colon = taken.pieces.first().is_some_and(|p| {
                scene.kind(p.start.saturating_sub(1)) == Kind::Colon
                    || scene.kind(p.start.saturating_sub(2)) == Kind::Colon
            });
            if colon
                && left != usize::MAX
                && cue.takes(Frame::Post)
                && let Some(mut both) = self.clause_before(left, range.end, range, cue)
            {
                both.pieces.extend(taken.pieces.iter().cloned());
                both.hearer.clone_from(&taken.hearer);
                return Some(both);
            }
            return right;
        }
        if left != usize::MAX
            && cue.takes(Frame::Post)
            && let Some(mut taken) = self.clause_before(left, from, range, cue)
        {
            self.go_on(&mut taken, from, range);
            return Some(taken);
        }
        right
            .or_else(|| self.clause_after_comma(left, from, range, cue))
            .or_else(|| self.speech_before_sentence(left, range, cue))
    }

    /// Speech that ends right before `at`: "“…,” X said".
    fn speech_before(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let scene = self.scene;
        let mut last = at.checked_sub(1)?;
        if matches!(scene.kind(last), Kind::Comma | Kind::Dash) {
            last = last.checked_sub(1)?;
        }
        let in_sentence = last >= range.start;
        if !in_sentence {
            return None;
        }
        // A quotation that a block leaves open, or one whose closing mark stands here.
        let index = scene.speech_at(last)?;
        let speech = &scene.speeches[index];
        (speech.outer.end == last + 1 && speech.alone && self.claimed[index].is_none()).then_some(index)
    }

    /// "“Russia will be free!” They said": the quotation is a sentence of its own.
    fn speech_before_sentence(&self, at: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if at != range.start || at == 0 || !cue.takes(Frame::Quote) {
            return None;
        }
        let index = scene.speech_at(at - 1)?;
        let speech = &scene.speeches[index];
        let block = |at| scene.draft.sentence_of(at).map(|s| scene.draft.sentences[s].block);
        let first = scene.draft.sentence_of(speech.outer.start)?;
        let opens_block =
            first == 0 || scene.draft.sentences[first - 1].block != scene.draft.sentences[first].block;
        // "This is from a neighbour: “…” Others say the same."
        let introduced = speech.outer.start > 0 && scene.kind(speech.outer.start - 1) == Kind::Colon;
        let ends = speech.outer.end == at
            && speech.alone
            && !introduced
            && self.claimed[index].is_none()
            && opens_block
            && block(at) == block(speech.outer.start);
        ends.then(|| Taken::one("quote-then-sentence", quoted_act(cue), speech.inner.clone()))
    }

    /// "The town had fallen, X said": the clause before the subject at `at`.
    fn clause_before(&self, at: usize, from: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        let inverted = scene.cue_verb(at).is_some();
        let comma = at.checked_sub(1).filter(|c| *c > range.start)?;
        let ends = match scene.kind(comma) {
            Kind::Comma | Kind::Dash => comma,
            // "… “a success,” X said", with the comma inside the marks.
            Kind::Close if matches!(scene.kind(comma - 1), Kind::Comma | Kind::Stop) => comma + 1,
            _ => return None,
        };
        let mut start = self.floor(comma, range);
        if start == range.start
            && let Some(speech) = scene.speech_at(start)
        {
            // The sentence begins inside speech that an earlier one leads into.
            let open = scene.speeches[speech].outer.start;
            start =
                scene.draft.sentence_of(open).map_or(start, |s| scene.range(&scene.draft.sentences[s]).start);
        }
        let act = cue.frame(Frame::Post)?.act;
        let mut piece = scene.trimmed(start..ends);
        let hangs = |piece: &Range<usize>| {
            !piece.is_empty() && scene.opens_subordinate(piece.start) && !scene.has_main_clause(piece)
        };
        // "It has condemned nothing, because it knows nothing, an official said": the reason goes with what it is given for.
        if hangs(&piece) && start > range.start {
            piece = scene.trimmed(range.start..ends);
        }
        if piece.is_empty() || hangs(&piece) {
            return None;
        }
        let imperative = scene.kind(piece.start) == Kind::Verb && scene.forms(piece.start).has(Forms::BASE);
        let told = scene.skip_adverbials(scene.hearer_end(from, range.end), range.end).end;
        let from = if scene.kind(from) == Kind::Comma { from } else { told };
        let lead = scene.kind(piece.start) == Kind::Preposition
            && piece.len() < 6
            && !scene.has_sure_finite(piece.clone());
        let goes_on = scene.kind(from) == Kind::Comma
            && (scene.finite(from + 1) != Finite::No || scene.clause_begins(from + 1, range.end));
        if lead && goes_on {
            let rest = scene.trimmed(from + 1..scene.clause_end(from + 1, range.end));
            return Some(Taken { rule: "cue-inside-clause", act, pieces: vec![piece, rest], hearer: None });
        }
        if imperative || scene.has_finite(piece.clone()) {
            return Some(Taken::one("clause-then-cue", act, piece));
        }
        // "Nonsense, says X": a word or two that are all that is said.
        let word = matches!(scene.kind(piece.start), Kind::Noun | Kind::Adjective | Kind::Determiner);
        let somebody = |m: &sayso_news::Mention| {
            scene.entity(m.entity).is_some_and(|e| e.kind != sayso_news::EntityKind::Other)
        };
        let called = scene.kind(piece.start) == Kind::Name
            && !scene.draft.mentions_in(scene.span(&piece)).any(somebody);
        let exclaims = word || called || scene.kind(piece.start) == Kind::Not;
        // "At least 150, X admitted", "67, says the ministry"
        let counted = piece.len() <= 5 && piece.clone().any(|i| scene.kind(i) == Kind::Number);
        if (exclaims && piece.len() <= 3 && inverted || counted)
            && piece.start == range.start
            && scene.kind(from) != Kind::Comma
        {
            return Some(Taken::one("clause-then-cue", act, piece));
        }
        // "The raid, X said, was over." "At one point, X said, it was over."
        if goes_on {
            let rest = scene.trimmed(from + 1..scene.clause_end(from + 1, range.end));
            return Some(Taken { rule: "cue-inside-clause", act, pieces: vec![piece, rest], hearer: None });
        }
        None
    }

    /// "a result that X said surprised him": the content's subject stands before the source.
    fn extracted(&self, from: usize, range: &Range<usize>, cue: &Cue, subject: &Subject) -> Option<Taken> {
        let scene = self.scene;
        let act = cue.frame(Frame::Bare)?.act;
        let before = subject.tokens.start.checked_sub(1).filter(|b| *b >= range.start)?;
        let relative = matches!(scene.kind(before), Kind::Relative | Kind::That);
        if subject.place != Place::Before
            || !relative
            || scene.finite(from) != Finite::Yes
                && !matches!(scene.kind(from), Kind::Be | Kind::Have | Kind::Modal)
        {
            return None;
        }
        let rest = scene.trimmed(from..scene.object_end(from, range.end));
        Some(Taken { rule: "cue-inside-relative", act, pieces: vec![before..before + 1, rest], hearer: None })
    }

    /// "But, X added, the raid was over."
    fn clause_after_comma(&self, left: usize, from: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if left == usize::MAX || !cue.takes(Frame::Post) {
            return None;
        }
        let opens = left < range.start + 6 && !scene.has_sure_finite(range.start..left);
        let comma = scene.skip_adverbials(scene.hearer_end(from, range.end), range.end).end;
        let comma = if scene.kind(from) == Kind::Comma { from } else { comma };
        let clause = opens
            && scene.kind(comma) == Kind::Comma
            && scene.clause_begins(comma + 1, range.end)
            && !scene.is_tail(comma + 1, range.end);
        let piece = scene.trimmed(comma + 1..scene.clause_end(comma + 1, range.end));
        clause.then(|| Taken::one("cue-comma-clause", cue.act, piece))
    }

    /// "soldiers who, it alleges, fired from behind", "a tape in which, it says, two officers speak", "the road, it says, was
    /// mined": a cue between commas, the clause around it.
    fn interrupted(&self, left: usize, from: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        if left == usize::MAX || left < range.start + 2 || !cue.takes(Frame::Post) {
            return None;
        }
        let parted = scene.kind(left - 1) == Kind::Comma && scene.kind(from) == Kind::Comma;
        let relative = scene.kind(left - 2) == Kind::Relative;
        let pronoun = from - left <= 3 && scene.kind(left) == Kind::Pronoun;
        let begins = scene.kind(from + 1) == Kind::Verb
            || scene.finite(from + 1) != Finite::No
            || scene.clause_begins(from + 1, range.end);
        if !parted || !relative || !pronoun || !begins {
            return None;
        }
        let piece = scene.trimmed(from + 1..scene.clause_end(from + 1, range.end));
        (!piece.is_empty()).then(|| Taken::one("cue-inside-clause", cue.act, piece))
    }

    /// "It could be rust, as the engineer has suggested.", "As X said, it was rust.": what stands beside the clause with "as".
    fn as_told(&self, left: usize, from: usize, range: &Range<usize>, cue: &Cue) -> Option<Taken> {
        let scene = self.scene;
        let act = cue.frame(Frame::Post)?.act;
        let as_at =
            left.checked_sub(1).filter(|i| left != usize::MAX && *i >= range.start && scene.is(*i, "as"))?;
        let told = scene.hearer_end(from, range.end);
        let hearer = (told > from).then_some(from..told);
        let after = scene.skip_adverbials(told, range.end).end;
        let ends = after >= range.end || matches!(scene.kind(after), Kind::Stop | Kind::Comma);
        if !ends {
            return None;
        }
        if as_at == range.start && scene.kind(after) == Kind::Comma {
            let piece = scene.trimmed(after + 1..scene.clause_end(after + 1, range.end));
            let taken = || Taken { hearer, ..Taken::one("as-somebody-says", act, piece.clone()) };
            return scene.has_finite(piece.clone()).then(taken);
        }
        let comma = as_at.checked_sub(1).filter(|c| *c > range.start && scene.kind(*c) == Kind::Comma)?;
        if after < range.end && scene.kind(after) == Kind::Comma {
            return None;
        }
        // What another says or doubts in the same sentence is what is meant: "is sceptical that X, as Y suggested".
        let told =
            self.in_sentence_of(range).find_map(|f| f.content.last().filter(|c| c.end == comma).cloned());
        let piece = told.unwrap_or_else(|| {
            let clause = scene.trimmed(self.floor(comma, range)..comma);
            let doubted =
                clause.clone().find(|i| scene.kind(*i) == Kind::That && scene.kind(i - 1) == Kind::Adjective);
            doubted.map_or(clause.clone(), |that| that..clause.end)
        });
        (!piece.is_empty() && scene.has_finite(piece.clone()))
            .then(|| Taken::one("as-somebody-says", act, piece))
    }

    /// Where content before `at` may begin: the sentence's start, or after what an earlier cue took.
    fn floor(&self, at: usize, range: &Range<usize>) -> usize {
        let scene = self.scene;
        let mut floor = range.start;
        // What is only wanted or thought there is part of what is said.
        let stays = |f: &&Found| matches!(f.act, Act::Believe | Act::Intend | Act::Appeal);
        for found in self.in_sentence_of(range).filter(|f| !stays(f)) {
            for piece in found.content.iter().chain([&found.cue_tokens, &found.source]) {
                if piece.end > floor && piece.end <= at && piece.start >= range.start {
                    floor = piece.end;
                }
            }
        }
        // What was found right before the comma lies inside what is said here: "X had found Y, Z said".
        if floor >= at {
            floor = range.start;
        }
        let semicolon = (floor..at).rev().find(|i| {
            matches!(scene.kind(*i), Kind::Semicolon | Kind::Colon) && scene.speech_at(*i).is_none()
        });
        floor = semicolon.map_or(floor, |i| i + 1);
        while floor < at
            && floor > range.start
            && matches!(scene.kind(floor), Kind::Comma | Kind::Stop | Kind::Coordinator | Kind::Semicolon)
        {
            floor += 1;
        }
        floor
    }

    /// What goes on after a cue in the middle: "…,” X said, “but …”", "A, X said, and B".
    fn go_on(&self, taken: &mut Taken, from: usize, range: &Range<usize>) {
        let scene = self.scene;
        let hearer = scene.hearer_end(from, range.end);
        if hearer > from {
            taken.hearer = Some(from..hearer);
        }
        let mut at = scene.skip_adverbials(hearer, range.end).end;
        // An aside between the cue and what goes on: "he said, laughing, “but …”".
        if scene.kind(at) == Kind::Comma
            && let Some(next) = (at + 1..range.end.min(at + 16)).find(|i| scene.kind(*i) == Kind::Open)
            && scene.kind(next - 1) == Kind::Comma
        {
            at = next - 1;
        }
        if !matches!(scene.kind(at), Kind::Comma | Kind::Colon | Kind::Dash | Kind::That | Kind::Semicolon)
            && scene.kind(at) != Kind::Stop
        {
            return;
        }
        let next = at + 1;
        if let Some(index) = scene.speech_at(next)
            && scene.speeches[index].outer.start == next
            && self.claimed[index].is_none()
            && (scene.kind(at) != Kind::Stop || next < range.end)
        {
            taken.pieces.push(scene.speeches[index].inner.clone());
            if taken.rule == "quote-then-cue" {
                taken.rule = "quote-cue-quote";
            }
            return;
        }
        // "That was routine, X said; nothing had been lost."
        let semicolon = scene.kind(at) == Kind::Semicolon && scene.has_finite(next..range.end);
        let cued = (next..range.end).any(|i| {
            scene.speech_at(i).is_none() && scene.cue_verb(i).is_some_and(|c| c.value.takes(Frame::Post))
        });
        if taken.rule == "clause-then-cue" && semicolon && !cued {
            taken.pieces.push(scene.trimmed(next..range.end));
            return;
        }
        // "It reached, X said, to the telephones of secretaries."
        let goes_on = scene.kind(at) == Kind::Comma
            && matches!(scene.kind(next), Kind::Preposition | Kind::To)
            && !scene.is(next, "according")
            && !scene.is_channel_phrase(next)
            && taken.pieces.first().is_some_and(|p| p.len() < 6);
        if taken.rule == "clause-then-cue" && goes_on && !cued {
            taken.pieces.push(scene.trimmed(next..scene.clause_end(next, range.end)));
            return;
        }
        // "She had gone by herself, she said, because shells were falling."
        let reason = scene.kind(at) == Kind::Comma
            && scene.is_any(next, &["because", "although", "unless", "until", "so", "since"])
            && scene.has_finite(next..range.end);
        if taken.rule == "clause-then-cue" && reason && !cued {
            taken.pieces.push(scene.trimmed(next..scene.clause_end(next, range.end)));
            return;
        }
        if taken.rule == "clause-then-cue"
            && matches!(scene.kind(at), Kind::Comma)
            && matches!(scene.kind(next), Kind::Coordinator)
            && !scene.turns_to_other(at, range.end)
            && scene.has_finite(next..range.end)
        {
            let end = scene.clause_end(next, range.end);
            taken.pieces.push(scene.trimmed(next..end));
        }
    }
}

/// In quoted speech the cue's own act; a question is an appeal.
pub(super) fn quoted_act(cue: &Cue) -> Act {
    cue.frame(Frame::Quote).map_or(cue.act, |f| f.act)
}
