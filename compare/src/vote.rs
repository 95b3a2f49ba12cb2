//! Whether another's answer would make ours better: taken where it is the better one, and where a rule says so.
//!
//! A rule sees no gold: it takes the other's text where the two agree less than so far. How far, and whether only where the
//! other is the longer or the shorter, is chosen on the pages of one half of the sites and measured on the other half.

use std::fmt::Write as _;

use sayso_lab::extraction::{Overlap, Pages};

use crate::collection::Collection;
use crate::panel::{Panel, Seat};

const HEAD: &str = "\
| with | alone | best of both, pages | best of both, F1 | where ours is empty | by rule | theirs taken | pages/s |
|---|--:|--:|--:|--:|--:|--:|--:|
";

/// How far two texts may agree where a rule still takes the other's.
const BOUNDS: [f64; 8] = [0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7];

/// Where the other's text is taken.
#[derive(Debug, Clone, Copy)]
struct Rule {
    below: f64,
    length: Length,
}

/// Of which length the other's text has to be.
#[derive(Debug, Clone, Copy)]
enum Length {
    Any,
    Shorter,
    Longer,
}

impl Rule {
    fn all() -> impl Iterator<Item = Self> {
        let lengths = [Length::Any, Length::Shorter, Length::Longer];
        BOUNDS.into_iter().flat_map(move |below| lengths.map(|length| Self { below, length }))
    }

    fn takes(self, pair: &Pair) -> bool {
        let [ours, theirs] = pair.sizes;
        let length = match self.length {
            Length::Any => true,
            Length::Shorter => theirs < ours,
            Length::Longer => theirs > ours,
        };
        pair.agreement < self.below && length && theirs > 0
    }
}

/// Our text of a page and another's.
#[derive(Debug)]
struct Pair {
    ours: Overlap,
    theirs: Overlap,
    /// How far the two agree.
    agreement: f64,
    /// Their sizes in bytes, ours first.
    sizes: [usize; 2],
    /// The half of the sites that it falls into.
    half: bool,
}

impl Pair {
    fn chosen(&self, theirs: bool) -> Overlap {
        if theirs { self.theirs } else { self.ours }
    }
}

/// The table of one collection.
pub(crate) fn table(collection: &Collection, panel: &Panel) -> String {
    let (ours, others) = panel.sides();
    let alone: Pages = ours.overlaps.iter().copied().collect();
    let mut table = format!("A vote of ours ({:.4} alone) and another's:\n\n{HEAD}", alone.f1());
    for other in others {
        let pairs = pairs(collection, ours, other);
        let theirs: Pages = other.overlaps.iter().copied().collect();
        let best = |pair: &Pair| pair.theirs.f1() > pair.ours.f1();
        let empty = |pair: &Pair| pair.sizes[0] == 0;
        let (voted, taken) = by_halves(&pairs);
        let rate = pairs.len() as f64 / (ours.took + other.took).as_secs_f64();
        let _ = writeln!(
            table,
            "| {} | {:.4} | {} | {:.4} | {:.4} | {:.4} | {taken} | {rate:.0} |",
            other.name,
            theirs.f1(),
            pairs.iter().filter(|pair| best(pair)).count(),
            f1(&pairs, best),
            f1(&pairs, empty),
            voted.f1(),
        );
    }
    table
}

fn pairs(collection: &Collection, ours: &Seat, other: &Seat) -> Vec<Pair> {
    let pair = |n: usize| {
        let texts = [ours, other].map(|seat| seat.answers[n].body.as_str());
        Pair {
            ours: ours.overlaps[n],
            theirs: other.overlaps[n],
            agreement: Overlap::of(texts[0], texts[1]).f1(),
            sizes: texts.map(|text| text.trim().len()),
            half: is_second(&collection.pages[n].site),
        }
    };
    (0..collection.pages.len()).map(pair).collect()
}

/// The half of the sites that one belongs to: by the sum of its letters.
fn is_second(site: &str) -> bool {
    site.bytes().map(usize::from).sum::<usize>() % 2 == 1
}

fn f1(pairs: &[Pair], theirs: impl Fn(&Pair) -> bool) -> f64 {
    pairs.iter().map(|pair| pair.chosen(theirs(pair))).collect::<Pages>().f1()
}

/// Each half by the rule that is best on the other half, and how many of the other's texts were taken.
fn by_halves(pairs: &[Pair]) -> (Pages, usize) {
    let (mut pages, mut taken) = (Pages::default(), 0);
    for held in [false, true] {
        let learnt = |rule: Rule| {
            let of = pairs.iter().filter(|pair| pair.half != held);
            of.map(|pair| pair.chosen(rule.takes(pair))).collect::<Pages>().f1()
        };
        // Of equals the first, which takes the least.
        let best = Rule::all().reduce(|best, rule| if learnt(rule) > learnt(best) { rule } else { best });
        let best = best.expect("there are rules");
        for pair in pairs.iter().filter(|pair| pair.half == held) {
            let theirs = best.takes(pair);
            taken += usize::from(theirs);
            pages.put(pair.chosen(theirs));
        }
    }
    (pages, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(ours: &str, theirs: &str, half: bool) -> Pair {
        let gold = "one two three four five six seven eight";
        Pair {
            ours: Overlap::of(gold, ours),
            theirs: Overlap::of(gold, theirs),
            agreement: Overlap::of(ours, theirs).f1(),
            sizes: [ours.len(), theirs.len()],
            half,
        }
    }

    #[test]
    fn a_rule_is_measured_on_the_half_that_it_was_not_chosen_on() {
        let better = |half| pair("nine ten eleven twelve", "one two three four five six seven eight", half);
        let (pages, taken) = by_halves(&[better(false), better(true)]);
        assert_eq!(taken, 2);
        assert!((pages.f1() - 1.0).abs() < 1e-9);
        // What helps one half and harms the other is seen to harm.
        let worse = pair("one two three four five six seven eight", "nine ten eleven twelve", true);
        let (pages, taken) = by_halves(&[better(false), worse]);
        assert_eq!((taken, pages.f1() < 0.01), (1, true));
    }
}
