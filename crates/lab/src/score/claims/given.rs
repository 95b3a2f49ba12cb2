//! The annotated statements put in place of what reading finds, so that alignment is measured apart from its mistakes.

use std::collections::BTreeMap;

use sayso_claims::{Given, Weigher};
use sayso_news::{
    Article, ArticleId, Attribution, AttributionId, Cite, Dossier, EntityId, EntityKind, Member, Mode,
    Reading, Reporting, Score,
};
use sayso_text::Span;

use super::account::places;
use super::gold::{Said, Told};

/// Weighs the dossier's stories anew, each from its annotated statements alone.
pub(crate) fn weigh(told: &Told, dossier: &mut Dossier, weigher: &Weigher) {
    let places = places(told, dossier);
    let mut given: BTreeMap<ArticleId, Vec<(usize, Given)>> = BTreeMap::new();
    for (article, reading) in dossier.articles.iter().zip(&mut dossier.readings) {
        let own = told.statements.iter().zip(&places).enumerate();
        let own = own.filter_map(|(n, (said, cite))| Some((n, said, (*cite)?)));
        let mut attributions = Vec::new();
        for (n, said, cite) in own.filter(|(_, _, cite)| cite.article == article.id) {
            let one = (!said.narrated).then(|| attribution(reading, article, said, cite));
            let id = one.as_ref().map(|a| a.id);
            given
                .entry(article.id)
                .or_default()
                .push((n, Given { at: cite, attribution: id, stance: said.stance }));
            attributions.extend(one);
        }
        reading.attributions = attributions;
    }
    let pairs: BTreeMap<ArticleId, (&Article, &Reading)> =
        dossier.articles.iter().zip(&dossier.readings).map(|pair| (pair.0.id, pair)).collect();
    for (story, digest) in dossier.stories.iter_mut().zip(&mut dossier.digests) {
        let own: Vec<_> = story.articles.iter().filter_map(|id| pairs.get(id).copied()).collect();
        let all: Vec<(usize, Given)> =
            story.articles.iter().filter_map(|id| given.get(id)).flatten().copied().collect();
        let mut speakers = Vec::new();
        for (n, one) in &all {
            let (Some(id), Some(name)) = (one.attribution, told.statements[*n].speaker.as_deref()) else {
                continue;
            };
            let before = own.iter().find_map(|(_, r)| r.attributions.iter().find(|a| a.id == id)?.speaker);
            let described = before.and_then(|part| story.member_of(part)).filter(|m| !m.named).map(|m| m.id);
            let member = member(&story.cast, name).or(described).or_else(|| newcomer(&mut story.cast, name));
            speakers.extend(member.map(|member| (id, member)));
        }
        story.speakers = speakers;
        let given: Vec<Given> = all.iter().map(|(_, one)| *one).collect();
        *digest = weigher.weigh_given(story, &own, &given);
    }
}

/// An attribution of these words alone; what reading saw of the cue and the channel around them stays.
fn attribution(reading: &Reading, article: &Article, said: &Said, cite: Cite) -> Attribution {
    let shared = |a: &Attribution| -> usize {
        let one = |s: &Span| s.end().min(cite.span.end()).saturating_sub(s.start().max(cite.span.start()));
        a.content.iter().map(one).sum()
    };
    let near = reading.attributions.iter().max_by_key(|a| shared(a)).filter(|a| shared(a) > 0);
    let name = said.speaker.clone().unwrap_or_default();
    let id = AttributionId::of(&[
        &article.id.bytes(),
        &(cite.span.start() as u64).to_le_bytes(),
        &(cite.span.end() as u64).to_le_bytes(),
    ]);
    let blank = || Attribution {
        id,
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        speaker: None,
        speaker_text: String::new(),
        mode: Mode::Indirect,
        stance: said.stance,
        certainty: None,
        reporting: Reporting::Neutral,
        channel: None,
        via: Vec::new(),
        via_text: Vec::new(),
        within: None,
        said: None,
        score: Score::CERTAIN,
        steps: Vec::new(),
    };
    // The speaker that reading saw is kept where it only describes somebody; the given name goes before.
    Attribution {
        id,
        content: vec![cite.span],
        speaker_text: name,
        stance: said.stance,
        within: None,
        ..near.cloned().unwrap_or_else(blank)
    }
}

fn folded(name: &str) -> String {
    let name = name.to_lowercase();
    ["the ", "a ", "an "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(&name).to_owned()
}

/// The member of that name.
fn member(cast: &[Member], name: &str) -> Option<EntityId> {
    let wanted = folded(name);
    let named =
        |m: &&Member| m.named && std::iter::once(&m.name).chain(&m.aliases).any(|n| folded(n) == wanted);
    cast.iter().find(named).map(|m| m.id)
}

/// A member for a speaker whom reading did not see; nobody for one who is only described.
fn newcomer(cast: &mut Vec<Member>, name: &str) -> Option<EntityId> {
    if !name.chars().any(char::is_uppercase) {
        return None;
    }
    let id = EntityId::of(&[b"given", name.as_bytes()]);
    cast.push(Member {
        id,
        kind: EntityKind::Other,
        name: name.to_owned(),
        named: true,
        aliases: Vec::new(),
        titles: Vec::new(),
        affiliation: None,
        state: None,
        place: None,
        mentions: Vec::new(),
        parts: Vec::new(),
        steps: Vec::new(),
    });
    Some(id)
}
