//! How weighing grows with the number of articles in a story.

#[path = "../tests/marked/mod.rs"]
mod marked;

use std::fmt::Write as _;

use marked::{Marked, Source, story};
use sayso_claims::Weigher;
use sayso_lexicon::Lexicon;

fn main() {
    divan::main();
}

/// One invented story in `n` articles of thirty statements each, worded by chance.
fn stories(n: usize) -> Marked {
    const VERBS: [&str; 8] =
        ["attacked", "seized", "denied knowing of", "repelled", "saw", "evacuated", "rebuilt", "inspected"];
    const NOUNS: [&str; 8] = [
        "the bridge",
        "a depot",
        "the old mill",
        "two boats",
        "the town hall",
        "nine workers",
        "a convoy",
        "the dam",
    ];
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let texts: Vec<(String, String)> = (0..n)
        .map(|i| {
            let mut text = format!("Report {i} from Lom\n");
            for _ in 0..30 {
                let who = next(12);
                let _ = writeln!(
                    text,
                    "[Name{who} Kell]{{{who} person}} [said]{{cue}} that [the {} group {} {} near Place{}]{{by {who}}}.",
                    ["northern", "southern", "exile"][next(3)],
                    VERBS[next(8)],
                    NOUNS[next(8)],
                                        next(9)
                );
            }
            (format!("Outlet{i} 2024-05-{:02}", 1 + i % 28), text)
        })
        .collect();
    let sources: Vec<_> = texts.iter().map(|(head, text)| Source { head, text }).collect();
    story(&sources, Some("2024-05-01"))
}

#[divan::bench(args = [1, 10, 100], sample_count = 10)]
fn weigh(bencher: divan::Bencher<'_, '_>, n: usize) {
    let marked = stories(n);
    let weigher = Weigher::new(Lexicon::english());
    bencher.bench(|| weigher.weigh(&marked.story, &marked.pairs()));
}

#[divan::bench]
fn build() -> Weigher {
    Weigher::new(Lexicon::english())
}
