//! Pronouns and descriptions find whom they speak of: "the governor", "the group", "he".
//!
//! A walk over the sentences with the entities spoken of lately at hand. What fits by kind, number, gender and title is
//! weighed by how near it stands and whether it was a subject; the best one above a threshold is taken, and a tie within
//! a margin is shown as doubt in the mention's score.

mod learned;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use sayso_lexicon::{Cue, CueClass, Frame, Gender as LexiconGender, Lexicon};
use sayso_news::{EntityId, EntityKind, Made, Mention, MentionKind, Score, Stage, Tag};
use sayso_text::Span;

use crate::draft::{Draft, is_running};
use crate::tags::fold;

/// Sentences that a pronoun looks back over.
const PRONOUN_REACH: usize = 3;
/// Sentences that a description looks back over when its words do not name the entity by title.
const DESCRIPTION_REACH: usize = 6;
/// What the best antecedent must weigh at least.
const THRESHOLD: f32 = 0.5;

/// Masculine, feminine, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

/// An entity that was spoken of, and where last.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    entity: EntityId,
    sentence: usize,
    token: usize,
    subject: bool,
}

/// What a description or pronoun can speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Person(Option<Gender>),
    /// "they": people or a body.
    Several,
    /// "it": a body, a group, a state.
    Body,
}

/// Verbs after which a speaker may stand: "…, said X".
pub(crate) fn telling(lexicon: &'static Lexicon) -> FxHashSet<&'static str> {
    let tells = |cue: &&Cue| cue.class == CueClass::Verb && cue.takes(Frame::Post);
    lexicon.cues.iter().filter(tells).map(|cue| cue.words).collect()
}

/// Resolves descriptions and pronouns in running text; mentions stay in order of place.
pub(crate) fn resolve(draft: &mut Draft<'_>, telling: &FxHashSet<&'static str>) {
    let mut walk = Walk::new(draft, telling);
    walk.run();
    let Walk { merged, found, .. } = walk;
    apply(draft, &merged, found);
}

struct Walk<'d, 'a> {
    draft: &'d Draft<'a>,
    telling: &'d FxHashSet<&'static str>,
    place: FxHashMap<EntityId, usize>,
    spoken: Vec<Spoken>,
    /// Described entities that turned out to be others.
    merged: FxHashMap<EntityId, (EntityId, Score, &'static str)>,
    found: Vec<Mention>,
}

impl<'d, 'a> Walk<'d, 'a> {
    fn new(draft: &'d Draft<'a>, telling: &'d FxHashSet<&'static str>) -> Self {
        let place = draft.entities.iter().enumerate().map(|(i, e)| (e.id, i)).collect();
        Self { draft, telling, place, spoken: Vec::new(), merged: FxHashMap::default(), found: Vec::new() }
    }

    fn run(&mut self) {
        let mut next = 0;
        for (nth, sentence) in self.draft.sentences.iter().enumerate() {
            let running = is_running(self.draft.kind(sentence));
            for token in self.draft.range(sentence) {
                let span = self.draft.tokens[token].span;
                let mut mentioned = false;
                while let Some(mention) =
                    self.draft.mentions.get(next).filter(|m| m.span.start() < span.end())
                {
                    next += 1;
                    mentioned = true;
                    if running {
                        self.mention(mention, nth, token);
                    }
                }
                // "her friends" speaks of two: the possessive stands inside the mention that it begins.
                let stands = match self.draft.tokens[token].tag {
                    Tag::Pronoun => !mentioned,
                    Tag::Determiner => true,
                    _ => false,
                };
                if running && stands {
                    self.pronoun(nth, token);
                }
            }
        }
    }

    fn mention(&mut self, mention: &Mention, sentence: usize, token: usize) {
        let mut entity = mention.entity;
        if mention.kind == MentionKind::Demonym {
            return;
        }
        if let Some((other, ..)) = self.merged.get(&entity) {
            entity = *other;
        } else if mention.kind == MentionKind::Description
            && !self.is_named(entity)
            && let Some((other, score, rule)) = self.described(mention, sentence)
        {
            self.merged.insert(entity, (other, score, rule));
            entity = other;
        }
        // A name in apposition does not take away what the description before it is: "according to the governor, X".
        let before = self
            .spoken
            .iter()
            .rev()
            .take(3)
            .any(|s| s.entity == entity && s.sentence == sentence && s.subject);
        let subject = before || self.is_subject(mention.span, token);
        self.spoken.push(Spoken { entity, sentence, token, subject });
    }

    /// A pronoun keeps what it stands for in mind; a possessive only says whose the next thing is.
    fn taken_up(&mut self, entity: EntityId, sentence: usize, span: Span, token: usize) {
        if self.draft.tokens[token].tag == Tag::Pronoun {
            self.spoken.push(Spoken { entity, sentence, token, subject: self.is_subject(span, token) });
        }
    }

    fn is_named(&self, entity: EntityId) -> bool {
        self.place.get(&entity).is_some_and(|i| self.draft.entities[*i].named)
    }

    fn kind(&self, entity: EntityId) -> EntityKind {
        self.place.get(&entity).map_or(EntityKind::Other, |i| self.draft.entities[*i].kind)
    }

    /// Whether the words at `span` are a verb's subject or stand where a speaker does: "according to X", "…, said X".
    fn is_subject(&self, span: Span, token: usize) -> bool {
        let draft = self.draft;
        let before = token.checked_sub(1);
        let told = before.is_some_and(|at| {
            let word = draft.word(at);
            word == "to" && at > 0 && fold(draft.word(at - 1)) == "according"
                || draft.tag(at) == Tag::Verb && self.telling.contains(draft.lemma(at))
        });
        told || self.has_verb(span, token)
    }

    /// Whether a verb follows the words at `span`, an apposition between commas aside, and no preposition stands before.
    fn has_verb(&self, span: Span, token: usize) -> bool {
        let draft = self.draft;
        if token > 0 && draft.tag(token - 1) == Tag::Preposition {
            return false;
        }
        let mut at = draft.tokens_in(span).end;
        if draft.word(at) == "," {
            let close = (at + 1..at + 14).find(|i| draft.word(*i) == ",");
            at = close.map_or(at, |i| i + 1);
        }
        (at..at + 2).any(|i| matches!(draft.tag(i), Tag::Verb | Tag::Auxiliary))
    }

    /// The entity that a definite description speaks of, when it is one that was spoken of before.
    fn described(&self, mention: &Mention, sentence: usize) -> Option<(EntityId, Score, &'static str)> {
        let words: Vec<_> =
            self.draft.words(mention.span).split_whitespace().map(|w| plain(&fold(w))).collect();
        let first = words.first()?.as_str();
        if !matches!(first, "the" | "this" | "that" | "its" | "his" | "her" | "their" | "these" | "those") {
            return None;
        }
        if let Some(inner) = self.name_within(mention) {
            return Some((inner, Score::new(0.9), "description-around-name"));
        }
        let rest = &words[1..];
        let end = rest
            .iter()
            .position(|w| matches!(w.as_str(), "of" | "for" | "in" | "at" | "from" | "who" | "that"));
        // "His directorate" belongs to somebody spoken of before, and is itself nobody spoken of before.
        let is_owned = matches!(first, "its" | "his" | "her" | "their");
        let head = rest[..end.unwrap_or(rest.len())].last()?.as_str();
        let bare = rest.len() == 1;
        // "The city's ambulance service" says which service it is: none that was spoken of before.
        let owner = self.draft.words(mention.span).split_whitespace().any(|w| w.contains(['\'', '’']));
        let is_told = owner || (!bare && is_office(head));
        let kind = self.kind(mention.entity);
        let mut best: Option<(f32, EntityId, &'static str)> = None;
        for spoken in self.recent(sentence, usize::MAX) {
            let Some(place) = self.place.get(&spoken.entity) else { continue };
            let candidate = &self.draft.entities[*place];
            if candidate.id == mention.entity {
                continue;
            }
            let far = sentence - spoken.sentence;
            let people = kind == EntityKind::Person && candidate.kind == EntityKind::Person;
            let (fit, rule) = if people && has_word(&candidate.titles, head) {
                // "the governor" after "Governor of X"; with more words, those must agree too.
                let agree =
                    bare || rest.iter().filter(|w| w.len() > 3).all(|w| has_word(&candidate.titles, w));
                (if agree { 0.95 } else { 0.55 }, "description-by-title")
            } else if !compatible(kind, candidate.kind)
                || is_another(&candidate.name, head, &rest[..end.unwrap_or(rest.len())])
            {
                continue;
            } else if fold(&candidate.name).split(' ').any(|w| w == head)
                || (!candidate.named && ends_with(&candidate.name, head))
            {
                (if bare { 0.9 } else { 0.6 }, "description-by-head")
            } else if let Some(fit) = general_fit(head, candidate.kind)
                .filter(|_| far <= DESCRIPTION_REACH && !is_owned && !is_told)
            {
                let known = if candidate.named { 0.1 } else { -0.1 };
                (
                    fit + known - 0.06 * far as f32 + if spoken.subject { 0.1 } else { 0.0 },
                    "description-by-kind",
                )
            } else {
                continue;
            };
            let weight = fit - 0.02 * far.min(10) as f32;
            if best.is_none_or(|(b, ..)| weight > b) {
                best = Some((weight, candidate.id, rule));
            }
        }
        best.filter(|(weight, ..)| *weight >= THRESHOLD)
            .map(|(weight, id, rule)| (id, Score::new(weight), rule))
    }

    /// "the state-run X news agency": a body's description with its own name in it, right before the head.
    fn name_within(&self, mention: &Mention) -> Option<EntityId> {
        let kind = self.kind(mention.entity);
        let inner = self.draft.mentions_in(mention.span).find(|m| {
            m.kind == MentionKind::Name
                && m.entity != mention.entity
                && mention.span.contains(m.span)
                && compatible(kind, self.kind(m.entity))
        })?;
        let after = Span::of(inner.span.end()..mention.span.end());
        let words: Vec<_> = self.draft.tokens_in(after).map(|t| self.draft.tag(t)).collect();
        let modifies =
            (1..=3).contains(&words.len()) && words.iter().all(|t| matches!(t, Tag::Noun | Tag::Adjective));
        (modifies && kind != EntityKind::Person).then_some(inner.entity)
    }

    /// Entities spoken of in this sentence and those before, latest first, each at its latest place.
    fn recent(&self, sentence: usize, reach: usize) -> impl Iterator<Item = Spoken> + '_ {
        let mut seen: Vec<EntityId> = Vec::new();
        self.spoken
            .iter()
            .rev()
            .take(400)
            .take_while(move |s| sentence.saturating_sub(s.sentence) <= reach)
            .copied()
            .filter(move |s| {
                let first = !seen.contains(&s.entity);
                if first {
                    seen.push(s.entity);
                }
                first
            })
    }

    fn pronoun(&mut self, sentence: usize, token: usize) {
        let span = self.draft.tokens[token].span;
        // Who "he" is in somebody's quoted words, the article's own sentences do not tell.
        if self.draft.quotation_at(span.start()).is_some_and(|q| !q.scare) {
            return;
        }
        let word = fold(self.draft.word(token));
        let (wanted, object) = match word.as_str() {
            "he" | "himself" => (Wanted::Person(Some(Gender::Masculine)), false),
            "his" | "him" => (Wanted::Person(Some(Gender::Masculine)), true),
            "she" | "herself" => (Wanted::Person(Some(Gender::Feminine)), false),
            "her" | "hers" => (Wanted::Person(Some(Gender::Feminine)), true),
            "they" | "themselves" => (Wanted::Several, false),
            "them" | "their" | "theirs" => (Wanted::Several, true),
            "it" | "itself" => (Wanted::Body, false),
            "its" => (Wanted::Body, true),
            _ => return,
        };
        // "It is raining", "it was clear that": subjects that speak of nothing stand before a form of "be".
        if wanted == Wanted::Body
            && !object
            && matches!(self.draft.lemma(token + 1), "be" | "'s" | "take" | "seem" | "remain")
            && !matches!(self.draft.lemma(token + 2), "cite" | "quote")
        {
            return;
        }
        // Who goes on speaking is told by who spoke; whom else a pronoun means, by what all the words say.
        let salient = || self.salient(sentence, token, wanted).map(|found| (found, "pronoun-by-salience"));
        let linked = || self.linked(token, wanted).map(|found| (found, "pronoun-by-network"));
        let found = if self.tells(token) { salient().or_else(linked) } else { linked().or_else(salient) };
        let Some(((entity, score), rule)) = found else { return };
        let made = Made::by(Stage::Reading, rule).with("grammar", &word);
        self.found.push(Mention { span, kind: MentionKind::Pronoun, entity, score, made });
        self.taken_up(entity, sentence, span, token);
    }

    /// Whether the word at `token` is the subject of a verb of telling beside it.
    fn tells(&self, token: usize) -> bool {
        let draft = self.draft;
        let telling = |at: usize| draft.tag(at) == Tag::Verb && self.telling.contains(draft.lemma(at));
        telling(token + 1) || token.checked_sub(1).is_some_and(telling)
    }

    /// The entity that was spoken of lately and fits best, and how clearly.
    fn salient(&self, sentence: usize, token: usize, wanted: Wanted) -> Option<(EntityId, Score)> {
        let mut best: Option<(f32, EntityId)> = None;
        let mut second = 0.0;
        for spoken in self.recent(sentence, PRONOUN_REACH) {
            let Some(place) = self.place.get(&spoken.entity) else { continue };
            let weight = self.weigh(spoken, *place, wanted, sentence, token);
            if weight <= 0.0 {
                continue;
            }
            if best.is_none_or(|(b, _)| weight > b) {
                second = best.map_or(second, |(b, _)| b);
                best = Some((weight, spoken.entity));
            } else if weight > second {
                second = weight;
            }
        }
        let (weight, entity) = best.filter(|(weight, _)| *weight >= THRESHOLD)?;
        let margin = (weight - second).min(0.5);
        Some((entity, Score::new(0.55 + 0.8 * margin)))
    }

    fn weigh(&self, spoken: Spoken, place: usize, wanted: Wanted, sentence: usize, token: usize) -> f32 {
        let entity = &self.draft.entities[place];
        let fits = match (wanted, entity.kind) {
            (Wanted::Person(wanted), EntityKind::Person) => {
                let is_plural = !entity.named && is_plural(&entity.name);
                let known = gender(self.draft, place);
                if is_plural || known.is_some_and(|g| wanted.is_some_and(|w| w != g)) {
                    0.0
                } else if !entity.named {
                    // "A crane driver" is seldom taken up again; "the governor" often.
                    if spoken.subject { 0.85 } else { 0.6 }
                } else if known.is_some() {
                    1.0
                } else {
                    0.9
                }
            }
            (Wanted::Several, EntityKind::Group)
            | (Wanted::Body, EntityKind::Organisation | EntityKind::Group) => 0.9,
            (Wanted::Several, EntityKind::Organisation) => 0.65,
            (Wanted::Several, EntityKind::Person) if !entity.named && is_plural(&entity.name) => 0.95,
            (Wanted::Body, EntityKind::Place) => 0.6,
            _ => 0.0,
        };
        let far = sentence - spoken.sentence;
        let near = match far {
            0 if spoken.token + 1 >= token => 0.4,
            0 => 0.9,
            1 => 1.0,
            2 => 0.75,
            _ => 0.55,
        };
        let subject = if spoken.subject { 1.15 } else { 0.8 };
        fits * near * subject
    }
}

/// How well a general head ("the group", "the company") fits an entity of a kind; `None` where it says more than that.
fn general_fit(head: &str, kind: EntityKind) -> Option<f32> {
    let armed = matches!(
        head,
        "militia"
            | "movement"
            | "militants"
            | "fighters"
            | "rebels"
            | "insurgents"
            | "faction"
            | "brigade"
            | "legion"
            | "battalion"
            | "guerrillas"
            | "separatists"
            | "partisans"
            | "gang"
    );
    let body = matches!(
        head,
        "company"
            | "firm"
            | "agency"
            | "body"
            | "regulator"
            | "watchdog"
            | "ministry"
            | "newspaper"
            | "paper"
            | "outlet"
            | "bank"
            | "retailer"
            | "operator"
            | "institute"
            | "charity"
            | "club"
            | "union"
            | "broadcaster"
            | "directorate"
            | "authority"
            | "commission"
            | "office"
            | "service"
            | "court"
            | "council"
            | "university"
            | "manufacturer"
            | "producer"
            | "supplier"
            | "airline"
            | "lender"
            | "publisher"
    );
    let either = matches!(
        head,
        "group" | "organisation" | "organization" | "party" | "team" | "force" | "unit" | "outfit"
    );
    match kind {
        EntityKind::Group if armed || either => Some(0.8),
        EntityKind::Organisation if body => Some(0.78),
        EntityKind::Organisation if either => Some(0.6),
        _ => None,
    }
}

/// Whether a name says that what it names is something else than the described: "Marine Accident Office" is no union, and
/// "Velmar's defence ministry" not "the foreign ministry".
fn is_another(name: &str, head: &str, described: &[CompactString]) -> bool {
    let folded = fold(name);
    let words: Vec<CompactString> = folded.split(' ').map(plain).collect();
    if words.iter().any(|w| w == head) {
        let telling = |w: &&CompactString| w.len() > 3 && *w != head;
        let mut theirs = words.iter().filter(telling).peekable();
        let mut ours = described.iter().filter(telling).peekable();
        return theirs.peek().is_some() && ours.peek().is_some() && !ours.any(|w| words.contains(w));
    }
    words.iter().any(|w| is_office(w)) || (is_office(head) && words.len() > 1)
}

/// Bodies that have the word for what they are in their name.
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "ministry"
            | "union"
            | "office"
            | "council"
            | "court"
            | "commission"
            | "committee"
            | "university"
            | "institute"
            | "directorate"
            | "authority"
            | "parliament"
            | "senate"
            | "hospital"
            | "federation"
            | "league"
            | "museum"
    )
}

/// Without a possessive ending and marks at its edges.
fn plain(word: &str) -> CompactString {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").unwrap_or(word).into()
}

fn compatible(a: EntityKind, b: EntityKind) -> bool {
    let body = |k| matches!(k, EntityKind::Organisation | EntityKind::Group);
    a == b || (body(a) && body(b))
}

fn has_word(titles: &[String], word: &str) -> bool {
    titles.iter().any(|t| t.split(|c: char| !c.is_alphanumeric()).any(|w| fold(w) == word))
}

fn ends_with(name: &str, head: &str) -> bool {
    let name = fold(name);
    name.split(" of ").next().is_some_and(|front| front.split(' ').next_back() == Some(head))
}

fn is_plural(description: &str) -> bool {
    let front = fold(description);
    let head = front.split(" of ").next().unwrap_or_default().split(' ').next_back().unwrap_or_default();
    let counted = front
        .split(' ')
        .next()
        .is_some_and(|w| matches!(w, "two" | "three" | "four" | "several" | "some" | "many"));
    counted || head == "people" || (head.ends_with('s') && !head.ends_with("ss")) || head.ends_with("men")
}

/// By honorific, by a role that tells it, by the given name.
fn gender(draft: &Draft<'_>, place: usize) -> Option<Gender> {
    let entity = &draft.entities[place];
    let people = &draft.lexicon.people;
    let told = |gender: LexiconGender| match gender {
        LexiconGender::Male => Some(Gender::Masculine),
        LexiconGender::Female => Some(Gender::Feminine),
        LexiconGender::Either => None,
    };
    let by_title = entity
        .titles
        .iter()
        .chain((!entity.named).then_some(&entity.name))
        .flat_map(|t| t.split(' '))
        .find_map(|word| people.title(&fold(word.trim_end_matches('.'))).and_then(|t| told(t.gender)));
    by_title.or_else(|| {
        let first = entity.name.split(' ').next().filter(|_| entity.named)?;
        people.given(first).and_then(told)
    })
}

/// Writes the merges into the draft: mentions, entities, and the pronouns found.
fn apply(
    draft: &mut Draft<'_>,
    merged: &FxHashMap<EntityId, (EntityId, Score, &'static str)>,
    found: Vec<Mention>,
) {
    let target = |mut id: EntityId| {
        // A description may join one that itself joined another; ids never form a loop, since each joins an earlier one.
        for _ in 0..8 {
            match merged.get(&id) {
                Some((other, ..)) => id = *other,
                None => break,
            }
        }
        id
    };
    for mention in &mut draft.mentions {
        if let Some((_, score, rule)) = merged.get(&mention.entity) {
            mention.score = *score;
            mention.made = Made::by(Stage::Reading, rule);
            mention.entity = target(mention.entity);
        }
    }
    draft.mentions.extend(found.into_iter().map(|m| Mention { entity: target(m.entity), ..m }));
    draft.mentions.sort_by(|a, b| a.span.start().cmp(&b.span.start()).then(b.span.end().cmp(&a.span.end())));
    let gone: Vec<_> = draft.entities.iter().filter(|e| merged.contains_key(&e.id)).cloned().collect();
    for old in gone {
        let id = target(old.id);
        if let Some(kept) = draft.entities.iter_mut().find(|e| e.id == id) {
            for title in old.titles {
                if !kept.titles.contains(&title) && !title.is_empty() {
                    kept.titles.push(title);
                }
            }
            if !kept.named && old.name.len() > kept.name.len() {
                kept.name = old.name;
            }
            kept.affiliation = kept.affiliation.or(old.affiliation);
            kept.state = kept.state.take().or(old.state);
        }
    }
    draft.entities.retain(|e| !merged.contains_key(&e.id));
}
