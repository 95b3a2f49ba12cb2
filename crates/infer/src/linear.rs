//! Linear layers, with weights as bytes or as floating-point numbers.
#![allow(clippy::inline_always, reason = "compiled into the code of each processor level")]

use crate::arithmetic::gelu;
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::{DEEPEST, Level, PANEL, Packed, ROWS, Sink, WIDE};
use crate::rows::Rows;

/// What becomes of an output.
pub(crate) trait Finish {
    fn finish(old: f32, new: f32) -> f32;
}

/// The output replaces what stood there.
pub(crate) struct Store;
/// The output is added to what stood there.
pub(crate) struct Add;
/// The output goes through `gelu` and replaces what stood there.
pub(crate) struct Gelu;

impl Finish for Store {
    #[inline(always)]
    fn finish(_: f32, new: f32) -> f32 {
        new
    }
}

impl Finish for Add {
    #[inline(always)]
    fn finish(old: f32, new: f32) -> f32 {
        old + new
    }
}

impl Finish for Gelu {
    #[inline(always)]
    fn finish(_: f32, new: f32) -> f32 {
        gelu(new)
    }
}

/// The output goes through `gelu` and is added to what stood there.
pub(crate) struct AddGelu;

impl Finish for AddGelu {
    #[inline(always)]
    fn finish(old: f32, new: f32) -> f32 {
        old + gelu(new)
    }
}

/// Weights as bytes with one scale an output (Jacob et al. 2018, symmetric): y = Σ q·w · (scale of row · scale) + bias.
#[derive(Debug)]
pub(crate) struct Quantised {
    packed: Packed,
    scales: Vec<[f32; PANEL]>,
    biases: Vec<[f32; PANEL]>,
}

impl Quantised {
    /// Reads layers of one input size and lays their outputs side by side.
    pub(crate) fn read(
        file: &Container<'_>,
        names: &[&str],
        outputs: usize,
        inputs: usize,
        biased: bool,
    ) -> Result<Self, WeightsError> {
        let (mut weights, mut scales, mut biases) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let weight = format!("{name}.weight");
            if inputs > DEEPEST {
                return Err(WeightsError::Shape {
                    tensor: weight,
                    wanted: format!("at most {DEEPEST} inputs"),
                    found: vec![outputs, inputs],
                });
            }
            weights.extend(file.i8(&weight, &[outputs, inputs])?);
            scales.extend(file.f32(&format!("{name}.scale"), &[outputs])?);
            if biased {
                biases.extend(file.f32(&format!("{name}.bias"), &[outputs])?);
            } else {
                biases.resize(scales.len(), 0.0);
            }
        }
        let packed = Packed::new(&weights, outputs * names.len(), inputs);
        Ok(Self { packed, scales: panels(&scales), biases: panels(&biases) })
    }

    /// Outputs of every row into `out`, row after row.
    pub(crate) fn apply<F: Finish>(&self, level: Level, rows: &Rows, out: &mut [f32]) {
        debug_assert_eq!(out.len(), rows.scales.len() * self.packed.outputs());
        let mut outputs = Outputs::<F> { layer: self, rows, out, finish: std::marker::PhantomData };
        self.packed.multiply(level, &rows.bytes, &mut outputs);
    }
}

fn panels(values: &[f32]) -> Vec<[f32; PANEL]> {
    let fill = |part: &[f32]| {
        let mut panel = [0.0; PANEL];
        panel[..part.len()].copy_from_slice(part);
        panel
    };
    values.chunks(PANEL).map(fill).collect()
}

struct Outputs<'a, F> {
    layer: &'a Quantised,
    rows: &'a Rows,
    out: &'a mut [f32],
    finish: std::marker::PhantomData<F>,
}

impl<F: Finish> Sink for Outputs<'_, F> {
    #[inline(always)]
    fn take(&mut self, row: usize, panel: usize, sums: &[i32; PANEL]) {
        let outputs = self.layer.packed.outputs();
        let first = row * outputs + panel * PANEL;
        let here = PANEL.min(outputs - panel * PANEL);
        let (scales, biases) = (&self.layer.scales[panel], &self.layer.biases[panel]);
        let of_row = self.rows.scales[row];
        let out = &mut self.out[first..first + here];
        match <&mut [f32; PANEL]>::try_from(&mut *out) {
            Ok(out) => {
                for l in 0..PANEL {
                    out[l] = F::finish(out[l], sums[l] as f32 * (of_row * scales[l]) + biases[l]);
                }
            }
            Err(_) => {
                for (l, out) in out.iter_mut().enumerate() {
                    *out = F::finish(*out, sums[l] as f32 * (of_row * scales[l]) + biases[l]);
                }
            }
        }
    }
}

/// Weights as floating-point numbers.
#[derive(Debug)]
pub(crate) struct Dense {
    /// `[block of outputs][input][output in block]`.
    weights: Vec<[f32; WIDE]>,
    biases: Vec<[f32; WIDE]>,
    inputs: usize,
    outputs: usize,
}

impl Dense {
    fn new(weights: &[f32], biases: &[f32], outputs: usize, inputs: usize) -> Self {
        let blocks = outputs.div_ceil(WIDE);
        let mut packed = vec![[0.0; WIDE]; blocks * inputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            for (input, weight) in row.iter().enumerate() {
                packed[output / WIDE * inputs + input][output % WIDE] = *weight;
            }
        }
        let mut lanes = vec![[0.0; WIDE]; blocks];
        for (output, bias) in biases.iter().enumerate() {
            lanes[output / WIDE][output % WIDE] = *bias;
        }
        Self { weights: packed, biases: lanes, inputs, outputs }
    }

    fn apply(&self, level: Level, values: &[f32], out: &mut [f32]) {
        let Self { weights, biases, inputs, outputs } = self;
        for (rows, out) in values.chunks(ROWS * inputs).zip(out.chunks_mut(ROWS * outputs)) {
            let count = rows.len() / inputs;
            // Where fewer rows are left the last one is worked on again, and not written.
            let row: [&[f32]; ROWS] = std::array::from_fn(|r| &rows[r.min(count - 1) * inputs..][..*inputs]);
            for (block, weights) in weights.chunks_exact(*inputs).enumerate() {
                let sums = level.weigh(row, weights, 1);
                let first = block * WIDE;
                let here = WIDE.min(outputs - first);
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(*outputs)) {
                    for ((y, sum), bias) in out[first..first + here].iter_mut().zip(sums).zip(&biases[block])
                    {
                        *y = sum + bias;
                    }
                }
            }
        }
    }
}

/// A linear layer of a head.
#[derive(Debug)]
pub(crate) enum Linear {
    Quantised(Quantised, usize, usize),
    Dense(Dense),
}

impl Linear {
    /// Reads `name.weight` of `[outputs, inputs]`, with `name.scale` where it is I8, and `name.bias` where it is wanted.
    pub(crate) fn read(
        file: &Container<'_>,
        name: &str,
        outputs: usize,
        inputs: usize,
        biased: bool,
    ) -> Result<Self, WeightsError> {
        let weight = format!("{name}.weight");
        if file.is_i8(&weight) {
            let layer = Quantised::read(file, &[name], outputs, inputs, biased)?;
            return Ok(Self::Quantised(layer, outputs, inputs));
        }
        let weights = file.f32(&weight, &[outputs, inputs])?;
        let biases = if biased { file.f32(&format!("{name}.bias"), &[outputs])? } else { Vec::new() };
        Ok(Self::Dense(Dense::new(&weights, &biases, outputs, inputs)))
    }

    /// The outputs of every row of `values`, row after row.
    pub(crate) fn apply(&self, level: Level, values: &[f32]) -> Vec<f32> {
        match self {
            Self::Quantised(layer, outputs, inputs) => {
                let mut out = vec![0.0; values.len() / inputs * outputs];
                let mut rows = Rows::default();
                rows.take(level, values, *inputs);
                layer.apply::<Store>(level, &rows, &mut out);
                out
            }
            Self::Dense(layer) => {
                let mut out = vec![0.0; values.len() / layer.inputs * layer.outputs];
                layer.apply(level, values, &mut out);
                out
            }
        }
    }
}
