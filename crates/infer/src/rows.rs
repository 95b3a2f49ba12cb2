//! Rows of numbers as bytes: what goes into the integer product.
#![allow(clippy::inline_always, reason = "compiled into the code of each processor level")]

use crate::arithmetic::largest_size;
use crate::kernel::{GROUP, Level, Task};

/// Rows quantised one by one, symmetrically: value ≈ (byte − 128) · scale.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Each row filled up with 128 (that is zero) to whole groups.
    pub(crate) bytes: Vec<u8>,
    pub(crate) scales: Vec<f32>,
}

impl Rows {
    /// Takes rows of `inputs` values, forgetting those before.
    pub(crate) fn take(&mut self, level: Level, values: &[f32], inputs: usize) {
        let count = values.len() / inputs;
        let stride = inputs.next_multiple_of(GROUP);
        self.scales.resize(count, 0.0);
        self.bytes.resize(count * stride, 128);
        level.run(Quantise { values, inputs, stride, rows: self });
    }
}

struct Quantise<'a> {
    values: &'a [f32],
    inputs: usize,
    stride: usize,
    rows: &'a mut Rows,
}

impl Task for Quantise<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let bytes = self.rows.bytes.chunks_exact_mut(self.stride);
        let rows = self.values.chunks_exact(self.inputs).zip(bytes).zip(&mut self.rows.scales);
        for ((row, bytes), scale) in rows {
            *scale = quantise(row, bytes);
        }
    }
}

/// Writes one row and gives its scale: max |x| / 127.
#[inline(always)]
fn quantise(row: &[f32], bytes: &mut [u8]) -> f32 {
    let scale = largest_size(row) / 127.0;
    let (bytes, rest) = bytes.split_at_mut(row.len());
    rest.fill(128);
    if scale == 0.0 {
        bytes.fill(128);
        return 0.0;
    }
    for (byte, x) in bytes.iter_mut().zip(row) {
        *byte = (nearest(*x / scale).clamp(-127, 127) + 128) as u8;
    }
    scale
}

/// The nearest integer, halves away from zero.
#[inline(always)]
fn nearest(x: f32) -> i32 {
    /// The number before one half: one half itself would lift 0.49999997 to one.
    const NEARLY_HALF: f32 = 0.499_999_97;
    (x + NEARLY_HALF.copysign(x)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for i in -2000..=2000 {
            let x = i as f32 / 16.0;
            assert_eq!(nearest(x), x.round() as i32, "{x}");
        }
        for x in [0.499_999_97, -0.499_999_97, 126.499_99, 126.5, -126.5, 0.5, 1.5, -0.5] {
            assert_eq!(nearest(x), f32::round(x) as i32, "{x}");
        }
    }

    #[test]
    fn rows_are_filled_up_and_zero_stays_zero() {
        let values = [1.0, -0.5, 0.004, 0.0, 0.0, 0.0, 2.0, 127.0, -127.0];
        for level in [Level::Portable, Level::Avx2, Level::Vnni] {
            let mut rows = Rows::default();
            rows.take(level, &[9.0; 24], 3);
            rows.take(level, &values, 3);
            assert_eq!(rows.bytes, [255, 64, 129, 128, 128, 128, 128, 128, 130, 255, 1, 128]);
            assert_eq!(rows.scales, [1.0 / 127.0, 0.0, 1.0]);
        }
    }

    #[test]
    fn a_row_too_small_to_scale_is_zero() {
        let mut rows = Rows::default();
        rows.take(Level::best(), &[1e-45, 0.0], 2);
        assert_eq!((rows.bytes, rows.scales), (vec![128; 4], vec![0.0]));
    }
}
