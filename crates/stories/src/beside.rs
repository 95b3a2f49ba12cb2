//! One page beside which many others are held: its features are laid out once, and each other page is read against them.
//!
//! Two pages that are compared share a few of their hundreds of features. Each feature of the other page costs one look
//! at a small table of marks; only what both have is looked up and added, in the order of the features, so that the sums
//! are those of two sorted lists gone through side by side.

use crate::day::Gap;
use crate::features::{Features, SOUNDS, Telling, View, of_name, told, told_by};
use crate::focus::{Agreement, Focus, Known};
use crate::pair::Evidence;
use crate::vector::{self, Feature, Short};

/// Marks in the table, a power of two: a page's features fill few of a hundred, and it stays in the nearest cache.
const MARKS: usize = 8192;

/// What a page has of one feature.
#[derive(Debug, Clone, Copy, Default)]
struct Laid {
    feature: Short,
    /// Its weight among the words, or whatever else it is a feature of.
    weight: f32,
    title: f32,
    headline: f32,
    /// The people and places in focus that it names.
    focus: u8,
    /// Its first place among the entities' keys.
    first: u32,
    /// How many keys have it.
    keys: u32,
}

/// One page, laid out.
#[derive(Debug)]
pub(crate) struct Beside<'f> {
    page: &'f Features,
    marks: Box<[u8; MARKS]>,
    /// By the last bits of a feature, the number behind that of its entry; 0 where there is none.
    slots: Vec<u32>,
    laid: Vec<Laid>,
}

impl<'f> Beside<'f> {
    pub(crate) fn new(page: &'f Features) -> Self {
        let views = [View::Words, View::Names, View::Figures, View::Days].map(|view| page.view(view));
        let most = views.iter().map(|view| view.len()).sum::<usize>() + page.entities.len();
        let most = most + 2 * page.focus.len();
        let mut beside = Self {
            page,
            marks: Box::new([0; MARKS]),
            slots: vec![0; (2 * most).next_power_of_two().max(64)],
            laid: Vec::with_capacity(most),
        };
        for (feature, weight) in views.into_iter().flatten() {
            beside.lay(*feature).weight = *weight;
        }
        for (feature, weight) in page.view(View::Title) {
            beside.lay(*feature).title = *weight;
        }
        for (feature, weight) in page.view(View::Headline) {
            beside.lay(*feature).headline = *weight;
        }
        for (nth, word) in page.focus.words().enumerate() {
            beside.lay(Short::of(word)).focus |= 1 << nth;
            beside.lay(Short::of(of_name(word))).focus |= 1 << nth;
        }
        for (nth, key) in page.entities.iter().enumerate() {
            let laid = beside.lay(key.feature);
            if laid.keys == 0 {
                laid.first = nth as u32;
            }
            laid.keys += 1;
        }
        beside
    }

    /// The entry of a feature, a new one where there is none.
    fn lay(&mut self, feature: Short) -> &mut Laid {
        self.marks[mark(feature)] = 1;
        let mut slot = feature.bits() as usize & (self.slots.len() - 1);
        let entry = loop {
            match self.slots[slot] as usize {
                0 => {
                    self.laid.push(Laid { feature, ..Laid::default() });
                    self.slots[slot] = self.laid.len() as u32;
                    break self.laid.len() - 1;
                }
                behind if self.laid[behind - 1].feature == feature => break behind - 1,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        };
        &mut self.laid[entry]
    }

    fn find(&self, feature: Short) -> Option<&Laid> {
        let mut slot = feature.bits() as usize & (self.slots.len() - 1);
        loop {
            let behind = (self.slots[slot] as usize).checked_sub(1)?;
            if self.laid[behind].feature == feature {
                return Some(&self.laid[behind]);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Calls `with` for each feature of both, with its place among theirs.
    fn both<'t, T>(
        &self,
        theirs: &'t [T],
        feature: impl Fn(&'t T) -> Short,
        mut with: impl FnMut(usize, &Laid),
    ) {
        for (nth, some) in theirs.chunks(64).enumerate() {
            let mut hits = 0_u64;
            for (i, their) in some.iter().enumerate() {
                hits |= u64::from(self.marks[mark(feature(their))]) << i;
            }
            while hits != 0 {
                let i = hits.trailing_zeros() as usize;
                hits &= hits - 1;
                if let Some(laid) = self.find(feature(&some[i])) {
                    with(nth * 64 + i, laid);
                }
            }
        }
    }

    /// The cosine of the angle between two unit vectors, ours given by `weight`.
    fn dot(&self, theirs: &[(Short, f32)], mut weight: impl FnMut(&Laid) -> f32) -> f32 {
        let mut sum = 0.0;
        self.both(theirs, |(feature, _)| *feature, |at, laid| sum += weight(laid) * theirs[at].1);
        sum
    }

    /// Likeness of all words.
    pub(crate) fn words(&self, other: &Features) -> f32 {
        self.dot(other.view(View::Words), |laid| laid.weight)
    }

    /// What speaks for and against this page and another reporting one event.
    pub(crate) fn evidence(&self, other: &Features, gap: Option<Gap>) -> Evidence {
        // Whom this page is about, as far as the other page names them, told along the way.
        let mut focus = 0;
        let mut seen = |laid: &Laid| {
            focus |= laid.focus;
            laid.weight
        };
        let words = self.dot(other.view(View::Words), &mut seen);
        let names = self.dot(other.view(View::Names), &mut seen);
        let foreign = self.page.tongue.is_foreign_to(other.tongue);
        Evidence {
            words,
            names,
            lead: self.dot(other.view(View::Title), |laid| laid.title),
            headline: self.dot(other.view(View::Headline), |laid| laid.headline),
            figures: self.dot(other.view(View::Figures), |laid| laid.weight),
            days: self.dot(other.view(View::Days), |laid| laid.weight),
            focus: Agreement::of((&self.page.focus, focus), (&other.focus, self.known(&other.focus))),
            shared: self.shared(&other.entities),
            named: self.page.named.min(other.named),
            sounds: foreign
                .then(|| vector::least(self.page.view(View::Sounds), other.view(View::Sounds)) * SOUNDS),
            gap,
        }
    }

    /// Those in another page's focus whom this page names.
    fn known(&self, focus: &Focus) -> Known {
        let has = |word: Feature| self.find(Short::of(word)).is_some_and(|laid| laid.weight > 0.0);
        let known = focus.words().enumerate().filter(|(_, word)| has(of_name(*word)) || has(*word));
        known.fold(0, |known, (nth, _)| known | 1 << nth)
    }

    /// How much the entities that both pages name tell: the less of what they tell in either.
    fn shared(&self, entities: &[Telling]) -> f32 {
        let (mut ours, mut theirs, mut last) = (Vec::new(), Vec::new(), None);
        let found = |at: usize, laid: &Laid| {
            if laid.keys > 0 {
                theirs.push((entities[at].group, entities[at].weight));
                if last.replace(laid.first) != Some(laid.first) {
                    ours.extend(told_by(&self.page.entities[laid.first as usize..][..laid.keys as usize]));
                }
            }
        };
        self.both(entities, |key| key.feature, found);
        if ours.is_empty() { 0.0 } else { told(&mut ours).min(told(&mut theirs)) }
    }
}

/// Where the mark of a feature is: told by its first bits, for its last ones choose its slot.
const fn mark(feature: Short) -> usize {
    (feature.bits() >> (u32::BITS - MARKS.ilog2())) as usize
}
