//! All levels against sums written out one by one.

use proptest::prelude::*;

use super::*;

struct Sums {
    outputs: usize,
    values: Vec<i32>,
}

impl Sink for Sums {
    fn take(&mut self, row: usize, panel: usize, sums: &[i32; PANEL]) {
        for (l, sum) in sums.iter().enumerate() {
            if panel * PANEL + l < self.outputs {
                self.values[row * self.outputs + panel * PANEL + l] = *sum;
            } else {
                assert_eq!(*sum, 0, "an output that the layer does not have");
            }
        }
    }
}

fn check(weights: &[i8], inputs: &[i8], outputs: usize, depth: usize) {
    let count = inputs.len() / depth;
    let packed = Packed::new(weights, outputs, depth);
    let mut rows = vec![128_u8; count * packed.stride()];
    for (row, input) in rows.chunks_exact_mut(packed.stride()).zip(inputs.chunks_exact(depth)) {
        for (x, v) in row.iter_mut().zip(input) {
            *x = (i16::from(*v) + 128) as u8;
        }
    }
    let mut expected = Vec::new();
    for input in inputs.chunks_exact(depth) {
        for weight in weights.chunks_exact(depth) {
            expected.push(input.iter().zip(weight).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>());
        }
    }
    for level in [Level::Portable, Level::Avx2, Level::Vnni] {
        let mut sums = Sums { outputs, values: vec![i32::MIN; count * outputs] };
        packed.multiply(level, &rows, &mut sums);
        assert_eq!(sums.values, expected, "{level:?}: {count} rows, {outputs} outputs, {depth} inputs");
    }
}

/// Numbers that only look like chance, so that a failure can be seen again.
fn bytes(count: usize, mut seed: u64) -> Vec<i8> {
    let next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 56) as u8
    };
    std::iter::repeat_with(next).take(count).map(u8::cast_signed).collect()
}

#[test]
fn every_small_size() {
    for depth in [1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 64, 65] {
        for outputs in [1, 2, 15, 16, 17, 63, 64, 65, 130] {
            for count in 1..14 {
                let seed = (depth * 1000 + outputs * 10 + count) as u64;
                check(&bytes(outputs * depth, seed), &bytes(count * depth, !seed), outputs, depth);
            }
        }
    }
}

#[test]
fn extremes_do_not_saturate() {
    for (weight, input) in [(-128, -128), (-128, 127), (127, -128), (127, 127)] {
        for depth in [4, 384, 1537] {
            check(&vec![weight; 70 * depth], &vec![input; 7 * depth], 70, depth);
        }
    }
}

#[test]
fn the_deepest_layer_stays_within_its_integers() {
    check(&vec![-128; DEEPEST], &vec![127; DEEPEST], 1, DEEPEST);
    check(&vec![127; DEEPEST], &vec![127; DEEPEST], 1, DEEPEST);
    check(&vec![-128; DEEPEST], &vec![-128; DEEPEST], 1, DEEPEST);
}

#[test]
fn no_rows_give_nothing() {
    check(&[1, 2, 3], &[], 1, 3);
}

proptest! {
    #[test]
    fn weighed_sums_have_the_same_bits(count in 0_usize..70, stride in 1_usize..4, seed: u64) {
        let number = |b: i8| f32::from(b) / 7.3;
        let rows: Vec<Vec<f32>> =
            (0..4).map(|r| bytes(count, seed ^ r).into_iter().map(number).collect()).collect();
        let values: Vec<[f32; WIDE]> = (0..count * stride)
            .map(|k| std::array::from_fn(|l| number((k * 31 + l * 17) as i8)))
            .collect();
        let shares: [&[f32]; ROWS] = std::array::from_fn(|r| rows[r].as_slice());
        for level in [Level::Portable, Level::Avx2, Level::Vnni] {
            let found = level.weigh(shares, &values, stride);
            for (r, row) in found.iter().enumerate() {
                for (l, sum) in row.iter().enumerate() {
                    let expected = (0..count).fold(0.0, |s, k| s + shares[r][k] * values[k * stride][l]);
                    prop_assert_eq!(sum.to_bits(), f32::to_bits(expected), "{:?}", level);
                }
            }
        }
    }

    #[test]
    fn any_size(depth in 1_usize..200, outputs in 1_usize..150, count in 0_usize..20, seed: u64) {
        check(&bytes(outputs * depth, seed), &bytes(count * depth, !seed), outputs, depth);
    }
}
