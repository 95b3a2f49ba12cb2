//! What a page is about, as weighted words and names.

use rustc_hash::FxHashMap;
use sayso_news::MentionKind;

use crate::hash;
use crate::page::{self, Page, Part};
use crate::prior::Prior;
use crate::stem::stem;
use crate::vector::{Feature, Vector};

/// Words of a text that are counted; what a page says later says little about what it is about.
const COUNTED: usize = 3000;

/// Raw counts of one page.
#[derive(Debug, Default)]
struct Counts {
    words: FxHashMap<Feature, Count>,
    names: FxHashMap<Feature, Count>,
    title: FxHashMap<Feature, Count>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    weight: f32,
    /// How common the feature is in news at large, as a share of articles.
    prior: f32,
}

/// What a page is about.
#[derive(Debug)]
pub(crate) struct Features {
    /// Its words, names among them.
    pub(crate) words: Vector,
    /// Its names: whole, and word by word.
    pub(crate) names: Vector,
    /// The words of its headline and first paragraphs.
    pub(crate) title: Vector,
}

const fn weight_of(part: Part) -> f32 {
    match part {
        Part::Title => 2.0,
        Part::Lead => 1.5,
        Part::Body => 1.0,
        Part::Embed => 0.5,
    }
}

impl Features {
    /// The features of all pages; how much a feature tells depends on how many of them have it, and on how common it
    /// is in news at large, so that two pages can be told apart as well as two thousand.
    pub(crate) fn of(pages: &[Page], prior: &Prior) -> Vec<Self> {
        let counts: Vec<Counts> = pages.iter().map(|page| Counts::of(page, prior)).collect();
        let mut have: FxHashMap<Feature, u32> = FxHashMap::default();
        for count in &counts {
            for feature in count.words.keys().chain(count.names.keys()) {
                *have.entry(*feature).or_default() += 1;
            }
        }
        let telling = |feature: Feature, count: Count| {
            let n = have.get(&feature).copied().unwrap_or(0) as f32;
            let share = (PRIOR_PAGES * count.prior + n) / (PRIOR_PAGES + pages.len() as f32);
            let idf = -libm::logf(share.min(1.0));
            (1.0 + libm::logf(count.weight.max(1.0))) * idf
        };
        let vector = |counts: &FxHashMap<Feature, Count>| {
            Vector::unit(counts.iter().map(|(f, c)| (*f, telling(*f, *c))).collect())
        };
        counts
            .iter()
            .map(|count| Self {
                words: vector(&count.words),
                names: vector(&count.names),
                title: vector(&count.title),
            })
            .collect()
    }
}

/// How many pages' worth of evidence the prior is.
const PRIOR_PAGES: f32 = 300.0;

impl Counts {
    fn of(page: &Page, prior: &Prior) -> Self {
        let mut counts = Self::default();
        counts.add_words(page, prior);
        counts.add_names(page, prior);
        counts
    }

    fn add_words(&mut self, page: &Page, prior: &Prior) {
        let text = &page.article.text;
        let mut left = COUNTED;
        let mut titled = false;
        for (span, part) in &page.content {
            titled |= *part == Part::Title;
            for word in page::split(text, *span).take(left) {
                left -= 1;
                self.add_word(word.slice(text), *part, prior);
            }
        }
        if let (false, Some(title)) = (titled, &page.article.title) {
            let whole = sayso_text::Span::whole(title).unwrap_or_default();
            for word in page::split(title, whole).take(100) {
                self.add_word(word.slice(title), Part::Title, prior);
            }
        }
    }

    fn add_word(&mut self, word: &str, part: Part, prior: &Prior) {
        let stem = stem(word);
        if stem.len() < 2 {
            return;
        }
        let feature = hash::of(&stem);
        for concept in prior.concepts(feature) {
            let count = self.words.entry(*concept).or_default();
            count.weight += weight_of(part) * CONCEPT;
            count.prior = Prior::EVENT;
        }
        let Some(share) = prior.word(feature) else { return };
        let add = |counts: &mut FxHashMap<Feature, Count>| {
            let count = counts.entry(feature).or_default();
            count.weight += weight_of(part);
            count.prior = share;
        };
        add(&mut self.words);
        if matches!(part, Part::Title | Part::Lead) {
            add(&mut self.title);
        }
    }

    fn add_names(&mut self, page: &Page, prior: &Prior) {
        let by_id: FxHashMap<_, _> = page.reading.entities.iter().map(|e| (e.id, e)).collect();
        for mention in &page.reading.mentions {
            let Some(part) = page.part_of(mention.span) else { continue };
            let Some(entity) = by_id.get(&mention.entity).filter(|e| e.named) else { continue };
            if mention.kind == MentionKind::Pronoun {
                continue;
            }
            let weight = weight_of(part);
            let mut add = |key: &str, prior: f32| {
                let count = self.names.entry(hash::chain(NAME, hash::of(key))).or_default();
                count.weight += weight;
                count.prior = prior;
            };
            if let (MentionKind::Demonym, Some(state)) = (mention.kind, &entity.state) {
                add(state, Prior::STATE);
                continue;
            }
            let name = entity.name.to_lowercase();
            let whole = sayso_text::Span::whole(&name).unwrap_or_default();
            let mut parts = 0;
            for word in page::split(&name, whole) {
                let word = stem(word.slice(&name));
                if let Some(share) = prior.name(hash::of(&word)) {
                    add(&word, share);
                    parts += 1;
                }
            }
            if parts > 1 {
                add(&name, Prior::FULL_NAME);
            }
        }
    }
}

/// What a kind of event counts beside the word that speaks of it.
const CONCEPT: f32 = 0.5;

/// Keeps the features of names apart from those of words.
const NAME: u64 = 0x006E_616D_6573;
