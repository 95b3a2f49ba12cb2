//! Names that the world knows: states and their peoples, places, bodies, seats of power, feasts and books.

use crate::{Phrases, rows};

/// What a known name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain words")]
pub enum Sort {
    State,
    /// The adjective of a state, people, faith or region.
    Adjective,
    /// The name of a people: "Russians".
    People,
    Settlement,
    Region,
    Water,
    Mountain,
    Organisation,
    /// A news agency, broadcaster or paper.
    Outlet,
    /// A social network or another thing that people publish on.
    Platform,
    /// An armed group, a movement.
    Group,
    Event,
    Work,
}

/// One known name.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The name that entries for one thing share.
    pub name: &'static str,
    /// What it names.
    pub sort: Sort,
    /// ISO 3166-1 code of its state, or empty.
    pub state: &'static str,
    /// Whether it is the capital of its state.
    pub capital: bool,
    /// The table that it stands in.
    pub table: &'static str,
}

/// The tables `countries`, `peoples`, `places`, `metonyms` and `organisations` as one.
#[derive(Debug)]
pub struct Gazetteer {
    names: Phrases<Known>,
}

impl Gazetteer {
    pub(crate) fn read(
        countries: &'static str,
        peoples: &'static str,
        metonyms: &'static str,
        organisations: &'static str,
        places: &'static str,
    ) -> Self {
        let mut all = Vec::new();
        for row in rows(countries) {
            let (name, state) = (row.column(0), row.column(1));
            let known = |name, sort, capital| Known { name, sort, state, capital, table: "countries" };
            all.push((name, known(name, Sort::State, false)));
            all.extend(row.list(2).map(|alias| (alias, known(name, Sort::State, false))));
            all.extend(row.list(3).map(|word| (word, known(name, Sort::Adjective, false))));
            all.extend(row.list(4).map(|word| (word, known(name, Sort::People, false))));
            all.extend(row.list(5).map(|city| (city, known(city, Sort::Settlement, true))));
        }
        for row in rows(metonyms) {
            let (name, state) = (row.column(0), row.column(2));
            let sort = match row.column(1) {
                "event" => Sort::Event,
                "work" => Sort::Work,
                "place" => Sort::Region,
                _ => Sort::Organisation,
            };
            all.push((name, Known { name, sort, state, capital: false, table: "metonyms" }));
        }
        for row in rows(organisations) {
            let (name, state) = (row.column(0), row.column(2));
            let sort = match row.column(1) {
                "agency" | "broadcast" | "press" => Sort::Outlet,
                "platform" => Sort::Platform,
                "group" => Sort::Group,
                _ => Sort::Organisation,
            };
            let known = Known { name, sort, state, capital: false, table: "organisations" };
            all.push((name, known));
            all.extend(row.list(3).map(|alias| (alias, known)));
        }
        for row in rows(places) {
            let (name, state) = (row.column(0), row.column(2));
            let sort = match row.column(1) {
                "settlement" => Sort::Settlement,
                "water" => Sort::Water,
                "mountain" => Sort::Mountain,
                _ => Sort::Region,
            };
            all.push((name, Known { name, sort, state, capital: false, table: "places" }));
        }
        for row in rows(peoples) {
            let (word, state) = (row.column(0), row.column(1));
            let name = if row.column(2).is_empty() { word } else { row.column(2) };
            all.push((word, Known { name, sort: Sort::Adjective, state, capital: false, table: "peoples" }));
        }
        Self { names: Phrases::new(all) }
    }

    /// The longest known name that `text` begins with, and its length there.
    pub fn at(&self, text: &str, folded: bool) -> Option<(usize, Known)> {
        self.names.at(text, folded).map(|(len, _, known)| (len, known))
    }

    /// The known name that is written exactly so.
    pub fn get(&self, name: &str) -> Option<Known> {
        self.names.get(name, false).map(|(_, known)| known)
    }
}
