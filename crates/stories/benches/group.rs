//! How grouping grows with the number of articles, all at once and one at a time.

#[path = "../tests/tiny/mod.rs"]
mod tiny;

use sayso_lexicon::Lexicon;
use sayso_news::{Article, Reading};
use sayso_stories::{Grouper, Stream, Window, near_duplicates};

fn main() {
    divan::main();
}

/// Invented articles, five a story, each worded by chance from the words of its story and those that all share.
fn articles(n: usize) -> Vec<(Article, Reading)> {
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    (0..n)
        .map(|i| {
            let story = i / 5;
            let mut text = format!("Word{story} strikes Place{story}\n");
            for _ in 0..20 {
                for _ in 0..18 {
                    let word = match next(4) {
                        0 => format!("story{story}x{} ", next(40)),
                        1 => format!("Name{story}x{} ", next(6)),
                        _ => format!("common{} ", next(800)),
                    };
                    text.push_str(&word);
                }
                text.push_str("ends.\n");
            }
            let article = tiny::article(
                &i.to_string(),
                Some(&format!("2024-{:02}-{:02}", story % 12 + 1, story % 28 + 1)),
                &text,
            );
            let reading = tiny::read(&article);
            (article, reading)
        })
        .collect()
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn group(bencher: divan::Bencher, n: usize) {
    let articles = articles(n);
    let pairs: Vec<_> = articles.iter().map(|(a, r)| (a, r)).collect();
    let grouper = Grouper::new(Lexicon::english());
    bencher.bench_local(|| grouper.group(&pairs));
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn stream(bencher: divan::Bencher, n: usize) {
    let articles = articles(n);
    bencher.bench_local(|| {
        let mut stream = Stream::new(Grouper::new(Lexicon::english()), Window::default());
        articles.iter().map(|(article, reading)| stream.add(article, reading).len()).sum::<usize>()
    });
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn near(bencher: divan::Bencher, n: usize) {
    let articles = articles(n);
    let pairs: Vec<_> = articles.iter().map(|(a, r)| (a, r)).collect();
    bencher.bench_local(|| near_duplicates(&pairs, 0.5));
}
