//! What a trained network makes of an article. The rules ask it; it decides nothing by itself.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso_infer::{NameKind, NameSpan, Network, Roles, Vectors, Word, decode_names};

use crate::draft::Draft;

/// Words of an article that a network reads at most; what is longer is read by the rules alone. A vector has 1.5 kB.
pub(crate) const MOST_WORDS: usize = 60_000;

/// How far the rules give way to a network; set on training and development texts (`docs/reading.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// How much a sure network weighs for the kind of a name; a sure rule weighs about two.
    pub kind: f32,
    /// How probable a name must be for its bounds to be taken instead of those of the rules.
    pub bounds: f32,
    /// How probable a name must be that no rule found.
    pub name: f32,
    /// How probable it must be that words are no name for a rule's name to be dropped.
    pub plain: f32,
    /// How probable a cue must be that no rule found.
    pub cue: f32,
    /// How probable a rule's cue must be for the network's bounds of source and content to be taken.
    pub mend: f32,
    /// How probable a rule's cue must be for it to stand although the network gives the same words to another cue.
    pub doubt: f32,
    /// How probable a cue must be that stands inside what somebody says.
    pub inside: f32,
}

/// A network's reading of one article.
#[derive(Debug)]
pub(crate) struct Opinion<'n> {
    network: &'n Network,
    pub(crate) trust: Trust,
    vectors: Vectors,
    /// Names and how probable each is, in order.
    pub(crate) names: Vec<NameSpan>,
    /// For each token how probable it is that no name covers it.
    pub(crate) plain: Vec<f32>,
    /// For each token how probable it is that a cue begins there.
    pub(crate) cues: Vec<f32>,
}

impl<'n> Opinion<'n> {
    /// Reads the tokens of a draft with what the rules tell of each.
    pub(crate) fn form(network: &'n Network, trust: Trust, draft: &Draft<'_>, hints: &[u32]) -> Self {
        let words: Vec<Word<'_>> =
            (0..draft.tokens.len()).map(|at| Word { text: draft.word(at), flags: hints[at] }).collect();
        let starts: Vec<usize> = draft.sentences.iter().map(|s| s.tokens.start as usize).collect();
        let vectors = network.encode(&words, &starts);
        let labels = network.names(&vectors).unwrap_or_default();
        let plain = labels.iter().map(|l| l[0].exp()).collect();
        let mut names = decode_names(&labels, &starts);
        agree(draft, &mut names);
        let cues = network.cues(&vectors).unwrap_or_default();
        Self { network, trust, vectors, names, plain, cues }
    }

    /// What can be asked about the words around a cue; `None` for a network that was not taught it.
    pub(crate) fn roles(&self) -> Option<Roles<'_>> {
        self.network.roles_of(&self.vectors)
    }

    /// How probable it is, for each mention by its tokens, that the pronoun stands for it; `None` for a network that was
    /// not taught it.
    pub(crate) fn links(&self, pronoun: usize, mentions: &[Range<usize>]) -> Option<Vec<f32>> {
        self.network.links(&self.vectors, pronoun, mentions)
    }
}

/// One article seldom calls two things by the same words: the kind of a name is what its mentions together speak for.
fn agree(draft: &Draft<'_>, names: &mut [NameSpan]) {
    const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
    let words = |name: &NameSpan| -> Vec<&str> { name.words.clone().map(|at| draft.word(at)).collect() };
    let place = |kind| KINDS.iter().position(|k| *k == kind).unwrap_or(0);
    let mut votes: FxHashMap<Vec<&str>, [f32; 4]> = FxHashMap::default();
    for name in names.iter() {
        votes.entry(words(name)).or_default()[place(name.kind)] += name.probability;
    }
    for name in names {
        let vote = votes[&words(name)];
        let best = (1..4).fold(0, |best, n| if vote[n] > vote[best] { n } else { best });
        if vote[best] > 1.5 * vote[place(name.kind)] {
            name.kind = KINDS[best];
            name.probability = name.probability.min(0.5);
        }
    }
}
