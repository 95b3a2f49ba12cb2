//! Whatever a rewriter answers, what is taken of it has the composed sentence's cites, figures and quotation marks.
//! The sentence stands before the first NUL byte, the answer after it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_news::{ArticleId, Cite, Line};
use sayso_rewrite::{Composed, Reply};
use sayso_text::Span;

/// The letters of a sentence that an answer may neither add nor leave out, in no order.
fn kept(text: &str) -> Vec<char> {
    let mut found: Vec<char> = text.chars().filter(|c| c.is_numeric() || matches!(c, '“' | '”')).collect();
    found.sort_unstable();
    found
}

fuzz_target!(|bytes: &[u8]| {
    let words = String::from_utf8_lossy(bytes);
    let (sentence, answer) = words.split_once('\0').unwrap_or((&words, &words));
    let cite = Cite::new(ArticleId::of(&[b"fuzz"]), Span::of(0..sentence.len()));
    let line = Line::new(sentence, cite, Vec::new());
    let Ok(composed) = Composed::new(&line, |_| Some(sentence)) else { return };
    if let Ok(entailed) = composed.check(&Reply::new(answer)) {
        let taken = Line::from(entailed);
        assert_eq!(kept(taken.text()), kept(sentence), "{sentence:?} became {:?}", taken.text());
        assert!(taken.cites().eq(line.cites()));
    }
});
