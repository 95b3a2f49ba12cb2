//! Whom and where a page is about most: its few heaviest people and places, each by the word that tells it best.

use sayso_news::{Entity, EntityKind};
use sayso_text::Span;

use crate::features::of_name;
use crate::frequencies::Frequencies;
use crate::hash;
use crate::page::{self, Page, Part};
use crate::prior::Prior;
use crate::stem::stem;
use crate::vector::Feature;

/// People, and places, that a page is about.
const FEW: usize = 3;

/// Words of a short text that speak half as loud as a long one's: what a flash leaves out says little.
const SHORT: f32 = 100.0;

/// What stands in the headline counts as much as so many mentions.
const HEADLINE: f32 = 3.0;

/// The people and places that a page names, before it is known how much their names tell.
#[derive(Debug, Default)]
pub(crate) struct Named {
    people: Vec<Candidate>,
    places: Vec<Candidate>,
    /// Words of the page.
    length: f32,
}

/// One of them: how much the page makes of it, and the words of its name with how common each is in news at large.
#[derive(Debug)]
struct Candidate {
    weight: f32,
    words: Vec<(Feature, f32)>,
}

/// Those that the page is about: the word that tells each best, with its share of all.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    people: Vec<(Feature, f32)>,
    places: Vec<(Feature, f32)>,
    length: f32,
}

impl Named {
    pub(crate) fn of(page: &Page, prior: &Prior, in_headline: impl Fn(Feature) -> bool) -> Self {
        let mut weights = vec![0.0_f32; page.reading.entities.len()];
        for (entity, part) in page.spoken_of() {
            weights[entity] += match part {
                Part::Title => HEADLINE,
                Part::Lead => 1.5,
                Part::Body | Part::Embed => 0.7,
            };
        }
        let mut named = Self { length: page.words.len() as f32, ..Self::default() };
        for (entity, weight) in page.reading.entities.iter().zip(weights) {
            let list = match entity.kind {
                EntityKind::Person if entity.named && weight > 0.0 => &mut named.people,
                EntityKind::Place if entity.named && weight > 0.0 => &mut named.places,
                _ => continue,
            };
            let words = words(entity, prior);
            let headed = words.iter().any(|(word, _)| in_headline(*word));
            let weight = weight + if headed { HEADLINE } else { 0.0 };
            if !words.is_empty() {
                list.push(Candidate { weight, words });
            }
        }
        named
    }

    /// Those that the page is about, among so many pages.
    pub(crate) fn weighed(&self, frequencies: &Frequencies) -> Focus {
        let few = |list: &[Candidate]| {
            let best = |candidate: &Candidate| {
                let told = candidate
                    .words
                    .iter()
                    .map(|(word, prior)| (*word, frequencies.idf(of_name(*word), *prior)));
                told.reduce(|a, b| if b.1 > a.1 { b } else { a })
                    .map(|(word, idf)| (word, candidate.weight * idf))
            };
            let mut all: Vec<(Feature, f32)> = list.iter().filter_map(best).collect();
            all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(FEW);
            let sum: f32 = all.iter().map(|(_, weight)| weight).sum();
            for (_, weight) in &mut all {
                *weight /= sum.max(f32::MIN_POSITIVE);
            }
            all
        };
        Focus { people: few(&self.people), places: few(&self.places), length: self.length }
    }
}

/// The words of a name that tell something; of a person the family name alone.
fn words(entity: &Entity, prior: &Prior) -> Vec<(Feature, f32)> {
    let name = entity.name.to_lowercase();
    let whole = Span::whole(&name).unwrap_or_default();
    let told = |word: Span| {
        let word = hash::of(&stem(word.slice(&name)));
        prior.name(word).map(|share| (word, share))
    };
    let mut words: Vec<_> = page::split(&name, whole).filter_map(told).collect();
    if entity.kind == EntityKind::Person {
        words.drain(..words.len().saturating_sub(1));
    }
    words
}

/// How far two pages are about the same people, or places: 0 where that cannot be said, 0.5 where each names all that the
/// other is about, -0.5 where neither does.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Agreement {
    pub(crate) people: f32,
    pub(crate) places: f32,
}

/// Those in a page's focus whom another page names, a bit for each, in the order of `Focus::words`.
pub(crate) type Known = u8;

impl Focus {
    /// The words that tell those in focus: the people, then the places.
    pub(crate) fn words(&self) -> impl Iterator<Item = Feature> + '_ {
        self.people.iter().chain(&self.places).map(|(word, _)| *word)
    }

    /// How many are in focus.
    pub(crate) const fn len(&self) -> usize {
        self.people.len() + self.places.len()
    }
}

impl Agreement {
    /// Each page comes with those in its focus whom the other names.
    pub(crate) fn of((x, of_x): (&Focus, Known), (y, of_y): (&Focus, Known)) -> Self {
        let length = x.length.min(y.length);
        let loud = length / (length + SHORT);
        let share = |list: &[(Feature, f32)], known: Known| -> f32 {
            list.iter()
                .enumerate()
                .filter(|(nth, _)| known >> nth & 1 == 1)
                .map(|(_, (_, share))| share)
                .sum()
        };
        let agree = |ours: &[(Feature, f32)], of_ours: Known, theirs: &[(Feature, f32)], of_theirs: Known| {
            if ours.is_empty() || theirs.is_empty() {
                return 0.0;
            }
            f32::midpoint(share(ours, of_ours), share(theirs, of_theirs)) - 0.5
        };
        let places = (of_x >> x.people.len(), of_y >> y.people.len());
        Self {
            people: loud * agree(&x.people, of_x, &y.people, of_y),
            places: agree(&x.places, places.0, &y.places, places.1),
        }
    }
}

const _: () = assert!(2 * FEW <= Known::BITS as usize, "there is a bit for each of those in focus");

#[cfg(test)]
mod tests {
    use super::*;

    fn focus(people: &[Feature]) -> Focus {
        let share = 1.0 / people.len().max(1) as f32;
        Focus { people: people.iter().map(|p| (*p, share)).collect(), places: Vec::new(), length: 1e9 }
    }

    #[test]
    fn pages_about_other_people_disagree() {
        let of = |x: &[Feature], y: &[Feature]| {
            let known = |whom: &[Feature], by: &[Feature]| {
                let known = whom.iter().enumerate().filter(|(_, word)| by.contains(word));
                known.fold(0, |known, (nth, _)| known | 1 << nth)
            };
            Agreement::of((&focus(x), known(x, y)), (&focus(y), known(y, x))).people
        };
        assert!((of(&[1, 2], &[1, 2]) - 0.5).abs() < 1e-3);
        assert!((of(&[1], &[2]) + 0.5).abs() < 1e-3);
        assert!(of(&[1, 2], &[2, 3]).abs() < 1e-3);
        assert!(of(&[], &[2]).abs() < 1e-6);
    }
}
