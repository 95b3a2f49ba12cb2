//! The middle of a division, from the places in it.

use std::collections::BTreeSet;

/// Half a degree's half: cells that are lived in count once, however many places lie in them.
const CELL: f64 = 0.25;

/// The inhabited middle of a stretch of land: between the mean of its inhabited cells and the middle of their bounds. The
/// mean alone leans to where people are many, the bounds alone to wherever an arm of land reaches.
#[derive(Debug, Clone, Default)]
pub(super) struct Centre {
    first: Option<f64>,
    cells: BTreeSet<(i32, i32)>,
    pub(super) population: u64,
}

impl Centre {
    pub(super) fn add(&mut self, latitude: f64, longitude: f64, population: u64) {
        let first = *self.first.get_or_insert(longitude);
        // Longitudes relative to the first, so that land on both sides of the date line stays together.
        let mut east = longitude - first;
        if east > 180.0 {
            east -= 360.0;
        } else if east < -180.0 {
            east += 360.0;
        }
        self.cells.insert(((latitude / CELL).floor() as i32, (east / CELL).floor() as i32));
        self.population += population;
    }

    pub(super) fn degrees(&self) -> Option<(f64, f64)> {
        let first = self.first?;
        let middle = |pick: fn(&(i32, i32)) -> i32| {
            let count = self.cells.len() as f64;
            let mean = self.cells.iter().map(|c| f64::from(pick(c))).sum::<f64>() / count;
            let low = self.cells.iter().map(pick).min().unwrap_or_default();
            let high = self.cells.iter().map(pick).max().unwrap_or_default();
            (f64::midpoint(mean, f64::midpoint(f64::from(low), f64::from(high))) + 0.5) * CELL
        };
        let east = first + middle(|c| c.1);
        Some((middle(|c| c.0), (east + 540.0).rem_euclid(360.0) - 180.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Centre;

    #[test]
    fn the_middle_stays_on_its_side_of_the_date_line() {
        let mut land = Centre::default();
        for (north, east) in [(66.0, 178.0), (66.0, -178.0)] {
            land.add(north, east, 1);
        }
        let (north, east) = land.degrees().unwrap();
        assert!((north - 66.0).abs() < 0.3, "{north}");
        assert!(east.abs() > 179.0, "{east}");
        assert_eq!(Centre::default().degrees(), None, "land without places has no middle");
    }
}
