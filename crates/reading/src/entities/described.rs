//! People and bodies that are only described: "the governor of …", "three officials", "residents", "the ministry".

use sayso_lexicon::Head;
use sayso_news::{EntityKind, Tag};
use sayso_text::Span;

use super::actors::{is_actor, is_mass, is_plural, is_riverside};
use super::clusters::Clusters;
use super::links::Links;
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
    let mut inside = vec![false; draft.tokens.len()];
    for name in names.iter().filter(|n| n.form == Form::Named) {
        inside[name.tokens.clone()].fill(true);
    }
    let mut finder = Finder { draft, links: Links::new(names, clusters), inside, found: Vec::new() };
    for sentence in &draft.sentences {
        if is_running(draft.kind(sentence)) {
            finder.sentence(&View::new(draft, draft.range(sentence)));
        }
    }
    finder.found
}

struct Finder<'d, 'a> {
    draft: &'d Draft<'a>,
    links: Links<'d>,
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
            // A regulator is a body, though one may be called so.
            (Some(end), Some((other, head)))
                if end == other && matches!(view.lemma(end - 1), "regulator" | "watchdog" | "publisher") =>
            {
                (end, if head == Head::Group { EntityKind::Group } else { EntityKind::Organisation })
            }
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
        if let Some(name) = self.links.starting(head.end)
            && view.adjacent(head.end - 1)
        {
            let person = self.links.kind(name) == Some(EntityKind::Person);
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
            self.links.link(view, &phrase, &mut kind).map_or((None, rule), |(name, tie)| (Some(name), tie));
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
}
