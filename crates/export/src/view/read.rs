//! The lines of `sayso read` and `sayso stories`: one article, one object.

use std::collections::BTreeMap;

use sayso_news::{ArticleId, CaptureId, Dossier, EntityId, Reading, StoryId};
use schemars::JsonSchema;
use serde::Serialize;

use super::cite::Rim;
use super::{Article, Attribution, Basis, Capture, Cite, Entity, Note, Precision, Time, TimeKind, known};
use crate::desk::{Desk, Said, Who};

/// A time that the running text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TimeLine<'d> {
    /// The words.
    pub cite: Cite<'d>,
    /// What they say.
    pub time: StandardTime<'d>,
    /// What kind.
    pub r#type: TimeKind,
    /// The place in time that they name, in EDTF; `null` for a length, a frequency, "recently", and for what cannot be
    /// told from the article.
    pub when: Option<Time<'d>>,
}

/// What the words of a time expression say: a date, and also what has no place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StandardTime<'d> {
    /// In the value language of TIMEX3, which is ISO 8601 and more: `1998-03-04`, `1998-W10`, `1998-Q1`, `199`,
    /// `1998-03-04TMO`, `P3D`, `XXXX-WXX-2`, `PAST_REF`. What is not known is an `X`.
    pub value: &'d str,
    /// How fine the place in time is known, where there is one.
    pub precision: Option<Precision>,
    /// What it rests on: `stated` where the words say all of it.
    pub basis: Basis,
    /// The words that give it.
    pub cite: Option<Cite<'d>>,
}

/// A headline that points to another article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Lead<'d> {
    /// The headline.
    pub cite: Cite<'d>,
    /// Where it points.
    pub url: Option<&'d str>,
}

/// One article with all that was read in it, entities and speakers resolved inside the article.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReadLine<'d> {
    /// The input document.
    pub capture: Capture<'d>,
    /// Its visible text.
    pub article: Article<'d>,
    /// Who and what is named.
    pub entities: Vec<Entity<'d>>,
    /// Who says what.
    pub attributions: Vec<Attribution<'d>>,
    /// Times that the running text names.
    pub times: Vec<TimeLine<'d>>,
    /// Headlines of other articles.
    pub leads: Vec<Lead<'d>>,
    /// What was noticed.
    pub notes: Vec<Note<'d>>,
}

/// One article's line for `sayso read`. `notes` are those about this capture.
pub fn read_line<'d>(
    capture: &'d sayso_news::Capture,
    article: &'d sayso_news::Article,
    reading: &'d Reading,
    notes: impl IntoIterator<Item = &'d sayso_news::Note>,
) -> ReadLine<'d> {
    let rim = Rim::new([article]);
    let entities: BTreeMap<EntityId, Who<'d>> =
        reading.entities.iter().map(|entity| (entity.id, Who::Entity(entity))).collect();
    let who = |id: EntityId| entities.get(&id).copied();
    let mut mentions = mentions(reading, &rim);
    let relays = reading.attributions.iter().flat_map(|attribution| attribution.via.iter().copied());
    let kept = kept(entities.values().copied(), relays, who);
    let shown = reading.entities.iter().filter(|entity| kept.contains_key(&entity.id)).map(|entity| {
        let affiliation = entity.affiliation.filter(|id| kept.contains_key(id));
        Entity::of(Who::Entity(entity), affiliation, mentions.remove(&entity.id).unwrap_or_default())
    });
    let attributions = reading.attributions.iter().map(|attribution| {
        let via = attribution.via.iter().copied().filter(|id| kept.contains_key(id)).collect();
        Attribution::of(Said { article, attribution }, attribution.speaker.and_then(who), via, &rim)
    });
    let times = reading.times.iter().filter_map(|time| {
        let cite = rim.cite(article.cite(time.span))?;
        let when = time.when.as_ref().map(|when| rim.time(when));
        let said = StandardTime {
            value: time.value.as_str(),
            precision: when.map(|when| when.precision),
            basis: when.map_or(Basis::Stated, |when| when.basis),
            cite: Some(cite),
        };
        Some(TimeLine { cite, time: said, r#type: time.kind.into(), when })
    });
    let leads = article.leads.iter().filter_map(|lead| {
        Some(Lead { cite: rim.cite(article.cite(lead.span))?, url: known(lead.url.as_deref()) })
    });
    ReadLine {
        capture: Capture::of(capture, Some(article), &rim),
        article: Article::of(article, None, &[], &rim),
        entities: shown.collect(),
        attributions: attributions.collect(),
        times: times.collect(),
        leads: leads.collect(),
        notes: notes.into_iter().map(|note| Note::of(note, &rim)).collect(),
    }
}

/// Where each entity of a reading is mentioned.
pub(crate) fn mentions<'d>(reading: &Reading, rim: &Rim<'d>) -> BTreeMap<EntityId, Vec<Cite<'d>>> {
    let mut mentions: BTreeMap<EntityId, Vec<Cite<'d>>> = BTreeMap::new();
    for mention in &reading.mentions {
        let cite = sayso_news::Cite::new(reading.article, mention.span);
        mentions.entry(mention.entity).or_default().extend(rim.cite(cite));
    }
    mentions
}

/// The entities that are shown: those with a name, and whatever else something shown must refer to.
pub(crate) fn kept<'d>(
    all: impl Iterator<Item = Who<'d>>,
    referred: impl Iterator<Item = EntityId>,
    who: impl Fn(EntityId) -> Option<Who<'d>>,
) -> BTreeMap<EntityId, Who<'d>> {
    let mut queue: Vec<Who<'d>> = all.filter(|who| who.named()).collect();
    queue.extend(referred.filter_map(&who));
    let mut kept = BTreeMap::new();
    while let Some(next) = queue.pop() {
        if kept.insert(next.id(), next).is_none() {
            queue.extend(next.affiliation().and_then(&who));
        }
    }
    kept
}

/// Which story an article is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StoryLine<'d> {
    /// The input document.
    #[schemars(with = "String")]
    pub capture: CaptureId,
    /// Name of the document inside the input.
    pub member: Option<&'d str>,
    /// Path or address as given.
    pub input: &'d str,
    /// The article.
    #[schemars(with = "String")]
    pub article: ArticleId,
    /// The story.
    #[schemars(with = "String")]
    pub story: StoryId,
    /// The article that it reprints.
    #[schemars(with = "Option<String>")]
    pub copy_of: Option<ArticleId>,
    /// Whether the article is about this story, and does not only mention it.
    pub main: bool,
}

/// The lines of `sayso stories`, in the order of the captures; an article's main story first, then those that it only
/// tells of.
pub fn story_lines(dossier: &Dossier) -> Vec<StoryLine<'_>> {
    let desk = Desk::new(dossier);
    let mut lines = Vec::with_capacity(dossier.articles.len());
    for article in &dossier.articles {
        let Some(capture) = desk.capture(article.capture) else { continue };
        let own = desk.stories(article.id);
        let told = own.iter().flat_map(|story| &story.related).filter(|r| r.articles.contains(&article.id));
        let stories = own.iter().map(|story| story.id).chain(told.map(|related| related.story));
        for (nth, story) in stories.enumerate() {
            lines.push(StoryLine {
                capture: capture.id,
                member: known(capture.member.as_deref()),
                input: &capture.input,
                article: article.id,
                story,
                copy_of: desk.copy(article.id).map(|copy| copy.of),
                main: nth == 0,
            });
        }
    }
    lines
}
