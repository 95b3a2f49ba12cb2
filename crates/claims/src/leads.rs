//! Headlines of other articles that look like the story's event: told as leads, and never as statements.

use std::collections::BTreeSet;

use sayso_news::{Article, Cite, Lead, Note, Story};

/// So many leads of a story are told.
const MOST: usize = 5;
/// Words shorter than this, in bytes, say little.
const LEAST: usize = 4;

/// One note for each headline that looks like the story's event and that no article of the story bears.
pub(crate) fn notes(story: &Story, articles: &[&Article]) -> Vec<Note> {
    let names: BTreeSet<String> =
        story.cast.iter().filter(|member| member.named).flat_map(|member| words(&member.name)).collect();
    let mut told: BTreeSet<Vec<String>> =
        articles.iter().filter_map(|article| article.title.as_deref()).map(words).collect();
    let event: BTreeSet<String> =
        told.iter().flatten().filter(|word| !names.contains(*word)).cloned().collect();
    let mut found: Vec<(usize, Cite, &Lead)> = Vec::new();
    for article in articles {
        for lead in &article.leads {
            let said = words(lead.span.slice(&article.text));
            let count = |set: &BTreeSet<String>| said.iter().filter(|word| set.contains(*word)).count();
            let (named, told_of) = (count(&names), count(&event));
            let shared = named + told_of;
            // A name alone may stand in any story; a name and what happened, two words in five, can hardly be another's.
            if named > 0 && told_of > 0 && shared * 5 >= said.len() * 2 && told.insert(said) {
                found.push((shared, article.cite(lead.span), lead));
            }
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MOST);
    let note = |(_, at, lead): (usize, Cite, &Lead)| {
        let text = "headline only: this points to another article that seems to be about the same event";
        let note = Note::info("lead", text).at(at);
        match &lead.url {
            Some(url) => note.hint(format!("read it too: {url}")),
            None => note,
        }
    };
    found.into_iter().map(note).collect()
}

/// The words of a headline or a name that say something, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= LEAST);
    words.map(str::to_lowercase).collect()
}
