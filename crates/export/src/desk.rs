//! Look-ups over one dossier, built once and shared by every view.

use std::collections::BTreeMap;

use sayso_news::{
    Article, ArticleId, Attribution, AttributionId, Capture, CaptureId, Cite, Claim, ClaimId, Copy, Digest,
    Dossier, Entity, EntityId, EntityKind, Member, Note, Place, Reading, Reuse, Story, StoryId,
};

/// Somebody or something: a member of a story's cast, or an entity of an article that is in no story.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Who<'d> {
    /// A member of a cast.
    Member(&'d Member),
    /// An entity of one reading.
    Entity(&'d Entity),
}

macro_rules! either {
    ($($(#[$doc:meta])* $name:ident -> $type:ty = $x:ident => $get:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(self) -> $type {
            match self {
                Self::Member($x) => $get,
                Self::Entity($x) => $get,
            }
        }
    )*};
}

impl<'d> Who<'d> {
    either! {
        id -> EntityId = x => x.id;
        kind -> EntityKind = x => x.kind;
        name -> &'d str = x => &x.name;
        /// Whether `name` is a name and no description.
        named -> bool = x => x.named;
        aliases -> &'d [String] = x => &x.aliases;
        titles -> &'d [String] = x => &x.titles;
        affiliation -> Option<EntityId> = x => x.affiliation;
        place -> Option<&'d Place> = x => x.place.as_ref();
    }
}

/// An attribution where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'d> {
    /// The article.
    pub(crate) article: &'d Article,
    /// What is said.
    pub(crate) attribution: &'d Attribution,
}

/// Notes of which the pages tell elsewhere.
const TOLD: [&str; 2] = ["related-story", "utterance-in-translation"];

/// A dossier with its records by id.
#[derive(Debug)]
pub(crate) struct Desk<'d> {
    /// All records.
    pub(crate) dossier: &'d Dossier,
    captures: BTreeMap<CaptureId, &'d Capture>,
    articles: BTreeMap<ArticleId, (&'d Article, Option<&'d Reading>)>,
    attributions: BTreeMap<AttributionId, Said<'d>>,
    claims: BTreeMap<ClaimId, &'d Claim>,
    digests: BTreeMap<StoryId, &'d Digest>,
    stories: BTreeMap<ArticleId, Vec<&'d Story>>,
    by_id: BTreeMap<StoryId, &'d Story>,
    copies: BTreeMap<ArticleId, &'d Copy>,
    reuse: BTreeMap<ArticleId, Vec<&'d Reuse>>,
    whos: BTreeMap<EntityId, Who<'d>>,
    speakers: BTreeMap<AttributionId, EntityId>,
}

impl<'d> Desk<'d> {
    /// Indexes a dossier. Where two records bear one id, the first is kept.
    pub(crate) fn new(dossier: &'d Dossier) -> Self {
        let mut desk = Self {
            dossier,
            captures: BTreeMap::new(),
            articles: BTreeMap::new(),
            attributions: BTreeMap::new(),
            claims: BTreeMap::new(),
            digests: BTreeMap::new(),
            stories: BTreeMap::new(),
            by_id: BTreeMap::new(),
            copies: BTreeMap::new(),
            reuse: BTreeMap::new(),
            whos: BTreeMap::new(),
            speakers: BTreeMap::new(),
        };
        for capture in &dossier.captures {
            desk.captures.entry(capture.id).or_insert(capture);
        }
        for article in &dossier.articles {
            desk.articles.entry(article.id).or_insert((article, None));
        }
        for story in &dossier.stories {
            desk.take_story(story);
        }
        for reading in &dossier.readings {
            desk.take_reading(reading);
        }
        for digest in &dossier.digests {
            desk.digests.entry(digest.story).or_insert(digest);
            for claim in &digest.claims {
                desk.claims.entry(claim.id).or_insert(claim);
            }
        }
        desk
    }

    fn take_story(&mut self, story: &'d Story) {
        self.by_id.entry(story.id).or_insert(story);
        for article in &story.articles {
            self.stories.entry(*article).or_default().push(story);
        }
        for copy in &story.copies {
            self.copies.entry(copy.article).or_insert(copy);
        }
        for reuse in &story.reuse {
            self.reuse.entry(reuse.from.article).or_default().push(reuse);
            if reuse.to.article != reuse.from.article {
                self.reuse.entry(reuse.to.article).or_default().push(reuse);
            }
        }
        for member in &story.cast {
            self.whos.entry(member.id).or_insert(Who::Member(member));
            for part in &member.parts {
                self.whos.entry(*part).or_insert(Who::Member(member));
            }
        }
        for (attribution, member) in &story.speakers {
            self.speakers.entry(*attribution).or_insert(*member);
        }
    }

    fn take_reading(&mut self, reading: &'d Reading) {
        let Some((article, kept)) = self.articles.get_mut(&reading.article) else { return };
        kept.get_or_insert(reading);
        for entity in &reading.entities {
            self.whos.entry(entity.id).or_insert(Who::Entity(entity));
        }
        for attribution in &reading.attributions {
            self.attributions.entry(attribution.id).or_insert(Said { article, attribution });
        }
    }

    pub(crate) fn capture(&self, id: CaptureId) -> Option<&'d Capture> {
        self.captures.get(&id).copied()
    }

    pub(crate) fn article(&self, id: ArticleId) -> Option<&'d Article> {
        self.articles.get(&id).map(|(article, _)| *article)
    }

    pub(crate) fn reading(&self, id: ArticleId) -> Option<&'d Reading> {
        self.articles.get(&id).and_then(|(_, reading)| *reading)
    }

    pub(crate) fn attribution(&self, id: AttributionId) -> Option<Said<'d>> {
        self.attributions.get(&id).copied()
    }

    pub(crate) fn claim(&self, id: ClaimId) -> Option<&'d Claim> {
        self.claims.get(&id).copied()
    }

    pub(crate) fn digest(&self, story: StoryId) -> Option<&'d Digest> {
        self.digests.get(&story).copied()
    }

    /// The notes that a reader is shown; what stories and their quotations are to each other stands with the stories.
    pub(crate) fn notes(&self) -> Vec<&'d Note> {
        self.dossier.notes.iter().filter(|note| !TOLD.contains(&&*note.code)).collect()
    }

    pub(crate) fn story(&self, id: StoryId) -> Option<&'d Story> {
        self.by_id.get(&id).copied()
    }

    /// The stories that an article stands in; the first is its main one.
    pub(crate) fn stories(&self, article: ArticleId) -> &[&'d Story] {
        self.stories.get(&article).map_or(&[], Vec::as_slice)
    }

    /// What an article reprints, if it is a reprint.
    pub(crate) fn copy(&self, article: ArticleId) -> Option<&'d Copy> {
        self.copies.get(&article).copied()
    }

    /// Passages that an article shares with others.
    pub(crate) fn reuse(&self, article: ArticleId) -> &[&'d Reuse] {
        self.reuse.get(&article).map_or(&[], Vec::as_slice)
    }

    /// The member that an entity became, or that bears the id; else the entity itself.
    pub(crate) fn who(&self, id: EntityId) -> Option<Who<'d>> {
        self.whos.get(&id).copied()
    }

    /// Who says it, also where that is found only across articles.
    pub(crate) fn speaker(&self, attribution: &Attribution) -> Option<Who<'d>> {
        self.speakers.get(&attribution.id).copied().or(attribution.speaker).and_then(|id| self.who(id))
    }

    /// The words at a cite; `None` where it points at none.
    pub(crate) fn words(&self, cite: Cite) -> Option<&'d str> {
        self.article(cite.article)?.text.get(cite.span.range()).filter(|words| !words.is_empty())
    }
}

/// How a speaker is shown: the name, or for one that is only described the longest description.
pub(crate) fn speaker_words<'d>(who: Option<Who<'d>>, text: &'d str) -> Option<&'d str> {
    let words = match who {
        Some(who) if who.named() => who.name(),
        Some(who) if who.name().len() >= text.len() => who.name(),
        _ => text,
    };
    Some(words).filter(|words| !words.is_empty())
}
