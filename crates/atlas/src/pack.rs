//! The packed form: what the recipe in `lab` writes and [`Atlas`](crate::Atlas) reads.
//!
//! ```text
//! header    "SAYATLS1", then six counts, u32: countries, regions, districts, settlements, features, postings; bytes of codes
//! records   15 bytes each, in that order: GeoNames id u32, latitude and longitude i24 in ten-thousandths of a degree,
//!           log2 of the population in eighths u8, parent u16, district u16
//! postings  u32 each: number of the entry, one bit "alias", one bit "last"
//! codes     a line each for countries, regions, districts, features
//! names     an fst from folded names to one entry, or to the first of several postings
//! ```

use std::collections::BTreeMap;

use crate::atlas::UNKNOWN;
use crate::{Kind, fold};

const MAGIC: &[u8; 8] = b"SAYATLS1";

/// Bytes of one record.
pub(crate) const RECORD: usize = 15;

/// The counts that a packed atlas begins with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header {
    pub(crate) countries: u32,
    pub(crate) regions: u32,
    pub(crate) districts: u32,
    pub(crate) settlements: u32,
    pub(crate) features: u32,
    pub(crate) postings: u32,
    pub(crate) codes: u32,
}

impl Header {
    pub(crate) fn read(bytes: &'static [u8]) -> Option<(Self, &'static [u8])> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut next = || {
            let (word, after) = rest.split_first_chunk::<4>()?;
            rest = after;
            // Numbers of entries fit 28 bits with room to spare; a larger count is damage.
            Some(u32::from_le_bytes(*word)).filter(|n| *n < 1 << 28)
        };
        let header = Self {
            countries: next()?,
            regions: next()?,
            districts: next()?,
            settlements: next()?,
            features: next()?,
            postings: next()?,
            codes: next()?,
        };
        Some((header, rest))
    }

    /// Countries, regions and districts together.
    pub(crate) fn divisions(&self) -> usize {
        (self.countries + self.regions + self.districts) as usize
    }
}

/// One name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As it is written.
    pub name: String,
    /// Whether it is another than the one the entry is mainly known by.
    pub alias: bool,
}

/// One entry to pack.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// GeoNames' number, or 0.
    pub id: u32,
    /// "US", "US.GA", "US.GA.139"; for a settlement the code of its region or district, for a feature a word of its own.
    pub code: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// People who live there.
    pub population: u64,
    /// Its names.
    pub names: Vec<Named>,
}

/// Packs entries; the same entries in any order give the same bytes. Entries whose parent is missing are left out.
pub fn pack(mut entries: Vec<Entry>) -> Vec<u8> {
    let rank = |kind: Kind| match kind {
        Kind::Country => 0,
        Kind::Region => 1,
        Kind::District => 2,
        Kind::Settlement => 3,
        _ => 4_u8,
    };
    let region = |code: &str| code.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
    // Districts sort by their whole code; settlements by region, then size, so that neighbours lie together.
    let key = |e: &Entry| {
        let settled = e.kind == Kind::Settlement;
        let code = if settled { region(&e.code) } else { e.code.clone() };
        (rank(e.kind), code, if settled { u64::MAX - e.population } else { 0 }, e.id)
    };
    entries.sort_by_cached_key(key);
    let mut numbers = BTreeMap::<String, u32>::new();
    let mut firsts = [0_u32; 5];
    let mut records = Vec::with_capacity(entries.len() * RECORD);
    let mut codes = String::new();
    let mut names = BTreeMap::<String, Vec<(u32, bool)>>::new();
    let mut number = 0_u32;
    for entry in &entries {
        let rank = usize::from(rank(entry.kind));
        let country = entry.code.split('.').next().unwrap_or_default();
        let within = |code: &str, first: u32| numbers.get(code).map(|n| (n - first) as u16);
        let parent = match entry.kind {
            Kind::Country | Kind::Continent => Some(0),
            Kind::Region => within(country, 0),
            Kind::District | Kind::Settlement => within(&region(&entry.code), firsts[0]),
            Kind::Water => Some(1),
            Kind::Mountain => Some(2),
            Kind::Landscape => Some(3),
        };
        let Some(parent) = parent else { continue };
        let is_district = entry.kind == Kind::Settlement && entry.code.matches('.').count() == 2;
        let district =
            is_district.then(|| within(&entry.code, firsts[0] + firsts[1])).flatten().unwrap_or(UNKNOWN);
        records.extend_from_slice(&entry.id.to_le_bytes());
        for degrees in [entry.latitude, entry.longitude] {
            let raw = (degrees * 1e4).round() as i32;
            records.extend_from_slice(&raw.to_le_bytes()[..3]);
        }
        let size = ((entry.population as f64 + 1.0).log2() * 8.0).round().min(255.0);
        records.push(size as u8);
        records.extend_from_slice(&parent.to_le_bytes());
        records.extend_from_slice(&district.to_le_bytes());
        if entry.kind != Kind::Settlement {
            numbers.insert(entry.code.clone(), number);
            codes.push_str(&entry.code);
            codes.push('\n');
        }
        for named in &entry.names {
            let key = fold(&named.name);
            if key.len() < 2 {
                continue;
            }
            let list = names.entry(key).or_default();
            match list.iter_mut().find(|(n, _)| *n == number) {
                Some((_, alias)) => *alias &= named.alias,
                None => list.push((number, named.alias)),
            }
        }
        firsts[rank] += 1;
        number += 1;
    }
    write(&firsts, &records, &codes, &names)
}

fn write(
    counts: &[u32; 5],
    records: &[u8],
    codes: &str,
    names: &BTreeMap<String, Vec<(u32, bool)>>,
) -> Vec<u8> {
    let mut postings = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (name, list) in names {
        let word = |(number, alias): (u32, bool)| number << 1 | u32::from(alias);
        let value = if let [one] = list[..] {
            word(one) << 1
        } else {
            let start = (postings.len() / 4) as u32;
            for (at, item) in list.iter().enumerate() {
                let last = u32::from(at + 1 == list.len());
                postings.extend_from_slice(&(word(*item) << 1 | last).to_le_bytes());
            }
            start << 1 | 1
        };
        map.insert(name, u64::from(value))
            .expect("a BTreeMap gives its keys in order, and memory does not fail");
    }
    let mut out = MAGIC.to_vec();
    for count in counts.iter().copied().chain([(postings.len() / 4) as u32, codes.len() as u32]) {
        out.extend_from_slice(&count.to_le_bytes());
    }
    out.extend_from_slice(records);
    out.extend_from_slice(&postings);
    out.extend_from_slice(codes.as_bytes());
    out.extend(map.into_inner().expect("memory does not fail"));
    out
}
