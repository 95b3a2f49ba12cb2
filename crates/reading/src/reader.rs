//! The stage as a value.

use rustc_hash::FxHashSet;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Made, Noted, Reading, Stage};

use crate::attributions::{self, AttributionRules};
use crate::draft::Draft;
use crate::{coreference, entities, names, quotations, sentences, tags, times, tokens};

/// Reads articles of one language.
#[derive(Debug, Clone)]
pub struct Reader {
    lexicon: &'static Lexicon,
    attributions: AttributionRules,
    telling: FxHashSet<&'static str>,
}

impl Reader {
    /// A reader with the word tables of a language.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self { lexicon, attributions: AttributionRules::new(lexicon), telling: coreference::telling(lexicon) }
    }

    /// The notes in the margin of one article.
    pub fn read(&self, article: &Article) -> Noted<Reading> {
        let mut notes = Vec::new();
        let mut draft = Draft {
            article,
            lexicon: self.lexicon,
            tokens: Vec::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
        };
        let blocks = tokens::tokenise(&mut draft, &mut notes);
        quotations::find(&mut draft, &blocks);
        sentences::split(&mut draft, &blocks);
        tags::tag(&mut draft);
        let found = names::find(&draft);
        entities::find(&mut draft, found);
        coreference::resolve(&mut draft, &self.telling);
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
}
