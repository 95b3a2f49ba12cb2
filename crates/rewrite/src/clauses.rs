//! A sentence as clauses: who, with which stance, on what.

use sayso_lexicon::RewordingPart as Part;

use crate::Refusal;
use crate::words::{Item, Step};

/// An item, and the empty word that ties it to what stands before: "of", "is", "whom"; none after a verb of saying.
type Tied = (Item, String);

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause(Vec<Tied>);

impl Clause {
    /// Whether both say the same of the same: they hold the same items, and what could be tied to another stands in the
    /// same order. A quotation and its verb may move around the speaker, though never past what turns round or bounds.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        self.bag() == other.bag() && self.order() == other.order() && self.bounds() == other.bounds()
    }

    fn bag(&self) -> Vec<&Item> {
        let mut bag: Vec<&Item> = self.0.iter().map(|(item, _)| item).collect();
        bag.sort();
        bag
    }

    fn order(&self) -> Vec<(&Item, &str)> {
        let has = |wanted: fn(&Item) -> bool| self.0.iter().filter(|(item, _)| wanted(item)).count();
        let spoken = has(|item| matches!(item, Item::Stance(_))) > 0;
        let several = has(|item| matches!(item, Item::Quote(_))) > 1;
        self.0
            .iter()
            .filter_map(|(item, tie)| match item {
                Item::Name(_) | Item::Number(_) => Some((item, tie.as_str())),
                Item::Common(_) if spoken => Some((item, tie.as_str())),
                Item::Quote(_) if several => Some((item, "")),
                Item::Polarity(_) => Some((item, "")),
                _ => None,
            })
            .collect()
    }

    fn bounds(&self) -> Vec<&Item> {
        self.0
            .iter()
            .map(|(item, _)| item)
            .filter(|i| matches!(i, Item::Polarity(_) | Item::Stance(_)))
            .collect()
    }
}

/// The clauses of a sentence, those without anything in them left out. A verb of saying must be active, or go on with
/// "by": "X is said …" is another thing than "X says".
pub(crate) fn clauses(steps: &[Step]) -> Result<Vec<Clause>, Refusal> {
    let mut all = Vec::new();
    let mut items: Vec<Tied> = Vec::new();
    let mut tie = "";
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Item(item) => {
                if matches!(item, Item::Stance(_)) && !is_active(steps, at) {
                    return Err(Refusal::Stance);
                }
                items.push((item.clone(), std::mem::take(&mut tie).to_owned()));
            }
            Step::Empty(Part::Determiner, _) => {}
            Step::Empty(Part::And, _) => {
                tie = "";
                if after_quote(steps, at) {
                    all.push(Clause(std::mem::take(&mut items)));
                }
            }
            Step::Empty(_, word) if word == "by" && after_stance(steps, at) => tie = "",
            Step::Empty(_, word) => tie = if matches!(word.as_str(), "that" | "so") { "" } else { word },
            Step::Pause => tie = "",
            Step::Cut => {
                tie = "";
                all.push(Clause(std::mem::take(&mut items)));
            }
        }
    }
    all.push(Clause(items));
    all.retain(|clause| !clause.0.is_empty());
    Ok(all)
}

fn after_quote(steps: &[Step], at: usize) -> bool {
    let before = steps[..at].iter().rev().find(|step| **step != Step::Pause);
    matches!(before, Some(Step::Item(Item::Quote(_))))
}

fn after_stance(steps: &[Step], at: usize) -> bool {
    matches!(at.checked_sub(1).map(|before| &steps[before]), Some(Step::Item(Item::Stance(_))))
}

/// Neither "is said" nor "to say"; "is said by" will do.
fn is_active(steps: &[Step], at: usize) -> bool {
    let before =
        steps[..at].iter().rev().find(|step| !matches!(step, Step::Item(Item::Polarity(_)))).map(|step| {
            match step {
                Step::Empty(_, word) => word.as_str(),
                _ => "",
            }
        });
    match before {
        Some("to") => false,
        Some("is" | "are" | "was" | "were" | "be" | "been" | "being") => {
            matches!(steps.get(at + 1), Some(Step::Empty(_, word)) if word == "by")
        }
        _ => true,
    }
}
