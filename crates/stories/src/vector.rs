//! Sparse vectors of weighted features.

/// A feature: the hash of its name.
pub(crate) type Feature = u64;

/// Features with their weights, sorted by feature. The two lie apart: most features of a page that is compared are asked
/// for and missing, and their weights need not be fetched.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vector {
    features: Box<[Feature]>,
    weights: Box<[f32]>,
}

impl Vector {
    /// A vector of length 1 from features in any order; equal ones are added up, weights of 0 and below left out.
    pub(crate) fn unit(parts: Vec<(Feature, f32)>) -> Self {
        let mut vector = Self::of(parts);
        let length = vector.weights.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for weight in &mut vector.weights {
                *weight /= length;
            }
        }
        vector
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
        let (features, weights): (Vec<Feature>, Vec<f32>) = parts.into_iter().unzip();
        Self { features: features.into_boxed_slice(), weights: weights.into_boxed_slice() }
    }

    /// Its features, sorted.
    pub(crate) fn features(&self) -> &[Feature] {
        &self.features
    }

    /// Their weights, in the same order.
    pub(crate) fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Each feature with its weight.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (Feature, f32)> + '_ {
        self.features.iter().copied().zip(self.weights.iter().copied())
    }

    /// The sum, over the features of both, of the smaller weight.
    pub(crate) fn least(&self, other: &Self) -> f32 {
        let (mut from, mut sum) = (0, 0.0);
        for (feature, weight) in self.parts() {
            from += other.features[from..].partition_point(|theirs| *theirs < feature);
            if other.features.get(from) == Some(&feature) {
                sum += weight.min(other.weights[from]);
            }
        }
        sum
    }

    /// The features, heaviest first; equal ones by feature.
    pub(crate) fn heaviest(&self, most: usize) -> Vec<(Feature, f32)> {
        let mut parts: Vec<(Feature, f32)> = self.parts().collect();
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
        assert_eq!(v.features(), [1, 2]);
        let squares: f32 = v.weights().iter().map(|weight| weight * weight).sum();
        assert!((squares - 1.0).abs() < 1e-6);
        assert!((v.least(&v) - 1.4).abs() < 1e-6);
        assert_eq!(v.heaviest(1)[0].0, 2);
    }
}
