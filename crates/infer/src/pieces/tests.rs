//! Pieces as the `tokenizers` package cuts them; `training/piece_cases.py` made the cases.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Cases {
    vocabulary: Vec<String>,
    cases: Vec<(String, Vec<String>)>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("../../tests/data/pieces.json"))
        .expect("the file is as its script wrote it")
}

fn cut(vocabulary: &Vocabulary, word: &str) -> Vec<u32> {
    let mut ids = vec![7];
    vocabulary.cut(word, &mut ids, &mut "left over".to_owned());
    assert_eq!(ids.remove(0), 7, "what was there stays");
    ids
}

#[test]
fn words_are_cut_as_the_reference_cuts_them() {
    let Cases { vocabulary: pieces, cases } = cases();
    let vocabulary = Vocabulary::new(&pieces.join("\n")).unwrap();
    assert!(cases.len() > 60);
    for (word, expected) in cases {
        let ids = cut(&vocabulary, &word);
        let found: Vec<_> = ids.iter().map(|id| pieces[*id as usize].as_str()).collect();
        assert_eq!(found, &expected[..expected.len().min(MOST_PIECES)], "{word:?}");
    }
}

#[test]
fn hostile_words_are_cut_in_linear_time() {
    let Cases { vocabulary: pieces, .. } = cases();
    let vocabulary = Vocabulary::new(&pieces.join("\n")).unwrap();
    for part in ["a", "?", "é", "e\u{301}", "\u{301}", "東", " ", "\u{ad}", "a?", "aaaaaaaaaa "] {
        let ids = cut(&vocabulary, &part.repeat(500_000));
        assert!((1..=MOST_PIECES).contains(&ids.len()), "{part}");
    }
}

#[test]
fn a_vocabulary_needs_its_marks() {
    assert!(Vocabulary::new("[CLS]\n[SEP]\n[UNK]\n").is_ok_and(|v| v.size == 3));
    assert!(Vocabulary::new("[CLS]\n[SEP]\n").is_err());
    assert!(Vocabulary::new("").is_err());
}
