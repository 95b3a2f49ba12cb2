//! Looking up names and terms of several words where they stand in a text.

use rustc_hash::FxHashMap;

/// Phrases by their first word; the longest is found first.
#[derive(Debug)]
pub struct Phrases<T>(FxHashMap<Box<str>, Vec<(&'static str, T)>>);

impl<T: Copy> Phrases<T> {
    pub(crate) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut map = FxHashMap::<Box<str>, Vec<(&'static str, T)>>::default();
        for (phrase, value) in entries {
            let list = map.entry(first(phrase).to_lowercase().into()).or_default();
            // The first entry for a phrase is the one that holds.
            if list.iter().all(|(known, _)| *known != phrase) {
                list.push((phrase, value));
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in map.values_mut() {
            list.sort_by_key(|(phrase, _)| usize::MAX - phrase.len());
        }
        Self(map)
    }

    /// The longest phrase that `text` begins with, its length there, and its value. `folded` takes capitals for small
    /// letters. Whatever white space parts the words, and whatever apostrophe stands in them, is the same.
    pub fn at(&self, text: &str, folded: bool) -> Option<(usize, &'static str, T)> {
        let word = first(text);
        if word.is_empty() {
            return None;
        }
        let list = if word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
            self.0.get(word.to_lowercase().as_str())
        } else {
            self.0.get(word)
        }?;
        list.iter().find_map(|(phrase, value)| Some((matches(text, phrase, folded)?, *phrase, *value)))
    }

    /// The value of exactly this phrase.
    pub fn get(&self, phrase: &str, folded: bool) -> Option<(&'static str, T)> {
        self.at(phrase, folded)
            .filter(|(len, ..)| *len == phrase.len())
            .map(|(_, phrase, value)| (phrase, value))
    }
}

/// The letters and digits that a text begins with.
fn first(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    // A phrase may begin with a mark ("'Ndrangheta", "+972").
    if end == 0 {
        text.get(..text.chars().next().map_or(0, char::len_utf8)).unwrap_or("")
    } else {
        &text[..end]
    }
}

fn matches(text: &str, phrase: &str, folded: bool) -> Option<usize> {
    let mut there = text.char_indices().peekable();
    for p in phrase.chars() {
        let (_, t) = there.next()?;
        let same = match (t, p) {
            (t, ' ') if t.is_whitespace() => {
                while there.next_if(|(_, c)| c.is_whitespace()).is_some() {}
                true
            }
            (t, p) if t == p => true,
            ('’' | 'ʼ' | '‘', '\'') | ('\u{2010}' | '\u{2011}', '-') => true,
            (t, p) if folded => t.to_lowercase().eq(p.to_lowercase()),
            _ => false,
        };
        if !same {
            return None;
        }
    }
    match there.peek() {
        None => Some(text.len()),
        Some((_, c)) if c.is_alphanumeric() || *c == '_' => None,
        // "Freedom-loving" is not "Freedom".
        Some((at, '-')) if text[at + 1..].starts_with(char::is_alphanumeric) => None,
        Some((at, _)) => Some(*at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_ends_at_a_words_end() {
        let phrases = Phrases::new([("New York", 1), ("New York Times", 2), ("people's army", 3)]);
        assert_eq!(phrases.at("New York Times said", false), Some((14, "New York Times", 2)));
        assert_eq!(phrases.at("New  York, they said", false), Some((9, "New York", 1)));
        assert_eq!(phrases.at("New Yorker", false), None);
        assert_eq!(phrases.at("People’s Army", true).map(|f| f.2), Some(3));
        assert_eq!(phrases.at("People’s Army", false), None);
        assert_eq!(phrases.at("", true), None);
    }
}
