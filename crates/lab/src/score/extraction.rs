//! How right extracted text is: by groups of four words on pages, by lines where a text came as lines.

use std::collections::BTreeMap;
use std::fmt;

/// Precision and recall of four words in a row, each a mean over the pages: the measure of the article extraction benchmark.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pages {
    precision: (f64, usize),
    recall: (f64, usize),
}

impl Pages {
    pub(crate) fn add(&mut self, gold: &str, told: &str) {
        let (gold, told) = (grams(gold), grams(told));
        let hits: usize = told.iter().map(|(gram, n)| (*n).min(gold.get(gram).copied().unwrap_or(0))).sum();
        let [all_gold, all_told] = [&gold, &told].map(|grams| grams.values().sum::<usize>());
        let mut put = |of: usize, other: usize, mean: fn(&mut Self) -> &mut (f64, usize)| {
            if of > 0 || other == 0 {
                let (sum, count) = mean(self);
                *sum += if of > 0 { hits as f64 / of as f64 } else { 1.0 };
                *count += 1;
            }
        };
        put(all_told, all_gold, |pages| &mut pages.precision);
        put(all_gold, all_told, |pages| &mut pages.recall);
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [p, r] = [self.precision, self.recall].map(|(sum, count)| sum / count.max(1) as f64);
        write!(f, "{} pages: P {p:.3} R {r:.3} F1 {:.4}", self.recall.1, 2.0 * p * r / (p + r).max(1e-9))
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
pub(crate) struct Lines {
    /// Right, told, in the gold.
    lines: [usize; 3],
    characters: [usize; 3],
}

impl Lines {
    pub(crate) fn add(&mut self, gold: bool, told: bool, size: usize) {
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
}
