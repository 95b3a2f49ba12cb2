//! One article's reading while it is being made: each module fills in its part, in order.

use std::borrow::Cow;
use std::ops::Range;

use sayso_lexicon::Lexicon;
use sayso_news::{
    Article, BlockKind, Entity, EntityId, Mention, Quotation, Sentence, Tag, TimeMention, Token,
};
use sayso_text::Span;

use crate::broken::Broken;
use crate::opinion::Opinion;

/// What is known so far. Later modules read what earlier ones wrote; only `entities` and `coreference` change entities.
pub(crate) struct Draft<'a> {
    /// The article that is read.
    pub(crate) article: &'a Article,
    /// The word tables of its language.
    pub(crate) lexicon: &'static Lexicon,
    /// Its words that are broken over the ends of lines.
    pub(crate) broken: &'a Broken,
    /// Words and marks of all blocks that are read, in order.
    pub(crate) tokens: Vec<Token>,
    /// Sentences, in order; every token stands in exactly one.
    pub(crate) sentences: Vec<Sentence>,
    /// Stretches between quotation marks, by start; an outer one stands before the ones inside it.
    pub(crate) quotations: Vec<Quotation>,
    /// Mentions, in order of place; of two that nest, the outer first.
    pub(crate) mentions: Vec<Mention>,
    /// Entities, in order of first mention.
    pub(crate) entities: Vec<Entity>,
    /// Times, in order.
    pub(crate) times: Vec<TimeMention>,
    /// What a network makes of the article, where one reads it.
    pub(crate) opinion: Option<Opinion<'a>>,
}

/// Whether blocks of this kind are read at all.
pub(crate) const fn is_read(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Body | BlockKind::Embed | BlockKind::Title | BlockKind::Heading | BlockKind::Caption
    )
}

/// Whether blocks of this kind are running text, in which people are quoted and pronouns mean something.
pub(crate) const fn is_running(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Body | BlockKind::Embed)
}

#[allow(dead_code, reason = "the modules that use these land one by one")]
impl<'a> Draft<'a> {
    /// The whole text of the article.
    pub(crate) fn text(&self) -> &'a str {
        &self.article.text
    }

    /// The words at a span.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.slice(&self.article.text)
    }

    /// The words at a span, those joined that are broken over the ends of lines.
    pub(crate) fn reads(&self, span: Span) -> Cow<'a, str> {
        self.broken.read(&self.article.text, span)
    }

    /// Token number `at` as it is written, joined if it is broken over the end of a line; empty past the end.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        let read = |t: &Token| self.broken.word(t.span).unwrap_or_else(|| t.span.slice(&self.article.text));
        self.tokens.get(at).map_or("", read)
    }

    /// The lemma of token number `at`; empty past the end.
    pub(crate) fn lemma(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.lemma.as_str())
    }

    /// The tag of token number `at`; `Other` past the end.
    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Other, |t| t.tag)
    }

    /// The indices of a sentence's tokens.
    #[expect(clippy::unused_self, reason = "a sentence is read through its draft")]
    pub(crate) fn range(&self, sentence: &Sentence) -> Range<usize> {
        sentence.tokens.start as usize..sentence.tokens.end as usize
    }

    /// The kind of block that a sentence stands in.
    pub(crate) fn kind(&self, sentence: &Sentence) -> BlockKind {
        self.article.blocks[sentence.block as usize].kind
    }

    /// Indices of the tokens that lie wholly in `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.start() < span.start());
        let count = self.tokens[start..].partition_point(|t| t.span.end() <= span.end());
        start..start + count
    }

    /// The span from the first to the last of these tokens; empty at the text's start for an empty range.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// Index of the sentence that token number `at` stands in.
    pub(crate) fn sentence_of(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.tokens.end as usize <= at);
        (index < self.sentences.len()).then_some(index)
    }

    /// The innermost quotation that holds byte `at`.
    pub(crate) fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let end = self.quotations.partition_point(|q| q.span.start() <= at);
        // Quotations nest two or three deep at most, so a few steps back are enough.
        self.quotations[..end].iter().rev().take(8).find(|q| q.span.holds(at))
    }

    /// The mentions that overlap `span`, in order.
    pub(crate) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        // A mention that nests in a longer one starts after it, so look a little further back than the first overlap.
        let start = self.mentions.partition_point(|m| m.span.start() < span.start()).saturating_sub(4);
        self.mentions[start..]
            .iter()
            .take_while(move |m| m.span.start() < span.end())
            .filter(move |m| m.span.overlaps(span))
    }

    /// The entity of that id.
    pub(crate) fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id == id)
    }
}
