//! The table: a row for each extractor, and what of its answers is right.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sayso_lab::collection::Truth;
use sayso_lab::extraction::Pages;
use sayso_lab::fields::fold;

use crate::collection::Collection;
use crate::extractors::Answer;
use crate::panel::{Panel, Seat};

const HEAD: &str = "\
| extractor | F1 | precision | recall | over sites | tenth | title | author | day | gave up | pages/s |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
";

/// The table of one collection.
pub(crate) fn table(collection: &Collection, panel: &Panel) -> String {
    let sites = by_site(collection, |_| ()).len();
    let mut table = format!("{} pages of {sites} sites.\n\n{HEAD}", collection.pages.len());
    for seat in &panel.seats {
        let [title, author, day] = fields(collection, seat);
        let rate = seat.answers.len() as f64 / seat.took.as_secs_f64();
        let body = if collection.has_bodies() {
            body(collection, seat)
        } else {
            "– | – | – | – | –".to_owned()
        };
        let _ = writeln!(
            table,
            "| {} | {body} | {title} | {author} | {day} | {} | {rate:.0} |",
            seat.name, seat.failed
        );
    }
    table
}

fn body(collection: &Collection, seat: &Seat) -> String {
    let pages: Pages = seat.overlaps.iter().copied().collect();
    let sites = by_site(collection, |n| seat.overlaps[n].f1());
    let means: Vec<f64> = sites.values().map(|pages| mean(pages)).collect();
    let mut each: Vec<f64> = seat.overlaps.iter().map(|page| page.f1()).collect();
    each.sort_by(f64::total_cmp);
    let tenth = each.get(each.len() / 10).copied().unwrap_or(0.0);
    let (f1, precision, recall) = (pages.f1(), pages.precision(), pages.recall());
    format!("{f1:.4} | {precision:.3} | {recall:.3} | {:.3} | {tenth:.3}", deviation(&means))
}

/// The share of the pages of which annotators tell title, author and day where the answer is the same.
fn fields(collection: &Collection, seat: &Seat) -> [String; 3] {
    let share = |wanted: fn(&Truth) -> Option<&str>, told: fn(&Answer) -> Option<&str>| {
        let pages = collection.pages.iter().zip(&seat.answers);
        let asked =
            pages.filter_map(|(page, answer)| Some((fold(wanted(&page.truth)?), told(answer).map(fold))));
        let right: Vec<f64> =
            asked.map(|(wanted, told)| f64::from(u8::from(told.as_deref() == Some(&*wanted)))).collect();
        if right.is_empty() { "–".to_owned() } else { format!("{:.3}", mean(&right)) }
    };
    [
        share(|truth| truth.title.as_deref(), |answer| answer.title.as_deref()),
        share(|truth| truth.author.as_deref(), |answer| answer.author.as_deref()),
        share(|truth| truth.date.as_deref(), |answer| answer.day.as_deref()),
    ]
}

/// A value of each page, by its number, site by site.
fn by_site<T>(collection: &Collection, value: impl Fn(usize) -> T) -> BTreeMap<&str, Vec<T>> {
    let mut sites: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for (n, page) in collection.pages.iter().enumerate() {
        sites.entry(&page.site).or_default().push(value(n));
    }
    sites
}

pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn deviation(values: &[f64]) -> f64 {
    let middle = mean(values);
    mean(&values.iter().map(|value| (value - middle).powi(2)).collect::<Vec<_>>()).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{deviation, mean};

    #[test]
    fn what_is_all_the_same_does_not_spread() {
        assert!(deviation(&[0.5, 0.5]).abs() < 1e-12);
        assert!((deviation(&[0.0, 1.0]) - 0.5).abs() < 1e-12);
        assert!(mean(&[]).abs() < 1e-12);
    }
}
