//! Where a story's event happens.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use sayso_lexicon::Sort;
use sayso_news::{EntityId, EntityKind, Member, MentionKind, When};
use sayso_text::Span;

use crate::cast::Words;
use crate::cast::part::{area_beside, before};
use crate::day::Day;
use crate::page::{Page, Part};

/// Places that a story lists.
const LISTED: usize = 6;

/// Share of the heaviest place's weight that a place needs.
const ENOUGH: f32 = 0.12;

/// What the name of a state counts: it tells least of where.
const WIDE: f32 = 0.15;

/// What a mention counts that does not say that something is there.
const ELSEWHERE: f32 = 0.4;

/// Days before the event after which a sentence tells of an older one.
const OLDER: i32 = 10;

/// Words before a name that say that something is or happens there.
const AT: [&str; 14] = [
    "in", "at", "near", "outside", "around", "inside", "off", "across", "into", "over", "on", "above",
    "below", "from",
];

/// The places, heaviest first; members of the cast.
pub(crate) fn places(
    pages: &[Page],
    pages_of: &[usize],
    cast: &[Member],
    began: Option<&When>,
    words: &Words,
) -> Vec<EntityId> {
    let began = began.and_then(Day::of);
    let index: FxHashMap<_, usize> = pages_of.iter().map(|page| (pages[*page].article.id, *page)).collect();
    let marks: BTreeMap<usize, Marks> =
        pages_of.iter().map(|page| (*page, Marks::of(&pages[*page], began))).collect();
    let mut weighed: Vec<(f32, &Member)> = Vec::new();
    for member in cast.iter().filter(|member| member.kind == EntityKind::Place && member.named) {
        let known = words.known(&member.name);
        // A capital that nothing happens in stands for its government.
        let elsewhere = if known.is_some_and(|known| known.capital) { 0.05 } else { ELSEWHERE };
        let mut by_page: BTreeMap<usize, f32> = BTreeMap::new();
        for cite in &member.mentions {
            if let Some(page) = index.get(&cite.article).copied() {
                let weight = mention(&pages[page], &marks[&page], cite.span, elsewhere, words);
                *by_page.entry(page).or_default() += weight;
            }
        }
        // The tenth mention in one text says less than the first in another.
        let weight: f32 = by_page.values().map(|sum| libm::logf(1.0 + sum)).sum();
        let state = known.is_some_and(|known| known.sort == Sort::State);
        let wide = state || member.place.as_ref().is_some_and(sayso_news::Place::is_country);
        weighed.push((if wide { weight * WIDE } else { weight }, member));
    }
    weighed.sort_by(|(p, a), (q, b)| q.total_cmp(p).then(a.id.cmp(&b.id)));
    let most = weighed.first().map_or(0.0, |(weight, _)| *weight);
    let enough = |weight: f32| weight > 0.0 && weight >= most * ENOUGH;
    weighed
        .into_iter()
        .filter(|(weight, _)| enough(*weight))
        .take(LISTED)
        .map(|(_, member)| member.id)
        .collect()
}

/// What a page tells about its spans.
struct Marks {
    /// Names that speak: a capital that stands for its government.
    speaking: BTreeSet<Span>,
    /// Sentences that tell of an older event.
    older: Vec<Span>,
    /// Adjectives and the like.
    no_name: BTreeSet<Span>,
}

impl Marks {
    fn of(page: &Page, began: Option<Day>) -> Self {
        let reading = page.reading;
        let speaking = reading.attributions.iter().flat_map(|a| a.source.iter().copied()).collect();
        let no_name =
            reading.mentions.iter().filter(|m| m.kind != MentionKind::Name).map(|m| m.span).collect();
        let reference = began.or(page.published);
        let is_older = |when: &When| reference.is_some_and(|day| ended_before(when, day));
        let mut older: Vec<Span> = reading
            .times
            .iter()
            .filter(|time| time.when.as_ref().is_some_and(is_older))
            .filter_map(|time| reading.sentence_at(time.span.start()))
            .map(|sentence| sentence.span)
            .collect();
        older.sort_unstable();
        Self { speaking, older, no_name }
    }
}

/// Whether a time, however fine it is known, ended well before a day.
fn ended_before(when: &When, day: Day) -> bool {
    match when.value.begins() {
        (Some(_), Some(_), Some(_)) => Day::of(when).is_some_and(|d| day.since(d) > OLDER),
        (Some(year), Some(month), None) => Day::month_end(year, month).is_some_and(|d| day.since(d) > OLDER),
        (Some(year), None, None) => Day::month_end(year, 12).is_some_and(|d| day.since(d) > OLDER),
        _ => false,
    }
}

/// How much one mention says that the event happens there.
fn mention(page: &Page, marks: &Marks, span: Span, elsewhere: f32, words: &Words) -> f32 {
    let Some(part) = page.part_of(span) else { return 0.0 };
    if marks.no_name.contains(&span) || marks.speaking.contains(&span) {
        return 0.0;
    }
    let part = match part {
        Part::Title => 3.0,
        Part::Lead => 2.0,
        Part::Body => 0.5,
        Part::Embed => 0.2,
    };
    let sentence = marks.older.partition_point(|sentence| sentence.end() <= span.start());
    let older = if marks.older.get(sentence).is_some_and(|s| s.contains(span)) { 0.1 } else { 1.0 };
    part * older * if is_located(page, span, words) { 1.5 } else { elsewhere }
}

/// Whether the words before a name say that something is there ("in the border town of X"), or the name itself that it
/// is a place on the ground ("X province").
fn is_located(page: &Page, span: Span, words: &Words) -> bool {
    let text = &page.article.text;
    let named_area =
        span.slice(text).split_whitespace().any(|word| words.area(&word.to_lowercase()).is_some());
    if named_area || area_beside(text, span, words).is_some() {
        return true;
    }
    let mut before = before(text, span).split_whitespace().rev().map(str::to_lowercase);
    match before.next().as_deref() {
        Some("the") => before.next().is_some_and(|word| AT.contains(&word.as_str())),
        Some(word) => AT.contains(&word),
        None => false,
    }
}
