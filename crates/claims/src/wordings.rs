//! What a trained comparer makes of the wordings of a story's statements: which are alike, and what two of them are to each other.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHasher};
use sayso_infer::{Comparer, Verdict, Word, Wording};
use sayso_news::Model;
use sayso_news::spread::{self, Spread};

use crate::gist::Gist;
use crate::material::{Material, NONE};
use crate::statements::Statement;

const WEIGHTS: &[u8] = include_bytes!("../../../models/wordings-v1/weights.safetensors");

/// Words of a statement that are read.
const WORDS: usize = 64;
/// Words before it, which tell what it speaks of.
const BEFORE: usize = 32;
/// Statements of a story in which only short wordings are read in their place, and neighbours are not compared for that alone.
const LARGE: usize = 256;
/// Words of a statement that mean the same wherever they stand.
const PLAIN: usize = 6;
/// Wordings that are read; of a story with more the first ones, which are those of its main reports.
const MOST: usize = 512;
/// Wordings, those most like it, that each one is compared with at the least.
const NEAREST: usize = 8;
/// The same at the most, where a story has few.
const FURTHEST: usize = 24;
/// So many comparisons a story may take before each wording keeps to its nearest.
const COMPARED: usize = 5 * MOST;
/// The next statements of its report that each one is compared with, whatever they are like.
const BESIDE: usize = 2;
/// How alike two must be to be compared.
const ALIKE: f32 = 0.2;
/// Wordings that are read, or compared, at one go: each go makes its own room to work in.
const PORTION: usize = 16;

/// The comparer that is compiled in; its card and recipe lie beside its weights. It was trained on English.
pub(crate) fn comparer() -> &'static Comparer {
    static PARSED: OnceLock<Comparer> = OnceLock::new();
    PARSED.get_or_init(|| Comparer::parse(WEIGHTS).expect("the weights in the tree are sound (tested)"))
}

/// Its name and hash, as accounts carry them.
pub(crate) fn model() -> Model {
    Model::new(comparer().name(), WEIGHTS)
}

/// The wordings of a story's statements, read and compared; empty where no comparer reads.
#[derive(Debug, Default)]
pub(crate) struct Wordings {
    /// The wording of each statement, or [`NONE`].
    of: Vec<u32>,
    /// How alike each two wordings are, row by row.
    likeness: Vec<f32>,
    count: usize,
    verdicts: FxHashMap<(u32, u32), Verdict>,
}

/// What is known of two wordings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heard {
    /// How alike they are, −1 to 1.
    pub(crate) likeness: f32,
    /// What they are to each other, where they were alike enough to be read together.
    pub(crate) verdict: Option<Verdict>,
}

impl Wordings {
    /// Reads the wordings of English statements, each once, and compares each with those that are most like it.
    pub(crate) fn read(
        comparer: &Comparer,
        material: &Material<'_>,
        statements: &[Statement],
        gists: &[Gist],
        spread: &dyn Spread,
    ) -> Self {
        let mut known: BTreeMap<(u64, Option<u64>), u32> = BTreeMap::new();
        let mut told: Vec<[Vec<Word<'_>>; 2]> = Vec::new();
        let mut of = vec![NONE; statements.len()];
        for (i, (statement, gist)) in statements.iter().zip(gists).enumerate() {
            let sheet = &material.sheets[statement.sheet as usize];
            if gist.hollow || sheet.article.language.as_deref().is_some_and(|l| l != "en") {
                continue;
            }
            let tokens = sheet.tokens_in(statement.span);
            let words = |tokens: Range<usize>| -> Vec<Word<'_>> {
                tokens.map(|at| Word { text: sheet.word(at), flags: 0 }).collect()
            };
            let own = words(tokens.start..tokens.end.min(tokens.start + WORDS));
            let reach = if statements.len() > LARGE && own.len() >= PLAIN { 0 } else { BEFORE };
            let before = words(tokens.start.saturating_sub(reach)..tokens.start);
            let place = (own.len() < PLAIN).then(|| hashed(&before));
            of[i] = match known.get(&(gist.words, place)) {
                Some(wording) => *wording,
                None if told.len() == MOST => NONE,
                None => {
                    told.push([before, own]);
                    known.insert((gist.words, place), told.len() as u32 - 1);
                    told.len() as u32 - 1
                }
            };
        }
        let count = told.len();
        let read: Vec<Wording> = spread::portions(spread, count, PORTION, |numbers| {
            let mut work = comparer.begin();
            numbers.map(|n| work.read(&told[n][0], &told[n][1])).collect()
        });
        let likeness: Vec<f32> = read.iter().flat_map(|a| read.iter().map(|b| a.likeness(b))).collect();
        // Where there are few, what stands beside something in one report may answer it in quite other words.
        let few = statements.len() <= LARGE;
        let mut pairs = nearest(&likeness, count);
        if few {
            pairs.extend(beside(statements, &of));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let verdicts = spread::portions(spread, pairs.len(), PORTION, |numbers| {
            let mut work = comparer.begin();
            let mut verdict = |(a, b): (u32, u32)| {
                let (x, y) = (&read[a as usize], &read[b as usize]);
                let verdict = work.compare(x, y);
                // Which of the two comes first says nothing of them: where there is time they are read both ways.
                if few { verdict.mean(&work.compare(y, x)) } else { verdict }
            };
            numbers.map(|n| (pairs[n], verdict(pairs[n]))).collect()
        });
        Self { of, likeness, count, verdicts: verdicts.into_iter().collect() }
    }

    /// What is known of the wordings of two statements.
    pub(crate) fn between(&self, a: usize, b: usize) -> Option<Heard> {
        let (x, y) = (*self.of.get(a)?, *self.of.get(b)?);
        if x == NONE || y == NONE {
            return None;
        }
        if x == y {
            let same = Verdict { same: 1.0, ..Verdict::default() };
            return Some(Heard { likeness: 1.0, verdict: Some(same) });
        }
        let likeness = self.likeness[x as usize * self.count + y as usize];
        Some(Heard { likeness, verdict: self.verdicts.get(&(x.min(y), x.max(y))).copied() })
    }
}

/// Each of so many wordings with those most like it, by place; `likeness` has a row for each.
fn nearest(likeness: &[f32], count: usize) -> Vec<(u32, u32)> {
    let most = (COMPARED / count.max(1)).clamp(NEAREST, FURTHEST);
    let mut pairs = Vec::new();
    for (a, row) in likeness.chunks_exact(count.max(1)).enumerate() {
        let mut near: Vec<(f32, usize)> = row
            .iter()
            .enumerate()
            .filter(|(b, alike)| *b != a && **alike >= ALIKE)
            .map(|(b, alike)| (*alike, b))
            .collect();
        near.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        pairs.extend(near.iter().take(most).map(|(_, b)| (a.min(*b) as u32, a.max(*b) as u32)));
    }
    pairs
}

/// Each two wordings, by their places in `of`, that stand beside each other in one report.
fn beside<'a>(statements: &'a [Statement], of: &'a [u32]) -> impl Iterator<Item = (u32, u32)> + 'a {
    let next = |i: usize| i + 1..statements.len().min(i + 1 + BESIDE);
    (0..statements.len())
        .flat_map(move |i| next(i).map(move |j| (i, j)))
        .filter(|(i, j)| statements[*i].sheet == statements[*j].sheet)
        .map(|(i, j)| (of[i].min(of[j]), of[i].max(of[j])))
        .filter(|(x, y)| *y != NONE && x != y)
}

/// Words as one number.
fn hashed(words: &[Word<'_>]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        word.text.hash(&mut hasher);
    }
    hasher.finish()
}

/// A probability as odds, −1 to 1: nought where it is a half.
pub(crate) fn odds(likely: f32) -> f32 {
    let likely = likely.clamp(0.0025, 0.9975);
    libm::logf(likely / (1.0 - likely)) / 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comparer_of_the_build_is_sound_and_tells_a_denial() {
        assert_eq!(comparer().name(), "wordings-v1");
        let mut work = comparer().begin();
        let mut read = |text: &'static str| {
            work.read(&[], &text.split(' ').map(|text| Word { text, flags: 0 }).collect::<Vec<_>>())
        };
        let (one, other) = (read("The bridge was blown up"), read("The bridge was not blown up"));
        let verdict = work.compare(&one, &other);
        assert!(verdict.turned + verdict.excludes > verdict.same, "{verdict:?}");
    }

    #[test]
    fn odds_are_nought_at_a_half_and_bounded() {
        assert!(odds(0.5).abs() < 1e-6);
        assert!((0.99..=1.0).contains(&odds(1.0)) && (-1.0..=-0.99).contains(&odds(0.0)));
    }
}
