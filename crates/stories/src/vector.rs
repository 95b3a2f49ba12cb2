//! Sparse vectors of weighted features.

/// A feature: the hash of its name.
pub(crate) type Feature = u64;

/// A feature as vectors hold it, by half of its bits: of four million features one in a thousand shares them with
/// another, and what is fetched for a comparison is half as much. Shortened features keep their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Short(u32);

impl Short {
    pub(crate) const fn of(feature: Feature) -> Self {
        Self((feature >> 32) as u32)
    }

    /// Its bits: as well spread as those of any hash.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }
}

/// Features with their weights, sorted by feature.
pub(crate) type Parts = Vec<(Short, f32)>;

/// Parts from features in any order; equal ones are added up, weights of 0 and below left out.
pub(crate) fn sorted(parts: impl Iterator<Item = (Feature, f32)>) -> Parts {
    let mut parts: Vec<(Feature, f32)> = parts.filter(|(_, weight)| *weight > 0.0).collect();
    parts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut sorted = Parts::with_capacity(parts.len());
    for (feature, weight) in parts {
        let short = Short::of(feature);
        match sorted.last_mut() {
            Some((last, sum)) if *last == short => *sum += weight,
            _ => sorted.push((short, weight)),
        }
    }
    sorted
}

/// The same, brought to the length 1.
pub(crate) fn unit(parts: impl Iterator<Item = (Feature, f32)>) -> Parts {
    let mut parts = sorted(parts);
    let length = parts.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut parts {
            *weight /= length;
        }
    }
    parts
}

/// The sum, over the features of both, of the smaller weight.
pub(crate) fn least(ours: &[(Short, f32)], theirs: &[(Short, f32)]) -> f32 {
    let (mut rest, mut sum) = (theirs, 0.0);
    for (feature, weight) in ours {
        rest = &rest[rest.partition_point(|(f, _)| f < feature)..];
        if let Some((_, theirs)) = rest.first().filter(|(f, _)| f == feature) {
            sum += weight.min(*theirs);
        }
    }
    sum
}

/// The features, heaviest first; equal ones by feature.
pub(crate) fn heaviest(parts: &[(Short, f32)], most: usize) -> Parts {
    let mut parts = parts.to_vec();
    let order = |a: &(Short, f32), b: &(Short, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if parts.len() > most {
        parts.select_nth_unstable_by(most, order);
        parts.truncate(most);
    }
    parts.sort_unstable_by(order);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_features_are_added_and_length_is_one() {
        let feature = |nth: u64| nth << 32;
        let parts = [(feature(2), 1.0), (feature(1), 3.0), (feature(2), 3.0), (feature(9), 0.0)];
        let v = unit(parts.into_iter());
        assert_eq!(v.len(), 2);
        assert!((v.iter().map(|(_, weight)| weight * weight).sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((least(&v, &v) - 1.4).abs() < 1e-6);
        assert_eq!(heaviest(&v, 1)[0].0, Short::of(feature(2)));
    }
}
