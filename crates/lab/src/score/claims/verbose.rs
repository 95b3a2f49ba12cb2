//! What is put together wrongly, named claim by claim; for the development stories alone.

use std::collections::BTreeSet;

use sayso_news::Dossier;

use super::gold::Told;
use super::key::Key;

/// Prints every claim of the first key that the account parts or mixes with another, and every opposition missed or made up.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn print(story: &Told, told: &Key, dossier: &Dossier) {
    let gold = &story.keys[0];
    println!("\n# {} ({} stories told)", story.name, dossier.stories.len());
    let back = told.seen_in(gold, &told.found);
    let to = gold.seen_in(told, &told.found);
    for (c, entry) in gold.entries.iter().enumerate() {
        let own: Vec<usize> = (0..gold.of.len()).filter(|s| gold.of[*s] == c).collect();
        let mixed = to[c].iter().any(|x| back[*x].len() > 1);
        let lost = own.iter().any(|s| !told.found[*s]);
        if to[c].len() < 2 && !mixed && !lost {
            continue;
        }
        println!("claim {c} {:?} origins {}", entry.status, entry.origins);
        for s in own {
            let x = told.of[s];
            let state = if told.found[s] {
                let with: Vec<String> = (0..gold.of.len())
                    .filter(|o| told.found[*o] && told.of[*o] == x && gold.of[*o] != c)
                    .map(|o| format!("{}", gold.of[o]))
                    .collect();
                format!(
                    "→{x}{}",
                    if with.is_empty() { String::new() } else { format!(" with {}", with.join(",")) }
                )
            } else {
                "LOST".to_owned()
            };
            let said = &story.statements[s];
            println!(
                "   {state}  [{}] {:?} {}: {}",
                said.report,
                said.stance,
                said.speaker.as_deref().unwrap_or("-"),
                said.quote
            );
        }
    }
    let gist = |c: usize| {
        (0..gold.of.len()).find(|s| gold.of[*s] == c).map_or("", |s| story.statements[s].quote.as_str())
    };
    for ((a, b), kind) in &gold.opposed {
        let kinds: BTreeSet<String> = to[*a]
            .iter()
            .flat_map(|x| to[*b].iter().map(move |y| (*x, *y)))
            .filter_map(|(x, y)| told.kind(x, y))
            .map(|k| format!("{k:?}"))
            .collect();
        println!("gold opposed {kind:?}: [{a}] {} / [{b}] {} → {kinds:?}", gist(*a), gist(*b));
    }
    for ((x, y), kind) in &told.opposed {
        let right = back[*x].iter().any(|a| {
            back[*y]
                .iter()
                .any(|b| if a == b { gold.entries[*a].inside } else { gold.kind(*a, *b).is_some() })
        });
        if !right {
            let (a, b) = (back[*x].first(), back[*y].first());
            println!(
                "made up {kind:?}: {:?} {} / {:?} {}",
                back[*x],
                a.map_or("", |a| gist(*a)),
                back[*y],
                b.map_or("", |b| gist(*b))
            );
        }
    }
    for (c, entry) in gold.entries.iter().enumerate() {
        let own: Vec<usize> = (0..gold.of.len()).filter(|s| gold.of[*s] == c && told.found[*s]).collect();
        let Some(x) = own
            .iter()
            .map(|s| told.of[*s])
            .max_by_key(|x| (own.iter().filter(|s| told.of[**s] == *x).count(), usize::MAX - x))
        else {
            continue;
        };
        let other = &told.entries[x];
        if entry.cross_side != other.cross_side {
            println!("cross-side [{c}] {}: gold {} told {}", gist(c), entry.cross_side, other.cross_side);
        }
        if entry.unconfirmed != other.unconfirmed {
            println!("unconfirmed [{c}] {}: gold {} told {}", gist(c), entry.unconfirmed, other.unconfirmed);
        }
        if entry.status != other.status || entry.origins != other.origins {
            println!(
                "standing [{c}] {}: gold {:?} {} told {:?} {}",
                gist(c),
                entry.status,
                entry.origins,
                other.status,
                other.origins
            );
        }
    }
}
