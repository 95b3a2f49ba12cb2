//! Words and phrases of the tables, matched over base forms.

use rustc_hash::FxHashMap;

/// Most words that `…` stands for.
const GAP: usize = 4;

/// One word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Word(&'static str),
    /// `…`: up to [`GAP`] words.
    Gap,
    /// `one's`: any possessive.
    Possessive,
}

/// Phrases by their first word, each with a value; built once, matched at a token.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<V> {
    by_first: FxHashMap<&'static str, Vec<(Vec<Piece>, V)>>,
    possessive: Vec<(Vec<Piece>, V)>,
}

impl<V: Copy> Phrases<V> {
    /// Compiles phrases of the form of the tables.
    pub(crate) fn new(phrases: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let mut built = Self { by_first: FxHashMap::default(), possessive: Vec::new() };
        for (phrase, value) in phrases {
            let pieces: Vec<_> = phrase
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(|w| match w {
                    "…" => Piece::Gap,
                    "one's" => Piece::Possessive,
                    word => Piece::Word(word),
                })
                .collect();
            match pieces.first() {
                Some(Piece::Word(first)) => built.by_first.entry(first).or_default().push((pieces, value)),
                Some(Piece::Possessive) => built.possessive.push((pieces, value)),
                _ => {}
            }
        }
        built
    }

    /// Whether any phrase begins with this word.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }

    /// Calls `found` with the length and the value of every phrase that begins at token `at`.
    pub(crate) fn at<'w>(&self, at: usize, word: impl Fn(usize) -> &'w str, found: impl FnMut(usize, V)) {
        self.at_either(at, |i| (word(i), ""), found);
    }

    /// The same, where each word of a phrase may stand in its base form or as it is written: "unaccounted for".
    pub(crate) fn at_either<'w>(
        &self,
        at: usize,
        word: impl Fn(usize) -> (&'w str, &'w str),
        mut found: impl FnMut(usize, V),
    ) {
        let (first, written) = word(at);
        for key in [first, written] {
            if key.is_empty() {
                continue;
            }
            for (pieces, value) in self.by_first.get(key).map_or(&[][..], Vec::as_slice) {
                if let Some(len) = length(pieces, at, &word) {
                    found(len, *value);
                }
            }
            if first == written {
                break;
            }
        }
        if is_possessive(first) {
            for (pieces, value) in &self.possessive {
                if let Some(len) = length(pieces, at, &word) {
                    found(len, *value);
                }
            }
        }
    }
}

/// Tokens that the phrase covers from `at`, where it stands there.
fn length<'w>(pieces: &[Piece], at: usize, word: &impl Fn(usize) -> (&'w str, &'w str)) -> Option<usize> {
    let mut next = at;
    let mut gap = false;
    for piece in pieces {
        match piece {
            Piece::Gap => gap = true,
            Piece::Word(wanted) => {
                let reach = if gap { GAP } else { 0 };
                next = 1
                    + (next..=next + reach)
                        .take_while(|i| !ends_clause(word(*i).0))
                        .find(|i| word(*i).0 == *wanted || word(*i).1 == *wanted)?;
                gap = false;
            }
            Piece::Possessive => {
                if !is_possessive(word(next).0) {
                    return None;
                }
                next += 1;
            }
        }
    }
    Some(next - at)
}

/// Whether the base form is a mark that no phrase runs over; past the end the word is empty.
fn ends_clause(word: &str) -> bool {
    matches!(word, "" | "." | ";" | ":" | "!" | "?" | "," | "—" | "–")
}

fn is_possessive(word: &str) -> bool {
    matches!(
        word,
        "my" | "our" | "your" | "his" | "her" | "its" | "their" | "'s" | "ours" | "mine" | "theirs" | "own"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&'static str], text: &str) -> Vec<usize> {
        let words: Vec<&str> = text.split(' ').collect();
        let table = Phrases::new(phrases.iter().map(|p| (*p, ())));
        let mut lengths = Vec::new();
        for at in 0..words.len() {
            table.at(at, |i| words.get(i).copied().unwrap_or(""), |len, ()| lengths.push(len));
        }
        lengths
    }

    #[test]
    fn gaps_are_bridged_and_clauses_are_not() {
        assert_eq!(found(&["drive … out"], "marine drive the gunman out of town"), [4]);
        assert_eq!(found(&["drive … out"], "they drive away , and out come the sun"), [] as [usize; 0]);
        assert_eq!(found(&["drive … out"], "drive a b c d e out"), [] as [usize; 0]);
    }

    #[test]
    fn any_possessive_will_do() {
        assert_eq!(
            found(&["close one's eye", "one's doing"], "none of us close his eye : its doing"),
            [3, 2]
        );
    }
}
