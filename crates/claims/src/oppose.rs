//! Which claims cannot both hold, and why not.

#![expect(
    clippy::many_single_char_names,
    reason = "two statements, their gists and their numbers, side by side"
)]

use std::collections::BTreeMap;

use sayso_lexicon::Scope;
use sayso_news::OppositionKind;
use sayso_news::spread::{self, Spread};

use crate::align::{Scene, elsewhere};
use crate::clock;
use crate::contrast;
use crate::counts::{day, number_clash, refused, told_apart};
use crate::figures::Number;
use crate::gist::{Gist, Term};
use crate::grouping::{Memo, mean};
use crate::pair;
use crate::rebuttals::Answer;

/// Statements of one kind that each other one is held against.
const BUCKET: usize = 96;

/// Least likelihood that two statements exclude each other where a rule says so.
const BY_RULE: f32 = 0.05;
/// The same where they only differ in something.
const BY_DIFFERENCE: f32 = 0.25;
/// The same where they only differ in that one says not: of all differences the one that tells least.
const BY_TURN: f32 = 0.35;
/// The same where only the comparer sees it.
const BY_WORDING: f32 = 0.2;
/// How sure the comparer must be to propose it.
const TOLD: f32 = 0.3;
/// Statements of either claim that are asked whether they too exclude each other.
const WITNESSES: usize = 4;
/// Likelihood of one claim from which one that denies speaks against the other.
const NEARLY: f32 = 0.2;
/// Under this two that share words are not one claim turned round.
const HARDLY: f32 = 0.05;
/// How far two must speak of one thing for one to turn the other round.
const LIKE: f32 = 0.27;
/// How far two must speak of one thing for a detail of theirs to clash.
const TOPIC: f32 = 0.35;
/// The same for outcomes of the story's main event.
const LOOSELY: f32 = 0.15;

/// What sees that two statements cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    Rule,
    /// They only differ in something.
    Difference,
    /// The comparer alone.
    Wording,
}

/// Two statements that cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Clash {
    pub(crate) kind: OppositionKind,
    /// How likely it is, once it is weighed.
    pub(crate) score: f32,
    pub(crate) rule: &'static str,
    by: By,
    /// The entry of the table that told it.
    pub(crate) entry: Option<(u16, u16)>,
    pub(crate) pair: (u32, u32),
}

impl Clash {
    /// Makes clashes of two statements that are yet to be weighed.
    fn told(
        by: By,
        a: usize,
        b: usize,
    ) -> impl Fn(OppositionKind, &'static str, Option<(u16, u16)>) -> Option<Self> {
        move |kind, rule, entry| Some(Self { kind, score: 0.0, rule, by, entry, pair: (a as u32, b as u32) })
    }

    /// How likely it must be.
    fn least(&self) -> f32 {
        match (self.by, self.kind) {
            (By::Rule, _) => BY_RULE,
            (By::Wording, _) => BY_WORDING,
            (By::Difference, OppositionKind::Negation) => BY_TURN,
            (By::Difference, _) => BY_DIFFERENCE,
        }
    }
}

/// The surest clash of each pair of groups, by their places.
pub(crate) fn clashes(
    scene: &Scene<'_, '_>,
    pairs: &[(u32, u32)],
    group_of: &[u32],
    answers: &[Answer],
    spread: &dyn Spread,
) -> BTreeMap<(u32, u32), Clash> {
    let mut found: BTreeMap<(u32, u32), Clash> = BTreeMap::new();
    let mut keep = |clash: Clash| {
        let (g, h) = (group_of[clash.pair.0 as usize], group_of[clash.pair.1 as usize]);
        if g == h {
            return;
        }
        let clash = if g < h { clash } else { Clash { pair: (clash.pair.1, clash.pair.0), ..clash } };
        let held = found.entry((g.min(h), g.max(h))).or_insert(clash);
        if clash.score > held.score {
            *held = clash;
        }
    };
    let mut all = pairs.to_vec();
    all.extend(answers.iter().filter(|a| !a.hollow).map(|a| (a.from.min(a.to), a.from.max(a.to))));
    buckets(scene, &mut all);
    all.sort_unstable();
    all.dedup();
    all.retain(|(a, b)| group_of[*a as usize] != group_of[*b as usize]);
    let seen = spread::map(spread, all.len(), |at| weighed(scene, all[at].0 as usize, all[at].1 as usize));
    let mut likely: Memo = seen.iter().flatten().map(|clash| (clash.pair, clash.score)).collect();
    seen.into_iter().flatten().filter(|clash| clash.score >= clash.least()).for_each(&mut keep);
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (i, group) in group_of.iter().enumerate() {
        groups.entry(*group).or_default().push(i as u32);
    }
    found.retain(|(g, h), clash| {
        let counted = matches!(clash.kind, OppositionKind::Number | OppositionKind::Time);
        // A rule is surer than that both claims hold only what says the same.
        if !counted && clash.by != By::Rule && said_by_one(scene, &groups[g], &groups[h]) {
            return false;
        }
        // The surest pair speaks for two claims as far as what else they say agrees.
        let all = witnessed(scene, &groups[g], &groups[h], &mut likely);
        clash.score = 0.5 * (clash.score + all.unwrap_or(clash.score));
        clash.score >= clash.least()
    });
    found
}

/// Whether somebody asserts both: to whoever does they do not exclude each other.
fn said_by_one(scene: &Scene<'_, '_>, one: &[u32], other: &[u32]) -> bool {
    let asserts = |i: &u32| {
        let at = *i as usize;
        (!scene.gists[at].against && !scene.statements[at].is_narrated()).then_some(at)
    };
    let roots = |list: &[u32]| -> Vec<u32> {
        list.iter().filter_map(asserts).filter_map(|at| scene.voices.get(at)).map(|v| v.root).collect()
    };
    let (one, other) = (roots(one), roots(other));
    one.iter().any(|root| other.contains(root))
}

/// How likely statements of two claims exclude each other, on average over the first of them; nothing where none say anything.
fn witnessed(scene: &Scene<'_, '_>, one: &[u32], other: &[u32], likely: &mut Memo) -> Option<f32> {
    let saying = |list: &[u32]| -> Vec<usize> {
        let says = |i: &usize| !scene.gists[*i].hollow;
        list.iter().map(|i| *i as usize).filter(says).take(WITNESSES).collect()
    };
    let (one, other) = (saying(one), saying(other));
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
    let mut of = |a, b| likely.of(a, b, |a, b| likelihood(scene, a, b, by_rule(scene, a, b)));
    let all = || mean(pairs.map(|(a, b)| of(a, b)));
    (!one.is_empty() && !other.is_empty()).then(all)
}

/// How likely two statements exclude each other; `rule` is what the rules make of them.
fn likelihood(scene: &Scene<'_, '_>, a: usize, b: usize, rule: Option<Clash>) -> f32 {
    let terms = contrast::terms(scene, a, b, rule);
    scene.contrasts.likelihood(&terms, pair::is_heard(&terms))
}

/// Pairs that may clash without sharing a word: numbers of one fate, concepts that cannot both hold.
fn buckets(scene: &Scene<'_, '_>, pairs: &mut Vec<(u32, u32)>) {
    let mut by_fate: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    let mut by_event: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    for (i, gist) in scene.gists.iter().enumerate() {
        if scene.statements[i].is_narrated() {
            continue;
        }
        for number in &gist.numbers {
            if let Some(key) = number.fate.or(number.kinds.first().copied()) {
                by_fate.entry(key).or_default().push(i as u32);
            }
        }
        for event in &gist.events {
            by_event.entry(*event).or_default().push(i as u32);
        }
    }
    for list in by_fate.values() {
        for (k, a) in list.iter().enumerate() {
            pairs.extend(list[k + 1..].iter().take(BUCKET).filter(|b| *b != a).map(|b| (*a, *b)));
        }
    }
    let events: Vec<u16> = by_event.keys().copied().collect();
    for (k, a) in events.iter().enumerate() {
        for b in &events[k + 1..] {
            if scene.material.tables.opposed(*a, *b).is_none() {
                continue;
            }
            for x in by_event[a].iter().take(BUCKET) {
                pairs.extend(
                    by_event[b].iter().take(BUCKET).filter(|y| *y != x).map(|y| (*x.min(y), *x.max(y))),
                );
            }
        }
    }
}

/// What keeps two statements from both holding, and how likely that is.
fn weighed(scene: &Scene<'_, '_>, a: usize, b: usize) -> Option<Clash> {
    let rule = by_rule(scene, a, b);
    let clash = rule.or_else(|| by_difference(scene, a, b))?;
    Some(Clash { score: likelihood(scene, a, b, rule), ..clash })
}

/// In what two statements of two speakers differ, whether or not they speak of one thing.
fn by_difference(scene: &Scene<'_, '_>, a: usize, b: usize) -> Option<Clash> {
    let (x, y) = (&scene.gists[a], &scene.gists[b]);
    let told = |at: usize| scene.statements[at].is_narrated().then_some(scene.statements[at].sheet);
    let one_outlet = told(a).is_some() && told(a) == told(b);
    if one_outlet || scene.same_voice(a, b) || x.hollow || y.hollow || other_time(x, y) {
        return None;
    }
    let made = Clash::told(By::Difference, a, b);
    let numbers = x.numbers.iter().flat_map(|m| y.numbers.iter().map(move |n| (m, n)));
    let mut countable = numbers.filter(|(m, n)| m.may_count(n) && !m.part && !n.part);
    if countable.any(|numbers| number_clash(scene, (a, b), numbers, false)) {
        return made(OppositionKind::Number, "figures-differ", None);
    }
    // Two things that happen at two times do not exclude each other.
    let one_event = scene.overlap(a, b).event || scene.likelihood(a, b) >= NEARLY;
    if one_event && clock::apart(&x.clocks, &y.clocks) {
        return made(OppositionKind::Time, "another-time-of-day", None);
    }
    if one_event && elsewhere(&x.days, &y.days) {
        return made(OppositionKind::Time, "another-day", None);
    }
    if let (Some(f), Some(g)) = (&x.frame, &y.frame)
        && !f.meets(g)
    {
        // Who says that it was not them leaves room for whoever it was.
        let answers = !f.against && !g.against;
        return if answers { made(OppositionKind::Actor, "two-answers-to-who-did-it", None) } else { None };
    }
    if let Some((c, d, _)) = scene.opposed(a, b) {
        return made(OppositionKind::Outcome, "outcomes-exclude-each-other", Some((c, d)));
    }
    if scene.answers(a, b) {
        return made(OppositionKind::Negation, "set-against-the-statement-before", None);
    }
    if x.is_thin() || y.is_thin() {
        return None;
    }
    if x.against != y.against && !framed(x, y) && !of_their_own(scene, a, b) {
        return made(OppositionKind::Negation, "one-says-not", None);
    }
    let event = x.events.iter().any(|e| y.events.contains(e));
    if event && elsewhere(&x.doer, &y.doer) {
        return made(OppositionKind::Actor, "two-answers-to-who-did-it", None);
    }
    if event && elsewhere(&x.scene, &y.scene) {
        return made(OppositionKind::Place, "another-place", None);
    }
    // Figures of one thing were weighed as such: a risen toll is no contradiction, whatever its words are like.
    let counted = |m: &Number, n: &Number| (m.fate.is_some() && m.fate == n.fate) || m.same_noun(n);
    if x.numbers.iter().any(|m| y.numbers.iter().any(|n| counted(m, n))) {
        return None;
    }
    // What somebody says of "us" is seldom what another speaks of.
    if scene.is_own(a) || scene.is_own(b) {
        return None;
    }
    let verdict = scene.wordings.between(a, b)?.verdict?;
    if verdict.turned.max(verdict.excludes) < TOLD {
        return None;
    }
    let made = Clash::told(By::Wording, a, b);
    if verdict.turned >= verdict.excludes {
        made(OppositionKind::Negation, "wordings-deny-each-other", None)
    } else {
        made(OppositionKind::Outcome, "wordings-exclude-each-other", None)
    }
}

/// Why two statements cannot both hold, as far as rules tell.
pub(crate) fn by_rule(scene: &Scene<'_, '_>, a: usize, b: usize) -> Option<Clash> {
    let made = Clash::told(By::Rule, a, b);
    let (Some(u), Some(v)) = (scene.voices.get(a), scene.voices.get(b)) else {
        // An outlet's own voice is held against others by its figures alone.
        let numbers = scene.differing(a, b).filter(|_| told_apart(scene, a, b))?;
        let clash = number_clash(scene, (a, b), numbers, false);
        return if clash { made(OppositionKind::Number, "figures-differ", None) } else { None };
    };
    let same = u.root == v.root;
    if let Some(numbers) = scene.differing(a, b)
        && number_clash(scene, (a, b), numbers, same)
    {
        return made(OppositionKind::Number, "figures-differ", None);
    }
    if refused(scene, a, b) || refused(scene, b, a) {
        return made(OppositionKind::Number, "one-figure-and-not-the-other", None);
    }
    if same {
        return None;
    }
    let (x, y) = (&scene.gists[a], &scene.gists[b]);
    if other_time(x, y) {
        // Not the same event; a plain contradiction must share nearly all.
        let like = scene.overlap(a, b);
        // "No order ever came" speaks of every time.
        let ever = like.share >= 0.4 && like.terms >= 3 && (x.past.is_none() || y.past.is_none());
        let plain = x.against != y.against
            && (like.share >= 0.6 || ever)
            && like.event
            && x.frame.is_none()
            && y.frame.is_none();
        return if plain { made(OppositionKind::Negation, "one-says-not", None) } else { None };
    }
    if let (Some(f), Some(g)) = (&x.frame, &y.frame)
        && f.same_deed(g)
        && !elsewhere(&x.scene, &y.scene)
    {
        if f.against != g.against && f.meets(g) {
            return made(OppositionKind::Negation, "blamed-and-denied", None);
        }
        let known = |f: &crate::actors::Frame| !f.members.is_empty() || !f.states.is_empty();
        let deed = !f.deeds.is_empty() || !g.deeds.is_empty();
        if !f.against && !g.against && !f.meets(g) && deed && known(f) && known(g) {
            return made(OppositionKind::Actor, "two-answers-to-who-did-it", None);
        }
    }
    let like = scene.overlap(a, b);
    if x.against != y.against && !framed(x, y) && !of_their_own(scene, a, b) {
        let likely = scene.likelihood(a, b);
        if likely >= NEARLY {
            return made(OppositionKind::Negation, "one-says-not", None);
        }
        let topic = pair::topic(scene, a, b);
        let shares = like.terms >= 2 && ((like.share >= 0.4 && like.event) || like.share >= 0.75);
        if shares && topic >= LIKE && likely >= HARDLY {
            return made(OppositionKind::Negation, "one-says-not", None);
        }
        let missing = |gist, other| contrast::lacking(gist, other).any(|t| telling(scene, t));
        if (missing(x, y) || missing(y, x)) && like.share >= 0.25 && topic >= LIKE {
            return made(OppositionKind::Negation, "one-says-there-was-none", None);
        }
    }
    if let ([c], [d]) = (&x.clocks[..], &y.clocks[..])
        && !c.fits(*d)
        && pair::topic(scene, a, b) >= TOPIC
        && like.event
    {
        return made(OppositionKind::Time, "another-time-of-day", None);
    }
    if let Some((c, d, scope)) = scene.opposed(a, b) {
        let places = !elsewhere(&x.scene, &y.scene)
            && (scope == Scope::Shared || (central(scene, a) && central(scene, b)));
        let one_sheet = scene.statements[a].sheet == scene.statements[b].sheet;
        // What one thing does says nothing of what another does.
        let strangers = elsewhere(&x.doer, &y.doer);
        let members = x.members.iter().any(|m| y.members.contains(m));
        let fits = match scope {
            Scope::Story => places && (one_sheet || pair::topic(scene, a, b) >= LOOSELY),
            Scope::Shared => {
                places && (members || like.terms >= 2) && !strangers && pair::topic(scene, a, b) >= TOPIC
            }
        };
        // Who holds a place today may leave it tomorrow.
        let leaves = |c: u16| matches!(scene.material.tables.name(c), "retreat" | "withdraw" | "depart");
        let later =
            (leaves(c) && day(scene, a) > day(scene, b)) || (leaves(d) && day(scene, b) > day(scene, a));
        if fits && !later {
            return made(OppositionKind::Outcome, "outcomes-exclude-each-other", Some((c, d)));
        }
    }
    None
}

/// Whether each speaks of its own side: "we no longer wanted it" turns nothing round that others say of themselves.
fn of_their_own(scene: &Scene<'_, '_>, a: usize, b: usize) -> bool {
    scene.is_own(a) && scene.is_own(b) && !scene.answers(a, b)
}

/// Whether one says who did not do it: that is answered by who did, and by nothing else.
fn framed(x: &Gist, y: &Gist) -> bool {
    [x, y].iter().any(|g| g.against && g.frame.is_some())
}

/// Whether the two speak of events of different times.
pub(crate) fn other_time(x: &Gist, y: &Gist) -> bool {
    match (x.past, y.past) {
        (Some(p), Some(q)) => !p.fits(q),
        (p, q) => p.is_some() != q.is_some(),
    }
}

/// Whether a statement speaks of where the story happens, or of no other place.
fn central(scene: &Scene<'_, '_>, at: usize) -> bool {
    let spots = &scene.gists[at].scene;
    let story = scene.material.story;
    spots.is_empty()
        || spots.iter().any(|p| {
            scene.material.cast(*p).is_some_and(|m| story.places.iter().take(4).any(|id| *id == m.id))
        })
}

/// Whether a term is worth a contradiction by itself.
fn telling(scene: &Scene<'_, '_>, term: Term) -> bool {
    match term {
        Term::Concept(c) => scene.material.tables.kind(c) != sayso_lexicon::ConceptKind::Light,
        Term::Lemma(_) | Term::Member(_) => true,
        Term::State(_) | Term::Number(_) => false,
    }
}
