//! Words of one family brought to one form, so that "attacked" meets "attacks".

/// The form that a word is compared in: lower case, no possessive, common endings of English cut off.
///
/// It is no base form for showing and need not be a word. Words of other languages lose at most a plural's `s`.
pub(crate) fn stem(word: &str) -> String {
    let lower: String = word.chars().flat_map(char::to_lowercase).map(plain).collect();
    let base = lower.strip_suffix("'s").or_else(|| lower.strip_suffix('\'')).unwrap_or(&lower);
    let singular = singular(base);
    let bare = inflected(&singular).unwrap_or(singular);
    match bare.strip_suffix('e') {
        Some(cut) if cut.len() > 2 => cut.to_owned(),
        _ => bare,
    }
}

fn plain(c: char) -> char {
    if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c }
}

fn singular(word: &str) -> String {
    if word.len() > 4 && word.ends_with("ies") {
        return format!("{}y", &word[..word.len() - 3]);
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    let plural =
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    if plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

/// The word without `-ing` or `-ed`, a doubled consonant made single.
fn inflected(word: &str) -> Option<String> {
    let cut = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"))?;
    if cut.len() < 3 || !cut.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return None;
    }
    let mut chars = cut.chars().rev();
    let (last, before) = (chars.next()?, chars.next()?);
    let doubled = last == before && !matches!(last, 'l' | 's' | 'z') && !"aeiou".contains(last);
    Some(if doubled { cut[..cut.len() - last.len_utf8()].to_owned() } else { cut.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_meet() {
        for family in [
            &["attack", "attacks", "attacked", "attacking", "Attack’s"][..],
            &["city", "cities", "city's"],
            &["raid", "raids", "raided"],
            &["stop", "stopped", "stopping"],
            &["crash", "crashes", "crashed"],
            &["release", "released", "releases", "releasing"],
        ] {
            let stems: std::collections::BTreeSet<_> = family.iter().map(|w| stem(w)).collect();
            assert_eq!(stems.len(), 1, "{family:?} gives {stems:?}");
        }
    }

    #[test]
    fn short_and_foreign_words_stay() {
        for (word, expected) in
            [("gas", "gas"), ("Москва", "москва"), ("red", "red"), ("bus", "bus"), ("'", "")]
        {
            assert_eq!(stem(word), expected);
        }
    }
}
