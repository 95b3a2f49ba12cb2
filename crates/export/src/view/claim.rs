//! What is said to be so, and who stands where on it, as seen from outside.

use sayso_news::{AttributionId, ClaimId, EntityId, StoryId};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::cite::Rim;
use super::{Cite, ClaimStatus, OppositionKind, Stance, Time, known};
use crate::desk::{Desk, Who, speaker_words};

/// One speaker's stand on a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Position<'d> {
    /// The speaker.
    #[schemars(with = "Option<String>")]
    pub speaker: Option<EntityId>,
    /// The speaker's name, or the words of the source when there is no entity.
    pub speaker_text: Option<&'d str>,
    /// What the texts give the speaker to.
    #[schemars(with = "Option<String>")]
    pub affiliation: Option<EntityId>,
    /// Where the speaker stands.
    pub stance: Stance,
    /// The attributions that show it.
    #[schemars(with = "Vec<String>")]
    pub attributions: Vec<AttributionId>,
    /// When the speaker first said so.
    pub first_said: Option<Time<'d>>,
}

/// A number that a claim gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Figure<'d> {
    /// What is counted or measured.
    pub quantity: &'d str,
    /// The number as said; for a range, its middle.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// The least that it can be.
    #[serde(serialize_with = "maybe_number")]
    pub low: Option<f64>,
    /// The most that it can be.
    #[serde(serialize_with = "maybe_number")]
    pub high: Option<f64>,
    /// Unit.
    pub unit: Option<&'d str>,
    /// The words.
    pub cite: Cite<'d>,
    /// Whose number it is; `null` in an outlet's own voice.
    #[schemars(with = "Option<String>")]
    pub attribution: Option<AttributionId>,
}

/// A claim that cannot hold together with this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Opposition<'d> {
    /// The other claim.
    #[schemars(with = "String")]
    pub claim: ClaimId,
    /// Why not.
    pub kind: OppositionKind,
    /// The words here, and the words there.
    pub cites: [Cite<'d>; 2],
}

/// Something that is said to be so.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Claim<'d> {
    /// Its id.
    #[schemars(with = "String")]
    pub id: ClaimId,
    /// Its story.
    #[schemars(with = "String")]
    pub story: StoryId,
    /// The clearest wording among its statements, verbatim.
    pub text: &'d str,
    /// Where that stands.
    pub cite: Cite<'d>,
    /// Where it stands.
    pub status: ClaimStatus,
    /// Whether speakers of opposed affiliations assert it.
    pub cross_side: bool,
    /// Where a text says that nobody has confirmed it.
    pub unconfirmed: Vec<Cite<'d>>,
    /// Articles that carry it, reprints counted once.
    pub reports: u32,
    /// Independent roots behind it; unknown roots are not counted.
    pub origins: u32,
    /// Who stands where.
    pub positions: Vec<Position<'d>>,
    /// Where an outlet says it in its own voice.
    pub narrated: Vec<Cite<'d>>,
    /// Numbers in it.
    pub figures: Vec<Figure<'d>>,
    /// What cannot hold with it.
    pub opposes: Vec<Opposition<'d>>,
}

impl<'d> Claim<'d> {
    /// A claim outward; `None` where it points at no words.
    pub(crate) fn of(
        claim: &'d sayso_news::Claim,
        desk: &Desk<'d>,
        outward: impl Fn(EntityId) -> Option<EntityId>,
        rim: &Rim<'d>,
    ) -> Option<Self> {
        let cite = rim.cite(claim.at)?;
        let position = |position: &'d sayso_news::Position| {
            let who = position.speaker.and_then(|id| desk.who(id));
            Position {
                speaker: who.filter(|who| who.named()).map(Who::id),
                speaker_text: speaker_words(who, &position.speaker_text),
                affiliation: position.affiliation.and_then(&outward),
                stance: position.stance.into(),
                attributions: position.attributions.clone(),
                first_said: position.first_said.as_ref().map(|when| rim.time(when)),
            }
        };
        let figure = |figure: &'d sayso_news::Figure| {
            let cite = rim.cite(figure.cite)?;
            Some(Figure {
                quantity: &figure.quantity,
                value: figure.value,
                low: figure.low,
                high: figure.high,
                unit: known(figure.unit.as_deref()),
                cite,
                attribution: figure.attribution,
            })
        };
        let opposition = |opposition: &sayso_news::Opposition| {
            let cites = [rim.cite(opposition.cites[0])?, rim.cite(opposition.cites[1])?];
            Some(Opposition { claim: opposition.claim, kind: opposition.kind.into(), cites })
        };
        Some(Self {
            id: claim.id,
            story: claim.story,
            text: cite.text,
            cite,
            status: claim.status.into(),
            cross_side: claim.cross_side,
            unconfirmed: rim.cites(claim.unconfirmed.iter().copied()),
            reports: claim.reports,
            origins: claim.origins,
            positions: claim.positions.iter().map(position).collect(),
            narrated: rim.cites(claim.narrated.iter().copied()),
            figures: claim.figures.iter().filter_map(figure).collect(),
            opposes: claim.opposes.iter().filter_map(opposition).collect(),
        })
    }
}

/// Whole numbers are written without a fraction.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn number<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        to.serialize_i64(*value as i64)
    } else {
        to.serialize_f64(*value)
    }
}

#[expect(clippy::ref_option, reason = "the form that serde calls")]
fn maybe_number<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, to),
        None => to.serialize_none(),
    }
}
