//! Words of strangers as Markdown that shows them and does nothing else.

use crate::plain::line;

/// The words on one line, with every character that Markdown or HTML would act on escaped.
pub(super) fn words(words: &str) -> String {
    let words = line(words);
    let mut out = String::with_capacity(words.len() + 8);
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let rest = &words[at + c.len_utf8()..];
        let acts = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '$' | '^' => true,
            '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
            '~' => before == '~' || rest.starts_with('~'),
            '&' => rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#'),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// The same at the beginning of a line, where a number or a dash would begin a list and `#` a heading.
pub(super) fn opening(text: &str) -> String {
    let mut text = words(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text[digits..].chars().next();
    let list = digits > 0 && matches!(mark, Some('.' | ')'));
    if list || (digits == 0 && matches!(mark, Some('-' | '+' | '#' | '=' | '~' | ':'))) {
        text.insert(digits, '\\');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        assert_eq!(
            words("<b>*a*</b> | [x](y) `z` a_b _c_ $1"),
            "\\<b\\>\\*a\\*\\</b\\> \\| \\[x\\](y) \\`z\\` a_b \\_c\\_ \\$1"
        );
        assert_eq!(words("R&D & &lt;"), "R\\&D & \\&lt;");
        assert_eq!(opening("1. a\n# b"), "1\\. a # b");
        assert_eq!(opening("- a"), "\\- a");
    }
}
