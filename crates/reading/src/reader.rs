//! The stage as a value.

use sayso_infer::Network;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Made, Model, Note, Noted, Reading, Stage};
use sayso_text::Span;

use crate::attributions::{self, AttributionRules};
use crate::broken::Broken;
use crate::draft::Draft;
use crate::networks::Trained;
use crate::opinion::{self, Opinion, Trust};
use crate::{coreference, entities, hints, names, places, quotations, sentences, tags, times, tokens};

/// Reads articles of one language.
#[derive(Debug, Clone)]
pub struct Reader {
    lexicon: &'static Lexicon,
    attributions: AttributionRules,
    telling: coreference::Telling,
    network: Option<(&'static Network, Trust)>,
    trained: Option<Trained>,
}

impl Reader {
    /// A reader with the word tables of a language.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            lexicon,
            attributions: AttributionRules::new(lexicon),
            telling: coreference::telling(lexicon),
            network: None,
            trained: None,
        }
    }

    /// The same reader, which asks a network of this build as well.
    #[must_use]
    pub fn trained(mut self, trained: Trained) -> Self {
        self.trained = Some(trained);
        self.with(trained.network(), trained.trust)
    }

    /// The same reader, which asks a network as well: for measuring one that is not in the build.
    #[must_use]
    pub fn with(mut self, network: &'static Network, trust: Trust) -> Self {
        self.network = Some((network, trust));
        self
    }

    /// The trained models that the stage uses; their weights are hashed anew at each call.
    pub fn models(&self) -> Vec<Model> {
        self.trained.map(Trained::model).into_iter().collect()
    }

    /// The notes in the margin of one article.
    pub fn read(&self, article: &Article) -> Noted<Reading> {
        let mut notes = Vec::new();
        let broken = Broken::of(&article.text, self.lexicon);
        let mut draft = self.prepare(article, &broken, &mut notes);
        let mut found = names::find(&draft);
        let long = draft.tokens.len() > opinion::MOST_WORDS;
        let own = article.language.as_deref().is_none_or(|code| code == self.lexicon.language);
        if self.network.is_some() && own && long {
            let words = opinion::MOST_WORDS;
            notes.push(Note::info(
                "network-not-asked",
                format!(
                    "The article has over {words} words: it is read by rules alone, without the network."
                ),
            ));
        }
        if let Some((network, trust)) = self.network.filter(|_| own && !long) {
            let hints = hints::hints(&draft, &found, &self.attributions);
            let opinion = Opinion::form(network, trust, &draft, &hints);
            names::amend(&draft, &opinion, &mut found);
            draft.opinion = Some(opinion);
        }
        entities::find(&mut draft, found);
        coreference::resolve(&mut draft, &self.telling);
        places::find(&mut draft);
        draft.times = times::times(self.lexicon, &draft);
        let attributions = attributions::find(&self.attributions, &draft);
        let Draft { tokens, sentences, quotations, mentions, entities, times, .. } = draft;
        let made = Made::by(Stage::Reading, "reader");
        let article = article.id;
        Noted::new(
            Reading { article, tokens, sentences, quotations, mentions, entities, times, attributions, made },
            notes,
        )
    }

    /// What a network is shown of an article: for training one.
    pub fn sight(&self, article: &Article) -> Sight {
        let broken = Broken::of(&article.text, self.lexicon);
        let draft = self.prepare(article, &broken, &mut Vec::new());
        let hints = hints::hints(&draft, &names::find(&draft), &self.attributions);
        let starts = draft.sentences.iter().map(|s| s.tokens.start as usize).collect();
        Sight { words: draft.tokens.iter().map(|t| t.span).zip(hints).collect(), starts }
    }

    /// Tokens, quotations, sentences and tags.
    fn prepare<'a>(&self, article: &'a Article, broken: &'a Broken, notes: &mut Vec<Note>) -> Draft<'a> {
        let mut draft = Draft {
            article,
            broken,
            lexicon: self.lexicon,
            tokens: Vec::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            opinion: None,
        };
        let blocks = tokens::tokenise(&mut draft, notes);
        quotations::find(&mut draft, &blocks);
        sentences::split(&mut draft, &blocks);
        tags::tag(&mut draft);
        draft
    }
}

/// The words of an article as a network is shown them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Where each word stands, and what the rules tell of it, a bit a hint.
    pub words: Vec<(Span, u32)>,
    /// The words, by index, at which sentences start.
    pub starts: Vec<usize>,
}
