//! Times that the running text names.

use sayso_lexicon::Lexicon;
use sayso_news::TimeMention;

use crate::draft::Draft;

/// The times of an article, in order.
pub(crate) fn times(_lexicon: &'static Lexicon, _draft: &Draft<'_>) -> Vec<TimeMention> {
    Vec::new()
}
