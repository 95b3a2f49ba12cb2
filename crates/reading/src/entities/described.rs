//! People and bodies that are only described: "the governor of …", "three officials", "residents", "the ministry".

use rustc_hash::FxHashMap;
use sayso_lexicon::Head;
use sayso_news::{EntityKind, Tag};
use sayso_text::Span;

use super::clusters::Clusters;
use super::phrases::{self, Phrase};
use crate::draft::{Draft, is_running};
use crate::names::{Form, Name, View};

/// One description.
#[derive(Debug, Clone)]
pub(super) struct Described {
    /// Its number among the descriptions.
    pub(super) index: usize,
    pub(super) span: Span,
    pub(super) phrase: Phrase,
    /// The head in its base form.
    pub(super) head: String,
    pub(super) kind: EntityKind,
    /// Whether the same words speak of the same people again ("the governor", "residents"), which "a soldier" do not.
    pub(super) repeats: bool,
    /// The name, by index, that the text ties it to.
    pub(super) link: Option<usize>,
    pub(super) rule: &'static str,
    pub(super) score: f32,
}

/// The descriptions of running text, in order.
pub(super) fn find(draft: &Draft<'_>, names: &[Name], clusters: &Clusters) -> Vec<Described> {
    let mut by_start = FxHashMap::default();
    let mut by_end = FxHashMap::default();
    let mut inside = vec![false; draft.tokens.len()];
    for (at, name) in names.iter().enumerate().filter(|(_, n)| n.form == Form::Named) {
        by_start.insert(name.tokens.start, at);
        by_end.insert(name.tokens.end, at);
        inside[name.tokens.clone()].fill(true);
    }
    let mut finder = Finder { draft, names, clusters, by_start, by_end, inside, found: Vec::new() };
    for sentence in &draft.sentences {
        if is_running(draft.kind(sentence)) {
            finder.sentence(&View::new(draft, draft.range(sentence)));
        }
    }
    finder.found
}

struct Finder<'d, 'a> {
    draft: &'d Draft<'a>,
    names: &'d [Name],
    clusters: &'d Clusters,
    by_start: FxHashMap<usize, usize>,
    by_end: FxHashMap<usize, usize>,
    inside: Vec<bool>,
    found: Vec<Described>,
}

impl Finder<'_, '_> {
    fn sentence(&mut self, view: &View<'_, '_>) {
        let mut at = view.range.start;
        while at < view.range.end {
            match self.head(view, at) {
                Some((end, kind)) => {
                    self.describe(view, at..end, kind);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// The head of a description at `at`: where it ends, and what it speaks of.
    fn head(&self, view: &View<'_, '_>, at: usize) -> Option<(usize, EntityKind)> {
        if self.inside[at] || !matches!(view.tag(at), Tag::Noun | Tag::Name | Tag::Adjective) {
            return None;
        }
        let people = &view.lexicon.people;
        let title = view.title(at).or_else(|| Some((at + 1, people.title(view.lemma(at))?)));
        let body = view.body(at);
        let title_end =
            title.filter(|(_, t)| t.kind != sayso_lexicon::TitleKind::Honorific).map(|(end, _)| end);
        let (end, kind) = match (title_end, body) {
            (Some(end), Some((other, _))) if end >= other => (end, EntityKind::Person),
            (_, Some((end, head))) if is_actor(view.lemma(end - 1)) && !is_riverside(view, end - 1) => {
                (end, if head == Head::Group { EntityKind::Group } else { EntityKind::Organisation })
            }
            (Some(end), _) => (end, EntityKind::Person),
            _ => return None,
        };
        let last = end - 1;
        if !matches!(view.tag(last), Tag::Noun | Tag::Name)
            || self.inside[last]
            || view.tag(at) == Tag::Adjective && end == at + 1
        {
            return None;
        }
        // In "police spokesman" or "army base" the head is what follows.
        if matches!(view.tag(end), Tag::Noun)
            && !view.is_calendar(end)
            && !self.inside[end]
            && view.adjacent(last)
        {
            return None;
        }
        let plural = is_plural(view, last);
        let kind = if kind == EntityKind::Person && plural { EntityKind::Group } else { kind };
        Some((end, kind))
    }

    fn describe(&mut self, view: &View<'_, '_>, head: std::ops::Range<usize>, kind: EntityKind) {
        // "spokesman Dmitry Peskov": the words before the name are his title.
        if self.by_start.contains_key(&head.end) && view.adjacent(head.end - 1) {
            let name = self.by_start[&head.end];
            let person = self.kind(name) == Some(EntityKind::Person);
            if person || kind != EntityKind::Person {
                return;
            }
        }
        let mut phrase = phrases::around(view, head.clone());
        let mut kind = kind;
        let mut rule = "description";
        let plural = is_plural(view, head.end - 1);
        let determined = matches!(view.tag(phrase.tokens.start), Tag::Determiner)
            || phrase.definite
            || view.tag(phrase.tokens.start) == Tag::Number;
        // "one of the soldiers"
        let start = phrase.tokens.start;
        let mut one = false;
        if start >= view.range.start + 2 && view.word(start - 1) == "of" && plural {
            let quantity = view.word(start - 2).to_lowercase();
            if matches!(
                quantity.as_str(),
                "one"
                    | "two"
                    | "three"
                    | "four"
                    | "some"
                    | "many"
                    | "several"
                    | "most"
                    | "none"
                    | "both"
                    | "another"
                    | "few"
            ) {
                phrase.tokens.start = start - 2;
                one = true;
                rule = "one-of";
                if matches!(quantity.as_str(), "one" | "another") {
                    kind = EntityKind::Person;
                }
            }
        }
        // A bare singular ("under fire from artillery") speaks of nobody; titles after commas do ("professor of …").
        let comma = start > view.range.start && matches!(view.word(start - 1), "," | "–" | "—" | "(");
        if !plural
            && !determined
            && !comma
            && phrase.core.len() == head.len()
            && !one
            && !is_mass(view.lemma(head.end - 1))
        {
            return;
        }
        let negated = matches!(
            view.word(start).to_lowercase().as_str(),
            "no" | "any" | "every" | "each" | "what" | "whatever"
        );
        if negated && !one {
            return;
        }
        let (link, tie) =
            self.link(view, &phrase, &mut kind).map_or((None, rule), |(name, tie)| (Some(name), tie));
        if comma && link.is_none() && !plural && !determined {
            return;
        }
        let span = self.draft.span(phrase.tokens.clone());
        let lemma = self.draft.words(self.draft.span(head.start..head.end - 1));
        let mut text = lemma.to_lowercase();
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(view.lemma(head.end - 1));
        let repeats = (phrase.definite || plural) && !one && view.tag(phrase.tokens.start) != Tag::Number;
        let index = self.found.len();
        self.found.push(Described {
            index,
            span,
            phrase,
            head: text,
            kind,
            repeats,
            link,
            rule: tie,
            score: 0.8,
        });
    }

    fn kind(&self, name: usize) -> Option<EntityKind> {
        self.clusters.of(name).and_then(|member| self.clusters.slots[member.slot].kind)
    }

    /// The name that the text ties a description to.
    fn link(
        &self,
        view: &View<'_, '_>,
        phrase: &Phrase,
        kind: &mut EntityKind,
    ) -> Option<(usize, &'static str)> {
        let Phrase { tokens, head, .. } = phrase;
        // "the FSB security service", "the TASS news agency"
        if let Some(name) = self.by_end.get(&head.start).copied()
            && *kind != EntityKind::Person
            && matches!(self.kind(name), Some(EntityKind::Organisation | EntityKind::Group))
            && tokens.end == head.end
            && is_own_kind(view.lemma(head.end - 1))
        {
            return Some((name, "name-and-kind"));
        }
        self.name_after(view, tokens, head.end, *kind).or_else(|| self.name_before(view, tokens, *kind)).map(
            |(name, rule)| {
                if let Some(found) = self.kind(name) {
                    *kind = found;
                }
                (name, rule)
            },
        )
    }

    /// Whether what a description says can be said of a name.
    fn fits(&self, name: usize, kind: EntityKind) -> bool {
        match (self.kind(name), kind) {
            (None, _) => true,
            (Some(EntityKind::Person), k) => k == EntityKind::Person,
            (Some(EntityKind::Organisation | EntityKind::Group), k) => {
                matches!(k, EntityKind::Organisation | EntityKind::Group | EntityKind::Person)
            }
            _ => false,
        }
    }

    /// "the governor of …, Ilja Štrebac,", "The group, known as …", "a group calling itself …".
    fn name_after(
        &self,
        view: &View<'_, '_>,
        tokens: &std::ops::Range<usize>,
        head: usize,
        kind: EntityKind,
    ) -> Option<(usize, &'static str)> {
        for end in [tokens.end, head] {
            let mut at = end;
            if matches!(view.word(at), "," | "–" | "—" | "(") {
                at += 1;
            }
            let comma = at > end;
            // "known as", "calling itself", "which calls itself", "called", "named", "dubbed"
            let mut called = at;
            if matches!(
                view.lemma(called),
                "which"
                    | "that"
                    | "who"
                    | "also"
                    | "be"
                    | "better"
                    | "formerly"
                    | "previously"
                    | "widely"
                    | "commonly"
            ) {
                called += 1;
                if matches!(view.lemma(called), "be" | "also") {
                    called += 1;
                }
            }
            let calls = match view.lemma(called) {
                "know" if view.word(called + 1) == "as" => Some(called + 2),
                "call" | "style" if matches!(view.lemma(called + 1), "it" | "they" | "he" | "she") => {
                    Some(called + 2)
                }
                "call" | "name" | "dub" | "title" | "nickname" | "code-named" | "codename"
                    if view.word(called).ends_with("ed") =>
                {
                    Some(called + 1)
                }
                _ => None,
            };
            if let Some(mut name) = calls {
                while matches!(view.tag(name), Tag::Open) || matches!(view.lemma(name), "the" | "simply") {
                    name += 1;
                }
                if let Some(found) = self.by_start.get(&name)
                    && self.fits(*found, kind)
                {
                    return Some((*found, "called"));
                }
            }
            if comma && view.word(end) != "(" {
                let mut name = at;
                while matches!(view.lemma(name), "the") || view.tag(name) == Tag::Open {
                    name += 1;
                }
                if let Some(found) = self.by_start.get(&name).copied()
                    && self.fits(found, kind)
                    && self.closes(view, found)
                    && !self.is_listed(view, found)
                {
                    return Some((found, "apposition"));
                }
            }
        }
        None
    }

    /// Whether the name stands alone between commas, or ends the clause.
    fn closes(&self, view: &View<'_, '_>, name: usize) -> bool {
        let end = self.names[name].tokens.end;
        let end = if view.tag(end) == Tag::Close { end + 1 } else { end };
        let end = if view.word(end) == "(" {
            (end..end + 6).find(|i| view.word(*i) == ")").map_or(end, |i| i + 1)
        } else {
            end
        };
        end >= view.range.end
            || matches!(view.word(end), "," | "." | ";" | ":" | "–" | "—" | ")" | "!" | "?" | "”" | "\"")
    }

    /// "the police, Hamas and Fatah": names in a row are a list.
    fn is_listed(&self, view: &View<'_, '_>, name: usize) -> bool {
        let end = self.names[name].tokens.end;
        view.word(end) == ","
            && (view.word(end + 1) == "and"
                || self.by_start.contains_key(&(end + 1))
                    && view.word(self.names[self.by_start[&(end + 1)]].tokens.end) == "and")
    }

    /// "Vyacheslav Gladkov, the governor of …,", "Kos is the head of …".
    fn name_before(
        &self,
        view: &View<'_, '_>,
        tokens: &std::ops::Range<usize>,
        kind: EntityKind,
    ) -> Option<(usize, &'static str)> {
        let mut at = tokens.start;
        // A determiner that the phrase left out ("a", "the") stands in it; marks do not.
        while at > view.range.start && view.tag(at - 1) == Tag::Open {
            at -= 1;
        }
        if at <= view.range.start {
            return None;
        }
        let before = at - 1;
        if matches!(view.word(before), "," | "–" | "—" | "(") {
            let mut end = before;
            if view.tag(end.wrapping_sub(1)) == Tag::Close {
                end -= 1;
            }
            // "Zorka P, 61, a net-mender"
            if view.tag(end.wrapping_sub(1)) == Tag::Number && view.word(end.wrapping_sub(2)) == "," {
                end -= 2;
            }
            // "Free Meva Brigade (FMB), an armed movement"
            if view.word(end.wrapping_sub(1)) == ")" && view.word(end.wrapping_sub(3)) == "(" {
                end -= 3;
            }
            let name = self.by_end.get(&end).copied()?;
            let stop = view.word(tokens.end);
            let relative = matches!(view.lemma(tokens.end), "who" | "which" | "that" | "whose");
            let closed = tokens.end >= view.range.end
                || relative
                || matches!(stop, "," | "." | ";" | ")" | "–" | "—" | "”" | "\"" | ":")
                || matches!(view.tag(tokens.end), Tag::Preposition)
                || (view.tag(tokens.end) == Tag::Verb
                    && (view.word(tokens.end).ends_with("ing") || view.word(tokens.end).ends_with("ed"))
                    && view.word(before) != ",");
            return (closed && self.fits(name, kind)).then_some((name, "apposition"));
        }
        if view.lemma(before) == "be" && !matches!(view.word(before), "being" | "be" | "been") {
            let name = self.by_end.get(&before).copied()?;
            return self.fits(name, kind).then_some((name, "is-a"));
        }
        None
    }
}

/// "the north bank": no bank that lends.
fn is_riverside(view: &View<'_, '_>, at: usize) -> bool {
    view.lemma(at) == "bank"
        && matches!(
            view.lemma(at.wrapping_sub(1)),
            "north"
                | "south"
                | "east"
                | "west"
                | "left"
                | "right"
                | "that"
                | "this"
                | "opposite"
                | "far"
                | "other"
                | "river"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "near"
        )
}

/// What a body can be called right after its name: "the Wagner group", not "the Kremlin office".
fn is_own_kind(lemma: &str) -> bool {
    matches!(
        lemma,
        "agency"
            | "service"
            | "services"
            | "group"
            | "movement"
            | "militia"
            | "party"
            | "company"
            | "newspaper"
            | "broadcaster"
            | "network"
            | "militant"
            | "militants"
            | "rebel"
            | "rebels"
            | "website"
            | "channel"
            | "organisation"
            | "organization"
            | "alliance"
            | "watchdog"
            | "gang"
            | "cartel"
            | "union"
            | "charity"
            | "regulator"
            | "firm"
            | "magazine"
            | "daily"
            | "bloc"
            | "faction"
    )
}

/// Nouns that stand without a determiner and mean people all the same.
fn is_mass(lemma: &str) -> bool {
    matches!(lemma, "police" | "media" | "staff" | "personnel" | "military" | "intelligence")
}

pub(super) fn is_plural(view: &View<'_, '_>, at: usize) -> bool {
    let word = view.word(at).to_lowercase();
    let irregular = matches!(
        word.as_str(),
        "men"
            | "women"
            | "children"
            | "people"
            | "police"
            | "staff"
            | "personnel"
            | "media"
            | "troops"
            | "forces"
    ) || word.ends_with("men") && word.len() > 5;
    irregular
        || (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && view.lemma(at) != word)
}

/// Whether a body word by itself speaks of somebody who acts, and does not only end names.
fn is_actor(lemma: &str) -> bool {
    !matches!(
        lemma,
        "order"
            | "daily"
            | "weekly"
            | "times"
            | "post"
            | "energy"
            | "oil"
            | "gas"
            | "mining"
            | "shipping"
            | "software"
            | "entertainment"
            | "picture"
            | "pictures"
            | "record"
            | "records"
            | "food"
            | "foods"
            | "steel"
            | "insurance"
            | "logistics"
            | "brother"
            | "brothers"
            | "son"
            | "sons"
            | "partners"
            | "resource"
            | "resources"
            | "solution"
            | "solutions"
            | "system"
            | "systems"
            | "technology"
            | "technologies"
            | "industry"
            | "industries"
            | "motor"
            | "motors"
            | "studio"
            | "press"
            | "radio"
            | "tv"
            | "television"
            | "telecom"
            | "news"
            | "exchange"
            | "house"
            | "united"
            | "athletic"
            | "front"
            | "column"
            | "command"
            | "ring"
            | "wing"
            | "resistance"
            | "opera"
            | "film"
            | "bulletin"
            | "courier"
            | "herald"
            | "gazette"
            | "tribune"
            | "chronicle"
            | "telegraph"
            | "examiner"
            | "survey"
            | "asylum"
            | "initiative"
            | "mission"
            | "holding"
            | "holdings"
            | "enterprise"
            | "enterprises"
            | "venture"
            | "ventures"
            | "force"
            | "band"
            | "cell"
            | "intifada"
            | "jihad"
            | "underground"
            | "hotel"
            | "restaurant"
            | "school"
            | "college"
            | "library"
            | "museum"
            | "church"
            | "yard"
            | "station"
            | "exchange rate"
            | "centre"
            | "center"
            | "utility"
            | "order of battle"
            | "office"
            | "service"
            | "services"
            | "trust"
            | "fund"
            | "forum"
            | "league"
            | "detachment"
            | "division"
            | "guard"
            | "reconnaissance"
            | "presidency"
            | "tribe"
            | "network"
            | "channel"
            | "partnership"
            | "society"
            | "home guard"
            | "conference"
            | "theatre"
            | "theater"
            | "workshop"
            | "shipyard"
            | "house of"
            | "union"
            | "journal"
            | "magazine"
            | "pharmaceuticals"
            | "laboratory"
            | "airways"
            | "management"
            | "administration"
            | "movement"
            | "unit"
            | "order book"
    ) || matches!(
        lemma,
        "service"
            | "office"
            | "movement"
            | "unit"
            | "channel"
            | "magazine"
            | "union"
            | "administration"
            | "network"
            | "trust"
            | "tribe"
    )
}
