//! Labels for the lines of a page: features of each line under dilated convolutions over the lines.
//!
//! Single precision throughout, every sum in one written order, so that the same lines give the same bits on every machine.
#![allow(clippy::inline_always, reason = "compiled into the code of each processor level")]
#![allow(
    clippy::needless_range_loop,
    reason = "closures of iterators are not compiled for the processor level"
)]

use crate::arithmetic::larger;
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::{Level, Task};

/// The format that is read here.
const FORMAT: &str = "sayso-lines/2";
/// Numbers that stand for one line between the layers.
const WIDTH: usize = 32;
/// The line before, the line itself, the line after.
const TAPS: usize = 3;
/// So many inputs are added in one go.
const TOGETHER: usize = 4;
/// The furthest that one tap may reach.
const FURTHEST: usize = 256;
/// Most labels.
pub const MOST_LABELS: usize = 16;
/// Most networks that vote.
const MOST_VOICES: usize = 9;

type Row = [f32; WIDTH];

/// Trained networks that label lines together, ready to be run: what they say is the mean of what each says.
#[derive(Debug)]
pub struct LineNetwork {
    names: Vec<String>,
    labels: Vec<String>,
    level: Level,
    voices: Vec<Voice>,
}

/// One of the networks; all have learnt the same, each from other first weights and in another order.
#[derive(Debug)]
struct Voice {
    /// A row for each feature, and what a line without any begins with.
    features: Vec<Row>,
    bias: Row,
    layers: Vec<Layer>,
    /// What the largest of each number over all lines adds to the middle layer.
    pooled: Vec<Row>,
    /// Rows for what the layers give, then for what they were given.
    out: Vec<[f32; MOST_LABELS]>,
    out_bias: [f32; MOST_LABELS],
}

#[derive(Debug)]
struct Layer {
    dilation: usize,
    /// For each tap, a row for each input.
    taps: [Vec<Row>; TAPS],
    bias: Row,
}

impl LineNetwork {
    /// Reads the networks from the bytes of a safetensors file of the format `sayso-lines/2`.
    ///
    /// # Errors
    /// Any bytes may be given; what is wrong with them is said with the name of the tensor or key ([`WeightsError`]).
    pub fn parse(bytes: &[u8]) -> Result<Self, WeightsError> {
        let file = Container::parse(bytes)?;
        file.expect_format(FORMAT)?;
        let list = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let (names, labels) = (list(file.key("features")?), list(file.key("labels")?));
        if labels.len() > MOST_LABELS {
            return Err(WeightsError::key("labels", format!("{} are more than {MOST_LABELS}", labels.len())));
        }
        let dilations: Vec<usize> = list(file.key("dilations")?)
            .iter()
            .map(|d| d.parse().ok().filter(|d| (1..=FURTHEST).contains(d)))
            .collect::<Option<_>>()
            .ok_or_else(|| WeightsError::key("dilations", format!("not all are between 1 and {FURTHEST}")))?;
        let voices: usize =
            file.key("voices")?.parse().ok().filter(|voices| (1..=MOST_VOICES).contains(voices)).ok_or_else(
                || WeightsError::key("voices", format!("it is no number from 1 to {MOST_VOICES}")),
            )?;
        let voices: Vec<Voice> =
            (0..voices).map(|n| Voice::parse(&file, n, &dilations)).collect::<Result<_, _>>()?;
        let rows = voices.iter().map(|voice| voice.features.len()).min().unwrap_or_default();
        if rows < names.len() {
            return Err(WeightsError::key("features", format!("{} names for {rows} rows", names.len())));
        }
        Ok(Self { names, labels, level: Level::best(), voices })
    }

    /// The same network with the instructions of another level.
    #[must_use]
    pub fn at(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The names of the first features; those beyond are hashes.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many features are known.
    pub fn features(&self) -> usize {
        self.voices[0].features.len()
    }

    /// The labels, in the order of the scores.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How much speaks for each label on each line. A line is the numbers of its features; one that is not known counts for
    /// nothing.
    pub fn scores(&self, lines: &[Vec<u16>]) -> Vec<[f32; MOST_LABELS]> {
        self.level.run(Scores { network: self, lines })
    }
}

/// A tensor of `rows` rows.
fn table<const N: usize>(
    file: &Container<'_>,
    name: &str,
    rows: usize,
) -> Result<Vec<[f32; N]>, WeightsError> {
    Ok(file.f32(name, &[rows, N])?.as_chunks().0.to_vec())
}

/// A tensor of one row.
fn row<const N: usize>(file: &Container<'_>, name: &str) -> Result<[f32; N], WeightsError> {
    let row = file.f32(name, &[N])?;
    Ok(std::array::from_fn(|n| row[n]))
}

struct Scores<'a> {
    network: &'a LineNetwork,
    lines: &'a [Vec<u16>],
}

impl Task for Scores<'_> {
    type Output = Vec<[f32; MOST_LABELS]>;

    #[inline(always)]
    fn run(self) -> Self::Output {
        let Self { network, lines } = self;
        let mut sums = vec![[0.0; MOST_LABELS]; lines.len()];
        for voice in &network.voices {
            voice.add_scores(lines, &mut sums);
        }
        let share = 1.0 / network.voices.len() as f32;
        for sum in sums.as_flattened_mut() {
            *sum *= share;
        }
        sums
    }
}

impl Voice {
    fn parse(file: &Container<'_>, number: usize, dilations: &[usize]) -> Result<Self, WeightsError> {
        let name = |name: &str| format!("voices.{number}.{name}");
        let layer = |(n, dilation): (usize, &usize)| {
            let tap = |tap: usize| table::<WIDTH>(file, &name(&format!("layers.{n}.tap.{tap}")), WIDTH);
            let taps = [tap(0)?, tap(1)?, tap(2)?];
            Ok(Layer { dilation: *dilation, taps, bias: row(file, &name(&format!("layers.{n}.bias")))? })
        };
        Ok(Self {
            features: table(file, &name("features"), file.rows(&name("features"), 2)?)?,
            bias: row(file, &name("bias"))?,
            layers: dilations.iter().enumerate().map(layer).collect::<Result<_, _>>()?,
            pooled: table(file, &name("pooled"), WIDTH)?,
            out: table(file, &name("out"), 2 * WIDTH)?,
            out_bias: row(file, &name("out.bias"))?,
        })
    }

    #[inline(always)]
    fn add_scores(&self, lines: &[Vec<u16>], sums: &mut [[f32; MOST_LABELS]]) {
        let mut given: Vec<Row> = Vec::with_capacity(lines.len());
        for line in lines {
            given.push(self.embed(line));
        }
        let mut x = given.clone();
        let (mut next, mut marks) = (Vec::with_capacity(x.len()), Vec::with_capacity(x.len()));
        for (n, layer) in self.layers.iter().enumerate() {
            let mut bias = layer.bias;
            if n == self.layers.len() / 2 {
                let most = largest(&x);
                add(&mut bias, &self.pooled, &most, above_zero(&most));
            }
            marks.clear();
            for row in &x {
                marks.push(above_zero(row));
            }
            layer.apply(&bias, &x, &marks, &mut next);
            std::mem::swap(&mut x, &mut next);
        }
        for (n, sum) in sums.iter_mut().enumerate() {
            let scores = self.judge(&x[n], &given[n]);
            for i in 0..MOST_LABELS {
                sum[i] += scores[i];
            }
        }
    }

    #[inline(always)]
    fn embed(&self, line: &[u16]) -> Row {
        let mut sum = self.bias;
        for feature in line {
            if let Some(row) = self.features.get(usize::from(*feature)) {
                for i in 0..WIDTH {
                    sum[i] += row[i];
                }
            }
        }
        for x in &mut sum {
            *x = larger(*x, 0.0);
        }
        sum
    }

    #[inline(always)]
    fn judge(&self, last: &Row, first: &Row) -> [f32; MOST_LABELS] {
        let mut scores = self.out_bias;
        for i in 0..WIDTH {
            let (late, early) = (&self.out[i], &self.out[WIDTH + i]);
            for n in 0..MOST_LABELS {
                scores[n] += last[i] * late[n] + first[i] * early[n];
            }
        }
        scores
    }
}

impl Layer {
    /// Adds to each line what the taps make of it and of the lines `dilation` before and after it.
    #[inline(always)]
    fn apply(&self, bias: &Row, x: &[Row], marks: &[u32], next: &mut Vec<Row>) {
        let [before, here, after] = &self.taps;
        next.clear();
        for (n, row) in x.iter().enumerate() {
            let mut sum = *bias;
            if let Some(m) = n.checked_sub(self.dilation) {
                add(&mut sum, before, &x[m], marks[m]);
            }
            add(&mut sum, here, row, marks[n]);
            if let Some(row) = x.get(n + self.dilation) {
                add(&mut sum, after, row, marks[n + self.dilation]);
            }
            for i in 0..WIDTH {
                sum[i] = row[i] + larger(sum[i], 0.0);
            }
            next.push(sum);
        }
    }
}

/// Adds Σ x[i] · weights[i], in the order of i; most of x is zero, and `marks` has a bit for what is not. Four are added at
/// a time, the last of them perhaps to nothing.
#[inline(always)]
fn add(sum: &mut Row, weights: &[Row], x: &Row, marks: u32) {
    let Some(weights) = weights.first_chunk::<WIDTH>() else { return };
    let mut left = marks;
    while left != 0 {
        let (mut rows, mut shares) = ([&weights[0]; TOGETHER], [0.0; TOGETHER]);
        for k in 0..TOGETHER {
            let i = left.trailing_zeros() as usize % WIDTH;
            (rows[k], shares[k]) = (&weights[i], if left == 0 { 0.0 } else { x[i] });
            left &= left.wrapping_sub(1);
        }
        for j in 0..WIDTH {
            let mut own = sum[j];
            for k in 0..TOGETHER {
                own += shares[k] * rows[k][j];
            }
            sum[j] = own;
        }
    }
}

/// A bit for each number above zero.
#[inline(always)]
fn above_zero(x: &Row) -> u32 {
    let mut marks = 0;
    for i in 0..WIDTH {
        marks |= u32::from(x[i] > 0.0) << i;
    }
    marks
}

/// The largest of each number over all lines; nothing is below zero here.
#[inline(always)]
fn largest(x: &[Row]) -> Row {
    let mut most = [0.0; WIDTH];
    for row in x {
        for i in 0..WIDTH {
            most[i] = larger(row[i], most[i]);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = include_bytes!("../../../models/lines-v1/weights.safetensors");

    fn page(features: usize) -> Vec<Vec<u16>> {
        (0..70)
            .map(|n: usize| {
                (0..n % 23).map(|k| (n * 37 + k * k * 11) % (features + 9)).map(|f| f as u16).collect()
            })
            .collect()
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        let network = LineNetwork::parse(WEIGHTS).expect("the weights in the tree are sound");
        let lines = page(network.features());
        let best: Vec<u32> = network.scores(&lines).as_flattened().iter().map(|s| s.to_bits()).collect();
        for level in [Level::Portable, Level::Avx2] {
            let network = LineNetwork::parse(WEIGHTS).expect("the same").at(level);
            let scores = network.scores(&lines);
            assert!(scores.as_flattened().iter().map(|s| s.to_bits()).eq(best.iter().copied()), "{level:?}");
        }
        assert!(network.scores(&[]).is_empty());
    }

    #[test]
    fn bytes_that_are_no_network_are_named() {
        assert!(LineNetwork::parse(b"").is_err());
        let cut = &WEIGHTS[..WEIGHTS.len() - 4];
        assert!(matches!(LineNetwork::parse(cut), Err(WeightsError::Value { .. })));
        let mut other = WEIGHTS.to_vec();
        let at = other.windows(13).position(|w| w == b"sayso-lines/2").expect("the format is named");
        other[at + 12] = b'9';
        assert!(
            matches!(LineNetwork::parse(&other), Err(WeightsError::Metadata { key, .. }) if key == "format")
        );
    }
}
