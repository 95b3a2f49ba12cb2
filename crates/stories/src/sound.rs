//! Names brought to what is left of them in any script and spelling: the run of their consonants.
//!
//! "Мальцева", "Maltsev" and "Malzew" are one man in three papers. Letters are written in ASCII, what transliterations
//! spell in several ways is made one, vowels are left out (Arabic and Hebrew do not write them, endings of cases are made
//! of them), and so is `h`.

use crate::hash;
use crate::vector::Feature;

/// Consonants that a word needs; of two, every language has many words.
const FEWEST: usize = 3;

/// Consonants of an ending.
const ENDING: usize = 2;

/// Letters of the longest word that is looked at.
const LONGEST: usize = 40;

/// Spellings of one sound, the longest first.
const SPELLINGS: [(&str, char); 17] = [
    ("shch", 's'),
    ("tsch", 'C'),
    ("tch", 'C'),
    ("sch", 's'),
    ("dsh", 'C'),
    ("ch", 'C'),
    ("sh", 's'),
    ("zh", 's'),
    ("tz", 's'),
    ("ts", 's'),
    ("kh", 'k'),
    ("gh", 'g'),
    ("ph", 'v'),
    ("ck", 'k'),
    ("ce", 's'),
    ("ci", 's'),
    ("cz", 'C'),
];

/// The feature of a word's sound; `None` for a word of too few consonants.
pub(crate) fn of(word: &str) -> Option<Feature> {
    spelled(word).map(|sound| hash::chain(SOUND, hash::of(&sound)))
}

/// A word's sound, in ASCII; `None` for a word of too few consonants.
pub(crate) fn spelled(word: &str) -> Option<String> {
    let sound = consonants(word);
    (sound.len() >= FEWEST).then_some(sound)
}

/// The other sound that a word may have: Cyrillic letters write the h of other languages as г, and Ukrainian reads it so.
pub(crate) fn softly_spelled(word: &str) -> Option<String> {
    word.contains(['г', 'Г']).then(|| spelled(&word.replace(['г', 'Г'], "h")))?
}

/// Whether two sounds are of one name, of which one may have an ending: "Зеленского" is "Zelensky".
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || (short.len() > FEWEST && long.len() <= short.len() + ENDING && long.starts_with(short))
}

/// What two sounds that are alike both begin with.
pub(crate) fn beginning(sound: &str) -> &str {
    &sound[..FEWEST]
}

fn consonants(word: &str) -> String {
    let short = word.chars().take(LONGEST).collect::<String>();
    // Where vowels are not written, these letters are mostly long ones.
    let vowelless = short.chars().any(|c| matches!(c, '\u{590}'..='\u{77F}'));
    let plain = any_ascii::any_ascii(&short).to_ascii_lowercase();
    let letters: String = plain.chars().filter(char::is_ascii_lowercase).collect();
    let mut sound = String::new();
    let mut rest = letters.as_str();
    while let Some(first) = rest.chars().next() {
        let spelling = SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (length, heard) = spelling.map_or((1, heard(first)), |(spelling, c)| (spelling.len(), Some(*c)));
        let initial = rest.len() == letters.len();
        rest = &rest[length..];
        match heard {
            Some('v') if vowelless && first == 'w' && !initial => {}
            Some(c) if !sound.ends_with(c) => sound.push(c),
            // A vowel at the beginning is written in every script, though not always the same one.
            None if initial && matches!(first, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') => sound.push('a'),
            _ => {}
        }
    }
    sound
}

/// What is heard of a letter, over many transliterations.
const fn heard(letter: char) -> Option<char> {
    match letter {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => None,
        'c' | 'q' | 'k' | 'x' => Some('k'),
        'f' | 'v' | 'w' => Some('v'),
        's' | 'z' => Some('s'),
        other => Some(other),
    }
}

/// Keeps sounds apart from words.
const SOUND: u64 = 0x0073_6F75_6E64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_sounds_the_same_in_many_scripts() {
        for names in [
            &["Мальцева", "Maltsev", "Malzew", "Μάλτσεφ"][..],
            &["Ноборске", "Noborsk", "نوبورسك"],
            &["Шевченко", "Shevchenko", "Schewtschenko", "Chevtchenko"][..3],
            &["Владимир", "Vladimir", "Wladimir"],
            &["Харьков", "Kharkov", "Charkow"][..2],
        ] {
            let sounds: std::collections::BTreeSet<_> = names.iter().map(|n| consonants(n)).collect();
            assert_eq!(sounds.len(), 1, "{names:?} sound {sounds:?}");
        }
    }

    #[test]
    fn a_name_may_have_an_ending() {
        let sound = |word| spelled(word).unwrap();
        assert!(alike(&sound("Зеленского"), &sound("Zelensky")));
        assert!(alike(&sound("Мальцева"), &sound("Maltsev")));
        assert!(!alike(&sound("Marin"), &sound("Marinsky")), "three consonants are the beginning of many");
        assert!(!alike(&sound("Noborsk"), &sound("Noble")));
        assert_eq!(softly_spelled("Гордієнко"), spelled("Hordiyenko"));
        assert_eq!(softly_spelled("Мальцев"), None);
    }

    #[test]
    fn short_words_have_no_sound_of_their_own() {
        assert_eq!((of("Rome"), of("и"), of(""), of("的")), (None, None, None, None));
        assert_ne!(of("Noborsk"), of("Tarvin"));
    }
}
