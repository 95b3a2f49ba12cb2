//! What stands around the quotations, word by word.

use std::collections::BTreeSet;

use sayso_lexicon::{Class, Lexicon, Rewording, RewordingPart as Part};

use crate::quotations::Piece;

/// What a word is to a sentence of a brief.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    /// A capitalised word that is no name only because it begins.
    Name(String),
    /// In figures or in words.
    Number(String),
    /// Any other word with a meaning of its own, as it is written: "killed" is not "killing".
    Common(String),
    /// Turns, bounds or holds open.
    Polarity(String),
    /// "is", "has", "does", by the base form, where no verb of saying follows: "so it is" says something.
    Auxiliary(&'static str),
    /// What stands between brackets belongs together.
    Bracket(char),
    /// Says, claims, denies, speaks of.
    Stance(Part),
    /// A quotation.
    Quote(String),
}

/// One step through a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Something that must not be lost.
    Item(Item),
    /// A word that says nothing of its own, in lower case.
    Empty(Part, String),
    /// One clause ends and another begins.
    Cut,
    /// A comma, a colon, a bracket.
    Pause,
}

/// Goes through the pieces of a sentence. The names of an answer are those of the composed sentence, which is gone through
/// without: there, a capitalised word is a name even where it begins.
pub(crate) fn steps(pieces: &[Piece], known: Option<&BTreeSet<String>>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut initial = true;
    for piece in pieces {
        match piece {
            Piece::Quote(quote) => {
                steps.push(Step::Item(Item::Quote(quote.clone())));
                initial = false;
            }
            Piece::Frame(frame) => walk(&tokens(frame), known, &mut initial, &mut steps),
        }
    }
    for at in 0..steps.len() {
        let Step::Empty(_, word) = &steps[at] else { continue };
        let Some(base) = auxiliary(word) else { continue };
        let next = steps[at + 1..].iter().find(|step| !matches!(step, Step::Item(Item::Polarity(_))));
        if !matches!(next, Some(Step::Item(Item::Stance(_)))) {
            steps[at] = Step::Item(Item::Auxiliary(base));
        }
    }
    steps
}

/// A word, or a mark.
enum Token {
    Word(String),
    Mark(char),
}

fn tokens(frame: &str) -> Vec<Token> {
    let spaced = frame.replace('—', " — ").replace('–', " – ").replace('’', "'");
    let mut tokens = Vec::new();
    for chunk in spaced.split_whitespace() {
        let start = chunk.len() - chunk.trim_start_matches(is_stop).len();
        let word = chunk[start..].trim_end_matches(is_stop);
        tokens.extend(chunk[..start].chars().map(Token::Mark));
        if !word.is_empty() {
            tokens.push(Token::Word(word.to_owned()));
        }
        tokens.extend(chunk[start + word.len()..].chars().map(Token::Mark));
    }
    tokens
}

const fn is_stop(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '—' | '–' | '-')
}

fn walk(tokens: &[Token], known: Option<&BTreeSet<String>>, initial: &mut bool, steps: &mut Vec<Step>) {
    let mut at = 0;
    while at < tokens.len() {
        let word = match &tokens[at] {
            Token::Mark(mark) => {
                steps.push(match mark {
                    '.' | ';' => Step::Cut,
                    '(' | ')' => Step::Item(Item::Bracket(*mark)),
                    _ => Step::Pause,
                });
                *initial |= *mark == '.';
                at += 1;
                continue;
            }
            Token::Word(word) => word,
        };
        let first = std::mem::take(initial);
        let run: Vec<String> = tokens[at..]
            .iter()
            .map_while(|token| match token {
                Token::Word(word) => Some(word.to_lowercase()),
                Token::Mark(_) => None,
            })
            .collect();
        if let Some((length, part)) = Rewording::english().phrase(&run) {
            steps.push(of_part(part, run[..length].join(" ")));
            at += length;
            continue;
        }
        steps.push(step(word, first, known));
        at += 1;
    }
}

fn step(word: &str, first: bool, known: Option<&BTreeSet<String>>) -> Step {
    let key = word.to_lowercase();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let capital = word.starts_with(char::is_uppercase);
    if is_number(&key) {
        return Step::Item(Item::Number(key));
    }
    // "WHO" and "US" are names, and so is any capitalised word that does not begin.
    if capitals > 1 || (capital && !first) || (capital && known.is_some_and(|names| names.contains(word))) {
        return Step::Item(Item::Name(word.to_owned()));
    }
    if let Some(part) = Rewording::english().get(&key).or_else(|| verb_part(&key)) {
        return of_part(part, key);
    }
    if key.ends_with("n't") {
        return Step::Item(Item::Polarity("not".to_owned()));
    }
    match known {
        None if capital => Step::Item(Item::Name(word.to_owned())),
        // "Analysts say …", "… say analysts"
        Some(names) if !capital && names.contains(&capitalised(word)) => {
            Step::Item(Item::Name(capitalised(word)))
        }
        _ => Step::Item(Item::Common(key)),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A verb of saying in any of its forms.
fn verb_part(key: &str) -> Option<Part> {
    let base = Lexicon::english().verbs.get(key)?.lemma;
    Rewording::english()
        .get(base)
        .filter(|part| matches!(part, Part::Say | Part::Claim | Part::Deny | Part::Speak))
}

fn of_part(part: Part, words: String) -> Step {
    match part {
        Part::Link => Step::Cut,
        Part::Polarity => Step::Item(Item::Polarity(words)),
        Part::Say | Part::Claim | Part::Deny | Part::Speak => Step::Item(Item::Stance(part)),
        Part::Determiner | Part::Preposition | Part::Function | Part::And => Step::Empty(part, words),
    }
}

fn is_number(key: &str) -> bool {
    let lexicon = Lexicon::english();
    key.contains(|c: char| c.is_numeric())
        || lexicon.grammar.get(key).is_some_and(|word| word.class == Class::Number)
        || lexicon.numbers.iter().any(|number| number.value > 0.0 && number.words == key)
}

/// The base form of an auxiliary verb.
pub(crate) fn auxiliary(word: &str) -> Option<&'static str> {
    match word {
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" => Some("be"),
        "has" | "have" | "had" | "having" => Some("have"),
        "do" | "does" | "did" => Some("do"),
        _ => None,
    }
}
