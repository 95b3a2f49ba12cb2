//! Words that say that something is said, thought, meant or asked for.

use crate::{Row, rows};

/// What part a cue plays in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueClass {
    /// "say", "point out"
    Verb,
    /// "claim", "warning"
    Noun,
    /// After "be", "seem", "remain": "convinced", "sceptical"
    Adjective,
    /// "according to", "in the words of"
    Phrase,
}

/// What a speaker does with what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum Act {
    Assert,
    Confirm,
    Deny,
    Doubt,
    Believe,
    Intend,
    Appeal,
}

/// How sure a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "plain words")]
pub enum Sureness {
    Certain,
    Probable,
    Possible,
}

/// How far the one who reports stands from what is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Distance {
    /// "said"
    Neutral,
    /// "claimed"
    Distanced,
    /// "pointed out"
    Endorsed,
}

/// How a cue takes what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frame {
    /// "says that it rains"
    That,
    /// "says it rains"
    Bare,
    /// "says: “It rains”"
    Quote,
    /// "it rains, she says"
    Post,
    /// "confirms the attack"
    Noun,
    /// "names X as leader", "describes it as a success"
    NounAs,
    /// "puts the toll at 12"
    NounAt,
    /// "urges them to leave"
    NounInf,
    /// "shows them leaving"
    NounIng,
    /// "denies being there"
    Ing,
    /// "vows to fight"
    Inf,
    /// "claims to have won"
    InfHave,
    /// "explains why", "asks whether"
    Wh,
    /// "warns of rain"
    Preposition(&'static str),
    /// Somebody is told before what is said: "tells her (that) it rains"
    Hearer,
    /// The source follows: "according to X"
    Source,
    /// The source stands inside: "in X's words"
    SourceWithin,
    /// The source stands before it: "X zufolge"
    SourceBefore,
    /// The source follows in an aside: "…, so X"
    SourceAside,
    /// The words are another's: "citing X"
    Relay,
}

/// A frame, and the act where it is another one than the cue's own ("threatens to").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueFrame {
    /// How the cue takes its content.
    pub frame: Frame,
    /// What the speaker does in this frame.
    pub act: Act,
    /// Only where some of the content is quoted.
    pub quoted: bool,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Base form; words after the first are fixed.
    pub words: &'static str,
    /// Part of speech.
    pub class: CueClass,
    /// What the speaker does.
    pub act: Act,
    /// How sure the speaker is, where the cue tells it.
    pub sureness: Option<Sureness>,
    /// The outlet's distance.
    pub distance: Distance,
    /// How it takes its content.
    pub frames: Vec<CueFrame>,
}

impl Cue {
    /// The cue's frame of that form.
    pub fn frame(&self, frame: Frame) -> Option<CueFrame> {
        self.frames.iter().copied().find(|f| f.frame == frame)
    }

    /// Whether it takes its content so.
    pub fn takes(&self, frame: Frame) -> bool {
        self.frame(frame).is_some()
    }
}

/// Reads the table; an entry with a word that is not known is left out, and a test finds it.
pub(crate) fn read(table: &'static str) -> Vec<Cue> {
    rows(table).filter_map(entry).collect()
}

fn entry(row: Row) -> Option<Cue> {
    let act = act(row.column(2))?;
    let frames = row.list(5).map(|item| frame(item, act)).collect::<Option<Vec<_>>>()?;
    Some(Cue {
        words: row.column(0),
        class: match row.column(1) {
            "verb" => CueClass::Verb,
            "noun" => CueClass::Noun,
            "adjective" => CueClass::Adjective,
            "phrase" => CueClass::Phrase,
            _ => return None,
        },
        act,
        sureness: if row.column(3) == "-" { None } else { Some(sureness(row.column(3))?) },
        distance: match row.column(4) {
            "neutral" => Distance::Neutral,
            "distanced" => Distance::Distanced,
            "endorsed" => Distance::Endorsed,
            _ => return None,
        },
        frames,
    })
}

fn act(word: &str) -> Option<Act> {
    Some(match word {
        "assert" => Act::Assert,
        "confirm" => Act::Confirm,
        "deny" => Act::Deny,
        "doubt" => Act::Doubt,
        "believe" => Act::Believe,
        "intend" => Act::Intend,
        "appeal" => Act::Appeal,
        _ => return None,
    })
}

/// `None` for a dash, and for a word that is not known.
pub(crate) fn sureness(word: &str) -> Option<Sureness> {
    match word {
        "certain" => Some(Sureness::Certain),
        "probable" => Some(Sureness::Probable),
        "possible" => Some(Sureness::Possible),
        _ => None,
    }
}

fn frame(item: &'static str, own: Act) -> Option<CueFrame> {
    let (item, quoted) = item.strip_suffix("+quoted").map_or((item, false), |item| (item, true));
    let (name, word) = item.split_once('=').unwrap_or((item, ""));
    let act = if word.is_empty() { own } else { act(word)? };
    let frame = match name {
        "that" => Frame::That,
        "bare" => Frame::Bare,
        "quote" => Frame::Quote,
        "post" => Frame::Post,
        "np" => Frame::Noun,
        "np-as" => Frame::NounAs,
        "np-at" => Frame::NounAt,
        "np-inf" => Frame::NounInf,
        "np-ing" => Frame::NounIng,
        "ing" => Frame::Ing,
        "inf" => Frame::Inf,
        "inf-have" => Frame::InfHave,
        "wh" => Frame::Wh,
        "hearer" => Frame::Hearer,
        "source-after" => Frame::Source,
        "source-within" => Frame::SourceWithin,
        "source-before" => Frame::SourceBefore,
        "source-aside" => Frame::SourceAside,
        "relay" => Frame::Relay,
        "of" | "about" | "for" | "on" | "to" | "over" | "at" | "against" | "an" | "auf" | "mit" | "um"
        | "von" | "vor" | "zu" | "über" => Frame::Preposition(name),
        _ => return None,
    };
    Some(CueFrame { frame, act, quoted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_read() {
        let tables = [include_str!("../data/de/cues.tsv"), include_str!("../data/en/cues.tsv")];
        for row in tables.into_iter().flat_map(rows) {
            assert!(entry(row).is_some(), "`{}` has a word that is not known", row.column(0));
        }
    }

    #[test]
    fn a_frame_can_have_an_act_of_its_own() {
        let cues = read("agree\tverb\tconfirm\t-\tneutral\tthat|inf=intend");
        assert_eq!(cues[0].frame(Frame::Inf).unwrap().act, Act::Intend);
        assert_eq!(cues[0].frame(Frame::That).unwrap().act, Act::Confirm);
    }
}
