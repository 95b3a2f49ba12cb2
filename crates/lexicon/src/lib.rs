//! Typed word tables, one folder a language.
//!
//! The source of truth is `data/<lang>/<table>.tsv`: comment lines that name origin and licence, then one entry a line,
//! sorted, columns parted by tabs. Every table has a module of its own here that gives its rows a type. A second
//! language is a folder with the same file names and a line in [`Lexicon::of`]. This crate never knows what the words
//! are used for.

pub mod calendar;

mod abbreviations;
mod blocks;
mod breadcrumbs;
mod bylines;
mod channels;
mod concepts;
mod credits;
mod cues;
mod denials;
mod equivalents;
mod gazetteer;
mod grammar;
mod heads;
mod hedges;
mod language;
mod markup;
mod mastheads;
mod oppositions;
mod page_dates;
mod page_notices;
mod page_words;
mod people;
mod phrases;
mod polarity;
mod prevalence;
mod quantities;
mod rewording;
mod table;
mod unconfirmed;
mod verbs;
mod words;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use blocks::{Part, Phrase};
pub use breadcrumbs::Crumb;
pub use bylines::{BylineWord, BylineWords};
pub use calendar::Calendar;
pub use channels::{ChannelClass, ChannelWord, Medium};
pub use concepts::{Concept, ConceptKind};
pub use credits::{CreditKind, CreditPhrase};
pub use cues::{Act, Cue, CueClass, CueFrame, Distance, Frame, Sureness};
pub use denials::Denial;
pub use equivalents::{Equivalent, NamePart};
pub use gazetteer::{Gazetteer, Known, Sort};
pub use grammar::{Class, Grammar, Grammatical};
pub use heads::{Head, Heads};
pub use hedges::{Hedge, HedgeClass};
pub use language::{Language, Role};
pub use oppositions::{OpposedConcepts, Scope};
pub use page_dates::{DateRole, PageDates};
pub use page_notices::PageNotice;
pub use page_words::is_page_word;
pub use people::{Epithet, Gender, People, Title, TitleKind};
pub use phrases::Phrases;
pub use polarity::{Polarity, PolarityWord};
pub use prevalence::Prevalence;
pub use quantities::{NumberSense, NumberWord, UnitWord};
pub use rewording::{Part as RewordingPart, Rewording};
pub use table::{Row, rows};
pub use unconfirmed::{Pointer, VagueSource, Vagueness};
pub use verbs::{VerbForm, Verbs};
pub use words::{Plain, Words};

use std::sync::OnceLock;

/// All tables of one language, read once.
#[derive(Debug)]
pub struct Lexicon {
    /// ISO 639-1 code.
    pub language: &'static str,
    /// Its habits of writing.
    pub habits: Language,
    /// Phrases of the furniture around an article.
    pub blocks: Vec<Phrase>,
    /// Words in class and id, and what part of a page they mark; sorted by word.
    pub markup: Vec<(&'static str, &'static str)>,
    /// Words that names of publications are made with, sorted.
    pub mastheads: Vec<&'static str>,
    /// Words that say that something is said.
    pub cues: Vec<Cue>,
    /// Words by which a speaker denies.
    pub denials: Vec<Denial>,
    /// What words come through.
    pub channels: Vec<ChannelWord>,
    /// How an article says that its words are not all its own.
    pub credits: Vec<CreditPhrase>,
    /// Words that can stand for each other in names and offices.
    pub equivalents: Vec<Equivalent>,
    /// Words that hold something open.
    pub hedges: Vec<Hedge>,
    /// Which words speak of the same thing.
    pub concepts: Vec<Concept>,
    /// Which concepts cannot both hold.
    pub oppositions: Vec<OpposedConcepts>,
    /// Words that turn a statement round.
    pub polarity: Vec<PolarityWord>,
    /// How common words and names are in news.
    pub prevalence: Vec<Prevalence>,
    /// Number words and bounds.
    pub numbers: Vec<NumberWord>,
    /// Units and currencies.
    pub units: Vec<UnitWord>,
    /// How texts say that nobody has confirmed something.
    pub unconfirmed: Vec<&'static str>,
    /// Words that point at what was told before.
    pub pointers: Vec<(&'static str, Pointer)>,
    /// Words for sources that name nobody.
    pub vague: Vec<VagueSource>,
    /// Words about time.
    pub calendar: Calendar,
    /// Words that keep their full stop.
    pub abbreviations: Abbreviations,
    /// Words that hold sentences together.
    pub grammar: Grammar,
    /// Verbs and their forms.
    pub verbs: Verbs,
    /// Plain nouns and adjectives.
    pub words: Words,
    /// Names that the world knows.
    pub gazetteer: Gazetteer,
    /// Given names, surnames, titles.
    pub people: People,
    /// Words that names of bodies and places are made with.
    pub heads: Heads,
}

/// The text of one table.
macro_rules! table {
    ($language:literal, $name:literal) => {
        include_str!(concat!("../data/", $language, "/", $name, ".tsv"))
    };
}

/// Reads the drawer of one language.
macro_rules! drawer {
    ($language:literal) => {
        Lexicon {
            language: $language,
            habits: Language::read(table!($language, "language")),
            markup: markup::read(table!($language, "markup")),
            mastheads: mastheads::read(table!($language, "mastheads")),
            blocks: blocks::read(table!($language, "blocks")),
            concepts: concepts::read(table!($language, "concepts")),
            oppositions: oppositions::read(table!($language, "oppositions")),
            polarity: polarity::read(table!($language, "polarity")),
            equivalents: equivalents::read(table!($language, "equivalents")),
            prevalence: prevalence::read(table!($language, "prevalence")),
            numbers: quantities::numbers(table!($language, "numbers")),
            units: quantities::units(table!($language, "units")),
            unconfirmed: unconfirmed::phrases(table!($language, "unconfirmed")),
            pointers: unconfirmed::pointers(table!($language, "pointers")),
            vague: unconfirmed::vague(table!($language, "vague")),
            cues: cues::read(table!($language, "cues")),
            denials: denials::read(table!($language, "denials")),
            channels: channels::read(table!($language, "channels")),
            credits: credits::read(table!($language, "credits")),
            hedges: hedges::read(table!($language, "hedges")),
            calendar: Calendar::read(
                table!($language, "calendar"),
                &Language::read(table!($language, "language")),
            ),
            abbreviations: Abbreviations::read(table!($language, "abbreviations")),
            grammar: Grammar::read(table!($language, "grammar")),
            verbs: Verbs::read(table!($language, "verbs"), &Language::read(table!($language, "language"))),
            words: Words::read(table!($language, "words")),
            gazetteer: Gazetteer::read(
                table!($language, "countries"),
                table!($language, "peoples"),
                table!($language, "metonyms"),
                table!($language, "organisations"),
                table!($language, "places"),
            ),
            people: People::read(
                table!($language, "given-names"),
                table!($language, "surnames"),
                table!($language, "titles"),
                table!($language, "epithets"),
            ),
            heads: Heads::read(
                table!($language, "organisation-words"),
                table!($language, "place-words"),
                table!($language, "name-synonyms"),
            ),
        }
    };
}

impl Lexicon {
    /// The tables of a language by its ISO 639-1 code; `None` for one without a drawer.
    pub fn of(language: &str) -> Option<&'static Self> {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        static GERMAN: OnceLock<Lexicon> = OnceLock::new();
        match language {
            "en" => Some(ENGLISH.get_or_init(|| drawer!("en"))),
            "de" => Some(GERMAN.get_or_init(|| drawer!("de"))),
            _ => None,
        }
    }

    /// The languages that have a drawer, by their ISO 639-1 codes.
    pub const LANGUAGES: [&'static str; 2] = ["de", "en"];

    /// The English tables, which every build has.
    pub fn english() -> &'static Self {
        Self::of("en").expect("English is compiled in")
    }
}
