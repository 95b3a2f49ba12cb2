//! Which line of one form of a page is which of another form.

use std::collections::BTreeMap;

/// How many lines may be passed over to find the next.
const FAR: usize = 60;
/// And to find one that holds it, or is held by it.
const NEAR: usize = 12;

/// Words in lower case, without marks.
pub(super) fn words(line: &str) -> Vec<String> {
    let pieces = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    pieces.map(str::to_lowercase).collect()
}

/// For each of `lines`, the number of the line of `others` that says the same or, failing that, a part of the same; both
/// in one order.
pub(super) fn align(lines: &[String], others: &[String]) -> Vec<Option<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, other) in others.iter().enumerate() {
        places.entry(other).or_default().push(n);
    }
    let mut at = 0;
    lines
        .iter()
        .map(|line| {
            let places = places.get(line.as_str()).map_or(&[][..], Vec::as_slice);
            let next = places.get(places.partition_point(|n| *n < at)).copied();
            // A short line stands in many places: it is looked for nearby.
            let far = if line.len() > 12 { FAR } else { NEAR };
            if let Some(n) = next.filter(|n| n - at <= far && !line.is_empty()) {
                at = n + 1;
                return Some(n);
            }
            let held = |other: &&String| {
                !other.is_empty()
                    && (line.len() > 3 && other.contains(line.as_str())
                        || other.len() > 8 && line.contains(other.as_str()))
            };
            let near = &others[at.min(others.len())..others.len().min(at + NEAR)];
            near.iter().position(|other| held(&other)).map(|n| at + n)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(lines: &[&str], others: &[&str]) -> Vec<Option<usize>> {
        let own = |lines: &[&str]| lines.iter().map(|l| words(l).join(" ")).collect::<Vec<_>>();
        align(&own(lines), &own(others))
    }

    #[test]
    fn lines_are_found_in_order() {
        let others = ["Home", "News", "The bridge is shut", "Home", "© Echo"];
        assert_eq!(aligned(&["Home", "The bridge is shut.", "home"], &others), [Some(0), Some(2), Some(3)]);
        assert_eq!(aligned(&["Home News", "bridge is shut"], &others), [None, Some(2)]);
    }
}
