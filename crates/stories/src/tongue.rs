//! What a page is written in: its language, where that is known, and its script.

use crate::hash;
use crate::page::Page;
use crate::vector::Feature;

/// Letters by which the script is told.
const LETTERS: usize = 400;

/// Latin letters that a letter stands for where vowels are left out, where it is a syllable, and where it is a word or part
/// of one.
const VOWELLESS: f32 = 1.2;
const SYLLABLE: f32 = 2.0;
const SIGN: f32 = 2.8;

/// A language and a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tongue {
    language: Option<Feature>,
    script: Script,
}

/// Scripts as far as they matter here: the block of Unicode that most letters come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Script(u16);

impl Tongue {
    pub(crate) fn of(page: &Page) -> Self {
        let code = page.article.language.as_deref().and_then(|tag| tag.split(['-', '_']).next());
        let language = code.map(|code| hash::of(&code.to_lowercase()));
        let text = &page.article.text;
        let letters = page.content.iter().flat_map(|(span, _)| span.slice(text).chars());
        let mut scripts: Vec<Script> =
            letters.filter(|c| c.is_alphabetic()).take(LETTERS).map(Script::of).collect();
        scripts.sort_unstable();
        let most = scripts.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
        Self { language, script: most.map_or(Script::LATIN, |run| run[0]) }
    }

    /// What the letters of a text weigh together, so that a text and its translation weigh about the same: some scripts
    /// leave the vowels out, in some a sign is a syllable or a word.
    pub(crate) fn weight(text: &str) -> f32 {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters
            .map(|c| match c {
                '\u{590}'..='\u{77F}' => VOWELLESS,
                '\u{3040}'..='\u{30FF}' => SYLLABLE,
                '\u{2E80}'.. => SIGN,
                _ => 1.0,
            })
            .sum()
    }

    /// Whether two pages are known to be in two languages.
    pub(crate) fn is_foreign_to(self, other: Self) -> bool {
        let languages = self.language.zip(other.language).is_some_and(|(ours, theirs)| ours != theirs);
        languages || self.script != other.script
    }
}

impl Script {
    const LATIN: Self = Self(0);
    /// Chinese characters, kana and hangul, which stand mixed.
    const EAST_ASIAN: Self = Self(0x2E);

    fn of(letter: char) -> Self {
        match u32::from(letter) {
            0..0x250 | 0x1E00..0x1F00 => Self::LATIN,
            0x2E80.. => Self::EAST_ASIAN,
            block => Self((block >> 8) as u16),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_by_blocks() {
        assert_eq!(Script::of('ž'), Script::of('A'));
        assert_eq!(Script::of('д'), Script::of('Ж'));
        assert_ne!(Script::of('ж'), Script::of('z'));
        assert_eq!(Script::of('東'), Script::of('カ'));
        assert_ne!(Script::of('ش'), Script::of('ש'));
    }
}
