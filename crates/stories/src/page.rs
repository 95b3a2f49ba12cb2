//! One article with its reading, cut down to what grouping may look at.

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_news::{Article, BlockKind, EntityId, MentionKind, Reading};
use sayso_text::Span;

use crate::day::{self, Day, Gap};
use crate::hash;

/// Words after which a body is no longer compared word by word; three hundred pages.
const LONGEST: usize = 100_000;

/// One word of a body, as the comparison of wordings sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of the word in lower case.
    pub(crate) hash: u64,
    /// Where it stands.
    pub(crate) span: Span,
}

/// One article and its reading, with what both agree on.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) article: &'a Article,
    pub(crate) reading: &'a Reading,
    /// Words of the body blocks, in order, paragraph breaks forgotten.
    pub(crate) words: Vec<Word>,
    /// Words before which something stands that is no body: no passage runs over it.
    pub(crate) breaks: Vec<usize>,
    /// Words that stand in quotations: ranges of them, in order.
    pub(crate) quoted: Vec<(usize, usize)>,
    /// Whether words past the limit were left out.
    pub(crate) cut: bool,
    /// Day of publication.
    pub(crate) published: Option<Day>,
    /// Days that the text names, sorted.
    pub(crate) days: Vec<Day>,
    /// For each mention, the place of its entity among the reading's; none for one of an entity that is not listed.
    pub(crate) entities: Vec<Option<u32>>,
    /// Entities that say something.
    pub(crate) speakers: FxHashSet<EntityId>,
    /// Spans of the blocks that count, with their weight for grouping; in order.
    pub(crate) content: Vec<(Span, Part)>,
}

/// Which part of the article a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The headline.
    Title,
    /// The first paragraphs.
    Lead,
    /// The rest of the body.
    Body,
    /// Somebody else's post.
    Embed,
}

/// Paragraphs of the body that count as its lead.
const LEAD_BLOCKS: usize = 3;

impl<'a> Page<'a> {
    pub(crate) fn new(article: &'a Article, reading: &'a Reading) -> Self {
        let mut content = Vec::new();
        // Words of a text have some six letters and a space.
        let mut words = Vec::with_capacity(article.text.len() / 6);
        let (mut bodies, mut cut, mut breaks) = (0, false, Vec::new());
        for block in &article.blocks {
            if block.kind != BlockKind::Body && breaks.last() != Some(&words.len()) {
                breaks.push(words.len());
            }
            let part = match block.kind {
                BlockKind::Title => Part::Title,
                BlockKind::Body => {
                    bodies += 1;
                    cut |= !add_words(&article.text, block.span, &mut words);
                    if bodies <= LEAD_BLOCKS { Part::Lead } else { Part::Body }
                }
                BlockKind::Embed => Part::Embed,
                _ => continue,
            };
            content.push((block.span, part));
        }
        let published = article.published.as_ref().and_then(Day::of);
        let mut days: Vec<Day> =
            reading.times.iter().filter_map(|time| time.when.as_ref().and_then(Day::of)).collect();
        days.sort_unstable();
        days.dedup();
        let speakers = reading.attributions.iter().filter_map(|attribution| attribution.speaker).collect();
        let quoted = quoted(reading, &words);
        let nth: FxHashMap<EntityId, u32> =
            (0..).zip(&reading.entities).map(|(nth, e)| (e.id, nth)).collect();
        let entities = reading.mentions.iter().map(|mention| nth.get(&mention.entity).copied()).collect();
        Self { article, reading, words, breaks, quoted, cut, published, days, entities, speakers, content }
    }

    /// The words around one, from the last thing that is no body to the next.
    pub(crate) fn unbroken(&self, at: usize) -> (usize, usize) {
        let next = self.breaks.partition_point(|b| *b <= at);
        let before = next.checked_sub(1).map_or(0, |last| self.breaks[last]);
        (before, self.breaks.get(next).copied().unwrap_or(self.words.len()))
    }

    /// How many of these words stand in quotations.
    pub(crate) fn quoted_words(&self, words: (usize, usize)) -> usize {
        let first = self.quoted.partition_point(|(_, end)| *end <= words.0);
        let within = self.quoted[first..].iter().take_while(|(start, _)| *start < words.1);
        within.map(|(start, end)| (*end).min(words.1) - (*start).max(words.0)).sum()
    }

    /// How far two pages are apart.
    pub(crate) fn gap(&self, other: &Self) -> Option<Gap> {
        day::gap((self.published, &self.days), (other.published, &other.days))
    }

    /// What is spoken of by name or description where it counts: the place of the entity among the reading's, and the
    /// part of the article.
    pub(crate) fn spoken_of(&self) -> impl Iterator<Item = (usize, Part)> {
        let mentions = self.reading.mentions.iter().zip(&self.entities);
        let told = mentions.filter(|(mention, _)| mention.kind != MentionKind::Pronoun);
        told.filter_map(|(mention, entity)| Some(((*entity)? as usize, self.part_of(mention.span)?)))
    }

    /// The part that the words at `span` stand in; `None` for words outside of what counts.
    pub(crate) fn part_of(&self, span: Span) -> Option<Part> {
        let at = self.content.partition_point(|(s, _)| s.end() <= span.start());
        self.content.get(at).filter(|(s, _)| s.holds(span.start())).map(|(_, part)| *part)
    }
}

/// The words of each quotation; a word or two that are only set off are no quotation.
fn quoted(reading: &Reading, words: &[Word]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for quotation in reading.quotations.iter().filter(|quotation| !quotation.scare) {
        let start = words.partition_point(|word| word.span.start() < quotation.span.start());
        let end = words.partition_point(|word| word.span.end() <= quotation.span.end());
        let start = start.max(ranges.last().map_or(0, |(_, last)| *last));
        if start < end {
            ranges.push((start, end));
        }
    }
    ranges
}

/// Adds the words of a block; `false` when the limit was met.
fn add_words(text: &str, block: Span, words: &mut Vec<Word>) -> bool {
    for span in split(text, block) {
        if words.len() == LONGEST {
            return false;
        }
        let word = span.slice(text);
        if word.is_ascii() && !word.contains('\'') {
            let lower = word.bytes().map(|b| char::from(b.to_ascii_lowercase()));
            words.push(Word { hash: hash::of_chars(lower), span });
            continue;
        }
        let lower = word.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase);
        words.push(Word { hash: hash::of_chars(lower), span });
    }
    true
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Words within a span: runs of letters and digits, apostrophes inside included.
pub(crate) fn split(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let words = within.slice(text);
    let bytes = words.as_bytes();
    let mut at = 0;
    // How long the letter or digit at a place is, if one is there; most are of one byte.
    let letter = move |at: usize| match bytes.get(at) {
        None => None,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric().then_some(1),
        Some(_) => words[at..].chars().next().filter(|c| c.is_alphanumeric()).map(char::len_utf8),
    };
    std::iter::from_fn(move || {
        let start = loop {
            if at == bytes.len() {
                return None;
            }
            if letter(at).is_some() {
                break at;
            }
            at += words[at..].chars().next().map_or(1, char::len_utf8);
        };
        loop {
            if let Some(length) = letter(at) {
                at += length;
                continue;
            }
            let mark = words[at..].chars().next().filter(|c| is_apostrophe(*c)).map_or(0, char::len_utf8);
            if mark == 0 || letter(at + mark).is_none() {
                break;
            }
            at += mark;
        }
        Some(Span::of(start..at).shift(within.start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text, Span::whole(text).unwrap()).map(|s| s.slice(text)).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            words("‘It’s the town's 3rd flood,’ she said."),
            ["It’s", "the", "town's", "3rd", "flood", "she", "said"]
        );
        assert_eq!(words("—"), Vec::<&str>::new());
    }
}
