//! What the rules must know of a language before they read it: its habits of writing, and words that have a part of their
//! own in its sentences.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::rows;

/// The part that a word always plays, whatever stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// "that": opens a clause that is said.
    Complementiser,
    /// "to" before a verb.
    InfinitiveMark,
    /// "not"
    Negation,
    /// "who", "which"
    Relative,
    /// "whether", "how"
    Question,
    /// "because", "while"
    Subordinator,
    /// "and", "but"
    Coordinator,
    /// "today"
    Day,
    /// Looks like another class, and is an adjective.
    Adjective,
}

/// The table `language`.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Language {
    /// All nouns are capitalised: a capital letter is no sign of a name.
    pub capitalised_nouns: bool,
    /// Every clause stands between commas, and a verb may stand second, first or last in it.
    pub clause_commas: bool,
    /// The table of verbs lists all forms; none are made by rule.
    pub listed_verbs: bool,
    /// A number with a full stop is an ordinal: "12. März".
    pub ordinal_stop: bool,
    /// Endings that a name has in the genitive: "Merkels".
    pub genitives: Vec<&'static str>,
    /// Endings that show an adjective, the longest first.
    pub adjective_endings: Vec<&'static str>,
    /// Endings that show a noun which is no name.
    pub noun_endings: Vec<&'static str>,
    /// What an adjective ends in after its stem.
    pub inflections: Vec<&'static str>,
    /// What may stand before a verb and make another one of it.
    pub verb_prefixes: Vec<&'static str>,
    roles: FxHashMap<&'static str, Role>,
    be: FxHashSet<&'static str>,
    have: FxHashSet<&'static str>,
    pro: FxHashSet<&'static str>,
    openers: FxHashSet<&'static str>,
    says: FxHashSet<&'static str>,
}

impl Language {
    pub(crate) fn read(table: &'static str) -> Self {
        let mut language = Self::default();
        for row in rows(table) {
            let yes = row.column(1) == "yes";
            let words = || row.list(1);
            match row.column(0) {
                "capitalised-nouns" => language.capitalised_nouns = yes,
                "clause-commas" => language.clause_commas = yes,
                "listed-verbs" => language.listed_verbs = yes,
                "ordinal-stop" => language.ordinal_stop = yes,
                "genitive-ending" => language.genitives.extend(words()),
                "adjective-ending" => language.adjective_endings.extend(words()),
                "noun-ending" => language.noun_endings.extend(words()),
                "inflection" => language.inflections.extend(words()),
                "verb-prefix" => language.verb_prefixes.extend(words()),
                "auxiliary-be" => language.be.extend(words()),
                "auxiliary-have" => language.have.extend(words()),
                "auxiliary-do" => language.pro.extend(words()),
                "sentence-opener" => language.openers.extend(words()),
                "after-quotation" => language.says.extend(words()),
                key => {
                    if let Some(role) = role(key) {
                        language.roles.extend(words().map(|word| (word, role)));
                    }
                }
            }
        }
        language
    }

    /// The part that the word, in lower case, always plays.
    pub fn role(&self, word: &str) -> Option<Role> {
        self.roles.get(word).copied()
    }

    /// Whether the base form is that of "be".
    pub fn is_be(&self, lemma: &str) -> bool {
        self.be.contains(lemma)
    }

    /// Whether the base form is that of "have".
    pub fn is_have(&self, lemma: &str) -> bool {
        self.have.contains(lemma)
    }

    /// Whether the base form is that of "do" beside another verb.
    pub fn is_do(&self, lemma: &str) -> bool {
        self.pro.contains(lemma)
    }

    /// Whether the word, as it is written, begins sentences and no names.
    pub fn opens_sentences(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether the word, as it is written, says what stood between the marks before it.
    pub fn follows_quotation(&self, word: &str) -> bool {
        self.says.contains(word)
    }

    /// The name without its ending of the genitive, where it may have one.
    pub fn nominative<'w>(&self, name: &'w str) -> Option<&'w str> {
        self.genitives.iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| stem.len() > 2)
    }
}

fn role(key: &str) -> Option<Role> {
    Some(match key {
        "complementiser" => Role::Complementiser,
        "infinitive-mark" => Role::InfinitiveMark,
        "negation" => Role::Negation,
        "relative" => Role::Relative,
        "question" => Role::Question,
        "subordinator" => Role::Subordinator,
        "coordinator" => Role::Coordinator,
        "day" => Role::Day,
        "adjective" => Role::Adjective,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn a_language_knows_its_own_words_and_habits() {
        let (english, german) = (Lexicon::english(), Lexicon::of("de").unwrap());
        assert_eq!(english.habits.role("that"), Some(super::Role::Complementiser));
        assert_eq!(german.habits.role("dass"), Some(super::Role::Complementiser));
        assert!(german.habits.capitalised_nouns && !english.habits.capitalised_nouns);
        assert_eq!(german.habits.nominative("Merkels"), Some("Merkel"));
        assert_eq!(english.habits.nominative("Wales"), None);
    }
}
