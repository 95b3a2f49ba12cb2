//! Hashed features of words under dilated convolutions, with weights as bytes.

use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::Level;
use crate::linear::{AddGelu, Quantised, Store};
use crate::rows::Rows;
use crate::tables::{Flags, Norm, Normalise};
use crate::vectors::Vectors;
use crate::word::{SHAPES, Word, is_digit, shape};

/// Words of a block. Beside the vectors that it gives, encoding holds (block + twice the reach) × width × 20 bytes.
const BLOCK: usize = 512;
/// Added to a variance.
const EPSILON: f32 = 1e-5;
/// Taps of a convolution: a word before, the word, a word after.
const TAPS: usize = 3;
/// The furthest that one tap may reach: a network of ours reaches eight words.
const FURTHEST: usize = 256;

#[derive(Debug)]
pub(crate) struct Convolution {
    width: usize,
    depth: usize,
    hashed: Vec<i8>,
    scales: Vec<f32>,
    shapes: Vec<f32>,
    flags: Flags,
    norm: Norm,
    project: Quantised,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    dilation: usize,
    conv: Quantised,
    norm: Norm,
}

impl Convolution {
    pub(crate) fn read(
        file: &Container<'_>,
        width: usize,
        dilations: &[usize],
    ) -> Result<Self, WeightsError> {
        if dilations.iter().any(|d| !(1..=FURTHEST).contains(d)) {
            return Err(WeightsError::Metadata {
                key: "dilations".to_owned(),
                wrong: format!("{dilations:?} are not all between 1 and {FURTHEST}"),
            });
        }
        let rows = file.rows("embeddings.hashed", 2)?;
        if !rows.is_power_of_two() {
            return Err(WeightsError::Value {
                tensor: "embeddings.hashed".to_owned(),
                wrong: format!("{rows} rows are no power of two"),
            });
        }
        let depth = file.columns("embeddings.hashed")?;
        let layer = |(i, dilation): (usize, &usize)| {
            Ok(Layer {
                dilation: *dilation,
                conv: Quantised::read(file, &[&format!("layers.{i}.conv")], width, TAPS * width, true)?,
                norm: Norm::read(file, &format!("layers.{i}.norm"), width, EPSILON)?,
            })
        };
        Ok(Self {
            width,
            depth,
            hashed: file.i8("embeddings.hashed", &[rows, depth])?,
            scales: file.f32("embeddings.hashed.scale", &[rows])?,
            shapes: file.f32("embeddings.shapes", &[SHAPES, depth])?,
            flags: Flags::read(file, depth)?,
            norm: Norm::read(file, "embeddings.norm", depth, EPSILON)?,
            project: Quantised::read(file, &["embeddings.project"], width, depth, true)?,
            layers: dilations.iter().enumerate().map(layer).collect::<Result<_, _>>()?,
        })
    }

    /// Works block by block, each with as many words around it as the convolutions reach: what is missing beyond them
    /// then cannot be felt inside the block.
    pub(crate) fn encode(&self, level: Level, words: &[Word<'_>]) -> Vectors {
        self.encode_in_blocks(level, words, BLOCK)
    }

    pub(crate) fn encode_in_blocks(&self, level: Level, words: &[Word<'_>], block: usize) -> Vectors {
        let reach: usize = self.layers.iter().map(|l| l.dilation).sum();
        let mut vectors = Vec::with_capacity(words.len() * self.width);
        let mut desk = Desk::default();
        for start in (0..words.len()).step_by(block) {
            let end = words.len().min(start + block);
            let first = start.saturating_sub(reach);
            let last = words.len().min(end + reach);
            self.run(level, &words[first..last], &mut desk);
            vectors.extend_from_slice(&desk.x[(start - first) * self.width..(end - first) * self.width]);
        }
        Vectors::new(self.width, vectors)
    }

    fn run(&self, level: Level, words: &[Word<'_>], desk: &mut Desk) {
        let Desk { x, taps, rows, lower } = desk;
        taps.clear();
        taps.resize(words.len() * self.depth, 0.0);
        for (word, input) in words.iter().zip(taps.chunks_exact_mut(self.depth)) {
            self.embed(word, input, lower);
        }
        level.run(Normalise { rows: taps, norm: &self.norm });
        rows.take(level, taps, self.depth);
        x.resize(words.len() * self.width, 0.0);
        self.project.apply::<Store>(level, rows, x);
        for layer in &self.layers {
            gather(x, self.width, layer.dilation, taps);
            rows.take(level, taps, TAPS * self.width);
            layer.conv.apply::<AddGelu>(level, rows, x);
            level.run(Normalise { rows: x, norm: &layer.norm });
        }
    }

    /// The sum of a word's embeddings.
    fn embed(&self, word: &Word<'_>, input: &mut [f32], lower: &mut String) {
        lower.clear();
        if word.text.is_ascii() {
            lower.push_str(word.text);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&word.text.to_lowercase());
        }
        for hash in features(lower) {
            let row = (hash & (self.scales.len() as u64 - 1)) as usize;
            let scale = self.scales[row];
            for (x, w) in input.iter_mut().zip(&self.hashed[row * self.depth..][..self.depth]) {
                *x += f32::from(*w) * scale;
            }
        }
        let form = shape(word.text) * self.depth;
        for (x, s) in input.iter_mut().zip(&self.shapes[form..][..self.depth]) {
            *x += s;
        }
        self.flags.add(word.flags, input);
    }
}

/// Where one block is worked on; kept from block to block.
#[derive(Default)]
struct Desk {
    x: Vec<f32>,
    taps: Vec<f32>,
    rows: Rows,
    lower: String,
}

/// Lays side by side, for each word, the vectors `dilation` before it, its own, and `dilation` after it.
fn gather(x: &[f32], width: usize, dilation: usize, taps: &mut Vec<f32>) {
    let count = x.len() / width;
    taps.resize(count * TAPS * width, 0.0);
    let (mut before, mut after) = (None, Some(dilation));
    for (t, taps) in taps.chunks_exact_mut(TAPS * width).enumerate() {
        if t >= dilation {
            before = Some(t - dilation);
        }
        after = after.filter(|a| *a < count);
        for (tap, from) in taps.chunks_exact_mut(width).zip([before, Some(t), after]) {
            match from {
                Some(from) => tap.copy_from_slice(&x[from * width..][..width]),
                None => tap.fill(0.0),
            }
        }
        after = after.map(|a| a + 1);
    }
}

/// The hashes of a word's features: itself, its first three letters, its last three and two, itself without its digits.
fn features(lower: &str) -> [u64; 5] {
    let prefix = lower.char_indices().nth(3).map_or(lower, |(i, _)| &lower[..i]);
    let tail = |n: usize| lower.char_indices().nth_back(n - 1).map_or(lower, |(i, _)| &lower[i..]);
    let plain = if lower.chars().any(is_digit) {
        lower.chars().fold(fnv(b"n:", BASIS), |hash, c| {
            let c = if is_digit(c) { '0' } else { c };
            fnv(c.encode_utf8(&mut [0; 4]).as_bytes(), hash)
        })
    } else {
        fnv(lower.as_bytes(), fnv(b"n:", BASIS))
    };
    let hash = |kind: &[u8], text: &str| fnv(text.as_bytes(), fnv(kind, BASIS));
    [hash(b"w:", lower), hash(b"p:", prefix), hash(b"s:", tail(3)), hash(b"t:", tail(2)), plain]
}

/// Where FNV-1a starts.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits, going on from `hash` (Fowler, Noll, Vo).
fn fnv(bytes: &[u8], hash: u64) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv(b"", BASIS), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a", BASIS), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv(b"foobar", BASIS), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn features_are_cut_at_characters() {
        let whole = |s: &str| fnv(s.as_bytes(), BASIS);
        let expected = ["w:über2024", "p:übe", "s:024", "t:24", "n:über0000"].map(whole);
        assert_eq!(features("über2024"), expected);
        assert_eq!(features("ж"), ["w:ж", "p:ж", "s:ж", "t:ж", "n:ж"].map(whole));
        assert_eq!(features(""), ["w:", "p:", "s:", "t:", "n:"].map(whole));
    }

    #[test]
    fn taps_beyond_the_text_are_zero() {
        let mut taps = Vec::new();
        gather(&[1.0, 2.0, 3.0], 1, 2, &mut taps);
        assert_eq!(taps, [0.0, 1.0, 3.0, 0.0, 2.0, 0.0, 1.0, 3.0, 0.0]);
        gather(&[1.0], 1, 9, &mut taps);
        assert_eq!(taps, [0.0, 1.0, 0.0]);
    }
}
