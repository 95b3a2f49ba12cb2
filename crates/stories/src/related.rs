//! Stories that speak of each other: a follow-up tells of the deed, a report of today's raid recalls the raid of March, a
//! round-up holds five events. An article has one story; what it tells of others is shown with the paragraph that does.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_news::{Cite, Made, Note, Related, Score, Stage, Step, Story, StoryRelation};
use sayso_text::Span;

use crate::day::Day;
use crate::features::Features;
use crate::page::{Page, Part};
use crate::vector::Short;

/// Names by which a story is known.
const NAMES: usize = 12;

/// What a name must tell to count: that of a state or a ruler stands in every story.
const TELLING: f32 = 2.5;

/// What the names must tell that a paragraph shares with another story where it names the day: two rare ones.
const ENOUGH: f32 = 5.0;

/// What they must tell where no day is named: three rare ones.
const ALONE: f32 = 9.0;

/// A name of more stories than this finds none of them.
const CROWD: usize = 64;

/// Related stories that one story lists.
const LISTED: usize = 12;

/// Days around a story that still are its own.
const MARGIN: i32 = 2;

/// A story by what other stories' articles could say of it.
struct Known {
    names: FxHashSet<Short>,
    first: Option<Day>,
    last: Option<Day>,
    /// Year and month of its beginning.
    month: Option<(i16, u8)>,
}

/// A paragraph of one story that speaks of another.
struct Recall {
    page: usize,
    cites: Vec<Cite>,
    told: f32,
}

/// Notes in each story which others it is related to; `members` are the pages of each.
pub(crate) fn link(pages: &[Page], features: &[Features], members: &[Vec<usize>], stories: &mut [Story]) {
    if stories.len() < 2 {
        return;
    }
    let known: Vec<Known> =
        members.iter().zip(stories.iter()).map(|(m, story)| Known::of(pages, features, m, story)).collect();
    let mut by_name: FxHashMap<Short, Vec<usize>> = FxHashMap::default();
    for (nth, story) in known.iter().enumerate() {
        let mut names: Vec<Short> = story.names.iter().copied().collect();
        names.sort_unstable();
        for name in names {
            by_name.entry(name).or_default().push(nth);
        }
    }
    by_name.retain(|_, stories| stories.len() <= CROWD);
    let mut recalls: BTreeMap<(usize, usize), Vec<Recall>> = BTreeMap::new();
    for (nth, pages_of) in members.iter().enumerate() {
        for page in pages_of {
            for (other, recall) in recalled(&pages[*page], &features[*page], *page, nth, &known, &by_name) {
                recalls.entry((nth, other)).or_default().push(recall);
            }
        }
    }
    let mut related: Vec<Vec<(f32, Related)>> = stories.iter().map(|_| Vec::new()).collect();
    for ((from, to), recalls) in recalls {
        let told = recalls.iter().map(|recall| recall.told).fold(0.0, f32::max);
        let (relation, back) = match known[from].first.zip(known[to].first) {
            Some((ours, theirs)) if ours.since(theirs) > MARGIN => {
                (StoryRelation::Earlier, StoryRelation::FollowUp)
            }
            Some((ours, theirs)) if theirs.since(ours) > MARGIN => {
                (StoryRelation::FollowUp, StoryRelation::Earlier)
            }
            _ => (StoryRelation::Covers, StoryRelation::PartOf),
        };
        let articles: Vec<_> = recalls.iter().map(|recall| pages[recall.page].article.id).collect();
        let cites: Vec<Cite> = recalls.iter().flat_map(|recall| recall.cites.iter().copied()).collect();
        let mut add = |at: usize, story: usize, relation: StoryRelation, articles: Vec<_>| {
            let step = Step {
                text: format!("{} of the one tell of the other", counted(recalls.len())),
                cites: cites.clone(),
                score: Score::new((told / (told + ENOUGH) * 1000.0).round() / 1000.0),
                made: Made::by(Stage::Stories, "recalled"),
            };
            related[at].push((told, Related { story: stories[story].id, relation, articles, step }));
        };
        add(from, to, relation, articles);
        add(to, from, back, Vec::new());
    }
    for (story, mut found) in stories.iter_mut().zip(related) {
        // What both stories' articles tell of each other is listed once, with the articles that say so.
        found.sort_by(|(p, a), (q, b)| {
            a.story.cmp(&b.story).then(b.articles.len().cmp(&a.articles.len())).then(q.total_cmp(p))
        });
        found.dedup_by_key(|(_, related)| related.story);
        found.sort_by(|(p, a), (q, b)| q.total_cmp(p).then(a.story.cmp(&b.story)));
        found.truncate(LISTED);
        story.related = found.into_iter().map(|(_, related)| related).collect();
    }
}

/// What a reader of a story is told of the others.
pub(crate) fn notes(pages: &[Page], stories: &[Story]) -> Vec<Note> {
    let articles: BTreeMap<_, _> = pages.iter().map(|page| (page.article.id, page.article)).collect();
    let by_id: BTreeMap<_, &Story> = stories.iter().map(|story| (story.id, story)).collect();
    let mut notes = Vec::new();
    for related in stories.iter().flat_map(|story| &story.related).filter(|r| !r.articles.is_empty()) {
        let (Some(at), Some(other)) = (related.step.cites.first(), by_id.get(&related.story)) else {
            continue;
        };
        let kind = match related.relation {
            StoryRelation::Earlier => "an earlier story",
            StoryRelation::FollowUp => "a later story",
            StoryRelation::Covers | StoryRelation::PartOf => "another story of these days",
        };
        let headline =
            articles.get(&other.headline.article).map_or("", |article| other.headline.words(article));
        let text = format!("tells of {kind} as well: “{}” ({})", headline.trim(), other.id);
        notes.push(Note::info("related-story", text).at(*at));
    }
    notes
}

fn counted(paragraphs: usize) -> String {
    if paragraphs == 1 { "one article".to_owned() } else { format!("{paragraphs} articles") }
}

impl Known {
    fn of(pages: &[Page], features: &[Features], members: &[usize], story: &Story) -> Self {
        let mut names: BTreeMap<Short, (usize, f32)> = BTreeMap::new();
        for page in members {
            let ahead = ahead(&pages[*page]);
            for list in features[*page].entities.chunk_by(|a, b| a.feature == b.feature) {
                let told = list.iter().filter(|key| ahead.contains(&key.group)).map(|key| key.weight);
                let told = told.fold(0.0, f32::max);
                if told >= TELLING {
                    let known = names.entry(list[0].feature).or_default();
                    *known = (known.0 + 1, known.1 + told);
                }
            }
        }
        let mut names: Vec<(f32, Short)> = names
            .into_iter()
            .filter(|(_, (of, _))| 2 * of >= members.len())
            .map(|(name, (_, told))| (told, name))
            .collect();
        names.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        names.truncate(NAMES);
        let published = || members.iter().filter_map(|page| pages[*page].published);
        let began = story.began.as_ref().and_then(Day::of);
        let month = story.began.as_ref().and_then(|when| match when.value.begins() {
            (Some(year), Some(month), _) => Some((year, month)),
            _ => None,
        });
        Self {
            names: names.into_iter().map(|(_, name)| name).collect(),
            first: published().chain(began).min(),
            last: published().chain(began).max(),
            month,
        }
    }

    fn holds(&self, day: Day) -> bool {
        let around = |(first, last): (Day, Day)| first.plus(-MARGIN) <= day && day <= last.plus(MARGIN);
        self.first.zip(self.last).is_some_and(around)
    }

    /// Whether it is known to have begun by a day.
    fn began_by(&self, day: Option<Day>) -> bool {
        self.first.zip(day).is_some_and(|(first, day)| first <= day)
    }
}

/// The entities of a page that its headline and first paragraphs name: what it is about, and not what it recalls.
fn ahead(page: &Page) -> FxHashSet<u32> {
    let mentions = page.reading.mentions.iter().zip(&page.entities);
    let ahead = mentions.filter(|(m, _)| matches!(page.part_of(m.span), Some(Part::Title | Part::Lead)));
    ahead.filter_map(|(_, entity)| *entity).collect()
}

/// The other stories that a page's paragraphs speak of, each with the paragraph that says most.
fn recalled(
    page: &Page,
    features: &Features,
    index: usize,
    own: usize,
    known: &[Known],
    by_name: &FxHashMap<Short, Vec<usize>>,
) -> BTreeMap<usize, Recall> {
    let mut keys: FxHashMap<u32, Vec<(Short, f32)>> = FxHashMap::default();
    for key in &features.entities {
        keys.entry(key.group).or_default().push((key.feature, key.weight));
    }
    let mut best: BTreeMap<usize, Recall> = BTreeMap::new();
    for (block, _) in page.content.iter().filter(|(_, part)| matches!(part, Part::Lead | Part::Body)) {
        let mut shared: BTreeMap<usize, BTreeMap<u32, (f32, bool, Span)>> = BTreeMap::new();
        let first = page.reading.mentions.partition_point(|mention| mention.span.end() <= block.start());
        let mentions = page.reading.mentions[first..].iter().zip(&page.entities[first..]);
        for (mention, entity) in mentions.take_while(|(m, _)| m.span.start() < block.end()) {
            let Some(group) = entity else { continue };
            for (name, told) in keys.get(group).map_or(&[][..], Vec::as_slice) {
                for story in by_name.get(name).map_or(&[][..], Vec::as_slice) {
                    let foreign = !known[own].names.contains(name);
                    let of = shared.entry(*story).or_default().entry(*group).or_insert((
                        0.0,
                        foreign,
                        mention.span,
                    ));
                    of.0 = of.0.max(*told);
                    of.1 &= foreign;
                }
            }
        }
        shared.remove(&own);
        for (story, names) in shared {
            let told: f32 = names.values().map(|(told, ..)| told).sum();
            let dated = dated(page, *block, &known[story], &known[own]);
            // Without a day, names of that story alone must say so, and it must have happened by then.
            let foreign = names.values().filter(|(_, foreign, _)| *foreign).count();
            let alone =
                names.len() > 2 && foreign > 1 && told >= ALONE && known[story].began_by(page.published);
            let by_day =
                dated == Some(true) && names.len() > 1 && (foreign > 0 || names.len() > 2) && told >= ENOUGH;
            if !by_day && (dated.is_some() || !alone) {
                continue;
            }
            if best.get(&story).is_some_and(|known| known.told >= told) {
                continue;
            }
            let sentences: BTreeSet<Span> = names
                .values()
                .filter_map(|(.., span)| page.reading.sentence_at(span.start()).map(|sentence| sentence.span))
                .collect();
            let cites = sentences.into_iter().map(|span| page.article.cite(span)).collect();
            best.insert(story, Recall { page: index, cites, told });
        }
    }
    best
}

/// Whether a paragraph names the day or month of another story, and not of its own; `None` where it names no day.
fn dated(page: &Page, block: Span, other: &Known, own: &Known) -> Option<bool> {
    let mut named = None;
    for time in page.reading.times.iter().filter(|time| block.contains(time.span)) {
        let Some(when) = &time.when else { continue };
        let there = match (Day::of(when), when.value.begins()) {
            (Some(day), _) if own.holds(day) => continue,
            (Some(day), _) => other.holds(day),
            (None, (Some(year), Some(month), None)) => {
                other.month == Some((year, month)) && own.month != other.month
            }
            _ => continue,
        };
        named = Some(there || named == Some(true));
    }
    named
}
