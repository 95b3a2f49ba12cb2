//! Names in the form in which they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::Words;

/// One spelling of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// As written.
    pub(crate) text: String,
    /// Its words: lower case, without accents, quotation marks, possessives and a leading article.
    pub(crate) tokens: Vec<String>,
    /// Senses of its words, small words left out, sorted.
    pub(crate) bag: Vec<String>,
    /// Its letters, when it is an acronym.
    pub(crate) acronym: Option<String>,
}

impl Form {
    /// The form of a name; `None` for one without letters.
    pub(crate) fn of(text: &str, words: &Words) -> Option<Self> {
        let mut tokens = fold(text);
        // An article, and not the initial of "A. Marul".
        if tokens.len() > 1 && (tokens[0] == "the" || text.starts_with("a ") || text.starts_with("an ")) {
            tokens.remove(0);
        }
        if tokens.is_empty() {
            return None;
        }
        let senses = tokens.iter().filter(|t| !words.is_small(t)).map(|t| words.sense(t));
        // "MoD" stands for two words.
        let mut bag: Vec<String> = senses.flat_map(|s| s.split(' ')).map(str::to_owned).collect();
        bag.sort_unstable();
        let acronym = acronym(text);
        Some(Self { text: text.trim().to_owned(), tokens, bag, acronym })
    }

    /// The words in one string.
    pub(crate) fn key(&self) -> String {
        self.tokens.join(" ")
    }

    /// Whether the acronym's letters begin this name's words, in order; small words may give a letter or none.
    pub(crate) fn expands(&self, acronym: &str, words: &Words) -> bool {
        let letters: Vec<char> = acronym.chars().collect();
        self.acronym.is_none()
            && (2..=12).contains(&self.tokens.len())
            && initials(&letters, &self.tokens, words)
    }
}

fn initials(letters: &[char], tokens: &[String], words: &Words) -> bool {
    let Some((token, rest)) = tokens.split_first() else { return letters.is_empty() };
    let takes = letters.first().is_some_and(|letter| token.starts_with(*letter));
    (takes && initials(&letters[1..], rest, words))
        || (words.is_small(token) && initials(letters, rest, words))
}

/// The words of a name: lower case, without accents, quotation marks and possessives.
pub(crate) fn fold(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        plain(text.chars().map(|c| c.to_ascii_lowercase()), &mut folded);
    } else {
        plain(text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase), &mut folded);
    }
    folded
        .split_whitespace()
        .map(|word| {
            let word = word.trim_start_matches('\'');
            let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches('\'');
            word.replace('\'', "")
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Letters and digits, apostrophes and spaces alone.
fn plain(lower: impl Iterator<Item = char>, folded: &mut String) {
    for c in lower {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '\'' => folded.push('\''),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '.' | '·' => {}
            c if c.is_alphanumeric() || c == '&' => folded.push(c),
            _ => folded.push(' '),
        }
    }
}

/// The letters of an acronym in lower case: two to seven capitals, full stops and a plural `s` left out.
pub(crate) fn acronym(text: &str) -> Option<String> {
    // Most names have small letters, and are looked at no further.
    if text.chars().any(char::is_lowercase) {
        return None;
    }
    let bare: String = text.trim().chars().filter(|c| *c != '.').collect();
    let good = (2..=7).contains(&bare.chars().count())
        && bare.chars().all(|c| c.is_alphanumeric() && !c.is_lowercase())
        && bare.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    good.then(|| bare.to_lowercase())
}

/// Bytes of a word past which no spellings are compared.
const LONGEST: usize = 60;

/// Whether two words can be two spellings of one name in another script: the same consonants as writers of Latin
/// letters render them, and few letters different.
pub(crate) fn same_spelling(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.len().max(b.len()) > LONGEST {
        return false;
    }
    let length = a.chars().count().min(b.chars().count());
    let allowed = if length < 3 {
        0
    } else if length < 5 {
        1
    } else {
        2
    };
    // A last vowel tells Mario from Maria.
    let gender = |w: &str| w.ends_with('a');
    let (x, y) = (sounds(a), sounds(b));
    let bare = |sounds: &[char]| {
        let mut bare: Vec<char> = sounds.iter().copied().filter(|c| !VOWELS.contains(*c)).collect();
        bare.dedup();
        bare
    };
    gender(a) == gender(b) && bare(&x) == bare(&y) && distance(&x, &y) <= allowed
}

const VOWELS: &str = "aeiouy";

/// The consonants of a name, the same for all its spellings.
pub(crate) fn consonants(word: &str) -> String {
    let mut bare: Vec<char> = sounds(word).into_iter().filter(|c| !VOWELS.contains(*c)).collect();
    bare.dedup();
    bare.into_iter().collect()
}

/// Ways of writing one sound of another script in Latin letters; longer ones first.
const SPELLINGS: [(&str, char); 19] = [
    ("dzh", 'j'),
    ("sch", 's'),
    ("tch", 'c'),
    ("tsch", 'c'),
    ("dj", 'j'),
    ("zh", 'j'),
    ("kh", 'g'),
    ("gh", 'g'),
    ("ch", 'c'),
    ("cz", 'c'),
    ("sh", 's'),
    ("sz", 's'),
    ("ts", 'z'),
    ("tz", 'z'),
    ("ph", 'f'),
    ("th", 't'),
    ("ck", 'k'),
    ("ou", 'u'),
    ("oo", 'u'),
];

/// A name with the sounds that transliterations write in several ways made one.
fn sounds(word: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let group = SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (sound, taken) = match group {
            Some((spelling, sound)) => (*sound, spelling.len()),
            None => (
                match c {
                    'h' => 'g',
                    'w' => 'v',
                    'q' | 'c' => 'k',
                    'z' => 's',
                    c => c,
                },
                c.len_utf8(),
            ),
        };
        // `ts` and a lone `z` are two sounds, but writers mix them; `ch` keeps apart from both.
        out.push(if sound == 'z' {
            's'
        } else if sound == 'c' {
            'ç'
        } else {
            sound
        });
        rest = &rest[taken..];
    }
    out
}

/// Letters to change, add or take away to make one word of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Whether two full names can be one person's: the family names agree in spelling, and so does what both give of the
/// others (an initial agrees with a name that it begins). A family name alone is no full name.
pub(crate) fn same_person(a: &[String], b: &[String]) -> bool {
    let ([a_given @ .., a_family], [b_given @ .., b_family]) = (a, b) else { return false };
    if a_given.is_empty() || b_given.is_empty() || !same_spelling(a_family, b_family) {
        return false;
    }
    let agree = |x: &String, y: &String| {
        same_spelling(x, y)
            || (x.chars().count() == 1 && y.starts_with(x.as_str()))
            || (y.chars().count() == 1 && x.starts_with(y.as_str()))
    };
    // "Counsellor Layla Hamdouch" and "Layla Hamdouch": the shorter name stands whole at the end of the longer.
    if a.ends_with(b) || b.ends_with(a) {
        return true;
    }
    if !agree(&a_given[0], &b_given[0]) {
        return false;
    }
    let (short, long) = if a_given.len() <= b_given.len() {
        (&a_given[1..], &b_given[1..])
    } else {
        (&b_given[1..], &a_given[1..])
    };
    // Middle names: what the shorter gives stands in the longer, in order.
    let mut long = long.iter();
    short.iter().all(|x| long.any(|y| agree(x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(name: &str) -> Vec<String> {
        fold(name)
    }

    #[test]
    fn folding_forgets_marks_and_case() {
        assert_eq!(fold("the ‘Freedom of Vashtal’ Légion’s"), ["the", "freedom", "of", "vashtal", "legion"]);
        assert_eq!(fold("U.N."), ["un"]);
        assert_eq!(fold("O’Brien"), ["obrien"]);
    }

    #[test]
    fn spellings_of_one_name_meet_and_others_do_not() {
        for (a, b) in [
            ("hladkov", "gladkov"),
            ("andriy", "andrii"),
            ("zelensky", "zelenskyy"),
            ("mohammed", "muhammad"),
        ] {
            assert!(same_spelling(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("mario", "maria"),
            ("petrov", "petrova"),
            ("lee", "low"),
            ("karsali", "marul"),
            ("jalin", "talin"),
            ("karsali", "kursaal"),
        ] {
            assert!(!same_spelling(a, b), "{a} {b}");
        }
    }

    #[test]
    fn full_names_agree_or_are_two_people() {
        for (a, b) in [
            ("George W. Bush", "George Bush"),
            ("Vyacheslav Gladkov", "Viacheslav Hladkov"),
            ("V. Gladkov", "Vyacheslav Gladkov"),
        ] {
            assert!(same_person(&tokens(a), &tokens(b)), "{a} {b}");
        }
        for (a, b) in [
            ("George W. Bush", "George H. Bush"),
            ("Emin Karsali", "Safiya Karsali"),
            ("Karsali", "Emin Karsali"),
            ("Jeb Bush", "George Bush"),
        ] {
            assert!(!same_person(&tokens(a), &tokens(b)), "{a} {b}");
        }
    }

    #[test]
    fn acronyms_are_capitals() {
        assert_eq!(acronym("U.N.").as_deref(), Some("un"));
        assert_eq!(acronym("F16"), None);
        assert_eq!(acronym("Baza"), None);
    }
}
