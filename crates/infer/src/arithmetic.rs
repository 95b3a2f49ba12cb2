//! Floating-point arithmetic that gives the same bits on every machine.
//!
//! Nothing here asks the platform for a function, no product is fused with a sum, and sums run in [`LANES`] fixed lanes
//! that are added in one fixed order: a compiler may use vectors for it but may not change the result.
#![allow(clippy::inline_always, reason = "these are compiled into the code of each processor level")]
#![allow(clippy::many_single_char_names, reason = "formulas")]

/// Lanes of a sum.
pub(crate) const LANES: usize = 16;

/// The larger one; the second where they cannot be compared. One instruction, unlike `f32::max`.
#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// e^x to about one part in five million: 2^n · e^r with |r| ≤ ln 2 / 2 and Taylor's series for e^r. Below −87 it stays at
/// e^−87, above 88 at e^88.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    /// 1.5 · 2^23: adding it leaves the nearest integer in the low bits.
    const TO_INTEGER: f32 = 12_582_912.0;
    // ln 2 in two parts, the first with so few bits that n times it is exact.
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = smaller(larger(x, -87.0), 88.0);
    let shifted = x * std::f32::consts::LOG2_E + TO_INTEGER;
    let n = shifted - TO_INTEGER;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    let mut e = 1.0 / 720.0;
    for coefficient in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        e = e * r + coefficient;
    }
    f32::from_bits(e.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// The error function to 4e-7: x · P(x²) / Q(x²) for |x| ≤ 3.95, where it is one to that precision. The coefficients are
/// our own fit (least squares, reweighted until the largest error was as small as it gets).
#[inline(always)]
#[allow(clippy::approx_constant, clippy::excessive_precision, reason = "the fit's own numbers")]
pub(crate) fn erf(x: f32) -> f32 {
    const P: [f32; 6] =
        [2.011_667_7e-6, 2.875_868e-4, 3.917_094e-3, 5.320_639_3e-2, 1.940_316_8e-1, 1.128_379];
    const Q: [f32; 6] = [3.783_813_8e-5, 1.198_129e-3, 1.527_028_1e-2, 1.155_889_7e-1, 5.052_876e-1, 1.0];
    let x = smaller(larger(x, -3.95), 3.95);
    let t = x * x;
    let (mut p, mut q) = (P[0], Q[0]);
    for i in 1..6 {
        p = p * t + P[i];
        q = q * t + Q[i];
    }
    smaller(larger(x * p / q, -1.0), 1.0)
}

/// The Gaussian error linear unit, x · Φ(x), by the error function as in BERT.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// 1 / (1 + e^−x).
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Probabilities from logits, in place.
pub fn softmax(logits: &mut [f32]) {
    let largest = logits.iter().copied().fold(f32::MIN, larger);
    for logit in &mut *logits {
        *logit = exp(*logit - largest);
    }
    let whole: f32 = logits.iter().sum();
    for logit in logits {
        *logit /= whole;
    }
}

/// The lanes of a sum, added as a tree.
#[inline(always)]
pub(crate) fn total(lanes: [f32; LANES]) -> f32 {
    let mut lanes = lanes;
    let mut half = LANES / 2;
    while half > 0 {
        for l in 0..half {
            lanes[l] += lanes[l + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// Σ f(x) over a row.
#[inline(always)]
pub(crate) fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for l in 0..LANES {
            lanes[l] += f(chunk[l]);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += f(*x);
    }
    total(lanes)
}

/// The largest |x| of a row. The order does not matter to it.
#[inline(always)]
pub(crate) fn largest_size(row: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for l in 0..LANES {
            lanes[l] = larger(chunk[l].abs(), lanes[l]);
        }
    }
    rest.iter().fold(lanes.into_iter().fold(0.0, larger), |m, x| larger(x.abs(), m))
}

/// Layer normalisation of one row, in place (Ba et al. 2016).
#[inline(always)]
pub(crate) fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let n = row.len() as f32;
    let mean = sum(row, |x| x) / n;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / n;
    let steepness = 1.0 / (variance + epsilon).sqrt();
    for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *x = (*x - mean) * steepness * w + b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// erf by its series and its continued fraction, in f64.
    fn exact_erf(x: f64) -> f64 {
        let mut term = x;
        let mut sum = x;
        if x.abs() > 3.5 {
            let mut fraction = x.abs();
            for k in (1..120).rev() {
                fraction = x.abs() + f64::from(k) / 2.0 / fraction;
            }
            return x.signum() * (1.0 - (-x * x).exp() / (fraction * std::f64::consts::PI.sqrt()));
        }
        for n in 1..200 {
            term *= -x * x / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        sum * std::f64::consts::FRAC_2_SQRT_PI
    }

    #[test]
    fn functions_are_near_the_exact_ones() {
        for i in -200_000..=200_000 {
            let x = i as f32 / 10_000.0;
            let wide = f64::from(x);
            assert!((f64::from(erf(x)) - exact_erf(wide)).abs() < 5e-7, "erf {x}");
            let gelu_wide = 0.5 * wide * (1.0 + exact_erf(wide / std::f64::consts::SQRT_2));
            assert!((f64::from(gelu(x)) - gelu_wide).abs() < 2e-6, "gelu {x}");
            assert!((f64::from(exp(x)) / wide.exp() - 1.0).abs() < 5e-7, "exp {x}");
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-wide).exp())).abs() < 5e-7, "sigmoid {x}");
        }
    }

    #[test]
    fn functions_end_calmly() {
        for x in [f32::MIN, -1e4, 1e4, f32::MAX] {
            assert!(exp(x).is_finite() && exp(x) >= 0.0, "exp {x}");
            assert!((erf(x).abs() - 1.0).abs() < 1e-9, "erf {x}");
            assert!((gelu(x) - larger(x, 0.0)).abs() < 1e-9, "gelu {x}");
        }
    }

    #[test]
    fn sums_and_norms_are_near_the_exact_ones() {
        for n in [1, 2, 15, 16, 17, 64, 100, 384] {
            let row: Vec<f32> = (0..n).map(|i| ((i * 37 % 101) as f32 - 50.0) / 7.0).collect();
            let wide: Vec<f64> = row.iter().map(|x| f64::from(*x)).collect();
            let exact: f64 = wide.iter().sum();
            assert!((f64::from(sum(&row, |x| x)) - exact).abs() < 1e-4);
            let size = row.iter().fold(0.0_f32, |m, x| m.max(x.abs()));
            assert!((largest_size(&row) - size).abs() < 1e-9);

            let weight: Vec<f32> = (0..n).map(|i| 1.0 + i as f32 / 100.0).collect();
            let bias: Vec<f32> = (0..n).map(|i| i as f32 / 50.0 - 1.0).collect();
            let mean = exact / f64::from(n);
            let variance = wide.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
            let mut out = row.clone();
            normalise(&mut out, &weight, &bias, 1e-5);
            for i in 0..row.len() {
                let want =
                    (wide[i] - mean) / (variance + 1e-5).sqrt() * f64::from(weight[i]) + f64::from(bias[i]);
                assert!((f64::from(out[i]) - want).abs() < 1e-4, "{n} {i}");
            }
        }
    }

    #[test]
    fn softmax_sums_to_one() {
        let mut row = [1.0, -3.0, 80.0, 79.5];
        softmax(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((f64::from(row[2]) - 1.0 / (1.0 + (-0.5_f64).exp())).abs() < 1e-6);
    }
}
