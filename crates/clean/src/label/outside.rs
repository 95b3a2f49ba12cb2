//! What lines are that are not body: by their own words, by the section they stand in, by where they stand.

use sayso_lexicon::Part;
use sayso_news::BlockKind;

use super::{Draft, Label, Row};
use crate::rendered::{Markup, Regions, Tag};
use crate::words::Marker;

/// Marks what needs no context.
pub(super) fn plain(draft: &mut Draft<'_>) {
    for n in 0..draft.rows.len() {
        let row = &draft.rows[n];
        if !draft.is_open(n) {
            continue;
        }
        let label = if row.is_rule() {
            Label::new(BlockKind::Other, "rule", 0.9)
        } else if row.hits.ago {
            let kind = row.section.map_or(BlockKind::Dateline, |section| section.kind);
            Label::new(kind, "relative-time", 0.9)
        } else if row.is_dateline() && row.section.is_none() {
            let by = row.hits.start.is_some_and(|hit| hit.kind == BlockKind::Byline);
            Label::new(if by { BlockKind::Byline } else { BlockKind::Dateline }, "date-line", 0.9)
        } else if row.shape.fenced && row.shape.words <= 25 && row.shape.chars > 4 {
            fenced(row)
        } else if let Some(label) = certain(row) {
            label
        } else {
            continue;
        };
        draft.put(n, label);
    }
}

/// Lines that hold so much of the furniture that no place makes them body.
fn certain(row: &Row) -> Option<Label> {
    let reporters = row.hits.start.filter(|hit| hit.kind == BlockKind::Byline && hit.entry.contains(' '));
    if let Some(hit) =
        reporters.filter(|_| row.shape.words <= 40 && (!row.shape.stop || row.hits.within.is_some()))
    {
        return Some(Label::of(hit, "credits", 0.85));
    }
    let told = row.furniture();
    let hit = row.hits.whole.filter(|hit| hit.entry.contains(' ')).or_else(|| phrase(row))?;
    (told >= 2.5 && !matches!(hit.kind, BlockKind::Byline)).then(|| {
        let rule =
            if matches!(hit.part, Part::Section | Part::Opens) { "section-heading" } else { "furniture" };
        Label::of(hit, rule, 0.9)
    })
}

/// `[ Tweet this ]`, `* * * Firewood, dry. * * *`
fn fenced(row: &Row) -> Label {
    if let Some(hit) = phrase(row) {
        return Label::of(hit, "fenced-phrase", 0.85);
    }
    let kind = if row.shape.sentences > 1 { BlockKind::Promo } else { BlockKind::Navigation };
    Label::new(kind, "fenced", 0.7)
}

/// Takes running text that touches the body, posts and headings aside, into the body: the model is trained on whole
/// pages, and a first or last paragraph that stands apart is easily lost.
pub(super) fn widen(draft: &mut Draft<'_>) {
    let Some((first, last)) = draft.hull() else { return };
    let listed = |row: &Row| {
        row.section
            .is_some_and(|s| matches!(s.kind, BlockKind::Related | BlockKind::Popular | BlockKind::Comments))
    };
    // A listing that the model took for body: a headline or a single sentence in a section of them.
    for n in first..=last {
        let row = &draft.rows[n];
        let plainly = row.twin.is_some() || row.turns >= 2 || row.section.is_some_and(|s| s.strong);
        if draft.body[n] && plainly && listed(row) && (!row.is_running() || row.shape.sentences < 2) {
            draft.body[n] = false;
        }
    }
    let takes = |draft: &Draft<'_>, n: usize| {
        let row = &draft.rows[n];
        draft.is_open(n)
            && row.is_running()
            && row.shape.stop
            && row.section.is_none()
            && row.furniture() < 0.5
    };
    let passes = |draft: &Draft<'_>, n: usize| {
        draft.body[n]
            || draft.labels[n]
                .is_some_and(|l| matches!(l.kind, BlockKind::Embed | BlockKind::Teaser | BlockKind::Caption))
    };
    let end = draft.rows.len();
    let mut widen = |range: &mut dyn Iterator<Item = usize>| {
        for n in range {
            if takes(draft, n) {
                draft.body[n] = true;
            } else if !passes(draft, n) {
                break;
            }
        }
    };
    widen(&mut (0..first).rev());
    widen(&mut (first..end));
}

/// Marks what is left.
pub(super) fn mark(draft: &mut Draft<'_>) {
    let hull = draft.hull();
    for n in 0..draft.rows.len() {
        if draft.is_open(n) {
            let label = one(draft, n, hull);
            draft.put(n, label);
        }
    }
}

fn one(draft: &Draft<'_>, n: usize, hull: Option<(usize, usize)>) -> Label {
    let row = &draft.rows[n];
    let markup = draft.rendered.lines[n].markup.as_ref();
    let inside = hull.is_some_and(|(first, last)| first < n && n < last);
    if let Some(hit) = row.hits.whole {
        let kind = if inside && hit.kind == BlockKind::Related { BlockKind::Teaser } else { hit.kind };
        let rule = if hit.part == Part::Line { "phrase" } else { "section-heading" };
        return Label { kind, ..Label::of(hit, rule, 0.9) };
    }
    if let Some(label) = markup.and_then(region) {
        return label;
    }
    if let Some(hit) = row.hits.menu.filter(|_| row.section.is_none() || row.shape.words <= 3) {
        return Label::of(hit, "menu", 0.85);
    }
    if let Some(hit) = row.hits.label.filter(|_| row.shape.words <= 40) {
        return Label::of(hit, "pointer-label", 0.7);
    }
    // In a list of headlines a word like "subscribe" is a headline's; a legal line at its foot is not.
    let listed = row
        .section
        .is_some_and(|s| matches!(s.kind, BlockKind::Related | BlockKind::Popular | BlockKind::Teaser));
    if let Some(hit) =
        phrase(row).filter(|hit| !listed || hit.kind == BlockKind::Legal || !row.shape.is_headline())
    {
        return Label::of(hit, "phrase", 0.8);
    }
    if let Some(section) = row.section {
        let far = tail(draft, n);
        if far && matches!(section.kind, BlockKind::Related | BlockKind::Popular) {
            return Label::new(BlockKind::Other, "sentence-after-lists", 0.4);
        }
        let kind =
            if inside && section.kind == BlockKind::Related { BlockKind::Teaser } else { section.kind };
        return Label { kind, score: 0.8, rule: "section", entry: Some(section.entry) };
    }
    if row.hits.ends_ago || row.shape.marker == Marker::Arrow {
        return Label::new(
            if inside { BlockKind::Teaser } else { BlockKind::Related },
            "headline-with-time",
            0.6,
        );
    }
    place(draft, n, hull)
}

/// By where it stands: menus before the title, headlines after the body.
fn place(draft: &Draft<'_>, n: usize, hull: Option<(usize, usize)>) -> Label {
    let row = &draft.rows[n];
    let Some((first, last)) = hull else {
        let kind = if row.is_running() { BlockKind::Other } else { BlockKind::Navigation };
        return Label::new(kind, "no-body", 0.4);
    };
    if n < first {
        let kind = if row.is_running() { BlockKind::Other } else { BlockKind::Navigation };
        return Label::new(kind, "before-the-body", 0.5);
    }
    if n < last {
        let kind = if row.shape.is_headline() { BlockKind::Teaser } else { BlockKind::Other };
        return Label::new(kind, "amid-the-body", 0.5);
    }
    if row.shape.separators >= 2 || row.shape.columns >= 2 {
        return Label::new(BlockKind::Navigation, "entries-after-the-body", 0.6);
    }
    if row.shape.is_headline() && row.shape.words >= 4 {
        return Label::new(BlockKind::Related, "headline-after-the-body", 0.5);
    }
    let kind = if row.shape.words <= 4 { BlockKind::Navigation } else { BlockKind::Other };
    Label::new(kind, "after-the-body", 0.4)
}

/// A sentence at the very end, apart from the lists above it.
fn tail(draft: &Draft<'_>, n: usize) -> bool {
    let row = &draft.rows[n];
    let apart = draft.rendered.lines[n].gap > 0;
    let rest = draft.rows[n..].iter().all(|r| !r.shape.is_headline() && r.opener().is_none());
    apart && rest && row.shape.stop && n + 3 >= draft.rows.len() && !draft.rows[n].hits.ends_ago
}

/// A phrase of the furniture in the line, where it weighs enough for the line's length.
fn phrase(row: &Row) -> Option<crate::words::Hit> {
    let words = row.shape.words;
    let furniture = |kind: BlockKind| !matches!(kind, BlockKind::Dateline | BlockKind::Embed);
    row.hits
        .start
        .filter(|hit| hit.kind == BlockKind::Legal)
        .or(row.hits.within.filter(|_| words <= 120))
        .or(row.hits.start.filter(|hit| furniture(hit.kind) && words <= 40))
        .or(row.hits.end.filter(|_| words <= 40))
        .filter(|hit| furniture(hit.kind))
}

/// What the part of the page tells.
fn region(markup: &Markup) -> Option<Label> {
    let told = [
        (Regions::EMBED, BlockKind::Embed),
        (Regions::COMMENTS, BlockKind::Comments),
        (Regions::CAPTION, BlockKind::Caption),
        (Regions::FIGURE, BlockKind::Caption),
        (Regions::POPULAR, BlockKind::Popular),
        (Regions::RELATED, BlockKind::Related),
        (Regions::LEGAL, BlockKind::Legal),
        (Regions::PROMO, BlockKind::Promo),
        (Regions::SHARE, BlockKind::Navigation),
        (Regions::DATELINE, BlockKind::Dateline),
        (Regions::BYLINE, BlockKind::Byline),
        (Regions::STANDFIRST, BlockKind::Heading),
        (Regions::NAVIGATION, BlockKind::Navigation),
    ];
    if markup.tag == Tag::Caption {
        return Some(Label::new(BlockKind::Caption, "markup", 0.9));
    }
    if markup.tag == Tag::Button {
        return Some(Label::new(BlockKind::Navigation, "markup", 0.8));
    }
    told.iter().find(|(part, _)| markup.within.any(*part)).map(|(_, kind)| Label::new(*kind, "markup", 0.8))
}
