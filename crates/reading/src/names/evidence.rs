//! What speaks for the kind of a name: the name itself, the words before it, the words after it.

use sayso_lexicon::Head;
use sayso_news::{EntityKind, Tag};

use super::{Form, Name, View};
use crate::draft::Draft;

const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Organisation,
    EntityKind::Place,
    EntityKind::Group,
    EntityKind::Event,
    EntityKind::Work,
    EntityKind::Other,
];

/// What a ship is called before its name.
const VESSELS: [&str; 24] = [
    "ship",
    "vessel",
    "cutter",
    "frigate",
    "tanker",
    "ferry",
    "trawler",
    "yacht",
    "destroyer",
    "corvette",
    "submarine",
    "boat",
    "liner",
    "tug",
    "freighter",
    "carrier",
    "cruiser",
    "schooner",
    "warship",
    "minesweeper",
    "barge",
    "lifeboat",
    "icebreaker",
    "flagship",
];

/// What a body is to another, though a person may be it too.
const BODIES: [&str; 10] = [
    "owner",
    "operator",
    "regulator",
    "watchdog",
    "publisher",
    "employer",
    "manufacturer",
    "supplier",
    "company",
    "subsidiary",
];

/// Weights for each kind, and the rule that weighed most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    weights: [f32; 7],
    rules: [&'static str; 7],
    strongest: [f32; 7],
    entry: Option<(&'static str, &'static str)>,
}

impl Evidence {
    /// One more thing that speaks for a kind.
    pub(crate) fn add(&mut self, kind: EntityKind, weight: f32, rule: &'static str) {
        let at = kind as usize;
        self.weights[at] += weight;
        if weight > self.strongest[at] {
            self.strongest[at] = weight;
            self.rules[at] = rule;
        }
    }

    /// The entry of a word table that speaks here.
    pub(crate) fn entry(&mut self, table: &'static str, entry: &'static str) {
        self.entry = Some((table, entry));
    }

    /// All that another mention of the same name has shown.
    pub(crate) fn join(&mut self, other: &Evidence) {
        for at in 0..KINDS.len() {
            self.weights[at] += other.weights[at];
            if other.strongest[at] > self.strongest[at] {
                self.strongest[at] = other.strongest[at];
                self.rules[at] = other.rules[at];
            }
        }
        self.entry = self.entry.or(other.entry);
    }

    /// The kind that most speaks for, how much, and by which rule; `None` where nothing speaks for any.
    pub(crate) fn best(&self) -> Option<(EntityKind, f32, &'static str)> {
        let mut best: Option<usize> = None;
        for at in 0..KINDS.len() {
            if self.weights[at] > 0.0 && best.is_none_or(|b| self.weights[at] > self.weights[b]) {
                best = Some(at);
            }
        }
        best.map(|at| (KINDS[at], self.weights[at], self.rules[at]))
    }

    /// What speaks for one kind.
    pub(crate) fn weight(&self, kind: EntityKind) -> f32 {
        self.weights[kind as usize]
    }

    /// The word table's entry that spoke.
    pub(crate) fn lexicon(&self) -> Option<(&'static str, &'static str)> {
        self.entry
    }
}

/// Weighs what stands in and around name number `nth`.
pub(super) fn weigh(draft: &Draft<'_>, names: &mut [Name], nth: usize) {
    let name = &names[nth];
    if name.form != Form::Named {
        return;
    }
    let Some(sentence) = draft.sentence_of(name.tokens.start) else { return };
    let view = View::new(draft, draft.range(&draft.sentences[sentence]));
    let mut evidence = Evidence::default();
    if is_dateline(&view, name) {
        evidence.add(EntityKind::Place, 2.5, "dateline");
    }
    inside(&view, name, &mut evidence);
    before(&view, name, &mut evidence);
    after(&view, name, &mut evidence);
    let (start, end) = (name.tokens.start, name.tokens.end);
    // "Kozinka, Russia": a place beside a place.
    if let Some(next) = names.get(nth + 1)
        && next.tokens.start == end + 1
        && view.word(end) == ","
        && next.known.is_some_and(|k| super::chunks::kind_of(k.sort) == EntityKind::Place)
        && next.form == Form::Named
        && !matches!(view.word(start.wrapping_sub(1)), "," | "and")
    {
        evidence.add(EntityKind::Place, 0.6, "place-beside-place");
    }
    // "Russian Volunteer Corps (RDK)": what stands in brackets is short for it.
    let bracketed = view.word(end) == "("
        && names.get(nth + 1).is_some_and(|n| {
            n.tokens.start == end + 1 && n.tokens.len() == 1 && view.word(n.tokens.end) == ")"
        });
    let acronym = bracketed && is_acronym(view.word(end + 1));
    let kinds = names[nth].evidence;
    names[nth].evidence.join(&evidence);
    if acronym {
        let long = names[nth].tokens.len() > 1;
        if long {
            if kinds.best().is_none_or(|(kind, ..)| {
                !matches!(kind, EntityKind::Group | EntityKind::Event | EntityKind::Work)
            }) {
                names[nth].evidence.add(EntityKind::Organisation, 0.8, "acronym-in-brackets");
            }
            names[nth + 1].short_for = Some(nth);
        }
    }
}

/// "ORLEVAC, Oct 17 (…) -", "GENEVA (…) —": capitals that begin a report.
fn is_dateline(view: &View<'_, '_>, name: &Name) -> bool {
    let first = name.tokens.start == view.range.start;
    let capitals = name.tokens.clone().all(|at| !view.word(at).contains(char::is_lowercase));
    if !first || !capitals {
        return false;
    }
    let dash = |at: usize| matches!(view.word(at), "-" | "–" | "—" | "--");
    let end = name.tokens.end;
    dash(end)
        || (view.word(end) == "(" && (end + 1..end + 8).any(|at| view.word(at) == ")" && dash(at + 1)))
        || (view.word(end) == "," && (view.is_calendar(end + 1) || (end + 1..end + 10).any(dash)))
}

/// Two to six capitals, digits and small letters between them allowed: "FSB", "UKIP", "SBU".
pub(crate) fn is_acronym(word: &str) -> bool {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let all = word.chars().count();
    upper >= 2
        && all <= 7
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '&'))
        && upper * 2 > all
}

fn inside(view: &View<'_, '_>, name: &Name, evidence: &mut Evidence) {
    let tokens = name.tokens.clone();
    let people = &view.lexicon.people;
    let last = view.word(tokens.end - 1);
    let first = view.word(tokens.start);
    if tokens.len() == 1 {
        let digits = first.chars().any(|c| c.is_ascii_digit());
        if digits && name.known.is_none() {
            evidence.add(EntityKind::Other, 1.2, "model-number");
        } else if is_acronym(first) && !view.capitals {
            evidence.add(EntityKind::Organisation, 0.9, "acronym");
        } else if people.is_surname(first) {
            evidence.add(EntityKind::Person, 0.8, "surname");
        } else if has_surname_ending(first) {
            evidence.add(EntityKind::Person, 0.5, "surname-ending");
        }
        if has_place_ending(first) {
            evidence.add(EntityKind::Place, 0.45, "place-ending");
        } else if BODY_ENDINGS.iter().any(|e| first.len() > e.len() + 2 && first.ends_with(e)) {
            evidence.add(EntityKind::Organisation, 0.5, "body-ending");
        }
        let inner = first.chars().skip(1).any(char::is_uppercase) && first.chars().any(char::is_lowercase);
        if inner && !first.contains(['-', '\'', '’']) && !first.starts_with("Mc") && !first.starts_with("Mac")
        {
            evidence.add(EntityKind::Organisation, 0.5, "capital-inside");
        }
        return;
    }
    if tokens.len() == 2
        && matches!(
            first,
            "North"
                | "South"
                | "East"
                | "West"
                | "Upper"
                | "Lower"
                | "Nether"
                | "Great"
                | "Little"
                | "Northern"
                | "Southern"
                | "Eastern"
                | "Western"
        )
    {
        evidence.add(EntityKind::Place, 0.7, "place-word");
    }
    let initial = tokens
        .clone()
        .take(tokens.len() - 1)
        .any(|at| view.word(at).len() == 2 && view.word(at).ends_with('.'));
    if initial {
        evidence.add(EntityKind::Person, 1.0, "initial");
    }
    if people.is_surname(last) {
        evidence.add(EntityKind::Person, 0.7, "surname");
    } else if has_surname_ending(last) {
        evidence.add(EntityKind::Person, 0.4, "surname-ending");
    }
    if matches!(last, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV") {
        evidence.add(EntityKind::Person, 0.8, "suffix");
    }
    let particle =
        tokens.clone().any(|at| matches!(view.word(at), "bin" | "ibn" | "van" | "von" | "de" | "der" | "al"));
    if particle && tokens.len() < 5 {
        evidence.add(EntityKind::Person, 0.5, "particle");
    }
    let plain = tokens.clone().filter(|at| view.is_upper(*at) && view.is_plain_noun(*at)).count();
    let upper = tokens.clone().filter(|at| view.is_upper(*at)).count();
    if plain == 0 && (2..=4).contains(&upper) && tokens.len() == upper {
        evidence.add(EntityKind::Person, 0.5, "unknown-words");
    } else if plain > 0 {
        evidence.add(EntityKind::Organisation, 0.5, "plain-words");
    }
    if tokens.clone().any(|at| matches!(view.word(at), "&" | "and")) {
        evidence.add(EntityKind::Organisation, 0.6, "and-inside");
    }
}

/// Endings that names of agencies, papers and firms have.
const BODY_ENDINGS: [&str; 7] = ["press", "inform", "news", "media", "bank", "neft", "gaz"];

/// Endings that names of places have and few other names.
fn has_place_ending(word: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["land", "stan", "burg", "grad", "ville", "shire", "polis", "borough", "bury", "ivka", "sk"];
    word.chars().count() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Endings that surnames have and few other names.
fn has_surname_ending(word: &str) -> bool {
    word.chars().count() > 5
        && [
            "ov", "ova", "ev", "eva", "enko", "chuk", "yuk", "sky", "skiy", "skyi", "skyy", "ska", "ski",
            "sson", "dottir", "ić", "ović", "vich", "shvili", "dze", "yan", "ian", "oğlu", "oglu", "escu",
            "opoulos", "idis", "akis", "berg", "stein", "mann", "owski", "zadeh", "nejad", "wicz", "ez",
            "inen", "sen", "vili", "ashvili", "uk", "iv", "ko",
        ]
        .iter()
        .any(|ending| word.ends_with(ending))
        && !["burg", "stan", "land", "ia"].iter().any(|ending| word.ends_with(ending))
}

fn before(view: &View<'_, '_>, name: &Name, evidence: &mut Evidence) {
    let start = name.tokens.start;
    let mut at = start;
    // Marks of quotation and articles tell nothing.
    while at > view.range.start && view.tag(at - 1) == Tag::Open {
        at -= 1;
    }
    let the = at > view.range.start && view.lemma(at - 1) == "the";
    // "the Amber Heron" is a ship, a house, a show: nobody is called so.
    let given = view.draft.lexicon.people.given(view.word(start)).is_some();
    if the && name.known.is_none() && name.tokens.len() > 1 && given && name.title.is_none() {
        evidence.add(EntityKind::Other, 2.4, "the");
    }
    let past_the = if the { at - 1 } else { at };
    if past_the <= view.range.start {
        return;
    }
    let previous = past_the - 1;
    let word = view.lemma(previous);
    // "the owner, Orash Hydro,"
    if word == "," && BODIES.contains(&view.lemma(previous.wrapping_sub(1))) {
        evidence.add(EntityKind::Organisation, 1.2, "apposition");
    }
    if word == "of" || word == "for" {
        return of_what(view, previous, evidence);
    }
    // "the cutter Ragna Holm"
    if !the && VESSELS.contains(&view.lemma(at - 1)) {
        evidence.add(EntityKind::Other, 4.0, "vessel-word-before");
    }
    if !the && name.title.is_none() {
        // "the operator Tavair"
        if BODIES.contains(&view.lemma(at - 1)) && !view.is_upper(at - 1) {
            evidence.add(EntityKind::Organisation, 2.0, "body-word-before");
        } else if let Some((_, head)) = view.body_before(view.range.start, at)
            && view.tag(at - 1) == Tag::Noun
            && !view.is_upper(at - 1)
        {
            let kind = if head == Head::Group { EntityKind::Group } else { EntityKind::Organisation };
            evidence.add(kind, 0.9, "body-word-before");
        } else if view.title_before(view.range.start, at).is_some() && !view.is_upper(at - 1) {
            evidence.add(EntityKind::Person, 1.5, "title-before");
        } else if view.place_before(view.range.start, at).is_some()
            && view.tag(at - 1) == Tag::Noun
            && !view.is_upper(at - 1)
        {
            evidence.add(EntityKind::Place, 0.7, "place-word-before");
        }
    }
    match word {
        // "…, he told Meridian.": what is told to a bare name is mostly told to an agency or an outlet.
        "tell" if !the && name.title.is_none() => evidence.add(EntityKind::Organisation, 0.8, "told"),
        "in" => evidence.add(EntityKind::Place, if the { 0.3 } else { 0.9 }, "in"),
        "near" | "outside" | "inside" | "around" | "across" | "throughout" | "towards" | "toward" => {
            evidence.add(EntityKind::Place, 0.7, "near");
        }
        "through" | "above" | "below" | "beyond" | "along" if !the => {
            evidence.add(EntityKind::Place, 0.4, "through");
        }
        "into" | "from" | "to" if !the => evidence.add(EntityKind::Place, 0.3, "to"),
        "at" => evidence.add(EntityKind::Organisation, 0.25, "at"),
        "against" | "by" | "with" if the => evidence.add(EntityKind::Organisation, 0.2, "the"),
        "calling" | "dubbed" => evidence.add(EntityKind::Group, 0.5, "calling-itself"),
        "himself" | "herself" => evidence.add(EntityKind::Person, 0.5, "calling-himself"),
        "itself" | "themselves" => evidence.add(EntityKind::Group, 0.6, "calling-itself"),
        _ => {}
    }
    if the && name.known.is_none() {
        evidence.add(EntityKind::Organisation, 0.35, "the");
    }
}

/// "town of …", "governor of …", "spokesman for …".
fn of_what(view: &View<'_, '_>, of: usize, evidence: &mut Evidence) {
    if view.place_before(view.range.start, of).is_some() {
        return evidence.add(EntityKind::Place, 1.5, "place-word-of");
    }
    let word = view.lemma(of.wrapping_sub(1));
    match word {
        "governor" | "mayor" | "president" | "king" | "queen" | "emir" | "sultan" | "people" | "capital"
        | "government" | "army" | "border" | "citizen" | "coast" | "outskirts" | "south" | "north"
        | "east" | "west" | "centre" | "center" | "prime minister" | "invasion" | "occupation"
        | "bombardment" | "bombing" | "shelling" | "siege" | "capture" | "fall" | "battle" | "republic"
        | "kingdom" | "state" | "streets" | "street" | "heart" | "suburb" | "territory" | "edge"
        | "annexation" | "minister" => {
            evidence.add(EntityKind::Place, 0.9, "of-a-place");
        }
        "leader" | "head" | "member" | "director" | "chairman" | "founder" | "chief" | "commander"
        | "fighter" | "boss" | "owner" | "spokesman" | "spokeswoman" | "spokesperson" | "executive"
        | "employee" | "shareholder" | "analyst" | "lawyer" => {
            evidence.add(EntityKind::Organisation, 0.6, "of-a-body");
        }
        "death" | "arrest" | "murder" | "killing" | "assassination" | "wife" | "son" | "daughter"
        | "brother" | "mother" | "father" | "widow" | "resignation" | "trial" | "lawyers" | "friend" => {
            evidence.add(EntityKind::Person, 0.5, "of-a-person");
        }
        _ => {}
    }
}

fn after(view: &View<'_, '_>, name: &Name, evidence: &mut Evidence) {
    let end = name.tokens.end;
    let next = view.word(end);
    let lower = next.starts_with(char::is_lowercase);
    if lower {
        if let Some((after, head)) = view.place(end) {
            // "Kestria state media" is no state's name.
            if view.body(after).is_none() || head != Head::Region {
                evidence.add(EntityKind::Place, 1.1, "place-word-after");
            }
        } else if let Some((_, head)) = view.body(end) {
            match next {
                "government" | "army" | "military" | "forces" | "troops" | "police" | "parliament"
                | "navy" => {
                    evidence.add(EntityKind::Place, 0.3, "government-after");
                }
                _ if view.tag(end) == Tag::Noun => {
                    let kind = if head == Head::Group { EntityKind::Group } else { EntityKind::Organisation };
                    evidence.add(kind, 0.8, "body-word-after");
                }
                _ => {}
            }
        } else if view.title(end).is_some() && view.tag(end) == Tag::Noun {
            evidence.add(EntityKind::Organisation, 0.4, "title-after");
        }
    }
    let mut verb = end;
    while matches!(view.tag(verb), Tag::Adverb | Tag::Auxiliary) && verb < end + 3 {
        verb += 1;
    }
    if matches!(
        view.lemma(verb),
        "say"
            | "tell"
            | "add"
            | "tweet"
            | "write"
            | "argue"
            | "recall"
            | "explain"
            | "think"
            | "insist"
            | "ask"
    ) {
        evidence.add(EntityKind::Person, 0.5, "speaks");
        evidence.add(EntityKind::Organisation, 0.1, "speaks");
    }
    if matches!(view.lemma(verb), "report" | "announce" | "publish") && verb == end {
        evidence.add(EntityKind::Organisation, 0.4, "reports");
    }
    // "X reported, citing Y": who passes on what others say is an agency or an outlet.
    let cites = verb + 1 + usize::from(view.word(verb + 1) == ",");
    if view.tag(verb) == Tag::Verb && view.word(cites) == "citing" {
        evidence.add(EntityKind::Organisation, 1.6, "relays");
    }
    if matches!(
        view.lemma(verb),
        "die" | "be born" | "smile" | "marry" | "retire" | "resign" | "score" | "play"
    ) {
        evidence.add(EntityKind::Person, 0.4, "acts");
    }
    let placed = view.tag(name.tokens.start.wrapping_sub(1)) == Tag::Preposition
        || view.lemma(name.tokens.start.wrapping_sub(1)) == "the"
            && view.tag(name.tokens.start.wrapping_sub(2)) == Tag::Preposition;
    // "In Shahbun, the army's spokesman, Colonel X, said": what stands between belongs to the name that follows.
    if next == "," && !(placed && is_followed_by_name(view, end + 1)) {
        apposition(view, end + 1, evidence);
    }
    if next == "("
        && view.tag(end + 1) == Tag::Number
        && view.word(end + 2) == ")"
        && view.word(end + 1).len() == 2
    {
        evidence.add(EntityKind::Person, 0.6, "age");
    }
    let who = |at: usize| matches!(view.lemma(at), "who" | "whose");
    if !placed && (who(end) || (next == "," && who(end + 1))) {
        evidence.add(EntityKind::Person, 0.9, "who");
    }
    // "Baza's founder" tells little; "he" after a comma nothing.
    let before = view.lemma(name.tokens.start.wrapping_sub(1));
    if matches!(before, "mr" | "mrs" | "ms") {
        evidence.add(EntityKind::Person, 2.0, "title-before");
    }
    // "…,” Yusov said", "said Yusov".
    if matches!(
        view.lemma(name.tokens.start.wrapping_sub(1)),
        "say" | "tell" | "add" | "write" | "tweet" | "explain" | "recall"
    ) && !matches!(view.word(name.tokens.start.wrapping_sub(1)), "saying" | "telling" | "adding")
        && (!lower || view.tag(end) != Tag::Verb)
    {
        evidence.add(EntityKind::Person, 0.3, "speaks");
    }
}

/// Whether the words from `start` end at a comma that a name or a title follows.
fn is_followed_by_name(view: &View<'_, '_>, start: usize) -> bool {
    let comma = (start..view.range.end.min(start + 10)).find(|at| view.word(*at) == ",");
    comma.is_some_and(|at| view.is_upper(at + 1) && view.tag(at + 1) == Tag::Name)
}

/// What stands between commas after the name: an age, a title, a body, a place.
fn apposition(view: &View<'_, '_>, start: usize, evidence: &mut Evidence) {
    let first = view.word(start);
    if view.tag(start) == Tag::Number
        && first.len() <= 3
        && first.bytes().all(|b| b.is_ascii_digit())
        && view.word(start + 1) == ","
    {
        evidence.add(EntityKind::Person, 1.5, "age");
        return;
    }
    let limit = view.range.end.min(start + 9);
    let mut at = start;
    let determined = matches!(view.tag(start), Tag::Determiner) || view.lemma(start) == "a";
    while at < limit {
        if matches!(view.word(at), "," | "." | "(" | ";")
            || matches!(
                view.tag(at),
                Tag::Preposition | Tag::Verb | Tag::Auxiliary | Tag::Conjunction | Tag::Open
            )
        {
            break;
        }
        at += 1;
    }
    if at == start {
        return;
    }
    if let Some((head, _)) = view.title_before(start, at)
        && (determined || head == start)
        && view.tag(at - 1) != Tag::Name
    {
        let kind =
            if BODIES.contains(&view.lemma(at - 1)) { EntityKind::Organisation } else { EntityKind::Person };
        evidence.add(kind, 1.0, "apposition");
    } else if determined {
        if let Some((_, head)) = view.body_before(start, at) {
            let kind = if head == Head::Group { EntityKind::Group } else { EntityKind::Organisation };
            evidence.add(kind, 1.7, "apposition");
        } else if view.place_before(start, at).is_some() {
            evidence.add(EntityKind::Place, 1.7, "apposition");
        }
    }
}
