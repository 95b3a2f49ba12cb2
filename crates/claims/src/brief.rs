//! The brief: a few sentences put together from cited words alone.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{Cite, ClaimId, ClaimStatus, Line, OppositionKind};

use crate::align::Scene;
use crate::assembly::Drawn;
use crate::figures::Number;
use crate::material::NONE;
use crate::phrasing::{Names, capital, date, listed, number, plural, quoted};

/// Sentences of one brief at most.
const MOST: usize = 12;

/// Writes the brief of a story from its claims, heaviest first.
pub(crate) fn brief(scene: &Scene<'_, '_>, drawn: &[Drawn]) -> Vec<Line> {
    let mut writer = Writer {
        scene,
        drawn,
        by_id: drawn.iter().enumerate().map(|(i, d)| (d.claim.id, i)).collect(),
        names: Names::new(scene),
        told: BTreeSet::new(),
        lines: Vec::new(),
    };
    writer.opening();
    writer.conceded();
    writer.corroborated();
    writer.disputed();
    writer.counts();
    writer.unconfirmed();
    writer.single();
    writer.unsourced();
    writer.lines.truncate(MOST);
    writer.lines
}

struct Writer<'w, 'm, 'a> {
    scene: &'w Scene<'m, 'a>,
    drawn: &'w [Drawn],
    by_id: BTreeMap<ClaimId, usize>,
    names: Names<'w, 'm, 'a>,
    /// Claims told already.
    told: BTreeSet<usize>,
    lines: Vec<Line>,
}

impl Writer<'_, '_, '_> {
    fn line(&mut self, text: &str, cites: &[Cite]) {
        let mut seen = Vec::new();
        for cite in cites {
            if !seen.contains(cite) {
                seen.push(*cite);
            }
        }
        if let Some((first, more)) = seen.split_first() {
            self.lines.push(Line::new(capital(text), *first, more.to_vec()));
        }
    }

    /// The words of a claim in quotation marks, without who says them.
    fn words(&self, claim: usize) -> String {
        self.said(self.drawn[claim].lead)
    }

    /// The words of a statement in quotation marks.
    fn said(&self, statement: u32) -> String {
        let own = &self.scene.statements[statement as usize];
        let article = self.scene.material.sheets[own.sheet as usize].article;
        quoted(crate::assembly::balanced(article, own.span).slice(&article.text))
    }

    /// Those who speak for a claim.
    fn speakers(&self, claim: usize) -> Vec<u32> {
        let item = &self.drawn[claim];
        if item.sides[0].is_empty() { item.sides[1].clone() } else { item.sides[0].clone() }
    }

    fn denied(&self, claim: usize) -> bool {
        self.drawn[claim].sides[0].is_empty()
            && self.drawn[claim]
                .claim
                .positions
                .iter()
                .any(|p| matches!(p.stance, sayso_news::Stance::Deny | sayso_news::Stance::Doubt))
    }

    /// "X and Y say: “…”", "X denies “…”", "X speaks of “…”"
    fn says(&self, claim: usize) -> String {
        let lead = self.drawn[claim].lead;
        self.states(claim, &self.speakers(claim), lead)
    }

    /// The same with the very words that clash, and those who say them.
    fn clashes(&self, claim: usize, cite: Cite) -> String {
        let own = self.drawn[claim].statements.iter().copied().find(|s| {
            let statement = &self.scene.statements[*s as usize];
            let sheet = &self.scene.material.sheets[statement.sheet as usize];
            sheet.article.cite(statement.span) == cite && self.scene.voices.of[*s as usize] != NONE
        });
        let Some(own) = own else { return self.says(claim) };
        self.states(claim, &[self.scene.voices.of[own as usize]], own)
    }

    fn states(&self, claim: usize, voices: &[u32], statement: u32) -> String {
        let negated = self.scene.gists[statement as usize].negated;
        let deny = self.denied(claim) && !negated;
        let own = &self.scene.statements[statement as usize];
        let sheet = &self.scene.material.sheets[own.sheet as usize];
        let tokens = sheet.tokens_in(own.span);
        let first = sheet.tag(tokens.start);
        let verb = tokens.clone().any(|at| crate::clauses::is_finite_verb(sheet, at));
        // How words go on after the speaker: a clause after a colon, "to have …" after a claim, a noun after "speaks of".
        let (one, many) = match (deny, verb, sheet.lemma(tokens.start)) {
            (true, true, _) => ("denies:", "deny:"),
            (true, false, _) => ("denies", "deny"),
            (false, _, "to") => ("claims", "claim"),
            (false, true, _) => ("says:", "say:"),
            (false, false, _) if matches!(first, sayso_news::Tag::Verb | sayso_news::Tag::Auxiliary) => {
                ("says:", "say:")
            }
            (false, false, _) => ("speaks of", "speak of"),
        };
        let single =
            self.names.count(voices) == 1 && voices.first().is_some_and(|v| !self.names.is_plural(*v));
        let words = self.said(statement);
        format!("{} {} {words}", self.names.all(voices), if single { one } else { many })
    }

    /// Whether the words shown turn the claim round themselves.
    fn negated(&self, claim: usize) -> bool {
        self.scene.gists[self.drawn[claim].lead as usize].negated
    }

    fn opening(&mut self) {
        let story = self.scene.material.story;
        let sheets = &self.scene.material.sheets;
        let Some(sheet) = sheets.iter().find(|s| s.article.id == story.headline.article) else { return };
        let headline = quoted(story.headline.span.slice(&sheet.article.text));
        let outlet = sheet.article.outlet.as_deref();
        let mut dates: Vec<_> =
            sheets.iter().filter_map(|s| Some(s.article.published.as_ref()?.value.begins())).collect();
        dates.sort_unstable();
        let days: Vec<String> =
            [dates.first(), dates.last()].into_iter().flatten().filter_map(|d| date(*d)).collect();
        let copies = sheets.iter().enumerate().filter(|(i, s)| s.root != *i).count();
        let reports = if sheets.len() == 1 {
            "one report".to_owned()
        } else {
            format!("{} reports", number(sheets.len()))
        };
        let reprints = match copies {
            0 => String::new(),
            1 => ", one of them a reprint".to_owned(),
            n => format!(", {} of them reprints", number(n)),
        };
        let published = match (days.first(), days.last()) {
            (Some(a), Some(b)) if a != b => format!(", published from {a} to {b}"),
            (Some(a), _) => format!(", published on {a}"),
            _ => String::new(),
        };
        let heads = outlet.map_or_else(|| "one heads".to_owned(), |o| format!("{o} heads"));
        let pause = if copies > 0 || !days.is_empty() { "," } else { "" };
        let text = if sheets.len() == 1 {
            format!("{reports}{reprints}{published}{pause} tells this story: {headline}.")
        } else {
            format!("{reports}{reprints}{published}{pause} tell this story; {heads} it {headline}.")
        };
        self.line(&text, &[story.headline]);
    }

    fn conceded(&mut self) {
        for (i, item) in self.drawn.iter().enumerate() {
            if item.claim.cross_side && item.claim.status != ClaimStatus::Disputed && self.lines.len() < 3 {
                let voices = self.speakers(i);
                let text = format!(
                    "{}, who contradict each other elsewhere, say the same: {}.",
                    self.names.all(&voices),
                    self.words(i)
                );
                self.tell(&text, i);
            }
        }
    }

    fn tell(&mut self, text: &str, claim: usize) {
        let mut cites = vec![self.drawn[claim].claim.at];
        cites.extend(self.evidence(claim));
        self.told.insert(claim);
        self.line(text, &cites);
    }

    /// Where each of a claim's speakers says it.
    fn evidence(&self, claim: usize) -> Vec<Cite> {
        let mut seen = BTreeSet::new();
        let mut cites = Vec::new();
        for s in &self.drawn[claim].statements {
            let voice = self.scene.voices.of[*s as usize];
            if seen.insert(voice) && cites.len() < 6 {
                let statement = &self.scene.statements[*s as usize];
                cites.push(self.scene.material.sheets[statement.sheet as usize].article.cite(statement.span));
            }
        }
        cites
    }

    fn corroborated(&mut self) {
        let mut count = 0;
        for i in 0..self.drawn.len() {
            let claim = &self.drawn[i].claim;
            let past = self.scene.gists[self.drawn[i].lead as usize].past.is_some();
            if claim.status != ClaimStatus::Corroborated || past || self.told.contains(&i) || count == 2 {
                continue;
            }
            count += 1;
            let voices = self.speakers(i);
            let verb =
                if self.denied(i) && !self.negated(i) { "deny, independently" } else { "say, independently" };
            let text = format!("{} {verb}: {}.", self.names.all(&voices), self.words(i));
            self.tell(&text, i);
        }
    }

    fn disputed(&mut self) {
        let mut edges: Vec<(f32, usize, usize, OppositionKind, [Cite; 2])> = Vec::new();
        for (i, item) in self.drawn.iter().enumerate() {
            for other in &item.claim.opposes {
                let Some(j) = self.by_id.get(&other.claim).copied() else { continue };
                if i < j && other.kind != OppositionKind::Number {
                    let weight = item.weight + self.drawn[j].weight + other.score.get();
                    edges.push((weight, i, j, other.kind, other.cites));
                }
            }
        }
        edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut count = 0;
        let mut kinds: BTreeSet<(usize, &str)> = BTreeSet::new();
        for (i, item) in self.drawn.iter().enumerate() {
            // Who says both denies nobody but himself.
            let denying: Vec<u32> =
                item.sides[1].iter().copied().filter(|v| !item.sides[0].contains(v)).collect();
            if !item.sides[0].is_empty() && !denying.is_empty() && count < 2 {
                count += 1;
                let against = self.names.all(&denying);
                let verb = if self.names.count(&denying) == 1 && !self.names.is_plural(denying[0]) {
                    "denies"
                } else {
                    "deny"
                };
                let text = format!("{}; {against} {verb} it.", self.states(i, &item.sides[0], item.lead));
                self.tell(&text, i);
            }
        }
        for (_, i, j, kind, cites) in edges {
            // One claim is set against others once for each reason.
            let reason = kind_name(kind);
            let again = kinds.contains(&(i, reason)) || kinds.contains(&(j, reason));
            if count >= 5 || again || (self.told.contains(&i) && self.told.contains(&j)) {
                continue;
            }
            kinds.extend([(i, reason), (j, reason)]);
            count += 1;
            let head = match kind {
                OppositionKind::Actor => "Who did it is disputed. ",
                OppositionKind::Outcome => "The outcome is disputed. ",
                OppositionKind::Time => "When it was is disputed. ",
                _ => "",
            };
            let text = format!(
                "{head}{}. Against that, {}.",
                capital(&self.clashes(i, cites[0])),
                self.clashes(j, cites[1])
            );
            let mut all = vec![self.drawn[i].claim.at, self.drawn[j].claim.at];
            all.extend(cites);
            self.told.extend([i, j]);
            self.line(&text, &all);
        }
    }

    /// What is counted differently, or moved on from day to day.
    fn counts(&mut self) {
        type Entry = ((i16, u8, u8), f64, String, Cite);
        let mut by: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for item in self.drawn {
            for s in &item.statements {
                let gist = &self.scene.gists[*s as usize];
                let statement = &self.scene.statements[*s as usize];
                if statement.is_narrated() || gist.past.is_some() {
                    continue;
                }
                for count in gist.numbers.iter().filter(|n| n.fate.is_some() && !n.part) {
                    let sheet = &self.scene.material.sheets[statement.sheet as usize];
                    if sheet.root != statement.sheet as usize {
                        continue;
                    }
                    let begins = sheet.article.published.as_ref().map(|p| p.value.begins());
                    let Some((Some(y), Some(m), Some(d))) = begins else { continue };
                    let who = self.names.one(self.scene.voices.of[*s as usize]);
                    let shown = format!(
                        "{} ({who}, {})",
                        bounded(count),
                        date((Some(y), Some(m), Some(d))).unwrap_or_default()
                    );
                    let key = crowd_key(self.scene, count);
                    by.entry(key).or_default().push((
                        (y, m, d),
                        count.value,
                        shown,
                        sheet.article.cite(count.span),
                    ));
                }
            }
        }
        let mut written = 0;
        for (quantity, mut entries) in by {
            entries.sort_by(|a, b| {
                a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3))
            });
            entries.dedup_by(|a, b| a.2 == b.2);
            let first = entries[0].1;
            if entries.iter().all(|e| (e.1 - first).abs() < 1e-9) || written == 2 {
                continue;
            }
            written += 1;
            entries.truncate(6);
            let shown: Vec<&str> = entries.iter().map(|e| e.2.as_str()).collect();
            let cites: Vec<Cite> = entries.iter().map(|e| e.3).collect();
            let shown: Vec<String> = shown.iter().map(|s| (*s).to_owned()).collect();
            self.line(&format!("{quantity} is given as {}.", listed(&shown)), &cites);
        }
    }

    fn unconfirmed(&mut self) {
        let mut seen: BTreeSet<Cite> = BTreeSet::new();
        for i in 0..self.drawn.len() {
            let Some(cite) = self.drawn[i].claim.unconfirmed.first().copied() else { continue };
            if !seen.insert(cite) || seen.len() > 2 {
                continue;
            }
            let Some(sheet) = self.scene.material.sheets.iter().find(|s| s.article.id == cite.article) else {
                continue;
            };
            let outlet = sheet.article.outlet.clone().unwrap_or_else(|| "one report".to_owned());
            let text = format!(
                "Not confirmed: {}. {} has {}.",
                self.says(i),
                capital(&outlet),
                quoted(cite.span.slice(&sheet.article.text))
            );
            self.told.insert(i);
            let at = self.drawn[i].claim.at;
            self.line(&text, &[at, cite]);
        }
    }

    fn single(&mut self) {
        let mut count = 0;
        for i in 0..self.drawn.len() {
            let claim = &self.drawn[i].claim;
            if claim.status != ClaimStatus::SingleOrigin
                || self.told.contains(&i)
                || count == 3
                || self.lines.len() >= MOST
            {
                continue;
            }
            count += 1;
            let reports = claim.reports as usize;
            let carried =
                if reports > 1 { format!(", carried by {} reports", number(reports)) } else { String::new() };
            let voices = self.speakers(i);
            let deny = self.denied(i) && !self.negated(i);
            let (one, many) = if deny { ("denies this", "deny this") } else { ("says so", "say so") };
            let verb =
                if self.names.count(&voices) == 1 && !self.names.is_plural(voices[0]) { one } else { many };
            let text = if self.names.count(&voices) == 1 {
                format!("Only {} {verb}{carried}: {}.", self.names.all(&voices), self.words(i))
            } else {
                format!("From one origin alone{carried}, {}.", self.says(i))
            };
            self.tell(&text, i);
        }
    }

    fn unsourced(&mut self) {
        if self.lines.len() >= MOST {
            return;
        }
        let next = (0..self.drawn.len()).find(|i| {
            self.drawn[*i].claim.status == ClaimStatus::Unsourced
                && !self.told.contains(i)
                && !self.drawn[*i].claim.positions.is_empty()
        });
        if let Some(i) = next {
            let text = format!("On the word of unnamed sources alone, {}.", self.says(i));
            self.tell(&text, i);
        }
    }
}

const fn kind_name(kind: OppositionKind) -> &'static str {
    match kind {
        OppositionKind::Negation => "negation",
        OppositionKind::Actor => "actor",
        OppositionKind::Outcome => "outcome",
        OppositionKind::Number => "number",
        OppositionKind::Time => "time",
        OppositionKind::Place => "place",
        OppositionKind::Attribution => "attribution",
    }
}

fn crowd_key(scene: &Scene<'_, '_>, count: &Number) -> String {
    let fate = crate::assembly::quantity(scene, &Number { noun: None, ..count.clone() });
    match &count.noun {
        Some(noun) if !crate::assembly::is_crowd(noun) => format!("The number of {noun}s {fate}"),
        _ => format!("The number of people {fate}"),
    }
}

/// "at least 12", "31", "up to 70"
fn bounded(count: &Number) -> String {
    let value = plural(count.value);
    match (count.low, count.high) {
        (Some(low), Some(high)) => format!("{} to {}", plural(low), plural(high)),
        (Some(_), None) => format!("at least {value}"),
        (None, Some(_)) => format!("up to {value}"),
        _ if count.rough => format!("about {value}"),
        _ => value,
    }
}
