//! Words get a coarse class and a base form: tables first, then shape, then what stands around them.

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashSet;
use sayso_lexicon::{Class, Lexicon, Plain, Sort, VerbForm};
use sayso_news::{Tag, Token};

use crate::draft::Draft;
use crate::shape::{hyphenated, is_telling, shape, verb_stem};

/// Tags every token that is not a mark.
pub(crate) fn tag(draft: &mut Draft<'_>) {
    let text = draft.article.text.as_str();
    let mut tokens = std::mem::take(&mut draft.tokens);
    for sentence in &draft.sentences {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let (title_case, capitals) = case_of(tokens[range.clone()].iter().map(|t| t.span.slice(text)));
        let title_case = if draft.lexicon.habits.capitalised_nouns { capitals } else { title_case };
        let tokens = &mut tokens[range];
        let mut tagger = Tagger { lexicon: draft.lexicon, text, tokens, finite: false, title_case };
        tagger.run();
    }
    if draft.lexicon.habits.capitalised_nouns {
        let names: FxHashSet<CompactString> =
            tokens.iter().filter(|t| t.tag == Tag::Name).map(|t| t.lemma.clone()).collect();
        let tagger =
            Tagger { lexicon: draft.lexicon, text, tokens: &mut tokens, finite: false, title_case: false };
        for at in 0..tagger.tokens.len() {
            if tagger.is_named(at, &names) {
                tagger.tokens[at].tag = Tag::Name;
            }
        }
    }
    draft.tokens = tokens;
}

/// The word in lower case, with plain apostrophes and hyphens.
pub(crate) fn fold(word: &str) -> CompactString {
    let mut folded = CompactString::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | 'ʼ' | '‘' | '´' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            '\u{AD}' => {}
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Whether a line stands in title case (or in capitals), and whether in capitals.
pub(crate) fn case_of<'w>(words: impl Iterator<Item = &'w str>) -> (bool, bool) {
    let (mut long, mut upper, mut capitals, mut first) = (0, 0, 0, true);
    // A headline is short; what is longer shows its habit at its beginning.
    for word in words.take(48).filter(|w| w.starts_with(char::is_alphabetic) && w.chars().count() > 3) {
        // The first word is capitalised for standing first.
        if !std::mem::take(&mut first) {
            long += 1;
            upper += usize::from(word.starts_with(char::is_uppercase));
            capitals += usize::from(!word.contains(char::is_lowercase));
        }
    }
    (long >= 3 && upper * 4 >= long * 3, long >= 2 && capitals * 5 >= long * 4)
}

/// The words of one sentence, while they get their tags.
pub(crate) struct Tagger<'t, 'd> {
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) text: &'t str,
    pub(crate) tokens: &'d mut [Token],
    /// Whether the clause has its finite verb.
    finite: bool,
    /// Capitals tell nothing.
    pub(crate) title_case: bool,
}

impl Tagger<'_, '_> {
    fn run(&mut self) {
        // The word that begins the sentence is capitalised for that alone; so is one after an opening mark or a colon.
        let mut begins = true;
        for at in 0..self.tokens.len() {
            let word = self.tokens[at].span.slice(self.text);
            match self.tokens[at].tag {
                Tag::Noun => {
                    self.word(at, word, begins || self.title_case);
                    begins = false;
                }
                Tag::Other if word.starts_with(char::is_alphabetic) || word.len() > 1 => {
                    self.clitic(at, word);
                }
                Tag::Open => begins = true,
                Tag::Number => {
                    self.tokens[at].lemma = fold(word);
                    begins = false;
                }
                _ => {
                    self.tokens[at].lemma = fold(word);
                    begins |= matches!(word, ":" | "–" | "—" | "•" | "*") && at < 3 || word == "•";
                    if matches!(word, "," | ";" | ":" | "–" | "—") {
                        self.finite &= word == ",";
                    }
                }
            }
        }
        self.settle();
    }

    fn tag_of(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Punctuation, |t| t.tag)
    }

    /// The tag of the nearest word before `at`, marks of quotation and adverbs left out.
    fn before(&self, at: usize) -> Tag {
        self.tokens[..at]
            .iter()
            .rev()
            .take(4)
            .map(|t| t.tag)
            .find(|t| !matches!(t, Tag::Open | Tag::Close | Tag::Adverb))
            .unwrap_or(Tag::Punctuation)
    }

    pub(crate) fn set(&mut self, at: usize, tag: Tag, lemma: &str) {
        self.tokens[at].tag = tag;
        self.tokens[at].lemma = CompactString::new(lemma);
    }

    /// "n't", "'s", "'ll" and lone apostrophes.
    fn clitic(&mut self, at: usize, word: &str) {
        let folded = fold(word);
        let known = self.lexicon.grammar.get(&folded);
        let tag = match (folded.as_str(), known.map(|k| k.class)) {
            ("'s" | "'", _) => Tag::Other,
            (_, Some(Class::Adverb)) => Tag::Adverb,
            (_, Some(_)) => Tag::Auxiliary,
            _ => Tag::Other,
        };
        let lemma = known.map_or(folded.as_str(), |k| k.lemma);
        self.set(at, tag, lemma);
    }

    fn word(&mut self, at: usize, word: &str, begins: bool) {
        if self.lexicon.habits.capitalised_nouns {
            return self.cased(at, word, begins);
        }
        let folded = fold(word);
        let upper = word.starts_with(char::is_uppercase);
        if let Some(known) = self.lexicon.grammar.get(&folded) {
            // "Home Guard", "First Army": what is no name by itself begins one.
            let part = matches!(known.class, Class::Adverb | Class::Number) && known.lemma != "n't";
            if upper && !begins && part && self.capital_follows(at) {
                return self.set(at, Tag::Name, &folded);
            }
            let initials =
                word.len() > 1 && word.chars().all(char::is_uppercase) && known.class != Class::Calendar;
            // "US", "IT", "WHO" in running text are names; "I" and "A" are not.
            if !(initials && !begins && self.lexicon.gazetteer.get(word).is_some()) || self.all_capitals() {
                let tag = self.grammatical(at, &folded, known.class);
                if tag == Tag::Auxiliary {
                    self.finite = true;
                }
                if tag == Tag::Conjunction || known.is("relative") {
                    self.finite = false;
                }
                return self.set(at, tag, known.lemma);
            }
        }
        if let Some(tag) = hyphenated(word) {
            return self.set(at, tag, &folded);
        }
        let verb = self.lexicon.verbs.get(&folded);
        let plain = self.lexicon.words.get(&folded);
        let known = verb.is_some() || plain.is_some() || (begins && is_telling(&folded));
        // "NOT" and "DVD" are words however they are written; "UN" and "WHO" are names.
        let shouted = upper && known && word.len() > 1 && !word.contains(char::is_lowercase);
        let plain_capitals = shouted && self.lexicon.gazetteer.get(word).is_none();
        if upper && (!begins || !known) && !plain_capitals {
            return self.set(at, Tag::Name, &folded);
        }
        let tag = self.open_class(at, &folded, verb, plain);
        let lemma = match (tag, verb) {
            (Tag::Verb, Some(verb)) => CompactString::new(verb.lemma),
            (Tag::Verb, None) => verb_stem(&folded),
            (Tag::Noun, _) => self.singular(&folded),
            _ => folded,
        };
        // "the video released by the group", "known as": a participle after its noun leaves the clause without its verb.
        let next = self.tokens.get(at + 1).map_or("", |t| t.span.slice(self.text));
        let alone = self.before(at) != Tag::Auxiliary;
        let participle =
            verb.is_some_and(|v| alone && v.participle && (!v.past || matches!(next, "by" | "as")));
        if tag == Tag::Verb && verb.is_none_or(|v| !v.gerund) && !participle {
            self.finite = true;
        }
        self.set(at, tag, &lemma);
    }

    fn capital_follows(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|t| t.span.slice(self.text).starts_with(char::is_uppercase))
    }

    /// A line in capitals tells nothing by them.
    fn all_capitals(&self) -> bool {
        let (mut upper, mut words) = (0, 0);
        for token in self.tokens.iter().take(12) {
            let word = token.span.slice(self.text);
            if word.starts_with(char::is_alphabetic) && word.len() > 1 {
                words += 1;
                upper += usize::from(!word.contains(char::is_lowercase));
            }
        }
        words > 2 && upper * 4 >= words * 3
    }

    fn grammatical(&self, at: usize, word: &str, class: Class) -> Tag {
        let next = self.tokens.get(at + 1).map_or("", |t| t.span.slice(self.text));
        match class {
            Class::Determiner => match word {
                // "That" and "all" may stand alone; before a noun they determine.
                "this" | "these" | "those" | "all" | "both" | "each" | "some" | "many" | "most" | "few"
                | "several" | "another" | "either" | "neither" | "much" | "more" | "less" | "enough"
                | "any" | "such" | "what" | "her"
                    if self.lexicon.grammar.get(&fold(next)).is_some_and(|n| {
                        matches!(n.class, Class::Auxiliary | Class::Preposition | Class::Conjunction)
                            || n.is("personal")
                    }) || !next.starts_with(char::is_alphanumeric) =>
                {
                    Tag::Pronoun
                }
                _ => Tag::Determiner,
            },
            Class::Pronoun => Tag::Pronoun,
            Class::Conjunction => match word {
                "that" if self.is_that_noun(at, next) => Tag::Determiner,
                "that" if matches!(self.before(at), Tag::Noun | Tag::Name) && self.verb_follows(next) => {
                    Tag::Pronoun
                }
                "than" | "as" | "since" | "until" | "till" if !self.clause_follows(next) => Tag::Preposition,
                _ => Tag::Conjunction,
            },
            Class::Preposition => match word {
                "before" | "after" | "like" if self.clause_follows(next) => Tag::Conjunction,
                "past" | "inside" | "outside" | "following" | "round" | "concerning" | "opposite"
                    if matches!(self.before(at), Tag::Determiner | Tag::Adjective) =>
                {
                    Tag::Adjective
                }
                _ => Tag::Preposition,
            },
            Class::Auxiliary if word == "may" && self.before(at) == Tag::Preposition => Tag::Noun,
            Class::Auxiliary
                if (word == "ca" || word == "wo" || word == "sha" || word == "ain")
                    && !next.starts_with(['n', 'N']) =>
            {
                Tag::Noun
            }
            Class::Auxiliary => Tag::Auxiliary,
            Class::Adverb => match word {
                "home" | "long" | "best" | "worst" | "better" | "worse" | "daily" | "weekly" | "monthly"
                | "early" | "late" | "earlier" | "later" | "today" | "far" | "overseas" | "straight"
                | "very" | "only" | "then"
                    if matches!(self.tag_of(at.wrapping_sub(1)), Tag::Determiner) =>
                {
                    Tag::Adjective
                }
                _ => Tag::Adverb,
            },
            Class::Number => Tag::Number,
            Class::Interjection | Class::Clitic => Tag::Other,
            Class::Calendar => Tag::Noun,
        }
    }

    /// "that man", against "said that men".
    fn is_that_noun(&self, at: usize, next: &str) -> bool {
        let next = fold(next);
        let noun = self.lexicon.words.get(&next).is_some() && !next.ends_with('s');
        let says = matches!(self.before(at), Tag::Verb | Tag::Noun | Tag::Name | Tag::Adjective);
        noun && !says
    }

    /// "wants", "is": whether the next word can be the verb of a relative clause.
    fn verb_follows(&self, next: &str) -> bool {
        let next = fold(next);
        let auxiliary = self.lexicon.grammar.get(&next).is_some_and(|g| g.class == Class::Auxiliary);
        auxiliary
            || self.lexicon.verbs.get(&next).is_some_and(|v| v.third || v.past || (v.base && !v.noun))
                && self.lexicon.words.get(&next).is_none()
    }

    /// Whether a clause (and no bare noun) may follow: its subject pronoun stands there.
    fn clause_follows(&self, next: &str) -> bool {
        let next = fold(next);
        self.lexicon
            .grammar
            .get(&next)
            .is_some_and(|n| n.is("subject") || n.is("personal") || next == "there")
            || self.lexicon.verbs.get(&next).is_some_and(|v| v.gerund)
    }

    /// Noun, verb, adjective or adverb.
    fn open_class(&self, at: usize, word: &str, verb: Option<VerbForm>, plain: Option<Plain>) -> Tag {
        if let Some(verb) = verb {
            return self.verb_or_other(at, word, verb, plain);
        }
        match plain {
            Some(Plain::Adjective) => Tag::Adjective,
            Some(Plain::Noun) => Tag::Noun,
            None => shape(word),
        }
    }

    fn verb_or_other(&self, at: usize, word: &str, verb: VerbForm, plain: Option<Plain>) -> Tag {
        let other = match plain {
            Some(Plain::Adjective) => Tag::Adjective,
            _ => Tag::Noun,
        };
        let direct = self.tokens[..at].last().map_or(Tag::Punctuation, |t| t.tag);
        let before = self.before(at);
        let last = self.tokens[..at].last().map_or("", |t| t.lemma.as_str());
        let can_be_other = verb.noun || plain.is_some();
        if last == "to" || (before == Tag::Auxiliary && verb.base && self.modal_before(at)) {
            return if verb.base || !can_be_other { Tag::Verb } else { other };
        }
        // "Kestrian exiles", "the Russian claims"
        if direct == Tag::Name && can_be_other && verb.third && self.is_people(at - 1) {
            return other;
        }
        match before {
            Tag::Auxiliary if verb.participle || verb.gerund => Tag::Verb,
            Tag::Auxiliary => {
                if can_be_other {
                    other
                } else {
                    Tag::Verb
                }
            }
            Tag::Pronoun => Tag::Verb,
            Tag::Determiner if verb.past && !verb.base && self.is_subject(at) => Tag::Verb,
            Tag::Determiner | Tag::Adjective | Tag::Number => {
                if verb.participle && !verb.base && self.noun_follows(at) {
                    Tag::Adjective
                } else if (verb.gerund && plain.is_none() && self.noun_follows(at))
                    || (direct == Tag::Adverb && verb.past && !self.noun_follows(at))
                {
                    if verb.gerund { Tag::Adjective } else { Tag::Verb }
                } else if verb.past && !can_be_other && !self.noun_follows(at) {
                    Tag::Verb
                } else if verb.gerund || can_be_other {
                    other
                } else if verb.base && before != Tag::Determiner {
                    Tag::Verb
                } else {
                    Tag::Noun
                }
            }
            Tag::Preposition => {
                if verb.gerund && plain.is_none() {
                    Tag::Verb
                } else if verb.participle && !verb.base {
                    Tag::Adjective
                } else {
                    other
                }
            }
            Tag::Other if last == "'s" || last == "'" => {
                if verb.participle && !can_be_other && self.noun_follows(at) {
                    Tag::Adjective
                } else if can_be_other || verb.gerund {
                    other
                } else {
                    Tag::Verb
                }
            }
            // After a noun or a name: the verb of the clause, if it still wants one.
            Tag::Noun | Tag::Name | Tag::Close => {
                if verb.past || (verb.gerund && plain.is_none()) || !can_be_other {
                    Tag::Verb
                } else if self.finite {
                    other
                } else {
                    self.by_what_follows(at, verb, other)
                }
            }
            _ => {
                if verb.past || (verb.gerund && plain.is_none()) || !can_be_other {
                    Tag::Verb
                } else if at > 0 && !self.finite && !word.ends_with("ing") {
                    self.by_what_follows(at, verb, other)
                } else {
                    other
                }
            }
        }
    }

    /// "Both landed at noon": whether a word of quantity stands before it by itself, and what goes on is no noun's.
    fn is_subject(&self, at: usize) -> bool {
        const ALONE: [&str; 5] = ["another", "both", "each", "either", "neither"];
        let before = self.tokens[..at].last().is_some_and(|t| ALONE.contains(&t.lemma.as_str()));
        let next = self.tokens.get(at + 1).map(|t| fold(t.span.slice(self.text)));
        let class = next.and_then(|word| self.lexicon.grammar.get(&word)).map(|g| g.class);
        before && class == Some(Class::Preposition)
    }

    /// Whether a name is the adjective of a people.
    fn is_people(&self, at: usize) -> bool {
        let word = self.tokens[at].span.slice(self.text);
        let known = self.lexicon.gazetteer.get(word).map(|k| k.sort);
        known == Some(Sort::Adjective)
            || (known.is_none() && word.len() > 5 && ["ian", "ish", "ese"].iter().any(|e| word.ends_with(e)))
    }

    fn modal_before(&self, at: usize) -> bool {
        self.tokens[..at]
            .iter()
            .rev()
            .take(4)
            .find(|t| t.tag == Tag::Auxiliary)
            .is_some_and(|t| self.lexicon.grammar.get(&t.lemma).is_some_and(|g| g.is("modal") || g.is("do")))
    }

    /// A verb takes an object or a clause: what stands after a form that may be either decides.
    fn by_what_follows(&self, at: usize, verb: VerbForm, other: Tag) -> Tag {
        let Some(next) = self.tokens.get(at + 1) else { return other };
        let word = next.span.slice(self.text);
        let folded = fold(word);
        let subject = self.tokens[..at].last().map_or("", |t| t.span.slice(self.text));
        let plural = subject.ends_with('s') && !subject.ends_with("ss");
        if verb.base && !verb.third && !plural {
            return other;
        }
        match self.lexicon.grammar.get(&folded).map(|g| g.class) {
            Some(Class::Determiner | Class::Pronoun | Class::Adverb | Class::Number) => Tag::Verb,
            Some(Class::Conjunction)
                if matches!(folded.as_str(), "that" | "how" | "why" | "when" | "where") =>
            {
                Tag::Verb
            }
            Some(Class::Preposition) if folded == "to" || (verb.third && folded != "of") => Tag::Verb,
            None if word.starts_with(char::is_uppercase) => Tag::Verb,
            None if next.tag == Tag::Open => Tag::Verb,
            None if verb.third => match self.lexicon.verbs.get(&folded) {
                Some(v) if v.past || v.third => other,
                _ if word.starts_with(char::is_alphabetic) => Tag::Verb,
                _ => other,
            },
            _ => other,
        }
    }

    fn noun_follows(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return false };
        let word = next.span.slice(self.text);
        let folded = fold(word);
        if self.lexicon.grammar.get(&folded).is_some() {
            return false;
        }
        word.starts_with(char::is_alphabetic)
            && !folded.ends_with("ly")
            && self
                .lexicon
                .verbs
                .get(&folded)
                .is_none_or(|v| v.noun || self.lexicon.words.get(&folded).is_some())
    }

    /// The base form of a noun.
    fn singular(&self, word: &str) -> CompactString {
        const IRREGULAR: [(&str, &str); 24] = [
            ("men", "man"),
            ("women", "woman"),
            ("children", "child"),
            ("people", "people"),
            ("police", "police"),
            ("news", "news"),
            ("wives", "wife"),
            ("lives", "life"),
            ("knives", "knife"),
            ("thieves", "thief"),
            ("leaves", "leaf"),
            ("halves", "half"),
            ("feet", "foot"),
            ("teeth", "tooth"),
            ("mice", "mouse"),
            ("crises", "crisis"),
            ("analyses", "analysis"),
            ("bases", "base"),
            ("media", "media"),
            ("series", "series"),
            ("species", "species"),
            ("forces", "forces"),
            ("headquarters", "headquarters"),
            ("spokesmen", "spokesman"),
        ];
        if let Some((_, base)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
            return CompactString::new(base);
        }
        if let Some(stem) = word.strip_suffix("men").filter(|s| s.len() > 2 && !s.ends_with("om")) {
            return format_compact!("{stem}man");
        }
        let Some(stem) =
            word.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with(['s', 'u', 'i', '\'']))
        else {
            return CompactString::new(word);
        };
        if let Some(y) = stem.strip_suffix("ie").filter(|s| s.len() > 2) {
            return format_compact!("{y}y");
        }
        let hissing = ["sse", "xe", "che", "she", "zze"].iter().any(|h| stem.ends_with(h));
        if hissing && self.lexicon.words.get(stem).is_none() {
            return CompactString::new(&stem[..stem.len() - 1]);
        }
        CompactString::new(stem)
    }

    /// What only the whole sentence shows: "her" before a verb, participles at the end of a noun's group.
    fn settle(&mut self) {
        if self.lexicon.habits.capitalised_nouns {
            return self.join_particles();
        }
        for at in 0..self.tokens.len() {
            let next = self.tag_of(at + 1);
            // "the armed", "the wounded said"
            if self.tokens[at].tag == Tag::Adjective
                && self.tag_of(at.wrapping_sub(1)) == Tag::Determiner
                && matches!(next, Tag::Verb | Tag::Auxiliary)
            {
                self.tokens[at].tag = Tag::Noun;
            }
            // A modal "may" or "will" cannot stand before a noun's group and after a determiner.
            if self.tokens[at].tag == Tag::Auxiliary
                && matches!(self.tokens[at].lemma.as_str(), "will" | "can" | "might" | "must")
                && self.tag_of(at.wrapping_sub(1)) == Tag::Determiner
            {
                self.tokens[at].tag = Tag::Noun;
            }
        }
    }
}
