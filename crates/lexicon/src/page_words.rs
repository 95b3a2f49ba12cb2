//! Words that count the pages of a printed text: "Page 3 of 12".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::table::rows;

/// Whether a word, in lower case, may stand beside the number of a page, in whatever language.
pub fn is_page_word(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&'static str>> =
        LazyLock::new(|| rows(include_str!("../data/mul/page_words.tsv")).map(|row| row.column(0)).collect());
    WORDS.contains(word)
}
