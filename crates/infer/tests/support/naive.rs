//! Both encoders and all heads, written as the formulas stand, in double precision.

use super::{File, Values};

pub type Matrix = Vec<Vec<f64>>;

impl File {
    pub fn number(&self, key: &str) -> usize {
        self.metadata[key].parse().unwrap()
    }

    pub fn wide(&self, name: &str) -> Vec<f64> {
        let (_, values) = self.tensors.get(name).unwrap_or_else(|| panic!("no {name}"));
        match values {
            Values::F32(v) => v.iter().map(|x| f64::from(*x)).collect(),
            Values::I8(v) => v.iter().map(|x| f64::from(*x)).collect(),
            Values::U8(v) => v.iter().map(|x| f64::from(*x)).collect(),
        }
    }

    pub fn matrix(&self, name: &str) -> Matrix {
        let columns = self.tensors[name].0[1];
        self.wide(name).chunks(columns).map(<[f64]>::to_vec).collect()
    }

    /// Weights times row, plus bias where there is one. `exact`: the row is quantised as the format says.
    pub fn linear(&self, name: &str, row: &[f64], exact: bool) -> Vec<f64> {
        let weights = self.matrix(&format!("{name}.weight"));
        let scales = match self.tensors.contains_key(&format!("{name}.scale")) {
            true => self.wide(&format!("{name}.scale")),
            false => vec![1.0; weights.len()],
        };
        let bias = match self.tensors.contains_key(&format!("{name}.bias")) {
            true => self.wide(&format!("{name}.bias")),
            false => vec![0.0; weights.len()],
        };
        let mut row = row.to_vec();
        if exact && self.tensors.contains_key(&format!("{name}.scale")) {
            let size = row.iter().fold(0.0_f64, |m, x| m.max(x.abs())) / 127.0;
            if size > 0.0 {
                for x in &mut row {
                    let tie = ((*x / size).abs().fract() - 0.5).abs();
                    self.nearest_tie.set(self.nearest_tie.get().min(tie));
                    *x = (*x / size).round().clamp(-127.0, 127.0) * size;
                }
            }
        }
        let dot = |w: &[f64]| w.iter().zip(&row).map(|(a, b)| a * b).sum::<f64>();
        (0..weights.len()).map(|o| dot(&weights[o]) * scales[o] + bias[o]).collect()
    }

    pub fn norm(&self, name: &str, row: &[f64], epsilon: f64) -> Vec<f64> {
        let (weight, bias) = (self.wide(&format!("{name}.weight")), self.wide(&format!("{name}.bias")));
        let n = row.len() as f64;
        let mean = row.iter().sum::<f64>() / n;
        let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        (0..row.len()).map(|i| (row[i] - mean) / (variance + epsilon).sqrt() * weight[i] + bias[i]).collect()
    }
}

pub fn gelu(x: f64) -> f64 {
    0.5 * x * (1.0 + libm::erf(x / std::f64::consts::SQRT_2))
}

pub fn softmax(row: &[f64]) -> Vec<f64> {
    let largest = row.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<_> = row.iter().map(|x| (x - largest).exp()).collect();
    let whole: f64 = powers.iter().sum();
    powers.iter().map(|p| p / whole).collect()
}

fn sum(rows: &[&[f64]]) -> Vec<f64> {
    (0..rows[0].len()).map(|i| rows.iter().map(|r| r[i]).sum()).collect()
}

/// A word as the transformer's inputs: ids of its pieces, its shape, its flags.
pub type Cut = (Vec<usize>, usize, u32);

/// The vectors of one window of words.
pub fn transformer(file: &File, words: &[Cut], exact: bool) -> Matrix {
    let tables = ["words", "positions", "shapes", "flags"].map(|t| file.matrix(&format!("embeddings.{t}")));
    let scales = file.wide("embeddings.words.scale");
    let mut inputs = vec![(2_usize, 7_usize, 0_u32)];
    let mut firsts = Vec::new();
    for (ids, shape, flags) in words {
        firsts.push(inputs.len());
        inputs.extend(ids.iter().map(|id| (*id, *shape, *flags)));
    }
    inputs.push((3, 7, 0));
    let mut x: Matrix = Vec::new();
    for (position, (id, shape, flags)) in inputs.into_iter().enumerate() {
        let word: Vec<_> = tables[0][id].iter().map(|w| w * scales[id]).collect();
        let mut rows: Vec<&[f64]> = vec![&word, &tables[1][position], &tables[2][shape]];
        rows.extend((0..tables[3].len()).filter(|k| flags >> k & 1 == 1).map(|k| &tables[3][k][..]));
        x.push(file.norm("embeddings.norm", &sum(&rows), 1e-12));
    }
    let depth = file.number("width") / file.number("heads");
    for i in 0..file.number("layers") {
        let all = |part: &str, x: &Matrix| -> Matrix {
            x.iter().map(|row| file.linear(&format!("layers.{i}.{part}"), row, exact)).collect()
        };
        let (q, k, v) = (all("query", &x), all("key", &x), all("value", &x));
        let mut context = vec![vec![0.0; file.number("width")]; x.len()];
        for head in 0..file.number("heads") {
            let of = head * depth..(head + 1) * depth;
            for a in 0..x.len() {
                let score =
                    |b: usize| of.clone().map(|d| q[a][d] * k[b][d]).sum::<f64>() / (depth as f64).sqrt();
                let shares = softmax(&(0..x.len()).map(score).collect::<Vec<_>>());
                for d in of.clone() {
                    context[a][d] = (0..x.len()).map(|b| shares[b] * v[b][d]).sum();
                }
            }
        }
        let output = all("output", &context);
        for (x, o) in x.iter_mut().zip(&output) {
            *x = file.norm(&format!("layers.{i}.attention_norm"), &sum(&[x, o]), 1e-12);
        }
        let up: Matrix = all("up", &x).iter().map(|r| r.iter().map(|x| gelu(*x)).collect()).collect();
        let down = all("down", &up);
        for (x, d) in x.iter_mut().zip(&down) {
            *x = file.norm(&format!("layers.{i}.output_norm"), &sum(&[x, d]), 1e-12);
        }
    }
    firsts.into_iter().map(|f| x[f].clone()).collect()
}

/// The vectors of a text; a word is its text in lower case, its shape, its flags.
pub fn convolution(file: &File, words: &[(String, usize, u32)], exact: bool) -> Matrix {
    let tables = ["hashed", "shapes", "flags"].map(|t| file.matrix(&format!("embeddings.{t}")));
    let scales = file.wide("embeddings.hashed.scale");
    let mut x: Matrix = Vec::new();
    for (lower, shape, flags) in words {
        let letters: Vec<char> = lower.chars().collect();
        let n = letters.len();
        let text = |range: std::ops::Range<usize>| letters[range].iter().collect::<String>();
        let plain: String = letters.iter().map(|c| if c.is_ascii_digit() { '0' } else { *c }).collect();
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for feature in [
            format!("w:{lower}"),
            format!("p:{}", text(0..n.min(3))),
            format!("s:{}", text(n.saturating_sub(3)..n)),
            format!("t:{}", text(n.saturating_sub(2)..n)),
            format!("n:{plain}"),
        ] {
            let mut hash = 0xcbf2_9ce4_8422_2325_u64;
            for byte in feature.bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            let row = hash as usize % tables[0].len();
            rows.push(tables[0][row].iter().map(|w| w * scales[row]).collect());
        }
        rows.push(tables[1][*shape].clone());
        rows.extend((0..tables[2].len()).filter(|k| flags >> k & 1 == 1).map(|k| tables[2][k].clone()));
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let input = file.norm("embeddings.norm", &sum(&rows), 1e-5);
        x.push(file.linear("embeddings.project", &input, exact));
    }
    let dilations: Vec<usize> = file.metadata["dilations"].split(',').map(|d| d.parse().unwrap()).collect();
    let zero = vec![0.0; file.number("width")];
    for (i, d) in dilations.into_iter().enumerate() {
        let mut next = Vec::new();
        for t in 0..x.len() {
            let before = t.checked_sub(d).map_or(&zero, |b| &x[b]);
            let after = x.get(t + d).unwrap_or(&zero);
            let taps = [before.clone(), x[t].clone(), after.clone()].concat();
            let y: Vec<_> =
                file.linear(&format!("layers.{i}.conv"), &taps, exact).into_iter().map(gelu).collect();
            next.push(file.norm(&format!("layers.{i}.norm"), &sum(&[&x[t], &y]), 1e-5));
        }
        x = next;
    }
    x
}

fn bucket(distance: i64) -> usize {
    let class = match distance.abs() {
        0..=4 => distance.abs(),
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=34 => 9,
        35..=54 => 10,
        55..=89 => 11,
        _ => 12,
    };
    (if distance >= 0 { 12 + class } else { 12 - class }) as usize
}

pub fn role(file: &File, h: &Matrix, anchor: usize, word: usize) -> Vec<f64> {
    let parts = [
        file.linear("heads.roles.word", &h[word], false),
        file.linear("heads.roles.anchor", &h[anchor], false),
        file.matrix("heads.roles.distance")[bucket(word as i64 - anchor as i64)].clone(),
    ];
    let z: Vec<_> = sum(&[&parts[0], &parts[1], &parts[2]]).into_iter().map(gelu).collect();
    softmax(&file.linear("heads.roles.out", &z, false))
}

pub fn link(file: &File, h: &Matrix, pronoun: usize, first: usize, last: usize) -> f64 {
    let mean: Vec<_> = h[first].iter().zip(&h[last]).map(|(a, b)| (a + b) / 2.0).collect();
    let product: Vec<_> = mean.iter().zip(&h[pronoun]).map(|(a, b)| a * b).collect();
    let parts = [
        file.linear("heads.links.anchor", &h[pronoun], false),
        file.linear("heads.links.candidate", &mean, false),
        file.linear("heads.links.product", &product, false),
        file.matrix("heads.links.distance")[bucket(first as i64 - pronoun as i64)].clone(),
    ];
    let z: Vec<_> = sum(&[&parts[0], &parts[1], &parts[2], &parts[3]]).into_iter().map(gelu).collect();
    1.0 / (1.0 + (-file.linear("heads.links.out", &z, false)[0]).exp())
}
