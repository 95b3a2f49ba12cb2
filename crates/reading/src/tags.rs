//! Words get a coarse class and a base form.

use compact_str::{CompactString, ToCompactString as _};
use sayso_news::Tag;

use crate::draft::Draft;

/// Tags every token that is not a mark.
pub(crate) fn tag(draft: &mut Draft<'_>) {
    let text = draft.article.text.as_str();
    for token in &mut draft.tokens {
        let word = token.span.slice(text);
        token.lemma = fold(word);
        if token.tag == Tag::Noun && word.starts_with(char::is_uppercase) {
            token.tag = Tag::Name;
        }
    }
}

/// The word in lower case, with plain apostrophes.
fn fold(word: &str) -> CompactString {
    word.to_lowercase().replace(['’', 'ʼ', '‘'], "'").to_compact_string()
}
