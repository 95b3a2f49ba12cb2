//! Offices: "the governor of Upper Orash province" and "Orash Governor" speak of one.

use super::form::fold;
use super::words::{Area, Words};

/// An office, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Office {
    /// What the holder is: governor, minister.
    head: String,
    /// What makes another office of it: former, deputy.
    qualifiers: Vec<String>,
    /// What it is over, and all else that is said of it; sorted.
    of: Vec<String>,
    /// What kind of place it is over.
    area: Option<Area>,
}

impl Office {
    /// Takes a description or title apart; `None` for one that is over nothing ("the minister").
    pub(crate) fn of(text: &str, words: &Words) -> Option<Self> {
        let tokens = fold(text);
        // "Her sister", "one of the soldiers": nobody's office.
        if tokens.first().is_some_and(|first| NOBODY.contains(&first.as_str())) {
            return None;
        }
        let join = tokens.iter().position(|t| matches!(t.as_str(), "of" | "for" | "at" | "in"));
        let head_at = match join {
            Some(0) => return None,
            Some(at) => at - 1,
            None => tokens.len().checked_sub(1)?,
        };
        let head = words.office(&tokens[head_at]);
        let (mut of, mut qualifiers, mut area) = (Vec::new(), Vec::new(), None);
        for (_, token) in tokens.iter().enumerate().filter(|(at, _)| *at != head_at) {
            if let Some(qualifier) = words.qualifier(token) {
                qualifiers.push(qualifier.to_owned());
            } else if let Some(kind) = words.area(token) {
                area = Some(kind);
            } else if !words.is_small(token) {
                of.push(words.sense(token).to_owned());
            }
        }
        of.sort_unstable();
        of.dedup();
        qualifiers.sort_unstable();
        qualifiers.dedup();
        (!of.is_empty()).then_some(Self { head, qualifiers, of, area })
    }

    /// Whether it is an office or a rank that few hold, and no trade: "a nurse at the hospital" is any of them.
    pub(crate) fn is_held(&self, words: &Words) -> bool {
        words.is_rank(&self.head)
    }

    /// Whether it is said of sources that nobody can tell apart.
    pub(crate) fn is_vague(&self, words: &Words) -> bool {
        words.is_vague(&self.head)
    }

    /// Keys under which offices that may agree are found.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.of.iter().map(|over| format!("{} {over}", self.head))
    }

    /// How surely two descriptions are of one office; `None` where they are not. What one says more than the other
    /// must be what the state or the kind of place is called, or be all that the other lacks.
    pub(crate) fn agrees(&self, other: &Self) -> Option<f32> {
        if self.head != other.head || self.qualifiers != other.qualifiers {
            return None;
        }
        if self.area.zip(other.area).is_some_and(|(a, b)| a != b) {
            return None;
        }
        let (short, long) = if self.of.len() <= other.of.len() { (self, other) } else { (other, self) };
        let shared = short.of.iter().filter(|over| long.of.contains(over)).count();
        if shared < short.of.len() {
            return None;
        }
        Some(if short.of.len() == long.of.len() { 0.9 } else { 0.8 })
    }
}

/// First words of a description that tells nobody from others.
const NOBODY: [&str; 16] = [
    "her", "his", "their", "its", "our", "my", "your", "one", "two", "some", "many", "several", "neither",
    "another", "no", "unnamed",
];

#[cfg(test)]
mod tests {
    use sayso_lexicon::Lexicon;

    use super::*;

    fn agree(a: &str, b: &str) -> bool {
        let words = Words::new(Lexicon::english());
        let office = |text| Office::of(text, &words).unwrap();
        office(a).agrees(&office(b)).is_some()
    }

    #[test]
    fn one_office_in_two_wordings() {
        assert!(agree("the governor of Taluria’s Orash region", "Governor of Orash Oblast"));
        assert!(agree("Energy Minister", "minister of energy"));
        assert!(agree("the harbour spokesman", "spokeswoman for the harbour"));
        assert!(agree("Talurian health ministry spokesman", "Health Ministry spokesperson"));
    }

    #[test]
    fn other_offices_stay_apart() {
        assert!(!agree("the former governor of Orash", "Governor of Orash"));
        assert!(!agree("deputy mayor of Jalin", "mayor of Jalin"));
        assert!(!agree("the governor of Orash", "the governor of Vashtal"));
        assert!(!agree("energy minister", "health minister"));
        assert!(!agree("the mayor of Orash city", "the mayor of Orash district"));
    }

    #[test]
    fn an_office_over_nothing_is_none() {
        assert_eq!(Office::of("the minister", &Words::new(Lexicon::english())), None);
        assert_eq!(Office::of("", &Words::new(Lexicon::english())), None);
    }
}
