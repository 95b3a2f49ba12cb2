//! The matrix products, and the one place that knows which instructions the processor has.
//!
//! All sums are exact: a row of inputs is held as `u8` (the signed value plus 128), a weight as `i8`, and each output
//! starts at −128 · Σ weights, which takes the 128 out again. With at most [`DEEPEST`] inputs no sum leaves `i32`, so the
//! order of adding cannot matter and every level gives the same bits. The floating-point product ([`Level::weigh`]) adds in
//! one order at every level, with no product fused into a sum. Other floating-point code is only *compiled* for the level by
//! [`Level::run`]; its order of adding is written down in the code and no compiler may change it.
//!
//! The form of the weights follows what `vpdpbusd` wants (Jacob et al. 2018 for the arithmetic): panels of 64 outputs;
//! in a panel, for every four inputs, 64 × 4 bytes, the four weights of one output side by side.
#![allow(
    unsafe_code,
    reason = "vector instructions and the proof that the processor has them; nothing else is here"
)]

/// Outputs in a panel.
pub(crate) const PANEL: usize = 64;
/// Inputs that are multiplied and added at once.
pub(crate) const GROUP: usize = 4;
/// Most inputs that one output may have: 255 · 128 · 32768 and its correction stay within `i32`.
pub(crate) const DEEPEST: usize = 1 << 15;
/// Bytes of one group of inputs in a panel.
const STEP: usize = PANEL * GROUP;
/// Lanes of the floating-point product.
pub(crate) const WIDE: usize = 32;
/// Rows of the floating-point product.
pub(crate) const ROWS: usize = 4;
/// Input rows that are worked on together.
const TOGETHER: usize = 6;

/// The instructions that are used. All levels give the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Whatever the compiler's target has.
    Portable,
    /// AVX2: 32 bytes at once, widened to 16 bits.
    Avx2,
    /// AVX-512 with VNNI: 64 bytes at once.
    Vnni,
}

/// Work that is compiled once for each level. Implementations mark `run` as `#[inline(always)]`.
pub(crate) trait Task {
    type Output;
    fn run(self) -> Self::Output;
}

/// Takes the finished sums of one panel for one row: `sums[l]` belongs to output `panel * PANEL + l`.
pub(crate) trait Sink {
    fn take(&mut self, row: usize, panel: usize, sums: &[i32; PANEL]);
}

impl Level {
    /// The best that this processor has.
    pub fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2");
            if avx2
                && is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
            {
                return Self::Vnni;
            }
            if avx2 {
                return Self::Avx2;
            }
        }
        Self::Portable
    }

    /// This level, or the best that the processor has where it lacks this one.
    pub(crate) fn or_best(self) -> Self {
        self.min(Self::best())
    }

    /// Runs `task` as compiled for this level.
    pub(crate) fn run<T: Task>(self, task: T) -> T::Output {
        match self.or_best() {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_best` gives this level only where the processor has been asked for all of these features.
            Self::Vnni => unsafe { x86::run_avx512(task) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Self::Avx2 => unsafe { x86::run_avx2(task) },
            _ => task.run(),
        }
    }

    /// Sums of every `stride`th row of `values`, each weighed by its share: Σ shares[r][k] · values[k · stride], added in
    /// the order of k. The shares of all rows are equally many.
    pub(crate) fn weigh(
        self,
        shares: [&[f32]; ROWS],
        values: &[[f32; WIDE]],
        stride: usize,
    ) -> [[f32; WIDE]; ROWS] {
        let count = shares[0].len();
        assert!(shares.iter().all(|s| s.len() == count), "rows of one length");
        assert!(count == 0 || (count - 1) * stride < values.len(), "a value for each share");
        let mut sums = [[0.0; WIDE]; ROWS];
        match self.or_best() {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_best` gives this level only where the processor has been asked for its features; the lengths
            // were asserted above.
            Self::Vnni => unsafe { x86::weigh_avx512(shares, values, stride, &mut sums) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Self::Avx2 => unsafe { x86::weigh_avx2(shares, values, stride, &mut sums) },
            _ => {
                for k in 0..count {
                    let value = &values[k * stride];
                    for (sums, shares) in sums.iter_mut().zip(shares) {
                        for (sum, value) in sums.iter_mut().zip(value) {
                            *sum += shares[k] * value;
                        }
                    }
                }
            }
        }
        sums
    }
}

/// The weights of one linear layer, packed for the product.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    outputs: usize,
    groups: usize,
    /// `[panel][group][output in panel][input in group]`; what the layer does not have is zero.
    bytes: Vec<i8>,
    /// −128 · Σ weights of each output, `[panel][output in panel]`.
    starts: Vec<[i32; PANEL]>,
}

impl Packed {
    /// Packs `[outputs, inputs]` weights. `inputs` is at most [`DEEPEST`].
    pub(crate) fn new(weights: &[i8], outputs: usize, inputs: usize) -> Self {
        assert!(
            inputs <= DEEPEST && weights.len() == outputs * inputs,
            "sizes are checked when a file is read"
        );
        let (panels, groups) = (outputs.div_ceil(PANEL), inputs.div_ceil(GROUP));
        let mut bytes = vec![0_i8; panels * groups * STEP];
        let mut starts = vec![[0_i32; PANEL]; panels];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let (panel, lane) = (output / PANEL, output % PANEL);
            for (input, &weight) in row.iter().enumerate() {
                let at = (panel * groups + input / GROUP) * STEP + lane * GROUP + input % GROUP;
                bytes[at] = weight;
                starts[panel][lane] -= 128 * i32::from(weight);
            }
        }
        Self { outputs, groups, bytes, starts }
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Bytes that a row of inputs takes.
    pub(crate) fn stride(&self) -> usize {
        self.groups * GROUP
    }

    /// Multiplies all rows (each of `stride` bytes, value plus 128, filled up with 128) and hands every panel of sums out.
    pub(crate) fn multiply(&self, level: Level, rows: &[u8], sink: &mut impl Sink) {
        match level.or_best() {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_best` gives this level only where the processor has been asked for its features.
            Level::Vnni => unsafe { x86::multiply_vnni(self, rows, sink) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Level::Avx2 => unsafe { x86::multiply_avx2(self, rows, sink) },
            _ => self.multiply_portable(rows, sink),
        }
    }

    fn panels(&self) -> impl Iterator<Item = (usize, &[i8], &[i32; PANEL])> {
        let bytes = self.bytes.chunks_exact((self.groups * STEP).max(1));
        bytes.zip(&self.starts).enumerate().map(|(i, (b, s))| (i, b, s))
    }

    fn multiply_portable(&self, rows: &[u8], sink: &mut impl Sink) {
        for (panel, bytes, starts) in self.panels() {
            for (r, row) in rows.chunks_exact(self.stride().max(1)).enumerate() {
                let mut sums = *starts;
                for (x, step) in row.as_chunks::<GROUP>().0.iter().zip(bytes.as_chunks::<STEP>().0) {
                    let x = x.map(i16::from);
                    for (sum, w) in sums.iter_mut().zip(step.as_chunks::<GROUP>().0) {
                        let products = [0, 1, 2, 3].map(|i| i32::from(x[i]) * i32::from(w[i]));
                        *sum += products[0] + products[1] + products[2] + products[3];
                    }
                }
                sink.take(r, panel, &sums);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256, __m256i, __m512, __m512i, _mm_cvtepu8_epi16, _mm_cvtsi32_si128, _mm_loadu_si128,
        _mm256_add_epi32, _mm256_add_ps, _mm256_broadcastq_epi64, _mm256_cvtepi8_epi16, _mm256_loadu_ps,
        _mm256_madd_epi16, _mm256_mul_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_setzero_si256,
        _mm256_storeu_ps, _mm256_storeu_si256, _mm512_add_ps, _mm512_dpbusd_epi32, _mm512_loadu_ps,
        _mm512_loadu_si512, _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps,
        _mm512_storeu_ps, _mm512_storeu_si512,
    };

    use super::{GROUP, PANEL, Packed, ROWS, STEP, Sink, TOGETHER, Task, WIDE};

    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    pub(super) fn run_avx512<T: Task>(task: T) -> T::Output {
        task.run()
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn run_avx2<T: Task>(task: T) -> T::Output {
        task.run()
    }

    /// # Safety
    /// Every row of `shares` is as long as the first, and `values` reaches as far as `stride` goes for each of them.
    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    pub(super) unsafe fn weigh_avx512(
        shares: [&[f32]; ROWS],
        values: &[[f32; WIDE]],
        stride: usize,
        out: &mut [[f32; WIDE]; ROWS],
    ) {
        let mut sums = [[_mm512_setzero_ps(); 2]; ROWS];
        for k in 0..shares[0].len() {
            // SAFETY: the caller's promise.
            let value: [__m512; 2] = unsafe {
                let at = values.as_ptr().add(k * stride).cast::<f32>();
                [_mm512_loadu_ps(at), _mm512_loadu_ps(at.add(16))]
            };
            for (sums, shares) in sums.iter_mut().zip(shares) {
                // SAFETY: all rows are as long as the first.
                let share = _mm512_set1_ps(unsafe { *shares.get_unchecked(k) });
                for (sum, value) in sums.iter_mut().zip(value) {
                    *sum = _mm512_add_ps(*sum, _mm512_mul_ps(share, value));
                }
            }
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            // SAFETY: `out` is 32 numbers long.
            unsafe {
                _mm512_storeu_ps(out.as_mut_ptr(), sums[0]);
                _mm512_storeu_ps(out.as_mut_ptr().add(16), sums[1]);
            }
        }
    }

    /// Two rows at a time, so that all sums stay in registers.
    ///
    /// # Safety
    /// As for `weigh_avx512`.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn weigh_avx2(
        shares: [&[f32]; ROWS],
        values: &[[f32; WIDE]],
        stride: usize,
        out: &mut [[f32; WIDE]; ROWS],
    ) {
        for (shares, out) in shares.as_chunks::<2>().0.iter().zip(out.as_chunks_mut::<2>().0) {
            let mut sums = [[_mm256_setzero_ps(); 4]; 2];
            for k in 0..shares[0].len() {
                // SAFETY: the caller's promise.
                let value: [__m256; 4] = unsafe {
                    let at = values.as_ptr().add(k * stride).cast::<f32>();
                    [
                        _mm256_loadu_ps(at),
                        _mm256_loadu_ps(at.add(8)),
                        _mm256_loadu_ps(at.add(16)),
                        _mm256_loadu_ps(at.add(24)),
                    ]
                };
                for (sums, shares) in sums.iter_mut().zip(shares) {
                    // SAFETY: all rows are as long as the first.
                    let share = _mm256_set1_ps(unsafe { *shares.get_unchecked(k) });
                    for (sum, value) in sums.iter_mut().zip(value) {
                        *sum = _mm256_add_ps(*sum, _mm256_mul_ps(share, value));
                    }
                }
            }
            for (out, sums) in out.iter_mut().zip(sums) {
                for (i, sum) in sums.into_iter().enumerate() {
                    // SAFETY: `out` is 32 numbers long.
                    unsafe { _mm256_storeu_ps(out.as_mut_ptr().add(i * 8), sum) };
                }
            }
        }
    }

    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    pub(super) fn multiply_vnni(weights: &Packed, rows: &[u8], sink: &mut impl Sink) {
        let stride = weights.stride();
        let count = rows.len() / stride.max(1);
        for (panel, bytes, starts) in weights.panels() {
            let mut first = 0;
            while first < count {
                let rows = &rows[first * stride..];
                first += match count - first {
                    1 => vnni::<1>(rows, stride, bytes, starts, first, panel, sink),
                    2 => vnni::<2>(rows, stride, bytes, starts, first, panel, sink),
                    3 => vnni::<3>(rows, stride, bytes, starts, first, panel, sink),
                    4 => vnni::<4>(rows, stride, bytes, starts, first, panel, sink),
                    5 => vnni::<5>(rows, stride, bytes, starts, first, panel, sink),
                    _ => vnni::<TOGETHER>(rows, stride, bytes, starts, first, panel, sink),
                };
            }
        }
    }

    /// `R` rows by one panel: 4 · `R` sums stay in registers.
    #[inline]
    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    fn vnni<const R: usize>(
        rows: &[u8],
        stride: usize,
        bytes: &[i8],
        starts: &[i32; PANEL],
        first: usize,
        panel: usize,
        sink: &mut impl Sink,
    ) -> usize {
        let groups = stride / GROUP;
        assert!(rows.len() >= R * stride && bytes.len() == groups * STEP);
        // SAFETY: `starts` is 4 · 64 bytes long.
        let start: [__m512i; 4] = unsafe {
            let at = starts.as_ptr();
            [
                _mm512_loadu_si512(at.cast()),
                _mm512_loadu_si512(at.add(16).cast()),
                _mm512_loadu_si512(at.add(32).cast()),
                _mm512_loadu_si512(at.add(48).cast()),
            ]
        };
        let mut sums = [start; R];
        for group in 0..groups {
            // SAFETY: group < groups, so 256 bytes from group · 256 lie within `bytes` (asserted above).
            // Written out: a closure would be no part of this function's instruction set, and go through memory.
            let w: [__m512i; 4] = unsafe {
                let at = bytes.as_ptr().add(group * STEP);
                [
                    _mm512_loadu_si512(at.cast()),
                    _mm512_loadu_si512(at.add(64).cast()),
                    _mm512_loadu_si512(at.add(128).cast()),
                    _mm512_loadu_si512(at.add(192).cast()),
                ]
            };
            for (r, sums) in sums.iter_mut().enumerate() {
                // SAFETY: r < R and group < groups, so these four bytes lie within R · stride bytes (asserted above).
                let x =
                    unsafe { rows.as_ptr().add(r * stride + group * GROUP).cast::<i32>().read_unaligned() };
                let x = _mm512_set1_epi32(x);
                for (sum, w) in sums.iter_mut().zip(w) {
                    *sum = _mm512_dpbusd_epi32(*sum, x, w);
                }
            }
        }
        for (r, row) in sums.iter().enumerate() {
            let mut out = [0_i32; PANEL];
            for (b, sum) in row.iter().enumerate() {
                // SAFETY: `out` is 4 · 64 bytes long.
                unsafe { _mm512_storeu_si512(out.as_mut_ptr().add(b * 16).cast(), *sum) };
            }
            sink.take(first + r, panel, &out);
        }
        R
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn multiply_avx2(weights: &Packed, rows: &[u8], sink: &mut impl Sink) {
        let stride = weights.stride();
        let count = rows.len() / stride.max(1);
        for (panel, bytes, starts) in weights.panels() {
            let mut first = 0;
            while first < count {
                let rows = &rows[first * stride..];
                first += match count - first {
                    1 => avx2::<1>(rows, stride, bytes, starts, first, panel, sink),
                    2 => avx2::<2>(rows, stride, bytes, starts, first, panel, sink),
                    3 => avx2::<3>(rows, stride, bytes, starts, first, panel, sink),
                    _ => avx2::<4>(rows, stride, bytes, starts, first, panel, sink),
                };
            }
        }
    }

    /// `R` rows by one panel, eight outputs at a time. Bytes are widened to 16 bits first, because the byte product of
    /// AVX2 (`maddubs`) saturates; two 16-bit products and their sum fit into 32 bits.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn avx2<const R: usize>(
        rows: &[u8],
        stride: usize,
        bytes: &[i8],
        starts: &[i32; PANEL],
        first: usize,
        panel: usize,
        sink: &mut impl Sink,
    ) -> usize {
        let groups = stride / GROUP;
        assert!(rows.len() >= R * stride && bytes.len() == groups * STEP);
        let mut out = [*starts; R];
        for eight in 0..PANEL / 8 {
            // Two registers a row: outputs 0–3 and 4–7, each in two halves that are added at the end.
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for group in 0..groups {
                // SAFETY: group < groups and eight < 8, so 32 bytes from here lie within `bytes` (asserted above).
                let w: [__m256i; 2] = unsafe {
                    let at = bytes.as_ptr().add(group * STEP + eight * 32);
                    [
                        _mm256_cvtepi8_epi16(_mm_loadu_si128(at.cast())),
                        _mm256_cvtepi8_epi16(_mm_loadu_si128(at.add(16).cast())),
                    ]
                };
                for (r, sums) in sums.iter_mut().enumerate() {
                    // SAFETY: r < R and group < groups, so these four bytes lie within R · stride bytes.
                    let x = unsafe {
                        rows.as_ptr().add(r * stride + group * GROUP).cast::<i32>().read_unaligned()
                    };
                    let x = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(_mm_cvtsi32_si128(x)));
                    for (sum, w) in sums.iter_mut().zip(w) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(x, w));
                    }
                }
            }
            for (out, sums) in out.iter_mut().zip(sums) {
                for (half, sum) in sums.into_iter().enumerate() {
                    let mut pairs = [0_i32; 8];
                    // SAFETY: `pairs` is 32 bytes long.
                    unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), sum) };
                    for (l, pair) in pairs.as_chunks::<2>().0.iter().enumerate() {
                        out[eight * 8 + half * 4 + l] += pair[0] + pair[1];
                    }
                }
            }
        }
        for (r, sums) in out.iter().enumerate() {
            sink.take(first + r, panel, sums);
        }
        R
    }
}

#[cfg(test)]
#[path = "kernel/tests.rs"]
mod tests;
