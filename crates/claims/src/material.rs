//! A story's articles and readings, laid out for weighing: word by word, with members and concepts looked up once.

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashMap;
use sayso_lexicon::{Lexicon, Polarity};
use sayso_news::{
    Article, ArticleId, AttributionId, BlockKind, Debt, DebtGround, DebtKind, EntityId, EntityKind, Member,
    MentionKind, Reading, Sentence, Story, Tag,
};
use sayso_text::Span;

use crate::states::states;
use crate::tables::{ConceptId, Tables};

/// No mention, no member.
pub(crate) const NONE: u32 = u32::MAX;

/// What is known of one base form.
#[derive(Debug)]
pub(crate) struct Lemma {
    pub(crate) word: CompactString,
    pub(crate) concepts: Vec<ConceptId>,
    pub(crate) light: bool,
    /// How much it tells where it is in no concept.
    pub(crate) worth: f32,
}

/// A concept that a phrase speaks of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) at: u32,
    pub(crate) len: u32,
    pub(crate) concept: ConceptId,
}

/// A word or phrase that turns a statement round, sets it against another, or points at one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    pub(crate) at: u32,
    pub(crate) len: u32,
    pub(crate) sense: Polarity,
}

/// One article, word by word.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) article: &'a Article,
    pub(crate) reading: &'a Reading,
    /// Base form of each token, by index into the lemmas.
    pub(crate) lemmas: Vec<u32>,
    /// The mention that each token stands in, by index into the reading's; of several, the one with a name.
    pub(crate) mention: Vec<u32>,
    /// The member of the cast that each mention speaks of, by index into the cast.
    pub(crate) member: Vec<u32>,
    /// Phrases, in order.
    pub(crate) hits: Vec<Hit>,
    /// Turns, in order.
    pub(crate) turns: Vec<Turn>,
    /// The sheet that this one reprints; itself when it is no reprint.
    pub(crate) root: usize,
    /// Passages that it has from another sheet, and which.
    pub(crate) passages: Vec<(Span, usize)>,
    /// The sheet that its words are from in the end, reprinted or written anew; itself when it is a report of its own.
    pub(crate) source: usize,
}

/// A story laid out for weighing.
#[derive(Debug)]
pub(crate) struct Material<'a> {
    pub(crate) story: &'a Story,
    pub(crate) tables: &'a Tables,
    /// One sheet an article, in the story's order.
    pub(crate) sheets: Vec<Sheet<'a>>,
    pub(crate) lemmas: Vec<Lemma>,
    /// Members of the cast by the entities of single readings that they were merged from.
    parts: FxHashMap<EntityId, u32>,
    /// Members of the cast by their own ids.
    ids: FxHashMap<EntityId, u32>,
    /// Speakers that only the story knows.
    speakers: FxHashMap<AttributionId, u32>,
    /// State of each member, by index into the states.
    pub(crate) state_of: Vec<u32>,
    /// Whether each member is a place within a country.
    spots: Vec<bool>,
}

impl<'a> Material<'a> {
    /// Lays a story out; articles that are not the story's stand last.
    pub(crate) fn new(tables: &'a Tables, story: &'a Story, pairs: &[(&'a Article, &'a Reading)]) -> Self {
        let order: FxHashMap<ArticleId, usize> =
            story.articles.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let mut pairs: Vec<_> = pairs.to_vec();
        pairs.sort_by_key(|(article, _)| (order.get(&article.id).copied().unwrap_or(usize::MAX), article.id));
        pairs.dedup_by_key(|(article, _)| article.id);

        let mut parts = FxHashMap::default();
        let mut ids = FxHashMap::default();
        for (i, member) in story.cast.iter().enumerate() {
            ids.insert(member.id, i as u32);
            for part in &member.parts {
                parts.insert(*part, i as u32);
            }
        }
        let speakers = story.speakers.iter().filter_map(|(a, m)| ids.get(m).map(|i| (*a, *i))).collect();
        let state_of = states(story, &ids);
        let mut material = Self {
            story,
            tables,
            sheets: Vec::with_capacity(pairs.len()),
            lemmas: Vec::new(),
            parts,
            ids,
            speakers,
            state_of,
            spots: Vec::new(),
        };
        let [roots, sources] = [roots(story, &pairs), sources(story, &pairs)];
        let mut known: FxHashMap<CompactString, u32> = FxHashMap::default();
        for (i, (article, reading)) in pairs.iter().enumerate() {
            let sheet = material.sheet(article, reading, [roots[i], sources[i]], &mut known);
            material.sheets.push(sheet);
        }
        material.lend(story);
        material.spots = material.find_spots();
        material
    }

    /// Notes which passages are whose.
    fn lend(&mut self, story: &Story) {
        let of: FxHashMap<ArticleId, usize> =
            self.sheets.iter().enumerate().map(|(i, sheet)| (sheet.article.id, i)).collect();
        for reuse in &story.reuse {
            if let (Some(from), Some(to)) = (of.get(&reuse.from.article), of.get(&reuse.to.article)) {
                self.sheets[*to].passages.push((reuse.to.span, *from));
            }
        }
    }

    /// Places that are no whole countries: a country is known by its people's name or by the gazetteer.
    fn find_spots(&self) -> Vec<bool> {
        let mut found: Vec<bool> = self.story.cast.iter().map(|m| m.kind == EntityKind::Place).collect();
        for (member, spot) in self.story.cast.iter().zip(&mut found) {
            if member.place.as_ref().is_some_and(sayso_news::Place::is_country) {
                *spot = false;
            }
        }
        for (index, sheet) in self.sheets.iter().enumerate() {
            // A capital that speaks is a government and no place.
            for number in 0..sheet.reading.attributions.len() {
                if let Some(member) = self.speaker(index, number) {
                    found[member as usize] = false;
                }
            }
            for (mention, member) in sheet.reading.mentions.iter().zip(&sheet.member) {
                if mention.kind == MentionKind::Demonym && *member != NONE {
                    found[*member as usize] = false;
                }
            }
        }
        found
    }

    /// Whether a member is a place within a country.
    pub(crate) fn is_spot(&self, member: u32) -> bool {
        self.spots.get(member as usize).copied().unwrap_or(false)
    }

    fn sheet(
        &mut self,
        article: &'a Article,
        reading: &'a Reading,
        [root, source]: [usize; 2],
        known: &mut FxHashMap<CompactString, u32>,
    ) -> Sheet<'a> {
        let tables = self.tables;
        let foreign = article.language.as_deref().filter(|code| *code != tables.language);
        let mut lemmas = Vec::with_capacity(reading.tokens.len());
        for token in &reading.tokens {
            // A base form that no table knows may be a wrong guess: then the word counts as it is written.
            let written = token.span.slice(&article.text);
            // "missing" is more than the verb "miss": participles that stand in a table go before their verbs.
            let participle = (written.ends_with("ing") || written.ends_with("ed")) && token.tag != Tag::Name;
            let lemma = if (participle || !tables.knows(&token.lemma)) && tables.knows(written) {
                CompactString::new(written)
            } else {
                token.lemma.clone()
            };
            // A word of another language is not the word that is written so in the tables' own: "die", "war".
            let apart = foreign.filter(|_| !matches!(token.tag, Tag::Name | Tag::Number));
            let lemma = apart.map_or(lemma, |code| format_compact!("{code}:{}", token.lemma));
            let id = if let Some(id) = known.get(&lemma) {
                *id
            } else if let Some(code) = apart {
                let grammar = |l: &Lexicon| l.grammar.get(&token.lemma).is_some();
                let light = Lexicon::of(code).is_none_or(grammar);
                let worth = if light { 0.0 } else { tables.worth(&token.lemma) };
                self.lemmas.push(Lemma { word: lemma.clone(), concepts: Vec::new(), light, worth });
                let id = self.lemmas.len() as u32 - 1;
                known.insert(lemma, id);
                id
            } else {
                let concepts = tables.concepts_of(&lemma).to_vec();
                let light = tables.is_light(&concepts);
                let worth = tables.worth(&lemma);
                self.lemmas.push(Lemma { word: lemma.clone(), concepts, light, worth });
                let id = self.lemmas.len() as u32 - 1;
                known.insert(lemma, id);
                id
            };
            lemmas.push(id);
        }
        // A possessive has its pronoun's base form; phrases tell the two apart.
        let word = |i: usize| {
            reading.tokens.get(i).map_or("", |t| match (t.tag, t.lemma.as_str()) {
                (Tag::Determiner, "i" | "we" | "you" | "he" | "she" | "it" | "they") => "its",
                (_, lemma) => lemma,
            })
        };
        let either = |i: usize| {
            let written = reading.tokens.get(i).map_or("", |t| t.span.slice(&article.text));
            (word(i), written)
        };
        let mut hits = Vec::new();
        let mut turns = Vec::new();
        for at in (0..reading.tokens.len()).filter(|_| foreign.is_none()) {
            tables.phrases.at_either(at, either, |len, concept| {
                hits.push(Hit { at: at as u32, len: len as u32, concept });
            });
            tables.polarity.at(at, word, |len, sense| {
                turns.push(Turn { at: at as u32, len: len as u32, sense });
            });
        }
        let member: Vec<u32> = reading
            .mentions
            .iter()
            .map(|mention| self.parts.get(&mention.entity).copied().unwrap_or(NONE))
            .collect();
        Sheet {
            article,
            reading,
            lemmas,
            mention: covering(reading),
            member,
            hits,
            turns,
            root,
            passages: Vec::new(),
            source,
        }
    }

    /// The member of the cast with that index.
    pub(crate) fn cast(&self, index: u32) -> Option<&'a Member> {
        self.story.cast.get(index as usize)
    }

    /// The member that an entity of a single reading became, by index.
    pub(crate) fn member_of(&self, part: EntityId) -> Option<u32> {
        self.parts.get(&part).copied()
    }

    /// The member of that id, by index.
    pub(crate) fn member_by_id(&self, id: EntityId) -> Option<u32> {
        self.ids.get(&id).copied()
    }

    /// The speaker of an attribution, by index into the cast; the story's word goes before the reading's.
    pub(crate) fn speaker(&self, sheet: usize, attribution: usize) -> Option<u32> {
        let attribution = &self.sheets[sheet].reading.attributions[attribution];
        let found = self.speakers.get(&attribution.id).copied();
        found.or_else(|| attribution.speaker.and_then(|id| self.member_of(id)))
    }
}

impl<'a> Sheet<'a> {
    /// Whether the article is in the language of the tables, as far as that is known.
    pub(crate) fn is_read_by(&self, tables: &Tables) -> bool {
        self.article.language.as_deref().is_none_or(|code| code == tables.language)
    }

    /// Indices of the tokens that lie wholly in `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = &self.reading.tokens;
        let start = tokens.partition_point(|t| t.span.start() < span.start());
        let count = tokens[start..].partition_point(|t| t.span.end() <= span.end());
        start..start + count
    }

    /// Index of the sentence that byte `at` stands in, or of the first after it.
    pub(crate) fn sentence_index(&self, at: usize) -> usize {
        self.reading.sentences.partition_point(|s| s.span.end() <= at)
    }

    /// The base form of a token; empty past the end.
    pub(crate) fn lemma(&self, at: usize) -> &'a str {
        self.reading.tokens.get(at).map_or("", |t| t.lemma.as_str())
    }

    /// The class of a token.
    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.reading.tokens.get(at).map_or(Tag::Other, |t| t.tag)
    }

    /// The words of a token.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.reading.tokens.get(at).map_or("", |t| t.span.slice(&self.article.text))
    }

    /// The span from the first to the last of these tokens.
    pub(crate) fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        let tokens = self.reading.tokens.get(tokens).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The kind of block that a sentence stands in.
    pub(crate) fn kind(&self, sentence: &Sentence) -> BlockKind {
        self.article.blocks.get(sentence.block as usize).map_or(BlockKind::Other, |b| b.kind)
    }

    /// The turns that begin in these tokens.
    pub(crate) fn turns_in(&self, tokens: &std::ops::Range<usize>) -> &[Turn] {
        let start = self.turns.partition_point(|t| (t.at as usize) < tokens.start);
        let count = self.turns[start..].partition_point(|t| (t.at as usize) < tokens.end);
        &self.turns[start..start + count]
    }

    /// The phrases that begin in these tokens.
    pub(crate) fn hits_in(&self, tokens: &std::ops::Range<usize>) -> &[Hit] {
        let start = self.hits.partition_point(|t| (t.at as usize) < tokens.start);
        let count = self.hits[start..].partition_point(|t| (t.at as usize) < tokens.end);
        &self.hits[start..start + count]
    }
}

/// For each token the mention that it stands in; a name goes before a description, a description before a pronoun.
fn covering(reading: &Reading) -> Vec<u32> {
    let rank = |kind: MentionKind| match kind {
        MentionKind::Name => 3,
        MentionKind::Demonym => 2,
        MentionKind::Description => 1,
        MentionKind::Pronoun => 0,
    };
    let mut found = vec![NONE; reading.tokens.len()];
    for (i, mention) in reading.mentions.iter().enumerate() {
        let start = reading.tokens.partition_point(|t| t.span.start() < mention.span.start());
        for (at, token) in reading.tokens.iter().enumerate().skip(start) {
            if token.span.end() > mention.span.end() {
                break;
            }
            let held = found[at];
            if held == NONE || rank(reading.mentions[held as usize].kind) < rank(mention.kind) {
                found[at] = i as u32;
            }
        }
    }
    found
}

/// For each article the one that it reprints in the end.
fn roots(story: &Story, pairs: &[(&Article, &Reading)]) -> Vec<usize> {
    ends(pairs, story.copies.iter().map(|copy| (copy.article, copy.of)))
}

/// For each article the one that its words are from in the end, as far as anything tells which way they went.
fn sources(story: &Story, pairs: &[(&Article, &Reading)]) -> Vec<usize> {
    let copies = story.copies.iter().map(|copy| (copy.article, copy.of));
    ends(
        pairs,
        story.debts.iter().filter(|debt| is_source(debt)).map(|debt| (debt.article, debt.to)).chain(copies),
    )
}

/// Whether an article that owes these words is no report of its own.
pub(crate) fn is_source(debt: &Debt) -> bool {
    debt.kind != DebtKind::Passages && debt.ground != DebtGround::Unknown
}

/// Where the links from article to article end.
fn ends(pairs: &[(&Article, &Reading)], links: impl Iterator<Item = (ArticleId, ArticleId)>) -> Vec<usize> {
    let index: FxHashMap<ArticleId, usize> = pairs.iter().enumerate().map(|(i, p)| (p.0.id, i)).collect();
    let mut of: Vec<usize> = (0..pairs.len()).collect();
    for (from, to) in links {
        if let (Some(from), Some(to)) = (index.get(&from), index.get(&to)) {
            of[*from] = *to;
        }
    }
    (0..pairs.len())
        .map(|start| {
            let mut at = start;
            for _ in 0..64 {
                if of[at] == at {
                    break;
                }
                at = of[at];
            }
            at
        })
        .collect()
}
