//! What is new since a time.

use std::collections::BTreeMap;

use sayso_news::{ArticleId, Dossier, Edtf, Line, Note, When};

/// Leaves in every brief and timeline only what rests on an article published at or after `since`, or on one whose
/// publication is not known. Claims, with all their positions and counts, stay as they are: an old claim that a new
/// article denies is news.
pub fn since(dossier: &mut Dossier, since: &Edtf) {
    let published: BTreeMap<ArticleId, Option<When>> =
        dossier.articles.iter().map(|a| (a.id, a.updated.clone().or_else(|| a.published.clone()))).collect();
    let is_new = |article: ArticleId| {
        published.get(&article).and_then(Option::as_ref).is_none_or(|when| !before(&when.value, since))
    };
    let mut left_out = 0;
    for digest in &mut dossier.digests {
        let all = digest.brief.len();
        digest.brief.retain(|line: &Line| line.cites().any(|cite| is_new(cite.article)));
        left_out += all - digest.brief.len();
        digest.timeline.retain(|entry| is_new(entry.text.article));
    }
    if left_out > 0 {
        let text = format!(
            "{left_out} sentences that rest only on articles from before {since} were left out of the briefs."
        );
        dossier.notes.push(Note::info("since", text));
    }
}

/// Whether `a` lies wholly before `b`, as far as both are known.
fn before(a: &Edtf, b: &Edtf) -> bool {
    let (a, b) = (a.as_str(), b.as_str());
    let shared = a.len().min(b.len());
    a.get(..shared) < b.get(..shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_not_before_an_hour_of_it() {
        let at = |text: &str| Edtf::parse(text).unwrap();
        assert!(!before(&at("2023-05-22"), &at("2023-05-22T10:00:00")));
        assert!(before(&at("2023-05-21"), &at("2023-05-22T10:00:00")));
        assert!(!before(&at("2023-05"), &at("2023-05-22")));
    }
}
