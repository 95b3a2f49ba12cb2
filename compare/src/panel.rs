//! All extractors over one collection: what each tells of each page, how right its text is, how long it took.

use std::time::Duration;

use sayso_lab::extraction::Overlap;

use crate::clock;
use crate::collection::{Collection, Page};
use crate::extractors::{self, Answer, Extractor};

/// All pages are read so often; the fastest round counts, which nothing else on the machine held up.
const ROUNDS: usize = 3;

/// The answers of all extractors, ours first.
#[derive(Debug)]
pub(crate) struct Panel {
    pub(crate) seats: Vec<Seat>,
}

/// One extractor's answers.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) name: &'static str,
    /// A page each, in the collection's order.
    pub(crate) answers: Vec<Answer>,
    /// How right its text of each page is.
    pub(crate) overlaps: Vec<Overlap>,
    /// On how many pages it gave up or broke.
    pub(crate) failed: usize,
    pub(crate) took: Duration,
}

impl Panel {
    /// Asks one extractor after the other for all pages.
    pub(crate) fn run(collection: &Collection) -> Self {
        let seats = extractors::all();
        Self { seats: seats.iter().map(|extractor| Seat::ask(extractor, &collection.pages)).collect() }
    }

    /// Ours and the others.
    pub(crate) fn sides(&self) -> (&Seat, &[Seat]) {
        self.seats.split_first().expect("ours is always asked")
    }
}

impl Seat {
    fn ask(extractor: &Extractor, pages: &[Page]) -> Self {
        let round = || {
            let begun = clock::spent();
            let told: Vec<Option<Answer>> = pages.iter().map(|page| extractor.read(&page.capture)).collect();
            (told, clock::spent().saturating_sub(begun))
        };
        let (told, first) = round();
        let took = (1..ROUNDS).map(|_| round().1).fold(first, Duration::min);
        let failed = told.iter().filter(|answer| answer.is_none()).count();
        let answers: Vec<Answer> = told.into_iter().map(Option::unwrap_or_default).collect();
        let overlaps = pages
            .iter()
            .zip(&answers)
            .map(|(page, answer)| Overlap::of(page.truth.body.as_deref().unwrap_or_default(), &answer.body));
        Self { name: extractor.name, overlaps: overlaps.collect(), answers, failed, took }
    }
}
