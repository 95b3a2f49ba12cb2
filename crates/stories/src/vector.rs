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
        self.shared(other).map(|(_, a, b)| a * b).sum()
    }

    /// Whether it has the feature.
    pub(crate) fn has(&self, feature: Feature) -> bool {
        self.0.binary_search_by_key(&feature, |(f, _)| *f).is_ok()
    }

    /// The features that both have, with both weights.
    pub(crate) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (Feature, f32, f32)> + 'a {
        let (mut a, mut b) = (self.0.as_slice(), other.0.as_slice());
        std::iter::from_fn(move || {
            while let ([(x, p), ..], [(y, q), ..]) = (a, b) {
                match x.cmp(y) {
                    std::cmp::Ordering::Less => a = &a[1..],
                    std::cmp::Ordering::Greater => b = &b[1..],
                    std::cmp::Ordering::Equal => {
                        (a, b) = (&a[1..], &b[1..]);
                        return Some((*x, *p, *q));
                    }
                }
            }
            None
        })
    }

    /// The features, heaviest first; equal ones by feature.
    pub(crate) fn heaviest(&self, most: usize) -> Vec<(Feature, f32)> {
        let mut parts = self.0.clone();
        parts.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        parts.truncate(most);
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
