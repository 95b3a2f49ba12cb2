//! The shape of a line: how long, how much like a sentence, how much like a headline.

use rustc_hash::FxHashSet;

/// What a line begins with when it is one of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Marker {
    #[default]
    None,
    /// `-`, `•`, `*`.
    Bullet,
    /// `1.`, `2)`, or a number and a gap.
    Number,
    /// `>>`, `→`, `►`.
    Arrow,
}

/// Counts over one line, made in one pass.
#[expect(clippy::struct_excessive_bools, reason = "each is a feature of its own")]
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    pub(crate) chars: u32,
    pub(crate) letters: u32,
    pub(crate) digits: u32,
    pub(crate) words: u32,
    /// Words that begin with a small letter.
    pub(crate) small: u32,
    /// Words that begin with a capital.
    pub(crate) capital: u32,
    /// Words that are common in running text.
    pub(crate) common: u32,
    /// How many sentences seem to end in it.
    pub(crate) sentences: u32,
    /// It ends as a sentence does.
    pub(crate) stop: bool,
    /// It ends with a question mark.
    pub(crate) question: bool,
    /// It ends with `…` or `...`.
    pub(crate) cut: bool,
    /// It has letters, and all of them are capitals.
    pub(crate) shouting: bool,
    /// It begins with a quotation mark.
    pub(crate) quoted: bool,
    /// It has a quotation mark somewhere.
    pub(crate) quotes: bool,
    /// It ends with a colon.
    pub(crate) colon: bool,
    /// How many marks stand in it that part the entries of a menu.
    pub(crate) separators: u32,
    /// How many gaps of two and more spaces stand in it.
    pub(crate) columns: u32,
    pub(crate) marker: Marker,
    /// It holds an address or a handle.
    pub(crate) address: bool,
    /// The whole of it stands in square brackets, or between stars or dashes.
    pub(crate) fenced: bool,
}

const SEPARATORS: [char; 9] = ['|', '›', '»', '·', '•', '>', '→', '¦', '❯'];

/// Reads one line. `common` holds the words of running text.
impl Shape {
    pub(crate) fn of(line: &str, common: &FxHashSet<&'static str>) -> Self {
        let mut shape = Self { marker: marker(line), ..Self::default() };
        let mut capitals = 0;
        let mut spaces = 0;
        let mut buffer = String::new();
        for c in line.chars() {
            shape.chars += 1;
            shape.digits += u32::from(c.is_ascii_digit());
            if c.is_alphabetic() {
                shape.letters += 1;
                capitals += u32::from(c.is_uppercase());
            }
            // Most characters are letters, and none of these.
            if !c.is_ascii_alphabetic() && c != ' ' {
                shape.separators += u32::from(SEPARATORS.contains(&c));
                shape.quotes |= is_quote(c);
            }
            spaces = if c == ' ' || c == '\u{a0}' { spaces + 1 } else { 0 };
            shape.columns += u32::from(spaces == 2 || c == '\t');
        }
        let mut ended = false;
        for word in line.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let Some(first) = bare.chars().next() else {
                // Marks alone: ` / ` and ` - ` part entries.
                shape.separators += u32::from(matches!(word, "/" | "-" | "–" | "—" | "::" | "//"));
                continue;
            };
            shape.words += 1;
            if first.is_lowercase() {
                shape.small += 1;
            } else if first.is_uppercase() {
                shape.capital += 1;
            }
            if bare.len() <= 8 {
                buffer.clear();
                if bare.is_ascii() {
                    buffer.push_str(bare);
                    buffer.make_ascii_lowercase();
                } else {
                    buffer.extend(bare.chars().flat_map(char::to_lowercase));
                }
                shape.common += u32::from(common.contains(buffer.as_str()));
            }
            if ended && !first.is_lowercase() {
                shape.sentences += 1;
            }
            ended = ends_sentence(word);
            shape.address |= word.contains('@') || word.contains("://") || word.starts_with("www.");
        }
        shape.stop = ends_sentence(line);
        shape.sentences += u32::from(shape.stop);
        let tail = line.trim_end_matches(|c: char| is_quote(c) || c == ')' || c == ']');
        shape.cut = tail.ends_with('…') || tail.ends_with("...");
        shape.question = tail.ends_with('?');
        shape.colon = tail.ends_with(':');
        shape.shouting = shape.letters > 2 && capitals == shape.letters;
        shape.quoted = line.starts_with(is_quote);
        shape.fenced = fenced(line);
        shape
    }

    /// Long enough and closed: running text.
    pub(crate) fn is_running(&self) -> bool {
        self.words >= 25 || (self.words >= 11 && self.stop && !self.cut)
    }

    /// Short, and not closed as a sentence is: what a headline looks like.
    pub(crate) fn is_headline(&self) -> bool {
        (3..=24).contains(&self.words)
            && (!self.stop || self.question)
            && !self.cut
            && self.letters * 2 > self.chars
    }

    /// The share of its words that are common in running text.
    pub(crate) fn commonness(&self) -> f32 {
        if self.words == 0 { 0.0 } else { self.common as f32 / self.words as f32 }
    }

    /// The share of its words that begin with a capital.
    pub(crate) fn titleness(&self) -> f32 {
        let cased = self.small + self.capital;
        if cased == 0 { 0.0 } else { self.capital as f32 / cased as f32 }
    }
}

pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '‚' | '\u{275D}' | '\u{275E}')
}

/// Whether the words end as a sentence does: a stop, perhaps within quotation marks or brackets.
pub(crate) fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(|c: char| is_quote(c) || matches!(c, '’' | '\'' | ')' | ']' | '*' | '\u{200b}'))
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', '։'])
}

fn marker(line: &str) -> Marker {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '–' | '—' | '*' | '•' | '·' | '▪' | '◦' | '●' | '○' | '■' | '‣' | '+')
            if gap(chars.clone()) =>
        {
            Marker::Bullet
        }
        Some('•' | '▪' | '●' | '■' | '‣') => Marker::Bullet,
        Some('→' | '►' | '▶' | '»' | '›' | '➤' | '➡' | '>' | '⇒') => Marker::Arrow,
        Some('0'..='9') => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = line.len() - rest.len();
            let closed =
                rest.strip_prefix(['.', ')', ':']).is_some_and(|r| r.starts_with(char::is_whitespace));
            if digits <= 2 && (closed || rest.starts_with("  ") || rest.starts_with('\t')) {
                Marker::Number
            } else {
                Marker::None
            }
        }
        _ => Marker::None,
    }
}

fn gap(mut rest: std::str::Chars<'_>) -> bool {
    rest.next().is_some_and(char::is_whitespace)
}

fn fenced(line: &str) -> bool {
    let both = |open: char, close: char| line.len() > 2 && line.starts_with(open) && line.ends_with(close);
    both('[', ']') || both('*', '*') || both('~', '~') || both('=', '=') || both('{', '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(line: &str) -> Shape {
        Shape::of(line, &["the", "of", "a"].into_iter().collect())
    }

    #[test]
    fn sentences_and_headlines_differ() {
        assert!(
            shape("The bridge over the Sarn was shut on Monday after a crack was found, police said.")
                .is_running()
        );
        assert!(shape("Bridge over the Sarn shut after crack is found").is_headline());
        assert!(shape("Who closed the bridge over the Sarn?").is_headline());
        assert!(!shape("Share").is_headline());
    }

    #[test]
    fn stops_within_quotation_marks_count() {
        assert!(shape("“It is over.”").stop);
        assert!(shape("(It is over!)").stop);
        assert!(!shape("“It is over”").stop);
        assert_eq!(shape("It is over. We won. Really").sentences, 2);
    }

    #[test]
    fn markers_of_lists() {
        assert_eq!(shape("- one").marker, Marker::Bullet);
        assert_eq!(shape("12. one").marker, Marker::Number);
        assert_eq!(shape("1  one").marker, Marker::Number);
        assert_eq!(shape(">> one").marker, Marker::Arrow);
        assert_eq!(shape("2023. A year").marker, Marker::None);
        assert_eq!(shape("-4 °C").marker, Marker::None);
    }

    #[test]
    fn menus_have_separators() {
        assert_eq!(shape("News | Sport | Jobs").separators, 2);
        assert_eq!(shape("News  Sport   Jobs").columns, 2);
        assert_eq!(shape("News / Sport").separators, 1);
    }
}
