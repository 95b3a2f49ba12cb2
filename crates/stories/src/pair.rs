//! How likely two pages report one event.

use crate::day::Gap;
use crate::focus::Agreement;

/// What speaks for and against two pages reporting one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evidence {
    /// Likeness of all words.
    pub(crate) words: f32,
    /// Likeness of names.
    pub(crate) names: f32,
    /// Likeness of headlines and first paragraphs.
    pub(crate) lead: f32,
    /// Likeness of headlines.
    pub(crate) headline: f32,
    /// Likeness of the figures that they give.
    pub(crate) figures: f32,
    /// Likeness of the days that they name.
    pub(crate) days: f32,
    /// How far they are about the same people and places.
    pub(crate) focus: Agreement,
    /// How much the entities that both name tell.
    pub(crate) shared: f32,
    /// How much all that either names tells, of the two that names less.
    pub(crate) named: f32,
    /// How much the names tell that sound alike in two languages; `None` for pages of one language, or unknown ones.
    pub(crate) sounds: Option<f32>,
    /// How far apart they are, where both days are known.
    pub(crate) gap: Option<Gap>,
}

impl Evidence {
    /// The likelihood, 0 to 1, among so many pages.
    pub(crate) fn likelihood(&self, pages: usize) -> f32 {
        let weeks = self.gap.map_or(0.0, |gap| (gap.days - NEAR).max(0) as f32 / 7.0);
        let near = self.gap.is_some_and(|gap| gap.published <= NEAR);
        let time = APART * libm::logf(1.0 + weeks) + if near { TOGETHER } else { 0.0 };
        // Likeness of two or three names says little, however alike they are.
        let names = self.names * self.shared / (self.shared + TWO_NAMES);
        // Where one of the two names nobody, that they share no name says nothing, and their words say more.
        let few = HALF_A_NAME / (self.named + HALF_A_NAME);
        let words = self.words * (1.0 + FEW_NAMES * few);
        let strangers = (1.0 - few) / (1.0 + self.shared / HALF_A_NAME);
        let crowd = libm::logf((pages as f32 / FEW).max(1.0));
        let abroad = self.sounds.map(|told| ABROAD + SOUND * told + FIGURES * self.figures);
        let sum = BASE
            + WORDS * words
            + NAMES * names
            + LEAD * self.lead
            + HEADLINE * self.headline
            + FIGURES * self.figures
            + DAYS * self.days
            + PEOPLE * self.focus.people
            + PLACES * self.focus.places
            + STRANGERS * strangers;
        // Between two languages, most words say nothing.
        let sum = abroad.map_or(sum, |abroad| sum.max(abroad)) + CROWD * crowd + time;
        let alike = 1.0 / (1.0 + libm::expf(-sum));
        // The same words a year later are the next avalanche and not this one.
        let season = weeks / SEASON;
        alike / (1.0 + season * season)
    }
}

// The weights of a logistic function, set by hand in round numbers. Two pages at hand are one event more often than
// two of ten thousand, so the sum falls with their number.
const BASE: f32 = -3.4;
const WORDS: f32 = 18.0;
const NAMES: f32 = 4.0;
const LEAD: f32 = 4.0;
const HEADLINE: f32 = 1.5;
const FIGURES: f32 = 1.5;
const DAYS: f32 = 1.0;
/// For pages about the same people; as much against pages about others.
const PEOPLE: f32 = 1.5;
const PLACES: f32 = 2.0;
/// Against pages that share no name at all.
const STRANGERS: f32 = -2.0;
/// For pages of two languages, with no other evidence; and what each unit counts that names tell which sound alike,
/// rare ones some five each.
const ABROAD: f32 = -6.0;
const SOUND: f32 = 0.35;
/// For each e-fold of the pages beyond a few.
const CROWD: f32 = -0.35;
/// For pages of one day or the next.
const TOGETHER: f32 = 1.5;
/// For each e-fold of the weeks between two pages.
const APART: f32 = -1.3;

/// Weeks after which likeness is worth half.
const SEASON: f32 = 26.0;
/// Days within which reports of one event mostly come.
const NEAR: i32 = 2;
/// Pages that are few.
const FEW: f32 = 20.0;
/// What names tell, rare ones some five each.
const TWO_NAMES: f32 = 10.0;
const HALF_A_NAME: f32 = 1.5;
/// How much more words say where nothing is named.
const FEW_NAMES: f32 = 0.3;
