//! Words of one family brought to one form, so that "attacked" meets "attacks".

/// The form that a word is compared in: lower case, no possessive, common endings of English cut off.
///
/// It is no base form for showing and need not be a word. Words of other languages lose at most a plural's `s`.
pub(crate) fn stem(word: &str) -> String {
    let mut form = String::with_capacity(word.len() + 1);
    stem_into(word, &mut form);
    form
}

/// The same, written into a string that is used again: every word of every page comes through here.
pub(crate) fn stem_into(word: &str, form: &mut String) {
    form.clear();
    if word.is_ascii() {
        form.push_str(word);
        form.make_ascii_lowercase();
    } else {
        form.extend(word.chars().flat_map(char::to_lowercase).map(plain));
    }
    let base = form.strip_suffix("'s").or_else(|| form.strip_suffix('\'')).map_or(form.len(), str::len);
    form.truncate(base);
    singular(form);
    inflected(form);
    if form.len() > 3 && form.ends_with('e') {
        form.pop();
    }
}

fn plain(c: char) -> char {
    if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c }
}

fn singular(word: &mut String) {
    let length = word.len();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if !word.ends_with('s') {
        return;
    }
    if length > 4 && word.ends_with("ies") {
        word.truncate(length - 3);
        word.push('y');
    } else if ends(&["sses", "shes", "ches", "xes", "zes"]) {
        word.truncate(length - 2);
    } else if length > 3 && !ends(&["ss", "us", "is"]) {
        word.truncate(length - 1);
    }
}

/// Cuts `-ing` or `-ed`, a doubled consonant made single.
fn inflected(word: &mut String) {
    let Some(cut) = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")) else { return };
    if cut.len() < 3 || !cut.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return;
    }
    let mut chars = cut.chars().rev();
    let (Some(last), Some(before)) = (chars.next(), chars.next()) else { return };
    let doubled = last == before && !matches!(last, 'l' | 's' | 'z') && !"aeiou".contains(last);
    let length = cut.len() - if doubled { last.len_utf8() } else { 0 };
    word.truncate(length);
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
