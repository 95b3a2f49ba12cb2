//! What an article's places say of each other: those that lie together are likelier meant together.

use rustc_hash::FxHashMap;
use sayso_atlas::{Atlas, Kind, Site};

use super::beside::Relation;
use super::senses::{Sense, share};
use crate::draft::Draft;

/// Rounds in which belief passes from place to place.
const ROUNDS: usize = 4;

/// What the first place in the same region, state, district and neighbourhood counts, in log odds; each doubling counts
/// as much again.
const REGION: f32 = 1.6;
const STATE: f32 = 0.8;
const DISTRICT: f32 = 0.6;
const NEIGHBOURS: f32 = 1.4;

/// What it counts that the text itself puts a place into another: by words, and by a comma alone.
const SAID: f32 = 5.0;
const COMMA: f32 = 4.0;

/// What the state that the outlet is at home in counts, in places named.
const HOME: f32 = 3.0;

/// Whether the one lies in the other, as far as the atlas tells.
pub(super) fn holds(outer: &Site, inner: &Site) -> bool {
    outer.number != inner.number
        && match outer.kind {
            Kind::Country => inner.country == Some(outer.number),
            Kind::Region => inner.region == Some(outer.number),
            Kind::District => {
                inner.district == Some(outer.number)
                    || (inner.kind == Kind::Settlement
                        && inner.district.is_none()
                        && inner.region == outer.region
                        && near(outer, inner, 0.7))
            }
            Kind::Settlement => {
                inner.kind == Kind::Settlement
                    && inner.population < outer.population
                    && near(outer, inner, 0.3)
            }
            Kind::Continent | Kind::Water | Kind::Mountain | Kind::Landscape => false,
        }
}

fn near(a: &Site, b: &Site, degrees: f64) -> bool {
    (a.latitude - b.latitude).abs() < degrees && (a.longitude - b.longitude).abs() < degrees
}

/// Weights that all places of the article together lay on stretches of the earth.
#[derive(Debug, Default)]
struct Ground {
    divisions: FxHashMap<u32, f32>,
    cells: FxHashMap<(i16, i16), f32>,
}

impl Ground {
    fn lay(&mut self, sense: &Sense, weight: f32) {
        let site = &sense.site;
        let weight = weight * sense.belief;
        let wide = matches!(site.kind, Kind::Country | Kind::Region);
        for number in [site.country, site.region, site.district].into_iter().flatten() {
            *self.divisions.entry(number).or_default() += weight;
        }
        if !wide && !matches!(site.kind, Kind::Continent | Kind::Landscape) {
            *self.cells.entry(cell(site)).or_default() += weight;
        }
    }

    fn around(&self, (north, east): (i16, i16)) -> f32 {
        let mut sum = 0.0;
        for row in -1..=1 {
            for column in -1..=1 {
                sum += self.cells.get(&(north + row, east + column)).copied().unwrap_or(0.0);
            }
        }
        sum
    }
}

fn cell(site: &Site) -> (i16, i16) {
    (site.latitude.floor() as i16, site.longitude.floor() as i16)
}

/// Lets the belief in each sense settle. `said` has the relations that each place stands in.
pub(super) fn settle(
    home: Option<u32>,
    weights: &[f32],
    relations: &[Relation],
    said: &[Vec<usize>],
    senses: &mut [Vec<Sense>],
) {
    for _ in 0..ROUNDS {
        let mut ground = Ground::default();
        for (place, weight) in senses.iter().zip(weights) {
            for sense in place {
                ground.lay(sense, *weight);
            }
        }
        if let Some(home) = home {
            *ground.divisions.entry(home).or_default() += HOME;
        }
        let before: Vec<Vec<Sense>> = senses.to_vec();
        for (at, place) in senses.iter_mut().enumerate() {
            let said = said.get(at).map_or(&[][..], Vec::as_slice);
            share(place, |sense| {
                sense.prior
                    + support(&ground, sense, &before[at], weights[at])
                    + beside(&before, relations, said, at, sense)
            });
        }
    }
}

/// What the article's other places lay on the ground where this sense is.
fn support(ground: &Ground, sense: &Sense, own: &[Sense], weight: f32) -> f32 {
    let site = &sense.site;
    let others = |number: Option<u32>| {
        let number = number?;
        let mine: f32 = own
            .iter()
            .filter(|s| [s.site.country, s.site.region, s.site.district].contains(&Some(number)))
            .map(|s| s.belief * weight)
            .sum();
        Some((ground.divisions.get(&number)? - mine).max(0.0))
    };
    let doublings = |sum: Option<f32>| libm::log2f(1.0 + sum.unwrap_or(0.0));
    let here = cell(site);
    let mine: f32 = own
        .iter()
        .filter(|s| {
            let there = cell(&s.site);
            there.0.abs_diff(here.0) < 2
                && there.1.abs_diff(here.1) < 2
                && !matches!(s.site.kind, Kind::Country | Kind::Region)
        })
        .map(|s| s.belief * weight)
        .sum();
    let around = (ground.around(here) - mine).max(0.0);
    match site.kind {
        Kind::Country => 2.0 * STATE * doublings(others(site.country)),
        Kind::Region => REGION * doublings(others(site.region)) + STATE * doublings(others(site.country)),
        Kind::Continent | Kind::Landscape => 0.0,
        _ => {
            REGION * doublings(others(site.region))
                + STATE * doublings(others(site.country))
                + DISTRICT * doublings(others(site.district))
                + NEIGHBOURS * libm::log2f(1.0 + around)
        }
    }
}

/// What the text says of this sense and the places that it stands beside.
fn beside(senses: &[Vec<Sense>], relations: &[Relation], said: &[usize], at: usize, sense: &Sense) -> f32 {
    let mut sum = 0.0_f32;
    for relation in said.iter().filter_map(|r| relations.get(*r)) {
        let counts = if relation.within { SAID } else { COMMA };
        let inner = relation.inner == at;
        let other = &senses[if inner { relation.outer } else { relation.inner }];
        let fits: f32 = other
            .iter()
            .filter(|o| if inner { holds(&o.site, &sense.site) } else { holds(&sense.site, &o.site) })
            .map(|o| if inner { o.belief } else { o.belief.max(0.2) })
            .sum();
        sum += counts * fits.min(1.0) * if inner { 1.0 } else { 0.5 };
    }
    sum.min(2.0 * SAID)
}

/// The state that the outlet is at home in: by its name, where the word tables know it, or by its address.
pub(super) fn home(draft: &Draft<'_>, atlas: &Atlas) -> Option<u32> {
    let outlet = draft.article.outlet.as_deref().and_then(|name| draft.lexicon.gazetteer.get(name));
    let by_name = outlet.map(|known| known.state).filter(|state| !state.is_empty());
    let host =
        draft.article.url.as_deref().and_then(|url| url.split("://").nth(1)?.split(['/', ':', '?']).next());
    let by_address =
        host.and_then(|host| host.rsplit('.').next()).filter(|end| end.len() == 2).map(str::to_uppercase);
    let by_address = by_address.map(|end| if end == "UK" { "GB".to_owned() } else { end });
    atlas.state(by_name.or(by_address.as_deref())?).map(|site| site.number)
}
