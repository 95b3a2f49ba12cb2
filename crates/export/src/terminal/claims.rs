//! Claims on a terminal: who says so, who is against, on how many origins.

use sayso_news::{Claim, ClaimStatus, Mode};

use super::page::{Page, Run, plain, styled};
use super::{BOLD, DIM, heading, tone};
use crate::dates::spoken;
use crate::plain::{clip, unquoted};
use crate::sheet::{Numbered, Quote, Sheet, Stand};
use crate::wording::{opposition_words, origins_words, stance_word, status_means, status_name};

/// Columns that the words who-does-what stand in.
const LABEL: usize = 13;
/// Characters of a quotation that are shown.
const WORDS: usize = 240;
/// Opposing claims shown for one claim.
const RIVALS: usize = 3;
/// Quotations shown for one speaker.
const QUOTES: usize = 3;

/// How many claims of a status are shown; what is left out is counted.
fn most(status: ClaimStatus) -> usize {
    match status {
        ClaimStatus::Disputed | ClaimStatus::Corroborated => 40,
        ClaimStatus::SingleOrigin => 12,
        ClaimStatus::Unsourced => 6,
    }
}

pub(super) fn groups(page: &mut Page, sheet: &Sheet<'_, '_>) {
    for (status, group) in sheet.groups() {
        heading(page, status_name(*status), tone(*status), status_means(*status));
        for numbered in group.iter().take(most(*status)) {
            claim(page, sheet, *numbered);
        }
        if let Some(rest) = group.len().checked_sub(most(*status)).filter(|rest| *rest > 0) {
            page.gap();
            let words = format!("… and {rest} more; --format md, html or json shows them all");
            page.para(4, &[styled(words, DIM)]);
        }
    }
}

fn claim<'d>(page: &mut Page, sheet: &Sheet<'_, 'd>, numbered: Numbered<'d>) {
    let claim = numbered.claim;
    let words = clip(sheet.desk.words(claim.at).unwrap_or_default(), WORDS);
    page.gap();
    page.block(4, &plain(format!("{:>3}", numbered.number)), &[styled(words, BOLD)]);
    for stand in sheet.stands(claim, false) {
        voice(page, sheet, claim, &stand);
    }
    narrated(page, sheet, claim);
    for stand in sheet.stands(claim, true) {
        voice(page, sheet, claim, &stand);
    }
    let rivals = sheet.rivals(claim);
    for rival in rivals.iter().take(RIVALS) {
        let Some(words) = sheet.desk.words(rival.opposition.cites[1]) else { continue };
        let mut runs = vec![plain(clip(words, WORDS))];
        if !rival.voices.is_empty() {
            runs.push(plain(format!(" — {}", rival.voices.join("; "))));
        }
        let number = rival.number.map(|number| format!(", claim {number}")).unwrap_or_default();
        runs.push(styled(format!(" ({}{number})", opposition_words(rival.opposition.kind)), DIM));
        page.block(LABEL, &label("against"), &runs);
    }
    if let Some(rest) = rivals.len().checked_sub(RIVALS).filter(|rest| *rest > 0) {
        page.para(LABEL, &[styled(format!("… and {rest} more against it"), DIM)]);
    }
    counts(page, claim);
}

fn label(words: &str) -> Run {
    styled(format!("    {words}"), DIM)
}

fn voice<'d>(page: &mut Page, sheet: &Sheet<'_, 'd>, claim: &'d Claim, stand: &Stand<'d>) {
    let mut runs = vec![plain(stand.who.clone())];
    if let Some(role) = &stand.role {
        runs.push(styled(format!(", {role}"), DIM));
    }
    if let Some(first) = stand.first_said {
        runs.push(styled(format!(", first {}", spoken(first)), DIM));
    }
    // Words that the claim itself shows already are not repeated.
    let (same, other): (Vec<_>, Vec<_>) = stand.quotes.iter().partition(|quote| quote.repeats(claim));
    runs.extend(same.first().map(|quote| from(sheet, quote)));
    page.block(LABEL, &label(stance_word(stand.stance)), &runs);
    for quote in other.iter().take(QUOTES) {
        page.para(LABEL, &[plain(words(sheet, quote)), from(sheet, quote)]);
    }
    if let Some(rest) = other.len().checked_sub(QUOTES).filter(|rest| *rest > 0) {
        page.para(LABEL, &[styled(format!("… and {rest} more"), DIM)]);
    }
}

fn words(sheet: &Sheet<'_, '_>, quote: &Quote<'_>) -> String {
    let words: Vec<&str> = quote.content.iter().filter_map(|cite| sheet.desk.words(*cite)).collect();
    let words = clip(&words.join(" … "), WORDS);
    match quote.said.attribution.mode {
        Mode::Direct => format!("“{}”", unquoted(&words)),
        Mode::Indirect | Mode::Mixed => words,
    }
}

/// Through what, and where it stands.
fn from(sheet: &Sheet<'_, '_>, quote: &Quote<'_>) -> Run {
    let mut from: Vec<String> = quote.through.iter().cloned().collect();
    from.extend((!quote.via.is_empty()).then(|| format!("via {}", quote.via.join(", via "))));
    from.push(sheet.outlet(quote.said.article.id));
    styled(format!(" — {}", from.join("; ")), DIM)
}

fn narrated(page: &mut Page, sheet: &Sheet<'_, '_>, claim: &Claim) {
    let outlets = sheet.outlets(claim.narrated.iter().copied());
    if !outlets.is_empty() {
        page.block(LABEL, &label("narrated"), &[plain(format!("by {}", outlets.join("; ")))]);
    }
}

fn counts(page: &mut Page, claim: &Claim) {
    let mut words = origins_words(claim);
    if claim.cross_side {
        words.push_str(" · both sides say so");
    }
    if !claim.unconfirmed.is_empty() {
        words.push_str(" · nobody has confirmed it");
    }
    page.edge(4, &plain(""), &[styled(words, DIM)], &styled(claim.id.to_string(), DIM));
}
