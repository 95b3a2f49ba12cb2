//! When the article was published and changed, and when the copy was made.

use sayso_news::{Basis, Block, Capture, Edtf, Precision, When};

use crate::metadata::Metadata;
use crate::rendered::Line;

/// What a capture tells about time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clocks {
    pub(crate) published: Option<When>,
    pub(crate) updated: Option<When>,
    /// When the copy was made.
    pub(crate) captured: Option<When>,
}

/// Reads what the capture's and the page's own fields say.
pub(crate) fn clocks(
    capture: &Capture,
    metadata: &Metadata,
    _lines: &[Line],
    _blocks: &[Block],
    _text: &str,
) -> Clocks {
    let first = |values: &[String]| values.iter().find_map(|value| stamp(value));
    Clocks {
        published: capture.published.clone().or_else(|| first(&metadata.published)),
        updated: first(&metadata.modified),
        captured: capture.captured.clone(),
    }
}

/// A time as machines write it.
fn stamp(text: &str) -> Option<When> {
    let text = text.trim();
    // 2023-05-22T10:00:00.000+0200: the fraction and the missing colon are left to the calendar's own reader.
    let value = Edtf::parse(text).ok().or_else(|| Edtf::parse(text.get(..10)?).ok())?;
    let precision = if value.as_str().contains('T') { Precision::Second } else { Precision::Day };
    value.begins().2?;
    Some(When { value, precision, basis: Basis::Metadata, cite: None })
}
