//! Claims by status, positions side by side.

use maud::{Markup, html};
use sayso_news::{Claim, ClaimStatus, Mode};

use super::Page;
use crate::dates::spoken;
use crate::plain::{line, unquoted};
use crate::sheet::{Numbered, Quote, Rival, Sheet, Stand};
use crate::wording::{opposition_words, origins_words, stance_word, status_means, status_name};

/// Claims of a quieter status that are shown at once; the rest is folded.
const SHOWN: usize = 10;
/// Quotations of one speaker that are shown at once.
const QUOTES: usize = 4;

pub(super) fn section<'d>(page: &Page<'_, 'd>, sheet: &Sheet<'_, 'd>, id: &str) -> Markup {
    html! {
        @for (status, group) in sheet.groups() {
            @let name = status_name(*status);
            @let class = super::status_class(*status);
            @let quiet = matches!(status, ClaimStatus::SingleOrigin | ClaimStatus::Unsourced);
            @let (shown, rest) = group.split_at(if quiet { group.len().min(SHOWN) } else { group.len() });
            section.group.(class) id=(format!("{id}-{class}")) aria-labelledby=(format!("{id}-{class}-h")) {
                h3 id=(format!("{id}-{class}-h")) { (name) " " span.tally { (group.len()) } }
                p.means { (status_means(*status)) }
                @for numbered in shown { (claim(page, sheet, *numbered)) }
                @if !rest.is_empty() {
                    details {
                        summary { (rest.len()) " more" }
                        @for numbered in rest { (claim(page, sheet, *numbered)) }
                    }
                }
            }
        }
    }
}

fn claim<'d>(page: &Page<'_, 'd>, sheet: &Sheet<'_, 'd>, numbered: Numbered<'d>) -> Markup {
    let Numbered { number, claim } = numbered;
    let (says, denies) = (sheet.stands(claim, false), sheet.stands(claim, true));
    let rivals = sheet.rivals(claim);
    let told = !says.is_empty() || !claim.narrated.is_empty();
    // Where nobody says so, a denial is one side and what it denies, told elsewhere, the other.
    let near: &[Stand<'d>] = if told { &says } else { &denies };
    let far: &[Stand<'d>] = if told { &denies } else { &[] };
    let both = !far.is_empty() || !rivals.is_empty();
    html! {
        article.claim id=(claim.id) {
            h4 {
                span.number aria-hidden="true" { (number) }
                (page.words(claim.at))
            }
            div.sides.single[!both] {
                div.side {
                    @if both { h5 { @if told { "Says so" } @else { "Denied by" } } }
                    @for stand in near { (voice(page, claim, stand, !both)) }
                    (narrated(page, sheet, claim))
                }
                @if both {
                    div.side.against {
                        h5 { "Against" }
                        @for stand in far { (voice(page, claim, stand, false)) }
                        @for rival in &rivals { (other(page, claim, rival)) }
                    }
                }
            }
            p.counts {
                span { (origins_words(claim)) }
                @if claim.cross_side { span { "both sides say so" } }
                @if !claim.unconfirmed.is_empty() {
                    span.open {
                        "nobody has confirmed it"
                        @for cite in &claim.unconfirmed { (page.mark(*cite)) }
                    }
                }
                span.id { code { (claim.id) } }
            }
        }
    }
}

fn voice<'d>(page: &Page<'_, 'd>, claim: &Claim, stand: &Stand<'d>, alone: bool) -> Markup {
    // Beside no other words, the claim's own need not be told twice: where they stand is enough.
    let same = |quote: &&Quote<'d>| alone && quote.repeats(claim);
    let (same, other): (Vec<_>, Vec<_>) = stand.quotes.iter().partition(same);
    let (shown, rest) = other.split_at(other.len().min(QUOTES));
    html! {
        div.voice {
            p.who {
                b { bdi { (stand.who) } }
                " " i { (stance_word(stand.stance)) }
                @if let Some(first) = stand.first_said { span.when { ", first " (spoken(first)) } }
                @for quote in &same { " " (from(page, quote)) (page.mark(claim.at)) }
            }
            @if let Some(role) = &stand.role { p.role { bdi { (role) } } }
            @for quote in shown { (quotation(page, quote)) }
            @if !rest.is_empty() {
                details {
                    summary { (rest.len()) " more" }
                    @for quote in rest { (quotation(page, quote)) }
                }
            }
        }
    }
}

fn quotation<'d>(page: &Page<'_, 'd>, quote: &Quote<'d>) -> Markup {
    let direct = quote.said.attribution.mode == Mode::Direct;
    html! {
        p.quote {
            @if direct { "“" }
            @for (nth, cite) in quote.content.iter().enumerate() {
                @if nth > 0 { " … " }
                @if direct { (page.linked(*cite, unquoted(page.desk.words(*cite).unwrap_or_default()))) }
                @else { (page.words(*cite)) }
            }
            @if direct { "”" }
            " " (from(page, quote))
        }
    }
}

/// Through what, and in which article.
fn from<'d>(page: &Page<'_, 'd>, quote: &Quote<'d>) -> Markup {
    let channel = quote.said.attribution.channel.as_ref().and_then(|channel| channel.span);
    html! {
        span.from {
            @if let Some(through) = &quote.through {
                bdi { (through) }
                @if let Some(span) = channel { (page.mark(quote.said.article.cite(span))) }
                " · "
            }
            @for via in &quote.via { "via " bdi { (via) } " · " }
            "in " bdi { (page.outlet(quote.said.article.id)) }
        }
    }
}

fn narrated(page: &Page<'_, '_>, sheet: &Sheet<'_, '_>, claim: &Claim) -> Markup {
    html! {
        @if !claim.narrated.is_empty() {
            div.voice {
                p.who { i { "in the outlet’s own voice" } }
                @for cite in &claim.narrated {
                    p.quote {
                        @if *cite != claim.at { (page.words(*cite)) " " }
                        span.from {
                            "in " bdi { (sheet.outlet(cite.article)) }
                            @if *cite == claim.at { (page.mark(*cite)) }
                        }
                    }
                }
            }
        }
    }
}

/// A claim that cannot hold with this one, with the words on both sides.
fn other(page: &Page<'_, '_>, claim: &Claim, rival: &Rival<'_>) -> Markup {
    let [here, there] = rival.opposition.cites;
    html! {
        div.voice.rival {
            p.who {
                b { bdi { (line(&rival.voices.join("; "))) } }
                " " i { "says otherwise: " (opposition_words(rival.opposition.kind)) }
            }
            p.quote {
                (page.words(there)) " "
                span.from {
                    @if let Some(number) = rival.number {
                        a href=(format!("#{}", rival.opposition.claim)) { "claim " (number) }
                        " · "
                    }
                    "in " bdi { (page.outlet(there.article)) }
                }
            }
            @if here != claim.at {
                p.quote { span.from { "against: " } (page.words(here)) }
            }
        }
    }
}
