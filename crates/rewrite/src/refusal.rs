//! Why a sentence is not taken.

/// Why a rewriter's sentence is not taken, or a composed one not shown to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// The composed sentence's quotation marks do not pair, or its quotations do not stand in its cites.
    #[error("its quotations cannot be told apart")]
    Unclear,
    /// Empty, several lines, or letters that nobody sees.
    #[error("it is no plain sentence")]
    Unreadable,
    /// More than half as long again.
    #[error("it is longer by more than a half")]
    Long,
    /// Words in quotation marks that are no quotation of the composed sentence.
    #[error("it quotes what the composed sentence does not")]
    Invented,
    /// A quotation is gone, or stands more often than it did.
    #[error("the quotation {0} does not stand as often as it did")]
    Quotation(String),
    /// A word that is neither in the composed sentence nor among those that say nothing of their own.
    #[error("“{0}” is new")]
    New(String),
    /// A name, number or other word of the composed sentence is gone, or stands more often than it did.
    #[error("“{0}” does not stand as often as it did")]
    Count(String),
    /// Somebody says what he said to deny, or the other way round.
    #[error("who says and who denies is not as it was")]
    Stance,
    /// The same words, tied to others.
    #[error("who says what is not tied as it was")]
    Attached,
}

impl Refusal {
    /// The kind of reason, for counting.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Unclear => "held quotations that cannot be told apart, and were not sent",
            Self::Unreadable => "came back as no plain sentence",
            Self::Long => "came back too long",
            Self::Invented => "came back with words quoted that they do not quote",
            Self::Quotation(_) => "came back with a quotation lost or doubled",
            Self::New(_) => "came back with a new word",
            Self::Count(_) => "came back with a word lost or doubled",
            Self::Stance => "came back with another stance",
            Self::Attached => "came back with words tied to others",
        }
    }
}
