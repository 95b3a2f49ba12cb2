//! Characters that nobody sees: kept where they stand, counted, and told when they make runs, which may carry a message.

use sayso_news::{ArticleId, Cite, Note};
use sayso_text::Span;

/// Fewer than this side by side are how some scripts and pictures are written.
const RUN: usize = 4;
/// So many runs are shown.
const MOST: usize = 3;

/// Notes on the invisible characters of a text.
pub(crate) fn remark(text: &str, id: ArticleId, notes: &mut Vec<Note>) {
    let mut runs = 0;
    let (mut soft, mut ligatures) = (0, 0);
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        soft += usize::from(c == '\u{ad}');
        ligatures += usize::from(matches!(c, '\u{fb00}'..='\u{fb06}'));
        if !is_hidden(c) {
            continue;
        }
        let (mut count, mut end) = (1, at + c.len_utf8());
        while let Some((at, c)) = rest.next_if(|(_, c)| is_hidden(*c)) {
            (count, end) = (count + 1, at + c.len_utf8());
        }
        if count >= RUN {
            runs += 1;
            if runs <= MOST {
                let text = format!(
                    "{count} characters that nobody sees stand here (the first is U+{:04X}); they are kept and may carry a mark of origin",
                    c as u32
                );
                notes.push(Note::info("hidden-marks", text).at(Cite::new(id, Span::of(at..end))));
            }
        }
    }
    if runs > MOST {
        notes.push(Note::info(
            "hidden-marks",
            format!("{} more runs of characters that nobody sees", runs - MOST),
        ));
    }
    if soft > 0 {
        notes.push(Note::info("soft-hyphens", format!("{soft} soft hyphens stand in words; they are kept")));
    }
    if ligatures > 0 {
        let text =
            format!("{ligatures} joined letters (as \"ﬁ\" in one character) are kept as they are written");
        notes.push(Note::info("ligatures", text));
    }
}

/// Zero-width characters, marks of direction, variation selectors and tags.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}' | '\u{180b}'..='\u{180e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, Option<Span>)> {
        let mut notes = Vec::new();
        remark(text, ArticleId::of(&[b"x"]), &mut notes);
        notes.into_iter().map(|note| (note.code.to_string(), note.at.map(|at| at.span))).collect()
    }

    #[test]
    fn runs_are_told_with_their_place_and_length() {
        let mark: String = "\u{feff}\u{fe01}\u{e0102}\u{e01ef}\u{fe05}".into();
        let text = format!("The ferry{mark} sank.");
        assert_eq!(told(&text), [("hidden-marks".into(), Some(Span::of(9..9 + mark.len())))]);
    }

    #[test]
    fn what_scripts_and_pictures_need_is_no_mark() {
        assert!(told("می\u{200c}خواهم 👩\u{200d}🚒 ❤\u{fe0f}").is_empty());
        assert_eq!(told("Do\u{ad}nau of\u{fb01}ce").len(), 2);
    }
}
