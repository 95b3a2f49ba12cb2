//! The account as one HTML page that needs nothing else: no script, no request, every cite a link to its words.

mod claims;
mod origins;
mod sources;
mod stemma;
mod tables;

use std::cell::RefCell;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sayso_news::{ArticleId, Cite, ClaimStatus, Dossier};

use crate::desk::Desk;
use crate::plain::{clip, count, line};
use crate::register::Register;
use crate::sheet::{Kin, Sheet, label};
use crate::wording::{UTTERANCES, status_name};

/// The page may load nothing and run nothing, whatever stands in the texts.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("page.css");

/// What is known while the page is written.
struct Page<'a, 'd> {
    desk: &'a Desk<'d>,
    register: RefCell<Register>,
}

/// The account as one self-contained page.
pub fn html(dossier: &Dossier) -> String {
    let desk = Desk::new(dossier);
    let page = Page { desk: &desk, register: RefCell::default() };
    let sheets: Vec<Sheet<'_, '_>> = dossier.stories.iter().map(|story| Sheet::new(&desk, story)).collect();
    let stories = html! { @for (nth, sheet) in sheets.iter().enumerate() { (page.story(sheet, nth + 1)) } };
    let notes = tables::notes(&page);
    // Sources come last: they highlight what everything above has cited.
    let sources = sources::section(&page);
    let title = match &sheets[..] {
        [] => "Sayso: an empty account".to_owned(),
        [only] => format!("{} — Sayso", only.headline()),
        [first, ..] => format!("{} and {} more — Sayso", first.headline(), sheets.len() - 1),
    };
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#account" { "Skip to the account" }
                header.mast {
                    p.name { "Sayso" }
                    h1 { (page.summary(sheets.len())) }
                    (contents(&sheets, !desk.notes().is_empty()))
                }
                main #account tabindex="-1" { (stories) (notes) (sources) }
                footer { p { "Made by Sayso from the captures named above, and from nothing else. Every statement links to the words it rests on." } }
            }
        }
    };
    markup.into_string()
}

fn contents(sheets: &[Sheet<'_, '_>], notes: bool) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul.parts {
                @if notes { li { a href="#notes" { "Notes" } } }
                li { a href="#sources" { "Sources" } }
            }
            @if sheets.len() > 1 {
                ol.stories {
                    @for (nth, sheet) in sheets.iter().enumerate() {
                        li { a href=(format!("#s{}", nth + 1)) { (sheet.headline()) } }
                    }
                }
            }
        }
    }
}

/// The class of a status, also part of ids.
fn status_class(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Disputed => "disputed",
        ClaimStatus::Corroborated => "corroborated",
        ClaimStatus::SingleOrigin => "single-origin",
        ClaimStatus::Unsourced => "unsourced",
    }
}

impl<'d> Page<'_, 'd> {
    fn summary(&self, stories: usize) -> String {
        let stories = if stories == 1 { "1 story".into() } else { format!("{stories} stories") };
        format!("An account of {stories} in {}", count(self.desk.dossier.articles.len(), "article"))
    }

    fn outlet(&self, article: ArticleId) -> String {
        self.desk.article(article).map_or_else(|| article.to_string(), |article| label(self.desk, article))
    }

    /// A small number that leads to the cited words.
    fn mark(&self, cite: Cite) -> Markup {
        if self.desk.words(cite).is_none() {
            return html! {};
        }
        let (number, nth) = self.register.borrow_mut().cite(cite);
        let outlet = self.outlet(cite.article);
        html! {
            sup.cite {
                a id=(format!("u{number}-{nth}")) href=(format!("#w{number}"))
                    aria-label=(format!("note {number}: words in {outlet}")) { (number) }
            }
        }
    }

    /// Cited words that lead to where they stand.
    fn words(&self, cite: Cite) -> Markup {
        self.linked(cite, self.desk.words(cite).unwrap_or_default())
    }

    /// Cited words, shown as `shown`, that lead to where they stand.
    fn linked(&self, cite: Cite, shown: &str) -> Markup {
        if self.desk.words(cite).is_none() {
            return html! {};
        }
        let (number, nth) = self.register.borrow_mut().cite(cite);
        let language = self.desk.article(cite.article).and_then(|article| article.language.as_deref());
        html! {
            a.words id=(format!("u{number}-{nth}")) href=(format!("#w{number}")) lang=[language] {
                bdi { (line(shown)) }
            }
        }
    }

    fn story(&self, sheet: &Sheet<'_, 'd>, nth: usize) -> Markup {
        let id = format!("s{nth}");
        html! {
            section.story id=(id) aria-labelledby=(format!("{id}-h")) {
                header {
                    p.facts { @for fact in sheet.facts() { span { (fact) } } span.id { code { (sheet.story.id) } } }
                    h2 id=(format!("{id}-h")) { (self.words(sheet.story.headline)) }
                    (self.brief(sheet))
                    (tally(sheet, &id))
                }
                (claims::section(self, sheet, &id))
                div.pair {
                    (tables::figures(self, sheet, &id))
                    (tables::timeline(self, sheet, &id))
                }
                (origins::section(self, sheet, &id))
                (self.utterances(sheet, &id))
                (self.related(sheet, &id))
            }
        }
    }

    /// Quotations that may be one utterance in two languages, with what speaks for it and the doubt.
    fn utterances(&self, sheet: &Sheet<'_, 'd>, id: &str) -> Markup {
        let utterances = sheet.utterances();
        html! {
            @if !utterances.is_empty() {
                section.related aria-labelledby=(format!("{id}-utterances")) {
                    h3 id=(format!("{id}-utterances")) { (UTTERANCES) }
                    ul {
                        @for two in utterances {
                            li {
                                @for cite in [two.from, two.to] {
                                    p {
                                        span.how { (sheet.tongue(cite)) } " "
                                        (self.linked(cite, &clip(self.desk.words(cite).unwrap_or_default(), 240)))
                                    }
                                }
                                p.how { bdi { (line(&two.step.text)) } " (score " (format!("{:.2}", two.score.get())) ")" }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Stories that this one is related to, each with the sentences that say so.
    fn related(&self, sheet: &Sheet<'_, 'd>, id: &str) -> Markup {
        let kin = sheet.kin();
        html! {
            @if !kin.is_empty() {
                section.related aria-labelledby=(format!("{id}-related")) {
                    h3 id=(format!("{id}-related")) { "Related stories" }
                    ul {
                        @for Kin { story, how, cites } in kin {
                            li {
                                span.how { (how) } " " (self.words(story.headline))
                                @for cite in cites { (self.mark(*cite)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn brief(&self, sheet: &Sheet<'_, 'd>) -> Markup {
        let sentences = sheet.digest.map(|digest| &digest.brief[..]).unwrap_or_default();
        html! {
            @if !sentences.is_empty() {
                div.brief {
                    @for sentence in sentences {
                        p { (line(sentence.text())) @for cite in sentence.cites() { (self.mark(cite)) } }
                    }
                }
            }
        }
    }
}

/// How many claims of each status, each a link to them.
fn tally(sheet: &Sheet<'_, '_>, id: &str) -> Markup {
    html! {
        @if !sheet.groups().is_empty() {
            ul.statuses aria-label="Claims by status" {
                @for (status, group) in sheet.groups() {
                    @let class = status_class(*status);
                    li class=(class) {
                        a href=(format!("#{id}-{class}")) { b { (group.len()) } " " (status_name(*status).to_lowercase()) }
                    }
                }
            }
        }
    }
}
