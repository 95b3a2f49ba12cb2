//! Everything that is found in one article, before it becomes a record.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, CueClass, Frame};

use super::cues::Match;
use super::scene::Scene;
use super::verbs::{Group, Shape};
use super::words::{Forms, Kind};

/// One source, one cue, one content, by tokens.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// The lexicon's entry.
    pub(super) cue: Option<&'static Cue>,
    pub(super) act: Act,
    /// The words of the source; empty where none stand here.
    pub(super) source: Range<usize>,
    /// The words of the cue; empty where there are none.
    pub(super) cue_tokens: Range<usize>,
    /// What is said, in order of place.
    pub(super) content: Vec<Range<usize>>,
    /// The relay between the article and the source.
    pub(super) relay: Option<Range<usize>>,
    /// The one who is spoken to.
    pub(super) hearer: Option<Range<usize>>,
    /// The found attribution whose speaker this one has, for floating quotations.
    pub(super) speaker_of: Option<usize>,
    /// The sentence that the cue stands in, by index.
    pub(super) sentence: usize,
    /// "appeared to say": the one who reports is not sure.
    pub(super) hedged: bool,
    /// Whether it stands in a post that is set into the article.
    pub(super) posted: bool,
    /// Whether it is only part of what another says, and left out of the records.
    pub(super) dropped: bool,
}

impl Found {
    /// Content that holds its own cue is a misreading.
    pub(super) fn is_sound(&self) -> bool {
        let cue = &self.cue_tokens;
        !self.content.is_empty()
            && self.content.iter().all(|c| !c.is_empty() && (c.end <= cue.start || cue.end <= c.start))
    }

    /// One without a lexicon's entry, a relay or a hearer.
    pub(super) fn bare(
        rule: &'static str,
        act: Act,
        sentence: usize,
        source: Range<usize>,
        cue_tokens: Range<usize>,
        content: Vec<Range<usize>>,
    ) -> Self {
        Self {
            rule,
            cue: None,
            act,
            source,
            cue_tokens,
            content,
            relay: None,
            hearer: None,
            speaker_of: None,
            sentence,
            hedged: false,
            posted: false,
            dropped: false,
        }
    }
}

/// Finds attributions in a prepared article.
pub(super) struct Finder<'s, 'd, 'a> {
    pub(super) scene: &'s Scene<'d, 'a>,
    pub(super) found: Vec<Found>,
    /// For each speech the found attribution that has it as content.
    pub(super) claimed: Vec<Option<usize>>,
    /// How many were found sentence by sentence, before the quotations that float.
    pub(super) read: usize,
}

impl<'s, 'd, 'a> Finder<'s, 'd, 'a> {
    pub(super) fn new(scene: &'s Scene<'d, 'a>) -> Self {
        Self { scene, found: Vec::new(), claimed: vec![None; scene.speeches.len()], read: 0 }
    }

    /// Adds a found attribution and claims the speeches in its content.
    pub(super) fn add(&mut self, mut found: Found) -> usize {
        let number = self.found.len();
        found.content.sort_by_key(|c| (c.start, c.end));
        for piece in &found.content {
            self.claim(piece, number);
        }
        self.found.push(found);
        number
    }

    pub(super) fn claim(&mut self, piece: &Range<usize>, number: usize) {
        let first = self.scene.speeches.partition_point(|s| s.outer.end <= piece.start);
        for (index, speech) in self.scene.speeches.iter().enumerate().skip(first) {
            if speech.outer.start >= piece.end {
                break;
            }
            self.claimed[index].get_or_insert(number);
        }
    }

    /// What was found in the sentence that is being read, whose tokens are `range`.
    pub(super) fn in_sentence_of(&self, range: &Range<usize>) -> impl Iterator<Item = &Found> {
        let sentence = self.scene.draft.sentence_of(range.start);
        self.found.iter().rev().take_while(move |f| Some(f.sentence) == sentence)
    }

    /// The last found attribution whose cue stands in the sentence before token `at` and whose speaker is its subject.
    pub(super) fn last_before(&self, sentence: usize, at: usize) -> Option<usize> {
        let first = self.found.iter().rposition(|f| f.sentence != sentence).map_or(0, |n| n + 1);
        self.found[first..]
            .iter()
            .rposition(|f| !f.cue_tokens.is_empty() && f.cue_tokens.start < at)
            .map(|n| n + first)
            .filter(|n| !self.found[*n].source.is_empty())
    }
}

impl Scene<'_, '_> {
    /// The cue verb at `at`, the longest entry.
    pub(super) fn cue_verb(&self, at: usize) -> Option<Match<&'static Cue>> {
        if self.kind(at) != Kind::Verb && !self.is_any(at, &["have", "be"]) {
            return None;
        }
        self.rules.cue(CueClass::Verb, self.lemma(at), |n, word| self.is(at + n, word))
    }

    pub(super) fn is_cue_verb(&self, at: usize) -> bool {
        self.cue_verb(at).is_some()
    }

    /// Whether a verb in its base form has a subject in the plural: "sources claim", never "Illinois state".
    fn agrees(&self, group: &Group, subject: &Range<usize>) -> bool {
        let forms = self.forms(group.main);
        let bare = group.start == group.main || self.kind(group.main - 1) == Kind::Adverb;
        if !bare || !forms.has(Forms::BASE) || forms.has(Forms::PAST) {
            return true;
        }
        let joined = subject.clone().any(|i| self.kind(i) == Kind::Coordinator);
        let head = self.head(subject);
        let word = self.word(head);
        joined
            || match self.kind(head) {
                Kind::Noun | Kind::Name => {
                    word.ends_with('s')
                        || self.is_any(
                            head,
                            &[
                                "people", "police", "media", "men", "women", "children", "staff", "majority",
                                "percent", "half",
                            ],
                        )
                }
                Kind::Pronoun => !self.is_any(head, &["he", "she", "it"]),
                _ => true,
            }
    }

    /// A verb that reports speech rather than an attitude: it takes a clause.
    pub(super) fn is_strong_cue(&self, at: usize) -> bool {
        self.cue_verb(at).is_some_and(|c| c.value.takes(Frame::That) || c.value.takes(Frame::Quote))
    }
}

/// Words that govern an infinitive and leave it true: "went on to say".
const CARRIES: [&str; 16] = [
    "go", "continue", "proceed", "rush", "hasten", "rise", "begin", "start", "appear", "seem", "come", "use",
    "take", "return", "tend", "dare",
];

impl Finder<'_, '_, '_> {
    /// All cue verbs of one sentence.
    pub(super) fn verbs(&mut self, sentence: usize) {
        let scene = self.scene;
        let range = scene.range(&scene.draft.sentences[sentence]);
        let mut at = range.start;
        while at < range.end {
            if scene.speech_at(at).is_some() {
                at += 1;
                continue;
            }
            let Some(cue) = scene.cue_verb(at) else {
                at += 1;
                continue;
            };
            let group = scene.group(at, cue.len, range.start);
            let mut next = at + cue.len;
            if !self.is_relay(at, &range)
                && let Some(found) = self.verb(sentence, &range, group, cue.value)
            {
                next = next.max(found.cue_tokens.end);
                self.add(found);
            }
            at = next;
        }
    }

    pub(super) fn verb(
        &self,
        sentence: usize,
        range: &Range<usize>,
        group: Group,
        cue: &'static Cue,
    ) -> Option<Found> {
        if let Some(found) = self.relayed(sentence, range, &group) {
            return Some(found);
        }
        if group.shape == Shape::Passive {
            return self.passive(sentence, range, &group, cue);
        }
        let (group, hedged) = self.carried(group, range.start)?;
        let mut act = None;
        if group.unreal || self.is_conditional(&group, range.start) {
            return None;
        }
        if group.negated {
            if cue.act != Act::Believe || !cue.takes(Frame::That) {
                return None;
            }
            act = Some(Act::Doubt);
        }
        let subject = self.subject(sentence, range, &group, cue)?;
        // "declined to comment" says nothing.
        if matches!(cue.words, "refuse" | "decline") && is_silence(self.scene, group.end) {
            return None;
        }
        if !matches!(subject.place, Place::Inherited)
            && (self.is_nobody(&subject.tokens) || !self.scene.agrees(&group, &subject.tokens))
        {
            return None;
        }
        // "a video shows": nobody says anything in it.
        if matches!(cue.words, "show" | "reveal" | "suggest" | "indicate" | "appear")
            && self.scene.is_footage(&subject.tokens)
        {
            return None;
        }
        let taken = self.content(range, &group, cue, &subject)?;
        // "a group backing X" names the group and reports nothing.
        if group.shape == Shape::Gerund && subject.place == Place::Before && taken.rule == "cue-noun" {
            return None;
        }
        let found = Found {
            rule: taken.rule,
            cue: Some(cue),
            act: act.unwrap_or(taken.act),
            source: subject.tokens,
            cue_tokens: group.start.max(range.start)..group.end,
            content: taken.pieces,
            relay: None,
            hearer: taken.hearer,
            speaker_of: None,
            sentence,
            hedged,
            posted: false,
            dropped: false,
        };
        found.is_sound().then_some(found)
    }

    /// An infinitive belongs to the verb that governs it: "went on to say" is said, "declined to say" is not.
    fn carried(&self, group: Group, floor: usize) -> Option<(Group, bool)> {
        if group.shape != Shape::Infinitive {
            return Some((group, false));
        }
        let governor = group.governor?;
        let scene = self.scene;
        // "took to Twitter to say", "used X to announce": the verb stands a few words before.
        let verb = (floor..=governor).rev().take(6).find(|i| scene.kind(*i) == Kind::Verb)?;
        if !CARRIES.contains(&scene.lemma(verb))
            || (verb < governor && !scene.is_any(verb, &["use", "take", "go", "come"]))
        {
            return None;
        }
        let outer = scene.group(verb, 1, floor);
        let hedged = scene.is_any(verb, &["appear", "seem"]);
        let carries = !outer.negated && !outer.unreal && matches!(outer.shape, Shape::Finite | Shape::Gerund);
        carries.then_some((Group { start: outer.start, shape: outer.shape, ..group }, hedged))
    }

    /// "if he says", "whether X denied": not said.
    fn is_conditional(&self, group: &Group, floor: usize) -> bool {
        let low = floor.max(group.start.saturating_sub(8));
        for at in (low..group.start).rev() {
            match self.scene.kind(at) {
                Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Verb => return false,
                Kind::Subordinator if self.scene.is_any(at, &["if", "unless"]) => return true,
                Kind::Question if self.scene.is(at, "whether") => return true,
                _ => {}
            }
        }
        false
    }

    /// "nobody has confirmed", "no one said", "you say".
    pub(super) fn is_nobody(&self, subject: &Range<usize>) -> bool {
        let scene = self.scene;
        let first = subject.start;
        let negated = first > 0 && !scene.starts_sentence(first) && scene.kind(first - 1) == Kind::Not;
        negated
            || scene.is_any(first, &["no", "nobody", "none", "neither", "nothing", "few", "little"])
            || (subject.len() == 1
                && scene.is_any(
                    first,
                    &["i", "we", "you", "me", "us", "one", "there", "this", "that", "these", "what", "let"],
                ))
    }
}

/// "to comment", "to say", "to be drawn": what is declined is speech itself.
fn is_silence(scene: &Scene<'_, '_>, at: usize) -> bool {
    let verb = if scene.kind(at + 1) == Kind::Adverb { at + 2 } else { at + 1 };
    scene.is_strong_cue(verb)
        || scene.is_any(
            verb,
            &[
                "comment",
                "answer",
                "respond",
                "reply",
                "discuss",
                "elaborate",
                "speak",
                "talk",
                "give",
                "name",
                "be",
                "provide",
                "disclose",
                "take",
                "go",
            ],
        )
}

/// Where the subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// "X said"
    Before,
    /// "said X"
    After,
    /// "…, adding that": an earlier verb's.
    Inherited,
    /// "who said"
    Relative,
}

/// Who speaks, by tokens.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) tokens: Range<usize>,
    pub(super) place: Place,
}

impl Finder<'_, '_, '_> {
    pub(super) fn subject(
        &self,
        sentence: usize,
        range: &Range<usize>,
        group: &Group,
        cue: &Cue,
    ) -> Option<Subject> {
        let scene = self.scene;
        if group.shape == Shape::Participle {
            return None;
        }
        if group.shape == Shape::Gerund {
            return self.gerund_subject(sentence, range, group);
        }
        let previous = if group.start > range.start { scene.kind(group.start - 1) } else { Kind::Stop };
        // A base form needs a subject that it agrees with, or it is no verb of a statement.
        let relative = matches!(previous, Kind::Relative | Kind::That);
        if let Some(tokens) = scene.subject_before(group.start, range.start)
            && !(previous == Kind::Comma && scene.reads_inverted(group, &tokens, cue))
        {
            return Some(Subject { tokens, place: if relative { Place::Relative } else { Place::Before } });
        }
        if relative {
            return None;
        }
        let inverted = matches!(previous, Kind::Comma | Kind::Close | Kind::Dash | Kind::Stop | Kind::Right)
            && (cue.takes(Frame::Post) || cue.takes(Frame::Quote))
            && scene.forms(group.main).has(if group.start == group.main {
                Forms::PAST
            } else {
                Forms::PARTICIPLE
            })
            || (matches!(previous, Kind::Comma | Kind::Close | Kind::Dash | Kind::Stop)
                && cue.takes(Frame::Post)
                && scene.forms(group.main).has(Forms::THIRD)
                || (scene.forms(group.main).has(Forms::BASE)
                    && previous == Kind::Comma
                    && cue.takes(Frame::Post)));
        if inverted && let Some(tokens) = scene.source_after(group.end, range.end) {
            return Some(Subject { tokens, place: Place::After });
        }
        if matches!(previous, Kind::Coordinator | Kind::Comma)
            || scene.is(group.start.wrapping_sub(1), "then")
        {
            return self.inherited(sentence, range, group.start);
        }
        None
    }

    /// The subject of an earlier verb: "X said A and added B".
    fn inherited(&self, sentence: usize, range: &Range<usize>, at: usize) -> Option<Subject> {
        let scene = self.scene;
        if let Some(number) = self.last_before(sentence, at) {
            return Some(Subject { tokens: self.found[number].source.clone(), place: Place::Inherited });
        }
        let tokens = scene.main_subject(range, at)?;
        Some(Subject { tokens, place: Place::Inherited })
    }

    fn gerund_subject(&self, sentence: usize, range: &Range<usize>, group: &Group) -> Option<Subject> {
        let scene = self.scene;
        let before = (group.start > range.start).then(|| group.start - 1);
        match before.map_or(Kind::Stop, |b| scene.kind(b)) {
            Kind::Comma | Kind::Dash | Kind::Close | Kind::Coordinator => {
                self.inherited(sentence, range, group.start)
            }
            Kind::Preposition | Kind::Subordinator
                if before
                    .is_some_and(|b| scene.is_any(b, &["by", "in", "after", "while", "when", "before"])) =>
            {
                self.inherited(sentence, range, group.start)
            }
            Kind::Noun | Kind::Name => {
                let tokens = scene.phrase_before(group.start, range.start)?;
                // "published a report saying": the publisher says it; "a letter saying": the letter does.
                let spoken = scene.channel_in(tokens.clone()).is_some();
                if spoken && let Some(subject) = self.inherited(sentence, range, tokens.start) {
                    return Some(subject);
                }
                if scene.is_time_noun(group.start - 1) || scene.has_finite(range.start..tokens.start) {
                    return self.inherited(sentence, range, group.start);
                }
                Some(Subject { tokens, place: Place::Before })
            }
            Kind::Time | Kind::Adverb | Kind::Number => self.inherited(sentence, range, group.start),
            // "Saying that …, X left."
            Kind::Stop => {
                let comma = (group.end..range.end).find(|i| scene.kind(*i) == Kind::Comma)?;
                let end = scene.phrase_end(comma + 1, range.end);
                (end > comma + 1).then(|| Subject { tokens: comma + 1..end, place: Place::Inherited })
            }
            _ => None,
        }
    }
}
