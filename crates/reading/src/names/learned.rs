//! Names as a network sees them, laid over those that the rules found.

use std::ops::Range;

use rustc_hash::FxHashSet;
use sayso_infer::{NameKind, NameSpan};
use sayso_news::EntityKind;

use super::evidence::{self, Evidence};
use super::{Form, Name, View};
use crate::draft::Draft;
use crate::opinion::{Opinion, Trust};

/// Mends the names, which stay in order and apart.
pub(crate) fn amend(draft: &Draft<'_>, opinion: &Opinion<'_>, names: &mut Vec<Name>) {
    let before: FxHashSet<Range<usize>> = names.iter().map(|n| n.tokens.clone()).collect();
    names.retain(|name| !is_plain(opinion, name));
    let mut mended: Vec<Name> = Vec::with_capacity(names.len() + 4);
    let mut rest = std::mem::take(names).into_iter().peekable();
    for seen in &opinion.names {
        while let Some(name) = rest.next_if(|n| n.tokens.end <= seen.words.start) {
            mended.push(name);
        }
        let mut over = Vec::new();
        while let Some(name) = rest.next_if(|n| n.tokens.start < seen.words.end) {
            over.push(name);
        }
        mended.extend(settle(draft, opinion.trust, seen, over));
    }
    mended.extend(rest);
    mended.sort_by_key(|n| n.tokens.start);
    mended.dedup_by(|next, kept| next.tokens.start < kept.tokens.end);
    *names = mended;
    for at in 0..names.len() {
        if !before.contains(&names[at].tokens) {
            evidence::weigh(draft, names, at);
        }
    }
}

/// Whether nothing but a rule makes a name of these words.
fn is_plain(opinion: &Opinion<'_>, name: &Name) -> bool {
    let kind = name.evidence.best().map(|(kind, ..)| kind);
    let asked = name.form == Form::Named
        && matches!(kind, None | Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Place));
    asked && name.tokens.clone().all(|at| opinion.plain.get(at).is_some_and(|p| *p >= opinion.trust.plain))
}

/// What becomes of one name that the network sees and of those of the rules that it overlaps.
fn settle(draft: &Draft<'_>, trust: Trust, seen: &NameSpan, mut over: Vec<Name>) -> Vec<Name> {
    if let [name] = over.as_mut_slice()
        && name.tokens == seen.words
    {
        weigh(seen, trust, name);
        return over;
    }
    let wanted = if over.is_empty() { trust.name } else { trust.bounds };
    // Peoples, events and works are the rules' own; the network only knows that they are something else.
    if seen.probability < wanted || seen.kind == NameKind::Other {
        for name in &mut over {
            if seen.words.contains(&name.tokens.start) {
                weigh(seen, trust, name);
            }
        }
        return over;
    }
    let mut name = Name {
        tokens: seen.words.clone(),
        form: Form::Named,
        known: None,
        evidence: Evidence::default(),
        title: None,
        short_for: None,
    };
    if let Some(sentence) = draft.sentence_of(seen.words.start) {
        let view = View::new(draft, draft.range(&draft.sentences[sentence]));
        name.known =
            view.known(seen.words.start).filter(|(end, _)| *end == seen.words.end).map(|(_, known)| known);
    }
    for old in &over {
        if old.form == Form::Named {
            name.evidence.join(&old.evidence);
        }
        name.title = name.title.take().or_else(|| old.title.clone().filter(|t| t.end <= seen.words.start));
    }
    weigh(seen, trust, &mut name);
    vec![name]
}

/// The network speaks for a kind; whether a body is an organisation or a group, only the rules tell.
fn weigh(seen: &NameSpan, trust: Trust, name: &mut Name) {
    if name.form != Form::Named {
        return;
    }
    let weight = trust.kind * seen.probability;
    let evidence = &mut name.evidence;
    match seen.kind {
        NameKind::Person => evidence.add(EntityKind::Person, weight, "network"),
        NameKind::Place => evidence.add(EntityKind::Place, weight, "network"),
        NameKind::Organisation => {
            evidence.add(EntityKind::Organisation, weight + 0.05, "network");
            evidence.add(EntityKind::Group, weight, "network");
        }
        NameKind::Other => {
            let kind = match evidence.best() {
                Some((kind @ (EntityKind::Event | EntityKind::Work | EntityKind::Group), ..)) => kind,
                _ => EntityKind::Other,
            };
            evidence.add(kind, weight, "network");
        }
    }
}
