//! Who says what, by which words, as seen from outside.

use sayso_news::{ArticleId, AttributionId, EntityId};
use sayso_text::Span;
use schemars::JsonSchema;
use serde::Serialize;

use super::cite::Rim;
use super::{Certainty, ChannelKind, Cite, Mode, Reporting, Stance, Time, known};
use crate::desk::{Said, Who, speaker_words};

/// Through what the words came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Channel<'d> {
    /// What kind.
    pub kind: ChannelKind,
    /// Its name, where the text gives one.
    pub name: Option<&'d str>,
    /// The words that tell it.
    pub cite: Option<Cite<'d>>,
}

/// One source, one cue, one content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Attribution<'d> {
    /// Its id.
    #[schemars(with = "String")]
    pub id: AttributionId,
    /// The article that it stands in.
    #[schemars(with = "String")]
    pub article: ArticleId,
    /// The words that name the speaker here.
    pub source: Vec<Cite<'d>>,
    /// The words that say that something is said.
    pub cue: Vec<Cite<'d>>,
    /// What is said.
    pub content: Vec<Cite<'d>>,
    /// The speaker, through pronouns and descriptions, also across articles.
    #[schemars(with = "Option<String>")]
    pub speaker: Option<EntityId>,
    /// The speaker's name, or the words of the source when there is no entity.
    pub speaker_text: Option<&'d str>,
    /// How the content stands in the text.
    pub mode: Mode,
    /// What the speaker does with it.
    pub stance: Stance,
    /// How sure the speaker is.
    pub certainty: Option<Certainty>,
    /// The outlet's distance.
    pub reporting: Reporting,
    /// Through what the words came.
    pub channel: Option<Channel<'d>>,
    /// Relays, the one nearest the article first.
    #[schemars(with = "Vec<String>")]
    pub via: Vec<EntityId>,
    /// When it was said.
    pub said: Option<Time<'d>>,
}

impl<'d> Attribution<'d> {
    /// An attribution outward, with its speaker and relays as they are known outside.
    pub(crate) fn of(said: Said<'d>, speaker: Option<Who<'d>>, via: Vec<EntityId>, rim: &Rim<'d>) -> Self {
        let Said { article, attribution } = said;
        let cites = |spans: &[Span]| rim.cites(spans.iter().map(|span| article.cite(*span)));
        let channel = attribution.channel.as_ref().map(|channel| Channel {
            kind: channel.kind.into(),
            name: known(channel.name.as_deref()),
            cite: channel.span.and_then(|span| rim.cite(article.cite(span))),
        });
        Self {
            id: attribution.id,
            article: article.id,
            source: cites(&attribution.source),
            cue: cites(&attribution.cue),
            content: cites(&attribution.content),
            speaker: speaker.filter(|who| who.named()).map(Who::id),
            speaker_text: speaker_words(speaker, &attribution.speaker_text),
            mode: attribution.mode.into(),
            stance: attribution.stance.into(),
            certainty: attribution.certainty.map(Into::into),
            reporting: attribution.reporting.into(),
            channel,
            via,
            said: attribution.said.as_ref().map(|when| rim.time(when)),
        }
    }
}
