//! The account on a terminal: what a desk editor on deadline wants first comes first.

mod claims;
mod origins;
mod page;

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use sayso_news::{ClaimStatus, Dossier, Severity};

use crate::dates::spoken;
use crate::desk::Desk;
use crate::plain::{clip, line};
use crate::sheet::{Kin, Row, Sheet, label};
use crate::wording::{UTTERANCES, amount};
use page::{Page, plain, styled};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How wide the page is, and whether it takes colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether to colour and embolden.
    pub colour: bool,
}

fn tone(status: ClaimStatus) -> Style {
    let colour = match status {
        ClaimStatus::Disputed => AnsiColor::Red,
        ClaimStatus::Corroborated => AnsiColor::Green,
        ClaimStatus::SingleOrigin => AnsiColor::Yellow,
        ClaimStatus::Unsourced => return BOLD,
    };
    BOLD.fg_color(Some(colour.into()))
}

/// The account as text for a terminal or a pipe.
pub fn terminal(dossier: &Dossier, terminal: &Terminal) -> String {
    let desk = Desk::new(dossier);
    let mut page = Page::new(terminal);
    for story in &dossier.stories {
        let sheet = Sheet::new(&desk, story);
        page.gap();
        page.para(0, &[styled(sheet.headline(), BOLD.underline())]);
        page.edge(0, &plain(""), &[plain(sheet.facts().join(" · "))], &styled(story.id.to_string(), DIM));
        brief(&mut page, &sheet);
        claims::groups(&mut page, &sheet);
        figures(&mut page, &sheet);
        unconfirmed(&mut page, &sheet);
        origins::section(&mut page, &sheet);
        utterances(&mut page, &sheet);
        related(&mut page, &sheet);
        sources(&mut page, &sheet);
    }
    notes(&mut page, &desk);
    page.into_string()
}

fn heading(page: &mut Page, words: &str, style: Style, aside: &str) {
    page.gap();
    let mut runs = vec![styled(words.to_uppercase(), style)];
    if !aside.is_empty() {
        runs.push(styled(format!("  {aside}"), DIM));
    }
    page.para(0, &runs);
}

fn brief(page: &mut Page, sheet: &Sheet<'_, '_>) {
    let Some(digest) = sheet.digest.filter(|digest| !digest.brief.is_empty()) else { return };
    page.gap();
    for sentence in &digest.brief {
        let outlets = sheet.outlets(sentence.cites());
        let from = styled(format!(" [{}]", outlets.join("; ")), DIM);
        page.block(2, &plain("•"), &[plain(line(sentence.text())), from]);
    }
}

fn figures(page: &mut Page, sheet: &Sheet<'_, '_>) {
    let figures = sheet.figures();
    if figures.is_empty() {
        return;
    }
    heading(page, "Figures", BOLD, "");
    for Row { numbered, figure, voice, cites } in figures {
        // "340 people", and not "340 people people".
        let unit = figure.unit.as_deref().filter(|unit| *unit != figure.quantity);
        let unit = unit.map(|unit| format!(" {}", line(unit))).unwrap_or_default();
        let outlet = sheet.outlets(cites).join("; ");
        let source = match voice {
            Some(voice) => format!(" — {voice}, {outlet}"),
            None => format!(" — {outlet}, in its own voice"),
        };
        let words = [
            styled(format!("{}{unit}", amount(figure)), BOLD),
            plain(format!(" {}", line(&figure.quantity))),
            plain(source),
            styled(format!(" (claim {})", numbered.number), DIM),
        ];
        page.block(2, &plain("•"), &words);
    }
}

fn unconfirmed(page: &mut Page, sheet: &Sheet<'_, '_>) {
    let open: Vec<_> = sheet.claims().filter(|numbered| !numbered.claim.unconfirmed.is_empty()).collect();
    if open.is_empty() {
        return;
    }
    heading(page, "What nobody has confirmed", BOLD, "");
    for numbered in open {
        let words = sheet.desk.words(numbered.claim.at).unwrap_or_default();
        page.block(
            2,
            &plain("•"),
            &[plain(clip(words, 240)), styled(format!(" (claim {})", numbered.number), DIM)],
        );
        for cite in &numbered.claim.unconfirmed {
            let Some(words) = sheet.desk.words(*cite) else { continue };
            page.para(4, &[styled(format!("{} — {}", clip(words, 240), sheet.outlet(cite.article)), DIM)]);
        }
    }
}

fn utterances(page: &mut Page, sheet: &Sheet<'_, '_>) {
    let utterances = sheet.utterances();
    if utterances.is_empty() {
        return;
    }
    heading(page, UTTERANCES, BOLD, "");
    for two in utterances {
        for (cite, mark) in [(two.from, "•"), (two.to, " ")] {
            let said = clip(sheet.desk.words(cite).unwrap_or_default(), 240);
            let whose = styled(format!(" — {}", sheet.tongue(cite)), DIM);
            page.block(2, &plain(mark), &[plain(format!("“{said}”")), whose]);
        }
        let why = format!("{} (score {:.2})", line(&two.step.text), two.score.get());
        page.para(4, &[styled(why, DIM)]);
    }
}

fn related(page: &mut Page, sheet: &Sheet<'_, '_>) {
    let kin = sheet.kin();
    if kin.is_empty() {
        return;
    }
    heading(page, "Related stories", BOLD, "");
    for Kin { story, how, cites } in kin {
        let headline = sheet.desk.words(story.headline).map(line).unwrap_or_default();
        let words = plain(format!("{how}: {headline}"));
        page.edge(2, &plain("•"), &[words], &styled(story.id.to_string(), DIM));
        for cite in cites.iter().take(EVIDENCE) {
            let Some(words) = sheet.desk.words(*cite) else { continue };
            page.para(4, &[styled(format!("{} — {}", clip(words, 240), sheet.outlet(cite.article)), DIM)]);
        }
    }
}

/// Sentences that show why two stories are related.
const EVIDENCE: usize = 2;

fn sources(page: &mut Page, sheet: &Sheet<'_, '_>) {
    heading(page, "Sources", BOLD, "");
    for id in &sheet.story.articles {
        let Some(article) = sheet.desk.article(*id) else { continue };
        let mut words = label(sheet.desk, article);
        if let Some(published) = &article.published {
            let _ = write!(words, ", {}", spoken(published));
        }
        if let Some(copy) = sheet.desk.copy(*id) {
            let _ = write!(words, ", a reprint of {}", sheet.outlet(copy.of));
        }
        page.edge(2, &plain("•"), &[plain(words)], &styled(id.to_string(), DIM));
        let mut lines: Vec<String> = article.title.iter().map(|title| line(title)).collect();
        lines.extend(sheet.desk.capture(article.capture).map(|capture| line(&capture.input)));
        page.para(2, &[styled(lines.join(" · "), DIM)]);
    }
}

fn notes(page: &mut Page, desk: &Desk<'_>) {
    let notes = desk.notes();
    if notes.is_empty() {
        return;
    }
    heading(page, "Notes", BOLD, "");
    for note in notes {
        let (word, colour) = match note.severity {
            Severity::Info => ("info", AnsiColor::Blue),
            Severity::Warning => ("warning", AnsiColor::Yellow),
            Severity::Error => ("error", AnsiColor::Red),
        };
        let input = note.input.as_deref().map(line);
        let input = input.or_else(|| note.at.and_then(|at| desk.article(at.article)).map(|a| label(desk, a)));
        let mut runs = vec![
            styled(word, Style::new().fg_color(Some(colour.into()))),
            plain(format!(": {}{}", input.map(|i| format!("{i}: ")).unwrap_or_default(), line(&note.text))),
        ];
        if let Some(hint) = &note.hint {
            runs.push(plain(format!(" ({})", line(hint))));
        }
        runs.push(styled(format!(" [{}]", line(&note.code)), DIM));
        page.block(2, &plain("•"), &runs);
    }
}
