//! The account as Markdown that reads well raw: tables of what is claimed, footnotes with the cited words.

mod escape;

use std::fmt::Write as _;

use sayso_news::{Cite, Claim, Dossier, Mode, NodeKind, Severity, TimelineKind};

use crate::dates::spoken;
use crate::desk::Desk;
use crate::lineage::{Lineage, relation_verb};
use crate::plain::{clip, count, line, unquoted};
use crate::register::Register;
use crate::sheet::{Kin, Numbered, Quote, Row, Sheet, Stand, label};
use crate::stemma::{Fold, Level, Stemma, Strand};
use crate::view::Rim;
use crate::wording::{
    UTTERANCES, amount, opposition_words, origins_words, stance_word, status_means, status_name,
};
use escape::{opening, words};

/// The account as Markdown (GitHub's, with footnotes).
pub fn markdown(dossier: &Dossier) -> String {
    let desk = Desk::new(dossier);
    let mut page = Page { desk: &desk, register: Register::default(), out: String::new() };
    for story in &dossier.stories {
        page.story(&Sheet::new(&desk, story));
    }
    page.notes();
    page.footnotes(&Rim::new(&dossier.articles));
    page.out
}

struct Page<'a, 'd> {
    desk: &'a Desk<'d>,
    register: Register,
    out: String,
}

impl<'d> Page<'_, 'd> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end_matches(' '));
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, words: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(&format!("{} {words}\n", "#".repeat(level)));
    }

    /// The footnote marks of these cites.
    fn marks(&mut self, cites: impl IntoIterator<Item = Cite>) -> String {
        let mut marks = String::new();
        for cite in cites.into_iter().filter(|cite| self.desk.words(*cite).is_some()) {
            let (number, _) = self.register.cite(cite);
            let _ = write!(marks, "[^{number}]");
        }
        marks
    }

    fn story(&mut self, sheet: &Sheet<'_, 'd>) {
        self.heading(1, &opening(&sheet.headline()));
        let facts: Vec<String> = sheet.facts().iter().map(|fact| words(fact)).collect();
        self.line(&format!("*{}* · `{}`", facts.join(" · "), sheet.story.id));
        if let Some(digest) = sheet.digest {
            self.out.push('\n');
            for sentence in &digest.brief {
                let marks = self.marks(sentence.cites());
                self.line(&format!("{}{marks}", opening(sentence.text())));
            }
        }
        self.overview(sheet);
        for (status, group) in sheet.groups() {
            self.heading(3, &format!("{}: {}", status_name(*status), status_means(*status)));
            for numbered in group {
                self.claim(sheet, *numbered);
            }
        }
        self.figures(sheet);
        self.timeline(sheet);
        self.origins(sheet);
        self.utterances(sheet);
        self.related(sheet);
        self.sources(sheet);
    }

    fn overview(&mut self, sheet: &Sheet<'_, 'd>) {
        if sheet.claims().next().is_none() {
            return;
        }
        self.heading(2, "What is claimed");
        self.line("| # | Claim | Status | Says so | Against | Origins | Reports |");
        self.line("|--:|-------|--------|---------|---------|--------:|--------:|");
        for Numbered { number, claim } in sheet.claims() {
            let said = self.desk.words(claim.at).map(|said| clip(said, 90)).unwrap_or_default();
            let against = sheet.stands(claim, true).into_iter().map(|stand| stand.who);
            let rivals =
                sheet.rivals(claim).into_iter().filter_map(|rival| Some(format!("claim {}", rival.number?)));
            let against: Vec<String> = against.chain(rivals).map(|who| words(&who)).collect();
            let row = format!(
                "| {number} | {} | {} | {} | {} | {} | {} |",
                words(&said),
                status_name(claim.status).to_lowercase(),
                words(&sheet.voices(claim).join("; ")),
                against.join("; "),
                claim.origins,
                claim.reports
            );
            self.line(&row);
        }
    }

    fn claim(&mut self, sheet: &Sheet<'_, 'd>, Numbered { number, claim }: Numbered<'d>) {
        let said = words(self.desk.words(claim.at).unwrap_or_default());
        let marks = self.marks([claim.at]);
        self.line(&format!("**{number}.** {said}{marks} `{}`\n", claim.id));
        for stand in sheet.stands(claim, false) {
            self.stand(sheet, claim, &stand);
        }
        if !claim.narrated.is_empty() {
            let outlets = words(&sheet.outlets(claim.narrated.iter().copied()).join("; "));
            let marks = self.marks(claim.narrated.iter().copied());
            self.line(&format!("- *narrated* by {outlets}{marks}"));
        }
        for stand in sheet.stands(claim, true) {
            self.stand(sheet, claim, &stand);
        }
        for rival in sheet.rivals(claim) {
            let there = rival.opposition.cites[1];
            let Some(said) = self.desk.words(there).map(words) else { continue };
            let voices = words(&rival.voices.join("; "));
            let number = rival.number.map(|number| format!("; claim {number}")).unwrap_or_default();
            let marks = self.marks(rival.opposition.cites);
            let kind = opposition_words(rival.opposition.kind);
            self.line(&format!("- *against* **{voices}**: {said} ({kind}{number}){marks}"));
        }
        let mut counts = origins_words(claim);
        if claim.cross_side {
            counts.push_str("; both sides say so");
        }
        if !claim.unconfirmed.is_empty() {
            counts.push_str("; nobody has confirmed it");
            counts.push_str(&self.marks(claim.unconfirmed.iter().copied()));
        }
        self.line(&format!("- {counts}\n"));
    }

    fn stand(&mut self, sheet: &Sheet<'_, 'd>, claim: &Claim, stand: &Stand<'d>) {
        let mut line = format!("- *{}* **{}**", stance_word(stand.stance), words(&stand.who));
        if let Some(role) = &stand.role {
            let _ = write!(line, ", {}", words(role));
        }
        if let Some(first) = stand.first_said {
            let _ = write!(line, ", first {}", spoken(first));
        }
        let quotes: Vec<String> = stand.quotes.iter().map(|quote| self.quote(sheet, claim, quote)).collect();
        if !quotes.is_empty() {
            let _ = write!(line, ": {}", quotes.join("; "));
        }
        self.line(&line);
    }

    fn quote(&mut self, sheet: &Sheet<'_, 'd>, claim: &Claim, quote: &Quote<'d>) -> String {
        let mut from: Vec<String> = quote.through.iter().map(|through| words(through)).collect();
        from.extend(quote.via.iter().map(|via| format!("via {}", words(via))));
        from.push(format!("in {}", words(&sheet.outlet(quote.said.article.id))));
        let marks = self.marks(quote.content.iter().copied());
        let from = format!("({}){marks}", from.join(", "));
        if quote.repeats(claim) {
            return from;
        }
        let said: Vec<&str> = quote.content.iter().filter_map(|cite| self.desk.words(*cite)).collect();
        let said = said.join(" … ");
        match quote.said.attribution.mode {
            Mode::Direct => format!("“{}” {from}", words(unquoted(&said))),
            Mode::Indirect | Mode::Mixed => format!("{} {from}", words(&said)),
        }
    }

    fn figures(&mut self, sheet: &Sheet<'_, 'd>) {
        let figures = sheet.figures();
        if figures.is_empty() {
            return;
        }
        self.heading(2, "Figures");
        self.line("| Quantity | Figure | Whose | Where | Claim |");
        self.line("|----------|-------:|-------|-------|------:|");
        for Row { numbered, figure, voice, cites } in figures {
            let unit = figure.unit.as_deref().map(|unit| format!(" {}", words(unit))).unwrap_or_default();
            let whose = voice.map_or_else(|| "its own voice".into(), |voice| words(&voice));
            let outlets = words(&sheet.outlets(cites.iter().copied()).join("; "));
            let row = format!(
                "| {} | {}{unit} | {whose} | {outlets}{} | {} |",
                words(&figure.quantity),
                amount(figure),
                self.marks(cites),
                numbered.number
            );
            self.line(&row);
        }
    }

    fn timeline(&mut self, sheet: &Sheet<'_, 'd>) {
        let Some(digest) = sheet.digest.filter(|digest| !digest.timeline.is_empty()) else { return };
        self.heading(2, "Timeline");
        for entry in &digest.timeline {
            let Some(said) = self.desk.words(entry.text) else { continue };
            let outlet = words(&sheet.outlet(entry.text.article));
            let what = match entry.kind {
                TimelineKind::Published => format!("{outlet} published"),
                TimelineKind::Event | TimelineKind::Said => format!("{} ({outlet})", words(&clip(said, 160))),
            };
            let marks = self.marks([entry.text]);
            self.line(&format!("- **{}** {what}{marks}", spoken(&entry.time)));
        }
    }

    fn origins(&mut self, sheet: &Sheet<'_, 'd>) {
        let Some(lineage) = sheet.digest.and_then(Lineage::of) else { return };
        self.heading(2, "Where it comes from");
        if let Some(stemma) = Stemma::of(&lineage) {
            return self.stemma(&lineage, &stemma);
        }
        for (node, links) in lineage.reporters() {
            let from = links.iter().map(|link| {
                let unknown = lineage.nodes[link.to].kind == NodeKind::Unknown;
                let unknown = if unknown { " (unknown)" } else { "" };
                format!("{} {}{unknown}", relation_verb(link.relation), words(&lineage.name(link.to)))
            });
            let from: Vec<String> = from.collect();
            let marks = self.marks(node.cite);
            self.line(&format!("- {}{marks} {}", opening(&node.label), from.join("; ")));
        }
    }

    /// Sources by how much rests on them, and then who has how much from where.
    fn stemma(&mut self, lineage: &Lineage<'d>, stemma: &Stemma) {
        for bundle in stemma.bundles.iter().filter(|bundle| bundle.level != Level::Outlet) {
            let [first, ..] = bundle.members[..] else { continue };
            let marks = self.marks(lineage.nodes[first].cite.filter(|_| bundle.members.len() == 1));
            let name = bundle.name(lineage);
            let all = count(stemma.articles, "report");
            self.line(&format!(
                "- **{}**{marks}: {} of {all} ({})",
                words(&name),
                bundle.articles,
                bundle.words()
            ));
        }
        self.line("");
        for (at, bundle) in stemma.level(Level::Outlet) {
            let own = |strand: &&Strand| strand.from == at && !matches!(bundle.fold, Fold::Places(..));
            let from = stemma.strands.iter().filter(own);
            let from: Vec<String> = from.map(|s| words(&stemma.bundles[s.to].name(lineage))).collect();
            let name = opening(&bundle.name(lineage));
            let mut what = match bundle.fold {
                Fold::One => name,
                _ => format!("{name}, {}", bundle.words()),
            };
            if !from.is_empty() {
                let _ = write!(what, ": {}", from.join("; "));
            }
            self.line(&format!("- {what}"));
        }
    }

    fn utterances(&mut self, sheet: &Sheet<'_, 'd>) {
        let utterances = sheet.utterances();
        if utterances.is_empty() {
            return;
        }
        self.heading(2, UTTERANCES);
        for two in utterances {
            let shown = |page: &mut Self, cite: Cite| {
                let said = clip(page.desk.words(cite).unwrap_or_default(), 240);
                let marks = page.marks([cite]);
                format!("{}: “{}”{marks}", words(&sheet.tongue(cite)), words(&said))
            };
            let (from, to) = (shown(self, two.from), shown(self, two.to));
            let why = words(&line(&two.step.text));
            self.line(&format!("- {from}  \n  {to}  \n  {why} (score {:.2})", two.score.get()));
        }
    }

    fn related(&mut self, sheet: &Sheet<'_, 'd>) {
        let kin = sheet.kin();
        if kin.is_empty() {
            return;
        }
        self.heading(2, "Related stories");
        for Kin { story, how, cites } in kin {
            let headline = self.desk.words(story.headline).map(line).unwrap_or_default();
            let marks = self.marks(cites.iter().copied());
            self.line(&format!("- {how}: {}{marks}, `{}`", words(&headline), story.id));
        }
    }

    fn sources(&mut self, sheet: &Sheet<'_, 'd>) {
        self.heading(2, "Sources");
        for id in &sheet.story.articles {
            let Some(article) = self.desk.article(*id) else { continue };
            let mut line = format!("- **{}**", words(&label(self.desk, article)));
            if let Some(title) = &article.title {
                let _ = write!(line, ", {}", words(title));
            }
            if let Some(published) = &article.published {
                let _ = write!(line, ", {}", spoken(published));
            }
            if let Some(copy) = self.desk.copy(*id) {
                let _ = write!(line, ", a reprint of {}", words(&sheet.outlet(copy.of)));
            }
            if let Some(capture) = self.desk.capture(article.capture) {
                let _ = write!(line, "  \n  {}, SHA-256 `{}`", words(&capture.input), words(&capture.sha256));
            }
            self.line(&format!("{line}, `{id}`"));
        }
    }

    fn notes(&mut self) {
        let notes = self.desk.notes();
        if notes.is_empty() {
            return;
        }
        self.heading(2, "Notes");
        for note in notes {
            let severity = match note.severity {
                Severity::Info => "info",
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            let input = note.input.as_deref().map(|input| format!("{}: ", words(input))).unwrap_or_default();
            let hint = note.hint.as_deref().map(|hint| format!(" ({})", words(hint))).unwrap_or_default();
            let marks = self.marks(note.at);
            self.line(&format!("- *{severity}* {input}{}{hint}{marks}", words(&note.text)));
        }
    }

    fn footnotes(&mut self, rim: &Rim<'d>) {
        let cited: Vec<_> = self.register.all().collect();
        if !cited.is_empty() {
            self.out.push('\n');
        }
        for (number, cite, _) in cited {
            let (Some(outward), Some(article)) = (rim.cite(cite), self.desk.article(cite.article)) else {
                continue;
            };
            let outlet = words(&label(self.desk, article));
            let (said, start, end) = (words(outward.text), outward.start, outward.end);
            self.line(&format!("[^{number}]: {outlet}, characters {start}–{end}: {said}"));
        }
    }
}
