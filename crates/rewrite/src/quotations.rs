//! A sentence as what it quotes and what stands around it.

use crate::Refusal;

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Outside quotation marks.
    Frame(String),
    /// In them, marks and all.
    Quote(String),
}

/// The stretches of a composed sentence. Its own marks are “ and ”, which may stand in each other.
pub(crate) fn composed(text: &str) -> Result<Vec<Piece>, Refusal> {
    let mut pieces = Vec::new();
    let (mut frame, mut quote, mut depth) = (String::new(), String::new(), 0_usize);
    for c in text.chars() {
        if c == '“' {
            depth += 1;
        }
        if depth > 0 {
            quote.push(c);
        } else if is_mark(c) {
            return Err(Refusal::Unclear);
        } else {
            frame.push(c);
        }
        if c == '”' {
            depth = depth.checked_sub(1).ok_or(Refusal::Unclear)?;
            if depth == 0 {
                pieces.push(Piece::Frame(std::mem::take(&mut frame)));
                pieces.push(Piece::Quote(std::mem::take(&mut quote)));
            }
        }
    }
    if depth > 0 {
        return Err(Refusal::Unclear);
    }
    pieces.push(Piece::Frame(frame));
    Ok(pieces)
}

/// The stretches of an answer, whose quotations must be among `quotes`. Straight marks and a comma or stop moved inside
/// them, as some write, are set right.
pub(crate) fn answered(text: &str, quotes: &[String]) -> Result<Vec<Piece>, Refusal> {
    let original: Vec<char> = text.chars().collect();
    let folded: Vec<char> = original.iter().copied().map(fold).collect();
    let mut known: Vec<(Vec<char>, &String)> =
        quotes.iter().map(|quote| (quote.chars().map(fold).collect(), quote)).collect();
    known.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.1.cmp(b.1)));
    let (mut pieces, mut frame, mut at) = (Vec::new(), String::new(), 0);
    while at < folded.len() {
        if folded[at] != '"' {
            frame.push(original[at]);
            at += 1;
            continue;
        }
        let rest = &folded[at..];
        let whole = |(known, quote): &(Vec<char>, &String)| {
            let (_, inner) = known.split_last()?;
            let tail = rest.strip_prefix(inner.as_ref())?;
            match *tail {
                ['"', ..] => Some(((*quote).clone(), None, inner.len() + 1)),
                [mark @ (',' | '.'), '"', ..] => Some(((*quote).clone(), Some(mark), inner.len() + 2)),
                _ => None,
            }
        };
        let Some((quote, mark, length)) = known.iter().find_map(whole) else { return Err(Refusal::Invented) };
        pieces.push(Piece::Frame(std::mem::take(&mut frame)));
        pieces.push(Piece::Quote(quote));
        frame.extend(mark);
        at += length;
    }
    pieces.push(Piece::Frame(frame));
    Ok(pieces)
}

/// The words of a quotation: without its marks, and without the sign that it was cut.
pub(crate) fn words(quote: &str) -> &str {
    let inner = quote.strip_prefix('“').and_then(|q| q.strip_suffix('”')).unwrap_or(quote);
    inner.strip_suffix(" …").unwrap_or(inner)
}

/// Whether the letter opens or closes a quotation. An apostrophe does not.
const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' | '「' | '」' | '`')
}

/// One sign for all double marks, one for all apostrophes.
const fn fold(c: char) -> char {
    match c {
        '’' => '\'',
        c if is_mark(c) => '"',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_in_each_other() {
        let pieces = composed("X says: “it “fell” at noon”; Y denies it.").unwrap();
        assert_eq!(pieces[1], Piece::Quote("“it “fell” at noon”".into()));
        assert_eq!(composed("X says: “it fell."), Err(Refusal::Unclear));
        assert_eq!(composed("X says: it fell”."), Err(Refusal::Unclear));
        assert_eq!(composed("The \"Wolves\" say: “it fell”."), Err(Refusal::Unclear));
    }

    #[test]
    fn marks_of_an_answer_are_set_right() {
        let quotes = ["“it fell”".to_owned(), "“it fell at noon”".to_owned()];
        let pieces = answered("\"it fell,\" says X, and «it fell at noon».", &quotes).unwrap();
        let expected = [
            Piece::Frame(String::new()),
            Piece::Quote("“it fell”".into()),
            Piece::Frame(", says X, and ".into()),
            Piece::Quote("“it fell at noon”".into()),
            Piece::Frame(".".into()),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(answered("“it stood”, says X.", &quotes), Err(Refusal::Invented));
        assert_eq!(answered("‘it fell’ and “so on”, says X.", &quotes), Err(Refusal::Invented));
    }
}
