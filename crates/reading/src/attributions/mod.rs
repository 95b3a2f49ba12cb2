//! Who says what, on whose word.

use sayso_lexicon::Lexicon;
use sayso_news::Attribution;

use crate::draft::Draft;

/// The attributions of an article, in order of first word.
pub(crate) fn find(_lexicon: &'static Lexicon, _draft: &mut Draft<'_>) -> Vec<Attribution> {
    Vec::new()
}
