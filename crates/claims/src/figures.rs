//! Numbers that say how many or how much, with what they count and how sure they are.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use sayso_lexicon::{ConceptKind, NumberSense, Pointer};
use sayso_news::{MONTHS, Tag};
use sayso_text::Span;

use crate::clock;
use crate::material::{Material, Sheet};
use crate::numerals::{Bare, folded, number_at};
use crate::tables::ConceptId;

/// A number in a statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// The number's own words with what bounds them and what is counted.
    pub(crate) span: Span,
    /// Its first and last token.
    pub(crate) tokens: Range<usize>,
    pub(crate) value: f64,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// Whether it is said to be rough.
    pub(crate) rough: bool,
    /// Whether it counts only some of what was counted before: "four of them".
    pub(crate) part: bool,
    pub(crate) unit: Option<&'static str>,
    /// What happened to what is counted: killed, wounded.
    pub(crate) fate: Option<ConceptId>,
    /// The noun that is counted, by its base form.
    pub(crate) noun: Option<CompactString>,
    /// The concepts of that noun.
    pub(crate) kinds: Vec<ConceptId>,
}

impl Number {
    /// The least and the most that it can be.
    pub(crate) fn range(&self) -> (f64, f64) {
        let slack = if self.rough { 0.1 * self.value } else { 0.0 };
        match (self.low, self.high) {
            (None, None) => (self.value - slack, self.value + slack),
            (low, high) => (low.unwrap_or(0.0), high.unwrap_or(f64::INFINITY)),
        }
    }

    /// Whether both count things of one kind.
    pub(crate) fn same_noun(&self, other: &Self) -> bool {
        self.noun.is_some() && (self.noun == other.noun || self.kinds.iter().any(|k| other.kinds.contains(k)))
    }

    /// Takes the noun of this token for what it counts.
    fn count(&mut self, material: &Material<'_>, sheet: &Sheet<'_>, noun: usize) {
        let concepts = &material.lemmas[sheet.lemmas[noun] as usize].concepts;
        let told = |c: &ConceptId| !matches!(material.tables.kind(*c), ConceptKind::Light | ConceptKind::Act);
        self.noun = Some(sheet.lemma(noun).into());
        self.kinds = concepts.iter().copied().filter(told).collect();
    }

    /// Whether it does not say what it counts.
    fn blank(&self) -> bool {
        self.unit.is_none() && self.noun.is_none()
    }

    /// Whether both may be one number of one thing.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        (self.value - other.value).abs() < 1e-9
            && (self.unit == other.unit || (self.blank() || other.blank()))
            && (self.noun.is_none()
                || other.noun.is_none()
                || self.same_noun(other)
                || self.fate == other.fate)
    }

    /// Whether both measure in one unit, and not a share of two things.
    pub(crate) fn same_measure(&self, other: &Self) -> bool {
        let open = self.noun.is_none() || other.noun.is_none() || self.unit == Some("people");
        self.unit.is_some() && self.unit == other.unit && (open || self.same_noun(other))
    }

    /// Whether both may count one thing: people with one fate, things of one kind, or one does not say.
    pub(crate) fn may_count(&self, other: &Self) -> bool {
        let open = |n: &Self| n.blank() && n.fate.is_none();
        match (self.fate, other.fate) {
            (Some(fate), Some(other)) => fate == other,
            (None, None) => self.same_measure(other) || self.same_noun(other) || open(self) || open(other),
            _ => open(self) || open(other),
        }
    }

    /// Whether both can hold of one thing.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.range(), other.range());
        a <= d && c <= b
    }
}

/// The numbers in these tokens of one sentence.
pub(crate) fn numbers(material: &Material<'_>, sheet: &Sheet<'_>, tokens: Range<usize>) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    // "1.200" and "2,5" mean something else in another language; its figures are not compared.
    if !sheet.is_read_by(material.tables) {
        return found;
    }
    let mut at = tokens.start;
    while at < tokens.end {
        match read(material, sheet, at, &tokens) {
            Some(number) => {
                at = number.tokens.end.max(at + 1);
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

fn read(material: &Material<'_>, sheet: &Sheet<'_>, at: usize, tokens: &Range<usize>) -> Option<Number> {
    let bare = number_at(material, sheet, at, tokens.end)?;
    if excluded(sheet, &bare, tokens) || is_hour(material, sheet, &bare) {
        return None;
    }
    let mut number = Number {
        span: Span::default(),
        tokens: bare.tokens.clone(),
        value: bare.value,
        low: bare.crowd.then_some(bare.value),
        high: None,
        rough: false,
        part: is_part(sheet, &bare.tokens),
        unit: bare.unit,
        fate: None,
        noun: None,
        kinds: Vec::new(),
    };
    bound(material, sheet, &mut number, tokens);
    second(material, sheet, &mut number, tokens);
    if !unit(material, sheet, &mut number, tokens) {
        return None;
    }
    // "a 540-km border": the unit is part of the word, and what is measured follows.
    let joined = bare.unit.is_some() && sheet.word(bare.tokens.start).contains('-');
    if number.unit.is_none() || joined {
        counted(material, sheet, &mut number, tokens);
    }
    if matches!(number.unit, Some("%" | "points")) {
        shared(material, sheet, &mut number, tokens);
    }
    if number.unit.is_none_or(|u| u == "people") {
        number.fate = fate(material, sheet, &number, tokens);
    }
    if number.noun.is_none() && number.unit.is_none() {
        // "train 407", "kilometre 41": the number is a name and counts nothing.
        if is_label(material, sheet, &bare, tokens) {
            return None;
        }
        measured(material, sheet, &mut number, tokens);
    }
    // Nobody dies by halves.
    if bare.value.fract() != 0.0 {
        number.fate = None;
    }
    if number.noun.is_none() && number.unit.is_none() && number.fate.is_none() {
        // "one of them", "in two": a number word that counts nothing is a pronoun; digits may still be a figure.
        let digits = sheet.word(bare.tokens.start).starts_with(|c: char| c.is_ascii_digit());
        if !digits && bare.value < 13.0 {
            return None;
        }
    }
    number.span = sheet.span(number.tokens.clone());
    Some(number)
}

/// Whether a word means a number that is given: "toll".
fn names_count(material: &Material<'_>, lemma: &str) -> bool {
    material.tables.pointer(lemma) == Some(Pointer::Count)
}

/// Whether figures stand as a name after what they number.
fn is_label(material: &Material<'_>, sheet: &Sheet<'_>, bare: &Bare, tokens: &Range<usize>) -> bool {
    let first = bare.tokens.start;
    let digits = sheet.word(first).starts_with(|c: char| c.is_ascii_digit());
    digits
        && first > tokens.start
        && bare.unit.is_none()
        && matches!(sheet.tag(first - 1), Tag::Noun | Tag::Name)
        && !names_count(material, sheet.lemma(first - 1))
        && !matches!(sheet.tag(bare.tokens.end), Tag::Noun | Tag::Adjective)
}

/// "a magnitude of 6.8", "a price of 84": what is measured stands before "of".
fn measured(material: &Material<'_>, sheet: &Sheet<'_>, number: &mut Number, tokens: &Range<usize>) {
    let Some(of) = number.tokens.start.checked_sub(1) else { return };
    if of <= tokens.start || sheet.lemma(of) != "of" || sheet.tag(of - 1) != Tag::Noun {
        return;
    }
    let head = of - 1;
    if names_count(material, sheet.lemma(head)) || matches!(sheet.lemma(head), "one" | "out") {
        return;
    }
    number.count(material, sheet, head);
}

/// "31 per cent of the votes", "turnout was 61 per cent", "put turnout at 57 per cent": what is shared or rises by so much.
fn shared(material: &Material<'_>, sheet: &Sheet<'_>, number: &mut Number, tokens: &Range<usize>) {
    let concepts = |at: usize| &material.lemmas[sheet.lemmas[at] as usize].concepts;
    let (start, end) = (number.tokens.start, number.tokens.end);
    let whole = || {
        let of = end + usize::from(sheet.lemma(end) == "of");
        let skipped = |at: &usize| matches!(sheet.tag(*at), Tag::Determiner | Tag::Adjective);
        let at = (of..tokens.end.min(of + 4)).find(|at| !skipped(at))?;
        (of > end && sheet.tag(at) == Tag::Noun).then_some(at)
    };
    let subject = || {
        let skipped = |at: &usize| {
            matches!(sheet.tag(*at), Tag::Verb | Tag::Auxiliary | Tag::Adverb)
                || matches!(sheet.lemma(*at), "at" | "to" | "by")
        };
        let at = (tokens.start..start).rev().take(5).find(|at| !skipped(at))?;
        let person = concepts(at).iter().any(|c| material.tables.kind(*c) == ConceptKind::Person);
        (sheet.tag(at) == Tag::Noun && !person).then_some(at)
    };
    if let Some(at) = whole().or_else(subject) {
        number.count(material, sheet, at);
    }
}

/// "four of them", "two children among them", "three of whom", "two more", "another five"
fn is_part(sheet: &Sheet<'_>, own: &Range<usize>) -> bool {
    let end = own.end;
    let before = own.start.checked_sub(1).map_or("", |at| sheet.lemma(at));
    if matches!(sheet.lemma(end), "more" | "further" | "additional" | "other" | "others")
        || matches!(before, "another" | "further" | "additional" | "other")
    {
        return true;
    }
    let pronoun = |at: usize| {
        matches!(sheet.lemma(at), "they" | "them" | "whom" | "who" | "those" | "these" | "we" | "us")
    };
    (sheet.lemma(end) == "of" && pronoun(end + 1))
        || (end..end + 3).any(|at| matches!(sheet.lemma(at), "among" | "including") && pronoun(at + 1))
}

/// Times, ages, years and numbers in names.
fn excluded(sheet: &Sheet<'_>, bare: &Bare, tokens: &Range<usize>) -> bool {
    let span = sheet.span(bare.tokens.clone());
    let times = &sheet.reading.times;
    let near = times.partition_point(|t| t.span.end() <= span.start());
    if times[near..].iter().take_while(|t| t.span.start() < span.end()).any(|t| t.span.overlaps(span)) {
        return true;
    }
    let (first, last) = (bare.tokens.start, bare.tokens.end);
    if sheet.mention[first] != crate::material::NONE {
        let mention = &sheet.reading.mentions[sheet.mention[first] as usize];
        if mention.kind == sayso_news::MentionKind::Name && mention.span.len() > span.len() {
            return true;
        }
    }
    // "Garrow, 58, denies it", "aged 61"
    let before = first.checked_sub(1).map_or("", |at| sheet.lemma(at));
    let after = sheet.lemma(last);
    let aside = before == "," && matches!(after, "," | "." | "") && (10.0..=110.0).contains(&bare.value);
    let person = first >= 2 && sheet.tag(first - 2) == Tag::Name;
    if (aside && person)
        || matches!(before, "aged" | "age" | "no" | "no." | "number" | "article" | "section" | "page")
    {
        return true;
    }
    // "1996" by itself is a year.
    let text = sheet.word(first);
    if bare.unit.is_none()
        && bare.tokens.len() == 1
        && text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && (1000.0..2100.0).contains(&bare.value)
        && matches!(
            before,
            "in" | "since" | "of" | "by" | "from" | "until" | "to" | "," | "(" | "before" | "after"
        )
    {
        return true;
    }
    // "12 May", "May 12"
    let month = |word: &str| MONTHS.iter().any(|m| m.eq_ignore_ascii_case(word));
    let day = bare.unit.is_none() && bare.value <= 31.0;
    if day && (month(sheet.word(last)) || first.checked_sub(1).is_some_and(|at| month(sheet.word(at)))) {
        return true;
    }
    // "24 past five", "ten to midnight"
    let hour =
        |at: usize| sheet.tag(at) == Tag::Number || matches!(sheet.lemma(at), "midnight" | "noon" | "midday");
    let clock = |lemma: &str| matches!(lemma, "past" | "to");
    if bare.unit.is_none()
        && bare.value < 60.0
        && ((sheet.lemma(last) == "past" && hour(last + 1))
            || (sheet.lemma(last) == "to" && matches!(sheet.lemma(last + 1), "midnight" | "noon" | "midday"))
            || (clock(before)
                && bare.value <= 12.0
                && first >= 2
                && (matches!(sheet.lemma(first - 2), "half" | "quarter")
                    || (before == "past" && sheet.tag(first - 2) == Tag::Number))))
    {
        return true;
    }
    // "one of them", "no one", "the one"
    (bare.value - 1.0).abs() < f64::EPSILON
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && (matches!(after, "of" | "," | "." | "" | "who" | "day" | "another" | "thing" | "side")
            || matches!(before, "no" | "the" | "any" | "every" | "this" | "that" | "which" | "not" | "each")
            || last >= tokens.end)
}

/// "seven in the morning", "since seven"
fn is_hour(material: &Material<'_>, sheet: &Sheet<'_>, bare: &Bare) -> bool {
    let at = bare.tokens.start;
    let since = || {
        at.checked_sub(1).is_some_and(|i| matches!(sheet.lemma(i), "since" | "until" | "till"))
            && bare.value <= 12.0
            && bare.unit.is_none()
            && !matches!(sheet.tag(bare.tokens.end), Tag::Noun | Tag::Adjective)
    };
    clock::whole(material, sheet, at).is_some() || since()
}

/// "at least", "up to", "about": before the number.
fn bound(material: &Material<'_>, sheet: &Sheet<'_>, number: &mut Number, tokens: &Range<usize>) {
    let start = number.tokens.start;
    let from = start.saturating_sub(4).max(tokens.start);
    let words: Vec<Cow<'_, str>> = (from..start).map(|i| folded(sheet.word(i))).collect();
    let word = |i: usize| words.get(i.wrapping_sub(from)).map_or("", AsRef::as_ref);
    let mut best: Option<(usize, NumberSense)> = None;
    for at in from..start {
        material.tables.numbers.at(at, word, |len, (sense, _)| {
            let bounds = matches!(sense, NumberSense::Least | NumberSense::Most | NumberSense::About);
            if bounds && at + len == start && best.is_none_or(|(held, _)| at < held) {
                best = Some((at, sense));
            }
        });
    }
    let Some((at, sense)) = best else { return };
    number.tokens.start = at;
    match sense {
        NumberSense::Least => number.low = Some(number.value),
        NumberSense::Most => {
            number.high = Some(number.value);
            number.low = None;
        }
        _ => number.rough = true,
    }
}

/// "between 20 and 30", "20 to 30".
fn second(material: &Material<'_>, sheet: &Sheet<'_>, number: &mut Number, tokens: &Range<usize>) {
    let last = number.tokens.end;
    let joined = match sheet.lemma(last) {
        "to" | "-" | "–" => true,
        "and" => number.tokens.start > tokens.start && sheet.lemma(number.tokens.start - 1) == "between",
        _ => false,
    };
    if !joined || last + 1 >= tokens.end {
        return;
    }
    let Some(more) = number_at(material, sheet, last + 1, tokens.end) else { return };
    if more.value <= number.value {
        return;
    }
    number.low = Some(number.value);
    number.high = Some(more.value);
    number.value = f64::midpoint(number.value, more.value);
    number.unit = number.unit.or(more.unit);
    number.tokens.end = more.tokens.end;
}

/// The unit after the number; `false` where it is one of time, so that the number is no figure.
fn unit(material: &Material<'_>, sheet: &Sheet<'_>, number: &mut Number, tokens: &Range<usize>) -> bool {
    let at = number.tokens.end;
    let word = |i: usize| if i < tokens.end { sheet.lemma(i) } else { "" };
    let mut best: Option<(usize, &'static str, &'static str)> = None;
    material.tables.units.at(at, word, |len, (unit, kind)| {
        if best.is_none_or(|(held, _, _)| len > held) {
            best = Some((len, unit, kind));
        }
    });
    match best {
        Some((_, _, "time")) if number.unit.is_none() => false,
        Some((len, unit, _)) => {
            // "crown" after "£5 million" would be another currency: the sign wins.
            number.unit = number.unit.or(Some(unit));
            number.tokens.end += len;
            true
        }
        None => true,
    }
}

/// The noun after the number, a few adjectives further on.
fn counted(material: &Material<'_>, sheet: &Sheet<'_>, number: &mut Number, tokens: &Range<usize>) {
    let mut noun = None;
    for at in number.tokens.end..tokens.end.min(number.tokens.end + 5) {
        match sheet.tag(at) {
            Tag::Noun => {
                let concepts = &material.lemmas[sheet.lemmas[at] as usize].concepts;
                let fate = concepts.iter().any(|c| is_fate(material, *c));
                let person = concepts.iter().any(|c| material.tables.kind(*c) == ConceptKind::Person);
                if fate && !person && noun.is_none() {
                    break;
                }
                noun = Some(at);
            }
            Tag::Adjective | Tag::Name if noun.is_none() => {}
            _ if sheet.lemma(at) == "of" && noun.is_none() && number.low.is_some() => {}
            _ => break,
        }
        if noun.is_some() && sheet.tag(at + 1) != Tag::Noun {
            break;
        }
    }
    let Some(at) = noun else { return };
    let lemma = &material.lemmas[sheet.lemmas[at] as usize];
    number.count(material, sheet, at);
    let person = lemma.concepts.iter().any(|c| material.tables.kind(*c) == ConceptKind::Person);
    if person && number.unit.is_none() {
        number.unit = Some("people");
    }
    number.tokens.end = at + 1;
}

/// Whether a concept says what became of people or things that are counted.
pub(crate) fn is_fate(material: &Material<'_>, concept: ConceptId) -> bool {
    matches!(
        material.tables.name(concept),
        "die"
            | "injure"
            | "miss"
            | "displace"
            | "arrest"
            | "rescue"
            | "hospitalise"
            | "casualty"
            | "abduct"
            | "free"
            | "dismiss"
            | "disease"
            | "damage"
            | "strand"
            | "deploy"
            | "crush"
            | "jail"
            | "deport"
            | "convict"
    )
}

/// What became of what is counted: the nearest such word in the clause, after the number before before it.
fn fate(
    material: &Material<'_>,
    sheet: &Sheet<'_>,
    number: &Number,
    tokens: &Range<usize>,
) -> Option<ConceptId> {
    let concept_at = |at: usize| {
        let phrase = sheet
            .hits_in(&(at..at + 1))
            .iter()
            .filter(|h| is_fate(material, h.concept))
            .max_by_key(|h| h.len)
            .map(|h| h.concept);
        phrase.or_else(|| {
            let concepts = &material.lemmas[sheet.lemmas[at] as usize].concepts;
            concepts.iter().copied().find(|c| is_fate(material, *c))
        })
    };
    let stop = |at: usize| {
        matches!(sheet.lemma(at), ";" | ":") || (sheet.lemma(at) == "and" && sheet.tag(at + 1) == Tag::Number)
    };
    // What is counted is asked last: of "three patients died" they died.
    let counted = if number.noun.is_some() { number.tokens.end - 1 } else { usize::MAX };
    let ahead =
        || (number.tokens.start..tokens.end).take(14).take_while(|at| !stop(*at)).filter(|at| *at != counted);
    // "treated for wounds": what they have tells more than where they lie.
    let bare = |concept: &ConceptId| material.tables.name(*concept) == "hospitalise";
    let first = ahead().find_map(concept_at);
    let after = match first {
        Some(concept) if bare(&concept) => ahead()
            .filter_map(concept_at)
            .find(|c| matches!(material.tables.name(*c), "injure" | "die"))
            .or(first),
        first => first,
    };
    let noun =
        |at: usize| sheet.tag(at) == Tag::Noun && concept_at(at).is_none() && sheet.lemma(at) != "life";
    let before = || {
        (tokens.start..number.tokens.start)
            .rev()
            .take(5)
            .take_while(|at| !stop(*at) && !noun(*at))
            .find_map(concept_at)
    };
    // "The number of people known to have died when … has risen to 31"
    let counts = |at: usize| names_count(material, sheet.lemma(at));
    let person = number.noun.is_none() || number.unit == Some("people");
    let subject = || {
        if !person {
            return None;
        }
        let from = (tokens.start..number.tokens.start).find(|at| counts(*at))?;
        (from..number.tokens.start).find_map(concept_at)
    };
    let noun = || (counted != usize::MAX).then(|| concept_at(counted)).flatten();
    after.or_else(before).or_else(noun).or_else(subject)
}

/// Whether the noun means people, whoever they are.
pub(crate) fn means_people(noun: &str) -> bool {
    matches!(
        noun,
        "people"
            | "person"
            | "resident"
            | "victim"
            | "body"
            | "death"
            | "human"
            | "man"
            | "other"
            | "casualty"
            | "individual"
            | "inhabitant"
            | "civilian"
            | "life"
            | "villager"
            | "passenger"
    )
}
