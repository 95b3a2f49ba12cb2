//! Who speaks: members of the cast, people who are only described, and sources that name nobody.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sayso_lexicon::Vagueness;
use sayso_news::{EntityId, EntityKind};

use crate::material::{Material, NONE};
use crate::statements::Statement;

/// Somebody who says something in the story.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    /// The member of the cast, by index.
    pub(crate) member: Option<u32>,
    /// The words of the source where there is no member.
    pub(crate) text: String,
    /// How to name it where it has no name: the words of its first source, article and all.
    pub(crate) shown: String,
    /// Index of the state.
    pub(crate) state: u32,
    /// What the texts give the speaker to.
    pub(crate) affiliation: Option<EntityId>,
    /// Whether it names nobody, so that no origin can be counted behind it.
    pub(crate) vague: bool,
    /// Whether it is somebody whom the text describes and does not name: "one of the soldiers".
    pub(crate) nameless: bool,
    /// Whose word it is in the end: a spokesman's is that of the body that he speaks for.
    pub(crate) root: u32,
    /// Whether it is a whole country or its capital speaking.
    pub(crate) country: bool,
}

/// All voices of a story, and who says each statement.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    pub(crate) list: Vec<Voice>,
    /// The voice of each statement; [`NONE`] in an outlet's own.
    pub(crate) of: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Member(u32),
    /// Described in one article and those that have its words alone.
    Text(usize, &'a str),
}

impl Voices {
    /// The voices of these statements.
    pub(crate) fn new(material: &Material<'_>, statements: &[Statement]) -> Self {
        let mut known: BTreeMap<Key<'_>, u32> = BTreeMap::new();
        let mut voices = Self::default();
        let mut of_member: FxHashMap<u32, u32> = FxHashMap::default();
        for statement in statements {
            let Some(number) = statement.attribution else {
                voices.of.push(NONE);
                continue;
            };
            let sheet = &material.sheets[statement.sheet as usize];
            let attribution = &sheet.reading.attributions[number as usize];
            let member = material.speaker(statement.sheet as usize, number as usize);
            let key = match member {
                Some(member) => Key::Member(member),
                None => Key::Text(sheet.source, attribution.speaker_text.as_str()),
            };
            let id = if let Some(id) = known.get(&key) {
                *id
            } else {
                let id = voices.list.len() as u32;
                let shown = attribution.source.first().map(|s| s.slice(&sheet.article.text));
                voices.list.push(voice(material, member, &attribution.speaker_text, shown));
                if let Some(member) = member {
                    of_member.insert(member, id);
                }
                known.insert(key, id);
                id
            };
            voices.of.push(id);
        }
        let mut described: BTreeMap<String, u32> = BTreeMap::new();
        for id in 0..voices.list.len() {
            let body = voices.list[id].member.and_then(|m| speaks_for(material, m));
            voices.list[id].root = match body {
                // Roots of bodies that do not speak themselves are numbered after the voices.
                Some(body) => of_member.get(&body).copied().unwrap_or(voices_end(&voices.list) + body),
                None => id as u32,
            };
            // "Organisers" of two reports are counted as one: nobody can tell them apart.
            let voice = &voices.list[id];
            let named = voice.member.and_then(|m| material.cast(m)).is_some_and(|m| m.named);
            if !named && body.is_none() {
                let key = bare(&voice.shown);
                let first = *described.entry(key).or_insert(id as u32);
                voices.list[id].root = first;
            }
        }
        voices.fold_offices(material);
        voices
    }

    /// "Prosecutors" and the chief prosecutor, "police" and a police spokesman, are one origin.
    fn fold_offices(&mut self, material: &Material<'_>) {
        let offices: Vec<(u32, String)> = self
            .list
            .iter()
            .filter_map(|voice| {
                let member = voice.member.and_then(|m| material.cast(m))?;
                let mut words = member.titles.join(" ");
                if !member.named {
                    words.push(' ');
                    words.push_str(&voice.shown);
                }
                (member.kind == EntityKind::Person).then(|| (voice.root, words.to_lowercase()))
            })
            .collect();
        for id in 0..self.list.len() {
            let word = bare(&self.list[id].shown);
            let person = self.list[id]
                .member
                .and_then(|m| material.cast(m))
                .is_some_and(|m| m.kind == EntityKind::Person);
            if word.contains(' ') || word.len() < 5 || person {
                continue;
            }
            let word = word.strip_suffix('s').unwrap_or(&word);
            let mut roots: Vec<u32> = offices
                .iter()
                .filter(|(_, words)| {
                    words
                        .split(|c: char| !c.is_alphanumeric())
                        .any(|w| w.strip_suffix('s').unwrap_or(w) == word)
                })
                .map(|(root, _)| *root)
                .collect();
            roots.sort_unstable();
            roots.dedup();
            if let [root] = roots[..] {
                self.list[id].root = root;
            }
        }
    }

    /// The voice of a statement.
    pub(crate) fn get(&self, statement: usize) -> Option<&Voice> {
        self.list.get(self.of[statement] as usize)
    }
}

/// Words of a source in lower case, without the article.
fn bare(words: &str) -> String {
    let words = words.to_lowercase();
    let words = ["the ", "a ", "an "].iter().find_map(|a| words.strip_prefix(a)).unwrap_or(&words);
    words.to_owned()
}

fn voices_end(list: &[Voice]) -> u32 {
    list.len() as u32
}

fn voice(material: &Material<'_>, member: Option<u32>, text: &str, shown: Option<&str>) -> Voice {
    let found = member.and_then(|m| material.cast(m));
    let country = found.is_some_and(|m| m.kind == EntityKind::Place);
    let named = found.is_some_and(|m| m.named);
    let words = if text.is_empty() { found.map_or("", |m| m.name.as_str()) } else { text };
    let told = shown.filter(|_| !named).unwrap_or(words);
    Voice {
        member,
        text: text.to_owned(),
        shown: told.to_owned(),
        state: member.map_or(NONE, |m| material.state_of[m as usize]),
        affiliation: found.and_then(|m| m.affiliation),
        vague: !named && (is_vague(material, told) || is_anybody(found.map(|m| m.kind), told)),
        nameless: !named && found.is_none_or(|m| m.kind == EntityKind::Person),
        root: NONE,
        country,
    }
}

/// Parts of titles of those who speak for a body.
const SPEAKERS: [&str; 6] =
    ["spokes", "press secretary", "press officer", "press service", "speaks for", "spox"];
/// Words of titles of those who lead a body, and so are its voice.
const HEADS: [&str; 20] = [
    "head",
    "chief",
    "director",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "minister",
    "leader",
    "commander",
    "lawyer",
    "attorney",
    "counsel",
    "negotiator",
    "secretary",
    "boss",
    "founder",
    "manager",
    "executive",
    "delegate",
];

/// The body that a spokesman or its head speaks for, by index.
fn speaks_for(material: &Material<'_>, member: u32) -> Option<u32> {
    let person = material.cast(member)?;
    let speaks = person.titles.iter().chain(&person.aliases).any(|title| {
        let title = title.to_lowercase();
        SPEAKERS.iter().any(|word| title.contains(word))
            || title.split(|c: char| !c.is_alphanumeric()).any(|word| HEADS.contains(&word))
    });
    if !speaks || person.kind != EntityKind::Person {
        return None;
    }
    material.member_by_id(person.affiliation?).filter(|body| {
        // A whole country has many voices; its spokesman is one of them.
        material.cast(*body).is_some_and(|m| matches!(m.kind, EntityKind::Organisation | EntityKind::Group))
    })
}

/// Whether a source is somebody of whom the text only says what kind of person it is: "a conductor", "two workers".
fn is_anybody(kind: Option<EntityKind>, text: &str) -> bool {
    if matches!(kind, Some(EntityKind::Organisation | EntityKind::Group | EntityKind::Place)) {
        return false;
    }
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "two" | "three" | "four" | "several" | "some" | "many" | "another" | "others")
}

/// Whether the words of a source name nobody: "Russian sources", "officials in the capital".
fn is_vague(material: &Material<'_>, text: &str) -> bool {
    let text = text.to_lowercase();
    if text.is_empty() {
        return true;
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    let head = words
        .iter()
        .position(|w| {
            matches!(
                *w,
                "in" | "at"
                    | "of"
                    | "from"
                    | "with"
                    | "close"
                    | "who"
                    | "on"
                    | "near"
                    | "for"
                    | "inside"
                    | "familiar"
                    | "among"
                    | "within"
                    | "to"
                    | "reached"
                    | "by"
                    | "whom"
            )
        })
        .unwrap_or(words.len());
    let Some(last) = words[..head].last() else { return false };
    if words[..head] == ["one"] {
        return true;
    }
    let vague = &material.tables.vague;

    let whole = words[..head].join(" ");
    // One resident is somebody; residents are nobody in particular.
    let many = [
        "people",
        "some",
        "many",
        "others",
        "they",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "talk",
        "rumour",
        "rumor",
        "speculation",
    ];
    let alone = !last.ends_with('s') && !many.contains(last);
    let mut found = false;
    let single = last.strip_suffix('s').unwrap_or(last);
    for candidate in [whole.as_str(), last, single] {
        let parts: Vec<&str> = candidate.split(' ').collect();
        vague.at(
            0,
            |i| parts.get(i).copied().unwrap_or(""),
            |len, sense| {
                found |= len == parts.len() && !(alone && sense == Vagueness::Crowd);
            },
        );
    }
    found
}
