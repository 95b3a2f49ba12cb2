//! Networks made by chance, and the same networks worked out naively.
#![allow(dead_code, unreachable_pub, reason = "each test uses its part of it")]
#![allow(clippy::unwrap_used, clippy::match_bool, clippy::cast_possible_wrap, reason = "only tests use it")]

pub mod naive;

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Numbers that only look like chance.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// Between −size and size.
    pub fn number(&mut self, size: f32) -> f32 {
        (self.next() % 20_001) as f32 / 10_000.0 * size - size
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end
    }
}

pub enum Values {
    F32(Vec<f32>),
    I8(Vec<i8>),
    U8(Vec<u8>),
}

/// A safetensors file before it is written.
pub struct File {
    pub metadata: BTreeMap<String, String>,
    pub tensors: BTreeMap<String, (Vec<usize>, Values)>,
    chance: Chance,
    /// How near any quantised value came to the middle between two integers, where a hair's breadth decides.
    pub nearest_tie: std::cell::Cell<f64>,
}

impl File {
    pub fn new(encoder: &str, width: usize, layers: usize, seed: u64) -> Self {
        let pairs = [
            ("format", "sayso-network/1".to_owned()),
            ("name", "chance".to_owned()),
            ("encoder", encoder.to_owned()),
            ("width", width.to_string()),
            ("layers", layers.to_string()),
        ];
        let metadata = pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        Self { metadata, tensors: BTreeMap::new(), chance: Chance(seed), nearest_tie: 1.0.into() }
    }

    /// Numbers of about `size` around `middle`.
    pub fn f32(&mut self, name: &str, shape: &[usize], middle: f32, size: f32) {
        let count = shape.iter().product();
        let values = (0..count).map(|_| middle + self.chance.number(size)).collect();
        self.tensors.insert(name.to_owned(), (shape.to_vec(), Values::F32(values)));
    }

    pub fn i8(&mut self, name: &str, shape: &[usize]) {
        let count = shape.iter().product();
        let values = (0..count).map(|_| (self.chance.next() % 255) as i8).collect();
        self.tensors.insert(name.to_owned(), (shape.to_vec(), Values::I8(values)));
    }

    /// A layer as bytes, of a size that keeps the outputs about as large as the inputs.
    pub fn quantised(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.i8(&format!("{name}.weight"), &[outputs, inputs]);
        let size = 1.2 / 73.0 / (inputs as f32).sqrt();
        self.f32(&format!("{name}.scale"), &[outputs], size, size / 3.0);
        self.f32(&format!("{name}.bias"), &[outputs], 0.0, 0.2);
    }

    fn layer_norm(&mut self, name: &str, width: usize) {
        self.f32(&format!("{name}.weight"), &[width], 1.0, 0.3);
        self.f32(&format!("{name}.bias"), &[width], 0.0, 0.3);
    }

    pub fn heads(&mut self, width: usize, rank: usize, sentence: usize) {
        let size = 1.5 / (width as f32).sqrt();
        for (name, outputs, inputs, biased) in [
            ("names", 9, width, true),
            ("cues", 1, width, true),
            ("roles.word", rank, width, true),
            ("roles.anchor", rank, width, false),
            ("roles.out", 4, rank, true),
            ("links.anchor", rank, width, true),
            ("links.candidate", rank, width, false),
            ("links.product", rank, width, false),
            ("links.out", 1, rank, true),
            ("sentence", sentence, width, true),
        ] {
            self.f32(&format!("heads.{name}.weight"), &[outputs, inputs], 0.0, size);
            if biased {
                self.f32(&format!("heads.{name}.bias"), &[outputs], 0.0, 0.5);
            }
        }
        self.f32("heads.roles.distance", &[25, rank], 0.0, 0.5);
        self.f32("heads.links.distance", &[25, rank], 0.0, 0.5);
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut header = format!("{{\"__metadata__\":{}", serde_json::to_string(&self.metadata).unwrap());
        let mut data = Vec::new();
        for (name, (shape, values)) in &self.tensors {
            let start = data.len();
            let dtype = match values {
                Values::F32(v) => {
                    data.extend(v.iter().flat_map(|x| x.to_le_bytes()));
                    "F32"
                }
                Values::I8(v) => {
                    data.extend(v.iter().map(|x| x.cast_unsigned()));
                    "I8"
                }
                Values::U8(v) => {
                    data.extend(v);
                    "U8"
                }
            };
            let end = data.len();
            write!(
                header,
                ",\"{name}\":{{\"dtype\":\"{dtype}\",\"shape\":{shape:?},\"data_offsets\":[{start},{end}]}}"
            )
            .unwrap();
        }
        header.push('}');
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }
}

/// What a transformer of chance is like.
pub struct Sizes {
    pub width: usize,
    pub layers: usize,
    pub heads: usize,
    pub inner: usize,
    pub positions: usize,
}

/// Letters, so that every lower-case word can be cut, and some longer pieces.
pub fn vocabulary() -> Vec<String> {
    let mut pieces: Vec<String> =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", ",", "'", "-"].map(str::to_owned).into();
    for c in 'a'..='z' {
        pieces.push(c.to_string());
        pieces.push(format!("##{c}"));
    }
    pieces.extend(["the", "said", "##ing", "gov", "##ernor", "mini", "##ster"].map(str::to_owned));
    pieces
}

pub fn transformer(sizes: &Sizes, seed: u64) -> File {
    let Sizes { width, layers, heads, inner, positions } = *sizes;
    let mut file = File::new("transformer", width, layers, seed);
    file.metadata.insert("heads".to_owned(), heads.to_string());
    let pieces = vocabulary();
    let text = pieces.join("\n").into_bytes();
    file.tensors.insert("vocabulary".to_owned(), (vec![text.len()], Values::U8(text)));
    file.i8("embeddings.words", &[pieces.len(), width]);
    file.f32("embeddings.words.scale", &[pieces.len()], 0.01, 0.005);
    file.f32("embeddings.positions", &[positions, width], 0.0, 0.3);
    file.f32("embeddings.shapes", &[8, width], 0.0, 0.3);
    file.f32("embeddings.flags", &[16, width], 0.0, 0.3);
    file.layer_norm("embeddings.norm", width);
    for i in 0..layers {
        for (part, outputs, inputs) in [
            ("query", width, width),
            ("key", width, width),
            ("value", width, width),
            ("output", width, width),
            ("up", inner, width),
            ("down", width, inner),
        ] {
            file.quantised(&format!("layers.{i}.{part}"), outputs, inputs);
        }
        file.layer_norm(&format!("layers.{i}.attention_norm"), width);
        file.layer_norm(&format!("layers.{i}.output_norm"), width);
    }
    file.heads(width, width, width);
    file
}

pub fn convolution(width: usize, depth: usize, rows: usize, dilations: &[usize], seed: u64) -> File {
    let mut file = File::new("convolution", width, dilations.len(), seed);
    let list: Vec<_> = dilations.iter().map(usize::to_string).collect();
    file.metadata.insert("dilations".to_owned(), list.join(","));
    file.i8("embeddings.hashed", &[rows, depth]);
    file.f32("embeddings.hashed.scale", &[rows], 0.01, 0.005);
    file.f32("embeddings.shapes", &[8, depth], 0.0, 0.3);
    file.f32("embeddings.flags", &[16, depth], 0.0, 0.3);
    file.layer_norm("embeddings.norm", depth);
    file.quantised("embeddings.project", width, depth);
    for i in 0..dilations.len() {
        file.quantised(&format!("layers.{i}.conv"), width, 3 * width);
        file.layer_norm(&format!("layers.{i}.norm"), width);
    }
    file.heads(width, 2 * width, width);
    file
}

/// Words of chance, most of them lower-case letters; every eighth starts a sentence.
pub fn words(count: usize, seed: u64) -> (Vec<(String, u32)>, Vec<usize>) {
    const FIXED: [&str; 8] = ["the", "said", "Governor", "NATO", ".", "2024", "minister", "don't"];
    let mut chance = Chance(seed);
    let words = (0..count).map(|_| {
        let word = match chance.below(3) {
            0 => FIXED[chance.below(FIXED.len())].to_owned(),
            _ => (0..=chance.below(5)).map(|_| (b'a' + chance.below(26) as u8) as char).collect(),
        };
        (word, chance.next() as u32 & 0x1_0421)
    });
    (words.collect(), (0..count).step_by(8).collect())
}
