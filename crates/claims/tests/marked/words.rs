//! Words of marked texts: as much of tokens, classes and base forms as the tests need.

use sayso_lexicon::{Class, Lexicon};
use sayso_news::{Tag, Token};
use sayso_text::Span;

/// Sentences end at a full stop, a question mark or an exclamation mark with a space after it.
pub(super) fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (i, _) in text.match_indices(' ') {
        let before = text[..i].trim_end_matches(['”', '"']);
        if i > start && before.ends_with(['.', '?', '!']) && !before.ends_with("St.") {
            found.push(Span::of(start..i));
            start = i + 1;
        }
    }
    if start < bytes.len() {
        found.push(Span::of(start..bytes.len()));
    }
    found
}

/// The tokens of one sentence.
pub(super) fn tokens(text: &str, sentence: Span, into: &mut Vec<Token>) {
    let mut at = sentence.start();
    let mut first = true;
    let mut finite = false;
    while at < sentence.end() {
        let rest = &text[at..sentence.end()];
        let c = rest.chars().next().expect("there is a rest");
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '$');
        let mut len = rest.find(|c| !word(c)).unwrap_or(rest.len());
        if len == 0 {
            len = c.len_utf8();
            if matches!(c, '’' | '\'') && rest[len..].starts_with("s ") {
                len += 1;
            }
        } else if c.is_ascii_digit() || c == '$' {
            let more =
                rest[len..].strip_prefix([',', '.']).filter(|r| r.starts_with(|c: char| c.is_ascii_digit()));
            if let Some(more) = more {
                len += 1 + more.find(|c: char| !c.is_ascii_digit()).unwrap_or(more.len());
            }
        }
        let span = Span::of(at..at + len);
        let token = token(span.slice(text), span, first, &mut finite);
        first = matches!(token.tag, Tag::Open);
        into.push(token);
        at += len;
    }
}

fn token(word: &str, span: Span, first: bool, finite: &mut bool) -> Token {
    let lexicon = Lexicon::english();
    let folded = word.to_lowercase().replace('’', "'");
    let known = lexicon.grammar.get(&folded);
    let (tag, lemma) = if word.starts_with(|c: char| c.is_ascii_digit() || c == '$') {
        (Tag::Number, folded.clone())
    } else if matches!(word, "“") {
        (Tag::Open, folded.clone())
    } else if matches!(word, "”") {
        (Tag::Close, folded.clone())
    } else if !word.starts_with(char::is_alphanumeric) && folded != "'s" {
        (Tag::Punctuation, folded.clone())
    } else if let Some(known) = known {
        let tag = match known.class {
            Class::Determiner => Tag::Determiner,
            Class::Pronoun => Tag::Pronoun,
            Class::Conjunction => Tag::Conjunction,
            Class::Preposition => Tag::Preposition,
            Class::Auxiliary => Tag::Auxiliary,
            Class::Adverb | Class::Interjection => Tag::Adverb,
            Class::Number => Tag::Number,
            Class::Clitic => Tag::Other,
            Class::Calendar => Tag::Noun,
        };
        (tag, known.lemma.to_owned())
    } else if let Some(form) =
        lexicon.verbs.get(&folded).filter(|f| !f.lemma.is_empty() && (!f.base || !f.noun || !*finite))
        && (first || !word.starts_with(char::is_uppercase))
    {
        *finite = true;
        (Tag::Verb, form.lemma.to_owned())
    } else if word.starts_with(char::is_uppercase) && !first {
        (Tag::Name, folded.clone())
    } else {
        let plural = folded.strip_suffix('s').filter(|s| s.len() > 3 && !s.ends_with('s'));
        (Tag::Noun, plural.unwrap_or(&folded).to_owned())
    };
    let lemma = if lemma.is_empty() { folded } else { lemma };
    Token { span, tag, lemma: lemma.into() }
}
