//! One story laid out for a reader: claims grouped and numbered, speakers with what they said and through what.

use std::collections::BTreeMap;

use sayso_news::{
    Article, ArticleId, Cite, Claim, ClaimId, ClaimStatus, Digest, EntityId, Figure, Opposition, Position,
    Related, Stance, Story, Utterance, When,
};

use crate::dates::spoken;
use crate::desk::{Desk, Said, Who, speaker_words};
use crate::plain::{count, distinct, line};
use crate::wording::{STATUSES, amount, relation_words, through};

/// A claim with its number in the story.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered<'d> {
    /// From 1, in the order shown.
    pub(crate) number: usize,
    /// The claim.
    pub(crate) claim: &'d Claim,
}

/// One statement behind a position.
#[derive(Debug)]
pub(crate) struct Quote<'d> {
    /// The attribution, where it stands.
    pub(crate) said: Said<'d>,
    /// What is said.
    pub(crate) content: Vec<Cite>,
    /// Through what: "told Norland Radio", "on Telegram".
    pub(crate) through: Option<String>,
    /// Relays, the one nearest the article first.
    pub(crate) via: Vec<String>,
}

impl Quote<'_> {
    /// Whether the claim's own wording is these very words, but for a conjunction before them.
    pub(crate) fn repeats(&self, claim: &Claim) -> bool {
        const CONJUNCTION: usize = 8;
        let [cite] = self.content[..] else { return false };
        let near = cite.span.len() <= claim.at.span.len() + CONJUNCTION;
        cite.article == claim.at.article && cite.span.contains(claim.at.span) && near
    }
}

/// One speaker's stand with what shows it.
#[derive(Debug)]
pub(crate) struct Stand<'d> {
    /// The speaker's name or description.
    pub(crate) who: String,
    /// Office and affiliation, where known: "transport minister of Norland; Norland".
    pub(crate) role: Option<String>,
    /// Where the speaker stands.
    pub(crate) stance: Stance,
    /// When first.
    pub(crate) first_said: Option<&'d When>,
    /// What was said.
    pub(crate) quotes: Vec<Quote<'d>>,
}

/// A claim that cannot hold with another, and who puts it forward.
#[derive(Debug)]
pub(crate) struct Rival<'d> {
    /// The opposition as recorded.
    pub(crate) opposition: &'d Opposition,
    /// The other claim, if it is shown.
    pub(crate) number: Option<usize>,
    /// Who puts the other claim forward; who denies it where nobody does.
    pub(crate) voices: Vec<String>,
}

/// A figure with the places where one voice gives it.
#[derive(Debug)]
pub(crate) struct Row<'d> {
    /// Its claim.
    pub(crate) numbered: Numbered<'d>,
    /// The figure, as first found.
    pub(crate) figure: &'d Figure,
    /// Whose number it is; `None` in an outlet's own voice.
    pub(crate) voice: Option<String>,
    /// Where it stands.
    pub(crate) cites: Vec<Cite>,
}

/// Another story that this one is related to.
#[derive(Debug)]
pub(crate) struct Kin<'d> {
    /// The other story.
    pub(crate) story: &'d Story,
    /// How it stands to this one.
    pub(crate) how: &'static str,
    /// The sentences that say so.
    pub(crate) cites: &'d [Cite],
}

/// One story laid out.
#[derive(Debug)]
pub(crate) struct Sheet<'a, 'd> {
    /// Look-ups.
    pub(crate) desk: &'a Desk<'d>,
    /// The story.
    pub(crate) story: &'d Story,
    /// What is claimed in it.
    pub(crate) digest: Option<&'d Digest>,
    groups: Vec<(ClaimStatus, Vec<Numbered<'d>>)>,
    numbers: BTreeMap<ClaimId, usize>,
}

impl<'a, 'd> Sheet<'a, 'd> {
    /// The stories that it is related to.
    pub(crate) fn kin(&self) -> Vec<Kin<'d>> {
        let kin = |related: &'d Related| {
            let story = self.desk.story(related.story)?;
            Some(Kin { story, how: relation_words(related.relation), cites: &related.step.cites })
        };
        self.story.related.iter().filter_map(kin).collect()
    }

    /// Quotations that may be one utterance in two languages.
    pub(crate) fn utterances(&self) -> Vec<&'d Utterance> {
        let there = |cite: Cite| self.desk.words(cite).is_some();
        self.story.utterances.iter().filter(|two| there(two.from) && there(two.to)).collect()
    }

    /// Who has words, and in which language: "Norland Times, ru".
    pub(crate) fn tongue(&self, cite: Cite) -> String {
        let language = self.desk.article(cite.article).and_then(|article| article.language.as_deref());
        let outlet = self.outlet(cite.article);
        language.map_or_else(|| outlet.clone(), |language| format!("{outlet}, {}", line(language)))
    }

    /// Lays out a story.
    pub(crate) fn new(desk: &'a Desk<'d>, story: &'d Story) -> Self {
        let digest = desk.digest(story.id);
        let claims = digest.map_or(&[][..], |digest| &digest.claims);
        let (mut groups, mut numbers) = (Vec::new(), BTreeMap::new());
        for status in STATUSES {
            let mut group = Vec::new();
            for claim in
                claims.iter().filter(|claim| claim.status == status && desk.words(claim.at).is_some())
            {
                let number = numbers.len() + 1;
                numbers.insert(claim.id, number);
                group.push(Numbered { number, claim });
            }
            if !group.is_empty() {
                groups.push((status, group));
            }
        }
        Self { desk, story, digest, groups, numbers }
    }

    /// The claims by status, each group heaviest first; empty groups left out.
    pub(crate) fn groups(&self) -> &[(ClaimStatus, Vec<Numbered<'d>>)] {
        &self.groups
    }

    /// All claims in the order shown.
    pub(crate) fn claims(&self) -> impl Iterator<Item = Numbered<'d>> {
        self.groups.iter().flat_map(|(_, group)| group.iter().copied())
    }

    /// The claim's number.
    pub(crate) fn number(&self, claim: ClaimId) -> Option<usize> {
        self.numbers.get(&claim).copied()
    }

    /// The headline's words.
    pub(crate) fn headline(&self) -> String {
        self.desk.words(self.story.headline).map_or_else(|| "Untitled story".into(), line)
    }

    /// The facts under the headline: articles, reprints, when, where.
    pub(crate) fn facts(&self) -> Vec<String> {
        let articles = count(self.story.articles.len(), "article");
        let mut facts = vec![match self.story.copies.len() {
            0 => articles,
            1 => format!("{articles}, 1 of them a reprint"),
            copies => format!("{articles}, {copies} of them reprints"),
        }];
        facts.extend(self.story.began.as_ref().map(spoken));
        let places = self.story.places.iter().filter_map(|place| self.name(*place)).take(3);
        let places: Vec<_> = places.collect();
        if !places.is_empty() {
            facts.push(places.join(", "));
        }
        facts
    }

    /// The name of somebody or something.
    pub(crate) fn name(&self, id: EntityId) -> Option<String> {
        self.desk.who(id).map(|who| line(who.name())).filter(|name| !name.is_empty())
    }

    /// Positions that say that the claim is so, or against it.
    pub(crate) fn stands(&self, claim: &'d Claim, against: bool) -> Vec<Stand<'d>> {
        let side = |stance| matches!(stance, Stance::Deny | Stance::Doubt) == against;
        let positions = claim.positions.iter().filter(|position| side(position.stance));
        positions.map(|position| self.stand(position)).collect()
    }

    fn stand(&self, position: &'d Position) -> Stand<'d> {
        let who = position.speaker.and_then(|id| self.desk.who(id));
        let name = self.speaker(position);
        let title = who.and_then(|who| who.titles().first()).map(|title| line(title));
        let title = title.filter(|title| !name.to_lowercase().contains(&title.to_lowercase()));
        let side =
            position.affiliation.or_else(|| who.and_then(Who::affiliation)).and_then(|id| self.name(id));
        let side = side.filter(|side| title.as_ref().is_none_or(|title| !title.contains(side.as_str())));
        let role: Vec<String> = [title, side].into_iter().flatten().collect();
        Stand {
            who: name,
            role: (!role.is_empty()).then(|| role.join(", ")),
            stance: position.stance,
            first_said: position.first_said.as_ref(),
            quotes: position
                .attributions
                .iter()
                .filter_map(|id| self.quote(self.desk.attribution(*id)?))
                .collect(),
        }
    }

    /// A statement with its words, channel and relays.
    pub(crate) fn quote(&self, said: Said<'d>) -> Option<Quote<'d>> {
        let attribution = said.attribution;
        let content = attribution.content.iter().map(|span| said.article.cite(*span));
        let content: Vec<Cite> = content.filter(|cite| self.desk.words(*cite).is_some()).collect();
        let via = attribution.via.iter().filter_map(|id| self.name(*id));
        let via = via.chain(attribution.via_text.iter().map(|words| line(words))).collect();
        (!content.is_empty()).then(|| Quote { said, content, through: through(said), via })
    }

    /// What cannot hold with a claim.
    pub(crate) fn rivals(&self, claim: &'d Claim) -> Vec<Rival<'d>> {
        let rival = |opposition: &'d Opposition| Rival {
            opposition,
            number: self.number(opposition.claim),
            voices: self.desk.claim(opposition.claim).map(|other| self.parties(other)).unwrap_or_default(),
        };
        claim.opposes.iter().map(rival).collect()
    }

    /// Who asserts a claim, by name; outlets that say it in their own voice where nobody does.
    pub(crate) fn voices(&self, claim: &Claim) -> Vec<String> {
        let asserts = |position: &&Position| matches!(position.stance, Stance::Assert | Stance::Confirm);
        let named = claim.positions.iter().filter(asserts).map(|position| self.speaker(position));
        let voices = distinct(named);
        if voices.is_empty() { self.outlets(claim.narrated.iter().copied()) } else { voices }
    }

    /// Who stands behind a claim, or against it where nobody is behind it.
    fn parties(&self, claim: &Claim) -> Vec<String> {
        let voices = self.voices(claim);
        if voices.is_empty() {
            distinct(claim.positions.iter().map(|position| self.speaker(position)))
        } else {
            voices
        }
    }

    /// Who takes a position.
    fn speaker(&self, position: &Position) -> String {
        let who = position.speaker.and_then(|id| self.desk.who(id));
        speaker_words(who, &position.speaker_text).map_or_else(|| "an unnamed source".into(), line)
    }

    /// The outlets that these words stand in.
    pub(crate) fn outlets(&self, cites: impl IntoIterator<Item = Cite>) -> Vec<String> {
        distinct(cites.into_iter().map(|cite| self.outlet(cite.article)))
    }

    /// All figures with their claims, those of one quantity together, in the order of the claims; a figure that one
    /// voice gives in several places stands once, with all of its places.
    pub(crate) fn figures(&self) -> Vec<Row<'d>> {
        let mut rank: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places: BTreeMap<_, usize> = BTreeMap::new();
        let mut rows: Vec<Row<'d>> = Vec::new();
        for numbered in self.claims() {
            for figure in &numbered.claim.figures {
                if self.desk.words(figure.cite).is_some() {
                    let next = rank.len();
                    rank.entry(&figure.quantity).or_insert(next);
                    let voice = self.figure_voice(figure);
                    let key =
                        (numbered.number, &figure.quantity, amount(figure), &figure.unit, voice.clone());
                    let at = *places.entry(key).or_insert(rows.len());
                    match rows.get_mut(at) {
                        Some(row) => row.cites.push(figure.cite),
                        None => rows.push(Row { numbered, figure, voice, cites: vec![figure.cite] }),
                    }
                }
            }
        }
        rows.sort_by_key(|row| rank[row.figure.quantity.as_str()]);
        rows
    }

    /// Whose number a figure is; `None` in an outlet's own voice.
    fn figure_voice(&self, figure: &Figure) -> Option<String> {
        let said = self.desk.attribution(figure.attribution?)?;
        speaker_words(self.desk.speaker(said.attribution), &said.attribution.speaker_text).map(line)
    }

    /// How an article is called: its outlet, else its address's host, else the input's own name.
    pub(crate) fn outlet(&self, article: ArticleId) -> String {
        self.desk.article(article).map_or_else(|| "an article".into(), |article| label(self.desk, article))
    }
}

/// How an article is called: its outlet, else its address's host, else the input's own name.
pub(crate) fn label(desk: &Desk<'_>, article: &Article) -> String {
    let host = || {
        let rest = article.url.as_deref()?.split_once("://")?.1;
        rest.split(['/', '?', '#']).next().map(|host| host.trim_start_matches("www.").to_owned())
    };
    let input = || {
        let capture = desk.capture(article.capture)?;
        let name = capture.member.as_deref().unwrap_or_else(|| {
            let input = capture.input.trim_end_matches('/');
            input.rsplit(['/', '\\']).next().unwrap_or(input)
        });
        Some(name.to_owned())
    };
    let known = |name: &String| !name.trim().is_empty();
    let name = article
        .outlet
        .clone()
        .filter(known)
        .or_else(|| host().filter(known))
        .or_else(|| input().filter(known));
    name.map_or_else(|| article.id.to_string(), |name| line(&name))
}
