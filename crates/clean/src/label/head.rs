//! What stands above the running text: title, kicker, standfirst, byline, dateline.

use sayso_news::BlockKind;

use super::{Draft, Label};
use crate::rendered::{Regions, Tag};
use crate::words::Marker;

/// A headline may stand this many lines above the first paragraph.
const REACH: usize = 30;

/// Marks the title and what belongs to it.
pub(super) fn mark(draft: &mut Draft<'_>) {
    let Some((first, _)) = draft.hull() else {
        let first = draft.rows.iter().position(super::Row::is_running).unwrap_or(draft.rows.len());
        if let Some(title) = best(draft, first) {
            draft.put(title, Label::new(BlockKind::Title, "headline-without-body", 0.5));
        }
        return;
    };
    // The model may take the headline for the first line of the body.
    let first = (first..draft.rows.len().min(first + 6))
        .find(|n| draft.rows[*n].is_running() || draft.rows[*n].shape.stop)
        .unwrap_or(first);
    let title = best(draft, first);
    if let Some(title) = title {
        draft.put(title, Label::new(BlockKind::Title, "headline-above-the-body", 0.85));
        twins(draft, title);
    }
    credits(draft, title.map_or(0, |t| t + 1), first, title);
}

/// The line above `first` that looks most like the headline.
fn best(draft: &Draft<'_>, first: usize) -> Option<usize> {
    let scored = (first.saturating_sub(REACH).min(first)..first)
        .chain((0..draft.rows.len()).find(|n| is_given(draft, *n)))
        .filter_map(|n| Some((n, headline(draft, n, first)?)));
    scored
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .filter(|(_, score)| *score > 0.0)
        .map(|(n, _)| n)
}

fn is_given(draft: &Draft<'_>, n: usize) -> bool {
    let words = draft.words(n);
    !draft.given.is_empty()
        && words.len() < 1000
        && draft.given.iter().any(|given| same(given, words) || begins(given, words))
}

/// A title with the site's name behind or before it.
fn begins(given: &str, words: &str) -> bool {
    words.len() >= 16 && given.len() > words.len() && (given.starts_with(words) || given.ends_with(words))
}

/// The same words, whatever their case, quotation marks and spaces.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    a.len().abs_diff(b.len()) * 4 <= a.len() + 16 && letters(a) == letters(b)
}

/// How much a line looks like the headline; `None` for one that cannot be.
fn headline(draft: &Draft<'_>, n: usize, first: usize) -> Option<f32> {
    let row = &draft.rows[n];
    let shape = &row.shape;
    let given = is_given(draft, n);
    let open = draft.is_open(n) && !row.hits.ago && !row.is_rule();
    if !open || (shape.words < 2 && !given) || shape.words > 40 || shape.letters * 2 < shape.chars {
        return None;
    }
    let mut score = match shape.words {
        2 => -0.5,
        3 => 0.3,
        4 => 1.0,
        5..=18 => 2.0,
        19..=28 => 0.5,
        _ => -1.0,
    };
    let markup = draft.rendered.lines[n].markup.as_ref();
    match markup.map(|m| m.tag) {
        Some(Tag::Heading(1)) => score += 3.0,
        Some(Tag::Heading(2)) => score += 1.0,
        Some(_) => score -= 1.0,
        None => {}
    }
    if markup.is_some_and(|m| m.within.any(Regions::TITLE)) {
        score += 1.0;
    }
    if markup.is_some_and(|m| m.within.any(Regions::NAVIGATION.and(Regions::RELATED).and(Regions::FOOTER))) {
        score -= 2.0;
    }
    if given {
        score += 6.0;
    }
    score -= 0.12 * first.abs_diff(n) as f32;
    if row.hits.whole.is_some() || row.hits.menu.is_some() || row.hits.label.is_some() {
        score -= 3.0;
    }
    if let Some(hit) = row.hits.start.or(row.hits.within) {
        // A headline may begin like a button; a byline does not begin like a headline.
        score -= if matches!(hit.kind, BlockKind::Byline | BlockKind::Legal | BlockKind::Comments) {
            3.0
        } else {
            0.8
        };
    }
    if shape.separators > 0 || shape.columns > 0 {
        score -= 2.5;
    }
    if shape.marker == Marker::Arrow || shape.marker == Marker::Bullet || shape.fenced {
        score -= 2.0;
    }
    if shape.stop && !shape.question {
        score -= 1.2;
    }
    if shape.cut || shape.colon {
        score -= 1.5;
    }
    if row.section.is_some() {
        score -= 1.0;
    }
    if shape.shouting && shape.words <= 4 {
        score -= 1.0;
    }
    if row.twin.is_some() || stands_elsewhere(draft, n) {
        score += 1.5;
    }
    if is_masthead(draft, n) {
        score -= 2.0;
    }
    // Of headline and standfirst the first is the headline.
    let later = (n + 1..first.min(n + 4))
        .any(|m| draft.rows[m].shape.is_headline() && draft.is_open(m) && draft.rows[m].shape.words >= 5);
    if later && shape.words >= 5 {
        score += 0.6;
    }
    Some(score)
}

/// The first line, short, in the form of a name.
fn is_masthead(draft: &Draft<'_>, n: usize) -> bool {
    let shape = &draft.rows[n].shape;
    n == 0 && shape.words <= 5 && (shape.shouting || shape.titleness() > 0.6) && draft.rows.len() > 4
}

/// The line ends another line near the top: a breadcrumb, or a headline with a date before it.
fn stands_elsewhere(draft: &Draft<'_>, n: usize) -> bool {
    let words = draft.words(n);
    words.len() >= 16
        && (n.saturating_sub(8)..(n + 4).min(draft.rows.len()))
            .any(|m| m != n && draft.words(m).len() > words.len() && draft.words(m).contains(words))
}

/// Lines that say the headline again.
fn twins(draft: &mut Draft<'_>, title: usize) {
    let words = draft.words(title);
    for n in title.saturating_sub(8)..(title + 6).min(draft.rows.len()) {
        let line = draft.words(n);
        let again = n != title && draft.is_open(n) && words.len() >= 16 && line.ends_with(words);
        let before = line.len().saturating_sub(words.len());
        if again && before <= 40 && draft.rows[n].shape.separators == 0 {
            draft.put(n, Label::new(BlockKind::Title, "headline-again", 0.8));
        }
    }
}

/// Byline, dateline and standfirst, between the title (or the top) and the first paragraph.
fn credits(draft: &mut Draft<'_>, from: usize, first: usize, title: Option<usize>) {
    for n in from..first {
        if !draft.is_open(n) {
            continue;
        }
        let row = &draft.rows[n];
        let shape = &row.shape;
        let start = row.hits.start.map(|hit| hit.kind);
        let label = if let Some(hit) = row.hits.whole.filter(|hit| hit.kind == BlockKind::Byline) {
            Label::of(hit, "byline-phrase", 0.85)
        } else if let (Some(BlockKind::Byline), true) = (start, shape.words <= 30) {
            Label::new(BlockKind::Byline, "byline-start", 0.9)
        } else if row.dateline.day && shape.words <= 24 && !shape.stop {
            Label::new(BlockKind::Dateline, "date-below-the-headline", 0.8)
        } else if title.is_some() && is_credit(draft, n) {
            Label::new(BlockKind::Byline, "name-below-the-headline", 0.65)
        } else if title.is_some_and(|t| n <= t + 3) && is_standfirst(draft, n) {
            Label::new(BlockKind::Heading, "standfirst", 0.7)
        } else {
            continue;
        };
        draft.put(n, label);
    }
}

/// "Ana Maria Sole in Port Sarn", "/ Harbour Wire": a name, perhaps a place.
fn is_credit(draft: &Draft<'_>, n: usize) -> bool {
    let row = &draft.rows[n];
    let shape = &row.shape;
    let words = draft.words(n);
    let furniture = row.hits.whole.is_some() || row.hits.menu.is_some() || row.hits.label.is_some();
    let marked = draft.rendered.lines[n].markup.as_ref().is_some_and(|m| m.within.any(Regions::BYLINE));
    let slash = words.starts_with("/ ") || words.starts_with("| ");
    let named = shape.capital >= 1
        && shape.digits == 0
        && !shape.stop
        && !shape.shouting
        && words.split_whitespace().all(|w| {
            let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
            bare.is_empty()
                || bare.starts_with(char::is_uppercase)
                || matches!(
                    bare,
                    "in" | "and" | "of" | "de" | "van" | "von" | "for" | "at" | "the" | "da" | "al"
                )
        });
    // A lone name only beside another credit or a date, or on its own between headline and text.
    let beside = [n.wrapping_sub(1), n + 1].iter().any(|m| {
        draft.labels.get(*m).is_some_and(|l| {
            l.is_some_and(|l| matches!(l.kind, BlockKind::Dateline | BlockKind::Byline | BlockKind::Title))
        })
    });
    !furniture
        && shape.words <= 8
        && (marked
            || (slash && shape.words <= 6)
            || (named && beside && shape.words >= 1 && shape.separators == 0))
}

/// A line like a headline or a sentence, right under the headline, apart from the first paragraph.
fn is_standfirst(draft: &Draft<'_>, n: usize) -> bool {
    let row = &draft.rows[n];
    let furniture = row.hits.whole.is_some()
        || row.hits.menu.is_some()
        || row.hits.label.is_some()
        || row.hits.within.is_some();
    let heading = draft.rendered.lines[n]
        .markup
        .as_ref()
        .is_none_or(|m| m.within.any(Regions::STANDFIRST) || matches!(m.tag, Tag::Heading(_)));
    !furniture && heading && row.shape.is_headline() && row.shape.words >= 6 && row.shape.separators == 0
}
