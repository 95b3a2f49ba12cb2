//! How fast names are found in the shipped atlas.

use sayso_atlas::Atlas;

fn main() {
    divan::main();
}

const NAMES: [&str; 5] = ["London", "Springfield", "Saint-Étienne-de-Tinée", "Nowhere at All", "Khar’kiv"];

#[divan::bench(args = NAMES)]
fn named(name: &str) -> usize {
    Atlas::shipped().named(divan::black_box(name)).len()
}

#[divan::bench]
fn open(bencher: divan::Bencher) {
    let bytes = include_bytes!("../data/atlas.bin");
    bencher.bench(|| Atlas::read(divan::black_box(bytes)).map(|atlas| atlas.len()));
}
