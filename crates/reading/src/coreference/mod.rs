//! Pronouns and descriptions find whom they speak of: "the governor", "the group", "he".
//!
//! A walk over the sentences with the entities spoken of lately at hand. What fits by kind, number, gender and title is
//! weighed by how near it stands and whether it was a subject; the best one above a threshold is taken, and a tie within
//! a margin is shown as doubt in the mention's score.

mod described;
mod learned;

use rustc_hash::FxHashMap;
use sayso_lexicon::{Cue, CueClass, Frame, Gender as LexiconGender, Lexicon, Title, TitleKind};
use sayso_news::{EntityId, EntityKind, Made, Mention, MentionKind, Score, Stage, Tag};
use sayso_text::Span;

use crate::draft::{Draft, is_running};
use crate::tags::fold;

/// Sentences that a pronoun looks back over.
const PRONOUN_REACH: usize = 3;
/// What the best antecedent must weigh at least.
const THRESHOLD: f32 = 0.5;

/// Masculine, feminine, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

/// An entity that was spoken of, and where last.
#[expect(clippy::struct_excessive_bools, reason = "what is asked of a place in the text, each by itself")]
#[derive(Debug, Clone, Copy)]
struct Spoken {
    entity: EntityId,
    sentence: usize,
    token: usize,
    subject: bool,
    /// Within what somebody says: "announced that the driver had".
    inner: bool,
    /// As whoever says something.
    speaks: bool,
    /// At the head of a paragraph: what it is about.
    opens: bool,
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

/// Verbs of telling, and whether each may stand behind what it tells without marks of quotation: "the road is shut, said X".
pub(crate) type Telling = FxHashMap<&'static str, bool>;

/// The verbs of telling of a language.
pub(crate) fn telling(lexicon: &'static Lexicon) -> Telling {
    let tells =
        |cue: &&Cue| cue.class == CueClass::Verb && (cue.takes(Frame::Post) || cue.takes(Frame::Quote));
    lexicon.cues.iter().filter(tells).map(|cue| (cue.words, cue.takes(Frame::Post))).collect()
}

/// Resolves descriptions and pronouns in running text; mentions stay in order of place.
pub(crate) fn resolve(draft: &mut Draft<'_>, telling: &Telling) {
    let mut walk = Walk::new(draft, telling);
    walk.run();
    let Walk { merged, found, .. } = walk;
    apply(draft, &merged, found);
}

struct Walk<'d, 'a> {
    draft: &'d Draft<'a>,
    telling: &'d Telling,
    place: FxHashMap<EntityId, usize>,
    spoken: Vec<Spoken>,
    /// Described entities that turned out to be others.
    merged: FxHashMap<EntityId, (EntityId, Score, &'static str)>,
    found: Vec<Mention>,
}

impl<'d, 'a> Walk<'d, 'a> {
    fn new(draft: &'d Draft<'a>, telling: &'d Telling) -> Self {
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
        } else if (mention.kind == MentionKind::Description && !self.is_named(entity)
            || self.is_office_alone(mention))
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
        let speaks = self.speaks(mention.span, token);
        let inner = self.is_inner(sentence, token);
        let opens = self.opens(sentence, mention.span);
        self.spoken.push(Spoken { entity, sentence, token, subject, inner, speaks, opens });
    }

    /// "the Head of Government": an office in capitals that was taken for a name.
    fn is_office_alone(&self, mention: &Mention) -> bool {
        let start = self.draft.tokens_in(mention.span).start;
        let the = start.checked_sub(1).is_some_and(|at| self.draft.lemma(at) == "the");
        let words = self.draft.words(mention.span);
        the && mention.kind == MentionKind::Name
            && title(self.draft, words).is_some_and(|t| matches!(t.kind, TitleKind::Office | TitleKind::Role))
    }

    /// Whether the words at `span` are the first of a paragraph.
    fn opens(&self, sentence: usize, span: Span) -> bool {
        let draft = self.draft;
        let first = draft.range(&draft.sentences[sentence]).start == draft.tokens_in(span).start;
        let block = |s: usize| draft.sentences[s].block;
        first && sentence.checked_sub(1).is_none_or(|before| block(before) != block(sentence))
    }

    /// Whether "that" stands before the token in its sentence, after a verb: what follows is somebody's statement.
    fn is_inner(&self, sentence: usize, token: usize) -> bool {
        let draft = self.draft;
        let start = draft.range(&draft.sentences[sentence]).start;
        (start + 1..token).any(|at| {
            draft.word(at) == "that"
                && matches!(draft.tag(at - 1), Tag::Verb | Tag::Adjective | Tag::Name)
                && (start..at).any(|i| draft.tag(i) == Tag::Verb || draft.tag(i) == Tag::Auxiliary)
        })
    }

    /// A pronoun keeps what it stands for in mind; a possessive only says whose the next thing is.
    fn taken_up(&mut self, entity: EntityId, sentence: usize, span: Span, token: usize) {
        // "according to her": no possessive, with nothing after it that could be hers.
        let alone = matches!(self.draft.tag(token + 1), Tag::Punctuation | Tag::Close | Tag::Conjunction);
        if self.draft.tokens[token].tag == Tag::Pronoun || alone {
            let (subject, speaks) = (self.is_subject(span, token), self.tells(token));
            let inner = self.is_inner(sentence, token);
            self.spoken.push(Spoken { entity, sentence, token, subject, inner, speaks, opens: false });
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
        let first = self.leading(token);
        let told = first.checked_sub(1).is_some_and(|at| {
            let view = at > 0
                && draft.word(at) == "of"
                && matches!(draft.lemma(at - 1), "opinion" | "view" | "word" | "estimate" | "account");
            view || self.is_telling(at)
        });
        told || self.is_according(first) || self.has_verb(span, token) || self.is_asked_of(token)
    }

    /// "And Renata Solve?": a short question that only names whom the next sentences are about.
    fn is_asked_of(&self, token: usize) -> bool {
        let draft = self.draft;
        draft.sentence_of(token).is_some_and(|s| {
            let tokens = draft.range(&draft.sentences[s]);
            tokens.len() <= 6 && draft.word(tokens.end - 1) == "?"
        })
    }

    /// Where the titles and roles before a name begin: "county fire chief Dessa Korn".
    fn leading(&self, token: usize) -> usize {
        let draft = self.draft;
        let modifies = |at: usize| {
            title(draft, draft.word(at)).is_some() || matches!(draft.tag(at), Tag::Noun | Tag::Adjective)
        };
        let mut first = token;
        while first > 0 && token - first < 4 && modifies(first - 1) {
            first -= 1;
        }
        first
    }

    /// Whether a verb follows the words at `span`, an apposition between commas aside, and no preposition stands before.
    fn has_verb(&self, span: Span, token: usize) -> bool {
        let draft = self.draft;
        if token > 0 && draft.tag(token - 1) == Tag::Preposition {
            return false;
        }
        let mut at = draft.tokens_in(span).end;
        // "A lieutenant inside the camp gave", "Professor X of the University of Y has said": what says where belongs to the subject
        // that opens the sentence, or stands after a comma.
        let first = self.leading(token);
        let opens = draft.sentence_of(token).is_some_and(|s| draft.range(&draft.sentences[s]).start == first);
        let parted = || first > 0 && draft.word(first - 1) == "," && draft.word(at) == "of";
        if opens || parted() {
            let place = |i: &usize| {
                matches!(
                    draft.tag(*i),
                    Tag::Preposition | Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Name | Tag::Number
                )
            };
            let led = draft.tag(at) == Tag::Preposition;
            at = if led { (at..at + 8).find(|i| !place(i)).unwrap_or(at) } else { at };
        }
        // "A fitter who has worked there for years says": the clause says which one.
        if matches!(draft.word(at), "who" | "which")
            && matches!(draft.tag(at + 1), Tag::Verb | Tag::Auxiliary)
            || draft.word(at) == "whose"
        {
            return true;
        }
        let verb = |at: usize| (at..at + 2).any(|i| matches!(draft.tag(i), Tag::Verb | Tag::Auxiliary));
        // "Piers Aldington, 52, whose firm owns the pit, denied"
        for _ in 0..2 {
            if draft.word(at) == ","
                && let Some(close) = (at + 1..at + 14).find(|i| draft.word(*i) == ",")
            {
                at = close + 1;
                if verb(at) {
                    return true;
                }
                at = close;
            }
        }
        verb(at)
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
        let own = || {
            let owned = object && wanted == Wanted::Body && self.draft.tokens[token].tag == Tag::Determiner;
            owned
                .then(|| self.owner(sentence, token, wanted))
                .flatten()
                .map(|found| (found, "pronoun-by-subject"))
        };
        let found = if self.tells(token) {
            salient().or_else(linked)
        } else {
            own().or_else(linked).or_else(salient)
        };
        let Some(((entity, score), rule)) = found else { return };
        let made = Made::by(Stage::Reading, rule).with("grammar", &word);
        self.found.push(Mention { span, kind: MentionKind::Pronoun, entity, score, made });
        self.taken_up(entity, sentence, span, token);
    }

    /// Whether the word at `at` is a verb of telling.
    fn is_telling(&self, at: usize) -> bool {
        let lemma = self.draft.lemma(at);
        self.draft.tag(at) == Tag::Verb && (self.telling.contains_key(lemma) || lemma == "tell")
    }

    /// "…, said X": whether a verb of telling stands before the words at `span`, with what is told before it. "dismissed X's
    /// account" tells nothing of X.
    fn is_told_by(&self, span: Span, first: usize) -> bool {
        let draft = self.draft;
        let Some(verb) = first.checked_sub(1).filter(|at| *at > 0 && self.is_telling(*at)) else {
            return false;
        };
        let quoted = draft.tag(verb - 1) == Tag::Close;
        let parted = matches!(draft.word(verb - 1), "," | "–" | "—" | "-");
        let posts = self.telling.get(draft.lemma(verb)) == Some(&true);
        let end = draft.tokens_in(span).end;
        // "X, a banker, said the mayor had fled"
        let goes_on =
            matches!(draft.tag(end), Tag::Verb | Tag::Auxiliary) || draft.word(end).starts_with(['\'', '’']);
        quoted || parted && posts && !goes_on
    }

    /// Whether "according to" stands right before the word at `token`.
    fn is_according(&self, token: usize) -> bool {
        token > 1 && self.draft.word(token - 1) == "to" && fold(self.draft.word(token - 2)) == "according"
    }

    /// Whether the word at `token` is the subject of a verb of telling beside it.
    fn tells(&self, token: usize) -> bool {
        self.is_according(token)
            || self.is_telling(token + 1)
            || token.checked_sub(1).is_some_and(|at| self.is_telling(at))
    }

    /// "The station has withdrawn its report": whose a thing is, the subject of the clause it stands in tells.
    fn owner(&self, sentence: usize, token: usize, wanted: Wanted) -> Option<(EntityId, Score)> {
        let verb = |at: usize| matches!(self.draft.tag(at), Tag::Verb | Tag::Auxiliary);
        let mark =
            |at: usize| matches!(self.draft.tag(at), Tag::Open | Tag::Close) || self.draft.word(at) == ";";
        let subject = self.recent(sentence, 0).find(|s| s.subject && !s.inner && s.token < token)?;
        let place = *self.place.get(&subject.entity)?;
        let told = (subject.token..token).any(verb) && !(subject.token..token).any(mark);
        let fits = told && self.weigh(subject, place, wanted, sentence, token) > 0.0;
        fits.then(|| (subject.entity, Score::new(0.8)))
    }

    /// The entity that was spoken of lately and fits best, and how clearly.
    fn salient(&self, sentence: usize, token: usize, wanted: Wanted) -> Option<(EntityId, Score)> {
        let tells = self.tells(token);
        let mut best: Option<(f32, EntityId)> = None;
        let mut second = 0.0;
        for spoken in self.recent(sentence, PRONOUN_REACH) {
            let Some(place) = self.place.get(&spoken.entity) else { continue };
            let people = tells && wanted != Wanted::Body;
            let goes_on = if people { self.goes_on(spoken, *place, sentence) } else { 1.0 };
            let weight = self.weigh(spoken, *place, wanted, sentence, token) * goes_on;
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

    /// Who spoke goes on speaking; somebody without a name of whom is spoken in what is said seldom says it.
    fn goes_on(&self, spoken: Spoken, place: usize, sentence: usize) -> f32 {
        match (spoken.speaks, self.draft.entities[place].named) {
            (true, _) => 1.2,
            // "A lieutenant gave another account. …, he said."
            (false, false) if spoken.opens && spoken.subject && spoken.sentence < sentence => 1.1,
            (false, false) if spoken.sentence == sentence => 0.7,
            (false, false) => 0.85,
            (false, true) => 1.0,
        }
    }

    fn weigh(&self, spoken: Spoken, place: usize, wanted: Wanted, sentence: usize, token: usize) -> f32 {
        let entity = &self.draft.entities[place];
        let several = !entity.named && is_plural(&entity.name);
        let fits = match (wanted, entity.kind) {
            (Wanted::Person(wanted), EntityKind::Person) => {
                let known = gender(self.draft, place);
                if several || known.is_some_and(|g| wanted.is_some_and(|w| w != g)) {
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
            (Wanted::Body, _) if several => 0.0,
            (Wanted::Several, EntityKind::Group)
            | (Wanted::Body, EntityKind::Organisation | EntityKind::Group) => 0.9,
            (Wanted::Several, EntityKind::Organisation) => 0.65,
            (Wanted::Several, EntityKind::Person) if several => 0.95,
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
        let subject = match (spoken.subject, spoken.inner) {
            (true, false) => 1.15,
            (true, true) => 1.0,
            _ => 0.8,
        };
        fits * near * subject
    }
}

fn is_plural(description: &str) -> bool {
    let front = fold(description);
    let led =
        |word: &&str| !matches!(*word, "of" | "at" | "in" | "from" | "on" | "for" | "who" | "with" | "near");
    let head = front.split(' ').take_while(led).last().unwrap_or_default();
    let counted = front
        .split(' ')
        .next()
        .is_some_and(|w| matches!(w, "two" | "three" | "four" | "several" | "some" | "many"));
    counted || head == "people" || (head.ends_with('s') && !head.ends_with("ss")) || head.ends_with("men")
}

/// What the lexicon knows of a title, with its full stop or without.
fn title(draft: &Draft<'_>, words: &str) -> Option<Title> {
    draft.lexicon.people.title(&fold(words.trim_end_matches('.')))
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
        .find_map(|word| title(draft, word).and_then(|t| told(t.gender)));
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
