//! How right extracted text is: by groups of four words on pages, by lines where a text came as lines.

use std::collections::BTreeMap;
use std::fmt;

use sayso_news::{Article, BlockKind};

/// The running text of an article, headings among it: what its page's body is compared with.
pub fn body(article: &Article) -> String {
    let text = article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Body | BlockKind::Heading));
    text.map(|block| block.span.slice(&article.text)).collect::<Vec<_>>().join("\n")
}

/// How many groups of four words of one page are told, are right, and are both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    hits: usize,
    told: usize,
    gold: usize,
}

impl Overlap {
    /// Compares what is told with what is right.
    pub fn of(gold: &str, told: &str) -> Self {
        let (gold, told) = (grams(gold), grams(told));
        let hits = told.iter().map(|(gram, n)| (*n).min(gold.get(gram).copied().unwrap_or(0))).sum();
        let [gold, told] = [&gold, &told].map(|grams| grams.values().sum());
        Self { hits, told, gold }
    }

    /// The share of what is told that is right; `None` where nothing is told and something is right.
    pub fn precision(self) -> Option<f64> {
        share(self.hits, self.told, self.gold)
    }

    /// The share of what is right that is told; `None` where nothing is right and something is told.
    pub fn recall(self) -> Option<f64> {
        share(self.hits, self.gold, self.told)
    }

    /// Both together, for this page alone.
    pub fn f1(self) -> f64 {
        let all = self.told + self.gold;
        if all == 0 { 1.0 } else { 2.0 * self.hits as f64 / all as f64 }
    }
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F1 {:.3}, {} told, {} in the truth, {} both", self.f1(), self.told, self.gold, self.hits)
    }
}

fn share(hits: usize, of: usize, other: usize) -> Option<f64> {
    match (of, other) {
        (0, 0) => Some(1.0),
        (0, _) => None,
        _ => Some(hits as f64 / of as f64),
    }
}

/// Precision and recall of four words in a row, each a mean over the pages: the measure of the article extraction benchmark.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pages {
    precision: Mean,
    recall: Mean,
}

#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: Option<f64>) {
        self.sum += value.unwrap_or(0.0);
        self.count += usize::from(value.is_some());
    }

    fn get(self) -> f64 {
        self.sum / self.count.max(1) as f64
    }
}

impl Pages {
    /// Adds a page by its texts.
    pub fn add(&mut self, gold: &str, told: &str) {
        self.put(Overlap::of(gold, told));
    }

    /// Adds a page that is compared already.
    pub fn put(&mut self, page: Overlap) {
        self.precision.add(page.precision());
        self.recall.add(page.recall());
    }

    /// The mean precision.
    pub fn precision(&self) -> f64 {
        self.precision.get()
    }

    /// The mean recall.
    pub fn recall(&self) -> f64 {
        self.recall.get()
    }

    /// The harmonic mean of the two means.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        2.0 * p * r / (p + r).max(1e-9)
    }
}

impl FromIterator<Overlap> for Pages {
    fn from_iter<I: IntoIterator<Item = Overlap>>(pages: I) -> Self {
        let mut all = Self::default();
        pages.into_iter().for_each(|page| all.put(page));
        all
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (p, r) = (self.precision(), self.recall());
        write!(f, "{} pages: P {p:.3} R {r:.3} F1 {:.4}", self.recall.count, self.f1())
    }
}

fn grams(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let pieces = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let words: Vec<&str> = pieces.collect();
    let mut grams = BTreeMap::new();
    let short = (1..4).contains(&words.len()).then_some(&words[..]);
    for gram in words.windows(4).chain(short) {
        *grams.entry(gram.to_vec()).or_default() += 1;
    }
    grams
}

/// Lines that are body, and the same weighed by their characters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lines {
    /// Right, told, in the gold.
    lines: [usize; 3],
    characters: [usize; 3],
}

impl Lines {
    /// Adds a line of so many characters.
    pub fn add(&mut self, gold: bool, told: bool, size: usize) {
        for (n, holds) in [gold && told, told, gold].into_iter().enumerate() {
            self.lines[n] += usize::from(holds);
            self.characters[n] += if holds { size } else { 0 };
        }
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f1 = |[right, told, gold]: [usize; 3]| 2.0 * right as f64 / (told + gold).max(1) as f64;
        write!(f, "lines F1 {:.4}, characters F1 {:.4}", f1(self.lines), f1(self.characters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_words_is_half_of_the_recall() {
        let mut pages = Pages::default();
        pages.add("one two three four five", "one two three four");
        assert_eq!(pages.to_string(), "1 pages: P 1.000 R 0.500 F1 0.6667");
        let mut lines = Lines::default();
        lines.add(true, true, 30);
        lines.add(false, true, 10);
        assert_eq!(lines.to_string(), "lines F1 0.6667, characters F1 0.8571");
    }

    #[test]
    fn nothing_told_is_no_precision_and_nothing_to_tell_is_right() {
        let nothing = Overlap::of("one two three four", "");
        assert_eq!((nothing.precision(), nothing.recall(), nothing.f1()), (None, Some(0.0), 0.0));
        let right = Overlap::of("", " - ");
        assert_eq!((right.precision(), right.recall(), right.f1()), (Some(1.0), Some(1.0), 1.0));
    }
}
