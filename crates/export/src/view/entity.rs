//! People, organisations, places and the like as seen from outside.

use sayso_news::EntityId;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Cite, EntityKind, PlacePrecision};
use crate::desk::Who;

/// A place on the ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Place<'d> {
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// The gazetteer's name and its id for the place.
    pub gazetteer: &'d str,
    /// How fine.
    pub precision: PlacePrecision,
}

/// Somebody or something named.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Entity<'d> {
    /// Its id.
    #[schemars(with = "String")]
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form seen.
    pub name: &'d str,
    /// Every other surface form seen.
    pub aliases: Vec<&'d str>,
    /// Offices and roles.
    pub titles: Vec<&'d str>,
    /// The entity that the texts give it to.
    #[schemars(with = "Option<String>")]
    pub affiliation: Option<EntityId>,
    /// Where it is.
    pub place: Option<Place<'d>>,
    /// Every mention, in order.
    pub mentions: Vec<Cite<'d>>,
}

impl<'d> Entity<'d> {
    /// An entity outward; `affiliation` as it is known outside.
    pub(crate) fn of(who: Who<'d>, affiliation: Option<EntityId>, mentions: Vec<Cite<'d>>) -> Self {
        Self {
            id: who.id(),
            kind: who.kind().into(),
            name: who.name(),
            aliases: who.aliases().iter().map(String::as_str).collect(),
            titles: who.titles().iter().map(String::as_str).collect(),
            affiliation,
            place: who.place().map(|place| Place {
                latitude: place.latitude,
                longitude: place.longitude,
                gazetteer: &place.gazetteer,
                precision: place.precision.into(),
            }),
            mentions,
        }
    }
}
