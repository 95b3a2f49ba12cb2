//! A word as the networks read it, and its shape.

/// One word of a text, as its reader cut it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as it stands in the text.
    pub text: &'t str,
    /// What the reader knows about it besides, one bit each; what each bit means was settled when the network was
    /// trained. Bits that the network has no row for are passed over.
    pub flags: u32,
}

/// Rows of the shape table: seven shapes of words, and one for what stands around a window.
pub(crate) const SHAPES: usize = 8;
/// The row for `[CLS]` and `[SEP]`.
pub(crate) const AROUND: usize = 7;

/// 0 neither letter nor digit, 1 a digit in it, 2 lower case, 3 Capitalised, 4 one capital, 5 CAPITALS, 6 mIxed.
/// A letter without case counts as lower case.
pub(crate) fn shape(word: &str) -> usize {
    let (mut letters, mut upper, mut starts_upper) = (0_usize, 0_usize, false);
    for c in word.chars() {
        if is_digit(c) {
            return 1;
        }
        if c.is_alphabetic() {
            let is_upper = c.is_uppercase();
            starts_upper |= letters == 0 && is_upper;
            letters += 1;
            upper += usize::from(is_upper);
        }
    }
    match (letters, upper) {
        (0, _) => 0,
        (_, 0) => 2,
        (1, _) => 4,
        (n, u) if n == u => 5,
        (_, 1) if starts_upper => 3,
        _ => 6,
    }
}

/// Digits of any script, and those set high, low or in a circle: what Unicode calls decimal or digit, as the training
/// did. Fractions and Roman numerals are none.
pub(crate) fn is_digit(c: char) -> bool {
    use unicode_general_category::{GeneralCategory, get_general_category};
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.is_numeric()
        && (get_general_category(c) == GeneralCategory::DecimalNumber
            || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨' | '⑴'..='⑼' | '⒈'..='⒐'
                | '⓪' | '⓵'..='⓽' | '⓿' | '❶'..='❾' | '➀'..='➈' | '➊'..='➒' | '🄀'..='🄊'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (word, expected) in [
            ("", 0),
            ("–", 0),
            ("?!", 0),
            ("1990s", 1),
            ("G7", 1),
            ("٣", 1),
            ("m²", 1),
            ("½", 0),
            ("said", 2),
            ("don't", 2),
            ("東京", 2),
            ("a", 2),
            ("Kyiv", 3),
            ("O'er", 3),
            ("'Tis", 3),
            ("Éire", 3),
            ("A", 4),
            ("J.", 4),
            ("NATO", 5),
            ("U.S.", 5),
            ("McCoy", 6),
            ("iPhone", 6),
            ("EUs", 6),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
