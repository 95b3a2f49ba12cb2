//! Sparse vectors of weighted features.

/// A feature: the hash of its name.
pub(crate) type Feature = u64;

/// Features with their weights, sorted by feature.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vector(Vec<(Feature, f32)>);

impl Vector {
    /// A vector of length 1 from features in any order; equal ones are added up, weights of 0 and below left out.
    pub(crate) fn unit(parts: Vec<(Feature, f32)>) -> Self {
        let Self(mut parts) = Self::of(parts);
        let length = parts.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut parts {
                *weight /= length;
            }
        }
        Self(parts)
    }

    /// The same of any length.
    pub(crate) fn of(mut parts: Vec<(Feature, f32)>) -> Self {
        parts.retain(|(_, weight)| *weight > 0.0);
        parts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        parts.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        Self(parts)
    }

    /// The cosine of the angle between two unit vectors.
    pub(crate) fn dot(&self, other: &Self) -> f32 {
        let (ours, theirs) = (self.0.as_slice(), other.0.as_slice());
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        // Without a branch that depends on the features: nobody can foresee which of two hashes is the smaller.
        while i < ours.len() && j < theirs.len() {
            let (our, their) = (ours[i], theirs[j]);
            sum += if our.0 == their.0 { our.1 * their.1 } else { 0.0 };
            i += usize::from(our.0 <= their.0);
            j += usize::from(their.0 <= our.0);
        }
        sum
    }

    /// Whether it has the feature.
    pub(crate) fn has(&self, feature: Feature) -> bool {
        self.0.binary_search_by_key(&feature, |(f, _)| *f).is_ok()
    }

    /// The sum, over the features of both, of the smaller weight.
    pub(crate) fn least(&self, other: &Self) -> f32 {
        let (mut rest, mut sum) = (other.0.as_slice(), 0.0);
        for (feature, weight) in &self.0 {
            rest = &rest[rest.partition_point(|(f, _)| f < feature)..];
            if let Some((_, theirs)) = rest.first().filter(|(f, _)| f == feature) {
                sum += weight.min(*theirs);
            }
        }
        sum
    }

    /// The features, heaviest first; equal ones by feature.
    pub(crate) fn heaviest(&self, most: usize) -> Vec<(Feature, f32)> {
        let mut parts = self.0.clone();
        let order = |a: &(Feature, f32), b: &(Feature, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if parts.len() > most {
            parts.select_nth_unstable_by(most, order);
            parts.truncate(most);
        }
        parts.sort_unstable_by(order);
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_features_are_added_and_length_is_one() {
        let v = Vector::unit(vec![(2, 1.0), (1, 3.0), (2, 3.0), (9, 0.0)]);
        assert_eq!(v.heaviest(9).len(), 2);
        assert!((v.dot(&v) - 1.0).abs() < 1e-6);
        assert!(v.dot(&Vector::default()).abs() < 1e-6);
    }
}
