//! Lines that end in the credit of a picture: what stands before it describes the picture.

use sayso_news::BlockKind;

use super::{Label, Row};
use crate::rendered::Rendered;

/// Words of a caption at most.
const LONGEST: u32 = 60;
/// Bytes of a credit at most, from its word to the end of the line.
const CREDIT: usize = 72;

/// Marks the captions.
pub(super) fn mark(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    use BlockKind::{Body, Byline, Caption, Comments, Embed, Legal, Title};
    for (n, (row, label)) in rows.iter().zip(labels).enumerate() {
        let signed = row.hits.start.is_some_and(|hit| matches!(hit.kind, Byline | Comments | Legal));
        if row.shape.words > LONGEST
            || signed
            || matches!(label.kind, Title | Byline | Caption | Comments | Embed)
        {
            continue;
        }
        let words = rendered.lines[n].span.slice(&rendered.text);
        let credit = row.hits.within.filter(|hit| {
            let near = || last(words, hit.entry).is_some_and(|at| words.len() - at <= CREDIT);
            hit.kind == Caption && hit.entry.ends_with([':', '/']) && near()
        });
        // "[2/4] Police stand outside the hall": one of a row of pictures.
        if let Some(hit) = credit {
            *label = Label::of(hit, "ends-in-a-credit", 0.85);
        } else if label.kind != Body && is_numbered(words) {
            *label = Label::new(Caption, "one-of-several-pictures", 0.8);
        }
    }
}

/// Where the phrase stands last, upper and lower case apart.
fn last(words: &str, phrase: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    (lower.len() == words.len()).then(|| lower.rfind(phrase)).flatten()
}

/// "[1/3] …".
fn is_numbered(words: &str) -> bool {
    let numbered = || {
        let (inner, rest) = words.strip_prefix('[')?.split_once(']')?;
        let (one, all) = inner.split_once('/').or_else(|| inner.split_once(" of "))?;
        Some(!rest.trim().is_empty() && [one, all].iter().all(|n| n.trim().parse::<u8>().is_ok()))
    };
    numbered().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_several_is_numbered() {
        assert!(is_numbered("[1/3] Police stand outside") && is_numbered("[2 of 5] A boat"));
        assert!(!is_numbered("[1/3]") && !is_numbered("[sic] 1/3") && !is_numbered("1/3 of them"));
    }
}
