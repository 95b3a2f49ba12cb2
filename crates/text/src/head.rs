//! The beginning of a text.

/// The longest beginning of `text` of at most `size` bytes that ends between characters.
pub fn head(text: &str, size: usize) -> &str {
    let mut end = size.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn no_character_is_cut() {
        assert_eq!(head("añb", 2), "a");
        assert_eq!(head("añb", 3), "añ");
        assert_eq!(head("añb", 99), "añb");
        assert_eq!(head("ñ", 0), "");
    }
}
