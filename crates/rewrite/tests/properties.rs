//! What holds for every sentence.

mod made;

use made::Sentence;
use proptest::prelude::*;
use sayso_news::Line;
use sayso_rewrite::{Composed, Refusal, Reply};

const NAMES: [&str; 6] =
    ["Ilja Štrebac", "the WHO", "May Holt", "the Brigade of Free Meva", "Orlevac", "an unnamed nurse"];
const QUOTES: [&str; 5] = [
    "it fell",
    "12 people “did not” return",
    "no one denied it",
    "the Harbour is ours, says Holt",
    "we may leave by Tuesday",
];
const SHAPES: [&str; 5] = [
    "{a} says: “{p}”; {b} denies it.",
    "{a} denies: “{p}”. Against that, {b} says: “{q}”.",
    "Not confirmed: {a} says: “{p}”. {b} has “{q}”.",
    "Only {a} says so, carried by three reports: “{p}”.",
    "From one origin alone, {a} and {b} say: “{p}”.",
];

prop_compose! {
    fn sentence()(shape in 0..SHAPES.len(), a in 0..NAMES.len(), b in 0..NAMES.len(), p in 0..QUOTES.len(), q in 0..QUOTES.len()) -> String {
        let filled = SHAPES[shape].replace("{a}", NAMES[a]).replace("{b}", NAMES[b]).replace("{p}", QUOTES[p]).replace("{q}", QUOTES[q]);
        let mut chars = filled.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    }
}

fn check(composed: &str, answer: &str) -> Result<String, Refusal> {
    let sentence = Sentence::new(composed, &QUOTES.join("\n"));
    let taken = Composed::new(&sentence.line, |cite| Some(sentence.words(cite)))?;
    let entailed = Line::from(taken.check(&Reply::new(answer))?);
    assert!(entailed.cites().eq(sentence.line.cites()), "the cites are those of the composed sentence");
    Ok(entailed.text().to_owned())
}

/// Words outside quotation marks, each with where it stands.
fn frame(sentence: &str) -> Vec<(usize, &str)> {
    let mut depth = 0;
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
        depth += i32::from(c == '“');
        if depth == 0 && c.is_alphanumeric() {
            from = from.or(Some(at));
        } else if let Some(start) = from.take() {
            words.push((start, &sentence[start..at]));
        }
        depth -= i32::from(c == '”');
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sentence_entails_itself(composed in sentence()) {
        prop_assert_eq!(check(&composed, &composed), Ok(composed.clone()));
    }

    #[test]
    fn nothing_new_comes_in(composed in sentence(), at in 0_usize..40, word in "[A-Za-z]{2,9}|[0-9]{1,4}|not|never|confirmed") {
        let words = frame(&composed);
        let (place, _) = words[at % words.len()];
        let smuggled = format!("{}{word} {}", &composed[..place], &composed[place..]);
        let table = sayso_lexicon::Rewording::english();
        let says_nothing = table.get(&word.to_lowercase()).is_some_and(|part| part != sayso_lexicon::RewordingPart::Polarity);
        prop_assert!(says_nothing || check(&composed, &smuggled).is_err(), "{}", smuggled);
    }

    #[test]
    fn no_name_is_lost_or_changed_for_another(composed in sentence(), a in 0..NAMES.len(), b in 0..NAMES.len()) {
        let other = composed.replace(NAMES[a], NAMES[b]);
        if other != composed {
            prop_assert!(check(&composed, &other).is_err(), "{}", other);
        }
        let without = composed.replacen(NAMES[a], "it", 1);
        if without != composed {
            prop_assert!(check(&composed, &without).is_err(), "{}", without);
        }
    }

    #[test]
    fn what_passes_holds_every_quotation(composed in sentence(), order in proptest::collection::vec(0_usize..60, 1..30)) {
        // pieces of the sentence in any order
        let pieces: Vec<&str> = composed.split(' ').collect();
        let answer = order.iter().map(|i| pieces[i % pieces.len()]).collect::<Vec<_>>().join(" ");
        if let Ok(kept) = check(&composed, &answer) {
            for quote in QUOTES.iter().filter(|quote| composed.contains(&format!("“{quote}”"))) {
                prop_assert!(kept.contains(&format!("“{quote}”")), "{}", kept);
            }
        }
    }

    #[test]
    fn nothing_breaks_it(composed in ".{0,80}", answer in "\\PC{0,120}") {
        let _ = check(&composed, &answer);
        let _ = check("May Holt says: “it fell”.", &answer);
    }
}
