//! What a page is about, as weighted words and names.

use rustc_hash::FxHashMap;
use sayso_text::Span;

use crate::cast::Words;
use crate::focus::{Focus, Named};
use crate::frequencies::Frequencies;
use crate::hash;
use crate::names::{self, Key, Standing};
use crate::page::{self, Page, Part};
use crate::prior::Prior;
use crate::sound;
use crate::stem::{stem, stem_into};
use crate::tongue::Tongue;
use crate::vector::{self, Feature, Short};
use sayso_news::spread::{self, Spread};

/// Words of a text that are counted; what a page says later says little about what it is about.
const COUNTED: usize = 3000;

/// Raw counts of one page.
#[derive(Debug, Default)]
struct Counts {
    words: FxHashMap<Feature, Word>,
    names: FxHashMap<Feature, Count>,
    /// Each once, with how common it is.
    figures: Vec<(Feature, f32)>,
    days: Vec<Feature>,
    sounds: Vec<Feature>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    weight: f32,
    /// How common the feature is in news at large, as a share of articles.
    prior: f32,
}

/// The counts of a word: everywhere, in the headline and first paragraphs, and in the headline alone.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    all: Count,
    title: f32,
    headline: f32,
}

/// What a page is about.
#[derive(Debug)]
pub(crate) struct Features {
    /// Vectors one behind the other, so that a page that is compared is fetched at one go.
    parts: Box<[(Short, f32)]>,
    ends: [u32; View::ALL.len()],
    /// What it is written in.
    pub(crate) tongue: Tongue,
    /// Whom and where it is about most.
    pub(crate) focus: Focus,
    /// How much all that it names tells.
    pub(crate) named: f32,
    /// Its named entities, by key, with how much sharing them tells.
    pub(crate) entities: Box<[Telling]>,
}

/// One way of looking at a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Its words, names among them.
    Words,
    /// Its names: whole, and word by word.
    Names,
    /// The words of its headline and first paragraphs.
    Title,
    /// The words of its headline alone.
    Headline,
    /// The figures that it gives, years left out.
    Figures,
    /// The days that it names.
    Days,
    /// The sounds of its names, each with how much sharing it tells, scaled to the lengths of the other vectors.
    Sounds,
}

impl View {
    const ALL: [Self; 7] =
        [Self::Words, Self::Names, Self::Title, Self::Headline, Self::Figures, Self::Days, Self::Sounds];
}

/// A key of an entity, and how much sharing it tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling {
    pub(crate) feature: Short,
    pub(crate) group: u32,
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
        // A feature that is there, though it counts less than one, counts as one.
        let loud = |weight: f32| if weight > 1.0 { 1.0 + libm::logf(weight) } else { 1.0 };
        let idf = |(feature, word): (&Feature, &Word)| frequencies.idf(*feature, word.all.prior);
        let words: Vec<(Feature, Word, f32)> =
            counts.words.iter().map(|part| (*part.0, *part.1, idf(part))).collect();
        let of = |weight: fn(&Word) -> f32| {
            let told = words.iter().map(move |(feature, word, idf)| (*feature, weight(word), *idf));
            told.filter(|(_, weight, _)| *weight > 0.0)
                .map(|(feature, weight, idf)| (feature, loud(weight) * idf))
        };
        let idf = |feature: Feature, prior: f32| (feature, frequencies.idf(feature, prior));
        let names = counts.names.iter();
        let names = names.map(|(f, count)| (*f, loud(count.weight) * frequencies.idf(*f, count.prior)));
        let sounds = counts.sounds.iter().map(|f| (*f, frequencies.idf(*f, Prior::SOUND) / SOUNDS));
        let views = [
            vector::unit(of(|word| word.all.weight)),
            vector::unit(names),
            vector::unit(of(|word| word.title)),
            vector::unit(of(|word| word.headline)),
            vector::unit(counts.figures.iter().map(|(f, prior)| idf(*f, *prior))),
            vector::unit(counts.days.iter().map(|f| idf(*f, Prior::DAY))),
            vector::sorted(sounds),
        ];
        let mut end = 0;
        let ends = views.each_ref().map(|view| {
            end += view.len() as u32;
            end
        });
        let tell = |key: &Key| Telling {
            feature: Short::of(key.feature),
            group: key.group,
            weight: key.weight * frequencies.idf(key.feature, key.prior),
        };
        let entities: Box<[Telling]> = keys.iter().map(tell).collect();
        Self {
            parts: views.concat().into_boxed_slice(),
            ends,
            tongue: *tongue,
            focus: named.weighed(frequencies),
            named: told(&mut told_by(&entities)),
            entities,
        }
    }

    /// The vector of a view.
    pub(crate) fn view(&self, view: View) -> &[(Short, f32)] {
        let start = (view as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.parts[start as usize..self.ends[view as usize] as usize]
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
        let standings = names::standings(page, words);
        let counts = Counts::of(page, &standings, prior);
        let in_headline = |word| counts.words.get(&word).is_some_and(|word: &Word| word.headline > 0.0);
        let named = Named::of(page, prior, in_headline);
        let keys = names::keys(page, &standings, prior, words);
        Self { counts, keys, named, tongue: Tongue::of(page) }
    }

    /// Everything that is counted over pages, each once.
    pub(crate) fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        let keys = self.keys.chunk_by(|a, b| a.feature == b.feature).map(|list| list[0].feature);
        let Counts { words, names, figures, days, sounds } = &self.counts;
        let marks = figures.iter().map(|(figure, _)| figure).chain(days).chain(sounds);
        words.keys().chain(names.keys()).chain(marks).copied().chain(keys)
    }
}

/// Keys by what they are keys of.
pub(crate) fn told_by(keys: &[Telling]) -> Vec<(u32, f32)> {
    keys.iter().map(|key| (key.group, key.weight)).collect()
}

/// How much entities tell, each by its most telling key.
pub(crate) fn told(best: &mut Vec<(u32, f32)>) -> f32 {
    best.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    best.dedup_by_key(|(group, _)| *group);
    best.iter().map(|(_, weight)| weight).sum()
}

impl Counts {
    fn of(page: &Page, standings: &[Option<Standing>], prior: &Prior) -> Self {
        let mut counts = Self::default();
        counts.add_words(page, standings, prior);
        counts.add_names(page, standings, prior);
        counts.days.extend(page.days.iter().map(|day| hash::chain(DAY, hash::mix(day.number()))));
        counts.add_sounds(page);
        for list in [&mut counts.days, &mut counts.sounds] {
            list.sort_unstable();
            list.dedup();
        }
        counts.figures.sort_unstable_by_key(|(figure, _)| *figure);
        counts.figures.dedup_by_key(|(figure, _)| *figure);
        counts
    }

    fn add_words(&mut self, page: &Page, standings: &[Option<Standing>], prior: &Prior) {
        let text = &page.article.text;
        let mut left = COUNTED;
        let mut titled = false;
        let mut stem = String::new();
        // Every other word or so is a new one that counts.
        self.words.reserve((text.len() / 12).min(COUNTED / 2));
        let mut official = official(page, standings).peekable();
        for (span, part) in &page.content {
            titled |= *part == Part::Title;
            for word in page::split(text, *span).take(left) {
                left -= 1;
                while official.next_if(|name| name.end() <= word.start()).is_some() {}
                if official.peek().is_some_and(|name| name.contains(word)) {
                    continue;
                }
                self.add_figure(word.slice(text));
                self.add_word(word.slice(text), *part, prior, &mut stem);
            }
        }
        if let (false, Some(title)) = (titled, &page.article.title) {
            let whole = Span::whole(title).unwrap_or_default();
            for word in page::split(title, whole).take(100) {
                self.add_word(word.slice(title), Part::Title, prior, &mut stem);
            }
        }
    }

    fn add_word(&mut self, word: &str, part: Part, prior: &Prior, stem: &mut String) {
        stem_into(word, stem);
        if stem.len() < 2 {
            return;
        }
        let feature = hash::of(stem);
        let (share, concepts) = prior.word(feature);
        for concept in concepts {
            let count = &mut self.words.entry(*concept).or_default().all;
            count.weight += weight_of(part) * CONCEPT;
            count.prior = Prior::EVENT;
        }
        let Some(share) = share else { return };
        let count = self.words.entry(feature).or_default();
        count.all.weight += weight_of(part);
        count.all.prior = share;
        if matches!(part, Part::Title | Part::Lead) {
            count.title += weight_of(part);
        }
        if part == Part::Title {
            count.headline += weight_of(part);
        }
    }

    /// The figures of a text. Years are none: they stand in every background; nor are long numbers, which are names.
    fn add_figure(&mut self, word: &str) {
        if word.len() > LONGEST_FIGURE || !word.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        if !year {
            let share = Prior::FIGURES[word.len().min(Prior::FIGURES.len()) - 1];
            self.figures.push((hash::chain(FIGURE, hash::of(word)), share));
        }
    }

    /// The sounds of the page's names; of all its words where the script has no capitals to tell names by.
    fn add_sounds(&mut self, page: &Page) {
        let mut add = |words: &str| {
            let whole = Span::whole(words).unwrap_or_default();
            self.sounds.extend(page::split(words, whole).filter_map(|word| sound::of(word.slice(words))));
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

    fn add_names(&mut self, page: &Page, standings: &[Option<Standing>], prior: &Prior) {
        let mut parts: Vec<Option<Vec<(Feature, f32)>>> = vec![None; standings.len()];
        for (entity, part) in page.spoken_of() {
            let Some(standing) = &standings[entity] else { continue };
            let name = &page.reading.entities[entity].name;
            for (feature, share) in parts[entity].get_or_insert_with(|| name_parts(name, standing, prior)) {
                let count = self.names.entry(*feature).or_default();
                count.weight += weight_of(part);
                count.prior = *share;
            }
        }
    }
}

/// Where states, their seats, heads and bodies are named: in every story of that state, so as words they tell nothing.
fn official<'p>(page: &'p Page, standings: &'p [Option<Standing>]) -> impl Iterator<Item = Span> + 'p {
    let official = |entity: u32| standings[entity as usize].is_some_and(|standing| standing.official);
    let mentions = page.reading.mentions.iter().zip(&page.entities);
    mentions.filter(move |(_, entity)| entity.is_some_and(official)).map(|(mention, _)| mention.span)
}

/// A name's features: each of its words, and the whole.
fn name_parts(name: &str, standing: &Standing, prior: &Prior) -> Vec<(Feature, f32)> {
    let name = name.to_lowercase();
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
