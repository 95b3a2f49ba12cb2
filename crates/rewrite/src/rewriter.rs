//! Every brief of a run, sentence by sentence.

use std::collections::BTreeMap;

use sayso_news::{Article, ArticleId, Cite, Digest, Dossier, Line, Note};

use crate::{Composed, Refusal, Reply};

/// What a rewriter is asked to do with each sentence.
pub const TASK: &str = "\
You smooth the wording of one passage from a news brief. Keep every quotation exactly as it stands, in its quotation \
marks. Keep every name, number and date, and their order. Keep who says what and who denies it. Keep words such as \
not, only and confirmed where they are. Add no fact, no name and no judgement; leave nothing out; do not make it \
longer. You may change the place of a quotation and of its verb, use “according to” for “says”, join what stands \
against each other with but, while or whereas, and change small words. If it reads well already, give it back as it is. \
Answer with the passage alone, on one line.";

/// A model that rewrites sentences.
pub trait Endpoint {
    /// The model's name, as notes show it.
    fn model(&self) -> &str;
    /// Where it is reached, as notes show it.
    fn place(&self) -> &str;
    /// Its answer to [`TASK`] for one composed sentence.
    fn ask(&self, sentence: &str) -> Result<Reply, Failure>;
}

/// What went wrong with an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// In one sentence; it names the place.
    pub what: String,
    /// The way out.
    pub hint: String,
}

/// Lets `endpoint` smooth the sentences of every brief. Each answer is kept only where it passes [`Composed::check`]. Where
/// the endpoint fails, all briefs stay as they were composed. A note says what was done. `done` is called after each
/// sentence.
pub fn rewrite(dossier: &mut Dossier, endpoint: &impl Endpoint, mut done: impl FnMut()) {
    let articles: BTreeMap<ArticleId, &Article> = dossier.articles.iter().map(|a| (a.id, a)).collect();
    let words = |cite: Cite| articles.get(&cite.article).map(|article| cite.words(article));
    let mut tally = Tally::default();
    let mut briefs = Vec::with_capacity(dossier.digests.len());
    for digest in &dossier.digests {
        match brief(digest, endpoint, words, &mut tally, &mut done) {
            Ok(lines) => briefs.push(lines),
            Err(Failure { what, hint }) => {
                let text = format!("The briefs stand as they were composed: {what}");
                dossier.notes.insert(0, Note::warning("rewriter-failed", text).hint(hint));
                return;
            }
        }
    }
    for (digest, lines) in dossier.digests.iter_mut().zip(briefs) {
        digest.brief = lines;
    }
    dossier.notes.push(tally.note(endpoint));
}

fn brief<'a>(
    digest: &Digest,
    endpoint: &impl Endpoint,
    words: impl Fn(Cite) -> Option<&'a str>,
    tally: &mut Tally,
    done: &mut impl FnMut(),
) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::with_capacity(digest.brief.len());
    for line in &digest.brief {
        let checked = match Composed::new(line, &words) {
            Ok(composed) => composed.check(&endpoint.ask(composed.text())?).map(Line::from),
            Err(refusal) => Err(refusal),
        };
        lines.push(tally.count(line, checked));
        done();
    }
    Ok(lines)
}

/// What became of the sentences.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    rewritten: usize,
    alike: usize,
    refused: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// The line to show: the answer where it passed, else the composed one.
    fn count(&mut self, composed: &Line, checked: Result<Line, Refusal>) -> Line {
        self.all += 1;
        match checked {
            Ok(line) if line.text() == composed.text() => self.alike += 1,
            Ok(line) => {
                self.rewritten += 1;
                return line;
            }
            Err(refusal) => *self.refused.entry(refusal.kind()).or_insert(0) += 1,
        }
        composed.clone()
    }

    fn note(&self, endpoint: &impl Endpoint) -> Note {
        let mut text = format!(
            "{} of {} sentences of the briefs were rewritten by the model {} at {} and hold what their cites hold; ",
            self.rewritten,
            self.all,
            endpoint.model(),
            endpoint.place()
        );
        let mut stay: Vec<String> = Vec::new();
        if self.alike > 0 {
            stay.push(format!("{} given back as they were", self.alike));
        }
        stay.extend(self.refused.iter().map(|(kind, count)| format!("{count} {kind}")));
        let stayed = match self.all - self.rewritten {
            0 => "none stayed as composed.".to_owned(),
            left => format!("{left} stayed as composed ({}).", stay.join("; ")),
        };
        text.push_str(&stayed);
        Note::info("rewritten", text)
    }
}
