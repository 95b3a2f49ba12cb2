//! The headline: an article has one, and what the line model takes for others is what it would be otherwise.

use sayso_news::BlockKind;

use super::given::Given;
use super::model::Told;
use super::{Label, Row};
use crate::rendered::{Line, Regions, Rendered, Tag};
use crate::words::Marker;

/// A headline may stand this many lines above the first paragraph.
const REACH: usize = 30;
/// What must speak for a line before it is the headline.
const LEAST: f32 = 1.0;

/// A headline of so many words is no accident where another line repeats it.
const ECHOED: u32 = 4;

/// Marks the headline, and takes the mark from lines that say something else.
pub(super) fn mark(rendered: &Rendered, rows: &[Row], given: &[Given], told: &mut [Told]) {
    // The model may take the headline for the first line of the body.
    let is_text =
        |n: &usize| told[*n].label.kind == BlockKind::Body && (rows[*n].is_running() || rows[*n].shape.stop);
    let first = (0..rows.len()).find(is_text).unwrap_or(rows.len());
    let words = |n: usize| rendered.lines[n].span.slice(&rendered.text);
    let scored: Vec<(usize, f32)> = (0..rows.len())
        .filter(|n| (first.saturating_sub(REACH)..first).contains(n) || given[*n] == Given::Whole)
        .filter_map(|n| {
            let next = rows.get(n + 1..first.min(n + 4)).unwrap_or_default();
            let followed = next.iter().any(|row| row.shape.is_headline() && row.shape.words >= 5);
            // What stands in brackets is a remark on the text.
            let aside = if words(n).starts_with('(') { 2.0 } else { 0.0 };
            let score = headline(&rendered.lines[n], &rows[n], words(n), given[n], n == 0, followed)?;
            Some((n, score - aside + 2.0 * told[n].title - 0.12 * first.abs_diff(n) as f32))
        })
        .filter(|(_, score)| *score > LEAST)
        .collect();
    let best = scored.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let Some((longest, _)) = best.copied() else { return };
    // "2023-05-22 Ferry sinks off Sarn" over "Ferry sinks off Sarn": the headline stands within what repeats it.
    let echoed = |n: usize| {
        rows[n].shape.words >= ECHOED
            && words(n).len() < words(longest).len()
            && (words(longest).ends_with(words(n)) || words(longest).starts_with(words(n)))
    };
    let title = scored.iter().map(|(n, _)| *n).find(|n| echoed(*n)).unwrap_or(longest);
    for n in (0..told.len()).filter(|n| *n != title) {
        let says_so = || super::same(words(title), words(n)) || words(n).ends_with(words(title));
        if told[n].label.kind == BlockKind::Title && !says_so() {
            told[n].label = told[n].otherwise;
        }
    }
    if told[title].label.kind != BlockKind::Title {
        told[title].label = Label::new(BlockKind::Title, "headline-above-the-body", 0.7);
    }
    // What repeats it is never surer to be the headline than itself.
    let most = 0.9 * told[title].label.score;
    for n in (0..told.len()).filter(|n| *n != title) {
        if told[n].label.kind == BlockKind::Title {
            told[n].label.score = told[n].label.score.min(most);
        }
    }
    for n in title + 1..first {
        if let Some(label) =
            credit(&rendered.lines[n], &rows[n], words(n)).filter(|label| label.kind != told[n].label.kind)
        {
            told[n].label = label;
        }
    }
}

/// What says who wrote it and when, between headline and text.
fn credit(line: &Line, row: &Row, words: &str) -> Option<Label> {
    let by = row.hits.start.is_some_and(|hit| hit.kind == BlockKind::Byline);
    if by && row.shape.words <= 30 {
        return Some(Label::new(BlockKind::Byline, "byline-start", 0.9));
    }
    let called = line.markup.as_ref().is_some_and(|markup| markup.within.any(Regions::BYLINE));
    if called && row.shape.words <= 30 && !row.shape.stop && !row.is_dateline() {
        return Some(Label::new(BlockKind::Byline, "byline-element", 0.85));
    }
    // "Ruvenia correspondent, Ostrel", "Maud Ellering, Crime Reporter"
    let roles = ["correspondent", "reporter", "editor", "columnist", "newsdesk"];
    let role =
        words.split(|c: char| !c.is_alphanumeric()).any(|w| roles.contains(&w.to_lowercase().as_str()));
    if role && row.shape.words <= 10 && !row.shape.stop && row.shape.titleness() > 0.3 {
        return Some(Label::new(BlockKind::Byline, "byline-role", 0.8));
    }
    // A month may be of a language that is not known: the figures of a day and a year are enough.
    let short = |most: u32| row.shape.words <= most && !row.shape.stop;
    let dated = row.is_dateline() || row.dateline.day && short(24) || row.shape.digits >= 5 && short(12);
    dated.then_some(Label::new(BlockKind::Dateline, "date-below-the-headline", 0.9))
}

/// Whether the line ends in a dash and one to three words in lower case.
fn line_ends_in_source(words: &str) -> bool {
    words.rsplit_once(" - ").or_else(|| words.rsplit_once(" – ")).is_some_and(|(said, source)| {
        said.split_whitespace().count() >= 5
            && (1..=3).contains(&source.split_whitespace().count())
            && source.starts_with(char::is_lowercase)
    })
}

/// Whether the first word is an agency's name for the story.
fn is_slug(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let joined = first.contains('-') && words.contains('(') && !first.contains(|c: char| c.is_ascii_digit());
    first.len() >= 8 && (first.contains('/') || joined) && !first.contains(char::is_lowercase)
}

/// Whether a word or two in capitals and "by" stand before names.
fn names_author(words: &str) -> bool {
    words.split_once(" by ").is_some_and(|(before, names)| {
        let shouts = !before.contains(char::is_lowercase) && before.split_whitespace().count() <= 2;
        shouts && names.starts_with(char::is_uppercase)
    })
}

/// How much a line looks like the headline; `None` for one that cannot be.
fn headline(line: &Line, row: &Row, words: &str, given: Given, opens: bool, followed: bool) -> Option<f32> {
    let shape = &row.shape;
    let whole = given == Given::Whole;
    let can =
        !row.hits.ago && (shape.words >= 2 || whole) && shape.words <= 40 && shape.letters * 2 >= shape.chars;
    if !can {
        return None;
    }
    let mut score = match shape.words {
        0..=2 => -0.5,
        3 => 0.3,
        4 => 1.0,
        5..=18 => 2.0,
        19..=28 => 1.2,
        _ => -1.0,
    };
    let mut put = |holds: bool, weight: f32| score += if holds { weight } else { 0.0 };
    let markup = line.markup.as_ref();
    match markup.map(|m| m.tag) {
        Some(Tag::Heading(1)) => put(true, 3.0),
        Some(Tag::Heading(2)) => put(true, 1.0),
        Some(_) => put(true, -1.0),
        None => {}
    }
    let stands_in = |parts: Regions| markup.is_some_and(|m| m.within.any(parts));
    put(stands_in(Regions::TITLE), 1.0);
    put(stands_in(Regions::NAVIGATION.and(Regions::RELATED).and(Regions::FOOTER)), -2.0);
    put(whole, 6.0);
    let hits = &row.hits;
    put(hits.whole.is_some() || hits.menu.is_some() || hits.label.is_some(), -3.0);
    let hit = hits.start.or(hits.within).map(|hit| hit.kind);
    // A headline may begin like a button; a byline does not begin like a headline.
    let credit =
        matches!(hit, Some(BlockKind::Byline | BlockKind::Legal | BlockKind::Comments | BlockKind::Other));
    put(credit, -3.0);
    // "Eds: ADDS figures", "Reporting by: …"
    put(credit && words.find(':').is_some_and(|at| at < 16), -4.0);
    let sells = hit == Some(BlockKind::Promo);
    put(hit.is_some() && !credit, if sells { -2.0 } else { -0.8 });
    // "Grain harvest up - ministry": agencies name the source at the end.
    let sourced = line_ends_in_source(words);
    put((shape.separators > 0 && !sourced) || shape.columns > 0, -2.5);
    put(matches!(shape.marker, Marker::Arrow | Marker::Bullet) || shape.fenced, -2.0);
    put(shape.stop && !shape.question, -1.2);
    put(shape.cut || shape.colon, -1.5);
    put(row.section.is_some(), -1.0);
    put(shape.shouting && shape.words <= 4, -1.0);
    put(row.twin.is_some(), 1.5);
    // The first line, short, in the form of a name: the paper's own.
    put(opens && shape.words <= 5 && (shape.shouting || shape.titleness() > 0.6), -2.0);
    put(row.is_dateline(), -3.0);
    // "TARVENIA-ELECTION/FIRE (UPDATE 3; adds observers)": an agency's slug. "EXCLUSIVE by Dirk Hollum and Wanda Prix"
    put(is_slug(words), -3.0);
    put(row.shape.words <= 12 && names_author(words), -3.0);
    // Of headline and standfirst the first is the headline.
    put(shape.words >= 5 && followed, if shape.sentences == 0 { 1.6 } else { 1.1 });
    put(shape.digits >= 5, -1.5);
    // A name, perhaps with its place, is rather the author's.
    put(shape.words <= 4 && shape.titleness() > 0.6 && !whole, -1.5);
    Some(score)
}
