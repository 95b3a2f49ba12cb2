//! The annotated statements put in place of what reading finds, so that alignment is measured apart from its mistakes.

use sayso_claims::{Given, Weigher};
use sayso_news::{
    Article, Attribution, AttributionId, Cite, Dossier, EntityId, EntityKind, Member, Mode, Reading,
    Reporting, Score, Story,
};
use sayso_stories::Grouper;
use sayso_text::Span;

use super::account::places;
use super::gold::{Said, Told};

/// One story of all reports, with the annotated statements and their speakers.
pub(crate) struct Laid {
    pub(crate) story: Story,
    pub(crate) given: Vec<Given>,
    /// Each one's place among the annotated statements.
    pub(crate) numbers: Vec<usize>,
}

/// Puts the annotated statements in place of the attributions of the dossier's readings.
pub(crate) fn lay(told: &Told, dossier: &mut Dossier, grouper: &Grouper) -> Option<Laid> {
    let places = places(told, dossier);
    lay_at(&told.statements, &places, dossier, grouper)
}

/// The same where the places are known.
pub(crate) fn lay_at(
    statements: &[Said],
    places: &[Option<Cite>],
    dossier: &mut Dossier,
    grouper: &Grouper,
) -> Option<Laid> {
    let pairs: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
    let mut story = grouper.whole(&pairs)?;
    let (mut numbers, mut given, mut speakers) = (Vec::new(), Vec::new(), Vec::new());
    for (article, reading) in dossier.articles.iter().zip(&mut dossier.readings) {
        let mut attributions = Vec::new();
        let own = statements.iter().zip(places).enumerate();
        let own = own.filter_map(|(n, (said, cite))| Some((n, said, (*cite)?)));
        for (n, said, cite) in own.filter(|(_, _, cite)| cite.article == article.id) {
            let one = (!said.narrated).then(|| attribution(reading, article, said, cite));
            if let (Some(one), Some(name)) = (&one, said.speaker.as_deref()) {
                let described =
                    one.speaker.and_then(|part| story.member_of(part)).filter(|m| !m.named).map(|m| m.id);
                let member =
                    member(&story.cast, name).or(described).or_else(|| newcomer(&mut story.cast, name));
                speakers.extend(member.map(|member| (one.id, member)));
            }
            numbers.push(n);
            given.push(Given { at: cite, attribution: one.as_ref().map(|a| a.id), stance: said.stance });
            attributions.extend(one);
        }
        reading.attributions = attributions;
    }
    story.speakers = speakers;
    Some(Laid { story, given, numbers })
}

/// Weighs the reports as one story, from the annotated statements alone.
pub(crate) fn weigh(told: &Told, dossier: &mut Dossier, grouper: &Grouper, weigher: &Weigher) {
    let Some(laid) = lay(told, dossier, grouper) else { return };
    let pairs: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
    dossier.digests = vec![weigher.weigh_given(&laid.story, &pairs, &laid.given)];
    dossier.stories = vec![laid.story];
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
    if !name.starts_with(char::is_uppercase) {
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
