//! Labels that nobody gave by hand: body by the words of the article that are known, kinds by what markup says.

use std::collections::HashSet;

use sayso_clean::Survey;

use super::align::words;
use crate::score::kinds;

/// Kinds that features of a page's line leave little doubt of: all of the first, none of the second; the first that holds.
const TOLD: [(&str, &[&str], &[&str]); 15] = [
    ("title", &["Given", "TagHeading1"], &[]),
    ("caption", &["TagCaption"], &[]),
    ("byline", &["StartByline", "BeforeNear"], &["Stop", "AtNavigation", "AtComments", "AtRelated"]),
    ("dateline", &["Date", "BeforeNear"], &["AtNavigation", "AtComments", "AtRelated", "AtAside"]),
    ("legal", &["MenuLegal"], &[]),
    ("legal", &["WholeLegal"], &[]),
    ("legal", &["WithinLegal"], &["Running"]),
    ("legal", &["StartLegal"], &[]),
    ("comments", &["OpensComments"], &[]),
    ("comments", &["AtComments"], &["AtNavigation", "AtFooter"]),
    ("related", &["AtRelated"], &["AtNavigation", "AtFooter", "AtPromo"]),
    ("promo", &["WholePromo"], &["AtNavigation"]),
    ("promo", &["WithinPromo"], &["AtNavigation"]),
    ("navigation", &["AtNavigation"], &["Running", "AtPromo", "AtRelated", "AtComments"]),
    ("navigation", &["Menu"], &["AtRelated", "AtPromo", "AtComments"]),
];
/// The same for lines of the body.
const TOLD_IN_BODY: [(&str, &[&str], &[&str]); 3] = [
    ("heading", &["TagHeading"], &["Running"]),
    ("body", &["TagParagraph"], &[]),
    ("body", &["Running"], &[]),
];

/// The kinds of a page's lines, as far as markup tells them.
pub(super) fn kinds(lines: &[Vec<u16>], body: &[bool]) -> Vec<Option<usize>> {
    let has = |line: &[u16], name: &str| {
        let number =
            Survey::names().iter().position(|known| *known == name).expect("a feature of the line model");
        line.contains(&(number as u16))
    };
    let first = |line: &[u16], table: &[(&str, &[&str], &[&str])]| {
        let holds = |(_, all, none): &&(&str, &[&str], &[&str])| {
            all.iter().all(|name| has(line, name)) && !none.iter().any(|name| has(line, name))
        };
        table.iter().find(holds).and_then(|(kind, ..)| kinds::number(kind))
    };
    lines
        .iter()
        .zip(body)
        .map(|(line, body)| if *body { first(line, &TOLD_IN_BODY) } else { first(line, &TOLD) })
        .collect()
}

/// Which lines stand in the body that is known. A line of few words does where it stands in it beside a line that does.
pub(super) fn body(lines: &[String], body: &str) -> Vec<bool> {
    let gold = words(body);
    let grams: HashSet<&[String]> = gold.windows(4).collect();
    let joined = format!(" {} ", gold.join(" "));
    let lines: Vec<Vec<String>> = lines.iter().map(|line| words(line)).collect();
    let mut found: Vec<bool> = lines
        .iter()
        .map(|line| {
            let hits = line.windows(4).filter(|gram| grams.contains(gram)).count();
            line.len() >= 6 && hits * 10 >= (line.len() - 3) * 6
        })
        .collect();
    let spoken: Vec<usize> = (0..lines.len()).filter(|n| !lines[*n].is_empty()).collect();
    let tail = |places: &[usize]| {
        let all: Vec<&str> = places.iter().flat_map(|n| &lines[*n]).map(String::as_str).collect();
        all[all.len().saturating_sub(4)..].join(" ")
    };
    let front = |places: &[usize]| {
        let all: Vec<&str> = places.iter().flat_map(|n| &lines[*n]).map(String::as_str).collect();
        all[..all.len().min(4)].join(" ")
    };
    for _ in 0..3 {
        let before = found.clone();
        for down in [true, false] {
            for step in 0..spoken.len() {
                let at = if down { step } else { spoken.len() - 1 - step };
                let n = spoken[at];
                if lines[n].len() >= 6 || found[n] {
                    continue;
                }
                let here = lines[n].join(" ");
                let above = at > 0 && found[spoken[at - 1]] && {
                    let above = tail(&spoken[at.saturating_sub(3)..at]);
                    joined.contains(&format!(" {above} {here} "))
                };
                found[n] = above
                    || at + 1 < spoken.len() && found[spoken[at + 1]] && {
                        let below = front(&spoken[at + 1..spoken.len().min(at + 4)]);
                        joined.contains(&format!(" {here} {below} "))
                    };
            }
        }
        if found == before {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_of_the_body_are_found_beside_long_ones() {
        let lines = [
            "Home",
            "The bridge at Orr has been shut since a barge struck it.",
            "Who pays",
            "Nobody knows who will pay for the pier yet.",
            "Home",
        ];
        let lines: Vec<String> = lines.map(str::to_owned).to_vec();
        let known = "The bridge at Orr has been shut since a barge struck it. Who pays? Nobody knows who will pay for the pier yet.";
        assert_eq!(body(&lines, known), [false, true, true, true, false]);
    }

    #[test]
    fn every_feature_that_is_named_is_one() {
        let named = TOLD.iter().chain(&TOLD_IN_BODY).flat_map(|(_, all, none)| all.iter().chain(*none));
        for name in named {
            assert!(Survey::names().contains(name), "{name}");
        }
    }
}
