//! The account: the one JSON object that `sayso brief --format json` prints, whole or streamed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use sayso_news::{Dossier, EntityId};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::desk::{Desk, Said, Who};
use crate::view::{Article, Attribution, Capture, Claim, Entity, Note, Rim, Story, kept, mentions};

/// The name and version of the account's form.
pub const SCHEMA: &str = "sayso.account/1";

/// A trained model that took part.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Model<'d> {
    /// Its name.
    pub name: &'d str,
    /// Its version.
    pub version: &'d str,
    /// SHA-256 of its weights.
    pub sha256: &'d str,
}

impl<'d> Model<'d> {
    fn of(model: &'d sayso_news::Model) -> Self {
        Self { name: &model.name, version: &model.version, sha256: &model.sha256 }
    }
}

/// A checked account of all stories in the inputs. Every cite's `text` equals `text[start:end]` of its article,
/// counted in Unicode code points; every field is always there, and what is not known is `null`.
#[derive(Debug, Clone, PartialEq, serde::Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "Sayso account")]
pub struct Account<'d> {
    /// Name and version of this form.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// Version of the program.
    pub version: &'d str,
    /// Trained models that took part.
    pub models: Vec<Model<'d>>,
    /// One per input document, as it came.
    pub captures: Vec<Capture<'d>>,
    /// One per capture that is text.
    pub articles: Vec<Article<'d>>,
    /// The stories' casts.
    pub entities: Vec<Entity<'d>>,
    /// One per source, cue and content.
    pub attributions: Vec<Attribution<'d>>,
    /// Articles of one event each.
    pub stories: Vec<Story<'d>>,
    /// What is said to be so.
    pub claims: Vec<Claim<'d>>,
    /// What was noticed on the way.
    pub notes: Vec<Note<'d>>,
}

impl<'d> Account<'d> {
    /// The account of a dossier, by a program of this version.
    pub fn of(dossier: &'d Dossier, version: &'d str) -> Self {
        let door = Door::new(dossier);
        Self {
            schema: SCHEMA,
            version,
            models: dossier.models.iter().map(Model::of).collect(),
            captures: door.captures().collect(),
            articles: door.articles().collect(),
            entities: door.entities().collect(),
            attributions: door.attributions().collect(),
            stories: door.stories().collect(),
            claims: door.claims().collect(),
            notes: door.notes().collect(),
        }
    }
}

/// Writes the account of a dossier as indented JSON, part by part: no more than one part is held at a time.
pub fn write_account(dossier: &Dossier, version: &str, mut out: impl Write) -> io::Result<()> {
    let stream = Stream { version, door: Door::new(dossier) };
    serde_json::to_writer_pretty(&mut out, &stream)?;
    out.write_all(b"\n")
}

/// The JSON Schema (draft 2020-12) of the account.
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Account<'static>>().to_value()
}

/// Everything that goes outward, made when it is asked for.
struct Door<'d> {
    desk: Desk<'d>,
    rim: Rim<'d>,
    kept: BTreeMap<EntityId, Who<'d>>,
}

impl<'d> Door<'d> {
    fn new(dossier: &'d Dossier) -> Self {
        let desk = Desk::new(dossier);
        let members = dossier.stories.iter().flat_map(|story| &story.cast).map(Who::Member);
        let strays = strays(&desk).flat_map(|reading| &reading.entities).map(Who::Entity);
        let relays =
            dossier.readings.iter().flat_map(|r| &r.attributions).flat_map(|a| a.via.iter().copied());
        let positions = dossier.digests.iter().flat_map(|d| &d.claims).flat_map(|claim| &claim.positions);
        let sides = positions.filter_map(|position| position.affiliation);
        let places = dossier.stories.iter().flat_map(|story| story.places.iter().copied());
        let kept = kept(members.chain(strays), relays.chain(sides).chain(places), |id| desk.who(id));
        Self { rim: Rim::new(&dossier.articles), kept, desk }
    }

    /// The id that an entity is known by outside, if it is shown there.
    fn outward(&self, id: EntityId) -> Option<EntityId> {
        self.desk.who(id).map(Who::id).filter(|id| self.kept.contains_key(id))
    }

    fn captures(&self) -> impl Iterator<Item = Capture<'d>> {
        let mut of = BTreeMap::new();
        for article in &self.desk.dossier.articles {
            of.entry(article.capture).or_insert(article);
        }
        let capture = move |capture| Capture::of(capture, of.get(&capture.id).copied(), &self.rim);
        self.desk.dossier.captures.iter().map(capture)
    }

    fn articles(&self) -> impl Iterator<Item = Article<'d>> {
        let article = |article: &'d sayso_news::Article| {
            let copy_of = self.desk.copy(article.id).map(|copy| copy.of);
            Article::of(article, copy_of, self.desk.reuse(article.id), &self.rim)
        };
        self.desk.dossier.articles.iter().map(article)
    }

    fn entities(&self) -> impl Iterator<Item = Entity<'d>> {
        let entity = |who: Who<'d>, mentions| {
            Entity::of(who, who.affiliation().and_then(|id| self.outward(id)), mentions)
        };
        let members = self.desk.dossier.stories.iter().flat_map(|story| &story.cast);
        let members = members
            .filter(|member| self.kept.contains_key(&member.id))
            .map(move |member| entity(Who::Member(member), self.rim.cites(member.mentions.iter().copied())));
        let strays =
            strays(&self.desk).flat_map(move |reading| {
                let mut mentions = mentions(reading, &self.rim);
                reading.entities.iter().filter(|stray| self.kept.contains_key(&stray.id)).map(move |stray| {
                    entity(Who::Entity(stray), mentions.remove(&stray.id).unwrap_or_default())
                })
            });
        members.chain(strays)
    }

    fn attributions(&self) -> impl Iterator<Item = Attribution<'d>> {
        let readings = self.desk.dossier.readings.iter();
        let said = readings.filter_map(|reading| Some((self.desk.article(reading.article)?, reading)));
        said.flat_map(move |(article, reading)| {
            reading.attributions.iter().map(move |attribution| {
                let via = attribution.via.iter().filter_map(|id| self.outward(*id)).collect();
                let speaker = self.desk.speaker(attribution);
                Attribution::of(Said { article, attribution }, speaker, via, &self.rim)
            })
        })
    }

    fn stories(&self) -> impl Iterator<Item = Story<'d>> {
        let stories = self.desk.dossier.stories.iter();
        stories.filter_map(|story| {
            Story::of(story, self.desk.digest(story.id), |id| self.outward(id), &self.rim)
        })
    }

    fn claims(&self) -> impl Iterator<Item = Claim<'d>> {
        let claims = self.desk.dossier.digests.iter().flat_map(|digest| &digest.claims);
        claims.filter_map(|claim| Claim::of(claim, &self.desk, |id| self.outward(id), &self.rim))
    }

    fn notes(&self) -> impl Iterator<Item = Note<'d>> {
        self.desk.dossier.notes.iter().map(|note| Note::of(note, &self.rim))
    }
}

/// Readings of articles that are in no story: their entities are shown as they are.
fn strays<'d>(desk: &Desk<'d>) -> impl Iterator<Item = &'d sayso_news::Reading> {
    desk.dossier.readings.iter().filter(|reading| desk.stories(reading.article).is_empty())
}

struct Stream<'d> {
    version: &'d str,
    door: Door<'d>,
}

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let door = &self.door;
        let mut account = to.serialize_struct("Account", 10)?;
        account.serialize_field("schema", SCHEMA)?;
        account.serialize_field("version", self.version)?;
        account.serialize_field("models", &Each(|| door.desk.dossier.models.iter().map(Model::of)))?;
        account.serialize_field("captures", &Each(|| door.captures()))?;
        account.serialize_field("articles", &Each(|| door.articles()))?;
        account.serialize_field("entities", &Each(|| door.entities()))?;
        account.serialize_field("attributions", &Each(|| door.attributions()))?;
        account.serialize_field("stories", &Each(|| door.stories()))?;
        account.serialize_field("claims", &Each(|| door.claims()))?;
        account.serialize_field("notes", &Each(|| door.notes()))?;
        account.end()
    }
}

/// A list that is made while it is written.
struct Each<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}
