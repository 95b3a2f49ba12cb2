//! A sentence as clauses: who, with which stance, on what.

use sayso_lexicon::RewordingPart as Part;

use crate::Refusal;
use crate::words::{Item, Step, auxiliary};

/// An item, and what ties it to what stands before: "of", "whom"; a comma or "and" between two names; none after a verb of
/// saying. A verb of saying that goes on with "by" has that.
type Tied = (Item, String);

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause(Vec<Tied>);

impl Clause {
    /// Whether both say the same of the same: they hold the same items in the same order, tied in the same way. Only a
    /// quotation and its verb may move around the speaker, though never past what turns round or bounds.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        let passive = self.is_passive() || other.is_passive();
        self.bag() == other.bag()
            && self.order(passive) == other.order(passive)
            && self.bounds() == other.bounds()
            && self.quotes() == other.quotes()
    }

    fn bag(&self) -> Vec<&Item> {
        let mut bag: Vec<&Item> = self.0.iter().map(|(item, _)| item).collect();
        bag.sort();
        bag
    }

    fn is_passive(&self) -> bool {
        self.0.iter().any(|(item, tie)| matches!(item, Item::Stance(_)) && tie == "by")
    }

    fn order(&self, passive: bool) -> Vec<(&Item, &str)> {
        let quoted = self.0.iter().any(|(item, _)| matches!(item, Item::Quote(_)));
        self.0
            .iter()
            .filter_map(|(item, tie)| match item {
                Item::Name(_) | Item::Number(_) | Item::Common(_) => Some((item, tie.as_str())),
                Item::Polarity(_) | Item::Auxiliary(_) | Item::Bracket(_) => Some((item, "")),
                // "“…”, says X" is X's word; "it denies X" is not
                Item::Stance(part) => (!passive && (!quoted || *part != Part::Say)).then_some((item, "")),
                Item::Quote(_) => None,
            })
            .collect()
    }

    fn bounds(&self) -> Vec<&Item> {
        let bounds = |item: &&Item| matches!(item, Item::Polarity(_) | Item::Stance(_));
        self.0.iter().map(|(item, _)| item).filter(bounds).collect()
    }

    fn quotes(&self) -> Vec<&Tied> {
        self.0.iter().filter(|(item, _)| matches!(item, Item::Quote(_))).collect()
    }
}

/// The clauses of a sentence, those without anything in them left out. A verb of saying must be active and have somebody
/// for its subject, or go on with "by": neither "X is said …" nor "it says X …" is "X says".
pub(crate) fn clauses(steps: &[Step]) -> Result<Vec<Clause>, Refusal> {
    let mut all = Vec::new();
    let mut items: Vec<Tied> = Vec::new();
    let (mut tie, mut parted) = ("", false);
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Item(item) => {
                let last = items.last().map(|(item, _)| item);
                let listed = matches!(item, Item::Name(_) | Item::Number(_))
                    && matches!(last, Some(Item::Name(_) | Item::Number(_)));
                let own = match item {
                    Item::Stance(_) if goes_on_with_by(steps, at) => "by",
                    Item::Stance(_) if is_active(steps, at) => "",
                    Item::Stance(_) => return Err(Refusal::Stance),
                    _ if tie.is_empty() && parted && listed => ",",
                    _ => tie,
                };
                items.push((item.clone(), own.to_owned()));
                (tie, parted) = ("", false);
            }
            Step::Empty(Part::Determiner, _) => {}
            Step::Empty(Part::And, _) => {
                (tie, parted) = ("", true);
                if after_quote(steps, at) {
                    all.push(Clause(std::mem::take(&mut items)));
                }
            }
            Step::Empty(_, word) if word == "by" && after_stance(steps, at) => tie = "",
            Step::Empty(_, word) => tie = if matches!(word.as_str(), "that" | "so") { "" } else { word },
            Step::Pause => (tie, parted) = ("", true),
            Step::Cut => {
                (tie, parted) = ("", false);
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

fn goes_on_with_by(steps: &[Step], at: usize) -> bool {
    matches!(steps.get(at + 1), Some(Step::Empty(_, word)) if word == "by")
}

/// Neither "is said" nor "to say" nor "it says".
fn is_active(steps: &[Step], at: usize) -> bool {
    let mut before = steps[..at].iter().rev().filter(|step| !matches!(step, Step::Item(Item::Polarity(_))));
    let word = |step: Option<&Step>| match step {
        Some(Step::Empty(_, word)) => word.clone(),
        _ => String::new(),
    };
    let first = word(before.next());
    let subject = if auxiliary(&first).is_some() { word(before.next()) } else { first.clone() };
    auxiliary(&first) != Some("be")
        && !matches!(
            subject.as_str(),
            "to" | "it" | "he" | "she" | "they" | "this" | "that" | "these" | "those" | "there" | "what"
        )
}
