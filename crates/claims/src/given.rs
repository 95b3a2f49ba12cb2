//! Statements that are known beforehand stand in place of those that would be collected: to measure what comes after.

use sayso_news::{AttributionId, Cite, Stance, Tag};

use crate::material::{Material, Sheet};
use crate::statements::Statement;

/// One statement that is known beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Its words.
    pub at: Cite,
    /// Which attribution of the article's reading says it; `None` in the outlet's own voice.
    pub attribution: Option<AttributionId>,
    /// What the speaker does with it.
    pub stance: Stance,
}

/// The statements by article and place, each with its number; those whose words hold no whole token are left out.
pub(crate) fn placed(material: &Material<'_>, given: &[Given]) -> Vec<(usize, Statement)> {
    let all = given.iter().enumerate();
    let mut found: Vec<_> = all.filter_map(|(n, one)| Some((n, statement(material, one)?))).collect();
    found.sort_by_key(|(n, s)| {
        (s.sheet, s.tokens.start, s.attribution.is_none(), s.attribution, s.tokens.end, *n)
    });
    found
}

fn statement(material: &Material<'_>, given: &Given) -> Option<Statement> {
    let index = material.sheets.iter().position(|s| s.article.id == given.at.article)?;
    let sheet = &material.sheets[index];
    let tokens = sheet.tokens_in(given.at.span);
    if tokens.is_empty() {
        return None;
    }
    let number = sheet.sentence_index(sheet.span(tokens.start..tokens.start + 1).start());
    let sentence = sheet.reading.sentences.get(number)?;
    let attributions = &sheet.reading.attributions;
    let attribution = given.attribution.and_then(|id| attributions.iter().position(|a| a.id == id));
    let own_subject = !opens_with_verb(sheet, tokens.clone());
    Some(Statement {
        sheet: index as u32,
        attribution: attribution.map(|n| n as u32),
        beside: None,
        sentence: number as u32,
        span: sheet.span(tokens.clone()),
        opening: if own_subject { tokens.start } else { sentence.tokens.start as usize },
        tokens,
        stance: given.stance,
        own_subject,
    })
}

/// Whether the subject stands before these words.
fn opens_with_verb(sheet: &Sheet<'_>, tokens: std::ops::Range<usize>) -> bool {
    let mut words =
        tokens.skip_while(|at| matches!(sheet.tag(*at), Tag::Adverb | Tag::Open | Tag::Punctuation));
    words.next().is_some_and(|at| matches!(sheet.tag(at), Tag::Verb | Tag::Auxiliary))
}
