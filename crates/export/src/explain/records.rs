//! The record that an id names, and what is told about each kind.

use std::fmt::Write as _;

use sayso_news::{Article, Capture, Claim, EntityId, Position, Story};

use super::{Page, maker};
use crate::dates::spoken;
use crate::desk::{Desk, Said, Who, speaker_words};
use crate::plain::line;
use crate::sheet::label;
use crate::wording::{origins_words, stance_word, status_means, status_name, through};

/// A record that can be explained.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'d> {
    Claim(&'d Claim),
    Attribution(Said<'d>),
    Article(&'d Article),
    Who(EntityId),
    Story(&'d Story),
    Capture(&'d Capture),
}

/// The only record whose id is, or begins with, these letters.
pub(super) fn find<'d>(desk: &Desk<'d>, id: &str) -> Option<Target<'d>> {
    let id = id.trim();
    let (kind, _) = id.split_once('-')?;
    let dossier = desk.dossier;
    let digests = dossier.digests.iter();
    let readings = dossier.readings.iter();
    match kind {
        "clm" => only(id, digests.flat_map(|d| &d.claims).map(|c| (c.id.to_string(), Target::Claim(c)))),
        "att" => {
            let all = readings.flat_map(|reading| &reading.attributions);
            only(
                id,
                all.filter_map(|a| Some((a.id.to_string(), Target::Attribution(desk.attribution(a.id)?)))),
            )
        }
        "art" => only(id, dossier.articles.iter().map(|a| (a.id.to_string(), Target::Article(a)))),
        "sto" => only(id, dossier.stories.iter().map(|s| (s.id.to_string(), Target::Story(s)))),
        "cap" => only(id, dossier.captures.iter().map(|c| (c.id.to_string(), Target::Capture(c)))),
        "ent" => {
            let members = dossier.stories.iter().flat_map(|story| &story.cast).map(|member| member.id);
            let entities = readings.flat_map(|reading| &reading.entities).map(|entity| entity.id);
            only(id, members.chain(entities).map(|e| (e.to_string(), Target::Who(e))))
        }
        _ => None,
    }
}

fn only<'d>(prefix: &str, all: impl Iterator<Item = (String, Target<'d>)>) -> Option<Target<'d>> {
    let mut found: Option<(String, Target<'d>)> = None;
    for (id, target) in all.filter(|(id, _)| id.starts_with(prefix)) {
        match &found {
            Some((other, _)) if *other != id => return None,
            Some(_) => {}
            None => found = Some((id, target)),
        }
    }
    found.map(|(_, target)| target)
}

impl<'d> Page<'_, 'd> {
    pub(super) fn record(&mut self, target: Target<'d>) {
        match target {
            Target::Claim(claim) => self.claim(claim),
            Target::Attribution(said) => self.attribution(0, said),
            Target::Article(article) => self.article(article),
            Target::Who(id) => self.who(id),
            Target::Story(story) => self.story(story),
            Target::Capture(capture) => self.capture(capture),
        }
    }

    fn claim(&mut self, claim: &'d Claim) {
        let (name, means) = (status_name(claim.status), status_means(claim.status));
        self.put(0, "claim", &claim.id.to_string());
        self.cited(1, "words", claim.at);
        self.place(2, claim.at);
        self.put(1, "status", &format!("{}: {means}", name.to_lowercase()));
        self.put(1, "counts", &origins_words(claim));
        self.put(1, "made by", &format!("{}, score {:.2}", maker(&claim.made), claim.score.get()));
        self.steps(1, &claim.steps);
        for cite in &claim.unconfirmed {
            self.cited(1, "doubted", *cite);
        }
        for cite in &claim.narrated {
            self.cited(1, "narrated", *cite);
        }
        for opposition in &claim.opposes {
            let kind = crate::wording::opposition_words(opposition.kind);
            let made = format!("{}, score {:.2}", maker(&opposition.made), opposition.score.get());
            self.put(1, "against", &format!("{}: {kind} [{made}]", opposition.claim));
            self.cited(2, "here", opposition.cites[0]);
            self.cited(2, "there", opposition.cites[1]);
        }
        for position in &claim.positions {
            self.gap();
            self.position(position);
        }
    }

    fn position(&mut self, position: &'d Position) {
        let who = position.speaker.and_then(|id| self.desk.who(id));
        let name = speaker_words(who, &position.speaker_text).unwrap_or("an unnamed source");
        let id = position.speaker.map(|id| format!(" ({id})")).unwrap_or_default();
        self.put(0, stance_word(position.stance), &format!("{}{id}", line(name)));
        for id in &position.attributions {
            match self.desk.attribution(*id) {
                Some(said) => self.attribution(1, said),
                None => self.put(1, "missing", &id.to_string()),
            }
        }
    }

    fn attribution(&mut self, depth: usize, said: Said<'d>) {
        let Said { article, attribution } = said;
        self.put(depth, "said", &attribution.id.to_string());
        let depth = depth + 1;
        let speaker = self.desk.speaker(attribution);
        let name = speaker_words(speaker, &attribution.speaker_text).map(line);
        let id = speaker.map(|who| format!(" ({})", who.id())).unwrap_or_default();
        self.put(depth, "speaker", &format!("{}{id}", name.unwrap_or_else(|| "unknown".into())));
        for (name, spans) in
            [("source", &attribution.source), ("cue", &attribution.cue), ("content", &attribution.content)]
        {
            for span in spans {
                self.cited(depth, name, article.cite(*span));
            }
        }
        let mut manner =
            vec![stance_word(attribution.stance).to_owned(), format!("{:?} speech", attribution.mode)];
        manner.extend(attribution.certainty.map(|certainty| format!("{certainty:?}")));
        manner.push(format!("reported as {:?}", attribution.reporting));
        let mut manner = manner.join(", ").to_lowercase();
        if let Some(when) = &attribution.said {
            let _ = write!(manner, ", {}", spoken(when));
        }
        self.put(depth, "manner", &manner);
        if let Some(through) = through(said) {
            self.put(depth, "channel", &through);
        }
        let via = attribution.via.iter().filter_map(|id| self.desk.who(*id)).map(|who| line(who.name()));
        let via: Vec<String> = via.chain(attribution.via_text.iter().map(|words| line(words))).collect();
        if !via.is_empty() {
            self.put(depth, "via", &via.join(", via "));
        }
        if let Some(within) = attribution.within {
            self.put(depth, "within", &within.to_string());
        }
        self.put(depth, "score", &format!("{:.2}", attribution.score.get()));
        self.steps(depth, &attribution.steps);
        for span in &attribution.content {
            self.place(depth, article.cite(*span));
        }
    }

    fn article(&mut self, article: &'d Article) {
        self.put(0, "article", &article.id.to_string());
        self.put(1, "outlet", &label(self.desk, article));
        if let Some(cite) = article.outlet_cite {
            self.cited(2, "told by", cite);
        }
        if let Some(title) = &article.title {
            self.put(1, "title", &line(title));
        }
        for author in &article.byline {
            let kind = format!("{:?}", author.kind).to_lowercase();
            self.put(1, "by", &format!("{} ({kind})", line(&author.name)));
        }
        if let Some(section) = &article.section {
            let basis = format!("{:?}", section.basis).to_lowercase();
            self.put(1, "section", &format!("{} ({basis})", line(&section.name)));
            if let Some(cite) = section.cite {
                self.cited(2, "told by", cite);
            }
        }
        for (name, when) in [
            ("published", &article.published),
            ("updated", &article.updated),
            ("captured", &article.captured),
        ] {
            let Some(when) = when else { continue };
            let basis = format!("{:?}", when.basis).to_lowercase();
            self.put(1, name, &format!("{} ({basis})", spoken(when)));
            if let Some(cite) = when.cite {
                self.cited(2, "told by", cite);
            }
        }
        for entry in &article.entries {
            let basis = format!("{:?}", entry.at.basis).to_lowercase();
            self.put(1, "entry", &format!("{} ({basis})", spoken(&entry.at)));
            if let Some(cite) = entry.at.cite {
                self.cited(2, "told by", cite);
            }
        }
        for story in self.desk.stories(article.id) {
            self.put(1, "story", &story.id.to_string());
        }
        if let Some(capture) = self.desk.capture(article.capture) {
            self.put(1, "capture", &capture.id.to_string());
            self.file(1, capture);
        }
        for block in &article.blocks {
            let words = crate::plain::clip(block.span.slice(&article.text), 60);
            self.put(
                1,
                block.kind.name(),
                &format!("{words} [{}, score {:.2}]", maker(&block.made), block.score.get()),
            );
        }
        let said = self.desk.reading(article.id).map(|reading| reading.attributions.iter());
        for attribution in said.into_iter().flatten() {
            let cite = attribution.content.first().map(|span| article.cite(*span));
            let words =
                cite.and_then(|cite| self.desk.words(cite)).map(|words| crate::plain::clip(words, 60));
            self.put(1, "said", &format!("{} {}", attribution.id, words.unwrap_or_default()));
        }
    }

    fn who(&mut self, id: EntityId) {
        let Some(who) = self.desk.who(id) else { return };
        self.put(0, "entity", &who.id().to_string());
        let kind = format!("{:?}", who.kind()).to_lowercase();
        let named = if who.named() { "" } else { ", only described" };
        self.put(1, "name", &format!("{} ({kind}{named})", line(who.name())));
        for (name, words) in [("alias", who.aliases()), ("title", who.titles())] {
            for word in words {
                self.put(1, name, &line(word));
            }
        }
        if let Some(side) = who.affiliation().and_then(|id| self.desk.who(id)) {
            self.put(1, "of", &format!("{} ({})", line(side.name()), side.id()));
        }
        if let Some(place) = who.place() {
            let (north, east) = (place.latitude, place.longitude);
            let precision = format!("{:?}", place.precision).to_lowercase();
            let gazetteer = line(&place.gazetteer);
            self.put(
                1,
                "place",
                &format!("{north:.4} north, {east:.4} east, {gazetteer}, as fine as a {precision}"),
            );
            self.steps(2, std::slice::from_ref(&place.step));
        }
        let Who::Member(member) = who else { return };
        self.steps(1, &member.steps);
        for cite in &member.mentions {
            self.cited(1, "mention", *cite);
        }
    }

    fn story(&mut self, story: &'d Story) {
        self.put(0, "story", &story.id.to_string());
        self.cited(1, "headline", story.headline);
        if let Some(began) = &story.began {
            self.put(1, "began", &spoken(began));
        }
        self.put(1, "made by", &maker(&story.made));
        self.steps(1, &story.steps);
        for id in &story.articles {
            let name = self.desk.article(*id).map(|article| label(self.desk, article)).unwrap_or_default();
            let copy =
                self.desk.copy(*id).map(|c| format!(", a reprint of {} (score {:.2})", c.of, c.score.get()));
            self.put(1, "article", &format!("{id} {name}{}", copy.unwrap_or_default()));
            for debt in story.debts.iter().filter(|debt| debt.article == *id) {
                self.put(2, "owes", &debt.to.to_string());
                self.steps(3, std::slice::from_ref(&debt.step));
            }
            for two in story.utterances.iter().filter(|two| two.to.article == *id) {
                self.cited(2, "words", two.to);
                self.cited(3, "perhaps also", two.from);
                self.steps(3, std::slice::from_ref(&two.step));
            }
        }
        let claims = self.desk.digest(story.id).map(|digest| digest.claims.iter());
        for claim in claims.into_iter().flatten() {
            let words =
                self.desk.words(claim.at).map(|words| crate::plain::clip(words, 60)).unwrap_or_default();
            self.put(1, "claim", &format!("{} {words}", claim.id));
        }
    }

    fn capture(&mut self, capture: &'d Capture) {
        self.put(0, "capture", &capture.id.to_string());
        self.file(1, capture);
        for article in self.desk.dossier.articles.iter().filter(|article| article.capture == capture.id) {
            self.put(1, "article", &format!("{} {}", article.id, label(self.desk, article)));
        }
    }
}
