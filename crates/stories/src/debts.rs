//! What the articles of a story owe each other: a reprint, a rewrite, passages; an article that owes nothing is a
//! report of its own.

use std::collections::BTreeMap;

use sayso_news::{Cite, Debt, DebtGround, DebtKind, Made, Reuse, Score, Stage, Step};

use crate::copies::{self, Copies};
use crate::credit::{Credit, Credits};
use crate::page::Page;
use crate::reuse::{self, Passage};

/// Share of an article's own words, quotations left out, from which it is the other's written anew.
const REWRITE: f32 = 0.35;

/// Passages that a step cites.
const SHOWN: usize = 2;

/// The shared passages and the debts of `members`, which stand in the order of who wrote first; `own` are those that
/// are no reprints.
pub(crate) fn find(
    pages: &[Page],
    credits: &[Credits],
    copies: &Copies,
    members: &[usize],
    own: &[usize],
) -> (Vec<Reuse>, Vec<Debt>) {
    let between = |a, b| copies::direction(pages, credits, a, b);
    let mut debts = Vec::new();
    for page in members {
        if let Some((original, share)) = copies.original_among(*page, members) {
            let (first, _, ground) = between(*page, original);
            // Which one is the original was decided among all that have the words.
            let ground = if first == original { ground } else { DebtGround::Unknown };
            debts.push(debt(
                pages,
                credits,
                (original, *page),
                (DebtKind::Reprint, ground, share),
                Vec::new(),
            ));
        }
    }
    let mut shared: BTreeMap<(usize, usize), Vec<Passage>> = BTreeMap::new();
    for passage in reuse::passages(pages, own) {
        shared.entry((passage.first as usize, passage.later as usize)).or_default().push(passage);
    }
    let mut records = Vec::new();
    for ((a, b), passages) in shared {
        let (first, later, ground) = between(a, b);
        let turned = first != a;
        records.extend(passages.iter().map(|passage| reuse::record(pages, passage, turned)));
        let words = |passage: &Passage| if turned { passage.from } else { passage.to };
        let own: usize = passages
            .iter()
            .map(|p| (p.shared, words(p)))
            .map(|(shared, range)| shared.saturating_sub(pages[later].quoted_words(range)))
            .sum();
        let all = pages[later].words.len() - pages[later].quoted_words((0, pages[later].words.len()));
        let share = (own as f32 / all.max(1) as f32).min(1.0);
        let kind = if share >= REWRITE { DebtKind::Rewrite } else { DebtKind::Passages };
        let cites = records[records.len() - passages.len()..].iter().take(SHOWN);
        let cites: Vec<Cite> = cites.flat_map(|record| [record.from, record.to]).collect();
        debts.push(debt(pages, credits, (first, later), (kind, ground, share), cites));
    }
    records.sort_unstable();
    records.dedup();
    debts.sort_by_key(|debt| (debt.article, debt.to));
    (records, debts)
}

fn debt(
    pages: &[Page],
    credits: &[Credits],
    (first, later): (usize, usize),
    (kind, ground, share): (DebtKind, DebtGround, f32),
    mut cites: Vec<Cite>,
) -> Debt {
    let named = credits[later].names(&credits[first]);
    let agency = credits[later].shared(&credits[first]).or(named.filter(|credit| credit.agency));
    let agency = agency.or_else(|| credits[later].given.iter().find(|credit| credit.agency));
    let why = match (ground, named.or_else(|| credits[later].given.first())) {
        (DebtGround::Credit, Some(credit)) => {
            cites.extend(credit.span.map(|span| pages[later].article.cite(span)));
            format!("it credits “{}”", credit.words)
        }
        (DebtGround::Credit | DebtGround::Time, _) => "the other was published before it".to_owned(),
        (DebtGround::Unknown, _) => "which of the two came first is not told".to_owned(),
    };
    let percent = (share * 100.0).round();
    let what = match kind {
        DebtKind::Reprint => format!("reprint: {percent} % of the shorter body stand in the other"),
        DebtKind::Rewrite => format!("rewrite: {percent} % of its own words stand in the other, in order"),
        DebtKind::Passages => format!("passages: {percent} % of its own words stand in the other, in order"),
    };
    Debt {
        article: pages[later].article.id,
        to: pages[first].article.id,
        kind,
        ground,
        agency: agency.map(|credit: &Credit| credit.key.clone().unwrap_or_else(|| credit.words.clone())),
        share: Score::new((share * 1000.0).round() / 1000.0),
        step: Step {
            text: format!("{what}; {why}"),
            cites,
            score: Score::new((share * 1000.0).round() / 1000.0),
            made: Made::by(Stage::Stories, "debts"),
        },
    }
}
