//! Classes of words in a language that capitalises all nouns: what is a name, and what a small word is.

use compact_str::CompactString;
use rustc_hash::FxHashSet;
use sayso_lexicon::{Class, Grammatical, Plain, Sort, VerbForm};
use sayso_news::Tag;

use crate::tags::{Tagger, fold};

impl Tagger<'_, '_> {
    /// Tags a word by its capital, its ending and the words beside it.
    pub(crate) fn cased(&mut self, at: usize, word: &str, begins: bool) {
        let folded = fold(word);
        let upper = word.starts_with(char::is_uppercase);
        let shouted = upper && word.len() > 1 && !word.contains(char::is_lowercase) && !self.title_case;
        if let Some(known) = self.lexicon.grammar.get(&folded)
            && (!upper || begins || matches!(known.class, Class::Pronoun | Class::Calendar))
            && !shouted
        {
            return self.set(at, class_of(known), known.lemma);
        }
        if upper && !(begins && self.is_small(&folded)) {
            let tag = if self.is_name(at, word, &folded, begins) { Tag::Name } else { Tag::Noun };
            return self.set(at, tag, &folded);
        }
        // "dpa", "epd"
        let outlet = self.lexicon.gazetteer.get(word).is_some_and(|k| k.sort == Sort::Outlet);
        if outlet {
            return self.set(at, Tag::Name, &folded);
        }
        let (tag, verb) = self.small(at, &folded);
        match verb.filter(|v| tag == Tag::Verb && !v.lemma.is_empty()) {
            Some(verb) => self.set(at, tag, verb.lemma),
            None => self.set(at, tag, &folded),
        }
    }

    /// Verbs whose particle ends their clause get the base form of both: "teilte … mit".
    pub(crate) fn join_particles(&mut self) {
        for at in 0..self.tokens.len() {
            if self.tokens[at].tag != Tag::Verb {
                continue;
            }
            let folded = fold(self.written(at));
            let mut found = None;
            for next in at + 1..self.tokens.len().min(at + 48) {
                let token = &self.tokens[next];
                if matches!(token.tag, Tag::Open | Tag::Verb)
                    || (token.tag == Tag::Punctuation && matches!(self.written(next), "," | ";" | ":"))
                {
                    break;
                }
                let particle = fold(self.written(next));
                if self.written(next).starts_with(char::is_uppercase)
                    || !self.lexicon.verbs.is_particle(&particle)
                {
                    continue;
                }
                // A particle ends its clause; before a noun's group the same letters are a preposition.
                let last = matches!(
                    self.tag_at(next + 1),
                    Tag::Punctuation | Tag::Open | Tag::Conjunction | Tag::Close
                );
                if last && let Some(form) = self.lexicon.verbs.with_particle(&folded, &particle) {
                    found = Some((next, form.lemma));
                }
            }
            if let Some((particle, lemma)) = found {
                self.tokens[at].lemma = CompactString::new(lemma);
                self.tokens[particle].tag = Tag::Adverb;
            }
        }
    }

    /// Whether the word is a name that the article names elsewhere: `names` in lower case.
    pub(crate) fn is_named(&self, at: usize, names: &FxHashSet<CompactString>) -> bool {
        let word = self.written(at);
        let folded = fold(word);
        let stem = self.lexicon.habits.nominative(&folded);
        self.tokens[at].tag == Tag::Noun
            && word.starts_with(char::is_uppercase)
            && (names.contains(&folded) || stem.is_some_and(|stem| names.contains(stem)))
            && !self.is_noun(&folded)
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &self.text[t.span.range()])
    }

    fn tag_at(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Punctuation, |t| t.tag)
    }

    /// Whether the word, in lower case, is one that only its place gives a capital.
    fn is_small(&self, folded: &str) -> bool {
        if self.is_noun(folded) {
            return false;
        }
        self.lexicon.verbs.get(folded).is_some() || self.is_adjective(folded)
    }

    /// Whether the word is a noun: listed, a listed one with an ending, a compound with one, or ending as nouns do.
    fn is_noun(&self, folded: &str) -> bool {
        let listed = |word: &str| self.lexicon.words.get(word) == Some(Plain::Noun);
        let listed = |word: &str| {
            listed(word)
                || ["n", "en", "e", "s", "es", "er", "ern"].iter().any(|ending| {
                    word.strip_suffix(ending).is_some_and(|stem| stem.len() > 2 && listed(stem))
                })
        };
        listed(folded)
            || folded.char_indices().skip(2).any(|(cut, _)| {
                let rest = &folded[cut..];
                rest.len() > 3 && listed(rest.trim_start_matches('-'))
            })
            || (folded.chars().count() > 6
                && self.lexicon.habits.noun_endings.iter().any(|ending| folded.ends_with(ending)))
    }

    fn is_adjective(&self, folded: &str) -> bool {
        let known = |word: &str| {
            self.lexicon.words.get(word) == Some(Plain::Adjective)
                || self.lexicon.verbs.get(word).is_some_and(|v| v.participle)
                || self
                    .lexicon
                    .habits
                    .adjective_endings
                    .iter()
                    .any(|e| word.len() > e.len() + 2 && word.ends_with(e))
        };
        known(folded)
            || self
                .lexicon
                .habits
                .inflections
                .iter()
                .any(|e| folded.strip_suffix(e).is_some_and(|stem| stem.len() > 2 && known(stem)))
    }

    fn is_name(&self, at: usize, word: &str, folded: &str, begins: bool) -> bool {
        let (gazetteer, people) = (&self.lexicon.gazetteer, &self.lexicon.people);
        let stem = self.lexicon.habits.nominative(word);
        let either = |known: &dyn Fn(&str) -> bool| known(word) || stem.is_some_and(known);
        if either(&|w| gazetteer.get(w).is_some()) {
            return true;
        }
        // "US-Präsident", "EU-Gipfel": what stands last tells.
        if let Some((_, last)) = folded.rsplit_once('-') {
            return !self.is_noun(last) && last.len() > 2;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 1 && letters < 7 && !word.contains(char::is_lowercase) && !self.title_case {
            return true;
        }
        let before = at.checked_sub(1).map_or("", |b| self.written(b));
        let previous = at.checked_sub(1).map_or(Tag::Punctuation, |b| self.tag_at(b));
        let titled = !before.is_empty() && people.title(&fold(before)).is_some();
        let given = either(&|w| people.given(w).is_some());
        let noun = self.is_noun(folded);
        if noun && !(given && self.name_follows(at)) {
            // "Präsident König": rare enough to be left.
            return false;
        }
        if given || either(&|w| people.is_surname(w)) {
            return true;
        }
        if people.title(folded).is_some() {
            return false;
        }
        match previous {
            Tag::Name => true,
            // "nach Ansicht Brandauers"
            Tag::Noun => titled || (stem.is_some() && !begins && word.len() > 5),
            Tag::Determiner | Tag::Adjective | Tag::Number => false,
            Tag::Preposition => {
                matches!(fold(before).as_str(), "in" | "aus" | "nach" | "bei" | "von" | "um" | "bis")
            }
            Tag::Verb => !begins && !word.ends_with("en"),
            _ => begins && !word.ends_with("en") && self.verb_follows_directly(at),
        }
    }

    fn name_follows(&self, at: usize) -> bool {
        let next = self.written(at + 1);
        next.starts_with(char::is_uppercase) && !self.is_noun(&fold(next))
    }

    fn verb_follows_directly(&self, at: usize) -> bool {
        let next = self.written(at + 1);
        let folded = fold(next);
        next.starts_with(char::is_lowercase)
            && (self.lexicon.verbs.get(&folded).is_some_and(|v| v.is_finite())
                || self.lexicon.grammar.get(&folded).is_some_and(|g| g.class == Class::Auxiliary))
    }

    /// The class of a word in small letters that is no grammatical one.
    fn small(&self, at: usize, folded: &str) -> (Tag, Option<VerbForm>) {
        let verb = self.lexicon.verbs.get(folded);
        let next = self.written(at + 1);
        let before_noun = next.starts_with(char::is_uppercase);
        let led = matches!(
            at.checked_sub(1).map_or(Tag::Punctuation, |b| self.tag_at(b)),
            Tag::Determiner | Tag::Adjective | Tag::Preposition | Tag::Number
        );
        let inflected = ["e", "en", "er", "es", "em"].iter().any(|e| folded.ends_with(e));
        if let Some(verb) = verb {
            // "das erklärte Ziel"
            let attribute = led && before_noun && inflected && !verb.base;
            return if attribute { (Tag::Adjective, None) } else { (Tag::Verb, Some(verb)) };
        }
        if self.is_adjective(folded) {
            return (Tag::Adjective, None);
        }
        if ["iert", "ierte", "ierten", "ieren", "iere"]
            .iter()
            .any(|e| folded.len() > 6 && folded.ends_with(e))
        {
            return (Tag::Verb, None);
        }
        if before_noun && inflected {
            return (Tag::Adjective, None);
        }
        let closes = matches!(self.tag_at(at + 1), Tag::Punctuation | Tag::Close);
        if closes && folded.len() > 4 && ["te", "ten", "t", "en"].iter().any(|e| folded.ends_with(e)) {
            return (Tag::Verb, None);
        }
        (Tag::Adverb, None)
    }
}

fn class_of(known: &Grammatical) -> Tag {
    match known.class {
        Class::Determiner => Tag::Determiner,
        Class::Pronoun => Tag::Pronoun,
        Class::Conjunction => Tag::Conjunction,
        Class::Preposition => Tag::Preposition,
        Class::Auxiliary => Tag::Auxiliary,
        Class::Adverb => Tag::Adverb,
        Class::Number => Tag::Number,
        Class::Interjection | Class::Clitic => Tag::Other,
        Class::Calendar => Tag::Noun,
    }
}
