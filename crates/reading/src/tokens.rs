//! Blocks become words and marks.

use std::ops::Range;

use compact_str::CompactString;
use sayso_lexicon::Abbreviations;
use sayso_news::{Note, Tag, Token};
use sayso_text::Span;

use crate::broken::Broken;
use crate::draft::{Draft, is_read};

/// Bytes of one article that are read; what lies beyond is noted and left unread.
const LIMIT: usize = 4 << 20;

/// The tokens of one block.
#[derive(Debug, Clone)]
pub(crate) struct BlockTokens {
    /// The block, by index into the article's.
    pub(crate) block: u32,
    /// Its tokens, by index into the draft's.
    pub(crate) tokens: Range<usize>,
}

/// Writes the tokens of all blocks that are read; quotation marks and lone apostrophes are tagged `Other` and wait for
/// `quotations`, every other token is tagged roughly (`Noun`, `Number`, `Punctuation`) and waits for `tags`.
pub(crate) fn tokenise(draft: &mut Draft<'_>, notes: &mut Vec<Note>) -> Vec<BlockTokens> {
    let text = draft.article.text.as_str();
    let mut blocks = Vec::new();
    let mut read = 0;
    for (index, block) in draft.article.blocks.iter().enumerate() {
        let words = block.span.slice(text);
        if !is_read(block.kind) || words.is_empty() {
            continue;
        }
        if read + words.len() > LIMIT {
            notes.push(
                Note::warning(
                    "reading-cut",
                    "The article is too long to be read whole; its later blocks are left unread.",
                )
                .at(draft.article.cite(block.span))
                .hint("Split the capture."),
            );
            break;
        }
        read += words.len();
        let first = draft.tokens.len();
        let known = &draft.lexicon.abbreviations;
        let (base, broken) = (block.span.start(), draft.broken);
        Scanner { text: words, base, at: 0, tokens: &mut draft.tokens, known, broken }.run();
        blocks.push(BlockTokens { block: index as u32, tokens: first..draft.tokens.len() });
    }
    blocks
}

/// "for money.2 The": whether the number behind a word of so many letters and its full stop refers to a note.
fn begins_note(rest: &str, letters: usize) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    letters > 3 && (1..=2).contains(&digits) && opens_sentence(&rest[digits..])
}

/// Whether a blank follows, and then what a sentence begins with.
fn opens_sentence(rest: &str) -> bool {
    rest.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || is_double(c)))
}

/// Quotation marks and what may be one.
pub(crate) const fn is_quote(c: char) -> bool {
    is_double(c) || is_single(c)
}

/// Marks that only ever quote.
pub(crate) const fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '「' | '」' | '『' | '』')
}

/// Marks that quote, or stand for a letter left out.
pub(crate) const fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´')
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | 'ʻ')
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{AD}')
}

const fn is_mark(c: char) -> bool {
    // Combining marks and joiners belong to the letter before them.
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{200C}' | '\u{FE0F}')
}

const fn is_blank(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

struct Scanner<'t, 'd> {
    text: &'t str,
    base: usize,
    at: usize,
    tokens: &'d mut Vec<Token>,
    known: &'static Abbreviations,
    broken: &'d Broken,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        while let Some(c) = self.peek(self.at) {
            if c.is_whitespace() || is_blank(c) {
                self.at += c.len_utf8();
            } else if let Some(end) = self.note_mark() {
                self.at = end;
            } else if let Some(end) = self.address() {
                self.push(end, Tag::Noun);
            } else if let Some(end) = self.number() {
                self.push(end, Tag::Number);
            } else if c.is_alphanumeric() {
                self.word();
            } else {
                self.mark(c);
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn push(&mut self, end: usize, tag: Tag) {
        let span = Span::of(self.base + self.at..self.base + end);
        self.tokens.push(Token { span, tag, lemma: CompactString::default() });
        self.at = end;
    }

    /// Addresses, handles and hashtags: `https://…`, `www.…`, `name@host`, `@name`, `#tag`.
    fn address(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let bytes = rest.as_bytes();
        let link = match bytes[0] {
            b'h' => rest.starts_with("http://") || rest.starts_with("https://"),
            b'w' => rest.starts_with("www."),
            b't' => rest.starts_with("t.me/"),
            _ => false,
        };
        if link {
            let end = rest
                .find(|c: char| c.is_whitespace() || is_double(c) || matches!(c, '<' | '>' | '’' | '‘'))
                .unwrap_or(rest.len());
            let end = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len();
            return Some(self.at + end);
        }
        if matches!(bytes[0], b'@' | b'#') {
            let name = rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len() - 1);
            return (name > 0).then_some(self.at + 1 + name);
        }
        None
    }

    /// What only refers to a note, and is not read: "the plane.[7] Hodun", "“the timetable.”5 Tolliv".
    fn note_mark(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let before = &self.text[..self.at];
        if let Some(inner) = rest.strip_prefix('[') {
            let close = inner.as_bytes().iter().take(12).position(|b| *b == b']')?;
            let mut numbers = inner[..close].split([',', '–', '-']).map(str::trim);
            let numbers = numbers.all(|n| (1..=3).contains(&n.len()) && digits(n) == n.len());
            let behind = before.trim_end_matches(' ').ends_with(['.', '!', '?', ']']);
            let sticks = before.ends_with(|c: char| !c.is_whitespace());
            return (numbers && (behind || sticks)).then_some(self.at + close + 2);
        }
        let count = digits(rest);
        if !(1..=2).contains(&count) || before.ends_with(char::is_whitespace) {
            return None;
        }
        let sentence = before.trim_end_matches(|c| is_quote(c) || c == ')').strip_suffix(['.', '!', '?']);
        let ends = sentence.is_some_and(|text| text.ends_with(char::is_alphabetic));
        (ends && (rest.len() == count || opens_sentence(&rest[count..]))).then_some(self.at + count)
    }

    /// Numbers with their separators, currency and unit letters: `1,200.5`, `$300bn`, `10:30`, `5th`, `2023-05-22`, `7%`.
    fn number(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let mut chars = rest.char_indices().peekable();
        let mut currency = false;
        while let Some((_, c)) = chars.peek() {
            if matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₴' | '₺' | '₪' | '₩' | '₦')
            {
                currency = true;
                chars.next();
            } else {
                break;
            }
        }
        if !chars.peek().is_some_and(|(_, c)| c.is_ascii_digit()) {
            // A currency sign by itself is a mark, and "US$5" begins with letters.
            let letters = rest.bytes().take(3).take_while(u8::is_ascii_uppercase).count();
            let after = rest[letters..].strip_prefix(['$', '€', '£']);
            let money = letters > 0 && after.is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
            if currency || !money {
                return None;
            }
            for _ in 0..=letters {
                chars.next();
            }
        }
        let mut end = 0;
        let mut before = ' ';
        while let Some((i, c)) = chars.next() {
            let next = chars.peek().map(|(_, n)| *n);
            let inside = match c {
                '0'..='9' | '%' | '°' => true,
                ',' | '.' | ':' | '/' | '’' | '\'' => {
                    before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit())
                }
                c if is_hyphen(c) => before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric),
                c => c.is_alphabetic() || is_mark(c),
            };
            if !inside || (matches!(c, '’' | '\'') && !thousands(&rest[i..])) {
                break;
            }
            before = c;
            end = i + c.len_utf8();
        }
        Some(self.at + end)
    }

    /// A word: letters, digits, hyphens and apostrophes inside, full stops of abbreviations.
    fn word(&mut self) {
        let rest = &self.text[self.at..];
        if let Some(end) = initials(rest) {
            return self.push(self.at + end, Tag::Noun);
        }
        if let Some(end) = self.broken.end(self.base + self.at) {
            return self.broken_word(end - self.base);
        }
        let mut chars = rest.char_indices().peekable();
        let mut end = 0;
        let mut segment = 0;
        let mut before = ' ';
        while let Some((i, c)) = chars.next() {
            let next = chars.peek().map(|(_, n)| *n);
            let joins = next.is_some_and(char::is_alphanumeric);
            let inside = if c.is_alphanumeric() || is_mark(c) || c == '_' {
                segment += 1;
                true
            } else if is_hyphen(c) || is_apostrophe(c) {
                before.is_alphanumeric() && joins
            } else if c == '@' || c == '&' {
                // Mail addresses and "AT&T".
                before.is_alphanumeric() && joins
            } else if c == '.' {
                // "example.com", never the missing space of "ended.The".
                let lower = next.is_some_and(|n| n.is_lowercase() || n.is_ascii_digit());
                let inside = lower && segment > 1 && !begins_note(&rest[i + 1..], segment);
                segment = 0;
                inside
            } else {
                false
            };
            if !inside {
                break;
            }
            before = c;
            end = i + c.len_utf8();
        }
        let word = &rest[..end];
        let cut = clitic(word);
        let start = self.at;
        if cut > 0 && cut < end {
            self.push(start + cut, Tag::Noun);
            self.push(start + end, Tag::Other);
        } else {
            let stop = rest[end..].starts_with('.') && abbreviated(self.known, word, &rest[end + 1..]);
            self.push(start + end + usize::from(stop), Tag::Noun);
        }
    }

    /// A word that is broken over the end of a line, and the clitic that may follow it.
    fn broken_word(&mut self, end: usize) {
        let rest = &self.text[end.min(self.text.len())..];
        self.push(end.min(self.text.len()), Tag::Noun);
        let mut signs = rest.chars();
        if signs.next().is_some_and(is_apostrophe) {
            let letters = signs.as_str();
            let width = letters.find(|c: char| !c.is_alphanumeric()).unwrap_or(letters.len());
            let tail = &rest[..rest.len() - letters.len() + width];
            if clitic(&format!("x{tail}")) == 1 {
                self.push(end + tail.len(), Tag::Other);
            }
        }
    }

    fn mark(&mut self, c: char) {
        let rest = &self.text[self.at..];
        let run = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (len, tag) = match c {
            '.' => (run(|c| c == '.'), Tag::Punctuation),
            '-' => (run(|c| c == '-'), Tag::Punctuation),
            '\'' | '`' if rest[1..].starts_with(c) => (2, Tag::Other),
            c if is_quote(c) => (c.len_utf8(), Tag::Other),
            c => (c.len_utf8(), Tag::Punctuation),
        };
        self.push(self.at + len, tag);
    }
}

/// Whether an apostrophe between digits parts thousands, as in `10'000`.
fn thousands(rest: &str) -> bool {
    let digits = rest.chars().skip(1).take_while(char::is_ascii_digit).count();
    digits == 3
}

/// Single letters with full stops: `U.S.`, `a.m.`, `J.`; the length of the run.
fn initials(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() || (letters == 0 && letter.is_lowercase() && !two_letters(rest)) {
            break;
        }
        letters += 1;
        end += letter.len_utf8() + 1;
    }
    // "J.P" and "U.S" without the last stop.
    if letters > 0 {
        let tail = &rest[end..];
        let mut chars = tail.chars();
        if let Some(letter) = chars.next()
            && letter.is_uppercase()
            && !chars.next().is_some_and(|c| c.is_alphanumeric() || is_apostrophe(c) || is_hyphen(c))
        {
            end += letter.len_utf8();
        }
    }
    (letters > 0).then_some(end)
}

/// Whether `a.m.` rather than the last letter of a sentence.
fn two_letters(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    chars.next() == Some('.')
        && chars.next().is_some_and(char::is_alphabetic)
        && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Where a word parts from its possessive, contracted verb or negation; 0 where it does not.
fn clitic(word: &str) -> usize {
    let Some((at, mark)) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c)) else { return 0 };
    let tail = &word[at + mark.len_utf8()..];
    let is = |clitic: &str| tail.eq_ignore_ascii_case(clitic);
    if is("t") && word[..at].ends_with(['n', 'N']) && at > 1 {
        return at - 1;
    }
    if ["s", "re", "ve", "ll", "d", "m"].into_iter().any(is) { at } else { 0 }
}

/// Whether the full stop after `word` belongs to it.
fn abbreviated(known: &Abbreviations, word: &str, after: &str) -> bool {
    let next = after.trim_start().chars().next();
    known.get(word).is_some_and(|entry| match next {
        Some(c) => !entry.number || c.is_ascii_digit(),
        None => false,
    })
}
