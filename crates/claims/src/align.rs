//! Which statements say the same: similarity, and what keeps two apart.

#![expect(
    clippy::many_single_char_names,
    reason = "two statements, their gists and their numbers, side by side"
)]

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sayso_lexicon::ConceptKind;
use sayso_news::{Edtf, Stance};

use crate::clock;
use crate::figures::{Number, means_people};
use crate::gist::{Gist, Term};
use crate::logistic::Logistic;
use crate::material::{Material, NONE};
use crate::pair;
use crate::rebuttals::Answer;
use crate::rules::one_deed;
use crate::statements::Statement;
use crate::tables::ConceptId;
use crate::voices::Voices;
use crate::wordings::Wordings;

/// Least likelihood, on average, of two statements of one claim.
pub(crate) const SAME: f32 = 0.38;
/// Statements that are looked at for one term; commoner terms do not tell.
const POSTING: usize = 128;
/// Statements that one is compared with at most.
const CANDIDATES: usize = 64;
/// Statements of a story that are all compared with each other.
const FEW: usize = 256;

/// Everything that the comparison of two statements rests on.
#[derive(Debug)]
pub(crate) struct Scene<'m, 'a> {
    pub(crate) material: &'m Material<'a>,
    pub(crate) statements: &'m [Statement],
    pub(crate) gists: &'m [Gist],
    pub(crate) voices: &'m Voices,
    /// How rare each term is among those who speak, 0.25 to 1.
    rarity: FxHashMap<Term, f32>,
    /// Weight of each statement.
    totals: Vec<f32>,
    /// The statement that each one answers.
    answered: Vec<u32>,
    /// What the comparer makes of the statements' wordings, where it reads them.
    pub(crate) wordings: Wordings,
    weights: &'m Logistic,
    /// What tells whether two exclude each other.
    pub(crate) contrasts: &'m Logistic,
}

/// How alike two statements are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Likeness {
    /// 0 to 1.
    pub(crate) score: f32,
    /// What both say, as a share of what the shorter one says.
    pub(crate) share: f32,
    /// Whether they share something that happens or holds.
    pub(crate) event: bool,
    /// Terms shared, states left out.
    pub(crate) terms: usize,
    /// Those of them that name nobody.
    pub(crate) told: usize,
}

impl<'m, 'a> Scene<'m, 'a> {
    /// Weighs terms by how many speakers use them.
    pub(crate) fn new(
        material: &'m Material<'a>,
        statements: &'m [Statement],
        gists: &'m [Gist],
        voices: &'m Voices,
        [weights, contrasts]: &'m [Logistic; 2],
    ) -> Self {
        let mut users: FxHashMap<Term, Vec<u32>> = FxHashMap::default();
        let mut speakers: Vec<u32> = Vec::with_capacity(statements.len());
        let outlets = voices.list.len() as u32;
        for (i, statement) in statements.iter().enumerate() {
            let user = match voices.of[i] {
                NONE => outlets + material.sheets[statement.sheet as usize].root as u32,
                voice => voice,
            };
            speakers.push(user);
            for (term, _) in &gists[i].terms {
                let list = users.entry(*term).or_default();
                if list.len() < 64 && !list.contains(&user) {
                    list.push(user);
                }
            }
        }
        speakers.sort_unstable();
        speakers.dedup();
        let count = speakers.len() as f32 + 1.0;
        // Where few speak, that a term is shared tells little about how common it is.
        let floor = (0.85 - 0.2 * count.ln()).max(0.25);
        let rarity: FxHashMap<Term, f32> = users
            .into_iter()
            .map(|(term, list)| (term, ((count / list.len() as f32).ln() / count.ln()).clamp(floor, 1.0)))
            .collect();
        let totals = gists
            .iter()
            .map(|g| g.terms.iter().map(|(t, w)| w * rarity.get(t).copied().unwrap_or(1.0)).sum())
            .collect();
        let answered = vec![NONE; statements.len()];
        Self {
            material,
            statements,
            gists,
            voices,
            rarity,
            totals,
            answered,
            wordings: Wordings::default(),
            weights,
            contrasts,
        }
    }

    /// Notes which statements answer which.
    pub(crate) fn hear(&mut self, answers: &[Answer]) {
        for answer in answers {
            self.answered[answer.from as usize] = answer.to;
        }
    }

    /// Whether both answer the same statement.
    pub(crate) fn answer_one(&self, a: usize, b: usize) -> bool {
        self.answered[a] != NONE && self.answered[a] == self.answered[b]
    }

    /// Whether one speaker says both in one sentence.
    pub(crate) fn one_breath(&self, a: usize, b: usize) -> bool {
        let (s, t) = (&self.statements[a], &self.statements[b]);
        s.sheet == t.sheet && s.sentence == t.sentence && self.same_voice(a, b)
    }

    /// Whether one answers the other.
    pub(crate) fn answers(&self, a: usize, b: usize) -> bool {
        self.answered[a] == b as u32 || self.answered[b] == a as u32
    }

    fn rare(&self, term: Term) -> f32 {
        self.rarity.get(&term).copied().unwrap_or(1.0)
    }

    /// What two statements have in common, before anything is known of who says them.
    pub(crate) fn overlap(&self, a: usize, b: usize) -> Likeness {
        let (x, y) = (&self.gists[a].terms, &self.gists[b].terms);
        let (mut i, mut j) = (0, 0);
        let mut shared = 0.0;
        let mut found = Likeness::default();
        while i < x.len() && j < y.len() {
            match x[i].0.cmp(&y[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    let term = x[i].0;
                    shared += x[i].1.min(y[j].1) * self.rare(term);
                    match term {
                        Term::State(_) => {}
                        Term::Concept(c) => {
                            let kind = self.material.tables.kind(c);
                            found.terms += 1;
                            found.told +=
                                usize::from(!matches!(kind, ConceptKind::Person | ConceptKind::Light));
                            found.event |= matches!(kind, ConceptKind::Event | ConceptKind::State);
                        }
                        Term::Lemma(_) | Term::Number(_) => {
                            found.terms += 1;
                            found.told += 1;
                        }
                        Term::Member(_) => found.terms += 1,
                    }
                    i += 1;
                    j += 1;
                }
            }
        }
        let (s, t) = (self.totals[a], self.totals[b]);
        if s <= 0.0 || t <= 0.0 {
            return found;
        }
        let dice = 2.0 * shared / (s + t);
        found.share = (shared / s.min(t)).min(1.0);
        let share = if s.min(t) >= 1.5 { found.share } else { dice };
        found.score = 0.6 * dice + 0.4 * share;
        found
    }

    /// Whether the two can never be one claim.
    pub(crate) fn conflict(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        if clock::apart(&x.clocks, &y.clocks) {
            return true;
        }
        if let (Some(p), Some(q)) = (x.past, y.past)
            && !p.fits(q)
        {
            return true;
        }
        // One report that tells of now and of then tells of two things.
        let one_sheet = self.statements[a].sheet == self.statements[b].sheet;
        if one_sheet && x.past.is_some() != y.past.is_some() {
            return true;
        }
        if self.clears(a, b) || self.clears(b, a) {
            return true;
        }
        // To name what happened is not to say who did it.
        if (x.is_thin() && y.frame.is_some()) || (y.is_thin() && x.frame.is_some()) {
            return true;
        }
        if let (Some(f), Some(g)) = (&x.frame, &y.frame)
            && !nearly_verbatim(x, y)
        {
            if f.against != g.against || x.past.is_some() != y.past.is_some() || elsewhere(&x.scene, &y.scene)
            {
                return true;
            }
            let blank = f.against && (f.states.is_empty() || g.states.is_empty());
            let unknown = blank || (f.unsure(g) && self.same_voice(a, b));
            if !f.meets(g) && !unknown && f.same_deed(g) {
                return true;
            }
        }
        self.differing(a, b).is_some()
            || self.counted_apart(a, b)
            || self.measured_apart(a, b)
            || self.opposed(a, b).is_some()
    }

    /// Whether one says who did not do it, and the other tells something in which none of them takes part.
    fn clears(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        let (Some(frame), None) = (&x.frame, &y.frame) else { return false };
        let states = &self.material.state_of;
        let meant = |m: &u32| frame.members.contains(m) || frame.states.contains(&states[*m as usize]);
        let of_state = |term: &Term| matches!(term, Term::State(s) if frame.states.contains(s));
        let named = y.members.iter().any(meant) || y.terms.iter().any(|(term, _)| of_state(term));
        frame.against && !y.against && !named && !self.answers(a, b)
    }

    /// Whether what the two count or measure alike differs, and no number of theirs is the same: "43 shells had landed" and "34 shells
    /// had struck".
    fn measured_apart(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        let pairs = || x.numbers.iter().flat_map(|m| y.numbers.iter().map(move |n| (m, n)));
        let alike = |m: &Number, n: &Number| {
            let thing = m.same_noun(n) && m.noun.as_deref().is_some_and(|noun| !means_people(noun));
            let measure = m.unit.is_some() && m.unit == n.unit && m.noun == n.noun;
            (thing || measure) && !m.part && !n.part
        };
        pairs().any(|(m, n)| alike(m, n) && !m.fits(n)) && !pairs().any(|(m, n)| m.may_be(n))
    }

    /// Whether the two give another number of people or things with the same fate, be it of one event or of two.
    pub(crate) fn counted_apart(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        let same = |m: &Number, n: &Number| (m.value - n.value).abs() < 1e-9;
        let alike = |m: &Number, n: &Number| m.fate.is_some() && m.fate == n.fate && m.noun == n.noun;
        x.numbers.iter().any(|m| y.numbers.iter().any(|n| alike(m, n) && !same(m, n)))
            && !x.numbers.iter().any(|m| y.numbers.iter().any(|n| alike(m, n) && same(m, n)))
    }

    /// Whether both are one speaker's, or one body's.
    pub(crate) fn same_voice(&self, a: usize, b: usize) -> bool {
        let (u, v) = (self.voices.of[a], self.voices.of[b]);
        u != NONE && v != NONE && self.voices.list[u as usize].root == self.voices.list[v as usize].root
    }

    /// Two numbers of one quantity that are not the same.
    pub(crate) fn differing(&self, a: usize, b: usize) -> Option<(&'m Number, &'m Number)> {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        x.numbers.iter().find_map(|m| {
            y.numbers
                .iter()
                .find(|n| self.comparable((a, m), (b, n)) && (m.value - n.value).abs() > 1e-9)
                .map(|n| (m, n))
        })
    }

    /// Whether two numbers count the same thing.
    pub(crate) fn comparable(&self, (a, m): (usize, &Number), (b, n): (usize, &Number)) -> bool {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        if m.part || n.part {
            return false;
        }
        if x.past.is_some() != y.past.is_some() || (m.unit.is_some() && n.unit.is_some() && m.unit != n.unit)
        {
            return false;
        }
        if elsewhere(&x.places, &y.places) {
            return false;
        }
        let crowd = |noun: &Number| noun.noun.as_deref().is_none_or(means_people);
        let near = self.statements[a].sheet == self.statements[b].sheet
            && self.statements[a].sentence.abs_diff(self.statements[b].sentence) <= 2;
        if let (Some(f), Some(g)) = (m.fate, n.fate) {
            f == g && (m.noun == n.noun || (crowd(m) && crowd(n)) || (m.same_noun(n) && !crowd(m)))
        } else if m.fate != n.fate {
            false
        } else if m.same_noun(n) {
            let many = m.value >= 100.0 && n.value >= 100.0 && !crowd(m);
            let like = self.overlap(a, b);
            near || many || (like.share >= 0.4 && like.event) || pair::topic(self, a, b) >= 0.6
        } else {
            let bare = m.noun.is_none() && n.noun.is_none() && m.unit.is_some();
            let half = (m.noun.is_none() != n.noun.is_none()) && m.unit.is_some() && m.unit == n.unit;
            // What differs twentyfold measures two things.
            let far = m.value.max(n.value) > 20.0 * m.value.min(n.value);
            // "put the crowd at 3,000" beside "said 20,000 had turned out"
            let nothing = |k: &Number| k.unit.is_none() && k.noun.as_deref().is_none_or(means_people);
            let open = nothing(m)
                && nothing(n)
                && (m.noun.is_none() || n.noun.is_none())
                && m.value.min(n.value) >= 20.0;
            (bare || half || open) && (near || (!far && pair::topic(self, a, b) >= 0.45))
        }
    }

    /// Concepts of the two that cannot both hold.
    pub(crate) fn opposed(&self, a: usize, b: usize) -> Option<(ConceptId, ConceptId, sayso_lexicon::Scope)> {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        if x.against || y.against || x.unreal || y.unreal || x.past.is_some() != y.past.is_some() {
            return None;
        }
        x.events.iter().find_map(|c| {
            if y.events.contains(c) {
                return None;
            }
            y.events
                .iter()
                .filter(|d| !x.events.contains(d))
                .find_map(|d| self.material.tables.opposed(*c, *d).map(|scope| (*c, *d, scope)))
        })
    }

    /// How likely the two are one claim, by the weights alone; nothing where they cannot be.
    pub(crate) fn score(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        let same = self.same_voice(a, b);
        let alike = x.words == y.words && x.length >= 3 && x.past.is_some() == y.past.is_some();
        // The same words in two mouths are one claim where they tell whom they speak of: "we lost nobody" does not.
        if alike && (same || !self.is_own(a)) {
            return 1.0;
        }
        if self.conflict(a, b) {
            return 0.0;
        }
        // Whoever says two things in one sentence seldom says one thing twice.
        let (one_breath, answers_one) = (self.one_breath(a, b), self.answer_one(a, b));
        if one_breath && !answers_one && self.overlap(a, b).share < 0.5 {
            return 0.0;
        }
        let mut score = self.likelihood(a, b);
        // What rules hold to be one speaker's same words stays so.
        if same && self.by_rule(a, b) >= 0.0 {
            score = score.max(SAME);
        }
        // In one breath against the same.
        if one_breath && answers_one {
            score = score.max(0.5);
        }
        score = score.max(one_deed(x, y, same));
        score.min(0.99)
    }

    /// How likely the two are one claim, whatever keeps them apart.
    pub(crate) fn likelihood(&self, a: usize, b: usize) -> f32 {
        self.weighed(&pair::signs(self, a, b))
    }

    /// The same from a pair's signs.
    pub(crate) fn weighed(&self, signs: &[f32; pair::SIGNS.len()]) -> f32 {
        self.weights.likelihood(&pair::terms(signs), pair::is_heard(signs))
    }

    /// Whether a statement speaks of its speaker's own side and so means something else in another's mouth.
    pub(crate) fn is_own(&self, at: usize) -> bool {
        let statement = &self.statements[at];
        let sheet = &self.material.sheets[statement.sheet as usize];
        !statement.is_narrated()
            && statement
                .tokens
                .clone()
                .any(|i| matches!(sheet.lemma(i), "we" | "i" | "us" | "me" | "our" | "my" | "ours" | "mine"))
    }

    /// Which of two reports was published first, as far as their times tell; nothing for one report.
    pub(crate) fn order(&self, a: usize, b: usize) -> Option<Ordering> {
        let of = |at: usize| {
            let article = self.material.sheets[self.statements[at].sheet as usize].article;
            article.published.as_ref().map(|time| &time.value)
        };
        let (p, q) = (of(a)?, of(b)?);
        let (day, next) = (p.begins(), q.begins());
        // Of one day only times of day tell.
        let timed = |value: &Edtf| value.as_str().contains('T');
        let known = if day == next { timed(p) && timed(q) } else { day.2.is_some() && next.2.is_some() };
        known.then(|| p.cmp(q)).filter(|order| order.is_ne())
    }

    /// A number that both give for one quantity.
    pub(crate) fn agreeing(&self, a: usize, b: usize) -> Option<&Number> {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        x.numbers.iter().find(|m| {
            y.numbers.iter().any(|n| {
                let telling = m.value >= 100.0 && m.unit.is_some() && m.unit == n.unit && m.fate == n.fate;
                (m.value - n.value).abs() < 1e-9 && (telling || self.comparable((a, m), (b, n)))
            })
        })
    }

    /// What two statements share, in plain words, weightiest first.
    pub(crate) fn shared(&self, a: usize, b: usize) -> Vec<String> {
        let (x, y) = (&self.gists[a].terms, &self.gists[b].terms);
        let mut found: Vec<(f32, Term)> = x
            .iter()
            .filter(|(t, _)| y.binary_search_by_key(t, |(u, _)| *u).is_ok())
            .map(|(t, w)| (w * self.rare(*t), *t))
            .collect();
        found.sort_by(|p, q| q.0.total_cmp(&p.0).then(p.1.cmp(&q.1)));
        let mut words: Vec<String> = Vec::new();
        for (_, term) in found {
            let word = match term {
                Term::Concept(c) => self.material.tables.name(c).to_owned(),
                Term::Member(m) => self.material.cast(m).map_or_else(String::new, |m| m.name.clone()),
                Term::Number(bits) => f64::from_bits(bits).to_string(),
                Term::Lemma(l) => self.material.lemmas[l as usize].word.to_string(),
                Term::State(_) => continue,
            };
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
            if words.len() == 5 {
                break;
            }
        }
        words
    }

    /// Pairs that are worth comparing: they share a telling term, a frame, or a speaker and a neighbourhood.
    pub(crate) fn candidates(&self) -> Vec<(u32, u32)> {
        let mut postings: BTreeMap<Term, Vec<u32>> = BTreeMap::new();
        for (i, gist) in self.gists.iter().enumerate() {
            if gist.hollow {
                continue;
            }
            for (term, weight) in &gist.terms {
                if *weight >= 0.5 && !matches!(term, Term::State(_)) {
                    postings.entry(*term).or_default().push(i as u32);
                }
            }
        }
        let mut pairs = Vec::new();
        let count = self.gists.len() as u32;
        if self.gists.len() <= FEW {
            pairs.extend((0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))));
            pairs.retain(|(a, b)| !self.gists[*a as usize].hollow && !self.gists[*b as usize].hollow);
        }
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        let many = self.gists.iter().enumerate().filter(|_| self.gists.len() > FEW);
        for (i, gist) in many {
            if gist.hollow {
                continue;
            }
            sums.clear();
            for (term, weight) in &gist.terms {
                let Some(list) = postings.get(term) else { continue };
                let worth = weight * self.rare(*term);
                // Of a long list only those that come next are looked at, so that the work stays linear.
                let from = list.partition_point(|j| *j as usize <= i);
                for j in list[from..].iter().take(POSTING) {
                    *sums.entry(*j).or_insert(0.0) += worth;
                }
            }
            // What shares too little can neither agree nor clash.
            let enough = |j: u32, shared: f32| {
                let least = self.totals[i].min(self.totals[j as usize]);
                shared >= 0.2 * least
                    || (!gist.numbers.is_empty() && !self.gists[j as usize].numbers.is_empty())
            };
            let mut best: Vec<(u32, f32)> =
                sums.iter().map(|(j, w)| (*j, *w)).filter(|(j, w)| enough(*j, *w)).collect();
            best.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            best.truncate(CANDIDATES);
            pairs.extend(best.into_iter().map(|(j, _)| (i as u32, j)));
        }
        self.framed(&mut pairs);
        let next = |i: &usize| self.answer_one(*i, i + 1);
        pairs.extend(
            (0..self.answered.len().saturating_sub(1)).filter(next).map(|i| (i as u32, i as u32 + 1)),
        );
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Statements with frames are compared with the next ones that have one.
    fn framed(&self, pairs: &mut Vec<(u32, u32)>) {
        let framed: Vec<u32> =
            (0..self.gists.len() as u32).filter(|i| self.gists[*i as usize].frame.is_some()).collect();
        for (k, i) in framed.iter().enumerate() {
            pairs.extend(framed[k + 1..].iter().take(POSTING).map(|j| (*i, *j)));
        }
    }
}

/// Whether the two say something in all but the same words.
fn nearly_verbatim(x: &Gist, y: &Gist) -> bool {
    x.against == y.against && pair::dice(&x.grams, &y.grams) >= 0.8
}

/// Whether both name places and none in common.
pub(crate) fn elsewhere<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.contains(p))
}

/// Whether the speaker says that it is not so.
pub(crate) const fn turns_away(stance: Stance) -> bool {
    matches!(stance, Stance::Deny | Stance::Doubt)
}
