//! A network that reads two wordings beside each other: do they say the same, exclude each other, or neither?

use crate::arithmetic::{gelu, softmax};
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::{DEEPEST, Level};
use crate::linear::Linear;
use crate::transformer::{Desk, Stack, Transformer};
use crate::word::Word;

/// The format that this file reads.
const FORMAT: &str = "sayso-comparer/1";
/// Verdicts: the same, the same turned round, the one or the other, neither.
const VERDICTS: usize = 4;
/// Most pieces of a wording, its two ends among them; what is beyond is not read.
const LONGEST: usize = 72;
/// The flag of words that stand before a wording.
const BEFORE: u32 = 1;

/// A trained comparer, ready to be run: an encoder reads each wording alone in its place, a few layers more read two together
/// (the form of Cao et al. 2020, `DeFormer`). It holds its weights once and can be shared.
#[derive(Debug)]
pub struct Comparer {
    name: String,
    width: usize,
    level: Level,
    encoder: Transformer,
    joint: Stack,
    /// Added to what is read second.
    second: Vec<f32>,
    vector: Linear,
    inner: Linear,
    out: Linear,
}

/// A wording that was read alone.
#[derive(Debug, Clone)]
pub struct Wording {
    pieces: Vec<f32>,
    vector: Vec<f32>,
}

impl Wording {
    /// How alike two wordings are by their vectors alone, −1 to 1: cheap, and enough to tell which are worth a comparison.
    pub fn likeness(&self, other: &Self) -> f32 {
        self.vector.iter().zip(&other.vector).map(|(x, y)| x * y).sum()
    }
}

/// What is likely of two wordings; each 0 to 1, and no more than 1 together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Verdict {
    /// They say the same.
    pub same: f32,
    /// One denies what the other says.
    pub turned: f32,
    /// They cannot both hold.
    pub excludes: f32,
}

impl Verdict {
    /// What two readings of one pair say together.
    #[must_use]
    pub fn mean(&self, other: &Self) -> Self {
        Self {
            same: f32::midpoint(self.same, other.same),
            turned: f32::midpoint(self.turned, other.turned),
            excludes: f32::midpoint(self.excludes, other.excludes),
        }
    }
}

impl Comparer {
    /// Reads a comparer from the bytes of a safetensors file of the format `sayso-comparer/1`; everything is checked here.
    ///
    /// # Errors
    /// Any bytes may be given; what is wrong with them is said with the name of the tensor or key ([`WeightsError`]).
    pub fn parse(bytes: &[u8]) -> Result<Self, WeightsError> {
        let file = Container::parse(bytes)?;
        file.expect_format(FORMAT)?;
        let (width, heads) = (file.number("width")?, file.number("heads")?);
        if !(1..=DEEPEST / 5).contains(&width) {
            return Err(WeightsError::key("width", format!("{width} is not between 1 and {}", DEEPEST / 5)));
        }
        let inner = file.rows("pair.inner.weight", 2)?;
        Ok(Self {
            name: file.metadata.get("name").cloned().unwrap_or_default(),
            width,
            level: Level::best(),
            encoder: Transformer::read(&file, width, file.number("layers")?, heads)?,
            joint: Stack::read(&file, "joint", width, file.number("joint")?, heads)?,
            second: file.f32("second", &[width])?,
            vector: Linear::read(&file, "vector", width, width, true)?,
            inner: Linear::read(&file, "pair.inner", inner, 5 * width, true)?,
            out: Linear::read(&file, "pair.out", VERDICTS, inner, true)?,
        })
    }

    /// Uses other instructions than the best that the processor has; the results are the same, bit for bit.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = level.or_best();
        self
    }

    /// The network's name, as its file has it; empty where it has none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Begins to compare.
    pub fn begin(&self) -> Comparing<'_> {
        Comparing { comparer: self, desk: Desk::default() }
    }
}

/// A comparer at work, with the space that it works in.
#[derive(Debug)]
pub struct Comparing<'c> {
    comparer: &'c Comparer,
    desk: Desk,
}

impl Comparing<'_> {
    /// Reads a wording alone, some seventy pieces of it at most, and as much of what stands before it in its text: that tells what
    /// "it" and "the figure" are, and is not itself compared. The words' flags are not heeded.
    pub fn read(&mut self, before: &[Word<'_>], words: &[Word<'_>]) -> Wording {
        let Comparer { width, level, encoder, vector, .. } = self.comparer;
        let (before, words) = (flagged(before, BEFORE), flagged(words, 0));
        let pieces = encoder.pieces(*level, (&before, &words), LONGEST, &mut self.desk);
        let mut vector = vector.apply(*level, &mean(&pieces, *width));
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            for x in &mut vector {
                *x /= length;
            }
        }
        Wording { pieces, vector }
    }

    /// Reads two wordings together. Which comes first makes little difference, but some.
    pub fn compare(&mut self, first: &Wording, second: &Wording) -> Verdict {
        let Comparer { width, level, joint, second: mark, inner, out, .. } = self.comparer;
        let inputs = &mut self.desk.inputs;
        inputs.clear();
        inputs.extend_from_slice(&first.pieces);
        for piece in second.pieces.chunks_exact(*width) {
            inputs.extend(piece.iter().zip(mark).map(|(x, m)| x + m));
        }
        joint.run(*level, &mut self.desk);
        let (one, other) = self.desk.inputs.split_at(first.pieces.len());
        let (one, other) = (mean(one, *width), mean(other, *width));
        let both = || one.iter().zip(&other);
        let alone = || first.vector.iter().zip(&second.vector);
        let mut seen: Vec<f32> = both().map(|(x, y)| x + y).collect();
        seen.extend(both().map(|(x, y)| (x - y).abs()));
        seen.extend(both().map(|(x, y)| x * y));
        seen.extend(alone().map(|(x, y)| (x - y).abs() * 10.0));
        seen.extend(alone().map(|(x, y)| x * y * 100.0));
        let mut hidden = inner.apply(*level, &seen);
        for x in &mut hidden {
            *x = gelu(*x);
        }
        let mut odds = [0.0; VERDICTS];
        odds.copy_from_slice(&out.apply(*level, &hidden));
        softmax(&mut odds);
        let [same, turned, excludes, _] = odds;
        Verdict { same, turned, excludes }
    }
}

/// The same words with other flags.
fn flagged<'t>(words: &[Word<'t>], flags: u32) -> Vec<Word<'t>> {
    words.iter().map(|word| Word { text: word.text, flags }).collect()
}

/// The mean of rows.
fn mean(rows: &[f32], width: usize) -> Vec<f32> {
    let mut sum = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        sum.iter_mut().zip(row).for_each(|(s, x)| *s += x);
    }
    let count = (rows.len() / width).max(1) as f32;
    for s in &mut sum {
        *s /= count;
    }
    sum
}
