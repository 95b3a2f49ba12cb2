//! What a page is about, as weighted words and names.

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_news::{Entity, MentionKind};
use sayso_text::Span;

use crate::cast::Words;
use crate::day::Day;
use crate::focus::{Focus, Named};
use crate::frequencies::Frequencies;
use crate::hash;
use crate::names::{self, Key};
use crate::page::{self, Page, Part};
use crate::prior::Prior;
use crate::sound;
use crate::spread::{self, Spread};
use crate::stem::stem;
use crate::tongue::Tongue;
use crate::vector::{Feature, Vector};

/// Words of a text that are counted; what a page says later says little about what it is about.
const COUNTED: usize = 3000;

/// Raw counts of one page.
#[derive(Debug, Default)]
struct Counts {
    words: FxHashMap<Feature, Count>,
    names: FxHashMap<Feature, Count>,
    title: FxHashMap<Feature, Count>,
    headline: FxHashMap<Feature, Count>,
    figures: FxHashMap<Feature, Count>,
    days: FxHashMap<Feature, Count>,
    sounds: FxHashMap<Feature, Count>,
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
    /// The words of its headline alone.
    pub(crate) headline: Vector,
    /// The figures that it gives, years left out.
    pub(crate) figures: Vector,
    /// The days that it names.
    pub(crate) days: Vector,
    /// The sounds of its names, each with how much sharing it tells, scaled to the lengths of the other vectors.
    pub(crate) sounds: Vector,
    /// What it is written in.
    pub(crate) tongue: Tongue,
    /// Whom and where it is about most.
    pub(crate) focus: Focus,
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
        let Draft { counts, keys, named, tongue } = draft;
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
            headline: vector(&counts.headline),
            figures: vector(&counts.figures),
            days: vector(&counts.days),
            sounds: Vector::of(
                counts.sounds.iter().map(|(f, c)| (*f, frequencies.idf(*f, c.prior) / SOUNDS)).collect(),
            ),
            tongue: *tongue,
            focus: named.weighed(frequencies),
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
    named: Named,
    tongue: Tongue,
}

impl Draft {
    pub(crate) fn of(page: &Page, prior: &Prior, words: &Words) -> Self {
        let counts = Counts::of(page, prior, words);
        let named = Named::of(page, prior, |word| counts.headline.contains_key(&word));
        Self { counts, keys: names::keys(page, prior, words), named, tongue: Tongue::of(page) }
    }

    /// Everything that is counted over pages, each once.
    pub(crate) fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        let keys = self.keys.chunk_by(|a, b| a.feature == b.feature).map(|list| list[0].feature);
        let Counts { words, names, figures, days, sounds, .. } = &self.counts;
        let marks = figures.keys().chain(days.keys()).chain(sounds.keys());
        words.keys().chain(names.keys()).chain(marks).copied().chain(keys)
    }
}

/// How much entities tell, each by its most telling key.
pub(crate) fn told(keys: impl Iterator<Item = Telling>) -> f32 {
    let mut best: Vec<(u64, f32)> = keys.map(|key| (key.group, key.weight)).collect();
    best.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    best.dedup_by_key(|(group, _)| *group);
    best.into_iter().map(|(_, weight)| weight).sum()
}

impl Counts {
    fn of(page: &Page, prior: &Prior, words: &Words) -> Self {
        let mut counts = Self::default();
        counts.add_words(page, prior, words);
        counts.add_names(page, prior, words);
        counts.add_days(&page.days);
        counts.add_sounds(page);
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
                self.add_figure(word.slice(text));
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
        if part == Part::Title {
            add(&mut self.headline);
        }
    }

    /// The figures of a text. Years are none: they stand in every background; nor are long numbers, which are names.
    fn add_figure(&mut self, word: &str) {
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        if year || word.len() > LONGEST_FIGURE || !word.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        let count = self.figures.entry(hash::chain(FIGURE, hash::of(word))).or_default();
        count.weight = 1.0;
        count.prior = Prior::FIGURES[word.len().min(Prior::FIGURES.len()) - 1];
    }

    /// The sounds of the page's names; of all its words where the script has no capitals to tell names by.
    fn add_sounds(&mut self, page: &Page) {
        let mut add = |words: &str| {
            let whole = Span::whole(words).unwrap_or_default();
            for sound in page::split(words, whole).filter_map(|word| sound::of(word.slice(words))) {
                self.sounds.insert(sound, Count { weight: 1.0, prior: Prior::SOUND });
            }
        };
        for entity in page.reading.entities.iter().filter(|entity| entity.named) {
            add(&entity.name);
        }
        let text = &page.article.text;
        for (span, _) in &page.content {
            let words = span.slice(text);
            if !words.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
                let end = words.char_indices().nth(CAPITALLESS).map_or(words.len(), |(end, _)| end);
                add(&words[..end]);
            }
        }
    }

    fn add_days(&mut self, days: &[Day]) {
        for day in days {
            let count = Count { weight: 1.0, prior: Prior::DAY };
            self.days.insert(hash::chain(DAY, hash::mix(day.number())), count);
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
    let feature = |key: &str| of_name(hash::of(key));
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

/// The feature of a word within a name.
pub(crate) const fn of_name(word: Feature) -> Feature {
    hash::chain(NAME, word)
}

/// What sounds tell is brought to the size of the other vectors' weights by this.
pub(crate) const SOUNDS: f32 = 30.0;

/// Characters of a paragraph without capitals of which all words are heard.
const CAPITALLESS: usize = 2000;

/// Digits of the longest figure that counts.
const LONGEST_FIGURE: usize = 5;

/// Keep the features of names, figures and days apart from those of words.
const NAME: u64 = 0x006E_616D_6573;
const FIGURE: u64 = 0x6669_6775_7265;
const DAY: u64 = 0x0064_6179;
