//! Mentions of one name gathered, and names of one thing merged.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use sayso_lexicon::Sort;
use sayso_news::EntityKind;
use sayso_text::Span;

use super::spelling;
use super::states::Adjectives;
use crate::draft::Draft;
use crate::names::{Evidence, Form, Name};

/// Where a mention belongs, and why.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) slot: usize,
    pub(super) score: f32,
    pub(super) rule: &'static str,
    pub(super) entry: Option<(&'static str, &'static str)>,
}

/// One thing that is spoken of.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The words of its name that count.
    pub(super) words: Vec<CompactString>,
    pub(super) evidence: Evidence,
    pub(super) kind: Option<EntityKind>,
    /// Its first mention.
    pub(super) first: Span,
    /// The names, by index, that speak of it.
    pub(super) members: Vec<usize>,
    pub(super) name: String,
    pub(super) named: bool,
    pub(super) aliases: Vec<String>,
    pub(super) known: Option<sayso_lexicon::Known>,
    /// Key of the state that it is, where the text alone shows that it is one.
    pub(super) state: Option<CompactString>,
    /// Whether another slot has taken it over.
    pub(super) merged: bool,
}

/// All slots of an article.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    pub(super) slots: Vec<Slot>,
    members: Vec<Option<Member>>,
}

impl Clusters {
    /// One slot for each name that is written, or known, as one.
    pub(super) fn gather(draft: &Draft<'_>, names: &[Name], adjectives: &Adjectives) -> Self {
        let mut clusters = Self { slots: Vec::new(), members: vec![None; names.len()] };
        let mut by_key = FxHashMap::<CompactString, usize>::default();
        for (at, name) in names.iter().enumerate() {
            let words = match adjectives.of(at) {
                Some(state) => vec![CompactString::new(state)],
                None => spelling::words(draft, name.tokens.clone()),
            };
            let known = name.known;
            let key = match known {
                // An adjective of no state or place ("Muslim") names nothing by itself.
                Some(k)
                    if name.form != Form::Named
                        && k.sort == Sort::Adjective
                        && k.state.is_empty()
                        && k.name.is_empty() =>
                {
                    continue;
                }
                Some(k)
                    if name.form != Form::Named
                        && k.table == "peoples"
                        && draft.lexicon.gazetteer.get(k.name).is_none_or(|g| g.sort == Sort::Adjective) =>
                {
                    continue;
                }
                Some(k) if k.table != "places" => crate::tags::fold(k.name),
                _ if name.form != Form::Named && adjectives.of(at).is_none() => continue,
                _ => join(&words),
            };
            if key.is_empty() {
                continue;
            }
            let span = draft.span(name.tokens.clone());
            let slot = *by_key.entry(key).or_insert_with(|| {
                clusters.slots.push(Slot {
                    words: words.clone(),
                    evidence: Evidence::default(),
                    kind: None,
                    first: span,
                    members: Vec::new(),
                    name: String::new(),
                    named: true,
                    aliases: Vec::new(),
                    known: known.filter(|_| name.form == Form::Named),
                    state: None,
                    merged: false,
                });
                clusters.slots.len() - 1
            });
            let rule = if name.form == Form::Named { "name" } else { "adjective" };
            let entry = name.evidence.lexicon().filter(|_| name.known.is_some());
            clusters.members[at] = Some(Member { slot, score: 0.95, rule, entry });
            let slot = &mut clusters.slots[slot];
            slot.members.push(at);
            if name.form == Form::Named {
                slot.evidence.join(&name.evidence);
                slot.known = slot.known.or(known);
            } else {
                slot.evidence.add(EntityKind::Place, 1.2, "adjective");
                slot.known = slot.known.or_else(|| known.and_then(|k| draft.lexicon.gazetteer.get(k.name)));
                slot.state =
                    slot.state.take().or_else(|| adjectives.of(at).map(|s| super::states::key(draft, s)));
            }
        }
        for slot in &mut clusters.slots {
            slot.kind = slot.evidence.best().map(|(kind, ..)| kind);
        }
        clusters
    }

    /// Where name number `at` belongs.
    pub(super) fn of(&self, at: usize) -> Option<Member> {
        self.members.get(at).copied().flatten()
    }

    /// Slots that stand for something, in order of first mention.
    pub(super) fn live(&self) -> impl Iterator<Item = usize> {
        self.slots.iter().enumerate().filter(|(_, slot)| !slot.merged).map(|(at, _)| at)
    }

    /// Names, aliases and kinds, once all merging is done.
    pub(super) fn finish(&mut self, draft: &Draft<'_>, names: &[Name]) {
        for at in 0..self.slots.len() {
            if self.slots[at].merged || !self.slots[at].named {
                continue;
            }
            let mut forms: Vec<(String, bool)> = Vec::new();
            for member in &self.slots[at].members {
                let name = &names[*member];
                if name.form != Form::Named {
                    continue;
                }
                let guessed = self.members[*member].is_none_or(|m| m.score < 0.7);
                let raw = draft.reads(draft.span(name.tokens.clone()));
                let clean = clean(&raw);
                for form in [clean, raw.into_owned()] {
                    if !forms.iter().any(|(f, _)| *f == form) {
                        forms.push((form, guessed));
                    }
                }
            }
            let slot = &mut self.slots[at];
            slot.kind = slot.kind_now();
            let best = forms.iter().filter(|(form, _)| clean(form) == *form).max_by_key(|(form, guessed)| {
                (!*guessed, form.chars().count().min(60), usize::MAX - position(&forms, form))
            });
            slot.name = match best {
                Some((form, _)) => form.clone(),
                None => slot.known.map_or_else(|| titled(&slot.words), |k| k.name.to_owned()),
            };
            let name = slot.name.clone();
            slot.aliases = forms.into_iter().map(|(form, _)| form).filter(|form| *form != name).collect();
        }
    }

    /// Takes the mentions of `from` over into `into`; each keeps the rule and the score of the merge.
    pub(super) fn merge(
        &mut self,
        from: usize,
        into: usize,
        score: f32,
        rule: &'static str,
        entry: Option<(&'static str, &'static str)>,
    ) {
        debug_assert_ne!(from, into, "a slot is not merged into itself");
        let taken = std::mem::take(&mut self.slots[from].members);
        let (evidence, kind) = (self.slots[from].evidence, self.slots[from].kind);
        let first = self.slots[from].first;
        let known = self.slots[from].known;
        self.slots[from].merged = true;
        for at in &taken {
            if let Some(member) = &mut self.members[*at] {
                *member = Member {
                    slot: into,
                    score: member.score.min(score),
                    rule,
                    entry: entry.or(member.entry),
                };
            }
        }
        let slot = &mut self.slots[into];
        slot.members.extend(taken);
        slot.members.sort_unstable();
        // That an acronym looks like a body's name tells nothing once the long form is known, nor a surname once the person is.
        let otherwise = rule == "surname" && kind != Some(EntityKind::Person);
        if !otherwise
            && !matches!(rule, "acronym-in-brackets" | "initials" | "same-place-beside-the-same-name")
        {
            slot.evidence.join(&evidence);
        }
        slot.known = slot.known.or(known);
        if first.start() < slot.first.start() {
            slot.first = first;
        }
    }

    /// A slot for something that is only described.
    pub(super) fn describe(&mut self, kind: EntityKind, first: Span, name: String) -> usize {
        self.slots.push(Slot {
            words: Vec::new(),
            evidence: Evidence::default(),
            kind: Some(kind),
            first,
            members: Vec::new(),
            name,
            named: false,
            aliases: Vec::new(),
            known: None,
            state: None,
            merged: false,
        });
        self.slots.len() - 1
    }
}

fn position(forms: &[(String, bool)], form: &str) -> usize {
    forms.iter().position(|(f, _)| f == form).unwrap_or(0)
}

/// A name without marks of quotation in it, its words parted by single blanks.
fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        let word = word.trim_matches(crate::tokens::is_quote);
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Words in lower case as a name.
fn titled(words: &[CompactString]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    out
}

impl Slot {
    /// The kind that most speaks for; where nothing does, a guess by shape.
    fn kind_now(&self) -> Option<EntityKind> {
        self.evidence.best().map(|(kind, ..)| kind).or(Some(EntityKind::Other))
    }
}

/// The words as one key.
pub(super) fn join(words: &[CompactString]) -> CompactString {
    let mut key = CompactString::default();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}
