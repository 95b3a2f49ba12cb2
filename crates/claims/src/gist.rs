//! What a statement says, in terms that can be compared across wordings.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_lexicon::{ConceptKind, Polarity};
use sayso_news::{MentionKind, Stance, Tag};

use crate::actors::{Frame, frame};
use crate::clock::{Clock, clocks};
use crate::dates::{Past, days, past};
use crate::figures::{Number, numbers};
use crate::material::{Material, NONE, Sheet};
use crate::statements::{Statement, denies};
use crate::tables::ConceptId;

/// Something that two statements can share: a concept, a base form, a member, a state, or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Term {
    Concept(ConceptId),
    Lemma(u32),
    Member(u32),
    State(u32),
    Number(u64),
}

/// What a statement says.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own, and none excludes another")]
pub(crate) struct Gist {
    /// What it speaks of, in order, each with its weight.
    pub(crate) terms: Vec<(Term, f32)>,
    /// The same of the sentence around it and the one before, for a statement that says little by itself.
    pub(crate) around: Vec<Term>,
    /// Concepts of events and states in it.
    pub(crate) events: Vec<ConceptId>,
    /// Members named in it.
    pub(crate) members: Vec<u32>,
    /// Places named in it, whole countries left out: members.
    pub(crate) places: Vec<u32>,
    /// The same of its sentence, where it names none itself.
    pub(crate) scene: Vec<u32>,
    /// Who does it, where an active verb tells.
    pub(crate) doer: Vec<Term>,
    /// Whether its own words turn it round.
    pub(crate) negated: bool,
    /// Terms that are said not to be: "no tremor".
    pub(crate) absent: Vec<Term>,
    /// Whether it is only said to come, or to be possible.
    pub(crate) unreal: bool,
    /// Whether, words and stance together, it says that something is not so.
    pub(crate) against: bool,
    /// Whether it says nothing of its own and points at what was said before.
    pub(crate) hollow: bool,
    /// The earlier time that it speaks of, where that is not the story's main event.
    pub(crate) past: Option<Past>,
    /// Its numbers.
    pub(crate) numbers: Vec<Number>,
    /// Times of day in it.
    pub(crate) clocks: Vec<Clock>,
    /// Days in it: year, month, day.
    pub(crate) days: Vec<(i16, u8, u8)>,
    /// Base forms of its content words, each with what it tells.
    pub(crate) stems: Vec<(u32, f32)>,
    /// Hashes of three letters in a row, in order.
    pub(crate) grams: Vec<u32>,
    /// Who is said to have done it.
    pub(crate) frame: Option<Frame>,
    /// Hash of its words, for telling the same words again.
    pub(crate) words: u64,
    /// How many words it has.
    pub(crate) length: usize,
}

impl Gist {
    /// Whether it names something and says no more of it: "the attack".
    pub(crate) fn is_thin(&self) -> bool {
        let tells =
            self.against || self.frame.is_some() || !self.numbers.is_empty() || !self.clocks.is_empty();
        self.length <= 2 && !tells
    }
}

/// The gist of every statement, in the same order.
pub(crate) fn gists(material: &Material<'_>, statements: &[Statement]) -> Vec<Gist> {
    statements.iter().map(|statement| gist(material, statement)).collect()
}

fn gist(material: &Material<'_>, statement: &Statement) -> Gist {
    let sheet = &material.sheets[statement.sheet as usize];
    let tokens = statement.tokens.clone();
    let mut bag: BTreeMap<Term, f32> = BTreeMap::new();
    let mut gist = Gist { length: tokens.len(), ..Gist::default() };
    gather(material, sheet, tokens.clone(), 1.0, &mut bag, &mut gist);
    // "I resigned": the speaker takes part.
    if let Some(number) = statement.attribution
        && let Some(member) = material.speaker(statement.sheet as usize, number as usize)
        && tokens
            .clone()
            .any(|at| sheet.tag(at) == Tag::Pronoun && matches!(sheet.lemma(at), "i" | "we" | "me" | "us"))
    {
        bag.entry(Term::Member(member)).or_insert(0.6);
        gist.members.push(member);
    }
    if !statement.own_subject {
        let mut aside = Gist::default();
        let subject = statement.opening..subject_end(sheet, statement.opening..tokens.start);
        gather(material, sheet, subject, 0.6, &mut bag, &mut aside);
        gist.members.extend(aside.members);
        gist.places.extend(aside.places);
    }
    gist.numbers = numbers(material, sheet, tokens.clone());
    gist.numbers.retain(|n| !is_replaced(sheet, n.tokens.start));
    for number in &gist.numbers {
        if number.unit != Some("people") || number.value > 2.0 {
            bag.insert(Term::Number(number.value.to_bits()), 0.8);
        }
    }
    gist.clocks = clocks(material, sheet, tokens.clone());
    gist.days = days(sheet, tokens.clone());
    gist.stems = stems(material, sheet, tokens.clone());
    gist.grams = grams(sheet, tokens.clone());
    gist.doer = doer(material, sheet, statement);
    polarity(material, statement, sheet, &mut gist);
    gist.past = past(material, sheet, statement);
    gist.unreal = tokens.clone().any(|at| {
        sheet.tag(at) == Tag::Auxiliary
            && matches!(
                sheet.lemma(at),
                "will" | "would" | "could" | "may" | "might" | "shall" | "should" | "'ll"
            )
    });
    if !gist.negated {
        let absent = gist.absent.clone();
        gist.events.retain(|c| !absent.contains(&Term::Concept(*c)));
    }
    gist.frame = frame(material, statement, &gist);
    gist.hollow = is_hollow(material, sheet, &tokens, &bag, &gist);
    gist.around = around(material, sheet, statement);
    gist.scene = if gist.places.is_empty() { spots(material, sheet, statement) } else { gist.places.clone() };
    gist.words = words(sheet, tokens);
    gist.terms = bag.into_iter().collect();
    gist.terms.sort_unstable_by_key(|(term, _)| *term);
    for list in [&mut gist.members, &mut gist.places] {
        list.sort_unstable();
        list.dedup();
    }
    gist.events.sort_unstable();
    gist.events.dedup();
    gist
}

/// "six and not four", "31 instead of 24", "up from 12": a number that no longer holds.
fn is_replaced(sheet: &Sheet<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |i| sheet.lemma(i));
    match word(1) {
        "not" => true,
        "of" => word(2) == "instead",
        "than" => word(2) == "rather",
        "from" => matches!(word(2), "up" | "down"),
        _ => false,
    }
}

/// What the subject of an active clause speaks of.
fn doer(material: &Material<'_>, sheet: &Sheet<'_>, statement: &Statement) -> Vec<Term> {
    let tokens = &statement.tokens;
    let Some(verb) = tokens.clone().find(|at| sheet.tag(*at) == Tag::Verb) else { return Vec::new() };
    let passive = (tokens.start..verb)
        .rev()
        .take_while(|at| matches!(sheet.tag(*at), Tag::Auxiliary | Tag::Adverb))
        .any(|at| sheet.lemma(at) == "be")
        && !sheet.word(verb).ends_with("ing");
    if passive {
        return Vec::new();
    }
    let subject = tokens.start..subject_end(sheet, tokens.start..verb);
    terms_of(material, sheet, subject)
        .into_iter()
        .filter(|t| !matches!(t, Term::State(_) | Term::Number(_)))
        .collect()
}

/// Places that the sentence names.
fn spots(material: &Material<'_>, sheet: &Sheet<'_>, statement: &Statement) -> Vec<u32> {
    let Some(sentence) = sheet.reading.sentences.get(statement.sentence as usize) else { return Vec::new() };
    let mentions = &sheet.reading.mentions;
    let first = mentions.partition_point(|m| m.span.start() < sentence.span.start());
    let mut found: Vec<u32> = mentions[first..]
        .iter()
        .zip(&sheet.member[first..])
        .take_while(|(m, _)| m.span.start() < sentence.span.end())
        .filter(|(m, member)| m.kind == MentionKind::Name && **member != NONE && material.is_spot(**member))
        .map(|(_, member)| *member)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// How much a kind of concept tells.
fn weight(kind: ConceptKind) -> f32 {
    match kind {
        ConceptKind::Event => 1.5,
        ConceptKind::State => 1.3,
        ConceptKind::Thing => 1.0,
        ConceptKind::Act => 0.7,
        ConceptKind::Person => 0.6,
        ConceptKind::Light => 0.0,
    }
}

/// Puts what these tokens speak of into the bag.
fn gather(
    material: &Material<'_>,
    sheet: &Sheet<'_>,
    tokens: Range<usize>,
    share: f32,
    bag: &mut BTreeMap<Term, f32>,
    gist: &mut Gist,
) {
    let mut put = |term: Term, weight: f32| {
        let held = bag.entry(term).or_insert(0.0);
        *held = held.max(weight * share);
    };
    let mut phrase = vec![false; tokens.len()];
    for hit in sheet.hits_in(&tokens) {
        let kind = material.tables.kind(hit.concept);
        if (hit.at + hit.len) as usize > tokens.end {
            continue;
        }
        if kind != ConceptKind::Light {
            put(Term::Concept(hit.concept), weight(kind));
        }
        if matches!(kind, ConceptKind::Event | ConceptKind::State) {
            gist.events.push(hit.concept);
        }
        let from = hit.at as usize - tokens.start;
        phrase[from] = true;
        phrase[from + hit.len as usize - 1] = true;
        if hit.len <= 3 {
            phrase[from..from + hit.len as usize].fill(true);
        }
    }
    for turn in sheet.turns_in(&tokens) {
        if turn.sense == Polarity::Negator && turn.len == 1 {
            phrase[turn.at as usize - tokens.start] = true;
        }
    }
    let mut last_mention = NONE;
    for at in tokens.clone() {
        let mention = sheet.mention[at];
        if mention != NONE {
            let kind = sheet.reading.mentions[mention as usize].kind;
            let member = sheet.member[mention as usize];
            if mention != last_mention && member != NONE {
                last_mention = mention;
                let worth = match kind {
                    MentionKind::Name => 1.3,
                    MentionKind::Demonym | MentionKind::Description => 0.9,
                    MentionKind::Pronoun => 0.6,
                };
                put(Term::Member(member), worth);
                gist.members.push(member);
                if kind == MentionKind::Name && material.is_spot(member) {
                    gist.places.push(member);
                }
                let state = material.state_of[member as usize];
                if state != NONE {
                    put(Term::State(state), 0.4);
                }
            }
            if matches!(kind, MentionKind::Name | MentionKind::Demonym | MentionKind::Pronoun)
                && member != NONE
            {
                continue;
            }
        }
        if phrase[at - tokens.start] {
            continue;
        }
        let id = sheet.lemmas[at];
        let lemma = &material.lemmas[id as usize];
        if lemma.light {
            continue;
        }
        let base = match sheet.tag(at) {
            Tag::Noun | Tag::Verb | Tag::Name => 1.0,
            Tag::Adjective => 0.8,
            Tag::Adverb => 0.5,
            _ => continue,
        };
        if lemma.concepts.is_empty() {
            if lemma.worth > 0.0 {
                put(Term::Lemma(id), base * lemma.worth);
            }
            continue;
        }
        let count = lemma.concepts.len() as f32;
        for concept in &lemma.concepts {
            let kind = material.tables.kind(*concept);
            put(Term::Concept(*concept), base * weight(kind) / count.sqrt());
            if matches!(kind, ConceptKind::Event | ConceptKind::State) {
                gist.events.push(*concept);
            }
        }
    }
}

/// What these tokens speak of.
pub(crate) fn terms_of(material: &Material<'_>, sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<Term> {
    let mut bag = BTreeMap::new();
    gather(material, sheet, tokens, 1.0, &mut bag, &mut Gist::default());
    bag.into_keys().collect()
}

/// Where the subject of the sentence ends: at its first verb.
fn subject_end(sheet: &Sheet<'_>, tokens: Range<usize>) -> usize {
    tokens.clone().find(|at| matches!(sheet.tag(*at), Tag::Verb | Tag::Auxiliary)).unwrap_or(tokens.end)
}

/// Words after which a negation speaks of something else than the clause itself.
fn subordinates(lemma: &str) -> bool {
    matches!(
        lemma,
        "because"
            | "who"
            | "which"
            | "if"
            | "after"
            | "when"
            | "since"
            | "unless"
            | "where"
            | "although"
            | "though"
            | "whose"
            | "until"
            | "before"
            | "despite"
            | "whom"
    )
}

fn polarity(material: &Material<'_>, statement: &Statement, sheet: &Sheet<'_>, gist: &mut Gist) {
    let tokens = &statement.tokens;
    let mut negated = false;
    for turn in sheet.turns_in(tokens) {
        if turn.sense != Polarity::Negator {
            continue;
        }
        let at = turn.at as usize;
        let lemma = sheet.lemma(at);
        // "no more than 1,200" is a bound.
        if gist.numbers.iter().any(|n| n.tokens.contains(&at)) {
            continue;
        }
        // "not only", "six and not four", "no longer than", "if not"
        if matches!(sheet.lemma(at + 1), "only" | "least" | "just" | "merely")
            || (lemma == "not"
                && at > tokens.start
                && matches!(sheet.lemma(at - 1), "and" | "if" | "or" | "," | "whether"))
        {
            continue;
        }
        let beyond = (tokens.start..at).any(|i| subordinates(sheet.lemma(i)));
        if !beyond && !matches!(lemma, "without" | "absence" | "lack" | "rather" | "devoid") {
            negated = true;
        }
        if matches!(lemma, "no" | "without" | "not" | "never" | "absence" | "lack" | "none" | "rather") {
            let end = (at + 6).min(tokens.end);
            let noun = (at + turn.len as usize..end)
                .take_while(|i| !matches!(sheet.tag(*i), Tag::Verb | Tag::Punctuation))
                .find(|i| sheet.tag(*i) == Tag::Noun);
            if let Some(noun) = noun {
                let id = sheet.lemmas[noun];
                let lemma = &material.lemmas[id as usize];
                if lemma.concepts.is_empty() {
                    gist.absent.push(Term::Lemma(id));
                } else {
                    gist.absent.extend(lemma.concepts.iter().map(|c| Term::Concept(*c)));
                }
            }
        }
    }
    gist.negated = negated;
    let turned = matches!(statement.stance, Stance::Deny | Stance::Doubt);
    let by_word =
        statement.attribution.is_some_and(|a| denies(sheet, &sheet.reading.attributions[a as usize]));
    // "denied that nobody was warned": two turns make none; "said it had nothing to do with it" is one turn, told as
    // a denial.
    gist.against = match (turned, negated) {
        (true, true) => !by_word,
        (turned, negated) => turned || negated,
    };
}

/// Whether nothing is left when words that point at what was said before are taken away.
fn is_hollow(
    material: &Material<'_>,
    sheet: &Sheet<'_>,
    tokens: &Range<usize>,
    bag: &BTreeMap<Term, f32>,
    gist: &Gist,
) -> bool {
    if tokens.len() > 10 || !gist.numbers.is_empty() || gist.frame.is_some() {
        return false;
    }
    let mut bare = vec![false; tokens.len()];
    // "They said nothing" tells something of them; "it is not so" and "a lie" point at what was said.
    let mut points = tokens
        .clone()
        .find(|at| !matches!(sheet.tag(*at), Tag::Open | Tag::Close | Tag::Punctuation | Tag::Other))
        .is_some_and(|at| matches!(sheet.lemma(at), "it" | "this" | "that" | "these" | "those"))
        || tokens.clone().any(|at| matches!(sheet.lemma(at), "such" | "kind" | "sort"));
    for turn in sheet.turns_in(tokens) {
        points |= matches!(turn.sense, Polarity::Hollow | Polarity::Untrue);
        if matches!(turn.sense, Polarity::Hollow | Polarity::Untrue | Polarity::Negator) {
            let from = turn.at as usize - tokens.start;
            let to = (from + turn.len as usize).min(bare.len());
            bare[from..to].fill(true);
        }
    }
    let full = tokens.clone().any(|at| {
        !bare[at - tokens.start]
            && matches!(sheet.tag(at), Tag::Noun | Tag::Verb | Tag::Name | Tag::Adjective | Tag::Number)
            && !material.lemmas[sheet.lemmas[at] as usize].light
    });
    // "a fiction with a spreadsheet attached": said of what was said, whatever follows the noun.
    let head = tokens.clone().find(|at| matches!(sheet.tag(*at), Tag::Noun | Tag::Verb | Tag::Auxiliary));
    let of_words = head.is_some_and(|at| sheet.tag(at) == Tag::Noun && bare[at - tokens.start])
        && !tokens
            .clone()
            .any(|at| matches!(sheet.tag(at), Tag::Auxiliary | Tag::Verb) && !is_clipped(sheet, at));
    points && (!full || of_words || bag.is_empty())
}

/// A participle after its noun is no clause: "a fiction with a spreadsheet attached".
fn is_clipped(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.tag(at) == Tag::Verb && sheet.word(at).ends_with("ed") && at > 0 && sheet.tag(at - 1) == Tag::Noun
}

/// What the rest of the sentence and the sentence before speak of.
fn around(material: &Material<'_>, sheet: &Sheet<'_>, statement: &Statement) -> Vec<Term> {
    let mut bag = BTreeMap::new();
    let mut aside = Gist::default();
    let sentences = &sheet.reading.sentences;
    let this = statement.sentence as usize;
    for index in [this.checked_sub(1), Some(this)].into_iter().flatten() {
        if let Some(sentence) = sentences.get(index)
            && (index == this || sentences[this].block <= sentence.block + 1)
        {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            if range.len() <= 120 {
                gather(material, sheet, range, 1.0, &mut bag, &mut aside);
            }
        }
    }
    let mut found: Vec<Term> = bag.into_keys().filter(|t| !matches!(t, Term::State(_))).collect();
    found.sort_unstable();
    found
}

/// Content words by their base forms, each once.
fn stems(material: &Material<'_>, sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> = tokens
        .filter(|at| {
            matches!(
                sheet.tag(*at),
                Tag::Noun | Tag::Verb | Tag::Name | Tag::Adjective | Tag::Adverb | Tag::Number
            )
        })
        .map(|at| sheet.lemmas[at])
        .filter_map(|id| {
            let lemma = &material.lemmas[id as usize];
            (lemma.worth > 0.0 && !lemma.light).then_some((id, lemma.worth))
        })
        .collect();
    found.sort_unstable_by_key(|(id, _)| *id);
    found.dedup_by_key(|(id, _)| *id);
    found
}

/// Three letters in a row, word by word, hashed, each once.
fn grams(sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<u32> {
    use std::hash::{Hash as _, Hasher as _};
    let mut found = Vec::new();
    for at in tokens.take(60) {
        if !matches!(sheet.tag(at), Tag::Noun | Tag::Verb | Tag::Name | Tag::Adjective | Tag::Number) {
            continue;
        }
        let letters: Vec<char> =
            std::iter::once('^').chain(sheet.lemma(at).chars().take(40)).chain(['$']).collect();
        found.extend(letters.windows(3).map(|three| {
            let mut hasher = rustc_hash::FxHasher::default();
            three.hash(&mut hasher);
            (hasher.finish() >> 32) as u32
        }));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A hash of the words without marks and case.
fn words(sheet: &Sheet<'_>, tokens: Range<usize>) -> u64 {
    use std::hash::{Hash as _, Hasher as _};
    let mut hasher = rustc_hash::FxHasher::default();
    for at in tokens {
        if !matches!(sheet.tag(at), Tag::Open | Tag::Close | Tag::Punctuation) {
            sheet.lemmas[at].hash(&mut hasher);
        }
    }
    hasher.finish()
}
