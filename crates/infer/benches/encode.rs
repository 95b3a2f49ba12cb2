//! How fast both encoders run on one core, with weights of chance in the sizes of the real ones, at every level.
#![allow(clippy::unwrap_used, reason = "a bench that cannot be set up says so")]

#[path = "../tests/support/mod.rs"]
mod support;

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso_infer::{Level, Network, Word};
use support::{Sizes, convolution, transformer};

const LEVELS: [Level; 3] = [Level::Vnni, Level::Avx2, Level::Portable];

fn main() {
    divan::main();
}

/// Words of one piece each, so that words are pieces; a sentence has 25.
fn text(count: usize) -> (Vec<String>, Vec<usize>) {
    let letter = |i: usize| char::from(b'a' + (i * 7 % 26) as u8).to_string();
    ((0..count).map(letter).collect(), (0..count).step_by(25).collect())
}

fn read(words: &[String]) -> Vec<Word<'_>> {
    words.iter().map(|text| Word { text, flags: 1 }).collect()
}

/// `MiniLM`'s size; items are pieces. One window that is full, so that nothing is read twice.
#[divan::bench(args = LEVELS, sample_count = 20, sample_size = 1)]
fn transformer_window(bencher: Bencher, level: Level) {
    encode_transformer(bencher, level, 250);
}

/// An article of a thousand pieces, with the overlap of its windows.
#[divan::bench(args = LEVELS, sample_count = 10, sample_size = 1)]
fn transformer_article(bencher: Bencher, level: Level) {
    encode_transformer(bencher, level, 1000);
}

fn encode_transformer(bencher: Bencher, level: Level, count: usize) {
    let sizes = Sizes { width: 384, layers: 6, heads: 12, inner: 1536, positions: 256 };
    let network = Network::parse(&transformer(&sizes, 1).bytes()).unwrap().at_level(level);
    let (words, breaks) = text(count);
    let words = read(&words);
    bencher.counter(ItemsCount::new(count)).bench_local(|| network.encode(&words, &breaks));
}

/// The size of the fast profile; items are words.
#[divan::bench(args = LEVELS, sample_count = 10, sample_size = 1)]
fn convolution_text(bencher: Bencher, level: Level) {
    let file = convolution(128, 64, 1 << 15, &[1, 2, 4, 8, 1], 1);
    let network = Network::parse(&file.bytes()).unwrap().at_level(level);
    let words: Vec<_> = support::words(10_000, 2).0;
    let words: Vec<_> = words.iter().map(|(text, flags)| Word { text, flags: *flags }).collect();
    bencher.counter(ItemsCount::new(words.len())).bench_local(|| network.encode(&words, &[]));
}

/// One layer of 384 inputs and 1536 outputs over 254 rows, as the transformer's `up` (with its gelu left out): the integer
/// product by itself, through a network of nothing else. Items are products.
#[divan::bench(args = LEVELS, sample_count = 20, sample_size = 1)]
fn product(bencher: Bencher, level: Level) {
    let mut file = convolution(1536, 384, 64, &[], 1);
    file.tensors.retain(|name, _| !name.starts_with("heads."));
    let network = Network::parse(&file.bytes()).unwrap().at_level(level);
    let (words, _) = text(254);
    let words = read(&words);
    bencher.counter(ItemsCount::new(254_usize * 384 * 1536)).bench_local(|| network.encode(&words, &[]));
}
