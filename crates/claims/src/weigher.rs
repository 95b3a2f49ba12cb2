//! The stage: a story and its readings in, its digest out.

use sayso_lexicon::Lexicon;
use sayso_news::{
    Article, Claim, ClaimId, ClaimStatus, Digest, Made, Noted, Origins, Position, Reading, Score, Stage,
    Story,
};

/// Weighs what a story's articles say against each other.
#[derive(Debug, Clone, Copy)]
pub struct Weigher {
    #[expect(dead_code, reason = "the word tables come with the alignment")]
    lexicon: &'static Lexicon,
}

impl Weigher {
    /// A weigher on the tables of one language.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self { lexicon }
    }

    /// The claims of a story; `pairs` are exactly its articles with their readings, in any order.
    pub fn weigh(&self, story: &Story, pairs: &[(&Article, &Reading)]) -> Noted<Digest> {
        let mut pairs = pairs.to_vec();
        pairs.sort_by_key(|(article, _)| story.articles.iter().position(|id| *id == article.id));
        let mut claims = Vec::new();
        for (article, reading) in &pairs {
            for attribution in reading.attributions.iter().filter(|a| a.is_statement()) {
                let Some(span) = attribution.content.first() else { continue };
                let at = article.cite(*span);
                let member = attribution.speaker.and_then(|id| story.member_of(id));
                claims.push(Claim {
                    id: ClaimId::of(&[&story.id.bytes(), &attribution.id.bytes()]),
                    story: story.id,
                    at,
                    status: if member.is_some() { ClaimStatus::SingleOrigin } else { ClaimStatus::Unsourced },
                    cross_side: false,
                    unconfirmed: Vec::new(),
                    reports: 1,
                    origins: u32::from(member.is_some()),
                    positions: vec![Position {
                        speaker: member.map(|m| m.id),
                        speaker_text: attribution.speaker_text.clone(),
                        affiliation: member.and_then(|m| m.affiliation),
                        stance: attribution.stance,
                        attributions: vec![attribution.id],
                        first_said: attribution.said.clone(),
                    }],
                    narrated: Vec::new(),
                    figures: Vec::new(),
                    opposes: Vec::new(),
                    score: Score::CERTAIN,
                    steps: Vec::new(),
                    made: Made::by(Stage::Claims, "one-statement"),
                });
            }
        }
        Noted::clean(Digest {
            story: story.id,
            claims,
            timeline: Vec::new(),
            origins: Origins::default(),
            brief: Vec::new(),
        })
    }
}
