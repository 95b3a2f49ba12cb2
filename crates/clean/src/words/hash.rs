//! A word as a number, the same on every machine.

/// FNV-1a over the word in lower case, each run of digits as one `0` (Fowler, Noll, Vo), its halves folded together.
pub(crate) fn hash(word: &str) -> u16 {
    let mut hash = 0x811c_9dc5_u32;
    let mut add = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let mut digit = false;
    for c in word.chars() {
        if c.is_ascii_digit() {
            if !digit {
                add(b'0');
            }
        } else if c.is_ascii() {
            add(c.to_ascii_lowercase() as u8);
        } else {
            c.to_lowercase().for_each(|c| c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut add));
        }
        digit = c.is_ascii_digit();
    }
    (hash ^ hash >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn case_and_numbers_do_not_matter() {
        assert_eq!(hash("Sarn"), hash("sarn"));
        assert_eq!(hash("Über12"), hash("über3456"));
        assert_ne!(hash("sarn"), hash("sarns"));
    }
}
