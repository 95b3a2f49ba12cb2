//! Attributions as a network sees them, laid over those that the rules found.

use std::ops::Range;

use sayso_infer::Roles;
use sayso_lexicon::{Act, Cue, CueClass, Frame};

use super::finder::{Finder, Found};
use super::verbs::Finite;
use super::words::Kind;
use crate::opinion::{Opinion, Trust};

/// Words on either side of a cue that are asked for their role.
const REACH: usize = 110;
/// Roles, and the columns of three of them; the first column is for words outside.
const ROLES: usize = 4;
const SOURCE: usize = 1;
const CONTENT: usize = 2;
const CUE: usize = 3;

impl Finder<'_, '_, '_> {
    /// Mends what the rules found, drops what the network reads otherwise, and adds what only the network sees.
    pub(super) fn consult(&mut self, opinion: &Opinion<'_>, running: impl Fn(usize) -> bool) {
        let Some(roles) = opinion.roles() else { return };
        // A network that mends nothing is asked only about what the rules have not read.
        let read = (opinion.trust.mend > 1.0).then(|| self.read_by_rules());
        let asked = |at: usize| {
            let open = read.as_ref().is_none_or(|(taken, inside)| !taken[at] && !inside[at]);
            open && opinion.cues[at] >= opinion.trust.cue
        };
        let seen = self.seen(opinion, &roles, asked, running);
        for number in 0..self.found.len() {
            let cue = self.found[number].cue_tokens.clone();
            let belief = cue.clone().map(|at| opinion.cues[at]).fold(0.0, f32::max);
            self.found[number].belief = (!cue.is_empty()).then_some(belief);
            if let Some(other) = seen.iter().find(|s| overlap(&s.cue_tokens, &cue) > 0) {
                if belief >= opinion.trust.mend {
                    self.mend(number, other);
                }
            } else if !cue.is_empty() && self.is_doubted(number, opinion.trust, &seen) {
                self.found[number].dropped = true;
            }
        }
        let (mut taken, mut inside) = self.read_by_rules();
        for found in seen {
            let anchor = found.cue_tokens.start;
            // What stands inside somebody's words, or between a relay and its source, the rules have read already.
            let read = inside[anchor] && opinion.cues[anchor] < opinion.trust.inside;
            let repeats = found.content.iter().cloned().flatten().filter(|at| inside[*at]).count();
            let told = repeats as f32 > (1.0 - opinion.trust.inside).max(0.0) * words(&found.content) as f32;
            if read || told || found.cue_tokens.clone().any(|at| taken[at]) || !self.is_said(&found) {
                continue;
            }
            taken[found.cue_tokens.clone()].fill(true);
            for part in &found.content {
                inside[part.clone()].fill(true);
            }
            self.add(found);
        }
    }

    /// For each token whether it belongs to a cue, and whether to another part, of what was found.
    fn read_by_rules(&self) -> (Vec<bool>, Vec<bool>) {
        let mut taken = vec![false; self.scene.draft.tokens.len()];
        let mut inside = taken.clone();
        for found in self.found.iter().filter(|found| !found.dropped) {
            taken[found.cue_tokens.clone()].fill(true);
            for part in found.content.iter().chain(&found.relay).chain([&found.source]) {
                inside[part.clone()].fill(true);
            }
        }
        (taken, inside)
    }

    /// What the network sees at the anchors that are asked about, in order.
    fn seen(
        &self,
        opinion: &Opinion<'_>,
        roles: &Roles<'_>,
        asked: impl Fn(usize) -> bool,
        running: impl Fn(usize) -> bool,
    ) -> Vec<Found> {
        let see = |anchor: usize| {
            let sentence = self.scene.draft.sentence_of(anchor).filter(|s| running(*s))?;
            let found = self.proposed(roles, anchor, sentence)?;
            Some(Found { belief: Some(opinion.cues[anchor]), ..found })
        };
        (0..opinion.cues.len()).filter(|at| asked(*at)).filter_map(see).collect()
    }

    /// Takes the network's source, and its content where the two overlap but differ, for a rule's.
    fn mend(&mut self, number: usize, seen: &Found) {
        let quoted = |run: &Range<usize>| run.clone().any(|at| self.scene.speech_at(at).is_some());
        let found = &self.found[number];
        let shared = shared(&found.content, &seen.content);
        let (old, new) = (words(&found.content), words(&seen.content));
        // Where both see nearly the same, the rules cut it better; where they share too little, they speak of two things.
        let apart = shared * 10 < new * 3 || shared * 10 < old * 3;
        let alike = shared * 10 > (old + new - shared) * 7;
        // Quotation marks tell the bounds of speech better than any network.
        let content = !apart && !alike && !found.content.iter().any(quoted);
        // A relay is no source; the rules know whom "who" means, and where both see the same words, cut them better.
        let relative = seen.source.len() == 1 && self.scene.kind(seen.source.start) == Kind::Relative;
        let known = found.relay.is_some() || relative || overlap(&found.source, &seen.source) > 0;
        if !seen.source.is_empty() && !apart && !known {
            self.found[number].source = seen.source.clone();
        }
        if content {
            self.found[number].content.clone_from(&seen.content);
        }
    }

    /// Whether the network gives the same words to another cue and finds none here.
    fn is_doubted(&self, number: usize, trust: Trust, seen: &[Found]) -> bool {
        let found = &self.found[number];
        let other = |s: &Found| {
            let both = shared(&found.content, &s.content);
            both * 3 > words(&found.content) + words(&s.content) - both
        };
        found.relay.is_none() && found.belief.is_some_and(|b| b < trust.doubt) && seen.iter().any(other)
    }

    /// The attribution around a cue that begins at `anchor`.
    fn proposed(&self, roles: &Roles<'_>, anchor: usize, sentence: usize) -> Option<Found> {
        let scene = self.scene;
        let low = anchor.saturating_sub(REACH);
        let probabilities = roles.around(anchor, low..anchor + REACH);
        let high = low + probabilities.len();
        let labels = smoothed(&probabilities);
        let mut cue = anchor..anchor + 1;
        while cue.end < high && labels[cue.end - low] == CUE {
            cue.end += 1;
        }
        let home = |at: usize| scene.draft.sentence_of(at);
        let runs = |role: usize| -> Vec<Range<usize>> {
            let mut runs: Vec<Range<usize>> = Vec::new();
            for at in (low..high).filter(|at| labels[at - low] == role && !cue.contains(at)) {
                match runs.last_mut() {
                    // Nobody's name runs over the end of a sentence.
                    Some(run) if run.end == at && (role != SOURCE || home(at) == home(at - 1)) => {
                        run.end += 1;
                    }
                    _ => runs.push(at..at + 1),
                }
            }
            runs
        };
        let weight = |run: &Range<usize>, role: usize| -> f32 {
            run.clone().map(|at| probabilities[at - low][role]).sum()
        };
        let content: Vec<_> = runs(CONTENT)
            .into_iter()
            .map(|run| scene.trimmed(run))
            .filter(|run| run.clone().any(|at| scene.word(at).contains(char::is_alphanumeric)))
            .collect();
        let content = self.near_cue(&cue, content);
        let source = runs(SOURCE)
            .into_iter()
            .map(|run| scene.trimmed(run))
            .max_by(|a, b| weight(a, SOURCE).total_cmp(&weight(b, SOURCE)).then(b.start.cmp(&a.start)))
            .unwrap_or(cue.start..cue.start);
        let entry = cue.clone().rev().find_map(|at| self.entry(at));
        // Words that no table knows as a cue tell what somebody thinks, knows or does: no statement of fact.
        // "Both landed at 7.20, X said": after a verb of telling a past form is no participle.
        let told = entry.is_some_and(|c| c.takes(Frame::Post));
        let clause = content.iter().any(|run| {
            let finite = |at: usize| match scene.finite(at) {
                Finite::Yes => true,
                Finite::Maybe => told && run.len() >= 4,
                Finite::No => false,
            };
            run.clone().any(|at| finite(at) || scene.speech_at(at).is_some())
        });
        let act = match entry.map(|c| c.act) {
            Some(Act::Assert | Act::Confirm) | None if !clause => Act::Believe,
            Some(act) => act,
            None => Act::Believe,
        };
        let mut content = content;
        if act == Act::Believe {
            // "has seen them but cannot vouch for it": a second verb of the same subject begins something else.
            for run in &mut content {
                let joined = |at: &usize| {
                    scene.kind(*at) == Kind::Coordinator
                        && scene.finite(at + 1) == Finite::Yes
                        && scene.speech_at(*at).is_none()
                };
                run.end = (run.start + 1..run.end).find(joined).unwrap_or(run.end);
            }
        }
        let mut found = Found::bare("learned", act, sentence, source, cue, content);
        found.cue = entry;
        found.is_sound().then_some(found)
    }

    /// The stretches that stand with the longest one: in its sentence or the cue's, and more than a word or two.
    fn near_cue(&self, cue: &Range<usize>, mut runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let scene = self.scene;
        let Some(longest) = runs.iter().max_by_key(|run| (run.len(), usize::MAX - run.start)).cloned() else {
            return runs;
        };
        let home = [cue.start, longest.start, longest.end - 1].map(|at| scene.draft.sentence_of(at));
        runs.retain(|run| {
            let at_home = home.contains(&scene.draft.sentence_of(run.start));
            *run == longest || (at_home && (run.len() > 2 || scene.speech_at(run.start).is_some()))
        });
        runs
    }

    /// The lexicon's entry for a cue word of any class.
    fn entry(&self, at: usize) -> Option<&'static Cue> {
        let scene = self.scene;
        let follows = |n: usize, word: &str| scene.is(at + n, word);
        [CueClass::Verb, CueClass::Noun, CueClass::Adjective, CueClass::Phrase]
            .into_iter()
            .find_map(|class| scene.rules.cue(class, scene.lemma(at), follows))
            .map(|found| found.value)
    }

    /// Saying that is denied, only possible or nobody's is no statement, whoever finds it.
    fn is_said(&self, found: &Found) -> bool {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[found.sentence]);
        let verb = found.cue_tokens.clone().find(|at| scene.kind(*at) == Kind::Verb);
        let group = verb.map(|at| scene.group(at, 1, range.start));
        let silent = verb.is_some_and(|at| matches!(scene.lemma(at), "refuse" | "decline"));
        let denied = |at: usize| scene.kind(at) == Kind::Not || scene.is(at, "cannot");
        let negated =
            silent || group.as_ref().is_some_and(|g| g.negated) || found.cue_tokens.clone().any(denied);
        let carried = group.is_none_or(|g| !g.unreal && self.carried(g, range.start).is_some());
        let real = carried && !found.cue_tokens.clone().any(|at| scene.kind(at) == Kind::Modal);
        // What somebody would want is still theirs; what somebody would say is not said.
        let attitude = matches!(found.act, Act::Believe | Act::Intend | Act::Appeal);
        let somebody = found.source.is_empty() || !self.is_nobody(&found.source);
        // "It offered no evidence": what is not given is nothing said.
        let nothing =
            found.content.first().is_some_and(|run| scene.is(run.start, "no")) && !self.has_clause(found);
        // "made the announcement on its Telegram channel": where, not what.
        let place = found.cue_tokens.clone().next_back();
        let where_said =
            place.is_some_and(|at| scene.kind(at) == Kind::Preposition && scene.is_channel_phrase(at));
        let spoke = verb.is_some_and(|at| scene.is_any(at, &["speak", "talk"])) && !self.has_clause(found);
        somebody && !negated && !nothing && !where_said && !spoke && (real || attitude)
    }

    /// Whether something in the content is or happens.
    fn has_clause(&self, found: &Found) -> bool {
        found.content.iter().any(|run| run.clone().any(|at| self.scene.finite(at) == Finite::Yes))
    }
}

/// How many words all pieces have.
fn words(pieces: &[Range<usize>]) -> usize {
    pieces.iter().map(ExactSizeIterator::len).sum()
}

/// How many words stand in both.
fn shared(pieces: &[Range<usize>], others: &[Range<usize>]) -> usize {
    pieces.iter().map(|a| others.iter().map(|b| overlap(a, b)).sum::<usize>()).sum()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The most probable roles where a change from word to word has its price: no lone words in a stretch of another role.
fn smoothed(probabilities: &[[f32; ROLES]]) -> Vec<usize> {
    const PRICE: f32 = 1.2;
    let mut scores = [0.0_f32; ROLES];
    let mut came: Vec<[usize; ROLES]> = Vec::with_capacity(probabilities.len());
    for row in probabilities {
        let best = (1..ROLES).fold(0, |best, role| if scores[role] > scores[best] { role } else { best });
        let from: [usize; ROLES] =
            std::array::from_fn(|role| if scores[best] - PRICE > scores[role] { best } else { role });
        scores = std::array::from_fn(|role| {
            let price = if from[role] == role { 0.0 } else { PRICE };
            scores[from[role]] - price + libm::logf(row[role].max(1e-6))
        });
        came.push(from);
    }
    let mut role = (1..ROLES).fold(0, |best, role| if scores[role] > scores[best] { role } else { best });
    let mut roles = vec![0; probabilities.len()];
    for at in (0..probabilities.len()).rev() {
        roles[at] = role;
        role = came[at][role];
    }
    roles
}
