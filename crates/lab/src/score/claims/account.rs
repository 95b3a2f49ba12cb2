//! An account as a key: each annotated statement goes to the claim whose words overlap it most.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{Article, ArticleId, Cite, Claim, ClaimId, Dossier, Line, Stance};
use sayso_text::Span;

use super::clusters::Part;
use super::gold::Told;
use super::key::{Entry, Key};

/// Least share of the shorter of two spans that must lie in both.
const OVERLAP: f64 = 0.5;

/// Where each annotated statement stands.
pub(crate) fn places(told: &Told, dossier: &Dossier) -> Vec<Option<Cite>> {
    let members: BTreeMap<_, _> =
        dossier.captures.iter().filter_map(|c| Some((c.id, c.member.as_deref()?))).collect();
    let by_report: BTreeMap<&str, &Article> =
        dossier.articles.iter().filter_map(|a| Some((*members.get(&a.capture)?, a))).collect();
    told.statements
        .iter()
        .map(|said| {
            let article = by_report.get(said.report.as_str())?;
            let at = article.text.find(&said.quote)?;
            Some(article.cite(Span::of(at..at + said.quote.len())))
        })
        .collect()
}

/// The account's view of the annotated statements.
pub(crate) fn key(told: &Told, dossier: &Dossier) -> Key {
    let claims: Vec<&Claim> = dossier.digests.iter().flat_map(|d| &d.claims).collect();
    let mut words: BTreeMap<ArticleId, Vec<(Span, usize)>> = BTreeMap::new();
    for (c, claim) in claims.iter().enumerate() {
        for cite in evidence(claim) {
            words.entry(cite.article).or_default().push((cite.span, c));
        }
    }
    let mut key = Key { entries: claims.iter().map(|claim| entry(claim)).collect(), ..Key::default() };
    for place in places(told, dossier) {
        let best = place.and_then(|cite| best(words.get(&cite.article)?, cite.span));
        key.found.push(best.is_some());
        key.of.push(best.unwrap_or_else(|| {
            key.entries.push(Entry::default());
            key.entries.len() - 1
        }));
    }
    let judged: BTreeSet<usize> = key.of.iter().copied().collect();
    let place: BTreeMap<ClaimId, usize> = claims.iter().enumerate().map(|(c, claim)| (claim.id, c)).collect();
    for (c, claim) in claims.iter().enumerate() {
        for other in &claim.opposes {
            let Some(d) = place.get(&other.claim).copied().filter(|d| c < *d) else { continue };
            if judged.contains(&c) && judged.contains(&d) {
                key.opposed.insert((c, d), other.kind);
            } else {
                key.unjudged += 1;
            }
        }
    }
    key
}

/// The words of every statement of a claim.
fn evidence(claim: &Claim) -> BTreeSet<Cite> {
    let joined = claim.steps.iter().filter_map(|step| step.cites.get(1));
    std::iter::once(&claim.at).chain(joined).chain(&claim.narrated).copied().collect()
}

fn entry(claim: &Claim) -> Entry {
    let against = |stance| matches!(stance, Stance::Deny | Stance::Doubt);
    Entry {
        status: Some(claim.status),
        origins: claim.origins,
        cross_side: claim.cross_side,
        unconfirmed: !claim.unconfirmed.is_empty(),
        inside: claim.positions.iter().any(|p| against(p.stance))
            && claim.positions.iter().any(|p| !against(p.stance)),
    }
}

/// The claim whose words are most those of the span; of equal ones the weightier.
pub(crate) fn best(words: &[(Span, usize)], span: Span) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (own, claim) in words {
        let shared = own.end().min(span.end()).saturating_sub(own.start().max(span.start())) as f64;
        if shared < OVERLAP * own.len().min(span.len()) as f64 || shared < 1.0 {
            continue;
        }
        let dice = 2.0 * shared / (own.len() + span.len()) as f64;
        if best.is_none_or(|(held, other)| dice > held || (dice >= held && *claim < other)) {
            best = Some((dice, *claim));
        }
    }
    best.map(|(_, claim)| claim)
}

/// Sentences of the briefs whose cites slice right and hold every quoted word.
pub(crate) fn support(dossier: &Dossier) -> Part {
    let articles: BTreeMap<ArticleId, &Article> = dossier.articles.iter().map(|a| (a.id, a)).collect();
    let mut part = Part::default();
    for line in dossier.digests.iter().flat_map(|d| &d.brief) {
        part.count(is_supported(line, &articles));
    }
    part
}

fn is_supported(line: &Line, articles: &BTreeMap<ArticleId, &Article>) -> bool {
    let words: Option<Vec<String>> = line
        .cites()
        .map(|cite| Some(even(articles.get(&cite.article)?.text.get(cite.span.start()..cite.span.end())?)))
        .collect();
    let Some(words) = words else { return false };
    !words.is_empty()
        && quotations(line.text()).iter().all(|quoted| {
            let quoted = even(quoted);
            let quoted = quoted.strip_suffix(" …").unwrap_or(&quoted);
            words.iter().any(|w| w.contains(quoted))
        })
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between outermost quotation marks.
fn quotations(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '“' => {
                if depth == 0 {
                    from = at + c.len_utf8();
                }
                depth += 1;
            }
            '”' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(&text[from..at]);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        found.push(&text[from..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_marks_are_part_of_the_words() {
        assert_eq!(quotations("A says: “the “so-called” court”; B: “no”."), ["the “so-called” court", "no"]);
    }

    #[test]
    fn a_statement_goes_to_the_words_that_fit_best() {
        let words = [(Span::of(0..100), 0), (Span::of(40..60), 1), (Span::of(90..200), 2)];
        assert_eq!(best(&words, Span::of(42..60)), Some(1));
        assert_eq!(best(&words, Span::of(80..95)), Some(0));
        assert_eq!(best(&words, Span::of(300..310)), None);
    }
}
