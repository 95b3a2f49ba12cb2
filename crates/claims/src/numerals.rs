//! Numbers as they are written: digits, number words, multipliers; what stands around them is read elsewhere.

use std::borrow::Cow;
use std::ops::Range;

use sayso_lexicon::NumberSense;
use sayso_news::Tag;

use crate::material::{Material, Sheet};

/// A number alone.
pub(crate) struct Bare {
    pub(crate) tokens: Range<usize>,
    pub(crate) value: f64,
    pub(crate) unit: Option<&'static str>,
    /// Whether it only says that there are many: "dozens".
    pub(crate) crowd: bool,
}

/// A number without what stands around it: digits, number words, multipliers.
pub(crate) fn number_at(material: &Material<'_>, sheet: &Sheet<'_>, at: usize, end: usize) -> Option<Bare> {
    let word = |i: usize| if i < end { sheet.lemma(i) } else { "" };
    let mut next = at;
    let mut value;
    let mut unit = None;
    let mut crowd = false;
    let text = sheet.word(at);
    if let Some((sign, digits, tail)) = digits(text) {
        value = digits;
        unit = unit_of(material, sign);
        next += 1;
        if !tail.is_empty() {
            if let Some(times) = multiplier(material, tail) {
                value *= times;
            } else if let Some(name) = unit_of(material, tail) {
                unit = unit.or(Some(name));
            } else {
                return None;
            }
        }
    } else {
        if sheet.tag(at) == Tag::Name && !text.starts_with(char::is_uppercase) {
            return None;
        }
        let (len, sense, first) = longest(material, sheet, at, end)?;
        match sense {
            NumberSense::Crowd => crowd = true,
            NumberSense::Cardinal => {}
            _ => return None,
        }
        value = first;
        next += len;
        // "forty nine", "two hundred and six"
        let mut below = 0.0;
        while next < end {
            let skip = usize::from(word(next) == "and");
            match longest(material, sheet, next + skip, end) {
                Some((len, NumberSense::Multiplier, times)) if skip == 0 => {
                    if times >= 1000.0 {
                        value = (value + below) * times;
                        below = 0.0;
                    } else {
                        value *= times;
                    }
                    next += len;
                }
                Some((len, NumberSense::Cardinal, more))
                    if more < value && value >= 20.0 && (skip == 0 || value >= 100.0) && len == 1 =>
                {
                    below += more;
                    next += skip + len;
                }
                _ => break,
            }
        }
        value += below;
        if crowd
            && word(next) == "of"
            && longest(material, sheet, next + 1, end).is_some_and(|l| l.1 == NumberSense::Crowd)
        {
            // "tens of thousands" is an entry of its own; "dozens of hundreds" is not a number.
            return None;
        }
    }
    while let Some((len, NumberSense::Multiplier, times)) = longest(material, sheet, next, end) {
        value *= times;
        next += len;
    }
    Some(Bare { tokens: at..next, value, unit, crowd })
}

/// The longest number word at a token; a hyphenated one ("forty-nine") is read in its parts.
fn longest(
    material: &Material<'_>,
    sheet: &Sheet<'_>,
    at: usize,
    end: usize,
) -> Option<(usize, NumberSense, f64)> {
    if at >= end {
        return None;
    }
    let text = sheet.word(at);
    if let Some((tens, ones)) = text.split_once('-')
        && let (Some(tens), Some(ones)) = (cardinal(material, tens), cardinal(material, ones))
        && tens >= 20.0
        && ones < 10.0
    {
        return Some((1, NumberSense::Cardinal, tens + ones));
    }
    // Plurals mean something else ("dozens"), so the words themselves are matched and not their base forms.
    if !material.tables.numbers.begins(&folded(text)) {
        return None;
    }
    let mut best = None;
    let words: [Cow<'_, str>; 4] =
        std::array::from_fn(|i| if at + i < end { folded(sheet.word(at + i)) } else { Cow::Borrowed("") });
    let word = |i: usize| words.get(i - at).map_or("", AsRef::as_ref);
    material.tables.numbers.at(at, word, |len, (sense, value)| {
        if best.is_none_or(|(held, _, _)| len > held) {
            best = Some((len, sense, value));
        }
    });
    best
}

/// The word in lower case.
pub(crate) fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|b| b.is_ascii_uppercase()) || !word.is_ascii() {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn cardinal(material: &Material<'_>, word: &str) -> Option<f64> {
    let folded = word.to_lowercase();
    let mut found = None;
    material.tables.numbers.at(
        0,
        |i| if i == 0 { folded.as_str() } else { "" },
        |_, (sense, value)| {
            if sense == NumberSense::Cardinal {
                found = Some(value);
            }
        },
    );
    found
}

fn multiplier(material: &Material<'_>, word: &str) -> Option<f64> {
    let folded = word.trim_start_matches('-').to_lowercase();
    let mut found = None;
    material.tables.numbers.at(
        0,
        |i| if i == 0 { folded.as_str() } else { "" },
        |_, (sense, value)| {
            if sense == NumberSense::Multiplier {
                found = Some(value);
            }
        },
    );
    found
}

fn unit_of(material: &Material<'_>, word: &str) -> Option<&'static str> {
    if word.is_empty() {
        return None;
    }
    let folded = word.trim_start_matches('-').to_lowercase();
    let mut found = None;
    material.tables.units.at(
        0,
        |i| if i == 0 { folded.as_str() } else { "" },
        |_, (unit, kind)| {
            if kind != "time" {
                found = Some(unit);
            }
        },
    );
    found
}

/// A currency sign, the number, and the letters after it: `$1,200.5m` is `$`, 1200.5, `m`. Dates, times, ordinals,
/// scores and telephone numbers are none.
fn digits(text: &str) -> Option<(&str, f64, &str)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let (sign, rest) = text.split_at(first);
    if sign.len() > 6 || sign.chars().any(|c| c == '-' || c == '_' || c == '@' || c == '#') {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    let (number, tail) = rest.split_at(end);
    let number = number.trim_end_matches(['.', ',']);
    let groups: Vec<&str> = number.split(',').collect();
    let plain = match groups.as_slice() {
        [one] => (*one).to_owned(),
        [first, more @ ..] if (1..=3).contains(&first.len()) => {
            let whole = more.iter().enumerate().all(|(i, g)| {
                let head = g.split('.').next().unwrap_or_default();
                head.len() == 3 && (i + 1 == more.len() || !g.contains('.'))
            });
            if whole {
                groups.concat()
            } else {
                return None;
            }
        }
        _ => return None,
    };
    if plain.len() > 15 || plain.matches('.').count() > 1 {
        return None;
    }
    if matches!(tail, "st" | "nd" | "rd" | "th" | "s") || tail.contains(['/', ':']) {
        return None;
    }
    let tail = if tail.starts_with('-') && tail[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    } else {
        tail
    };
    Some((sign, plain.parse().ok()?, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_with_signs_and_letters() {
        assert_eq!(digits("$1,200.5m"), Some(("$", 1200.5, "m")));
        assert_eq!(digits("3,400"), Some(("", 3400.0, "")));
        assert_eq!(digits("540-km"), Some(("", 540.0, "-km")));
        for none in ["10:30", "22nd", "2-1", "2023-05-22", "1,2", "555-1234", "1.2.3", "@uo1", "90s", "1/3"] {
            assert_eq!(digits(none), None, "{none}");
        }
    }
}
