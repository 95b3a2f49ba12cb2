//! Everything that is found in one article, before it becomes a record.

use std::ops::Range;

use sayso_lexicon::{Act, Cue, CueClass, Frame};

use super::cues::Match;
use super::scene::Scene;
use super::verbs::Group;
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
    /// Whether it is only part of what another says, or not believed, and left out of the records.
    pub(super) dropped: bool,
    /// How probable a network finds its cue, where one was asked.
    pub(super) belief: Option<f32>,
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
            belief: None,
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
        let cue = self.rules.cue(CueClass::Verb, self.lemma(at), |n, word| self.is(at + n, word))?;
        // "insisted on Radio Lorrim": the last word leads in where it was said.
        let last = at + cue.len - 1;
        if cue.len == 2 && self.kind(last) == Kind::Preposition && self.is_channel_phrase(last) {
            let bare = |n: usize, word: &str| n == 0 && self.is(at, word);
            return self.rules.cue(CueClass::Verb, self.lemma(at), bare);
        }
        Some(cue)
    }

    pub(super) fn is_cue_verb(&self, at: usize) -> bool {
        self.cue_verb(at).is_some()
    }

    /// Whether a verb in its base form has a subject in the plural: "sources claim", never "Illinois state".
    pub(super) fn agrees(&self, group: &Group, subject: &Range<usize>) -> bool {
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
                                "people", "police", "media", "data", "men", "women", "children", "staff",
                                "majority", "percent", "half",
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
