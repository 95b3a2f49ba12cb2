//! The packed gazetteer, read in place.

use std::fmt;
use std::sync::OnceLock;

use crate::fold;
use crate::pack::{Header, RECORD};

static SHIPPED: &[u8] = include_bytes!("../data/atlas.bin");

/// Stands where a settlement's district is not known.
pub(crate) const UNKNOWN: u16 = u16::MAX;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A state or a territory with an ISO 3166-1 code.
    Country,
    /// The first division of a state: an oblast, a state of a federation.
    Region,
    /// The second division: a county, a raion, a parish.
    District,
    /// A city, town or village.
    Settlement,
    /// A part of the world, a sea, a river, a range, a landscape.
    Continent,
    #[expect(missing_docs, reason = "plain words")]
    Water,
    #[expect(missing_docs, reason = "plain words")]
    Mountain,
    /// A landscape, an island, a part of a state that no office rules.
    Landscape,
}

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site {
    /// Its number in the atlas.
    pub number: u32,
    /// What it is.
    pub kind: Kind,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// How many people live there, to some nine parts in a hundred; a rough standing for natural features.
    pub population: f64,
    /// The number of its state.
    pub country: Option<u32>,
    /// The number of its region.
    pub region: Option<u32>,
    /// The number of its district.
    pub district: Option<u32>,
}

/// An entry found by name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// The entry.
    pub site: Site,
    /// Whether the name is another than the one it is mainly known by.
    pub alias: bool,
}

/// The packed file is cut short, or no atlas at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the atlas cannot be read at its {0}: pack it again with `lab pack atlas`")]
pub struct Damaged(pub(crate) &'static str);

/// A gazetteer.
pub struct Atlas {
    header: Header,
    records: &'static [u8],
    postings: &'static [u8],
    codes: Vec<&'static str>,
    names: fst::Map<&'static [u8]>,
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Atlas")
            .field("entries", &self.len())
            .field("names", &self.names.len())
            .finish_non_exhaustive()
    }
}

impl Atlas {
    /// The gazetteer that comes with the program.
    pub fn shipped() -> &'static Self {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        ATLAS.get_or_init(|| Self::read(SHIPPED).expect("a test reads the shipped atlas"))
    }

    /// Reads a packed atlas in place.
    pub fn read(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let (header, rest) = Header::read(bytes).ok_or(Damaged("header"))?;
        let entries = header.settlements as usize + header.features as usize + header.divisions();
        let (records, rest) = rest.split_at_checked(entries * RECORD).ok_or(Damaged("records"))?;
        let (postings, rest) =
            rest.split_at_checked(header.postings as usize * 4).ok_or(Damaged("postings"))?;
        let (codes, names) = rest.split_at_checked(header.codes as usize).ok_or(Damaged("codes"))?;
        let codes = std::str::from_utf8(codes).map_err(|_| Damaged("codes"))?;
        let names = fst::Map::new(names).map_err(|_| Damaged("names"))?;
        Ok(Self { header, records, postings, codes: codes.lines().collect(), names })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many names there are.
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// The entries of that name, in any writing of it: states, regions, districts, settlements by size, features.
    pub fn named(&self, name: &str) -> Vec<Found> {
        self.keyed(&fold(name))
    }

    /// The entries of a name that is folded already.
    pub fn keyed(&self, key: &str) -> Vec<Found> {
        if key.is_empty() {
            return Vec::new();
        }
        let Some(value) = self.names.get(key) else { return Vec::new() };
        let value = value as u32;
        if value & 1 == 0 {
            return self.found(value >> 1).into_iter().collect();
        }
        let mut out = Vec::new();
        for at in (value >> 1) as usize.. {
            let Some(word) = self.posting(at) else { break };
            out.extend(self.found(word >> 1));
            if word & 1 == 1 {
                break;
            }
        }
        out
    }

    fn posting(&self, at: usize) -> Option<u32> {
        let bytes = self.postings.get(at * 4..at * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    fn found(&self, word: u32) -> Option<Found> {
        Some(Found { site: self.site(word >> 1)?, alias: word & 1 == 1 })
    }

    /// Whether any entry has that name.
    pub fn knows(&self, key: &str) -> bool {
        !key.is_empty() && self.names.contains_key(key)
    }

    /// The entry of that number.
    pub fn site(&self, number: u32) -> Option<Site> {
        let at = number as usize * RECORD;
        let record = self.records.get(at..at + RECORD)?;
        let degrees = |at: usize| {
            let raw = i32::from_le_bytes([0, record[at], record[at + 1], record[at + 2]]) >> 8;
            f64::from(raw) / 1e4
        };
        let word = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
        let header = &self.header;
        let (parent, district) = (word(11), word(13));
        let regions = header.countries;
        let region_of = |number: u16| regions + u32::from(number);
        let country_of = |region: u32| {
            let at = region as usize * RECORD + 11;
            let bytes = self.records.get(at..at + 2)?;
            Some(u32::from(u16::from_le_bytes([bytes[0], bytes[1]])))
        };
        let (kind, country, region, district) = match number {
            n if n < regions => (Kind::Country, Some(n), None, None),
            n if n < regions + header.regions => (Kind::Region, Some(u32::from(parent)), Some(n), None),
            n if n < regions + header.regions + header.districts => {
                (Kind::District, country_of(region_of(parent)), Some(region_of(parent)), Some(n))
            }
            n if n < header.divisions() as u32 + header.settlements => (
                Kind::Settlement,
                country_of(region_of(parent)),
                Some(region_of(parent)),
                (district != UNKNOWN).then(|| regions + header.regions + u32::from(district)),
            ),
            _ => {
                let kind = match parent {
                    0 => Kind::Continent,
                    1 => Kind::Water,
                    2 => Kind::Mountain,
                    _ => Kind::Landscape,
                };
                (kind, None, None, None)
            }
        };
        Some(Site {
            number,
            kind,
            latitude: degrees(4),
            longitude: degrees(7),
            population: f64::exp2(f64::from(record[10]) / 8.0) - 1.0,
            country,
            region,
            district,
        })
    }

    /// The state with that ISO 3166-1 alpha-2 code.
    pub fn state(&self, iso: &str) -> Option<Site> {
        let states = self.codes.get(..self.header.countries as usize)?;
        self.site(states.binary_search(&iso).ok()? as u32)
    }

    /// The region of that code, GeoNames' own for the first division: `US.GA`.
    pub fn region(&self, code: &str) -> Option<Site> {
        let start = self.header.countries as usize;
        let regions = self.codes.get(start..start + self.header.regions as usize)?;
        self.site((start + regions.binary_search(&code).ok()?) as u32)
    }

    /// The code of a state ("US"), region ("US.GA"), district ("US.GA.139") or feature; none for a settlement.
    pub fn code(&self, site: &Site) -> Option<&'static str> {
        let divisions = self.header.divisions() as u32;
        let at = match site.kind {
            Kind::Settlement => return None,
            Kind::Country | Kind::Region | Kind::District => site.number,
            _ => site.number.saturating_sub(self.header.settlements).max(divisions),
        };
        self.codes.get(at as usize).copied()
    }

    /// The gazetteer's name and its id for the entry: `geonames:2643743`; where the packages that the atlas is made from
    /// give no number, GeoNames' own code of the division (`geonames:RU.09`); `sayso:` for features of our own writing.
    pub fn reference(&self, site: &Site) -> String {
        let at = site.number as usize * RECORD;
        let id = self.records.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        match (id, site.kind) {
            (0, Kind::Country | Kind::Region | Kind::District) => {
                format!("geonames:{}", self.code(site).unwrap_or_default())
            }
            (0, _) => format!("sayso:{}", self.code(site).unwrap_or_default()),
            (id, _) => format!("geonames:{id}"),
        }
    }
}

#[cfg(test)]
mod tests;
