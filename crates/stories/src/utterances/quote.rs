//! A quotation as it is held beside one in another language: what is heard and counted in it, and who is named by it.

use sayso_lexicon::Lexicon;
use sayso_news::{BlockKind, EntityKind, MentionKind, Mode, Reading};
use sayso_text::Span;

use super::figures;
use crate::day::Day;
use crate::page::{self, Page};
use crate::sound;
use crate::tongue::Tongue;

/// Words, and Latin letters or their like, under which words between marks are no utterance.
const WORDS: usize = 5;
const LETTERS: f32 = 22.0;

/// Letters past which a quotation is no quotation: a mark was not closed.
const LONGEST: f32 = 4000.0;

/// Quotations of one page that are looked at.
const MOST: usize = 40;

/// Bytes before a quotation that are searched where its own sentence names nobody.
const BEFORE: usize = 240;

/// One quotation.
#[derive(Debug)]
pub(super) struct Quote {
    /// Index of the page.
    pub(super) page: usize,
    /// The words between the marks.
    pub(super) span: Span,
    /// Who may have said it.
    pub(super) voices: Vec<Voice>,
    /// Sorted; each once for each time that it stands there.
    pub(super) figures: Vec<String>,
    /// The words that have a sound, in order.
    pub(super) words: Vec<Heard>,
    /// What its letters weigh, and those of each of its sentences.
    pub(super) weight: f32,
    pub(super) sentences: Vec<f32>,
    /// Whether something is asked.
    pub(super) asks: bool,
    /// The day on which it was said, where that is told.
    pub(super) said: Option<Day>,
}

/// A word that is heard.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) sound: String,
    /// Another way to read it, where its letters leave that open.
    also: Option<String>,
    pub(super) span: Span,
    /// Whether it is written as a name is.
    pub(super) name: bool,
}

impl Heard {
    /// Whether it may be the same word in another language; of names one may have an ending.
    pub(super) fn is(&self, other: &Self) -> bool {
        let name = self.name || other.name;
        let same = |a: &str, b: &str| a == b || (name && sound::alike(a, b));
        same(&self.sound, &other.sound)
            || self.also.as_ref().is_some_and(|also| same(also, &other.sound))
            || other.also.as_ref().is_some_and(|also| same(&self.sound, also))
    }
}

/// Somebody named by a quotation.
#[derive(Debug)]
pub(super) struct Voice {
    pub(super) sound: String,
    /// The name, as far as it is heard.
    pub(super) name: String,
    pub(super) span: Option<Span>,
    pub(super) sure: Sure,
}

/// How sure it is that a name is the speaker's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// It stands near.
    Near,
    /// It is a person's, and stands near.
    Person,
    /// It was read as the speaker's.
    Said,
}

/// The quotations of the body of a page, the one of this index; in order.
pub(super) fn quotes(page: &Page, nth: usize) -> Vec<Quote> {
    let quotations = &page.reading.quotations;
    let bodies: Vec<Span> =
        page.article.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span).collect();
    let mut found: Vec<Quote> = Vec::new();
    let mut end = 0;
    for quotation in quotations {
        let body = bodies.partition_point(|body| body.end() <= quotation.span.start());
        // Of marks within marks, the outer ones are the utterance's.
        if quotation.span.start() < end || !bodies.get(body).is_some_and(|b| b.contains(quotation.span)) {
            continue;
        }
        end = quotation.span.end();
        let inner = quotation.inner.slice(&page.article.text);
        // In some languages the comma of the sentence stands within the marks.
        let inner = inner.trim_end().trim_end_matches([',', '،', '，']).len();
        let inner = Span::of(quotation.inner.start()..quotation.inner.start() + inner);
        let inner = inner.trim(&page.article.text);
        let around = Around { page, quotation: quotation.span, body: bodies[body], bodies: &bodies[..body] };
        found.extend(Quote::of(nth, page, inner, &around));
        if found.len() == MOST {
            break;
        }
    }
    found
}

impl Quote {
    fn of(nth: usize, page: &Page, span: Span, around: &Around) -> Option<Self> {
        let text = &page.article.text;
        let inner = span.slice(text);
        let weight = Tongue::weight(inner);
        let signs = inner.chars().any(|c| c >= '\u{2E80}');
        let enough = signs || page::split(text, span).nth(WORDS - 1).is_some();
        if !enough || !(LETTERS..LONGEST).contains(&weight) {
            return None;
        }
        let reading = page.reading;
        let attribution = reading
            .attributions
            .iter()
            .filter(|a| a.mode != Mode::Indirect && a.content.iter().any(|c| c.overlaps(span)))
            .min_by_key(|a| a.within.is_some());
        let mut voices = Vec::new();
        if let Some((attribution, speaker)) = attribution.and_then(|a| Some((a, a.speaker?))) {
            // One who is only described has no name to be known again by.
            let entity = reading.entities.iter().find(|entity| entity.id == speaker && entity.named)?;
            let (name, sound) = family(&entity.name)?;
            let at = attribution.source.iter().find(|at| at.slice(text).contains(&name));
            let at = at.or(attribution.source.first()).copied();
            voices.push(Voice { sound, name, span: at, sure: Sure::Said });
        } else {
            voices.extend(around.voices());
        }
        let mut figures = figures::of(inner);
        figures.sort_unstable();
        Some(Self {
            page: nth,
            span,
            voices,
            figures,
            words: heard(page, span),
            weight,
            sentences: inner.split(is_stop).map(Tongue::weight).filter(|weight| *weight > 0.0).collect(),
            asks: inner.contains(['?', '؟', '？', '\u{37E}']),
            said: attribution.and_then(|a| a.said.as_ref()).and_then(Day::of),
        })
    }

    /// Whether it is somebody's, as far as can be told.
    pub(super) fn is_by(&self, sound: &str) -> bool {
        self.voices.iter().any(|voice| sound::alike(&voice.sound, sound))
    }
}

/// The words of a stretch that have a sound.
pub(super) fn heard(page: &Page, within: Span) -> Vec<Heard> {
    let text = &page.article.text;
    let nouns = page.article.language.as_deref().and_then(Lexicon::of);
    let nouns = nouns.is_some_and(|lexicon| lexicon.habits.capitalised_nouns);
    let mut end = within.start();
    let mut words = Vec::new();
    for span in page::split(text, within) {
        let first = span.start() == within.start() || text[end..span.start()].contains(is_stop);
        end = span.end();
        let capital = span.slice(text).starts_with(char::is_uppercase);
        let name = capital && if nouns { is_named(page.reading, span) } else { !first };
        let also = sound::softly_spelled(span.slice(text));
        words.extend(sound::spelled(span.slice(text)).map(|sound| Heard { sound, also, span, name }));
    }
    words
}

fn is_named(reading: &Reading, span: Span) -> bool {
    let first = reading.mentions.partition_point(|mention| mention.span.end() <= span.start());
    let at = reading.mentions.get(first);
    at.is_some_and(|mention| mention.kind == MentionKind::Name && mention.span.contains(span))
}

/// The word of a person's name by which he is known: the last that has a sound.
fn family(name: &str) -> Option<(String, String)> {
    let whole = Span::whole(name).ok()?;
    let words: Vec<Span> = page::split(name, whole).collect();
    let last = words.iter().rev();
    last.map(|word| word.slice(name)).find_map(|word| Some((word.to_owned(), sound::spelled(word)?)))
}

/// What stands around a quotation.
struct Around<'p, 'a> {
    page: &'p Page<'a>,
    quotation: Span,
    body: Span,
    /// The paragraphs before its own.
    bodies: &'p [Span],
}

impl Around<'_, '_> {
    /// Those named in the sentence of the quotation; where it names nobody, in what stands before.
    fn voices(&self) -> Vec<Voice> {
        let text = &self.page.article.text;
        let (start, end) = (self.quotation.start(), self.quotation.end());
        let others = || self.page.reading.quotations.iter().map(|q| q.span);
        let from = others().map(Span::end).filter(|e| *e <= start).max().unwrap_or(0);
        let to = others().map(Span::start).filter(|s| *s >= end).min().unwrap_or(usize::MAX);
        let (from, to) = (from.max(self.body.start()), to.min(self.body.end()));
        let before = Span::of(from + last_stop(&text[from..start])..start);
        let after = Span::of(end..end + first_stop(&text[end..to]));
        // What follows a full stop is another sentence.
        let full = text[..end]
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !is_stop(c))
            .ends_with(['.', '。']);
        let own = if full { vec![before] } else { vec![after, before] };
        let voices: Vec<Voice> = own.into_iter().flat_map(|span| self.named(span)).collect();
        if !voices.is_empty() {
            return voices;
        }
        let voices = self.named(Span::of(tail(text, self.body.start(), start)..start));
        match self.bodies.last().filter(|_| voices.is_empty()) {
            Some(last) => self.named(Span::of(tail(text, last.start(), last.end())..last.end())),
            None => voices,
        }
    }

    /// The names of a stretch; all of its words where the script has no capitals.
    fn named(&self, within: Span) -> Vec<Voice> {
        let text = &self.page.article.text;
        let words = within.slice(text);
        let capitals = words.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let reading = self.page.reading;
        let voices = |span: Span| {
            let name = span.slice(text);
            if capitals && !name.starts_with(char::is_uppercase) {
                return Vec::new();
            }
            let at = reading.mentions.partition_point(|mention| mention.span.end() <= span.start());
            let mention = reading.mentions.get(at).filter(|mention| mention.span.contains(span));
            let entity = mention.and_then(|_| Some(&reading.entities[self.page.entities[at]? as usize]));
            let person = mention.filter(|_| entity.is_some_and(|e| e.kind == EntityKind::Person));
            // A given name is many people's.
            let family = person.and_then(|mention| family(mention.span.slice(text)));
            if family.is_some_and(|(last, _)| last != name) {
                return Vec::new();
            }
            let sure = if person.is_some() { Sure::Person } else { Sure::Near };
            let sounds = [sound::spelled(name), sound::softly_spelled(name)].into_iter().flatten();
            sounds.map(|sound| Voice { sound, name: name.to_owned(), span: Some(span), sure }).collect()
        };
        page::split(text, within).flat_map(voices).collect()
    }
}

/// Where the last so many bytes of a stretch begin.
fn tail(text: &str, start: usize, end: usize) -> usize {
    let from = start.max(end.saturating_sub(BEFORE));
    (from..end).find(|at| text.is_char_boundary(*at)).unwrap_or(end)
}

/// Whether a sentence ends there.
pub(super) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '。' | '！' | '？')
}

/// Behind the first stop of a stretch.
fn first_stop(text: &str) -> usize {
    stops(text).next().unwrap_or(text.len())
}

/// Behind the last stop of a stretch.
fn last_stop(text: &str) -> usize {
    stops(text).last().unwrap_or(0)
}

fn stops(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.match_indices(is_stop).map(|(at, stop)| (at, at + stop.len()));
    ends.filter(|(at, end)| {
        let after = text[*end..].chars().next();
        let word = text[..*at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        // "Mr. Falk" and "A. Marul" are no ends of sentences.
        let short = word.chars().count() < 4 && word.starts_with(char::is_uppercase);
        after.is_none_or(|c| !c.is_alphanumeric()) && !short
    })
    .map(|(_, end)| end)
}
