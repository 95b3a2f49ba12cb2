//! What a page is about, as weighted words and names.

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_news::{Entity, MentionKind};
use sayso_text::Span;

use crate::cast::Words;
use crate::frequencies::Frequencies;
use crate::hash;
use crate::names::{self, Key};
use crate::page::{self, Page, Part};
use crate::prior::Prior;
use crate::spread::{self, Spread};
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
    /// How much all that it names tells.
    pub(crate) named: f32,
    /// Its named entities, by key, with how much sharing them tells.
    pub(crate) entities: Vec<Telling>,
}

/// A key of an entity, and how much sharing it tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling {
    pub(crate) feature: Feature,
    pub(crate) group: u64,
    pub(crate) weight: f32,
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
    pub(crate) fn of(pages: &[Page], prior: &Prior, words: &Words, spread: &dyn Spread) -> Vec<Self> {
        let drafts = spread::map(spread, pages.len(), |page| Draft::of(&pages[page], prior, words));
        let mut frequencies = Frequencies::default();
        for draft in &drafts {
            frequencies.add(draft.features());
        }
        spread::map(spread, drafts.len(), |page| Self::weighed(&drafts[page], &frequencies))
    }

    /// The features of one page among so many.
    pub(crate) fn weighed(draft: &Draft, frequencies: &Frequencies) -> Self {
        let Draft { counts, keys } = draft;
        let telling = |feature: Feature, count: Count| {
            (1.0 + libm::logf(count.weight.max(1.0))) * frequencies.idf(feature, count.prior)
        };
        let vector = |counts: &FxHashMap<Feature, Count>| {
            Vector::unit(counts.iter().map(|(f, c)| (*f, telling(*f, *c))).collect())
        };
        let tell = |key: &Key| Telling {
            feature: key.feature,
            group: key.group,
            weight: key.weight * frequencies.idf(key.feature, key.prior),
        };
        let entities: Vec<Telling> = keys.iter().map(tell).collect();
        Self {
            words: vector(&counts.words),
            names: vector(&counts.names),
            title: vector(&counts.title),
            named: told(entities.iter().copied()),
            entities,
        }
    }
}

/// What a page is about, before it is known how much that tells.
#[derive(Debug)]
pub(crate) struct Draft {
    counts: Counts,
    keys: Vec<Key>,
}

impl Draft {
    pub(crate) fn of(page: &Page, prior: &Prior, words: &Words) -> Self {
        Self { counts: Counts::of(page, prior, words), keys: names::keys(page, prior, words) }
    }

    /// Everything that is counted over pages, each once.
    pub(crate) fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        let keys = self.keys.chunk_by(|a, b| a.feature == b.feature).map(|list| list[0].feature);
        self.counts.words.keys().chain(self.counts.names.keys()).copied().chain(keys)
    }
}

/// How much entities tell, each by its most telling key.
fn told(keys: impl Iterator<Item = Telling>) -> f32 {
    let mut best: Vec<(u64, f32)> = keys.map(|key| (key.group, key.weight)).collect();
    best.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    best.dedup_by_key(|(group, _)| *group);
    best.into_iter().map(|(_, weight)| weight).sum()
}

impl Features {
    /// How much the entities that both pages name tell: the less of what they tell in either.
    pub(crate) fn shared(&self, other: &Self) -> f32 {
        let (mut rest, mut ours, mut theirs) = (other.entities.as_slice(), Vec::new(), Vec::new());
        for list in self.entities.chunk_by(|a, b| a.feature == b.feature) {
            let skip = rest.iter().take_while(|key| key.feature < list[0].feature).count();
            rest = &rest[skip..];
            let same = rest.iter().take_while(|key| key.feature == list[0].feature).count();
            if same > 0 {
                ours.extend_from_slice(list);
                theirs.extend_from_slice(&rest[..same]);
            }
        }
        told(ours.into_iter()).min(told(theirs.into_iter()))
    }
}

impl Counts {
    fn of(page: &Page, prior: &Prior, words: &Words) -> Self {
        let mut counts = Self::default();
        counts.add_words(page, prior, words);
        counts.add_names(page, prior, words);
        counts
    }

    fn add_words(&mut self, page: &Page, prior: &Prior, words: &Words) {
        let text = &page.article.text;
        let mut left = COUNTED;
        let mut titled = false;
        let official = official(page, words);
        let mut official = official.iter().peekable();
        for (span, part) in &page.content {
            titled |= *part == Part::Title;
            for word in page::split(text, *span).take(left) {
                left -= 1;
                while official.next_if(|name| name.end() <= word.start()).is_some() {}
                if official.peek().is_some_and(|name| name.contains(word)) {
                    continue;
                }
                self.add_word(word.slice(text), *part, prior);
            }
        }
        if let (false, Some(title)) = (titled, &page.article.title) {
            let whole = Span::whole(title).unwrap_or_default();
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

    fn add_names(&mut self, page: &Page, prior: &Prior, words: &Words) {
        let by_id: FxHashMap<_, _> = page.reading.entities.iter().map(|e| (e.id, e)).collect();
        let mut keys: FxHashMap<_, Vec<(Feature, f32)>> = FxHashMap::default();
        for mention in &page.reading.mentions {
            let Some(part) = page.part_of(mention.span) else { continue };
            let Some(entity) = by_id.get(&mention.entity).filter(|e| e.named) else { continue };
            if mention.kind == MentionKind::Pronoun {
                continue;
            }
            for (feature, share) in keys.entry(entity.id).or_insert_with(|| name_parts(entity, prior, words))
            {
                let count = self.names.entry(*feature).or_default();
                count.weight += weight_of(part);
                count.prior = *share;
            }
        }
    }
}

/// Where states, their seats, heads and bodies are named: in every story of that state, so as words they tell nothing.
fn official(page: &Page, words: &Words) -> Vec<Span> {
    let official: FxHashSet<_> = page
        .reading
        .entities
        .iter()
        .filter(|entity| entity.named && names::standing(entity, words).official)
        .map(|entity| entity.id)
        .collect();
    page.reading.mentions.iter().filter(|m| official.contains(&m.entity)).map(|m| m.span).collect()
}

/// A name's features: each of its words, and the whole.
fn name_parts(entity: &Entity, prior: &Prior, words: &Words) -> Vec<(Feature, f32)> {
    let standing = names::standing(entity, words);
    let name = entity.name.to_lowercase();
    let whole = Span::whole(&name).unwrap_or_default();
    let feature = |key: &str| hash::chain(NAME, hash::of(key));
    let mut parts: Vec<(Feature, f32)> = page::split(&name, whole)
        .filter_map(|word| {
            let word = stem(word.slice(&name));
            let share = prior.name(hash::of(&word))?;
            Some((feature(&word), if standing.official { share.max(standing.share) } else { share }))
        })
        .collect();
    if parts.len() > 1 {
        parts.push((feature(&name), standing.share));
    }
    parts
}

/// What a kind of event counts beside the word that speaks of it.
const CONCEPT: f32 = 0.5;

/// Keeps the features of names apart from those of words.
const NAME: u64 = 0x006E_616D_6573;
