//! Descriptions find whom they speak of: "the governor", "the group", "the surgeon" right after Dr Sorrund.

use compact_str::CompactString;
use sayso_lexicon::{Epithet, People, TitleKind};
use sayso_news::{EntityId, EntityKind, Mention, MentionKind, Score, Tag};
use sayso_text::Span;

use super::{Spoken, THRESHOLD, Walk, is_plural};
use crate::tags::fold;

/// Sentences that a description looks back over when its words do not name the entity by title.
const DESCRIPTION_REACH: usize = 6;

impl Walk<'_, '_> {
    /// The entity that a definite description speaks of, when it is one that was spoken of before.
    pub(super) fn described(
        &self,
        mention: &Mention,
        sentence: usize,
    ) -> Option<(EntityId, Score, &'static str)> {
        let office = mention.kind == MentionKind::Name;
        let the = office.then_some("the").into_iter();
        let words: Vec<_> =
            the.chain(self.draft.words(mention.span).split_whitespace()).map(|w| plain(&fold(w))).collect();
        let first = words.first()?.as_str();
        if !matches!(first, "the" | "this" | "that" | "its" | "his" | "her" | "their" | "these" | "those") {
            return None;
        }
        // "Y. Demsin, who calls himself the press secretary of the Front"
        let token = self.draft.tokens_in(mention.span).start;
        let styled = token > 0 && matches!(fold(self.draft.word(token - 1)).as_str(), "himself" | "herself");
        if styled
            && let Some(named) = self
                .recent(sentence, 0)
                .find(|s| self.is_named(s.entity) && self.kind(s.entity) == EntityKind::Person)
        {
            return Some((named.entity, Score::new(0.9), "description-of-oneself"));
        }
        if let Some(inner) = self.name_within(mention) {
            return Some((inner, Score::new(0.9), "description-around-name"));
        }
        let rest = &words[1..];
        let end = rest
            .iter()
            .position(|w| matches!(w.as_str(), "of" | "for" | "in" | "at" | "from" | "who" | "that"));
        // "His directorate" belongs to somebody spoken of before, and is itself nobody spoken of before.
        let is_owned = matches!(first, "its" | "his" | "her" | "their");
        let head = rest[..end.unwrap_or(rest.len())].last()?.as_str();
        let bare = rest.len() == 1;
        // "The city's ambulance service" says which service it is: none that was spoken of before.
        let owner = self.draft.words(mention.span).split_whitespace().any(|w| w.contains(['\'', '’']));
        let is_told = owner || (!bare && is_office(head));
        let kind = if office { EntityKind::Person } else { self.kind(mention.entity) };
        let offices = &self.draft.lexicon.people;
        let mut best: Option<(f32, EntityId, &'static str)> = None;
        for spoken in self.recent(sentence, usize::MAX) {
            let Some(place) = self.place.get(&spoken.entity) else { continue };
            let candidate = &self.draft.entities[*place];
            if candidate.id == mention.entity {
                continue;
            }
            let far = sentence - spoken.sentence;
            let people = kind == EntityKind::Person && candidate.kind == EntityKind::Person;
            let (fit, rule) = if people && has_word(offices, &candidate.titles, head) {
                // "the governor" after "Governor of X"; with more words, those must agree too.
                let agree = bare
                    || rest.iter().filter(|w| w.len() > 3).all(|w| has_word(offices, &candidate.titles, w));
                if !agree && tells_another(&candidate.titles, rest) {
                    continue;
                }
                (if agree { 0.95 } else { 0.55 }, "description-by-title")
            } else if people
                && far <= DESCRIPTION_REACH
                && let Some(whole) = is_called(offices, &candidate.titles, rest, head)
            {
                (if whole { 0.85 } else { 0.55 }, "description-by-calling")
            } else if !compatible(kind, candidate.kind)
                || is_another(&candidate.name, head, &rest[..end.unwrap_or(rest.len())])
            {
                continue;
            } else if fold(&candidate.name).split(' ').any(|w| w == head)
                || (!candidate.named && ends_with(&candidate.name, head))
            {
                (if bare { 0.9 } else { 0.6 }, "description-by-head")
            } else if let Some(fit) = general_fit(head, candidate.kind)
                .filter(|_| far <= DESCRIPTION_REACH && !is_owned && !is_told)
            {
                let known = if candidate.named { 0.1 } else { -0.1 };
                (
                    fit + known - 0.06 * far as f32 + if spoken.subject { 0.1 } else { 0.0 },
                    "description-by-kind",
                )
            } else {
                continue;
            };
            let weight = fit - 0.02 * far.min(10) as f32;
            if best.is_none_or(|(b, ..)| weight > b) {
                best = Some((weight, candidate.id, rule));
            }
        }
        best.filter(|(weight, ..)| *weight >= THRESHOLD)
            .map(|(weight, id, rule)| (id, Score::new(weight), rule))
            .or_else(|| {
                let told = end.unwrap_or(rest.len());
                let role = kind == EntityKind::Person && first == "the" && told <= 3 && best.is_none();
                let other = role.then(|| self.taken_up_by_role(mention, sentence, head))??;
                Some((other, Score::new(0.6), "description-by-role"))
            })
    }

    /// "… according to Dr Sorrund. The surgeon said …", "Anton Vrell spoke again. “…,” the engineer declared": a role that was
    /// not told before, of the one person who was spoken of right before, where nothing else is told of theirs.
    fn taken_up_by_role(&self, mention: &Mention, sentence: usize, head: &str) -> Option<EntityId> {
        let draft = self.draft;
        let tokens = draft.tokens_in(mention.span);
        if is_plural(draft.words(mention.span)) || !self.speaks(mention.span, tokens.start) {
            return None;
        }
        let opening = draft.sentences[sentence].tokens.start as usize;
        let close = |i: usize| draft.tag(i) == Tag::Close;
        let after_quote = (opening..tokens.start).any(close)
            || (1..=2).any(|k| tokens.start.checked_sub(k).is_some_and(close));
        let named = |s: &Spoken| {
            s.sentence < sentence && self.is_named(s.entity) && self.kind(s.entity) == EntityKind::Person
        };
        let near = |s: &Spoken| s.subject || (after_quote && s.sentence + 1 == sentence);
        let people: Vec<Spoken> = self.recent(sentence, 2).filter(|s| named(s) && near(s)).collect();
        // Of those whom the last such sentence names, the one that it is about.
        let last = people.first()?.sentence;
        let mut about = people.iter().filter(|s| s.sentence == last && s.subject);
        let person = *match (about.next(), about.next()) {
            (Some(only), None) => only,
            _ => people.first()?,
        };
        let rival = |o: &&Spoken| {
            o.entity != person.entity
                && (o.sentence == person.sentence && (o.subject || !person.subject)
                    || sentence - person.sentence > 1)
        };
        let other = people.iter().find(rival);
        let titles = &draft.entities[*self.place.get(&person.entity)?].titles;
        let is_kind = |title: &str, kind: TitleKind| {
            [title, office_of(title)]
                .into_iter()
                .any(|t| super::title(draft, t).is_some_and(|t| t.kind == kind))
        };
        // "In parliament Odello stood by his account. …, the justice minister told deputies."
        let office = is_kind(head, TitleKind::Office) || is_kind(head, TitleKind::Role);
        let ranked = |t: &String| is_kind(t, TitleKind::Rank) || is_kind(t, TitleKind::Honorific);
        let goes_on =
            office && titles.iter().all(ranked) && person.subject && person.sentence + 1 == sentence;
        let called = match draft.lexicon.people.epithet(head) {
            Some(Epithet::Anybody) => true,
            Some(Epithet::Titled(kind)) => titles.iter().any(|t| is_kind(t, kind)),
            None => head.contains("-of-") || draft.words(mention.span).contains("-year-old"),
        };
        // "Dr", "Professor": of somebody learned nothing else is told.
        let learned = [person.token, person.token.wrapping_sub(1)].into_iter().any(|at| {
            let word = fold(draft.word(at).trim_end_matches('.'));
            matches!(word.as_str(), "dr" | "doctor" | "prof" | "professor")
        });
        let fits = called
            || goes_on
            || if titles.is_empty() {
                after_quote || learned
            } else {
                titles.iter().all(|t| is_kind(t, TitleKind::Honorific))
            };
        (other.is_none() && fits).then_some(person.entity)
    }

    /// Whether the words at `span` are the subject of a verb of telling, before or after it.
    pub(super) fn speaks(&self, span: Span, token: usize) -> bool {
        let draft = self.draft;
        let telling = |at: usize| self.is_telling(at);
        let mut end = draft.tokens_in(span).end;
        if draft.word(end) == "," {
            end = (end + 1..end + 16).find(|i| draft.word(*i) == ",").map_or(end, |i| i + 1);
        }
        let quoted = draft.word(end) == "as" && telling(end + 1);
        telling(end)
            || self.is_according(self.leading(token))
            || quoted
            || (draft.tag(end) == Tag::Auxiliary && telling(end + 1))
            || self.is_told_by(span, token)
    }

    /// "the state-run X news agency": a body's description with its own name in it, right before the head.
    fn name_within(&self, mention: &Mention) -> Option<EntityId> {
        let kind = self.kind(mention.entity);
        let inner = self.draft.mentions_in(mention.span).find(|m| {
            m.kind == MentionKind::Name
                && m.entity != mention.entity
                && mention.span.contains(m.span)
                && compatible(kind, self.kind(m.entity))
        })?;
        let after = Span::of(inner.span.end()..mention.span.end());
        let words: Vec<_> = self.draft.tokens_in(after).map(|t| self.draft.tag(t)).collect();
        let modifies =
            (1..=3).contains(&words.len()) && words.iter().all(|t| matches!(t, Tag::Noun | Tag::Adjective));
        (modifies && kind != EntityKind::Person).then_some(inner.entity)
    }
}

/// How well a general head ("the group", "the company") fits an entity of a kind; `None` where it says more than that.
fn general_fit(head: &str, kind: EntityKind) -> Option<f32> {
    let armed = matches!(
        head,
        "militia"
            | "movement"
            | "militants"
            | "fighters"
            | "rebels"
            | "insurgents"
            | "faction"
            | "brigade"
            | "legion"
            | "battalion"
            | "guerrillas"
            | "separatists"
            | "partisans"
            | "gang"
    );
    let body = matches!(
        head,
        "company"
            | "firm"
            | "agency"
            | "body"
            | "regulator"
            | "watchdog"
            | "ministry"
            | "newspaper"
            | "paper"
            | "outlet"
            | "bank"
            | "retailer"
            | "operator"
            | "institute"
            | "charity"
            | "club"
            | "union"
            | "broadcaster"
            | "directorate"
            | "authority"
            | "commission"
            | "office"
            | "service"
            | "court"
            | "council"
            | "university"
            | "manufacturer"
            | "producer"
            | "supplier"
            | "airline"
            | "lender"
            | "publisher"
            | "channel"
            | "station"
            | "portal"
            | "website"
            | "site"
    );
    let either = matches!(
        head,
        "group" | "organisation" | "organization" | "party" | "team" | "force" | "unit" | "outfit"
    );
    match kind {
        EntityKind::Group if armed || either => Some(0.8),
        EntityKind::Organisation if body => Some(0.78),
        EntityKind::Organisation if either => Some(0.6),
        _ => None,
    }
}

/// Whether a name says that what it names is something else than the described: "Marine Accident Office" is no union, and
/// "Velmar's defence ministry" not "the foreign ministry".
fn is_another(name: &str, head: &str, described: &[CompactString]) -> bool {
    let folded = fold(name);
    let words: Vec<CompactString> = folded.split(' ').map(plain).collect();
    if words.iter().any(|w| w == head) {
        let telling = |w: &&CompactString| w.len() > 3 && *w != head;
        let mut theirs = words.iter().filter(telling).peekable();
        let mut ours = described.iter().filter(telling).peekable();
        return theirs.peek().is_some() && ours.peek().is_some() && !ours.any(|w| words.contains(w));
    }
    words.iter().any(|w| is_office(w)) || (is_office(head) && words.len() > 1)
}

/// Bodies that have the word for what they are in their name.
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "ministry"
            | "union"
            | "office"
            | "council"
            | "court"
            | "commission"
            | "committee"
            | "university"
            | "institute"
            | "directorate"
            | "authority"
            | "parliament"
            | "senate"
            | "hospital"
            | "federation"
            | "league"
            | "museum"
    )
}

/// Without a possessive ending and marks at its edges.
fn plain(word: &str) -> CompactString {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").unwrap_or(word).into()
}

fn compatible(a: EntityKind, b: EntityKind) -> bool {
    let body = |k| matches!(k, EntityKind::Organisation | EntityKind::Group);
    a == b || (body(a) && body(b))
}

/// Whether a title has the word, spelt out or short.
fn has_word(people: &People, titles: &[String], word: &str) -> bool {
    let same = |w: &str| people.spelt_out(&fold(w)) == word;
    titles.iter().any(|t| t.split(|c: char| !c.is_alphanumeric()).any(same))
}

/// "chairman" of "chairman of the committee".
fn office_of(title: &str) -> &str {
    title.split(" of ").next().unwrap_or(title)
}

/// Whether bearers of one of these titles are called so, "the lawmaker" of a deputy; and whether nothing more is said of them.
fn is_called(people: &People, titles: &[String], described: &[CompactString], head: &str) -> Option<bool> {
    let bears = |called: &str| {
        people.called(called).iter().any(|wanted| {
            titles.iter().any(|title| {
                let title = fold(title);
                [title.as_str(), office_of(&title)].into_iter().any(|t| {
                    t.strip_suffix(wanted).is_some_and(|before| before.is_empty() || before.ends_with(' '))
                })
            })
        })
    };
    let phrase = described.join(" ");
    if bears(&phrase) {
        return Some(true);
    }
    (described.len() > 1 && bears(head)).then_some(false)
}

/// Whether every title tells of an office that the described has not: "Health Minister" of "the justice minister".
fn tells_another(titles: &[String], described: &[CompactString]) -> bool {
    let telling = |t: &String| {
        let mut words = t.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|w| w.len() > 3);
        words.any(|w| !described.contains(&w))
    };
    !titles.is_empty() && titles.iter().all(telling)
}

fn ends_with(name: &str, head: &str) -> bool {
    let name = fold(name);
    name.split(" of ").next().is_some_and(|front| front.split(' ').next_back() == Some(head))
}
