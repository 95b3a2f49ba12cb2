//! The contract's closed sets of words, each tied to the record's enum by an exhaustive match.

use schemars::JsonSchema;
use serde::Serialize;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "the contract's own words")]
        pub enum $name { $($variant),* }

        impl From<sayso_news::$name> for $name {
            fn from(word: sayso_news::$name) -> Self {
                match word { $(sayso_news::$name::$variant => Self::$variant),* }
            }
        }
    )*};
}

words! {
    /// What a block of the visible text is.
    BlockKind {
        Title Byline Dateline Body Heading Caption Embed Teaser Related Popular Navigation Comments Legal Promo Other
    }
    /// What a named thing is.
    EntityKind { Person Organisation Place Group Event Work Other }
    /// How fine a place is known.
    PlacePrecision { Building Settlement District Region Country }
    /// How fine a time is known.
    Precision { Second Minute Hour Day Month Season Year }
    /// What a time rests on.
    Basis { Stated Metadata Dateline Embedded Url Inferred }
    /// What kind of time expression, as in `TimeML`.
    TimeKind { Date Time Duration Set }
    /// How the content stands in the text: all, none or some of it in quotation marks.
    Mode { Direct Indirect Mixed }
    /// What the speaker does with the content; the last three are no statements of fact.
    Stance { Assert Confirm Deny Doubt Believe Intend Appeal }
    /// How sure the speaker is.
    Certainty { Certain Probable Possible }
    /// The outlet's own distance from what it reports: said / claimed / revealed.
    Reporting { Neutral Distanced Endorsed }
    /// Through what the words came.
    ChannelKind {
        X Telegram Facebook Social Agency Broadcast Press Website Interview Statement Video Document Unknown
    }
    /// Where a claim stands.
    ClaimStatus { Disputed Corroborated SingleOrigin Unsourced }
    /// Why two claims cannot both hold.
    OppositionKind { Negation Actor Outcome Number Time Place Attribution }
    /// What an entry of the timeline is.
    TimelineKind { Event Said Published }
    /// What a node of the origins graph is.
    NodeKind { Utterance Post Agency Article Unknown }
    /// How one node rests on another.
    Relation { Quotes Cites Copies Relays }
    /// How much a note matters.
    Severity { Info Warning Error }
}
