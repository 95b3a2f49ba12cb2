//! The word tables, compiled once for looking up.

use rustc_hash::FxHashMap;
use sayso_lexicon::{ConceptKind, Lexicon, NumberSense, Pointer, Polarity, Scope, Vagueness};

use crate::phrases::Phrases;

/// A concept, by its place in the table.
pub(crate) type ConceptId = u16;

/// Everything that the stage looks up.
#[derive(Debug)]
pub(crate) struct Tables {
    /// The language of the tables, by its code.
    pub(crate) language: &'static str,
    /// Name and kind of each concept.
    pub(crate) concepts: Vec<(&'static str, ConceptKind)>,
    /// Concepts of single words.
    words: FxHashMap<&'static str, Vec<ConceptId>>,
    /// How much a word that is in no concept tells, by how common it is in news at large.
    worth: FxHashMap<&'static str, f32>,
    /// Concepts of phrases.
    pub(crate) phrases: Phrases<ConceptId>,
    /// What single words do to a statement.
    pub(crate) polarity: Phrases<Polarity>,
    /// Number words of one word.
    pub(crate) numbers: Phrases<(NumberSense, f64)>,
    /// Units: name and what they measure.
    pub(crate) units: Phrases<(&'static str, &'static str)>,
    /// What each unit measures.
    measures: FxHashMap<&'static str, &'static str>,
    /// How texts say that something is not confirmed.
    pub(crate) unconfirmed: Phrases<()>,
    /// What words point at that was told before.
    pointers: FxHashMap<&'static str, Pointer>,
    /// Words for sources that name nobody.
    pub(crate) vague: Phrases<Vagueness>,
    /// Concepts that cannot both hold.
    oppositions: FxHashMap<(ConceptId, ConceptId), Scope>,
    /// The concepts that rules speak of.
    pub(crate) known: Known,
}

/// Concepts that rules speak of by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) attack: ConceptId,
    pub(crate) cross: ConceptId,
    pub(crate) responsible: ConceptId,
    pub(crate) involve: ConceptId,
    pub(crate) citizen: ConceptId,
    pub(crate) armed: ConceptId,
    pub(crate) army: ConceptId,
    pub(crate) sabotage: ConceptId,
    pub(crate) assassinate: ConceptId,
    pub(crate) bomb: ConceptId,
}

impl Tables {
    /// Compiles the tables of one language.
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        let concepts: Vec<_> = lexicon.concepts.iter().map(|c| (c.name, c.kind)).collect();
        let by_name: FxHashMap<_, _> =
            concepts.iter().enumerate().map(|(i, (name, _))| (*name, i as ConceptId)).collect();
        let id = |name: &str| *by_name.get(name).unwrap_or(&ConceptId::MAX);
        let mut words: FxHashMap<&'static str, Vec<ConceptId>> = FxHashMap::default();
        let mut phrases = Vec::new();
        for (i, concept) in lexicon.concepts.iter().enumerate() {
            for word in &concept.words {
                if word.contains(' ') {
                    phrases.push((*word, i as ConceptId));
                } else {
                    words.entry(word).or_default().push(i as ConceptId);
                }
            }
        }
        // A word that says next to nothing in one sense and something in another is read in the other.
        let is_light = |c: &ConceptId| concepts[*c as usize].1 == ConceptKind::Light;
        let words = words
            .into_iter()
            .map(|(word, mut list)| {
                if !list.iter().all(is_light) {
                    list.retain(|c| !is_light(c));
                }
                (word, list)
            })
            .collect();
        let worth = lexicon
            .prevalence
            .iter()
            .map(|p| {
                let worth = match p.band {
                    0 => 0.0,
                    1 => 0.5,
                    2 => 0.75,
                    _ => 1.0,
                };
                (p.word, worth)
            })
            .collect();
        let mut oppositions = FxHashMap::default();
        for o in &lexicon.oppositions {
            oppositions.insert((id(o.first), id(o.second)), o.scope);
            oppositions.insert((id(o.second), id(o.first)), o.scope);
        }
        Self {
            language: lexicon.language,
            words,
            worth,

            phrases: Phrases::new(phrases),
            polarity: Phrases::new(lexicon.polarity.iter().map(|p| (p.words, p.sense))),
            numbers: Phrases::new(lexicon.numbers.iter().map(|n| (n.words, (n.sense, n.value)))),
            units: Phrases::new(lexicon.units.iter().map(|u| (u.words, (u.unit, u.kind)))),
            measures: lexicon.units.iter().map(|u| (u.unit, u.kind)).collect(),
            unconfirmed: Phrases::new(lexicon.unconfirmed.iter().map(|p| (*p, ()))),
            pointers: lexicon.pointers.iter().copied().collect(),
            vague: Phrases::new(lexicon.vague.iter().map(|v| (v.words, v.sense))),
            oppositions,
            known: Known {
                attack: id("attack"),
                cross: id("cross"),
                responsible: id("responsible"),
                involve: id("involve"),
                citizen: id("citizen"),
                armed: id("armed group"),
                army: id("army"),
                sabotage: id("sabotage"),
                assassinate: id("assassinate"),
                bomb: id("bomb"),
            },
            concepts,
        }
    }

    /// Whether the word itself stands in the table.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// What a word, in its base form, points at that was told before.
    pub(crate) fn pointer(&self, lemma: &str) -> Option<Pointer> {
        self.pointers.get(lemma).copied()
    }

    /// The concepts of a single word in its base form; where the form is not known, plain endings are taken off.
    pub(crate) fn concepts_of(&self, lemma: &str) -> &[ConceptId] {
        if let Some(list) = self.words.get(lemma) {
            return list;
        }
        if !lemma.is_ascii() || lemma.len() < 4 {
            return &[];
        }
        let cut = |n: usize| &lemma[..lemma.len() - n];
        let look = |stem: &str| self.words.get(stem).map(Vec::as_slice);
        let with = |stem: &str, end: &str| {
            let mut word = String::with_capacity(stem.len() + end.len());
            word.push_str(stem);
            word.push_str(end);
            self.words.get(word.as_str()).map(Vec::as_slice)
        };
        let undouble = |stem: &str| {
            let bytes = stem.as_bytes();
            match bytes {
                [.., a, b] if a == b => self.words.get(&stem[..stem.len() - 1]).map(Vec::as_slice),
                _ => None,
            }
        };
        let found = if lemma.ends_with("ies") || lemma.ends_with("ied") {
            with(cut(3), "y")
        } else if lemma.ends_with("ing") {
            look(cut(3)).or_else(|| with(cut(3), "e")).or_else(|| undouble(cut(3)))
        } else if lemma.ends_with("ed") {
            look(cut(2)).or_else(|| look(cut(1))).or_else(|| undouble(cut(2)))
        } else if lemma.ends_with("es") {
            look(cut(1)).or_else(|| look(cut(2)))
        } else if lemma.ends_with('s') && !lemma.ends_with("ss") {
            look(cut(1))
        } else if lemma.ends_with("ly") {
            look(cut(2))
        } else {
            None
        };
        found.unwrap_or(&[])
    }

    /// How much a word that is in no concept tells, 0 to 1.3.
    pub(crate) fn worth(&self, lemma: &str) -> f32 {
        self.worth.get(lemma).copied().unwrap_or(1.3)
    }

    /// What a unit measures: "length".
    pub(crate) fn measure(&self, unit: &str) -> Option<&'static str> {
        self.measures.get(unit).copied()
    }

    /// Whether the word says next to nothing.
    pub(crate) fn is_light(&self, concepts: &[ConceptId]) -> bool {
        !concepts.is_empty() && concepts.iter().all(|c| self.kind(*c) == ConceptKind::Light)
    }

    /// What a concept is.
    pub(crate) fn kind(&self, concept: ConceptId) -> ConceptKind {
        self.concepts.get(concept as usize).map_or(ConceptKind::Light, |(_, kind)| *kind)
    }

    /// The name of a concept.
    pub(crate) fn name(&self, concept: ConceptId) -> &'static str {
        self.concepts.get(concept as usize).map_or("", |(name, _)| *name)
    }

    /// Whether the two concepts cannot both hold, and how much must be shared for that to count.
    pub(crate) fn opposed(&self, a: ConceptId, b: ConceptId) -> Option<Scope> {
        self.oppositions.get(&(a, b)).copied()
    }
}
