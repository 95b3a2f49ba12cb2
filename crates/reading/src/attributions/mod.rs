//! Who says what, on whose word.
//!
//! [`Scene`](scene::Scene) prepares an article: what each token can be, which quotations are speech. A
//! [`Finder`](finder::Finder) goes through it sentence by sentence: verbs, passives, source phrases, nouns, adjectives;
//! then quotations that float, and posts set into the article. What is found becomes records, with speaker, channel,
//! relays, stance and every decision as a step. Saying that is denied, refused, or only possible is no statement.

mod before;
mod channels;
mod clauses;
mod commas;
mod content;
mod cues;
mod embeds;
mod finder;
mod learned;
mod naming;
mod nearby;
mod nouns;
mod objects;
mod passives;
mod phrases;
mod quotes;
mod records;
mod scene;
mod sources;
mod speakers;
mod speaking;
mod stances;
mod statements;
mod subjects;
mod verbs;
mod words;

pub(crate) use cues::AttributionRules;
use sayso_news::Attribution;

use crate::draft::{Draft, is_running};
use finder::Finder;
use scene::Scene;

/// The attributions of an article, in order of first word.
pub(crate) fn find(rules: &AttributionRules, draft: &Draft<'_>) -> Vec<Attribution> {
    let scene = Scene::new(rules, draft);
    let mut finder = Finder::new(&scene);
    let running = |sentence: usize| is_running(scene.block_kind(draft.sentences[sentence].block));
    for sentence in 0..draft.sentences.len() {
        if running(sentence) && draft.lexicon.habits.clause_commas {
            finder.clauses(sentence);
        } else if running(sentence) {
            finder.phrases(sentence);
            finder.verbs(sentence);
            finder.relays(sentence);
            finder.quoted_by(sentence);
            finder.adjectives(sentence);
            finder.nouns(sentence);
        }
    }
    finder.float(running);
    finder.embeds();
    if let Some(opinion) = &draft.opinion {
        finder.consult(opinion, running);
    }
    finder.drop_nested();
    finder.speak_on();
    finder.records()
}
