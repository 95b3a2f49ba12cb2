//! One small hash that is the same on every machine and in every run; `std`'s is seeded anew in each.

/// Mixes the bits of a number (the finisher of `SplitMix64`).
pub(crate) const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// The next state after one more number; order matters.
pub(crate) const fn chain(state: u64, next: u64) -> u64 {
    mix(state.rotate_left(23) ^ next.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// The hash of a word given as characters.
pub(crate) fn of_chars(chars: impl Iterator<Item = char>) -> u64 {
    // FNV-1a over the characters, then mixed: short words spread well and no state has to be kept.
    mix(chars.fold(0xCBF2_9CE4_8422_2325, |h, c| (h ^ c as u64).wrapping_mul(0x0100_0000_01B3)))
}

/// The hash of a word.
pub(crate) fn of(word: &str) -> u64 {
    of_chars(word.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        assert_eq!(of("dam"), of("dam"));
        assert_ne!(chain(of("a"), of("b")), chain(of("b"), of("a")));
        assert_eq!(of(""), mix(0xCBF2_9CE4_8422_2325));
        // Pinned: a change here changes which wordings are sampled, so results would differ between versions.
        assert_eq!(of("raid"), 14_558_334_439_749_185_387);
    }
}
