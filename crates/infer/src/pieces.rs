//! Words to word pieces: BERT's uncased rules (Devlin et al. 2019), greedy longest match (Wu et al. 2016).

use rustc_hash::FxHashMap;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization as _;

use crate::container::Container;
use crate::error::WeightsError;

const TENSOR: &str = "vocabulary";
/// Characters of a part beyond which it is unknown.
const LONGEST_PART: usize = 100;
/// Pieces of one word that are read. Addresses come near it; more would push the sentence out of the window.
pub(crate) const MOST_PIECES: usize = 64;

/// The pieces that a network knows. A row of its embedding is a piece's id.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Pieces that start a part.
    starts: FxHashMap<Box<str>, u32>,
    /// Pieces that go on with it, without their `##`.
    goes_on: FxHashMap<Box<str>, u32>,
    /// Bytes of the longest piece, so that no longer one is looked up.
    longest: usize,
    pub(crate) size: usize,
    pub(crate) cls: u32,
    pub(crate) sep: u32,
    unknown: u32,
}

impl Vocabulary {
    pub(crate) fn read(file: &Container<'_>) -> Result<Self, WeightsError> {
        Self::new(file.text(TENSOR)?)
    }

    /// Takes pieces parted by line feeds; the line is the id.
    fn new(text: &str) -> Result<Self, WeightsError> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let (mut starts, mut goes_on) = (FxHashMap::default(), FxHashMap::default());
        let (mut longest, mut size) = (0, 0);
        for (id, piece) in text.split('\n').enumerate() {
            let (table, piece) = match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => (&mut goes_on, rest),
                _ => (&mut starts, piece),
            };
            longest = longest.max(piece.len());
            table.insert(piece.into(), id as u32);
            size = id + 1;
        }
        let special = |piece: &str| {
            starts.get(piece).copied().ok_or_else(|| WeightsError::Value {
                tensor: TENSOR.to_owned(),
                wrong: format!("it lacks {piece}"),
            })
        };
        let (cls, sep, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        Ok(Self { starts, goes_on, longest, size, cls, sep, unknown })
    }

    /// Puts the ids of a word's pieces behind those in `ids`: at least one, at most [`MOST_PIECES`].
    pub(crate) fn cut(&self, word: &str, ids: &mut Vec<u32>, part: &mut String) {
        let first = ids.len();
        part.clear();
        let mut cutter = Cutter { vocabulary: self, ids, first, part };
        if word.is_ascii() {
            word.chars().for_each(|c| cutter.take(c.to_ascii_lowercase()));
        } else {
            let clean = word.chars().filter(|c| !is_dropped(*c));
            for c in clean.nfd().filter(|c| get_general_category(*c) != GeneralCategory::NonspacingMark) {
                // A capital with a dot gives a letter and a mark; the mark goes as marks go.
                for c in c.to_lowercase() {
                    cutter.take(c);
                }
                if cutter.is_full() {
                    break;
                }
            }
        }
        cutter.end_part();
        if ids.len() == first {
            ids.push(self.unknown);
        }
        ids.truncate(first + MOST_PIECES);
    }

    /// The pieces of one part, greedily, or that it is unknown.
    fn cut_part(&self, part: &str, ids: &mut Vec<u32>) {
        let first = ids.len();
        let mut rest = part;
        while !rest.is_empty() {
            let table = if rest.len() == part.len() { &self.starts } else { &self.goes_on };
            let mut end = rest.len().min(self.longest);
            let found = loop {
                if rest.is_char_boundary(end)
                    && let Some(id) = table.get(&rest[..end])
                {
                    break Some(*id);
                }
                if end <= 1 {
                    break None;
                }
                end -= 1;
            };
            let Some(id) = found else {
                ids.truncate(first);
                ids.push(self.unknown);
                return;
            };
            ids.push(id);
            rest = &rest[end..];
        }
    }
}

/// Parts a word at blanks, marks and ideographs.
struct Cutter<'a> {
    vocabulary: &'a Vocabulary,
    ids: &'a mut Vec<u32>,
    first: usize,
    part: &'a mut String,
}

impl Cutter<'_> {
    fn is_full(&self) -> bool {
        self.ids.len() - self.first >= MOST_PIECES
    }

    fn take(&mut self, c: char) {
        if c.is_ascii_control() && !c.is_ascii_whitespace() || self.is_full() {
            return;
        }
        if c.is_whitespace() {
            self.end_part();
        } else if stands_alone(c) {
            self.end_part();
            self.part.push(c);
            self.end_part();
        } else if self.part.len() <= LONGEST_PART * 4 {
            // What is longer is unknown anyway, whatever its rest.
            self.part.push(c);
        }
    }

    fn end_part(&mut self) {
        if self.part.is_empty() || self.is_full() {
            return;
        }
        if self.part.len() > LONGEST_PART && self.part.chars().count() > LONGEST_PART {
            self.ids.push(self.vocabulary.unknown);
        } else {
            self.vocabulary.cut_part(self.part, self.ids);
        }
        self.part.clear();
    }
}

/// Control and format characters, those for private use, and the one that stands for broken bytes.
fn is_dropped(c: char) -> bool {
    use GeneralCategory::{Control, Format, PrivateUse};
    c == '\u{fffd}'
        || !matches!(c, '\t' | '\n' | '\r')
            && matches!(get_general_category(c), Control | Format | PrivateUse)
}

fn stands_alone(c: char) -> bool {
    use GeneralCategory::{
        ClosePunctuation, ConnectorPunctuation, DashPunctuation, FinalPunctuation, InitialPunctuation,
        OpenPunctuation, OtherPunctuation,
    };
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    is_ideograph(c)
        || matches!(
            get_general_category(c),
            ClosePunctuation
                | ConnectorPunctuation
                | DashPunctuation
                | FinalPunctuation
                | InitialPunctuation
                | OpenPunctuation
                | OtherPunctuation
        )
}

/// The blocks of Chinese characters that BERT parts; not kana, not hangul.
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B820..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests;
