//! Character references: `&amp;`, `&#8217;`, `&nbsp`.

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// No name is longer than this.
const LONGEST: usize = 33;

/// The characters that the reference at the start of `source` (a `&`) stands for, and how many bytes it takes.
/// `None` when it is no reference and the `&` is meant.
pub(crate) fn decode(source: &str, in_attribute: bool) -> Option<(Decoded, usize)> {
    let rest = source.strip_prefix('&')?;
    match rest.strip_prefix('#') {
        Some(number) => numeric(number).map(|(c, size)| (Decoded(c, None), size + 2)),
        None => named(rest, in_attribute).map(|(found, size)| (found, size + 1)),
    }
}

/// One or two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decoded(pub(crate) char, pub(crate) Option<char>);

fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, skip) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (number, 10, 0),
    };
    let size = digits.bytes().take_while(|b| (*b as char).is_digit(radix)).count();
    if size == 0 {
        return None;
    }
    // Too large a number reads as no character, as the standard has it.
    let code = u32::from_str_radix(&digits[..size], radix).unwrap_or(u32::MAX);
    let closed = usize::from(digits[size..].starts_with(';'));
    Some((character(code), skip + size + closed))
}

fn character(code: u32) -> char {
    match code {
        0 => '\u{FFFD}',
        0x80..=0x9F => C1_REPLACEMENTS[code as usize - 0x80].unwrap_or('\u{FFFD}'),
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    }
}

/// The longest name that the text begins with.
fn named(rest: &str, in_attribute: bool) -> Option<(Decoded, usize)> {
    let letters = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let closed = usize::from(rest[letters..].starts_with(';'));
    for size in (1..=letters + closed).rev() {
        let Some(&(first, second)) = NAMED_ENTITIES.get(&rest[..size]) else { continue };
        if first == 0 {
            continue;
        }
        let open = !rest[..size].ends_with(';');
        let goes_on = rest[size..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '=');
        if open && in_attribute && goes_on {
            return None;
        }
        let second = if second == 0 { None } else { char::from_u32(second) };
        return Some((Decoded(char::from_u32(first)?, second), size));
    }
    None
}

/// A text with its references decoded, for attributes and titles.
pub(crate) fn plain(source: &str, in_attribute: bool) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((Decoded(first, second), size)) = decode(rest, in_attribute) {
            text.push(first);
            text.extend(second);
            rest = &rest[size..];
        } else {
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_as_browsers_do() {
        assert_eq!(
            plain("a &amp; b &lt;c&gt; &#8217;&#x2019;&#146; &eacute;t&eacute &nbsp;", false),
            "a & b <c> ’’’ été \u{a0}"
        );
        assert_eq!(
            plain("R&D, AT&T; & so on &unknown; &#; &#x;", false),
            "R&D, AT&T; & so on &unknown; &#; &#x;"
        );
        assert_eq!(plain("?a=1&copy=2&lt", true), "?a=1&copy=2<");
        assert_eq!(
            plain("&notin; &notit; &#0; &#xD800; &#99999999999;", false),
            "∉ ¬it; \u{FFFD} \u{FFFD} \u{FFFD}"
        );
    }
}
