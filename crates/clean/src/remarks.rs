//! What a reader must know of a capture before believing it: cut off, walled in, translated, with marks that nobody sees.

use sayso_lexicon::{Lexicon, PageNotice};
use sayso_news::{ArticleId, BlockKind, Cite, Media, Note};
use sayso_text::Span;

use crate::label::LONGEST;
use crate::live::Head;
use crate::metadata::Evidence;
use crate::page::Shows;
use crate::rendered::{MOST_LINES, Tag};
use crate::{blocks, hidden_marks, language};

/// Of notes of one kind so many are made.
const MOST: usize = 3;
/// A page with less running text than this, in bytes, may be nothing but its wall.
const SCANT: usize = 250;
/// Lines longer than this are no notice.
const NOTICE: usize = 300;
/// What questions of consent are about, in every language.
const COOKIES: &str = "cookie";

/// All remarks on one article. `aside` are the bytes of running text that were too many, `heads` the times that head the
/// entries of a live account.
pub(crate) fn remarks(evidence: &Evidence<'_>, aside: usize, heads: &[Head], id: ArticleId) -> Vec<Note> {
    let mut notes = Vec::new();
    oversize(evidence, aside, id, &mut notes);
    view(evidence, &mut notes);
    walls(evidence, id, &mut notes);
    ending(evidence, id, &mut notes);
    live(heads, id, &mut notes);
    languages(evidence, id, &mut notes);
    hidden_marks::remark(&evidence.rendered.text, id, &mut notes);
    hyphens(evidence, &mut notes);
    notes
}

/// That there is no running text, and why, where the page tells.
pub(crate) fn missing(evidence: &Evidence<'_>) -> Option<Note> {
    let (page, text) = (&evidence.rendered.page, &evidence.rendered.text);
    if evidence.capture.media == Media::Binary || evidence.lines_of(BlockKind::Body).next().is_some() {
        return None;
    }
    Some(if page.shows == Shows::File {
        Note::warning("pdf-page", "the page shows a PDF file, and none of its words are here")
            .hint("save the file, and give its text")
    } else if page.shows == Shows::Pictures && text.len() < SCANT {
        Note::warning("picture-page", "the page is a picture: next to no words stand in it")
            .hint("have the words in the picture recognised, and give them as a text")
    } else {
        Note::warning("body-missing", "no running text was found in this")
            .hint("look at the capture; its words may be in a picture or come from a program")
    })
}

/// The page gives another address as its own than that at which it was found: a print view, a copy for telephones.
fn view(evidence: &Evidence<'_>, notes: &mut Vec<Note>) {
    let Some((found, own)) = evidence.capture.url.as_deref().zip(evidence.address()) else { return };
    if found != own {
        let text = format!("this is another view of the page whose own address is {own}");
        notes.push(Note::info("other-view", text));
    }
}

/// What was not read because it is too long, or is not shown.
fn oversize(evidence: &Evidence<'_>, aside: usize, id: ArticleId, notes: &mut Vec<Note>) {
    let rendered = evidence.rendered;
    let long = (0..evidence.rows.len()).filter(|n| evidence.rows[*n].oversize && !rendered.is_surplus(*n));
    for line in long.map(|n| &rendered.lines[n]).take(MOST) {
        let text =
            format!("a line of {} KiB is not read (the most is {})", line.span.len() >> 10, LONGEST >> 10);
        let note = Note::warning("line-too-long", text).at(Cite::new(id, line.span));
        notes.push(note.hint("break it into paragraphs"));
    }
    if let Some(rest) = rendered.lines.last().filter(|_| rendered.surplus > 0) {
        let text = format!("lines beyond the first {MOST_LINES} are not read; {} are left", rendered.surplus);
        let note = Note::warning("lines-too-many", text).at(Cite::new(id, rest.span));
        notes.push(note.hint("split the capture"));
    }
    if aside > 0 {
        let most = blocks::MOST_BODY >> 20;
        let text = format!("running text beyond {most} MiB is not read; {} KiB are left", aside >> 10);
        notes.push(Note::warning("body-too-long", text).hint("split the capture"));
    }
    if rendered.hidden > 0 {
        let text = format!("{} pieces of text that the page hides are left out", rendered.hidden);
        notes.push(Note::info("hidden-text", text));
    }
}

/// What the page says of itself: the rest is for subscribers, cookies come first, a machine translated.
fn walls(evidence: &Evidence<'_>, id: ArticleId, notes: &mut Vec<Note>) {
    let body: Vec<usize> = evidence.lines_of(BlockKind::Body).collect();
    let size: usize = body.iter().map(|n| evidence.rendered.lines[*n].span.len()).sum();
    let ends = body.last().map_or(0..usize::MAX, |last| body[0]..last + 6);
    // Of a long question about cookies nothing is the article's.
    let asks = |n: &&usize| evidence.words(**n).to_ascii_lowercase().contains(COOKIES);
    let plain: usize = body.iter().filter(|n| !asks(n)).map(|n| evidence.rendered.lines[*n].span.len()).sum();
    let mut told = Vec::new();
    for n in 0..evidence.labels.len() {
        let words = evidence.words(n);
        let long = words.len() > NOTICE && plain >= SCANT;
        if long || words.len() > LONGEST || evidence.labels[n].kind == BlockKind::Comments {
            continue;
        }
        for (notice, _) in PageNotice::find(words) {
            // A short text may be all that is shown; a long one is told to be cut only where it ends.
            let counts = match notice {
                PageNotice::Paywall => {
                    size > 0 && ends.contains(&n) && evidence.labels[n].kind != BlockKind::Body
                }
                PageNotice::Consent => plain < SCANT,
                PageNotice::Blocked => size < SCANT,
                PageNotice::Translated => true,
            };
            if counts && !told.contains(&notice) {
                told.push(notice);
                notes.push(wall(notice).at(Cite::new(id, evidence.rendered.lines[n].span)));
            }
        }
    }
    if evidence.rendered.page.walled && !told.contains(&PageNotice::Paywall) {
        notes.push(wall(PageNotice::Paywall));
    }
}

fn wall(notice: PageNotice) -> Note {
    match notice {
        PageNotice::Paywall => Note::warning(
            "paywall",
            "the page keeps the whole text for subscribers; this may be a part of it",
        )
        .hint("what is missing here may be said there; give the whole article"),
        PageNotice::Consent => {
            Note::warning("consent-wall", "the page asks for consent to cookies and shows next to no text")
                .hint("fetch the capture again, past the question")
        }
        PageNotice::Blocked => Note::warning(
            "page-blocked",
            "the page asks its reader to prove something and shows next to no text",
        )
        .hint("fetch the capture again with a browser"),
        PageNotice::Translated => {
            Note::warning("machine-translated", "the text is a machine's translation, it says of itself")
                .hint("quotations are not the speaker's own words; give the original")
        }
    }
}

/// Running text that stops in the middle of a sentence, or with dots that stand for the rest.
fn ending(evidence: &Evidence<'_>, id: ArticleId, notes: &mut Vec<Note>) {
    let body: Vec<usize> = evidence.lines_of(BlockKind::Body).collect();
    let Some(last) = body.last() else { return };
    let stops = |n: usize| {
        let words =
            evidence.words(n).trim_end_matches(['"', '”', '’', '»', '“', ')', ']', '\'', ' ', '\u{a0}']);
        words.ends_with(['.', '!', '?', ':', '。', '！', '？', '؟', '।', ';', '*', '—', '-', '–', ','])
            && !is_cut(words)
    };
    // A paragraph that ends in dots, or in nothing, may have been told to be a pointer.
    let broken_off = |n: usize| {
        let (shape, line) = (&evidence.rows[n].shape, &evidence.rendered.lines[n]);
        let flows = line.markup.as_ref().is_some_and(|m| m.tag == Tag::Paragraph && m.linked == 0);
        (shape.cut && shape.words >= 8) || (flows && shape.words >= 14 && !shape.stop && !shape.question)
    };
    let next = last + 1;
    let last = if next < evidence.rows.len() && broken_off(next) { next } else { *last };
    let words = evidence.words(last);
    let sentences = body.iter().filter(|n| stops(**n)).count();
    let cut = is_cut(words.trim_end_matches(['"', '”', '’', '»', ' ', '\u{a0}']));
    // Where other paragraphs end in full stops, a long one that does not is broken off.
    let broken = !stops(last) && sentences >= 2 && sentences * 4 >= body.len() * 3 && words.len() >= 80;
    if cut || broken {
        let span = evidence.rendered.lines[last].span;
        let mut from = span.end() - span.len().min(80);
        while !evidence.rendered.text.is_char_boundary(from) {
            from += 1;
        }
        let how = if cut {
            "the text ends with dots for what is left out"
        } else {
            "the text breaks off in the middle of a sentence"
        };
        let note = Note::warning("text-cut", how).at(Cite::new(id, Span::of(from..span.end())));
        notes.push(note.hint("give the whole article"));
    }
}

/// "…", "...", "[…]", "[+1234 chars]" at the end.
fn is_cut(words: &str) -> bool {
    let words = words.trim_end_matches([']', ')']);
    words.ends_with('…') || words.ends_with("...") || (words.ends_with(" chars") && words.contains("[+"))
}

/// Entries with times of day: several texts of several times in one.
fn live(heads: &[Head], id: ArticleId, notes: &mut Vec<Note>) {
    let Some(first) = heads.first() else { return };
    let count = heads.len();
    let text =
        format!("this is a live account of {count} entries with times of day; each was written at its own");
    let note = Note::info("live-account", text).at(Cite::new(id, first.at));
    notes.push(note.hint("a later entry may correct an earlier one"));
}

/// Paragraphs in another language than the article's.
fn languages(evidence: &Evidence<'_>, id: ArticleId, notes: &mut Vec<Note>) {
    let Some(own) = evidence.language.as_deref().and_then(language::code_of) else { return };
    // The common words are those of English; where every fourth word is one of them nothing else need be asked.
    let plainly = |n: &usize| own == "en" && evidence.rows[*n].shape.commonness() >= 0.25;
    let long = |n: &usize| evidence.words(*n).len() >= 160;
    let lines = evidence.lines_of(BlockKind::Body).filter(|n| long(n) && !plainly(n));
    let others = lines.filter_map(|n| Some((n, language::other(evidence.words(n), &own)?)));
    for (n, code) in others.take(MOST) {
        let text = format!("this paragraph is in another language ({code}) than the article ({own})");
        let note = Note::info("block-language", text).at(Cite::new(id, evidence.rendered.lines[n].span));
        let unread = Lexicon::of(&code).is_none();
        notes.push(if unread { note.hint("what is said in it is not read") } else { note });
    }
}

/// Words that were broken at line ends, as texts out of PDF files have them.
fn hyphens(evidence: &Evidence<'_>, notes: &mut Vec<Note>) {
    let text = &evidence.rendered.text;
    let broken = text.match_indices("-\n").filter(|(at, _)| {
        text[..*at].ends_with(char::is_lowercase)
            && text[at + 2..].trim_start_matches(' ').starts_with(char::is_lowercase)
    });
    let count = broken.count();
    if count >= 3 {
        let text = format!("{count} words are broken at the ends of lines, as in a text out of a PDF file");
        notes.push(
            Note::info("words-broken", text).hint("they are read joined; what is cited stays as it stands"),
        );
    }
}
