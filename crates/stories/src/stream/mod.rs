//! Stories as they grow: articles come one at a time, late and out of order, and each arrival says what it changes.
//!
//! An arrival is compared with the few held pages that share its telling words and names. Where more than one story is
//! near, or the nearest one leaves a doubt, those stories and the arrival are grouped anew, by the same average link as
//! a batch: that is how stories merge and split. What is older than the window is let go, so memory depends on the
//! window and not on how many articles have come.

mod change;
mod clock;
mod index;
mod regroup;
mod shelf;

pub use change::{Change, ChangeKind};

use std::collections::BTreeMap;

use sayso_news::{Article, ArticleId, Cite, Made, Reading, Score, Stage, Step, StoryId};

use crate::Grouper;
use crate::cluster::ENOUGH;
use crate::copies::REPRINTED;
use crate::day::Day;
use crate::features::{Draft, Features};
use crate::frequencies::Frequencies;
use crate::page::Page;
use crate::shingles::Sketch;
use crate::story;
use clock::Clock;
use index::Index;
use shelf::{Held, Kept, Shelf};

/// Likelihoods below this do not make a story worth a look.
const NEAR: f32 = 0.3;

/// Average likelihood from which the only near story takes an arrival without being looked at anew.
const SURE: f32 = 0.65;

/// Days that an article may be ahead of the clock.
const AHEAD: i32 = 30;

/// Candidates that may be unlike one after the other before the rest, which share less, are given up.
const PATIENCE: usize = 8;

/// Stories that one arrival can bring together.
const STORIES: usize = 4;

/// Features whose number of pages is kept.
const COUNTED: usize = 4_000_000;

/// How long and how many articles are compared with later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Days, by publication.
    pub days: u16,
    /// Articles; the oldest go first.
    pub articles: usize,
}

impl Default for Window {
    fn default() -> Self {
        // After a year likeness is worth a fifth, and what is like it is the next event of its kind.
        Self { days: 366, articles: 100_000 }
    }
}

/// A story that still grows.
#[derive(Debug)]
struct Group {
    id: StoryId,
    /// Slots of its held pages, in order of arrival.
    pages: Vec<u32>,
}

/// Groups articles as they come.
#[derive(Debug)]
pub struct Stream {
    grouper: Grouper,
    window: Window,
    clock: Clock,
    frequencies: Frequencies,
    shelf: Shelf,
    index: Index,
    /// By number; a smaller number is an older story.
    groups: BTreeMap<u64, Group>,
    /// Articles so far.
    serial: u64,
    /// Stories so far.
    founded: u64,
}

impl Stream {
    /// An empty stream.
    pub fn new(grouper: Grouper, window: Window) -> Self {
        Self {
            grouper,
            window,
            clock: Clock::default(),
            frequencies: Frequencies::default(),
            shelf: Shelf::default(),
            index: Index::default(),
            groups: BTreeMap::new(),
            serial: 0,
            founded: 0,
        }
    }

    /// Articles that are held for comparison.
    pub fn held(&self) -> usize {
        self.shelf.len()
    }

    /// The story that a held article stands in.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        let kept = self.shelf.get(self.shelf.slot_of(article)?)?;
        self.groups.get(&kept.group).map(|group| group.id)
    }

    /// Takes one article in and says what that changes: stories that grew too old first, then the others as they must be
    /// carried out. An article that is held already changes nothing.
    pub fn add(&mut self, article: &Article, reading: &Reading) -> Vec<Change> {
        if self.shelf.slot_of(article.id).is_some() {
            return Vec::new();
        }
        let page = Page::new(article, reading);
        let before = self.clock.now();
        if let Some(day) = page.published {
            self.clock.see(day);
        }
        let now = self.clock.now();
        if let (None, Some(now)) = (before, now) {
            self.shelf.redate(now);
        }
        let today = now.unwrap_or(Day::FIRST);
        let mut changes = self.let_go(today);
        // The clock may lag behind, but a day far in the future does not make an article stay for ever.
        let day = page.published.map_or(today, |day| day.min(today.plus(AHEAD)));
        let headline = story::headline_of(&page);
        if now.is_some() && day < self.first_day(today) {
            let text = "founds a story of its own: it is older than the window, and nothing is left to compare it with";
            let id = self.next_id(article.id);
            let reason = step(text.to_owned(), vec![headline], 1.0);
            changes.push(Change { story: id, kind: ChangeKind::Founded { article: article.id }, reason });
            let reason = step("its last article is older than the window".to_owned(), vec![headline], 1.0);
            changes.push(Change { story: id, kind: ChangeKind::Closed, reason });
            return changes;
        }
        let draft = Draft::of(&page, &self.grouper.prior, &self.grouper.words);
        self.frequencies.add(draft.features());
        if self.serial.is_multiple_of(1024) {
            self.frequencies.forget(COUNTED);
        }
        let features = Features::weighed(&draft, &self.frequencies);
        let telling = index::telling(&features);
        let near = self.index.nearest(&telling, day);
        let serial = self.serial;
        self.serial += 1;
        let slot = self.shelf.put(Kept {
            article: article.id,
            headline,
            published: page.published,
            days: page.days,
            day,
            serial,
            features,
            sketch: Sketch::of(&page.words),
            original: None,
            group: u64::MAX,
        });
        self.index.add(slot, day, &telling);
        self.place(slot, &near, &mut changes);
        changes
    }

    fn beside(&self, slot: u32) -> Option<Held<'_>> {
        self.shelf.beside(slot, self.frequencies.pages() as usize)
    }

    fn likelihood(&self, a: u32, b: u32) -> f32 {
        self.beside(a).map_or(0.0, |beside| beside.likelihood(b))
    }

    fn first_day(&self, now: Day) -> Day {
        now.plus(-i32::from(self.window.days))
    }

    /// Lets go what is too old, or too much.
    fn let_go(&mut self, now: Day) -> Vec<Change> {
        let mut changes = Vec::new();
        let first = self.first_day(now);
        let most = self.window.articles.max(2) - 1;
        while let Some((slot, kept)) = self.shelf.take_old(first, most) {
            self.index.remove(slot, &index::telling(&kept.features));
            let Some(group) = self.groups.get_mut(&kept.group) else { continue };
            group.pages.retain(|page| *page != slot);
            if group.pages.is_empty() {
                let reason =
                    step("its last article is older than the window".to_owned(), vec![kept.headline], 1.0);
                changes.push(Change { story: group.id, kind: ChangeKind::Closed, reason });
                self.groups.remove(&kept.group);
            }
        }
        changes
    }

    /// Finds the story of a new page among those of the pages near it.
    fn place(&mut self, slot: u32, near: &[u32], changes: &mut Vec<Change>) {
        let Some(beside) = self.beside(slot) else { return };
        let mut links: BTreeMap<u64, Vec<(f32, u32)>> = BTreeMap::new();
        let (mut unlike, mut original) = (0, None);
        for other in near {
            let likelihood = beside.likelihood(*other);
            unlike = if likelihood >= NEAR { 0 } else { unlike + 1 };
            if let Some(kept) = self.shelf.get(*other) {
                links.entry(kept.group).or_default().push((likelihood, *other));
                // The same words months apart are a form letter, and no reprint.
                if original.is_none() && likelihood >= REPRINTED && beside.reprints(*other).is_some() {
                    original = Some((kept.serial, kept.group));
                }
            }
            if unlike >= PATIENCE {
                break;
            }
        }
        let best = |links: &[(f32, u32)]| links.iter().map(|(likelihood, _)| *likelihood).fold(0.0, f32::max);
        let mut stories: Vec<(f32, u64)> = links.iter().map(|(group, l)| (best(l), *group)).collect();
        // A reprint stands in the story of its original, whatever else speaks against it.
        stories.retain(|(best, group)| *best >= NEAR || original.is_some_and(|(_, of)| of == *group));
        stories.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        stories.truncate(STORIES);
        let groups: Vec<u64> = stories.into_iter().map(|(_, group)| group).collect();
        if let [only] = groups[..] {
            let average = self.average(&beside, slot, only);
            if average >= SURE {
                self.note_original(slot, original);
                return self.join(slot, only, average, changes);
            }
        }
        self.note_original(slot, original);
        if groups.is_empty() {
            let nearest = links.values().map(|l| best(l)).fold(0.0, f32::max);
            return self.found(slot, nearest, changes);
        }
        self.regroup(slot, groups, changes);
    }

    /// Remembers which page a new one reprints.
    fn note_original(&mut self, slot: u32, original: Option<(u64, u64)>) {
        if let (Some((serial, _)), Some(kept)) = (original, self.shelf.get_mut(slot)) {
            kept.original = Some(serial);
        }
    }

    /// Average likelihood between a page and some that stand for a story.
    fn average(&self, beside: &Held<'_>, slot: u32, group: u64) -> f32 {
        let pages = self.groups.get(&group).map_or(&[][..], |group| group.pages.as_slice());
        let step = pages.len().div_ceil(6).max(1);
        let (mut sum, mut n) = (0.0, 0.0);
        for page in pages.iter().step_by(step).filter(|page| **page != slot) {
            sum += beside.likelihood(*page);
            n += 1.0;
        }
        if n > 0.0 { sum / n } else { 0.0 }
    }

    fn found(&mut self, slot: u32, nearest: f32, changes: &mut Vec<Change>) {
        let Some(kept) = self.shelf.get(slot) else { return };
        let (article, headline) = (kept.article, kept.headline);
        let id = self.next_id(article);
        let text = format!("founds a story: the likeliest article to be of its event is so at {nearest:.2}");
        let reason = step(text, vec![headline], 1.0 - nearest);
        changes.push(Change { story: id, kind: ChangeKind::Founded { article }, reason });
        self.open(id, vec![slot]);
    }

    fn join(&mut self, slot: u32, group: u64, average: f32, changes: &mut Vec<Change>) {
        let Some(held) = self.groups.get_mut(&group) else { return };
        let first = held.pages.first().copied();
        held.pages.push(slot);
        let (id, others) = (held.id, held.pages.len() - 1);
        let first = first.and_then(|page| self.shelf.get(page)).map(|kept| kept.headline);
        let Some(kept) = self.shelf.get_mut(slot) else { return };
        kept.group = group;
        let text = format!(
            "joins: of one event with the {others} held articles of the story at {average:.2} on average"
        );
        let reason = step(text, std::iter::once(kept.headline).chain(first).collect(), average);
        changes.push(Change { story: id, kind: ChangeKind::Joined { article: kept.article }, reason });
    }

    /// A new story of these pages; its number.
    fn open(&mut self, id: StoryId, pages: Vec<u32>) -> u64 {
        let number = self.founded;
        for page in &pages {
            if let Some(kept) = self.shelf.get_mut(*page) {
                kept.group = number;
            }
        }
        self.groups.insert(number, Group { id, pages });
        number
    }

    /// The id of a story that an article founds.
    fn next_id(&mut self, article: ArticleId) -> StoryId {
        self.founded += 1;
        StoryId::of(&[&article.bytes()])
    }

    /// The id of a story that begins by a split: its first article may have founded one before.
    fn split_id(&mut self, article: ArticleId) -> StoryId {
        self.founded += 1;
        StoryId::of(&[&article.bytes(), &self.founded.to_be_bytes()])
    }
}

fn step(text: String, cites: Vec<Cite>, score: f32) -> Step {
    let score = Score::new((score * 1000.0).round() / 1000.0);
    Step { text, cites, score, made: Made::by(Stage::Stories, "stream") }
}

const _: () =
    assert!(NEAR < ENOUGH && ENOUGH < SURE, "what could join is looked at, what surely does is not");
