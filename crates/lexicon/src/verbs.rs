//! Verbs and all their forms.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Language, rows};

/// What a written form can be of its verb; a form can be several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a form that the same letters may be")]
pub struct VerbForm {
    /// The base form, for the dictionary and after "to".
    pub lemma: &'static str,
    /// "claim"
    pub base: bool,
    /// "claims"
    pub third: bool,
    /// "claimed", "wrote"
    pub past: bool,
    /// "claimed", "written"
    pub participle: bool,
    /// "claiming"
    pub gerund: bool,
    /// The base form is a noun as often.
    pub noun: bool,
    /// "sei", "habe": the form of reported speech, where a language has one.
    pub reported: bool,
}

impl VerbForm {
    /// Whether the form can be the finite verb of a clause.
    pub fn is_finite(&self) -> bool {
        self.third || self.past || self.reported
    }

    fn join(&mut self, other: Self) {
        self.base |= other.base;
        self.third |= other.third;
        self.past |= other.past;
        self.participle |= other.participle;
        self.gerund |= other.gerund;
        self.reported |= other.reported;
    }
}

/// A verb that parts from its particle: "teilte … mit".
#[derive(Debug, Clone, Copy)]
struct Parted {
    particle: &'static str,
    form: VerbForm,
}

/// The table `verbs`; where the language has regular forms, with these made.
#[derive(Debug)]
pub struct Verbs {
    forms: FxHashMap<Box<str>, VerbForm>,
    /// Verbs by their forms without the particle.
    parted: FxHashMap<&'static str, Vec<Parted>>,
    particles: FxHashSet<&'static str>,
    /// What may stand before a known verb and make another one of it.
    prefixes: Vec<&'static str>,
}

impl Verbs {
    pub(crate) fn read(table: &'static str, language: &Language) -> Self {
        if language.listed_verbs { Self::listed(table, language) } else { Self::made(table) }
    }

    /// Every form stands in the table.
    fn listed(table: &'static str, language: &Language) -> Self {
        let mut verbs = Self {
            forms: FxHashMap::default(),
            parted: FxHashMap::default(),
            particles: FxHashSet::default(),
            prefixes: language.verb_prefixes.clone(),
        };
        for row in rows(table) {
            let (lemma, particle) = (row.column(0), row.column(6));
            let of = |mark: fn(&mut VerbForm)| {
                let mut form = VerbForm { lemma, ..VerbForm::default() };
                mark(&mut form);
                form
            };
            let base = of(|f| f.base = true);
            let columns = [
                (1, of(|f| f.past = true)),
                (2, of(|f| f.participle = true)),
                (4, of(|f| f.third = true)),
                (5, of(|f| f.reported = true)),
            ];
            let all = columns.into_iter().flat_map(|(at, form)| row.list(at).map(move |word| (word, form)));
            for (word, form) in all.chain([(lemma, base)]) {
                verbs.forms.entry(word.into()).or_insert(form).join(form);
                let Some(bare) = word.strip_prefix(particle).filter(|_| !particle.is_empty()) else {
                    continue;
                };
                if form.participle || form.base {
                    continue;
                }
                let stem = VerbForm { lemma: &lemma[particle.len()..], ..form };
                verbs.forms.entry(bare.into()).or_insert(stem).join(stem);
                verbs.parted.entry(bare).or_default().push(Parted { particle, form });
            }
            if !particle.is_empty() {
                verbs.particles.insert(particle);
            }
        }
        verbs
    }

    /// The verb that `word`, in lower case, is a form of when `particle` ends its clause.
    pub fn with_particle(&self, word: &str, particle: &str) -> Option<VerbForm> {
        let parted = self.parted.get(word)?;
        parted.iter().find(|p| p.particle == particle).map(|p| p.form)
    }

    /// Whether the word can be parted from a verb.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// A form of a verb that is made from a known one: "ver" and "arbeitet". Its base form is not known.
    fn prefixed(&self, word: &str) -> Option<VerbForm> {
        self.prefixes.iter().find_map(|prefix| {
            let rest = word.strip_prefix(prefix).filter(|rest| rest.len() > 3)?;
            let form = *self.forms.get(rest)?;
            Some(VerbForm { lemma: "", participle: form.participle || form.third, ..form })
        })
    }

    fn made(table: &'static str) -> Self {
        let mut forms = FxHashMap::<Box<str>, VerbForm>::default();
        for row in rows(table) {
            let lemma = row.column(0);
            let noun = row.column(3) == "noun";
            let mut put = |word: &str, mark: fn(&mut VerbForm)| {
                let form =
                    forms.entry(word.into()).or_insert(VerbForm { lemma, noun, ..VerbForm::default() });
                mark(form);
            };
            put(lemma, |f| f.base = true);
            put(&third(lemma), |f| f.third = true);
            for word in gerunds(lemma) {
                put(&word, |f| f.gerund = true);
            }
            if row.column(1).is_empty() {
                for word in pasts(lemma) {
                    put(&word, |f| (f.past, f.participle) = (true, true));
                }
            }
            // Of two verbs with one form ("saw", "felt") the one with the irregular past is the commoner.
            for word in row.list(1) {
                put(word, |f| f.past = true);
            }
            for word in row.list(2) {
                put(word, |f| f.participle = true);
            }
            for word in row.list(1).chain(row.list(2)) {
                if let Some(form) = forms.get_mut(word) {
                    form.lemma = lemma;
                }
            }
        }
        Self { forms, parted: FxHashMap::default(), particles: FxHashSet::default(), prefixes: Vec::new() }
    }

    /// What verb the word, in lower case, is a form of; the base form is empty where only the form is known.
    pub fn get(&self, word: &str) -> Option<VerbForm> {
        self.forms.get(word).copied().or_else(|| self.prefixed(word))
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// "carry": a consonant and a y.
fn turns_y(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel))
}

/// "stop", "admit": a consonant, one vowel, one consonant, which may double.
fn doubles(lemma: &str) -> Option<char> {
    let mut back = lemma.chars().rev();
    let last = back.next()?;
    let vowel = back.next()?;
    let before = back.next().unwrap_or('b');
    let one = !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | 'h') && is_vowel(vowel);
    (one && (!is_vowel(before) || lemma.contains("qu"))).then_some(last)
}

fn third(lemma: &str) -> String {
    if let Some(stem) = turns_y(lemma) {
        format!("{stem}ies")
    } else if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

fn pasts(lemma: &str) -> Vec<String> {
    let mut words = Vec::new();
    if lemma.ends_with('e') {
        words.push(format!("{lemma}d"));
    } else if let Some(stem) = turns_y(lemma) {
        words.push(format!("{stem}ied"));
    } else {
        words.push(format!("{lemma}ed"));
        words.extend(doubles(lemma).map(|c| format!("{lemma}{c}ed")));
        words.extend(lemma.ends_with('c').then(|| format!("{lemma}ked")));
    }
    words
}

fn gerunds(lemma: &str) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(stem) = lemma.strip_suffix("ie") {
        words.push(format!("{stem}ying"));
    } else if let Some(stem) = lemma.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y'])) {
        words.push(format!("{stem}ing"));
    } else {
        words.push(format!("{lemma}ing"));
        words.extend(doubles(lemma).map(|c| format!("{lemma}{c}ing")));
        words.extend(lemma.ends_with('c').then(|| format!("{lemma}king")));
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn regular_and_irregular_forms_lead_to_the_base_form() {
        let verbs = &Lexicon::english().verbs;
        for (form, lemma) in [
            ("said", "say"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("admitted", "admit"),
            ("stopping", "stop"),
            ("claimed", "claim"),
            ("reports", "report"),
            ("wrote", "write"),
            ("lying", "lie"),
            ("found", "find"),
            ("travelled", "travel"),
            ("traveled", "travel"),
            ("seized", "seize"),
            ("fleeing", "flee"),
            ("left", "leave"),
        ] {
            assert_eq!(verbs.get(form).map(|f| f.lemma), Some(lemma), "{form}");
        }
    }
}
