//! Figures in a table, the timeline, and notes.

use maud::{Markup, html};
use sayso_news::{Severity, TimelineKind};

use super::Page;
use crate::dates::spoken;
use crate::plain::line;
use crate::sheet::{Row, Sheet};
use crate::wording::amount;

pub(super) fn figures<'d>(page: &Page<'_, 'd>, sheet: &Sheet<'_, 'd>, id: &str) -> Markup {
    let figures = sheet.figures();
    html! {
        @if !figures.is_empty() {
            section.figures aria-labelledby=(format!("{id}-figures")) {
                h3 id=(format!("{id}-figures")) { "Figures" }
                div.scroll tabindex="0" role="group" aria-label="Table of figures" {
                    table {
                        thead { tr { th scope="col" { "Figure" } th scope="col" { "Of what" } th scope="col" { "Whose" } th scope="col" { "Claim" } } }
                        tbody {
                            @for Row { numbered, figure, voice, cites } in &figures {
                                tr {
                                    td.amount {
                                        b { (amount(figure)) }
                                        @if let Some(unit) = &figure.unit { " " (line(unit)) }
                                        @for cite in cites { (page.mark(*cite)) }
                                    }
                                    td { (line(&figure.quantity)) }
                                    td {
                                        @let outlets = sheet.outlets(cites.iter().copied()).join("; ");
                                        @match voice {
                                            Some(voice) => { bdi { (voice) } ", in " bdi { (outlets) } }
                                            None => { bdi { (outlets) } ", in its own voice" }
                                        }
                                    }
                                    td { a href=(format!("#{}", numbered.claim.id)) { (numbered.number) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn timeline<'d>(page: &Page<'_, 'd>, sheet: &Sheet<'_, 'd>, id: &str) -> Markup {
    let entries = sheet.digest.map(|digest| &digest.timeline[..]).unwrap_or_default();
    html! {
        @if !entries.is_empty() {
            section.timeline aria-labelledby=(format!("{id}-timeline")) {
                h3 id=(format!("{id}-timeline")) { "Timeline" }
                ol {
                    @for entry in entries.iter().filter(|entry| page.desk.words(entry.text).is_some()) {
                        @let (class, outlet) = (kind(entry.kind), page.outlet(entry.text.article));
                        li class=(class) {
                            span.time { (spoken(&entry.time)) }
                            span.what {
                                @if entry.kind == TimelineKind::Published {
                                    bdi { (outlet) } " published" (page.mark(entry.text))
                                } @else {
                                    (page.words(entry.text)) " "
                                    span.from { "in " bdi { (outlet) } }
                                }
                                @if let Some((claim, number)) = entry.claim.and_then(|c| Some((c, sheet.number(c)?))) {
                                    span.from { " · " a href=(format!("#{claim}")) { "claim " (number) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn kind(kind: TimelineKind) -> &'static str {
    match kind {
        TimelineKind::Event => "event",
        TimelineKind::Said => "said",
        TimelineKind::Published => "published",
    }
}

pub(super) fn notes(page: &Page<'_, '_>) -> Markup {
    let notes = page.desk.notes();
    html! {
        @if !notes.is_empty() {
            section.notes #notes aria-labelledby="notes-h" {
                h2 #notes-h { "Notes" }
                ul {
                    @for note in notes {
                        @let (class, word) = match note.severity {
                            Severity::Info => ("info", "Info"),
                            Severity::Warning => ("warning", "Warning"),
                            Severity::Error => ("error", "Error"),
                        };
                        li class=(class) {
                            b { (word) } " "
                            @if let Some(input) = &note.input { bdi { (line(input)) } ": " }
                            (line(&note.text))
                            @if let Some(at) = note.at { (page.mark(at)) }
                            @if let Some(hint) = &note.hint { " " i { (line(hint)) } }
                            " " code { (line(&note.code)) }
                        }
                    }
                }
            }
        }
    }
}
