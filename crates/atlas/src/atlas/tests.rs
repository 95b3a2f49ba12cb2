//! The shipped atlas is what its card says, and damage is told and never met.

use proptest::prelude::*;

use super::{Atlas, Kind};
use crate::{Entry, Named, pack};

fn named(name: &str, kind: Kind) -> Vec<(String, f64, f64)> {
    let atlas = Atlas::shipped();
    let found = atlas.named(name).into_iter().filter(|f| f.site.kind == kind && !f.alias);
    found.map(|f| (atlas.reference(&f.site), f.site.latitude, f.site.longitude)).collect()
}

#[test]
fn the_shipped_atlas_knows_the_world() {
    let atlas = Atlas::shipped();
    assert!(atlas.len() > 250_000, "{} entries", atlas.len());
    assert!(
        named("Reykjavik", Kind::Settlement).len() == 1 || named("Reykjavík", Kind::Settlement).len() == 1
    );
    assert!(named("Springfield", Kind::Settlement).len() > 10, "there are many Springfields");
    let region = atlas.region("RU.09").unwrap();
    assert_eq!(atlas.reference(&region), "geonames:RU.09");
    assert!(
        atlas.named("Belgorod").iter().any(|f| f.site == region && f.alias),
        "a region is known without its word"
    );
    let town = atlas.named("Shebekino")[0].site;
    assert_eq!((town.region, town.country), (Some(region.number), region.country));
    assert_eq!(atlas.code(&atlas.site(town.country.unwrap()).unwrap()), Some("RU"));
    assert!(
        atlas.named("Paris").iter().any(|f| f.site.population > 1.9e6 && f.site.kind == Kind::Settlement)
    );
    assert!(
        atlas
            .named("Black Sea")
            .iter()
            .any(|f| f.site.kind == Kind::Water && atlas.reference(&f.site) == "sayso:black-sea")
    );
    assert!(atlas.named("Ky.").iter().any(|f| atlas.code(&f.site) == Some("US.KY")), "short forms are names");
}

#[test]
fn every_entry_lies_on_the_earth_and_has_an_id() {
    let atlas = Atlas::shipped();
    for number in 0..atlas.len() as u32 {
        let site = atlas.site(number).unwrap();
        assert!(site.latitude.abs() <= 90.0 && site.longitude.abs() <= 180.0, "{site:?}");
        let reference = atlas.reference(&site);
        assert!(
            reference.len() > "geonames:".len() || reference.starts_with("sayso:"),
            "{site:?}: {reference}"
        );
        if site.kind == Kind::Settlement {
            let region = atlas.site(site.region.unwrap()).unwrap();
            assert_eq!((region.kind, region.country), (Kind::Region, site.country), "{site:?}");
        }
    }
    assert_eq!(atlas.site(atlas.len() as u32), None);
}

fn entry(kind: Kind, code: &str, name: &str, id: u32) -> Entry {
    let names = vec![Named { name: name.into(), alias: false }];
    Entry { kind, id, code: code.into(), latitude: 10.5, longitude: -20.25, population: 5000, names }
}

#[test]
fn the_order_of_entries_does_not_reach_the_bytes() {
    let mut entries = vec![
        entry(Kind::Country, "QQ", "Quillia", 1),
        entry(Kind::Region, "QQ.01", "Westmark", 2),
        entry(Kind::District, "QQ.01.7", "Ferndale County", 0),
        entry(Kind::Settlement, "QQ.01.7", "Ferndale", 4),
        entry(Kind::Settlement, "QQ.01", "Ferndale", 5),
        entry(Kind::Water, "inner-sea", "Inner Sea", 0),
    ];
    let one = pack(entries.clone());
    entries.reverse();
    assert_eq!(one, pack(entries));
    let atlas = Atlas::read(one.leak()).unwrap();
    let towns = atlas.named("ferndale");
    assert_eq!(towns.len(), 2);
    let district = atlas.named("Ferndale County")[0].site;
    assert_eq!(towns.iter().filter(|t| t.site.district == Some(district.number)).count(), 1);
    assert_eq!((district.latitude, district.longitude), (10.5, -20.25));
}

proptest! {
    #[test]
    fn damage_is_told(at in 0_usize..400, byte in 0_u8..=255, cut in 0_usize..400) {
        let mut bytes = pack(vec![
            entry(Kind::Country, "QQ", "Quillia", 1),
            entry(Kind::Region, "QQ.01", "Westmark", 2),
            entry(Kind::Settlement, "QQ.01", "Ferndale", 4),
        ]);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut % bytes.len());
        if let Ok(atlas) = Atlas::read(bytes.leak()) {
            for number in 0..4 {
                if let Some(site) = atlas.site(number) {
                    let _ = (atlas.reference(&site), atlas.code(&site));
                }
            }
        }
    }

    #[test]
    fn any_words_may_be_asked_for(name in "\\PC{0,60}") {
        for found in Atlas::shipped().named(&name) {
            prop_assert!(found.site.latitude.abs() <= 90.0);
        }
    }
}
