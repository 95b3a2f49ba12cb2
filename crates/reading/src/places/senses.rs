//! The places on earth that a name may mean, and how likely each is before the text is looked at.

use sayso_atlas::{Atlas, Kind, Site};
use sayso_lexicon::Sort;

use super::asked::{Asked, Wanted};
use crate::draft::Draft;

/// Senses of one name that are weighed at most.
const MOST: usize = 24;

/// One sense of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sense {
    pub(super) site: Site,
    /// Log odds by name, size and kind alone.
    pub(super) prior: f32,
    /// Share of the belief, all senses of a name together 1.
    pub(super) belief: f32,
}

/// How much more a place is written of than one of a hundredth of its size: news follows people, but less than evenly.
const SIZE: f32 = 0.6;

/// The senses of a place's names, the likeliest first.
pub(super) fn of(atlas: &Atlas, draft: &Draft<'_>, place: &Asked) -> Vec<Sense> {
    let mut senses: Vec<Sense> = Vec::new();
    let mut put = |site: Site, prior: f32| match senses.iter_mut().find(|s| s.site.number == site.number) {
        Some(sense) => sense.prior = sense.prior.max(prior),
        None => senses.push(Sense { site, prior, belief: 0.0 }),
    };
    let state = place.known.filter(|k| k.sort == Sort::State).map(|k| k.state);
    if let Some(site) = state.and_then(|iso| atlas.state(iso)) {
        put(site, size(&site) + 3.0);
    }
    for (nth, key) in place.keys.iter().enumerate() {
        // A shorter form of the name says less of which place it is.
        let form = if nth == 0 { 0.0 } else { -2.0 };
        for found in atlas.keyed(key) {
            put(found.site, form + prior(&found.site, found.alias, place));
        }
        if nth == 0 {
            for found in bare(draft, key, place.wanted).map_or(Vec::new(), |bare| atlas.keyed(bare)) {
                put(found.site, prior(&found.site, found.alias, place) - 0.5);
            }
        }
    }
    if let Some(known) = place.known
        && !known.state.is_empty()
    {
        let country = atlas.state(known.state).map(|s| s.number);
        let largest = senses
            .iter()
            .filter(|s| s.site.kind == Kind::Settlement && s.site.country == country)
            .map(|s| s.site)
            .max_by(|a, b| a.population.total_cmp(&b.population))
            .map(|s| s.number);
        for sense in &mut senses {
            // The world knows the name by this place.
            if sense.site.country == country && sense.site.kind != Kind::Country {
                sense.prior += 1.0;
            }
            if known.capital && Some(sense.site.number) == largest {
                sense.prior += 1.0;
            }
        }
    }
    // "New York" is the city, "Kyiv" too: the region round a city that bears its name is seldom meant by it alone.
    let towns: Vec<Site> = senses.iter().map(|s| s.site).filter(|s| s.kind == Kind::Settlement).collect();
    for sense in &mut senses {
        let own = |town: &&Site| {
            town.region == Some(sense.site.number) && town.population > sense.site.population / 20.0
        };
        if sense.site.kind == Kind::Region
            && place.wanted != Wanted::Division
            && towns.iter().any(|t| own(&t))
        {
            sense.prior -= 1.5;
        }
    }
    senses.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.site.number.cmp(&b.site.number)));
    senses.truncate(MOST);
    share(&mut senses, |sense| sense.prior);
    senses
}

/// Shares the belief out by the log odds that `odds` gives.
pub(super) fn share(senses: &mut [Sense], odds: impl Fn(&Sense) -> f32) {
    let mut most = f32::MIN;
    for sense in senses.iter_mut() {
        sense.belief = odds(sense);
        most = most.max(sense.belief);
    }
    let mut sum = 0.0;
    for sense in senses.iter_mut() {
        sense.belief = libm::expf(sense.belief - most);
        sum += sense.belief;
    }
    for sense in senses {
        sense.belief /= sum;
    }
}

fn size(site: &Site) -> f32 {
    SIZE * libm::logf(site.population.max(200.0) as f32)
}

fn prior(site: &Site, alias: bool, place: &Asked) -> f32 {
    let kind = match site.kind {
        Kind::Country => 3.0,
        Kind::Continent => 2.0,
        // A town is more often meant than the division that bears its name.
        Kind::Region => -1.0,
        Kind::District => -2.5,
        Kind::Settlement | Kind::Water | Kind::Mountain | Kind::Landscape => 0.0,
    };
    let other = if alias { -2.0 } else { 0.0 };
    let asked = match (place.wanted, site.kind) {
        (Wanted::Division, Kind::Region | Kind::District) => 3.5,
        (Wanted::Division, Kind::Settlement) | (Wanted::Settlement, Kind::Region | Kind::District) => -2.5,
        (Wanted::Settlement, Kind::Country | Kind::Continent) => -4.0,
        (Wanted::Water, Kind::Water) | (Wanted::Mountain, Kind::Mountain) => 4.0,
        (
            Wanted::Water | Wanted::Mountain | Wanted::Facility,
            Kind::Settlement | Kind::Region | Kind::District,
        ) => -3.0,
        _ => 0.0,
    };
    size(site) + kind + other + asked
}

/// "Belgorod" out of "Belgorod Region", where a division is asked for and may stand in the atlas under another word;
/// "Ohio" out of "State of Ohio".
fn bare<'k>(draft: &Draft<'_>, key: &'k str, wanted: Wanted) -> Option<&'k str> {
    if let Some((word, rest)) = key.split_once(" of ") {
        return draft.lexicon.heads.place(word).is_some().then_some(rest);
    }
    let (front, last) = key.rsplit_once(' ')?;
    (wanted == Wanted::Division && draft.lexicon.heads.place(last).is_some()).then_some(front)
}
