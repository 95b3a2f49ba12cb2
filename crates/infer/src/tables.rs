//! Small parts that both encoders have: normalisation weights, the rows that flags add.
#![allow(clippy::inline_always, reason = "compiled into the code of each processor level")]

use crate::arithmetic::normalise;
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::Task;

/// Weights of a layer normalisation.
#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) epsilon: f32,
}

impl Norm {
    pub(crate) fn read(
        file: &Container<'_>,
        name: &str,
        width: usize,
        epsilon: f32,
    ) -> Result<Self, WeightsError> {
        Ok(Self {
            weight: file.f32(&format!("{name}.weight"), &[width])?,
            bias: file.f32(&format!("{name}.bias"), &[width])?,
            epsilon,
        })
    }
}

/// Layer normalisation of all rows.
pub(crate) struct Normalise<'a> {
    pub(crate) rows: &'a mut [f32],
    pub(crate) norm: &'a Norm,
}

impl Task for Normalise<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Norm { weight, bias, epsilon } = self.norm;
        for row in self.rows.chunks_exact_mut(weight.len()) {
            normalise(row, weight, bias, *epsilon);
        }
    }
}

/// A row for each flag that a word can have.
#[derive(Debug)]
pub(crate) struct Flags {
    width: usize,
    rows: Vec<f32>,
}

impl Flags {
    /// Reads `embeddings.flags`, or gives a table without rows where the file has none.
    pub(crate) fn read(file: &Container<'_>, width: usize) -> Result<Self, WeightsError> {
        const TENSOR: &str = "embeddings.flags";
        if !file.has(TENSOR) {
            return Ok(Self { width, rows: Vec::new() });
        }
        let rows = file.rows(TENSOR, 2)?;
        if rows > u32::BITS as usize {
            return Err(WeightsError::Value {
                tensor: TENSOR.to_owned(),
                wrong: format!("{rows} rows, and a word has {} flags", u32::BITS),
            });
        }
        Ok(Self { width, rows: file.f32(TENSOR, &[rows, width])? })
    }

    /// Adds the rows of all set flags, lowest first.
    pub(crate) fn add(&self, flags: u32, to: &mut [f32]) {
        if flags == 0 {
            return;
        }
        for (k, row) in self.rows.chunks_exact(self.width).enumerate() {
            if flags >> k & 1 == 1 {
                for (x, f) in to.iter_mut().zip(row) {
                    *x += f;
                }
            }
        }
    }
}
